"""Speakers set as labels: "MARN: …" in transcripts and headlines, "…" — Teo Brandt below quotations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from workbench.measures.sources.findings import Finding
from workbench.measures.sources.marks import Quote
from workbench.tokens.tree import Span, Tree, trim

DASHES = frozenset({"-", "--", "—", "–", "―", "~"})
LONGEST_LABEL = 6
LONGEST_SIGNATURE = 12


def find_labels(tree: Tree, quotes: list[Quote]) -> Iterator[Finding]:
    """Yield one finding per labelled turn of a transcript, labelled headline or signed quotation."""
    blocks = _blocks(tree)
    turns = [(block, colon) for block in blocks if (colon := _colon_of(tree, block)) is not None]
    dialogue = sum(tree.zone[block[0]] != "headline" for block, _ in turns) > 1
    for block, colon in turns:
        if dialogue or tree.zone[block[0]] == "headline":
            yield from _turn(tree, block, colon)
    opening = {quote.first for quote in quotes}
    for quote in quotes:
        yield from _signed(tree, quote, opening)


def _blocks(tree: Tree) -> list[Span]:
    cuts = [t for t in range(1, len(tree)) if tree.block[t] != tree.block[t - 1]]
    edges = [0, *cuts, len(tree)]
    return [(low, high) for low, high in pairwise(edges) if low < high]


def _colon_of(tree: Tree, block: Span) -> int | None:
    """Return the colon behind a name that opens a block, or None."""
    low = block[0] + (tree.is_punct(block[0]) and tree.text[block[0]] != ":")
    for token in range(low, min(low + LONGEST_LABEL, block[1] - 1)):
        if tree.text[token] == ":":
            return token if token > low and _is_name(tree, (low, token)) else None
    return None


def _is_name(tree: Tree, span: Span) -> bool:
    words = [t for t in range(*span) if not tree.is_punct(t)]
    capitals = all(tree.text[t].isupper() for t in words)
    return bool(words) and all(tree.pos[t] == "PROPN" or capitals for t in words) and len(tree.text[words[0]]) > 1


def _turn(tree: Tree, block: Span, colon: int) -> Iterator[Finding]:
    content, source = trim(tree, (colon + 1, block[1])), trim(tree, (block[0], colon))
    if content and source:
        source = (source[0] + tree.is_punct(source[0]), source[1])
        yield _finding(content, source, (colon, colon + 1), "label")


def _signed(tree: Tree, quote: Quote, opening: set[int]) -> Iterator[Finding]:
    """Yield a quotation closed by a dash and a name before its block or the next quotation ends."""
    dash = quote.last
    if dash >= len(tree) or tree.text[dash] not in DASHES or tree.block[dash] != tree.block[quote.first]:
        return
    high = dash + 1
    while high < len(tree) and tree.block[high] == tree.block[dash] and high not in opening:
        high += 1
    words = [t for t in range(dash + 1, high) if not tree.is_punct(t)]
    source = trim(tree, (dash + 1, high))
    is_name = bool(words) and len(words) <= LONGEST_SIGNATURE and tree.pos[words[0]] in {"PROPN", "DET", "NOUN"}
    if source and is_name and not any(tree.tag[t] in {"VBD", "VBZ", "VBP", "MD"} for t in words):
        yield _finding((quote.first, quote.last), source, (dash, dash + 1), "signature")


def _finding(content: Span, source: Span, cue: Span, rule: str) -> Finding:
    return Finding(
        content=(content,),
        rule=rule,
        cue=cue,
        cue_head=cue[0],
        source=source,
        source_head=source[1] - 1,
        lemma=":" if rule == "label" else "—",
        family="neutral",
        stance=0.0,
    )
