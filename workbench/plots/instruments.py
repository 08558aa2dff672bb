"""Several instruments on the same texts: how far they agree, and one readability figure by two tools."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots import captions, shapes, style
from workbench.plots.scores import spell_measure
from workbench.schema import require_columns

AGREEMENT = ("level", "a", "b", "spearman", "same_sign", "both_zero", "n")
NO_PAIR = "There are no two instruments with values to compare."
COUNTS = ("n_sentences", "n_sentences_textstat", "n_words", "n_words_textstat")
SHARES = ("from_formula", "from_sentences", "from_words")
COMPARISON = ("article_id", "measure", "value", "textstat", "difference", *SHARES, *COUNTS)
SAME = 0.005  # differences that two places do not show
NO_TEXT = "There is no text to compare."


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
    >>> row = dict.fromkeys(AGREEMENT, 1.0)
    >>> len(choose_agreement(pd.DataFrame([row | {"level": "articles"}, row | {"level": "sentences"}])))
    1
    """
    require_columns(agreement, AGREEMENT, name="agreement")
    if agreement.empty:
        return agreement
    last = agreement["level"].iloc[-1]
    return style.keep_rows(agreement, "level", last if level is None else level).reset_index(drop=True)


def plot_agreement(agreement: pd.DataFrame, *, level: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw the agreement matrix: rank correlation below the diagonal, share of equal signs above it.

    Needs the columns level, a, b, spearman, same_sign, both_zero and n, as `compare_instruments` makes them.

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
    >>> row = {"level": "articles", "a": "sentiment_x", "b": "sentiment_y", "spearman": 0.5, "same_sign": 0.8, "both_zero": 0.2, "n": 5}
    >>> plot_agreement(pd.DataFrame([row])).get_yticklabels()[1].get_text()
    'y'
    """
    rows = choose_agreement(agreement, level=level)
    names = list(dict.fromkeys([*rows["a"], *rows["b"]]))
    with style.house_style():
        if rows.empty:
            return style.say_nothing_to_draw(style.start_axes(ax, n_rows=3), NO_PAIR)
        cells: dict[tuple[int, int], float] = {}
        for row in rows.itertuples():
            first, second = sorted((names.index(row.a), names.index(row.b)))
            cells[first, second] = row.spearman
            cells[second, first] = row.same_sign
        ax = shapes.draw_matrix(ax, [_spell(name) for name in names], cells, title=f"Agreement over {_count(rows)}")
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
    >>> row = {"level": "articles", "a": "sentiment_x", "b": "sentiment_y", "spearman": 0.5, "same_sign": 0.8, "both_zero": 0.2, "n": 5}
    >>> caption_agreement(pd.DataFrame([row]))
    'Agreement of instruments · rank correlation and equal signs, of which both find nothing in 20 % of the rows · n = 5 articles · all voices · these texts only'
    """
    rows = choose_agreement(agreement, level=level)
    if rows.empty:
        return captions.join_caption("Agreement of instruments", "n = 0 pairs")
    return captions.join_caption(
        "Agreement of instruments", f"rank correlation and equal signs, {_say_zeros(rows)}", _count(rows), "all voices"
    )


def _say_zeros(rows: pd.DataFrame) -> str:
    """Say how many equal signs are those of two instruments that find nothing: agreement about nothing."""
    least, most = (round(100 * float(share)) for share in (rows["both_zero"].min(), rows["both_zero"].max()))
    return f"of which both find nothing in {least if least == most else f'{least} to {most}'} % of the rows"


def alt_agreement(agreement: pd.DataFrame, *, level: str | None = None) -> str:
    """Return the figure of `plot_agreement` in words.

    Examples
    --------
    >>> row = {"level": "articles", "a": "sentiment_x", "b": "sentiment_y", "spearman": 0.5, "same_sign": 0.8, "both_zero": 0.2, "n": 5}
    >>> alt_agreement(pd.DataFrame([row]))
    'Agreement matrix, n = 5 articles. x and y: rank correlation 0.50, equal signs 0.80, both nothing 0.20.'
    """
    rows = choose_agreement(agreement, level=level)
    if rows.empty:
        return f"Empty figure: {NO_PAIR}"
    parts = (
        f"{_spell(row.a)} and {_spell(row.b)}: rank correlation {captions.format_number(float(row.spearman))}, "
        f"equal signs {captions.format_number(float(row.same_sign))}, both nothing {captions.format_number(float(row.both_zero))}"
        for row in rows.itertuples()
    )
    return f"Agreement matrix, {_count(rows)}. {captions.list_parts(parts)}"


def choose_comparison(comparison: pd.DataFrame, *, measure: str | None = None) -> pd.DataFrame:
    """Return the rows of one measure, of the first of the table where none is named.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        Naming the measures that the table holds.

    Examples
    --------
    >>> row = dict.fromkeys(COMPARISON, 1.0)
    >>> len(choose_comparison(pd.DataFrame([row | {"measure": "lix"}, row | {"measure": "rix"}])))
    1
    """
    require_columns(comparison, style.with_unit(COMPARISON, comparison), name="comparison")
    return style.keep_rows(comparison, "measure", measure).reset_index(drop=True)


def plot_comparison(comparison: pd.DataFrame, *, measure: str | None = None, ax: Axes | None = None) -> Axes:
    """Draw ours and textstat's figure of each text, joined by a line; the counted sentences stand at the right.

    Needs the table of `compare_with_textstat`.

    Returns
    -------
    Axes
        Ours a filled dot, textstat's an open square.

    Raises
    ------
    KeyError, ValueError
        As `choose_comparison`.

    Examples
    --------
    >>> row = dict.fromkeys(COMPARISON, 1.0) | {"article_id": "a", "measure": "lix"}
    >>> plot_comparison(pd.DataFrame([row])).get_xlabel()
    'lix'
    """
    rows = choose_comparison(comparison, measure=measure).head(style.MOST_ROWS)
    with style.house_style():
        ax = style.start_axes(ax, n_rows=len(rows) + 1)
        if rows.empty:
            return style.say_nothing_to_draw(ax, NO_TEXT)
        y = rows.index
        ax.hlines(y, rows["textstat"], rows["value"], colors="#888888", lw=1.4)
        ax.plot(rows["textstat"], y, "s", mfc="white", mec=style.RED, mew=1.6, ms=9, ls="none", label="textstat")
        ax.plot(rows["value"], y, "o", color=style.BLUE, mec=style.EDGE, ms=5.5, ls="none", label="workbench")
        style.label_rows(ax, rows[style.unit_column(rows)])
        sizes = (f"n = {r.n_sentences:.0f} sent., textstat {r.n_sentences_textstat:.0f}" for r in rows.itertuples())
        style.write_beside(ax, sizes)
        name = rows["measure"].iloc[0]
        ax.set_xlabel(name.replace("_", " "))
        style.write_title(ax, f"{spell_measure(name)}: the same text, two tools")
        ax.margins(x=0.1)
        style.add_legend(ax)
    return ax


def explain_difference(row: object) -> str:
    """Return where the difference of one row comes from, as a sentence.

    Examples
    --------
    >>> row = dict.fromkeys(COMPARISON, 0.0) | {"difference": 2.0, "from_sentences": 1.9, "from_words": 0.1, "n_sentences": 17, "n_sentences_textstat": 19, "n_words": 316, "n_words_textstat": 315}
    >>> explain_difference(next(pd.DataFrame([row]).itertuples()))
    'Ours minus textstat is 2.00; 1.90 of it comes from where sentences are cut (17 sentences here, 19 in textstat), 0.10 from what counts as a word, letter or syllable (316 words here, 315 in textstat).'
    """
    if pd.isna(row.difference):
        return "Too few words to compare."
    values = [float(value) for value in (row.difference, row.from_sentences, row.from_words, row.from_formula)]
    if max(map(abs, values)) < SAME:
        return f"The same figure; both find {row.n_sentences:.0f} sentences and {row.n_words:.0f} words."
    parts = [captions.format_number(value) for value in values]
    formula = f"; {parts[3]} from another constant or other signs in the formula" if abs(values[3]) >= SAME else ""
    return (
        f"Ours minus textstat is {parts[0]}; {parts[1]} of it comes from where sentences are cut "
        f"({row.n_sentences:.0f} sentences here, {row.n_sentences_textstat:.0f} in textstat), {parts[2]} from what counts "
        f"as a word, letter or syllable ({row.n_words:.0f} words here, {row.n_words_textstat:.0f} in textstat){formula}."
    )


def caption_comparison(comparison: pd.DataFrame, *, measure: str | None = None) -> str:
    """Return the caption of `plot_comparison`, made from the same table.

    Examples
    --------
    >>> row = dict.fromkeys(COMPARISON, 1.0) | {"article_id": "a", "measure": "lix", "n_sentences": 9}
    >>> caption_comparison(pd.DataFrame([row]))
    'Lix, ours beside textstat · 0 of 1 texts the same · n = 9 sentences · all voices · these texts only'
    """
    rows = choose_comparison(comparison, measure=measure)
    if rows.empty:
        return captions.join_caption("Ours beside textstat", captions.count_of(0, "sentence"))
    same = int((rows["difference"].abs() < SAME).sum())
    name = f"{spell_measure(rows['measure'].iloc[0])}, ours beside textstat"
    size = captions.count_of(int(rows["n_sentences"].sum()), "sentence")
    what = style.name_units(rows)
    shown = shapes.say_units_shown(len(rows), what)
    return captions.join_caption(name, f"{same} of {len(rows)} {what}s the same", shown, size, "all voices")


def alt_comparison(comparison: pd.DataFrame, *, measure: str | None = None) -> str:
    """Return the figure of `plot_comparison` in words.

    Examples
    --------
    >>> row = dict.fromkeys(COMPARISON, 1.0) | {"article_id": "a", "measure": "lix"}
    >>> alt_comparison(pd.DataFrame([row]))
    'Two marks per text, lix. a: 1.00 here, 1.00 by textstat.'
    """
    rows = choose_comparison(comparison, measure=measure)
    if rows.empty:
        return f"Empty figure: {NO_TEXT}"
    parts = (
        f"{unit}: {captions.format_number(float(row.value))} here, {captions.format_number(float(row.textstat))} by textstat"
        for unit, row in zip(rows[style.unit_column(rows)], rows.itertuples(), strict=True)
    )
    return f"Two marks per text, {spell_measure(rows['measure'].iloc[0]).lower()}. {captions.list_parts(parts)}"
