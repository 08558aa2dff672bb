"""Intervals from counts per unit, by leaving units out or drawing them again, then the formula.

One rule for all: a value lies within its interval, and an interval has a width. Where a method gives anything else the
bounds are NaN, for the units say too little (`NO_SPREAD`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from workbench.inference.resampling import LEAST_PIECES, Resampling, resample_totals

Statistic = Callable[[np.ndarray], np.ndarray]
LEAST_VALID = 0.5  # judgement: an interval needs at least this share of resamples in which the statistic is defined
NO_SPREAD = "too few to say: no interval, the number does not change with the parts of the text, or one part makes it"
_NOISE = 1e-9  # judgement, far above rounding: what differs by a smaller share of itself is equal
_BLOCK = 2_000_000  # judgement, 16 MB: resampled totals held at once


class Interval(NamedTuple):
    """A value with the bounds of its interval; arrays of one shape."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray


def bootstrap(counts: np.ndarray, statistic: Statistic, *, resampling: Resampling | None = None) -> Interval:
    """Return a statistic of the column totals of `counts` with its interval.

    The units (rows) are pieces of a text (`cut_pieces`), or articles; the statistic is a function of totals, such as
    words per sentence. What the interval says: how far the number hangs on which passages this text happens to have. It
    says nothing about an outlet, of which one article is a sample of one.

    By default each unit is left out in turn (jackknife). With k units, value v, v_i the value without unit i, the
    pseudo-values k v - (k - 1) v_i have variance s² and skewness g; the interval is v - s' h(t), v - s' h(-t), where t
    is Student's with k - 1 degrees of freedom, s' = s / sqrt(k) x sqrt(k / (k - 1)) (Hesterberg 2015), widened by the
    square root of `Resampling.allowance` for what reaches beyond a piece, and h(x) = 3 / a (cbrt(1 + a (x - a / 6)) -
    1), a = g / sqrt(k), takes the skewness out (Hall 1992). The other methods of `Resampling` draw units with
    replacement. Coverage in simulated texts by dependence, tail and length, and of every method: docs/intervals.md,
    made by benchmarks/simulations.py.

    Parameters
    ----------
    counts : ndarray
        One row per unit, one column per count.
    statistic : callable
        Takes totals with the counts on the last axis, returns values with the statistics on the last axis.
    resampling : Resampling, optional
        Method and level; number of resamples and seed where units are drawn.

    Returns
    -------
    Interval
        value, low and high, one element per statistic; NaN bounds for fewer than three units (two, where they are
        drawn), and where the interval would have no width or not hold the value.

    Raises
    ------
    ValueError
        If `counts` is not a table of units by counts, or has no row.

    Examples
    --------
    >>> counts = np.array([[12, 1], [20, 1], [16, 1], [24, 1]])
    >>> interval = bootstrap(counts, lambda totals: totals[..., :1] / totals[..., 1:])
    >>> float(interval.value[0]), bool(interval.low[0] < 18 < interval.high[0])
    (18.0, True)
    """
    counts = _check_counts(counts)
    interval = bootstrap_groups(counts, np.zeros(len(counts), dtype=int), statistic, resampling=resampling)
    return Interval(*(bound[0] for bound in interval))


