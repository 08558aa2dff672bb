"""Grids of texts against rows, and stacked bars: what the comparing figures share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from workbench.plots.style import EDGE, Mark, add_legend, label_rows, shorten, start_axes

MAX_COLUMNS = 10
MAX_ROWS = 24
_LEVEL = 60  # letters that fit beside each other over the columns
_BOX = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}


def start_grid(ax: Axes | None, *, rows: Sequence[str], columns: Sequence[str]) -> Axes:
    """Return axes with one labelled row per name, the texts as columns on top, and faint lines between the cells."""
    ax = start_axes(ax, n_rows=len(rows) + 1, width=max(7.5, 3 + 1.35 * len(columns)))
    label_rows(ax, rows)
    ax.set_xlim(-0.5, len(columns) - 0.5)
    ax.xaxis.tick_top()
    tilt = {"rotation": 20, "ha": "left"} if max(map(len, columns), default=0) * len(columns) > _LEVEL else {}
    ax.set_xticks(range(len(columns)), [shorten(name, limit=20) for name in columns], fontsize=8.5, **tilt)
    ax.tick_params(axis="x", length=0)
    for edge in range(1, len(columns)):
        ax.axvline(edge - 0.5, color="#CCCCCC", linewidth=0.6)
    for edge in range(1, len(rows)):
        ax.axhline(edge - 0.5, color="#EEEEEE", linewidth=0.6, zorder=0)
    ax.spines[["left", "bottom"]].set_visible(False)
    return ax


def fill_cell(ax: Axes, place: tuple[int, int], *, mark: Mark, text: str, label: str | None = None) -> None:
    """Fill the cell in column and row `place` with a colour and a hatch, and write `text` on it."""
    x, y = place
    style = {"facecolor": mark.colour, "hatch": mark.hatch, "edgecolor": EDGE, "linewidth": 0.6, "alpha": 0.85}
    ax.add_patch(Rectangle((x - 0.46, y - 0.4), 0.92, 0.8, label=label, **style))
    ax.text(x, y, shorten(text, limit=20), ha="center", va="center", fontsize=7.5, bbox=_BOX)


def choose_columns(columns: Iterable[str], *, sizes: Mapping[str, float] | pd.Series) -> list[str]:
    """Return at most ten of the columns, those of largest size, in the order given.

    Examples
    --------
    >>> choose_columns(["a", "b"], sizes={"a": 1, "b": 3})
    ['a', 'b']
    """
    columns = list(columns)
    largest = sorted(columns, key=lambda name: -sizes[name])[:MAX_COLUMNS]
    return [name for name in columns if name in largest]


def say_shown(n_shown: int, n_all: int, what: str) -> str:
    """Return how many of the rows or texts the figure shows, or nothing where it shows all.

    Examples
    --------
    >>> say_shown(10, 12, "texts"), say_shown(3, 3, "texts")
    ('10 of 12 texts shown', '')
    """
    return f"{n_shown:,} of {n_all:,} {what} shown" if n_shown < n_all else ""


def stack_bars(ax: Axes, wide: pd.DataFrame, *, marks: Mapping[str, Mark]) -> None:
    """Draw one stacked bar per row of counts, each part with its count, the total at the end.

    Needs one column per part; the index names the bars.
    """
    left = pd.Series(0, index=wide.index)
    for name in wide.columns:
        look = marks[name]
        style = {"color": look.colour, "hatch": look.hatch, "edgecolor": EDGE, "linewidth": 0.6}
        ax.barh(range(len(wide)), wide[name], left=left, height=0.6, label=str(name).replace("_", " "), **style)
        for row, (count, start) in enumerate(zip(wide[name], left, strict=True)):
            if count:
                ax.text(start + count / 2, row, str(count), ha="center", va="center", fontsize=8, bbox=_BOX)
        left = left + wide[name]
    for row, total in enumerate(left):
        ax.annotate(f"n = {total:,}", (total, row), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9)
    label_rows(ax, wide.index)
    ax.margins(x=0.12)
    add_legend(ax)
