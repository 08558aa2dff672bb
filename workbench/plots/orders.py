"""The order of each pair of texts under other choices, and their differences beside a shuffle."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import count_of, format_interval, format_number, join_caption, list_parts
from workbench.plots.grid import MAX_ROWS, say_shown
from workbench.plots.scores import spell_measure
from workbench.plots.style import (
    OKABE_ITO,
    add_legend,
    house_style,
    label_rows,
    say_nothing_to_draw,
    shorten,
    start_axes,
)
from workbench.schema import require_columns

ORDERS = ("a_id", "b_id", "n_above", "n_below", "n_tied", "n", "share", "order")
DIFFERENCES = ("a_id", "b_id", "measure", "difference", "low", "high", "null_low", "null_high", "n_a", "n_b")
SIGNS = {">": "above", "<": "below", "=": "level with"}
NO_PAIR = "There are no two texts to compare."
_GREY = "#D0D0D0"


def plot_orders(orders: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw, for each pair of texts, the share of universes or instruments in which its more frequent order holds.

    Needs the columns a_id, b_id, n_above, n_below, n_tied, n, share and order, as `share_universes` makes them.

    Returns
    -------
    Axes
        At 1 the order holds whatever is chosen; at 0.5 it is a toss-up.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> row = {"a_id": "a", "b_id": "b", "n_above": 5, "n_below": 1, "n_tied": 0, "n": 6, "share": 5 / 6, "order": ">"}
    >>> plot_orders(pd.DataFrame([row])).get_yticklabels()[0].get_text()
    'a above b'
    """
    require_columns(orders, ORDERS, name="orders")
    rows = orders.dropna(subset=["share"]).head(MAX_ROWS).reset_index(drop=True)
    with house_style():
        ax = start_axes(ax, n_rows=len(rows))
        if rows.empty:
            return say_nothing_to_draw(ax, NO_PAIR)
        ax.axvline(0.5, color="#555555", ls="--", lw=1)
        ax.hlines(rows.index, 0.5, rows["share"], colors=OKABE_ITO["blue"], lw=1.6)
        for always, marker, label in ((True, "s", "in every one"), (False, "o", "not in every one")):
            mine = rows[(rows["share"] == 1) == always]
            face = OKABE_ITO["blue"] if always else "white"
            if len(mine):
                ax.plot(
                    mine["share"], mine.index, marker, mfc=face, mec=OKABE_ITO["blue"], ms=8, ls="none", label=label
                )
        label_rows(ax, [_spell_order(row, limit=21) for row in rows.itertuples()])
        for place, row in enumerate(rows.itertuples()):
            text = f"{max(row.n_above, row.n_below)} of {row.n}"
            ax.text(1.02, place, text, transform=ax.get_yaxis_transform(), va="center", fontsize=8.5)
        ax.set(xlim=(0, 1.03), xlabel="share in which this order holds (n at the right)", title="Which order survives")
        add_legend(ax)
    return ax


def _spell_order(row: object, *, limit: int = 60) -> str:
    return f"{shorten(row.a_id, limit=limit)} {SIGNS[row.order]} {shorten(row.b_id, limit=limit)}"


