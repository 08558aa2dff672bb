"""How far instruments agree: on the order of the texts or sentences, and on the sign."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import format_number, join_caption, list_parts
from workbench.plots.matrix import draw_matrix
from workbench.plots.style import house_style, say_nothing_to_draw, start_axes
from workbench.schema import require_columns

NEEDED = ("level", "a", "b", "spearman", "same_sign", "n")
NO_PAIR = "There are no two instruments with values to compare."


def choose_agreement(agreement: pd.DataFrame, *, level: str | None = None) -> pd.DataFrame:
    """Return the pairs of one level ("articles" or "sentences"), of the last of the table where none is named.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        Naming the levels that the table holds.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1.0)
    >>> len(choose_agreement(pd.DataFrame([row | {"level": "articles"}, row | {"level": "sentences"}])))
    1
    """
    require_columns(agreement, NEEDED, name="agreement")
    known = list(dict.fromkeys(agreement["level"]))
    if not known:
        return agreement
    if level is not None and level not in known:
        raise ValueError(f"level is {level!r}; the table holds {', '.join(known)}. Choose one of these.")
    return agreement[agreement["level"] == (known[-1] if level is None else level)].reset_index(drop=True)


def plot_agreement(agreement: pd.DataFrame, *, level: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the agreement matrix: rank correlation below the diagonal, share of equal signs above it.

    Needs the columns level, a, b, spearman, same_sign and n, as `compare_instruments` makes them.

    Returns
    -------
    Axes
        Each number stands in its cell; a rank correlation below 0 is hatched, a missing one dotted.

    Raises
    ------
    KeyError, ValueError
        As `choose_agreement`.

    Examples
    --------
    >>> row = {"level": "articles", "a": "sentiment_x", "b": "sentiment_y", "spearman": 0.5, "same_sign": 0.8, "n": 5}
    >>> plot_agreement(pd.DataFrame([row])).get_yticklabels()[1].get_text()
    'y'
    """
    rows = choose_agreement(agreement, level=level)
    names = list(dict.fromkeys([*rows["a"], *rows["b"]]))
    with house_style():
        if rows.empty:
            return say_nothing_to_draw(start_axes(ax, n_rows=3), NO_PAIR)
        cells: dict[tuple[int, int], float] = {}
        for row in rows.itertuples():
            first, second = sorted((names.index(row.a), names.index(row.b)))
            cells[first, second] = row.spearman
            cells[second, first] = row.same_sign
        ax = draw_matrix(ax, [_spell(name) for name in names], cells)
        ax.set_title(f"Agreement over {_count(rows)}")
        ax.set_xlabel("below the diagonal: rank correlation (Spearman)\nabove: share of equal signs")
    return ax


def _spell(name: str) -> str:
    return str(name).removeprefix("sentiment_").replace("_", " ")


def _count(rows: pd.DataFrame) -> str:
    return f"n = {int(rows['n'].max()):,} {rows['level'].iloc[0]}"


def caption_agreement(agreement: pd.DataFrame, *, level: str | None = None) -> str:
    """Return the caption of `plot_agreement`, made from the same table.

    Examples
    --------
    >>> row = {"level": "articles", "a": "sentiment_x", "b": "sentiment_y", "spearman": 0.5, "same_sign": 0.8, "n": 5}
    >>> caption_agreement(pd.DataFrame([row]))
    'Agreement of instruments · rank correlation and equal signs · n = 5 articles · all voices · these texts only'
    """
    rows = choose_agreement(agreement, level=level)
    if rows.empty:
        return join_caption("Agreement of instruments", "n = 0 pairs")
    return join_caption("Agreement of instruments", "rank correlation and equal signs", _count(rows), "all voices")


def alt_agreement(agreement: pd.DataFrame, *, level: str | None = None) -> str:
    """Return the figure of `plot_agreement` in words.

    Examples
    --------
    >>> row = {"level": "articles", "a": "sentiment_x", "b": "sentiment_y", "spearman": 0.5, "same_sign": 0.8, "n": 5}
    >>> alt_agreement(pd.DataFrame([row]))
    'Agreement matrix, n = 5 articles. x and y: rank correlation 0.50, equal signs 0.80.'
    """
    rows = choose_agreement(agreement, level=level)
    if rows.empty:
        return f"Empty figure: {NO_PAIR}"
    parts = (
        f"{_spell(row.a)} and {_spell(row.b)}: rank correlation {format_number(float(row.spearman))}, "
        f"equal signs {format_number(float(row.same_sign))}"
        for row in rows.itertuples()
    )
    return f"Agreement matrix, {_count(rows)}. {list_parts(parts)}"
