"""Zone rules for short lines between and after paragraphs: crossheads, titles of other reports, lists, the author's note."""

# ruff: noqa: PLR2004 - each threshold is a count of words, or a share, and is read most easily inside its rule.
# All are judgements, set on the layouts in tests/corpus/test_zones.py and checked against gold_zones.csv of both corpora.

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import groupby

from workbench.corpus.blocks import Part
from workbench.corpus.shapes import UI_WORDS, has_headline_verb, is_title_case, share_covered
from workbench.corpus.zone_rules import base

_LIST_HEADING = re.compile(
    r"(?i)^(?:related|recommended|more|most|top|latest|editor|read|you may|see also|in case|popular|trending)\b"
)
_BIOGRAPHY = re.compile(
    r"(?:The (?:author|writer)|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3})(?:,[^,]{2,60},)? (?:(?:is|are|was) (?:[\w'-]+ ){0,9}(?:reporters?"
    r"|correspondents?|editors?|journalists?|writers?|columnists?|producers?|contributors?|freelancers?|fellow|professor)\b"
    r"|(?:covers|writes about|writes on|writes for|reports on|reports for|reports from)\b)",
)

_LIST = base.Decision("body", "list", 0.5, "A run of short lines without final stop is taken for a list in the body.")
_LINK_TITLE = base.Decision("teaser", "link-title", 0.75)
_REMNANT = base.Decision(
    "boilerplate", "page-remnant", 0.6, "A short line in title case between paragraphs may be left from the page."
)
_BARE_TITLE = base.Decision(
    "teaser",
    "bare-title",
    0.6,
    "The line may be the title of another report or a crosshead; it is taken for a title.",
)
_CROSSHEAD = base.Decision("crosshead", "crosshead", 0.8)
_LONG_CROSSHEAD = base.Decision(
    "crosshead",
    "crosshead",
    0.6,
    "The line may be a crosshead or the title of another report; it is taken for a crosshead.",
)


def mark_headings(parts: list[Part], decisions: base.Decisions) -> base.Decisions:
    """Decide lines shaped like headings between and after the paragraphs: crossheads and bare link titles."""
    done = list(decisions)
    prose = [at for at in range(len(parts)) if done[at] is None and base.is_prose(parts[at])]
    if not prose:
        return done
    lists, in_list = _find_lists(parts, done), False
    for at in range(len(parts)):
        in_list = at > 0 and _is_in_list(parts[at - 1], done[at - 1], before=in_list)
        if done[at] is None and not in_list:
            done[at] = _LIST if at in lists and at < prose[-1] else _decide_line(parts, done, at, prose)
    return done


def _decide_line(parts: list[Part], done: base.Decisions, at: int, prose: list[int]) -> base.Decision | None:
    """Decide a line by where it stands: behind the last paragraph, or above one."""
    if at > prose[-1]:
        return _decide_tail(parts[at])
    if at == prose[-1] or not base.is_heading(parts[at]):
        return None
    return _decide_heading(parts, done, at, parts[prose[bisect_right(prose, at)]])


def _find_lists(parts: list[Part], done: base.Decisions) -> set[int]:
    """Return the indices of runs of four or more short lines that hold no headline verbs: fixtures, names, prices."""
    found: set[int] = set()
    headings = [decision is None and base.is_heading(part) for part, decision in zip(parts, done, strict=True)]
    for shaped, places in groupby(range(len(parts)), key=headings.__getitem__):
        run = list(places)
        if shaped and _is_list([parts[at] for at in run]) and (run[0] == 0 or done[run[0] - 1] is None):
            found |= set(run)
    return found


def _is_list(run: list[Part]) -> bool:
    titles = sum(has_headline_verb(part.text) for part in run)
    words = sum(len(part.words) for part in run)
    return len(run) > 3 and titles <= len(run) / 4 and words <= 6 * len(run)


def _is_in_list(above: Part, decision: base.Decision | None, *, before: bool) -> bool:
    """Tell whether the line below `above` belongs to a list that a line with a colon opens; `before`: `above` does."""
    if decision is not None:
        return False
    if above.plain.endswith(":"):
        return not _LIST_HEADING.match(above.plain)
    return before and not base.is_prose(above)


def _decide_heading(parts: list[Part], done: base.Decisions, at: int, below: Part) -> base.Decision:
    part = parts[at]
    if at and _is_link(parts[at - 1], done[at - 1]):
        return _LINK_TITLE
    if len(part.words) <= 3 and is_title_case(part.text) and set(part.words) & UI_WORDS:
        return _REMNANT
    titled = len(part.words) >= 4 and not part.stopped and has_headline_verb(part.text)
    if titled and share_covered(part.text, below.text) < 0.3:
        return _BARE_TITLE
    return _CROSSHEAD if len(part.words) <= 8 and not part.stopped else _LONG_CROSSHEAD


def _is_link(part: Part, decision: base.Decision | None) -> bool:
    return decision is not None and decision.rule in {"link-line", "link-title"} and len(part.words) <= 4


def _decide_tail(part: Part) -> base.Decision | None:
    if not (base.is_heading(part) or base.is_stopped_title(part) or (len(part.words) <= 3 and not part.stopped)):
        return None
    if len(part.words) <= 6 and base.is_name_list(part.text):
        return base.Decision("byline", "name-line", 0.6, "A line of names after the text is taken for a credit.")
    return base.Decision(
        "teaser",
        "title-after-text",
        0.65,
        "A line without final stop after the text is taken for a link to another report.",
    )


def mark_captions(parts: list[Part], decisions: base.Decisions) -> base.Decisions:
    """Decide the paragraph right above a line that holds a picture credit and no more."""
    done = list(decisions)
    for at, below in enumerate(parts[1:]):
        credit = done[at + 1] is not None and done[at + 1].rule in {"caption-credit", "caption-cue"} and not below.gap
        bare = credit and len(below.words) <= 8 and not below.stopped
        if bare and done[at] is None and len(parts[at].words) <= 60 and '"' not in parts[at].plain:
            done[at] = base.Decision("caption", "caption-above-credit", 0.75)
    return done


def mark_end(parts: list[Part], decisions: base.Decisions) -> base.Decisions:
    """Decide the note on the author that closes an article."""
    done = list(decisions)
    ending = [at for at in range(len(parts)) if done[at] is None][-2:]
    for at in ending[1:] if len(ending) > 1 else []:
        if (
            len(parts) > 3
            and not base.opens_sentence(parts[at])
            and len(parts[at].words) <= 60
            and '"' not in parts[at].plain
            and _BIOGRAPHY.match(parts[at].plain)
        ):
            done[at] = base.Decision("boilerplate", "author-note", 0.7, "The last paragraph tells who the author is.")
    return done
