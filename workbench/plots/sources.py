"""Who speaks: forms of attribution, families of reporting verbs, words given to each source."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import add_notes, count_of, join_caption, list_parts
from workbench.plots.stacks import aside, describe_counts, spread_counts, stack_bars
from workbench.plots.statements import NOBODY
from workbench.plots.style import (
    EDGE,
    MARKERS,
    add_legend,
    assign_marks,
    house_style,
    label_rows,
    say_nothing_to_draw,
    shorten,
    start_axes,
)
from workbench.schema import FORMS, require_columns
from workbench.validity import note_extraction


def plot_forms(forms: pd.DataFrame, *, scope: str = "", ax: Axes | None = None) -> Axes:
    """Draw one stacked bar per article: its attributions by form.

    Needs the columns article_id, form and n_attributions, as `tally_attributions` makes them; `scope` says which
    attributions were counted.

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
    wide = spread_counts(forms, "article_id", "form")
    with house_style():
        ax = start_axes(ax, n_rows=len(wide))
        if wide.empty:
            return say_nothing_to_draw(ax, NOBODY)
        stack_bars(ax, wide[[form for form in FORMS if form in wide]])
        ax.set(xlabel=f"attributions{aside(scope)}", title="How speech is given: attributions by form")
    return ax


def plot_families(families: pd.DataFrame, *, scope: str = "", ax: Axes | None = None) -> Axes:
    """Draw one stacked bar per article: its attributions by family of the reporting word.

    Needs the columns article_id, cue_family and n_attributions; `scope` says which attributions were counted.

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
    >>> table = pd.DataFrame({"article_id": ["a"], "cue_family": ["neutral"], "n_attributions": [3]})
    >>> plot_families(table).get_title(loc="left")
    'Which words carry the speech: families of cues'
    """
    wide = spread_counts(families, "article_id", "cue_family")
    with house_style():
        ax = start_axes(ax, n_rows=len(wide))
        if wide.empty:
            return say_nothing_to_draw(ax, NOBODY)
        stack_bars(ax, wide)
        ax.set(xlabel=f"attributions{aside(scope)}", title="Which words carry the speech: families of cues")
    return ax


