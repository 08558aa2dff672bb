"""Plain counts of rows: words by zone, attributions by form, verb family or source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from workbench.inference.groups import ARTICLE, GROUP, group_articles, name_unit
from workbench.schema import ZONES, require_choice, require_columns


def count_zone_words(sentences: pd.DataFrame, *, by: str | Mapping[str, str] = "article_id") -> pd.DataFrame:
    """Count the words of each zone of each article, or of each group of articles.

    Needs the columns article_id, zone and n_words of the sentences table.

    Returns
    -------
    DataFrame
        One row per article and zone that occurs in it: article_id, zone, n_words, n_sentences; ordered by article,
        then by zone in the order of `workbench.schema.ZONES`. Articles without a sentence have no row. With `by` (a
        mapping from article_id to group): group and n_articles in place of article_id.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": "a", "zone": ["body", "headline", "body"], "n_words": [9, 4, 11]})
    >>> count_zone_words(sentences)[["zone", "n_words"]].values.tolist()
    [['headline', 4], ['body', 20]]
    """
    require_columns(sentences, ("article_id", "zone", "n_words"), name="sentences")
    grouping = group_articles(sentences, by)
    unit = grouping.column
    counts = grouping.label(sentences).groupby([unit, "zone"], as_index=False, observed=True)
    counts = counts.agg(n_words=("n_words", "sum"), n_sentences=("n_words", "size"))
    order = counts["zone"].map({zone: place for place, zone in enumerate(ZONES)}).astype("int64")
    counts = counts.assign(_order=order).sort_values([unit, "_order"], ignore_index=True).drop(columns="_order")
    return grouping.count_articles(counts)


def tally_attributions(
    attributions: pd.DataFrame,
    *,
    by: Sequence[str] = ("article_id", "form"),
    groups: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Count attributions and the words they carry, by the columns named.

    Needs article_id, attribution_id, n_words and the columns of `by`. The parts of an interrupted quotation are one
    attribution: it is counted once, under its first part, with the words of all its parts. A missing value is counted
    as "none found". Which attributions count is decided before, by `workbench.measures.sources.count_attributions`.

    Parameters
    ----------
    attributions : DataFrame
        One row per attributed statement or part of one.
    by : sequence of str
        Columns.
    groups : mapping, optional
        From article_id to group: "article_id" in `by` then stands for the group.

    Returns
    -------
    DataFrame
        One row per combination that occurs: the columns of `by`, n_attributions, n_words; sorted by the columns of `by`.
        With `groups`: the column group, and n_articles behind it, in place of article_id.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> rows = pd.DataFrame({"article_id": "a", "attribution_id": [0, 0, 1], "form": "direct", "n_words": [4, 5, 6]})
    >>> tally_attributions(rows).values.tolist()
    [['a', 'direct', 2, 15]]
    """
    by = list(by)
    require_columns(attributions, ["article_id", "attribution_id", "n_words", *by], name="attributions")
    names = list(dict.fromkeys(["article_id", "attribution_id", *by]))
    further = {name: (name, "first") for name in names[2:]}
    whole = attributions.groupby(["article_id", "attribution_id"], as_index=False).agg(
        **further, n_words=("n_words", "sum")
    )
    whole = whole.assign(**{name: whole[name].fillna("none found") for name in by if name != ARTICLE})
    grouping = group_articles(attributions, ARTICLE if groups is None else groups)
    if grouping.is_pooled:
        whole = whole.assign(**{GROUP: grouping.assign(whole)}).dropna(subset=[GROUP])
        by = [GROUP if name == ARTICLE else name for name in by]
    tally = whole.groupby(by, as_index=False, dropna=False).agg(
        n_attributions=("attribution_id", "size"), n_words=("n_words", "sum")
    )
    return grouping.count_articles(tally) if GROUP in by and grouping.is_pooled else tally


def pivot_sources(
    sources: pd.DataFrame, *, value: str = "n_words", by: str | Mapping[str, str] = "article_id"
) -> pd.DataFrame:
    """Lay the sources of all articles side by side: a row per source, a column per article or group.

    Needs article_id, source_name, resolved and the column named by `value`, as
    `workbench.measures.sources.list_sources` makes them. A source that could not be traced
    ("he") stands apart from those that could. Articles that say "officials" share a row and may mean different people.

    Parameters
    ----------
    sources : DataFrame
        One row per article and source, or per group and source: then n_articles counts groups.
    value : str
        "n_words" or "n_attributions".
    by : str or mapping
        "article_id", or a mapping from article_id to group: one column per group; n_articles still counts articles.

    Returns
    -------
    DataFrame
        One row per source: source_name, resolved, n_articles (in how many it speaks), total, then one column per
        article, 0 where the source is given nothing there. Sources of most articles first, then by total and name.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For another `value`.

    Examples
    --------
    >>> rows = [("a", "Jo", True, 9), ("b", "Jo", True, 4), ("b", "Al", True, 30)]
    >>> sources = pd.DataFrame(rows, columns=["article_id", "source_name", "resolved", "n_words"])
    >>> pivot_sources(sources).values.tolist()
    [['Jo', True, 2, 13, 9, 4], ['Al', True, 1, 30, 0, 30]]
    """
    require_choice(value, ("n_words", "n_attributions"), name="value")
    unit = name_unit(sources)
    require_columns(sources, (unit, "source_name", "resolved", value), name="sources")
    keys = ["source_name", "resolved"]
    units = sources["group"] if unit == "group" else group_articles(sources, by).assign(sources)
    sources = sources.assign(_unit=units).dropna(subset=["_unit"])
    wide = sources.pivot_table(index=keys, columns="_unit", values=value, aggfunc="sum").astype("Int64")
    wide.columns.name = None
    found = sources.groupby(keys)[unit].nunique().reindex(wide.index).astype("int64")
    wide = wide.fillna(0).astype("int64")
    sums = {"n_articles": found, "total": wide.sum(axis=1).astype("int64")}
    table = pd.concat([pd.DataFrame(sums, index=wide.index), wide], axis=1).reset_index()
    order = ["n_articles", "total", *keys]
    return table.sort_values(order, ascending=[False, False, True, True], ignore_index=True, kind="stable")