def bootstrap_groups(
    counts: np.ndarray, groups: np.ndarray, statistic: Statistic, *, resampling: Resampling | None = None
) -> Interval:
    """Return one interval per group and statistic, from the units of that group.

    Parameters
    ----------
    counts : ndarray
        One row per unit, one column per count.
    groups : ndarray of int
        The group of each unit, numbered from 0; every number up to the largest occurs.
    statistic : callable
        As for `bootstrap`.
    resampling : Resampling, optional
        As for `bootstrap`.

    Returns
    -------
    Interval
        value, low and high: one row per group, one column per statistic.

    Raises
    ------
    ValueError
        If `counts` is not a table of units by counts or `groups` does not fit it.

    Examples
    --------
    >>> interval = bootstrap_groups(np.array([[1.0], [1], [2], [1], [4]]), np.array([0, 0, 1, 1, 1]), lambda totals: totals)
    >>> interval.value.ravel().tolist(), np.isnan(interval.low).ravel().tolist()
    ([2.0, 7.0], [True, False])
    """
    counts, resampling = _check_counts(counts), resampling or Resampling()
    if len(groups) != len(counts):
        raise ValueError(f"groups has {len(groups)} elements for {len(counts)} rows of counts; give one for each row.")
    value = statistic(sum_groups(counts, groups))
    low, high = np.full(value.shape, np.nan), np.full(value.shape, np.nan)
    for members, units in _batch_by_size(groups, counts.shape[1] * resampling.n_resamples):
        low[members], high[members] = _bound(counts[units], value[members], statistic, resampling)
    return withhold(Interval(value, low, high))


def withhold(interval: Interval) -> Interval:
    """Return an interval without the bounds that have no width or do not hold the value.

    Examples
    --------
    >>> interval = Interval(*np.array([[1.0, 1.0, 3.0], [0.0, 1.0, 4.0], [2.0, 1.0, 5.0]]))
    >>> withhold(interval).low.tolist()
    [0.0, nan, nan]
    """
    value, low, high = interval
    kept = (high - low > _NOISE * np.maximum(np.abs(low), np.abs(high))) & (low <= value) & (value <= high)
    return Interval(value, np.where(kept, low, np.nan), np.where(kept, high, np.nan))


def bootstrap_difference(
    a: np.ndarray, b: np.ndarray, statistic: Statistic, *, resampling: Resampling | None = None
) -> Interval:
    """Return the difference of a statistic between two groups of units, `a` minus `b`, with its interval.

    By default units of both are left out one by one: variances and third moments add up, degrees of freedom are
    Welch's, skewness is taken out as for `bootstrap` (two samples: Zhou & Dinh 2005). Else both are drawn again on
    their own; that interval is of the percentile kind (widened for small groups where the method is ``expanded``).

    Returns
    -------
    Interval
        value, low and high, one element per statistic.

    Raises
    ------
    ValueError
        If a group is no table of units by counts, or has no row.

    Examples
    --------
    >>> one = lambda totals: totals[..., :1] / totals[..., 1:]
    >>> bootstrap_difference(np.array([[9, 1], [7, 1]]), np.array([[2, 1], [4, 1]]), one).value.tolist()
    [5.0]
    """
    resampling = resampling or Resampling()
    a, b = _check_counts(a), _check_counts(b)
    value = statistic(a.sum(axis=0)) - statistic(b.sum(axis=0))
    if resampling.method == "jackknife":
        return withhold(Interval(value, *_leave_out_of_two(a, b, statistic, resampling)))
    # another seed for b: equal sizes would otherwise share their weights
    drawn = [
        statistic(resample_totals(part, n_resamples=resampling.n_resamples, seed=resampling.seed + shift))
        for part, shift in ((a, 0), (b, 1))
    ]
    levels = spread_levels(min(len(a), len(b)), resampling)
    low, high = (take_quantiles(np.moveaxis(drawn[0] - drawn[1], 0, -1), q) for q in levels)
    return withhold(Interval(value, low, high))


def sum_groups(counts: np.ndarray, groups: np.ndarray) -> np.ndarray:
    """Return the column totals of each group.

    Examples
    --------
    >>> sum_groups(np.array([[1.0], [2.0], [4.0]]), np.array([0, 1, 1])).ravel().tolist()
    [1.0, 6.0]
    """
    n_groups = int(groups.max()) + 1
    return np.stack([np.bincount(groups, column, n_groups) for column in counts.T], axis=-1)


def spread_levels(n_units: int, resampling: Resampling) -> tuple[float, float]:
    """Return the two quantile levels of an interval for a group of `n_units`.

    Examples
    --------
    >>> [round(level, 4) for level in spread_levels(15, Resampling(method="expanded"))]
    [0.0132, 0.9868]
    """
    from scipy.special import ndtr, stdtrit

    tail = (1 - resampling.level) / 2
    if resampling.method == "expanded" and n_units > 1:
        tail = float(ndtr(np.sqrt(n_units / (n_units - 1)) * stdtrit(n_units - 1, tail)))
    return tail, 1 - tail


