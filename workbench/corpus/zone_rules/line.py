"""Zone rules that look at one line alone: dates, bylines, page furniture, link lines, embedded posts."""

# ruff: noqa: PLR2004 - each threshold is a count of words, or a share, and is read most easily inside its rule.
# All are judgements, set on the layouts in tests/corpus/test_zones.py and checked against gold_zones.csv of both corpora.

from __future__ import annotations

import re
from collections.abc import Callable

from workbench.corpus import blocks, shapes, stamps
from workbench.corpus.zone_rules.base import Decision, is_name_list
from workbench.corpus.zone_rules.caption import has_caption_cue, has_credit, shows_dated_picture, shows_picture

_LINK_CUE = (
    r"read (?:more|also|next|on)|also read|see also|more (?:on this|from|like this)|related(?: (?:article|stor|post|link|"
    r"content|coverage|topic|news)\w*)?|recommended(?: (?:stories|reading|for you))?|don[’']?t miss|must[ -]read|you may also"
    r" like|in case you missed it|further reading|most read|editor[’']s picks?|in pictures|in photos|watch(?: (?:more|also|"
    r"now))?|video|listen|podcast|gallery|explainer|explained|live updates|follow live|opinion|analysis|factbox|timeline"
)
_LINK_COLON = re.compile(rf"(?i)[\[(•>»▶→*\s]*(?:{_LINK_CUE})\s?[:|»>–—]\s?\S")
_LINK_BARE = re.compile(
    r"(?:READ MORE|READ ALSO|ALSO READ|READ NEXT|SEE ALSO|WATCH MORE|WATCH NOW|MORE ON THIS|RELATED|MUST READ|"
    r"RECOMMENDED)(?=\s?[A-Z\"“'‘\d])",
)
_LINK_GLUED = re.compile(
    r"(?:Read [Mm]ore|Also [Rr]ead|Read [Aa]lso|Read [Nn]ext|See [Aa]lso|Watch [Mm]ore|Watch|Related|Recommended|Must"
    r" [Rr]ead)(?=[A-Z\"“‘])",
)
_LINK_ALONE = re.compile(rf"(?i)(?:{_LINK_CUE}|more stories|top stories|latest news|you might also like)[ :.»>…]*$")
_LINK_WHOLE = re.compile(
    r"(?i)(?:read|see|watch|view|find) (?:the |our )?(?:rest|full|original|entire|complete|whole|more)\b[^.!?]{0,60}"
    r"(?:here|story|article|report|version|post|interview|below|online|site)[.:!]?$|(?:click|tap) here (?:to|for) (?:read|see|watch|view|more|the)\b.{0,80}$"
    r"|read more (?:about|on|at|from|here|stories)\b[^.]{0,80}[.:]?$",
)
BYLINE_CUE = re.compile(
    r"(?:By|BY|by|Written by|Words by|Text by|Story by|Posted by|Reported by|Author:|Authors:)[: ]\s*"
)
_CREDIT_LINE = re.compile(
    r"(?i)[\[(–—-]{0,2}\s?(?:(?:additional |further |with )?(?:reporting|writing|editing|research|translation) (?:in [\w ]+ )?by\b"
    r"|(?:edited|compiled|translated|reported|produced) by\b|with (?:additional )?(?:inputs?|reports?|reporting|files?|material) (?:from|by)\b"
    r"|with [\w ]{0,20}agenc(?:y|ies)(?: inputs?| reports?)?\W*$|contribut(?:ing|ors?):|from our \w+ ?correspondent|(?:news )?agencies\W*$"
    r"|source: ?\S)|.{2,80} contributed (?:to this (?:report|story|article)|reporting)\b",
)
_BOILERPLATE = re.compile(
    r"(?i)(?:skip to|jump to (?:main|content|comments)|back to (?:top|home)|go to (?:the )?(?:top|home|main)|all rights reserved"
    r"|copyright (?:©|\(c\)|\d{4}|[A-Z][\w ]+ \d{4})|©|\(c\) \d{4}"
    r"|this (?:article|story|report|piece|post) (?:was|is|has been|originally|first) (?:(?:originally|first|last|also|adapted|auto\w*)"
    r" )*(?:published|posted|updated|corrected|amended|produced|translated|appeared|edited|generated|republished|syndicated|part of (?:our|the))\b"
    r"|(?:editor[’']?s?[’']? note|correction|clarification|disclaimer|publisher[’']s note)\b ?[:(—–-]"
    r"|(?:article|story|post|report) (?:continues|resumes) (?:below|after)|(?:scroll|swipe) (?:down |up )?to (?:continue|read|see)"
    r"|continue reading\b|(?:tags?|topics?|filed under|categor(?:y|ies)|keywords|in this (?:article|story)|advertisement)\s?(?::|-|$)"
    r"|(?:share (?:this|on|via)|print this|email this|save this|first published|have your say|what do you think\?$|your browser does not"
    r"|please enable|listen to (?:this )?(?:article|story)|\d+ (?:of|/) \d+$|enable javascript|we use cookies|this site uses|powered by|sponsored by|paid (?:content|post)|listen to this"
    r"|\d+ comments?$|\d+ shares?$|leave a (?:comment|reply)|loading\.\.\.).{0,120}$|-?(?:30|ends?)-$|ends$"
    r"|terms (?:of|and) (?:use|service|conditions)|privacy (?:policy|notice)|do not sell my|about us$|contact us$|more (?:news|stories)$)",
)
_APPEAL = re.compile(
    r"(?i)(?:please )?(?:sign up|subscribe|follow (?:us\b|@|(?:[\w.'-]+ ){1,4}on\b|\w+ @)|download|join (?:us|our|the conversation)|get (?:the|our|(?:\w+ ){0,2}updates|alerts"
    r"|all|more|your|unlimited)|register|log ?in|support (?:us|our|independent)|donate|become a|click|tap|like us|connect with"
    r"|stay (?:up|in|on|ahead|informed)|don[’']t miss|send (?:us|your)|contact (?:the|our|us)|have a (?:tip|story)"
    r"|do you have|read (?:our|the latest)|check out|listen to (?:our|the)|watch (?:our|the)|learn more|find out more"
    r"|for (?:more(?! than)|the latest)|keep up|never miss|receive|start your)\b",
)
_APPEAL_OBJECT = re.compile(
    r"(?i)\b(?:newsletters?|inbox|app|podcasts?|whatsapp|telegram|facebook|twitter|instagram|youtube|tiktok|linkedin|account"
    r"|subscri\w+|notifications?|alerts?|journalism|channel|e-?mails?|e-?edition|updates|headlines|trial|coverage|@\w+|here|website"
    r"|newsroom|stories|content|offers?)\b",
)
_POST_MARK = re.compile(
    r"(?:\bpic\.(?:twitter|x)\.com/|https?://t\.co/|\bView this post on Instagram\b|\bA post shared by\b|\bPosted by .{3,60} on (?:\w+, )?\w+ \d)"
)
_POST_SIGNATURE = re.compile(
    rf"(?:^|\s)[—–-]{{1,2}}\s?[^—–\n]{{0,80}}\(?@\w{{2,30}}\)?,?\s*(?:{stamps.FULL_DATE}|\d{{1,2}}:\d{{2}}.{{0,24}}\d{{4}})\s*$",
    re.IGNORECASE,
)
_CODE = re.compile(
    r".*\{$|\}|[\w-]+ ?: ?[^;.]{1,60};$|</?\w+[^>]*>$|(?:var|let|const|function|window|document)\b.*[;{(]$"
)
_ONLY_LINK = re.compile(r"(?:https?://|www\.)\S+$")
_ONLY_CONTACT = re.compile(
    r"(?:(?:e-?mail|contact|twitter|x)?:?\s?)?(?:@\w{2,30}|[\w.+-]+@[\w-]+\.[\w.]+)$", re.IGNORECASE
)
_OUTLET = rf"(?P<outlet>(?:[\w.&'’-]+ ){{0,5}}(?i:{'|'.join(sorted(shapes.OUTLET_WORDS))})(?: [\w.&'’-]+){{0,3}})"
OUTLET_LINE = re.compile(rf"{_OUTLET}\s?[,|·•:–—-]\s?(?i:{stamps.FULL_DATE})(?:[ ,|T]\s?\d\d?:\d\d.{{0,12}})?$")
OUTLET_LINE_LAST = re.compile(rf"(?i:{stamps.FULL_DATE})\s?[,|·•:–—-]\s?{_OUTLET}$")
_SHORT, _POST_WORDS, _APPEAL_WORDS, _LINK_WORDS = 5, 100, 45, 30  # judgement: words beyond which a rule stays silent
_LINE_CHARACTERS = 4_000  # judgement: furniture is never longer; keeps every pattern below linear in the text


