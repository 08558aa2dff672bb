"""Agreement between coders, and between instruments."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd

from workbench.inference.intervals import Interval, take_quantiles, withhold
from workbench.inference.resampling import Resampling, draw_weights
from workbench.schema import require_choice

LEVELS = ("nominal", "ordinal", "interval", "ratio")
TOO_LITTLE = "too few to say: no interval, {:.0%} of the resamples hold one category only, or all give the same value"
_ROUNDING = 1e-9  # judgement: values nearer than this share of the larger one are one value


class Agreement(NamedTuple):
    """Krippendorff's alpha with its interval, what it was computed from, and plain agreement beside it."""

    alpha: float
    low: float
    high: float
    n_units: int
    n_ratings: int
    share_agreed: float
    share_degenerate: float
    reason: str | None


def krippendorff_alpha(
    ratings: pd.DataFrame | np.ndarray, *, level: str = "nominal", resampling: Resampling | None = None
) -> Agreement:
    """Return Krippendorff's alpha of coded units, with a bootstrap interval over units.

    alpha = 1 - observed / expected disagreement; any number of coders, missing codes (NaN) left out. The value is that
    of the package krippendorff, which is GPL and not used; the interval resamples units (percentile); a resample in
    which all codes are one category has no alpha and is left out, and the interval is given only where at most half
    are. Usual cut-offs: .800 rely, .667 tentative (Krippendorff 2004). With few units the interval is wide: that is the
    finding.

    Parameters
    ----------
    ratings : DataFrame or ndarray
        One row per unit, one column per coder; codes or numbers, NaN where a coder did not code the unit.
    level : str
        "nominal", "ordinal", "interval" or "ratio"; words are only possible at the nominal level.
    resampling : Resampling, optional
        Number of resamples, level and seed.

    Returns
    -------
    Agreement
        alpha, low, high, n_units (with two codes or more), n_ratings in them, share_agreed (pairs of codes of the same
        unit that are equal), share_degenerate (resamples of one category, left out), reason (a sentence where alpha or
        its interval is undefined, else None).

    Raises
    ------
    ValueError
        For an unknown level, words at a level that needs numbers, or a table without two coders.

    Examples
    --------
    >>> pairs = [(1, 1), (1, 1), (2, 2), (1, 1), (3, 3), (4, 4), (1, 1), (2, 1), (5, 5), (1, 1), (3, 1), (4, 4)]
    >>> round(krippendorff_alpha(np.array(pairs)).alpha, 3)
    0.766
    """
    require_choice(level, LEVELS, name="level")
    codes, values = _code_ratings(pd.DataFrame(ratings), level)
    resampling = resampling or Resampling()
    counts = (codes[:, :, None] == np.arange(len(values))).sum(axis=1).astype(float)
    counts = counts[counts.sum(axis=1) > 1]
    pairs = _pair_values(counts)
    agreed = float(np.trace(pairs.sum(axis=0)) / counts.sum()) if len(counts) else np.nan
    if len(values) < 2 or not len(counts):  # noqa: PLR2004  one category leaves nothing to disagree on
        reason = "alpha is undefined: the coders used one category only, or no unit was coded twice"
        return Agreement(np.nan, np.nan, np.nan, len(counts), int(counts.sum()), agreed, np.nan, reason)
    alpha = float(_alpha(pairs.sum(axis=0)[None], values, level)[0])
    weights = draw_weights(len(counts), n_resamples=resampling.n_resamples, seed=resampling.seed)
    drawn = _alpha(np.tensordot(weights, pairs, axes=1), values, level)
    tail = (1 - resampling.level) / 2
    bounds = (take_quantiles(drawn, q) for q in (tail, 1 - tail))
    _, low, high = withhold(Interval(np.asarray(alpha), *bounds))
    degenerate = float(np.isnan(drawn).mean())
    withheld = TOO_LITTLE.format(degenerate) if np.isnan(low) else None
    return Agreement(alpha, float(low), float(high), len(counts), int(counts.sum()), agreed, degenerate, withheld)


def _code_ratings(ratings: pd.DataFrame, level: str) -> tuple[np.ndarray, np.ndarray]:
    if ratings.shape[1] < 2:  # noqa: PLR2004  agreement needs two coders
        raise ValueError(
            f"ratings has {ratings.shape[1]} column(s); agreement needs one for each of two coders or more."
        )
    flat = pd.Series(ratings.to_numpy(dtype=object).ravel())
    if level != "nominal":
        flat = pd.to_numeric(flat, errors="coerce").where(flat.notna())
        if flat.isna().sum() > pd.Series(ratings.to_numpy(dtype=object).ravel()).isna().sum():
            raise ValueError(f"ratings holds words, level is {level!r}; use level='nominal', or give numbers.")
    known = flat.dropna()
    values = np.array(sorted(known.unique(), key=lambda value: (str(type(value)), value)), dtype=object)
    place = {value: i for i, value in enumerate(values)}
    codes = flat.map(place).fillna(-1).to_numpy(dtype=int)
    return codes.reshape(ratings.shape), values if level == "nominal" else values.astype(float)


