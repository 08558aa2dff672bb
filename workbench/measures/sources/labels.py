"""Speakers set as labels: "MARN: …" in transcripts and headlines, "…" — Teo Brandt below quotations."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from workbench.measures.sources.findings import Finding
from workbench.measures.sources.marks import Quote
from workbench.measures.sources.parse import Parse, Span, trim

DASHES = frozenset({"-", "--", "—", "–", "―", "~"})
LONGEST_LABEL = 6
LONGEST_SIGNATURE = 12


def find_labels(parse: Parse, quotes: list[Quote]) -> Iterator[Finding]:
    """Yield one finding per labelled turn of a transcript, labelled headline or signed quotation."""
    blocks = _blocks(parse)
    turns = [(block, colon) for block in blocks if (colon := _colon_of(parse, block)) is not None]
    dialogue = sum(parse.zone[block[0]] != "headline" for block, _ in turns) > 1
    for block, colon in turns:
        if dialogue or parse.zone[block[0]] == "headline":
            yield from _turn(parse, block, colon)
    opening = {quote.first for quote in quotes}
    for quote in quotes:
        yield from _signed(parse, quote, opening)


def _blocks(parse: Parse) -> list[Span]:
    cuts = [t for t in range(1, len(parse)) if parse.block[t] != parse.block[t - 1]]
    edges = [0, *cuts, len(parse)]
    return [(low, high) for low, high in pairwise(edges) if low < high]


def _colon_of(parse: Parse, block: Span) -> int | None:
    """Return the colon behind a name that opens a block, or None."""
    low = block[0] + (parse.is_punct(block[0]) and parse.word[block[0]] != ":")
    for token in range(low, min(low + LONGEST_LABEL, block[1] - 1)):
        if parse.word[token] == ":":
            return token if token > low and _is_name(parse, (low, token)) else None
    return None


def _is_name(parse: Parse, span: Span) -> bool:
    words = [t for t in range(*span) if not parse.is_punct(t)]
    capitals = all(parse.word[t].isupper() for t in words)
    return bool(words) and all(parse.pos[t] == "PROPN" or capitals for t in words) and len(parse.word[words[0]]) > 1


def _turn(parse: Parse, block: Span, colon: int) -> Iterator[Finding]:
    content, source = trim(parse, (colon + 1, block[1])), trim(parse, (block[0], colon))
    if content and source:
        source = (source[0] + parse.is_punct(source[0]), source[1])
        yield _finding(content, source, (colon, colon + 1), "label")


def _signed(parse: Parse, quote: Quote, opening: set[int]) -> Iterator[Finding]:
    """Yield a quotation closed by a dash and a name before its block or the next quotation ends."""
    dash = quote.last
    if dash >= len(parse) or parse.word[dash] not in DASHES or parse.block[dash] != parse.block[quote.first]:
        return
    high = dash + 1
    while high < len(parse) and parse.block[high] == parse.block[dash] and high not in opening:
        high += 1
    words = [t for t in range(dash + 1, high) if not parse.is_punct(t)]
    source = trim(parse, (dash + 1, high))
    is_name = bool(words) and len(words) <= LONGEST_SIGNATURE and parse.pos[words[0]] in {"PROPN", "DET", "NOUN"}
    if source and is_name and not any(parse.tag[t] in {"VBD", "VBZ", "VBP", "MD"} for t in words):
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
