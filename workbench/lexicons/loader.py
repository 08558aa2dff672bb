"""Lexicons by name or from a file: checked, with licence, or refused in a sentence."""

from __future__ import annotations

import csv
import hashlib
import io
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pandas as pd
import yaml

from workbench.lexicons import checks, model
from workbench.lexicons.model import ENTRY_COLUMNS
from workbench.schema import require_choice

FOLDER = Path(__file__).parent
STARTERS = tuple(sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != "acts"))  # acts: what agency reads
_SHOWN = 3  # judgement: problems named in a warning
_MARK = "%"


def load_lexicon(source: str | Path, *, licence: str | None = None) -> model.Lexicon:
    """Return a lexicon by its name, or from a file: CSV, quanteda-style YAML, or LIWC .dic.

    What is known about it stands in a sidecar beside the file: ``name.yaml`` for ``name.csv``, ``name.meta.yaml`` for
    the other formats. Without a sidecar, the licence must be given.

    Parameters
    ----------
    source : str or Path
        A name of `list_lexicons`, or the path of a file.
    licence : str, optional
        Under which terms the lexicon may be used, as an SPDX id or in words; overrides the sidecar's.

    Returns
    -------
    Lexicon
        Entries in the order of the file; terms with straight marks and single spaces. ``problems`` lists what is odd
        but usable (a term in several categories, a term that can never match, an empty category); a warning sums it up.

    Raises
    ------
    ValueError
        For a lexicon without licence, an unknown column or format, an empty term or category, an invalid expression,
        a broken LIWC header: file, line and what to do.
    FileNotFoundError
        If there is neither such a name nor such a file.

    Examples
    --------
    >>> load_lexicon("hedges").sidecar["licence"]
    'CC0-1.0'
    """
    path = _locate(source)
    require_choice(path.suffix.lower(), _READERS, name=f"the ending of {path.name}")
    lexicon = _read(path, licence)
    _warn(path, lexicon.problems)
    return lexicon


def load_lexicons(
    sources: Iterable[str | Path | model.Lexicon] | str | Path | model.Lexicon | None = None,
) -> tuple[model.Lexicon, ...]:
    """Return several lexicons; nothing given means the starter lexicons, a `Lexicon` is passed through.

    Raises
    ------
    ValueError
        For two lexicons with one id, and as `load_lexicon`.

    Examples
    --------
    >>> [lexicon.id for lexicon in load_lexicons(["hedges", "boosters"])]
    ['hedges', 'boosters']
    """
    chosen = (
        STARTERS if sources is None else [sources] if isinstance(sources, str | Path | model.Lexicon) else list(sources)
    )
    loaded = tuple(source if isinstance(source, model.Lexicon) else load_lexicon(source) for source in chosen)
    ids = [lexicon.id for lexicon in loaded]
    twice = sorted({name for name in ids if ids.count(name) > 1})
    if twice:
        raise ValueError(f"lexicons holds two with the id {twice[0]!r}. Give each its own id in its sidecar.")
    return loaded


def list_lexicons() -> pd.DataFrame:
    """Return the lexicons that come with the workbench.

    Returns
    -------
    DataFrame
        One row per lexicon: id, title, n_entries, categories (joined by ", "), licence, validated. Sorted by id.

    Examples
    --------
    >>> "hedges" in set(list_lexicons()["id"])
    True
    """
    columns = ("id", "title", "n_entries", "categories", "licence", "validated")
    rows = [_describe(_read(path, None)) for path in _find_bundled().values()]
    return pd.DataFrame(rows, columns=columns).sort_values("id", ignore_index=True)


def _describe(lexicon: model.Lexicon) -> tuple[str, str, int, str, str, bool]:
    categories, licence = ", ".join(lexicon.categories), str(lexicon.sidecar["licence"])
    return lexicon.id, lexicon.title, len(lexicon.entries), categories, licence, lexicon.is_validated


