"""What is said to have happened to the people or things counted: the act, its kind, its agent, its time window."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.measures.quantities.figures import Figure
from workbench.measures.quantities.terms import read_acts
from workbench.measures.quantities.units import NOUNS, Unit
from workbench.tokens.tree import Tree

VERBS = frozenset({"VERB", "AUX"})
_LIGHT = frozenset(
    {"be", "have", "do", "say", "include", "get", "see", "make", "put", "believe", "think", "report", "rise", "climb"}
)
_TAKES_LIVES = frozenset({"claim", "take", "lose", "cost"})
_BY_SUBJECT = frozenset({"left", "fled", "died", "sought refuge"})
_OUT = frozenset({"out", "from", "flee", "leave", "off"})
_UP = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "oprd", "dative", "pobj", "pcomp", "conj", "appos", "npadvmod"})


@dataclass(frozen=True)
class Deed:
    """An act with its kind ("" for one outside the word list) and the token of the verb or noun that states it."""

    act: str
    kind: str
    token: int


def find_deed(figure: Figure, unit: Unit | None) -> Deed | None:
    """Return the act that the counted people or things undergo or do, or None where no verb says any."""
    anchors = [figure.head] if unit is None else list(dict.fromkeys([unit.token, figure.head]))
    deeds = [deed for anchor in anchors for deed in _list_deeds(figure, anchor)]
    listed = [deed for deed in deeds if deed.kind]
    chosen = listed or deeds
    return chosen[0] if chosen else None


def _list_deeds(figure: Figure, anchor: int) -> Iterator[Deed]:
    tree = figure.tree
    yield from _beside(figure)
    yield from _as_noun(tree, anchor)
    yield from _below(tree, anchor)
    below = anchor
    for above in _climb(tree, anchor):
        if tree.pos[above] in NOUNS:
            yield from _as_noun(tree, above)
        elif tree.pos[above] in VERBS:
            moves = tree.dep[below] in {"nsubj", "nsubjpass", "conj"}
            yield from (deed for deed in _as_verb(tree, above) if moves or deed.act not in _BY_SUBJECT)
        below = above


def _climb(tree: Tree, token: int) -> Iterator[int]:
    """Yield the heads above a noun phrase as far as its verb."""
    for above in tree.ancestors(token):
        if tree.dep[token] not in _UP and tree.dep[token] not in {
            "prep",
            "agent",
            "nummod",
            "compound",
            "quantmod",
            "nmod",
            "amod",
        }:
            return
        yield above
        if tree.pos[above] in VERBS:
            return
        token = above


def _beside(figure: Figure) -> Iterator[Deed]:
    """Yield an adjective or participle right after the number: 20 dead, 30 wounded."""
    tree, after = figure.tree, figure.last + 1
    if after < len(tree) and tree.sentence[after] == tree.sentence[figure.last]:
        found = read_acts("adj").get(tree.lower[after])
        if found:
            yield Deed(*found, after)


def _as_noun(tree: Tree, noun: int) -> Iterator[Deed]:
    lemma = tree.lemma[noun].lower()
    if lemma == "life":
        if tree.lemma[tree.head[noun]].lower() in _TAKES_LIVES:
            yield Deed("lives lost", "death", tree.head[noun])
    elif lemma in read_acts("noun"):
        yield Deed(*read_acts("noun")[lemma], noun)
    for subject in tree.children(tree.head[noun], "nsubj"):
        if tree.lower[subject] in {"toll", "number"} and tree.dep[noun] != "nsubj":
            counted = [kid for prep in tree.children(subject, "prep") for kid in tree.children(prep, "pobj")]
            words = [tree.lemma[kid].lower() for kid in [subject, *counted]]
            yield from (Deed(*read_acts("noun")[word], subject) for word in words if word in read_acts("noun"))


def _below(tree: Tree, noun: int) -> Iterator[Deed]:
    """Participles and relative clauses of the noun itself: people killed in the raid, hostages who died."""
    for kid in tree.children(noun, "acl", "relcl"):
        yield from _as_verb(tree, kid)
    for kid in tree.children(noun, "amod"):
        found = read_acts("adj").get(tree.lower[kid]) or (
            tree.tag[kid] == "VBN" and read_acts("verb").get(tree.lemma[kid])
        )
        if found:
            yield Deed(*found, kid)


def _as_verb(tree: Tree, verb: int) -> Iterator[Deed]:
    for inner in (*tree.children(verb, "xcomp", "acomp", "oprd"), verb):
        found = _look_up(tree, inner)
        if found:
            yield Deed(*_join_act(tree, inner, found), inner)
    lemma = tree.lemma[verb].lower()
    if tree.pos[verb] == "VERB" and lemma not in _LIGHT:
        particle = "".join(f" {tree.lower[kid]}" for kid in tree.children(verb, "prt")[:1])
        yield Deed(lemma + particle, "", verb)


def _look_up(tree: Tree, word: int) -> tuple[str, str] | None:
    lemma = tree.lemma[word].lower()
    objects = [tree.lemma[kid].lower() for kid in tree.children(word, "dobj")]
    listed = read_acts("verb")
    for noun in objects:
        if f"{lemma} {noun}" in listed:
            return listed[f"{lemma} {noun}"]
    if lemma in {"force", "drive"} and not _OUT & {tree.lemma[kid].lower() for kid in tree.subtree(word)}:
        return None
    if lemma in {"leave", "hold", "free", "exchange"} and tree.pos[word] != "VERB":
        return None
    if lemma == "hold" and not tree.is_passive(word) and not _names_people(tree, word):
        return None
    return listed.get(lemma) or read_acts("adj").get(tree.lower[word])


def _names_people(tree: Tree, verb: int) -> bool:
    people = {"people", "hostage", "prisoner", "detainee", "captive", "suspect", "man", "woman", "person"}
    return any(tree.lemma[kid].lower() in people for kid in tree.children(verb, "dobj"))


def _join_act(tree: Tree, verb: int, found: tuple[str, str]) -> tuple[str, str]:
    """Join "killed or wounded" where two verbs share what they act on; the kind of two kinds is harm."""
    listed = read_acts("verb")
    own = tree.children(verb, "nsubj", "nsubjpass")
    above = tree.head[verb]
    if tree.dep[verb] == "conj" and not own and not tree.children(above, "dobj") and not tree.is_passive(above):
        pair = listed.get(tree.lemma[above].lower()), found
        joiner = tree.children(above, "cc")
    else:
        later = [kid for kid in tree.children(verb, "conj") if not tree.children(kid, "nsubj", "nsubjpass", "dobj")]
        pair = found, listed.get(tree.lemma[later[0]].lower()) if later and tree.is_passive(verb) else None
        joiner = tree.children(verb, "cc")
    if not (pair[0] and pair[1] and joiner):
        return found
    act = f"{pair[0][0]} {tree.lower[joiner[0]]} {pair[1][0]}"
    return act, pair[0][1] if pair[0][1] == pair[1][1] else "harm"
