"""Which words set a group of texts apart, and how many would by chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from workbench.inference import adjust_p_values, deal_units
from workbench.measures.keyness.contrasts import Contrast, list_contrasts, oppose, read_corpus
from workbench.measures.keyness.settings import (
    G2_LINE,
    LEAST_EXPECTED,
    MEASURES,
    KeynessSettings,
    check_measures,
    make_settings,
)
from workbench.measures.keyness.shuffles import Corpus, band, shuffle_terms, tally_groups
from workbench.measures.keyness.statistics import Counts, estimate, expect_counts
from workbench.schema import TABLES, make_table

FURTHER = {
    "reference": "str",
    "n_articles": "int64",
    "expected": "float64",
    "z": "float64",
    "passes": "bool",
    "reason": "str",
}


def compare_terms(
    tokens: pd.DataFrame,
    *,
    by: str | Mapping[str, str] = "article_id",
    measures: Iterable[str] = MEASURES,
    **settings: Any,
) -> pd.DataFrame:
    """Return the keyness of every word in every group, with counts, intervals, q-values and a shuffle null.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame
        One row per token.
    by : str or mapping
        A column of `tokens` that is the same throughout an article, or a mapping from article_id to group.
    measures : iterable of str
        Of "log_odds" (the default ranker), "g2", "log_ratio", "percent_diff", "odds_ratio".
    **settings
        Fields of `KeynessSettings`: prior=500, reference="rest", unit="form", zones=("body",), voice="all",
        min_count=5, min_texts=2, alpha=0.05, confidence=0.95, n_shuffles=200, seed=0.

    Returns
    -------
    DataFrame
        One row per group, term and measure, for the terms that stand in the group or its reference: the columns of
        `schema.TABLES["keyness"]` (words_group and words_rest are the sizes; value in the measure's own unit; q_value
        by Benjamini and Hochberg over all rows of the measure; null_low and null_high the central band of the value
        when sentences are dealt at random), then reference, n_articles, expected (the smaller of the two), z (signed),
        passes, reason (why a term cannot pass). Sorted by group, measure, term. Empty with fewer than two groups.

    Raises
    ------
    KeyError, ValueError
        For missing columns, unknown measures or settings, or a grouping that cuts an article in two.

    Notes
    -----
    A term passes when it has `min_count` occurrences in `min_texts` articles and q <= alpha; for G2 instead, when
    G2 > 15.13 with both expected counts at least 1 (the line Rayson, Berridge & Francis 2004 give for low counts).
    The background of the log-odds prior is the compared texts themselves, which uses the data twice. One article
    per outlet says nothing about the outlet. Formulas: `workbench.measures.keyness.statistics`. Values of different
    corpora, priors or references must not be compared.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": list("aabb"), "sentence_id": 0, "start": [0, 2] * 2, "end": [1, 3] * 2,
    ...     "text": list("xyxz"), "lower": list("xyxz"), "is_word": True, "zone": "body", "voice": "narrator"})
    >>> table = compare_terms(tokens, measures=["log_ratio"], n_shuffles=0)
    >>> table.loc[table.group == "a", ["term", "n_group", "n_rest", "value"]].values.tolist()
    [['x', 1, 1, 0.0], ['y', 1, 0, 1.0], ['z', 0, 1, -1.0]]
    """
    chosen, options = check_measures(measures), make_settings(settings)
    corpus = read_corpus(tokens, by, options)
    contrasts = list_contrasts(corpus, options)
    if not contrasts:
        return finish_table([])
    tally = tally_groups(corpus, corpus.articles)
    bands = _null_bands(corpus, contrasts, chosen, options)
    frames = [
        _describe(oppose(corpus, tally, contrast, options), corpus, contrast, measure, options).assign(
            n_articles=tally.n_texts, null_low=bands[place, measure][0], null_high=bands[place, measure][1]
        )
        for place, contrast in enumerate(contrasts)
        for measure in chosen
    ]
    return finish_table(judge(pd.concat(frames, ignore_index=True), options))


def judge(table: pd.DataFrame, options: KeynessSettings) -> pd.DataFrame:
    """Add q_value, passes and the reason why a term cannot pass; drop terms that neither side holds."""
    table = table[table["n_group"] + table["n_rest"] > 0].reset_index(drop=True)
    q_values = table.groupby("measure", sort=False)["p_value"].transform(lambda p: adjust_p_values(p.to_numpy()))
    is_g2 = (table["measure"] == "g2").to_numpy()
    reasons = [
        (table["n_group"] + table["n_rest"] < options.min_count, f"fewer than {options.min_count} occurrences"),
        (table["n_articles"] < options.min_texts, f"in fewer than {options.min_texts} articles"),
        (is_g2 & (table["expected"] < LEAST_EXPECTED), "expected count below 1"),
        (table["value"].isna(), "undefined: the reference does not hold the term"),
    ]
    reason = pd.Series(np.select([rule for rule, _ in reasons], [text for _, text in reasons], ""), dtype="str")
    line = np.where(is_g2, table["value"] > G2_LINE, q_values <= options.alpha)
    return table.assign(q_value=q_values, passes=line & (reason == ""), reason=reason.where(reason != ""))


def finish_table(table: pd.DataFrame | list) -> pd.DataFrame:
    """Return the keyness table with its further columns, empty or not."""
    frame = pd.DataFrame(table) if len(table) else pd.DataFrame(columns=[*TABLES["keyness"], *FURTHER])
    return make_table(frame.astype(FURTHER), "keyness")


def _describe(
    counts: Counts, corpus: Corpus, contrast: Contrast, measure: str, options: KeynessSettings
) -> pd.DataFrame:
    found = estimate(measure, counts, prior=options.prior, confidence=options.confidence)
    columns = {
        "group": corpus.group_names[contrast.group],
        "reference": contrast.reference,
        "measure": measure,
        "term": corpus.terms,
        "n_group": counts.n_group,
        "n_rest": counts.n_rest,
        "words_group": counts.words_group[0],
        "words_rest": counts.words_rest[0],
        "expected": np.minimum(*expect_counts(counts)),
    }
    return pd.DataFrame({**columns, **found._asdict()})


def _null_bands(
    corpus: Corpus, contrasts: list[Contrast], measures: tuple[str, ...], options: KeynessSettings
) -> dict[tuple[int, str], np.ndarray]:
    """Lower and upper end of each term's value under the shuffles, by place of the contrast and measure."""
    keys = [(place, measure) for place in range(len(contrasts)) for measure in measures]
    bands = {key: np.full((2, len(corpus.terms)), np.nan) for key in keys}
    if not options.n_shuffles:
        return bands
    deals = deal_units(corpus.articles, n_deals=options.n_shuffles, seed=options.seed)
    for part, piece, dealt in shuffle_terms(corpus, deals):
        for place, measure in keys:
            opposed = oppose(piece, dealt, contrasts[place], options)
            found = estimate(measure, opposed, prior=options.prior, confidence=options.confidence)
            bands[place, measure][:, part] = band(found.value, options.confidence)
    return bands
