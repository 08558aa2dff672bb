"""How an act is worded: its construction, who is said to do it and to whom it is done, for verbs and for nouns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from workbench.measures.agency.acts import Act, list_words
from workbench.tokens import grammar
from workbench.tokens.tree import Tree

_COMPLEMENTS = ("xcomp", "ccomp")
_GROUPS = frozenset({"NORP", "ORG", "PERSON"})
_HELD_BY_MANY = frozenset({"surround", "populate", "inhabit"})  # conditions although a by-phrase stands there


@dataclass(frozen=True)
class Clause:
    """An act with those who take part in it: its construction, and the head tokens of agent and patient if any."""

    act: Act
    construction: str
    agent: int | None
    patient: int | None
    tokens: tuple[int, ...]
    negated: bool = False
    modal: str = ""
    recoverable: str = "not applicable"
    recovered: int | None = None

    def mark(self, recoverable: str, recovered: int | None) -> Clause:
        """Return the clause with where its agent can be found."""
        return replace(self, recoverable=recoverable, recovered=recovered)


# A verb ------------------------------------------------------------------------------------------------------------


def describe_verb(tree: Tree, act: Act, states: Mapping[str, str]) -> Clause | None:
    """Return the clause of a verb; None for a participle that only describes a noun ("wounded soldiers")."""
    verb = act.token
    if tree.dep[verb] in {"amod", "compound", "nmod"} or (tree.dep[verb] == "pobj" and tree.tag[verb] == "NN"):
        return None
    passive = grammar.is_passive_in_context(tree, verb)
    if not passive:
        return _describe_active(tree, act)
    if act.entry.frame == "mover":  # "the seats left": no act of leaving
        return None
    subject = _find_subject(tree, verb)
    if is_state(tree, verb, states):
        return _build(tree, act, "state", agent=None, patient=subject)
    agent = grammar.find_by_agent(tree, verb)
    return _build(tree, act, _name_passive(agent), agent=agent, patient=subject)


def is_state(tree: Tree, verb: int, states: Mapping[str, str]) -> bool:
    """Whether a passive form names a condition rather than an act ("the hall is crammed", "the road is closed")."""
    if grammar.find_by_agent(tree, verb) is not None and tree.lemma[verb] not in _HELD_BY_MANY:
        return False
    helpers = tree.children(verb, "auxpass")
    if any(tree.lower[kid] in list_words("degrees") for kid in tree.children(verb, "advmod")):
        return bool(helpers)
    frame = states.get(tree.lemma[verb], "")
    if not helpers or not frame or tree.lower[helpers[0]] in {"being", "get", "gets", "got", "getting"}:
        return False
    if frame == "always":
        return True
    timed = tree.children(verb, "npadvmod", "advcl") or _is_dated(tree, verb)
    return tree.lower[helpers[0]] in {"is", "are", "'s", "'re"} and not timed


def _is_dated(tree: Tree, verb: int) -> bool:
    """Whether a phrase tells when or in which event ("in the raid on Friday"): an act has a time, a condition none."""
    placed = any(tree.lower[kid] in {"in", "during", "on", "after", "when"} for kid in tree.children(verb, "prep"))
    nouns = [noun for prep in tree.children(verb, "prep") for noun in tree.children(prep, "pobj")]
    return placed and any(tree.ent_type[noun] in {"DATE", "TIME"} for noun in nouns)


def _find_subject(tree: Tree, verb: int) -> int | None:
    return grammar.find_subject(tree, verb, blaming=list_words("accusing"))


def _name_passive(agent: int | None) -> str:
    return "passive_agentless" if agent is None else "passive_agent"


def _describe_active(tree: Tree, act: Act) -> Clause:
    verb, frame = act.token, act.entry.frame
    subject, thing = _find_subject(tree, verb), grammar.find_object(tree, verb)
    if thing == subject:
        thing = None
    if act.idiom:
        thing = _find_victim(tree, act)
    construction = "idiom" if act.idiom else _name_active(tree, act, has_object=thing is not None)
    if frame == "undergo" or (frame == "labile" and thing is None):
        return _build(tree, act, construction, agent=None, patient=subject)
    return _build(tree, act, construction, agent=subject, patient=thing)


def _name_active(tree: Tree, act: Act, *, has_object: bool) -> str:
    goes_on = act.entry.kind == "decide" and tree.children(act.token, *_COMPLEMENTS, "prep")
    return "active" if has_object or goes_on else "intransitive"


def _find_victim(tree: Tree, act: Act) -> int | None:
    """Of an idiom: what "of", "on" or a possessive adds to its noun ("the lives of"), or the object beside it."""
    for part in act.parts[1:]:
        added = [*grammar.list_governed(tree, part, "of", "to", "on", "at"), *tree.children(part, "poss")]
        if added:
            return added[0]
    others = tree.children(act.token, "dobj", "dative") + list(grammar.list_governed(tree, act.token, "on", "at", "to"))
    return next((noun for noun in others if not {noun, tree.head[noun]} & set(act.parts[1:])), None)


def _build(tree: Tree, act: Act, construction: str, *, agent: int | None, patient: int | None) -> Clause:
    helpers = _list_helpers(tree, act.token)
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


def _list_helpers(tree: Tree, verb: int) -> list[int]:
    return tree.children(verb, "aux", "auxpass", "neg", "prt")


# A noun ------------------------------------------------------------------------------------------------------------


def describe_noun(tree: Tree, act: Act) -> Clause:
    """Return the clause of an act noun; with a light verb ("carried out an attack") in that verb's construction."""
    verb = find_light_verb(tree, act.token)
    agent, patient = _find_noun_agent(tree, act), _find_noun_patient(tree, act)
    construction, tokens = "nominal", (act.token,)
    if verb is not None:
        passive = grammar.is_passive_in_context(tree, verb)
        doer = grammar.find_by_agent(tree, verb) if passive else _find_subject(tree, verb)
        agent = agent if doer is None or doer == act.token else doer
        construction = _name_passive(agent) if passive else "active"
        tokens = tuple(sorted({act.token, verb, *_list_helpers(tree, verb)}))
    negated = any(tree.lower[kid] == "no" for kid in tree.children(act.token, "det"))
    return Clause(act, construction, agent, patient, tokens, negated=negated)


