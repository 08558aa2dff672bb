"""How often chosen words stand in each text."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import format_interval, join_caption, list_parts
from workbench.plots.style import (
    Mark,
    add_legend,
    assign_marks,
    house_style,
    label_rows,
    say_nothing_to_draw,
    shorten,
    start_axes,
)
from workbench.schema import require_columns

NEEDED = ("group", "term", "n", "n_words", "rate", "low", "high")


def plot_terms(
    terms: pd.DataFrame, *, words: Iterable[str] | None = None, top: int = 12, ax: Axes | None = None
) -> Axes:
    """Draw the rate of each word in each group as a dot with its interval, one row per word.

    Needs the columns group, term, n, n_words, rate, low and high, as `count_terms` makes them.

    Parameters
    ----------
    terms : DataFrame
        One row per group and term.
    words : iterable of str
        The words to draw, in order; the `top` most frequent where not given.
    top : int
        How many words, where `words` is not given.
    ax : Axes
        Where to draw; a new figure where not given.

    Returns
    -------
    Axes
        Groups differ by colour and marker; the size of each group stands in the legend.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> row = {"group": "a", "term": "truce", "n": 2, "n_words": 60, "rate": 33.3, "low": 9.2, "high": 114.0}
    >>> plot_terms(pd.DataFrame([row])).get_xlabel()
    'per 1,000 words, line = 95 % interval'
    """
    rows = choose_terms(terms, words=words, top=top)
    names, groups = list(dict.fromkeys(rows["term"])), list(dict.fromkeys(terms["group"]))
    with house_style():
        ax = start_axes(ax, n_rows=len(names) * max(2, len(groups)) // 2)
        if rows.empty:
            return say_nothing_to_draw(ax, "None of these words stands in the texts chosen.")
        for place, (group, mark) in enumerate(assign_marks(groups).items()):
            offset = 0.6 * ((place + 0.5) / len(groups) - 0.5)
            _draw_group(ax, rows[rows["group"] == group], names=names, offset=offset, mark=mark)
        label_rows(ax, names)
        ax.set(xlabel="per 1,000 words, line = 95 % interval", title="How often each word stands in each text")
        ax.grid(axis="x", color="#DDDDDD", linewidth=0.6)
        add_legend(ax)
    return ax


def choose_terms(terms: pd.DataFrame, *, words: Iterable[str] | None = None, top: int = 12) -> pd.DataFrame:
    """Return the rows of the words named, or of the `top` words of highest count in any one group.

    Examples
    --------
    >>> table = pd.DataFrame([["a", "x", 5, 9, 1.0, 0.0, 2.0], ["a", "y", 7, 9, 1.0, 0.0, 2.0]], columns=NEEDED)
    >>> choose_terms(table, top=1).term.tolist()
    ['y']
    """
    require_columns(terms, NEEDED, name="terms")
    ordered = terms.sort_values(["n", "term", "group"], ascending=[False, True, True], kind="stable")
    chosen = list(dict.fromkeys(ordered["term"]))[:top] if words is None else list(words)
    order = {word: place for place, word in enumerate(chosen)}
    rows = ordered[ordered["term"].isin(order)]
    return rows.sort_values("term", key=lambda column: column.map(order), kind="stable", ignore_index=True)


def _draw_group(ax: Axes, rows: pd.DataFrame, *, names: list[str], offset: float, mark: Mark) -> None:
    if rows.empty:
        return
    y = [names.index(term) + offset for term in rows["term"]]
    label = f"{shorten(rows['group'].iloc[0], limit=24)} (n = {rows['n_words'].iloc[0]:,} words)"
    ax.hlines(y, rows["low"], rows["high"], colors=mark.colour, lw=1.4)
    ax.plot(rows["rate"], y, mark.marker, color=mark.colour, mec="#333333", mew=0.5, ls="none", label=label)


def caption_terms(terms: pd.DataFrame, *, words: Iterable[str] | None = None, top: int = 12) -> str:
    """Return the caption of `plot_terms`, made from the same table.

    Examples
    --------
    >>> row = {"group": "a", "term": "truce", "n": 2, "n_words": 60, "rate": 33.3, "low": 9.2, "high": 114.0}
    >>> caption_terms(pd.DataFrame([row]))
    'Rate per 1,000 words · 1 word type in 1 text, intervals in the table · n = 60 words (a) · these texts only'
    """
    rows = choose_terms(terms, words=words, top=top)
    sizes = terms.drop_duplicates("group")
    n_types, n_texts = rows["term"].nunique(), len(sizes)
    size = ", ".join(f"{row.n_words:,} words ({row.group})" for row in sizes.itertuples())
    types = f"{n_types} word type{'' if n_types == 1 else 's'} in {n_texts} text{'' if n_texts == 1 else 's'}"
    return join_caption("Rate per 1,000 words", f"{types}, intervals in the table", f"n = {size or 0}")


def alt_terms(terms: pd.DataFrame, *, words: Iterable[str] | None = None, top: int = 12) -> str:
    """Return the figure of `plot_terms` in words.

    Examples
    --------
    >>> row = {"group": "a", "term": "truce", "n": 2, "n_words": 60, "rate": 33.3, "low": 9.2, "high": 114.0}
    >>> alt_terms(pd.DataFrame([row]))
    'Dot plot of words per 1,000 words. truce in a: 33.3 [9.2, 114.0], n = 2.'
    """
    rows = choose_terms(terms, words=words, top=top)
    parts = (
        f"{row.term} in {row.group}: {format_interval(row.rate, row.low, row.high, digits=1)}, n = {row.n}"
        for row in rows.itertuples()
    )
    return "Dot plot of words per 1,000 words. " + list_parts(parts, limit=24)
