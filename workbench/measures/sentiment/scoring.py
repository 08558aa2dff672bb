"""From hits to the scores of units, and from units to articles and voices; used by every public function here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.measures.sentiment.hits import find_unit_hits
from workbench.measures.sentiment.instruments import load_instruments
from workbench.measures.sentiment.settings import SentimentSettings
from workbench.measures.sentiment.units import Units, list_units

COMBINED = "sentiment_combined"
_LATIN = re.compile(r"[A-Za-z\u00C0-\u024F]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class ScoredUnits:
    """Units, their scores (units x measures), their hits, and which unit belongs to which article and voice."""

    units: Units
    measures: tuple[str, ...]
    scores: np.ndarray
    hits: pd.DataFrame
    groups: pd.DataFrame
    members: pd.DataFrame


def score_units(
    sentences: pd.DataFrame, tokens: pd.DataFrame, *, zones: Iterable[str], settings: SentimentSettings
) -> ScoredUnits:
    """Score every sentence, and every part of a sentence in which voices mix, with every instrument.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> scored = score_units(sentences, tokens, zones=("body",), settings=SentimentSettings(instruments=("vader",)))
    >>> scored.measures, scored.scores.tolist()
    (('sentiment_vader',), [[0.4404]])
    """
    units = list_units(sentences, tokens, zones=zones)
    instruments = load_instruments(settings.instruments)
    hits = find_unit_hits(units, instruments, settings)
    columns, n_units = [], len(units.table)
    for instrument in instruments:
        own = hits[hits["lexicon"] == instrument.id]
        score = np.bincount(own["unit"], own["contribution"], n_units) if n_units else np.zeros(0)
        columns.append(score.round(4) if instrument.id == "vader" else score)
    measures = [instrument.measure for instrument in instruments]
    joined = [place for place, instrument in enumerate(instruments) if instrument.id in settings.combined]
    if len(joined) > 1:
        measures.append(COMBINED)
        columns.append(np.mean([columns[place] for place in joined], axis=0))
        part = hits[hits["lexicon"].isin([instruments[place].id for place in joined])]
        hits = pd.concat(
            [hits.assign(measure="sentiment_" + hits["lexicon"]), _share(part, len(joined))], ignore_index=True
        )
    else:
        hits = hits.assign(measure="sentiment_" + hits["lexicon"])
    groups, members = _group_voices(sentences["article_id"], units)
    return ScoredUnits(units, tuple(measures), np.stack(columns, axis=-1), hits, groups, members)


def _share(hits: pd.DataFrame, n_instruments: int) -> pd.DataFrame:
    return hits.assign(measure=COMBINED, contribution=hits["contribution"] / n_instruments)


def _group_voices(articles: pd.Series, units: Units) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Article x voice groups with their sizes, those without a unit last, and the units of each."""
    table = units.table.assign(unit=np.arange(len(units.table)))
    voiced = units.voiced.dropna()
    whole = table.loc[voiced.index].assign(voice=voiced)
    members = pd.concat([table, whole], ignore_index=True)[["article_id", "voice", "unit", "n_words"]]
    members["group"] = members.groupby(["article_id", "voice"]).ngroup()
    groups = members.groupby(["group", "article_id", "voice"], as_index=False).agg(
        n_words=("n_words", "sum"), n_sentences=("n_words", "size")
    )
    silent = sorted(set(articles.unique()) - set(groups["article_id"]))
    rest = pd.DataFrame({"article_id": pd.Series(silent, dtype="str"), "voice": "all", "n_words": 0, "n_sentences": 0})
    groups = pd.concat([groups.drop(columns="group"), rest], ignore_index=True)
    return _add_scripts(groups, units), members.sort_values("group", kind="stable", ignore_index=True)


def _add_scripts(groups: pd.DataFrame, units: Units) -> pd.DataFrame:
    """Add each article's share of words that are numbers, and of words in another script."""
    codes, types = pd.factorize(units.words["lower"])
    number = np.array([not _LETTER.search(word) for word in types], dtype=float)
    other = np.array([bool(_LETTER.search(word)) and not _LATIN.search(word) for word in types], dtype=float)
    flags = pd.DataFrame({"article_id": units.words["article_id"], "numbers": number[codes] if len(codes) else 0.0})
    flags["other_script"] = other[codes] if len(codes) else 0.0
    return groups.merge(flags.groupby("article_id", as_index=False).mean(), on="article_id", how="left")
