"""Numbers that report no quantity: dates, clock times, ages, labels, windows, scores, words that refer back."""

from __future__ import annotations

import re
from collections.abc import Callable

from workbench.measures.quantities.figures import Figure
from workbench.measures.quantities.terms import read_units, time_words

_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec"
)
_YEARS = (1000, 2100)
_LAST_DAY, _OLDEST, _FEW = 31, 120, 10

_BEFORE_MONTH = re.compile(rf"\s*(?:(?:and|or|to|-|–)\s*\d{{1,2}}\s+)?(?:of\s+)?(?:{_MONTHS})\b")
_AFTER_MONTH = re.compile(rf"\b(?:{_MONTHS})\.?\s+(?:the\s+)?(?:\d{{1,2}}(?:\s*[-–]\s*|\s+(?:and|or|to)\s+))?$")
_AFTER_DAY = re.compile(rf"\b(?:{_MONTHS})\.?,?\s+(?:\d{{1,2}}(?:st|nd|rd|th)?(?:\s*[-–]\s*\d{{1,2}})?,?\s+)?$")
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|by|until|till|during|from|to|late|early|mid|year|before|after|of|circa|and|between|through|the)\s+$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"\s?(?:a\.?m\b|p\.?m\b|o['’]clock|GMT|BST|CET|EST|EDT|ET|PT|PST|UTC|hrs\b)")
_AGE_BEFORE = re.compile(
    r"\b(?:died at|dies at|dead at|aged|ages?|age of|aged between|ages of|turn(?:s|ed|ing)?|(?:over|under)-|"
    r"(?:those|people|children|men|women|girls|boys|anyone|adults|pupils|voters|players) (?:over|under|above|below|aged))\s*$",
    re.IGNORECASE,
)
_EMERGENCY = re.compile(r"\s(?:calls?|callers?|dispatchers?|operators?|emergency)\b")
_AGE_AFTER = re.compile(
    r"(?:-?\s+(?:to|or|and)\s+\d+)?(?:\s|-)?(?:years?|months?|weeks?|days?)(?:\s|-)(?:old|of age)\b", re.IGNORECASE
)
_APPOSED_AFTER = re.compile(r"(?:,\s*|\()$")
_APPOSED_BEFORE = re.compile(r"\s*(?:[,.;)]|and\b|$)")
_AGE_BOUNDS = frozenset({"under", "over", "above", "below"})
_PERSONS_BEFORE = re.compile(
    r"\b(?:people|those|persons|men|women|adults|children|voters|girls|boys|anyone|someone|workers|players|pupils)\s+$",
    re.IGNORECASE,
)
_PERSON_IS = re.compile(r"\b(?:[Hh]e|[Ss]he|I|[Ww]ho|[A-Z][a-z]+)(?:\s(?:is|was|am|now|just|only)|['’](?:s|m))+\s+$")
_NO_NOUN = re.compile(r"\s*(?:[.,;:!?)”\"'’—–]|$|(?:and|or|but|who|when|now|in|to|at|on|is|are|was|were)\b)")
_LABEL = re.compile(
    r"\b(?:top|first|last|next|number|no\.?|nos\.?|nr\.?|page|pages|pp?\.|chapter|section|sections|article|articles|"
    r"phase|level|grade|route|flight|channel|room|gate|day|week|type|highway|volume|vol\.|part|figure|table|stage|size|"
    r"option|group of|gang of|form|group|rank(?:ed)?|square|year|season|class of|episode|issue|resolution|act|rule|item|"
    r"world|war)\s+$",
    re.IGNORECASE,
)
_NAME_PART, _MID_SENTENCE = re.compile(r"[A-Z][a-z-]+"), re.compile(r"[\w,][\s\xa0]+$")
_ADDRESS = re.compile(
    r"\s(?:(?:[A-Z]|\d+(?:st|nd|rd|th))[\w'’]*\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Drive|Lane|Boulevard|Square)\b"
)
_REFERS_BACK = re.compile(r"\b(?:the|these|those|both|other|same|said|we|us|you)\s+$", re.IGNORECASE)
_ONE_NOT = re.compile(r"\b(?:no|any|every|this|that|which|another|the|each|some|day)[\s-]+$", re.IGNORECASE)
_ONE_AFTER = re.compile(
    r"\s+(?:of|another|day|way|thing|reason|side|hand|side|time|point|would|can|could|is|must|should|that|who|which)\b",
    re.IGNORECASE,
)
_HALF_BEFORE = re.compile(
    r"\b(?:first|second|third|fourth|last|final|latter|other|better|each|this|that|next|previous|same|in|current)[\s-]+$",
    re.IGNORECASE,
)
_OF_WHOLE = re.compile(r"\s+(?:of|the|its|their|his|her|our|my|your|all|those|these)\b", re.IGNORECASE)
_OF_MEASURE = re.compile(
    r"\s+(?:the|its|their|his|her)\s+(?:size|age|length|price|distance|time|way|battle|story|rate)\b"
)
_OF_TIME = re.compile(rf"\s*-?\s*(?:of\s+)?(?:an?\s+|the\s+)?(?:{time_words()}|mile|year)s?\b", re.IGNORECASE)
_WINDOW_PREPOSITION = re.compile(
    r"\b(?:in|for|over|during|within|after|before|since|until|every|each|past|last|next|first|previous|coming|final|"
    r"throughout|inside|by|(?:span|period|space|course) of)\s+(?:(?:the|his|her|their|its|a|another|these|those)\s+)?"
    r"(?:(?:past|last|next|first|previous|coming|final|whole|full)\s+)?$",
    re.IGNORECASE,
)
_WINDOW_AFTER = re.compile(
    rf"(?:\s|-)?(?:{time_words()}|quarter|season|term)s?['’]?\s+(?:ago|earlier|later|before|after|since|apart|away|prior|"
    r"previously|in a row|running|from now|on\b|into)",
    re.IGNORECASE,
)
_TIME_OF = re.compile(rf"\s+(?:{time_words()})s?\s+of\b", re.IGNORECASE)
_TIME_NEXT = re.compile(rf"(?:\s|-)(?:\w+\s+)?(?:{time_words()}|season|term|game|match)s?\b", re.IGNORECASE)
_RESULT_NEXT = re.compile(
    r"\s*(?:vote|win|loss|victory|defeat|lead|draw|majority|record|score|decision|triumph|thrashing|rout|aggregate|up|down)\b"
)


