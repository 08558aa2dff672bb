"""Stacked bars of counted attributions: the arithmetic-free drawing that every such figure shares."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import list_parts
from workbench.plots.style import EDGE, FORM_MARKS, Mark, add_legend, assign_marks, label_rows
from workbench.schema import require_columns


def spread_counts(table: pd.DataFrame, rows: str, parts: str) -> pd.DataFrame:
    """Return the counts of attributions with `rows` down and `parts` across, 0 where there is none."""
    require_columns(table, (rows, parts, "n_attributions"), name="table")
    return table.pivot_table(
        index=rows, columns=parts, values="n_attributions", aggfunc="sum", fill_value=0, observed=True
    )


def stack_bars(ax: Axes, wide: pd.DataFrame) -> None:
    """Draw one bar per row of `wide` with a part per column, each count inside its part, n at the end."""
    marks = _choose_marks(wide)
    left = pd.Series(0, index=wide.index)
    for name in wide.columns:
        style = {"color": marks[name].colour, "hatch": marks[name].hatch, "edgecolor": EDGE, "linewidth": 0.6}
        ax.barh(range(len(wide)), wide[name], left=left, height=0.6, label=name, **style)
        _count_inside(ax, wide[name], left)
        left = left + wide[name]
    for row, total in enumerate(left):
        ax.annotate(f"n = {total}", (total, row), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9)
    label_rows(ax, wide.index)
    ax.margins(x=0.12)
    add_legend(ax)


def _choose_marks(wide: pd.DataFrame) -> Mapping[str, Mark]:
    return FORM_MARKS if set(wide.columns) <= set(FORM_MARKS) else assign_marks(("neutral", *wide.columns))


def _count_inside(ax: Axes, counts: pd.Series, left: pd.Series) -> None:
    for row, (count, start) in enumerate(zip(counts, left, strict=True)):
        if count:
            box = {"boxstyle": "round,pad=0.15", "facecolor": "white", "edgecolor": "none", "alpha": 0.85}
            ax.text(start + count / 2, row, str(count), ha="center", va="center", fontsize=8, bbox=box)


def describe_counts(wide: pd.DataFrame, *, limit: int = 12) -> str:
    """Return the counts in words, a row at a time."""
    parts = (
        f"{row}: " + ", ".join(f"{name} {n}" for name, n in counts.items() if n) for row, counts in wide.iterrows()
    )
    return list_parts(parts, limit=limit)


def aside(scope: str) -> str:
    """Return `scope` in brackets, or nothing."""
    return f" ({scope})" if scope else ""
