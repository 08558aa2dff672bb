"""The shuffle null, pieces of texts dealt at random among articles with their number kept; p-values, false-discovery rate."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import comb

import numpy as np
import pandas as pd

from workbench.inference.intervals import NO_SPREAD, Statistic, bootstrap_difference, sum_groups, take_quantiles
from workbench.inference.resampling import Resampling, multiply
from workbench.schema import require_at_least

_TAIL = 0.05  # by convention
_NULL_LEVELS = (_TAIL / 2, 1 - _TAIL / 2)
COMPARISON_COLUMNS = (
    "a_id",
    "b_id",
    "measure",
    "difference",
    "low",
    "high",
    "null_low",
    "null_high",
    "p_value",
    "q_value",
    "n_a",
    "n_b",
    "pieces_a",
    "pieces_b",
    "reason",
)


def deal_units(groups: np.ndarray, *, n_deals: int = 1000, seed: int = 0) -> np.ndarray:
    """Return random reassignments of units to groups that keep every group's size.

    Returns
    -------
    ndarray
        One row per deal, one column per unit: the group it falls to.

    Examples
    --------
    >>> np.sort(deal_units(np.array([0, 0, 1]), n_deals=2), axis=1).tolist()
    [[0, 0, 1], [0, 0, 1]]
    """
    groups = np.asarray(groups)
    rng = np.random.default_rng([seed, len(groups)])
    return rng.permuted(np.broadcast_to(groups, (n_deals, len(groups))), axis=1)


def null_totals(counts: np.ndarray, groups: np.ndarray, *, n_deals: int = 1000, seed: int = 0) -> np.ndarray:
    """Return each group's column totals under every random deal of the units.

    Returns
    -------
    ndarray
        Deals x groups x counts.

    Examples
    --------
    >>> null_totals(np.ones((3, 1)), np.array([0, 0, 1]), n_deals=2).ravel().tolist()
    [2.0, 1.0, 2.0, 1.0]
    """
    counts = np.asarray(counts, dtype=float)
    dealt = deal_units(groups, n_deals=n_deals, seed=seed)
    return np.stack([multiply(dealt == group, counts) for group in range(int(np.max(groups)) + 1)], axis=1)


def compare_groups(  # noqa: PLR0913  counts and groups, a statistic and its names, two ways to cut, and how
    counts: np.ndarray,
    groups: Sequence[str],
    statistic: Statistic,
    *,
    measures: Sequence[str],
    resampling: Resampling | None = None,
    left_out: np.ndarray | None = None,
    dealt: np.ndarray | None = None,
) -> pd.DataFrame:
    """Compare every pair of groups: the difference, its interval and what dealing their units at random gives.

    The null deals the units of the two groups at random between them, numbers kept. Units are what may be exchanged:
    the pieces of a text (`cut_pieces`), whole articles of groups. A difference inside the null range is what piles
    dealt from the same units show. These are statements about these texts, never about outlets.

    Parameters
    ----------
    counts : ndarray
        One row per unit, one column per count.
    groups : sequence of str
        The article, or group, of each unit.
    statistic : callable
        Takes totals with the counts on the last axis, returns values with the measures on the last axis.
    measures : sequence of str
        The names of the measures in the order the statistic returns them.
    resampling : Resampling, optional
        Number of deals (and of resamples, where units are drawn), level, method and seed.
    left_out, dealt : ndarray of int, optional
        The piece of its group that each unit falls to for the interval, and for the null; the units themselves where
        not given.

    Returns
    -------
    DataFrame
        One row per pair and measure: a_id, b_id, measure, difference (a minus b), low, high, null_low, null_high
        (central 95 % of the deals), p_value (two-sided), q_value (Benjamini-Hochberg over the pairs of one measure),
        n_a, n_b (units), pieces_a, pieces_b (what was dealt), reason (why there is no interval, or no p-value of .05
        can be reached; else NaN). Sorted by measure, a_id, b_id.

    Raises
    ------
    ValueError
        If groups and counts do not fit.

    Examples
    --------
    >>> counts = np.array([[1.0, 1], [2, 1], [9, 1], [8, 1]])
    >>> mean = lambda totals: totals[..., :1] / totals[..., 1:]
    >>> compare_groups(counts, ["x", "x", "y", "y"], mean, measures=["mean"]).difference.tolist()
    [-7.0]
    """
    resampling, counts = resampling or Resampling(), np.asarray(counts, dtype=float)
    names = np.asarray(groups, dtype=object)
    if len(names) != len(counts):
        raise ValueError(f"groups has {len(names)} elements for {len(counts)} rows of counts; give one for each row.")
    pieces = [np.arange(len(names)) if one is None else one for one in (left_out, dealt)]
    rows = [
        _compare_pair([_sum_pairs(counts, names, pair, one) for one in pieces], pair, statistic, resampling).assign(
            measure=list(measures), n_a=int((names == pair[0]).sum()), n_b=int((names == pair[1]).sum())
        )
        for pair in combinations(sorted(set(names)), 2)
    ]
    df = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=list(COMPARISON_COLUMNS))
    df["q_value"] = df.groupby("measure")["p_value"].transform(lambda p: adjust_p_values(p.to_numpy(dtype=float)))
    return df[list(COMPARISON_COLUMNS)].sort_values(["measure", "a_id", "b_id"], ignore_index=True)


def _sum_pairs(
    counts: np.ndarray, names: np.ndarray, pair: tuple[str, str], pieces: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Totals of the pieces of each of two groups."""
    a, b = (
        sum_groups(counts[names == name], np.unique(pieces[names == name], return_inverse=True)[1]) for name in pair
    )
    return a, b


