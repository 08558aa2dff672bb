"""Any score by text and voice, with its interval, as a figure and as a table for reading."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots import captions, shapes, style
from workbench.schema import require_columns
from workbench.validity import note_extraction

NEEDED = ("article_id", "measure", "voice", "zones", "value", "low", "high", "n_words", "n_sentences", "reason")
STATISTICS = ("article_id", "measure", "value", "low", "high", "n_cases", "n_hits", "reason")
SOURCING, SENTIMENT = "sourcing_", "sentiment_"
NOTHING = "No scores to draw."
NAMES = {
    "kind_relative_entropy": "Kinds of source, relative entropy",
    "kind_simpson_d": "Kinds of source, Simpson's D",
    "kind_iqv": "Kinds of source, IQV",
    "sources": "Distinct sources",
    "words": "Words given to sources",
}


def choose_scores(scores: pd.DataFrame, *, measure: str | None = None) -> pd.DataFrame:
    """Return the rows of one measure, the first of the table where none is named.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        Naming the measures that the table holds.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1) | {"measure": "x"}
    >>> len(choose_scores(pd.DataFrame([row])))
    1
    """
    require_columns(scores, style.with_unit(NEEDED, scores), name="scores")
    return style.keep_rows(scores, "measure", measure, name="scores table")


def spell_measure(name: str) -> str:
    """Return the code of a measure as a title.

    Examples
    --------
    >>> spell_measure("flesch_kincaid")
    'Flesch kincaid'
    """
    text = str(name).replace("_", " ")
    return text[:1].upper() + text[1:]


def plot_scores(
    scores: pd.DataFrame,
    *,
    measure: str | None = None,
    articles: pd.DataFrame | None = None,
    marks: Mapping[str, style.Mark] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw one measure: a row per text or group, a mark per voice, a line for its interval, n at the right.

    Needs the columns of the scores table, with group for article_id where articles are pooled; rows of other measures
    are left out.

    Parameters
    ----------
    scores : DataFrame
        The scores table.
    measure : str
        The measure to draw; the first of the table where not given.
    articles : DataFrame
        The scores of the single articles with their `group`: dots in the rows of groups that have no interval.
    marks : mapping
        Mark by text or group, for the whole study; used where one voice is drawn, else marks tell the voices apart.
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
    >>> plot_scores(pd.DataFrame([row])).get_xlabel()
    'value, line = interval · zone body'
    """
    rows = style.cap_units(choose_scores(scores, measure=measure))
    units, voices = style.list_units(rows), _list_voices(rows)
    with style.house_style():
        ax = style.start_axes(ax, n_rows=1, height=1.7 + len(units) * max(0.38, 0.17 * len(voices)))
        if rows.empty:
            return style.say_nothing_to_draw(ax, NOTHING)
        for place, voice in enumerate(voices):
            offset = 0.72 * ((place + 0.5) / len(voices) - 0.5)
            mine = rows[rows["voice"] == voice]
            y = pd.Series([units.index(unit) + offset for unit in mine[style.unit_column(rows)]], index=mine.index)
            looks = (
                style.mark_units(units, marks)
                if marks and len(voices) == 1
                else dict.fromkeys(units, style.VOICE_MARKS[voice])
            )
            _draw_voice(ax, mine, y, looks)
            if articles is not None:
                _draw_articles(ax, mine, y, choose_scores(articles, measure=rows["measure"].iloc[0]))
            style.write_beside(
                ax, [_spell_size(row, n_voices=len(voices)) for row in mine.itertuples()], rows=y, width=58
            )
        style.label_rows(ax, units)
        ax.set_xlabel(f"value, line = interval · {_scope(rows)}")
        style.write_title(ax, spell_measure(rows["measure"].iloc[0]))
        ax.grid(axis="x", color=style.RULE, linewidth=0.6)
        style.add_legend(ax)
    return ax


def _list_voices(rows: pd.DataFrame) -> list[str]:
    return [voice for voice in style.ALL_VOICES if voice in set(rows["voice"])]


def _scope(rows: pd.DataFrame) -> str:
    return ", ".join(captions.name_zones(zones) for zones in dict.fromkeys(rows["zones"]))


def _draw_voice(ax: Axes, rows: pd.DataFrame, y: pd.Series, looks: Mapping[str, style.Mark]) -> None:
    """Draw the marks of one voice, each with its line; one legend entry for the voice, none for texts."""
    known = rows.dropna(subset=["value"])
    label = captions.name_voice(rows["voice"].iloc[0]) if len(set(looks.values())) == 1 else None
    for row, place in zip(known.itertuples(), y[known.index], strict=True):
        mark = looks[getattr(row, style.unit_column(rows))]
        low, high = (row.value if pd.isna(bound) else bound for bound in (row.low, row.high))
        ax.hlines(place, low, high, colors=mark.colour, lw=1.6)
        ax.plot(row.value, place, mark.marker, color=mark.colour, mec=style.EDGE, ls="none", label=label)
        label = None


