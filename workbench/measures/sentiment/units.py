"""What is scored: sentences, and the parts of a sentence that one voice has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.schema import VOICES, require_columns
from workbench.tokens.selection import DEFAULT_ZONES, select_sentences
from workbench.tokens.words import list_words

MIN_PART_WORDS = 3
_TOKEN_COLUMNS = ("article_id", "sentence_id", "start", "end", "text", "lower", "is_word", "voice")


@dataclass(frozen=True)
class Units:
    """Sentences and parts of sentences, with the words and tokens in each.

    table: one row per unit: article_id, sentence_id, start, end, zone, voice ("all" or the voice of a part), n_words.
    words, tokens: the words and tokens of the zones. word_rows, word_units: rows of `words` and the unit of each, in
    unit order, a word being in its sentence and perhaps in a part; token_rows, token_units likewise.
    voiced: for each row of `table` of voice "all", the voice if the whole sentence has one, else NaN.
    """

    table: pd.DataFrame
    words: pd.DataFrame
    tokens: pd.DataFrame
    word_rows: np.ndarray
    word_units: np.ndarray
    token_rows: np.ndarray
    token_units: np.ndarray
    voiced: pd.Series


def list_units(sentences: pd.DataFrame, tokens: pd.DataFrame, *, zones: Iterable[str] = DEFAULT_ZONES) -> Units:
    """Return the sentences of some zones that have a word, and the parts of those in which voices mix.

    A sentence of one voice counts for that voice as it is; of a sentence in which voices mix, a part counts for its
    voice from three words on.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an unknown zone.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> list_units(sentences, tokens).table[["voice", "n_words"]].values.tolist()
    [['all', 2]]
    """
    require_columns(sentences, ("article_id", "sentence_id", "start", "end", "zone"), name="sentences")
    require_columns(tokens, _TOKEN_COLUMNS, name="tokens")
    chosen = select_sentences(sentences, zones=zones).sort_values(["article_id", "sentence_id"], ignore_index=True)
    chosen = chosen[["article_id", "sentence_id", "start", "end", "zone"]]
    tokens = tokens.sort_values(["article_id", "start"], kind="stable", ignore_index=True)
    sentence = _find_rows(chosen, tokens)
    tokens, sentence = tokens[sentence >= 0].reset_index(drop=True), sentence[sentence >= 0]
    words = list_words(tokens)
    tally = _tally_voices(words, _find_rows(chosen, words), len(chosen))
    kept = tally.sum(axis=1) > 0
    number = np.where(kept, np.cumsum(kept) - 1, -1)
    table = chosen[kept].assign(voice="all", n_words=tally.sum(axis=1)[kept]).reset_index(drop=True)
    return _add_parts(table, tally[kept], words, (tokens, number[sentence]))


def _find_rows(sentences: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """Find the row of each word's or token's sentence, -1 where it is not among the sentences."""
    keys = pd.MultiIndex.from_frame(sentences[["article_id", "sentence_id"]])
    return keys.get_indexer(pd.MultiIndex.from_frame(rows[["article_id", "sentence_id"]]))


def _tally_voices(words: pd.DataFrame, sentence: np.ndarray, n_sentences: int) -> np.ndarray:
    voices = words["voice"].to_numpy()
    return np.stack([np.bincount(sentence[voices == voice], minlength=n_sentences) for voice in VOICES], axis=-1)


def _add_parts(
    table: pd.DataFrame, tally: np.ndarray, words: pd.DataFrame, tokens: tuple[pd.DataFrame, np.ndarray]
) -> Units:
    pure = (tally > 0).sum(axis=1) == 1
    voiced = pd.Series(np.array(VOICES, dtype=object)[tally.argmax(axis=1)], dtype="str").where(pure)
    sentence, voice = np.nonzero((tally >= MIN_PART_WORDS) & ~pure[:, None])
    parts = table.iloc[sentence].assign(
        voice=np.array(VOICES, dtype=object)[voice], n_words=tally[sentence, voice].astype("int64")
    )
    number = np.full(tally.shape, -1)
    number[sentence, voice] = len(table) + np.arange(len(sentence))
    token_table, token_sentence = tokens
    table_all = pd.concat([table, parts], ignore_index=True).astype({"voice": "str", "n_words": "int64"})
    word_rows, word_units = _place(words["voice"], _find_rows(table, words), number)
    token_rows, token_units = _place(token_table["voice"], token_sentence, number)
    return Units(table_all, words, token_table, word_rows, word_units, token_rows, token_units, voiced)


def _place(voices: pd.Series, sentence: np.ndarray, number: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows and units, each row in its sentence and, where there is one, in the part of its voice."""
    code = pd.Index(VOICES).get_indexer(voices)
    known = np.flatnonzero(sentence >= 0)
    part = number[sentence[known], code[known]]
    rows = np.concatenate([known, known[part >= 0]])
    units = np.concatenate([sentence[known], part[part >= 0]])
    order = np.argsort(units, kind="stable")
    return rows[order], units[order]
