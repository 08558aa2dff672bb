"""One score per sentence, in the order of reading, and the words that drive it."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import count_of, format_number, join_caption, list_parts, name_zones
from workbench.plots.style import (
    EDGE,
    OKABE_ITO,
    house_style,
    label_rows,
    say_nothing_to_draw,
    start_axes,
)
from workbench.schema import require_choice, require_columns

NEEDED = ("article_id", "sentence_id", "measure", "value")
SIGNS = (("below 0", "vermillion", "v"), ("0", "black", "o"), ("above 0", "blue", "^"))


def choose_sentences(sentence_scores: pd.DataFrame, *, measure: str | None = None) -> pd.DataFrame:
    """Return the sentences of one measure, the first of the table where none is named.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        Naming the measures that the table holds.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": "a", "sentence_id": 0, "measure": ["x", "y"], "value": [0.5, -0.2]})
    >>> choose_sentences(table, measure="y").value.tolist()
    [-0.2]
    """
    require_columns(sentence_scores, NEEDED, name="sentence_scores")
    known = list(dict.fromkeys(sentence_scores["measure"]))
    if not known:
        return sentence_scores
    require_choice(known[0] if measure is None else measure, known, name="measure")
    return sentence_scores[sentence_scores["measure"] == (known[0] if measure is None else measure)]


def plot_sentence_scores(sentence_scores: pd.DataFrame, *, measure: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw one row per article: each sentence a mark on the scale, pointing up above 0 and down below it.

    Needs the columns article_id, sentence_id, measure and value; sentences without a value are left out and counted.

    Returns
    -------
    Axes
        Sentences of one row are set one under the other in the order of reading.

    Raises
    ------
    KeyError, ValueError
        As `choose_sentences`.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": "a", "sentence_id": [0, 1], "measure": "x", "value": [0.5, -0.2]})
    >>> plot_sentence_scores(table).get_xlabel()
    'value of the sentence, x'
    """
    rows = choose_sentences(sentence_scores, measure=measure)
    known = rows.dropna(subset=["value"])
    articles = list(dict.fromkeys(rows["article_id"]))
    with house_style():
        ax = start_axes(ax, n_rows=2 * len(articles))
        if known.empty:
            return say_nothing_to_draw(ax, "No sentence with a value.")
        for row, article in enumerate(articles):
            _draw_strip(ax, known[known["article_id"] == article], row=row)
        ax.axvline(0, color=EDGE, linewidth=0.8)
        label_rows(ax, articles)
        title = "Each sentence, the first on top of its row"
        ax.set(xlabel=f"value of the sentence, {rows['measure'].iloc[0].replace('_', ' ')}", title=title)
        ax.margins(x=0.08)
    return ax


def _draw_strip(ax: Axes, chosen: pd.DataFrame, *, row: int) -> None:
    step = 0.7 / max(len(chosen), 1)
    heights = pd.Series([row - 0.35 + place * step for place in range(len(chosen))], index=chosen.index)
    for sign, (_, colour, marker) in zip((-1, 0, 1), SIGNS, strict=True):
        mine = chosen[(chosen["value"] > 0).astype(int) - (chosen["value"] < 0).astype(int) == sign]
        ax.plot(mine["value"], heights[mine.index], marker, color=OKABE_ITO[colour], ls="none", ms=5, mec=EDGE, mew=0.4)
    text = count_of(len(chosen), "sentence")
    ax.text(1.01, row, text, transform=ax.get_yaxis_transform(), va="center", fontsize=8)


def caption_sentence_scores(sentence_scores: pd.DataFrame, *, measure: str | None = None) -> str:
    """Return the caption of `plot_sentence_scores`, made from the same table.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "measure": "x_y", "value": [0.5]})
    >>> caption_sentence_scores(table)
    'Value of each sentence, x y · n = 1 sentence with a value, of 1 · all voices · these texts only'
    """
    rows = choose_sentences(sentence_scores, measure=measure)
    if rows.empty:
        return join_caption("Value of each sentence", "no rows")
    size = f"{count_of(int(rows['value'].notna().sum()), 'sentence')} with a value, of {len(rows):,}"
    name = rows["measure"].iloc[0].replace("_", " ")
    return join_caption(f"Value of each sentence, {name}", size, *_name_scope(rows))


def _name_scope(rows: pd.DataFrame) -> list[str]:
    if "zone" not in rows:
        return ["all voices"]
    return [f"{name_zones('+'.join(dict.fromkeys(rows['zone'])))}, all voices"]


def alt_sentence_scores(sentence_scores: pd.DataFrame, *, measure: str | None = None) -> str:
    """Return the figure of `plot_sentence_scores` in words.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "measure": "x", "value": [0.5]})
    >>> alt_sentence_scores(table)
    'Strip of sentence values. a: 1 above 0, 0 at 0, 0 below 0, lowest 0.50, highest 0.50.'
    """
    rows = choose_sentences(sentence_scores, measure=measure)
    parts = (_describe(article, mine["value"].dropna()) for article, mine in rows.groupby("article_id"))
    return "Strip of sentence values. " + list_parts(parts)


def _describe(article: str, values: pd.Series) -> str:
    if values.empty:
        return f"{article}: no sentence with a value"
    counts = f"{(values > 0).sum()} above 0, {(values == 0).sum()} at 0, {(values < 0).sum()} below 0"
    lowest, highest = format_number(float(values.min())), format_number(float(values.max()))
    return f"{article}: {counts}, lowest {lowest}, highest {highest}"
