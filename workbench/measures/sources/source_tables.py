"""The sources of an article and how much each is given: which attributions count, and the list of sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from workbench.schema import LEVELS, make_table, require_choice, require_columns
from workbench.tokens.selection import DEFAULT_ZONES, check_zones
from workbench.tokens.words import assign_groups

NEVER_COUNTED = ("pullquote",)
_NEEDED = ("article_id", "attribution_id", "part", "form", "level", "zone", "source_text", "source_name", "n_words")
_FIRST = ("source_kind", "naming", "side", "descriptor")


def count_attributions(
    attributions: pd.DataFrame, *, level: str = "core", zones: Iterable[str] = DEFAULT_ZONES
) -> pd.DataFrame:
    """Return the attributions that count: one row each, with the words of all its parts.

    A pull quote repeats a quotation of the body and is never counted. The first part of an interrupted content stands
    for the whole.

    Needs the columns article_id, attribution_id, part, form, level, zone, source_text, source_name and n_words.

    Parameters
    ----------
    attributions : DataFrame
        One row per part of an attribution.
    level : str
        "core" for speech only, "wide" for beliefs, intentions and decisions as well.
    zones : iterable of str
        The zones that are counted.

    Returns
    -------
    DataFrame
        One row per attribution, columns and order as given; n_words and n_quoted_words are sums over the parts. A
        column `source` holds the resolved name, or the words of an unresolved source; NaN where no source is given.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an unknown level or zone.

    Examples
    --------
    >>> row = {"article_id": "a", "attribution_id": 0, "form": "direct", "level": "core", "zone": "body"}
    >>> row |= {"source_text": "she", "source_name": "Mira Oslo"}
    >>> rows = pd.DataFrame([{**row, "part": 0, "n_words": 3}, {**row, "part": 1, "n_words": 4}])
    >>> count_attributions(rows)[["source", "n_words"]].values.tolist()
    [['Mira Oslo', 7]]
    """
    require_columns(attributions, _NEEDED, name="attributions")
    require_choice(level, LEVELS, name="level")
    keep = attributions["zone"].isin(check_zones(zones)) & ~attributions["form"].isin(NEVER_COUNTED)
    if level == "core":
        keep &= attributions["level"] == "core"
    kept = attributions[keep].sort_values(["article_id", "attribution_id", "part"], kind="stable")
    keys = ["article_id", "attribution_id"]
    summed = [column for column in ("n_words", "n_quoted_words") if column in kept]
    first = kept.drop_duplicates(keys).reset_index(drop=True)
    if len(first):
        first[summed] = kept.groupby(keys, sort=True)[summed].sum().to_numpy()
    return first.assign(source=first["source_name"].fillna(first["source_text"]))


def list_sources(
    attributions: pd.DataFrame,
    *,
    level: str = "core",
    zones: Iterable[str] = DEFAULT_ZONES,
    by: str | Mapping[str, str] = "article_id",
) -> pd.DataFrame:
    """Return the sources of each article, or of each group of articles, with what each is given.

    Needs the columns that `count_attributions` needs, and source_kind, naming, side, descriptor, n_quoted_words and
    position.

    Parameters
    ----------
    attributions, level, zones
        As for `count_attributions`.
    by : str or mapping
        "article_id", another column that is the same throughout an article, or a mapping from article_id to group.

    Returns
    -------
    DataFrame
        `sources`: one row per article and source. source_kind, naming, side and descriptor as at its first naming
        there; n_attributions; n_words and n_quoted_words of their contents; word_share, the share of all attributed
        words of the article, those without a source included; first_position, the place of the first one in the
        article's prose (0 to 1); resolved, whether a name was found for it. Sorted by article and first position.
        With `by`: group and n_articles (articles of the group with an attribution) stand for article_id, and all is
        pooled over the group; one source is what has one name.

    Raises
    ------
    KeyError, ValueError
        As `count_attributions`; for a column `by` that is not there, a mapping that knows none of the articles.

    Examples
    --------
    >>> row = {"article_id": "a", "attribution_id": 0, "part": 0, "form": "direct", "level": "core", "zone": "body"}
    >>> row |= {"start": 0, "end": 9, "source_name": "Mira Oslo", "n_words": 3, "n_quoted_words": 3, "position": 0.0}
    >>> rows = make_table([row, row | {"article_id": "b"}], "attributions")
    >>> list_sources(rows, by={"a": "Gull", "b": "Gull"})[["group", "n_articles", "source_name", "n_words"]].values.tolist()
    [['Gull', 2, 'Mira Oslo', 6]]
    """
    counted = count_attributions(attributions, level=level, zones=zones)
    counted = counted.assign(unit=assign_groups(counted, by))
    known = counted.dropna(subset=["source"])
    rows = known.groupby(["unit", "source"], sort=True).agg(
        **{column: (column, "first") for column in _FIRST},
        n_attributions=("attribution_id", "size"),
        n_words=("n_words", "sum"),
        n_quoted_words=("n_quoted_words", "sum"),
        first_position=("position", "min"),
        resolved=("source_name", lambda names: bool(names.notna().any())),
    )
    rows = rows.reset_index().rename(columns={"unit": "article_id", "source": "source_name"})
    total = rows["article_id"].map(counted.groupby("unit")["n_words"].sum()).astype("float64")
    rows["word_share"] = rows["n_words"] / total.where(total > 0)
    rows = make_table(rows.astype({"resolved": "bool"}), "sources")
    return name_groups(rows, attributions["article_id"], assign_groups(attributions, by), by=by)


def name_groups(
    table: pd.DataFrame, articles: pd.Series, groups: pd.Series, *, by: str | Mapping[str, str]
) -> pd.DataFrame:
    """Return a table whose article_id holds groups with the columns group and n_articles instead; by article, as it is.

    `articles` and `groups` say, row by row of any table, which article lies in which group.
    """
    if isinstance(by, str) and by == "article_id":
        return table
    sizes = articles.groupby(groups).nunique()
    df = table.rename(columns={"article_id": "group"})
    df.insert(1, "n_articles", df["group"].map(sizes).astype("int64"))
    return df
