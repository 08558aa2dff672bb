"""How resamples are drawn: the settings shared by every interval, and weights that depend on nothing but the size."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from workbench.schema import require_at_least, require_choice

METHODS = ("expanded", "percentile", "bca")
_CELLS = 50_000  # judgement, fits a processor's cache: weights drawn at once
_STRIP = 250_000  # judgement, few enough that no threads are started: multiplications at once
_CACHED_CELLS = 400_000  # judgement, 3 MB each: a size with more is drawn anew each time


@dataclass(frozen=True)
class Resampling:
    """How many resamples to draw, how wide the interval is to be, by which method, from which seed.

    ``expanded`` is the percentile interval with the levels widened as Student's t is wider than the normal curve and
    by sqrt(n / (n - 1)) (Hesterberg 2015, What teachers should know about the bootstrap, The American Statistician
    69); ``percentile`` is the plain one, ``bca`` the bias-corrected and accelerated one (Efron 1987).

    Examples
    --------
    >>> Resampling(n_resamples=500).method
    'expanded'
    """

    n_resamples: int = 1000
    level: float = 0.95
    method: str = "expanded"
    seed: int = 0

    def __post_init__(self) -> None:
        require_choice(self.method, METHODS, name="method")
        require_at_least(self.n_resamples, 100, name="n_resamples")
        require_at_least(self.seed, 0, name="seed")
        if not 0 < self.level < 1:
            raise ValueError(f"level is {self.level!r}; it must lie between 0 and 1. Give 0.95 for 95 per cent.")


def draw_weights(n_units: int, *, n_resamples: int = 1000, seed: int = 0) -> np.ndarray:
    """Return how often each of `n_units` units is drawn in each resample with replacement.

    The weights depend on the size and the seed alone, so that an article's interval does not change with the other
    articles of a corpus or with their order.

    Returns
    -------
    ndarray
        One row per resample, one column per unit; every row sums to `n_units`.

    Raises
    ------
    ValueError
        If there is no unit to draw.

    Examples
    --------
    >>> draw_weights(4, n_resamples=100).sum(axis=1).tolist() == [4] * 100
    True
    """
    require_at_least(n_units, 1, name="n_units")
    if n_units * n_resamples <= _CACHED_CELLS:
        return _keep_weights(n_units, n_resamples, seed)
    return _keep_weights.__wrapped__(n_units, n_resamples, seed)


def resample_totals(counts: np.ndarray, *, n_resamples: int = 1000, seed: int = 0) -> np.ndarray:
    """Return the column totals of each resample of the rows of `counts`, a product of weights and counts.

    Parameters
    ----------
    counts : ndarray
        One row per unit (a sentence), further axes are summed over the first.

    Returns
    -------
    ndarray
        One row per resample, then the further axes of `counts`.

    Examples
    --------
    >>> resample_totals(np.ones((5, 2)), n_resamples=100)[0].tolist()
    [5.0, 5.0]
    """
    counts = np.asarray(counts, dtype=float)
    flat = np.ascontiguousarray(counts.reshape(len(counts), -1))
    if flat.size and len(flat) * n_resamples <= _CACHED_CELLS:
        totals = multiply(draw_weights(len(flat), n_resamples=n_resamples, seed=seed), flat)
    else:
        totals = np.concatenate([multiply(part, flat) for _, part in _iterate_weights(len(flat), n_resamples, seed)])
    return totals.reshape(n_resamples, *counts.shape[1:])


def multiply(weights: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return weights times counts, in strips small enough that the linear algebra library starts no threads.

    On a busy machine waiting for its threads costs it fifty times the product itself.

    Examples
    --------
    >>> multiply(np.array([[2, 0], [1, 1]]), np.array([[3.0], [5.0]])).tolist()
    [[6.0], [8.0]]
    """
    step = max(1, _STRIP // max(counts.size, 1))
    strips = [weights[first : first + step].astype(float, copy=False) for first in range(0, len(weights), step)]
    return np.concatenate([strip @ counts for strip in strips])


@lru_cache(maxsize=128)
def _keep_weights(n_units: int, n_resamples: int, seed: int) -> np.ndarray:
    weights = np.empty((n_resamples, n_units))
    for first, part in _iterate_weights(n_units, n_resamples, seed):
        weights[first : first + len(part)] = part
    weights.flags.writeable = False
    return weights


def _iterate_weights(n_units: int, n_resamples: int, seed: int) -> Iterator[tuple[int, np.ndarray]]:
    """Yield parts small enough for the processor's cache; counting integers beats drawing multinomial counts."""
    require_at_least(n_units, 1, name="n_units")
    rng = np.random.default_rng([seed, n_units])
    step = min(n_resamples, max(1, _CELLS // n_units))
    row = (np.arange(step) * n_units)[:, None]
    for first in range(0, n_resamples, step):
        rows = min(step, n_resamples - first)
        drawn = rng.integers(n_units, size=(rows, n_units))
        drawn += row[:rows]
        yield first, np.bincount(drawn.ravel(), minlength=rows * n_units).reshape(rows, n_units)
