"""Quotation marks of an article as token ranges."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from itertools import takewhile

from workbench.language.quotes import QuotedSpan, quoted_spans
from workbench.tokens.tree import Tree

SNIPPET_WORDS = 4
CLOSING = '"”»'


@dataclass(frozen=True)
class Quote:
    """An outermost stretch between marks: token range `first`:`last` with the marks, and its offsets."""

    first: int
    last: int
    start: int
    end: int
    mark: str
    n_words: int


def find_quotes(tree: Tree) -> list[Quote]:
    """Return the outermost quoted stretches of an article, in order, as token ranges."""
    quotes: list[Quote] = []
    for start, end, mark in _outermost(tree.source):
        first, last = bisect_right(tree.end, start), bisect_left(tree.start, end)
        n_words = sum(any(c.isalnum() for c in word) for word in tree.source[start:end].split())
        if first < last and n_words and tree.block[first] == tree.block[last - 1]:
            quotes.append(Quote(first, last, start, end, mark, n_words))
    return quotes


def _outermost(text: str) -> list[tuple[int, int, str]]:
    """Return outermost stretches; one left open around others runs to the closing mark left over behind them."""
    found: list[tuple[int, int, str]] = []
    spans = [span for span in quoted_spans(text) if not span.depth]
    for i, span in enumerate(spans):
        if found and span.start < found[-1][1]:
            continue
        end = span.end if span.closed else _true_end(text, span, spans[i + 1 :])
        found.append((span.start, end, span.mark))
    return found


def _true_end(text: str, span: QuotedSpan, following: list[QuotedSpan]) -> int:
    line_end = text.find("\n", span.start)
    line_end = len(text) if line_end < 0 else line_end
    following = list(takewhile(lambda other: other.start < line_end, following))
    if span.mark != "double" or not following:
        return span.end
    behind = text[following[-1].end : line_end]
    left_over = max(behind.rfind(mark) for mark in CLOSING)
    if left_over >= 0:
        return following[-1].end + left_over + 1
    opens_line = not text[text.rfind("\n", 0, span.start) + 1 : span.start].strip()
    return line_end if opens_line and text[span.start] == '"' and text[following[0].start] != '"' else span.end


def ends_sentence(tree: Tree, quote: Quote) -> bool:
    """Whether the words between the marks close with a full stop, question or exclamation mark."""
    inner = tree.source[quote.start : quote.end].rstrip("\"”'’» \u00a0")
    return inner.endswith((".", "!", "?", "…"))
