"""The sentences behind a bar or a cell: each with its spans marked, the text it stands in named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import pandas as pd

from workbench.plots.markup import Markup, escape, mark_text
from workbench.schema import require_columns

Span = tuple[object, object, str, str]
MOST = 25
SENTENCE = ("article_id", "sentence_start", "sentence_end", "sentence")
EVERY_TEXT, EVERY_VOICE, EVERY_LABEL = "every text", "every voice", "every label"
EVERY_CONSTRUCTION, EVERY_KIND, EVERY_CASE = "every construction", "every kind", "named or not"
EVERY = frozenset({EVERY_TEXT, EVERY_VOICE, EVERY_LABEL, EVERY_CONSTRUCTION, EVERY_KIND, EVERY_CASE})


def show_sentences(rows: pd.DataFrame, spans: Callable[[Mapping], Iterable[Span]], *, most: int = MOST) -> Markup:
    """Return the sentence of each row with its spans marked by underline, tag and colour.

    Needs the columns that `add_sentences` adds, and article_id.

    Parameters
    ----------
    rows : DataFrame
        One row per mention, act or figure.
    spans : callable
        Takes a row as a mapping and gives start and end in the article, kind and tag of each span; spans that are
        missing or stand in another sentence are left out.
    most : int
        Rows shown.

    Returns
    -------
    Markup
        HTML that a notebook shows; it says how many rows were left out.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> row = {"article_id": "a", "sentence_start": 11, "sentence_end": 19, "sentence": "Jo left.", "start": 14, "end": 18}
    >>> "[act: " in show_sentences(pd.DataFrame([row]), lambda row: [(row["start"], row["end"], "cue", "act")])
    True
    """
    require_columns(rows, SENTENCE, name="rows")
    if rows.empty:
        return Markup("<p><em>No sentence: nothing of this kind was found in the texts chosen.</em></p>")
    lines = "".join(_show_line(row, spans(row)) for row in rows.head(most).to_dict("records"))
    more = len(rows) - most
    note = f"<p>{more:,} more in the table.</p>" if more > 0 else ""
    return Markup(f"<p><b>The sentences behind it</b></p>{lines}{note}")


def _show_line(row: Mapping, spans: Iterable[Span]) -> str:
    text, first = row["sentence"], row["sentence_start"]
    inside = [
        (int(start - first), int(end - first), kind, tag)
        for start, end, kind, tag in spans
        if _is_inside(row, start, end)
    ]
    marked = mark_text(text, pd.DataFrame(inside, columns=["start", "end", "kind", "tag"]))
    style = "margin:.35em 0;padding-left:.6em;border-left:2px solid #767676"
    return f'<div style="{style}"><b>{escape(row["article_id"])}</b> {marked}</div>'


def _is_inside(row: Mapping, start: object, end: object) -> bool:
    if pd.isna(start) or pd.isna(end):
        return False
    return bool(row["sentence_start"] <= start < end <= row["sentence_end"])


def keep_rows(table: pd.DataFrame, **chosen: object) -> pd.DataFrame:
    """Return the rows that hold the values chosen; a value of `EVERY` keeps every row of that column.

    Raises
    ------
    ValueError
        Naming the values that the table holds.

    Examples
    --------
    >>> keep_rows(pd.DataFrame({"voice": ["narrator", "quotation"]}), voice="narrator", form="every label").voice.tolist()
    ['narrator']
    """
    rows = table
    for name, value in chosen.items():
        if value in EVERY:
            continue
        if value not in set(table[name]):
            if table.empty:
                raise ValueError("the table holds no row: nothing of this kind was found in the texts.")
            known = ", ".join(str(held) for held in dict.fromkeys(table[name]))
            raise ValueError(f"{name} is {value!r}; the table holds {known}. Choose one of these.")
        rows = rows[rows[name] == value]
    return rows.reset_index(drop=True)


def list_options(values: Iterable[str], *, every: str) -> list[tuple[str, str]]:
    """Return the options of a control: first the one that keeps every row, then each value once, sorted.

    Examples
    --------
    >>> list_options(["b_c", "a", "a"], every="every text")
    [('every text', 'every text'), ('a', 'a'), ('b c', 'b_c')]
    """
    return [(every, every), *((str(value).replace("_", " "), value) for value in sorted(set(values)))]
