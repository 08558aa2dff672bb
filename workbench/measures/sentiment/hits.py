"""The words behind a score: every hit with its weight, its valence in place and what it adds to its unit's score."""

from __future__ import annotations

import numpy as np
import pandas as pd

from workbench.language import align_text
from workbench.measures.sentiment.instruments import VADER_ALPHA, Instrument
from workbench.measures.sentiment.matching import NEGATED, find_domain_words, find_names, find_negated, match_words
from workbench.measures.sentiment.settings import SentimentSettings
from workbench.measures.sentiment.units import Units
from workbench.measures.sentiment.vader import score_chunks

HIT_COLUMNS = ("unit", "start", "end", "lexicon", "category", "term", "weight", "valence", "contribution")
_DTYPES = {
    **dict.fromkeys(("unit", "start", "end"), "int64"),
    **dict.fromkeys(("lexicon", "category", "term"), "str"),
    **dict.fromkeys(("weight", "valence", "contribution"), "float64"),
}
EMPHASIS = "! ?"


def find_unit_hits(units: Units, instruments: tuple[Instrument, ...], settings: SentimentSettings) -> pd.DataFrame:
    """Return the hits of every instrument in every unit.

    Returns
    -------
    DataFrame
        One row per hit: unit, start, end, lexicon, category, term, weight (as listed), valence (after negation and
        the like), contribution (to the unit's score; the contributions of a unit add up to its score). The marks that
        VADER counts are a hit of their own, term "! ?", at the end of the unit.

    Examples
    --------
    >>> from workbench.measures.sentiment.units import list_units
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> hits = find_unit_hits(list_units(sentences, tokens), (Instrument("x", {"good": 2.0}),), SentimentSettings())
    >>> hits[["term", "valence"]].values.tolist()
    [['good', 2.0]]
    """
    names = find_names(units.words, units.tokens) if settings.name_guard != "none" else np.zeros(len(units.words), bool)
    domain = find_domain_words(units.words) if not settings.domain_words else np.zeros(len(units.words), bool)
    tables = []
    for instrument in instruments:
        if instrument.id == "vader":
            masked = domain | names if settings.name_guard == "all" else domain
            tables.append(_find_vader_hits(units, masked))
        else:
            tables.append(_find_lexicon_hits(units, instrument, domain | names))
    hits = pd.concat(tables, ignore_index=True)
    return hits.astype(_DTYPES)


def _find_lexicon_hits(units: Units, instrument: Instrument, masked: np.ndarray) -> pd.DataFrame:
    weights, terms = match_words(units.words, instrument)
    weights[masked] = 0.0
    rows, unit = units.word_rows, units.word_units
    valence = weights[rows] * np.where(find_negated(units.words["lower"].to_numpy()[rows], unit), NEGATED, 1.0)
    total = np.bincount(unit, valence, len(units.table)) if len(unit) else np.zeros(len(units.table))
    hit = np.flatnonzero(valence)
    at, term = rows[hit], terms[rows[hit]]
    return pd.DataFrame(
        {
            "unit": unit[hit],
            "start": units.words["start"].to_numpy()[at],
            "end": units.words["end"].to_numpy()[at],
            "lexicon": instrument.id,
            "category": [instrument.categories.get(t) or _name_sign(w) for t, w in zip(term, weights[at], strict=True)],
            "term": term,
            "weight": weights[at],
            "valence": valence[hit],
            "contribution": valence[hit] / np.sqrt(total[unit[hit]] ** 2 + instrument.alpha),
        }
    )


def _find_vader_hits(units: Units, masked: np.ndarray) -> pd.DataFrame:
    chunks = _list_chunks(units)
    bounds = np.searchsorted(chunks["unit"].to_numpy(), np.arange(len(units.table) + 1))
    texts, start, end = (chunks[name].tolist() for name in ("text", "start", "end"))
    hidden = _hide_chunks(chunks, units, masked)
    rows: list[tuple] = []
    for unit, (first, last) in enumerate(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)):
        inside = frozenset(np.flatnonzero(hidden[first:last]).tolist()) if hidden is not None else frozenset()
        score = score_chunks(texts[first:last], masked=inside)
        scale = score.compound / score.total if score.total else VADER_ALPHA**-0.5
        for place, weight, valence in score.hits:
            at = first + place
            rows.append((unit, start[at], end[at], texts[at], weight, valence, valence * scale))
        if score.emphasis:
            rows.append(
                (unit, end[last - 1], end[last - 1], EMPHASIS, score.emphasis, score.emphasis, score.emphasis * scale)
            )
    hits = pd.DataFrame(rows, columns=["unit", "start", "end", "term", "weight", "valence", "contribution"])
    hits["term"] = [_trim(term) for term in hits["term"]]
    category = [_name_sign(weight) for weight in hits["weight"]]
    return hits.assign(lexicon="vader", category=category)[list(HIT_COLUMNS)]


def _trim(chunk: str) -> str:
    stripped = chunk.strip("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~").lower()
    return stripped if len(stripped) > 2 else chunk  # noqa: PLR2004  an emoticon keeps its marks, as in VADER


def _name_sign(weight: float) -> str:
    return "positive" if weight > 0 else "negative"


def _list_chunks(units: Units) -> pd.DataFrame:
    """List the pieces between spaces of every unit: tokens that touch, put together, marks straightened."""
    tokens, rows, unit = units.tokens, units.token_rows, units.token_units
    start, end = tokens["start"].to_numpy()[rows], tokens["end"].to_numpy()[rows]
    codes, types = pd.factorize(tokens["text"])
    texts = np.array([align_text(text) for text in types], dtype=object)
    pieces = texts[codes[rows]] if len(rows) else np.array([], dtype=object)
    opens = np.ones(len(rows), dtype=bool)
    opens[1:] = (unit[1:] != unit[:-1]) | (start[1:] != end[:-1])
    first = np.flatnonzero(opens)
    size = np.diff(np.append(first, len(rows)))
    joined = pieces[first]
    for chunk in np.flatnonzero(size > 1):
        joined[chunk] = "".join(pieces[first[chunk] : first[chunk] + size[chunk]])
    last = first + size - 1
    return pd.DataFrame({"unit": unit[first], "start": start[first], "end": end[last], "text": joined})


def _hide_chunks(chunks: pd.DataFrame, units: Units, masked: np.ndarray) -> np.ndarray | None:
    """Find the chunks in which a masked word begins."""
    if not masked.any():
        return None
    words = units.words
    article = units.table["article_id"].to_numpy()[chunks["unit"].to_numpy()]
    hidden = np.zeros(len(chunks), dtype=bool)
    for name, own in words[masked].groupby("article_id")["start"]:
        starts = np.sort(own.to_numpy())
        mine = np.flatnonzero(article == name)
        first = np.searchsorted(starts, chunks["start"].to_numpy()[mine])
        last = np.searchsorted(starts, chunks["end"].to_numpy()[mine])
        hidden[mine] = last > first
    return hidden
