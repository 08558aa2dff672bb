"""Words met more often than expected: in one text against the rest (keyness), or near a word (collocates)."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from workbench.plots import captions, shapes, style
from workbench.schema import TABLES, require_at_least, require_choice, require_columns

KEYNESS = tuple(TABLES["keyness"])
NO_RIVAL = "No word to compare: this needs two texts or more, and words that occur often enough."
MEASURES = ("log_dice", "mi", "log_likelihood", "t_score", "delta_p_forward", "delta_p_backward")
COLLOCATES = ("term", "n_together", "n_term", "n_node", "n_words", "expected", *MEASURES)
NO_WORD = "No word stands near it often enough."


def choose_keyness(
    keyness: pd.DataFrame, *, group: str | None = None, measure: str | None = None, top: int = 15
) -> pd.DataFrame:
    """Return the `top` words of largest effect in one group by one measure, of those that could pass, largest value first.

    Needs the keyness table. Words that cannot pass, for they are too rare (column reason), are not drawn: the most
    extreme values are theirs. Ranked by the size of the value, of its logarithm for ratios. Without a group or a
    measure the first of the table is taken.

    Returns
    -------
    DataFrame
        Columns as given; rows by falling value, then by term.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For a group or a measure that the table does not hold, or a `top` below 1.

    Examples
    --------
    >>> row = dict.fromkeys(KEYNESS, 1.0) | {"group": "a", "measure": "g2"}
    >>> table = pd.DataFrame([row | {"term": "x", "value": 1.0}, row | {"term": "y", "value": -3.0}])
    >>> choose_keyness(table, top=1).term.tolist()
    ['y']
    """
    require_columns(keyness, KEYNESS, name="keyness")
    require_at_least(top, 1, name="top")
    rows = style.keep_rows(keyness, "group", group, name="keyness table")
    rows = find_eligible(style.keep_rows(rows, "measure", measure, name="keyness table"))
    order = _size_effect(rows).sort_values(ascending=False, kind="stable").index[:top]
    return rows.loc[order].sort_values(["value", "term"], ascending=[False, True], ignore_index=True)


def find_eligible(rows: pd.DataFrame) -> pd.DataFrame:
    """Return the words that could pass if their difference were large: all but those too rare or undefined.

    Examples
    --------
    >>> rows = pd.DataFrame({"value": [1.0, 2.0, 3.0], "reason": [None, "fewer than 5 occurrences", "too few articles"]})
    >>> find_eligible(rows).value.tolist()
    [1.0, 3.0]
    """
    rows = rows.dropna(subset=["value"])
    if "reason" not in rows:
        return rows
    return rows[rows["reason"].isna() | rows["reason"].astype("str").str.startswith("too few")]


def _size_effect(rows: pd.DataFrame) -> pd.Series:
    ratio = {"odds_ratio": rows["value"], "percent_diff": 1 + rows["value"] / 100}
    name = rows["measure"].iloc[0] if len(rows) else ""
    with np.errstate(divide="ignore"):
        return np.log(ratio[name]).abs() if name in ratio else rows["value"].abs()


def plot_keyness(
    keyness: pd.DataFrame,
    *,
    group: str | None = None,
    measure: str | None = None,
    top: int = 15,
    marks: Mapping[str, style.Mark] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the words of one group by one keyness measure: dot, interval, and the grey band of what was dealt.

    Needs the keyness table. The grey band holds 95 of 100 values when the same paragraphs, or the same articles among
    groups, are dealt at random. A star marks the words that pass. `marks` gives the group the colour that it has in the
    whole study.

    Returns
    -------
    Axes
        Counts in the group and in the rest stand in each label, and in how many texts the word stands.

    Raises
    ------
    KeyError, ValueError
        As `choose_keyness`.

    Examples
    --------
    >>> row = dict.fromkeys(KEYNESS, 1.0) | {"group": "a", "measure": "log_ratio", "term": "x", "n_group": 3, "n_rest": 0}
    >>> plot_keyness(pd.DataFrame([row])).get_xlabel()
    'log ratio, line = interval, grey = paragraphs dealt'
    """
    rows = choose_keyness(keyness, group=group, measure=measure, top=top)
    with style.house_style():
        ax = style.start_axes(ax, n_rows=len(rows))
        if rows.empty:
            return style.say_nothing_to_draw(ax, NO_RIVAL)
        name = rows["group"].iloc[0]
        mark = style.mark_units([name], marks)[name] if marks else style.PLAIN
        shapes.draw_against_band(ax, rows, value="value", mark=mark, dealt=captions.name_null(rows))
        style.label_rows(ax, [_label_word(row) for row in rows.itertuples()])
        ax.set_xlabel(f"{_spell(rows)}, line = interval, grey = {captions.name_null(rows)}")
        style.write_title(ax, f"{style.shorten(name, limit=40)} against the rest ({_size(rows)})")
    return ax


