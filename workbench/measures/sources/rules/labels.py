"""Speakers set as labels: "MARN: …" in transcripts, "…" — Teo Brandt below quotations, who signs a post or pull quote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from workbench.language.words import split_words
from workbench.measures.sources.quotes import Quote
from workbench.measures.sources.rules.candidates import Candidate
from workbench.tokens.grammar import FINITE_OR_MODAL
from workbench.tokens.tree import Span, Tree, trim

DASHES = frozenset({"-", "--", "—", "–", "―", "~"})
# A name before a colon and a signature behind a dash are no longer: judgement, "Teo Brandt, who led the talks for …".
LONGEST_LABEL = 6
LONGEST_SIGNATURE = 12
FORM_OF_ZONE = {"social": "embed", "pullquote": "pullquote"}
POST_SIGNATURE = re.compile(r"(?:—|–|--|―)\s*(?P<name>[^—–\n]{2,80}?\s*\(@\w{1,40}\))")
SENTENCE_ENDS = (".", "!", "?", '"', "”")


def find_labels(tree: Tree, quotes: list[Quote]) -> Iterator[Candidate]:
    """Yield one candidate per labelled turn of a transcript, labelled headline or signed quotation."""
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


def _turn(tree: Tree, block: Span, colon: int) -> Iterator[Candidate]:
    content, source = trim(tree, (colon + 1, block[1])), trim(tree, (block[0], colon))
    if content and source:
        source = (source[0] + tree.is_punct(source[0]), source[1])
        yield _candidate(content, source, (colon, colon + 1), "label")


def _signed(tree: Tree, quote: Quote, opening: set[int]) -> Iterator[Candidate]:
    """Yield a quotation closed by a dash and a name before its block or the next quotation ends."""
    dash = quote.last
    if dash >= len(tree) or tree.text[dash] not in DASHES or tree.block[dash] != tree.block[quote.first]:
        return
    high = dash + 1
    while high < len(tree) and tree.block[high] == tree.block[dash] and high not in opening:
        high += 1
    source = trim(tree, (dash + 1, high))
    if source and _is_signature(tree, (dash + 1, high)):
        yield _candidate((quote.first, quote.last), source, (dash, dash + 1), "signature")


def _is_signature(tree: Tree, span: Span) -> bool:
    words = [t for t in range(*span) if not tree.is_punct(t)]
    nominal = bool(words) and tree.pos[words[0]] in {"PROPN", "DET", "NOUN"}
    return nominal and len(words) <= LONGEST_SIGNATURE and not any(tree.tag[t] in FINITE_OR_MODAL for t in words)


def _candidate(content: Span, source: Span, cue: Span, rule: str) -> Candidate:
    return Candidate(
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


def list_displayed(blocks: pd.DataFrame, text: str) -> Iterator[dict[str, object]]:
    """Yield one row per block of an embedded post or pull quote of an article; the signature that closes it is its source.

    A post that blank lines split is one post until its signature: its blocks are parts of one attribution, `group`.
    """
    for zone, members in _displayed(blocks, text):
        source = _signature(members, text, zone)
        pieces = [span for span in members if source is None or span[0] < source[0]]
        cut = [_strip(text, start, min(end, source[0]) if source else end) for start, end in pieces]
        for part, span in enumerate(span for span in cut if span[0] < span[1]):
            yield _row(text, span, source, zone) | {"part": part, "group": members[0][0]}


def _displayed(blocks: pd.DataFrame, text: str) -> Iterator[tuple[str, list[Span]]]:
    """Yield runs of neighbouring blocks of one displayed zone; a signed post ends its run."""
    members: list[Span] = []
    current = ""
    for block in blocks.sort_values("block_id").itertuples():
        signed = bool(members) and current == "social" and POST_SIGNATURE.search(text, *members[-1])
        if members and (block.zone != current or signed):
            yield current, members
            members = []
        current = block.zone
        if current in FORM_OF_ZONE:
            members.append((block.start, block.end))
    if members:
        yield current, members


def _signature(members: list[Span], text: str, zone: str) -> Span | None:
    if zone == "social":
        found = list(POST_SIGNATURE.finditer(text, *members[-1]))
        return found[-1].span("name") if found else None
    start, end = members[-1]
    last = text[start:end].strip()
    alone = len(members) > 1 and len(last.split()) <= LONGEST_SIGNATURE and not last.endswith(SENTENCE_ENDS)
    return _strip(text, start, end) if alone else None


def _strip(text: str, start: int, end: int) -> Span:
    """Cut the space around a stretch, and the dash that leads to its signature."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "—–―"):
        end -= 1
    return start, end


def _row(text: str, span: Span, source: Span | None, zone: str) -> dict[str, object]:
    n_words = len(split_words(text[slice(*span)]))
    return {
        "form": FORM_OF_ZONE[zone],
        "level": "core",
        "zone": zone,
        "start": span[0],
        "end": span[1],
        "source_start": source[0] if source else None,
        "source_end": source[1] if source else None,
        "source_text": text[slice(*source)] if source else None,
        "n_words": n_words,
        "n_quoted_words": n_words,
        "position": span[0] / len(text),
        "rule": f"zone-{zone}",
    }
