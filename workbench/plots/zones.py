"""How many words of each article lie in which zone."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import count_of, join_caption, list_parts
from workbench.plots.style import (
    EDGE,
    ZONE_MARKS,
    add_legend,
    house_style,
    label_rows,
    say_nothing_to_draw,
    start_axes,
)
from workbench.schema import ZONES, require_columns

NEEDED = ("article_id", "zone", "n_words")


def plot_zones(zone_words: pd.DataFrame, *, ax: Axes | None = None) -> Axes:
    """Draw one stacked bar per article: its words by zone, colour and hatch naming the zone.

    Needs the columns article_id, zone and n_words, as `workbench.measures.tallies.count_zone_words` makes them.

    Returns
    -------
    Axes
        The axes drawn on; the number of words stands at the end of each bar.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a", "a"], "zone": ["headline", "body"], "n_words": [6, 60]})
    >>> plot_zones(table).get_xlabel()
    'words'
    """
    require_columns(zone_words, NEEDED, name="zone_words")
    wide = _spread(zone_words)
    with house_style():
        ax = start_axes(ax, n_rows=len(wide))
        if wide.empty:
            return say_nothing_to_draw(ax, "No words to draw.")
        _stack_bars(ax, wide)
        label_rows(ax, wide.index)
        ax.set(xlabel="words", title="Words by zone")
        ax.margins(x=0.12)
        add_legend(ax)
    return ax


def _spread(zone_words: pd.DataFrame) -> pd.DataFrame:
    wide = zone_words.pivot_table(index="article_id", columns="zone", values="n_words", aggfunc="sum", fill_value=0)
    return wide[[zone for zone in ("body", *(z for z in ZONES if z != "body")) if zone in wide]]


def _stack_bars(ax: Axes, wide: pd.DataFrame) -> None:
    left = pd.Series(0, index=wide.index)
    for zone in wide.columns:
        mark = ZONE_MARKS[zone]
        style = {"color": mark.colour, "hatch": mark.hatch, "edgecolor": EDGE, "linewidth": 0.6}
        ax.barh(range(len(wide)), wide[zone], left=left, height=0.6, label=zone, **style)
        left = left + wide[zone]
    for row, total in enumerate(left):
        ax.annotate(f"n = {total:,}", (total, row), xytext=(4, 0), textcoords="offset points", va="center", fontsize=9)


def caption_zones(zone_words: pd.DataFrame) -> str:
    """Return the caption of `plot_zones`, made from the same table.

    Examples
    --------
    >>> caption_zones(pd.DataFrame({"article_id": ["a"], "zone": ["body"], "n_words": [60]}))
    'Words by zone · n = 60 words in 1 article · all zones, all voices · these texts only'
    """
    n_articles = zone_words["article_id"].nunique()
    size = (
        f"{count_of(int(zone_words['n_words'].sum()), 'word')} in {n_articles} article{'' if n_articles == 1 else 's'}"
    )
    return join_caption("Words by zone", size, "all zones, all voices")


def alt_zones(zone_words: pd.DataFrame) -> str:
    """Return the figure of `plot_zones` in words.

    Examples
    --------
    >>> alt_zones(pd.DataFrame({"article_id": ["a", "a"], "zone": ["headline", "body"], "n_words": [6, 60]}))
    'Stacked bars of words by zone. a: body 60, headline 6.'
    """
    rows = _spread(zone_words)
    parts = (
        f"{article}: " + ", ".join(f"{zone} {int(n):,}" for zone, n in row.items() if n)
        for article, row in rows.iterrows()
    )
    return "Stacked bars of words by zone. " + list_parts(parts)
