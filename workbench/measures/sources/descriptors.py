"""In what words the outlet introduces a source, verbatim: the words are data, the kind is only a bin."""

from __future__ import annotations

from workbench.measures.sources.names import Reading
from workbench.measures.sources.names_words import load_titles
from workbench.measures.sources.parse import Parse, Span
from workbench.measures.sources.resolution_referents import Referent
from workbench.measures.sources.resolution_roles import Description

EDGES = " ,;:–—-()\"“”'’\u00a0"
DETERMINERS = frozenset({"the", "a", "an", "this", "that", "these", "those"})


def describe_source(
    reading: Reading, span: Span | None, head: int | None, referents: tuple[Referent, ...]
) -> str | None:
    """Return the words beside this mention of a source, else those of the first mention that has any; None for none."""
    if span is None or head is None:
        return None
    parse = reading.parse
    referent = referents[0] if referents else None
    if referent is None or not referent.places:
        return None if parse.pos[head] == "PRON" else _without_determiner(parse, span)
    own = [d for d in referent.descriptions if span[0] - 1 <= d.first < span[1] + 2]
    if own:
        return _clean(parse, own[0])
    beside = _modifiers(parse, span, referent)
    if beside:
        return beside
    return _clean(parse, referent.descriptions[0]) if referent.descriptions else None


def _clean(parse: Parse, description: Description) -> str | None:
    low = description.first
    while low < description.last and parse.lower[low] in DETERMINERS:
        low += 1
    if all(parse.lower[t].removesuffix(".") in load_titles() for t in range(low, description.last)):
        low = description.first
    return parse.string((low, description.last)).strip(EDGES) if low < description.last else None


def _modifiers(parse: Parse, span: Span, referent: Referent) -> str | None:
    """Return what stands in a source in front of a body's or person's name ("Front-run" of "the Front-run registry")."""
    place = next((p for p in referent.places if span[0] <= p < span[1]), None)
    if place is None:
        short = _up_to_comma(parse, span)
        return _without_determiner(parse, short) if parse.pos[short[1] - 1] == "NOUN" else None
    low = span[0]
    while low < place and (parse.lower[low] in DETERMINERS or parse.lower[low].removesuffix(".") in load_titles()):
        low += 1
    return parse.string((low, place)).strip(EDGES) or None if low < place else None


def _up_to_comma(parse: Parse, span: Span) -> Span:
    return span[0], next((t for t in range(span[0] + 1, span[1]) if parse.word[t] == ","), span[1])


def _without_determiner(parse: Parse, span: Span) -> str | None:
    low = span[0]
    while low < span[1] and parse.lower[low] in DETERMINERS:
        low += 1
    return parse.string((low, span[1])).strip(EDGES) or None if low < span[1] else None
