"""Figures that may be about the same thing, side by side: stated value, direction of rounding, who is credited."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots import captions, shapes, style
from workbench.schema import require_columns

NEEDED = (
    "group_id", "article_id", "words", "value", "low", "high", "direction", "unit", "act", "credited_to", "n_articles",
)  # fmt: skip
DIRECTIONS = {
    "up": ("a ceiling (“nearly”): the number lies at or below", style.Mark(style.RED, "<", "///")),
    "down": ("a floor (“over”, “at least”): it lies at or above", style.Mark(style.BLUE, ">", "...")),
    "none": ("no qualifier", style.Mark(style.SKY, "o", "")),
    "range": ("a range", style.Mark(style.OKABE_ITO["green"], "D", "xxx")),
    "unstated": ("“about”: direction not stated", style.Mark(style.OKABE_ITO["orange"], "s", "\\\\\\")),
}
NOTHING = "No figure is given in these texts."
_NOBODY = "nobody credited"
_COUNTED = 10  # below it the ticks may be shares of one


def plot_quantities(groups: pd.DataFrame, *, group: int | None = None, ax: Axes | None = None) -> Axes:
    """Draw the figures of one group, one row each: the value stated, and the side on which the words leave it open.

    Needs the columns group_id, article_id, words, value, low, high, direction, unit, act, credited_to and n_articles,
    as `group_quantities` makes them.

    Parameters
    ----------
    groups : DataFrame
        One row per figure.
    group : int
        A group_id; the group that most texts carry where not given (of equals the first).
    ax : Axes
        Where to draw; a new figure where not given.

    Returns
    -------
    Axes
        Direction shows by marker, colour and an arrow; words and credit stand at the right.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For a group that the table does not hold.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, "x") | {"group_id": 0, "article_id": "a", "words": "nearly 500", "value": 500.0,
    ...     "low": float("nan"), "high": 500.0, "direction": "up", "unit": "people", "act": "killed", "n_articles": 1}
    >>> plot_quantities(pd.DataFrame([row])).get_xlabel()
    'people'
    """
    rows = choose_group(groups, group=group).head(style.MOST_ROWS)
    with style.house_style():
        ax = style.start_axes(ax, n_rows=len(rows) + 1)
        if rows.empty:
            return style.say_nothing_to_draw(ax, NOTHING)
        for direction, (label, mark) in DIRECTIONS.items():
            mine = rows[rows["direction"] == direction]
            if len(mine):
                _draw_direction(ax, mine, mark=mark, label=label)
        style.write_beside(ax, [_spell_words(row) for row in rows.itertuples()], width=40)
        style.label_rows(ax, rows[style.unit_column(rows)], width=26)
        ax.set_xlabel(style.shorten(rows["unit"].iloc[0]))
        style.write_title(ax, f"{name_group(rows)} ({captions.count_of(len(rows), 'figure')})")
        ax.margins(x=0.15)
        if rows[["value", "low", "high"]].max(axis=None) >= _COUNTED:
            ax.xaxis.set_major_formatter("{x:,.0f}")
        style.add_legend(ax)
    return ax


def choose_group(groups: pd.DataFrame, *, group: int | None = None) -> pd.DataFrame:
    """Return the rows of one group, of the one that most texts carry where none is named.

    Raises
    ------
    ValueError
        Naming the groups that the table holds.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1)
    >>> choose_group(pd.DataFrame([row, row | {"group_id": 2, "n_articles": 3}])).group_id.tolist()
    [2]
    """
    require_columns(groups, style.with_unit(NEEDED, groups), name="groups")
    if groups.empty:
        return groups
    if group is None:
        group = groups.loc[groups["n_articles"].idxmax(), "group_id"]
    if group not in set(groups["group_id"]):
        known = ", ".join(str(number) for number in dict.fromkeys(groups["group_id"]))
        raise ValueError(f"group is {group!r}; the groups table holds {known}. Choose one of these.")
    return groups[groups["group_id"] == group].reset_index(drop=True)


def name_group(rows: pd.DataFrame) -> str:
    """Return what the figures of a group count, in their own words.

    Examples
    --------
    >>> name_group(pd.DataFrame({"unit": ["people", "fighters"], "act": ["killed", "killed"]}))
    'people, fighters: killed'
    """
    units = ", ".join(dict.fromkeys(rows["unit"].dropna())) or "unit not stated"
    acts = ", ".join(dict.fromkeys(rows["act"].dropna()))
    return style.shorten(f"{units}: {acts}" if acts else units, limit=60)


def _draw_direction(ax: Axes, rows: pd.DataFrame, *, mark: style.Mark, label: str) -> None:
    stated = rows["value"].fillna(rows["low"]).fillna(rows["high"])
    ranged = rows["value"].isna() & rows["high"].notna()
    ax.hlines(rows.index[ranged], rows["low"][ranged], rows["high"][ranged], colors=mark.colour, lw=2)
    ax.plot(stated, rows.index, mark.marker, color=mark.colour, mec=style.EDGE, ms=8, ls="none", label=label)
    way = {"<": -34, ">": 34}.get(mark.marker)
    for y, x in stated.items() if way else ():
        arrow = {"arrowstyle": "<-", "color": mark.colour, "lw": 1.6}  # the head stands where a text would
        ax.annotate("", xy=(x, y), xytext=(way, 0), textcoords="offset points", arrowprops=arrow)


def _spell_words(row: object) -> str:
    credit = _NOBODY if pd.isna(row.credited_to) else style.shorten(row.credited_to, limit=40)
    return f"{style.shorten(row.words)} ({credit})"


def plot_figure_grid(groups: pd.DataFrame, *, articles: tuple[str, ...] = (), ax: Axes | None = None) -> Axes:
    """Draw which figures each text gives: one row per thing counted, one column per text, the words of the figure in the cell.

    Needs the columns that `plot_quantities` needs; `articles` names every text that was read, so that one without a
    figure has its empty column.

    Returns
    -------
    Axes
        An empty cell with a dash: the text gives no such figure. Figures that most texts carry stand on top.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1) | {"article_id": "a", "words": "412", "direction": "none", "unit": "people",
    ...     "act": "killed"}
    >>> len(plot_figure_grid(pd.DataFrame([row]), articles=("a", "b")).get_xticks())
    2
    """
    rows, columns = _choose_grid(groups, articles)
    numbers, unit = list(dict.fromkeys(rows["group_id"])), style.unit_column(rows)
    with style.house_style():
        if not numbers:
            return style.say_nothing_to_draw(style.start_axes(ax, n_rows=1), NOTHING)
        names = [name_group(rows[rows["group_id"] == number]) for number in numbers]
        title = f"Which figures each text gives ({captions.count_of(len(rows), 'figure')})"
        ax, panels = shapes.start_grid(ax, rows=names, columns=columns, title=title)
        handles: dict[str, object] = {}
        cells = dict(iter(rows.groupby(["group_id", unit])))
        for panel, shown in panels:
            for y, number in enumerate(numbers):
                for x, article in enumerate(shown):
                    _draw_cell(panel, (x, y), cells.get((number, article)), handles)
        style.add_legend(ax, handles=handles)
    return ax


def _choose_grid(groups: pd.DataFrame, articles: tuple[str, ...]) -> tuple[pd.DataFrame, list[str]]:
    require_columns(groups, style.with_unit(NEEDED, groups), name="groups")
    found = groups[style.unit_column(groups)].value_counts()
    names = list(articles) or sorted(found.index)
    columns = shapes.choose_columns(names, sizes=found.reindex(names, fill_value=0))
    order = groups.drop_duplicates("group_id").sort_values(["n_articles", "group_id"], ascending=[False, True])
    shown = list(order["group_id"].head(shapes.cap_grid(len(columns))))
    rank = groups["group_id"].map({number: place for place, number in enumerate(shown)})
    by = ["_rank", style.unit_column(groups)]
    return groups[rank.notna()].assign(_rank=rank).sort_values(by, kind="stable"), columns


def _draw_cell(ax: Axes, place: tuple[int, int], cell: pd.DataFrame | None, handles: dict[str, object]) -> None:
    if cell is None:
        shapes.leave_cell(ax, place)
        return
    label, mark = DIRECTIONS[cell["direction"].iloc[0]]
    shapes.fill_cell(ax, place, mark=mark, text="; ".join(cell["words"]))
    handles.setdefault(label, ax.patches[-1])


def caption_quantities(groups: pd.DataFrame, *, group: int | None = None) -> str:
    """Return the caption of `plot_quantities`, made from the same table.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1) | {"unit": "people", "act": "killed"}
    >>> caption_quantities(pd.DataFrame([row]))
    'Figures side by side, people: killed · n = 1 figure in 1 text · grouped by machine: check window and act · these texts only'
    """
    rows = choose_group(groups, group=group)
    if rows.empty:
        return captions.join_caption("Figures side by side", captions.count_of(0, "figure"))
    size = f"{captions.count_of(len(rows), 'figure')} in {captions.spell_count(len(style.list_units(rows)), style.name_units(rows))}"
    shown = captions.say_shown(min(len(rows), style.MOST_ROWS), len(rows), "figures")
    note = "grouped by machine: check window and act"
    return captions.join_caption(f"Figures side by side, {name_group(rows)}", shown, size, note)


def caption_figure_grid(groups: pd.DataFrame, *, articles: tuple[str, ...] = ()) -> str:
    """Return the caption of `plot_figure_grid`, made from the same table.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1) | {"unit": "people", "act": "killed"}
    >>> caption_figure_grid(pd.DataFrame([row]))
    'Figures by text · n = 1 figure · grouped by machine: check window and act · these texts only'
    """
    rows, columns = _choose_grid(groups, articles)
    n_rows = captions.say_shown(rows["group_id"].nunique(), groups["group_id"].nunique(), "rows")
    n_texts = captions.say_shown(
        len(columns), max(len(articles), len(style.list_units(groups))), f"{style.name_units(groups)}s"
    )
    size = captions.count_of(len(rows), "figure")
    return captions.join_caption("Figures by text", n_rows, n_texts, size, "grouped by machine: check window and act")


def alt_quantities(groups: pd.DataFrame, *, group: int | None = None) -> str:
    """Return the figure of `plot_quantities` in words.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1) | {"article_id": "a", "words": "412", "direction": "none", "credited_to": None,
    ...     "value": 412.0, "unit": "people", "act": "killed"}
    >>> alt_quantities(pd.DataFrame([row]))
    'Dot plot, people: killed. a: "412", stated 412, no qualifier, nobody credited.'
    """
    rows = choose_group(groups, group=group)
    if rows.empty:
        return "Empty figure: no figures."
    parts = (
        f'{getattr(row, style.unit_column(rows))}: "{row.words}", stated {_spell_value(row)}, {DIRECTIONS[row.direction][0]}, '
        f"{_NOBODY if pd.isna(row.credited_to) else f'credited to {row.credited_to}'}"
        for row in rows.itertuples()
    )
    return f"Dot plot, {name_group(rows)}. " + captions.list_parts(parts, limit=shapes.GRID_ROWS)


def _spell_value(row: object) -> str:
    if pd.notna(row.value):
        return captions.format_number(float(row.value), digits=0 if float(row.value).is_integer() else 2)
    bounds = [captions.format_number(float(bound), digits=0) for bound in (row.low, row.high) if pd.notna(bound)]
    return " to ".join(bounds) or "no number"


def alt_figure_grid(groups: pd.DataFrame, *, articles: tuple[str, ...] = ()) -> str:
    """Return the figure of `plot_figure_grid` in words.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1) | {"article_id": "a", "words": "412", "unit": "people", "act": "killed"}
    >>> alt_figure_grid(pd.DataFrame([row]), articles=("a", "b"))
    'Grid of figures against texts. people: killed: a "412", b none.'
    """
    rows, columns = _choose_grid(groups, articles)
    parts = []
    for number in dict.fromkeys(rows["group_id"]):
        mine = rows[rows["group_id"] == number]
        words = {article: "; ".join(cell["words"]) for article, cell in mine.groupby(style.unit_column(rows))}
        cells = (f'{article} "{words[article]}"' if article in words else f"{article} none" for article in columns)
        parts.append(f"{name_group(mine)}: " + ", ".join(cells))
    return "Grid of figures against texts. " + captions.list_parts(parts, limit=shapes.GRID_ROWS)
