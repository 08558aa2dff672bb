"""Parses kept on disk: one file an article, checked before it is believed, rebuilt where it is damaged."""

from __future__ import annotations

import contextlib
import hashlib
import io
import os
import sys
import tempfile
from pathlib import Path

import pandas as pd

_HEADER = b"workbench parse 1\n"


def cache_folder() -> Path:
    """Return the folder where parses are kept.

    The environment variable WORKBENCH_CACHE names it; without that it is the platform's usual folder for what can be
    made again (XDG_CACHE_HOME or ~/.cache, ~/Library/Caches, LOCALAPPDATA).

    Examples
    --------
    >>> cache_folder().is_absolute()
    True
    """
    chosen = os.environ.get("WORKBENCH_CACHE")
    if chosen:
        return Path(chosen).absolute()
    return _platform_folder() / "news-framing-workbench"


def _platform_folder() -> Path:
    try:
        home = Path.home()
    except RuntimeError:
        home = Path(tempfile.gettempdir())
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    if sys.platform == "darwin":
        return home / "Library" / "Caches"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")


def read_entry(key: str) -> pd.DataFrame | None:
    """Return the table kept under `key`, or None if there is none or it is not what was written."""
    try:
        content = _entry_path(key).read_bytes()
    except OSError:
        return None
    checksum, payload = content[len(_HEADER) : len(_HEADER) + 64], content[len(_HEADER) + 65 :]
    if not content.startswith(_HEADER) or _checksum(key, payload) != checksum:
        return None
    try:
        return pd.read_parquet(io.BytesIO(payload))
    except (OSError, ValueError):  # whole, but written by a version that this one cannot read
        return None


def write_entry(key: str, table: pd.DataFrame) -> None:
    """Keep `table` under `key`, whole or not at all; a folder that cannot be written is passed over."""
    buffer = io.BytesIO()
    table.to_parquet(buffer, index=False)
    payload = buffer.getvalue()
    with contextlib.suppress(OSError):
        _write_whole(_entry_path(key), _HEADER + _checksum(key, payload) + b"\n" + payload)


def _write_whole(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


def _entry_path(key: str) -> Path:
    return cache_folder() / "parses" / key[:2] / f"{key}.parse"


def _checksum(key: str, payload: bytes) -> bytes:
    return hashlib.sha256(key.encode() + payload).hexdigest().encode()
