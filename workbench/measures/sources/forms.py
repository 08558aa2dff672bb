"""In whose words: how much of a statement stands between quotation marks, and what form that makes it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from workbench.language.words import split_words
from workbench.measures.sources.findings import Finding
from workbench.measures.sources.marks import SNIPPET_WORDS, Quote
from workbench.tokens.tree import Span, Tree

DIRECT_SHARE = 0.9


def count_words(tree: Tree, piece: Span, quotes: list[Quote]) -> tuple[int, int]:
    """Return the orthographic words of a piece and how many of them stand between quotation marks."""
    start, end = tree.offsets(piece)
    words = [(low + start, high + start) for low, high in split_words(tree.source[start:end])]
    first = bisect_right(quotes, start, key=lambda quote: quote.end)
    around = quotes[first : bisect_left(quotes, end, key=lambda quote: quote.start)]
    quoted = [word for word in words if any(q.start <= word[0] and word[1] <= q.end for q in around)]
    return len(words), len(quoted)


def choose_form(finding: Finding, counts: list[tuple[int, int]]) -> str:
    """Return the form of a statement from its rule and the share of its words that is quoted."""
    if finding.form in {"second-hand", "hearsay", "noun"}:
        return finding.form
    n_words, n_quoted = sum(n for n, _ in counts), sum(q for _, q in counts)
    wholly = n_words > 0 and n_quoted / n_words >= DIRECT_SHARE
    if finding.form == "snippet" or (wholly and n_words <= SNIPPET_WORDS):
        return "snippet"
    if wholly:
        return "direct"
    unsourced = finding.source is None and finding.rule not in {"leading-cue", "trailing-cue"}
    return "mixed" if n_quoted else "hearsay" if unsourced else "indirect"
