"""How fragile a finding is: a score in every universe of choices, the orders that survive, differences beside a dealing."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots import captions, shapes, style
from workbench.plots.scores import spell_measure
from workbench.schema import require_columns

CURVE = ("universe", "article_id", "measure", "value")
ORDERS = ("a_id", "b_id", "n_above", "n_below", "n_tied", "n", "share", "order")
DIFFERENCES = ("a_id", "b_id", "measure", "difference", "low", "high", "null_low", "null_high", "n_a", "n_b")
SIGNS = {">": "above", "<": "below", "=": "level with"}
NOT_ONE = "No text is long enough for this score."
NO_PAIR = "There are no two texts to compare."
_REST = "#BBBBBB"


def choose_curve(
    curve: pd.DataFrame, *, article: str | None = None, measure: str | None = None
) -> tuple[pd.DataFrame, str | None]:
    """Return the rows of one measure, and the text or group that sorts them.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        Naming what the table holds.

    Examples
    --------
    >>> curve = pd.DataFrame({"universe": [0], "article_id": "a", "measure": "lix", "value": 41.0})
    >>> choose_curve(curve)[1]
    'a'
    """
    require_columns(curve, style.with_unit(CURVE, curve), name="curve")
    if curve.empty:
        return curve, None
    rows, unit = style.keep_rows(curve, "measure", measure), style.unit_column(curve)
    defined = rows.dropna(subset=["value"])
    chosen = style.keep_rows(rows if article is not None or defined.empty else defined, unit, article)
    return rows, str(chosen[unit].iloc[0])


def plot_universes(
    curve: pd.DataFrame,
    *,
    article: str | None = None,
    measure: str | None = None,
    marks: Mapping[str, style.Mark] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw a specification curve: the score in every universe of choices, sorted, over dots that name the choices.

    Needs the columns universe, article_id (or group), measure, value and choice_<name>, as `run_universes` makes them.

    Parameters
    ----------
    curve : DataFrame
        One row per universe and article; several measures may stand one after the other.
    article : str
        The text or group whose values sort the universes; the first of the table where not given.
    measure : str
        The measure to draw; the first of the table where not given.
    marks : mapping
        Mark by text or group, for the whole study. Of more than eight texts one has a colour, the others are grey.
    ax : Axes
        Where to draw; a new figure where not given.

    Returns
    -------
    Axes
        Of the curve; the dots stand in an inset below it. The dashed line marks the default universe.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an article or a measure that the table does not hold.

    Examples
    --------
    >>> curve = pd.DataFrame({"universe": [0, 1], "article_id": "a", "measure": "lix", "value": [41.0, 39.5],
    ...     "choice_zones": ["body", "all prose"]})
    >>> [float(x) for x in plot_universes(curve).get_lines()[0].get_ydata()]
    [39.5, 41.0]
    """
    rows, article = choose_curve(curve, article=article, measure=measure)
    order = _sort_universes(rows, article)
    with style.house_style():
        if not order:
            return style.say_nothing_to_draw(style.start_axes(ax, n_rows=1), NOT_ONE)
        options = _list_options(rows, order)
        ax = style.start_axes(ax, n_rows=1, height=4.2 + 0.2 * len(options))
        _draw_curves(ax, rows, order=order, article=article, marks=marks)
        ax.set(ylabel="value", xlim=(-0.7, len(order) - 0.3), xticks=[])
        style.write_title(
            ax,
            f"{spell_measure(rows['measure'].iloc[0])} in every universe of choices ({_count_universes(rows, article)})",
        )
        _draw_choices(ax, options, order)
        ax.legend(loc="lower left", bbox_to_anchor=(0, 1.0), ncols=2, frameon=False, fontsize=8)  # below stand the dots
    return ax


def _count_universes(rows: pd.DataFrame, article: str | None) -> str:
    """Return in how many universes the text has a value; of how many, where some leave it too few words or sentences."""
    n, every = len(_sort_universes(rows, article)), rows["universe"].nunique()
    return captions.count_of(n, "universe") if n == every else f"n = {n} of {every} universes"


