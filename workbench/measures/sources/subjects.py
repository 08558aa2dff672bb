"""From a cue to the tokens of its source: subject, by-phrase, the subject of the verb it hangs from."""

from __future__ import annotations

from workbench.measures.sources.cues import find_cue
from workbench.tokens.tree import Span, Tree, trim

HIGHEST = 8
CHAIN = ("xcomp", "advcl", "conj", "ccomp", "acl", "relcl", "parataxis", "prep", "pcomp")


def find_subject(tree: Tree, verb: int) -> int | None:
    """Return the head token of the source of a verb, looking up the tree where the verb has no subject itself."""
    node, steps = verb, 0
    while steps < HIGHEST:
        own = _own_subject(tree, node) if node == verb else _first_subject(tree, node)
        if own is not None:
            return own
        if tree.dep[node] in {"acl", "relcl"} and tree.pos[tree.head[node]] in {"NOUN", "PROPN", "PRON"}:
            return None if tree.is_passive(node) else tree.head[node]
        if tree.dep[node] not in CHAIN or tree.head[node] == node:
            return None
        if tree.dep[node] == "xcomp":
            target = tree.children(tree.head[node], "dobj")
            if target and target[0] < node and not tree.children(tree.head[node], "prt"):
                return target[0] if tree.pos[tree.head[node]] == "VERB" else None
        node, steps = _above(tree, node, verb), steps + 1
    return None


def _above(tree: Tree, node: int, verb: int) -> int:
    """Return the head of a node; a reporting participle (", adding that …") belongs to the cue above the content."""
    head = tree.head[node]
    outer = tree.head[head]
    if node == verb and tree.tag[verb] == "VBG" and tree.dep[verb] == "advcl" and tree.dep[head] == "ccomp":
        cue = find_cue(tree, outer)
        if cue is not None and cue.level == "core" and find_cue(tree, verb) is not None:
            return outer
    return head


def _own_subject(tree: Tree, verb: int) -> int | None:
    if tree.is_passive(verb):
        agents = [kid for agent in tree.children(verb, "agent") for kid in tree.children(agent, "pobj")]
        return agents[0] if agents else None
    return _first_subject(tree, verb)


def _first_subject(tree: Tree, verb: int) -> int | None:
    subjects = tree.children(verb, "nsubj", "nsubjpass")
    return subjects[0] if subjects else None


def noun_span(tree: Tree, head: int, *, barred: tuple[int, ...] = ()) -> Span | None:
    """Token range of a noun phrase around its head, cut short before any token of `barred`."""
    low, high = tree.left[head], tree.right[head] + 1
    for token in barred:
        if low <= token < head:
            low = token + 1
        elif head < token < high:
            high = token
    span = trim(tree, (low, high))
    return (span[0], span[1] - 1) if span and span[1] - span[0] > 1 and tree.tag[span[1] - 1] == "POS" else span