def take_quantiles(values: np.ndarray, level: float | np.ndarray) -> np.ndarray:
    """Return a quantile over the last axis, leaving NaN out; NaN where less than half of the values are defined.

    Examples
    --------
    >>> float(take_quantiles(np.array([3.0, 1.0, 2.0, np.nan]), 0.5))
    2.0
    """
    return _pick(np.sort(values, axis=-1), level)


def _pick(ordered: np.ndarray, level: float | np.ndarray) -> np.ndarray:
    if not np.isnan(ordered[..., -1]).any():  # NaN sorts to the end
        valid = np.full(ordered.shape[:-1], ordered.shape[-1])
    else:
        valid = ordered.shape[-1] - np.isnan(ordered).sum(axis=-1)
    place = np.asarray(level) * np.maximum(valid - 1, 0)
    below = np.floor(np.nan_to_num(place)).astype(int)
    above = np.minimum(below + 1, np.maximum(valid - 1, 0))
    left, right = (np.take_along_axis(ordered, i[..., None], axis=-1)[..., 0] for i in (below, above))
    enough = (valid >= LEAST_VALID * ordered.shape[-1]) & ~np.isnan(place)
    return np.where(enough, left + (right - left) * (place - below), np.nan)


def _bound(
    units: np.ndarray, value: np.ndarray, statistic: Statistic, resampling: Resampling
) -> tuple[np.ndarray, np.ndarray]:
    """Bounds for groups of one size; `units` is groups x units x counts, `value` groups x statistics."""
    n_units = units.shape[1]
    if resampling.method == "jackknife":
        return _leave_out(units, value, statistic, resampling)
    if n_units < 2:  # noqa: PLR2004  one unit resampled is itself
        return np.full(value.shape, np.nan), np.full(value.shape, np.nan)
    totals = resample_totals(units.swapaxes(0, 1), n_resamples=resampling.n_resamples, seed=resampling.seed)
    # resamples last in memory: the formulas and the sort then run over neighbours
    totals = np.moveaxis(np.ascontiguousarray(np.moveaxis(totals, 0, -1)), 1, -1)
    drawn = np.ascontiguousarray(np.moveaxis(statistic(totals), 1, -1))
    plain = spread_levels(n_units, resampling)
    is_bca = resampling.method == "bca"
    low, high = _correct_levels(drawn, value, _jackknife(units, statistic), plain) if is_bca else plain
    drawn.sort(axis=-1)
    return _pick(drawn, low), _pick(drawn, high)


class _Spread(NamedTuple):
    """Variance and third central moment of a value, the variance as it is widened, and degrees of freedom."""

    variance: np.ndarray
    third: np.ndarray
    widened: np.ndarray
    freedom: np.ndarray | int


def _leave_out(
    units: np.ndarray, value: np.ndarray, statistic: Statistic, resampling: Resampling
) -> tuple[np.ndarray, np.ndarray]:
    if units.shape[1] < LEAST_PIECES:
        return np.full(value.shape, np.nan), np.full(value.shape, np.nan)
    return _remove_skewness(value, _measure_spread(units, value, statistic), resampling)


def _leave_out_of_two(
    a: np.ndarray, b: np.ndarray, statistic: Statistic, resampling: Resampling
) -> tuple[np.ndarray, np.ndarray]:
    """Bounds of the difference of two groups of units."""
    values = [statistic(part.sum(axis=0)) for part in (a, b)]
    if min(len(a), len(b)) < LEAST_PIECES:
        return np.full(values[0].shape, np.nan), np.full(values[0].shape, np.nan)
    one, two = (_measure_spread(part[None], own[None], statistic) for part, own in zip((a, b), values, strict=True))
    with np.errstate(invalid="ignore", divide="ignore"):
        freedom = (one.variance + two.variance) ** 2 / (one.variance**2 / one.freedom + two.variance**2 / two.freedom)
    both = _Spread(one.variance + two.variance, one.third - two.third, one.widened + two.widened, freedom)
    low, high = _remove_skewness((values[0] - values[1])[None], both, resampling)
    return low[0], high[0]