def plot_source_words(sources: pd.DataFrame, *, top: int = 15, ax: Axes | None = None) -> Axes:
    """Draw the words given to each source, one row per source, the article named by marker and colour.

    Needs the columns article_id, source_name, n_words, n_quoted_words and n_attributions of the sources table.

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
    rows = choose_sources(sources, top=top)
    with house_style():
        ax = start_axes(ax, n_rows=len(rows))
        if rows.empty:
            return say_nothing_to_draw(ax, NOBODY)
        marks = assign_marks(dict.fromkeys(sources["article_id"]))
        for article in dict.fromkeys(rows["article_id"]):
            _draw_sources(ax, rows, article=article, colour=marks[article].colour, marker=marks[article].marker)
        ax.plot(
            rows["n_quoted_words"],
            range(len(rows)),
            "|",
            color="black",
            ms=12,
            mew=2,
            label="of these inside quotation marks",
        )
        label_rows(ax, [f"{shorten(row.source_name)} (n = {row.n_attributions})" for row in rows.itertuples()])
        ax.set(xlabel="words", title="Words given to each source (n = attributions)")
        ax.set_xlim(left=-0.5)
        add_legend(ax)
    return ax


def choose_sources(sources: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """Return the `top` rows with most words; of equals the first by article and name.

    Examples
    --------
    >>> row = {"article_id": "a", "source_name": "Jo", "n_words": 9, "n_quoted_words": 4, "n_attributions": 1}
    >>> choose_sources(pd.DataFrame([row, row | {"source_name": "Al", "n_words": 10}]), top=1).source_name.tolist()
    ['Al']
    """
    needed = ("article_id", "source_name", "n_words", "n_quoted_words", "n_attributions")
    require_columns(sources, needed, name="sources")
    order = ["n_words", "article_id", "source_name"]
    return sources.sort_values(order, ascending=[False, True, True], ignore_index=True).head(top)


def _draw_sources(ax: Axes, rows: pd.DataFrame, *, article: str, colour: str, marker: str) -> None:
    mine = rows[rows["article_id"] == article]
    ax.hlines(mine.index, 0, mine["n_words"], colors=colour, lw=2)
    marker = marker if marker in MARKERS else "o"
    ax.plot(mine["n_words"], mine.index, marker, color=colour, mec=EDGE, ls="none", label=shorten(article))


def caption_forms(forms: pd.DataFrame, *, scope: str = "") -> str:
    """Return the caption of `plot_forms`, made from the same table; it ends with how far the extraction goes.

    Examples
    --------
    >>> caption_forms(pd.DataFrame({"article_id": ["a"], "form": ["direct"], "n_attributions": [3]})).split(" · Found by")[0]
    'Attributions by form · n = 3 attributions · these texts only'
    """
    size = count_of(int(forms["n_attributions"].sum()), "attribution")
    return add_notes(join_caption("Attributions by form", size, scope), note_extraction())


def caption_families(families: pd.DataFrame, *, scope: str = "") -> str:
    """Return the caption of `plot_families`, made from the same table; it ends with how far the extraction goes.

    Examples
    --------
    >>> caption_families(pd.DataFrame({"article_id": ["a"], "cue_family": ["neutral"], "n_attributions": [1]})).split(" · Found by")[0]
    'Attributions by family of the cue · n = 1 attribution · these texts only'
    """
    size = count_of(int(families["n_attributions"].sum()), "attribution")
    return add_notes(join_caption("Attributions by family of the cue", size, scope), note_extraction())


def caption_source_words(sources: pd.DataFrame, *, top: int = 15) -> str:
    """Return the caption of `plot_source_words`, made from the same table; it ends with how far the extraction goes.

    Examples
    --------
    >>> row = {"article_id": "a", "source_name": "Jo", "n_words": 9, "n_quoted_words": 4, "n_attributions": 1}
    >>> caption_source_words(pd.DataFrame([row])).split(" · Found by")[0]
    'Words given to each source · 1 of 1 rows shown · n = 1 attribution · these texts only'
    """
    shown = f"{min(top, len(sources))} of {len(sources)} rows shown"
    size = count_of(int(sources["n_attributions"].sum()), "attribution")
    return add_notes(join_caption("Words given to each source", shown, size), note_extraction())


def alt_forms(forms: pd.DataFrame, *, scope: str = "") -> str:
    """Return the figure of `plot_forms` in words.

    Examples
    --------
    >>> alt_forms(pd.DataFrame({"article_id": ["a"], "form": ["direct"], "n_attributions": [3]}))
    'Stacked bars of attributions by form. a: direct 3.'
    """
    return f"Stacked bars of attributions by form{aside(scope)}. " + describe_counts(
        spread_counts(forms, "article_id", "form")
    )


def alt_families(families: pd.DataFrame, *, scope: str = "") -> str:
    """Return the figure of `plot_families` in words.

    Examples
    --------
    >>> alt_families(pd.DataFrame({"article_id": ["a"], "cue_family": ["neutral"], "n_attributions": [3]}))
    'Stacked bars of attributions by family of the cue. a: neutral 3.'
    """
    return f"Stacked bars of attributions by family of the cue{aside(scope)}. " + describe_counts(
        spread_counts(families, "article_id", "cue_family")
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
        f"{'source not found' if pd.isna(row.source_name) else row.source_name} in {row.article_id}: "
        f"{row.n_words} words, {row.n_quoted_words} of them quoted, n = {row.n_attributions}"
        for row in choose_sources(sources, top=top).itertuples()
    )
    return "Words given to each source. " + list_parts(parts, limit=top)
