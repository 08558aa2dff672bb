"""How often nominal 95 % intervals of a group of articles cover the true value, by how articles and sentences are drawn.

Run: python benchmarks/coverage_groups.py [number of groups, 2000 by default]

A group has 3, 5, 10, 20 or 30 articles of 10 to 40 sentences; a share of 0, .1 or .3 of the variance of a sentence's value
lies between articles. Two kinds: a mean of normal scores, and words per sentence (skewed, a ratio of sums as all of
ours are). Compared: sentences drawn as if the group were one text (expanded), whole articles drawn and plain
percentiles, whole articles drawn and percentiles widened as Student's t (expanded).
"""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd

from workbench.inference.bootstrap import bootstrap_groups, sum_groups
from workbench.inference.resampling import Resampling

ARTICLES = (3, 5, 10, 20, 30)
BETWEEN = (0.0, 0.1, 0.3)
SENTENCES = (10, 40)
MEAN_LENGTH, DISPERSION = 24.0, 6


def make_groups(kind: str, n_groups: int, n_articles: int, between: float, seed: int) -> tuple:
    """Return counts of sentences [amount, 1], the article and the group of each, and the true ratio."""
    rng = np.random.default_rng(seed)
    sizes = rng.integers(SENTENCES[0], SENTENCES[1] + 1, n_groups * n_articles)
    article = np.repeat(np.arange(len(sizes)), sizes)
    shift = rng.normal(0, np.sqrt(between), len(sizes))[article]
    if kind == "normal mean":
        amount, truth = shift + rng.normal(0, np.sqrt(1 - between), len(article)), 0.0
    else:  # the spread of a sentence's length is about half its mean
        spread = MEAN_LENGTH * np.sqrt(1 / DISPERSION + 1 / MEAN_LENGTH)
        expected = np.maximum(MEAN_LENGTH + spread * shift, 4)
        within = DISPERSION / max(1 - between, 0.1)
        amount, truth = rng.negative_binomial(within, within / (within + expected)).astype(float), None
        truth = float(np.maximum(MEAN_LENGTH + spread * np.sqrt(between) * rng.normal(size=1_000_000), 4).mean())
    return np.column_stack([amount, np.ones(len(article))]), article, article // n_articles, truth


def measure_coverage(kind: str, n_articles: int, between: float, n_groups: int) -> dict[str, float]:
    """Return the share of groups whose interval holds the true value, by way of drawing."""
    counts, article, group, truth = make_groups(kind, n_groups, n_articles, between, seed=n_articles)
    totals, group_of_article = sum_groups(counts, article), np.arange(article.max() + 1) // n_articles
    found = {}
    for name, units, groups, method in (
        ("sentences", counts, group, "expanded"),
        ("articles, percentile", totals, group_of_article, "percentile"),
        ("articles, t-expanded", totals, group_of_article, "expanded"),
    ):
        interval = bootstrap_groups(
            units, groups, lambda t: t[..., :1] / t[..., 1:], resampling=Resampling(method=method)
        )
        covered = (interval.low <= truth) & (truth <= interval.high)
        found[name] = 100 * float(covered.mean())
    return found


def main(n_groups: int = 2000) -> None:
    """Print coverage in per cent by kind, number of articles and share of variance between articles."""
    rows = [
        {"kind": kind, "articles": n, "between": between, **measure_coverage(kind, n, between, n_groups)}
        for kind in ("normal mean", "words per sentence")
        for n in ARTICLES
        for between in BETWEEN
    ]
    print(f"coverage of nominal 95 % intervals, per cent of {n_groups:,} simulated groups")
    print(pd.DataFrame(rows).round(1).to_string(index=False))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
