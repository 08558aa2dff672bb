"""The same tokens under other sentence splitters."""

from __future__ import annotations

import re
from collections.abc import Iterator

import numpy as np
import pandas as pd

from workbench.language import align_text
from workbench.schema import make_table, require_choice, require_columns

SPLITTERS = ("paragraph-aware", "textstat-like", "naive")
_TEXTSTAT_PIECE = re.compile(r"\b[^.!?]+[.!?]*")
_NAIVE_END = re.compile(r"[.!?]+(?=\s|$)")
_FEWEST_WORDS = 3  # textstat 0.7.13 drops pieces of one or two words


def split_differently(
    articles: pd.DataFrame, sentences: pd.DataFrame, tokens: pd.DataFrame, *, splitter: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables as another sentence splitter would have made them, tokens unchanged.

    "paragraph-aware" is the workbench's own. "textstat-like" runs a block as one text, ends a sentence at every stop,
    question or exclamation mark, and drops pieces of one or two words (their words join the piece before, or the next
    at the beginning, since textstat counts words apart from sentences). "naive" ends one at every such mark before a
    space. Zones never mix in one sentence.

    Needs article_id and text of articles; sentences and tokens as the language layer makes them.

    Returns
    -------
    tuple of DataFrame
        sentences and tokens, with new sentence_id, start, end and n_words.

    Raises
    ------
    ValueError
        For an unknown splitter.
    KeyError
        If a column is missing.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["The U.S. envoy left. They stayed on."]})
    >>> sentences = pd.DataFrame({"article_id": ["a"], "block_id": 0, "sentence_id": 0, "start": 0, "end": 36})
    >>> tokens = pd.DataFrame({"start": [0, 4, 9, 15, 21, 26, 33], "end": [3, 8, 14, 19, 25, 32, 35]})
    >>> tokens = tokens.assign(article_id="a", block_id=0, sentence_id=0, is_word=True, zone="body")
    >>> sentences = sentences.assign(zone="body", n_words=7)
    >>> split_differently(articles, sentences, tokens, splitter="naive")[0].n_words.tolist()
    [2, 2, 3]
    """
    require_choice(splitter, SPLITTERS, name="splitter")
    if splitter == SPLITTERS[0]:
        return sentences.copy(), tokens.copy()
    require_columns(tokens, ("article_id", "block_id", "start", "end", "is_word", "zone"), name="tokens")
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    tokens = tokens.sort_values(["article_id", "start"], kind="stable", ignore_index=True)
    number = np.zeros(len(tokens), dtype="int64")
    for article, rows in tokens.groupby("article_id"):
        number[rows.index] = _number_sentences(align_text(texts[article]), rows, splitter)
    tokens = tokens.assign(sentence_id=number)
    return _list_sentences(tokens), tokens


def _number_sentences(text: str, tokens: pd.DataFrame, splitter: str) -> np.ndarray:
    """Give the tokens of one article the numbers of their sentences, block by block."""
    number, first = np.zeros(len(tokens), dtype="int64"), 0
    place = np.arange(len(tokens))
    for _, block in tokens.assign(place=place).groupby("block_id", sort=False):
        begin, end = int(block["start"].iloc[0]), int(block["end"].iloc[-1])
        starts = np.array([begin, *(begin + cut for cut in _cut(text[begin:end], splitter))])
        own = np.searchsorted(starts, block["start"].to_numpy(), side="right") - 1
        own = pd.factorize(_join_short(own, block) if splitter == "textstat-like" else own)[0]
        number[block["place"]] = own + first
        first += int(own.max()) + 1
    return number


def _cut(text: str, splitter: str) -> Iterator[int]:
    """Yield where a new sentence begins, in order, the first one left out."""
    if splitter == "naive":
        yield from (match.end() for match in _NAIVE_END.finditer(text))
    else:
        yield from (match.start() for match in list(_TEXTSTAT_PIECE.finditer(text))[1:])


def _join_short(own: np.ndarray, block: pd.DataFrame) -> np.ndarray:
    words = np.bincount(own[_opens_word(block)], minlength=own.max() + 1)
    long = np.flatnonzero(words >= _FEWEST_WORDS)
    if not len(long):
        return np.zeros_like(own)
    kept = np.searchsorted(long, np.arange(len(words)), side="right") - 1
    return np.maximum(kept, 0)[own]


def _opens_word(tokens: pd.DataFrame) -> np.ndarray:
    """Mark the first token of every orthographic word."""
    is_word = tokens["is_word"].to_numpy(dtype=bool)
    if "word_start" not in tokens:
        return is_word
    return is_word & ~tokens.assign(_w=is_word).duplicated(["article_id", "word_start", "_w"]).to_numpy()


def _list_sentences(tokens: pd.DataFrame) -> pd.DataFrame:
    opened = tokens.assign(n_words=_opens_word(tokens).astype("int64"))
    df = opened.groupby(["article_id", "sentence_id"], as_index=False).agg(
        block_id=("block_id", "first"),
        start=("start", "min"),
        end=("end", "max"),
        zone=("zone", "first"),
        n_words=("n_words", "sum"),
    )
    return make_table(df, "sentences")
