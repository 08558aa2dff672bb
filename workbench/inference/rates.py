"""Intervals of a proportion and of the rate of a word: Wilson's, and as wide as the word is clumped in its text."""

from __future__ import annotations

import numpy as np

from workbench.inference.intervals import sum_groups
from workbench.inference.resampling import LEAST_PIECES, Resampling


def wilson_interval(
    hits: np.ndarray,
    n: np.ndarray,
    *,
    level: float = 0.95,
    effect: np.ndarray | float = 1.0,
    freedom: np.ndarray | float = np.inf,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the Wilson score interval of a proportion `hits` of `n`.

    Source: Wilson 1927; recommended for small counts by Brown, Cai & DasGupta 2001 and, for corpus rates, by Wallis.
    Words of one text are not independent draws: alone the interval is a least width, not a test. `bound_rates` gives a
    design effect by which both counts are divided (Kish 1965), and Student's t with `freedom` takes the place of the
    normal quantile, since the effect is estimated (Korn & Graubard 1998).

    Returns
    -------
    tuple of ndarray
        Lower and upper bound, proportions between 0 and 1; NaN where `n` is 0 or the effect is not known.

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
    from scipy.special import ndtri, stdtrit

    hits, n = np.asarray(hits, dtype=float), np.asarray(n, dtype=float)
    if np.any(hits < 0) or np.any(hits > n):
        raise ValueError("hits must lie between 0 and n in every element. Check that both count the same words.")
    if not 0 < level < 1:
        raise ValueError(f"level is {level!r}; it must lie between 0 and 1. Give 0.95 for 95 per cent.")
    upper = 0.5 + level / 2
    z = np.where(np.isinf(freedom), ndtri(upper), stdtrit(np.where(np.isinf(freedom), 1, freedom), upper))
    with np.errstate(invalid="ignore", divide="ignore"):
        share, size = hits / n, n / effect
        middle = share + z**2 / (2 * size)
        reach = z * np.sqrt(share * (1 - share) / size + z**2 / (4 * size**2))
        low, high = (middle - reach) / (1 + z**2 / size), (middle + reach) / (1 + z**2 / size)
    known = ~np.isnan(middle)  # at none and all the formula gives 0 and 1 but for rounding
    return np.where((hits == 0) & known, 0.0, low), np.where((hits == n) & known, 1.0, high)


def bound_rates(
    hits: np.ndarray, n: np.ndarray, cells: np.ndarray, *, resampling: Resampling | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return Wilson's interval of each cell's rate, as wide as the hits are clumped among the pieces of its text.

    Words come in clumps: at 2.5 repeats Wilson's own interval covers 65-80 % of nominal 95, this one 90 and more
    (benchmarks/simulations.py, docs/intervals.md).

    Parameters
    ----------
    hits : ndarray
        One row per piece (`cut_pieces`), one column per word.
    n : ndarray
        Words of each piece.
    cells : ndarray of int
        The text (or text and voice) of each piece, numbered from 0; every number up to the largest occurs.
    resampling : Resampling, optional
        Level, and whether pieces are "paragraphs" or "sentences".

    Returns
    -------
    tuple of ndarray
        Lower and upper bounds, cells by words; NaN under three pieces.

    Examples
    --------
    >>> low, high = bound_rates(np.array([[4], [0], [0], [0]]), np.full(4, 100), np.zeros(4, dtype=int))
    >>> float(high[0, 0].round(3)), float(wilson_interval(4, 400)[1].round(3))
    (0.132, 0.025)
    """
    hits, n = np.asarray(hits, dtype=float), np.asarray(n, dtype=float)[:, None]
    sums = (sum_groups(part, cells) for part in (hits, n, hits**2, hits * n, n**2))
    return bound_clumped(*sums, n_pieces=np.bincount(cells)[:, None], resampling=resampling)


def bound_clumped(  # noqa: PLR0913  five sums, how many pieces, and the level
    hits: np.ndarray,
    n: np.ndarray,
    hits_squared: np.ndarray,
    hits_by_n: np.ndarray,
    n_squared: np.ndarray,
    *,
    n_pieces: np.ndarray,
    resampling: Resampling | None = None,
) -> tuple[np.ndarray, np.ndarray]:
    """Return the bounds of `bound_rates` from sums over the pieces of a text.

    Design effect: k / (k - 1) x sum (x_i - p n_i)² / (x (1 - p)) over k pieces with x_i hits in n_i words, x hits in
    all and the rate p; times the allowance of the resampling, 1 at the least.
    """
    resampling = resampling or Resampling()
    with np.errstate(invalid="ignore", divide="ignore"):
        p = hits / n
        spread = hits_squared - 2 * p * hits_by_n + p**2 * n_squared
        effect = resampling.allowance * n_pieces / (n_pieces - 1) * spread / (hits * (1 - p))
        effect = np.where((hits > 0) & (p < 1), np.maximum(effect, 1.0), 1.0)
        freedom = np.where(n_pieces < LEAST_PIECES, np.nan, n_pieces - 1.0)
    return wilson_interval(hits, n, level=resampling.level, effect=effect, freedom=freedom)
