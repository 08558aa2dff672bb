"""The front page of a report: the texts, what was found, every figure with its words, every table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from workbench.corpus import Corpus
from workbench.plots import Figure
from workbench.plots.markup import escape, show_table

ARTICLE_COLUMNS = ("article_id", "outlet", "title", "byline", "published")

SCOPE = (
    "The numbers describe these texts only; they give no verdict on an outlet and take no side. "
    "Every number comes with its count and, where one can be made, its interval."
)
FICTION = '<p class="notice"><strong>Fiction.</strong> These texts were invented. No place, person or event in them is real.</p>'


@dataclass(frozen=True)
class Results:
    """What a report shows: tables and figures by name, titles of the notebooks by name, the manifest."""

    tables: Mapping[str, pd.DataFrame]
    figures: Mapping[str, Figure]
    titles: Mapping[str, str]
    manifest: Mapping[str, object]


def show_front(corpus: Corpus, results: Results) -> str:
    """Return the body of the front page as HTML."""
    parts = (
        _show_head(corpus),
        _show_contents(results.titles),
        _show_texts(corpus),
        _show_figures(results.figures),
        _show_tables(results.tables),
        _show_making(results.manifest),
    )
    return "\n".join(parts)


def _show_head(corpus: Corpus) -> str:
    config = corpus.config
    n = len(corpus.articles)
    lines = [
        f"<h1>{escape(config.title or corpus.name)}</h1>",
        FICTION if config.fiction else "",
        f"<p>{escape(config.event)}</p>" if config.event else "",
        f"<p>{n} text{'' if n == 1 else 's'}, measured and set side by side. {SCOPE}</p>",
        f"<p>Licence of the texts: {escape(config.licence)}.</p>" if config.licence else "",
    ]
    return "\n".join(line for line in lines if line)


def _show_contents(titles: Mapping[str, str]) -> str:
    items = "".join(f'<li><a href="{name}.html">{escape(title)}</a></li>' for name, title in titles.items())
    return (
        f"<h2>Read on</h2><p>Each page runs as a notebook, too; here it stands with its results.</p><ol>{items}</ol>"
        if items
        else ""
    )


def _show_texts(corpus: Corpus) -> str:
    parts = ["<h2>The texts</h2>", show_table(corpus.articles, columns=ARTICLE_COLUMNS, max_rows=200)]
    n = len(corpus.warnings)
    parts.append(f"<p>{n} warning{'' if n == 1 else 's'} by the loader; see <code>tables/warnings.csv</code>.</p>")
    if len(corpus.problems):
        parts.append(show_table(corpus.problems, title="Files that were left out", max_rows=200))
    return "\n".join(parts)


def _show_figures(figures: Mapping[str, Figure]) -> str:
    return "<h2>Figures</h2>" + "\n".join(_show_figure(name, figure) for name, figure in figures.items())


def _show_figure(name: str, figure: Figure) -> str:
    return (
        f'<figure id="{name}"><img src="figures/{name}.png" alt="{escape(figure.alt)}" loading="lazy">'
        f"<figcaption>{escape(figure.caption)} "
        f'(<a href="figures/{name}.png">PNG</a>, <a href="figures/{name}.svg">SVG</a>: {name})</figcaption>'
        f"<details><summary>This figure in words</summary><p>{escape(figure.alt)}</p></details></figure>"
    )


def _show_tables(tables: Mapping[str, pd.DataFrame]) -> str:
    items = "".join(
        f'<li><a href="tables/{name}.csv">{name}.csv</a>: {len(table):,} rows, {len(table.columns)} columns</li>'
        for name, table in tables.items()
    )
    return f"<h2>Tables</h2><ul>{items}</ul>"


def _show_making(manifest: Mapping[str, object]) -> str:
    pairs = [(key, manifest.get(key)) for key in ("version", "git_revision", "python")]
    pairs += [(f"parser {key}", value) for key, value in dict(manifest.get("parser", {})).items()]
    pairs += [(f"choice {key}", value) for key, value in dict(manifest.get("parameters", {})).items()]
    table = pd.DataFrame([(key.replace("_", " "), str(value)) for key, value in pairs], columns=["what", "value"])
    return (
        "<h2>How it was made</h2><p>The same texts, versions and choices give the same tables. The whole record is in "
        '<a href="manifest.json">manifest.json</a>. The pages above use the default choices; the figures and tables of '
        f"this page use the choices named here.</p>{show_table(table, max_rows=100)}"
    )
