"""Counts per sentence: words, letters, syllables, long and hard words; everything else is arithmetic on these."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from workbench.measures.readability.word_types import WordType, count_words
from workbench.schema import VOICES, require_columns
from workbench.tokens.selection import DEFAULT_ZONES, select_sentences

_TOKEN_COLUMNS = ("article_id", "sentence_id", "start", "end", "lower", "is_word", "voice")
_SENTENCE_COLUMNS = ("article_id", "sentence_id", "start", "end", "zone")


def count_sentences(
    sentences: pd.DataFrame, tokens: pd.DataFrame, *, zones: Iterable[str] = DEFAULT_ZONES
) -> pd.DataFrame:
    """Count, once per sentence, what the readability formulas need.

    A word is an orthographic word ("don't" and "well-known" are one each); tokens of one word share ``word_start``
    where the table has it. Words of more than 60 letters are addresses or debris and count as none. A sentence
    belongs to the voice that most of its words have (the narrator's, if equal).

    Needs article_id, sentence_id, start, end and zone of sentences; article_id, sentence_id, start, end, lower,
    is_word and voice of tokens.

    Returns
    -------
    DataFrame
        One row per sentence with at least one word, in text order: article_id, sentence_id, start, end, zone, voice,
        n_sentences (always 1), n_words, n_letters (letters and digits), n_characters (all but spaces), n_syllables,
        n_polysyllables (words of three syllables or more), n_complex (those not on textstat's list of easy words),
        n_long_words (more than six letters), n_numbers (words without a letter), n_other_script (words with a
        letter that is not Latin); block_id where sentences have it.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an unknown zone.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 13, "zone": "body"})
    >>> rows = [("the", 0, 3), ("harbour", 4, 11), ("!", 12, 13)]
    >>> tokens = pd.DataFrame(rows, columns=["lower", "start", "end"])
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, is_word=[True, True, False], voice="narrator")
    >>> count_sentences(sentences, tokens)[["n_words", "n_letters", "n_characters", "n_syllables"]].values.tolist()
    [[2, 10, 11, 3]]
    """
    require_columns(sentences, _SENTENCE_COLUMNS, name="sentences")
    require_columns(tokens, _TOKEN_COLUMNS, name="tokens")
    tokens = tokens[[column for column in (*_TOKEN_COLUMNS, "word_start") if column in tokens]]
    columns = [name for name in (*_SENTENCE_COLUMNS, "block_id") if name in sentences]
    chosen = select_sentences(sentences, zones=zones)[columns]
    chosen = chosen.sort_values(["article_id", "sentence_id"], kind="stable", ignore_index=True)
    article, place = _locate(chosen, tokens)
    if (place < 0).any():
        tokens, article, place = tokens[place >= 0], article[place >= 0], place[place >= 0]
    words, first = _count_words(tokens, article)
    at = place[first]
    for name, column in zip(WordType._fields, words.T, strict=True):
        chosen[name] = np.bincount(at, column, len(chosen)).astype("int64")
    width = (tokens["end"] - tokens["start"]).to_numpy(dtype=float)
    chosen["n_characters"] = np.bincount(place, width, len(chosen)).astype("int64")
    chosen.insert(5, "voice", _name_voice(tokens["voice"].iloc[first], at, words[:, 0], len(chosen)))
    chosen.insert(6, "n_sentences", 1)
    return chosen[chosen["n_words"] > 0].reset_index(drop=True)


def _locate(sentences: pd.DataFrame, tokens: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Each token's article number, and the row of its sentence or -1."""
    article, ids = pd.factorize(tokens["article_id"])
    row_article = pd.Index(ids).get_indexer(sentences["article_id"]) if len(ids) else np.full(len(sentences), -1)
    size = (
        int(max(tokens["sentence_id"].max(), sentences["sentence_id"].max())) + 1 if len(ids) and len(sentences) else 1
    )
    keys = row_article * size + sentences["sentence_id"].to_numpy()
    order = np.argsort(keys, kind="stable")
    wanted = article * size + tokens["sentence_id"].to_numpy()
    found = np.searchsorted(keys[order], wanted)
    if not len(keys):
        return article, np.full(len(tokens), -1)
    row = order[np.minimum(found, len(keys) - 1)]
    return article, np.where(keys[row] == wanted, row, -1)


def _count_words(tokens: pd.DataFrame, article: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """`WordType` counts of every word, and the token that each word begins with."""
    is_word = np.flatnonzero(tokens["is_word"].to_numpy(dtype=bool))
    start, end = tokens["start"].to_numpy()[is_word], tokens["end"].to_numpy()[is_word]
    opens = np.ones(len(is_word), dtype=bool)
    if "word_start" in tokens and len(is_word):
        word, own = tokens["word_start"].to_numpy()[is_word], article[is_word]
        opens[1:] = (word[1:] != word[:-1]) | (own[1:] != own[:-1])
    codes, types = pd.factorize(tokens["lower"].iloc[is_word])
    firsts = np.flatnonzero(opens)
    pieces = np.diff(np.append(firsts, len(is_word)))
    types, codes = types.to_numpy(dtype=object).tolist(), codes.copy()
    single = codes[firsts]
    _join_pieces(types, codes, firsts[pieces > 1], pieces[pieces > 1], (start, end))
    single[pieces > 1] = codes[firsts[pieces > 1]]
    return count_words(types)[single], is_word[firsts]


def _join_pieces(
    types: list[str], codes: np.ndarray, firsts: np.ndarray, pieces: np.ndarray, offsets: tuple[np.ndarray, np.ndarray]
) -> None:
    """Give words of several tokens a type of their own: glued where they touch, parts apart at a hyphen."""
    start, end = offsets
    known: dict[str, int] = {}
    for first, count in zip(firsts.tolist(), pieces.tolist(), strict=True):
        text = types[codes[first]]
        for i in range(first + 1, first + count):
            text += ("" if start[i] == end[i - 1] else " ") + types[codes[i]]
        if text not in known:
            known[text] = len(types)
            types.append(text)
        codes[first] = known[text]


def _name_voice(voices: pd.Series, at: np.ndarray, n_words: np.ndarray, n_sentences: int) -> pd.Series:
    codes, found = pd.factorize(voices)
    codes = np.append(pd.Index(VOICES).get_indexer(found), -1)[codes]
    tallies = np.stack([np.bincount(at, n_words * (codes == code), n_sentences) for code in range(len(VOICES))])
    return pd.Series(np.array(VOICES, dtype=object)[tallies.argmax(axis=0)], dtype="str")