def _measure_spread(units: np.ndarray, value: np.ndarray, statistic: Statistic) -> _Spread:
    """How a value of each group spreads, from its pseudo-values; NaN where it is undefined without some unit."""
    k = units.shape[1]
    pseudo = k * value[..., None] - (k - 1) * _jackknife(units, statistic)
    away = pseudo - pseudo.mean(axis=-1, keepdims=True)
    away = np.where(np.abs(away) <= _NOISE * np.abs(pseudo).max(axis=-1, keepdims=True), 0.0, away)
    variance = (away**2).sum(axis=-1) / (k - 1) / k
    # over variance**1.5 it is the sample's skewness, moments over k as Hall takes them, divided by sqrt(k)
    third = (away**3).mean(axis=-1) / k**2 * (k / (k - 1)) ** 1.5
    return _Spread(variance, third, variance * k / (k - 1), k - 1)


def _remove_skewness(value: np.ndarray, spread: _Spread, resampling: Resampling) -> tuple[np.ndarray, np.ndarray]:
    """Bounds by Hall's transformation of Student's t."""
    from scipy.special import stdtrit

    t = stdtrit(spread.freedom, 0.5 + resampling.level / 2)
    error = np.sqrt(spread.widened * resampling.allowance)
    with np.errstate(invalid="ignore", divide="ignore"):
        lean = spread.third / spread.variance**1.5
        straight = np.abs(lean) < _NOISE
        lean = np.where(straight, 1.0, lean)
        low, high = (
            value - error * np.where(straight, x, 3 / lean * (np.cbrt(1 + lean * (x - lean / 6)) - 1)) for x in (t, -t)
        )
    return low, high


def _jackknife(units: np.ndarray, statistic: Statistic) -> np.ndarray:
    """Compute the statistic with each unit left out: groups x statistics x units."""
    return np.moveaxis(statistic(units.sum(axis=1, keepdims=True) - units), 1, -1)


def _correct_levels(
    drawn: np.ndarray, value: np.ndarray, left_out: np.ndarray, levels: tuple[float, float]
) -> list[np.ndarray]:
    from scipy.special import ndtr, ndtri

    below = (drawn < value[..., None]).mean(axis=-1) + (drawn == value[..., None]).mean(axis=-1) / 2
    shift = ndtri(below)
    away = np.nanmean(left_out, axis=-1, keepdims=True) - left_out
    squares = np.nansum(away**2, axis=-1)
    with np.errstate(invalid="ignore", divide="ignore"):
        skew = np.where(squares > 0, np.nansum(away**3, axis=-1) / (6 * squares**1.5), 0.0)
        corrected = []
        for level in levels:
            lean = shift + ndtri(level)
            corrected.append(ndtr(shift + lean / (1 - skew * lean)))
    return corrected


def _batch_by_size(groups: np.ndarray, cells: int) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Yield groups of equal size together: their numbers, and their units as groups x units."""
    order = np.argsort(groups, kind="stable")
    sizes = np.bincount(groups)
    first = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    for size in np.unique(sizes[sizes > 0]):
        members = np.flatnonzero(sizes == size)
        step = max(1, _BLOCK // max(cells, 1))
        for begin in range(0, len(members), step):
            part = members[begin : begin + step]
            yield part, order[first[part][:, None] + np.arange(size)]


def _check_counts(counts: np.ndarray) -> np.ndarray:
    counts = np.asarray(counts, dtype=float)
    if counts.ndim != 2 or not len(counts):  # noqa: PLR2004  units by counts
        raise ValueError(
            f"counts has the shape {counts.shape}; it must be a table of units by counts with at least one unit. "
            "Leave out groups without a sentence."
        )
    return counts