def _compare_pair(
    sides: Sequence[tuple[np.ndarray, np.ndarray]],
    pair: tuple[str, str],
    statistic: Statistic,
    resampling: Resampling,
) -> pd.DataFrame:
    """Compare two groups by the pieces to be left out, and the pieces to be dealt."""
    a, b = sides[0]
    difference, low, high = bootstrap_difference(a, b, statistic, resampling=resampling)
    a, b = sides[1]
    few = _count_deals(len(a), len(b))
    groups = np.repeat([0, 1], [len(a), len(b)])
    totals = null_totals(np.concatenate([a, b]), groups, n_deals=resampling.n_resamples, seed=resampling.seed)
    dealt = statistic(totals)
    null = dealt[:, 0] - dealt[:, 1]
    null_low, null_high = (take_quantiles(null.T, level) for level in _NULL_LEVELS)
    return pd.DataFrame(
        {
            "a_id": pair[0],
            "b_id": pair[1],
            "difference": difference,
            "low": low,
            "high": high,
            "null_low": null_low,
            "null_high": null_high,
            "p_value": permutation_p_value(difference, null),
            "pieces_a": len(a),
            "pieces_b": len(b),
            "reason": pd.Series(np.where(np.isnan(low), NO_SPREAD, few), dtype="str").replace("", np.nan),
        }
    )


def _count_deals(n_a: int, n_b: int) -> str:
    """Say where so few deals are possible that none can be rare; the deal that swaps two equal sides is as far from 0."""
    n_deals = comb(n_a + n_b, n_a)
    if (2 if n_a == n_b else 1) / n_deals <= _TAIL:
        return ""
    return f"too few to say: {n_a} and {n_b} parts can be dealt in {n_deals} ways only"


def adjust_p_values(p_values: np.ndarray) -> np.ndarray:
    """Return Benjamini-Hochberg q-values: the least false-discovery rate at which each test would be reported.

    Every test that was looked at belongs in `p_values`, those hidden by a slider too. NaN stays NaN and is not counted.
    Source: Benjamini & Hochberg 1995.

    Returns
    -------
    ndarray
        One q-value per p-value, same order.

    Raises
    ------
    ValueError
        If a p-value lies outside 0 to 1.

    Examples
    --------
    >>> adjust_p_values([0.01, 0.04, 0.03, 0.5]).round(4).tolist()
    [0.04, 0.0533, 0.0533, 0.5]
    """
    p = np.asarray(p_values, dtype=float)
    if np.any((p < 0) | (p > 1)):
        raise ValueError("p_values must lie between 0 and 1. Pass the p-values, not test statistics.")
    q, tested = np.full(p.shape, np.nan), np.flatnonzero(~np.isnan(p))
    if len(tested):
        order = tested[np.argsort(-p[tested], kind="stable")]
        ranks = np.arange(len(order), 0, -1)
        q[order] = np.minimum.accumulate(np.minimum(p[order] * len(order) / ranks, 1.0))
    return q


def permutation_p_value(observed: np.ndarray, null: np.ndarray) -> np.ndarray:
    """Return the two-sided p-value of `observed` under null draws along the first axis, never 0.

    Formula: (1 + number of draws at least as far from 0) / (1 + number of draws), Phipson & Smyth 2010. Draws in which
    the statistic is undefined (NaN) are no draws; NaN where there is no other.

    Raises
    ------
    ValueError
        If there are no null draws.

    Examples
    --------
    >>> float(permutation_p_value(2.0, np.array([0.1, -2.5, 1.0])))
    0.5
    """
    null = np.asarray(null, dtype=float)
    require_at_least(len(null), 1, name="number of null draws")
    # equal up to rounding counts as equal: the same sentences dealt back give the same difference
    far = np.abs(null) >= np.abs(observed) * (1 - 1e-12) - 1e-12
    n_draws = (~np.isnan(null)).sum(axis=0)
    p = (1 + far.sum(axis=0)) / (1 + n_draws)
    return np.where(np.isnan(observed) | (n_draws == 0), np.nan, p)
