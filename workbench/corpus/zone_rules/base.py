"""What every zone rule starts from: a decision, and the shapes of a part: running text, heading, title, names."""

# ruff: noqa: PLR2004 - each threshold is a count of words, or a share, and is read most easily inside its rule.
# All are judgements, set on the layouts in tests/corpus/test_zones.py and checked against gold_zones.csv of both corpora.

from __future__ import annotations

import re
from typing import NamedTuple

from workbench.corpus import shapes
from workbench.corpus.blocks import Part

_LIST_MARK = re.compile(r"(?:[-–—•*·▪●‣]|\(?\d{1,2}[.)]|[a-z]\))\s")
HEADING_WORDS, HEADLINE_WORDS, STANDFIRST_WORDS = 16, 22, 50  # judgement: a heading or title is hardly ever longer
_QUESTION_WORDS = frozenset("what why how who when where which is are will can could does do".split())  # noqa: SIM905


class Decision(NamedTuple):
    """The zone of a part, the rule that gave it, how sure the rule is, and what it doubts."""

    zone: str
    rule: str
    confidence: float
    doubt: str = ""


Decisions = list[Decision | None]


def is_prose(part: Part) -> bool:
    """Tell whether a part reads as running text: a sentence with its stop, or too long for a heading."""
    if part.cut == "lead":
        return True
    if part.stopped:
        return len(part.words) > 2 and not is_stopped_title(part)
    return len(part.words) > HEADLINE_WORDS or shapes.holds_inner_stop(part.text)


def is_stopped_title(part: Part) -> bool:
    """Tell whether a line is a title in title case although a stop was put after it."""
    return 4 <= len(part.words) <= HEADLINE_WORDS and shapes.is_title_case(part.text, share=0.88)


def is_complete(part: Part) -> bool:
    """Tell whether a part of the body ends as text does, or is a short item of a list."""
    return part.stopped or part.plain.endswith((":", "...", '"')) or len(part.words) < 6


def is_heading(part: Part, *, most: int = HEADING_WORDS) -> bool:
    """Tell whether a part has the shape of a heading: short, without final stop, not a list item, not cut-off prose."""
    text = part.plain
    if (
        len(part.words) > most
        or not part.words
        or part.cut == "lead"
        or _LIST_MARK.match(text)
        or text.endswith((":", ",", ";", " -", "..."))
    ):
        return False
    if part.stopped:
        return text.endswith("?") and _is_question(part)
    first = text.lstrip("\"'([")[:1]
    return not (first.islower() or shapes.holds_inner_stop(text) or _is_cut_off(part))


def _is_question(part: Part) -> bool:
    asks = part.words[0] in _QUESTION_WORDS
    if set(part.words[1:]) & {"that", "this", "he", "she", "they", "it"}:  # these point back to the paragraph before
        return False
    return 1 < len(part.words) <= 10 and '"' not in part.plain and (asks or shapes.is_title_case(part.text))


def _is_cut_off(part: Part) -> bool:
    """Tell whether a line without stop is prose all the same: articles and a past tense, or a reporting clause."""
    words, plain = part.words, part.plain
    if shapes.is_title_case(plain):
        return False
    articles = sum(word in {"the", "a", "an", "his", "her", "their"} for word in words)
    spoken = bool(set(words) & (shapes.REPORTING_WORDS - {"says"})) and ('"' in plain or opens_sentence(part))
    return spoken or (len(words) > 6 and shapes.has_past_verb(plain) and (articles > 1 or opens_sentence(part)))


def opens_sentence(part: Part) -> bool:
    """Tell whether the first word is one with which sentences open and headings seldom do."""
    return bool(part.words) and part.words[0] in shapes.SENTENCE_OPENERS


def is_name_list(text: str, *, most: int = 12) -> bool:
    """Tell whether `text` holds capitalised words only, joined by "and", "de" and their like.

    Examples
    --------
    >>> is_name_list("Jane Doe and Joao da Silva in Lima"), is_name_list("The numbers")
    (True, False)
    """
    words = re.findall(r"[^\s,|/&•·]+", text)
    named = [word for word in words if word.lower() not in shapes.LINKING_NAME_WORDS]
    first = words[0].lower() if words else ""
    return bool(named) and len(words) <= most and first != "the" and all(word[0].isupper() for word in named)