def _spell(rows: pd.DataFrame) -> str:
    return str(rows["measure"].iloc[0]).replace("_", " ")


def _size(rows: pd.DataFrame) -> str:
    return f"n = {rows['words_group'].iloc[0]:,.0f} : {rows['words_rest'].iloc[0]:,.0f} words"


def _label_word(row: tuple) -> str:
    star = "* " if getattr(row, "passes", False) else ""
    held = f", {row.range_group} of {row.articles_group}" if hasattr(row, "range_group") else ""
    held = held or (f", {row.n_articles} texts" if hasattr(row, "n_articles") else "")
    return f"{star}{style.shorten(row.term, limit=22)} ({row.n_group} : {row.n_rest}{held})"


def _count_articles(rows: pd.DataFrame) -> int:
    """Return how many articles the group pools, where the table says so (articles_group)."""
    return int(rows["articles_group"].iloc[0]) if "articles_group" in rows and len(rows) else 1


def caption_keyness(
    keyness: pd.DataFrame, *, group: str | None = None, measure: str | None = None, top: int = 15
) -> str:
    """Return the caption of `plot_keyness`, made from the same table.

    Examples
    --------
    >>> row = dict.fromkeys(KEYNESS, 1.0) | {"group": "a", "measure": "log_ratio", "words_group": 60, "words_rest": 95}
    >>> caption_keyness(pd.DataFrame([row | {"term": "x"}]))
    'Log ratio · 1 word, counts in brackets (a : rest) · n = 60 : 95 words · 0 of 1 words looked at lie outside the band, 5 % would by dealing alone · these texts only'
    """
    rows = choose_keyness(keyness, group=group, measure=measure, top=top)
    if rows.empty:
        return captions.join_caption("Keyness", "no word is frequent enough to be looked at")
    name, n_articles = _spell(rows), _count_articles(rows)
    looked_at = choose_keyness(keyness, group=group, measure=measure, top=max(len(keyness), 1))
    counts = f"{captions.spell_count(len(rows), 'word')}, counts in brackets ({rows['group'].iloc[0]} : rest)"
    pooled = f"{rows['group'].iloc[0]}: {captions.spell_count(n_articles, 'article')}, null: {captions.name_null(rows)}"
    told = [_count_outside(looked_at), _count_passing(looked_at), pooled if n_articles > 1 else ""]
    return captions.join_caption(name[:1].upper() + name[1:], counts, _size(rows), *told)


def _count_outside(rows: pd.DataFrame) -> str:
    """Say how many of all words that could pass lie outside the band, beside what dealing alone gives."""
    banded = rows[rows["null_low"].notna()]
    if banded.empty:
        return ""
    outside = int((~shapes.is_inside(banded, "value")).sum())
    return f"{outside} of {len(banded)} words looked at lie outside the band, 5 % would by dealing alone"


def _count_passing(rows: pd.DataFrame) -> str:
    if "passes" not in rows:
        return ""
    n = int(rows["passes"].sum())
    return f"{n or 'none'} of them pass{'es' if n < 2 else ''} (*)"  # noqa: PLR2004  one passes, two pass


def alt_keyness(keyness: pd.DataFrame, *, group: str | None = None, measure: str | None = None, top: int = 15) -> str:
    """Return the figure of `plot_keyness` in words.

    Examples
    --------
    >>> row = dict.fromkeys(KEYNESS, 1.0) | {"group": "a", "measure": "log_ratio", "term": "x", "n_group": 3, "n_rest": 0}
    >>> alt_keyness(pd.DataFrame([row]))
    'Dot plot, log ratio of words in a against the rest. x: 1.00 [1.00, 1.00], 3 : 0, inside the band.'
    """
    rows = choose_keyness(keyness, group=group, measure=measure, top=top)
    if rows.empty:
        return f"Empty figure: {NO_RIVAL}"
    parts = (
        f"{row.term}: {captions.format_interval(row.value, row.low, row.high)}, {row.n_group} : {row.n_rest}{_place(row)}"
        for row in rows.itertuples()
    )
    return f"Dot plot, {_spell(rows)} of words in {rows['group'].iloc[0]} against the rest. {captions.list_parts(parts, limit=top)}"


def _place(row: tuple) -> str:
    if pd.isna(row.null_low):
        return ""
    return f", {'inside' if row.null_low <= row.value <= row.null_high else 'outside'} the band{', passes' if getattr(row, 'passes', False) else ''}"


