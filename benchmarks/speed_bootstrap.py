"""1,000 bootstrap resamples of an article's sentences: ours beside scipy and beside textstat on resampled texts.

Run: python benchmarks/speed_bootstrap.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

import numpy as np
from scipy import stats

from workbench.inference import Resampling, bootstrap, resampling
from workbench.inference.resampling import draw_weights
from workbench.measures.readability import compute_indices
from workbench.measures.readability.scores import COUNTS

ROUNDS = 9
SIZES = (20, 200, 2000)


def time_call(call: Callable[[], object]) -> float:
    """Return the median milliseconds of nine calls."""
    call()
    taken = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        call()
        taken.append(1000 * (time.perf_counter() - begin))
    return statistics.median(taken)


def make_counts(n_sentences: int) -> np.ndarray:
    """Return invented counts per sentence, columns as `COUNTS`."""
    rng = np.random.default_rng(n_sentences)
    words = rng.negative_binomial(6, 6 / 28, n_sentences) + 2
    columns = [np.ones(n_sentences), words, words * 5, words * 6, rng.poisson(words * 1.6), rng.poisson(words * 0.15)]
    return np.column_stack([*columns, rng.poisson(words * 0.1), rng.poisson(words * 0.3)]).astype(float)


def forget_weights() -> None:
    """Empty the store of weights, so that the next interval draws its own."""
    resampling._keep_weights.cache_clear()  # noqa: SLF001  a benchmark of the first call


def main() -> None:
    """Print the medians and ratios."""
    flesch = COUNTS.index("n_syllables")
    for size in SIZES:
        counts = make_counts(size)

        def first(counts: np.ndarray = counts) -> None:
            forget_weights()
            bootstrap(counts, compute_indices, resampling=Resampling())

        def resample_scipy(counts: np.ndarray = counts) -> None:
            def fre(words: np.ndarray, syllables: np.ndarray, axis: int = -1) -> np.ndarray:
                total = words.sum(axis=axis)
                return 206.835 - 1.015 * total / words.shape[axis] - 84.6 * syllables.sum(axis=axis) / total

            data = (counts[:, 1], counts[:, flesch])
            stats.bootstrap(data, fre, paired=True, n_resamples=1000, method="percentile", rng=np.random.default_rng(0))

        cold, warm, peer = (
            time_call(call)
            for call in (first, lambda counts=counts: bootstrap(counts, compute_indices), resample_scipy)
        )
        drawn = time_call(lambda size=size: (forget_weights(), draw_weights(size)))
        print(
            f"{size:5d} sentences, 1,000 resamples: ours, ten measures {cold:.2f} ms (weights alone {drawn:.2f} ms), again "
            f"{warm:.2f} ms; scipy, Flesch alone {peer:.2f} ms; ratio {peer / cold:.1f} (first), {peer / warm:.1f} (again)"
        )


if __name__ == "__main__":
    main()
