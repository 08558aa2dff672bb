"""Zone rules for picture captions: by credit, by cue, by a scene told in the present tense."""

# ruff: noqa: PLR2004 - each threshold is a count of words, or a share, and is read most easily inside its rule.
# All are judgements, set on the layouts in tests/corpus/test_zones.py and checked against gold_zones.csv of both corpora.

from __future__ import annotations

import re

from workbench.corpus import shapes
from workbench.corpus.blocks import Part
from workbench.corpus.stamps import FULL_DATE
from workbench.corpus.zone_rules.base import is_name_list

_PHOTO_WORD = r"(?:photos?|pictures?|images?|photograph|photographer|pic|file|handout|courtesy|credit|via|reuse|screengrab|screenshot)"
_NAME = r"[A-Z][\w.'’&-]*"
_CREDIT_BRACKET = re.compile(
    rf"\w\W+\w+\W+\w+\W*\s[(\[](?=[^()\[\]]*[A-Za-z])(?:(?:{_NAME}|(?i:{_PHOTO_WORD}|by|of|for|from|and|the)|[/|:,–—-]|\d{{4}}|©)[\s/|:,]*){{1,12}}[)\]]$",
)
_CREDIT_TAIL = re.compile(
    rf"[.!?\"”’)]\s*(?:(?:{_NAME} ){{0,3}}{_NAME} ?/ ?{_NAME}(?: {_NAME}){{0,3}}|(?:{_NAME} ){{0,4}}[Vv]ia {_NAME}(?: {_NAME}){{0,3}})$"
    rf"|(?:^|[.!?|\"”’)]\s*)(?i:(?:photo(?:graph)?|picture|image|illustration)(?: credit|s? by|:|/| courtesy)|credit:|courtesy:|©)[^.!?]{{2,60}}\.?$"
    rf"|\s[Vv]ia {_NAME}(?: {_NAME}){{0,3}}$",
)
_CAPTION_CUE = re.compile(
    r"(?i:(?:photo|picture|image|caption|photograph|illustration|graphic|map|file photo|file picture|file image|pictured|above|below"
    r"|left|right|video grab|screengrab|slide \d+ of \d+|\d+ of \d+)(?: credit| by| caption)?\s?[:|–—]\s?\S)|(?i:image source|image caption|photo"
    r" credit|photo by|picture by)\b|FILE\s?(?:PHOTO)?\s?[-:–—]|FILE PHOTO\b|\((?:L-R|From L|R-L|left to right|From left)\b|(?:From|Pictured)"
    r" (?:left|right|L|R)\b|In this (?:[\w.,]+ ){0,6}(?:photo|picture|image|frame|photograph|handout|video)\b|This (?:[\w-]+ ){0,4}"
    r"(?:photo(?:graph)?|image|picture|frame grab|handout|screenshot|screengrab)\b[^.]{0,80}\bshows\b|(?:A|An) (?:general|aerial|file|overhead"
    r"|satellite|undated) (?:view|photo|image|picture) (?:of|shows)\b",
)
_DAY_WORD = (
    r"(?:(?:on )?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:on )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.? \d{1,2}"
    r"|(?:on )?\d{1,2} (?:January|February|March|April|May|June|July|August|September|October|November|December))"
)
_FULL_DATE_LAST = re.compile(rf"(?i){FULL_DATE}(?:\s?\(.*\)|, in .{{3,40}})?\.?$")
_FIRST_SENTENCE = re.compile(rf"(?i)[^.!?\"]{{20,240}}{FULL_DATE}\.(?= [A-Z])")
_SEEN = re.compile(r"\b(?:is|are) (?:seen|pictured|shown|photographed)\b")
_RISING = re.compile(r"(?:Thick |Black |Heavy )?(?:[Ss]moke|[Ff]lames|[Ff]ire|[Dd]ust|[Pp]lumes? of \w+)\b")
_DATE_FIRST = re.compile(rf"(?i)(?:on {FULL_DATE},?|{FULL_DATE},) ")
_DATE_LAST = re.compile(rf"(?:(?i:{FULL_DATE})|{_DAY_WORD}(?:,? \d{{4}})?)(?: (?:in|at|near|outside) [A-Z][^.]*)?\.?$")
CAPTION_WORDS = 60  # judgement: captions are seldom longer