def _pair_values(counts: np.ndarray) -> np.ndarray:
    """Coincidences of each unit: units x categories x categories."""
    m = counts.sum(axis=1)[:, None, None]
    pairs = counts[:, :, None] * counts[:, None, :]
    diagonal = np.arange(counts.shape[1])
    pairs[:, diagonal, diagonal] -= counts
    return pairs / np.maximum(m - 1, 1)


def _alpha(pairs: np.ndarray, values: np.ndarray, level: str) -> np.ndarray:
    """Alpha from coincidences with the categories on the last two axes."""
    margins = pairs.sum(axis=-1)
    n = margins.sum(axis=-1)
    apart = _distances(margins, values, level)
    observed = (pairs * apart).sum(axis=(-2, -1))
    expected = (margins[..., :, None] * margins[..., None, :] * apart).sum(axis=(-2, -1))
    with np.errstate(invalid="ignore", divide="ignore"):
        alpha = 1 - (n - 1) * observed / expected
    return np.where(expected > 0, alpha, np.nan)


def _distances(margins: np.ndarray, values: np.ndarray, level: str) -> np.ndarray:
    if level == "nominal":
        return 1.0 - np.eye(len(values))
    if level == "ordinal":
        upto = np.cumsum(margins, axis=-1) - margins / 2
        return (upto[..., :, None] - upto[..., None, :]) ** 2
    away = values[:, None] - values[None, :]
    if level == "ratio":
        total = values[:, None] + values[None, :]
        away = np.divide(away, total, out=np.zeros_like(away), where=total != 0)
    return away**2


def compare_rankings(table: pd.DataFrame) -> pd.DataFrame:
    """Compare how several instruments rank the same articles: rank correlation and share of equal signs.

    With five articles a rank correlation is a description of five numbers, never a test; read the table itself first.

    Parameters
    ----------
    table : DataFrame
        One row per article (or sentence), one column per instrument.

    Returns
    -------
    DataFrame
        One row per pair of instruments: a, b, spearman (ties averaged), kendall (tau-b), same_sign (share of rows with
        equal sign, zero being a sign of its own), both_zero (share of rows where both are 0, a part of same_sign: two
        that find nothing agree about nothing), n (rows that both score). Sorted by a, b.

    Examples
    --------
    >>> compare_rankings(pd.DataFrame({"x": [1.0, 2, 3], "y": [2.0, 4, 6]})).spearman.tolist()
    [1.0]
    """
    rows = []
    names = sorted(table.columns)
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            both = table[[a, b]].dropna()
            rows.append(_compare_two(both[a], both[b]) | {"a": a, "b": b, "n": len(both)})
    return pd.DataFrame(rows, columns=["a", "b", "spearman", "kendall", "same_sign", "both_zero", "n"])


def _compare_two(x: pd.Series, y: pd.Series) -> dict[str, float]:
    from scipy.stats import kendalltau

    signs = {
        "same_sign": float((np.sign(x) == np.sign(y)).mean()) if len(x) else np.nan,
        "both_zero": float(((x == 0) & (y == 0)).mean()) if len(x) else np.nan,
    }
    if x.nunique() < 2 or y.nunique() < 2:  # noqa: PLR2004  a constant has no ranks
        return {"spearman": np.nan, "kendall": np.nan} | signs
    return {"spearman": float(x.rank().corr(y.rank())), "kendall": float(kendalltau(x, y).statistic)} | signs


def share_orders(table: pd.DataFrame) -> pd.DataFrame:
    """Return, for each pair of articles, how many instruments or universes put the first above the second.

    Parameters
    ----------
    table : DataFrame
        One row per instrument (or universe), one column per article.

    Returns
    -------
    DataFrame
        One row per pair of articles: a_id, b_id, n_above (rows with a above b), n_below, n_tied, n (rows with both),
        share (of the more frequent order), order (">", "<", or "=" where neither is more frequent). Values that differ
        by rounding only are tied. Sorted by ids.

    Examples
    --------
    >>> share_orders(pd.DataFrame({"x": [1.0, 2, 3], "y": [0.0, 1, 5]}))[["n_above", "n_below", "order"]].values.tolist()
    [[2, 1, '>']]
    """
    names = sorted(table.columns)
    rows = []
    for i, a in enumerate(names):
        for b in names[i + 1 :]:
            gap = table[a] - table[b]
            noise = _ROUNDING * np.maximum(table[a].abs(), table[b].abs())
            gap = gap.mask(gap.abs() <= noise, 0.0).dropna()
            above, below = int((gap > 0).sum()), int((gap < 0).sum())
            order = ">" if above > below else "<" if below > above else "="
            share = max(above, below) / len(gap) if len(gap) else np.nan
            rows.append((a, b, above, below, len(gap) - above - below, len(gap), share, order))
    columns = ["a_id", "b_id", "n_above", "n_below", "n_tied", "n", "share", "order"]
    return pd.DataFrame(rows, columns=columns)
