"""Speech that reached the article through somebody else: "was quoted as saying", "as quoted by"."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.measures.sources.findings import Finding
from workbench.measures.sources.marks import Quote
from workbench.measures.sources.parse import Parse, Span, runs, trim
from workbench.measures.sources.speakers import noun_span

RELAYING = frozenset({"quote", "cite", "report"})
SAYING = frozenset({"say", "tell", "warn", "add", "state", "call"})


def find_secondhand(parse: Parse, quotes: list[Quote]) -> Iterator[Finding]:
    """Yield one finding per "X was quoted (by Y) as saying …": X is the source, Y only relayed it."""
    for verb in range(len(parse)):
        if parse.lemma[verb] not in RELAYING or parse.tag[verb] != "VBN":
            continue
        saying = _saying(parse, verb)
        source, head = _source(parse, verb)
        if saying is None or source is None:
            continue
        content = _content(parse, saying, quotes) or _before(parse, source, quotes)
        if content:
            yield Finding(
                content=content,
                rule="second-hand",
                cue=(verb, saying + 1),
                cue_head=verb,
                source=source,
                source_head=head,
                lemma=f"{parse.lemma[verb]} as saying",
                family="neutral",
                stance=0.0,
                form="second-hand",
            )


def _saying(parse: Parse, verb: int) -> int | None:
    """Return "saying" in "quoted … as saying"."""
    for phrase in parse.children(verb, "prep"):
        if parse.lower[phrase] == "as":
            for kid in parse.kids[phrase]:
                if parse.tag[kid] == "VBG" and parse.lemma[kid] in SAYING:
                    return kid
    return None


def _source(parse: Parse, verb: int) -> tuple[Span | None, int | None]:
    subjects = parse.children(verb, "nsubjpass", "nsubj")
    head = subjects[0] if subjects else parse.head[verb] if parse.dep[verb] == "acl" else None
    return (noun_span(parse, head, barred=(verb,)), head) if head is not None else (None, None)


def _content(parse: Parse, saying: int, quotes: list[Quote]) -> tuple[Span, ...]:
    for kid in parse.children(saying, "ccomp", "dobj", "xcomp"):
        if kid > saying:
            return tuple(runs(parse, range(max(parse.left[kid], saying + 1), parse.right[kid] + 1)))
    behind = next((quote for quote in quotes if quote.first > saying), None)
    if behind is None or parse.sent[behind.first] != parse.sent[saying]:
        return ()
    return ((behind.first, behind.last),)


def _before(parse: Parse, source: Span, quotes: list[Quote]) -> tuple[Span, ...]:
    """Return the quotation that ends right before the source: "…," X was quoted as saying."""
    for quote in quotes:
        adjacent = 0 <= source[0] - quote.last <= 1 and trim(parse, (quote.last, source[0])) is None
        if adjacent and parse.block[quote.first] == parse.block[source[0]]:
            return ((quote.first, quote.last),)
    return ()
