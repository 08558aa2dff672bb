"""Which words set one text apart from the rest, with the band that shuffled sentences give."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import format_interval, join_caption, list_parts
from workbench.plots.style import (
    OKABE_ITO,
    add_legend,
    house_style,
    label_rows,
    say_nothing_to_draw,
    shorten,
    start_axes,
)
from workbench.schema import TABLES, require_at_least, require_columns

NEEDED = tuple(TABLES["keyness"])
BAND = "#C9C9C9"


def choose_keyness(
    keyness: pd.DataFrame, *, group: str | None = None, measure: str | None = None, top: int = 15
) -> pd.DataFrame:
    """Return the `top` words that stand out most in one group by one measure, largest value first.

    Needs the keyness table; words are ranked by the size of z where it is there, else of the value. Without a group or a measure the first of the table is taken.

    Returns
    -------
    DataFrame
        Columns as given; rows by falling value, then by term.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For a group or a measure that the table does not hold, or a `top` below 1.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1.0) | {"group": "a", "measure": "g2"}
    >>> table = pd.DataFrame([row | {"term": "x", "value": 1.0}, row | {"term": "y", "value": -3.0}])
    >>> choose_keyness(table, top=1).term.tolist()
    ['y']
    """
    require_columns(keyness, NEEDED, name="keyness")
    require_at_least(top, 1, name="top")
    rows = keyness
    for name, value in (("group", group), ("measure", measure)):
        rows = _keep(rows, name, value)
    rows = rows.dropna(subset=["value"])
    strength = "z" if "z" in rows else "value"
    order = rows[strength].abs().sort_values(ascending=False, kind="stable").index[:top]
    return rows.loc[order].sort_values(["value", "term"], ascending=[False, True], ignore_index=True)


def _keep(rows: pd.DataFrame, name: str, value: str | None) -> pd.DataFrame:
    if rows.empty:
        return rows
    known = list(dict.fromkeys(rows[name]))
    if value is not None and value not in known:
        raise ValueError(f"{name} is {value!r}; the keyness table holds {', '.join(known)}. Choose one of these.")
    return rows[rows[name] == (known[0] if value is None else value)]


def plot_keyness(
    keyness: pd.DataFrame,
    *,
    group: str | None = None,
    measure: str | None = None,
    top: int = 15,
    ax: Axes | None = None,
) -> Axes:
    """Draw the words of one group by one keyness measure: dot, interval, and the grey band of the shuffle null.

    Needs the keyness table. A dot inside the grey band is what dealing the same sentences at random gives.

    Returns
    -------
    Axes
        Counts in the group and in the rest stand in each label.

    Raises
    ------
    KeyError, ValueError
        As `choose_keyness`.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1.0) | {"group": "a", "measure": "log_ratio", "term": "x", "n_group": 3, "n_rest": 0}
    >>> plot_keyness(pd.DataFrame([row])).get_xlabel()
    'log ratio, line = interval, grey = shuffled sentences'
    """
    rows = choose_keyness(keyness, group=group, measure=measure, top=top)
    with house_style():
        ax = start_axes(ax, n_rows=len(rows))
        if rows.empty:
            return say_nothing_to_draw(ax, "No word to compare: this needs two texts or more.")
        _draw_rows(ax, rows)
        label_rows(ax, [f"{shorten(row.term, limit=22)} ({row.n_group} : {row.n_rest})" for row in rows.itertuples()])
        name = str(rows["measure"].iloc[0]).replace("_", " ")
        sizes = f"n = {rows['words_group'].iloc[0]:,.0f} : {rows['words_rest'].iloc[0]:,.0f} words"
        ax.set_title(f"{shorten(rows['group'].iloc[0])} against the rest\n{sizes}")
        ax.set_xlabel(f"{name}, line = interval, grey = shuffled sentences")
        ax.axvline(0, color="#333333", linewidth=0.8)
        add_legend(ax)
    return ax


def _draw_rows(ax: Axes, rows: pd.DataFrame) -> None:
    y = range(len(rows))
    banded = rows["null_low"].notna()
    if banded.any():
        places = [place for place, has in zip(y, banded, strict=True) if has]
        widths = (rows["null_high"] - rows["null_low"])[banded]
        ax.barh(places, widths, left=rows["null_low"][banded], color=BAND, height=0.7, label="shuffle null", zorder=0)
    ax.hlines(y, rows["low"], rows["high"], colors=OKABE_ITO["blue"], lw=1.4)
    inside = (rows["value"] >= rows["null_low"]) & (rows["value"] <= rows["null_high"])
    for chosen, marker, face, label in (
        (~inside, "o", OKABE_ITO["blue"], "outside the band"),
        (inside, "D", "white", "inside the band"),
    ):
        places = [place for place, has in zip(y, chosen, strict=True) if has]
        if places:
            colour = OKABE_ITO["blue"]
            ax.plot(rows["value"][chosen], places, marker, mfc=face, mec=colour, ls="none", label=label)


def caption_keyness(
    keyness: pd.DataFrame, *, group: str | None = None, measure: str | None = None, top: int = 15
) -> str:
    """Return the caption of `plot_keyness`, made from the same table.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1.0) | {"group": "a", "measure": "log_ratio", "words_group": 60, "words_rest": 95}
    >>> caption_keyness(pd.DataFrame([row | {"term": "x"}]))
    'Log ratio · 1 word, counts in brackets (a : rest) · n = 60 : 95 words · these texts only'
    """
    rows = choose_keyness(keyness, group=group, measure=measure, top=top)
    if rows.empty:
        return join_caption("Keyness", "no rows")
    first = rows.iloc[0]
    name = str(first["measure"]).replace("_", " ")
    counts = f"{len(rows)} word{'' if len(rows) == 1 else 's'}, counts in brackets ({first['group']} : rest)"
    size = f"n = {first['words_group']:,.0f} : {first['words_rest']:,.0f} words"
    return join_caption(name[:1].upper() + name[1:], counts, size)


def alt_keyness(keyness: pd.DataFrame, *, group: str | None = None, measure: str | None = None, top: int = 15) -> str:
    """Return the figure of `plot_keyness` in words.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1.0) | {"group": "a", "measure": "log_ratio", "term": "x", "n_group": 3, "n_rest": 0}
    >>> alt_keyness(pd.DataFrame([row]))
    'Dot plot, log ratio of words in a against the rest. x: 1.00 [1.00, 1.00], 3 : 0, inside the shuffle band.'
    """
    rows = choose_keyness(keyness, group=group, measure=measure, top=top)
    if rows.empty:
        return "Empty figure: there is no word to compare; this needs two texts or more."
    parts = (
        f"{row.term}: {format_interval(row.value, row.low, row.high)}, {row.n_group} : {row.n_rest}{_place(row)}"
        for row in rows.itertuples()
    )
    name = str(rows["measure"].iloc[0]).replace("_", " ")
    return f"Dot plot, {name} of words in {rows['group'].iloc[0]} against the rest. {list_parts(parts, limit=top)}"


def _place(row: tuple) -> str:
    if pd.isna(row.null_low):
        return ""
    return f", {'inside' if row.null_low <= row.value <= row.null_high else 'outside'} the shuffle band"
