"""Which words set a group of texts apart, how many pass a line, and how many would in texts dealt at random."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd

from workbench.inference.permutation import adjust_p_values
from workbench.measures.keyness import contrasts
from workbench.measures.keyness.statistics import Counts, estimate, expect_counts
from workbench.schema import TABLES, make_table, require_at_least
from workbench.tokens.index import WordIndex

FURTHER = {
    "reference": "str",
    "n_articles": "int64",
    "expected": "float64",
    "z": "float64",
    "passes": "bool",
    "reason": "str",
    "null": "str",
}
OF_ARTICLES = {
    "articles_group": "int64",
    "articles_rest": "int64",
    "range_group": "int64",
    "range_rest": "int64",
    "least_p": "float64",
}
TOO_FEW = "too few articles to say"
TOO_FEW_DEALS = "too few deals to say: raise n_shuffles"
PASSING = {
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
    "null": "str",
}


def compare_terms(
    tokens: pd.DataFrame | WordIndex,
    *,
    by: str | Mapping[str, str] = "article_id",
    measures: Iterable[str] = contrasts.MEASURES,
    **settings: Any,
) -> pd.DataFrame:
    """Return the keyness of every word in every group, with counts, intervals, q-values and a shuffle null.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame or WordIndex
        One row per token; or what `workbench.tokens.index.index_words` made of it.
    by : str or mapping
        A column of `tokens` that is the same throughout an article, or a mapping from article_id to group.
    measures : iterable of str
        Of "log_odds" (the default ranker), "g2", "log_ratio", "percent_diff", "odds_ratio".
    **settings
        Fields of `KeynessSettings`: prior=500, reference="rest", unit="form", merge_variants=True, zones=("body",),
        voice="all", min_count=5, min_texts=2, alpha=0.05, confidence=0.95, n_shuffles=200, seed=0,
        pieces="paragraphs".

    Returns
    -------
    DataFrame
        One row per group, term and measure, for the terms that stand in the group or its reference: the columns of
        `schema.TABLES["keyness"]` (words_group and words_rest are the sizes; value in the measure's own unit; q_value
        by Benjamini and Hochberg over all rows of the measure; null_low and null_high the central band of the value
        when paragraphs are dealt at random), then reference, n_articles, expected (the smaller of the two), z (signed),
        passes, reason (why a term cannot pass), null (how it was made). Sorted by group, measure, term. Empty with
        fewer than two groups. Where a group has several articles, then also articles_group, articles_rest (how many
        articles the two have), range_group, range_rest (in how many of them the term stands), least_p (the least
        p-value that the dealing can reach).

    Raises
    ------
    KeyError, ValueError
        For missing columns, unknown measures or settings, or a grouping that cuts an article in two.

    Notes
    -----
    A term passes when it has `min_count` occurrences in `min_texts` articles and q <= alpha; for G2 instead, when
    G2 > 15.13 with both expected counts at least 1 (the line Rayson, Berridge & Francis 2004 give for low counts).
    With one article per group the null deals pieces of texts (`KeynessSettings.pieces`). Where a group has several, it deals whole articles, sizes kept
    (Mildenberger 2023, arXiv 2308.13383): p_value is then the two-sided share of deals whose z lies at least as far
    from 0, q_value is made of it, and a term of any measure passes by q <= alpha; where a term has least_p and still
    does not pass, the reason says "too few articles to say" (or too few deals, where they were sampled). Read range_group first: a word of one article is that article's.
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
    chosen, options = contrasts.check_measures(measures), contrasts.make_settings(settings)
    corpus = contrasts.read_corpus(tokens, by, options)
    compared = contrasts.list_contrasts(corpus, options)
    if not compared:
        return finish_table([])
    tally, null = contrasts.tally_groups(corpus, corpus.articles), contrasts.Null(corpus, options)
    found = [
        _describe(contrasts.oppose(corpus, tally, contrast, options), corpus, contrast, measure, options).assign(
            n_articles=tally.n_texts
        )
        for contrast in compared
        for measure in chosen
    ]
    pairs = [(contrast, measure) for contrast in compared for measure in chosen]
    found = [part.assign(null=null.phrase) for part in _set_against_null(found, null, pairs, options)]
    if corpus.deals_articles:
        found = [_count_articles(part, null, pair[0], options) for part, pair in zip(found, pairs, strict=True)]
    return finish_table(judge(pd.concat(found, ignore_index=True), options))


