"""What each text is made of: its words by zone, its attributions by form, family or source, the words of each source."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots import captions, shapes, style
from workbench.schema import FORMS, require_at_least, require_columns
from workbench.validity import note_extraction

NOBODY = "No attribution was found in these texts."
SOURCE_COLUMNS = ("article_id", "source_name", "n_words", "n_quoted_words", "n_attributions")
MOST_BARS = 15
SPELT = {
    "article_id": "text",
    "cue_family": "family of the cue",
    "source": "source",
    "source_kind": "kind of source",
    "naming": "naming of the source",
}


def plot_zones(zone_words: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw one stacked bar per text or group: its words by zone, colour and hatch naming the zone.

    Needs the columns article_id (or group), zone and n_words, as
    `workbench.measures.vocabulary.frequencies.count_zone_words` makes them.

    Returns
    -------
    Axes
        The number of words stands at the end of each bar.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a", "a"], "zone": ["headline", "body"], "n_words": [6, 60]})
    >>> plot_zones(table).get_xlabel()
    'words'
    """
    looks = {"title": "Words by zone", "xlabel": "words", "nothing": "No words to draw."}
    return shapes.draw_bars(ax, _spread_zones(zone_words), marks=style.ZONE_MARKS, **looks)


def _spread_zones(zone_words: pd.DataFrame) -> pd.DataFrame:
    require_columns(zone_words, style.with_unit(("article_id", "zone", "n_words"), zone_words), name="zone_words")
    return shapes.spread(
        zone_words, rows=style.unit_column(zone_words), parts="zone", count="n_words", order=style.ZONE_MARKS
    )


def caption_zones(zone_words: pd.DataFrame) -> str:
    """Return the caption of `plot_zones`, made from the same table.

    Examples
    --------
    >>> caption_zones(pd.DataFrame({"article_id": ["a"], "zone": ["body"], "n_words": [60]}))
    'Words by zone · n = 60 words in 1 text · all zones, all voices · these texts only'
    """
    n_units, what = len(style.list_units(zone_words)), style.name_units(zone_words)
    size = f"{captions.count_of(int(zone_words['n_words'].sum()), 'word')} in {captions.spell_count(n_units, what)}"
    shown = shapes.say_units_shown(n_units, what)
    return captions.join_caption(
        "Words by zone", shown, size, captions.name_groups(zone_words), "all zones, all voices"
    )


def alt_zones(zone_words: pd.DataFrame) -> str:
    """Return the figure of `plot_zones` in words.

    Examples
    --------
    >>> alt_zones(pd.DataFrame({"article_id": ["a", "a"], "zone": ["headline", "body"], "n_words": [6, 60]}))
    'Stacked bars of words by zone. a: body 60, headline 6.'
    """
    return "Stacked bars of words by zone. " + shapes.describe_counts(_spread_zones(zone_words))


def plot_forms(forms: pd.DataFrame, *, scope: str = "", ax: Axes | None = None) -> Axes:
    """Draw one stacked bar per text or group: its attributions by form.

    Needs the columns article_id (or group), form and n_attributions, as `tally_attributions` makes them; `scope` says
    which attributions were counted.

    Returns
    -------
    Axes
        The number of attributions stands at the end of each bar.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> plot_forms(pd.DataFrame({"article_id": ["a"], "form": ["direct"], "n_attributions": [3]})).get_xlabel()
    'attributions'
    """
    return _draw_by_unit(ax, forms, "form", title="How speech is given: attributions by form", scope=scope)


def plot_families(families: pd.DataFrame, *, scope: str = "", ax: Axes | None = None) -> Axes:
    """Draw one stacked bar per text or group: its attributions by family of the reporting word.

    Needs the columns article_id (or group), cue_family and n_attributions; `scope` says which attributions were
    counted.

    Returns
    -------
    Axes
        "none found" is grey and crossed; families beyond the seven most frequent are added up as "all others".

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a"], "cue_family": ["neutral"], "n_attributions": [3]})
    >>> plot_families(table).get_legend_handles_labels()[1]
    ['neutral']
    """
    return _draw_by_unit(
        ax, families, "cue_family", title="Which words carry the speech: families of cues", scope=scope
    )


def _draw_by_unit(ax: Axes | None, table: pd.DataFrame, parts: str, *, title: str, scope: str) -> Axes:
    wide = _spread_by_unit(table, parts)
    wide = wide if parts == "form" else shapes.pool_parts(wide)
    looks = {"title": title, "xlabel": f"attributions{_aside(scope)}", "nothing": NOBODY}
    return shapes.draw_bars(ax, wide, marks=style.mark_parts(wide.columns), **looks)


