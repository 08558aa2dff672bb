"""How often nominal 95 % intervals cover the true value, and how often the shuffle null rejects, on simulated texts.

Run: python benchmarks/coverage_intervals.py [number of texts, 2000 by default]
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from workbench.inference import Resampling, bootstrap_groups, deal_units
from workbench.inference.resampling import METHODS

SIZES = (15, 30, 100)
KINDS = ("normal mean", "sentence length", "syllables per word", "sentiment", "rare word rate")
SILENT = 0.4  # share of sentences without a sentiment word
LEVEL = 0.05


def make_texts(kind: str, n_texts: int, n_units: int, seed: int) -> tuple[np.ndarray, float]:
    """Return counts (texts x sentences x [amount, weight]) of a known distribution, and the true ratio of the sums."""
    rng = np.random.default_rng(seed)
    shape = (n_texts, n_units)
    words = rng.negative_binomial(6, 6 / 28, shape) + 2.0  # mean 24 words, skewed as news sentences are
    if kind == "normal mean":
        return np.stack([rng.normal(0.2, 1.0, shape), np.ones(shape)], axis=-1), 0.2
    if kind == "sentence length":
        return np.stack([words, np.ones(shape)], axis=-1), 24.0
    if kind == "syllables per word":
        return np.stack([words + rng.binomial(words.astype(int), 0.3) * 2, words], axis=-1), 1.6
    if kind == "sentiment":  # two sentences in five without a hit
        score = np.where(rng.random(shape) < SILENT, 0.0, rng.uniform(-0.9, 0.5, shape))
        return np.stack([score, np.ones(shape)], axis=-1), (1 - SILENT) * -0.2
    return np.stack([rng.poisson(words * 0.02), words], axis=-1), 0.02  # a rare word's rate


def measure_coverage(kind: str, n_units: int, method: str, n_texts: int) -> float:
    """Return the share of simulated texts whose interval holds the true value."""
    counts, truth = make_texts(kind, n_texts, n_units, seed=n_units)
    groups = np.repeat(np.arange(n_texts), n_units)
    interval = bootstrap_groups(
        counts.reshape(-1, 2), groups, lambda t: t[..., :1] / t[..., 1:], resampling=Resampling(method=method)
    )
    return float(((interval.low <= truth) & (truth <= interval.high)).mean())


def measure_rejection(n_units: int, n_texts: int) -> float:
    """Return the share of pairs of texts from one distribution that the shuffle null calls different at 5 %."""
    counts, _ = make_texts("sentence length", 2 * n_texts, n_units, seed=1)
    words = counts[..., 0].reshape(n_texts, 2 * n_units)
    first = (deal_units(np.repeat([0, 1], n_units), n_deals=999, seed=0) == 0).astype(float)
    null = np.abs(2 * words @ first.T - words.sum(axis=1, keepdims=True))
    observed = np.abs(words[:, :n_units].sum(axis=1) - words[:, n_units:].sum(axis=1))
    p_values = (1 + (null >= observed[:, None] - 1e-9).sum(axis=1)) / (1 + null.shape[1])
    return float((p_values <= LEVEL).mean())


def main(n_texts: int = 2000) -> None:
    """Print coverage in per cent by distribution, size and method, and the rejection rate of the null."""
    rows = [
        {
            "distribution": kind,
            "sentences": size,
            "method": method,
            "coverage": 100 * measure_coverage(kind, size, method, n_texts),
        }
        for kind in KINDS
        for size in SIZES
        for method in METHODS
    ]
    table = pd.DataFrame(rows).pivot_table(index=["distribution", "sentences"], columns="method", values="coverage")
    print(f"coverage of nominal 95 % intervals, per cent of {n_texts:,} simulated texts")
    print(table.round(1).to_string())
    for size in SIZES:
        print(
            f"shuffle null, {size} sentences each: {100 * measure_rejection(size, n_texts):.1f} % of equal pairs rejected at 5 %"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
