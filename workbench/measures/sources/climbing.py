"""A quotation left over: the nearest reporting verb above it in its sentence, whatever the construction."""

from __future__ import annotations

from workbench.measures.sources.cues import cue_span, find_cue
from workbench.measures.sources.findings import Finding
from workbench.measures.sources.marks import Quote
from workbench.measures.sources.parse import Parse, trim
from workbench.measures.sources.speakers import find_subject, noun_span

COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "oprd", "prep", "acomp", "attr", "dative"})
HIGHEST = 8


def find_above(parse: Parse, quote: Quote) -> Finding | None:
    """Return the statement whose verb governs a quotation through one of its complements, or None."""
    node = _top(parse, quote)
    for _ in range(HIGHEST):
        head = parse.head[node]
        if head == node:
            return None
        cue = find_cue(parse, head)
        outside = not quote.first <= head < quote.last
        if cue is not None and outside and parse.dep[node] in COMPLEMENTS and head < quote.first:
            subject = find_subject(parse, head)
            span = trim(parse, (max(head + 1, parse.left[node]), max(parse.right[node] + 1, quote.last)))
            if subject is None or span is None or cue.level != "core":
                return None
            return Finding(
                content=(span,),
                rule="quotation-below",
                cue=cue_span(parse, head),
                cue_head=head,
                source=noun_span(parse, subject, barred=(head,)),
                source_head=subject,
                lemma=cue.lemma,
                family=cue.family,
                stance=cue.stance,
            )
        node = head
    return None


def _top(parse: Parse, quote: Quote) -> int:
    for token in range(quote.first, quote.last):
        if not quote.first <= parse.head[token] < quote.last and not parse.is_punct(token):
            return token
    return quote.first