def _spread_by_unit(table: pd.DataFrame, parts: str) -> pd.DataFrame:
    order = FORMS if parts == "form" else ("neutral",)
    return shapes.spread(table, rows=style.unit_column(table), parts=parts, count="n_attributions", order=order)


def _aside(scope: str) -> str:
    return f" ({scope})" if scope else ""


def caption_forms(forms: pd.DataFrame, *, scope: str = "") -> str:
    """Return the caption of `plot_forms`, made from the same table; it ends with how far the extraction goes.

    Examples
    --------
    >>> caption_forms(pd.DataFrame({"article_id": ["a"], "form": ["direct"], "n_attributions": [3]})).split(" · Found by")[0]
    'Attributions by form · n = 3 attributions · these texts only'
    """
    return _caption_by_unit(forms, "Attributions by form", scope)


def caption_families(families: pd.DataFrame, *, scope: str = "") -> str:
    """Return the caption of `plot_families`, made from the same table; it ends with how far the extraction goes.

    Examples
    --------
    >>> caption_families(pd.DataFrame({"article_id": ["a"], "cue_family": ["neutral"], "n_attributions": [1]})).split(" · Found by")[0]
    'Attributions by family of the cue · n = 1 attribution · these texts only'
    """
    return _caption_by_unit(families, "Attributions by family of the cue", scope)


def _caption_by_unit(table: pd.DataFrame, name: str, scope: str) -> str:
    size = captions.count_of(int(table["n_attributions"].sum()), "attribution")
    shown = shapes.say_units_shown(len(style.list_units(table)), style.name_units(table))
    return captions.add_notes(
        captions.join_caption(name, shown, size, captions.name_groups(table), scope), note_extraction()
    )


def alt_forms(forms: pd.DataFrame, *, scope: str = "") -> str:
    """Return the figure of `plot_forms` in words.

    Examples
    --------
    >>> alt_forms(pd.DataFrame({"article_id": ["a"], "form": ["direct"], "n_attributions": [3]}))
    'Stacked bars of attributions by form. a: direct 3.'
    """
    return (
        f"Stacked bars of attributions by form{_aside(scope)}. {shapes.describe_counts(_spread_by_unit(forms, 'form'))}"
    )


def alt_families(families: pd.DataFrame, *, scope: str = "") -> str:
    """Return the figure of `plot_families` in words.

    Examples
    --------
    >>> alt_families(pd.DataFrame({"article_id": ["a"], "cue_family": ["neutral"], "n_attributions": [3]}))
    'Stacked bars of attributions by family of the cue. a: neutral 3.'
    """
    counts = shapes.describe_counts(_spread_by_unit(families, "cue_family"))
    return f"Stacked bars of attributions by family of the cue{_aside(scope)}. {counts}"


