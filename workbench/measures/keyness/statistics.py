"""The published keyness formulas on arrays of counts: any shape, terms last."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

import numpy as np
from scipy.special import erfc, ndtri, xlogy

LN2 = np.log(2)


class Counts(NamedTuple):
    """Occurrences and words of the group and of what it is compared with, and the background share of each term."""

    n_group: np.ndarray
    n_rest: np.ndarray
    words_group: np.ndarray
    words_rest: np.ndarray
    background: np.ndarray


class Estimates(NamedTuple):
    """A measure's value with interval, its signed z and the two-sided p-value; NaN where undefined."""

    value: np.ndarray
    low: np.ndarray
    high: np.ndarray
    z: np.ndarray
    p_value: np.ndarray


def estimate_log_odds(counts: Counts, *, prior: float, confidence: float) -> Estimates:
    """Weighted log-odds with informative Dirichlet prior (Monroe, Colaresi & Quinn 2008, equations 15, 16 and 20).

    delta = ln[(y1+a)/(n1+a0-y1-a)] - ln[(y2+a)/(n2+a0-y2-a)], variance 1/(y1+a) + 1/(y2+a), z = delta / sd, where
    a0 is the prior's size in words and a = a0 x the term's share of the background.
    """
    a, b, c, d, background = counts
    alpha = prior * background
    delta = np.log((a + alpha) / (c + prior - a - alpha)) - np.log((b + alpha) / (d + prior - b - alpha))
    deviation = np.sqrt(1 / (a + alpha) + 1 / (b + alpha))
    return _around(delta, deviation, confidence=confidence)


def estimate_g2(counts: Counts, *, prior: float, confidence: float) -> Estimates:  # noqa: ARG001  one signature for all
    """Log-likelihood ratio of two cells (Rayson & Garside 2000): 2[a ln(a/E1) + b ln(b/E2)], E1 = c(a+b)/(c+d)."""
    a, b, c, d, _ = counts
    first, second = expect_counts(counts)
    value = 2 * (xlogy(a, a / first) + xlogy(b, b / second))
    value = np.maximum(value, 0)
    z = np.sign(a / c - b / d) * np.sqrt(value)
    return Estimates(value, np.full_like(value, np.nan), np.full_like(value, np.nan), z, _two_sided(z))


def estimate_log_ratio(counts: Counts, *, prior: float, confidence: float) -> Estimates:  # noqa: ARG001  one signature
    """Binary logarithm of the ratio of the two rates (Hardie 2014), 0.5 for a count of zero; interval by the delta method."""
    ratio = _rate_ratio(counts, confidence=confidence)
    return Estimates(ratio.value / LN2, ratio.low / LN2, ratio.high / LN2, ratio.z, ratio.p_value)


def estimate_percent_diff(counts: Counts, *, prior: float, confidence: float) -> Estimates:  # noqa: ARG001  one signature
    """%DIFF (Gabrielatos & Marchi 2011): 100 x (rate - reference rate) / reference rate; NaN where the reference is 0."""
    a, b, c, d, _ = counts
    ratio = _rate_ratio(counts, confidence=confidence)
    value = np.where(b > 0, 100 * ((a / c) / (b / d) - 1), np.nan)
    defined = (a > 0) & (b > 0)
    low, high = (np.where(defined, 100 * np.expm1(bound), np.nan) for bound in (ratio.low, ratio.high))
    return Estimates(value, low, high, *(np.where(b > 0, part, np.nan) for part in (ratio.z, ratio.p_value)))


def estimate_odds_ratio(counts: Counts, *, prior: float, confidence: float) -> Estimates:  # noqa: ARG001  one signature
    """Odds ratio with Woolf's interval; 0.5 is added to all four cells where one is zero (Haldane, Anscombe)."""
    a, b, c, d, _ = counts
    cells = np.broadcast_arrays(a, c - a, b, d - b)
    shift = np.where(np.minimum.reduce(cells) == 0, 0.5, 0.0)
    hit, miss, other_hit, other_miss = (cell + shift for cell in cells)
    log_ratio = np.log(hit * other_miss / (miss * other_hit))
    deviation = np.sqrt(1 / hit + 1 / miss + 1 / other_hit + 1 / other_miss)
    spread = _around(log_ratio, deviation, confidence=confidence)
    return Estimates(np.exp(spread.value), np.exp(spread.low), np.exp(spread.high), spread.z, spread.p_value)


ESTIMATORS: Mapping[str, Callable[..., Estimates]] = {
    "log_odds": estimate_log_odds,
    "g2": estimate_g2,
    "log_ratio": estimate_log_ratio,
    "percent_diff": estimate_percent_diff,
    "odds_ratio": estimate_odds_ratio,
}


def estimate(measure: str, counts: Counts, *, prior: float, confidence: float) -> Estimates:
    """Return the measure's estimates; infinite results, where a formula is undefined, become NaN."""
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        found = ESTIMATORS[measure](counts, prior=prior, confidence=confidence)
    return Estimates(*(np.where(np.isfinite(part), part, np.nan) for part in found))


def expect_counts(counts: Counts) -> tuple[np.ndarray, np.ndarray]:
    """Return how often the term would stand in group and reference if both used it at one rate."""
    a, b, c, d, _ = counts
    return c * (a + b) / (c + d), d * (a + b) / (c + d)


def _rate_ratio(counts: Counts, *, confidence: float) -> Estimates:
    """Natural logarithm of the ratio of rates; a count of zero is taken as one half."""
    a, b = (np.where(n == 0, 0.5, n) for n in (counts.n_group, counts.n_rest))
    c, d = counts.words_group, counts.words_rest
    deviation = np.sqrt(np.maximum(1 / a - 1 / c + 1 / b - 1 / d, 0))
    return _around(np.log((a / c) / (b / d)), deviation, confidence=confidence)


def _around(value: np.ndarray, deviation: np.ndarray, *, confidence: float) -> Estimates:
    reach = ndtri(0.5 + confidence / 2) * deviation
    z = value / deviation
    return Estimates(value, value - reach, value + reach, z, _two_sided(z))


def _two_sided(z: np.ndarray) -> np.ndarray:
    return erfc(np.abs(z) / np.sqrt(2))
