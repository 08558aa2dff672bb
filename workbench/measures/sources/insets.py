"""Statements that stand apart from the prose: embedded posts and pull quotes, found by zone."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pandas as pd

from workbench.language.words import split_words

INSETS = {"social": "embed", "pullquote": "pullquote"}
POST_SIGNATURE = re.compile(r"(?:—|–|--|―)\s*(?P<name>[^—–\n]{2,80}?\s*\(@\w{1,40}\))")
LONGEST_SIGNATURE = 12


def find_insets(blocks: pd.DataFrame, text: str) -> Iterator[dict[str, object]]:
    """Yield one row per embedded post or pull quote of an article; the signature that closes it is its source.

    A post that blank lines split is one post until its signature, so its blocks are parts of one attribution.
    """
    for zone, members in _groups(blocks, text):
        source = _signature(members, text, zone)
        pieces = [span for span in members if source is None or span[0] < source[0]]
        cut = [_trim(text, start, min(end, source[0]) if source else end) for start, end in pieces]
        for part, span in enumerate(span for span in cut if span[0] < span[1]):
            yield _row(text, span, source, zone) | {"part": part, "group": members[0][0]}


def _groups(blocks: pd.DataFrame, text: str) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Yield runs of neighbouring blocks of one inset zone; a signed post ends its run."""
    members: list[tuple[int, int]] = []
    current = ""
    for block in blocks.sort_values("block_id").itertuples():
        signed = bool(members) and current == "social" and POST_SIGNATURE.search(text, *members[-1])
        if members and (block.zone != current or signed):
            yield current, members
            members = []
        current = block.zone
        if current in INSETS:
            members.append((block.start, block.end))
    if members:
        yield current, members


def _signature(members: list[tuple[int, int]], text: str, zone: str) -> tuple[int, int] | None:
    if zone == "social":
        found = list(POST_SIGNATURE.finditer(text, *members[-1]))
        return found[-1].span("name") if found else None
    start, end = members[-1]
    last = text[start:end].strip()
    alone = len(members) > 1 and len(last.split()) <= LONGEST_SIGNATURE and not last.endswith((".", "!", "?", '"', "”"))
    return _trim(text, start, end) if alone else None


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "—–―"):
        end -= 1
    return start, end


def _row(text: str, span: tuple[int, int], source: tuple[int, int] | None, zone: str) -> dict[str, object]:
    n_words = len(split_words(text[slice(*span)]))
    return {
        "form": INSETS[zone],
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