def count_passing(
    tokens: pd.DataFrame | WordIndex,
    *,
    by: str | Mapping[str, str] = "article_id",
    measures: Iterable[str] = contrasts.MEASURES,
    **settings: Any,
) -> pd.DataFrame:
    """Return how many words pass each line, and how many pass it when paragraphs (or articles) are dealt at random.

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
        themselves counted as one), n_shuffles, null (how it was made). Sorted by measure, the default rule first. Empty
        with fewer than two groups.

    Raises
    ------
    KeyError, ValueError
        As `compare_terms`.

    Notes
    -----
    Where `observed` lies inside the null band, dealing the same paragraphs at random gives as many words. Where a group
    has several articles, whole articles are dealt, as in `compare_terms`; the lines are those of single words still,
    while `compare_terms` goes by the deals.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": list("aabb"), "sentence_id": 0, "start": [0, 2] * 2, "end": [1, 3] * 2,
    ...     "text": list("xyxz"), "lower": list("xyxz"), "is_word": True, "zone": "body", "voice": "narrator"})
    >>> count_passing(tokens, measures="g2", n_shuffles=9)[["rule", "n_terms", "observed"]].values.tolist()
    [['G2 > 15.13 and expected >= 1', 3, 0], ['G2 > 3.84', 3, 0]]
    """
    chosen, options = contrasts.check_measures(measures), contrasts.make_settings(settings)
    require_at_least(options.n_shuffles, 1, name="n_shuffles")
    corpus = contrasts.read_corpus(tokens, by, options)
    compared = contrasts.list_contrasts(corpus, options)
    if not compared:
        return pd.DataFrame(columns=list(PASSING)).astype(PASSING)
    observed = _count_rules(corpus, contrasts.tally_groups(corpus, corpus.articles), compared, chosen, options)
    null = contrasts.Null(corpus, options, most_listed=options.n_shuffles)
    counts = pd.DataFrame(
        [_count_rules(corpus, null.tally(place), compared, chosen, options) for place in range(len(null))]
    )
    rows = [_summarise(key, count, counts[key].to_numpy(), options) for key, count in observed.items()]
    sizes = {"n_terms": len(corpus.terms), "n_tests": len(corpus.terms) * len(compared)}
    table = pd.DataFrame(rows).assign(**sizes, null=null.phrase)
    return table[list(PASSING)].astype(PASSING).sort_values("measure", kind="stable", ignore_index=True)


def judge(table: pd.DataFrame, options: contrasts.KeynessSettings) -> pd.DataFrame:
    """Add q_value, passes and the reason why a term cannot pass; drop terms that neither side holds."""
    table = table[table["n_group"] + table["n_rest"] > 0].reset_index(drop=True)
    deals_articles = "least_p" in table
    q_values = table.groupby("measure", sort=False)["p_value"].transform(lambda p: adjust_p_values(p.to_numpy()))
    is_g2 = (table["measure"] == "g2").to_numpy()
    reasons = [
        (table["n_group"] + table["n_rest"] < options.min_count, f"fewer than {options.min_count} occurrences"),
        (table["n_articles"] < options.min_texts, f"in fewer than {options.min_texts} articles"),
        (is_g2 & (table["expected"] < contrasts.LEAST_EXPECTED), "expected count below 1"),
        (table["value"].isna(), "undefined: the reference does not hold the term"),
    ]
    if deals_articles:
        stuck = ~(table["least_p"] <= options.alpha) | (
            (table["p_value"] <= table["least_p"] * (1 + 1e-9)) & (q_values > options.alpha)
        )
        reasons += [(stuck & table["is_sampled"], TOO_FEW_DEALS), (stuck, TOO_FEW)]
    reason = pd.Series(np.select([rule for rule, _ in reasons], [text for _, text in reasons], ""), dtype="str")
    line = np.where(is_g2 & (not deals_articles), table["value"] > contrasts.G2_LINE, q_values <= options.alpha)
    table = table.drop(columns="is_sampled", errors="ignore")
    return table.assign(q_value=q_values, passes=line & (reason == ""), reason=reason.where(reason != ""))


def finish_table(table: pd.DataFrame | list) -> pd.DataFrame:
    """Return the keyness table with its further columns, empty or not."""
    frame = pd.DataFrame(table) if len(table) else pd.DataFrame(columns=[*TABLES["keyness"], *FURTHER])
    dtypes = {name: dtype for name, dtype in (FURTHER | OF_ARTICLES).items() if name in frame}
    order = [*(name for name in frame.columns if name not in dtypes), *dtypes]
    return make_table(frame.astype(dtypes)[order], "keyness")


