"""Write a folder of results whole or not at all, and the manifest that says how it was made."""

from __future__ import annotations

import hashlib
import json
import platform
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib import metadata
from pathlib import Path

import pandas as pd

from workbench.schema import require_choice

MANIFEST = "manifest.json"
FORMATS = ("csv", "parquet")
_MADE_BY = "news-framing-workbench"
_PACKAGES = (
    "numpy",
    "pandas",
    "pyarrow",
    "scikit-learn",
    "scipy",
    "spacy",
    "textstat",
    "trafilatura",
    "vaderSentiment",
)


@contextmanager
def replace_folder(out: str | Path) -> Iterator[Path]:
    """Yield an empty folder that becomes `out` when the block ends well, and vanishes when it does not.

    A folder made by an earlier run is replaced; any other folder with something in it is left alone.

    Raises
    ------
    ValueError
        If `out` is a file, holds something that the workbench did not write, or cannot be written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place, replace_folder(Path(place) / "run") as folder:
    ...     folder.is_dir()
    True
    """
    out = Path(out).expanduser().absolute()
    _check_replaceable(out)
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    except OSError as error:
        raise ValueError(
            f"out is {out}, which cannot be written ({error.strerror}). Name a folder where you may write."
        ) from error
    try:
        draft.chmod(0o755)
        yield draft
        _move_into_place(draft, out)
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _check_replaceable(out: Path) -> None:
    if out.is_dir() and any(out.iterdir()) and not _is_ours(out):
        raise ValueError(
            f"out is {out}, a folder that holds files the workbench did not write; nothing was changed. "
            "Name a new folder, or empty this one yourself."
        )
    if out.exists() and not out.is_dir():
        raise ValueError(f"out is {out}, which is a file. Name a folder.")


def _is_ours(folder: Path) -> bool:
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return False
    return isinstance(manifest, dict) and manifest.get("made_by") == _MADE_BY


def _move_into_place(draft: Path, out: Path) -> None:
    if not out.exists():
        draft.rename(out)
        return
    old = Path(tempfile.mkdtemp(prefix=f".{out.name}-old-", dir=out.parent))
    out.rename(old / out.name)
    draft.rename(out)
    shutil.rmtree(old, ignore_errors=True)


def write_tables(tables: Mapping[str, pd.DataFrame], folder: str | Path, *, file_format: str = "csv") -> list[Path]:
    """Write each table as one file, byte for byte the same for the same tables.

    Returns
    -------
    list of Path
        The files written, in the order of `tables`.

    Raises
    ------
    ValueError
        If `file_format` is not one of `FORMATS`.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     [path.name for path in write_tables({"words": pd.DataFrame({"n": [1]})}, place)]
    ['words.csv']
    """
    require_choice(file_format, FORMATS, name="format")
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    paths = []
    for name, table in tables.items():
        path = folder / f"{name}.{file_format}"
        if file_format == "csv":
            table.to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
        else:
            table.to_parquet(path, index=False)
        paths.append(path)
    return paths


def make_manifest(articles: pd.DataFrame, *, corpus: str, parameters: Mapping, parser: Mapping) -> dict:
    """Return what is needed to make the same numbers again.

    Needs the columns article_id, source_file and sha256 of the articles table.

    Returns
    -------
    dict
        made_by, version, corpus, inputs (id, file name, sha256), parameters, parser (name, version, hash of the
        model), python, packages (name to version) and git_revision (null outside a checkout). No date and no path
        of the machine, so that two runs agree to the byte.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "source_file": ["a.txt"], "sha256": ["0"]})
    >>> make_manifest(articles, corpus="x", parameters={"seed": 1}, parser={})["inputs"]
    [{'article_id': 'a', 'source_file': 'a.txt', 'sha256': '0'}]
    """
    inputs = articles[["article_id", "source_file", "sha256"]].copy()
    inputs["source_file"] = [Path(name).name for name in inputs["source_file"]]
    return {
        "made_by": _MADE_BY,
        "version": metadata.version("news-framing-workbench"),
        "corpus": corpus,
        "inputs": inputs.to_dict("records"),
        "parameters": dict(parameters),
        "parser": dict(parser),
        "python": platform.python_version(),
        "packages": {name: metadata.version(name) for name in _PACKAGES},
        "git_revision": _git_revision(),
    }


def _git_revision() -> str | None:
    root = Path(__file__).resolve().parents[1]
    if not (root / ".git").exists():
        return None
    command = ["git", "-C", str(root), "rev-parse", "HEAD"]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - a fixed command
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def write_manifest(manifest: Mapping, folder: str | Path) -> Path:
    """Write `manifest` as JSON with a hash of every other file in `folder`; call it last.

    Returns
    -------
    Path
        The file written.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     write_manifest({"made_by": "x"}, place).name
    'manifest.json'
    """
    folder = Path(folder)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    hashes = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    path = folder / MANIFEST
    text = json.dumps({**manifest, "files": hashes}, indent=2, ensure_ascii=False, sort_keys=False)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
    return path
