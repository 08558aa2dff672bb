"""A quotation left over: the nearest reporting verb above it in its sentence, whatever the construction."""

from __future__ import annotations

from workbench.measures.sources.cues import cue_span, find_cue
from workbench.measures.sources.findings import Finding
from workbench.measures.sources.marks import Quote
from workbench.measures.sources.speakers import find_subject, noun_span
from workbench.tokens.tree import Tree, trim

COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "oprd", "prep", "acomp", "attr", "dative"})
HIGHEST = 8


def find_above(tree: Tree, quote: Quote) -> Finding | None:
    """Return the statement whose verb governs a quotation through one of its complements, or None."""
    node = _top(tree, quote)
    for _ in range(HIGHEST):
        head = tree.head[node]
        if head == node:
            return None
        cue = find_cue(tree, head)
        outside = not quote.first <= head < quote.last
        if cue is not None and outside and tree.dep[node] in COMPLEMENTS and head < quote.first:
            subject = find_subject(tree, head)
            span = trim(tree, (max(head + 1, tree.left[node]), max(tree.right[node] + 1, quote.last)))
            if subject is None or span is None or cue.level != "core":
                return None
            return Finding(
                content=(span,),
                rule="quotation-below",
                cue=cue_span(tree, head),
                cue_head=head,
                source=noun_span(tree, subject, barred=(head,)),
                source_head=subject,
                lemma=cue.lemma,
                family=cue.family,
                stance=cue.stance,
            )
        node = head
    return None


def _top(tree: Tree, quote: Quote) -> int:
    for token in range(quote.first, quote.last):
        if not quote.first <= tree.head[token] < quote.last and not tree.is_punct(token):
            return token
    return quote.first
