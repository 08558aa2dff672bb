"""The word lists of this measure, read once from their data files."""

from __future__ import annotations

import re
from functools import cache

from workbench.lexicons.word_lists import read_word_list


@cache
def read_units() -> dict[str, str]:
    """Return the kind (time, people, thing, measure, money) of each unit noun."""
    return {row["term"]: row["kind"] for row in reversed(read_word_list("quantities/units"))}


@cache
def read_acts(pos: str) -> dict[str, tuple[str, str]]:
    """Return the act and its kind for each verb, noun or adjective."""
    return {row["term"]: (row["act"], row["kind"]) for row in read_word_list("quantities/acts") if row["pos"] == pos}


@cache
def qualifier_pattern(place: str) -> re.Pattern:
    """Return an expression for the qualifiers that stand before a number, or after it."""
    terms = sorted(
        (row["term"] for row in read_word_list("quantities/qualifiers") if row["place"] == place), key=len, reverse=True
    )
    words = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in terms)
    if place == "before":
        return re.compile(rf"(?<![\w-])((?:{words})\s+(?:(?:{words})\s+)?)(?:the\s+)?$", re.IGNORECASE)
    return re.compile(rf"^(?:\s+|-)?({words})(?!\w)", re.IGNORECASE)


@cache
def read_directions(place: str) -> dict[str, str]:
    """Return what each qualifier promises: low, high, neither or both."""
    return {row["term"]: row["direction"] for row in read_word_list("quantities/qualifiers") if row["place"] == place}


@cache
def time_words() -> str:
    """Return the units of time as alternatives of an expression."""
    return "|".join(term for term, kind in read_units().items() if kind == "time" and term != "quarter")