def plot_statements(
    table: pd.DataFrame,
    *,
    by: str = "form",
    parts: str = "article_id",
    scope: str = "",
    marks: Mapping[str, style.Mark] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw one stacked bar per value of `by`: its attributions by `parts`; more than eight texts as small multiples.

    Needs the columns named by `by` and `parts`, and n_attributions, as `tally_attributions` makes them.

    Parameters
    ----------
    table : DataFrame
        One row per combination of `by` and `parts`.
    by, parts : str
        The columns of the bars and of the parts of a bar; "article_id" is the group of a grouped table.
    scope : str
        Which attributions were counted.
    marks : mapping
        Mark by text or group, for the whole study.
    ax : Axes
        Where to draw; a new figure where not given.

    Returns
    -------
    Axes
        The bars with most attributions, at most 15, in falling order; the number stands at the end of each.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"form": ["direct"], "article_id": ["a"], "n_attributions": [3]})
    >>> plot_statements(table).get_yticklabels()[0].get_text()
    'direct'
    """
    wide = choose_bars(table, by=by, parts=parts)
    by_unit = parts in {"article_id", "group"}
    looks = {"title": _name_bars(table, by, parts), "xlabel": f"attributions{_aside(scope)}", "nothing": NOBODY}
    if by_unit and len(wide.columns) > style.MOST_COLOURS:
        return _draw_panels(ax, wide, title=f"{looks['title']}{_aside(scope)}")
    if by_unit:
        looks["marks"] = style.mark_units(style.list_units(table), marks)
        return shapes.draw_bars(ax, wide[[unit for unit in looks["marks"] if unit in wide]], **looks)
    wide = shapes.pool_parts(wide)
    return shapes.draw_bars(ax, wide, marks=style.mark_parts(wide.columns), **looks)


def _draw_panels(ax: Axes | None, wide: pd.DataFrame, *, title: str) -> Axes:
    units = list(wide.columns)[: style.MOST_ROWS]
    with style.house_style():
        ax, panels = shapes.start_facets(ax, list(wide.index), rows=units, title=title)
        for name, panel in panels.items():
            counts = wide.loc[name, units]
            panel.barh(range(len(units)), counts, color=style.SKY, edgecolor=style.EDGE, height=0.65)
            for row, count in enumerate(counts):
                near = {"xytext": (2, 0), "textcoords": "offset points", "va": "center", "fontsize": 7}
                panel.annotate(str(count) if count else "", (count, row), **near)
        shapes.align_facets(panels)
    return ax


def choose_bars(
    table: pd.DataFrame, *, by: str = "form", parts: str = "article_id", top: int = MOST_BARS
) -> pd.DataFrame:
    """Return the counts with `by` down and `parts` across: the `top` rows with most, of equals the first by name.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If `top` is below 1.

    Examples
    --------
    >>> table = pd.DataFrame({"form": ["noun", "direct"], "article_id": ["a", "a"], "n_attributions": [1, 3]})
    >>> choose_bars(table, top=1).index.tolist()
    ['direct']
    """
    require_at_least(top, 1, name="top")
    by, parts = style.with_unit((by, parts), table)
    require_columns(table, (by, parts, "n_attributions"), name="table")
    wide = shapes.spread(table, rows=by, parts=parts, count="n_attributions", order=("neutral",)).sort_index()
    shown = wide.loc[wide.sum(axis=1).sort_values(ascending=False, kind="stable").index[:top]]
    return shown.loc[:, shown.sum() > 0]


def _name_bars(table: pd.DataFrame, by: str, parts: str) -> str:
    by, parts = style.with_unit((by, parts), table)
    return f"Attributions by {_spell(by)}, parts by {_spell(parts)}"


def _spell(column: str) -> str:
    return SPELT.get(column, column.replace("_", " "))


def caption_statements(table: pd.DataFrame, *, by: str = "form", parts: str = "article_id", scope: str = "") -> str:
    """Return the caption of `plot_statements`, made from the same table; it ends with how far the extraction goes.

    Examples
    --------
    >>> table = pd.DataFrame({"form": ["direct"], "article_id": ["a"], "n_attributions": [3]})
    >>> caption_statements(table).split(" · ")[:3]
    ['Attributions by form, parts by text', '1 of 1 bars shown', 'n = 3 attributions']
    """
    n_bars = table[style.with_unit((by,), table)[0]].nunique()
    wide = choose_bars(table, by=by, parts=parts)
    panels = parts in {"article_id", "group"} and len(wide.columns) > style.MOST_COLOURS
    shown = f"{min(shapes.PANELS if panels else MOST_BARS, n_bars)} of {n_bars} {'panels' if panels else 'bars'} shown"
    units = shapes.say_units_shown(len(wide.columns), style.name_units(table)) if panels else ""
    size = captions.count_of(int(table["n_attributions"].sum()), "attribution")
    name = _name_bars(table, by, parts)
    return captions.add_notes(
        captions.join_caption(name, shown, units, size, captions.name_groups(table), scope), note_extraction()
    )


def alt_statements(table: pd.DataFrame, *, by: str = "form", parts: str = "article_id", scope: str = "") -> str:
    """Return the figure of `plot_statements` in words.

    Examples
    --------
    >>> table = pd.DataFrame({"form": ["direct"], "article_id": ["a"], "n_attributions": [3]})
    >>> alt_statements(table)
    'Stacked bars. Attributions by form, parts by text. direct: a 3.'
    """
    counts = shapes.describe_counts(choose_bars(table, by=by, parts=parts), limit=MOST_BARS)
    return f"Stacked bars. {_name_bars(table, by, parts)}{_aside(scope)}. {counts}"


def plot_source_words(
    sources: pd.DataFrame, *, top: int = 15, marks: Mapping[str, style.Mark] | None = None, ax: Axes | None = None
) -> Axes:
    """Draw the words given to each source, one row per source, the text or group named by marker and colour.

    Needs the columns article_id (or group), source_name, n_words, n_quoted_words and n_attributions of the sources
    table. Of more than eight texts each row names its own, and all have one colour.

    Returns
    -------
    Axes
        A filled mark stands at all words given, a short black line at the words inside quotation marks.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> row = {"article_id": "a", "source_name": "Jo", "n_words": 9, "n_quoted_words": 4, "n_attributions": 1}
    >>> plot_source_words(pd.DataFrame([row])).get_xlabel()
    'words'
    """
    rows, unit = choose_sources(sources, top=top), style.unit_column(sources)
    units = style.list_units(sources)
    with style.house_style():
        ax = style.start_axes(ax, n_rows=len(rows))
        if rows.empty:
            return style.say_nothing_to_draw(ax, NOBODY)
        many = len(units) > style.MOST_COLOURS
        for name, mark in style.mark_units(units, marks).items():
            mine = rows[rows[unit] == name]
            if len(mine):
                ax.hlines(mine.index, 0, mine["n_words"], colors=mark.colour, lw=2)
                label = None if many else name
                ax.plot(
                    mine["n_words"], mine.index, mark.marker, color=mark.colour, mec=style.EDGE, ls="none", label=label
                )
        quoted = {"color": "black", "ms": 12, "mew": 2, "label": "of these inside quotation marks"}
        ax.plot(rows["n_quoted_words"], range(len(rows)), "|", **quoted)
        style.label_rows(ax, _name_sources(rows, unit if many else None), width=36)
        ax.set_xlabel("words")
        style.write_title(ax, "Words given to each source (n = attributions)")
        ax.set_xlim(left=-0.5)
        style.add_legend(ax)
    return ax


def _name_sources(rows: pd.DataFrame, unit: str | None) -> list[str]:
    where = [""] * len(rows) if unit is None else [f", {style.squeeze(name, limit=28)}" for name in rows[unit]]
    return [
        f"{style.squeeze(row.source_name, limit=26)} (n = {row.n_attributions}){place}"
        for row, place in zip(rows.itertuples(), where, strict=True)
    ]


def choose_sources(sources: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """Return the `top` rows with most words; of equals the first by text and name.

    Examples
    --------
    >>> row = {"article_id": "a", "source_name": "Jo", "n_words": 9, "n_quoted_words": 4, "n_attributions": 1}
    >>> choose_sources(pd.DataFrame([row, row | {"source_name": "Al", "n_words": 10}]), top=1).source_name.tolist()
    ['Al']
    """
    require_columns(sources, style.with_unit(SOURCE_COLUMNS, sources), name="sources")
    order = ["n_words", style.unit_column(sources), "source_name"]
    return sources.sort_values(order, ascending=[False, True, True], ignore_index=True).head(top)


def caption_source_words(sources: pd.DataFrame, *, top: int = 15) -> str:
    """Return the caption of `plot_source_words`, made from the same table; it ends with how far the extraction goes.

    Examples
    --------
    >>> row = {"article_id": "a", "source_name": "Jo", "n_words": 9, "n_quoted_words": 4, "n_attributions": 1}
    >>> caption_source_words(pd.DataFrame([row])).split(" · Found by")[0]
    'Words given to each source · n = 1 attribution · these texts only'
    """
    shown = captions.say_shown(min(top, len(sources)), len(sources), "rows")
    size = captions.count_of(int(sources["n_attributions"].sum()), "attribution")
    return captions.add_notes(
        captions.join_caption("Words given to each source", shown, size, captions.name_groups(sources)),
        note_extraction(),
    )


def alt_source_words(sources: pd.DataFrame, *, top: int = 15) -> str:
    """Return the figure of `plot_source_words` in words.

    Examples
    --------
    >>> row = {"article_id": "a", "source_name": "Jo", "n_words": 9, "n_quoted_words": 4, "n_attributions": 1}
    >>> alt_source_words(pd.DataFrame([row]))
    'Words given to each source. Jo in a: 9 words, 4 of them quoted, n = 1.'
    """
    parts = (
        f"{'source not found' if pd.isna(row.source_name) else row.source_name} in {getattr(row, style.unit_column(sources))}: "
        f"{row.n_words} words, {row.n_quoted_words} of them quoted, n = {row.n_attributions}"
        for row in choose_sources(sources, top=top).itertuples()
    )
    return "Words given to each source. " + captions.list_parts(parts, limit=top)
