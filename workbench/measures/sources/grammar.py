"""Grammar that the rules share, as functions of a tree and a token: tense, the subject that speaks, the noun phrase."""

from __future__ import annotations

from workbench.measures.sources.cues import find_cue
from workbench.tokens.tree import Span, Tree, trim

# Penn tags of verbs that carry tense; a modal ("will") stands before a bare verb.
FINITE = frozenset({"VBD", "VBZ", "VBP"})
FINITE_OR_MODAL = FINITE | {"MD"}
# Relations through which a verb shares the subject of the verb above it.
SHARING = ("xcomp", "advcl", "conj", "ccomp", "acl", "relcl", "parataxis", "prep", "pcomp")
# How far up the tree a subject or a governing verb is sought: judgement;
# 4 and 16 give the same rows on PolNeAR dev.
HIGHEST = 8


def is_finite(tree: Tree, token: int) -> bool:
    """Whether a token is a verb that carries tense."""
    return tree.tag[token] in FINITE


def list_finite(tree: Tree, span: Span) -> list[int]:
    """Return the verbs with tense and the modals of a token range."""
    return [token for token in range(*span) if tree.tag[token] in FINITE_OR_MODAL]


def is_infinitive(tree: Tree, verb: int) -> bool:
    """Whether "to" stands before a verb."""
    return any(tree.lower[kid] == "to" for kid in tree.children(verb, "aux"))


def find_subject(tree: Tree, verb: int) -> int | None:
    """Return the head token of who does a verb: its subject or by-agent, else that of the verb it shares one with."""
    node = verb
    for _ in range(HIGHEST):
        own = _own_subject(tree, node) if node == verb else _first_subject(tree, node)
        if own is not None:
            return own
        above = tree.head[node]
        if tree.dep[node] in {"acl", "relcl"} and tree.pos[above] in {"NOUN", "PROPN", "PRON"}:
            return None if tree.is_passive(node) else above
        if tree.dep[node] not in SHARING or above == node:
            return None
        controller = _controller(tree, node)
        if controller is not None:
            return controller if tree.pos[above] == "VERB" else None
        node = _above(tree, node, verb)
    return None


def noun_span(tree: Tree, head: int, *, barred: tuple[int, ...] = ()) -> Span | None:
    """Return the token range of a noun phrase around its head, cut short before any token of `barred`."""
    low, high = tree.left[head], tree.right[head] + 1
    for token in barred:
        if low <= token < head:
            low = token + 1
        elif head < token < high:
            high = token
    span = trim(tree, (low, high))
    return (span[0], span[1] - 1) if span and span[1] - span[0] > 1 and tree.tag[span[1] - 1] == "POS" else span


def sentence_span(tree: Tree, token: int) -> Span:
    """Return the token range of the parser's sentence around a token."""
    low, high = token, token
    while low and tree.sentence[low - 1] == tree.sentence[token]:
        low -= 1
    while high + 1 < len(tree) and tree.sentence[high + 1] == tree.sentence[token]:
        high += 1
    return low, high + 1


def _own_subject(tree: Tree, verb: int) -> int | None:
    if tree.is_passive(verb):
        agents = [kid for agent in tree.children(verb, "agent") for kid in tree.children(agent, "pobj")]
        return agents[0] if agents else None
    return _first_subject(tree, verb)


def _first_subject(tree: Tree, verb: int) -> int | None:
    subjects = tree.children(verb, "nsubj", "nsubjpass")
    return subjects[0] if subjects else None


def _controller(tree: Tree, node: int) -> int | None:
    """Return the object that does an infinitive ("urged *residents* to leave")."""
    above = tree.head[node]
    objects = tree.children(above, "dobj") if tree.dep[node] == "xcomp" else []
    return objects[0] if objects and objects[0] < node and not tree.children(above, "prt") else None


def _above(tree: Tree, node: int, verb: int) -> int:
    """Return the head of a node; a reporting participle (", adding that …") belongs to the cue above the content."""
    head = tree.head[node]
    outer = tree.head[head]
    if node == verb and tree.tag[verb] == "VBG" and tree.dep[verb] == "advcl" and tree.dep[head] == "ccomp":
        cue = find_cue(tree, outer)
        if cue is not None and cue.level == "core" and find_cue(tree, verb) is not None:
            return outer
    return head
