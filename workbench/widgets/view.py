"""What an explorer shows, as plain data and plain HTML: testable with no widget and readable with no kernel."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

import pandas as pd

from workbench.plots.figure import PLAIN, Look
from workbench.plots.markup import Markup, escape, mark_text, show_table
from workbench.schema import require_columns

CODE = "font-family:monospace;white-space:pre-wrap;border-left:3px solid #767676;padding:.3em .6em;margin:.4em 0"
LINE = "margin:.35em 0;padding-left:.6em;border-left:2px solid #767676"
BOX = "max-height:26em;overflow:auto;border:1px solid #767676;padding:.5em .8em;margin:.4em 0"
SENTENCE = ("article_id", "sentence_start", "sentence_end", "sentence")
MOST = 25  # sentences behind a figure: judgement, about two screens

Span = tuple[object, object, str, str]


@dataclass(frozen=True)
class View:
    """One view: its HTML, the table behind it (by id), caption, alt text and the call that gives the same."""

    html: str = field(repr=False)
    table: pd.DataFrame = field(repr=False)
    caption: str
    alt: str
    call: str


def show_view(view: View, *, look: Look = PLAIN, max_rows: int = 20) -> str:
    """Return the view as HTML: what is to be seen, its caption, its words, the table and the equivalent call.

    Examples
    --------
    >>> view = View("<p>text</p>", pd.DataFrame({"n": [1]}), "Caption", "In words.", "render_it(table)")
    >>> "render_it(table)" in show_view(view)
    True
    """
    return (
        f'<p role="status"><em>{escape(view.caption)}</em></p>{view.html}'
        f"<details><summary>This view in words</summary><p>{escape(view.alt)}</p></details>"
        f"<details><summary>The table behind it ({len(view.table):,} rows)</summary>"
        f"{show_table(look.present(view.table), max_rows=max_rows)}</details>"
        f'<p>The same by a function call:</p><div style="{CODE}">{escape(view.call)}</div>'
    )


def show_message(sentence: object) -> str:
    """Return a refusal as HTML: what cannot be shown and why.

    Examples
    --------
    >>> "&lt;" in show_message("a < b")
    True
    """
    return f'<p role="alert"><b>Nothing to show.</b> {escape(sentence)}</p>'


def spell_call(name: str, *tables: str, **options: object) -> str:
    """Return the text of a function call, tables by name and options by value.

    Examples
    --------
    >>> spell_call("render_zones", "articles", "blocks", article="a")
    "render_zones(articles, blocks, article='a')"
    """
    return f"{name}({', '.join([*tables, *(f'{key}={value!r}' for key, value in options.items())])})"


def spell_groups(view: View, by: object) -> View:
    """Return the view with the groups written into its call where texts were put together.

    Examples
    --------
    >>> view = View("", pd.DataFrame(), "", "", "render_it(count_ngrams(tokens, n=2))")
    >>> spell_groups(view, "outlet").call
    "render_it(count_ngrams(tokens, by='outlet', n=2))"
    """
    if by == "article_id":
        return view
    return replace(view, call=view.call.replace("(tokens", f"(tokens, by={by!r}", 1))


def scroll(marked: str, *, title: str) -> Markup:
    """Return marked text in a box of its own height, named and reachable by keyboard.

    Examples
    --------
    >>> "overflow:auto" in scroll("<p>a</p>", title="The text")
    True
    """
    name = escape(title)
    return Markup(
        f'<p><b>{name}</b></p><div style="{BOX}" tabindex="0" role="region" aria-label="{name}">{marked}</div>'
    )


def show_sentences(
    rows: pd.DataFrame, spans: Callable[[Mapping], Iterable[Span]], *, look: Look = PLAIN, most: int = MOST
) -> Markup:
    """Return the sentence of each row with its spans marked by underline, tag and colour.

    Needs the columns that `add_sentences` adds, and article_id.

    Parameters
    ----------
    rows : DataFrame
        One row per mention, act or figure.
    spans : callable
        Takes a row as a mapping and gives start and end in the article, kind and tag of each span; spans that are
        missing or stand in another sentence are left out.
    look : Look
        Names the texts.
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
    lines = "".join(
        f'<div style="{LINE}"><b>{escape(look.name(row["article_id"]))}</b> {_mark_sentence(row, spans(row))}</div>'
        for row in rows.head(most).to_dict("records")
    )
    more = len(rows) - most
    note = f"<p>{more:,} more in the table.</p>" if more > 0 else ""
    return Markup(f"<p><b>The sentences behind it</b></p>{lines}{note}")


def _mark_sentence(row: Mapping, spans: Iterable[Span]) -> Markup:
    first, last = row["sentence_start"], row["sentence_end"]
    known = [span for span in spans if pd.notna(span[0]) and pd.notna(span[1])]
    inside = [
        (int(start - first), int(end - first), kind, tag)
        for start, end, kind, tag in known
        if first <= start < end <= last
    ]
    return mark_text(row["sentence"], pd.DataFrame(inside, columns=["start", "end", "kind", "tag"]))
