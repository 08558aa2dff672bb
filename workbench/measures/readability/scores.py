"""Readability of articles and of their voices, with intervals and reasons."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from workbench.inference import Resampling, bootstrap_groups, compare_groups, sum_groups
from workbench.measures.readability.counts import count_sentences
from workbench.measures.readability.formulas import COUNTS, MEASURES, compute_indices
from workbench.schema import make_table, require_at_least
from workbench.tokens.selection import DEFAULT_ZONES, label_zones

MIN_WORDS, MIN_SENTENCES, MIN_SENTENCES_SMOG = 100, 10, 30
_MOST_OTHER_SCRIPT, _MOST_NUMBERS = 0.2, 0.5
_SMOG = MEASURES.index("smog_index")


def score_readability(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    zones: Iterable[str] = DEFAULT_ZONES,
    min_words: int = MIN_WORDS,
    min_sentences: int = MIN_SENTENCES,
    resampling: Resampling | None = None,
) -> pd.DataFrame:
    """Score the surface difficulty of each article: sentence and word length first, then eight indices.

    Formulas and sources: `compute_indices`. Intervals resample whole sentences within the article. They say how far a
    number hangs on which sentences this text has; they are no statement about an outlet. Never compare numbers made
    by different sentence splitters, and never take a grade for what a class can read: formulas see two surface
    traits, and the grade of one text differs by three and more between them.

    Needs the columns that `count_sentences` needs.

    Parameters
    ----------
    sentences, tokens : DataFrame
        As `workbench.language.segment_text` returns them.
    zones : iterable of str
        Zones to count.
    min_words, min_sentences : int
        Fewer give NaN with the reason. Below 100 words or 10 sentences (30 for SMOG) a value asked for by lowering
        these is given without an interval.
    resampling : Resampling, optional
        Settings of the intervals.

    Returns
    -------
    DataFrame
        `scores`: one row per article, measure and voice ("all" always; narrator, paraphrase, quotation where a
        sentence has mostly that voice). value in the measure's own unit (words, letters, reading ease, school grades,
        LIX or RIX points), low, high, n_words, n_sentences, reason (NaN where there is nothing to say). Sorted by
        article_id, measure, voice.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an unknown zone or a least number below 1.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 11, "zone": "body"})
    >>> tokens = pd.DataFrame({"lower": ["the", "harbour"], "start": [0, 4], "end": [3, 11]})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, is_word=True, voice="narrator")
    >>> score_readability(sentences, tokens).query("measure == 'lix' and voice == 'all'").reason.tolist()
    ['too few words: 2, at least 100 needed']
    """
    require_at_least(min_words, 1, name="min_words")
    require_at_least(min_sentences, 1, name="min_sentences")
    counts = count_sentences(sentences, tokens, zones=zones)
    groups, members = _group_voices(sentences["article_id"], counts)
    columns = [*COUNTS, "n_numbers", "n_other_script"]
    units = counts[columns].to_numpy(dtype=float)[members["row"]]
    totals = np.zeros((len(groups), len(columns)))
    if len(members):
        totals[: members["group"].max() + 1] = sum_groups(units, members["group"].to_numpy())
    groups = groups.assign(n_words=totals[:, 1].astype(int), n_sentences=totals[:, 0].astype(int))
    reasons = _explain(totals, min_words, min_sentences)
    low, high = _bound(units[:, : len(COUNTS)], members["group"].to_numpy(), totals, resampling)
    value = compute_indices(totals[:, : len(COUNTS)])
    told = np.isin(reasons, ("", _no_interval(0), _no_interval(_SMOG)))
    return _tabulate(groups.assign(zones=label_zones(zones)), np.where(told, value, np.nan), (low, high), reasons)


def compare_readability(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    zones: Iterable[str] = DEFAULT_ZONES,
    resampling: Resampling | None = None,
) -> pd.DataFrame:
    """Compare every pair of articles by every measure: difference, interval, and what a shuffle of the sentences gives.

    Articles under 100 words or 10 sentences are left out; so is SMOG where one of the two has under 30 sentences.

    Returns
    -------
    DataFrame
        As `workbench.inference.compare_groups`: one row per pair of articles and measure.

    Raises
    ------
    KeyError, ValueError
        As `count_sentences`.

    Examples
    --------
    >>> empty = pd.DataFrame(columns=["article_id", "sentence_id", "start", "end", "zone", "lower", "is_word", "voice"])
    >>> len(compare_readability(empty, empty))
    0
    """
    counts = count_sentences(sentences, tokens, zones=zones)
    by_article = counts.groupby("article_id")
    enough = (by_article["n_words"].transform("sum") >= MIN_WORDS) & (
        by_article["n_words"].transform("size") >= MIN_SENTENCES
    )
    kept = counts[enough]
    units = kept[list(COUNTS)].to_numpy(dtype=float)
    table = compare_groups(
        units, kept["article_id"].tolist(), compute_indices, measures=MEASURES, resampling=resampling
    )
    few = (table["measure"] == "smog_index") & (table[["n_a", "n_b"]].min(axis=1) < MIN_SENTENCES_SMOG)
    return table[~few].reset_index(drop=True)


def _group_voices(articles: pd.Series, counts: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Article x voice groups, those without a sentence last, and which sentence belongs to which.

    Where one voice has all sentences of an article, its row repeats that of "all" (column same_as) and has no members.
    """
    everyone = counts[["article_id"]].assign(voice="all", row=np.arange(len(counts)))
    voiced = counts[["article_id", "voice"]].assign(row=np.arange(len(counts)))
    alone = voiced.groupby("article_id")["voice"].transform("nunique") == 1
    members = pd.concat([everyone, voiced[~alone]], ignore_index=True)
    members["group"] = members.groupby(["article_id", "voice"]).ngroup()
    groups = members.drop_duplicates("group").sort_values("group", ignore_index=True)[["article_id", "voice"]]
    silent = sorted(set(articles.unique()) - set(groups["article_id"]))
    rest = pd.DataFrame({"article_id": pd.Series(silent, dtype="str"), "voice": "all"})
    groups = pd.concat([groups, rest], ignore_index=True)
    return groups.assign(same_as=groups["article_id"].map(_name_alone(voiced[alone]))), members


