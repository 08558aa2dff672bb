"""Quotations that no cue explains: taken up by what stands near them, or listed without a source."""

from __future__ import annotations

from bisect import bisect_right

from workbench.measures.sources.climbing import find_above
from workbench.measures.sources.findings import Finding
from workbench.measures.sources.marks import SNIPPET_WORDS, Quote
from workbench.measures.sources.neighbours import find_neighbour
from workbench.measures.sources.shelf import Shelf
from workbench.measures.sources.terms import is_no_speech
from workbench.tokens.tree import Span

WIDEST_GAP = 12
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
PIECEWISE_RULES = frozenset({"leading-cue", "quotation-below"})
REACHING_RULES = PIECEWISE_RULES | frozenset(
    ["clause", "infinitive", "object", "object-infinitive", "object-label", "object-phrase"]
)


def add_left_over(shelf: Shelf, quotes: list[Quote], units: list[Span]) -> None:
    """Add the quotations outside any content: by a verb above, a content beside or a neighbour; else without a source."""
    taken = {finding.cue_head for finding in shelf.findings}
    for quote in quotes:
        span = (quote.first, quote.last)
        if _is_covered(shelf, span):
            continue
        no_speech = is_no_speech(shelf.tree, quote)
        unit = units[bisect_right(units, (quote.first, len(shelf.tree))) - 1]
        above = None if no_speech else find_above(shelf.tree, quote)
        nearest = _nearest(shelf, quote, unit)
        if above is not None and above.cue_head not in taken:
            taken.add(above.cue_head)
            shelf.add(above)
        elif nearest is not None:
            shelf.replace(nearest, _reach(shelf.findings[nearest], quote))
        elif not no_speech:
            shelf.add(find_neighbour(shelf, quote, units) or _alone(quote))


def _is_covered(shelf: Shelf, span: Span) -> bool:
    return any(
        low < span[1] and span[0] < high for number in shelf.near(span) for low, high in shelf.findings[number].content
    )


def _nearest(shelf: Shelf, quote: Quote, unit: Span) -> int | None:
    """Return the finding whose content ends shortly before a quotation in its sentence, with no verb between."""
    best: tuple[int, int] | None = None
    for number in shelf.near((unit[0], quote.first + 1)):
        finding = shelf.findings[number]
        end = finding.content[-1][1]
        if finding.rule not in REACHING_RULES or not unit[0] <= end <= quote.first or quote.first - end > WIDEST_GAP:
            continue
        broken = any(shelf.tree.tag[t] in FINITE or shelf.tree.text[t] == ";" for t in range(end, quote.first))
        behind = finding.cue is not None and finding.cue[0] >= end
        if not broken and not behind and (best is None or end > best[0]):
            best = (end, number)
    return best[1] if best else None


def _reach(finding: Finding, quote: Quote) -> Finding:
    """Let the content run on to a quotation; behind a quotation it becomes a further piece."""
    if finding.rule in PIECEWISE_RULES:
        return finding.with_content((*finding.content, (quote.first, quote.last)))
    return finding.with_content((*finding.content[:-1], (finding.content[-1][0], quote.last)))


def _alone(quote: Quote) -> Finding:
    form = "snippet" if quote.n_words <= SNIPPET_WORDS else ""
    return Finding(content=((quote.first, quote.last),), rule="unattributed-quotation", form=form)