def decide_line(part: blocks.Part) -> Decision | None:
    """Return the zone that the shape of one line shows, or None where the line alone does not tell.

    Examples
    --------
    >>> from workbench.corpus.blocks import cut_parts
    >>> decide_line(cut_parts("By Jane Doe")[0])
    Decision(zone='byline', rule='byline', confidence=0.95, doubt='')
    """
    if part.cut:
        return _CUTS.get(part.cut)
    if len(part.text) > _LINE_CHARACTERS:
        return None if any(map(str.isalpha, part.text)) else _RULES[0][1]
    return next((decision for test, decision in _RULES if test(part)), None)


def is_byline(part: blocks.Part) -> bool:
    """Tell whether a line is "By" and names, a role, an agency or a time after them."""
    match = BYLINE_CUE.match(part.text)
    if match is None or len(part.words) > 20 or (part.stopped and len(part.words) > 6):
        return False
    rest = re.split(r"[,|•·–—]| on (?=[A-Z])", part.text[match.end() :])[0].strip()
    return is_name_list(rest) or bool(
        re.match(r"(?i)(?:our|a|the)? ?\w* ?(?:correspondent|staff|agenc|reporter|desk)", rest)
    )


def is_outlet_line(part: blocks.Part) -> bool:
    """Tell whether a line holds the name of an outlet, by a word that only outlets bear, its date and nothing else."""
    match = OUTLET_LINE.match(part.text) or OUTLET_LINE_LAST.match(part.text)
    return match is not None and is_name_list(re.sub("^[Tt]he ", "", match.group("outlet")))


