"""Whom a pronoun or a definite phrase means: who was subject or speaker last, and whose role or kind the words name.

The weights of pronouns follow the salience factors of Lappin & Leass (1994), halved with every sentence; further mentions
add less than the strongest one, so that who has just spoken stands before who has long been the subject.
"""

from __future__ import annotations

from dataclasses import dataclass

from workbench.lexicons import people as lists
from workbench.measures.sources.speakers.introductions import Description, Referent
from workbench.measures.sources.speakers.names import LOWERED_ZONES, Reading
from workbench.tokens.grammar import DEFINITE
from workbench.tokens.tree import Span, Tree

GENDER_OF = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
THINGS = frozenset({"it", "its", "itself"})
SEVERAL = frozenset({"they", "them", "their", "themselves"})
# DECAY and the order of WEIGHT_OF_DEP: Lappin & Leass (1994). The rest is judgement, checked on BASIL dev (1,395 sources, 115 of
# 124 people rightly named): about half and double keep 115 but where a line says otherwise, and change at most 10 names.
DECAY = 0.5  # a sentence; 0.75 keeps 115 but changes 29 names
REACH = 5  # sentences back
CLIMB = 6  # tokens up the tree from a word inside a name to its head (not varied)
MARGIN = 1.15  # the best must outweigh the next by this, else nobody is meant
CLEAR = 2.0  # the same for a noun that only varies a name; 4: 109 of 124
REPEATED = 0.3  # share of every mention but the strongest
EMBEDDED = 0.65  # factor for a mention in a subordinate clause
# added for who speaks (1.0: 114 of 124) and for a main clause's subject; factors within a quotation, a headline or a caption
SPEAKING, MAIN_SUBJECT, QUOTED, LOWERED = 0.5, 0.2, 0.15, 0.3
OTHER_DEP = 0.3  # any relation not listed
AGREES = 1.3  # factor where the gender is known and the same; 1.6: 114 of 124
GUESSED_OTHER = 0.2  # where a given name, which only suggests a gender, speaks against it
# all equal: 114 of 124, 24 names changed
WEIGHT_OF_DEP = {
    "nsubj": 1.0,
    "nsubjpass": 0.9,
    "dobj": 0.5,
    "dative": 0.5,
    "pobj": 0.4,
    "poss": 0.5,
    "appos": 0.4,
    "ROOT": 0.6,
}
CLAUSES = frozenset({"ccomp", "advcl", "relcl", "acl", "xcomp", "pcomp"})
NAME_INSIDE = frozenset({"compound", "flat", "nmod", "amod", "conj"})
DETERMINERS = DEFINITE | {"a", "an", "some", "another", "one"}
GENERAL = lists.load_affixes("rank") | lists.load_affixes("general")
# letters, and share of the shorter word, that make "Norway" and "Norwegian" akin: judgement, 2 to 8 keep 115 of 124
LEAST_STEM, STEM_SHARE = 4, 0.65
# fit of a role: the same word, a wider or a narrower one; minus for each further word that is not known of the person.
# Judgement; only the order of SAME above LEAST_FIT matters: 1.5 instead of 3.0 names 106 of 124.
SAME, WIDER, NARROWER, UNKNOWN = 3.0, 2.0, 1.0, 1.5


@dataclass(frozen=True)
class Mention:
    """One place where a referent is meant, with the weight its grammar gives it."""

    token: int
    step: int
    referent: Referent
    weight: float


def mention_weight(reading: Reading, token: int, *, speaking: bool) -> float:
    """Return the salience of a mention: a subject before an object, a speaker before all."""
    tree = reading.tree
    node, steps = token, 0
    while tree.dep[node] in NAME_INSIDE and steps < CLIMB:
        node, steps = tree.head[node], steps + 1
    weight = WEIGHT_OF_DEP.get(tree.dep[node], OTHER_DEP)
    weight *= EMBEDDED if tree.dep[tree.head[node]] in CLAUSES else 1.0
    weight += SPEAKING if speaking else 0.0
    weight += MAIN_SUBJECT if _is_main(tree, node) else 0.0
    weight *= QUOTED if reading.quoted[token] else 1.0
    return weight * (LOWERED if tree.zone[token] in LOWERED_ZONES else 1.0)


def _is_main(tree: Tree, token: int) -> bool:
    return tree.dep[token] in {"nsubj", "nsubjpass"} and tree.dep[tree.head[token]] == "ROOT"


def find_antecedent(reading: Reading, token: int, history: list[Mention]) -> Referent | None:
    """Return whom a pronoun means, or None where nobody or two are equally likely; a noun, the one person or body in view."""
    word = reading.tree.lower[token]
    if word in GENDER_OF:
        return _choose(reading, token, history, sorts=("person", "individual"), gender=GENDER_OF[word])
    if word in THINGS:
        return _choose(reading, token, history, sorts=("body", "place"), gender="")
    if word in SEVERAL:
        return _choose(reading, token, history, sorts=("group",), gender="")
    sorts = ("person",) if lists.find_role(word) else ("body",)
    return _choose(reading, token, history, sorts=sorts, gender=lists.load_genders().get(word, ""), margin=CLEAR)


def _choose(
    reading: Reading, token: int, history: list[Mention], *, sorts: tuple[str, ...], gender: str, margin: float = MARGIN
) -> Referent | None:
    scores: dict[int, tuple[float, Referent]] = {}
    now = reading.step[token]
    for mention in reversed(history):
        referent = mention.referent.resolved()
        if now - mention.step > REACH:
            break
        if referent.sort not in sorts:
            continue
        score = mention.weight * DECAY ** (now - mention.step) * _agreement(referent, gender)
        if not score:
            continue
        other = scores.get(id(referent), (0.0, referent))[0]
        scores[id(referent)] = (max(other, score) + REPEATED * min(other, score), referent)
    ranked = sorted(scores.values(), key=lambda entry: -entry[0])
    if not ranked or (len(ranked) > 1 and ranked[0][0] < margin * ranked[1][0]):
        return None
    best = ranked[0][1]
    if gender and not best.gender and (len(ranked) == 1 or ranked[0][0] > CLEAR * ranked[1][0]):
        best.gender = gender
    return best


def _agreement(referent: Referent, gender: str) -> float:
    """Return the factor for gender: a title that contradicts rules out, a given name only weakens."""
    if not gender or not referent.gender:
        return 1.0
    if referent.gender == gender:
        return AGREES
    return GUESSED_OTHER if referent.gender_guessed else 0.0


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
    forms = set(lists.singular_forms(head))
    if referent.sort in {"body", "group"} and forms & referent.heads:
        return SAME
    roles = [role for form in (*wanted.heads, head) if (role := lists.find_role(form)) is not None]
    known = [role for form in referent.role_heads if (role := lists.find_role(form)) is not None]
    person = referent.sort == "person"
    return max((_kinship(role, other, person=person) for role in roles[:2] for other in known), default=0.0)


def _kinship(role: lists.Role, other: lists.Role, *, person: bool) -> float:
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
