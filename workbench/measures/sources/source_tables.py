"""The sources of an article and how much each is given: which attributions count, and the tables of them and of sources."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from workbench.inference.groups import ARTICLE, GROUP, group_articles, name_unit
from workbench.schema import LEVELS, make_table, require_choice, require_columns
from workbench.tokens.selection import DEFAULT_ZONES, assign_groups, check_zones
from workbench.tokens.sentences import add_sentences

NEVER_COUNTED = ("pullquote",)
_NEEDED = ("article_id", "attribution_id", "part", "form", "level", "zone", "source_text", "source_name", "n_words")
PROPERTIES = ("form", "cue_family", "source", "source_kind", "naming")
NONE_FOUND = "none found"
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


def gather_statements(
    attributions: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    zones: Iterable[str] = DEFAULT_ZONES,
    by: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return the attributions that count, each with the sentences in which its source, cue and content stand.

    Needs the attributions table; article_id and text of the articles; article_id, start and end of the sentences.

    Returns
    -------
    DataFrame
        One row per attribution of the zones, as `count_attributions` keeps them; further columns: pieces (start and end
        of each piece of content), sentence_start, sentence_end, sentence and, with `by`, group. A form, family, source,
        kind or naming that is missing is "none found".

    Raises
    ------
    KeyError, ValueError
        As `count_attributions` and `add_sentences`.

    Examples
    --------
    >>> empty = pd.DataFrame({"article_id": [], "text": [], "start": [], "end": []})
    >>> len(gather_statements(make_table([], "attributions"), articles=empty, sentences=empty))
    0
    """
    counted = count_attributions(attributions, zones=zones)
    keys = ["article_id", "attribution_id"]
    pieces: dict[tuple, list] = {}
    for row in attributions.itertuples():
        pieces.setdefault((row.article_id, row.attribution_id), []).append((int(row.start), int(row.end)))
    counted["pieces"] = [tuple(pieces[tuple(key)]) for key in counted[keys].itertuples(index=False)]
    bounds = [_reach(row) for row in counted.to_dict("records")]
    reach = pd.DataFrame(bounds, columns=["start", "end"], index=counted.index, dtype="int64")
    placed = add_sentences(counted.assign(**reach), articles=articles, sentences=sentences)
    named = placed[list(PROPERTIES)].astype("object").fillna(NONE_FOUND)
    placed = placed.assign(start=counted["start"], end=counted["end"], **named)
    return placed if by is None else placed.assign(group=placed["article_id"].map(by))


def _reach(row: Mapping) -> tuple[int, int]:
    """From the first to the last character of source, cue and content."""
    pairs = [*row["pieces"], (row["cue_start"], row["cue_end"]), (row["source_start"], row["source_end"])]
    known = [(int(start), int(end)) for start, end in pairs if pd.notna(start) and pd.notna(end)]
    return min(start for start, _ in known), max(end for _, end in known)


def tally_attributions(
    attributions: pd.DataFrame,
    *,
    by: Sequence[str] = ("article_id", "form"),
    groups: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Count attributions and the words they carry, by the columns named.

    Needs article_id, attribution_id, n_words and the columns of `by`. The parts of an interrupted quotation are one
    attribution: it is counted once, under its first part, with the words of all its parts. A missing value is counted
    as "none found". Which attributions count is decided before, by `count_attributions`.

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
        One row per combination that occurs: the columns of `by`, n_attributions, n_words; sorted by the columns of
        `by`. With `groups`: the column group, and n_articles behind it, in place of article_id.

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
    whole = whole.assign(**{name: whole[name].fillna(NONE_FOUND) for name in by if name != ARTICLE})
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

    Needs article_id, source_name, resolved and the column named by `value`, as `list_sources` makes them. A source that
    could not be traced ("he") stands apart from those that could. Articles that say "officials" share a row and may
    mean different people.

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
