"""Where numbers stand in a sentence: counts, shares, sums of money, indefinite numbers, ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from workbench.measures.quantities.numbers import (
    BIG,
    CURRENCIES,
    LOOSE,
    ONES,
    PARTS,
    SCALES,
    SHORT_SCALES,
    TENS,
    parse_fraction,
    parse_loose,
    parse_number,
)

_BY_LENGTH = sorted(ONES, key=len, reverse=True)
_S, _J = r"\s", r"(?:\s|-|‑)"
_BIG, _SCALE = "|".join(BIG), "|".join(SCALES)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_MIXED = rf"(?:\d+(?:-|{_S})\d/\d{{1,2}}|\d*[½¼¾])"
_TO_99 = rf"(?:(?:{'|'.join(TENS)})(?:{_J}(?:{'|'.join(list(ONES)[:9])})\b)?|{'|'.join(_BY_LENGTH)})"
_TO_999 = rf"(?:(?:{_TO_99}|an?){_J}hundred(?!s)(?:{_S}(?:and{_S})?{_TO_99})?|{_TO_99})"
_HALVES = rf"(?:{_TO_99}{_J}and{_J}a{_J}half)"
_HALF_A = rf"half(?:{_J}an?)?|a{_S}quarter{_S}of{_S}an?"
_WORDS = (
    rf"(?:(?:{_HALF_A}|{_HALVES}|{_TO_999}|an?){_J}(?:dozen|{_BIG})(?!s\b)"
    rf"(?:{_S}(?:and{_S})?{_TO_999}\b(?:{_J}(?:{_BIG})(?!s\b))?)*|{_HALVES}|{_TO_999})"
)
_SHORT = "|".join(sorted(SHORT_SCALES, key=len, reverse=True))
_SCALED = rf"(?:{_J}?(?:{_SCALE})(?!s\b)|{_S}?(?:{_SHORT})\b)"
_NUMBER = rf"(?:(?:{_MIXED}|{_DIGITS}){_SCALED}?|{_WORDS}\b)"
_MONEY = rf"(?:[A-Z]{{0,3}}[{''.join(CURRENCIES)}]\s?)"
_PERCENT = rf"(?:{_J}?(?:%|percent(?:age{_J}points?)?|per{_S}?cent|pct)(?!\w)|{_S}pc\b)"
_SEVERAL = rf"several|many|a{_S}few|a{_S}couple{_S}of"
_LOOSE = (
    rf"(?:(?:(?:{_SEVERAL}){_S}(?:{_SCALE})|{'|'.join(LOOSE)})"
    rf"(?:{_S}(?:of{_S})?(?:{'|'.join(list(LOOSE)[3:])}|{_BIG})\b)*)"
)
_FRACTION = rf"(?:(?:an?|{_TO_99}){_J}(?:{'|'.join(list(PARTS)[1:])})s?|(?:one{_J})?half)"
_RATIO = rf"(?:{_TO_99}|\d{{1,3}}){_J}(?:in|out{_S}of)(?:{_S}every)?{_J}(?:{_TO_999}|{_DIGITS})"
_RANGE = rf"(?:{_S}?[-–—]{_S}?|{_S}(?:to|or|and){_S})"
_END = r"(?![\w/@]|[.,:]\d)"

_PATTERN = re.compile(
    rf"(?<![\w@#/.,:+-])(?:"
    rf"(?P<loose>{_LOOSE})\b"
    rf"|(?P<ratio>{_RATIO})\b(?!{_J}?(?:%|percent|per{_S}cent|{_SCALE}))"
    rf"|(?P<fraction>{_FRACTION})\b(?!{_J}(?:{_BIG}|dozen|an?\b))"
    rf"|(?P<money>{_MONEY})?(?P<first>{_NUMBER})(?P<percent>{_PERCENT})?"
    rf"(?:(?P<join>{_RANGE})(?P<money2>{_MONEY})?(?P<second>{_NUMBER})(?P<percent2>{_PERCENT})?)?"
    rf"){_END}",
    re.IGNORECASE,
)
_ONE = re.compile(rf"(?P<money>{_MONEY})?(?P<first>{_NUMBER})(?P<percent>{_PERCENT})?{_END}", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+$", re.IGNORECASE)
_FROM = re.compile(r"\bfrom\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_LARGEST_RATIO = 1000
_LEAST_SCALE = 1000


@dataclass(frozen=True)
class Number:
    """A number in a sentence: its place, kind (count, share, money, loose), bounds as stated, and currency."""

    start: int
    end: int
    kind: str
    low: float
    high: float
    currency: str = ""


def find_numbers(sentence: str) -> Iterator[Number]:
    """Yield the numbers of a sentence, whatever they count; dates, ages and labels are not yet left out.

    Examples
    --------
    >>> [(n.kind, n.low, n.high) for n in find_numbers("Between 20 and 30 people, a quarter of them, paid $2m.")]
    [('count', 20.0, 30.0), ('share', 0.25, 0.25), ('money', 2000000.0, 2000000.0)]
    """
    place = 0
    while found := _PATTERN.search(sentence, place):
        number = _read(found, sentence)
        if number is not None:
            yield number
        place = number.end if number is not None else max(found.end(), place + 1)


def _read(found: re.Match, sentence: str) -> Number | None:
    if found["loose"]:
        low = parse_loose(found["loose"])
        return Number(*found.span("loose"), "loose", low, float("inf"))
    if found["ratio"]:
        return _read_ratio(found) or _read_alone(found, sentence)
    if found["fraction"]:
        value = parse_fraction(found["fraction"])
        return Number(*found.span("fraction"), "share", value, value)
    if found["second"]:
        return _read_range(found, sentence)
    return _read_alone(found, sentence)


def _read_ratio(found: re.Match) -> Number | None:
    upper, lower = (
        parse_number(part)
        for part in re.split(r"[\s-]+(?:in|out of)(?: every)?[\s-]+", found["ratio"], flags=re.IGNORECASE)
    )
    whole = lower <= _LARGEST_RATIO and upper < lower
    return Number(*found.span("ratio"), "share", upper / lower, upper / lower) if whole else None


def _read_alone(found: re.Match, sentence: str) -> Number | None:
    alone = _ONE.match(sentence, found.start())
    if alone is None:
        return None
    value = parse_number(alone["first"])
    if value != value:  # noqa: PLR0124
        return None
    return Number(alone.start(), alone.end(), *_name_kind(value, value, alone["percent"], alone["money"]))


def _name_kind(low: float, high: float, percent: str | None, money: str | None) -> tuple[str, float, float, str]:
    if percent:
        return "share", float(Decimal(str(low)) / 100), float(Decimal(str(high)) / 100), ""
    if money:
        return "money", low, high, CURRENCIES[money.strip()[-1]]
    return "count", low, high, ""


def _read_range(found: re.Match, sentence: str) -> Number | None:
    """Read two joined numbers as a range where they are one; else the first alone."""
    first, second = found["first"], found["second"]
    low, high = parse_number(first), parse_number(second)
    scale = _trailing_scale(second)
    if scale and not _trailing_scale(first) and low < _LEAST_SCALE:
        low *= scale
    join, before = found["join"].strip().lower(), sentence[: found.start()]
    if join == "and" and not _BETWEEN.search(before):
        return _read_alone(found, sentence)
    if (join == "to" and _FROM.search(before)) or _differ(found):
        return _read_alone(found, sentence)
    if join in {"-", "–", "—"} and not low < high:
        return None  # a score or a vote: 3-1
    if not low < high:
        return _read_alone(found, sentence)
    percent = found["percent2"] or found["percent"]
    money = found["money"] or found["money2"]
    return Number(found.start(), found.end(), *_name_kind(low, high, percent, money))


def _differ(found: re.Match) -> bool:
    """Whether only one of two joined numbers is money or a percentage, so that they cannot be a range: up 42% to 719m."""
    return bool((found["money2"] and not found["money"]) or (found["percent"] and not found["percent2"]))


def _trailing_scale(text: str) -> float:
    word = re.split(r"[\s-]|(?<=\d)(?=[a-z])", text.lower())[-1]
    return SCALES.get(word) or SHORT_SCALES.get(word) or 0.0
