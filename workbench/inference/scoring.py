"""The skeleton that every score shares: counts of units in, one row per article or group, voice and measure out.

A measure brings three things: counts per unit (`Units`), a formula on totals with the names of its measures
(`Formula`), and a sentence for every value or interval that must not be given (`Formula.explain`). What is summed over
what, how the interval is drawn for one article and for many, and what the table looks like is decided here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from workbench.inference import groups
from workbench.inference.intervals import NO_SPREAD, Statistic, bootstrap_groups, sum_groups
from workbench.inference.resampling import Resampling, cut_pieces
from workbench.schema import SORT_KEYS, make_table

# methods.md 4.3: under these no index; MTLD asks for 100 words too (Koizumi 2012)
MIN_WORDS, MIN_SENTENCES = 100, 10
# judgement: a fifth in another script, or half of numbers, is no longer the running English the formulas were made for
_MOST_OTHER_SCRIPT, _MOST_NUMBERS = 0.2, 0.5
NO_INTERVAL = f"no interval under {MIN_WORDS} words or {MIN_SENTENCES} sentences"


class Verdict(NamedTuple):
    """What may be told: cells by measures.

    reasons: why a value or its interval is missing, "" where nothing is; an interval is given only there.
    given: whether the value is given.
    """

    reasons: np.ndarray
    given: np.ndarray


@dataclass(frozen=True)
class Units:
    """What is counted: sentences, or parts of sentences, each voice of an article in reading order.

    Parameters
    ----------
    counts : ndarray
        One row per unit, the columns that the formula takes.
    sizes : DataFrame
        One row per unit: n_words, n_sentences, and further counts that `Formula.explain` asks for.
    members : DataFrame
        article_id, voice, row: a unit (by its row) stands in voice "all" and perhaps in a voice of its own.
    hits : ndarray, optional
        One row per unit, one column per measure: becomes n_hits.
    sentences, paragraphs : ndarray, optional
        The number of the sentence, and of the paragraph, of each unit within its article. Without the first, units
        stand in reading order; `cut_pieces` says what is done without the second.
    """

    counts: np.ndarray
    sizes: pd.DataFrame
    members: pd.DataFrame
    hits: np.ndarray | None = None
    sentences: np.ndarray | None = None
    paragraphs: np.ndarray | None = None


@dataclass(frozen=True)
class Formula:
    """How values come from totals.

    Parameters
    ----------
    measures : sequence of str
        Names, in the order in which `compute` returns them.
    compute : callable
        Takes totals with the counts on the last axis, returns values with the measures on the last axis.
    explain : callable
        Takes one row per cell (article_id or group, voice, and the sums of `Units.sizes`), returns a `Verdict`.
    bound : callable, optional
        The interval of one article, such as Wilson's, from the counts of each piece of text and the number of the cell
        it stands in; without it the article's pieces are left out one by one. Groups of several articles always draw
        articles.
    """

    measures: Sequence[str]
    compute: Statistic
    explain: Callable[[pd.DataFrame], Verdict]
    bound: Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]] | None = None


class _Cells(NamedTuple):
    """Article or group x voice: one row each, with sums; its totals; the units in it, by cell, in reading order."""

    table: pd.DataFrame
    totals: np.ndarray
    rows: np.ndarray
    cells: np.ndarray
    articles: np.ndarray


def score_groups(
    units: Units,
    formula: Formula,
    *,
    grouping: groups.Grouping,
    voices: Sequence[str] = ("all",),
    resampling: Resampling | None = None,
) -> pd.DataFrame:
    """Score every article or group, in all and voice by voice.

    The value of a group is pooled: sums over all its units, then the formula. Its interval: one article, pieces of
    neighbouring units are left out one by one (or `Formula.bound`); 2 to 4 articles, none, and the reason says so; from
    5 on, whole articles are drawn (`bootstrap_articles`).

    Parameters
    ----------
    units, formula
        What is counted, and how values come from totals.
    grouping : Grouping
        Made by `group_articles`; articles of it without a unit get rows too.
    voices : sequence of str
        Voices that have a row even where no unit has them.
    resampling : Resampling, optional
        Number of resamples, level, method and seed.

    Returns
    -------
    DataFrame
        One row per article (or group), voice and measure: article_id, or group and n_articles; measure, voice, value,
        low, high, the sums of `Units.sizes`, n_hits where hits are given, reason (NaN where there is nothing to say);
        for groups also article_mean, the mean of the values of the articles where at least three can be scored. For
        `finish_scores`.

    Examples
    --------
    >>> from workbench.inference.groups import group_articles
    >>> members = pd.DataFrame({"article_id": ["a", "a", "b"], "voice": "all", "row": [0, 1, 2]})
    >>> sizes = pd.DataFrame({"n_words": [9, 9, 9], "n_sentences": 1})
    >>> units = Units(np.array([[4.0, 1], [2, 1], [9, 1]]), sizes, members)
    >>> fine = lambda cells: Verdict(np.full((len(cells), 1), "", dtype=object), np.ones((len(cells), 1), dtype=bool))
    >>> formula = Formula(["mean"], lambda totals: totals[..., :1] / totals[..., 1:], fine)
    >>> score_groups(units, formula, grouping=group_articles(members)).value.tolist()
    [3.0, 9.0]
    >>> pooled = score_groups(units, formula, grouping=group_articles(members, {"a": "Gull", "b": "Gull"}))
    >>> pooled[["n_articles", "value", "reason"]].values.tolist()
    [[2, 5.0, 'fewer than five articles: no interval, look at the articles']]
    """
    cells = _sum_cells(units, grouping, voices)
    verdict = formula.explain(cells.table)
    reasons = verdict.reasons.copy()
    wanted = (reasons == "").any(axis=1)
    low, high, few = _bound_cells(units, formula, cells, wanted, resampling or Resampling())
    reasons = np.where(reasons == "", few, reasons)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = np.where(verdict.given, formula.compute(cells.totals), np.nan)
    stated = verdict.reasons == ""
    df = cells.table.loc[cells.table.index.repeat(len(formula.measures))].reset_index(drop=True)
    df = df.assign(measure=list(formula.measures) * len(cells.table), value=value.ravel())
    df["low"], df["high"] = (np.where(stated, bound, np.nan).ravel() for bound in (low, high))
    if units.hits is not None:
        df["n_hits"] = _add_up(units.hits[cells.rows], cells.cells, len(cells.table)).ravel().astype("int64")
    df["reason"] = pd.Series(reasons.ravel(), dtype="str").mask((reasons == "").ravel())
    return _add_article_mean(df, units, formula, grouping) if grouping.is_pooled else df


def finish_scores(scores: pd.DataFrame, grouping: groups.Grouping) -> pd.DataFrame:
    """Return rows of `score_groups`, with the column zones, as the table `scores`: columns in order, sorted.

    Where groups were asked for the table has group and n_articles in place of article_id, and article_mean behind
    value.

    Examples
    --------
    >>> rows = [{"article_id": "a", "measure": "m", "voice": "all", "zones": "body", "value": 1.0, "n_words": 9,
    ...          "n_sentences": 1}]
    >>> finish_scores(pd.DataFrame(rows), groups.Grouping(pd.Series({"a": "a"}))).columns.tolist()[:3]
    ['article_id', 'measure', 'voice']
    """
    if not grouping.is_pooled:
        return make_table(scores, "scores")
    table = make_table(scores.rename(columns={groups.GROUP: groups.ARTICLE}), "scores").rename(
        columns={groups.ARTICLE: groups.GROUP}
    )
    order = [name for name in table.columns if name != "article_mean"]
    order.insert(order.index("value") + 1, "article_mean")
    keys = [groups.GROUP if key == groups.ARTICLE else key for key in SORT_KEYS["scores"]]
    return grouping.count_articles(table.reindex(columns=order)).sort_values(keys, kind="stable", ignore_index=True)


def explain_lengths(cells: pd.DataFrame, *, min_words: int, min_sentences: int, tool: str) -> np.ndarray:
    """Return for each cell why its value or interval must not be given, "" where nothing speaks against it.

    Needs n_words, n_sentences, numbers and other_script (shares of the words).

    Examples
    --------
    >>> cells = pd.DataFrame({"n_words": [40, 400], "n_sentences": [9, 20], "numbers": 0.0, "other_script": 0.0})
    >>> explain_lengths(cells, min_words=100, min_sentences=10, tool="the formulas").tolist()
    ['too few words: 40, at least 100 needed', '']
    """
    words, sentences = cells["n_words"], cells["n_sentences"]
    rules = [
        (words == 0, lambda _: "no words in these zones and this voice"),
        (
            cells["other_script"] > _MOST_OTHER_SCRIPT,
            lambda row: f"{row.other_script:.0%} of the words are not in Latin letters; {tool} are for English",
        ),
        (
            cells["numbers"] > _MOST_NUMBERS,
            lambda row: f"{row.numbers:.0%} of the words are numbers; {tool} are for running text",
        ),
        (words < min_words, lambda row: f"too few words: {row.n_words}, at least {min_words} needed"),
        (
            sentences < min_sentences,
            lambda row: f"too few sentences: {row.n_sentences}, at least {min_sentences} needed",
        ),
        ((words < MIN_WORDS) | (sentences < MIN_SENTENCES), lambda _: NO_INTERVAL),
    ]
    rule = np.select([met.to_numpy() for met, _ in rules], range(len(rules)), -1)
    told = [rules[place][1](row) if place >= 0 else "" for place, row in zip(rule, cells.itertuples(), strict=True)]
    return np.array(told, dtype=object)


def _sum_cells(units: Units, grouping: groups.Grouping, voices: Sequence[str]) -> _Cells:
    """Sum units by cell; cells without a unit, of `voices`, come last with sums of 0."""
    members = units.members
    unit = members[groups.ARTICLE].map(grouping.groups).astype("str")
    keys = pd.DataFrame({grouping.column: unit, "voice": members["voice"]})
    number = keys.groupby([grouping.column, "voice"], observed=True).ngroup().to_numpy()  # -1 without a group
    row = members["row"].to_numpy()
    order = np.lexsort((row if units.sentences is None else units.sentences[row], number))
    order = order[np.searchsorted(number[order], 0) :]
    table = keys.iloc[order].drop_duplicates()
    every = pd.MultiIndex.from_product([grouping.sizes.index, voices], names=[grouping.column, "voice"])
    silent = every[~every.isin(pd.MultiIndex.from_frame(table))].to_frame(index=False)
    table = pd.concat([table, silent], ignore_index=True).astype("str")
    rows, cells = row[order], number[order]
    sums = _add_up(units.sizes.to_numpy(dtype=float)[rows], cells, len(table)).astype("int64")
    table = table.assign(**dict(zip(units.sizes.columns, sums.T, strict=True)))
    table = grouping.count_articles(table) if grouping.is_pooled else table
    totals = _add_up(units.counts[rows], cells, len(table))
    return _Cells(table, totals, rows, cells, members[groups.ARTICLE].to_numpy(dtype=object)[order])


def _add_up(values: np.ndarray, cells: np.ndarray, n_cells: int) -> np.ndarray:
    sums = np.zeros((n_cells, values.shape[1]))
    if len(cells):
        sums[: cells.max() + 1] = sum_groups(values, cells)
    return sums


def _bound_cells(
    units: Units, formula: Formula, cells: _Cells, wanted: np.ndarray, resampling: Resampling
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Bounds of the cells that are to have them, and why a cell has none for a measure though its size would do."""
    shape = (len(cells.table), len(formula.measures))
    low, high = np.full(shape, np.nan), np.full(shape, np.nan)
    few = np.full(shape, "", dtype=object)
    n_articles = cells.table["n_articles"].to_numpy() if "n_articles" in cells.table else np.ones(shape[0], dtype=int)
    alone, several = wanted & (n_articles == 1), wanted & (n_articles > 1)
    if alone.any():
        pieces, cell = _sum_pieces(units, cells, alone, resampling)
        if formula.bound is not None:
            low[alone], high[alone] = formula.bound(pieces, cell)
        else:
            _, low[alone], high[alone] = bootstrap_groups(pieces, cell, formula.compute, resampling=resampling)
        few[alone] = np.where(np.isnan(low[alone]), NO_SPREAD, "")
    if several.any():
        low[several], high[several], n_holding = _draw_articles(units, formula, cells, several, resampling)
        holding = np.where(n_articles[several] < groups.LEAST_ARTICLES, groups.FEW_ARTICLES, groups.FEW_WITH_VOICE)
        same = np.where(np.isnan(low[several]), groups.NO_WIDTH, "")
        few[several] = np.where((n_holding < groups.LEAST_ARTICLES)[:, None], holding[:, None], same)
    return low, high, few


