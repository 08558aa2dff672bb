"""A quotation that is a sentence of its own: its speaker stands in the sentence before."""

from __future__ import annotations

from bisect import bisect_right

from workbench.measures.sources.findings import Finding
from workbench.measures.sources.marks import SNIPPET_WORDS, Quote
from workbench.measures.sources.shelf import Shelf
from workbench.measures.sources.speakers import noun_span
from workbench.tokens.tree import Span, Tree

SPEAKERS = frozenset({"he", "she", "they", "who"})


def find_neighbour(shelf: Shelf, quote: Quote, units: list[Span]) -> Finding | None:
    """Return a free-standing quotation with the speaker of the sentence before it, or None."""
    tree = shelf.tree
    place = bisect_right(units, (quote.first, len(tree))) - 1
    unit = units[place]
    if quote.n_words <= SNIPPET_WORDS or not _fills(tree, quote, unit) or place == 0:
        return None
    before = units[place - 1]
    if tree.zone[before[0]] != tree.zone[unit[0]]:
        return None
    accepted = (shelf.findings[number] for number in shelf.near(before))
    spoken = [f for f in accepted if f.source and f.cue and before[0] <= f.cue[0] < before[1] and f.level == "core"]
    if spoken:
        last = max(spoken, key=lambda finding: (finding.form not in {"noun", "hearsay"}, finding.cue))
        return _carry(quote, last)
    return _by_subject(tree, quote, before) if tree.block[before[0]] == tree.block[unit[0]] else None


def _fills(tree: Tree, quote: Quote, unit: Span) -> bool:
    return all(quote.first <= token < quote.last or tree.is_punct(token) for token in range(*unit))


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


def _by_subject(tree: Tree, quote: Quote, before: Span) -> Finding | None:
    """Return the quotation with the subject of the sentence before, if that is a person."""
    for token in range(*before):
        if tree.dep[token] != "nsubj" or tree.dep[tree.head[token]] != "ROOT":
            continue
        if tree.ent_type[token] == "PERSON" or tree.lower[token] in SPEAKERS - {"who"}:
            return Finding(
                content=((quote.first, quote.last),),
                rule="neighbour-subject",
                source=noun_span(tree, token, barred=(tree.head[token],)),
                source_head=token,
                family="",
            )
    return None
