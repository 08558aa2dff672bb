"""Quotation marks: how they pair, and the one answer to what is quoted.

The policy (docs/decisions/0009-what-is-quoted.md), read by the voice of tokens, the rules of attribution, the form of a
row and its n_quoted_words:

1. A quotation stands within one block; no mark reaches over a paragraph's end. A paragraph that leaves its mark open and
   is followed by one of its zone that opens with a mark is quoted to its end (speech over paragraphs).
2. Double marks pair by place; single marks only where both are found, so that apostrophes are none.
3. The outermost pair decides: what is nested in it, narrator's words between two inner quotations too, is quoted.
   A mark left open around other quotations runs to the closing mark that is left over behind them.
4. A lone opening mark quotes to the end of its paragraph, or up to the next opening mark, where it opens the block or
   follows a colon or comma, which announce speech. Any other is a slip of the pen and quotes nothing: nobody can say
   where it would end. A lone closing mark (a word or stop before it, space behind it) quotes nothing.
5. An embedded post is one utterance, whatever marks it holds; who reads voices takes it whole, with pull quotes.
6. Titles, terms and scare quotes are between marks and so quoted; whether somebody *says* them is another question.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np

from workbench.language.words import align_text

_APHAERESIS = re.compile(
    r"(?:\d\d(?!\d)|\d0s\b|(?:em|tis|twas|twere|til|till|cause|cos|cuz|coz|n|bout|round|im|er|ere|neath|nuff|burbs|gainst|"
    r"tude|hood|fro|ello|ave)\b)",
    re.IGNORECASE,
)
# Single marks looked at for the one that closes: judgement, bounds the work on texts full of apostrophes.
_PATIENCE = 40
_WHOLE_ZONES = frozenset({"social"})
_CLOSING = '"”»'
_ANNOUNCES = (":", ",")
_BEFORE_OPENING = " \n\r([{<—–-/:;,=*_>|\"'"
_AFTER_CLOSING = " \n\r)]}>.,;:!?—–-/\"'…*_<|"


class QuotedSpan(NamedTuple):
    """One stretch of text between quotation marks.

    Attributes
    ----------
    start, end : int
        Offsets of the whole stretch, its marks included.
    mark : str
        "double" or "single".
    closed : bool
        Whether a closing mark stands at the end; if not, the stretch runs to the end of its paragraph.
    continued : bool
        Whether the next paragraph opens with a mark again and so carries the quotation on.
    depth : int
        0 for an outermost quotation, 1 for one inside it, and so on.
    inner_start, inner_end : int
        Offsets of what stands between the marks.
    """

    start: int
    end: int
    mark: str
    closed: bool
    continued: bool
    depth: int
    inner_start: int
    inner_end: int

    @property
    def certain(self) -> bool:
        """Whether both ends are marked, or the next paragraph carries the quotation on."""
        return self.closed or self.continued


def list_quotations(text: str, blocks: Iterable[tuple[int, int, str]]) -> list[QuotedSpan]:
    r"""Return what is quoted in an article: its outermost quotations, by the policy above.

    Parameters
    ----------
    text : str
        The text of the article.
    blocks : iterable of (int, int, str)
        Start, end and zone of its blocks, in order.

    Returns
    -------
    list of QuotedSpan
        In order, without overlap; offsets into `text`, marks included.

    Examples
    --------
    >>> text = '"We go on.\n"And on," he said, "until morning.\nA stray "mark.'
    >>> quoted = list_quotations(text, [(0, 10, "body"), (11, 46, "body"), (47, 60, "body")])
    >>> [text[span.start : span.end] for span in quoted]
    ['"We go on.', '"And on,"', '"until morning.']
    """
    rows = list(blocks)
    texts = [text[start:end] for start, end, _ in rows]
    following = _next_of_zone(texts, [zone for *_, zone in rows])
    found: list[QuotedSpan] = []
    for (start, _, zone), block, after in zip(rows, texts, following, strict=True):
        reach = 0
        for span in spans_in_paragraph(block, following=after) if zone not in _WHOLE_ZONES else ():
            if span.start >= reach and _counts(span, block):
                reach = span.end
                found.append(_shift(span, start)._replace(depth=0))
    return found


def mark_quoted(starts: np.ndarray, spans: Sequence[QuotedSpan]) -> np.ndarray:
    """Return for each token start whether it lies in one of the quotations of `list_quotations`.

    Examples
    --------
    >>> mark_quoted(np.array([0, 4, 9]), list_quotations('Not "so" far', [(0, 12, "body")])).tolist()
    [False, True, False]
    """
    edges = np.array([edge for span in spans for edge in (span.start, span.end)], dtype="int64")
    return np.searchsorted(edges, starts, side="right") % 2 == 1


def quoted_spans(text: str) -> list[QuotedSpan]:
    r"""Return the stretches of `text` that stand between quotation marks.

    Paragraphs are the lines of `text`; no quotation runs over their end. Double marks (straight, curly, angled, low,
    two backticks or apostrophes) pair by their place, not by their shape, so one opened straight may close curly. A
    double mark left open runs to the end of its paragraph: `continued` where the next paragraph opens with a double
    mark (the convention for speech over several paragraphs), less certain otherwise. Single marks pair only where a
    closing one is found; apostrophes and possessives ("James' car", "'em", "the '90s") are none.

    Returns
    -------
    list of QuotedSpan
        By start; of two with one start the longer first.

    Examples
    --------
    >>> text = "The \"plan” is 'not serious', James' aide said."
    >>> [(text[span.start : span.end], span.mark) for span in quoted_spans(text)]
    [('"plan”', 'double'), ("'not serious'", 'single')]
    """
    lines = [(match.start(), match.group()) for match in re.finditer(r"[^\n\r]+", text) if match.group().strip()]
    spans: list[QuotedSpan] = []
    for i, (offset, line) in enumerate(lines):
        following = lines[i + 1][1] if i + 1 < len(lines) else ""
        spans.extend(_shift(span, offset) for span in spans_in_paragraph(line, following=following))
    return spans


def spans_in_paragraph(text: str, *, following: str = "") -> list[QuotedSpan]:
    """Return the quoted stretches of one paragraph, `following` being the next one."""
    plain = align_text(text)
    doubles = _pair_doubles(text, plain, reopened=bool(re.match(r'\s*(?:"|\'\'|``)', align_text(following))))
    singles = _pair_singles(text, plain, doubles)
    return _with_depth(_close_around(text, _with_depth([*doubles, *singles])))


def _next_of_zone(texts: Sequence[str], zones: Sequence[str]) -> list[str]:
    following, seen = [], {}
    for text, zone in zip(reversed(texts), reversed(zones), strict=True):
        following.append(seen.get(zone, ""))
        seen[zone] = text
    return following[::-1]


def _counts(span: QuotedSpan, block: str) -> bool:
    """Whether a span is a quotation: closed, or opened by a lone mark where one is announced or carried on."""
    before, behind = block[: span.start], block[span.inner_start : span.inner_start + 1]
    if span.closed:
        return True
    if before[-1:].strip() and not behind.strip():
        return False
    return span.continued or not before.strip() or before.rstrip().endswith(_ANNOUNCES)


def _close_around(text: str, spans: list[QuotedSpan]) -> Iterator[QuotedSpan]:
    """Let a double mark left open around other quotations run to the closing mark left over behind them."""
    outer = [span for span in spans if not span.depth]
    for span in spans:
        around = span.mark == "double" and not span.closed and not span.depth and span is not outer[-1]
        yield _reach_over(text, span, outer[outer.index(span) + 1], outer[-1]) if around else span


def _reach_over(text: str, span: QuotedSpan, first: QuotedSpan, last: QuotedSpan) -> QuotedSpan:
    left_over = max(text.rfind(mark, last.end) for mark in _CLOSING)
    if left_over >= 0:
        return span._replace(end=left_over + 1, inner_end=left_over, closed=True, continued=False)
    opens_block = not text[: span.start].strip()
    if opens_block and text[span.start] == '"' and text[first.start] != '"':
        stop = len(text.rstrip())
        return span._replace(end=stop, inner_end=stop)
    return span


def _shift(span: QuotedSpan, by: int) -> QuotedSpan:
    return span._replace(
        start=span.start + by,
        end=span.end + by,
        inner_start=span.inner_start + by,
        inner_end=span.inner_end + by,
    )


def _with_depth(spans: Iterable[QuotedSpan]) -> list[QuotedSpan]:
    """Sort spans by start, the longer first, and count how many lie around each."""
    around: list[int] = []
    result = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        while around and around[-1] <= span.start:
            around.pop()
        result.append(span._replace(depth=len(around)))
        around.append(span.end)
    return result


def _pair_doubles(text: str, plain: str, *, reopened: bool) -> list[QuotedSpan]:
    spans: list[QuotedSpan] = []
    opened: tuple[int, int] | None = None
    for start, end in _double_marks(plain):
        opens, closes = _roles(text, plain, start, end)
        if opened is None:
            opened = (start, end) if opens else None
        elif closes:
            spans.append(_span(opened, (start, end), mark="double"))
            opened = None
        elif opens:
            stop = len(plain[:start].rstrip())
            spans.append(_span(opened, (stop, stop), mark="double", closed=False))
            opened = (start, end)
    if opened is not None:
        stop = len(plain.rstrip())
        spans.append(_span(opened, (stop, stop), mark="double", closed=False, continued=reopened))
    return spans


def _span(
    opened: tuple[int, int], closing: tuple[int, int], *, mark: str, closed: bool = True, continued: bool = False
) -> QuotedSpan:
    return QuotedSpan(
        opened[0], max(closing[1], opened[1]), mark, closed, continued, 0, opened[1], max(closing[0], opened[1])
    )


def _double_marks(plain: str) -> list[tuple[int, int]]:
    marks = (match.span() for match in re.finditer(r"\"|''(?!')", plain))
    return [(a, b) for a, b in marks if not (plain[a] == '"' and re.search(r"\d'\s?\d+$", plain[max(0, a - 8) : a]))]


def _roles(text: str, plain: str, start: int, end: int) -> tuple[bool, bool]:
    """Return whether the double mark at start:end may open and may close, by its place first and its shape second."""
    before = plain[start - 1] if start else " "
    after = plain[end] if end < len(plain) else " "
    free_before, free_after = before in _BEFORE_OPENING, after in _AFTER_CLOSING
    shape = text[start]
    if free_before and not free_after:
        return True, shape in "”»" and before != " "
    if free_after and not free_before:
        return False, True
    return shape not in "”»", shape not in "“„«"


def _pair_singles(text: str, plain: str, doubles: list[QuotedSpan]) -> list[QuotedSpan]:
    marks = _single_marks(plain)
    regions = _regions(marks, doubles)
    spans: list[QuotedSpan] = []
    free_from = 0
    for at, i in enumerate(marks):
        if i < free_from or not _opens_single(text, plain, i):
            continue
        ahead = (
            j
            for j, region in zip(marks[at + 1 :][:_PATIENCE], regions[at + 1 :], strict=False)
            if region == regions[at]
        )
        stop = _closing_single(text, plain, ahead)
        if stop is not None:
            spans.append(_span((i, i + 1), (stop, stop + 1), mark="single"))
            free_from = stop + 1
    return spans


def _single_marks(plain: str) -> list[int]:
    """Return the single marks and apostrophes that are no half of a double mark."""
    return [match.start() for match in re.finditer(r"'(?!')(?<!'')", plain)]


def _regions(marks: list[int], doubles: list[QuotedSpan]) -> list[int]:
    """Return for each mark which double quotation is around it, or -1; double quotations do not nest."""
    starts = [span.start for span in doubles]
    around = [bisect_right(starts, i) - 1 for i in marks]
    return [at if at >= 0 and i < doubles[at].end else -1 for i, at in zip(marks, around, strict=True)]


def _opens_single(text: str, plain: str, i: int) -> bool:
    before = plain[i - 1] if i else " "
    after = plain[i + 1] if i + 1 < len(plain) else " "
    if before not in _BEFORE_OPENING or text[i] in "´ʼ":
        return False
    if not after.isalnum():
        return before in ' \n(["' and after in '"([$£€.…#@'
    return not _APHAERESIS.match(plain, i + 1)


def _closing_single(text: str, plain: str, marks: Iterable[int]) -> int | None:
    """Return the mark that closes: the first that no possessive explains, else the first that could close at all."""
    possible = None
    for j in marks:
        if _opens_single(text, plain, j):
            break
        after = plain[j + 1] if j + 1 < len(plain) else " "
        if plain[j - 1].isspace() or after not in _AFTER_CLOSING or text[j] in "‘`":
            continue
        if not re.match(r"[sSzxZX]'[ -]?\w", plain[j - 1 : j + 3]):
            return j
        possible = j if possible is None else possible
    return possible
