"""One pass over the words of a token table, for every count and every query: ids, places, bounds, and text to cut.

`index_words` looks at each word once: what type it is (as written, with spelling variants merged, its lemma), which
article and sentence it stands in. Contexts, collocates, n-grams, dispersion, frequencies, similarity, keyness and
framing take the index in place of the token table, so that a study, or an explorer that asks at every change, makes one
only.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd

from workbench.schema import VOICES, require_choice
from workbench.tokens.selection import (
    DEFAULT_ZONES,
    check_zones,
    choose_terms,
    list_words,
    read_variants,
    select_tokens,
)

PARAGRAPH = " ¶ "


@dataclass(frozen=True)
class Types:
    """Distinct terms, the number of the term at each row, and all rows ordered by term.

    Parameters
    ----------
    codes : ndarray of int
        The number of the term of each word.
    names : ndarray of str
        The terms, by number.
    rows, bounds : ndarray of int
        The words of term k are `rows[bounds[k]:bounds[k + 1]]`, in text order.
    """

    codes: np.ndarray
    names: np.ndarray
    rows: np.ndarray
    bounds: np.ndarray

    @cached_property
    def numbers(self) -> dict[str, int]:
        """The number of each term."""
        return {str(name): number for number, name in enumerate(self.names)}

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
    article_ids : tuple of str
        Every article of the token table, those without a word in the zones too.
    """

    words: pd.DataFrame
    tokens: pd.DataFrame
    article_ids: tuple[str, ...] = ()

    @cached_property
    def texts(self) -> Types:
        """The words as written, capitals kept."""
        return _index_types(self.words["text"])

    @cached_property
    def parsed(self) -> Types:
        """The parser's lemmas, or lower-case forms where there are none."""
        return _index_types(self.words["lemma"].fillna(self.words["lower"]))

    @cached_property
    def lowers(self) -> Types:
        """The lower-case forms as written."""
        return _index_types(self.words["lower"])

    @cached_property
    def terms(self) -> Types:
        """The lower-case forms as they are counted: spelling variants merged."""
        return _index_types(choose_terms(self.words))

    @cached_property
    def lemmas(self) -> Types:
        """The lemmas, spelling variants merged."""
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

    A measure that takes the index in place of the token table counts the zones of the index, whatever the call says.

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
    return WordIndex(list_words(chosen), _in_text_order(chosen), tuple(sorted(tokens["article_id"].unique())))


def take_index(tokens: pd.DataFrame | WordIndex, zones: Iterable[str]) -> WordIndex:
    """Return the index given, or one made of the tokens given."""
    check_zones(zones)
    return tokens if isinstance(tokens, WordIndex) else index_words(tokens, zones=zones)


def take_words(tokens: pd.DataFrame | WordIndex, *, zones: Iterable[str], voice: str = "all") -> pd.DataFrame:
    """Return the words of the zones and the voice, as `list_words` makes them, from an index or from tokens.

    Raises
    ------
    KeyError, ValueError
        For missing columns, unknown zones or voices.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 2], "end": [1, 3],
    ...     "text": ["x", "y"], "lower": ["x", "y"], "is_word": True, "zone": "body", "voice": ["narrator", "quotation"]})
    >>> take_words(index_words(tokens), zones=("body",), voice="quotation")["lower"].tolist()
    ['y']
    """
    if not isinstance(tokens, WordIndex):
        return list_words(select_tokens(tokens, zones=zones, voice=voice, words_only=False))
    check_zones(zones)
    require_choice(voice, ("all", *VOICES), name="voice")
    words = tokens.words
    return words if voice == "all" else words[words["voice"] == voice].reset_index(drop=True)


def list_articles(tokens: pd.DataFrame | WordIndex) -> pd.DataFrame:
    """Return a table whose article_id names every article, those without a word in the zones too.

    Examples
    --------
    >>> list_articles(pd.DataFrame({"article_id": ["a", "a"]}))["article_id"].tolist()
    ['a', 'a']
    """
    if isinstance(tokens, WordIndex):
        return pd.DataFrame({"article_id": list(tokens.article_ids)}, dtype="str")
    return tokens


def list_variants(
    tokens: pd.DataFrame | WordIndex, *, zones: Iterable[str] = DEFAULT_ZONES, voice: str = "all"
) -> pd.DataFrame:
    """Return which spelling variants stand in a corpus, and what they are counted under.

    Needs the token table.

    Returns
    -------
    DataFrame
        One row per variant found: variant, form, n (places of the variant), n_form (places of the form itself),
        n_articles (that hold the variant). Sorted by form, variant.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 11], "end": [10, 20], "zone": "body",
    ...     "text": ["cease-fire", "ceasefire"], "is_word": True, "voice": "narrator"})
    >>> list_variants(tokens.assign(lower=tokens.text)).values.tolist()
    [['cease-fire', 'ceasefire', 1, 1, 1]]
    """
    words, variants = take_words(tokens, zones=zones, voice=voice), read_variants()
    lower = words["lower"]
    found = words[lower.isin(list(variants))].groupby("lower")["article_id"].agg(n="size", n_articles="nunique")
    forms = lower[lower.isin(set(variants.values()))].value_counts()
    table = found.rename_axis("variant").reset_index()
    table["form"] = table["variant"].map(variants)
    table["n_form"] = table["form"].map(forms).fillna(0)
    dtypes = {"variant": "str", "form": "str", "n": "int64", "n_form": "int64", "n_articles": "int64"}
    return table.astype(dtypes)[list(dtypes)].sort_values(["form", "variant"], ignore_index=True)


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
