"""Quoted speech cut into sentence pieces, each with its words, what they weigh and who is credited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from workbench.tokens.selection import select_tokens
from workbench.tokens.words import list_words

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
_FUNCTION_WEIGHT = 0.2
_LEAST_SENTENCES = 100  # in a handful of sentences every shared word would look common
_NAMED = frozenset({"named person", "named organisation"})


class Piece(NamedTuple):
    """A quoted stretch inside one sentence."""

    article: str
    start: int
    end: int
    text: str
    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    weights: tuple[float, ...]
    speaker: str
    named: bool

    @property
    def mass(self) -> float:
        """What the words weigh together."""
        return sum(self.weights)


def list_pieces(
    tokens: pd.DataFrame, attributions: pd.DataFrame, *, zones: Iterable[str], least_words: int
) -> list[Piece]:
    """Return the quoted stretches of the zones in reading order, those of `least_words` or more with a content word."""
    words = list_words(select_tokens(tokens, zones=zones, words_only=False)).reset_index(drop=True)
    words["weight"] = _weigh(words)
    keys = ["article_id", "block_id", "sentence_id"]
    quoted = words["voice"] == "quotation"
    # a word out of quotation, or a new sentence, ends a stretch
    stretch = ((~quoted) | (words[keys] != words[keys].shift()).any(axis=1)).cumsum()[quoted]
    credited = _index_speakers(attributions)
    pieces = []
    for _, rows in words[quoted].groupby(stretch, sort=True):
        if len(rows) >= least_words and rows["pos"].isin(_CONTENT).any():
            pieces.append(_make_piece(rows, credited))
    return pieces


def _make_piece(rows: pd.DataFrame, credited: dict[str, pd.DataFrame]) -> Piece:
    article, start, end = rows["article_id"].iloc[0], int(rows["start"].iloc[0]), int(rows["end"].iloc[-1])
    speaker, named = _find_speaker(credited.get(article), start, end)
    lemmas = rows["lemma"].fillna(rows["lower"])
    words = (tuple(rows["lower"]), tuple(lemmas), tuple(rows["weight"]))
    return Piece(article, start, end, " ".join(rows["text"]), *words, speaker, named)


def _weigh(words: pd.DataFrame) -> np.ndarray:
    """Return a weight from 0 to 1: how few sentences hold the lemma; function words count a fifth."""
    lemmas = words["lemma"].fillna(words["lower"])
    sentence = words["article_id"] + "/" + words["sentence_id"].astype("str")
    total = max(int(sentence.nunique()), _LEAST_SENTENCES)
    held = sentence.groupby(lemmas).nunique()
    rarity = np.log(total / lemmas.map(held).to_numpy(dtype=float)) / np.log(total)
    return rarity * np.where(words["pos"].isin(_CONTENT) | words["pos"].isna(), 1.0, _FUNCTION_WEIGHT)


def _index_speakers(attributions: pd.DataFrame) -> dict[str, pd.DataFrame]:
    columns = ["article_id", "start", "end", "source_name", "source_text", "naming"]
    return {str(article): rows for article, rows in attributions[columns].groupby("article_id")}


def _find_speaker(rows: pd.DataFrame | None, start: int, end: int) -> tuple[str, bool]:
    """Who is credited with most of start:end, by the narrowest statement that holds it, and whether by name."""
    if rows is None:
        return "", False
    reach = np.minimum(rows["end"], end) - np.maximum(rows["start"], start)
    rows = rows[(reach * 2 > end - start) & (rows["source_name"].notna() | rows["source_text"].notna())]
    if rows.empty:
        return "", False
    best = rows.iloc[int((rows["end"] - rows["start"]).to_numpy().argmin())]
    named = best["naming"] in _NAMED and pd.notna(best["source_name"])
    return str(best["source_name"] if pd.notna(best["source_name"]) else best["source_text"]), bool(named)
