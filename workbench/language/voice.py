"""The first version of voice: what stands between quotation marks, and what does not."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from workbench.language.quotes import QuotedSpan, spans_in_paragraph

UNQUOTED_ZONES = frozenset({"social"})
_LEADS_IN = (":", ",")


def quoted_intervals(texts: Sequence[str], zones: Sequence[str]) -> list[list[tuple[int, int]]]:
    """Return, for each block, the stretches in quotation marks that count as quotation.

    A stretch without a closing mark counts where the next block of the zone opens with one again, or where its own
    opening mark begins the block or follows a colon or comma; any other lone mark is taken for a slip. Embedded posts
    are one utterance as a whole and left to the attribution of statements.

    Examples
    --------
    >>> quoted_intervals(['"We go on.', '"And on," he said.', 'A stray "mark.'], ["body"] * 3)
    [[(0, 10)], [(0, 9)], []]
    """
    following = _next_of_zone(texts, zones)
    return [
        []
        if zone in UNQUOTED_ZONES
        else [(s.start, s.end) for s in spans_in_paragraph(text, following=after) if _counts(s, text)]
        for text, zone, after in zip(texts, zones, following, strict=True)
    ]


def mark_quoted(starts: np.ndarray, intervals: Sequence[tuple[int, int]]) -> np.ndarray:
    """Return for each token start whether it lies in one of the intervals.

    Examples
    --------
    >>> mark_quoted(np.array([0, 4, 9]), [(4, 9)]).tolist()
    [False, True, False]
    """
    merged: list[list[int]] = []
    for start, end in sorted(intervals):
        if merged and start <= merged[-1][1]:
            merged[-1][1] = max(end, merged[-1][1])
        else:
            merged.append([start, end])
    edges = np.array(merged, dtype="int64").reshape(-1)
    return np.searchsorted(edges, starts, side="right") % 2 == 1


def _next_of_zone(texts: Sequence[str], zones: Sequence[str]) -> list[str]:
    following, seen = [], {}
    for text, zone in zip(reversed(texts), reversed(zones), strict=True):
        following.append(seen.get(zone, ""))
        seen[zone] = text
    return following[::-1]


def _counts(span: QuotedSpan, text: str) -> bool:
    before = text[: span.start].rstrip()
    return span.certain or not before or before.endswith(_LEADS_IN)
