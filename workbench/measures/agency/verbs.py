"""A verb that names an act as a clause: its construction, who is said to do it and to whom it is done."""

from __future__ import annotations

from collections.abc import Mapping

from workbench.measures.agency.acts import Act
from workbench.measures.agency.clause import Clause
from workbench.measures.agency.grammar import find_agent, find_object, find_subject, is_passive, is_state
from workbench.tokens.tree import Tree

_GROUP = ("aux", "auxpass", "neg", "prt")
_COMPLEMENTS = ("xcomp", "ccomp")


def describe_verb(tree: Tree, act: Act, states: Mapping[str, str]) -> Clause | None:
    """Return the clause of a verb; None for a participle that only describes a noun ("wounded soldiers")."""
    verb = act.token
    if tree.dep[verb] in {"amod", "compound", "nmod"} or (tree.dep[verb] == "pobj" and tree.tag[verb] == "NN"):
        return None
    passive = is_passive(tree, verb)
    if passive and act.entry.frame == "mover":  # "the seats left": no act of leaving
        return None
    if passive and is_state(tree, verb, states):
        return _build(tree, act, "state", agent=None, patient=find_subject(tree, verb))
    return _describe_passive(tree, act) if passive else _describe_active(tree, act)


def _describe_passive(tree: Tree, act: Act) -> Clause:
    agent = find_agent(tree, act.token)
    construction = "passive_agentless" if agent is None else "passive_agent"
    return _build(tree, act, construction, agent=agent, patient=find_subject(tree, act.token))


def _describe_active(tree: Tree, act: Act) -> Clause:
    verb, frame = act.token, act.entry.frame
    subject, thing = find_subject(tree, verb), find_object(tree, verb)
    if thing == subject:
        thing = None
    if act.idiom:
        thing = _find_victim(tree, act)
    undergoes = frame == "undergo" or (frame == "labile" and thing is None)
    construction = "idiom" if act.idiom else _name_active(tree, act, has_object=thing is not None)
    if undergoes:
        return _build(tree, act, construction, agent=None, patient=subject)
    return _build(tree, act, construction, agent=subject, patient=thing)


def _name_active(tree: Tree, act: Act, *, has_object: bool) -> str:
    goes_on = act.entry.kind == "decide" and tree.children(act.token, *_COMPLEMENTS, "prep")
    return "active" if has_object or goes_on else "intransitive"


def _find_victim(tree: Tree, act: Act) -> int | None:
    """Of an idiom: what "of", "on" or a possessive adds to its noun ("the lives of"), or the object beside it."""
    for part in act.parts[1:]:
        for kid in tree.children(part, "prep"):
            if tree.lower[kid] in {"of", "to", "on", "at"}:
                return next(iter(tree.children(kid, "pobj")), None)
        for kid in tree.children(part, "poss"):
            return kid
    others = [kid for kid in tree.children(act.token, "dobj", "dative") if kid not in act.parts]
    after = [
        noun
        for kid in tree.children(act.token, "prep", "dative")
        if tree.lower[kid] in {"on", "at", "to"} and kid not in act.parts
        for noun in tree.children(kid, "pobj")
    ]
    return next(iter([*others, *after]), None)


def _build(tree: Tree, act: Act, construction: str, *, agent: int | None, patient: int | None) -> Clause:
    helpers = tree.children(act.token, *_GROUP)
    passive = construction.startswith("passive")
    return Clause(
        act=act,
        construction="idiom" if act.idiom and not passive else construction,
        agent=agent,
        patient=patient,
        tokens=tuple(sorted({*act.parts, *helpers})),
        negated=bool(tree.children(act.token, "neg")),
        modal=next((tree.lower[kid] for kid in helpers if tree.tag[kid] == "MD"), ""),
    )
