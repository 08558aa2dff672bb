"""The shuffle null: sentences dealt at random among articles, their sizes kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from workbench.inference.bootstrap import Statistic, bootstrap_difference
from workbench.inference.proportions import adjust_p_values, permutation_p_value
from workbench.inference.resampling import Resampling, multiply

_NULL_LEVELS = (0.025, 0.975)
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
