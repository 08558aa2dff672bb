"""The words that drive a score, the words that make the difference of two, and each sentence in the order of reading."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots import captions, shapes, style
from workbench.schema import require_at_least, require_columns

CONTRIBUTIONS = ("article_id", "measure", "voice", "term", "n_hits", "contribution")
SHIFT = ("measure", "voice", "term", "shift", "n_hits_a", "n_hits_b")
SENTENCES = ("article_id", "sentence_id", "measure", "value")
NO_HIT = "No word of the lexicon stands in this text."
NO_WORD = "Neither text holds a word of this instrument in this voice."
SIGNS = ((-1, "vermillion", "v"), (0, "black", "o"), (1, "blue", "^"))
NOT_TONE = "bad news is not tone"


def choose_contributions(
    contributions: pd.DataFrame,
    *,
    article: str | None = None,
    measure: str | None = None,
    top: int = 12,
    voice: str = "all",
) -> pd.DataFrame:
    """Return the `top` words that add most to one score of one text or group and voice, lowest first.

    Needs the columns article_id (or group), measure, voice, term, n_hits and contribution. Without an article or a
    measure the first of the table is taken. A text in which an instrument finds no word has no rows, so that none are
    returned.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For a `top` below 1.

    Examples
    --------
    >>> rows = [("a", "x", "all", "war", 1, -2.9), ("a", "x", "all", "calm", 1, 1.3), ("a", "x", "all", "so", 1, 0.1)]
    >>> choose_contributions(pd.DataFrame(rows, columns=CONTRIBUTIONS), top=2).term.tolist()
    ['war', 'calm']
    """
    require_columns(contributions, style.with_unit(CONTRIBUTIONS, contributions), name="contributions")
    require_at_least(top, 1, name="top")
    rows = contributions[contributions["voice"] == voice]
    for column, value in ((style.unit_column(contributions), article), ("measure", measure)):
        rows = style.keep_rows(rows, column) if value is None else rows[rows[column] == value]
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
    """Draw the words that add most to one score of one text or group, as bars to the left and right of 0.

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
    >>> table = pd.DataFrame([("a", "x", "all", "war", 1, -2.9)], columns=CONTRIBUTIONS)
    >>> plot_contributions(table).get_xlabel()
    'added to the score of the text, x'
    """
    rows = choose_contributions(contributions, article=article, measure=measure, top=top, voice=voice)
    with style.house_style():
        ax = style.start_axes(ax, n_rows=len(rows))
        if rows.empty:
            return style.say_nothing_to_draw(ax, NO_HIT)
        labels = [f"{style.shorten(row.term, limit=24)} (n = {row.n_hits})" for row in rows.itertuples()]
        shapes.draw_signed(ax, rows["contribution"], labels)
        first = rows.iloc[0]
        ax.set_xlabel(f"added to the score of the text, {first['measure'].replace('_', ' ')}")
        style.write_title(ax, f"Words that drive the score: {style.shorten(first[style.unit_column(rows)], limit=44)}")
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
    >>> table = pd.DataFrame([("a", "x", "all", "war", 1, -2.9)], columns=CONTRIBUTIONS)
    >>> caption_contributions(table)
    'Words that drive x in a · 1 word type shown · n = 1 word · all voices · bad news is not tone · these texts only'
    """
    rows = choose_contributions(contributions, article=article, measure=measure, top=top, voice=voice)
    if rows.empty:
        return captions.join_caption("Words that drive the score", "no word of the lexicon found")
    first = rows.iloc[0]
    name = f"Words that drive {first['measure'].replace('_', ' ')} in {first[style.unit_column(rows)]}"
    size = (
        f"{captions.spell_count(len(rows), 'word type')} shown",
        captions.count_of(int(rows["n_hits"].sum()), "word"),
    )
    return captions.join_caption(name, *size, captions.name_groups(rows), captions.name_voice(voice), NOT_TONE)


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
    >>> table = pd.DataFrame([("a", "x", "all", "war", 1, -2.9)], columns=CONTRIBUTIONS)
    >>> alt_contributions(table)
    'Bars of words by what each adds to the score. war: −2.900 (n = 1).'
    """
    rows = choose_contributions(contributions, article=article, measure=measure, top=top, voice=voice)
    parts = (
        f"{row.term}: {captions.format_number(row.contribution, digits=3)} (n = {row.n_hits})"
        for row in rows.itertuples()
    )
    return "Bars of words by what each adds to the score. " + captions.list_parts(parts, limit=top)


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
    >>> choose_shift(pd.DataFrame(rows, columns=SHIFT), top=2).term.tolist()
    ['war', 'calm']
    """
    require_columns(shift, SHIFT, name="shift")
    require_at_least(top, 1, name="top")
    rows = _keep_shift(shift, measure, voice)
    order = rows["shift"].abs().sort_values(ascending=False, kind="stable").index[:top]
    return rows.loc[order].sort_values(["shift", "term"], ignore_index=True)