def has_credit(part: Part) -> bool:
    """Tell whether a short paragraph ends with a picture credit, in brackets or after a stroke."""
    if len(part.words) > CAPTION_WORDS or re.match(r"[-–—•*·]", part.text):
        return False
    if _CREDIT_BRACKET.search(part.text):
        return not _is_gloss(part)
    named = is_name_list(part.text.rstrip(".")) and bool(
        re.search(r"\w ?/ ?\w|\bvia\b|(?i:photo|image|handout)", part.text)
    )
    return bool(_CREDIT_TAIL.search(part.text)) or (named and " v " not in part.text)


def _is_gloss(part: Part) -> bool:
    """Tell whether the last bracket explains the words before it: "(UN)" in a heading, "(2-1)", a year."""
    if len(re.findall(r"[(\[]", part.text)) > 2:
        return True
    inside = re.split(r"[(\[]", part.text)[-1].rstrip(")]")
    return not re.search("[A-Za-z]{2}", inside) or bool(
        re.match(r"(?i)(?:video|audio|update|live|opinion|exclusive|d|r)\b", inside)
    )


def has_caption_cue(part: Part) -> bool:
    """Tell whether a short paragraph opens as captions do: "Photo:", "FILE -", "In this photo"."""
    return len(part.words) <= CAPTION_WORDS and bool(_CAPTION_CUE.match(part.text))


def shows_dated_picture(part: Part) -> bool:
    """Tell whether a lone sentence tells a scene in the present tense and dates it in full at its start or end."""
    dated = _DATE_FIRST.match(part.plain) or _FULL_DATE_LAST.search(part.plain)
    first = _FIRST_SENTENCE.match(part.plain)
    if first and len(part.words) <= CAPTION_WORDS:
        return _shows_picture(first.group(), shapes.PICTURE_VERBS)
    return bool(dated) and (_shows_picture(part.plain, shapes.PICTURE_VERBS) or _names_picture(part))


def shows_picture(part: Part) -> bool:
    """Tell whether a lone sentence tells a scene, by a verb that only pictures call for, and ends with its day."""
    rising = _RISING.match(part.plain)
    return bool(_DATE_LAST.search(part.plain)) and _shows_picture(
        part.plain, shapes.PICTURE_VERBS if rising else shapes.SCENE_VERBS
    )


def _names_picture(part: Part) -> bool:
    """Tell whether a dated line is a noun phrase without a finite verb: "The old bridge at Kembe, 2 May 2031."."""
    words = set(_FULL_DATE_LAST.sub("", part.plain).lower().split())
    if _DATE_FIRST.match(part.plain) or re.search(r"<| - ", part.plain):
        return False
    return 4 <= len(part.words) <= 30 and not (
        shapes.has_past_verb(part.plain)
        or words & (shapes.FINITE_WORDS | shapes.PRONOUNS)
        or shapes.has_headline_verb(part.plain)
    )


def _shows_picture(text: str, verbs: frozenset[str]) -> bool:
    rest = _DATE_FIRST.sub("", text)
    words = re.findall(r"[\w'-]+", rest)
    spoken = '"' in rest or re.search(r"[.!?] +[A-Z]", _unabbreviate(rest))
    if spoken or not 4 <= len(words) <= CAPTION_WORDS or words[0].lower() in shapes.PRONOUNS:
        return False
    if _SEEN.search(rest):
        return True
    verb = next((at for at, word in enumerate(words) if at and word in verbs and not _is_noun_place(words[at - 1])), 0)
    return (
        bool(verb) and not shapes.FINITE_WORDS.intersection(words[:verb]) and not shapes.PAST_SAID.intersection(words)
    )


def _is_noun_place(before: str) -> bool:
    """Tell whether a verb's form after the word `before` is a noun or an infinitive."""
    return before.lower() in shapes.BEFORE_NOUNS


def _unabbreviate(text: str) -> str:
    return re.sub(r"\b([A-Z][a-z]{0,4}|[a-z])\. ", r"\1 ", text)
