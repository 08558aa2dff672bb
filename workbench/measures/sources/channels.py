"""Where a statement was made: the words near its cue, outside its content."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from workbench.measures.sources.names_words import compile_terms, load_channels
from workbench.tokens.tree import Span, Tree

REACH = 18
SECOND_HAND = "other media"
BREAKS = frozenset({";", '"', "“", "”"})


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
    phrases = load_channels()
    found = [phrases[phrase] for phrase in _pattern().findall(_near(tree, place))]
    if not found and place.source is not None:
        found = [phrases[phrase] for phrase in _pattern().findall(tree.cut(place.source).lower())]
    if found:
        return found[0]
    return SECOND_HAND if form == "second-hand" else "unstated"


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


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    return compile_terms(tuple(load_channels()))
