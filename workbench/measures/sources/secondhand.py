"""Speech that reached the article through somebody else: "was quoted as saying", "as quoted by"."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.measures.sources.findings import Finding
from workbench.measures.sources.marks import Quote
from workbench.measures.sources.speakers import noun_span
from workbench.tokens.tree import Span, Tree, runs, trim

RELAYING = frozenset({"quote", "cite", "report"})
SAYING = frozenset({"say", "tell", "warn", "add", "state", "call"})


def find_secondhand(tree: Tree, quotes: list[Quote]) -> Iterator[Finding]:
    """Yield one finding per "X was quoted (by Y) as saying …": X is the source, Y only relayed it."""
    for verb in range(len(tree)):
        if tree.lemma[verb] not in RELAYING or tree.tag[verb] != "VBN":
            continue
        saying = _saying(tree, verb)
        source, head = _source(tree, verb)
        if saying is None or source is None:
            continue
        content = _content(tree, saying, quotes) or _before(tree, source, quotes)
        if content:
            yield Finding(
                content=content,
                rule="second-hand",
                cue=(verb, saying + 1),
                cue_head=verb,
                source=source,
                source_head=head,
                lemma=f"{tree.lemma[verb]} as saying",
                family="neutral",
                stance=0.0,
                form="second-hand",
            )


def _saying(tree: Tree, verb: int) -> int | None:
    """Return "saying" in "quoted … as saying"."""
    for phrase in tree.children(verb, "prep"):
        if tree.lower[phrase] == "as":
            for kid in tree.kids[phrase]:
                if tree.tag[kid] == "VBG" and tree.lemma[kid] in SAYING:
                    return kid
    return None


def _source(tree: Tree, verb: int) -> tuple[Span | None, int | None]:
    subjects = tree.children(verb, "nsubjpass", "nsubj")
    head = subjects[0] if subjects else tree.head[verb] if tree.dep[verb] == "acl" else None
    return (noun_span(tree, head, barred=(verb,)), head) if head is not None else (None, None)


def _content(tree: Tree, saying: int, quotes: list[Quote]) -> tuple[Span, ...]:
    for kid in tree.children(saying, "ccomp", "dobj", "xcomp"):
        if kid > saying:
            return tuple(runs(tree, range(max(tree.left[kid], saying + 1), tree.right[kid] + 1)))
    behind = next((quote for quote in quotes if quote.first > saying), None)
    if behind is None or tree.sentence[behind.first] != tree.sentence[saying]:
        return ()
    return ((behind.first, behind.last),)


def _before(tree: Tree, source: Span, quotes: list[Quote]) -> tuple[Span, ...]:
    """Return the quotation that ends right before the source: "…," X was quoted as saying."""
    for quote in quotes:
        adjacent = 0 <= source[0] - quote.last <= 1 and trim(tree, (quote.last, source[0])) is None
        if adjacent and tree.block[quote.first] == tree.block[source[0]]:
            return ((quote.first, quote.last),)
    return ()
