"""Where corpora and article files are: known names, folders, and which files of a folder are articles."""

from __future__ import annotations

import json
import os
import re
import stat
from collections import deque
from dataclasses import dataclass
from pathlib import Path, PurePath

from workbench.corpus import config, formats, reading

CORPORA_VARIABLE = "WORKBENCH_CORPORA"
DATA_FOLDER = Path(__file__).resolve().parents[2] / "data"
SIDECARS = {
    config.CONFIG_NAME: "the configuration",
    "manifest.json": "a manifest",
    "zones.csv": "zones set by hand",
    "attributions.csv": "attributions corrected by hand",
    "thumbs.db": "made by the system",
    "desktop.ini": "made by the system",
}
SETTINGS = (
    config.CONFIG_NAME,
    "zones.csv",
    "attributions.csv",
    "manifest.json",
)  # read for what they are, so not noted
ABOUT = re.compile(
    r"(?i:readme|licen[cs]e|copying|changelog|contributing)|FACTS|FACT_SHEET|CODEBOOK|DATASHEET|CITATION"
)
ABOUT_SUFFIXES = ("", ".md", ".txt", ".rst", ".cff")
SYSTEM_FOLDERS = ("/proc", "/sys", "/dev")
MAX_ENTRIES = 200_000  # judgement: files and folders of one corpus; walking them takes some 10 s
MAX_DEPTH = 40  # judgement: folders within folders; deeper is a link's or a programme's mistake
_MADE_BY = "news-framing-workbench"


