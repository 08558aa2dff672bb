"""The notebooks agree with their sources, keep the shape of a lesson, and run on any corpus."""

import ast
import re
import statistics
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from workbench.report.notebooks import run_notebook

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "notebooks"
PAGES = sorted(FOLDER.glob("[0-9][0-9]_*.ipynb"))
NAMES = [page.stem for page in PAGES]
FIRST_CELL = (
    "You will be able to",
    "Level",
    "Time",
    "Before you start",
    "Words to know",
    "Content note",
    "The question behind it",
)
ORDER = ("## Choose the texts", "## Guess first", "## What this does not show", "## Exercises", "## Look elsewhere")
NEVER = re.compile(r"\b(biased|propaganda|slanted|objective|fair|better|truthful)\b", re.IGNORECASE)


@pytest.fixture(params=PAGES, ids=NAMES)
def page(request):
    return nbformat.read(request.param, as_version=4)


def code_cells(page):
    return [cell for cell in page.cells if cell.cell_type == "code"]


def prose(page):
    return "\n".join(cell.source for cell in page.cells if cell.cell_type == "markdown")


def build(*arguments):
    command = [sys.executable, str(ROOT / "tools" / "build_notebooks.py"), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_there_are_pages_with_sources():
    assert NAMES[:6] == [
        "00_start_here",
        "01_corpus",
        "02_framing_vocabulary",
        "03_sentiment",
        "04_readability",
        "05_source_attribution",
    ]


def test_notebooks_agree_with_their_sources():
    done = build("--check")
    assert done.returncode == 0, done.stderr


def test_the_check_finds_a_changed_a_missing_and_a_stray_notebook(tmp_path):
    (tmp_path / "src").mkdir()
    for name in ("00_start_here", "01_corpus"):
        (tmp_path / "src" / f"{name}.py").write_text((FOLDER / "src" / f"{name}.py").read_text("utf-8"), "utf-8")
    assert build("--folder", str(tmp_path)).returncode == 0
    assert build("--folder", str(tmp_path), "--check").returncode == 0
    changed = tmp_path / "01_corpus.ipynb"
    changed.write_text(changed.read_text("utf-8").replace("Guess first", "Guess"), "utf-8")
    (tmp_path / "answers" / "00_start_here.ipynb").unlink()
    (tmp_path / "99_stray.ipynb").write_text("{}")
    done = build("--folder", str(tmp_path), "--check")
    assert done.returncode == 1
    for sentence in ("01_corpus.ipynb differs", "answers/00_start_here.ipynb differs", "99_stray.ipynb has no source"):
        assert sentence in done.stderr


def test_the_first_cell_says_what_the_page_is_for(page):
    first = page.cells[0].source
    title = first.splitlines()[0]
    assert title.startswith("# ")
    assert title.endswith("?")
    for part in FIRST_CELL:
        assert part in first, part


def test_a_page_has_the_shape_of_a_lesson(page):
    text = prose(page)
    places = [text.index(heading) for heading in ORDER]
    assert places == sorted(places)
    assert text.count("\n# ") == 0, "one first-level heading"
    assert "How to read it" in text
    assert not NEVER.search(text)


def test_code_is_short_and_defines_nothing(page):
    lengths = []
    for cell in code_cells(page):
        lengths.append(len(cell.source.splitlines()))
        assert not any(
            isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda) for node in ast.walk(ast.parse(cell.source))
        )
    assert max(lengths) <= 3
    assert statistics.median(lengths) <= 2


def test_one_import_opens_everything(page):
    """A fourteen-year-old reads these cells: one import, no unpacking, no comprehension."""
    trees = [ast.parse(cell.source) for cell in code_cells(page)]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    imports = [ast.unparse(node) for node in nodes if isinstance(node, ast.Import | ast.ImportFrom)]
    assert imports == ["import workbench as wb"]
    hard = (ast.ListComp, ast.DictComp, ast.SetComp, ast.GeneratorExp, ast.Starred)
    assert not [node for node in nodes if isinstance(node, hard)]
    assert not [node for node in nodes if isinstance(node, ast.keyword) and node.arg is None]


def test_the_corpus_is_chosen_in_one_cell(page):
    tagged = [cell for cell in code_cells(page) if "parameters" in cell.metadata.get("tags", [])]
    assert [cell.source.splitlines()[0] for cell in tagged] == ['CORPUS = "osmere"']
    assert tagged[0].source.splitlines()[1].startswith("BY = None  #")
    others = [cell.source for cell in code_cells(page) if cell not in tagged]
    assert not any("osmere" in source for source in others)


def test_every_page_has_an_explorer_and_no_stored_output(page):
    assert any("study.explore(" in cell.source for cell in code_cells(page))
    assert all(not cell.outputs and cell.execution_count is None for cell in code_cells(page))
    assert page.metadata.kernelspec.name == "python3"


def test_students_get_no_answer_and_teachers_get_all(page):
    name = re.search(r"\]\((\w+)\.ipynb\)", page.cells[-1].source)
    assert name, "the last cell leads on"
    assert "**Answer**" not in prose(page)
    assert "Write your answer here" in prose(page)
    first = page.cells[0].source
    teacher = next(t for t in map(_read, sorted((FOLDER / "answers").glob("*.ipynb"))) if t.cells[0].source == first)
    assert "**Answer**" in prose(teacher)
    assert "Write your answer here" not in prose(teacher)


def _read(path):
    return nbformat.read(path, as_version=4)


def test_links_between_pages_lead_somewhere(page):
    for target in re.findall(r"\]\(([\w./-]+\.ipynb)\)", prose(page)):
        assert (FOLDER / target).is_file(), target


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES, ids=NAMES)
def test_a_page_runs_alone_on_one_text_without_any_quotation(path, tmp_path):
    (tmp_path / "rain.txt").write_text(
        "Rain over the valley\n\nIt rained. The river rose. Nothing was seen.\n", "utf-8"
    )
    done = run_notebook(path, {"CORPUS": str(tmp_path), "BY": None})
    assert any(cell.outputs for cell in code_cells(done))


@pytest.mark.slow
@pytest.mark.parametrize("path", sorted((FOLDER / "answers").glob("*.ipynb")), ids=NAMES)
def test_the_teacher_edition_runs_on_the_bundled_corpus(path):
    done = run_notebook(path, {"CORPUS": "osmere", "BY": None})
    shown = [output for cell in code_cells(done) for output in cell.outputs]
    assert not [output for output in shown if output.output_type == "stream"], "a page prints no warnings"
