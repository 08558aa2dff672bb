"""The shuffle null, sentences dealt at random among articles with their sizes kept; p-values and their false-discovery rate."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from workbench.inference.bootstrap import Statistic, bootstrap_difference
from workbench.inference.resampling import Resampling, multiply
from workbench.schema import require_at_least

_NULL_LEVELS = (0.025, 0.975)  # the central 95 %, by convention
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


def compare_groups(
    counts: np.ndarray,
    groups: Sequence[str],
    statistic: Statistic,
    *,
    measures: Sequence[str],
    resampling: Resampling | None = None,
) -> pd.DataFrame:
    """Compare every pair of groups: the difference, its bootstrap interval and what a shuffle of the sentences gives.

    The null deals the sentences of the two articles at random between them, sizes kept. A difference inside the null
    range is what chance piles of the same sentences show. These are statements about these texts, never about outlets.

    Parameters
    ----------
    counts : ndarray
        One row per unit (sentence), one column per count.
    groups : sequence of str
        The article of each unit.
    statistic : callable
        Takes totals with the counts on the last axis, returns values with the measures on the last axis.
    measures : sequence of str
        The names of the measures in the order the statistic returns them.
    resampling : Resampling, optional
        Number of resamples and deals, level, method and seed.

    Returns
    -------
    DataFrame
        One row per pair and measure: a_id, b_id, measure, difference (a minus b), low, high (bootstrap), null_low,
        null_high (central 95 % of the shuffles), p_value (two-sided), q_value (Benjamini-Hochberg over the pairs of
        one measure), n_a, n_b (units). Sorted by measure, a_id, b_id.

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
    rows = [
        _compare_pair(counts, names, pair, statistic, resampling).assign(measure=list(measures))
        for pair in combinations(sorted(set(names)), 2)
    ]
    df = pd.concat(rows, ignore_index=True) if rows else pd.DataFrame(columns=list(COMPARISON_COLUMNS))
    df["q_value"] = df.groupby("measure")["p_value"].transform(lambda p: adjust_p_values(p.to_numpy(dtype=float)))
    return df[list(COMPARISON_COLUMNS)].sort_values(["measure", "a_id", "b_id"], ignore_index=True)


def _compare_pair(
    counts: np.ndarray, names: np.ndarray, pair: tuple[str, str], statistic: Statistic, resampling: Resampling
) -> pd.DataFrame:
    a, b = (counts[names == name] for name in pair)
    difference, low, high = bootstrap_difference(a, b, statistic, resampling=resampling)
    groups = np.repeat([0, 1], [len(a), len(b)])
    totals = null_totals(np.concatenate([a, b]), groups, n_deals=resampling.n_resamples, seed=resampling.seed)
    dealt = statistic(totals)
    null = dealt[:, 0] - dealt[:, 1]
    null_low, null_high = np.nanquantile(null, _NULL_LEVELS, axis=0)
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
            "n_a": len(a),
            "n_b": len(b),
        }
    )


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

    Formula: (1 + number of draws at least as far from 0) / (1 + number of draws), Phipson & Smyth 2010.

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
    p = (1 + far.sum(axis=0)) / (1 + len(null))
    return np.where(np.isnan(observed), np.nan, p)