def is_excluded(figure: Figure) -> bool:
    """Whether a number is no quantity."""
    return any(rule(figure) for rule in RULES)


def _is_date(figure: Figure) -> bool:
    number = figure.number
    if number.kind != "count":
        return False
    if number.high <= _LAST_DAY and (_BEFORE_MONTH.match(figure.after) or _AFTER_MONTH.search(figure.before)):
        return True
    return bool(_AFTER_DAY.search(figure.before)) and _looks_like_year(figure)


def _looks_like_year(figure: Figure) -> bool:
    bare = re.fullmatch(r"\d{4}(?:\s?(?:-|–|to|and|or)\s?\d{4})?", figure.words) is not None
    return bare and _YEARS[0] <= figure.number.low and figure.number.high <= _YEARS[1]


def _is_year(figure: Figure) -> bool:
    if not _looks_like_year(figure) or figure.number.kind != "count" or figure.qualifier in {"at least", "more than"}:
        return False
    tree, token = figure.tree, figure.last
    counted = token + 1 < len(tree) and tree.tag[token + 1] == "NNS" and tree.dep[token] == "nummod"
    return not counted or tree.ent_type[token] == "DATE" or bool(_YEAR_BEFORE.search(figure.before))


def _is_clock(figure: Figure) -> bool:
    return figure.number.kind == "count" and bool(_CLOCK.match(figure.after))


def _is_age(figure: Figure) -> bool:
    if figure.number.kind != "count" or figure.number.high > _OLDEST:
        return False
    if _AGE_BEFORE.search(figure.before) or _AGE_AFTER.match(figure.after):
        return True
    apposed = _APPOSED_AFTER.search(figure.before) and _APPOSED_BEFORE.match(figure.after)
    return bool(apposed) and figure.words.isdigit() and _names_person(figure)


def _names_person(figure: Figure) -> bool:
    """Whether the word before the comma or bracket ends a name."""
    before = figure.first - 2
    return before >= 0 and figure.tree.pos[before] == "PROPN" and figure.tree.ent_type[before] not in {"DATE", "GPE"}


def _is_age_told(figure: Figure) -> bool:
    """Whether someone "is 70", or people are those "under 30"."""
    if figure.number.kind != "count" or figure.number.high > _OLDEST or not _NO_NOUN.match(figure.after):
        return False
    bounded = figure.qualifier in _AGE_BOUNDS and _PERSONS_BEFORE.search(figure.before)
    return bool(bounded) or (figure.qualifier == "exact" and bool(_PERSON_IS.search(figure.before)))


def _is_enumeration(figure: Figure) -> bool:
    """Whether a number only counts points ("one, the price; two, the date") or stands in a title ("The 411")."""
    if figure.number.kind != "count" or figure.qualifier != "exact":
        return False
    if re.search(r"\b[Tt]he\s+$", figure.before) and _NO_NOUN.match(figure.after):
        return True
    counts = re.search(r"(?:^|[,;:(]|\band|\bis,?)\s*$", figure.before) and re.match(r"\s?[,:)]", figure.after)
    return figure.number.high <= _FEW and bool(counts)


def _is_table_cell(figure: Figure) -> bool:
    """Whether wide gaps on both sides set a number in a table."""
    return bool(re.search(r"(?:\n\s*|\s{3,})$", figure.before) and re.match(r"\s*\n|\s{3,}|$", figure.after))


def _is_ratio(figure: Figure) -> bool:
    """Whether two numbers are odds or a proportion: 4 to 1."""
    odds = re.match(r"\s+to\s+(?:1|one)\b(?!\s+(?:million|billion))", figure.after)
    return figure.number.kind == "count" and bool(
        odds or (re.search(r"\d\s+to\s+$", figure.before) and figure.words in {"1", "one"})
    )


