"""A number with its qualifier ("nearly 500") and its place in the tree, and what the wording promises."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from workbench.lexicons.word_lists import read_word_list
from workbench.measures.quantities.numerals import Number, find_numbers
from workbench.tokens import grammar
from workbench.tokens.tree import Tree

_PREPOSITIONS = frozenset({"about", "above", "around", "below", "over", "under"})
_BETWEEN = "between"


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
        left = len(before) - len(stripped) + len(_BETWEEN) if stripped.lower().endswith(_BETWEEN) else 0
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
