"""A quotation that is a sentence of its own: its speaker stands in the sentence before."""

from __future__ import annotations

from bisect import bisect_right

from workbench.measures.sources.findings import Finding
from workbench.measures.sources.marks import SNIPPET_WORDS, Quote
from workbench.measures.sources.parse import Parse, Span
from workbench.measures.sources.shelf import Shelf
from workbench.measures.sources.speakers import noun_span

SPEAKERS = frozenset({"he", "she", "they", "who"})


def find_neighbour(shelf: Shelf, quote: Quote, units: list[Span]) -> Finding | None:
    """Return a free-standing quotation with the speaker of the sentence before it, or None."""
    parse = shelf.parse
    place = bisect_right(units, (quote.first, len(parse))) - 1
    unit = units[place]
    if quote.n_words <= SNIPPET_WORDS or not _fills(parse, quote, unit) or place == 0:
        return None
    before = units[place - 1]
    if parse.zone[before[0]] != parse.zone[unit[0]]:
        return None
    accepted = (shelf.findings[number] for number in shelf.near(before))
    spoken = [f for f in accepted if f.source and f.cue and before[0] <= f.cue[0] < before[1] and f.level == "core"]
    if spoken:
        last = max(spoken, key=lambda finding: (finding.form not in {"noun", "hearsay"}, finding.cue))
        return _carry(quote, last)
    return _by_subject(parse, quote, before) if parse.block[before[0]] == parse.block[unit[0]] else None


def _fills(parse: Parse, quote: Quote, unit: Span) -> bool:
    return all(quote.first <= token < quote.last or parse.is_punct(token) for token in range(*unit))


def _carry(quote: Quote, last: Finding) -> Finding:
    return Finding(
        content=((quote.first, quote.last),),
        rule="neighbour-cue",
        cue=last.cue,
        cue_head=last.cue_head,
        source=last.source,
        source_head=last.source_head,
        lemma=last.lemma,
        family=last.family,
        stance=last.stance,
    )


def _by_subject(parse: Parse, quote: Quote, before: Span) -> Finding | None:
    """Return the quotation with the subject of the sentence before, if that is a person."""
    for token in range(*before):
        if parse.dep[token] != "nsubj" or parse.dep[parse.head[token]] != "ROOT":
            continue
        if parse.ent[token] == "PERSON" or parse.lower[token] in SPEAKERS - {"who"}:
            return Finding(
                content=((quote.first, quote.last),),
                rule="neighbour-subject",
                source=noun_span(parse, token, barred=(parse.head[token],)),
                source_head=token,
                family="",
            )
    return None