def _draw_articles(ax: Axes, rows: pd.DataFrame, y: pd.Series, articles: pd.DataFrame) -> None:
    require_columns(articles, ("group", "voice", "value"), name="articles")
    bare = rows[rows["low"].isna()]
    for row, place in zip(bare.itertuples(), y[bare.index], strict=True):
        mine = articles[(articles["group"] == getattr(row, style.unit_column(rows))) & (articles["voice"] == row.voice)]
        has_label = "single articles" in ax.get_legend_handles_labels()[1]
        look = {"mfc": "white", "mec": style.EDGE, "ms": 4, "ls": "none", "zorder": 1.5}
        ax.plot(mine["value"], [place] * len(mine), "o", label=None if has_label else "single articles", **look)


def _spell_size(row: object, *, n_voices: int) -> str:
    words = f"n = {row.n_words:,} words, {row.n_sentences} sent."
    voice = f"{row.voice}: " if n_voices > 1 else ""
    return f"{voice}{words}" if pd.notna(row.value) else f"{row.voice}: too few to say ({words})"


def caption_scores(scores: pd.DataFrame, *, measure: str | None = None, articles: pd.DataFrame | None = None) -> str:
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
        return captions.join_caption("Scores", "no rows")
    voices, what = _list_voices(rows), "group" if style.unit_column(rows) == "group" else "article"
    whole = rows[rows["voice"] == voices[0]]
    size = f"{captions.count_of(int(whole['n_sentences'].sum()), 'sentence')}, {captions.count_of(int(whole['n_words'].sum()), 'word')}"
    first = whole.iloc[0]
    value = (
        f"{len(whole)} {what}s, values with intervals in the table"
        if len(whole) > 1
        else captions.format_interval(first["value"], first["low"], first["high"])
    )
    scope = f"{_scope(rows)}, {', '.join(captions.name_voice(voice) for voice in voices)}"
    measure = rows["measure"].iloc[0]
    dots = "dots: single articles, where there is no interval" if articles is not None else ""
    told = "bad news is not tone" if measure.startswith(SENTIMENT) else ""
    pooled = (
        shapes.say_units_shown(len(style.list_units(rows)), f"{what}"),
        captions.name_groups(rows),
        captions.say_intervals(rows),
        dots,
    )
    caption = captions.join_caption(spell_measure(measure), value, size, *pooled, scope, told)
    return captions.add_notes(caption, note_extraction() if measure.startswith(SOURCING) else "")


def alt_scores(scores: pd.DataFrame, *, measure: str | None = None, articles: pd.DataFrame | None = None) -> str:
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
        return f"Empty figure: {NOTHING}"
    parts = (
        f"{getattr(row, style.unit_column(rows))}, {captions.name_voice(row.voice)}: {captions.format_interval(row.value, row.low, row.high)}"
        for row in rows.itertuples()
    )
    dots = "" if articles is None else " Dots: single articles, where there is no interval."
    return (
        f"Dot plot with intervals, {spell_measure(rows['measure'].iloc[0]).lower()}. {captions.list_parts(parts)}{dots}"
    )


def spell_statistics(scores: pd.DataFrame) -> pd.DataFrame:
    r"""Return scores for reading: a row per measure, a column per text or group.

    Needs article_id (or group), measure, value, low, high, n_cases, n_hits and reason, as `summarise_sourcing` makes
    them.

    Returns
    -------
    DataFrame
        One row per measure, sorted by its code; shares that are 0 in every text are left out. Columns: `measure`, then
        each text: value, interval and n on two lines, a count alone, "too few to say", or a dash where there is no row.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> row = {"article_id": "a", "measure": "sourcing_named_share", "value": 0.6, "low": 0.31, "high": 0.83}
    >>> row |= {"n_cases": 10, "n_hits": 6, "reason": None}
    >>> spell_statistics(pd.DataFrame([row])).values.tolist()
    [['Named share', '0.60 [0.31, 0.83]\nn = 10']]
    """
    require_columns(scores, style.with_unit(STATISTICS, scores), name="scores")
    most = scores.groupby("measure")["n_hits"].transform("max")
    rows = scores[most.isna() | (most > 0)]
    measures, unit = sorted(rows["measure"].unique()), style.unit_column(scores)
    cells = {(row[unit], row["measure"]): _spell_cell(row) for row in rows.to_dict("records")}
    columns = {name: [cells.get((name, measure), "–") for measure in measures] for name in style.list_units(scores)}
    names = [_name_statistic(measure.removeprefix(SOURCING)) for measure in measures]
    return pd.DataFrame({"measure": names, **columns})


def _name_statistic(measure: str) -> str:
    return NAMES.get(measure, spell_measure(measure))


def _spell_cell(row: Mapping) -> str:
    n = "" if pd.isna(row["n_cases"]) else f"n = {captions.format_number(int(row['n_cases']))}"
    if pd.isna(row["value"]):
        return f"too few to say\n{n}".strip()
    if pd.isna(row["low"]) and row["value"] == round(row["value"]):
        return captions.format_number(int(row["value"]))
    interval = captions.format_interval(row["value"], row["low"], row["high"])
    return f"{interval}\n{n}".strip()
