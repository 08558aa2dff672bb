"""Make the notebooks from their text sources, or check that they agree with them.

    python tools/build_notebooks.py            writes notebooks/*.ipynb and notebooks/answers/*.ipynb
    python tools/build_notebooks.py --check    changes nothing; ends with 1 where a notebook differs from its source

A source is a page in percent format. Cells tagged "solution" stand in the teacher edition only; the student edition
has "Write your answer here." in their place. Cell ids follow from the place of the cell, outputs are never stored.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import jupytext
import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_markdown_cell, new_notebook

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
CONTENTS = "00_start_here"
CONTENTS_MARK = "<!-- contents -->"
ANSWER_HERE = "**Write your answer here.**"
TEACHER_NOTE = "*Teacher edition: the answers stand in the cells that begin with **Answer**.*"
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def read_sources(folder: Path) -> dict[str, NotebookNode]:
    """Return the notebook of every source by its name, in order of the names."""
    return {
        path.stem: jupytext.reads(path.read_text("utf-8"), fmt="py:percent") for path in sorted(folder.glob("*.py"))
    }


def read_title(notebook: NotebookNode) -> str:
    """Return the first-level heading of the first cell."""
    first = notebook.cells[0].source.splitlines()[0]
    if not first.startswith("# "):
        raise ValueError(f"the first cell begins with {first!r}; it must begin with the title as a heading ('# ...').")
    return first.removeprefix("# ").strip()


def make_edition(name: str, titles: dict[str, str], notebook: NotebookNode, *, answers: bool) -> str:
    """Return one edition of a notebook as the text of its file."""
    cells = []
    for cell in notebook.cells:
        tags = cell.metadata.get("tags", [])
        if "solution" in tags and not answers:
            if not cells or cells[-1].source != ANSWER_HERE:
                cells.append(new_markdown_cell(ANSWER_HERE))
            continue
        cell.metadata = {"tags": tags} if tags else {}
        cells.append(cell)
    if answers:
        cells.insert(1, new_markdown_cell(TEACHER_NOTE))
    cells.append(new_markdown_cell(link_pages(name, titles)))
    for place, cell in enumerate(cells):
        cell.source = cell.source.replace(CONTENTS_MARK, list_contents(titles))
        cell["id"] = f"{name[:2]}-{place:03d}"
    made = new_notebook(cells=cells, metadata=METADATA)
    nbformat.validate(made)
    return nbformat.writes(made) + "\n"


def link_pages(name: str, titles: dict[str, str]) -> str:
    """Return the line that leads to the page before, the contents and the page after."""
    names = list(titles)
    place = names.index(name)
    links = []
    if place > 0:
        links.append(f"[Previous: {titles[names[place - 1]]}]({names[place - 1]}.ipynb)")
    links.append(f"[Contents]({CONTENTS}.ipynb)")
    if place + 1 < len(names):
        links.append(f"[Next: {titles[names[place + 1]]}]({names[place + 1]}.ipynb)")
    return "---\n\n" + " | ".join(links)


def list_contents(titles: dict[str, str]) -> str:
    """Return the list of all pages as Markdown."""
    return "\n".join(f"* {name[:2]} [{title}]({name}.ipynb)" for name, title in titles.items())


def make_all(folder: Path) -> dict[Path, str]:
    """Return the text of every file that the sources make."""
    sources = read_sources(folder / "src")
    titles = {name: read_title(notebook) for name, notebook in sources.items()}
    made = {}
    for answers, place in ((False, folder), (True, folder / "answers")):
        for name, notebook in read_sources(folder / "src").items():
            made[place / f"{name}.ipynb"] = make_edition(name, titles, notebook, answers=answers)
    return made


def find_differences(folder: Path) -> list[str]:
    """Return one sentence per notebook that is missing, differs or has no source."""
    made = make_all(folder)
    differing = [
        f"{path.relative_to(folder)} differs from its source"
        for path, text in made.items()
        if not path.is_file() or path.read_text("utf-8") != text
    ]
    present = {*folder.glob("*.ipynb"), *(folder / "answers").glob("*.ipynb")}
    return differing + [f"{path.relative_to(folder)} has no source" for path in sorted(present - set(made))]


def main(argv: list[str] | None = None) -> int:
    """Write the notebooks, or check them."""
    parser = argparse.ArgumentParser(description="Make the notebooks from notebooks/src.")
    parser.add_argument("--check", action="store_true", help="change nothing; say what differs")
    parser.add_argument("--folder", type=Path, default=FOLDER, help="the folder that holds src/")
    options = parser.parse_args(argv)
    if options.check:
        differing = find_differences(options.folder)
        for sentence in differing:
            print(f"{sentence}; run: python tools/build_notebooks.py", file=sys.stderr)
        return 1 if differing else 0
    (options.folder / "answers").mkdir(exist_ok=True)
    made = make_all(options.folder)
    for path, text in made.items():
        path.write_text(text, encoding="utf-8", newline="\n")
    print(f"{len(made)} notebooks written to {options.folder.name}/ and {options.folder.name}/answers/.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
