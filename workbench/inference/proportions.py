"""Intervals of proportions and control of the false-discovery rate."""

from __future__ import annotations

import numpy as np

from workbench.schema import require_at_least


def wilson_interval(hits: np.ndarray, n: np.ndarray, *, level: float = 0.95) -> tuple[np.ndarray, np.ndarray]:
    """Return the Wilson score interval of a proportion `hits` of `n`.

    Source: Wilson 1927; recommended for small counts by Brown, Cai & DasGupta 2001 and, for corpus rates, by Wallis.
    Words of one text are not independent draws: the interval is a least width, not a test.

    Returns
    -------
    tuple of ndarray
        Lower and upper bound, proportions between 0 and 1; NaN where `n` is 0.

    Raises
    ------
    ValueError
        If a count is negative, larger than its `n`, or the level is not between 0 and 1.

    Examples
    --------
    >>> low, high = wilson_interval(8, 10)
    >>> round(float(low), 4), round(float(high), 4)
    (0.4902, 0.9433)
    """
    from scipy.special import ndtri

    hits, n = np.asarray(hits, dtype=float), np.asarray(n, dtype=float)
    if np.any(hits < 0) or np.any(hits > n):
        raise ValueError("hits must lie between 0 and n in every element. Check that both count the same words.")
    if not 0 < level < 1:
        raise ValueError(f"level is {level!r}; it must lie between 0 and 1. Give 0.95 for 95 per cent.")
    z = ndtri(1 - (1 - level) / 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = hits / n
        middle = share + z**2 / (2 * n)
        reach = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
        low, high = (middle - reach) / (1 + z**2 / n), (middle + reach) / (1 + z**2 / n)
    return np.where(hits == 0, low * 0, low), np.where((hits == n) & (n > 0), 1.0, high)


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
