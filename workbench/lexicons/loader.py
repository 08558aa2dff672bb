"""Lexicons by name or from a file: checked, with licence, or refused in a sentence."""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

from workbench.lexicons import checks, formats, model
from workbench.schema import require_choice

FOLDER = Path(__file__).parent
STARTERS = (
    "approximators",
    "boosters",
    "casualty_verbs",
    "conflict_force",
    "economy",
    "event_nouns",
    "hedges",
    "humanitarian",
    "legal",
    "morality",
    "negotiation_peace",
    "responsibility",
    "security_victory",
    "suffering",
)
_READERS: Mapping[str, Callable[[Path], pd.DataFrame]] = {
    ".csv": formats.read_csv_entries,
    ".yaml": formats.read_yaml_entries,
    ".yml": formats.read_yaml_entries,
    ".dic": formats.read_dic_entries,
}
_SHOWN = 3  # judgement: problems named in a warning


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
    loaded = formats.load_yaml(beside)
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