def choose_collocates(
    collocates: pd.DataFrame, *, measure: str = "log_dice", least: int = 1, top: int = 15
) -> pd.DataFrame:
    """Return the `top` words near the query by one measure, of those met `least` times or more, strongest first.

    Needs the table of `find_collocates`.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an unknown measure, or a number below 1.

    Examples
    --------
    >>> row = dict.fromkeys(COLLOCATES, 2.0)
    >>> table = pd.DataFrame([row | {"term": "x", "n_together": 1}, row | {"term": "y", "n_together": 3}])
    >>> choose_collocates(table, least=2).term.tolist()
    ['y']
    """
    require_columns(collocates, COLLOCATES, name="collocates")
    require_choice(measure, MEASURES, name="measure")
    for name, value in (("least", least), ("top", top)):
        require_at_least(value, 1, name=name)
    rows = collocates[collocates["n_together"] >= least].dropna(subset=[measure])
    order = [measure, "n_together", "term"]
    return rows.sort_values(order, ascending=[False, False, True], kind="stable", ignore_index=True).head(top)


def plot_collocates(
    collocates: pd.DataFrame, *, measure: str = "log_dice", least: int = 1, top: int = 15, ax: Axes | None = None
) -> Axes:
    """Draw the words near the query as bars of one measure, counted and expected places in each label.

    Needs the table of `find_collocates`.

    Returns
    -------
    Axes
        The strongest word on top.

    Raises
    ------
    KeyError, ValueError
        As `choose_collocates`.

    Examples
    --------
    >>> row = dict.fromkeys(COLLOCATES, 2.0) | {"term": "x", "n_together": 3}
    >>> plot_collocates(pd.DataFrame([row])).get_yticklabels()[0].get_text()
    'x (3, expected 2.0)'
    """
    rows = choose_collocates(collocates, measure=measure, least=least, top=top)
    with style.house_style():
        ax = style.start_axes(ax, n_rows=len(rows))
        if rows.empty:
            return style.say_nothing_to_draw(ax, NO_WORD)
        shapes.draw_signed(ax, rows[measure], [_label(row) for row in rows.itertuples()])
        ax.set_xlabel(f"{measure.replace('_', ' ')} (in brackets: times together, expected in random order)")
        style.write_title(ax, f"Words near it (n = {rows['n_node'].iloc[0]:,.0f} places)")
    return ax


def _label(row: object) -> str:
    return f"{style.shorten(row.term, limit=22)} ({row.n_together:.0f}, expected {captions.format_number(float(row.expected), digits=1)})"


def caption_collocates(collocates: pd.DataFrame, *, measure: str = "log_dice", least: int = 1, top: int = 15) -> str:
    """Return the caption of `plot_collocates`, made from the same table.

    Examples
    --------
    >>> row = dict.fromkeys(COLLOCATES, 2.0) | {"term": "x", "n_together": 3}
    >>> caption_collocates(pd.DataFrame([row]))
    'Words near it by log dice · 1 word type, met 1 time or more · n = 2 places in 2 words · these texts only'
    """
    rows = choose_collocates(collocates, measure=measure, least=least, top=top)
    if rows.empty:
        return captions.join_caption("Words near it", captions.count_of(0, "word"))
    first = rows.iloc[0]
    types = f"{captions.spell_count(len(rows), 'word type')}, met {captions.spell_count(least, 'time')} or more"
    size = f"n = {first['n_node']:,.0f} places in {first['n_words']:,.0f} words"
    return captions.join_caption(f"Words near it by {measure.replace('_', ' ')}", types, size)


def alt_collocates(collocates: pd.DataFrame, *, measure: str = "log_dice", least: int = 1, top: int = 15) -> str:
    """Return the figure of `plot_collocates` in words.

    Examples
    --------
    >>> row = dict.fromkeys(COLLOCATES, 2.0) | {"term": "x", "n_together": 3}
    >>> alt_collocates(pd.DataFrame([row]))
    'Bars of words near the word asked for, log dice. x: 2.00, 3 times, 2.0 expected.'
    """
    rows = choose_collocates(collocates, measure=measure, least=least, top=top)
    if rows.empty:
        return f"Empty figure: {NO_WORD}"
    parts = (
        f"{row.term}: {captions.format_number(float(getattr(row, measure)))}, {row.n_together:.0f} times, "
        f"{captions.format_number(float(row.expected), digits=1)} expected"
        for row in rows.itertuples()
    )
    return (
        f"Bars of words near the word asked for, {measure.replace('_', ' ')}. {captions.list_parts(parts, limit=top)}"
    )