def _is_label(figure: Figure) -> bool:
    if figure.number.kind != "count" or figure.qualifier not in {"exact", "range"}:
        return False
    if _NAME_PART.fullmatch(figure.words) and _MID_SENTENCE.search(figure.before):
        return True
    if figure.words in {"911", "999", "112", "000"} and _EMERGENCY.match(figure.after):
        return True
    if _LABEL.search(figure.before) or _ADDRESS.match(figure.after) or figure.words.startswith("0"):
        return True
    tree, token = figure.tree, figure.first
    before = token - 1
    if before < 0 or tree.sentence[before] != tree.sentence[token] or tree.pos[before] != "PROPN":
        return False
    beside = tree.end[before] + 1 >= tree.start[token] and "," not in figure.words
    return beside and tree.dep[before] != "npadvmod" and figure.words[0].isdigit() and _hangs_back(figure, before)


def _hangs_back(figure: Figure, before: int) -> bool:
    """Whether number and preceding name belong to one another: Channel 4, Boeing 737 jets."""
    tree, head = figure.tree, figure.tree.head[figure.head]
    if head == before or tree.head[before] == figure.head:
        return True
    if figure.last + 1 < len(tree) and tree.tag[figure.last + 1] == "VBG":
        return True
    return tree.dep[before] in {"compound", "nmod"} and tree.head[before] == head and figure.last + 1 < len(tree)


def _is_list_of_digits(figure: Figure) -> bool:
    beside = re.match(r"\s\d", figure.after) or re.search(r"\d\s$", figure.before)
    return bool(beside) and figure.number.kind == "count"


def _refers_back(figure: Figure) -> bool:
    few = figure.number.kind == "count" and figure.number.high <= _FEW and figure.qualifier in {"exact", "range"}
    return few and bool(_REFERS_BACK.search(figure.before)) and not re.match(r"-", figure.after)


def _is_one(figure: Figure) -> bool:
    if figure.words.lower() != "one":
        return False
    return bool(_ONE_NOT.search(figure.before) or _ONE_AFTER.match(figure.after) or figure.after.startswith("-"))


def _is_loose_part(figure: Figure) -> bool:
    if figure.number.kind != "share" or not re.search(
        r"half|third|quarter|fif|six|seven|eigh|nin|ten", figure.words, re.IGNORECASE
    ):
        return False
    if re.search(r"%|per|pct|\bin\b|out", figure.words):
        return False
    if (
        _OF_TIME.match(figure.after)
        or _OF_MEASURE.match(figure.after)
        or _HALF_BEFORE.search(figure.before)
        or figure.after.startswith("-")
    ):
        return True
    plural = figure.words.lower().endswith("s")
    measured = figure.qualifier != "exact" or plural or figure.before.lower().endswith(("by ", "to "))
    return not (measured or _OF_WHOLE.match(figure.after) or re.match(r"\s+(?:percentage\s+)?points?\b", figure.after))


def _is_other_compound(figure: Figure) -> bool:
    if figure.number.kind == "share":
        return False
    found = re.match(r"[-‑]([A-Za-z]+)", figure.after)
    if not found:
        return False
    word = found[1].lower()
    return word == "hour" or (read_units().get(word) or read_units().get(word.removesuffix("s"))) is None


def _is_window(figure: Figure) -> bool:
    if figure.number.kind not in {"count", "loose"} or not _TIME_NEXT.match(figure.after):
        return False
    if _WINDOW_AFTER.match(figure.after):
        return True
    if figure.words.lower() in {"one", "1"} and not figure.after.startswith("-"):
        return True
    if figure.after.startswith("-") or (figure.before.lower().endswith("for ") and _TIME_OF.match(figure.after)):
        return False
    return bool(_WINDOW_PREPOSITION.search(figure.before)) or figure.qualifier in {"over", "under"}


def _is_score(figure: Figure) -> bool:
    if figure.number.kind != "count" or not re.fullmatch(r"\d{1,3}[-–]\d{1,3}", figure.words):
        return False
    tree, after = figure.tree, figure.last + 1
    follows = (
        after < len(tree) and tree.sentence[after] == tree.sentence[figure.last] and tree.pos[after] in {"NOUN", "ADJ"}
    )
    return not follows or bool(_RESULT_NEXT.match(figure.after))


def _is_loose_unit(figure: Figure) -> bool:
    """Whether "tens" or "scores" stand without what they count."""
    return figure.words.lower() in {"tens", "scores"} and not re.match(r"\s+of\b", figure.after)


RULES: tuple[Callable[[Figure], bool], ...] = (
    _is_date,
    _is_year,
    _is_clock,
    _is_age,
    _is_age_told,
    _is_label,
    _is_list_of_digits,
    _refers_back,
    _is_one,
    _is_enumeration,
    _is_ratio,
    _is_table_cell,
    _is_loose_part,
    _is_other_compound,
    _is_window,
    _is_score,
    _is_loose_unit,
)
