"""How many words pass a line, beside how many pass it when the sentences are dealt at random."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from workbench.inference import deal_units
from workbench.measures.keyness.contrasts import Contrast, list_contrasts, oppose, read_corpus
from workbench.measures.keyness.settings import (
    G2_LINE,
    LEAST_EXPECTED,
    MEASURES,
    NAIVE_LINE,
    NAIVE_Z,
    KeynessSettings,
    check_measures,
    make_settings,
)
from workbench.measures.keyness.shuffles import Corpus, Tally, tally_groups
from workbench.measures.keyness.statistics import estimate, expect_counts
from workbench.schema import require_at_least, require_choice, require_columns

COLUMNS = {
    "measure": "str",
    "rule": "str",
    "default": "bool",
    "n_terms": "int64",
    "n_tests": "int64",
    "observed": "int64",
    "null_median": "float64",
    "null_low": "float64",
    "null_high": "float64",
    "null_min": "float64",
    "null_max": "float64",
    "p_value": "float64",
    "n_shuffles": "int64",
}


def count_passing(
    tokens: pd.DataFrame,
    *,
    by: str | Mapping[str, str] = "article_id",
    measures: Iterable[str] = MEASURES,
    **settings: Any,
) -> pd.DataFrame:
    """Return how many words pass each line, and how many pass it when sentences are dealt at random.

    A word counts once, in however many groups it passes. The dealings are those of `compare_terms` with the same seed.

    Needs the token table.

    Parameters
    ----------
    tokens, by, measures, **settings
        As in `compare_terms`; n_shuffles must be 1 or more.

    Returns
    -------
    DataFrame
        One row per measure and rule: measure, rule, default (the rule `compare_terms` reports by), n_terms (words
        looked at), n_tests (words times comparisons), observed (words that pass), null_median, null_low, null_high
        (central band), null_min, null_max (over the shuffles), p_value (share of shuffles with as many, the texts
        themselves counted as one), n_shuffles. Sorted by measure, the default rule first. Empty with fewer than two
        groups.

    Raises
    ------
    KeyError, ValueError
        As `compare_terms`.

    Notes
    -----
    Where `observed` lies inside the null band, the list of passing words says no more than chance would.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": list("aabb"), "sentence_id": 0, "start": [0, 2] * 2, "end": [1, 3] * 2,
    ...     "text": list("xyxz"), "lower": list("xyxz"), "is_word": True, "zone": "body", "voice": "narrator"})
    >>> count_passing(tokens, measures="g2", n_shuffles=9)[["rule", "n_terms", "observed"]].values.tolist()
    [['G2 > 15.13 and expected >= 1', 3, 0], ['G2 > 3.84', 3, 0]]
    """
    chosen, options = check_measures(measures), make_settings(settings)
    require_at_least(options.n_shuffles, 1, name="n_shuffles")
    corpus = read_corpus(tokens, by, options)
    contrasts = list_contrasts(corpus, options)
    if not contrasts:
        return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)
    observed = _count_rules(corpus, tally_groups(corpus, corpus.articles), contrasts, chosen, options)
    deals = deal_units(corpus.articles, n_deals=options.n_shuffles, seed=options.seed)
    null = pd.DataFrame(
        [_count_rules(corpus, tally_groups(corpus, deal), contrasts, chosen, options) for deal in deals]
    )
    rows = [_summarise(key, count, null[key].to_numpy(), options) for key, count in observed.items()]
    table = pd.DataFrame(rows).assign(n_terms=len(corpus.terms), n_tests=len(corpus.terms) * len(contrasts))
    return table[list(COLUMNS)].astype(COLUMNS).sort_values("measure", kind="stable", ignore_index=True)


def rank_terms(
    keyness: pd.DataFrame, *, measure: str = "log_odds", group: str | None = None, n: int = 20
) -> pd.DataFrame:
    """Return the `n` terms of each comparison that lie furthest from equal use, among those that can pass.

    Needs the table made by `compare_terms`.

    Returns
    -------
    DataFrame
        Rows of `keyness` of that measure without a reason against them, strongest (largest absolute z) first within
        group and reference.

    Raises
    ------
    KeyError, ValueError
        For missing columns, an unknown measure or group, or n below 1.

    Examples
    --------
    >>> rows = pd.DataFrame({"group": "a", "reference": "rest", "measure": "g2", "term": ["x", "y"], "z": [1.0, -2.0],
    ...     "reason": pd.Series([None, None], dtype="str")})
    >>> rank_terms(rows, measure="g2").term.tolist()
    ['y', 'x']
    """
    require_columns(keyness, ("group", "reference", "measure", "term", "z", "reason"), name="keyness")
    require_choice(measure, MEASURES, name="measure")
    require_at_least(n, 1, name="n")
    rows = keyness[(keyness["measure"] == measure) & keyness["reason"].isna()]
    if group is not None:
        require_choice(group, sorted(keyness["group"].unique()), name="group")
        rows = rows[rows["group"] == group]
    rows = rows.assign(_far=-rows["z"].abs()).sort_values(["group", "reference", "_far", "term"], kind="stable")
    return rows.groupby(["group", "reference"], sort=False).head(n).drop(columns="_far").reset_index(drop=True)


def _count_rules(
    corpus: Corpus, tally: Tally, contrasts: list[Contrast], measures: tuple[str, ...], options: KeynessSettings
) -> dict[tuple[str, str, bool], int]:
    """Words that pass each rule in at least one comparison, keyed by measure, rule and whether it is the default."""
    opposed = [oppose(corpus, tally, contrast, options) for contrast in contrasts]
    reportable = np.array([_reportable(counts, tally, options) for counts in opposed])
    least = np.array([np.minimum(*expect_counts(counts)) for counts in opposed])
    found: dict[tuple[str, str, bool], int] = {}
    for measure in measures:
        estimates = [
            estimate(measure, counts, prior=options.prior, confidence=options.confidence) for counts in opposed
        ]
        value, z, p_value = (
            np.array([getattr(part, name) for part in estimates]) for name in ("value", "z", "p_value")
        )
        if measure == "g2":
            strict = (value > G2_LINE) & (least >= LEAST_EXPECTED) & reportable
            found[measure, f"G2 > {G2_LINE} and expected >= {LEAST_EXPECTED:g}", True] = _count_words(strict)
            found[measure, f"G2 > {NAIVE_LINE}", False] = _count_words(value > NAIVE_LINE)
            continue
        tested = np.where([counts.n_group + counts.n_rest > 0 for counts in opposed], p_value, np.nan)
        discovered = p_value <= _discovery_line(tested, options.alpha)
        found[measure, f"q <= {options.alpha:g}", True] = _count_words(discovered & reportable)
        found[measure, f"|z| > {NAIVE_Z}", False] = _count_words(np.abs(z) > NAIVE_Z)
    return found


def _reportable(counts: Any, tally: Tally, options: KeynessSettings) -> np.ndarray:
    return (counts.n_group + counts.n_rest >= options.min_count) & (tally.n_texts >= options.min_texts)


def _count_words(passing: np.ndarray) -> int:
    return int(passing.any(axis=0).sum())


def _discovery_line(p_values: np.ndarray, alpha: float) -> float:
    """Largest p-value that Benjamini and Hochberg's procedure reports at `alpha`, or below every p-value."""
    ordered = np.sort(p_values[~np.isnan(p_values)])
    below = np.flatnonzero(ordered <= alpha * np.arange(1, len(ordered) + 1) / max(len(ordered), 1))
    return float(ordered[below[-1]]) if len(below) else -1.0


def _summarise(key: tuple[str, str, bool], observed: int, null: np.ndarray, options: KeynessSettings) -> dict:
    tail = (1 - options.confidence) / 2
    low, median, high = np.quantile(null, (tail, 0.5, 1 - tail))
    return {
        **dict(zip(("measure", "rule", "default"), key, strict=True)),
        "observed": observed,
        "null_median": median,
        "null_low": low,
        "null_high": high,
        "null_min": null.min(),
        "null_max": null.max(),
        "p_value": (1 + np.sum(null >= observed)) / (1 + len(null)),
        "n_shuffles": len(null),
    }