def _sort_universes(rows: pd.DataFrame, article: str | None) -> list[int]:
    mine = rows[rows[style.unit_column(rows)] == article].dropna(subset=["value"])
    return mine.sort_values(["value", "universe"])["universe"].tolist()


def _list_options(rows: pd.DataFrame, order: list[int]) -> pd.DataFrame:
    """Return one row per option of each choice, one column per universe: whether it takes the option."""
    named = (name for name in rows.columns if name.startswith("choice_"))
    choices = [name for name in named if (rows[name] != rows[name].iloc[0]).any()]
    taken = rows.drop_duplicates("universe").set_index("universe")[choices]
    wide = {
        f"{name.removeprefix('choice_').replace('_', ' ')}: {option}": taken.loc[order, name] == option
        for name in choices
        for option in dict.fromkeys(taken[name])
    }
    return pd.DataFrame(wide).T


def _draw_curves(
    ax: Axes, rows: pd.DataFrame, *, order: list[int], article: str | None, marks: Mapping[str, style.Mark] | None
) -> None:
    units, unit = style.list_units(rows), style.unit_column(rows)
    looks = style.mark_units(units, marks)
    rest = f"the {len(units) - 1} others"
    for name in dict.fromkeys([article, *units]):
        values = rows[rows[unit] == name].set_index("universe")["value"].reindex(order)
        if name != article and len(units) > style.MOST_COLOURS:
            ax.plot(range(len(order)), values, "-", color=_REST, lw=0.8, label=rest, zorder=1)
            rest = None
            continue
        mark = looks[name]
        look = {"lw": 2, "ms": 6} if name == article else {"lw": 0.8, "ms": 4, "alpha": 0.75}
        n = int(values.notna().sum())
        label = style.squeeze(name, limit=44) + (f" ({n} of {len(order)})" if n < len(order) else "")
        ax.plot(
            range(len(order)),
            values,
            f"{mark.marker}-",
            color=mark.colour,
            mec=style.EDGE,
            mew=0.5,
            label=label,
            **look,
        )
    if 0 in order:
        ax.axvline(order.index(0), color="#555555", ls="--", lw=1, zorder=0, label="default choices")
    ax.grid(axis="y", color=style.RULE, linewidth=0.6)


def _draw_choices(ax: Axes, options: pd.DataFrame, order: list[int]) -> None:
    if options.empty:
        return
    height = 0.075 * len(options) + 0.05
    below = ax.inset_axes((0, -height - 0.04, 1, height))
    for y, taken in enumerate(options.to_numpy(dtype=bool)):
        places = [x for x, is_taken in enumerate(taken) if is_taken]
        below.plot(range(len(order)), [y] * len(order), "o", color="#D0D0D0", ms=2.5)
        below.plot(places, [y] * len(places), "s", color=style.OKABE_ITO["black"], ms=5)
    style.label_rows(below, options.index)
    below.tick_params(axis="y", labelsize=8)
    below.set(xlim=ax.get_xlim(), xticks=[], xlabel="one column = one universe (black square = this option is taken)")


def caption_universes(curve: pd.DataFrame, *, article: str | None = None, measure: str | None = None) -> str:
    """Return the caption of `plot_universes`, made from the same table.

    Examples
    --------
    >>> curve = pd.DataFrame({"universe": [0, 1], "article_id": "a", "measure": "lix", "value": [41.0, 39.5]})
    >>> caption_universes(curve)
    'Lix in every universe of choices, a · 39.50 to 41.00 · n = 2 universes · these texts only'
    """
    rows, article = choose_curve(curve, article=article, measure=measure)
    values = rows.loc[rows[style.unit_column(rows)] == article, "value"].dropna()
    if values.empty:
        return captions.join_caption(
            "Score in every universe of choices", "not defined", captions.count_of(0, "universe")
        )
    name = f"{spell_measure(rows['measure'].iloc[0])} in every universe of choices, {article}"
    return captions.join_caption(name, _span(values), _count_universes(rows, article), captions.name_groups(rows))


def _span(values: pd.Series) -> str:
    return f"{captions.format_number(float(values.min()))} to {captions.format_number(float(values.max()))}"


