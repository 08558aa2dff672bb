"""A noun that names an act ("the killing of", "strikes"): who is said to do it, to whom it is done."""

from __future__ import annotations

from workbench.measures.agency.acts import Act
from workbench.measures.agency.clause import Clause
from workbench.measures.agency.grammar import find_agent, find_subject, is_passive, resolve
from workbench.measures.agency.words import list_words
from workbench.tokens.tree import Tree

_TARGETS = frozenset({"on", "against", "upon"})
_GROUPS = frozenset({"NORP", "ORG", "PERSON"})


def describe_noun(tree: Tree, act: Act) -> Clause:
    """Return the clause of an act noun; with a light verb ("carried out an attack") in that verb's construction."""
    verb = find_light_verb(tree, act.token)
    agent, patient = _find_agent(tree, act), _find_patient(tree, act)
    construction, tokens = "nominal", (act.token,)
    if verb is not None:
        passive = is_passive(tree, verb)
        doer = find_agent(tree, verb) if passive else find_subject(tree, verb)
        agent = agent if doer is None or doer == act.token else doer
        construction = ("passive_agentless" if agent is None else "passive_agent") if passive else "active"
        tokens = tuple(sorted({act.token, verb, *tree.children(verb, "aux", "auxpass", "neg", "prt")}))
    negated = any(tree.lower[kid] == "no" for kid in tree.children(act.token, "det"))
    return Clause(act, construction, agent, patient, tokens, negated=negated)


def find_light_verb(tree: Tree, noun: int) -> int | None:
    """Return the verb that says no more than that the act was done ("carry out", "launch"), if the noun has one."""
    above = tree.head[noun]
    if tree.dep[noun] in {"dobj", "nsubjpass"} and tree.lemma[above].lower() in list_words("light_verbs"):
        return above
    for kid in tree.children(noun, "acl", "relcl"):
        if tree.lemma[kid].lower() in list_words("light_verbs") and is_passive(tree, kid):
            return kid
    return None


def _find_agent(tree: Tree, act: Act) -> int | None:
    by = find_agent(tree, act.token)
    if by is not None:
        return by
    frame, owner, follows = act.entry.frame, _find_owner(tree, act.token), _find_of(tree, act.token)
    if owner is not None and (frame != "undergo" or follows is not None):
        return owner
    if frame == "self" and follows is not None:
        return follows
    return None if frame == "undergo" and follows is None else _find_modifier(tree, act.token)


def _find_patient(tree: Tree, act: Act) -> int | None:
    frame, follows = act.entry.frame, _find_of(tree, act.token)
    if frame != "self" and follows is not None:
        return follows
    for kid in tree.children(act.token, "prep"):
        if tree.lower[kid] in _TARGETS and tree.children(kid, "pobj"):
            return resolve(tree, tree.children(kid, "pobj")[0])
    if frame != "undergo":
        return None
    owner = _find_owner(tree, act.token)
    return owner if owner is not None else _find_modifier(tree, act.token)


def _find_owner(tree: Tree, noun: int) -> int | None:
    return next((resolve(tree, kid) for kid in tree.children(noun, "poss")), None)


def _find_of(tree: Tree, noun: int) -> int | None:
    for kid in tree.children(noun, "prep"):
        if tree.lower[kid] == "of":
            for thing in tree.children(kid, "pobj"):
                if tree.ent_type[thing] not in {"DATE", "TIME"}:
                    return resolve(tree, thing)
    return None


def _find_modifier(tree: Tree, noun: int) -> int | None:
    """Return a people, organisation or force named before the noun ("rebel attack"); places and weapons are no agents."""
    for kid in tree.children(noun, "amod", "compound", "nmod"):
        if tree.ent_type[kid] in _GROUPS or tree.lemma[kid].lower() in list_words("doers"):
            return kid
    return None