def is_furniture(part: blocks.Part) -> bool:
    """Tell whether a short line holds nothing but words of which web pages are made."""
    words = [word for word in part.words if not word.isdigit()]
    known = all(word in shapes.UI_WORDS or word in shapes.UI_JOINING_WORDS for word in words)
    short = len(words) <= _SHORT or re.search(r"[|•·]", part.text)
    return bool(known and short and any(word in shapes.UI_WORDS for word in words) and not part.plain.endswith("."))


def is_trail(part: blocks.Part) -> bool:
    """Tell whether a line is a row of menu words, "Home | News | Weather", or the way to a page, "World > Africa"."""
    items = [item.strip() for item in re.split(r"\s[|•·/]\s|\s?[>›»]\s?", part.text) if item.strip()]
    arrows = bool(re.search(r"\w\s?[>›»]\s?\w", part.text))
    short = all(len(item.split()) <= 3 and item[0].isupper() for item in items)
    return len(items) > (1 if arrows else 2) and short and not part.stopped


def is_appeal(part: blocks.Part) -> bool:
    """Tell whether a line asks the reader to subscribe, follow, download or click."""
    return len(part.words) <= _APPEAL_WORDS and bool(_APPEAL.match(part.plain) and _APPEAL_OBJECT.search(part.plain))


def is_link_line(part: blocks.Part) -> bool:
    """Tell whether a line is a cue such as "READ MORE" and a title, with or without a separator."""
    if len(part.words) > _LINK_WORDS:
        return False
    cues = (_LINK_COLON, _LINK_BARE, _LINK_GLUED, _LINK_ALONE, _LINK_WHOLE)
    return any(cue.match(part.plain) for cue in cues) and not _is_spoken(part)


def _is_spoken(part: blocks.Part) -> bool:
    return bool(re.search(r"\"[^\"]*\",? (?:he|she|they|[A-Z]\w+) (?:said|says)|\b(?:said|says)\.?$", part.plain))


def is_post(part: blocks.Part) -> bool:
    """Tell whether a paragraph carries the marks of an embedded post: its picture link or its signature."""
    return len(part.words) <= _POST_WORDS and bool(_POST_MARK.search(part.text) or closes_post(part))


def closes_post(part: blocks.Part) -> bool:
    """Tell whether a paragraph ends with the signature of a post: dash, name, handle, date."""
    return bool(_POST_SIGNATURE.search(part.text))


def _matches(rule: re.Pattern[str], *, most: int = 200) -> Callable[[blocks.Part], bool]:
    return lambda part: len(part.words) <= most and bool(rule.match(part.plain))


_CUTS = {
    "front-matter": Decision("boilerplate", "front-matter", 0.98),
    "dateline": Decision("dateline", "dateline", 0.95),
    "machine-date": Decision("dateline", "machine-date", 0.95),
    "stamp": Decision("dateline", "time-line", 0.95),
    "credit": Decision("byline", "agency-credit", 0.85),
    "reading-time": Decision("boilerplate", "reading-time", 0.98),
    "link": Decision("teaser", "link-line", 0.9),
}


_RULES: tuple[tuple[Callable[[blocks.Part], bool], Decision], ...] = (
    (lambda part: not any(map(str.isalpha, part.text)), Decision("boilerplate", "separator", 0.95)),
    (lambda part: stamps.is_stamp(part.plain), Decision("dateline", "time-line", 0.95)),
    (is_post, Decision("social", "post", 0.95)),
    (is_byline, Decision("byline", "byline", 0.95)),
    (is_outlet_line, Decision("dateline", "outlet-line", 0.85)),
    (is_trail, Decision("boilerplate", "navigation", 0.85)),
    (is_link_line, Decision("teaser", "link-line", 0.9)),
    (is_furniture, Decision("boilerplate", "page-furniture", 0.9)),
    (has_caption_cue, Decision("caption", "caption-cue", 0.85)),
    (_matches(_CREDIT_LINE, most=40), Decision("byline", "credit-line", 0.85)),
    (_matches(_BOILERPLATE, most=60), Decision("boilerplate", "page-furniture", 0.85)),
    (is_appeal, Decision("boilerplate", "appeal", 0.85)),
    (has_credit, Decision("caption", "caption-credit", 0.9)),
    (_matches(_CODE, most=30), Decision("boilerplate", "page-code", 0.9)),
    (_matches(_ONLY_LINK), Decision("boilerplate", "bare-address", 0.9)),
    (_matches(_ONLY_CONTACT), Decision("byline", "contact", 0.8)),
    (shows_dated_picture, Decision("caption", "caption-scene", 0.75)),
    (
        shows_picture,
        Decision(
            "caption", "caption-scene", 0.6, "The sentence tells a scene in the present tense and reads like a caption."
        ),
    ),
)
