"""In what words the outlet introduces a source, verbatim: the words are data, the kind is only a bin."""

from __future__ import annotations

from workbench.measures.sources.names import Reading
from workbench.measures.sources.names_words import load_titles
from workbench.measures.sources.resolution_referents import Referent
from workbench.measures.sources.resolution_roles import Description
from workbench.tokens.tree import Span, Tree

EDGES = " ,;:–—-()\"“”'’\u00a0"
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those"})


def describe_source(
    reading: Reading, span: Span | None, head: int | None, referents: tuple[Referent, ...]
) -> str | None:
    """Return the words beside this mention of a source, else those of the first mention that has any; None for none."""
    if span is None or head is None:
        return None
    tree = reading.tree
    referent = referents[0] if referents else None
    if referent is None or not referent.places:
        return None if tree.pos[head] == "PRON" else _without_determiner(tree, span)
    own = [d for d in referent.descriptions if span[0] - 1 <= d.first < span[1] + 2]
    if own:
        return _clean(tree, own[0])
    beside = _modifiers(tree, span, referent)
    if beside:
        return beside
    return _clean(tree, referent.descriptions[0]) if referent.descriptions else None


def _clean(tree: Tree, description: Description) -> str | None:
    low = description.first
    while low < description.last and tree.lower[low] in DETERMINERS:
        low += 1
    if all(tree.lower[t].removesuffix(".") in load_titles() for t in range(low, description.last)):
        low = description.first
    return tree.cut((low, description.last)).strip(EDGES) if low < description.last else None


def _modifiers(tree: Tree, span: Span, referent: Referent) -> str | None:
    """Return what stands in a source in front of a body's or person's name ("Front-run" of "the Front-run registry")."""
    place = next((p for p in referent.places if span[0] <= p < span[1]), None)
    if place is None:
        short = _up_to_comma(tree, span)
        return _without_determiner(tree, short) if tree.pos[short[1] - 1] == "NOUN" else None
    low = span[0]
    while low < place and (tree.lower[low] in DETERMINERS or tree.lower[low].removesuffix(".") in load_titles()):
        low += 1
    return tree.cut((low, place)).strip(EDGES) or None if low < place else None


def _up_to_comma(tree: Tree, span: Span) -> Span:
    return span[0], next((t for t in range(span[0] + 1, span[1]) if tree.text[t] == ","), span[1])


def _without_determiner(tree: Tree, span: Span) -> str | None:
    low = span[0]
    while low < span[1] and tree.lower[low] in DETERMINERS:
        low += 1
    return tree.cut((low, span[1])).strip(EDGES) or None if low < span[1] else None
