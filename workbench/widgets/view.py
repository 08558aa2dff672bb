"""What an explorer shows, as plain data and plain HTML: testable with no widget and readable with no kernel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from workbench.plots.markup import escape, show_table

CODE = "font-family:monospace;white-space:pre-wrap;border-left:3px solid #767676;padding:.3em .6em;margin:.4em 0"


@dataclass(frozen=True)
class View:
    """One view: its HTML, the table behind it, caption, alt text and the call that gives the same."""

    html: str = field(repr=False)
    table: pd.DataFrame = field(repr=False)
    caption: str
    alt: str
    call: str


def show_view(view: View, *, max_rows: int = 20) -> str:
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
        f"{show_table(view.table, max_rows=max_rows)}</details>"
        f'<p>The same by a function call:</p><div style="{CODE}">{escape(view.call)}</div>'
    )


def show_static(title: str, chosen: Mapping[str, object], view: View) -> str:
    """Return the view for a page without a kernel: the settings in words in place of controls that cannot work.

    Examples
    --------
    >>> view = View("<p>text</p>", pd.DataFrame({"n": [1]}), "Caption", "In words.", "render_it(table)")
    >>> "Article: a" in show_static("Zones", {"Article": "a"}, view)
    True
    """
    settings = "; ".join(f"{escape(label)}: {escape(value)}" for label, value in chosen.items())
    return (
        f"<p><b>{escape(title)}</b> (with the settings {settings}; "
        f"run the notebook to change them)</p>{show_view(view)}"
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
