"""Nouns and adjectives as cues: "the council's claim that …", "warnings of …", "confident that …"."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.measures.sources.cues import Cue, read_lexicon
from workbench.measures.sources.findings import Finding
from workbench.measures.sources.parse import Parse, Span, runs, trim
from workbench.measures.sources.speakers import find_subject, noun_span

SOURCE_PREPOSITIONS = frozenset({"by", "from"})


def find_nouns(parse: Parse) -> Iterator[Finding]:
    """Yield one finding per cue noun or adjective that has its content behind it."""
    nouns, adjectives = read_lexicon("sources/cue_nouns.csv"), read_lexicon("sources/cue_adjectives.csv")
    for token in range(len(parse)):
        if parse.pos[token] == "NOUN" and parse.lemma[token] in nouns:
            yield from _noun(parse, token, nouns[parse.lemma[token]])
        elif parse.pos[token] in {"ADJ", "VERB"} and parse.lower[token] in adjectives and parse.dep[token] == "acomp":
            yield from _adjective(parse, token, adjectives[parse.lower[token]])


def _noun(parse: Parse, noun: int, cue: Cue) -> Iterator[Finding]:
    content = _content(parse, noun, cue)
    if content is None:
        return
    rule, span = content
    source, head = _source(parse, noun)
    yield _finding(parse, (noun, cue), (span,), (source, head), "noun-" + rule)


def _content(parse: Parse, token: int, cue: Cue) -> tuple[str, Span] | None:
    for kid in parse.children(token, "acl", "ccomp", "relcl", "xcomp"):
        marks = {parse.lower[t] for t in parse.children(kid, "mark", "aux")}
        if kid < token:
            continue
        if cue.takes("c") and ("that" in marks or parse.dep[kid] == "ccomp") and parse.dep[kid] != "relcl":
            return _whole(parse, token, kid, "clause")
        if cue.takes("i") and "to" in marks and parse.tag[kid] == "VB":
            return _whole(parse, token, kid, "infinitive")
    wanted = cue.prepositions("p:")
    for kid in parse.children(token, "prep"):
        if kid > token and parse.lower[kid] in wanted:
            span = trim(parse, (kid + 1, parse.right[kid] + 1))
            return ("phrase", span) if span else None
    return None


def _whole(parse: Parse, token: int, kid: int, rule: str) -> tuple[str, Span] | None:
    pieces = tuple(runs(parse, range(max(token + 1, parse.left[kid]), parse.right[kid] + 1)))
    return (rule, pieces[0]) if pieces else None


def _source(parse: Parse, noun: int) -> tuple[Span | None, int | None]:
    for owner in parse.children(noun, "poss"):
        return noun_span(parse, owner, barred=(noun,)), owner
    for phrase in parse.children(noun, "prep"):
        if parse.lower[phrase] in SOURCE_PREPOSITIONS:
            for owner in parse.children(phrase, "pobj"):
                return noun_span(parse, owner), owner
    head = parse.head[noun]
    if parse.dep[noun] in {"dobj", "attr"} and parse.pos[head] in {"VERB", "AUX"}:
        subject = find_subject(parse, head)
        if subject is not None and subject != noun:
            return noun_span(parse, subject, barred=(head,)), subject
    return None, None


def _adjective(parse: Parse, token: int, cue: Cue) -> Iterator[Finding]:
    content = _content(parse, token, cue)
    subject = find_subject(parse, parse.head[token])
    if content is None or subject is None or parse.lower[subject] in {"it", "that", "this"}:
        return
    source = noun_span(parse, subject, barred=(parse.head[token],))
    yield _finding(parse, (token, cue), (content[1],), (source, subject), "adjective-" + content[0])


def _finding(
    parse: Parse, cue: tuple[int, Cue], content: tuple[Span, ...], speaker: tuple[Span | None, int | None], rule: str
) -> Finding:
    token, entry = cue
    low = token
    while low and parse.head[low - 1] == token and parse.dep[low - 1] in {"amod", "compound", "advmod"}:
        low -= 1
    return Finding(
        content=content,
        rule=rule,
        cue=(low, token + 1),
        cue_head=token,
        source=speaker[0],
        source_head=speaker[1],
        lemma=entry.lemma,
        family=entry.family,
        stance=entry.stance,
        level=entry.level,
        form="noun",
    )
