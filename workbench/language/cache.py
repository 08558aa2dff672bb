"""Parses kept on disk: one file an article, checked before it is believed, rebuilt where it is damaged.

An entry is believed if this installation made it (it is signed with a key that lies elsewhere), it is whole, and its
columns are of the types that a parse has. Anything else is parsed anew.
"""

from __future__ import annotations

import contextlib
import hashlib
import hmac
import io
import os
import secrets
import sys
import tempfile
from functools import lru_cache
from pathlib import Path

import pandas as pd

from workbench.schema import TABLES

_HEADER = b"workbench parse 2\n"
_KEY_BYTES = 32  # as long as the hash that it goes into
_NOT_NEGATIVE = ("block_id", "sentence_id", "token_id", "start", "head_id")


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


def key_file() -> Path:
    """Return the file that holds the key of this installation: beside a person's settings, not in the cache.

    A cache that was copied, shared or tampered with is signed with another key, and is not believed.

    Examples
    --------
    >>> key_file().name
    'cache.key'
    """
    if sys.platform == "win32":
        return _platform_folder() / "news-framing-workbench-settings" / "cache.key"
    try:
        home = Path.home() / ".config"
    except RuntimeError:
        home = Path(tempfile.gettempdir()) / f".config-{getattr(os, 'getuid', int)()}"
    return Path(os.environ.get("XDG_CONFIG_HOME") or home).absolute() / "news-framing-workbench" / "cache.key"


def _read_key() -> bytes:
    return _read_key_from(key_file())


@lru_cache(maxsize=4)
def _read_key_from(path: Path) -> bytes:
    """Return the key of this installation, made where there is none; one for this process where none can be kept."""
    key = secrets.token_bytes(_KEY_BYTES)
    with contextlib.suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        _write_new(path, key)
    try:
        kept = path.read_bytes()
    except OSError:
        return key
    if len(kept) == _KEY_BYTES:
        return kept
    with contextlib.suppress(OSError):
        _write_whole(path, key)
    return key


def _write_new(path: Path, content: bytes) -> None:
    """Write a file whole unless there is one: of two that do so at once, one key stays."""
    handle, name = tempfile.mkstemp(dir=path.parent, suffix=".part")  # readable by its owner alone
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.link(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def read_entry(key: str) -> pd.DataFrame | None:
    """Return the table kept under `key`, or None if there is none or it is not what this installation wrote."""
    try:
        content = _entry_path(key).read_bytes()
    except OSError:
        return None
    signature, payload = content[len(_HEADER) : len(_HEADER) + 64], content[len(_HEADER) + 65 :]
    if not content.startswith(_HEADER) or not hmac.compare_digest(_sign(key, payload), signature):
        return None
    try:
        table = pd.read_parquet(io.BytesIO(payload))
    except (OSError, ValueError):  # whole, but written by a version that this one cannot read
        return None
    return table if _is_parse(table) else None


def _is_parse(table: pd.DataFrame) -> bool:
    """Tell whether the columns are of the types that tokens have, and the numbers such as they can have."""
    kinds = {"int32": pd.api.types.is_integer_dtype, "bool": pd.api.types.is_bool_dtype}
    wanted = {name: dtype for name, dtype in TABLES["tokens"].items() if name != "article_id"} | {"word_start": "int32"}
    if set(table.columns) != set(wanted) or not table.columns.is_unique:
        return False
    if not all(kinds.get(str(dtype), pd.api.types.is_string_dtype)(table[name]) for name, dtype in wanted.items()):
        return False
    if table.isna().any(axis=None) or (table["end"] <= table["start"]).any():
        return False
    return not (table[[*_NOT_NEGATIVE]] < 0).any(axis=None) and not (table["head_id"] >= len(table)).any()


def write_entry(key: str, table: pd.DataFrame) -> None:
    """Keep `table` under `key`, whole or not at all; a folder that cannot be written is passed over."""
    buffer = io.BytesIO()
    table.to_parquet(buffer, index=False)
    payload = buffer.getvalue()
    with contextlib.suppress(OSError):
        _write_whole(_entry_path(key), _HEADER + _sign(key, payload) + b"\n" + payload)


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


def _sign(key: str, payload: bytes) -> bytes:
    return hmac.new(_read_key(), key.encode() + payload, hashlib.sha256).hexdigest().encode()
