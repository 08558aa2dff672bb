"""What a figure counts, and what is said to have happened to it: the noun or currency, the act, its agent, its time window."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from workbench.lexicons.word_lists import read_word_list
from workbench.measures.quantities.numerals import Quantity
from workbench.tokens import grammar
from workbench.tokens.tree import Tree

_GENERAL = frozenset(
    {"people", "person", "man", "woman", "child", "civilian", "resident", "inhabitant", "citizen", "national"}
    | {"villager", "life", "other"}
)  # nouns that count people in general, so that "412 residents" and "412 people" may be one figure
_HYPHENS = frozenset("-‑")
_NUMBER_DEPS = frozenset(
    {"nummod", "compound", "quantmod", "amod", "predet", "det", "advmod", "npadvmod", "nmod", "appos"}
)
# subjects that state a count: "the toll rose to 412"
_COUNTED_BY = frozenset({"toll", "number", "total", "figure", "tally", "count", "population"})
_COIN = re.compile(r"(?:\s+of)?\s+(?:U\.?S\.?\s+)?([A-Za-z]+)")
_HYPHENATED = re.compile(r"[-‑]([A-Za-z]+)")
_LIGHT = frozenset(
    {"be", "have", "do", "say", "include", "get", "see", "make", "put", "believe", "think", "report", "rise", "climb"}
)  # verbs that say of a count no more than that it stands there
_TAKES_LIVES = frozenset({"claim", "take", "lose", "cost"})
_HELD = frozenset({"people", "hostage", "prisoner", "detainee", "captive", "suspect", "man", "woman", "person"})
_OUT = frozenset({"out", "from", "flee", "leave", "off"})  # forced or driven to go
_BY_SUBJECT = frozenset({"left", "fled", "died", "sought refuge"})  # done by whom is counted, if that is the subject
_INTRANSITIVE = frozenset({"died", "fled", "missing", "starving", "left", "drowned", "sought refuge", "sheltering"})
# a window reaches down from the verbs above, or stands with the own verb; the first of these is the one to take
_WIDE = frozenset({"since", "over", "during", "within", "so far"})
_CLOSE = ("since", "over", "during", "within", "between", "in", "for", "until", "on", "after", "so far", "")
# what leads from a number or its noun up to the verb
_UP = frozenset(
    {"nsubj", "nsubjpass", "dobj", "attr", "oprd", "dative", "pobj", "pcomp", "conj", "appos", "npadvmod", "prep"}
    | {"agent", "nummod", "compound", "quantmod", "nmod", "amod"}
)


@cache
def read_units() -> dict[str, str]:
    """Return the kind (time, people, thing, measure, money) of each unit noun."""
    return {row["term"]: row["kind"] for row in reversed(read_word_list("quantities/units"))}


@cache
def read_acts(pos: str) -> dict[str, tuple[str, str]]:
    """Return the act and its kind for each verb, noun or adjective."""
    return {row["term"]: (row["act"], row["kind"]) for row in read_word_list("quantities/acts") if row["pos"] == pos}


@cache
def time_words() -> str:
    """Return the units of time as alternatives of an expression."""
    return "|".join(term for term, kind in read_units().items() if kind == "time" and term != "quarter")


@dataclass(frozen=True)
class Unit:
    """The noun counted: its name as reported, its kind for grouping, and its token (the number's own if none)."""

    name: str
    kind: str
    token: int


def find_unit(quantity: Quantity) -> Unit | None:
    """Return what a figure counts, or None where the sentence leaves it out."""
    if quantity.number.currency:
        return Unit(quantity.number.currency, "money", quantity.head)
    coin = _COIN.match(quantity.after)
    if coin and quantity.number.kind in {"count", "loose"} and coin[1].lower() in _coins():
        return Unit(_coins()[coin[1].lower()], "money", quantity.head)
    compound = _HYPHENATED.match(quantity.after)
    if compound and quantity.number.kind != "share":
        return _name_compound(quantity, compound[1].lower())
    noun = _find_noun(quantity)
    if quantity.number.kind == "share":
        return _name_share(quantity, noun)
    if noun is None:
        return _find_people(quantity)
    return _name_noun(quantity.tree, noun)


def _coins() -> dict[str, str]:
    """Return the plain plural of each word for money that is nothing else."""
    short = {"dlr": "dollars", "dlrs": "dollars", "stg": "pounds", "dollar": "dollars", "dollars": "dollars"}
    return {**short, "euro": "euros", "euros": "euros", "yen": "yen", "cents": "cents", "pence": "pence"}


def _find_noun(quantity: Quantity) -> int | None:
    """Return the noun that the number modifies, or that follows with "of"."""
    tree, head = quantity.tree, quantity.head
    if quantity.last + 1 < len(tree) and tree.lower[quantity.last + 1] == "times":
        return quantity.last + 1
    parted = _follow_of(tree, head)
    if parted is not None:
        return parted
    above = tree.head[head]
    if above > quantity.last and tree.pos[above] in grammar.NOUNS and tree.dep[head] in _NUMBER_DEPS:
        return _follow_of(tree, above) if tree.lower[above] == "number" else above
    return _noun_beside(quantity)


def _follow_of(tree: Tree, token: int) -> int | None:
    nouns = (noun for noun in grammar.list_governed(tree, token, "of") if tree.head[noun] > token)
    return next((noun for noun in nouns if tree.pos[noun] in grammar.NOUNS), None)


def _noun_beside(quantity: Quantity) -> int | None:
    """Return the noun right after the number where the parser attached the number elsewhere."""
    tree, token = quantity.tree, quantity.last + 1
    of_parts = 0
    while token < len(tree) and tree.sentence[token] == tree.sentence[quantity.last]:
        if tree.pos[token] in grammar.NOUNS:
            joined = tree.dep[token] in {"compound", "poss", "nmod"} and tree.head[token] > token
            if not joined:
                return token
        elif tree.lower[token] == "of" and token == quantity.last + 1:
            of_parts += 1
        elif tree.pos[token] not in {"ADJ", "DET", "PRON", "PART", "ADV"} or tree.lower[token] in _ends():
            return None
        token += 1
    return None


def _ends() -> set[str]:
    return {*read_acts("adj"), "who", "which", "whom", "them", "us", "to"}


def _find_people(quantity: Quantity) -> Unit | None:
    """People where an adjective says what became of them ("20 dead") or the subject is a toll."""
    tree, after = quantity.tree, quantity.last + 1
    if after < len(tree) and tree.lower[after] in {*read_acts("adj"), "killed"}:
        return Unit("people", "people", quantity.head)
    for above in tree.ancestors(quantity.head):
        for subject in tree.children(above, "nsubj", "nsubjpass"):
            if tree.lemma[subject] in _COUNTED_BY and subject < quantity.first:
                counted = _follow_of(tree, subject)
                named = _name_noun(tree, counted) if counted is not None else Unit("people", "people", quantity.head)
                return named if counted is not None or "toll" in tree.lower[subject] else None
        if tree.pos[above] in {"VERB", "AUX"}:
            return None
    return None


def _name_noun(tree: Tree, noun: int) -> Unit:
    lemma = tree.lemma[noun]
    if lemma in read_acts("noun") and lemma not in {"casualty", "victim"}:
        counted = _follow_of(tree, noun)
        return Unit("people", "people", noun) if counted is None else _name_noun(tree, counted)
    name = _spell(tree, noun)
    return Unit(name if tree.pos[noun] == "PROPN" else name.lower(), _kind(tree, noun), noun)


def _spell(tree: Tree, noun: int) -> str:
    """Return the noun with the other pieces of its hyphenated word: e-mails."""
    first = last = noun
    while first > 1 and tree.text[first - 1] in _HYPHENS and tree.end[first - 1] == tree.start[first]:
        first -= 2
    while last + 2 < len(tree) and tree.text[last + 1] in _HYPHENS and tree.end[last] == tree.start[last + 1]:
        last += 2
    return tree.string((first, last + 1))


def _kind(tree: Tree, noun: int) -> str:
    """Return what units of the same thing share: people in general, or the noun's lemma."""
    lemma = tree.lemma[noun]
    is_nation = tree.pos[noun] == "PROPN" and tree.tag[noun] == "NNPS"
    if lemma in _GENERAL or is_nation or tree.ent_type[noun] == "NORP":
        return "people"
    return "money" if read_units().get(lemma) == "money" and lemma != "pound" else lemma


def _name_share(quantity: Quantity, noun: int | None) -> Unit:
    """Name the whole that a share is taken of, where it is said."""
    if noun is None or quantity.tree.lower[noun].startswith("per"):
        return Unit("share", "share", quantity.head)
    lemma = quantity.tree.lemma[noun]
    after_of = re.match(r"\s+(?:of|the|its|their|his|her|our|all)\b", quantity.after)
    if not after_of and quantity.words.lower().endswith(("%", "cent", "percent", "pct")):
        return Unit("share", "share", quantity.head)
    return Unit(f"share of {quantity.tree.lower[noun]}", f"share of {lemma}", noun)


def _name_compound(quantity: Quantity, word: str) -> Unit:
    """Name the unit of "six-week", "12-member" or "1,200-strong"."""
    tree, token = quantity.tree, quantity.head
    if word in {"strong", "member"}:
        return Unit("members" if word == "member" else "people", "people", token)
    after = tree.tokens_between(quantity.end + 1, quantity.end + 1 + len(word))[0]
    single = {"foot": "feet", "inch": "inches", "person": "people", "man": "men", "woman": "women", "story": "stories"}
    plural = (
        single.get(word) or {"country": "countries", "century": "centuries"}.get(word) or f"{word.removesuffix('s')}s"
    )
    return Unit(plural, "people" if plural == "people" else word, min(after, len(tree) - 1))


@dataclass(frozen=True)
class Predicate:
    """An act with its kind ("" for one outside the word list) and the token of the verb or noun that states it."""

    act: str
    kind: str
    token: int


def find_predicate(quantity: Quantity, unit: Unit | None) -> Predicate | None:
    """Return the act that the counted people or things undergo or do, or None where no verb says any."""
    anchors = [quantity.head] if unit is None else list(dict.fromkeys([unit.token, quantity.head]))
    predicates = [predicate for anchor in anchors for predicate in _list_predicates(quantity, anchor)]
    listed = [predicate for predicate in predicates if predicate.kind]
    chosen = listed or predicates
    return chosen[0] if chosen else None


def _list_predicates(quantity: Quantity, anchor: int) -> Iterator[Predicate]:
    tree = quantity.tree
    yield from _beside(quantity)
    yield from _as_noun(tree, anchor)
    yield from _below(tree, anchor)
    below = anchor
    for above in _climb(tree, anchor):
        if tree.pos[above] in grammar.NOUNS:
            yield from _as_noun(tree, above)
        elif tree.pos[above] in grammar.VERBS:
            moves = tree.dep[below] in {"nsubj", "nsubjpass", "conj"}
            yield from (predicate for predicate in _as_verb(tree, above) if moves or predicate.act not in _BY_SUBJECT)
        below = above


def _climb(tree: Tree, token: int) -> Iterator[int]:
    """Yield the heads above a noun phrase as far as its verb."""
    for above in tree.ancestors(token):
        if tree.dep[token] not in _UP:
            return
        yield above
        if tree.pos[above] in grammar.VERBS:
            return
        token = above


def _beside(quantity: Quantity) -> Iterator[Predicate]:
    """Yield an adjective or participle right after the number: 20 dead, 30 wounded."""
    tree, after = quantity.tree, quantity.last + 1
    if after < len(tree) and tree.sentence[after] == tree.sentence[quantity.last]:
        found = read_acts("adj").get(tree.lower[after])
        if found:
            yield Predicate(*found, after)


def _as_noun(tree: Tree, noun: int) -> Iterator[Predicate]:
    lemma = tree.lemma[noun]
    if lemma == "life":
        if tree.lemma[tree.head[noun]] in _TAKES_LIVES:
            yield Predicate("lives lost", "death", tree.head[noun])
    elif lemma in read_acts("noun"):
        yield Predicate(*read_acts("noun")[lemma], noun)
    for subject in tree.children(tree.head[noun], "nsubj"):
        if tree.lower[subject] in {"toll", "number"} and tree.dep[noun] != "nsubj":
            counted = (kid for prep in tree.children(subject, "prep") for kid in tree.children(prep, "pobj"))
            words = [tree.lemma[kid] for kid in (subject, *counted)]
            yield from (Predicate(*read_acts("noun")[word], subject) for word in words if word in read_acts("noun"))


def _below(tree: Tree, noun: int) -> Iterator[Predicate]:
    """Participles and relative clauses of the noun itself: people killed in the raid, hostages who died."""
    for kid in tree.children(noun, "acl", "relcl"):
        yield from _as_verb(tree, kid)
    for kid in tree.children(noun, "amod"):
        found = read_acts("adj").get(tree.lower[kid]) or (
            tree.tag[kid] == "VBN" and read_acts("verb").get(tree.lemma[kid])
        )
        if found:
            yield Predicate(*found, kid)


def _as_verb(tree: Tree, verb: int) -> Iterator[Predicate]:
    for inner in (*tree.children(verb, "xcomp", "acomp", "oprd"), verb):
        found = _look_up(tree, inner)
        if found:
            yield Predicate(*_join_act(tree, inner, found), inner)
    lemma = tree.lemma[verb]
    if tree.pos[verb] == "VERB" and lemma not in _LIGHT:
        particle = "".join(f" {tree.lower[kid]}" for kid in tree.children(verb, "prt")[:1])
        yield Predicate(lemma + particle, "", verb)


def _look_up(tree: Tree, word: int) -> tuple[str, str] | None:
    listed, lemma = read_acts("verb"), tree.lemma[word]
    for noun in tree.children(word, "dobj"):
        if f"{lemma} {tree.lemma[noun]}" in listed:
            return listed[f"{lemma} {tree.lemma[noun]}"]
    if not _has_listed_sense(tree, word):
        return None
    return listed.get(lemma) or read_acts("adj").get(tree.lower[word])


def _has_listed_sense(tree: Tree, word: int) -> bool:
    """Whether a verb of several senses is used in the listed one: driven out, held captive, freed (no adjective)."""
    lemma = tree.lemma[word]
    if lemma in {"force", "drive"}:
        return bool(_OUT & {tree.lemma[kid] for kid in tree.subtree(word)})
    if lemma in {"leave", "hold", "free", "exchange"} and tree.pos[word] != "VERB":
        return False
    people = {tree.lemma[kid] for kid in tree.children(word, "dobj")} & _HELD
    return lemma != "hold" or tree.is_passive(word) or bool(people)


def _join_act(tree: Tree, verb: int, found: tuple[str, str]) -> tuple[str, str]:
    """Join "killed or wounded" where two verbs share what they act on; the kind of two kinds is harm."""
    first, second = _find_pair(tree, verb)
    acts = [found if token == verb else read_acts("verb").get(tree.lemma[token]) for token in (first, second)]
    joiner = tree.children(first, "cc")
    if first == second or None in acts or not joiner:
        return found
    (one, kind), (other, other_kind) = acts
    return f"{one} {tree.lower[joiner[0]]} {other}", kind if kind == other_kind else "harm"


def _find_pair(tree: Tree, verb: int) -> tuple[int, int]:
    """Return the two verbs that share what they act on, the one twice where it is alone."""
    above = tree.head[verb]
    takes_own = tree.children(verb, "nsubj", "nsubjpass") or tree.children(above, "dobj")
    if tree.dep[verb] == "conj" and not takes_own and not tree.is_passive(above):
        return above, verb
    later = [kid for kid in tree.children(verb, "conj") if not tree.children(kid, "nsubj", "nsubjpass", "dobj")]
    return verb, later[0] if later and tree.is_passive(verb) else verb


# Agent and window -----------------------------------------------------------------------------------------------------


def find_agent(tree: Tree, predicate: Predicate | None) -> str | None:
    """Return who or what the wording makes the doer of an act, or None where it names none."""
    if predicate is None or not predicate.kind or predicate.act in _INTRANSITIVE:
        return None
    token = predicate.token
    by = grammar.find_by(tree, token)
    if by is None and tree.pos[token] in grammar.VERBS and not tree.is_passive(token):
        by = grammar.find_subject(tree, token, controlled=False)
    return None if by is None else tree.string(grammar.find_actor_phrase(tree, by))


def find_window(quantity: Quantity, predicate: Predicate | None) -> str | None:
    """Return the time a figure covers as the sentence words it, or None.

    A day stands with its own verb; "since ..." and "in the past ..." reach down from the verbs above.
    """
    tree = quantity.tree
    near = [quantity.head, tree.head[quantity.head], *([] if predicate is None else [predicate.token])]
    far = [above for place in near for above in tree.ancestors(place)]
    found = [window for place in dict.fromkeys(near) for window in _list_windows(tree, place)]
    found += [window for place in dict.fromkeys(far) for window in _list_windows(tree, place) if window[0] in _WIDE]
    found = [window for window in found if not window[1] <= quantity.head < window[2]]
    if not found:
        return None
    _, first, last = min(found, key=lambda window: (_CLOSE.index(window[0]), window[1]))
    return tree.string((first, last)).strip(" ,;")


def _list_windows(tree: Tree, place: int) -> Iterator[tuple[str, int, int]]:
    for kid in tree.children(place, "prep", "npadvmod", "advmod"):
        tokens = tree.subtree(kid, barred=("relcl", "advcl"))
        heads = tree.children(kid, "pobj", "pcomp") if tree.dep[kid] == "prep" else [kid]
        if tree.dep[kid] != "advmod" and tree.lower[kid] in _CLOSE and any(_is_time(tree, head) for head in heads):
            yield tree.lower[kid], tokens[0], tokens[-1] + 1
        elif tree.dep[kid] == "npadvmod" and _is_time(tree, kid):
            yield "", tokens[0], tokens[-1] + 1
        elif tree.lower[kid] == "far" and kid and tree.lower[kid - 1] == "so":
            yield "so far", kid - 1, kid + 1


def _is_time(tree: Tree, head: int) -> bool:
    words = {*time_words().split("|"), "start", "beginning", "outbreak", "end", "then", "now"}
    return tree.ent_type[head] in {"DATE", "TIME"} or tree.lemma[head] in words