def plot_differences(differences: pd.DataFrame, *, measure: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the difference of each pair of texts with its interval, over the grey band that shuffled sentences give.

    Needs the columns a_id, b_id, measure, difference, low, high, null_low, null_high, n_a and n_b, as
    `compare_readability` and `compare_sentiment` make them.

    Returns
    -------
    Axes
        Open mark: inside the band. The grey band is what random piles of the same sentences show.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For a measure that the table does not hold.

    Examples
    --------
    >>> row = dict.fromkeys(DIFFERENCES, 1.0) | {"a_id": "a", "b_id": "b", "measure": "lix", "n_a": 9, "n_b": 9}
    >>> plot_differences(pd.DataFrame([row])).get_title(loc="left")
    'Lix: first text minus second'
    """
    rows = choose_differences(differences, measure=measure).head(MAX_ROWS)
    with house_style():
        ax = start_axes(ax, n_rows=len(rows))
        if rows.empty:
            return say_nothing_to_draw(ax, NO_PAIR)
        y, blue = rows.index, OKABE_ITO["blue"]
        band = rows["null_high"] - rows["null_low"]
        ax.barh(y, band, left=rows["null_low"], height=0.7, color=_GREY, zorder=0, label="shuffled sentences")
        ax.hlines(y, rows["low"], rows["high"], colors=blue, lw=1.6)
        inside = _is_inside(rows)
        for chosen, marker, face, label in ((~inside, "o", blue, "outside the band"), (inside, "D", "white", "inside")):
            if chosen.any():
                ax.plot(rows["difference"][chosen], y[chosen], marker, mfc=face, mec=blue, ls="none", label=label)
        ax.axvline(0, color="#333333", lw=0.8)
        label_rows(ax, [f"{shorten(row.a_id, limit=21)} − {shorten(row.b_id, limit=21)}" for row in rows.itertuples()])
        for place, row in enumerate(rows.itertuples()):
            text = f"n = {row.n_a:.0f} and {row.n_b:.0f} sentences"
            ax.text(1.02, place, text, transform=ax.get_yaxis_transform(), va="center", fontsize=8)
        ax.set(title=f"{spell_measure(rows['measure'].iloc[0])}: first text minus second")
        ax.set_xlabel("difference, line = interval, grey = shuffled sentences")
        add_legend(ax)
    return ax


def choose_differences(differences: pd.DataFrame, *, measure: str | None = None) -> pd.DataFrame:
    """Return the rows of one measure, of the first where none is named.

    Examples
    --------
    >>> row = dict.fromkeys(DIFFERENCES, 1.0) | {"measure": "lix"}
    >>> len(choose_differences(pd.DataFrame([row, row | {"measure": "rix"}])))
    1
    """
    require_columns(differences, DIFFERENCES, name="differences")
    return differences if differences.empty else keep_rows(differences, "measure", measure).reset_index(drop=True)


def _is_inside(rows: pd.DataFrame) -> pd.Series:
    return (rows["difference"] >= rows["null_low"]) & (rows["difference"] <= rows["null_high"])


def caption_orders(orders: pd.DataFrame) -> str:
    """Return the caption of `plot_orders`, made from the same table.

    Examples
    --------
    >>> row = {"a_id": "a", "b_id": "b", "n_above": 5, "n_below": 1, "n_tied": 0, "n": 6, "share": 5 / 6, "order": ">"}
    >>> caption_orders(pd.DataFrame([row]))
    'Order of each pair of texts · 0 of 1 pairs keep it throughout · n = 1 pair, up to 6 ways of counting · these texts only'
    """
    known = orders.dropna(subset=["share"])
    shown = say_shown(min(len(known), MAX_ROWS), len(known), "pairs")
    kept = f"{int((known['share'] == 1).sum())} of {len(known)} pairs keep it throughout"
    most = int(known["n"].max()) if len(known) else 0
    size = f"{count_of(len(known), 'pair')}, up to {most} ways of counting"
    return join_caption("Order of each pair of texts", kept, shown, size)


def caption_differences(differences: pd.DataFrame, *, measure: str | None = None) -> str:
    """Return the caption of `plot_differences`, made from the same table.

    Examples
    --------
    >>> row = dict.fromkeys(DIFFERENCES, 1.0) | {"measure": "lix", "difference": 3.0}
    >>> caption_differences(pd.DataFrame([row]))
    'Lix, difference of two texts · 1 of 1 pairs outside the shuffle band · n = 1 pair · these texts only'
    """
    rows = choose_differences(differences, measure=measure)
    if rows.empty:
        return join_caption("Difference of two texts", count_of(0, "pair"))
    outside = f"{int((~_is_inside(rows)).sum())} of {len(rows)} pairs outside the shuffle band"
    shown = say_shown(min(len(rows), MAX_ROWS), len(rows), "pairs")
    name = f"{spell_measure(rows['measure'].iloc[0])}, difference of two texts"
    return join_caption(name, outside, shown, count_of(len(rows), "pair"))


def alt_orders(orders: pd.DataFrame) -> str:
    """Return the figure of `plot_orders` in words.

    Examples
    --------
    >>> row = {"a_id": "a", "b_id": "b", "n_above": 5, "n_below": 1, "n_tied": 0, "n": 6, "share": 5 / 6, "order": ">"}
    >>> alt_orders(pd.DataFrame([row]))
    'Which order survives. a above b in 5 of 6.'
    """
    known = orders.dropna(subset=["share"]).itertuples()
    parts = (f"{_spell_order(row)} in {max(row.n_above, row.n_below)} of {row.n}" for row in known)
    return "Which order survives. " + list_parts(parts, limit=MAX_ROWS)


def alt_differences(differences: pd.DataFrame, *, measure: str | None = None) -> str:
    """Return the figure of `plot_differences` in words.

    Examples
    --------
    >>> row = dict.fromkeys(DIFFERENCES, 1.0) | {"a_id": "a", "b_id": "b", "measure": "lix", "difference": 3.0}
    >>> alt_differences(pd.DataFrame([row]))
    'Differences, lix. a minus b: 3.00 [1.00, 1.00], outside the shuffle band [1.00, 1.00].'
    """
    rows = choose_differences(differences, measure=measure)
    if rows.empty:
        return "Empty figure: there are no two texts to compare."
    parts = (
        f"{row.a_id} minus {row.b_id}: {format_interval(row.difference, row.low, row.high)}, "
        f"{'inside' if inside else 'outside'} the shuffle band "
        f"[{format_number(float(row.null_low))}, {format_number(float(row.null_high))}]"
        for row, inside in zip(rows.itertuples(), _is_inside(rows), strict=True)
    )
    return f"Differences, {spell_measure(rows['measure'].iloc[0]).lower()}. {list_parts(parts, limit=MAX_ROWS)}"


def keep_rows(rows: pd.DataFrame, name: str, value: str | None) -> pd.DataFrame:
    """Return the rows whose column `name` is `value`, those of its first value where none is given.

    Raises
    ------
    ValueError
        Naming the values that the table holds.

    Examples
    --------
    >>> keep_rows(pd.DataFrame({"measure": ["lix", "rix"]}), "measure", None).measure.tolist()
    ['lix']
    """
    known = list(dict.fromkeys(rows[name]))
    if value is not None and value not in known:
        raise ValueError(f"{name} is {value!r}; the table holds {', '.join(known)}. Choose one of these.")
    return rows[rows[name] == (known[0] if value is None else value)]
