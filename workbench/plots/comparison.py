"""One readability figure by the workbench and by textstat, text by text, and where the difference comes from."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import count_of, format_number, join_caption, list_parts
from workbench.plots.scores import spell_measure
from workbench.plots.style import OKABE_ITO, add_legend, house_style, label_rows, say_nothing_to_draw, start_axes
from workbench.schema import require_columns

COUNTS = ("n_sentences", "n_sentences_textstat", "n_words", "n_words_textstat")
NEEDED = ("article_id", "measure", "value", "textstat", "difference", "from_sentences", "from_words", *COUNTS)
SAME = 0.005
NO_TEXT = "There is no text to compare."


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
    >>> row = dict.fromkeys(NEEDED, 1.0)
    >>> len(choose_comparison(pd.DataFrame([row | {"measure": "lix"}, row | {"measure": "rix"}])))
    1
    """
    require_columns(comparison, NEEDED, name="comparison")
    known = list(dict.fromkeys(comparison["measure"]))
    if not known:
        return comparison
    if measure is not None and measure not in known:
        raise ValueError(f"measure is {measure!r}; the table holds {', '.join(known)}. Choose one of these.")
    return comparison[comparison["measure"] == (known[0] if measure is None else measure)].reset_index(drop=True)


def explain_difference(row: object) -> str:
    """Return where the difference of one row comes from, as a sentence.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 0.0) | {"article_id": "a", "difference": 2.0, "from_sentences": 1.9,
    ...     "from_words": 0.1, "n_sentences": 17, "n_sentences_textstat": 19, "n_words": 316, "n_words_textstat": 315}
    >>> explain_difference(next(pd.DataFrame([row]).itertuples()))
    'a: ours minus textstat is 2.00; 1.90 of it comes from where sentences are cut (17 sentences here, 19 in textstat), 0.10 from what counts as a word, letter or syllable (316 words here, 315 in textstat).'
    """
    if pd.isna(row.difference):
        return f"{row.article_id}: too few words to compare."
    if max(abs(row.difference), abs(row.from_sentences), abs(row.from_words)) < SAME:
        return (
            f"{row.article_id}: the same figure; both find {row.n_sentences:.0f} sentences and {row.n_words:.0f} words."
        )
    parts = [format_number(float(value)) for value in (row.difference, row.from_sentences, row.from_words)]
    return (
        f"{row.article_id}: ours minus textstat is {parts[0]}; {parts[1]} of it comes from where sentences are cut "
        f"({row.n_sentences:.0f} sentences here, {row.n_sentences_textstat:.0f} in textstat), {parts[2]} from what counts "
        f"as a word, letter or syllable ({row.n_words:.0f} words here, {row.n_words_textstat:.0f} in textstat)."
    )


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
    >>> row = dict.fromkeys(NEEDED, 1.0) | {"article_id": "a", "measure": "lix"}
    >>> plot_comparison(pd.DataFrame([row])).get_title(loc="left")
    'Lix: the same text, two tools'
    """
    rows = choose_comparison(comparison, measure=measure)
    with house_style():
        ax = start_axes(ax, n_rows=len(rows) + 1)
        if rows.empty:
            return say_nothing_to_draw(ax, NO_TEXT)
        y, blue, orange = rows.index, OKABE_ITO["blue"], OKABE_ITO["vermillion"]
        ax.hlines(y, rows["textstat"], rows["value"], colors="#888888", lw=1.4)
        ax.plot(rows["textstat"], y, "s", mfc="white", mec=orange, mew=1.6, ms=9, ls="none", label="textstat")
        ax.plot(rows["value"], y, "o", color=blue, mec="#333333", ms=5.5, ls="none", label="workbench")
        label_rows(ax, rows["article_id"])
        for place, row in enumerate(rows.itertuples()):
            text = f"n = {row.n_sentences:.0f} sent., textstat {row.n_sentences_textstat:.0f}"
            ax.text(1.02, place, text, transform=ax.get_yaxis_transform(), va="center", fontsize=8)
        name = rows["measure"].iloc[0]
        ax.set(title=f"{spell_measure(name)}: the same text, two tools", xlabel=name.replace("_", " "))
        ax.margins(x=0.1)
        add_legend(ax)
    return ax


def caption_comparison(comparison: pd.DataFrame, *, measure: str | None = None) -> str:
    """Return the caption of `plot_comparison`, made from the same table.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1.0) | {"article_id": "a", "measure": "lix", "n_sentences": 9}
    >>> caption_comparison(pd.DataFrame([row]))
    'Lix, ours beside textstat · 0 of 1 texts the same · n = 9 sentences · all voices · these texts only'
    """
    rows = choose_comparison(comparison, measure=measure)
    if rows.empty:
        return join_caption("Ours beside textstat", count_of(0, "sentence"))
    same = int((rows["difference"].abs() < SAME).sum())
    name = f"{spell_measure(rows['measure'].iloc[0])}, ours beside textstat"
    size = count_of(int(rows["n_sentences"].sum()), "sentence")
    return join_caption(name, f"{same} of {len(rows)} texts the same", size, "all voices")


def alt_comparison(comparison: pd.DataFrame, *, measure: str | None = None) -> str:
    """Return the figure of `plot_comparison` in words.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1.0) | {"article_id": "a", "measure": "lix"}
    >>> alt_comparison(pd.DataFrame([row]))
    'Two marks per text, lix. a: 1.00 here, 1.00 by textstat.'
    """
    rows = choose_comparison(comparison, measure=measure)
    if rows.empty:
        return f"Empty figure: {NO_TEXT}"
    parts = (
        f"{row.article_id}: {format_number(float(row.value))} here, {format_number(float(row.textstat))} by textstat"
        for row in rows.itertuples()
    )
    return f"Two marks per text, {spell_measure(rows['measure'].iloc[0]).lower()}. {list_parts(parts)}"
