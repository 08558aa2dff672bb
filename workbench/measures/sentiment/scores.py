"""Sentiment of articles, of groups and of their voices, by several instruments side by side; and whether they agree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from workbench.inference import agreement, groups, resampling, scoring
from workbench.inference.intervals import NO_SPREAD
from workbench.measures.sentiment.instruments import SentimentSettings
from workbench.measures.sentiment.units import COMBINED, ScoredUnits, count_scripts, score_units
from workbench.schema import require_at_least, require_columns
from workbench.tokens.selection import DEFAULT_ZONES, label_zones

NO_WORD = "no word of this instrument occurs"


def score_sentiment(  # noqa: PLR0913  the two tables, what is pooled, and four options
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    by: str | Mapping[str, str] = "article_id",
    zones: Iterable[str] = DEFAULT_ZONES,
    min_words: int = scoring.MIN_WORDS,
    min_sentences: int = scoring.MIN_SENTENCES,
    settings: SentimentSettings | None = None,
) -> pd.DataFrame:
    """Score the good and bad news in each article by several instruments, sentence by sentence.

    A score is the mean of sentence scores between -1 and 1. VADER's sentence score is its compound score as
    published. A lexicon's is s / sqrt(s^2 + alpha), VADER's own form, where s sums the weights of the sentence's hits
    (a negator within three words before turns a weight round, times -0.74) and alpha is 15 scaled by the square of
    the list's mean weight over VADER's. sentiment_combined is the plain mean of the four bundled instruments.

    What is measured is the news as much as its wording: reports of deaths are negative in any words. Instruments
    disagree; show several, their agreement (`compare_instruments`) and the words (`list_contributions`). No
    instrument here was validated on conflict news. Never rank outlets by these numbers.

    Needs article_id, sentence_id, start, end and zone of sentences; article_id, sentence_id, start, end, text, lower,
    is_word and voice of tokens; uses word_start, ent_type, pos and tag where there.

    Parameters
    ----------
    sentences, tokens : DataFrame
        As `workbench.language.segment_text` returns them.
    by : str or mapping
        "article_id", or a mapping from article_id to group (or a column of `sentences`): the mean is then over all
        sentences of a group, and whole articles are drawn again for the interval, from five articles on.
    zones : iterable of str
        Zones to count.
    min_words, min_sentences : int
        Fewer give NaN with the reason. Below 100 words or 10 sentences a value asked for by lowering these is given
        without an interval.
    settings : SentimentSettings, optional
        Instruments, switches, intervals.

    Returns
    -------
    DataFrame
        `scores`: one row per article, measure (sentiment_vader, sentiment_<lexicon>, sentiment_combined) and voice
        ("all" always; narrator, paraphrase, quotation where it occurs: whole sentences of that voice, and parts of
        three words or more of mixed ones). value (-1 to 1), low, high, n_words, n_sentences (sentences or parts),
        reason; further column n_hits. Sorted by article_id, measure, voice. With `by`: group and n_articles in place
        of article_id, and article_mean.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an unknown zone, a least number below 1, or a lexicon that cannot be used.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> scores = score_sentiment(sentences, tokens, min_words=1, min_sentences=1)
    >>> scores.query("measure == 'sentiment_vader' and voice == 'all'")[["value", "n_words", "n_hits"]].values.tolist()
    [[0.4404, 2.0, 1.0]]
    """
    require_at_least(min_words, 1, name="min_words")
    require_at_least(min_sentences, 1, name="min_sentences")
    settings = settings or SentimentSettings()
    grouping = groups.group_articles(sentences, by)
    scored = score_units(sentences, tokens, zones=zones, settings=settings)
    limits = {"min_words": min_words, "min_sentences": min_sentences, "tool": "the instruments"}
    formula = scoring.Formula(
        scored.measures, average_units, lambda cells: _explain(cells, limits, len(scored.measures))
    )
    scores = scoring.score_groups(_as_units(scored), formula, grouping=grouping, resampling=settings.resampling)
    scores["reason"] = _tell(scores["reason"].fillna("").to_numpy(dtype=object), scores["n_hits"].to_numpy())
    scores = scores.drop(columns=["n_numbers", "n_other_script"]).assign(zones=label_zones(zones))
    return scoring.finish_scores(scores, grouping)


def score_variant(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    by: str | Mapping[str, str] = "article_id",
    zones: Iterable[str] = DEFAULT_ZONES,
    name_guard: str = "lexicons",
    domain_words: bool = True,
) -> pd.DataFrame:
    """Score sentiment with the switches as plain arguments, for `workbench.measures.sensitivity.run_universes`.

    Returns
    -------
    DataFrame
        As `score_sentiment`; the intervals are drawn with few resamples.

    Raises
    ------
    KeyError, ValueError
        As `score_sentiment`.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> score_variant(sentences, tokens, domain_words=False)["reason"].unique().tolist()
    ['too few words: 2, at least 100 needed']
    """
    few = resampling.Resampling(n_resamples=100)
    settings = SentimentSettings(name_guard=name_guard, domain_words=domain_words, resampling=few)
    return score_sentiment(sentences, tokens, by=by, zones=zones, settings=settings)


def compare_instruments(scores: pd.DataFrame, *, sentences: pd.DataFrame | None = None) -> pd.DataFrame:
    """Compare every two instruments: rank correlation over the articles, equal signs over the sentences.

    Groups stand in place of articles where the scores are of groups. With five articles a rank correlation describes
    five numbers and tests nothing.

    Parameters
    ----------
    scores : DataFrame
        As `score_sentiment` returns it; voice "all" is used.
    sentences : DataFrame, optional
        As `score_sentences` returns it.

    Returns
    -------
    DataFrame
        One row per level ("articles", "sentences") and pair of instruments: level, a, b, spearman, kendall, same_sign
        (share of rows with equal sign; 0 is a sign of its own), both_zero (share where both are 0, a part of
        same_sign), n. Sorted by level, a, b.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> rows = [("x", "sentiment_a", 0.1), ("y", "sentiment_a", 0.2), ("x", "sentiment_b", -0.3), ("y", "sentiment_b", 0.1)]
    >>> scores = pd.DataFrame(rows, columns=["article_id", "measure", "value"]).assign(voice="all")
    >>> compare_instruments(scores)[["a", "b", "kendall", "same_sign"]].round(6).values.tolist()
    [['sentiment_a', 'sentiment_b', 1.0, 0.5]]
    """
    tables = [agreement.compare_rankings(_spread(scores, [groups.name_unit(scores)])).assign(level="articles")]
    if sentences is not None:
        require_columns(sentences, ("article_id", "sentence_id", "measure", "value"), name="sentences")
        wide = _spread(sentences.assign(voice="all"), ["article_id", "sentence_id"])
        tables.append(agreement.compare_rankings(wide).assign(level="sentences"))
    df = pd.concat(tables, ignore_index=True)
    return df[["level", "a", "b", "spearman", "kendall", "same_sign", "both_zero", "n"]].sort_values(
        ["level", "a", "b"], ignore_index=True
    )


def share_instruments(scores: pd.DataFrame) -> pd.DataFrame:
    """Return, for each pair of articles, the share of instruments that agree on their order.

    Groups stand in place of articles where the scores are of groups. sentiment_combined is left out, being made of the
    others.

    Returns
    -------
    DataFrame
        As `workbench.inference.share_orders`: one row per pair: a_id, b_id, n_above, n_below, n_tied, n, share, order.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> rows = [("x", "sentiment_a", 0.1), ("y", "sentiment_a", 0.2), ("x", "sentiment_b", -0.3), ("y", "sentiment_b", 0.1)]
    >>> scores = pd.DataFrame(rows, columns=["article_id", "measure", "value"]).assign(voice="all")
    >>> share_instruments(scores)[["a_id", "b_id", "share", "order"]].values.tolist()
    [['x', 'y', 1.0, '<']]
    """
    return agreement.share_orders(_spread(scores, [groups.name_unit(scores)]).T)


def average_units(totals: np.ndarray) -> np.ndarray:
    """Return means from totals whose last column counts the units.

    Examples
    --------
    >>> average_units(np.array([1.0, 2.0, 4.0])).tolist()
    [0.25, 0.5]
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        return totals[..., :-1] / totals[..., -1:]


