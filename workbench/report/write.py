"""The report: load, count, run the notebooks, draw, and put one finished folder in place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import nbformat
import pandas as pd
from nbformat import NotebookNode
from tqdm import tqdm

from workbench.corpus import Corpus, load_corpus
from workbench.output import make_manifest, replace_folder, write_manifest, write_tables
from workbench.pipeline import Choices, build_tables, describe_parser
from workbench.report.figures import draw_figures, write_figures
from workbench.report.front import Results, show_front
from workbench.report.notebooks import list_notebooks, run_notebook
from workbench.report.pages import fill_page, link_pages, read_heading, show_notebook

INDEX = "index.html"


def write_report(
    corpus: str | Path,
    *,
    out: str | Path,
    choices: Choices | None = None,
    notebooks: Iterable[Path] | None = None,
    progress: bool = True,
) -> tuple[Path, pd.DataFrame]:
    """Run every notebook on a corpus and write one folder with everything that came out, whole or not at all.

    Parameters
    ----------
    corpus : str or Path
        As in `workbench.corpus.load_corpus`.
    out : str or Path
        The folder to write. An earlier report there is replaced; any other folder with files in it is left alone.
    choices : Choices
        Zones, least words and sentences, resamples, shuffles and seed of the tables and figures.
    notebooks : iterable of Path
        The notebooks to run; those of the checkout where not given.
    progress : bool
        Show a progress bar on standard error.

    Returns
    -------
    tuple
        The page to open (index.html) and the problems table of the corpus: source_file, message.

    Raises
    ------
    ValueError
        If nothing can be loaded, a notebook fails, or `out` cannot be written.
    """
    loaded, choices = load_corpus(corpus), Choices() if choices is None else choices
    paths = list_notebooks() if notebooks is None else [Path(path) for path in notebooks]
    with replace_folder(out) as folder:
        tables = build_tables(loaded, choices=choices, progress=progress)
        figures = draw_figures(tables, progress=progress)
        write_tables(tables, folder / "tables")
        write_figures(figures, folder / "figures")
        pages = _run_notebooks(paths, corpus=corpus, progress=progress)
        _write_pages(pages, folder)
        parameters = {**choices.as_dict(), "corpus": str(corpus)}
        parser = describe_parser()
        manifest = make_manifest(loaded.articles, corpus=loaded.name, parameters=parameters, parser=parser)
        _write_front(loaded, Results(tables, figures, _list_titles(pages), manifest), folder)
        write_manifest(manifest, folder)
    return Path(out) / INDEX, loaded.problems


def _run_notebooks(paths: list[Path], *, corpus: str | Path, progress: bool) -> dict[str, NotebookNode]:
    source = str(corpus)
    return {
        path.stem: run_notebook(path, {"CORPUS": source})
        for path in tqdm(paths, desc="notebooks", unit="notebook", disable=not progress)
    }


def _list_titles(pages: dict[str, NotebookNode]) -> dict[str, str]:
    return {name: read_heading(page) for name, page in pages.items()}


def _write_pages(pages: dict[str, NotebookNode], folder: Path) -> None:
    titles = _list_titles(pages)
    (folder / "notebooks").mkdir()
    for name, page in pages.items():
        nbformat.write(page, folder / "notebooks" / f"{name}.ipynb")
        link = f'<p>This page as a notebook: <a href="notebooks/{name}.ipynb" download>{name}.ipynb</a></p>'
        navigation = link_pages(list(titles), list(titles.values()), here=name)
        text = fill_page(titles[name], show_notebook(page) + link, navigation=navigation)
        (folder / f"{name}.html").write_text(text, encoding="utf-8", newline="\n")


def _write_front(corpus: Corpus, results: Results, folder: Path) -> None:
    navigation = link_pages(list(results.titles), list(results.titles.values()), here="index")
    title = corpus.config.title or corpus.name
    text = fill_page(title, show_front(corpus, results), navigation=navigation)
    (folder / INDEX).write_text(text, encoding="utf-8", newline="\n")
