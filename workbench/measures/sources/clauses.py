"""Content in the grammar of a reporting verb: clauses, infinitives, objects, prepositional phrases."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.measures.sources.bounds import clause_bounds
from workbench.measures.sources.cues import Cue, cue_span, find_cue
from workbench.measures.sources.findings import Finding
from workbench.measures.sources.parse import Parse, Span, runs, trim
from workbench.measures.sources.speakers import find_subject, is_passive, noun_span

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


def find_clauses(parse: Parse) -> Iterator[Finding]:
    """Yield one finding per reporting verb that has content in its own sentence."""
    for token in range(len(parse)):
        cue = find_cue(parse, token)
        if cue:
            yield from _find_at(parse, token, cue)


def _find_at(parse: Parse, verb: int, cue: Cue) -> Iterator[Finding]:
    for rule, pieces, content_head in _contents(parse, verb, cue):
        if not pieces:
            continue
        subject = find_subject(parse, verb)
        source = noun_span(parse, subject, barred=(verb, content_head)) if subject is not None else None
        yield Finding(
            content=pieces,
            rule=rule,
            cue=cue_span(parse, verb),
            cue_head=verb,
            source=source,
            source_head=subject,
            lemma=cue.lemma,
            family=cue.family,
            stance=cue.stance,
            level=cue.level,
        )
        return


def _contents(parse: Parse, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    for read in (_clause, _as_clause, _infinitive, _object_phrase, _preposition, _passive, _object):
        yield from read(parse, verb, cue)


def _clause(parse: Parse, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    if not cue.takes("c"):
        return
    for kid in parse.children(verb, "ccomp"):
        if kid > verb:
            yield "clause", tuple(runs(parse, range(*clause_bounds(parse, verb, kid)))), kid
        elif parse.right[verb] - verb <= WORDS_BEHIND:
            subjects = [parse.left[t] for t in parse.children(verb, "nsubj") if kid < t < verb]
            yield "clause-before", tuple(runs(parse, range(parse.left[kid], min([verb, *subjects])))), kid


def _as_clause(parse: Parse, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    """Yield the main clause of "as Marn said, …"."""
    marks = {parse.lower[kid] for kid in parse.children(verb, "mark")}
    own = parse.children(verb, "ccomp", "xcomp", "acomp", "attr")
    head = parse.head[verb]
    if marks != {"as"} or parse.dep[verb] != "advcl" or own or not cue.takes("c", "q") or cue.level != "core":
        return
    hearers = parse.children(verb, "dobj")
    if (hearers and parse.lemma[verb] not in HEARER_VERBS) or parse.right[verb] - verb > LONGEST_HEARER:
        return
    yield "as-clause", tuple(runs(parse, parse.subtree(head) - parse.subtree(verb))), head


def _infinitive(parse: Parse, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    for kid in parse.children(verb, "xcomp", "ccomp", "advcl"):
        if kid < verb or not _is_infinitive(parse, kid):
            if kid > verb and parse.tag[kid] == "VBG" and cue.takes("g") and parse.dep[kid] != "advcl":
                yield "gerund", tuple(runs(parse, range(verb + 1, parse.right[kid] + 1))), kid
            continue
        objects = [t for t in parse.children(verb, "dobj") if t < kid]
        if objects and cue.takes("o+i"):
            yield "object-infinitive", tuple(runs(parse, range(parse.left[objects[0]], parse.right[kid] + 1))), kid
        elif (cue.takes("i") and parse.dep[kid] != "advcl") or cue.takes("o+i"):
            yield "infinitive", tuple(runs(parse, range(max(verb + 1, parse.left[kid]), parse.right[kid] + 1))), kid


def _is_infinitive(parse: Parse, verb: int) -> bool:
    return any(parse.lower[kid] == "to" for kid in parse.children(verb, "aux"))


def _object_phrase(parse: Parse, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    wanted = cue.prepositions("o+")
    objects = parse.children(verb, "dobj", "nsubjpass")
    for kid in [*parse.children(verb, "prep"), *(k for o in objects for k in parse.children(o, "prep"))]:
        if kid < verb or parse.lower[kid] not in wanted:
            continue
        span = trim(parse, (kid + 1, parse.right[kid] + 1))
        if span and parse.dep[objects[0] if objects else kid] == "dobj":
            span = trim(parse, (parse.left[objects[0]], parse.right[kid] + 1))
        if span:
            yield "object-phrase", (span,), kid
    if "o" in wanted:
        for kid in parse.children(verb, "oprd", "ccomp", "xcomp"):
            if kid > verb and (parse.dep[kid] == "oprd" or not _is_infinitive(parse, kid)):
                span = trim(parse, (verb + 1, parse.right[kid] + 1))
                if span:
                    yield "object-label", (span,), kid


def _preposition(parse: Parse, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    wanted = cue.prepositions("p:")
    for kid in parse.children(verb, "prep"):
        if kid > verb and parse.lower[kid] in wanted:
            span = trim(parse, (kid + 1, parse.right[kid] + 1))
            if span:
                yield "preposition", (span,), kid


def _passive(parse: Parse, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    if not cue.takes("o") or not is_passive(parse, verb):
        return
    for kid in parse.children(verb, "nsubjpass"):
        yield "passive", tuple(runs(parse, range(parse.left[kid], parse.right[kid] + 1))), kid


def _object(parse: Parse, verb: int, cue: Cue) -> Iterator[tuple[str, tuple[Span, ...], int]]:
    if not cue.takes("o"):
        return
    phrase_preposition = cue.lemma.split(" ")[-1] if " " in cue.lemma else ""
    for kid in parse.children(verb, "dobj", "prep"):
        if kid < verb:
            continue
        if parse.dep[kid] == "prep":
            if parse.lower[kid] != phrase_preposition:
                continue
            span = trim(parse, (kid + 1, parse.right[kid] + 1))
        else:
            span = trim(parse, (parse.left[kid], _object_end(parse, verb, kid)))
        if span:
            yield "object", (span,), kid


def _object_end(parse: Parse, verb: int, kid: int) -> int:
    high = parse.right[kid] + 1
    for phrase in parse.children(verb, "prep", "dative", "agent"):
        if parse.left[phrase] == high and parse.lower[phrase] in OBJECT_PREPOSITIONS:
            high = parse.right[phrase] + 1
    return high
