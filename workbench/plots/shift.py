"""Which words make the difference between the scores of two texts, or of one and the others."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import count_of, format_number, join_caption, list_parts, name_voice
from workbench.plots.style import EDGE, OKABE_ITO, house_style, label_rows, say_nothing_to_draw, shorten, start_axes
from workbench.schema import require_at_least, require_columns

NEEDED = ("measure", "voice", "term", "shift", "n_hits_a", "n_hits_b")
NO_WORD = "Neither text holds a word of this instrument in this voice."


def choose_shift(shift: pd.DataFrame, *, measure: str | None = None, voice: str = "all", top: int = 14) -> pd.DataFrame:
    """Return the `top` words that make most of the difference in one measure and voice, lowest shift first.

    Needs the table of `workbench.measures.sentiment.shift_words`; without a measure its first is taken.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For a `top` below 1.

    Examples
    --------
    >>> rows = [("x", "all", "war", -0.2, 1, 0), ("x", "all", "calm", 0.1, 0, 1), ("x", "all", "so", 0.01, 1, 1)]
    >>> choose_shift(pd.DataFrame(rows, columns=NEEDED), top=2).term.tolist()
    ['war', 'calm']
    """
    require_columns(shift, NEEDED, name="shift")
    require_at_least(top, 1, name="top")
    known = list(dict.fromkeys(shift["measure"]))
    measure = known[0] if measure is None and known else measure
    rows = shift[(shift["measure"] == measure) & (shift["voice"] == voice)]
    order = rows["shift"].abs().sort_values(ascending=False, kind="stable").index[:top]
    return rows.loc[order].sort_values(["shift", "term"], ignore_index=True)


def plot_shift(
    shift: pd.DataFrame,
    *,
    measure: str | None = None,
    voice: str = "all",
    names: tuple[str, str] = ("first", "second"),
    ax: Axes | None = None,
) -> Axes:
    """Draw the words that make the difference of two scores, as bars to the left and right of 0.

    Needs the table of `workbench.measures.sentiment.shift_words`; `names` says what was set against what.

    Returns
    -------
    Axes
        Bars that pull the first text down are hatched; the counts in both stand in each label.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame([("x", "all", "war", -0.2, 1, 0)], columns=NEEDED)
    >>> plot_shift(table, names=("a", "b")).get_yticklabels()[0].get_text()
    'war (1 : 0)'
    """
    rows = choose_shift(shift, measure=measure, voice=voice)
    with house_style():
        ax = start_axes(ax, n_rows=len(rows))
        if rows.empty:
            return say_nothing_to_draw(ax, NO_WORD)
        for place, row in enumerate(rows.itertuples()):
            colour, hatch = (OKABE_ITO["vermillion"], "///") if row.shift < 0 else (OKABE_ITO["blue"], "")
            ax.barh(place, row.shift, color=colour, hatch=hatch, edgecolor=EDGE, height=0.65)
        label_rows(
            ax, [f"{shorten(row.term, limit=24)} ({row.n_hits_a} : {row.n_hits_b})" for row in rows.itertuples()]
        )
        ax.axvline(0, color=EDGE, linewidth=0.8)
        ax.set_title(f"What sets {shorten(names[0], limit=26)} off from {shorten(names[1], limit=26)}")
        ax.set_xlabel(f"part of the difference, {rows['measure'].iloc[0].replace('_', ' ')} (n in brackets)")
    return ax


def caption_shift(
    shift: pd.DataFrame,
    *,
    measure: str | None = None,
    voice: str = "all",
    names: tuple[str, str] = ("first", "second"),
) -> str:
    """Return the caption of `plot_shift`, made from the same table.

    Examples
    --------
    >>> table = pd.DataFrame([("x", "all", "war", -0.2, 1, 0)], columns=NEEDED)
    >>> caption_shift(table, names=("a", "b"))
    'Word shift, x: a minus b · −0.20 in all, 1 word type shown · n = 1 word · all voices · bad news is not tone · these texts only'
    """
    rows = choose_shift(shift, measure=measure, voice=voice)
    if rows.empty:
        return join_caption("Word shift", count_of(0, "word"), name_voice(voice))
    name = str(rows["measure"].iloc[0])
    chosen = shift[(shift["measure"] == name) & (shift["voice"] == voice)]
    total = format_number(float(chosen["shift"].sum()))
    shown = f"{len(rows)} word type{'' if len(rows) == 1 else 's'} shown"
    size = count_of(int(chosen[["n_hits_a", "n_hits_b"]].to_numpy().sum()), "word")
    what = f"Word shift, {name.replace('_', ' ')}: {names[0]} minus {names[1]}"
    return join_caption(what, f"{total} in all, {shown}", size, name_voice(voice), "bad news is not tone")


def alt_shift(
    shift: pd.DataFrame,
    *,
    measure: str | None = None,
    voice: str = "all",
    names: tuple[str, str] = ("first", "second"),
) -> str:
    """Return the figure of `plot_shift` in words.

    Examples
    --------
    >>> table = pd.DataFrame([("x", "all", "war", -0.2, 1, 0)], columns=NEEDED)
    >>> alt_shift(table, names=("a", "b"))
    'Bars of words by their part in the difference of a and b. war: −0.200 (1 : 0).'
    """
    rows = choose_shift(shift, measure=measure, voice=voice)
    if rows.empty:
        return f"Empty figure: {NO_WORD}"
    parts = (f"{r.term}: {format_number(r.shift, digits=3)} ({r.n_hits_a} : {r.n_hits_b})" for r in rows.itertuples())
    return f"Bars of words by their part in the difference of {names[0]} and {names[1]}. {list_parts(parts, limit=14)}"
