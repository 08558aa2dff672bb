"""The value of a number as English writes it, in digits, in words, or in both."""

from __future__ import annotations

import math
import re
from decimal import Decimal
from functools import lru_cache

_SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
ONES = {word: float(value) for value, word in enumerate(_SMALL.split(), start=1)}
TENS = {
    word: 10.0 * n
    for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
BIG = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
SCALES = {"hundred": 1e2, "dozen": 12.0, **BIG}
SHORT_SCALES = {"k": 1e3, "m": 1e6, "mn": 1e6, "mln": 1e6, "bn": 1e9, "bln": 1e9, "tn": 1e12}
LOOSE = {"tens": 10.0, "dozens": 12.0, "scores": 20.0, **{f"{word}s": value for word, value in SCALES.items()}}
PARTS = {
    "half": 2,
    "third": 3,
    "quarter": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
CURRENCIES = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen", "₪": "shekels", "₹": "rupees"}

_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75}
_HALF_OF = re.compile(r"(?:one )?(half|quarter)(?: of)?(?: an?)? (.+)")
_AND_A_HALF = re.compile(r"(.+) and a half(?: (\w+))?")
_IN_DIGITS = re.compile(r"(\d[\d,]*(?:\.\d+)?)?([½¼¾]?)(?:[- ](\d)/(\d+))?(.*)")


@lru_cache(maxsize=4096)
def parse_number(text: str) -> float:
    """Return the value of one number in digits, in words or in both; NaN where it is none.

    Examples
    --------
    >>> [parse_number(words) for words in ("27,708", "2.4 million", "two hundred and six", "half a dozen", "1½")]
    [27708.0, 2400000.0, 206.0, 6.0, 1.5]
    >>> parse_number("one and a half million"), parse_number("three hundred thousand"), parse_number("4-1/2")
    (1500000.0, 300000.0, 4.5)
    """
    plain = " ".join(text.lower().replace("‑", "-").split())
    if not plain or plain[0].isdigit() or plain[0] in _VULGAR:
        return _read_digits(plain)
    plain = plain.replace("-", " ").replace(",", "")
    part = _HALF_OF.fullmatch(plain.removeprefix("a ") if plain.startswith("a quarter") else plain)
    if part:
        return parse_number(part[2]) / PARTS[part[1]]
    more = _AND_A_HALF.fullmatch(plain)
    if more:
        return (parse_number(more[1]) + 0.5) * SCALES.get(more[2] or "", 1.0)
    return _add_words(plain.split())


def _read_digits(text: str) -> float:
    found = _IN_DIGITS.fullmatch(text)
    if not found or not text:
        return math.nan
    whole, vulgar, upper, lower, rest = found.groups()
    value = Decimal((whole or "0").replace(",", "")) + Decimal(_VULGAR.get(vulgar, 0.0))
    value += Decimal(upper) / Decimal(lower) if upper and int(lower) else 0
    scale = rest.strip(" -")
    return float(value * Decimal(SCALES.get(scale) or SHORT_SCALES.get(scale) or 1.0))  # 8.2 million without 8199999.9


def _add_words(words: list[str]) -> float:
    """Add up number words; a scale multiplies what stands before it."""
    total, part = 0.0, 0.0
    for word in words:
        if word in ONES or word in TENS:
            part += ONES.get(word, 0.0) + TENS.get(word, 0.0)
        elif word == "hundred":
            part = max(part, 1.0) * SCALES[word]
        elif word in SCALES:
            total, part = total + max(part, 1.0) * SCALES[word], 0.0
        elif word not in {"a", "an", "and"}:
            return math.nan
    return total + part or math.nan


def parse_loose(text: str) -> float:
    """Return one unit of an indefinite number: the least that "hundreds" or "tens of thousands" can mean.

    Examples
    --------
    >>> parse_loose("hundreds"), parse_loose("tens of thousands"), parse_loose("several dozen")
    (100.0, 10000.0, 12.0)
    """
    value = 1.0
    for word in text.lower().replace("-", " ").split():
        value *= LOOSE.get(word) or SCALES.get(word) or 1.0
    return value


def parse_fraction(text: str) -> float:
    """Return the value of a fraction in words.

    Examples
    --------
    >>> parse_fraction("two-thirds"), parse_fraction("a quarter"), parse_fraction("half")
    (0.6666666666666666, 0.25, 0.5)
    """
    *upper, part = text.lower().replace("‑", "-").replace("-", " ").split()
    lower = PARTS[part if part in PARTS else part.removesuffix("s")]
    count = parse_number(" ".join(upper)) if upper and upper != ["a"] else 1.0
    return count / lower
