"""A whole report on a small corpus: complete, repeatable, readable offline, or not written at all."""

import json
import re

import nbformat
import pandas as pd
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from workbench.choices import Choices
from workbench.report import write_report
from workbench.study import open_study

pytestmark = pytest.mark.slow
QUICK = Choices(n_resamples=100, n_shuffles=5)
TEXTS = {
    "first.txt": 'Ferry late again\n\nThe ferry was late on Monday. "We waited for hours," said Ada Reed, a teacher.\n',
    "second.txt": "Harbour closed\n\nThe harbour was closed, officials said. Nobody was hurt <so far>.\n",
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus")
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def report_on(corpus, *, out, notebooks):
    study = open_study(corpus, choices=QUICK)
    return write_report(study, source=corpus, out=out, notebooks=notebooks, progress=False)


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    source = "import workbench as wb\nwb.open(CORPUS, by=BY).explore('zones')"
    parameters = new_code_cell('CORPUS = "osmere"', metadata={"tags": ["parameters"]})
    cells = [new_markdown_cell("# What is this?"), parameters, new_code_cell(source)]
    for place, cell in enumerate(cells):
        cell["id"] = f"c{place}"
    path = tmp_path_factory.mktemp("pages") / "01_page.ipynb"
    nbformat.write(new_notebook(cells=cells), path)
    return [path]


@pytest.fixture(scope="module")
def report(corpus, pages, tmp_path_factory):
    out = tmp_path_factory.mktemp("out") / "report"
    assert report_on(corpus, out=out, notebooks=pages) == out / "index.html"
    return out


def test_the_folder_holds_pages_notebooks_figures_tables_and_manifest(report):
    for name in ("index.html", "01_page.html", "notebooks/01_page.ipynb", "manifest.json", "figures/zones.svg"):
        assert (report / name).is_file(), name
    assert {"articles.csv", "attributions.csv", "scores.csv", "keyness.csv"} <= {
        p.name for p in (report / "tables").iterdir()
    }


def test_every_figure_has_both_pictures_and_words_in_the_sidecar(report):
    notes = json.loads((report / "figures" / "figures.json").read_text("utf-8"))
    assert len(notes) >= 4
    for note in notes:
        assert (report / "figures" / note["png"]).read_bytes().startswith(b"\x89PNG")
        assert (report / "figures" / note["svg"]).is_file()
        assert note["alt"]
        assert note["caption"]


def test_pages_fetch_nothing_and_have_no_dead_control(report):
    for page in report.glob("*.html"):
        text = page.read_text("utf-8")
        assert not re.search(r"<(script|iframe|link|select|input|button)\b", text)
        assert not re.search(r"(src|href)=[\"'](https?:)?//", text)
        assert "<so far>" not in text


def test_every_link_of_the_front_page_leads_somewhere(report):
    links = re.findall(r"(?:href|src)=\"([^\"#]+)\"", (report / "index.html").read_text("utf-8"))
    assert links
    for link in links:
        assert (report / link).is_file(), link


def test_every_picture_has_alt_text(report):
    pictures = re.findall(r"<img\b[^>]*>", "".join(page.read_text("utf-8") for page in report.glob("*.html")))
    assert pictures
    assert all(re.search(r'alt="[^"]{10,}"', picture) for picture in pictures)


def test_the_notebook_keeps_its_view_without_a_widget(report):
    text = (report / "notebooks" / "01_page.ipynb").read_text("utf-8")
    assert "run the notebook to change them" in text
    assert "widget-view" not in text


def test_the_manifest_names_inputs_choices_and_parser(report):
    manifest = json.loads((report / "manifest.json").read_text("utf-8"))
    assert {row["article_id"] for row in manifest["inputs"]} == {"first", "second"}
    assert manifest["parameters"]["n_shuffles"] == 5
    assert manifest["parser"]


def test_running_twice_gives_the_same_bytes(report, corpus, pages, tmp_path):
    again = tmp_path / "again"
    report_on(corpus, out=again, notebooks=pages)
    first = {p.relative_to(report): p.read_bytes() for p in sorted(report.rglob("*")) if p.is_file()}
    second = {p.relative_to(again): p.read_bytes() for p in sorted(again.rglob("*")) if p.is_file()}
    assert [name for name in first if first[name] != second.get(name)] == []
    assert first.keys() == second.keys()


def test_offsets_in_the_tables_are_the_words_they_name(report):
    articles = pd.read_csv(report / "tables" / "articles.csv").set_index("article_id")["text"]
    tokens = pd.read_csv(report / "tables" / "tokens.csv", keep_default_na=False)
    assert all(articles[row.article_id][row.start : row.end] == row.text for row in tokens.itertuples())


def test_a_failing_notebook_leaves_nothing_behind(corpus, tmp_path):
    parameters = new_code_cell("CORPUS = 1", metadata={"tags": ["parameters"]})
    path = tmp_path / "02_bad.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("# Bad"), parameters, new_code_cell("1 / 0")]), path)
    with pytest.raises(ValueError, match=r"02_bad\.ipynb stopped with ZeroDivisionError"):
        report_on(corpus, out=tmp_path / "out", notebooks=[path])
    assert [p.name for p in tmp_path.iterdir()] == ["02_bad.ipynb"]


def test_a_folder_of_somebody_else_is_left_alone(corpus, pages, tmp_path):
    (tmp_path / "letter.txt").write_text("dear all")
    with pytest.raises(ValueError, match="holds files the workbench did not write"):
        report_on(corpus, out=tmp_path, notebooks=pages)
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]
