"""From a cue to the tokens of its source: subject, by-phrase, the subject of the verb it hangs from."""

from __future__ import annotations

from workbench.measures.sources.cues import find_cue
from workbench.measures.sources.parse import PASSIVE_SUBJECTS, Parse, Span, trim

HIGHEST = 8
CHAIN = ("xcomp", "advcl", "conj", "ccomp", "acl", "relcl", "parataxis", "prep", "pcomp")


def find_subject(parse: Parse, verb: int) -> int | None:
    """Return the head token of the source of a verb, looking up the tree where the verb has no subject itself."""
    node, steps = verb, 0
    while steps < HIGHEST:
        own = _own_subject(parse, node) if node == verb else _first_subject(parse, node)
        if own is not None:
            return own
        if parse.dep[node] in {"acl", "relcl"} and parse.pos[parse.head[node]] in {"NOUN", "PROPN", "PRON"}:
            return None if is_passive(parse, node) else parse.head[node]
        if parse.dep[node] not in CHAIN or parse.head[node] == node:
            return None
        if parse.dep[node] == "xcomp":
            target = parse.children(parse.head[node], "dobj")
            if target and target[0] < node and not parse.children(parse.head[node], "prt"):
                return target[0] if parse.pos[parse.head[node]] == "VERB" else None
        node, steps = _above(parse, node, verb), steps + 1
    return None


def _above(parse: Parse, node: int, verb: int) -> int:
    """Return the head of a node; a reporting participle (", adding that …") belongs to the cue above the content."""
    head = parse.head[node]
    outer = parse.head[head]
    if node == verb and parse.tag[verb] == "VBG" and parse.dep[verb] == "advcl" and parse.dep[head] == "ccomp":
        cue = find_cue(parse, outer)
        if cue is not None and cue.level == "core" and find_cue(parse, verb) is not None:
            return outer
    return head


def _own_subject(parse: Parse, verb: int) -> int | None:
    if is_passive(parse, verb):
        agents = [kid for agent in parse.children(verb, "agent") for kid in parse.children(agent, "pobj")]
        return agents[0] if agents else None
    return _first_subject(parse, verb)


def _first_subject(parse: Parse, verb: int) -> int | None:
    subjects = parse.children(verb, "nsubj", "nsubjpass")
    return subjects[0] if subjects else None


def is_passive(parse: Parse, verb: int) -> bool:
    """Whether a verb is passive: a passive subject or auxiliary, or a bare past participle after a noun."""
    if parse.children(verb, "auxpass", *PASSIVE_SUBJECTS):
        return True
    return parse.dep[verb] == "acl" and parse.tag[verb] == "VBN"


def noun_span(parse: Parse, head: int, *, barred: tuple[int, ...] = ()) -> Span | None:
    """Token range of a noun phrase around its head, cut short before any token of `barred`."""
    low, high = parse.left[head], parse.right[head] + 1
    for token in barred:
        if low <= token < head:
            low = token + 1
        elif head < token < high:
            high = token
    span = trim(parse, (low, high))
    return (span[0], span[1] - 1) if span and span[1] - span[0] > 1 and parse.tag[span[1] - 1] == "POS" else span
