"""Readers of the file formats a lexicon may come in; each gives one row per term, everything still text."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd
import yaml

from workbench.lexicons.model import ENTRY_COLUMNS

_MARK = "%"


def read_csv_entries(path: Path) -> pd.DataFrame:
    """Read a CSV with a header; columns as in `ENTRY_COLUMNS`, of which term and category are needed."""
    reader = csv.reader(io.StringIO(read_text(path), newline=""))
    header = [name.strip() for name in next(reader, [])]
    _check_header(path, header)
    rows = []
    for cells in reader:
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header):
            raise ValueError(
                f"{path.name} line {reader.line_num} has {len(cells)} cells, the header {len(header)}. "
                "Put quotation marks around a cell that holds a comma."
            )
        rows.append({**dict(zip(header, cells, strict=False)), "line": reader.line_num})
    return pd.DataFrame(rows, columns=[*header, "line"]).fillna("")


def read_yaml_entries(path: Path) -> pd.DataFrame:
    """Read a quanteda or Yoshikoder style dictionary: categories that hold terms or further categories."""
    loaded = load_yaml(path, as_text=True)
    if not isinstance(loaded, Mapping) or not loaded:
        raise ValueError(
            f"{path.name} holds no categories. Write one name per category, a colon, and its terms as a list below."
        )
    rows = list(_walk(path, loaded, ()))
    return pd.DataFrame(rows, columns=["term", "category", "subcategory", "line"])


def read_dic_entries(path: Path) -> pd.DataFrame:
    """Read a LIWC dictionary: between two lines of % the categories by number, below them the terms."""
    lines = read_text(path).splitlines()
    marks = [place for place, line in enumerate(lines) if line.strip() == _MARK]
    if not marks or any(line.strip() for line in lines[: marks[0]]):
        raise ValueError(f"{path.name} line 1 must hold only %, which opens the header of a LIWC dictionary. Add it.")
    if len(marks) < 2:  # noqa: PLR2004  the header has two marks
        raise ValueError(
            f"{path.name} has one line of %, in line {marks[0] + 1}; a second one must close the header after the last "
            "category. Add it."
        )
    names = _read_header(path, lines, marks[0] + 1, marks[1])
    rows = []
    for place in range(marks[1] + 1, len(lines)):
        rows += _read_dic_line(path, lines[place], place + 1, names)
    return pd.DataFrame(rows, columns=["term", "category", "line"])


def load_yaml(path: Path, *, as_text: bool = False) -> object:
    """Read a YAML file, refusing a broken one in a sentence; `as_text` keeps yes, no, on and numbers as words."""
    loader = _TextLoader if as_text else yaml.SafeLoader
    try:
        return yaml.load(read_text(path), Loader=loader)  # noqa: S506  both are safe loaders
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        place = f" line {mark.line + 1}" if mark else ""
        problem = getattr(fault, "problem", None) or "it cannot be read"
        raise ValueError(f"{path.name}{place} is not valid YAML: {problem}. Check indentation and colons.") from fault


def read_text(path: Path) -> str:
    """Read UTF-8, or Latin-1 where it is not."""
    raw = path.read_bytes()
    if b"\0" in raw:
        raise ValueError(f"{path.name} holds NUL bytes and is no text file. Save it as UTF-8 text.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


class _TextLoader(yaml.SafeLoader):
    """A safe loader that leaves every plain value a string and refuses a category named twice."""

    yaml_implicit_resolvers: dict = {}  # noqa: RUF012  the attribute PyYAML looks for

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict:  # noqa: FBT001, FBT002  PyYAML's
        keys = [self.construct_object(key, deep=deep) for key, _ in node.value]
        for place, key in enumerate(keys):
            if key in keys[:place]:
                raise yaml.constructor.ConstructorError(
                    None, None, f"the name {key!r} stands twice", node.value[place][0].start_mark
                )
        return super().construct_mapping(node, deep=deep)


def _check_header(path: Path, header: list[str]) -> None:
    unknown = [name for name in header if name not in ENTRY_COLUMNS]
    if unknown:
        raise ValueError(
            f"{path.name} line 1 has the unknown column(s) {', '.join(map(repr, unknown))}; allowed are "
            f"{', '.join(ENTRY_COLUMNS)}. Rename or remove them."
        )
    missing = [name for name in ("term", "category") if name not in header]
    if missing:
        raise ValueError(
            f"{path.name} line 1 lacks the column(s) {', '.join(missing)}; it has {', '.join(header) or 'none'}. "
            "Give at least term and category."
        )
    if len(set(header)) < len(header):
        raise ValueError(f"{path.name} line 1 names a column twice: {', '.join(header)}. Keep each once.")


def _walk(path: Path, node: object, names: tuple[str, ...]) -> Iterator[tuple[str, str, str, int]]:
    if isinstance(node, Mapping):
        for name, below in node.items():
            yield from _walk(path, below, (*names, str(name)))
    elif isinstance(node, list):
        for below in node:
            yield from _walk(path, below, names)
    elif names:
        yield (str(node if node is not None else ""), names[0], ".".join(names[1:]), 0)
    else:
        raise ValueError(f"{path.name} holds the term {node!r} outside any category. Put it under a name.")


def _read_header(path: Path, lines: list[str], begin: int, end: int) -> dict[str, str]:
    names: dict[str, str] = {}
    for place in range(begin, end):
        cells = lines[place].split(None, 1)
        if not cells:
            continue
        if len(cells) < 2 or not cells[0].isdigit():  # noqa: PLR2004  a number and a name
            raise ValueError(
                f"{path.name} line {place + 1} is {lines[place].strip()!r}; a header line holds a number, a tab and the "
                "name of the category. Correct it."
            )
        if cells[0] in names:
            raise ValueError(
                f"{path.name} line {place + 1} uses the number {cells[0]} again; it stands for {names[cells[0]]!r}. "
                "Number each category once."
            )
        names[cells[0]] = cells[1].strip()
    if not names:
        raise ValueError(f"{path.name} has no category between the lines of %. Add a number and a name for each.")
    return names


def _read_dic_line(path: Path, line: str, number: int, names: Mapping[str, str]) -> list[tuple[str, str, int]]:
    cells = [cell.strip() for cell in (line.split("\t") if "\t" in line.strip() else line.split())]
    cells = [cell for cell in cells if cell]
    if not cells:
        return []
    term, codes = cells[0], [code for cell in cells[1:] for code in cell.split()]
    unknown = [code for code in codes if code not in names]
    if unknown:
        raise ValueError(
            f"{path.name} line {number} gives {term!r} the category {unknown[0]!r}; the header has "
            f"{', '.join(names)}. Use numbers of the header only, and tabs between them."
        )
    if not codes:
        raise ValueError(f"{path.name} line {number} gives {term!r} no category. Add a number of the header.")
    return [(term, names[code], number) for code in codes]
