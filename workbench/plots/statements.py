"""Attributions counted any way: a bar per form, family, source, kind or naming, its parts the texts or the families."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import add_notes, count_of, join_caption
from workbench.plots.stacks import aside, describe_counts, spread_counts, stack_bars
from workbench.plots.style import house_style, say_nothing_to_draw, start_axes
from workbench.schema import require_at_least
from workbench.validity import note_extraction

NOBODY = "No attribution was found in these texts."
MOST_ROWS = 15
SPELT = {
    "article_id": "text",
    "cue_family": "family of the cue",
    "source": "source",
    "source_kind": "kind of source",
    "naming": "naming of the source",
}


def plot_statements(
    table: pd.DataFrame,
    *,
    by: str = "form",
    parts: str = "article_id",
    scope: str = "",
    ax: Axes | None = None,
) -> Axes:
    """Draw one stacked bar per value of `by`: its attributions by `parts`.

    Needs the columns named by `by` and `parts`, and n_attributions, as `tally_attributions` makes them.

    Parameters
    ----------
    table : DataFrame
        One row per combination of `by` and `parts`.
    by, parts : str
        The columns of the bars and of the parts of a bar.
    scope : str
        Which attributions were counted.
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
    >>> plot_statements(table).get_title(loc="left")
    'Attributions by form, parts by text'
    """
    wide = choose_bars(table, by=by, parts=parts)
    with house_style():
        ax = start_axes(ax, n_rows=len(wide))
        if wide.empty:
            return say_nothing_to_draw(ax, NOBODY)
        stack_bars(ax, wide)
        ax.set(xlabel=f"attributions{aside(scope)}", title=_name(by, parts))
    return ax


def choose_bars(
    table: pd.DataFrame, *, by: str = "form", parts: str = "article_id", top: int = MOST_ROWS
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
    wide = spread_counts(table, by, parts).sort_index()
    order = wide.sum(axis=1).sort_values(ascending=False, kind="stable").index
    shown = wide.loc[order[:top]]
    return shown.loc[:, shown.sum() > 0]


def _name(by: str, parts: str) -> str:
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
    n_bars = spread_counts(table, by, parts).shape[0]
    shown = f"{min(MOST_ROWS, n_bars)} of {n_bars} bars shown"
    size = count_of(int(table["n_attributions"].sum()), "attribution")
    return add_notes(join_caption(_name(by, parts), shown, size, scope), note_extraction())


def alt_statements(table: pd.DataFrame, *, by: str = "form", parts: str = "article_id", scope: str = "") -> str:
    """Return the figure of `plot_statements` in words.

    Examples
    --------
    >>> table = pd.DataFrame({"form": ["direct"], "article_id": ["a"], "n_attributions": [3]})
    >>> alt_statements(table)
    'Stacked bars. Attributions by form, parts by text. direct: a 3.'
    """
    wide = choose_bars(table, by=by, parts=parts)
    return f"Stacked bars. {_name(by, parts)}{aside(scope)}. {describe_counts(wide, limit=MOST_ROWS)}"
