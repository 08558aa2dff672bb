"""The report: load, count, run the notebooks, draw, and put one finished folder in place."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import nbformat
from nbformat import NotebookNode
from tqdm import tqdm

from workbench.corpus import Corpus
from workbench.output import replace_folder, write_manifest, write_tables
from workbench.report.figures import draw_figures, write_figures
from workbench.report.front import Results, show_front
from workbench.report.notebooks import list_notebooks, run_notebook
from workbench.report.pages import fill_page, link_pages, read_heading, show_notebook
from workbench.study import Study

INDEX = "index.html"


def write_report(
    study: Study, *, source: str | Path, out: str | Path, notebooks: Iterable[Path] | None = None, progress: bool = True
) -> Path:
    """Run every notebook on a corpus and write one folder with everything that came out, whole or not at all.

    Parameters
    ----------
    study : Study
        The corpus and the choices of its tables and figures.
    source : str or Path
        What the notebooks open, as in `workbench.open`.
    out : str or Path
        The folder to write. An earlier report there is replaced; any other folder with files in it is left alone.
    notebooks : iterable of Path
        The notebooks to run; those of the checkout where not given.
    progress : bool
        Show a progress bar on standard error.

    Returns
    -------
    Path
        The page to open (index.html).

    Raises
    ------
    ValueError
        If a notebook fails, or `out` cannot be written.
    """
    paths = list_notebooks() if notebooks is None else [Path(path) for path in notebooks]
    with replace_folder(out, keep_out_of=study.corpus.folder) as folder:
        tables = study.compute(study.choose_tables())
        figures = draw_figures(study, progress=progress)
        write_tables(tables, folder / "tables")
        write_figures(figures, folder / "figures")
        pages = _run_notebooks(paths, corpus=source, by=study.column, progress=progress)
        _write_pages(pages, folder)
        manifest = study.manifest(corpus=str(source))
        _write_front(study.corpus, Results(tables, figures, _list_titles(pages), manifest), folder)
        write_manifest(manifest, folder)
    return Path(out) / INDEX


def _run_notebooks(paths: list[Path], *, corpus: str | Path, by: str | None, progress: bool) -> dict[str, NotebookNode]:
    chosen = {"CORPUS": str(corpus), "BY": by}
    return {
        path.stem: run_notebook(path, chosen)
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
