"""Executed notebooks and results as HTML pages that need no kernel, no script and no network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import resources
from string import Template

import mistune
from nbformat import NotebookNode

from workbench.plots.markup import escape

_LINK = re.compile(r'href="([\w./-]+)\.ipynb"')
_PICTURE = "image/png"


def fill_page(title: str, body: str, *, navigation: str = "") -> str:
    """Return a whole HTML page: language, title, inline style, a link past the navigation, one main part.

    Examples
    --------
    >>> fill_page("A & B", "<h1>A</h1>").count("A &amp; B")
    1
    """
    folder = resources.files("workbench.report")
    style = (folder / "report.css").read_text(encoding="utf-8")
    template = Template((folder / "page.html").read_text(encoding="utf-8"))
    return template.substitute(title=escape(title), style=style, navigation=navigation, body=body)


def show_markdown(text: str) -> str:
    """Return Markdown as HTML, links between notebooks turned to links between pages.

    Examples
    --------
    >>> show_markdown("[on](02_x.ipynb)").strip()
    '<p><a href="02_x.html">on</a></p>'
    """
    make = mistune.create_markdown(escape=False, plugins=["table"])
    return _LINK.sub(r'href="\1.html"', str(make(text)))


def show_notebook(notebook: NotebookNode) -> str:
    """Return the cells of an executed notebook as HTML, in order.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> show_notebook(new_notebook(cells=[new_markdown_cell("# Title")])).strip()
    '<h1>Title</h1>'
    """
    return "\n".join(_show_cell(cell) for cell in notebook.cells)


def read_heading(notebook: NotebookNode) -> str:
    """Return the first heading of a notebook as plain text.

    Examples
    --------
    >>> from nbformat.v4 import new_markdown_cell, new_notebook
    >>> read_heading(new_notebook(cells=[new_markdown_cell("# Who speaks?")]))
    'Who speaks?'
    """
    return notebook.cells[0].source.splitlines()[0].lstrip("# ").strip()


def _show_cell(cell: NotebookNode) -> str:
    if cell.cell_type == "markdown":
        return show_markdown(cell.source)
    code = f"<details class='code'><summary>Code</summary><pre><code>{escape(cell.source)}</code></pre></details>"
    return code + "".join(_show_output(output) for output in cell.outputs)


def _show_output(output: NotebookNode) -> str:
    if output.output_type == "stream":
        return f"<pre>{escape(output.text)}</pre>"
    data = output.get("data", {})
    if "text/html" in data:
        return f'<div class="output">{data["text/html"]}</div>'
    if _PICTURE in data:
        words = escape(data.get("text/plain", "Figure"))
        return f'<img alt="{words}" src="data:{_PICTURE};base64,{data[_PICTURE].strip()}">'
    return f"<pre>{escape(data.get('text/plain', ''))}</pre>"


def link_pages(names: Sequence[str], titles: Sequence[str], *, here: str | None = None) -> str:
    """Return the list of pages as a navigation, the page at hand marked as such.

    Examples
    --------
    >>> 'aria-current="page"' in link_pages(["01_x"], ["X"], here="01_x")
    True
    """
    items = [
        f'<li><a href="{name}.html"{_current(name, here)}>{escape(title)}</a></li>'
        for name, title in zip(names, titles, strict=True)
    ]
    front = f'<li><a href="index.html"{_current("index", here)}>Report</a></li>'
    return f'<nav aria-label="Pages"><ul>{front}{"".join(items)}</ul></nav>'


def _current(name: str, here: str | None) -> str:
    return ' aria-current="page"' if name == here else ""
