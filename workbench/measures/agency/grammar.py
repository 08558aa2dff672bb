"""Subjects, objects and by-phrases of a verb, those that the verb leaves to its neighbours included."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.measures.agency.words import list_words
from workbench.tokens.tree import Tree

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
_RELATIVES = frozenset({"who", "which", "that", "whom"})
_NOT_AGENTS = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY"})
_BARRED = frozenset({"relcl", "acl", "appos", "parataxis", "advcl", "ccomp", "prep", "punct", "cc", "preconj", "dep"})
_SMALL_CLAUSES = frozenset({"ccomp", "xcomp", "advcl", "pcomp"})
_NEAR = 4  # positions between verbs that share a by-phrase
_LIMIT = 12  # steps up a chain of verbs


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb is passive: auxiliary, passive subject, reduced clause, headline, or second of two joined verbs."""
    if tree.children(verb, "auxpass", *PASSIVE_SUBJECTS):
        return True
    if tree.tag[verb] not in {"VBN", "VBD"} or tree.children(verb, "dobj"):
        return False
    return _is_joined_passive(tree, verb) if _is_joined(tree, verb) else _is_bare_passive(tree, verb)


def _is_joined_passive(tree: Tree, verb: int) -> bool:
    # of "shot and killed" after a noun the tagger calls either half a past tense
    bare = tree.tag[verb] == "VBN" or tree.dep[tree.head[verb]] == "acl" or _find_by(tree, verb) is not None
    return bare and is_passive(tree, tree.head[verb])


def _is_bare_passive(tree: Tree, verb: int) -> bool:
    if tree.children(verb, "aux"):
        return False
    if tree.dep[verb] == "acl" or find_agent(tree, verb) is not None:
        return True
    # with a plain subject a bare participle is a passive in headlines and after "had"; elsewhere a slip of the tagger
    placed = not tree.children(verb, *SUBJECTS) or tree.dep[verb] in _SMALL_CLAUSES or tree.zone[verb] != "body"
    return tree.tag[verb] == "VBN" and placed


def is_state(tree: Tree, verb: int, states: Mapping[str, str]) -> bool:
    """Whether a passive form names a condition rather than an act ("the hall is crammed", "the road is closed")."""
    if find_agent(tree, verb) is not None and tree.lemma[verb].lower() not in {"surround", "populate", "inhabit"}:
        return False
    helpers = tree.children(verb, "auxpass")
    if any(tree.lower[kid] in list_words("degrees") for kid in tree.children(verb, "advmod")):
        return bool(helpers)
    frame = states.get(tree.lemma[verb].lower(), "")
    if not helpers or not frame or tree.lower[helpers[0]] in {"being", "get", "gets", "got", "getting"}:
        return False
    if frame == "always":
        return True
    timed = tree.children(verb, "npadvmod", "advcl") or _find_event(tree, verb)
    return tree.lower[helpers[0]] in {"is", "are", "'s", "'re"} and not timed


def find_subject(tree: Tree, verb: int) -> int | None:
    """Return the head of the verb's subject, its own or the one its neighbours share with it; None if there is none."""
    for _ in range(_LIMIT):
        own = tree.children(verb, *SUBJECTS, *PASSIVE_SUBJECTS)
        if own:
            return _keep_word(tree, resolve(tree, own[-1]))
        above = tree.head[verb]
        if above == verb:
            return None
        found, verb = _look_up(tree, verb, above)
        if found is not None or verb is None:
            return found
    return None


def find_object(tree: Tree, verb: int) -> int | None:
    """Return the head of the verb's direct object, shared with a joined verb or moved in front of a relative clause."""
    for kid in tree.children(verb, "dobj"):
        return resolve(tree, kid)
    for kid in tree.children(verb, "conj"):
        shared = tree.children(kid, "dobj")
        if shared and kid - verb <= 3 and not is_passive(tree, kid):  # noqa: PLR2004 - "killed or wounded them"
            return resolve(tree, shared[0])
    return None


