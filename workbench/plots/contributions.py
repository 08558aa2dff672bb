"""The words that drive a score, and how much each adds."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import count_of, format_number, join_caption, list_parts, name_voice
from workbench.plots.style import EDGE, OKABE_ITO, house_style, label_rows, say_nothing_to_draw, shorten, start_axes
from workbench.schema import require_at_least, require_columns

NEEDED = ("article_id", "measure", "voice", "term", "n_hits", "contribution")


def choose_contributions(
    contributions: pd.DataFrame,
    *,
    article: str | None = None,
    measure: str | None = None,
    top: int = 12,
    voice: str = "all",
) -> pd.DataFrame:
    """Return the `top` words that add most to one score of one article and voice, lowest first.

    Needs the columns article_id, measure, voice, term, n_hits and contribution. Without an article or a measure the
    first of the table is taken. A text in which an instrument finds no word has no rows, so that none are returned.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For a `top` below 1.

    Examples
    --------
    >>> rows = [("a", "x", "all", "war", 1, -2.9), ("a", "x", "all", "calm", 1, 1.3), ("a", "x", "all", "so", 1, 0.1)]
    >>> choose_contributions(pd.DataFrame(rows, columns=NEEDED), top=2).term.tolist()
    ['war', 'calm']
    """
    require_columns(contributions, NEEDED, name="contributions")
    require_at_least(top, 1, name="top")
    rows = contributions[contributions["voice"] == voice]
    for column, value in (("article_id", article), ("measure", measure)):
        known = list(dict.fromkeys(rows[column]))
        rows = rows[rows[column] == (known[0] if value is None and known else value)]
    order = rows["contribution"].abs().sort_values(ascending=False, kind="stable").index[:top]
    return rows.loc[order].sort_values(["contribution", "term"], ignore_index=True)


def plot_contributions(
    contributions: pd.DataFrame,
    *,
    article: str | None = None,
    measure: str | None = None,
    top: int = 12,
    voice: str = "all",
    ax: Axes | None = None,
) -> Axes:
    """Draw the words that add most to one score of one article, as bars to the left and right of 0.

    Needs the table of `workbench.measures.sentiment.list_contributions`.

    Returns
    -------
    Axes
        Bars below 0 are hatched as well as coloured; the count of each word stands in its label.

    Raises
    ------
    KeyError, ValueError
        As `choose_contributions`.

    Examples
    --------
    >>> table = pd.DataFrame([("a", "x", "all", "war", 1, -2.9)], columns=NEEDED)
    >>> plot_contributions(table).get_xlabel()
    'added to the score of the text, x'
    """
    rows = choose_contributions(contributions, article=article, measure=measure, top=top, voice=voice)
    with house_style():
        ax = start_axes(ax, n_rows=len(rows))
        if rows.empty:
            return say_nothing_to_draw(ax, "No word of the lexicon stands in this text.")
        for place, row in enumerate(rows.itertuples()):
            colour, hatch = (OKABE_ITO["vermillion"], "///") if row.contribution < 0 else (OKABE_ITO["blue"], "")
            ax.barh(place, row.contribution, color=colour, hatch=hatch, edgecolor=EDGE, height=0.65)
        label_rows(ax, [f"{shorten(row.term, limit=24)} (n = {row.n_hits})" for row in rows.itertuples()])
        ax.axvline(0, color=EDGE, linewidth=0.8)
        first = rows.iloc[0]
        ax.set_xlabel(f"added to the score of the text, {first['measure'].replace('_', ' ')}")
        ax.set_title(f"Words that drive the score: {shorten(first['article_id'])}")
    return ax


def caption_contributions(
    contributions: pd.DataFrame,
    *,
    article: str | None = None,
    measure: str | None = None,
    top: int = 12,
    voice: str = "all",
) -> str:
    """Return the caption of `plot_contributions`, made from the same table.

    Examples
    --------
    >>> table = pd.DataFrame([("a", "x", "all", "war", 1, -2.9)], columns=NEEDED)
    >>> caption_contributions(table)
    'Words that drive x in a · 1 word type shown · n = 1 word · all voices · bad news is not tone · these texts only'
    """
    rows = choose_contributions(contributions, article=article, measure=measure, top=top, voice=voice)
    if rows.empty:
        return join_caption("Words that drive the score", "no word of the lexicon found")
    first, types = rows.iloc[0], f"{len(rows)} word type{'' if len(rows) == 1 else 's'} shown"
    name = f"Words that drive {first['measure'].replace('_', ' ')} in {first['article_id']}"
    return join_caption(
        name, types, count_of(int(rows["n_hits"].sum()), "word"), name_voice(voice), "bad news is not tone"
    )


def alt_contributions(
    contributions: pd.DataFrame,
    *,
    article: str | None = None,
    measure: str | None = None,
    top: int = 12,
    voice: str = "all",
) -> str:
    """Return the figure of `plot_contributions` in words.

    Examples
    --------
    >>> table = pd.DataFrame([("a", "x", "all", "war", 1, -2.9)], columns=NEEDED)
    >>> alt_contributions(table)
    'Bars of words by what each adds to the score. war: −2.900 (n = 1).'
    """
    rows = choose_contributions(contributions, article=article, measure=measure, top=top, voice=voice)
    parts = (f"{row.term}: {format_number(row.contribution, digits=3)} (n = {row.n_hits})" for row in rows.itertuples())
    return "Bars of words by what each adds to the score. " + list_parts(parts, limit=top)