def _describe(
    counts: Counts,
    corpus: contrasts.Corpus,
    contrast: contrasts.Contrast,
    measure: str,
    options: contrasts.KeynessSettings,
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


def _set_against_null(
    found: list[pd.DataFrame],
    null: contrasts.Null,
    pairs: list[tuple[contrasts.Contrast, str]],
    options: contrasts.KeynessSettings,
) -> list[pd.DataFrame]:
    """Add the band of each value over the deals; where articles are dealt the p-value is their share beyond the z."""
    n_terms = len(null.corpus.terms)
    bands = np.full((len(pairs), 2, n_terms), np.nan)
    p_values = np.full((len(pairs), n_terms), np.nan)
    for part, piece, dealt in null.tally_parts() if len(null) else ():
        for place, (contrast, measure) in enumerate(pairs):
            opposed = contrasts.oppose(piece, dealt, contrast, options)
            drawn = estimate(measure, opposed, prior=options.prior, confidence=options.confidence)
            bands[place][:, part] = contrasts.band(drawn.value, options.confidence)
            if null.deals is not None:
                observed = found[place]["z"].to_numpy()[part]
                p_values[place, part] = null.deals.share_beyond(observed, drawn.z)
    found = [df.assign(null_low=low, null_high=high) for df, (low, high) in zip(found, bands, strict=True)]
    if not null.corpus.deals_articles:
        return found
    return [df.assign(p_value=p) for df, p in zip(found, p_values, strict=True)]


def _count_articles(
    df: pd.DataFrame, null: contrasts.Null, contrast: contrasts.Contrast, options: contrasts.KeynessSettings
) -> pd.DataFrame:
    """Add how many articles stand on each side, how many of them hold each term, and what the deals can reach."""
    held, sizes = contrasts.count_ranges(null.corpus), null.corpus.articles_of_groups
    group, reference = contrast
    if isinstance(options.reference, Mapping):
        rest, n_rest = np.zeros(held.shape[1]), 0
    elif options.reference == "rest":
        rest, n_rest = held.sum(axis=0) - held[group], int(sizes.sum() - sizes[group])
    else:
        other = list(null.corpus.group_names).index(reference)
        rest, n_rest = held[other], int(sizes[other])
    least, of_articles = np.nan, 0.0
    if null.deals is not None:
        least, of_articles = (
            null.deals.least_p(int(sizes[group]), n_rest, **kind) for kind in ({}, {"all_deals": True})
        )
    return df.assign(
        articles_group=sizes[group],
        articles_rest=n_rest,
        range_group=held[group],
        range_rest=rest,
        least_p=least,
        is_sampled=of_articles < least,
    )


def _count_rules(
    corpus: contrasts.Corpus,
    tally: contrasts.Tally,
    compared: list[contrasts.Contrast],
    measures: tuple[str, ...],
    options: contrasts.KeynessSettings,
) -> dict[tuple[str, str, bool], int]:
    """Words that pass each rule in at least one comparison, keyed by measure, rule and whether it is the default."""
    opposed = [contrasts.oppose(corpus, tally, contrast, options) for contrast in compared]
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
            strict = (value > contrasts.G2_LINE) & (least >= contrasts.LEAST_EXPECTED) & reportable
            found[measure, f"G2 > {contrasts.G2_LINE} and expected >= {contrasts.LEAST_EXPECTED:g}", True] = (
                _count_words(strict)
            )
            found[measure, f"G2 > {contrasts.NAIVE_LINE}", False] = _count_words(value > contrasts.NAIVE_LINE)
            continue
        tested = np.where([counts.n_group + counts.n_rest > 0 for counts in opposed], p_value, np.nan)
        discovered = p_value <= _discovery_line(tested, options.alpha)
        found[measure, f"q <= {options.alpha:g}", True] = _count_words(discovered & reportable)
        found[measure, f"|z| > {contrasts.NAIVE_Z}", False] = _count_words(np.abs(z) > contrasts.NAIVE_Z)
    return found


def _reportable(counts: Any, tally: contrasts.Tally, options: contrasts.KeynessSettings) -> np.ndarray:
    return (counts.n_group + counts.n_rest >= options.min_count) & (tally.n_texts >= options.min_texts)


def _count_words(passing: np.ndarray) -> int:
    return int(passing.any(axis=0).sum())


def _discovery_line(p_values: np.ndarray, alpha: float) -> float:
    """Largest p-value that Benjamini and Hochberg's procedure reports at `alpha`, or below every p-value."""
    ordered = np.sort(p_values[~np.isnan(p_values)])
    below = np.flatnonzero(ordered <= alpha * np.arange(1, len(ordered) + 1) / max(len(ordered), 1))
    return float(ordered[below[-1]]) if len(below) else -1.0


def _summarise(key: tuple[str, str, bool], observed: int, null: np.ndarray, options: contrasts.KeynessSettings) -> dict:
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
