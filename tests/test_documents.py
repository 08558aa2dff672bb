"""What the documents promise stands in the project."""

import re

import pytest

from workbench.catalogue import TABLES as CATALOGUE
from workbench.schema import TABLES


@pytest.fixture(scope="module")
def dictionary(project_root):
    return (project_root / "data" / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", TABLES)
def test_the_data_dictionary_explains_every_column(name, dictionary):
    first_cells = re.findall(r"^\| ([^|]+) \|", dictionary, flags=re.MULTILINE)
    explained = {word.strip() for cell in first_cells for word in cell.split(",")}
    missing = [column for column in TABLES[name] if column not in explained | {"start", "end"}]
    assert not missing


def test_the_data_dictionary_lists_the_tables_of_the_catalogue_and_no_others(dictionary):
    part = dictionary.partition("| table | one row per |")[2].partition("\n\n")[0]
    listed = [(name, bool(star)) for name, star in re.findall(r"^\| (\w+)( \*)? \|", part, flags=re.MULTILINE)]
    tables = [(entry.name, entry.default) for entry in CATALOGUE.values() if not entry.hidden]
    assert listed == sorted(tables, key=lambda table: not table[1])


def test_every_decision_is_listed(project_root):
    folder = project_root / "docs" / "decisions"
    listed = set(re.findall(r"\((\d{4}-[^)]+\.md)\)", (folder / "README.md").read_text(encoding="utf-8")))
    assert listed == {path.name for path in folder.glob("[0-9]*.md")}


@pytest.mark.parametrize("target", ["report", "test", "lab"])
def test_the_commands_of_the_readme_are_in_the_makefile(project_root, target):
    assert f"make {target}" in (project_root / "README.md").read_text(encoding="utf-8")
    assert re.search(rf"^{target}:", (project_root / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)


def test_no_words_of_judgement_in_captions_and_notebooks(project_root):
    banned = re.compile(r"\b(biased|propaganda|slanted|objective|truthful)\b", re.IGNORECASE)
    places = [*project_root.glob("notebooks/src/*.py"), *project_root.glob("workbench/plots/*.py")]
    found = {
        f"{path.name}: {hit.group()}" for path in places for hit in banned.finditer(path.read_text(encoding="utf-8"))
    }
    assert {line for line in found if not line.startswith("captions.py")} == set()