@dataclass(frozen=True)
class Listing:
    """The article files of a folder; what stood in the way; and what was left aside, with the reason."""

    files: tuple[Path, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    asides: tuple[tuple[str, str], ...] = ()


class _AsideError(ValueError):
    """Why an entry of a folder is no article, though nothing is wrong with it."""


class _ObstacleError(ValueError):
    """Why an entry of a folder cannot be read."""


def list_files(folder: Path, *, follow_links: bool = False) -> Listing:
    """Return the article files in `folder` and its subfolders, sorted by path.

    Left aside, with the reason: hidden files, the sidecars of a corpus (corpus.toml, zones.csv ...), files about it
    (README, LICENSE, FACTS.md in capitals ...), and folders of results that the workbench wrote. A file of another
    kind, a link in a circle or, unless `follow_links`, out of the folder, and a folder named like a file are problems.

    Raises
    ------
    CorpusError
        If the folder itself cannot be opened, or holds more entries than can be one corpus.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.txt").write_text("One."), (folder / "README.md").write_text("About.")
    >>> [file.name for file in list_files(folder).files], list_files(folder).asides
    (['a.txt'], (('README.md', 'it is about the corpus'),))
    """
    files, problems, asides, n_entries = [], [], [], 0
    seen, waiting = {os.path.realpath(folder)}, deque([(folder, 0)])
    while waiting:
        place, depth = waiting.popleft()
        for path in _list_entries(place, folder, problems):
            n_entries += 1
            if n_entries > MAX_ENTRIES:
                raise reading.CorpusError(
                    f"the folder {folder} holds more than {MAX_ENTRIES:,} files. Name the one with the articles."
                )
            name = _name(path, folder)
            try:
                _check_entry(path, name, root=folder, follow_links=follow_links)
                if path.is_dir():
                    _check_folder(path, name, seen=seen, depth=depth)
                    waiting.append((path, depth + 1))
                else:
                    files.append(path)
            except _AsideError as reason:
                asides.append((name, str(reason)))
            except _ObstacleError as obstacle:
                problems.append((name, str(obstacle)))
    return Listing(tuple(sorted(files)), tuple(problems), tuple(sorted(asides)))


def _list_entries(place: Path, root: Path, problems: list) -> list[Path]:
    """Return the entries of a folder that could be articles; links last, so that loops show."""
    try:
        with os.scandir(place) as entries:
            found = sorted((entry.is_symlink(), Path(entry.path)) for entry in entries if _may_matter(entry))
    except OSError as error:
        if place == root:
            raise reading.CorpusError(
                f"the folder {root} could not be opened ({error.strerror}). Allow reading it."
            ) from error
        name = _name(place, root)
        problems.append((name, f"{name} could not be opened ({error.strerror}). Allow reading it."))
        return []
    return [path for _, path in found]


def _may_matter(entry: os.DirEntry) -> bool:
    """Tell whether an entry is to be looked at or named: all but hidden files that are no article by their ending."""
    hidden = entry.name.startswith(".")
    return not hidden or PurePath(entry.name).suffix.lower() in formats.SUFFIXES or entry.is_dir(follow_symlinks=False)


def _check_entry(path: Path, name: str, *, root: Path, follow_links: bool) -> None:
    if path.name.startswith("."):
        raise _AsideError("its name begins with a dot, so it is hidden")
    obstacle = describe_obstacle(path, name=name)
    if obstacle:
        raise _ObstacleError(obstacle)
    if path.is_symlink() and not follow_links and not _is_inside(path, root):
        raise _ObstacleError(
            f"{name} is a link to a place outside the folder; it was not followed. Copy the articles here."
        )
    if path.is_dir():
        return
    if path.name.lower() in SIDECARS:
        raise _AsideError(f"it is {SIDECARS[path.name.lower()]}")
    if ABOUT.fullmatch(path.stem) and path.suffix.lower() in ABOUT_SUFFIXES:
        raise _AsideError("it is about the corpus")
    if path.suffix.lower() not in formats.SUFFIXES:
        raise _ObstacleError(formats.describe_suffix(path, name=name))


def find_sidecar(folder: Path | None, name: str, *, follow_links: bool) -> Path | None:
    """Return the file of settings or corrections that lies beside the articles under `name`; None where there is none.

    Raises
    ------
    ReadingError
        If it is a link out of the folder and links are not followed.

    Examples
    --------
    >>> find_sidecar(None, "zones.csv", follow_links=False) is None
    True
    """
    path = folder and folder / name
    if not path or not os.path.lexists(path):
        return None
    if path.is_symlink() and path.exists() and not follow_links and not _is_inside(path, path.parent):
        raise reading.ReadingError(
            f"{path.name} is a link to a place outside the folder; it was not followed. Copy the file here."
        )
    return path


def _is_inside(path: Path, root: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(root))


def _check_folder(path: Path, name: str, *, seen: set[str], depth: int) -> None:
    real = os.path.realpath(path)
    if path.suffix.lower() in formats.SUFFIXES:
        raise _ObstacleError(f"{name} is a folder named like a file; it was not read. Rename it or load it by itself.")
    if real in seen:
        raise _ObstacleError(f"{name} is a link to a folder that is already read, or to itself. Remove the link.")
    if depth >= MAX_DEPTH:
        raise _ObstacleError(f"{name} lies more than {MAX_DEPTH} folders deep; it was not read. Move it further up.")
    if is_result(path):
        raise _AsideError("the workbench wrote it as a folder of results")
    seen.add(real)


def is_result(folder: Path) -> bool:
    """Say whether `folder` is one that the workbench wrote, by its manifest.

    Examples
    --------
    >>> is_result(Path("no-such-folder"))
    False
    """
    try:
        with (folder / "manifest.json").open(encoding="utf-8") as file:
            manifest = json.loads(file.read(reading.MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(manifest, dict) and manifest.get("made_by") == _MADE_BY


def describe_obstacle(path: Path, *, name: str) -> str | None:
    """Return why `path` can be neither a file nor a folder to read, or None where nothing stands in the way.

    Examples
    --------
    >>> describe_obstacle(Path("no-such-file"), name="no-such-file")
    'no-such-file does not exist. Check its spelling.'
    """
    if (
        os.path.realpath(path).startswith(tuple(f"{folder}/" for folder in SYSTEM_FOLDERS))
        or str(path) in SYSTEM_FOLDERS
    ):
        return f"{name} is a view of the running system, not a file of articles. Give a file or a folder of articles."
    try:
        mode = path.stat().st_mode
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
    return reading.show_name(path.relative_to(root).as_posix())


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
    if {config.CONFIG_NAME, "manifest.json"} & {path.name for path in paths}:
        return True
    return any(_is_article(path) for path in paths)


def _is_article(path: Path) -> bool:
    about = (
        ABOUT.fullmatch(path.stem) or path.name.lower() in SIDECARS or formats.ANNOTATIONS.fullmatch(path.stem.lower())
    )
    return path.suffix.lower() in formats.SUFFIXES and not about and path.is_file()


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
    workbench.corpus.reading.CorpusError: 'no-such-corpus' is neither a known corpus nor a file or folder; ...
    """
    if not isinstance(source, (str, Path)):
        raise reading.CorpusError(f"source is {source!r}; allowed are a corpus name and a path. Give one of these.")
    known = find_corpora()
    named = [folder for folder in known if folder.name == str(source)] if isinstance(source, str) else []
    if len(named) > 1:
        places = " and ".join(map(str, named))
        raise reading.CorpusError(f"the corpus name {source!r} stands for {places}. Give the path of the one you mean.")
    path = named[0] if named else Path(source).expanduser()
    _refuse_missing(path, source, known=known)
    return path


def _refuse_missing(path: Path, source: str | Path, *, known: list[Path]) -> None:
    if not str(source).strip() or "\x00" in str(source) or not os.path.lexists(path):
        names = ", ".join(sorted(folder.name for folder in known)) or "none"
        raise reading.CorpusError(
            f"{str(source)!r} is neither a known corpus nor a file or folder; known corpora are {names}. "
            f"Give one of these or the path of your articles."
        )
    problem = describe_obstacle(path, name=str(path))
    if problem:
        raise reading.CorpusError(problem)