def find_light_verb(tree: Tree, noun: int) -> int | None:
    """Return the verb that says no more than that the act was done ("carry out", "launch"), if the noun has one."""
    above = tree.head[noun]
    if tree.dep[noun] in {"dobj", "nsubjpass"} and tree.lemma[above] in list_words("light_verbs"):
        return above
    for kid in tree.children(noun, "acl", "relcl"):
        if tree.lemma[kid] in list_words("light_verbs") and grammar.is_passive_in_context(tree, kid):
            return kid
    return None


def _find_noun_agent(tree: Tree, act: Act) -> int | None:
    by = grammar.find_by_agent(tree, act.token)
    if by is not None:
        return by
    frame, owner, follows = act.entry.frame, _find_owner(tree, act.token), _find_of(tree, act.token)
    if owner is not None and (frame != "undergo" or follows is not None):
        return owner
    if frame == "self" and follows is not None:
        return follows
    return None if frame == "undergo" and follows is None else _find_modifier(tree, act.token)


def _find_noun_patient(tree: Tree, act: Act) -> int | None:
    frame, follows = act.entry.frame, _find_of(tree, act.token)
    if frame != "self" and follows is not None:
        return follows
    for target in grammar.list_governed(tree, act.token, "on", "against", "upon"):
        return grammar.resolve_relative(tree, target)
    if frame != "undergo":
        return None
    owner = _find_owner(tree, act.token)
    return owner if owner is not None else _find_modifier(tree, act.token)


def _find_owner(tree: Tree, noun: int) -> int | None:
    return next((grammar.resolve_relative(tree, kid) for kid in tree.children(noun, "poss")), None)


def _find_of(tree: Tree, noun: int) -> int | None:
    for thing in grammar.list_governed(tree, noun, "of"):
        if tree.ent_type[thing] not in {"DATE", "TIME"}:
            return grammar.resolve_relative(tree, thing)
    return None


def _find_modifier(tree: Tree, noun: int) -> int | None:
    """Return a people, organisation or force named before the noun ("rebel attack"); places and weapons are no agents."""
    for kid in tree.children(noun, "amod", "compound", "nmod"):
        if tree.ent_type[kid] in _GROUPS or tree.lemma[kid] in list_words("doers"):
            return kid
    return None
