"""Which words stand near a word, by one measure of association, with the bare counts."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import count_of, format_number, join_caption, list_parts
from workbench.plots.style import EDGE, OKABE_ITO, house_style, label_rows, say_nothing_to_draw, shorten, start_axes
from workbench.schema import require_at_least, require_choice, require_columns

MEASURES = ("log_dice", "mi", "log_likelihood", "t_score", "delta_p_forward", "delta_p_backward")
NEEDED = ("term", "n_together", "n_term", "n_node", "n_words", "expected", *MEASURES)
NO_WORD = "No word stands near it often enough."


def choose_collocates(
    collocates: pd.DataFrame, *, measure: str = "log_dice", least: int = 1, top: int = 15
) -> pd.DataFrame:
    """Return the `top` words near the query by one measure, of those met `least` times or more, strongest first.

    Needs the table of `find_collocates`.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an unknown measure, or a number below 1.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 2.0)
    >>> table = pd.DataFrame([row | {"term": "x", "n_together": 1}, row | {"term": "y", "n_together": 3}])
    >>> choose_collocates(table, least=2).term.tolist()
    ['y']
    """
    require_columns(collocates, NEEDED, name="collocates")
    require_choice(measure, MEASURES, name="measure")
    for name, value in (("least", least), ("top", top)):
        require_at_least(value, 1, name=name)
    rows = collocates[collocates["n_together"] >= least].dropna(subset=[measure])
    order = [measure, "n_together", "term"]
    return rows.sort_values(order, ascending=[False, False, True], kind="stable", ignore_index=True).head(top)


def plot_collocates(
    collocates: pd.DataFrame, *, measure: str = "log_dice", least: int = 1, top: int = 15, ax: Axes | None = None
) -> Axes:
    """Draw the words near the query as bars of one measure, counted and expected places in each label.

    Needs the table of `find_collocates`.

    Returns
    -------
    Axes
        The strongest word on top.

    Raises
    ------
    KeyError, ValueError
        As `choose_collocates`.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 2.0) | {"term": "x", "n_together": 3}
    >>> plot_collocates(pd.DataFrame([row])).get_yticklabels()[0].get_text()
    'x (3, by chance 2.0)'
    """
    rows = choose_collocates(collocates, measure=measure, least=least, top=top)
    with house_style():
        ax = start_axes(ax, n_rows=len(rows))
        if rows.empty:
            return say_nothing_to_draw(ax, NO_WORD)
        for place, value in enumerate(rows[measure]):
            colour, hatch = (OKABE_ITO["vermillion"], "///") if value < 0 else (OKABE_ITO["sky"], "")
            ax.barh(place, value, color=colour, hatch=hatch, edgecolor=EDGE, height=0.65)
        label_rows(ax, [_label(row) for row in rows.itertuples()])
        ax.axvline(0, color=EDGE, linewidth=0.8)
        ax.set_title(f"Words near it (n = {rows['n_node'].iloc[0]:,.0f} places)")
        ax.set_xlabel(f"{measure.replace('_', ' ')} (in brackets: times together, times by chance)")
    return ax


def _label(row: object) -> str:
    return f"{shorten(row.term, limit=22)} ({row.n_together:.0f}, by chance {format_number(float(row.expected), digits=1)})"


def caption_collocates(collocates: pd.DataFrame, *, measure: str = "log_dice", least: int = 1, top: int = 15) -> str:
    """Return the caption of `plot_collocates`, made from the same table.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 2.0) | {"term": "x", "n_together": 3}
    >>> caption_collocates(pd.DataFrame([row]))
    'Words near it by log dice · 1 word type, met 1 time or more · n = 2 places in 2 words · these texts only'
    """
    rows = choose_collocates(collocates, measure=measure, least=least, top=top)
    if rows.empty:
        return join_caption("Words near it", count_of(0, "word"))
    first = rows.iloc[0]
    types = f"{len(rows)} word type{'' if len(rows) == 1 else 's'}, met {least} time{'' if least == 1 else 's'} or more"
    size = f"n = {first['n_node']:,.0f} places in {first['n_words']:,.0f} words"
    return join_caption(f"Words near it by {measure.replace('_', ' ')}", types, size)


def alt_collocates(collocates: pd.DataFrame, *, measure: str = "log_dice", least: int = 1, top: int = 15) -> str:
    """Return the figure of `plot_collocates` in words.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 2.0) | {"term": "x", "n_together": 3}
    >>> alt_collocates(pd.DataFrame([row]))
    'Bars of words near the word asked for, log dice. x: 2.00, 3 times, 2.0 by chance.'
    """
    rows = choose_collocates(collocates, measure=measure, least=least, top=top)
    if rows.empty:
        return f"Empty figure: {NO_WORD}"
    parts = (
        f"{row.term}: {format_number(float(getattr(row, measure)))}, {row.n_together:.0f} times, "
        f"{format_number(float(row.expected), digits=1)} by chance"
        for row in rows.itertuples()
    )
    return f"Bars of words near the word asked for, {measure.replace('_', ' ')}. {list_parts(parts, limit=top)}"
