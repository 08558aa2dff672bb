"""The words of a token table made ready for many queries: types with their places, and the text to cut lines from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from workbench.tokens.selection import DEFAULT_ZONES, check_zones, select_tokens
from workbench.tokens.words import choose_terms, list_words

PARAGRAPH = " ¶ "


class Types(NamedTuple):
    """Distinct terms, the number of the term at each row, and all rows ordered by term."""

    codes: np.ndarray
    names: np.ndarray
    rows: np.ndarray
    bounds: np.ndarray

    def find_rows(self, chosen: np.ndarray) -> np.ndarray:
        """Return the rows of the chosen types, in text order."""
        parts = [self.rows[self.bounds[code] : self.bounds[code + 1]] for code in np.flatnonzero(chosen)]
        return np.sort(np.concatenate(parts)) if parts else np.zeros(0, dtype="int64")


class _Layout(NamedTuple):
    """Tokens as one text, the place and length of each in it, its key of article and offset, the key's width, the articles."""

    text: str
    begins: np.ndarray
    lengths: np.ndarray
    keys: np.ndarray
    width: int
    articles: pd.Index


@dataclass(frozen=True)
class WordIndex:
    """Words and tokens of chosen zones, made by `index_words`; give it to several queries in place of the tokens.

    Parameters
    ----------
    words : DataFrame
        Made by `list_words`.
    tokens : DataFrame
        The tokens of the zones, in text order.
    """

    words: pd.DataFrame
    tokens: pd.DataFrame

    @cached_property
    def lowers(self) -> Types:
        """The lower-case forms."""
        return _index_types(self.words["lower"])

    @cached_property
    def lemmas(self) -> Types:
        """The lemmas."""
        return _index_types(choose_terms(self.words, "lemma"))

    @cached_property
    def articles(self) -> np.ndarray:
        """The number of the article of each word."""
        return pd.factorize(self.words["article_id"])[0]

    @cached_property
    def sentences(self) -> np.ndarray:
        """A running number for the sentence of each word."""
        if self.words.empty:
            return np.zeros(0, dtype="int64")
        change = (np.diff(self.articles) != 0) | (np.diff(self.words["sentence_id"].to_numpy()) != 0)
        return np.concatenate([[0], np.cumsum(change)])

    @cached_property
    def _layout(self) -> _Layout:
        """The tokens as one text, and where each of them begins in it."""
        df = self.tokens
        article, names = pd.factorize(df["article_id"])
        width = int(df["end"].max()) + 1 if len(df) else 1
        block = df["block_id"].to_numpy() if "block_id" in df else np.zeros(len(df))
        start, end = df["start"].to_numpy(), df["end"].to_numpy()
        gaps = np.where(np.diff(block) != 0, PARAGRAPH, np.where(start[1:] > end[:-1], " ", ""))
        pieces = [text + gap for text, gap in zip(df["text"], [*gaps, ""][: len(df)], strict=True)]
        begins = np.cumsum([0, *map(len, pieces)])[:-1]
        return _Layout(
            "".join(pieces), begins, end - start, article.astype("int64") * width + start, width, pd.Index(names)
        )

    def cut(self, begin: pd.DataFrame, end: pd.DataFrame) -> list[str]:
        """Return the text between two lists of offsets; each frame has article (a name) and offset."""
        text = self._layout.text
        places = zip(self._locate(begin), self._locate(end), strict=True)
        return [text[first:last].strip() for first, last in places]

    def _locate(self, at: pd.DataFrame) -> np.ndarray:
        _, begins, lengths, keys, width, names = self._layout
        wanted = names.get_indexer(at["article"]).astype("int64") * width + at["offset"].to_numpy()
        token = np.searchsorted(keys, wanted, side="right") - 1
        return begins[token] + np.minimum(wanted - keys[token], lengths[token])


def index_words(tokens: pd.DataFrame, *, zones: Iterable[str] = DEFAULT_ZONES) -> WordIndex:
    """Return the words of the zones made ready for many queries.

    `find_contexts` and `find_collocates` take the index in place of the token table; its zones then hold, whatever
    the call says. Worth it from about 100,000 words, or for a control that asks again and again.

    Needs the token table.

    Raises
    ------
    KeyError, ValueError
        For missing columns or unknown zones.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 2], "end": [1, 3],
    ...     "text": ["x", "y"], "lower": ["x", "y"], "is_word": True, "zone": "body", "voice": "narrator"})
    >>> len(index_words(tokens).words)
    2
    """
    chosen = select_tokens(tokens, zones=check_zones(zones), words_only=False)
    return WordIndex(list_words(chosen), _in_text_order(chosen))


def take_index(tokens: pd.DataFrame | WordIndex, zones: Iterable[str]) -> WordIndex:
    """Return the index given, or one made of the tokens given."""
    check_zones(zones)
    return tokens if isinstance(tokens, WordIndex) else index_words(tokens, zones=zones)


def _in_text_order(tokens: pd.DataFrame) -> pd.DataFrame:
    article, names = pd.factorize(tokens["article_id"])
    step = np.diff(article)
    in_order = (step > 0) | ((step == 0) & (np.diff(tokens["start"].to_numpy()) >= 0))
    if np.all(in_order) and list(names) == sorted(names):
        return tokens
    return tokens.sort_values(["article_id", "start"], kind="stable", ignore_index=True)


def _index_types(terms: pd.Series) -> Types:
    codes, names = pd.factorize(terms)
    rows = np.argsort(codes, kind="stable")
    bounds = np.searchsorted(codes[rows], np.arange(len(names) + 1))
    return Types(codes, np.asarray(names, dtype=object), rows, bounds)
