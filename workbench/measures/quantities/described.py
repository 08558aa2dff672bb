"""A source as the text words it, told apart into name and descriptor: the Front-run | Health Office."""

from __future__ import annotations

from typing import Any

import pandas as pd

from workbench.tokens.tree import Tree

_NAMING = frozenset({"compound", "nmod"})
_DROPPED = frozenset({"the", "a", "an", "its", "their", "his", "her", "'s", "’s"})


def name_source(tree: Tree, row: Any) -> tuple[str | None, str | None]:
    """Return the name of a source and its descriptor, None where the descriptor only repeats the name."""
    name, descriptor = _name_source(tree, row)
    repeated = name is not None and descriptor is not None and name.casefold() == descriptor.casefold()
    return name, None if repeated else descriptor


def _name_source(tree: Tree, row: Any) -> tuple[str | None, str | None]:
    """Take name and descriptor from the attribution where it has them.

    Without a name of its own, the name is the noun with its compounds, and the descriptor what else modifies it. Where
    the name is known from elsewhere in the article and none of it stands here, all words but a pronoun are descriptor.
    """
    name = row.source_name if isinstance(row.source_name, str) else None
    descriptor = row.descriptor if isinstance(row.descriptor, str) else None
    if not isinstance(row.source_text, str) or pd.isna(row.source_start):
        return name, descriptor
    words = " ".join(row.source_text.split())
    first, last = tree.tokens_between(int(row.source_start), int(row.source_end))
    if first >= last or (name and descriptor):
        return name or words, descriptor
    if name and not _shares_word(name, words):
        return name, descriptor or (None if tree.pos[first] == "PRON" else words)
    kept = _find_core(tree, first, last)
    if kept[0] == kept[1]:
        return name or words, descriptor
    return name or tree.string(kept), descriptor or _describe(tree, (first, last), kept)


def _shares_word(name: str, words: str) -> bool:
    return bool(set(name.lower().split()) & set(words.lower().split()))


def _find_core(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """Return the tokens of the noun and its compounds; for a person those of the name alone."""
    heads = [token for token in range(first, last) if not first <= tree.head[token] < last or tree.head[token] == token]
    head = heads[0] if heads else last - 1
    if tree.pos[head] not in {"NOUN", "PROPN"}:
        return first, last
    start = head
    while (
        start > first
        and tree.dep[start - 1] in _NAMING
        and (tree.ent_type[head] != "PERSON" or tree.ent_type[start - 1] == "PERSON")
    ):
        start -= 1
    return start, head + 1


def _describe(tree: Tree, span: tuple[int, int], core: tuple[int, int]) -> str | None:
    """Return what stands before and after the core, articles left out."""
    before = _strip(tree, span[0], core[0])
    after = _strip(tree, core[1], span[1])
    told = [tree.string(part) for part in (before, after) if part[0] < part[1]]
    return ", ".join(told) or None


def _strip(tree: Tree, first: int, last: int) -> tuple[int, int]:
    while first < last and (tree.lower[first] in _DROPPED or tree.pos[first] == "PUNCT"):
        first += 1
    while last > first and tree.pos[last - 1] == "PUNCT":
        last -= 1
    return first, last
