"""Shares of groups of articles: pooled counts, with whole articles drawn again for the interval."""

from __future__ import annotations

import numpy as np

from workbench.inference.bootstrap import Interval, bootstrap_groups, sum_groups
from workbench.inference.proportions import wilson_interval
from workbench.inference.resampling import Resampling

# Both proposed in methods 3.5 after the literature on few clusters (Cameron, Gelbach & Miller; Huang 2018 finds the
# bootstrap usable from about 20); their coverage is not simulated here.
LEAST_ARTICLES = 5
MANY_ARTICLES = 20
TOO_FEW = "fewer than five articles: no interval, look at the articles"


def pool_shares(hits: np.ndarray, n: np.ndarray, groups: np.ndarray) -> Interval:
    """Return the shares `hits` of `n` of each group of articles, pooled over its articles, with their intervals.

    The article is what was sampled, so whole articles are drawn again: 5 to 19 with percentiles widened as Student's t,
    20 and more with plain percentiles, 2 to 4 not at all. A group of one article has the Wilson interval, and so has a
    share of nothing or of everything, for which drawing again gives no width. Source: methods 3.5.

    Parameters
    ----------
    hits, n : ndarray
        Counts, one row per article, one column per share.
    groups : ndarray of int
        The group of each article, numbered from 0; every number up to the largest occurs.

    Returns
    -------
    Interval
        value, low and high: one row per group, one column per share; NaN where n is 0, bounds NaN for 2 to 4 articles.

    Raises
    ------
    ValueError
        If `hits` is larger than `n` somewhere.

    Examples
    --------
    >>> interval = pool_shares(np.array([[1], [0], [3]]), np.array([[2], [2], [4]]), np.array([0, 1, 1]))
    >>> interval.value.round(2).ravel().tolist(), interval.low.round(2).ravel().tolist()
    ([0.5, 0.5], [0.09, nan])
    """
    hits, n, sizes = np.asarray(hits, dtype=float), np.asarray(n, dtype=float), np.bincount(groups)
    if not len(sizes):
        return Interval(*(np.full((0, hits.shape[1]), np.nan) for _ in range(3)))
    pooled, total = sum_groups(hits, groups), sum_groups(n, groups)
    low, high = wilson_interval(pooled, total)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = pooled / total
    several = (sizes > 1)[:, None] & (pooled > 0) & (pooled < total)
    low, high = np.where(several, np.nan, low), np.where(several, np.nan, high)
    few, many = (sizes >= LEAST_ARTICLES) & (sizes < MANY_ARTICLES), sizes >= MANY_ARTICLES
    for members, method in ((few, "expanded"), (many, "percentile")):
        if members.any():
            drawn = _draw_articles(hits, n, groups, np.flatnonzero(members), method)
            low[members] = np.where(several[members], drawn.low, low[members])
            high[members] = np.where(several[members], drawn.high, high[members])
    return Interval(value, low, high)


def _draw_articles(hits: np.ndarray, n: np.ndarray, groups: np.ndarray, members: np.ndarray, method: str) -> Interval:
    inside = np.isin(groups, members)

    def divide(totals: np.ndarray) -> np.ndarray:
        with np.errstate(invalid="ignore", divide="ignore"):
            return totals[..., : hits.shape[1]] / totals[..., hits.shape[1] :]

    counts = np.hstack([hits, n])[inside]
    return bootstrap_groups(
        counts, np.searchsorted(members, groups[inside]), divide, resampling=Resampling(method=method)
    )
