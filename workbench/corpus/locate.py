"""Where corpora and article files are: known names, folders, and which files of a folder are articles."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from workbench.corpus.config import CONFIG_NAME
from workbench.corpus.problems import CorpusError

CORPORA_VARIABLE = "WORKBENCH_CORPORA"
DATA_FOLDER = Path(__file__).resolve().parents[2] / "data"
TEXT_SUFFIXES = (".txt", ".md", ".html", ".htm", ".docx")
TABLE_SUFFIXES = (".csv", ".xlsx", ".jsonl", ".parquet")
SUFFIXES = (*TEXT_SUFFIXES, *TABLE_SUFFIXES)
SIDECARS = re.compile(
    r"(readme([^a-z].*)?|(license|licence|copying|citation|changelog|codebook|datasheet|facts|fact_sheet)(\.\w+)?"
    r"|corpus\.toml|manifest\.json|(zones|attributions|planting\w*|(gold|second)_\w+)\.(csv|jsonl?)|thumbs\.db|desktop\.ini)"
)
SIDECAR_FOLDERS = ("gold", "annotations", "reference", "results", "figures")


@dataclass(frozen=True)
class Listing:
    """The article files of a folder; what stood in the way; and what was left aside because it is no article."""

    files: tuple[Path, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    asides: tuple[str, ...] = ()


def list_files(folder: Path) -> Listing:
    """Return the article files in `folder` and its subfolders, sorted by path.

    Hidden files and folders, and the sidecars of a corpus (README, corpus.toml, zones.csv, gold_*.csv …), are no
    articles. A file of another kind, a link in a circle and a folder named like a file are problems.

    Raises
    ------
    CorpusError
        If the folder itself cannot be opened.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("One."), (folder / "README.md").write_text("About.")
    >>> [file.name for file in list_files(folder).files], list_files(folder).asides
    (['a.txt'], ('README.md',))
    """
    files, problems, asides = [], [], []
    walk = _walk(folder, folder, seen={os.path.realpath(folder)})
    for path, name, problem in walk:
        if problem:
            problems.append((name, problem))
        elif path is None:
            asides.append(name)
        else:
            files.append(path)
    return Listing(tuple(sorted(files)), tuple(problems), tuple(sorted(asides)))


def _walk(folder: Path, root: Path, *, seen: set[str]) -> Iterator[tuple[Path | None, str, str | None]]:
    """Yield (path or None, name, problem or None) for every entry that is not hidden; links last, so loops show."""
    try:
        with os.scandir(folder) as entries:
            paths = sorted(
                (entry.is_symlink(), Path(entry.path)) for entry in entries if not entry.name.startswith(".")
            )
    except OSError as error:
        if folder == root:
            raise CorpusError(
                f"the folder {folder} could not be opened ({error.strerror}). Allow reading it."
            ) from error
        yield (
            None,
            _name(folder, root),
            f"{_name(folder, root)} could not be opened ({error.strerror}). Allow reading it.",
        )
        return
    for _, path in paths:
        yield from _visit(path, root, seen=seen)


def _visit(path: Path, root: Path, *, seen: set[str]) -> Iterator[tuple[Path | None, str, str | None]]:
    name = _name(path, root)
    problem = describe_obstacle(path, name=name)
    if problem:
        yield None, name, problem
    elif not path.is_dir():
        yield _sort_file(path, name)
    elif path.suffix.lower() in SUFFIXES:
        yield None, name, f"{name} is a folder named like a file; it was not read. Rename it or load it by itself."
    elif path.name.lower() in SIDECAR_FOLDERS:
        yield None, name, None
    elif os.path.realpath(path) in seen:
        yield None, name, f"{name} is a link to a folder that is already read, or to itself. Remove the link."
    else:
        seen.add(os.path.realpath(path))
        yield from _walk(path, root, seen=seen)


def _sort_file(path: Path, name: str) -> tuple[Path | None, str, str | None]:
    if SIDECARS.fullmatch(path.name.lower()):
        return None, name, None
    if path.suffix.lower() not in SUFFIXES:
        return None, name, describe_suffix(path, name=name)
    return path, name, None


def describe_suffix(path: Path, *, name: str) -> str:
    """Return the sentence that refuses a file of an unknown kind.

    Examples
    --------
    >>> describe_suffix(Path("a.pdf"), name="a.pdf")[:44]
    "a.pdf ends in '.pdf', which cannot be read; "
    """
    ending = f"ends in {path.suffix!r}" if path.suffix else "has no extension"
    return f"{name} {ending}, which cannot be read; allowed are {' '.join(SUFFIXES)}. Convert it or move it elsewhere."


def describe_obstacle(path: Path, *, name: str) -> str | None:
    """Return why `path` can be neither a file nor a folder to read, or None where nothing stands in the way.

    Examples
    --------
    >>> describe_obstacle(Path("no-such-file"), name="no-such-file")
    'no-such-file does not exist. Check its spelling.'
    """
    try:
        name.encode()
        mode = path.stat().st_mode
    except UnicodeEncodeError:
        return f"{name!a} has a file name that is not valid Unicode. Rename it."
    except FileNotFoundError:
        return (
            f"{name} {'is a link that leads nowhere' if path.is_symlink() else 'does not exist'}. Check its spelling."
        )
    except OSError as error:
        circle = path.is_symlink()
        what = "is a link in a circle" if circle else "could not be opened"
        return f"{name} {what} ({error.strerror}). {'Remove the link' if circle else 'Allow reading it'}."
    if stat.S_ISREG(mode) or stat.S_ISDIR(mode):
        return None
    return f"{name} is neither a file nor a folder. Give a file or a folder of articles."


def _name(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def find_corpora() -> list[Path]:
    """Return the folders of all known corpora: in `data/` of the checkout and where WORKBENCH_CORPORA points.

    A folder that the variable lists is a corpus if it holds articles itself, and each of its subfolders may be one.

    Examples
    --------
    >>> all(folder.is_dir() for folder in find_corpora())
    True
    """
    listed = [Path(part) for part in os.environ.get(CORPORA_VARIABLE, "").split(os.pathsep) if part]
    found = [folder for folder in listed if is_corpus(folder)]
    for parent in (DATA_FOLDER, *listed):
        found += [folder for folder in _list_folders(parent) if is_corpus(folder)]
    return list(dict.fromkeys(folder.resolve() for folder in found))


def _list_folders(parent: Path) -> list[Path]:
    try:
        return sorted(path for path in parent.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError:
        return []


def is_corpus(folder: Path) -> bool:
    """Say whether `folder` holds a corpus.toml, a manifest.json or an article file at its top.

    Examples
    --------
    >>> is_corpus(Path("no-such-folder"))
    False
    """
    try:
        paths = [path for path in folder.iterdir() if not path.name.startswith(".")]
    except OSError:
        return False
    if {CONFIG_NAME, "manifest.json"} & {path.name for path in paths}:
        return True
    return any(
        path.suffix.lower() in SUFFIXES and not SIDECARS.fullmatch(path.name.lower()) and path.is_file()
        for path in paths
    )


def find_source(source: str | Path) -> Path:
    """Return the file or folder that `source` names: a known corpus, or a path.

    Raises
    ------
    CorpusError
        If there is no such corpus or path, naming the corpora that are known, or if two corpora have that name.

    Examples
    --------
    >>> find_source("no-such-corpus")
    Traceback (most recent call last):
    ...
    workbench.corpus.problems.CorpusError: 'no-such-corpus' is neither a known corpus nor a file or folder; ...
    """
    if not isinstance(source, (str, Path)):
        raise CorpusError(f"source is {source!r}; allowed are a corpus name and a path. Give one of these.")
    known = find_corpora()
    named = [folder for folder in known if folder.name == str(source)] if isinstance(source, str) else []
    if len(named) > 1:
        places = " and ".join(map(str, named))
        raise CorpusError(f"the corpus name {source!r} stands for {places}. Give the path of the one you mean.")
    path = named[0] if named else Path(source).expanduser()
    _refuse_missing(path, source, known=known)
    return path


def _refuse_missing(path: Path, source: str | Path, *, known: list[Path]) -> None:
    if not str(source).strip() or "\x00" in str(source) or not os.path.lexists(path):
        names = ", ".join(sorted(folder.name for folder in known)) or "none"
        raise CorpusError(
            f"{str(source)!r} is neither a known corpus nor a file or folder; known corpora are {names}. "
            f"Give one of these or the path of your articles."
        )
    problem = describe_obstacle(path, name=str(path))
    if problem:
        raise CorpusError(problem)
