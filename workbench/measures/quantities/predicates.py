"""What is said to have happened to the people or things counted: the act, its kind, its agent, its time window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.measures.quantities.counted import Unit, read_acts, time_words
from workbench.measures.quantities.qualifiers import Quantity
from workbench.tokens import grammar
from workbench.tokens.tree import Tree

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
