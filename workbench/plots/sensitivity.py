"""A specification curve: a score in every universe of choices, over dots that name the choices."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import count_of, format_number, join_caption, list_parts
from workbench.plots.grid import choose_columns
from workbench.plots.orders import keep_rows
from workbench.plots.scores import spell_measure
from workbench.plots.style import (
    EDGE,
    OKABE_ITO,
    assign_marks,
    house_style,
    label_rows,
    say_nothing_to_draw,
    shorten,
    start_axes,
)
from workbench.schema import require_columns

CURVE = ("universe", "article_id", "measure", "value")
NOT_ONE = "No text is long enough for this score."


def plot_universes(
    curve: pd.DataFrame, *, article: str | None = None, measure: str | None = None, ax: Axes | None = None
) -> Axes:
    """Draw a specification curve: the score in every universe of choices, sorted, over dots that name the choices.

    Needs the columns universe, article_id, measure, value and choice_<name>, as `run_universes` makes them.

    Parameters
    ----------
    curve : DataFrame
        One row per universe and article; several measures may stand one after the other.
    article : str
        The text whose values sort the universes; the first of the table where not given.
    measure : str
        The measure to draw; the first of the table where not given.
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
    with house_style():
        if not order:
            return say_nothing_to_draw(start_axes(ax, n_rows=1), NOT_ONE)
        options = _list_options(rows, order)
        ax = start_axes(ax, n_rows=8)
        _draw_curves(ax, rows, order=order, article=article)
        ax.set(title=f"{spell_measure(rows['measure'].iloc[0])} in every universe of choices (n = {len(order)})")
        ax.set(ylabel="value", xlim=(-0.7, len(order) - 0.3), xticks=[])
        _draw_choices(ax, options, order)
        ax.legend(loc="upper left", bbox_to_anchor=(1.01, 1), frameon=False, fontsize=8)
    return ax


def choose_curve(
    curve: pd.DataFrame, *, article: str | None = None, measure: str | None = None
) -> tuple[pd.DataFrame, str | None]:
    """Return the rows of one measure, and the article that sorts them.

    Raises
    ------
    ValueError
        Naming what the table holds.

    Examples
    --------
    >>> curve = pd.DataFrame({"universe": [0], "article_id": "a", "measure": "lix", "value": 41.0})
    >>> choose_curve(curve)[1]
    'a'
    """
    require_columns(curve, CURVE, name="curve")
    if curve.empty:
        return curve, None
    rows = keep_rows(curve, "measure", measure)
    defined = rows.dropna(subset=["value"])
    chosen = keep_rows(rows if article is not None or defined.empty else defined, "article_id", article)
    return rows, str(chosen["article_id"].iloc[0])


def _sort_universes(rows: pd.DataFrame, article: str | None) -> list[int]:
    mine = rows[rows["article_id"] == article].dropna(subset=["value"])
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


def _draw_curves(ax: Axes, rows: pd.DataFrame, *, order: list[int], article: str | None) -> None:
    sizes = rows.dropna(subset=["value"])["article_id"].value_counts()
    names = choose_columns(
        dict.fromkeys([article, *rows["article_id"]]), sizes=sizes.reindex(rows["article_id"].unique(), fill_value=0)
    )
    for name, mark in assign_marks(names).items():
        values = rows[rows["article_id"] == name].set_index("universe")["value"].reindex(order)
        look = {"lw": 2, "ms": 6} if name == article else {"lw": 0.8, "ms": 4, "alpha": 0.75}
        label = f"{shorten(name, limit=24)} ({int(values.notna().sum())})"
        ax.plot(range(len(order)), values, f"{mark.marker}-", color=mark.colour, mec=EDGE, mew=0.5, label=label, **look)
    if 0 in order:
        ax.axvline(order.index(0), color="#555555", ls="--", lw=1, zorder=0)
        place = {"transform": ax.get_xaxis_transform(), "rotation": 90, "ha": "right", "fontsize": 8}
        ax.text(order.index(0), 0.02, "default ", **place)
    ax.grid(axis="y", color="#DDDDDD", linewidth=0.6)


def _draw_choices(ax: Axes, options: pd.DataFrame, order: list[int]) -> None:
    if options.empty:
        return
    height = 0.075 * len(options) + 0.05
    below = ax.inset_axes((0, -height - 0.04, 1, height))
    for y, taken in enumerate(options.to_numpy(dtype=bool)):
        places = [x for x, is_taken in enumerate(taken) if is_taken]
        below.plot(range(len(order)), [y] * len(order), "o", color="#D0D0D0", ms=2.5)
        below.plot(places, [y] * len(places), "s", color=OKABE_ITO["black"], ms=5)
    label_rows(below, options.index)
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
    values = rows.loc[rows["article_id"] == article, "value"].dropna()
    if values.empty:
        return join_caption("Score in every universe of choices", "not defined", count_of(0, "universe"))
    name = f"{spell_measure(rows['measure'].iloc[0])} in every universe of choices, {article}"
    span = f"{format_number(float(values.min()))} to {format_number(float(values.max()))}"
    return join_caption(name, span, count_of(len(values), "universe"))


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
    for name, mine in rows.groupby("article_id", sort=False):
        values = mine["value"].dropna()
        span = (
            f"{format_number(float(values.min()))} to {format_number(float(values.max()))}" if len(values) else "none"
        )
        first = mine.loc[mine["universe"] == 0, "value"]
        default = format_number(float(first.iloc[0])) if len(first) else "not run"
        parts.append(f"{name}: {span} in {len(values)} universes, default {default}")
    return f"Specification curve, {spell_measure(rows['measure'].iloc[0]).lower()}. {list_parts(parts)}"
