"""Numbers that report no quantity: dates, clock times, ages, labels, windows, scores, words that refer back.

`EXCLUSIONS` is the list: what each rule asks of the number, the words before and after it, and of the parse; why; a
sentence whose number in [brackets] it leaves out, and a near miss whose number it keeps. The tests read that list.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from workbench.measures.quantities.counted import read_units, time_words
from workbench.measures.quantities.numerals import Quantity

_MONTH = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)"
)
_PEOPLE = "people|those|persons|men|women|adults|children|voters|girls|boys|anyone|someone|workers|players|pupils"  # of an age
_NO_NOUN = r"\s*(?:[.,;:!?)”\"'’—–]|$|(?:and|or|but|who|when|now|in|to|at|on|is|are|was|were)\b)"
_YEARS = (1000, 2100)  # judgement: four digits in between are read as a year where nothing says otherwise
_LAST_DAY = 31
_OLDEST = 120  # judgement: the longest life on record is 122 years
_FEW = 10  # judgement: up to ten things are spelled out, numbered and referred back to ("the three men")
_PARTS = r"(?i)(?!.*(?:%|per|pct|\bin\b|out))(?=.*(?:half|third|quarter|fif|six|seven|eigh|nin|ten)).*"


@dataclass(frozen=True)
class Exclusion:
    """One rule: it leaves out a number of which all that it states holds; what it does not state may be anything."""

    name: str
    why: str
    excluded: str
    kept: str
    before: str = ""  # an expression found at the end of the words before the number and its qualifier
    after: str = ""  # an expression found at the beginning of the words after it
    words: str = ""  # an expression for the whole number as written
    kinds: tuple[str, ...] = ("count",)
    qualifiers: tuple[str, ...] = ()
    most: float = math.inf
    if_parsed: Callable[[Quantity], bool] | None = None

    def applies(self, quantity: Quantity) -> bool:
        """Whether the rule leaves a number out."""
        return (
            quantity.number.kind in self.kinds
            and quantity.number.high <= self.most
            and (not self.qualifiers or quantity.qualifier in self.qualifiers)
            and (not self.words or re.fullmatch(self.words, quantity.words) is not None)
            and (not self.before or re.search(self.before, quantity.before) is not None)
            and (not self.after or re.match(self.after, quantity.after) is not None)
            and (self.if_parsed is None or self.if_parsed(quantity))
        )


def is_excluded(quantity: Quantity) -> bool:
    """Whether a number is no quantity."""
    return any(rule.applies(quantity) for rule in EXCLUSIONS)


# What rules ask of the parse ---------------------------------------------------------------------------------------


def _is_year(quantity: Quantity) -> bool:
    """Whether four digits are a year and count nothing: "in 2031", not "2031 people"."""
    number, least = quantity.number, quantity.qualifier in {"at least", "more than"}
    if least or number.low < _YEARS[0] or number.high > _YEARS[1]:
        return False
    tree, token = quantity.tree, quantity.last
    counted = token + 1 < len(tree) and tree.tag[token + 1] == "NNS" and tree.dep[token] == "nummod"
    dated = tree.ent_type[token] == "DATE" or re.search(_BEFORE_YEAR, quantity.before) is not None
    return dated or not counted


def _follows_name(quantity: Quantity) -> bool:
    """Whether the word before the comma or bracket ends the name of a person."""
    before, tree = quantity.first - 2, quantity.tree
    return before >= 0 and tree.pos[before] == "PROPN" and tree.ent_type[before] not in {"DATE", "GPE"}


def _belongs_to_name(quantity: Quantity) -> bool:
    """Whether digits right after a name belong to it: Channel 4, Boeing 737 jets."""
    tree, token = quantity.tree, quantity.first
    before = token - 1
    if before < 0 or tree.sentence[before] != tree.sentence[token] or tree.pos[before] != "PROPN":
        return False
    beside = tree.end[before] + 1 >= tree.start[token] and "," not in quantity.words
    return beside and tree.dep[before] != "npadvmod" and _hangs_back(quantity, before)


def _hangs_back(quantity: Quantity, before: int) -> bool:
    tree, after = quantity.tree, quantity.last + 1
    head = tree.head[quantity.head]
    if head == before or tree.head[before] == quantity.head:
        return True
    if after == len(tree):
        return False
    return tree.tag[after] == "VBG" or (tree.dep[before] in {"compound", "nmod"} and tree.head[before] == head)


def _is_idle_part(quantity: Quantity) -> bool:
    """Whether nothing says that a part is measured ("rose by half", "over half", "two thirds") or of what it is one."""
    plural = quantity.words.lower().endswith("s")
    return not plural and quantity.qualifier == "exact" and not quantity.before.lower().endswith(("by ", "to "))


def _has_no_unit(quantity: Quantity) -> bool:
    """Whether the word after the hyphen is no unit: "two-state", not "30-day"."""
    word = re.match(r"[A-Za-z]*", quantity.after[1:])[0].lower()
    return word == "hour" or not (read_units().get(word) or read_units().get(word.removesuffix("s")))


def _counts_nothing(quantity: Quantity) -> bool:
    """Whether neither noun nor adjective follows in the sentence."""
    tree, after = quantity.tree, quantity.last + 1
    inside = after < len(tree) and tree.sentence[after] == tree.sentence[quantity.last]
    return not inside or tree.pos[after] not in {"NOUN", "ADJ"}


def _is_no_length_of_activity(quantity: Quantity) -> bool:
    """Whether a time is not the length of what "of" names: "for three days of talks" reports the three days."""
    told = quantity.before.lower().endswith("for ") and re.match(_TIME_OF, quantity.after)
    return not told


# Expressions that are too long for a line --------------------------------------------------------------------------

_BEFORE_YEAR = (
    r"(?i)\b(?:in|since|by|until|till|during|from|to|late|early|mid|year|before|after|of|circa|and|between|through|the)"
    r"\s+$"
)
_DAY_OF_MONTH = rf"\s*(?:(?:and|or|to|-|–)\s*\d{{1,2}}\s+)?(?:of\s+)?{_MONTH}\b"
_AFTER_MONTH = rf"\b{_MONTH}\.?\s+(?:the\s+)?(?:\d{{1,2}}(?:\s*[-–]\s*|\s+(?:and|or|to)\s+))?$"
_CLOCK = r"\s?(?:a\.?m\b|p\.?m\b|o['’]clock|GMT|BST|CET|EST|EDT|ET|PT|PST|UTC|hrs\b)"
_AGED = (
    r"(?i)\b(?:died at|dies at|dead at|aged|ages?|age of|aged between|ages of|turn(?:s|ed|ing)?|(?:over|under)-|"
    r"(?:those|people|children|men|women|girls|boys|anyone|adults|pupils|voters|players) "
    r"(?:over|under|above|below|aged))\s*$"
)
_YEARS_OLD = r"(?i)(?:-?\s+(?:to|or|and)\s+\d+)?(?:\s|-)?(?:years?|months?|weeks?|days?)(?:\s|-)(?:old|of age)\b"
_SOMEONE_IS = r"\b(?:[Hh]e|[Ss]he|I|[Ww]ho|[A-Z][a-z]+)(?:\s(?:is|was|am|now|just|only)|['’](?:s|m))+\s+$"
_LABEL = (
    r"(?i)\b(?:top|first|last|next|number|no\.?|nos\.?|nr\.?|page|pages|pp?\.|chapter|section|sections|article|articles|"
    r"phase|level|grade|route|flight|channel|room|gate|day|week|type|highway|volume|vol\.|part|figure|table|stage|size|"
    r"option|group of|gang of|form|group|rank(?:ed)?|square|year|season|class of|episode|issue|resolution|act|rule|item|"
    r"world|war)\s+$"
)
_STREET = (
    r"\s(?:(?:[A-Z]|\d+(?:st|nd|rd|th))[\w'’]*\s){1,3}(?:Street|St|Road|Rd|Avenue|Ave|Drive|Lane|Boulevard|Square)\b"
)
_ONE_AFTER = r"(?i)\s+(?:of|another|day|way|thing|reason|side|hand|side|time|point|would|can|could|is|must|should|that|who|which)\b"
_HALF_OF = (
    r"(?i)\b(?:first|second|third|fourth|last|final|latter|other|better|each|this|that|next|previous|same|in|current)"
    r"[\s-]+$"
)
_OF_TIME = rf"(?i)\s*-?\s*(?:of\s+)?(?:an?\s+|the\s+)?(?:{time_words()}|mile|year)s?\b"
_OF_MEASURE = r"\s+(?:the|its|their|his|her)\s+(?:size|age|length|price|distance|time|way|battle|story|rate)\b"
_NO_WHOLE = (
    r"(?i)(?!\s+(?:of|the|its|their|his|her|our|my|your|all|those|these)\b)(?!\s+(?:percentage\s+)?(?-i:points?)\b)"
)
_WINDOW = (
    r"(?i)\b(?:in|for|over|during|within|after|before|since|until|every|each|past|last|next|first|previous|coming|final|"
    r"throughout|inside|by|(?:span|period|space|course) of)\s+(?:(?:the|his|her|their|its|a|another|these|those)\s+)?"
    r"(?:(?:past|last|next|first|previous|coming|final|whole|full)\s+)?$"
)
_TIME = rf"(?i)(?=(?:\s|-)(?:\w+\s+)?(?:{time_words()}|season|term|game|match)s?\b)"
_TIME_AGO = (
    rf"{_TIME}(?:\s|-)?(?:{time_words()}|quarter|season|term)s?['’]?\s+(?:ago|earlier|later|before|after|since|apart|"
    r"away|prior|previously|in a row|running|from now|on\b|into)"
)
_TIME_OF = rf"(?i)\s+(?:{time_words()})s?\s+of\b"
_SCORE = r"\d{1,3}[-–]\d{1,3}"
_RESULT = (
    r"\s*(?:vote|win|loss|victory|defeat|lead|draw|majority|record|score|decision|triumph|thrashing|rout|aggregate|up|"
    r"down)\b"
)

_LABELS = ("exact", "range")  # "more than", "about" and the like are said of counts, not of labels

EXCLUSIONS: tuple[Exclusion, ...] = (
    Exclusion(
        "day before month", "a date",
        "The council met on [4] March.", "The council met [4] marchers.",
        after=_DAY_OF_MONTH, most=_LAST_DAY),
    Exclusion(
        "day after month", "a date",
        "The council met on March [nine].", "In March [forty] guards left.",
        before=_AFTER_MONTH, most=_LAST_DAY),
    Exclusion(
        "year", "a date",
        "It was built in [2031] by the guards.", "They hired [2101] guards.",
        words=r"\d{4}(?:\s?(?:-|–|to|and|or)\s?\d{4})?", if_parsed=_is_year),
    Exclusion(
        "clock time", "a time of day",
        "The talks start at [3] pm.", "The talks cost [3] pounds.",
        after=_CLOCK),
    Exclusion(
        "age after 'aged'", "an age",
        "A teacher aged [34] slept there.", "The teacher paged [34] nurses.",
        before=_AGED, most=_OLDEST),
    Exclusion(
        "years old", "an age",
        "The [34]-year-old teacher slept there.", "The [34]-year ban was lifted.",
        after=_YEARS_OLD, most=_OLDEST),
    Exclusion(
        "age in apposition", "an age: digits between commas or brackets, after the name of a person",
        "Ilse Marn, [34], lives in the valley.", "Of the guards, [34], lived in the valley.",
        before=r"(?:,\s*|\()$", after=r"\s*(?:[,.;)]|and\b|$)", words=r"\d+", most=_OLDEST, if_parsed=_follows_name),
    Exclusion(
        "persons under an age", "an age that bounds a group of persons",
        "It is open to women under [30].", "It is open to firms under [30].",
        before=rf"(?i)\b(?:{_PEOPLE})\s+$", after=_NO_NOUN, qualifiers=("under", "over", "above", "below"),
        most=_OLDEST),
    Exclusion(
        "age told", "an age: someone is a number",
        "She is [70] and lives in the valley.", "There are [70] and all live in the valley.",
        before=_SOMEONE_IS, after=_NO_NOUN, qualifiers=("exact",), most=_OLDEST),
    Exclusion(
        "number word in a name", "a capitalised number word inside a sentence is part of a name",
        "They met in old [Seven] Oaks.", "They met all [seven] fans there.",
        before=r"[\w,][\s\xa0]+$", words=r"[A-Z][a-z-]+", qualifiers=_LABELS),
    Exclusion(
        "emergency number", "a telephone number",
        "They made [911] calls that night.", "They made [912] calls that night.",
        after=r"\s(?:calls?|callers?|dispatchers?|operators?|emergency)\b", words="911|999|112|000",
        qualifiers=_LABELS),
    Exclusion(
        "label", "a number that names, not counts: page 11, phase two",
        "She read chapter [11] aloud.", "She read chapters about [11] gulls.",
        before=_LABEL, qualifiers=_LABELS),
    Exclusion(
        "house number", "an address",
        "They met at [14] Harbour Street.", "They met [14] Harbour guards.",
        after=_STREET, qualifiers=_LABELS),
    Exclusion(
        "leading zero", "a code or telephone number",
        "Dial [0800] for help.", "They need [800] nurses.",
        words="0.*", qualifiers=_LABELS),
    Exclusion(
        "number of a name", "digits that belong to the name before them: Channel 4, Boeing 737",
        "He watched the news on Radio [4].", "He gave Marn [4] pounds.",
        words=r"\d.*", qualifiers=_LABELS, if_parsed=_belongs_to_name),
    Exclusion(
        "digits follow", "digits in a row: a telephone number, a table",
        "Call [123] 4567 for help.", "They need [123] of 4567 beds.",
        after=r"\s\d"),
    Exclusion(
        "digits come before", "digits in a row: a telephone number, a table",
        "Call 123 [4567] for help.", "They need, of 123, [45] beds.",
        before=r"\d\s$"),
    Exclusion(
        "refers back", "a few things told of before: the figure was reported there",
        "The [two] leaders shook hands.", "The [two]-week truce was signed.",
        before=r"(?i)\b(?:the|these|those|both|other|same|said|we|us|you)\s+$", after=r"(?!-)", qualifiers=_LABELS,
        most=_FEW),
    Exclusion(
        "no one, this one", "a pronoun",
        "Not any [one] was killed.", "Only [one] was killed.",
        before=r"(?i)\b(?:no|any|every|this|that|which|another|the|each|some|day)[\s-]+$", words="(?i)one"),
    Exclusion(
        "one of, one who", "a pronoun",
        "The guards killed [one] of them.", "The guards killed [one] fisherman.",
        after=_ONE_AFTER, words="(?i)one"),
    Exclusion(
        "one in a compound", "a word that is no count: one-sided",
        "The guards killed in [one]-week raids.", "The guards killed [one] - a fisherman.",
        after="-", words="(?i)one"),
    Exclusion(
        "title", "a number that stands alone after the article is a name",
        "They listened to the [411], a song.", "They listened to all [411], in turn.",
        before=r"\b[Tt]he\s+$", after=_NO_NOUN, qualifiers=("exact",)),
    Exclusion(
        "points of a list", "numbers that count the points of a speech",
        "There are two reasons: [one], the price.", "There are many: [eleven], the mayor said.",
        before=r"(?:^|[,;:(]|\band|\bis,?)\s*$", after=r"\s?[,:)]", qualifiers=("exact",), most=_FEW),
    Exclusion(
        "odds", "a ratio: 4 to 1",
        "The odds were [40] to one that day.", "The price fell from [40] to one million.",
        after=r"\s+to\s+(?:1|one)\b(?!\s+(?:million|billion))"),
    Exclusion(
        "other end of odds", "a ratio: 4 to 1",
        "The odds were 40 to [1].", "The price fell from 40 to [2] that day.",
        before=r"\d\s+to\s+$", words="1|one"),
    Exclusion(
        "table cell", "wide gaps on both sides: a number in a table",
        "Total     [412]     Callow", "Total     [412] people of Callow",
        before=r"(?:\n\s*|\s{3,})$", after=r"\s*\n|\s{3,}|$", kinds=("count", "share", "money", "loose")),
    Exclusion(
        "part of a time", "half an hour: a length of time",
        "They spoke for [a quarter] of an hour.", "They lost [a quarter] of a harvest.",
        after=_OF_TIME, words=_PARTS, kinds=("share",)),
    Exclusion(
        "figure of speech", "half the battle, half the size: no share of anything counted",
        "The fort is [half] the size.", "The flood took [half] the harvest.",
        after=_OF_MEASURE, words=_PARTS, kinds=("share",)),
    Exclusion(
        "half of a game or term", "the first half, the third quarter: a piece, not a share",
        "They led in the first [half] of the match.", "They lost the whole [half] of the harvest.",
        before=_HALF_OF, words=_PARTS, kinds=("share",)),
    Exclusion(
        "part in a compound", "half-hearted",
        "The reply was by [half]-measures.", "The price fell by [half] - a record.",
        after="-", words=_PARTS, kinds=("share",)),
    Exclusion(
        "part of nothing", "a part that is neither measured nor of a whole: half asleep",
        "The guards were [half] asleep.", "The price fell by [half] at once.",
        after=_NO_WHOLE, words=_PARTS, kinds=("share",), if_parsed=_is_idle_part),
    Exclusion(
        "compound that names no unit", "two-state, four-wheel: a kind, not a count",
        "Both sides want a [two]-state solution.", "Both sides want a [two]-week truce.",
        after=r"[-‑][A-Za-z]", kinds=("count", "money", "loose"), if_parsed=_has_no_unit),
    Exclusion(
        "time ago", "when something happened",
        "The bridge closed [three] years ago.", "The closure cost [three] years of work.",
        after=_TIME_AGO, kinds=("count", "loose")),
    Exclusion(
        "one day", "an article: some day",
        "The ban lasted [one] month.", "The ban lasted [two] months.",
        after=rf"{_TIME}(?!-)", words="(?i)one|1", kinds=("count", "loose")),
    Exclusion(
        "window", "the time that a count covers; it stands in `window`",
        "Guards killed a man in the past [24] hours.", "Guards demanded a pause of [24] hours.",
        before=_WINDOW, after=rf"{_TIME}(?!-)", kinds=("count", "loose"), if_parsed=_is_no_length_of_activity),
    Exclusion(
        "window with a qualifier", "the time that a count covers: over 24 hours",
        "They searched the fort over [24] hours.", "They demanded more than [24] hours.",
        after=rf"{_TIME}(?!-)", qualifiers=("over", "under"), kinds=("count", "loose"),
        if_parsed=_is_no_length_of_activity),
    Exclusion(
        "score", "two numbers with a dash that count nothing: a result",
        "The club won [3-4] on Sunday.", "The club hired [3-4] players.",
        words=_SCORE, if_parsed=_counts_nothing),
    Exclusion(
        "score of a result", "a result: a 3-1 win",
        "It was a [3-4] defeat for the club.", "It was a [3-4] person team.",
        after=_RESULT, words=_SCORE),
    Exclusion(
        "tens, scores", "scores that are not scores of something: goals, or marks",
        "Their [scores] rose.", "They took [scores] of boats.",
        after=r"(?!\s+of\b)", words="(?i)tens|scores", kinds=("loose",)),
)  # fmt: skip
