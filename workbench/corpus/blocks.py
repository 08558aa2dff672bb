"""Cut an article's text into the parts that get one zone each: lines, and the pieces of a line that holds two zones."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median
from typing import NamedTuple
from unicodedata import combining

from workbench.corpus.shapes import ends_sentence, has_past_verb, is_title_case, list_words, normalise_typography
from workbench.corpus.stamps import FULL_DATE, scan_stamp

_INVISIBLE = " \t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u200b\u2028\u2029\u202f\u205f\u3000\ufeff"
_CAPS_CITY = r"[A-Z][A-Z'’.\-]+(?:[ /][A-Z][A-Z'’.\-]+){0,3}"
_CITY = r"[A-Z][\w'’.\-]+(?:[ /](?:[A-Z][\w'’.\-]+|de|of|al|la)){0,3}"
_REGION = r"(?:, ?[A-Z][\w'’.\-]+(?: (?:[A-Z][\w'’.\-]+|and|of|the)){0,3}){0,2}"
_DAY = r"(?:,? (?:[A-Z][a-z]{2,8}\.? \d{1,2}|\d{1,2} [A-Z][a-z]{2,8}))?"
_AGENCY = r" ?[(\[][A-Z][\w .&/'’-]{1,40}[)\]]"
_DASH = r"\s*(?:—|–|--|―)\s*|\s+-\s+"
_DATELINES = (
    re.compile(rf"{_CAPS_CITY}{_REGION}{_DAY}(?:{_AGENCY})?(?:{_DASH}|\s*\|\s+)"),
    re.compile(rf"{_CITY}{_REGION}{_DAY}(?:{_AGENCY})(?:{_DASH}|:\s+)"),
    re.compile(rf"(?:{_AGENCY.lstrip(' ?')}(?:{_DASH})|{_CITY}{_REGION}{_DAY}\s*(?:—|–|--|―)\s*)"),
    re.compile(rf"(?=[A-Z .]{{4}}){_CAPS_CITY}{_DAY}(?:{_AGENCY})?\s*:\s+"),
)
_UNMARKED = 2  # the place of the rule that has neither capitals nor an agency to go by
_NOT_CITY = re.compile(
    r"(?i)(?:read|also|see|watch|listen|related|more|video|photo|picture|update|breaking|exclusive|analysis|opinion|file"
    r"|live|explainer|q|a|editor|note|correction)\b",
)
_READING_TIME = (
    r"(?:estimated )?(?:reading|read) time:? ?(?:about )?\d+ ?min(?:ute)?s?\b|\d+[ -]?min(?:ute)?s?[ -](?:read|listen)"
)
_READING_START = re.compile(rf"(?i:{_READING_TIME})(?=[A-Z]|\b)")
_READING_END = re.compile(rf"(?i)[\s|·•–—-]+(?:{_READING_TIME})$")
_SIGNATURE = re.compile(
    r"[—–-]{1,2}\s?[^—–\n]{1,80}\(@\w{1,20}\)\s+(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2} [A-Z][a-z]{2,8}\.?,? \d{4})",
)
_INNER_LINK = re.compile(
    r"(?<=[.!?\"”’)])\s+(?=(?:READ MORE|READ ALSO|ALSO READ|SEE ALSO|RELATED|WATCH|Read more|Also read|Read also|Related)"
    r"(?::|\s?[|»>]))",
)
_MACHINE_DATE = re.compile(r"\s*(?:[a-z]+:? )?\d{4}[-/]\d\d[-/]\d\d", re.IGNORECASE)
_NAMED = re.compile(r"[\s|·•,-]*[Bb][Yy] [A-Z]")
_AGENCY_END = re.compile(r"(?<=[.!?\"”’])\s+[(\[][A-Z][\w.&-]*(?:[ /][A-Z][\w.&-]*){0,2}[)\]]$")
_FRONT = re.compile(
    r"\ufeff?---[ \t]*\r?\n(?:(?:[\w-]{1,40}:|[ \t#-])[^\n]{0,500}\n){1,40}?---[ \t]*(?:\r?\n|\Z)"
)  # the front matter of a Markdown page: lines "key: value" between two lines of hyphens
_NO_FRONT = re.match("", "")
_SENTENCE_WORDS, _LONG_WORDS = 5, 12  # judgement: fewer words are no sentence; more are one, stop or no stop
_TITLE_WORDS, _RUN_ON = 25, 40  # judgement: words of a link's title; characters after which a line may run on
_SCREEN, _FULL = 120, 0.7  # judgement: no mail or archive breaks lines later; broken lines are about this full
_LATE = 8  # judgement: a title-case dateline stands in the first lines only; in capitals it may stand anywhere
_EDGE = 4_000  # judgement: what opens or closes a line stands within this of its end; keeps each pattern linear
_TAIL = 500  # characters that tell whether a line ends a sentence: well over ten words


@dataclass(frozen=True)
class Part:
    """A stretch of text with one zone: offsets without outer space, empty lines before it, and how it was cut."""

    start: int
    end: int
    text: str
    gap: int
    cut: str = ""

    @cached_property
    def plain(self) -> str:
        """The text with plain quotes, dashes and spaces."""
        return normalise_typography(self.text)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words, lower-cased."""
        return list_words(self.text)

    @cached_property
    def stopped(self) -> bool:
        """Whether the text ends with a final stop."""
        return ends_sentence(self.text)