def alt_universes(curve: pd.DataFrame, *, article: str | None = None, measure: str | None = None) -> str:
    """Return the figure of `plot_universes` in words.

    Examples
    --------
    >>> curve = pd.DataFrame({"universe": [0, 1], "article_id": "a", "measure": "lix", "value": [41.0, 39.5]})
    >>> alt_universes(curve)
    'Specification curve, lix. a: 39.50 to 41.00 in 2 universes, default 41.00.'
    """
    rows, _ = choose_curve(curve, article=article, measure=measure)
    if rows.empty:
        return "Empty figure: no score to draw."
    parts = []
    for name, mine in rows.groupby(style.unit_column(rows), sort=False):
        values, first = mine["value"].dropna(), mine.loc[mine["universe"] == 0, "value"]
        default = captions.format_number(float(first.iloc[0])) if len(first) else "not run"
        span = _span(values) if len(values) else "none"
        parts.append(f"{name}: {span} in {len(values)} universes, default {default}")
    return f"Specification curve, {spell_measure(rows['measure'].iloc[0]).lower()}. {captions.list_parts(parts)}"


def plot_orders(orders: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw, for each pair of texts, the share of universes or instruments in which its more frequent order holds.

    Needs the columns a_id, b_id, n_above, n_below, n_tied, n, share and order, as `share_universes` makes them.

    Returns
    -------
    Axes
        At 1 the order holds whatever is chosen; at 0.5 half say the one, half the other.

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
    rows = orders.dropna(subset=["share"]).head(style.MOST_ROWS).reset_index(drop=True)
    with style.house_style():
        ax = style.start_axes(ax, n_rows=len(rows))
        if rows.empty:
            return style.say_nothing_to_draw(ax, NO_PAIR)
        ax.axvline(0.5, color="#555555", ls="--", lw=1)
        ax.hlines(rows.index, 0.5, rows["share"], colors=style.BLUE, lw=1.6)
        always = rows["share"] == 1
        for mine, marker, face, label in (
            (rows[always], "s", style.BLUE, "in every one"),
            (rows[~always], "o", "white", "not in every one"),
        ):
            if len(mine):
                ax.plot(mine["share"], mine.index, marker, mfc=face, mec=style.BLUE, ms=8, ls="none", label=label)
        held = [f"{max(row.n_above, row.n_below)} of {row.n}" for row in rows.itertuples()]
        shapes.label_pairs(ax, rows, rows["order"].map(SIGNS), held)
        ax.set(xlim=(0, 1.03), xlabel="share in which this order holds (n at the right)")
        style.write_title(ax, "Which order survives")
        style.add_legend(ax)
    return ax


def _spell_order(row: object) -> str:
    return f"{row.a_id} {SIGNS[row.order]} {row.b_id}"


def caption_orders(orders: pd.DataFrame) -> str:
    """Return the caption of `plot_orders`, made from the same table.

    Examples
    --------
    >>> row = {"a_id": "a", "b_id": "b", "n_above": 5, "n_below": 1, "n_tied": 0, "n": 6, "share": 5 / 6, "order": ">"}
    >>> caption_orders(pd.DataFrame([row]))
    'Order of each pair of texts · 0 of 1 pairs keep it throughout · n = 1 pair, up to 6 ways of counting · these texts only'
    """
    known = orders.dropna(subset=["share"])
    shown = captions.say_shown(min(len(known), style.MOST_ROWS), len(known), "pairs")
    kept = f"{int((known['share'] == 1).sum())} of {len(known)} pairs keep it throughout"
    most = int(known["n"].max()) if len(known) else 0
    size = f"{captions.count_of(len(known), 'pair')}, up to {most} ways of counting"
    return captions.join_caption("Order of each pair of texts", kept, shown, size)


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
    return "Which order survives. " + captions.list_parts(parts, limit=style.MOST_ROWS)


def choose_differences(differences: pd.DataFrame, *, measure: str | None = None) -> pd.DataFrame:
    """Return the rows of one measure, of the first where none is named.

    Examples
    --------
    >>> row = dict.fromkeys(DIFFERENCES, 1.0) | {"measure": "lix"}
    >>> len(choose_differences(pd.DataFrame([row, row | {"measure": "rix"}])))
    1
    """
    require_columns(differences, DIFFERENCES, name="differences")
    return style.keep_rows(differences, "measure", measure).reset_index(drop=True)


def plot_differences(differences: pd.DataFrame, *, measure: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the difference of each pair of texts with its interval, over the grey band that dealt paragraphs give.

    Needs the columns a_id, b_id, measure, difference, low, high, null_low, null_high, n_a and n_b, as
    `compare_readability` makes them.

    Returns
    -------
    Axes
        Open mark: inside the band. The grey band is what random piles of the same paragraphs show.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For a measure that the table does not hold.

    Examples
    --------
    >>> row = dict.fromkeys(DIFFERENCES, 1.0) | {"a_id": "a", "b_id": "b", "measure": "lix", "n_a": 9, "n_b": 9}
    >>> plot_differences(pd.DataFrame([row])).get_yticklabels()[0].get_text()
    'a − b'
    """
    rows = choose_differences(differences, measure=measure).head(style.MOST_ROWS)
    with style.house_style():
        ax = style.start_axes(ax, n_rows=len(rows))
        if rows.empty:
            return style.say_nothing_to_draw(ax, NO_PAIR)
        shapes.draw_against_band(ax, rows, value="difference", mark=style.PLAIN, dealt=captions.name_null(rows))
        unit = "articles" if captions.name_null(rows).startswith("articles") else "sentences"
        sizes = [f"n = {row.n_a:.0f} and {row.n_b:.0f} {unit}" for row in rows.itertuples()]
        shapes.label_pairs(ax, rows, ["−"] * len(rows), sizes)
        ax.set_xlabel(f"difference, line = interval, grey = {captions.name_null(rows)}")
        style.write_title(ax, f"{spell_measure(rows['measure'].iloc[0])}: first text minus second")
    return ax


def caption_differences(differences: pd.DataFrame, *, measure: str | None = None) -> str:
    """Return the caption of `plot_differences`, made from the same table.

    Examples
    --------
    >>> row = dict.fromkeys(DIFFERENCES, 1.0) | {"measure": "lix", "difference": 3.0}
    >>> caption_differences(pd.DataFrame([row]))
    'Lix, difference of two texts · 1 of 1 pairs outside the band of the deals · n = 1 pair · these texts only'
    """
    rows = choose_differences(differences, measure=measure)
    if rows.empty:
        return captions.join_caption("Difference of two texts", captions.count_of(0, "pair"))
    outside = f"{int((~shapes.is_inside(rows, 'difference')).sum())} of {len(rows)} pairs outside the band of the deals"
    shown = captions.say_shown(min(len(rows), style.MOST_ROWS), len(rows), "pairs")
    name = f"{spell_measure(rows['measure'].iloc[0])}, difference of two texts"
    return captions.join_caption(name, outside, shown, captions.count_of(len(rows), "pair"))


def alt_differences(differences: pd.DataFrame, *, measure: str | None = None) -> str:
    """Return the figure of `plot_differences` in words.

    Examples
    --------
    >>> row = dict.fromkeys(DIFFERENCES, 1.0) | {"a_id": "a", "b_id": "b", "measure": "lix", "difference": 3.0}
    >>> alt_differences(pd.DataFrame([row]))
    'Differences, lix. a minus b: 3.00 [1.00, 1.00], outside the band of the deals [1.00, 1.00].'
    """
    rows = choose_differences(differences, measure=measure)
    if rows.empty:
        return f"Empty figure: {NO_PAIR}"
    parts = (
        f"{row.a_id} minus {row.b_id}: {captions.format_interval(row.difference, row.low, row.high)}, "
        f"{'inside' if inside else 'outside'} the band of the deals "
        f"[{captions.format_number(float(row.null_low))}, {captions.format_number(float(row.null_high))}]"
        for row, inside in zip(rows.itertuples(), shapes.is_inside(rows, "difference"), strict=True)
    )
    return f"Differences, {spell_measure(rows['measure'].iloc[0]).lower()}. {captions.list_parts(parts, limit=style.MOST_ROWS)}"
