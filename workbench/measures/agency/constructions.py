"""Which tokens name an act, and how it is worded: its construction, who is said to do it and to whom it is done."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from workbench.lexicons import Lexicon
from workbench.lexicons.word_lists import read_word_list
from workbench.tokens import grammar
from workbench.tokens.tree import Tree

_BESIDE = ("prt", "advmod", "prep", "oprd", "acomp", "dobj", "nsubjpass", "ccomp", "xcomp")
_LEMMA = re.compile(r"<([^<>]+)>")
_COMPLEMENTS = ("xcomp", "ccomp")
_DATES = frozenset({"DATE", "TIME"})
_GROUPS = frozenset({"NORP", "ORG", "PERSON"})
_HELD_BY_MANY = frozenset({"surround", "populate", "inhabit"})  # conditions although a by-phrase stands there


@dataclass(frozen=True)
class Entry:
    """One act of the lexicon: its lemmas (verb first), frame, family and guards."""

    lemmas: tuple[str, ...]
    kind: str
    frame: str
    family: str
    guard_before: str
    guard_after: str

    @property
    def label(self) -> str:
        """The act as the table names it."""
        return " ".join(self.lemmas)


@dataclass(frozen=True)
class Act:
    """An act where it stands: its head token, the tokens that belong to it, and its entry."""

    token: int
    parts: tuple[int, ...]
    entry: Entry
    idiom: bool = False


Index = Mapping[str, tuple[Entry, ...]]


@cache
def list_words(name: str) -> frozenset[str]:
    """Return one of the small closed lists that the rules read ("light_verbs", "events" ...) from `agency_words`.

    Examples
    --------
    >>> "launch" in list_words("light_verbs")
    True
    """
    return frozenset(row["term"] for row in read_word_list("agency_words") if row["list"] == name)


def index_entries(lexicon: Lexicon) -> tuple[Index, Index]:
    """Return the verb entries by the lemma of the verb, longest first, and the noun entries by the lemma of the noun."""
    verbs: dict[str, list[Entry]] = defaultdict(list)
    nouns: dict[str, list[Entry]] = defaultdict(list)
    for row in lexicon.entries.itertuples(index=False):
        lemmas = tuple(_LEMMA.sub(r"\1", row.term).lower().split())
        entry = Entry(lemmas, row.category, row.subcategory, row.note, row.guard_before, row.guard_after)
        (nouns if "NOUN" in row.pos.split() else verbs)[lemmas[0]].append(entry)
    return _freeze(verbs), _freeze(nouns)


def list_states(lexicon: Lexicon) -> dict[str, str]:
    """Return the participles that name a condition, with their frame: always, or in the simple present."""
    rows = lexicon.entries[lexicon.entries["category"] == "state"]
    return dict(zip(rows["term"], rows["subcategory"], strict=True))


def meet_verb(tree: Tree, token: int, entries: Iterable[Entry]) -> Act | None:
    """Return the longest entry that a verb meets in this sentence, or None."""
    for entry in entries:
        if entry.kind == "state" or is_guarded(tree, token, entry):
            continue
        parts = _meet_rest(tree, token, entry.lemmas[1:])
        if parts is not None:
            return Act(token, (token, *parts), entry, idiom=_has_noun(tree, parts))
    return None


def meet_noun(tree: Tree, token: int, entries: Iterable[Entry]) -> Act | None:
    """Return the entry that a noun meets, or None; a noun that only modifies another ("strike group") names no act."""
    if tree.dep[token] in {"compound", "nmod", "amod", "npadvmod"}:
        return None
    for entry in entries:
        if not is_guarded(tree, token, entry):
            return Act(token, (token,), entry)
    return None


def is_guarded(tree: Tree, token: int, entry: Entry) -> bool:
    """Whether the words before or after in the sentence say that the act is not meant."""
    if not (entry.guard_before or entry.guard_after):
        return False
    low, high = sentence_bounds(tree, token)
    before = " ".join(tree.lower[low:token])
    after = " ".join(tree.lower[token + 1 : high])
    return any(
        bool(guard) and re.search(guard, words) is not None
        for guard, words in ((entry.guard_before, before), (entry.guard_after, after))
    )


def sentence_bounds(tree: Tree, token: int) -> tuple[int, int]:
    """Return the first position of the token's sentence and the one after its last."""
    low = high = token
    while low > 0 and tree.sentence[low - 1] == tree.sentence[token]:
        low -= 1
    while high < len(tree) and tree.sentence[high] == tree.sentence[token]:
        high += 1
    return low, high


def _freeze(found: Mapping[str, list[Entry]]) -> Index:
    return {lemma: tuple(sorted(held, key=lambda entry: -len(entry.lemmas))) for lemma, held in found.items()}


def _meet_rest(tree: Tree, token: int, rest: tuple[str, ...]) -> tuple[int, ...] | None:
    """Positions of the particle, preposition or noun that the entry asks for; None if one is missing."""
    if not rest:
        return ()
    if rest == ("to",):
        leaves = any(tree.lemma[kid] in list_words("leaving") for kid in tree.children(token, "xcomp"))
        return () if leaves else None
    if len(rest) > 1:
        nouns = (noun for noun in grammar.list_governed(tree, token, rest[0]) if _is(tree, noun, rest[-1]))
        return next(((tree.head[noun], noun) for noun in nouns), None)
    beside = next((kid for kid in tree.children(token, *_BESIDE) if _is(tree, kid, rest[0])), None)
    return _meet_relative(tree, token, rest[0]) if beside is None else (beside,)


def _meet_relative(tree: Tree, token: int, noun: str) -> tuple[int, ...] | None:
    """Return the noun before its clause: "lives lost", "shots that were fired"."""
    head = tree.head[token]
    return (head,) if tree.dep[token] in {"acl", "relcl"} and _is(tree, head, noun) else None


def _is(tree: Tree, token: int, lemma: str) -> bool:
    return lemma in (tree.lemma[token], tree.lower[token])


def _has_noun(tree: Tree, parts: Iterable[int]) -> bool:
    return any(tree.pos[part] in grammar.NOUNS for part in parts)


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
    return placed and any(tree.ent_type[noun] in _DATES for noun in nouns)


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
        if tree.ent_type[target] not in _DATES:  # "the attack on Friday"
            return grammar.resolve_relative(tree, target)
    if frame != "undergo":
        return None
    owner = _find_owner(tree, act.token)
    return owner if owner is not None else _find_modifier(tree, act.token)


def _find_owner(tree: Tree, noun: int) -> int | None:
    return next((grammar.resolve_relative(tree, kid) for kid in tree.children(noun, "poss")), None)


def _find_of(tree: Tree, noun: int) -> int | None:
    for thing in grammar.list_governed(tree, noun, "of"):
        if tree.ent_type[thing] not in _DATES:
            return grammar.resolve_relative(tree, thing)
    return None


def _find_modifier(tree: Tree, noun: int) -> int | None:
    """Return a people, organisation or force named before the noun ("rebel attack"); places and weapons are no agents."""
    for kid in tree.children(noun, "amod", "compound", "nmod"):
        if tree.ent_type[kid] in _GROUPS or tree.lemma[kid] in list_words("doers"):
            return kid
    return None
