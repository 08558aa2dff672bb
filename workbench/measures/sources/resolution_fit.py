"""How well a definite noun phrase ("the council chair", "the Norwegian leader") fits someone the article knows."""

from __future__ import annotations

from workbench.measures.sources.names_words import Role, find_role, load_affixes, singular_forms
from workbench.measures.sources.resolution_referents import Referent
from workbench.measures.sources.resolution_roles import Description
from workbench.tokens.tree import Span, Tree

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
DETERMINERS = DEFINITE | {"a", "an", "some", "another", "one"}
GENERAL = load_affixes("rank") | load_affixes("general")
LEAST_STEM, STEM_SHARE = 4, 0.65
SAME, WIDER, NARROWER, UNKNOWN = 3.0, 2.0, 1.0, 1.5


def list_modifiers(tree: Tree, span: Span, head: int) -> set[str]:
    """Return the words of a noun phrase that single out whom it means, without ranks and determiners."""
    words = {
        tree.lower[t].removesuffix(".") for t in range(*span) if t != head and tree.pos[t] in {"NOUN", "PROPN", "ADJ"}
    }
    return words - GENERAL - DETERMINERS


def fit_phrase(referent: Referent, head: str, wanted: Description, modifiers: set[str]) -> float:
    """Return how well a noun phrase fits a referent: its head, then each further word that is known of it."""
    base = _fit_head(referent, head, wanted)
    if not base:
        return 0.0
    known = referent.role_words | set(referent.name.lower().split())
    shared = sum(any(_akin(word, other) for other in known) for word in modifiers)
    return base + shared - UNKNOWN * (len(modifiers) - shared)


def _fit_head(referent: Referent, head: str, wanted: Description) -> float:
    forms = set(singular_forms(head))
    if referent.sort in {"body", "group"} and forms & referent.heads:
        return SAME
    roles = [role for form in (*wanted.heads, head) if (role := find_role(form)) is not None]
    known = [role for form in referent.role_heads if (role := find_role(form)) is not None]
    person = referent.sort == "person"
    return max((_kinship(role, other, person=person) for role in roles[:2] for other in known), default=0.0)


def _kinship(role: Role, other: Role, *, person: bool) -> float:
    """Return how well a role fits a known one: the same, a wider word for it, or a narrower one."""
    if role.same_as == other.same_as:
        return SAME
    if person and role.lemma in other.under:
        return WIDER
    return NARROWER if person and other.lemma in role.under else 0.0


def _akin(word: str, other: str) -> bool:
    """Whether two words are one or, as "Norway" and "Norwegian", share their beginning."""
    shared = next((i for i, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    return word == other or shared >= max(LEAST_STEM, STEM_SHARE * min(len(word), len(other)))