def cut_parts(text: str) -> list[Part]:
    r"""Return the parts of `text` in order; every character but white space is in exactly one of them.

    Examples
    --------
    >>> [(part.text, part.cut) for part in cut_parts("LIMA, Peru — The council met on Monday.\n\n4 min read")]
    [('LIMA, Peru —', 'dateline'), ('The council met on Monday.', 'lead'), ('4 min read', 'reading-time')]
    """
    parts: list[Part] = []
    dated, front = False, (_FRONT.match(text) or _NO_FRONT).end()
    for number, (start, end, gap) in enumerate(_join_wrapped(text, list(_list_lines(text)), front)):
        whole = [(start, end, "front-matter")] if start < front else []
        pieces = whole or _cut_line(text, start, end, dated=dated, late=number >= _LATE)
        dated = dated or any(cut == "dateline" for _, _, cut in pieces)
        parts += [Part(a, b, text[a:b], gap if a == start else 0, cut) for a, b, cut in pieces]
    return parts


class _Line(NamedTuple):
    """A line that holds something: its span without outer space, empty lines above it, where it begins with its space."""

    start: int
    end: int
    gap: int
    edge: int


def _list_lines(text: str) -> Iterator[_Line]:
    at, gap = 0, 0
    for line in text.splitlines(keepends=True):
        start, end = strip_span(text, at, at + len(line))
        if start < end:
            yield _Line(start, end, gap, at)
        gap = 0 if start < end else gap + 1
        at += len(line)