def _read(path: Path, licence: str | None) -> model.Lexicon:
    """Read and check a lexicon, or return a copy of what the unchanged file gave before."""
    beside = _sidecar_path(path)
    stamps = tuple(file.stat().st_mtime_ns if file.exists() else 0 for file in (path, beside))
    kept = _read_once(path.resolve(), licence, stamps)
    return replace(kept, entries=kept.entries.copy(), sidecar=deepcopy(kept.sidecar), problems=kept.problems.copy())


@lru_cache(maxsize=64)
def _read_once(path: Path, licence: str | None, _stamps: tuple[int, ...]) -> model.Lexicon:
    sidecar = _read_sidecar(path)
    if licence is not None:
        sidecar["licence"] = licence
    if not str(sidecar.get("licence") or "").strip():
        raise ValueError(
            f"{path.name} states no licence. Write one into {_sidecar_path(path).name} beside it (licence: ...), or pass "
            "licence='...' with the terms under which you may use the list."
        )
    entries = checks.finish_entries(_READERS[path.suffix.lower()](path), path.name)
    if entries.empty:
        raise ValueError(f"{path.name} has no entries. Add at least one term with a category.")
    sidecar["sha256"] = _check_hash(path, sidecar)
    problems = checks.find_problems(entries, dict(sidecar.get("categories") or {}))
    name = str(sidecar.get("id") or path.stem)
    return model.Lexicon(name, str(sidecar.get("title") or name), entries, sidecar, problems)


def _find_bundled() -> dict[str, Path]:
    """Return the files that come with the workbench and have a sidecar, by name."""
    return {path.stem: path for path in sorted(FOLDER.rglob("*.csv")) if _sidecar_path(path).exists()}


def _locate(source: str | Path) -> Path:
    if Path(source).is_file():
        return Path(source)
    bundled = _find_bundled()
    if str(source) in bundled:
        return bundled[str(source)]
    raise FileNotFoundError(
        f"lexicon {str(source)!r} is neither a file nor one of {', '.join(sorted(bundled))}. Check the name or the path."
    )


def _sidecar_path(path: Path) -> Path:
    return path.with_suffix(".yaml" if path.suffix.lower() == ".csv" else ".meta.yaml")


def _read_sidecar(path: Path) -> dict:
    beside = _sidecar_path(path)
    if not beside.exists():
        return {}
    loaded = load_yaml(beside)
    if not isinstance(loaded, Mapping):
        raise ValueError(  # noqa: TRY004  the file is wrong, not an argument's type
            f"{beside.name} must hold names with values, such as 'licence: CC0-1.0'. Correct it."
        )
    sidecar = dict(loaded)
    if not isinstance(sidecar.get("categories") or {}, Mapping):
        raise ValueError(  # noqa: TRY004  the file is wrong, not an argument's type
            f"{beside.name}: categories must hold a name and a definition each. Correct it."
        )
    return sidecar


def _check_hash(path: Path, sidecar: Mapping) -> str:
    found = hashlib.sha256(path.read_bytes()).hexdigest()
    stated = sidecar.get("sha256")
    if stated and str(stated) != found:
        raise ValueError(
            f"{path.name} has the sha256 {found}, its sidecar states {stated}. The list was changed: restore it, or "
            "remove sha256 from the sidecar."
        )
    return found


def _warn(path: Path, problems: pd.DataFrame) -> None:
    if problems.empty:
        return
    shown = "; ".join(
        f"{row.term or path.stem}: {row.message}" for row in problems.head(_SHOWN).itertuples(index=False)
    )
    more = f"; and {len(problems) - _SHOWN} more" if len(problems) > _SHOWN else ""
    warnings.warn(f"{path.name}: {shown}{more}. See the lexicon's problems.", UserWarning, stacklevel=3)


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


_READERS: Mapping[str, Callable[[Path], pd.DataFrame]] = {
    ".csv": read_csv_entries,
    ".yaml": read_yaml_entries,
    ".yml": read_yaml_entries,
    ".dic": read_dic_entries,
}
