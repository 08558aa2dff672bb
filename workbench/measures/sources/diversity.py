"""How evenly attributions are spread over kinds or sources: the indices of nominal diversity."""

from __future__ import annotations

import numpy as np

from workbench.schema import require_at_least


def shannon_entropy(counts: np.ndarray) -> np.ndarray:
    """Return the entropy in bits of the counts along the last axis; NaN where they are all zero.

    H = -Σ p log2 p, with p = n / Σ n. Source: Shannon 1948.

    Examples
    --------
    >>> shannon_entropy(np.array([6, 2, 0, 0, 0])).round(3)
    np.float64(0.811)
    """
    share = _share(counts)
    with np.errstate(divide="ignore", invalid="ignore"):
        bits = np.where(share > 0, share * np.log2(share), 0.0)
    return np.where(np.isnan(share).any(axis=-1), np.nan, 0.0 - bits.sum(axis=-1))


def relative_entropy(counts: np.ndarray, *, n_bins: int | None = None) -> np.ndarray:
    """Return the entropy as a share of its largest value, log2 of the number of bins in the scheme.

    H_rel = H / log2 K. `n_bins` (K) is the number of bins the scheme has, fixed in advance, not the number found;
    by default the length of the last axis. Source: Deacon & Stanyer's comparison of diversity indices (DIVA).

    Raises
    ------
    ValueError
        If there are fewer than 2 bins.

    Examples
    --------
    >>> relative_entropy(np.array([[6, 2, 0, 0, 0], [3, 2, 1, 1, 1]])).round(3).tolist()
    [0.349, 0.928]
    """
    return shannon_entropy(counts) / np.log2(_count_bins(counts, n_bins))


def simpson_diversity(counts: np.ndarray) -> np.ndarray:
    """Return the chance that two attributions drawn without replacement differ; NaN for fewer than two.

    D = 1 - Σ n(n-1) / (N(N-1)). Source: Simpson 1949. Suited to small N.

    Examples
    --------
    >>> simpson_diversity(np.array([[6, 2, 0, 0, 0], [3, 2, 1, 1, 1]])).round(3).tolist()
    [0.429, 0.857]
    """
    counts = np.asarray(counts, dtype=float)
    total = counts.sum(axis=-1)
    pairs = np.where(total > 1, total * (total - 1), np.nan)
    return 1 - (counts * (counts - 1)).sum(axis=-1) / pairs


def qualitative_variation(counts: np.ndarray, *, n_bins: int | None = None) -> np.ndarray:
    """Return the index of qualitative variation, 0 for one bin only and 1 for an even spread over all bins.

    IQV = K (1 - Σ p²) / (K - 1). It depends on K, as `relative_entropy` does. Source: Mueller & Schuessler 1961.

    Raises
    ------
    ValueError
        If there are fewer than 2 bins.

    Examples
    --------
    >>> qualitative_variation(np.array([[6, 2, 0, 0, 0], [3, 2, 1, 1, 1]])).round(3).tolist()
    [0.469, 0.938]
    """
    bins = _count_bins(counts, n_bins)
    return bins * (1 - (_share(counts) ** 2).sum(axis=-1)) / (bins - 1)


def effective_number(counts: np.ndarray) -> np.ndarray:
    """Return how many equal parts would be as varied: "as varied as 2.3 equal sources".

    1 / Σ p², the Hill number of order 2. Source: Hill 1973.

    Examples
    --------
    >>> effective_number(np.array([4, 4, 0])).tolist()
    2.0
    """
    return 1 / (_share(counts) ** 2).sum(axis=-1)


def _share(counts: np.ndarray) -> np.ndarray:
    counts = np.asarray(counts, dtype=float)
    total = counts.sum(axis=-1, keepdims=True)
    return counts / np.where(total > 0, total, np.nan)


def _count_bins(counts: np.ndarray, n_bins: int | None) -> int:
    bins = np.shape(counts)[-1] if n_bins is None else n_bins
    require_at_least(bins, 2, name="n_bins")
    return bins