def strip_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without the white space, seen or unseen, at its ends."""
    while start < end and text[start] in _INVISIBLE:
        start += 1
    while end > start and text[end - 1] in _INVISIBLE:
        end -= 1
    return start, end


def _join_wrapped(text: str, lines: list[_Line], front: int) -> list[tuple[int, int, int]]:
    """Join the lines of paragraphs that were broken at a fixed width, as plain-text mail and old archives do."""
    width = _find_width(text, lines)
    by_indent = any(text[line.start - 3 : line.start] in ("\n  ", "   ") for line in lines)
    joined = [line[:3] for line in lines[:1]]
    for above, line in pairwise(lines):
        start = joined[-1][0]
        full = width and (by_indent or above.end - max(above.edge, start) >= _FULL * width)
        may_run_on = bool(width) or above.end - start >= _RUN_ON
        if (
            line.start >= front
            and not _begins_anew(text, line)
            and (full or (may_run_on and _runs_on(text[max(start, above.end - _TAIL) : above.end], text[line.start])))
        ):
            joined[-1] = (start, line.end, joined[-1][2])
        else:
            joined.append(line[:3])
    return joined


def _begins_anew(text: str, line: _Line) -> bool:
    """Tell whether an empty line or an indent shows that a paragraph begins."""
    return line.gap > 0 or (text[line.start - 1] != "\n" and not text[line.start - 2 : line.start].strip(" "))


def _runs_on(before: str, line: str) -> bool:
    """Tell whether a line in lower case carries on the sentence of the paragraph above it."""
    return line.islower() and before[-1] not in ":;" and not ends_sentence(before)


def _find_width(text: str, lines: list[_Line]) -> int:
    """Return the width at which lines were broken, or 0: most lines run on, in lower case, into the next."""
    follow = [(above, line) for above, line in pairwise(lines) if line.gap == 0]
    running = [
        above.end - above.start
        for above, line in follow
        if text[line.start].islower() and not ends_sentence(text[above.start : above.end])
    ]
    width = max((line.end - line.start for line in lines), default=0)
    if len(running) < 2 or len(running) < len(follow) / 4 or width > _SCREEN:  # noqa: PLR2004 - one line is chance
        return 0
    return width if median(running) >= _FULL * width else 0


def _cut_line(text: str, start: int, end: int, *, dated: bool, late: bool) -> list[tuple[int, int, str]]:
    line = text[start:end]
    cuts = [(0, "")]
    if found := _find_prefix(line[:_EDGE], dated=dated, late=late):
        cuts = [(0, found[1]), (found[0], "" if found[1] in {"reading-time", "stamp"} else "lead")]
    for at, cut in _find_suffixes(line):
        if at > cuts[-1][0]:
            cuts.append((at, cut))
    ends = [at for at, _ in cuts[1:]] + [len(line)]
    pieces = [(*strip_span(text, start + a, start + b), cut) for (a, cut), b in zip(cuts, ends, strict=True)]
    return [piece for piece in pieces if piece[0] < piece[1]]


def _find_prefix(line: str, *, dated: bool, late: bool) -> tuple[int, str] | None:
    """Return the end of a machine date, reading time or dateline at the start of `line`, and its name."""
    if match := _READING_START.match(line):
        return match.end(), "reading-time"
    if at := _find_machine_date(line):
        return at, "machine-date"
    end, pieces = scan_stamp(line)
    if {"date", "ago"} & {kind for kind, _ in pieces} and _NAMED.match(line[end:]):
        return end, "stamp"
    at = 0 if dated else _find_dateline(line, late=late)
    return (at, "dateline") if at else None


def _find_suffixes(line: str) -> Iterator[tuple[int, str]]:
    """Yield where a new zone begins inside or at the end of `line`, and its name, in the order of the line."""
    if (match := _SIGNATURE.search(line)) and _is_prose(line[match.end() :]):
        yield match.end(), ""
    tail = max(0, len(line) - _EDGE)
    if (match := _AGENCY_END.search(line, tail)) and _is_report(line[: match.start()]):
        yield match.start(), "credit"
    elif (match := _INNER_LINK.search(line)) and _is_title(line[match.end() :]):
        yield match.end(), "link"
    if match := _READING_END.search(line, tail):
        yield match.start(), "reading-time"


def _find_machine_date(line: str) -> int:
    end, pieces = scan_stamp(line)
    rest = line[end:].lstrip(_INVISIBLE + "|·•:-–—.")
    starts = rest[:1].isupper() or rest[:1] in tuple("\"'“‘")
    return len(line) - len(rest) if end and starts and _is_prose(rest) and _is_machine_date(line[:end], pieces) else 0


def _is_machine_date(stamp: str, pieces: list[tuple[str, str]]) -> bool:
    """Tell whether a page printed the stamp, not a writer: it is relative, labelled, in figures, or bare with its year."""
    kinds = [kind for kind, _ in pieces]
    if "date" not in kinds:
        return "ago" in kinds
    labelled = kinds[0] == "label" and pieces[0][1].lower() not in {"on", "at", "time", "date", "dated"}
    bare = "label" not in kinds and re.search(r"(?:19|20)\d{2}", stamp)
    return "ago" in kinds or labelled or bool(bare or _MACHINE_DATE.match(stamp))


def _find_dateline(written: str, *, late: bool) -> int:
    line, places = _join_letters(written)
    for number, rule in enumerate(_DATELINES):
        match = rule.match(line)
        if match is None or _NOT_CITY.match(line) or (late and number):
            continue
        rest = line[match.end() :]
        aside = number == _UNMARKED and re.search(_DASH, rest)  # "Name — so-and-so — did", not a place
        if rest[:1].islower() or is_title_case(rest) or len(list_words(rest)) < _SENTENCE_WORDS or aside:
            continue
        return places[match.end()]
    return 0


def _join_letters(written: str) -> tuple[str, list[int]]:
    """Return a line without the accents that stand apart from their letters, and where each character stood."""
    places = [at for at, character in enumerate(written) if not combining(character)]
    return (written if len(places) == len(written) else "".join(written[at] for at in places)), places


def _is_report(text: str) -> bool:
    return (
        has_past_verb(text)
        and len(list_words(text)) >= _SENTENCE_WORDS
        and not re.search(FULL_DATE, text, re.IGNORECASE)
    )


def _is_title(text: str) -> bool:
    return len(list_words(text)) <= _TITLE_WORDS and not ends_sentence(text)


def _is_prose(text: str) -> bool:
    n_words = len(list_words(text))
    return n_words >= _SENTENCE_WORDS and (ends_sentence(text) or n_words > _LONG_WORDS)
