"""What a source is: the kind of actor, from its role and the bodies named beside it, and how fully it is named."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.corpus.config import CorpusConfig
from workbench.lexicons import people as lists
from workbench.lexicons.word_lists import read_word_list
from workbench.measures.sources.speakers.introductions import Referent
from workbench.measures.sources.speakers.names import Reading
from workbench.schema import NAMINGS
from workbench.tokens.tree import Span, Tree

GROUP_WORDS = frozenset({"group", "crowd", "number", "majority", "dozens", "hundreds", "thousands", "pair", "couple"})
SEVERAL = frozenset({"they", "some", "many", "others", "most", "both", "several", "those", "all", "few", "we", "these"})
NOBODY = frozenset({"it", "this", "that", "which", "who", "i", "one"})
PUBLIC_BODIES = frozenset({"GOV", "ADM", "LEG", "MIL", "IGO", "SEC"})
NAMED_SORTS = {"person": "named person", "body": "named organisation", "place": "named organisation"}


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
    rows = read_word_list("sources/experiences")
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