def _as_units(scored: ScoredUnits) -> scoring.Units:
    """Give each unit its scores and a 1 to average by, its sizes and its hits; the marks ! and ? are no hits."""
    n_units = len(scored.units.table)
    place = {measure: i for i, measure in enumerate(scored.measures)}
    hits = scored.hits[scored.hits["start"] < scored.hits["end"]]
    n_hits = np.zeros((n_units, len(place)))
    np.add.at(n_hits, (hits["unit"].to_numpy(dtype=int), hits["measure"].map(place).to_numpy(dtype=int)), 1)
    sizes = count_scripts(scored.units).assign(n_words=scored.units.table["n_words"].to_numpy(), n_sentences=1)
    table = scored.units.table
    counts = np.column_stack([scored.scores, np.ones(n_units)])
    return scoring.Units(
        counts, sizes, scored.members, n_hits, table["sentence_id"].to_numpy(), resampling.list_paragraphs(table)
    )


def _explain(cells: pd.DataFrame, limits: dict[str, Any], n_measures: int) -> scoring.Verdict:
    """Give every measure one reason; numbers and scripts are judged over the whole article or group, not by voice."""
    unit = groups.name_unit(cells)
    whole = cells[cells["voice"] == "all"].set_index(unit)
    shares = {
        name: cells[unit].map(whole[f"n_{name}"] / whole["n_words"].where(whole["n_words"] > 0))
        for name in ("numbers", "other_script")
    }
    reasons = np.repeat(scoring.explain_lengths(cells.assign(**shares), **limits)[:, None], n_measures, axis=1)
    return scoring.Verdict(reasons, np.isin(reasons, ("", scoring.NO_INTERVAL)))


def _tell(reasons: np.ndarray, n_hits: np.ndarray) -> pd.Series:
    """Say where a 0 means that nothing was found."""
    plain = ("", NO_SPREAD, groups.NO_WIDTH)
    empty = np.isin(reasons, (*plain, scoring.NO_INTERVAL, groups.FEW_ARTICLES, groups.FEW_WITH_VOICE)) & (n_hits == 0)
    nothing = np.where(np.isin(reasons, plain), NO_WORD, NO_WORD + "; " + reasons)
    told = pd.Series(np.where(empty, nothing, reasons), dtype="str")
    return told.mask(told == "")


def _spread(scores: pd.DataFrame, ids: list[str]) -> pd.DataFrame:
    """One row per article or sentence, one column per instrument."""
    require_columns(scores, (*ids, "measure", "voice", "value"), name="scores")
    chosen = scores[(scores["voice"] == "all") & scores["measure"].str.startswith("sentiment_")]
    chosen = chosen[chosen["measure"] != COMBINED]
    return chosen.pivot_table(index=ids, columns="measure", values="value", sort=True)
