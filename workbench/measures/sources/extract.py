"""All rules over one article, and which finding stands where two claim the same words."""

from __future__ import annotations

from dataclasses import replace

from workbench.measures.sources.according import find_according
from workbench.measures.sources.clauses import find_clauses
from workbench.measures.sources.findings import Finding
from workbench.measures.sources.hearsay import find_hearsay
from workbench.measures.sources.labels import find_labels
from workbench.measures.sources.leftover import add_left_over
from workbench.measures.sources.marks import SNIPPET_WORDS, Quote
from workbench.measures.sources.nouns import find_nouns
from workbench.measures.sources.plausible import is_plausible
from workbench.measures.sources.quotations import find_quotations
from workbench.measures.sources.secondhand import find_secondhand
from workbench.measures.sources.shelf import Shelf
from workbench.measures.sources.units import find_units
from workbench.tokens.tree import Span, Tree

SAME_SHARE = 0.75


def extract_findings(tree: Tree, quotes: list[Quote]) -> list[Finding]:
    """Return the attributed statements of an article; a cue inside a quotation is the speaker's own and makes none."""
    units = find_units(tree, quotes)
    labelled = Shelf(tree, (*find_labels(tree, quotes), *find_secondhand(tree, quotes)))
    spoken = [finding for finding in find_quotations(tree, quotes, units) if not _is_taken(finding, labelled)]
    shelf = Shelf(tree, (*labelled.findings, *spoken))
    quote_at = {token: quote for quote in quotes for token in range(quote.first, quote.last)}
    taken = {finding.cue_head for finding in shelf.findings}
    for found in (*find_according(tree), *find_hearsay(tree), *find_clauses(tree), *find_nouns(tree)):
        if found.cue_head in taken or _is_spoken(found, quote_at) or not is_plausible(tree, found, shelf):
            continue
        finding = replace(found, content=tuple(_whole(piece, quote_at, found) for piece in found.content))
        if not any(_same(finding, shelf.findings[i]) for piece in finding.content for i in shelf.near(piece)):
            taken.add(finding.cue_head)
            shelf.add(finding)
    add_left_over(shelf, quotes, units)
    return shelf.findings


def _is_spoken(finding: Finding, quote_at: dict[int, Quote]) -> bool:
    """Whether the cue stands inside a quotation, and so is the quoted speaker's own word."""
    quote = quote_at.get(finding.cue_head if finding.cue_head is not None else -1)
    return quote is not None and (quote.mark == "double" or quote.n_words > SNIPPET_WORDS)


def _whole(piece: Span, quote_at: dict[int, Quote], finding: Finding) -> Span:
    """Let a piece that ends within a quotation run to its closing mark."""
    low, high = piece
    last, first = quote_at.get(high), quote_at.get(low)
    if last is not None and last.first < high:
        high = last.last
    if first is not None and first.first < low and (finding.cue is None or first.first >= finding.cue[1]):
        low = first.first
    return low, high


def _is_taken(finding: Finding, shelf: Shelf) -> bool:
    return any(
        low < piece[1] and piece[0] < high
        for piece in finding.content
        for number in shelf.near(piece)
        for low, high in shelf.findings[number].content
    )


def _same(a: Finding, b: Finding) -> bool:
    for x in a.content:
        for y in b.content:
            shared = min(x[1], y[1]) - max(x[0], y[0])
            if shared > 0 and shared / (max(x[1], y[1]) - min(x[0], y[0])) > SAME_SHARE:
                return True
    return False
