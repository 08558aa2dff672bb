"""The closed word lists of the rules, read from the data file beside this module."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path


@lru_cache(maxsize=1)
def _load() -> dict[str, frozenset[str]]:
    held = tomllib.loads(Path(__file__).with_name("agency_words.toml").read_text(encoding="utf-8"))
    return {name: frozenset(words.split()) for name, words in held.items()}


def list_words(name: str) -> frozenset[str]:
    """Return one list of ``agency_words.toml``.

    Raises
    ------
    KeyError
        If there is no list of that name.

    Examples
    --------
    >>> "launch" in list_words("light_verbs")
    True
    """
    lists = _load()
    if name not in lists:
        raise KeyError(f"name is {name!r}; the word lists are {', '.join(sorted(lists))}. Choose one of these.")
    return lists[name]
