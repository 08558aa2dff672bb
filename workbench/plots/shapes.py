"""The shapes that several figures share: stacked and signed bars, dots against a band, grids, matrices, small multiples."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from workbench.plots import captions, style
from workbench.schema import require_columns

ABREAST, MOST_ABREAST = 6, 8  # columns of a grid that one row of panels holds at the width of a page (measured by eye)
GRID_ROWS = 24  # rows of a grid; fewer where it has several panels (judgement)
PANELS = 12  # small multiples of one figure (judgement)
BAND = "#D0D0D0"
SHADES = ((0.8, "#7FB3D5"), (0.6, "#A9CCE3"), (0.4, "#D4E6F1"), (0.2, "#EBF5FB"), (-1e-9, "#FFFFFF"))
BELOW, MISSING = style.Mark("#F5CBA7", "D", "///"), style.Mark("#F2F2F2", "o", "...")
_BOX = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
_LABELS = 2.5  # inches that the labels of rows take
_LETTER = 0.068  # inches of a letter of 8 points


def spread(table: pd.DataFrame, *, rows: str, parts: str, count: str, order: Iterable[str] = ()) -> pd.DataFrame:
    """Return the counts with `rows` down, as the table has them, and `parts` across, 0 where there is none.

    Parts without a count are left out; those of `order` come first, in its order.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["b", "a"], "form": ["noun", "direct"], "n": [1, 2]})
    >>> spread(table, rows="article_id", parts="form", count="n").to_dict("index")
    {'b': {'direct': 0, 'noun': 1}, 'a': {'direct': 2, 'noun': 0}}
    """
    require_columns(table, (rows, parts, count), name="table")
    wide = table.pivot_table(index=rows, columns=parts, values=count, aggfunc="sum", fill_value=0, observed=True)
    known = [name for name in order if name in wide]
    wide = wide.reindex(index=list(dict.fromkeys(table[rows])), columns=[*known, *wide.columns.difference(known)])
    return wide.loc[:, wide.sum() > 0]


def pool_parts(wide: pd.DataFrame, *, most: int = style.MOST_COLOURS) -> pd.DataFrame:
    """Return the counts with the smallest parts added up as "all others", so that no more than `most` are left.

    Examples
    --------
    >>> pool_parts(pd.DataFrame({"x": [5], "y": [1], "z": [2]}), most=2).to_dict("list")
    {'x': [5], 'all others': [3]}
    """
    if len(wide.columns) <= most:
        return wide
    kept = wide.sum().sort_values(ascending=False, kind="stable").index[: most - 1]
    rest = wide.drop(columns=kept).sum(axis=1)
    return wide[[name for name in wide.columns if name in kept]].assign(**{style.OTHERS: rest})


def describe_counts(wide: pd.DataFrame, *, limit: int = 12) -> str:
    """Return the counts in words, a row at a time.

    Examples
    --------
    >>> describe_counts(pd.DataFrame({"direct": [3], "noun": [0]}, index=["a"]))
    'a: direct 3.'
    """
    parts = (
        f"{row}: " + ", ".join(f"{_name_part(name)} {int(n):,}" for name, n in counts.items() if n)
        for row, counts in wide.iterrows()
    )
    return captions.list_parts(parts, limit=limit)


def _name_part(name: object) -> str:
    return str(name).replace("_", " ")


def draw_bars(
    ax: Axes | None, wide: pd.DataFrame, *, marks: Mapping[str, style.Mark], title: str, xlabel: str, nothing: str
) -> Axes:
    """Draw one stacked bar per row of `wide`, a part per column, the total at the end; the first 30 rows."""
    wide = wide.head(style.MOST_ROWS)
    with style.house_style():
        ax = style.start_axes(ax, n_rows=len(wide))
        if wide.empty:
            return style.say_nothing_to_draw(ax, nothing)
        _stack_bars(ax, wide, marks)
        ax.set_xlabel(style.fold(xlabel, width=64))
        style.write_title(ax, title)
    return ax


def _stack_bars(ax: Axes, wide: pd.DataFrame, marks: Mapping[str, style.Mark]) -> None:
    left = pd.Series(0, index=wide.index)
    longest = wide.sum(axis=1).max()
    for name in wide.columns:
        look = marks[name]
        look = {"color": look.colour, "hatch": look.hatch, "edgecolor": style.EDGE, "linewidth": 0.6}
        ax.barh(range(len(wide)), wide[name], left=left, height=0.6, label=_name_part(name), **look)
        for row, (count, start) in enumerate(zip(wide[name], left, strict=True)):
            if count > longest * 0.012 * (1 + len(str(count))):  # else the number is wider than its part
                place = {"ha": "center", "va": "center", "fontsize": 8, "bbox": _BOX}
                ax.text(start + count / 2, row, f"{count:,}", **place)
        left = left + wide[name]
    for row, total in enumerate(left):
        ax.annotate(f"n = {total:,}", (total, row), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9)
    style.label_rows(ax, wide.index)
    ax.set_xlim(0, 1.14 * longest)
    style.add_legend(ax)


def draw_signed(ax: Axes, values: Iterable[float], labels: Iterable[str]) -> None:
    """Draw a bar per value to the left or right of 0; those below are hatched as well as coloured."""
    for place, value in enumerate(values):
        colour, hatch = (style.RED, "///") if value < 0 else (style.SKY, "")
        ax.barh(place, value, color=colour, hatch=hatch, edgecolor=style.EDGE, height=0.65)
    style.label_rows(ax, labels)
    ax.axvline(0, color=style.EDGE, linewidth=0.8)


def is_inside(rows: pd.DataFrame, value: str) -> pd.Series:
    """Return which values lie in the band from null_low to null_high."""
    return (rows[value] >= rows["null_low"]) & (rows[value] <= rows["null_high"])


def draw_against_band(ax: Axes, rows: pd.DataFrame, *, value: str, mark: style.Mark, dealt: str) -> None:
    """Draw a dot and its interval per row over the grey band of what was dealt at random; open where inside the band.

    Needs the column named by `value`, low, high, null_low and null_high; the index counts the rows.
    """
    banded = rows[rows["null_low"].notna()]
    if len(banded):
        width = banded["null_high"] - banded["null_low"]
        ax.barh(banded.index, width, left=banded["null_low"], height=0.7, color=BAND, label=dealt, zorder=0)
    ax.hlines(rows.index, rows["low"], rows["high"], colors=mark.colour, lw=1.6)
    inside = is_inside(rows, value)
    for chosen, face, label in ((~inside, mark.colour, "outside the band"), (inside, "white", "inside the band")):
        mine = rows[chosen]
        if len(mine):
            look = {"mfc": face, "mec": mark.colour, "mew": 1.4, "ls": "none"}
            ax.plot(mine[value], mine.index, mark.marker, label=label, **look)
    ax.axvline(0, color=style.EDGE, linewidth=0.8)
    style.add_legend(ax)


def start_grid(
    ax: Axes | None, *, rows: Sequence[str], columns: Sequence[str], title: str, abreast: int = ABREAST
) -> tuple[Axes, list[tuple[Axes, list[str]]]]:
    """Return axes and the panels of a grid with the columns each holds: one panel, or as many as the width asks for.

    Each has a labelled row per name, the columns on top and faint lines between the cells. `abreast` columns stand
    side by side, where they are too many for one panel.
    """
    panels = split_columns(columns, abreast=abreast)
    head = 0.5 if len(panels[0]) <= MOST_ABREAST else 1.4
    each = head + 0.34 * len(rows)
    ax = style.start_axes(ax, n_rows=len(rows), height=0.8 + each * len(panels))
    style.write_title(ax, title)
    if len(panels) == 1:
        _frame_panel(ax, rows, panels[0], n_wide=len(panels[0]))
        return ax, [(ax, panels[0])]
    ax.set_axis_off()
    drawn = []
    for place, names in enumerate(panels):
        share, n_wide = 1 / len(panels), len(panels[0])
        panel = ax.inset_axes((0, 1 - (place + 1) * share, len(names) / n_wide, share * (1 - head / each)))
        _frame_panel(panel, rows, names, n_wide=n_wide)
        drawn.append((panel, names))
    return ax, drawn


def split_columns(columns: Sequence[str], *, abreast: int = ABREAST) -> list[list[str]]:
    """Return the columns in panels of equal size: all in one up to eight, else `abreast` at most.

    Examples
    --------
    >>> [len(panel) for panel in split_columns(list("abcdefghijkl"))]
    [6, 6]
    """
    columns = list(columns)
    if len(columns) <= max(MOST_ABREAST, abreast):
        return [columns]
    size = math.ceil(len(columns) / math.ceil(len(columns) / abreast))
    return [columns[start : start + size] for start in range(0, len(columns), size)]


def cap_grid(n_columns: int) -> int:
    """Return how many rows a grid of so many columns shows: the more panels, the fewer.

    Examples
    --------
    >>> cap_grid(3), cap_grid(12), cap_grid(30)
    (24, 18, 7)
    """
    n_panels = len(split_columns(range(n_columns))) if n_columns else 1
    return min(GRID_ROWS, 36 // n_panels)


def _frame_panel(ax: Axes, rows: Sequence[str], columns: Sequence[str], *, n_wide: int) -> None:
    style.label_rows(ax, rows)
    ax.set_xlim(-0.5, len(columns) - 0.5)
    ax.xaxis.tick_top()
    if n_wide > MOST_ABREAST:
        ax.set_xticks(
            range(len(columns)), [style.fold(name, width=22, lines=1) for name in columns], rotation=90, fontsize=8
        )
    else:
        names = [style.fold(name, width=_letters(n_wide), lines=3) for name in columns]
        ax.set_xticks(range(len(columns)), names, fontsize=8)
    ax.tick_params(axis="x", length=0)
    for edge in range(1, len(columns)):
        ax.axvline(edge - 0.5, color="#CCCCCC", linewidth=0.6)
    for edge in range(1, len(rows)):
        ax.axhline(edge - 0.5, color="#EEEEEE", linewidth=0.6, zorder=0)
    ax.spines[["left", "bottom"]].set_visible(False)


def _letters(n_columns: int) -> int:
    """Return how many letters fit across a cell of a grid."""
    return max(4, int((style.WIDTH - _LABELS) / max(n_columns, 1) / _LETTER))


def fill_cell(ax: Axes, place: tuple[int, int], *, mark: style.Mark, text: str, label: str | None = None) -> None:
    """Fill the cell in column and row `place` with a colour and a hatch, and write `text` on it."""
    x, y = place
    look = {"facecolor": mark.colour, "hatch": mark.hatch, "edgecolor": style.EDGE, "linewidth": 0.6, "alpha": 0.85}
    ax.add_patch(Rectangle((x - 0.46, y - 0.4), 0.92, 0.8, label=label, **look))
    left, right = ax.get_xlim()
    room = min(26, _letters(round(abs(right - left))) - 1)
    ax.text(x, y, style.fold(text, width=room, lines=2), ha="center", va="center", fontsize=7, bbox=_BOX)


def leave_cell(ax: Axes, place: tuple[int, int]) -> None:
    """Write the dash of a cell that holds nothing."""
    ax.text(*place, "–", ha="center", va="center", color="#555555")


def choose_columns(columns: Iterable[str], *, sizes: Mapping[str, float] | pd.Series) -> list[str]:
    """Return at most thirty of the columns, those of largest size, in the order given.

    Examples
    --------
    >>> choose_columns(["a", "b"], sizes={"a": 1, "b": 3})
    ['a', 'b']
    """
    columns = list(columns)
    largest = sorted(columns, key=lambda name: -sizes[name])[: style.MOST_ROWS]
    return [name for name in columns if name in largest]


def draw_matrix(
    ax: Axes | None, names: Sequence[str], cells: Mapping[tuple[int, int], float | str], *, title: str
) -> Axes:
    """Draw a square matrix; `cells` holds a value, shaded, or a word by column and row; below 0 hatched.

    Up to fourteen names each cell has its number; beyond, the shade alone, and the numbers stand in the table.
    """
    many = len(names) > 14  # noqa: PLR2004  as many numbers of two places as the width holds
    row = 0.2 if many else 0.4
    ax = style.start_axes(ax, n_rows=len(names), height=2.2 + row * len(names))
    style.write_title(ax, title)
    _frame_panel(ax, names, names, n_wide=len(names))
    for (x, y), value in cells.items():
        if isinstance(value, str):
            ax.text(x, y, "" if many else value, ha="center", va="center", fontsize=7.5)
            continue
        mark = _shade(value)
        look = {"facecolor": mark.colour, "hatch": mark.hatch, "edgecolor": style.EDGE, "linewidth": 0.4}
        ax.add_patch(Rectangle((x - 0.46, y - 0.4), 0.92, 0.8, **look))
        text = "–" if pd.isna(value) else captions.format_number(float(value))
        ax.text(x, y, "" if many else text, ha="center", va="center", fontsize=7.5, bbox=None if many else _BOX)
    return ax


def _shade(value: float) -> style.Mark:
    if pd.isna(value):
        return MISSING
    return next((style.Mark(colour, "s", "") for least, colour in SHADES if value >= least), BELOW)


def start_facets(
    ax: Axes | None, panels: Sequence[str], *, rows: Sequence[str], title: str
) -> tuple[Axes, dict[str, Axes]]:
    """Return axes and, in them, small multiples: one panel per name, twelve at most, the same rows and axis in each.

    The first in each line has the labels of the rows. Call `align_facets` when all are drawn.
    """
    panels, across = list(panels)[:PANELS], min(3, len(panels))
    down = math.ceil(len(panels) / across)
    each = 0.65 + 0.19 * len(rows)
    ax = style.start_axes(ax, n_rows=len(rows), height=1.0 + each * down)
    style.write_title(ax, title)
    ax.set_axis_off()
    drawn, gap = {}, 0.45 / (each * down)
    for place, name in enumerate(panels):
        line, column = divmod(place, across)
        panel = ax.inset_axes((column / across, 1 - (line + 1) / down, 1 / across - 0.05, 1 / down - gap))
        style.label_rows(panel, rows, width=26, lines=1)
        panel.tick_params(axis="y", labelsize=7.5, labelleft=column == 0)
        panel.tick_params(axis="x", labelsize=7.5)
        panel.set_title(style.fold(name, width=26, lines=1), fontsize=9)
        panel.grid(axis="x", color=style.RULE, linewidth=0.6)
        panel.set_axisbelow(True)
        drawn[name] = panel
    return ax, drawn


def align_facets(panels: Mapping[str, Axes]) -> None:
    """Give all panels the axis of the widest."""
    limits = [panel.get_xlim() for panel in panels.values()]
    for panel in panels.values():
        panel.set_xlim(min(0, *(low for low, _ in limits)), max(high for _, high in limits))


def label_pairs(ax: Axes, rows: pd.DataFrame, between: Iterable[str], beside: Iterable[str]) -> None:
    """Label each row with the two texts it is about, a_id and b_id, and write a note at its right."""
    limit = 40 if len(rows) <= style.DENSE else 18
    pairs = zip(rows["a_id"], between, rows["b_id"], strict=True)
    style.label_rows(
        ax,
        [f"{style.squeeze(a, limit=limit)} {sign} {style.squeeze(b, limit=limit)}" for a, sign, b in pairs],
        width=44,
    )
    style.write_beside(ax, beside)


def say_units_shown(n: int, what: str, *, most: int = style.MOST_ROWS) -> str:
    """Return how many texts or groups of how many the figure shows, or nothing where it shows all."""
    return captions.say_shown(min(n, most), n, f"{what}s")
