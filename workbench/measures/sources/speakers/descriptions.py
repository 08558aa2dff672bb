"""What is told of a source: the kind of actor, how fully it is named, the words beside it and where it spoke."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from workbench.corpus.config import CorpusConfig
from workbench.lexicons import word_lists as lists
from workbench.measures.sources.speakers.introductions import Description, Referent
from workbench.measures.sources.speakers.names import Reading
from workbench.schema import NAMINGS
from workbench.tokens.grammar import DEFINITE
from workbench.tokens.names import compile_terms
from workbench.tokens.tree import Span, Tree

GROUP_WORDS = frozenset({"group", "crowd", "number", "majority", "dozens", "hundreds", "thousands", "pair", "couple"})
SEVERAL = frozenset({"they", "some", "many", "others", "most", "both", "several", "those", "all", "few", "we", "these"})
NOBODY = frozenset({"it", "this", "that", "which", "who", "i", "one"})
PUBLIC_BODIES = frozenset({"GOV", "ADM", "LEG", "MIL", "IGO", "SEC"})
NAMED_SORTS = {"person": "named person", "body": "named organisation", "place": "named organisation"}
EDGES = " ,;:–—-()\"“”'’\u00a0"
DETERMINERS = DEFINITE | {"a", "an"}
REACH = 18  # words on either side of a cue that belong to its clause: judgement
SECOND_HAND = "other media"
BREAKS = frozenset({";", '"', "“", "”"})


def kinds_of_bodies(tree: Tree, referents: list[Referent], config: CorpusConfig | None) -> dict[str, str]:
    """Return the kind of each body that the configuration or the article's own words tell, by name in lower case."""
    known = {}
    for referent in referents:
        if referent.sort == "body" and referent.places:
            kind = _kind_of_referent(tree, referent, {})
            known[referent.name.lower()] = kind
    for entity in config.entities if config else ():
        terms = (entity.label, *entity.names, *entity.roles) if entity.kind else ()
        known |= {term.lower().removeprefix("the "): str(entity.kind) for term in terms}
    return known


def classify_kind(
    reading: Reading,
    span: Span | None,
    head: int | None,
    referents: tuple[Referent, ...],
    known: Mapping[str, str],
) -> str:
    """Return the code of `schema.SOURCE_KINDS` for a source: by its own words, else by how the article introduces it.

    `known` holds the kinds of the bodies of the article, by name.
    """
    if span is None or head is None:
        return "UNK"
    tree = reading.tree
    if tree.lower[head] in {"i", "we"} and not reading.quoted[head]:
        return "JRN"
    if tree.pos[head] != "PRON":
        own = _kind_with(tree.cut(span), known)
        if own != "UNK":
            return own
    for referent in referents:
        kind = _kind_of_referent(tree, referent, known)
        if kind != "UNK":
            return kind
    return "UNK"


def _kind_with(phrase: str, known: Mapping[str, str]) -> str:
    main = lists.main_part(phrase)
    lower = f" {' '.join(main.lower().split())} "
    body = next((kind for name, kind in known.items() if f" {name} " in lower), "")
    return lists.kind_of_phrase(phrase, body)


def _kind_of_referent(tree: Tree, referent: Referent, known: Mapping[str, str]) -> str:
    for description in referent.descriptions:
        phrase = tree.cut((description.first, description.last))
        kind = _kind_of_experience(phrase) if description.place == "relative" else _kind_with(phrase, known)
        if kind != "UNK":
            return kind
    if referent.name.lower() in known:
        return known[referent.name.lower()]
    if referent.sort == "place":
        return "GOV"
    return lists.kind_of_phrase(referent.name) if referent.sort != "person" else "UNK"


def _kind_of_experience(clause: str) -> str:
    rows = lists.read_word_list("sources/experiences")
    return next((row["kind"] for row in rows if f" {row['term']} " in f" {clause.lower()} "), "UNK")


def classify_naming(reading: Reading, head: int | None, referents: tuple[Referent, ...]) -> str | None:
    """Return how fully the article names a source, from "named person" to "none"; None for an unresolved pronoun."""
    if head is None:
        return "none"
    tree = reading.tree
    if len(referents) > 1:
        return _name_several(referents)
    if referents:
        return _name_one(referents[0])
    if tree.lower[head] in SEVERAL:
        return "anonymous group"
    if tree.lower[head] in NOBODY or tree.pos[head] == "PRON":
        return None
    return _name_common(tree, head)


def _name_several(referents: tuple[Referent, ...]) -> str:
    """Return the fullest naming among the members of a compound source."""
    found = {_name_one(referent) for referent in referents}
    return next((naming for naming in NAMINGS if naming in found), "anonymous group")


def _name_one(referent: Referent) -> str:
    if referent.sort in {"person", "place"} or (referent.sort == "body" and referent.places):
        return NAMED_SORTS[referent.sort]
    if referent.sort == "group":
        return "anonymous group"
    if referent.sort == "body":
        return _name_body(referent)
    own = [lists.find_role(word) for description in referent.descriptions for word in description.heads]
    return "office only" if any(role is not None and role.office for role in own) else "anonymous individual"


def _name_body(referent: Referent) -> str:
    """Return "named organisation" for one body that the words single out, "anonymous group" for any of its kind."""
    words = referent.name.lower().split()
    definite = any("the" in description.words for description in referent.descriptions)
    kind = lists.find_actor_kind(words[-1]) if words else None
    if any(word[:1].isupper() for word in referent.name.split()):
        return "named organisation"
    if kind is None:
        return "none"
    return "named organisation" if (len(words) > 1 or definite) and kind in PUBLIC_BODIES else "anonymous group"


def _name_common(tree: Tree, head: int) -> str:
    if tree.tag[head] in {"NNS", "NNPS"} or tree.lower[head] in GROUP_WORDS:
        return "anonymous group"
    role = lists.find_role(tree.lower[head])
    if role is None:
        return "named organisation" if tree.pos[head] == "PROPN" else "anonymous group"
    return "office only" if role.office else "anonymous individual"


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
    if all(lists.is_short_title(tree.text[t]) for t in range(low, description.last)):
        low = description.first
    return tree.cut((low, description.last)).strip(EDGES) if low < description.last else None


def _modifiers(tree: Tree, span: Span, referent: Referent) -> str | None:
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
    channels = {row["phrase"]: row["channel"] for row in lists.read_word_list("sources/channel_phrases")}
    return compile_terms(channels, inside_hyphens=False), channels
