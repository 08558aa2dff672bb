"""Any score by article and voice, with its interval: readability, sentiment, rates."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import (
    add_notes,
    count_of,
    format_interval,
    join_caption,
    list_parts,
    name_voice,
    name_zones,
)
from workbench.plots.style import (
    ALL_VOICES,
    VOICE_MARKS,
    add_legend,
    house_style,
    label_rows,
    say_nothing_to_draw,
    start_axes,
)
from workbench.schema import require_columns
from workbench.validity import note_extraction

NEEDED = ("article_id", "measure", "voice", "zones", "value", "low", "high", "n_words", "n_sentences", "reason")
SOURCING = "sourcing_"
SENTIMENT = "sentiment_"
LINE, BAND = 1.6, 0.5


def plot_scores(scores: pd.DataFrame, *, measure: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw one measure: a row per article, a mark per voice, a line for its interval, n at the right.

    Needs the columns of the scores table; rows of other measures are left out.

    Parameters
    ----------
    scores : DataFrame
        The scores table.
    measure : str
        The measure to draw; the first of the table where not given.
    ax : Axes
        Where to draw; a new figure where not given.

    Returns
    -------
    Axes
        Undefined values are written "too few to say" and not drawn.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If the table holds no such measure.

    Examples
    --------
    >>> row = {"article_id": "a", "measure": "flesch", "voice": "all", "zones": "body", "value": 50.0, "low": 40.0,
    ...        "high": 60.0, "n_words": 120, "n_sentences": 9, "reason": None}
    >>> plot_scores(pd.DataFrame([row])).get_title(loc="left")
    'Flesch'
    """
    rows = choose_scores(scores, measure=measure)
    articles, voices = list(dict.fromkeys(rows["article_id"])), _list_voices(rows)
    with house_style():
        ax = start_axes(ax, n_rows=len(articles) * max(len(voices), 1) // 2 + 1)
        if rows.empty:
            return say_nothing_to_draw(ax, "No scores to draw.")
        _draw_rows(ax, rows, articles=articles, voices=voices)
        label_rows(ax, articles)
        ax.set(title=spell_measure(rows["measure"].iloc[0]), xlabel=f"value, line = interval · {_scope(rows)}")
        ax.grid(axis="x", color="#DDDDDD", linewidth=0.6)
        add_legend(ax)
    return ax


def choose_scores(scores: pd.DataFrame, *, measure: str | None = None) -> pd.DataFrame:
    """Return the rows of one measure, the first of the table where none is named.

    Raises
    ------
    ValueError
        Naming the measures that the table holds.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1) | {"measure": "x"}
    >>> len(choose_scores(pd.DataFrame([row])))
    1
    """
    require_columns(scores, NEEDED, name="scores")
    if measure is None:
        return scores[scores["measure"] == scores["measure"].iloc[0]] if len(scores) else scores
    if len(scores) and measure not in set(scores["measure"]):
        known = ", ".join(dict.fromkeys(scores["measure"]))
        raise ValueError(f"measure is {measure!r}; the scores table holds {known}. Choose one of these.")
    return scores[scores["measure"] == measure]


def spell_measure(name: str) -> str:
    """Return the code of a measure as a title.

    Examples
    --------
    >>> spell_measure("flesch_kincaid")
    'Flesch kincaid'
    """
    text = str(name).replace("_", " ")
    return text[:1].upper() + text[1:]


def _list_voices(rows: pd.DataFrame) -> list[str]:
    return [voice for voice in ALL_VOICES if voice in set(rows["voice"])]


def _scope(rows: pd.DataFrame) -> str:
    return ", ".join(name_zones(zones) for zones in dict.fromkeys(rows["zones"]))


def _draw_rows(ax: Axes, rows: pd.DataFrame, *, articles: list[str], voices: list[str]) -> None:
    step = BAND / max(len(voices), 1)
    for place, voice in enumerate(voices):
        offset = (place - (len(voices) - 1) / 2) * step
        chosen = rows[rows["voice"] == voice]
        known = chosen.dropna(subset=["value"])
        y = [articles.index(article) + offset for article in known["article_id"]]
        mark = VOICE_MARKS[voice]
        ax.hlines(
            y, known["low"].fillna(known["value"]), known["high"].fillna(known["value"]), colors=mark.colour, lw=LINE
        )
        ax.plot(
            known["value"],
            y,
            mark.marker,
            color=mark.colour,
            markeredgecolor="#333333",
            label=name_voice(voice),
            ls="none",
        )
        _write_counts(ax, chosen, articles=articles, offset=offset)


def _write_counts(ax: Axes, chosen: pd.DataFrame, *, articles: list[str], offset: float) -> None:
    place = ax.get_yaxis_transform()
    for row in chosen.itertuples():
        y = articles.index(row.article_id) + offset
        words = f"n = {row.n_words:,} words, {row.n_sentences} sent."
        text = f"{row.voice}: {words}" if pd.notna(row.value) else f"{row.voice}: too few to say ({words})"
        ax.text(1.01, y, text, transform=place, va="center", fontsize=7.5)


def caption_scores(scores: pd.DataFrame, *, measure: str | None = None) -> str:
    """Return the caption of `plot_scores`, made from the same table; that of a sourcing measure says how far to trust it.

    Examples
    --------
    >>> row = {"article_id": "a", "measure": "flesch", "voice": "all", "zones": "body", "value": 50.0, "low": 40.0,
    ...        "high": 60.0, "n_words": 120, "n_sentences": 9, "reason": None}
    >>> caption_scores(pd.DataFrame([row]))
    'Flesch · 50.00 [40.00, 60.00] · n = 9 sentences, n = 120 words · zone body, all voices · these texts only'
    """
    rows = choose_scores(scores, measure=measure)
    if rows.empty:
        return join_caption("Scores", "no rows")
    voices = _list_voices(rows)
    whole = rows[rows["voice"] == voices[0]]
    size = f"{count_of(int(whole['n_sentences'].sum()), 'sentence')}, {count_of(int(whole['n_words'].sum()), 'word')}"
    if len(whole) > 1:
        value = f"{len(whole)} articles, values with intervals in the table"
    else:
        value = format_interval(whole["value"].iloc[0], whole["low"].iloc[0], whole["high"].iloc[0])
    scope = f"{_scope(rows)}, {', '.join(name_voice(voice) for voice in voices)}"
    measure = rows["measure"].iloc[0]
    told = "bad news is not tone" if measure.startswith(SENTIMENT) else ""
    caption = join_caption(spell_measure(measure), value, size, scope, told)
    return add_notes(caption, note_extraction() if measure.startswith(SOURCING) else "")


def alt_scores(scores: pd.DataFrame, *, measure: str | None = None) -> str:
    """Return the figure of `plot_scores` in words.

    Examples
    --------
    >>> row = {"article_id": "a", "measure": "flesch", "voice": "all", "zones": "body", "value": 50.0, "low": 40.0,
    ...        "high": 60.0, "n_words": 120, "n_sentences": 9, "reason": None}
    >>> alt_scores(pd.DataFrame([row]))
    'Dot plot with intervals, flesch. a, all voices: 50.00 [40.00, 60.00].'
    """
    rows = choose_scores(scores, measure=measure)
    if rows.empty:
        return "Empty figure: no scores to draw."
    parts = (
        f"{row.article_id}, {name_voice(row.voice)}: {format_interval(row.value, row.low, row.high)}"
        for row in rows.itertuples()
    )
    return f"Dot plot with intervals, {spell_measure(rows['measure'].iloc[0]).lower()}. {list_parts(parts)}"