def _sum_pieces(
    units: Units, cells: _Cells, chosen: np.ndarray, resampling: Resampling
) -> tuple[np.ndarray, np.ndarray]:
    """Sum the counts of each piece of the chosen cells, and the number of the cell among those chosen."""
    number = np.where(chosen, np.cumsum(chosen) - 1, -1)[cells.cells]
    rows, number = cells.rows[number >= 0], number[number >= 0]
    paragraphs = None if units.paragraphs is None else units.paragraphs[rows]
    piece = cut_pieces(number, paragraphs, pieces=resampling.pieces)
    cell = number[np.unique(piece, return_index=True)[1]]
    return sum_groups(units.counts[rows], piece), cell


def _draw_articles(
    units: Units, formula: Formula, cells: _Cells, chosen: np.ndarray, resampling: Resampling
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Bounds by drawing articles, and how many articles have a unit in each cell."""
    number = np.full(len(chosen), -1)
    number[chosen] = np.arange(chosen.sum())
    kept = number[cells.cells] >= 0
    pairs = pd.DataFrame({"cell": number[cells.cells[kept]], groups.ARTICLE: cells.articles[kept]})
    pair = pairs.groupby(["cell", groups.ARTICLE]).ngroup().to_numpy()
    totals = sum_groups(units.counts[cells.rows[kept]], pair)
    cell = pairs["cell"].to_numpy()[np.unique(pair, return_index=True)[1]]
    drawn = groups.bootstrap_articles(totals, cell, formula.compute, resampling=resampling)
    return drawn.low, drawn.high, np.bincount(cell)


def _add_article_mean(df: pd.DataFrame, units: Units, formula: Formula, grouping: groups.Grouping) -> pd.DataFrame:
    each = groups.Grouping(pd.Series(grouping.groups.index, index=grouping.groups.index))
    cells = _sum_cells(units, each, ())
    given = formula.explain(cells.table).given
    with np.errstate(invalid="ignore", divide="ignore"):
        values = np.where(given, formula.compute(cells.totals), np.nan)
    table = cells.table[["voice"]].assign(**{groups.GROUP: cells.table[groups.ARTICLE].map(grouping.groups)})
    table = table.loc[table.index.repeat(len(formula.measures))].reset_index(drop=True)
    table = table.assign(measure=list(formula.measures) * len(cells.table), _value=values.ravel())
    keys = [groups.GROUP, "voice", "measure"]
    means = table.groupby(keys)["_value"].agg(["mean", "count"])
    means = means["mean"].where(means["count"] >= groups.LEAST_FOR_MEAN).rename("article_mean")
    return df.merge(means.reset_index(), on=keys, how="left")
