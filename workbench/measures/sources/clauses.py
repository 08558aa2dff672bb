"""Content in the grammar of a reporting verb: clauses, infinitives, objects, prepositional phrases."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.measures.sources.bounds import clause_bounds
from workbench.measures.sources.cues import Cue, cue_span, find_cue
from workbench.measures.sources.findings import Finding
from workbench.measures.sources.speakers import find_subject, noun_span
from workbench.tokens.tree import Span, Tree, runs, trim

WORDS_BEHIND = 3
LONGEST_HEARER = 6
HEARER_VERBS = frozenset(["tell", "ask", "remind", "warn", "inform"])
OBJECT_PREPOSITIONS = frozenset(
    [
        "for",
        "as",
        "in",
        "on",
        "about",
        "over",
        "against",
        "of",
        "toward",
        "towards",
        "regarding",
        "to",
        "from",
        "with",
        "into",
        "by",
    ]
)


def find_clauses(tree: Tree) -> Iterator[Finding]:
    """Yield one finding per reporting verb that has content in its own sentence."""
    for token in range(len(tree)):
        cue = find_cue(tree, token)
        if cue:
            yield from _find_at(tree, token, cue)


def _find_at(tree: Tree, verb: int, cue: Cue) -> Iterator[Finding]:
    for rule, pieces, content_head in _contents(tree, verb, cue):
        if not pieces:
            continue
        subject = find_subject(tree, verb)
        source = noun_span(tree, subject, barred=(verb, content_head)) if subject is not None else None
        yield Finding(
            content=pieces,
            rule=rule,
            cue=cue_span(tree, verb),
            cue_head=verb,
            source=source,
            source_head=subject,
            lemma=cue.lemma,
            family=cue.family,
            stance=cue.stance,
            level=cue.level,
        )
        return


def _contents(tree: Tree, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    for read in (_clause, _as_clause, _infinitive, _object_phrase, _preposition, _passive, _object):
        yield from read(tree, verb, cue)


def _clause(tree: Tree, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    if not cue.takes("c"):
        return
    for kid in tree.children(verb, "ccomp"):
        if kid > verb:
            yield "clause", tuple(runs(tree, range(*clause_bounds(tree, verb, kid)))), kid
        elif tree.right[verb] - verb <= WORDS_BEHIND:
            subjects = [tree.left[t] for t in tree.children(verb, "nsubj") if kid < t < verb]
            yield "clause-before", tuple(runs(tree, range(tree.left[kid], min([verb, *subjects])))), kid


def _as_clause(tree: Tree, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    """Yield the main clause of "as Marn said, …"."""
    marks = {tree.lower[kid] for kid in tree.children(verb, "mark")}
    own = tree.children(verb, "ccomp", "xcomp", "acomp", "attr")
    head = tree.head[verb]
    if marks != {"as"} or tree.dep[verb] != "advcl" or own or not cue.takes("c", "q") or cue.level != "core":
        return
    hearers = tree.children(verb, "dobj")
    if (hearers and tree.lemma[verb] not in HEARER_VERBS) or tree.right[verb] - verb > LONGEST_HEARER:
        return
    yield "as-clause", tuple(runs(tree, set(tree.subtree(head)) - set(tree.subtree(verb)))), head


def _infinitive(tree: Tree, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    for kid in tree.children(verb, "xcomp", "ccomp", "advcl"):
        if kid < verb or not _is_infinitive(tree, kid):
            if kid > verb and tree.tag[kid] == "VBG" and cue.takes("g") and tree.dep[kid] != "advcl":
                yield "gerund", tuple(runs(tree, range(verb + 1, tree.right[kid] + 1))), kid
            continue
        objects = [t for t in tree.children(verb, "dobj") if t < kid]
        if objects and cue.takes("o+i"):
            yield "object-infinitive", tuple(runs(tree, range(tree.left[objects[0]], tree.right[kid] + 1))), kid
        elif (cue.takes("i") and tree.dep[kid] != "advcl") or cue.takes("o+i"):
            yield "infinitive", tuple(runs(tree, range(max(verb + 1, tree.left[kid]), tree.right[kid] + 1))), kid


def _is_infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.lower[kid] == "to" for kid in tree.children(verb, "aux"))


def _object_phrase(tree: Tree, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    wanted = cue.prepositions("o+")
    objects = tree.children(verb, "dobj", "nsubjpass")
    for kid in [*tree.children(verb, "prep"), *(k for o in objects for k in tree.children(o, "prep"))]:
        if kid < verb or tree.lower[kid] not in wanted:
            continue
        span = trim(tree, (kid + 1, tree.right[kid] + 1))
        if span and tree.dep[objects[0] if objects else kid] == "dobj":
            span = trim(tree, (tree.left[objects[0]], tree.right[kid] + 1))
        if span:
            yield "object-phrase", (span,), kid
    if "o" in wanted:
        for kid in tree.children(verb, "oprd", "ccomp", "xcomp"):
            if kid > verb and (tree.dep[kid] == "oprd" or not _is_infinitive(tree, kid)):
                span = trim(tree, (verb + 1, tree.right[kid] + 1))
                if span:
                    yield "object-label", (span,), kid


def _preposition(tree: Tree, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    wanted = cue.prepositions("p:")
    for kid in tree.children(verb, "prep"):
        if kid > verb and tree.lower[kid] in wanted:
            span = trim(tree, (kid + 1, tree.right[kid] + 1))
            if span:
                yield "preposition", (span,), kid


def _passive(tree: Tree, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    if not cue.takes("o") or not tree.is_passive(verb):
        return
    for kid in tree.children(verb, "nsubjpass"):
        yield "passive", tuple(runs(tree, range(tree.left[kid], tree.right[kid] + 1))), kid


def _object(tree: Tree, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    if not cue.takes("o"):
        return
    phrase_preposition = cue.lemma.split(" ")[-1] if " " in cue.lemma else ""
    for kid in tree.children(verb, "dobj", "prep"):
        if kid < verb:
            continue
        if tree.dep[kid] == "prep":
            if tree.lower[kid] != phrase_preposition:
                continue
            span = trim(tree, (kid + 1, tree.right[kid] + 1))
        else:
            span = trim(tree, (tree.left[kid], _object_end(tree, verb, kid)))
        if span:
            yield "object", (span,), kid


def _object_end(tree: Tree, verb: int, kid: int) -> int:
    high = tree.right[kid] + 1
    for phrase in tree.children(verb, "prep", "dative", "agent"):
        if tree.left[phrase] == high and tree.lower[phrase] in OBJECT_PREPOSITIONS:
            high = tree.right[phrase] + 1
    return high
