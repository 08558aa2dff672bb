"""What texts share and what each leaves out: shared runs, one utterance across texts, changes word by word."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import count_of, join_caption, list_parts
from workbench.plots.grid import MAX_ROWS, choose_columns, fill_cell, say_shown, start_grid
from workbench.plots.markup import TAG, Markup, escape
from workbench.plots.style import (
    EDGE,
    OKABE_ITO,
    Mark,
    add_legend,
    house_style,
    label_rows,
    say_nothing_to_draw,
    shorten,
    start_axes,
)
from workbench.schema import require_columns

NOT_COPYING = "speech that two texts share is not copying"
PAIRS = ("a_id", "b_id", "n_passages", "n_quotations", "longest", "longest_narration")
RELATIONS = {
    "identical": ("the fullest version", Mark(OKABE_ITO["blue"], "o", "")),
    "cut": ("cut", Mark(OKABE_ITO["orange"], "s", "///")),
    "reworded": ("reworded", Mark(OKABE_ITO["green"], "^", "...")),
}
CHANGES = {
    "cut": "text-decoration:line-through 2px;background:rgba(213,94,0,.16)",
    "added": "text-decoration:underline double 2px;background:rgba(0,158,115,.16)",
}
NO_PAIR = "No run of words is shared, or there is one text only."
NO_UTTERANCE = "No utterance is quoted in two texts or more."


def plot_passages(longest: pd.DataFrame, *, top: int = MAX_ROWS, ax: Axes | None = None) -> Axes:
    """Draw the longest run of words that each pair of texts shares, in all and outside quotation marks.

    Needs the columns a_id, b_id, n_passages, n_quotations, longest and longest_narration, as `list_longest_passages`
    makes them.

    Returns
    -------
    Axes
        The filled mark is the longest run of all, the open one the longest run of narration; the `top` longest pairs.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> row = {"a_id": "a", "b_id": "b", "n_passages": 2, "n_quotations": 1, "longest": 9, "longest_narration": 5}
    >>> plot_passages(pd.DataFrame([row])).get_xlabel()
    'words of the longest shared run'
    """
    rows = choose_pairs(longest, top=top)
    with house_style():
        ax = start_axes(ax, n_rows=len(rows))
        if rows.empty or not rows["longest"].any():
            return say_nothing_to_draw(ax, NO_PAIR)
        y, blue, red = range(len(rows)), OKABE_ITO["blue"], OKABE_ITO["vermillion"]
        ax.hlines(y, rows["longest_narration"], rows["longest"], colors=blue, lw=1.4)
        ax.plot(rows["longest"], y, "s", color=blue, mec=EDGE, ms=8, ls="none", label="any voice")
        ax.plot(rows["longest_narration"], y, "o", mfc="white", mec=red, mew=1.8, ls="none", label="narration only")
        label_rows(ax, [f"{shorten(row.a_id, limit=22)} | {shorten(row.b_id, limit=22)}" for row in rows.itertuples()])
        for place, row in enumerate(rows.itertuples()):
            text = f"n = {row.n_passages} runs, {row.n_quotations} in quotation marks"
            ax.text(1.02, place, text, transform=ax.get_yaxis_transform(), va="center", fontsize=8)
        ax.set(xlabel="words of the longest shared run", title="What each two texts share word by word")
        ax.set_xlim(left=-0.5)
        add_legend(ax)
    return ax


def choose_pairs(longest: pd.DataFrame, *, top: int = MAX_ROWS) -> pd.DataFrame:
    """Return the `top` pairs with the longest runs; of equals the first by id.

    Examples
    --------
    >>> row = {"a_id": "a", "b_id": "b", "n_passages": 2, "n_quotations": 1, "longest": 9, "longest_narration": 5}
    >>> choose_pairs(pd.DataFrame([row, row | {"b_id": "c", "longest": 30}]), top=1).b_id.tolist()
    ['c']
    """
    require_columns(longest, PAIRS, name="longest")
    order = ["longest", "n_passages", "a_id", "b_id"]
    return longest.sort_values(order, ascending=[False, False, True, True], ignore_index=True).head(top)


def plot_utterances(utterances: pd.DataFrame, *, top: int = MAX_ROWS, ax: Axes | None = None) -> Axes:
    """Draw how each text carries each utterance: its fullest version, cut, reworded, or not at all.

    Needs utterance_id, text and one column per article, as `tabulate_quotations` makes them.

    Returns
    -------
    Axes
        The relation is written in the cell; colour and hatch repeat it; an absent one has a dash.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> row = {"utterance_id": 0, "text": "Leave it open", "a": "identical", "b": "cut", "c": "absent"}
    >>> len(plot_utterances(pd.DataFrame([row])).patches)
    2
    """
    rows, articles = _choose_utterances(utterances, top)
    if rows.empty:
        with house_style():
            return say_nothing_to_draw(start_axes(ax, n_rows=1), NO_UTTERANCE)
    with house_style():
        names = [f"{row.utterance_id}: {shorten(row.text, limit=40)}" for row in rows.itertuples()]
        ax = start_grid(ax, rows=names, columns=articles)
        for x, article in enumerate(articles):
            for y, relation in enumerate(rows[article]):
                if relation in RELATIONS:
                    text, mark = RELATIONS[relation]
                    fill_cell(ax, (x, y), mark=mark, text="fullest" if relation == "identical" else text)
                else:
                    ax.text(x, y, "–", ha="center", va="center", color="#555555")
        ax.set_title(f"The same utterance across texts ({count_of(len(rows), 'utterance')}; – = not quoted)", pad=22)
    return ax


def _choose_utterances(utterances: pd.DataFrame, top: int) -> tuple[pd.DataFrame, list[str]]:
    require_columns(utterances, ("utterance_id", "text"), name="utterances")
    articles = [name for name in utterances.columns if name not in {"utterance_id", "text"}]
    sizes = {name: int((utterances[name] != "absent").sum()) for name in articles}
    return utterances.head(top), choose_columns(articles, sizes=sizes)


def mark_changes(diff: pd.DataFrame) -> Markup:
    """Return two versions as one line of HTML: what was cut is struck out, what was added underlined, each with a tag.

    Without any style the text still reads "open [cut: the] [changed: doors > gates]".

    Needs the columns change, word_a and word_b, as `diff_words` makes them.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> diff = pd.DataFrame({"change": ["same", "cut"], "word_a": ["leave", "<it>"], "word_b": ["leave", None]})
    >>> "[cut: " in mark_changes(diff), "<it>" in mark_changes(diff)
    (True, False)
    """
    require_columns(diff, ("change", "word_a", "word_b"), name="diff")
    runs = (diff["change"] != diff["change"].shift()).cumsum()
    pieces = [_mark_run(rows) for _, rows in diff.groupby(runs, sort=True)]
    return Markup(f'<div style="line-height:1.75;max-width:48em" dir="auto">{" ".join(pieces)}</div>')


def _mark_run(rows: pd.DataFrame) -> str:
    change = rows["change"].iloc[0]
    old, new = (" ".join(rows[side].dropna()) for side in ("word_a", "word_b"))
    if change == "same":
        return escape(new)
    shown = _style(old, "cut") + " &gt; " + _style(new, "added") if change == "changed" else _style(old or new, change)
    return f'<span style="{TAG}">[{change}: </span>{shown}<span style="{TAG}">]</span>'


def _style(words: str, change: str) -> str:
    name = "del" if change == "cut" else "ins"
    return f'<{name} style="{CHANGES[change]}">{escape(words)}</{name}>'


def caption_passages(longest: pd.DataFrame, *, top: int = MAX_ROWS) -> str:
    """Return the caption of `plot_passages`, made from the same table.

    Examples
    --------
    >>> row = {"a_id": "a", "b_id": "b", "n_passages": 2, "n_quotations": 1, "longest": 9, "longest_narration": 5}
    >>> caption_passages(pd.DataFrame([row]))
    'Longest shared run of words · n = 2 runs in 1 pair of texts · speech that two texts share is not copying · these texts only'
    """
    n = len(longest)
    size = f"{count_of(int(longest['n_passages'].sum()), 'run')} in {n} pair{'' if n == 1 else 's'} of texts"
    shown = say_shown(min(n, top), n, "pairs")
    return join_caption("Longest shared run of words", shown, size, NOT_COPYING)


def caption_utterances(utterances: pd.DataFrame, *, top: int = MAX_ROWS) -> str:
    """Return the caption of `plot_utterances`, made from the same table.

    Examples
    --------
    >>> row = {"utterance_id": 0, "text": "Leave it open", "a": "identical", "b": "cut", "c": "absent"}
    >>> caption_utterances(pd.DataFrame([row])).split(" · ")[1]
    'n = 1 utterance'
    """
    rows, articles = _choose_utterances(utterances, top)
    shown = say_shown(len(rows), len(utterances), "utterances")
    texts = say_shown(len(articles), len(utterances.columns) - 2, "texts")
    size = count_of(len(utterances), "utterance")
    return join_caption("Quoted utterances by text", shown, texts, size, "quotation voice", NOT_COPYING)


def alt_passages(longest: pd.DataFrame, *, top: int = MAX_ROWS) -> str:
    """Return the figure of `plot_passages` in words.

    Examples
    --------
    >>> row = {"a_id": "a", "b_id": "b", "n_passages": 2, "n_quotations": 1, "longest": 9, "longest_narration": 5}
    >>> alt_passages(pd.DataFrame([row]))
    'Longest shared runs. a and b: 9 words, 5 outside quotation marks, n = 2.'
    """
    parts = (
        f"{row.a_id} and {row.b_id}: {row.longest} words, {row.longest_narration} outside quotation marks, "
        f"n = {row.n_passages}"
        for row in choose_pairs(longest, top=top).itertuples()
    )
    return "Longest shared runs. " + list_parts(parts, limit=top)


def alt_utterances(utterances: pd.DataFrame, *, top: int = MAX_ROWS) -> str:
    """Return the figure of `plot_utterances` in words.

    Examples
    --------
    >>> row = {"utterance_id": 0, "text": "Leave it open", "a": "identical", "b": "cut", "c": "absent"}
    >>> alt_utterances(pd.DataFrame([row]))
    'Grid of utterances against texts. "Leave it open": a identical, b cut, c absent.'
    """
    rows, articles = _choose_utterances(utterances, top)
    parts = (
        f'"{shorten(row["text"], limit=60)}": ' + ", ".join(f"{name} {row[name]}" for name in articles)
        for row in rows.to_dict("records")
    )
    return "Grid of utterances against texts. " + list_parts(parts, limit=top)