def _name_alone(voiced: pd.DataFrame) -> dict[str, str]:
    firsts = voiced.drop_duplicates("article_id")
    return dict(zip(firsts["article_id"], firsts["voice"], strict=True))


def _explain(totals: np.ndarray, min_words: int, min_sentences: int) -> np.ndarray:
    """Why a value or its interval is missing: groups x measures, "" where nothing is."""
    return np.array([_explain_group(row, min_words, min_sentences) for row in totals], dtype=object).reshape(
        len(totals), len(MEASURES)
    )


def _explain_group(total: np.ndarray, min_words: int, min_sentences: int) -> list[str]:
    sentences, words, numbers, other = int(total[0]), int(total[1]), total[-2], total[-1]
    common = ""
    if not words:
        common = "no words in these zones and this voice"
    elif other > _MOST_OTHER_SCRIPT * words:
        common = f"{other / words:.0%} of the words are not in Latin letters; the formulas are for English"
    elif numbers > _MOST_NUMBERS * words:
        common = f"{numbers / words:.0%} of the words are numbers; the formulas are for running text"
    elif words < min_words:
        common = f"too few words: {words}, at least {min_words} needed"
    elif sentences < min_sentences:
        common = f"too few sentences: {sentences}, at least {min_sentences} needed"
    elif words < MIN_WORDS or sentences < MIN_SENTENCES:
        common = _no_interval(0)
    reasons = [common] * len(MEASURES)
    if sentences < MIN_SENTENCES_SMOG and common in ("", _no_interval(0)):
        least = min(MIN_SENTENCES_SMOG, min_sentences) if min_sentences != MIN_SENTENCES else MIN_SENTENCES_SMOG
        few = f"too few sentences: {sentences}, at least {MIN_SENTENCES_SMOG} needed"
        reasons[_SMOG] = few if sentences < least else _no_interval(_SMOG)
    return reasons


def _no_interval(measure: int) -> str:
    least = MIN_SENTENCES_SMOG if measure == _SMOG else MIN_SENTENCES
    return f"no interval under {MIN_WORDS} words or {least} sentences"


def _bound(
    units: np.ndarray, group: np.ndarray, totals: np.ndarray, resampling: Resampling | None
) -> tuple[np.ndarray, np.ndarray]:
    """Interval bounds of the groups with enough words and sentences, NaN for the others."""
    low, high = (np.full((len(totals), len(MEASURES)), np.nan) for _ in range(2))
    enough = np.flatnonzero((totals[:, 1] >= MIN_WORDS) & (totals[:, 0] >= MIN_SENTENCES))
    if len(enough):
        number = np.full(len(totals), -1)
        number[enough] = np.arange(len(enough))
        kept = number[group] >= 0
        interval = bootstrap_groups(units[kept], number[group[kept]], compute_indices, resampling=resampling)
        low[enough], high[enough] = interval.low, interval.high
    return low, high


def _tabulate(
    groups: pd.DataFrame, value: np.ndarray, bounds: tuple[np.ndarray, np.ndarray], reasons: np.ndarray
) -> pd.DataFrame:
    df = groups.loc[groups.index.repeat(len(MEASURES))].reset_index(drop=True)
    df["measure"] = list(MEASURES) * len(groups)
    df["value"] = value.ravel()
    stated = (reasons == "").ravel()
    df["low"], df["high"] = (np.where(stated, bound.ravel(), np.nan) for bound in bounds)
    df["reason"] = pd.Series(reasons.ravel(), dtype="str").mask(stated)
    repeated = df[df["same_as"].notna()]
    df = pd.concat([df, repeated.assign(voice=repeated["same_as"])], ignore_index=True)
    return make_table(df.drop(columns="same_as"), "scores")
