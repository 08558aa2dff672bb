"""Square matrices: every cell with its number, shade and hatch saying the same again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import format_number
from workbench.plots.grid import fill_cell, start_grid
from workbench.plots.style import Mark

SHADES = ((0.8, "#7FB3D5"), (0.6, "#A9CCE3"), (0.4, "#D4E6F1"), (0.2, "#EBF5FB"), (-1e-9, "#FFFFFF"))
BELOW = Mark("#F5CBA7", "D", "///")
NONE = Mark("#F2F2F2", "o", "...")


def draw_matrix(ax: Axes | None, names: Sequence[str], cells: Mapping[tuple[int, int], float]) -> Axes:
    """Draw a square matrix; `cells` holds a value by column and row, below 0 hatched, missing ones dotted."""
    ax = start_grid(ax, rows=names, columns=names)
    for place, value in cells.items():
        fill_cell(ax, place, mark=_shade(value), text="–" if pd.isna(value) else format_number(float(value)))
    return ax


def _shade(value: float) -> Mark:
    if pd.isna(value):
        return NONE
    return next((Mark(colour, "s", "") for least, colour in SHADES if value >= least), BELOW)
