"""Numbers as English writes them, with their qualifiers: where they stand, what kind they are, what the wording promises."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache

from workbench.lexicons.word_lists import read_word_list
from workbench.tokens import grammar
from workbench.tokens.tree import Tree

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
_PREPOSITIONS = frozenset({"about", "above", "around", "below", "over", "under"})
_BETWEEN_WORDS = "between"


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


# Where they stand ----------------------------------------------------------------------------------------------------

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
# Judgement, both: "one in 1,000" is still said of people, "5 in 2024" is no ratio; "20 to 30 million" scales both ends,
# "900,000 to 1 million" does not.
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
    """Read two joined numbers as a range where they are one; else the first alone, or none of a score."""
    first, second = found["first"], found["second"]
    low, high = parse_number(first), parse_number(second)
    scale = _trailing_scale(second)
    if scale and not _trailing_scale(first) and low < _LEAST_SCALE:
        low *= scale
    join = found["join"].strip().lower()
    if _stand_apart(found, join, before=sentence[: found.start()]):
        return _read_alone(found, sentence)
    if not low < high:  # with a dash a score or a vote: 3-1
        return None if join in {"-", "–", "—"} else _read_alone(found, sentence)
    percent = found["percent2"] or found["percent"]
    money = found["money"] or found["money2"]
    return Number(found.start(), found.end(), *_name_kind(low, high, percent, money))


def _stand_apart(found: re.Match, join: str, *, before: str) -> bool:
    """Whether two joined numbers are two: "20 and 30" without "between", "from 20 to 30", "up 42% to 719m"."""
    if (join == "and" and not _BETWEEN.search(before)) or (join == "to" and _FROM.search(before)):
        return True
    return bool((found["money2"] and not found["money"]) or (found["percent"] and not found["percent2"]))


def _trailing_scale(text: str) -> float:
    word = re.split(r"[\s-]|(?<=\d)(?=[a-z])", text.lower())[-1]
    return SCALES.get(word) or SHORT_SCALES.get(word) or 0.0


@dataclass(frozen=True)
class Quantity:
    """A number as reported: offsets with the qualifier, tokens of the number alone, and the words around it."""

    tree: Tree
    number: Number
    start: int
    end: int
    first: int
    last: int
    qualifier: str
    direction: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """The number as written, without its qualifier."""
        return self.tree.string((self.first, self.last + 1))

    @property
    def head(self) -> int:
        """The token of the number from which the others hang."""
        return grammar.find_head(self.tree, (self.first, self.last + 1))

    def bounds(self) -> tuple[float, float, float]:
        """Return the value, and the low and high bound that the wording promises; NaN where it promises none."""
        low, high = self.number.low, self.number.high
        if self.number.kind == "loose":
            return math.nan, low, math.nan
        if low != high:
            return math.nan, low, high
        kept_low = low if self.direction in {"low", "both"} else math.nan
        return low, kept_low, high if self.direction in {"high", "both"} else math.nan


def locate_quantities(tree: Tree, text: str) -> Iterator[Quantity]:
    """Yield the numbers of an article, sentence by sentence, with their qualifiers."""
    first = 0
    for token in range(1, len(tree) + 1):
        if token == len(tree) or tree.sentence[token] != tree.sentence[first]:
            start, end = tree.start[first], tree.end[token - 1]
            for number in find_numbers(text[start:end]):
                yield _place(tree, number, sentence=text[start:end], offset=start)
            first = token


def _place(tree: Tree, number: Number, *, sentence: str, offset: int) -> Quantity:
    before, after = sentence[: number.start], sentence[number.end :]
    qualifier, direction, left = _qualify_before(tree, before, offset)
    right = 0
    if not qualifier:
        qualifier, direction, right = _qualify_after(after)
    if not qualifier and number.kind == "loose":
        qualifier, direction = "indefinite", "low"
    elif not qualifier and number.low != number.high:
        qualifier, direction = "range", "both"
        stripped = before.rstrip()
        left = len(before) - len(stripped) + len(_BETWEEN_WORDS) if stripped.lower().endswith(_BETWEEN_WORDS) else 0
    elif not qualifier:
        qualifier, direction = "exact", "both"
    low, high = tree.tokens_between(offset + number.start, offset + number.end)
    return Quantity(
        tree=tree,
        number=number,
        start=offset + number.start - left,
        end=offset + number.end + right,
        first=low,
        last=max(low, high - 1),
        qualifier=qualifier,
        direction=direction,
        before=before[: len(before) - left],
        after=after[right:],
    )


def _qualify_before(tree: Tree, before: str, offset: int) -> tuple[str, str, int]:
    found = _qualifier_pattern("before").search(before)
    if found is None:
        return "", "", 0
    term = " ".join(found[1].lower().split())
    if term in _PREPOSITIONS and _is_preposition(tree, offset + found.start(1)):
        return "", "", 0
    directions = _read_directions("before")
    parts = [term] if term in directions else _split_term(term, directions)
    told = [directions[part] for part in parts]
    direction = next((way for way in told if way in {"low", "high"}), told[-1])
    return term, direction, len(before) - found.start(1)


def _split_term(term: str, directions: dict[str, str]) -> list[str]:
    words = term.split()
    for cut in range(1, len(words)):
        pair = [" ".join(words[:cut]), " ".join(words[cut:])]
        if all(part in directions for part in pair):
            return pair
    return [next(iter(directions))]


def _is_preposition(tree: Tree, start: int) -> bool:
    """Whether "about", "over" and the like govern the phrase rather than qualify its number."""
    token = tree.tokens_between(start, start + 1)[0]
    return tree.dep[token] == "prep" and tree.pos[tree.head[token]] in {"NOUN", "PROPN", "ADJ"}


def _qualify_after(after: str) -> tuple[str, str, int]:
    found = _qualifier_pattern("after").match(after)
    if found is None:
        return "", "", 0
    term = " ".join(found[1].lower().split())
    return term, _read_directions("after")[term], found.end()


@cache
def _qualifier_pattern(place: str) -> re.Pattern:
    """Return an expression for the qualifiers that stand before a number, or after it."""
    terms = sorted(
        (row["term"] for row in read_word_list("quantities/qualifiers") if row["place"] == place), key=len, reverse=True
    )
    words = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in terms)
    if place == "before":
        return re.compile(rf"(?<![\w-])((?:{words})\s+(?:(?:{words})\s+)?)(?:the\s+)?$", re.IGNORECASE)
    return re.compile(rf"^(?:\s+|-)?({words})(?!\w)", re.IGNORECASE)


@cache
def _read_directions(place: str) -> dict[str, str]:
    """Return what each qualifier promises: low, high, neither or both."""
    return {row["term"]: row["direction"] for row in read_word_list("quantities/qualifiers") if row["place"] == place}