def _keep_shift(shift: pd.DataFrame, measure: str | None, voice: str) -> pd.DataFrame:
    rows = style.keep_rows(shift, "measure") if measure is None else shift[shift["measure"] == measure]
    return rows[rows["voice"] == voice]


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
    >>> table = pd.DataFrame([("x", "all", "war", -0.2, 1, 0)], columns=SHIFT)
    >>> plot_shift(table, names=("a", "b")).get_yticklabels()[0].get_text()
    'war (1 : 0)'
    """
    rows = choose_shift(shift, measure=measure, voice=voice)
    with style.house_style():
        ax = style.start_axes(ax, n_rows=len(rows))
        if rows.empty:
            return style.say_nothing_to_draw(ax, NO_WORD)
        labels = [f"{style.shorten(row.term, limit=24)} ({row.n_hits_a} : {row.n_hits_b})" for row in rows.itertuples()]
        shapes.draw_signed(ax, rows["shift"], labels)
        ax.set_xlabel(f"part of the difference, {rows['measure'].iloc[0].replace('_', ' ')} (n in brackets)")
        style.write_title(
            ax, f"What sets {style.shorten(names[0], limit=44)} off from {style.shorten(names[1], limit=44)}"
        )
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
    >>> table = pd.DataFrame([("x", "all", "war", -0.2, 1, 0)], columns=SHIFT)
    >>> caption_shift(table, names=("a", "b"))
    'Word shift, x: a minus b · −0.20 in all, 1 word type shown · n = 1 word · all voices · bad news is not tone · these texts only'
    """
    rows = choose_shift(shift, measure=measure, voice=voice)
    if rows.empty:
        return captions.join_caption("Word shift", captions.count_of(0, "word"), captions.name_voice(voice))
    every = _keep_shift(shift, measure, voice)
    total = captions.format_number(float(every["shift"].sum()))
    size = captions.count_of(int(every[["n_hits_a", "n_hits_b"]].to_numpy().sum()), "word")
    what = f"Word shift, {rows['measure'].iloc[0].replace('_', ' ')}: {names[0]} minus {names[1]}"
    shown = f"{total} in all, {captions.spell_count(len(rows), 'word type')} shown"
    return captions.join_caption(what, shown, size, captions.name_voice(voice), NOT_TONE)


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
    >>> table = pd.DataFrame([("x", "all", "war", -0.2, 1, 0)], columns=SHIFT)
    >>> alt_shift(table, names=("a", "b"))
    'Bars of words by their part in the difference of a and b. war: −0.200 (1 : 0).'
    """
    rows = choose_shift(shift, measure=measure, voice=voice)
    if rows.empty:
        return f"Empty figure: {NO_WORD}"
    parts = (
        f"{r.term}: {captions.format_number(r.shift, digits=3)} ({r.n_hits_a} : {r.n_hits_b})"
        for r in rows.itertuples()
    )
    return f"Bars of words by their part in the difference of {names[0]} and {names[1]}. {captions.list_parts(parts, limit=14)}"


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
    require_columns(sentence_scores, style.with_unit(SENTENCES, sentence_scores), name="sentence_scores")
    return style.keep_rows(sentence_scores, "measure", measure)


def plot_sentence_scores(sentence_scores: pd.DataFrame, *, measure: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw one row per text or group: each sentence a mark on the scale, pointing up above 0 and down below it.

    Needs the columns article_id (or group), sentence_id, measure and value; sentences without a value are left out and
    counted.

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
    rows = style.cap_units(choose_sentences(sentence_scores, measure=measure))
    known, units = rows.dropna(subset=["value"]), style.list_units(rows)
    with style.house_style():
        ax = style.start_axes(ax, n_rows=1, height=1.5 + len(units) * (0.8 if len(units) <= 6 else 0.45))  # noqa: PLR2004  a page
        if known.empty:
            return style.say_nothing_to_draw(ax, "No sentence with a value.")
        strips = [known[known[style.unit_column(rows)] == unit] for unit in units]
        for row, strip in enumerate(strips):
            _draw_strip(ax, strip, row=row)
        ax.axvline(0, color=style.EDGE, linewidth=0.8)
        style.label_rows(ax, units)
        style.write_beside(ax, [captions.count_of(len(strip), "sentence") for strip in strips])
        ax.set_xlabel(style.fold(f"value of the sentence, {rows['measure'].iloc[0].replace('_', ' ')}", width=64))
        style.write_title(ax, "Each sentence, the first on top of its row")
        ax.margins(x=0.08)
    return ax


def _draw_strip(ax: Axes, chosen: pd.DataFrame, *, row: int) -> None:
    step = 0.7 / max(len(chosen), 1)
    heights = pd.Series([row - 0.35 + place * step for place in range(len(chosen))], index=chosen.index)
    for sign, colour, marker in SIGNS:
        mine = chosen[(chosen["value"] > 0).astype(int) - (chosen["value"] < 0).astype(int) == sign]
        ax.plot(
            mine["value"],
            heights[mine.index],
            marker,
            color=style.OKABE_ITO[colour],
            ls="none",
            ms=5,
            mec=style.EDGE,
            mew=0.4,
        )


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
        return captions.join_caption("Value of each sentence", "no rows")
    size = f"{captions.count_of(int(rows['value'].notna().sum()), 'sentence')} with a value, of {len(rows):,}"
    name = f"Value of each sentence, {rows['measure'].iloc[0].replace('_', ' ')}"
    zones = f"{captions.name_zones('+'.join(dict.fromkeys(rows['zone'])))}, " if "zone" in rows else ""
    shown = shapes.say_units_shown(len(style.list_units(rows)), style.name_units(rows))
    return captions.join_caption(name, shown, size, captions.name_groups(rows), f"{zones}all voices")


def alt_sentence_scores(sentence_scores: pd.DataFrame, *, measure: str | None = None) -> str:
    """Return the figure of `plot_sentence_scores` in words.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "measure": "x", "value": [0.5]})
    >>> alt_sentence_scores(table)
    'Strip of sentence values. a: 1 above 0, 0 at 0, 0 below 0, lowest 0.50, highest 0.50.'
    """
    rows = choose_sentences(sentence_scores, measure=measure)
    units = rows.groupby(style.unit_column(rows), sort=False)
    return "Strip of sentence values. " + captions.list_parts(
        _describe(unit, mine["value"].dropna()) for unit, mine in units
    )


def _describe(unit: str, values: pd.Series) -> str:
    if values.empty:
        return f"{unit}: no sentence with a value"
    counts = f"{(values > 0).sum()} above 0, {(values == 0).sum()} at 0, {(values < 0).sum()} below 0"
    lowest, highest = captions.format_number(float(values.min())), captions.format_number(float(values.max()))
    return f"{unit}: {counts}, lowest {lowest}, highest {highest}"
