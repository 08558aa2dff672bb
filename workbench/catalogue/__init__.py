"""The one list of what a study can be asked for: tables, figures and explorers, each with the function that makes it.

The study, the command line, the report, the notebooks and the data dictionary read it. To add one: write the function
in its room, and a line in ``tables.py``, ``derived.py``, ``figures.py`` or ``explorers.py``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import TypeVar

from workbench.catalogue.derived import DERIVED as _DERIVED
from workbench.catalogue.entries import Entry, Explorer, Figure, Table
from workbench.catalogue.explorers import EXPLORERS as _EXPLORERS
from workbench.catalogue.figures import FIGURES as _FIGURES
from workbench.catalogue.tables import TABLES as _TABLES

Kind = TypeVar("Kind", bound=Entry)


def _by_name(entries: Iterable[Kind]) -> Mapping[str, Kind]:
    return {entry.name: entry for entry in entries}


TABLES: Mapping[str, Table] = _by_name([*_TABLES, *_DERIVED])
FIGURES: Mapping[str, Figure] = _by_name(_FIGURES)
EXPLORERS: Mapping[str, Explorer] = _by_name(_EXPLORERS)


def find_entry(name: str, entries: Mapping[str, Kind], *, kind: str) -> Kind:
    """Return an entry by its name.

    Raises
    ------
    KeyError
        Naming what was asked for and what there is.

    Examples
    --------
    >>> find_entry("scores", TABLES, kind="table").row
    'measure of a text or group, by voice'
    """
    if name not in entries or getattr(entries[name], "hidden", False):
        known = [key for key, entry in entries.items() if not getattr(entry, "hidden", False)]
        near = "".join(f"; perhaps {one!r}" for one in get_close_matches(str(name), known, n=1))
        raise KeyError(f"there is no {kind} {name!r}{near}; the {kind}s are {', '.join(known)}. Choose one of these.")
    return entries[name]


def list_needed(names: Iterable[str]) -> list[str]:
    """Return every table that the tables named need, themselves included, in the order in which they can be made.

    Examples
    --------
    >>> list_needed(["sentences"])
    ['articles', 'blocks', 'parsed', 'sentences']
    """
    order: dict[str, None] = {}

    def visit(name: str) -> None:
        if name not in order:
            for need in TABLES[name].needs:
                visit(need)
            order[name] = None

    for name in names:
        visit(name)
    return list(order)


def list_sources(name: str) -> list[str]:
    """Return the tables that a table is made from, hidden steps replaced by what they are made from.

    Examples
    --------
    >>> list_sources("tokens")
    ['articles', 'blocks', 'attributions']
    """
    found: dict[str, None] = {}
    for need in TABLES[name].needs:
        found.update(dict.fromkeys(list_sources(need) if TABLES[need].hidden else [need]))
    return list(found)


def depends_on(name: str, setting: str) -> bool:
    """Whether a table, or one it needs, takes a choice of the study.

    Examples
    --------
    >>> depends_on("readability", "by"), depends_on("tokens", "by")
    (True, False)
    """
    return any(setting in TABLES[step].settings for step in list_needed([name]))