def find_agent(tree: Tree, verb: int) -> int | None:
    """Return the head of the by-phrase of a passive, its own or that of a verb joined to it."""
    own = _find_by(tree, verb)
    if own is not None:
        return own
    joined = tree.children(verb, "conj") + ([tree.head[verb]] if _is_joined(tree, verb) else [])
    for other in joined:
        shared = _find_by(tree, other) if abs(other - verb) <= _NEAR or other < verb else None
        if shared is not None and tree.pos[other] == "VERB" and tree.tag[other] in {"VBN", "VBD"}:
            return shared
    return None


def resolve(tree: Tree, token: int) -> int:
    """Return the noun that a relative pronoun stands for, or the token itself."""
    if tree.lower[token] in _RELATIVES and tree.pos[token] in {"PRON", "DET", "SCONJ"}:
        verb = tree.head[token]
        for _ in range(_LIMIT):
            if tree.dep[verb] == "relcl":
                return tree.head[verb]
            if tree.head[verb] == verb:
                break
            verb = tree.head[verb]
    return token


def find_phrase(tree: Tree, head: int) -> tuple[int, int]:
    """Return the range of positions of the noun phrase around `head`: no clauses, appositions or prepositions but "of"."""
    found, queue = {head}, [head]
    while queue:
        for kid in tree.kids[queue.pop()]:
            if (tree.dep[kid] not in _BARRED or _belongs(tree, kid)) and kid not in found:
                found.add(kid)
                queue.append(kid)
    low = high = head
    while low - 1 in found or (low - 2 in found and tree.dep[low - 1] in {"punct", "cc"}):
        low -= 1
    while high + 1 in found or (high + 2 in found and tree.dep[high + 1] in {"punct", "cc"}):
        high += 1
    return low, high + 1


def _belongs(tree: Tree, kid: int) -> bool:
    return tree.dep[kid] == "prep" and tree.lower[kid] == "of"


def _is_joined(tree: Tree, verb: int) -> bool:
    return (
        tree.dep[verb] == "conj"
        and tree.pos[tree.head[verb]] in {"VERB", "AUX"}
        and not tree.children(verb, "aux", "auxpass", *SUBJECTS, *PASSIVE_SUBJECTS)
    )


def _look_up(tree: Tree, verb: int, above: int) -> tuple[int | None, int | None]:
    """Return the subject a verb takes from the word it hangs from, or the verb to ask next."""
    dep = tree.dep[verb]
    if dep in {"acl", "relcl"}:
        # "fighters shelling", "people killed"; in "a plan to attack" the noun is not the one who attacks
        return (None, None) if tree.tag[verb] == "VB" else (above, None)
    if dep == "pcomp":
        governor = tree.head[above]
        if tree.pos[governor] not in {"VERB", "AUX"}:
            return None, None
        of_object = tree.lower[above] == "for" or tree.lemma[governor].lower() in list_words("accusing")
        return _control(tree, governor, by_object=of_object)
    if dep == "xcomp":
        return _control(tree, above, by_object=True)
    if dep in {"conj", "advcl", "acomp", "attr"} and tree.pos[above] in {"VERB", "AUX", "ADJ"}:
        return None, above
    return None, None


def _keep_word(tree: Tree, token: int) -> int | None:
    return token if any(character.isalnum() for character in tree.text[token]) else None


def _control(tree: Tree, governor: int, *, by_object: bool) -> tuple[int | None, int | None]:
    objects = tree.children(governor, "dobj") if by_object and not is_passive(tree, governor) else []
    return (resolve(tree, objects[0]), None) if objects else (None, governor)


def _find_by(tree: Tree, verb: int) -> int | None:
    for kid in tree.children(verb, "agent", "prep"):
        if tree.lower[kid] == "by":
            for noun in tree.children(kid, "pobj"):
                if tree.ent_type[noun] not in _NOT_AGENTS and tree.pos[noun] != "NUM":
                    return resolve(tree, noun)
    return None


def _find_event(tree: Tree, verb: int) -> bool:
    """Whether a phrase tells when or in which event ("in the raid", "every day", "on Friday")."""
    return any(
        tree.lower[kid] in {"in", "during", "on", "after", "when"} for kid in tree.children(verb, "prep")
    ) and any(
        tree.ent_type[noun] in {"DATE", "TIME"}
        for prep in tree.children(verb, "prep")
        for noun in tree.children(prep, "pobj")
    )
