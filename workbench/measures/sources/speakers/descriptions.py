"""How a source is introduced and where it spoke: the outlet's own words beside it, and the channel near its cue."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workbench.lexicons import people as lists
from workbench.lexicons.word_lists import read_word_list
from workbench.measures.sources.speakers import antecedents, introductions, names
from workbench.tokens.names import compile_terms
from workbench.tokens.tree import Span, Tree

EDGES = " ,;:–—-()\"“”'’\u00a0"
DETERMINERS = antecedents.DEFINITE | {"a", "an"}
REACH = 18  # words on either side of a cue that belong to its clause: judgement
SECOND_HAND = "other media"
BREAKS = frozenset({";", '"', "“", "”"})


def describe_source(
    reading: names.Reading, span: Span | None, head: int | None, referents: tuple[introductions.Referent, ...]
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


def _clean(tree: Tree, description: introductions.Description) -> str | None:
    low = description.first
    while low < description.last and tree.lower[low] in DETERMINERS:
        low += 1
    if all(lists.is_short_title(tree.text[t]) for t in range(low, description.last)):
        low = description.first
    return tree.cut((low, description.last)).strip(EDGES) if low < description.last else None


def _modifiers(tree: Tree, span: Span, referent: introductions.Referent) -> str | None:
    """Return what stands in a source in front of a body's or person's name ("Front-run" of "the Front-run registry")."""
    place = next((p for p in referent.places if span[0] <= p < span[1]), None)
    if place is None:
        short = _up_to_comma(tree, span)
        return _without_determiner(tree, short) if tree.pos[short[1] - 1] == "NOUN" else None
    low = span[0]
    while low < place and (tree.lower[low] in DETERMINERS or lists.is_short_title(tree.text[low])):
        low += 1
    return tree.cut((low, place)).strip(EDGES) or None if low < place else None


def _up_to_comma(tree: Tree, span: Span) -> Span:
    return span[0], next((t for t in range(span[0] + 1, span[1]) if tree.text[t] == ","), span[1])


def _without_determiner(tree: Tree, span: Span) -> str | None:
    low = span[0]
    while low < span[1] and tree.lower[low] in DETERMINERS:
        low += 1
    return tree.cut((low, span[1])).strip(EDGES) or None if low < span[1] else None


@dataclass(frozen=True)
class Place:
    """The token ranges of a statement's cue, source and content, each None where there is none."""

    cue: Span | None
    source: Span | None
    content: Span | None


def classify_channel(tree: Tree, place: Place, *, form: str) -> str:
    """Return the code of `schema.CHANNELS` for a statement, "unstated" where no phrase near its cue tells."""
    if form == "embed":
        return "social post"
    found = _list_channels(_near(tree, place))
    if not found and place.source is not None:
        found = _list_channels(tree.cut(place.source).lower())
    if found:
        return found[0]
    return SECOND_HAND if form == "second-hand" else "unstated"


def _list_channels(words: str) -> list[str]:
    """Return the channels that the phrases of some words tell, in their order."""
    pattern, channels = _compile_channels()
    return [channels[phrase] for phrase in pattern.findall(words)]


def _near(tree: Tree, place: Place) -> str:
    """Return the words of the cue's clause: up to a mark, a stop or the content on either side."""
    anchor = place.cue or place.source
    if anchor is None:
        return ""
    tokens = [
        *reversed(list(_walk(tree, place, anchor[0] - 1, -1))),
        *range(*anchor),
        *_walk(tree, place, anchor[1], 1),
    ]
    return re.sub(r"\s+", " ", " ".join(tree.lower[token] for token in tokens))


def _walk(tree: Tree, place: Place, token: int, step: int) -> list[int]:
    found = []
    while (
        0 <= token < len(tree)
        and len(found) < REACH
        and tree.sentence[token] == tree.sentence[(place.cue or place.source)[0]]
    ):
        inside = place.content is not None and place.content[0] <= token < place.content[1]
        if inside or tree.text[token] in BREAKS:
            break
        found.append(token)
        token += step
    return found


@cache
def _compile_channels() -> tuple[re.Pattern[str], dict[str, str]]:
    channels = {row["phrase"]: row["channel"] for row in read_word_list("sources/channel_phrases")}
    return compile_terms(channels, inside_hyphens=False), channels
