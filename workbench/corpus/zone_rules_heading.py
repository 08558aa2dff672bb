"""Zone rules for short lines between and after paragraphs: crossheads, titles of other reports, lists, the author's note."""

# ruff: noqa: PLR2004 - each threshold is a count of words, or a share, and is read most easily inside its rule

from __future__ import annotations

import re

from workbench.corpus.blocks import Part
from workbench.corpus.shapes import has_headline_verb, is_title_case, share_covered
from workbench.corpus.zone_rules_line import Decision, Decisions
from workbench.corpus.zone_shapes import is_heading, is_name_list, is_prose, is_stopped_title, opens_sentence
from workbench.corpus.zone_words import UI_WORDS

_LIST_HEADING = re.compile(
    r"(?i)^(?:related|recommended|more|most|top|latest|editor|read|you may|see also|in case|popular|trending)\b"
)
_BIOGRAPHY = re.compile(
    r"(?:The (?:author|writer)|[A-Z][\w.'-]+(?: [A-Z][\w.'-]+){1,3})(?:,[^,]{2,60},)? (?:(?:is|are|was) (?:[\w'-]+ ){0,9}(?:reporters?"
    r"|correspondents?|editors?|journalists?|writers?|columnists?|producers?|contributors?|freelancers?|fellow|professor)\b"
    r"|(?:covers|writes about|writes on|writes for|reports on|reports for|reports from)\b)",
)


def mark_headings(parts: list[Part], decisions: Decisions) -> Decisions:
    """Decide lines shaped like headings between and after the paragraphs: crossheads and bare link titles."""
    done = list(decisions)
    prose = [at for at in range(len(parts)) if done[at] is None and is_prose(parts[at])]
    last = prose[-1] if prose else len(parts)
    listed = _find_lists(parts, done)
    for at, part in enumerate(parts):
        if (
            done[at] is not None
            or not prose
            or (is_prose(part) and not is_heading(part))
            or _is_listed(parts, done, at)
        ):
            continue
        if at < last and at in listed:
            done[at] = Decision(
                "body", "list", 0.5, "A run of short lines without final stop is taken for a list in the body."
            )
            continue
        if is_heading(part) and at < last:
            done[at] = _decide_heading(parts, done, at)
        elif at > last and (is_heading(part) or is_stopped_title(part) or (len(part.words) <= 3 and not part.stopped)):
            done[at] = _decide_tail(part)
    return done


def _find_lists(parts: list[Part], done: Decisions) -> set[int]:
    """Return the indices of runs of four or more short lines that hold no headline verbs: fixtures, names, prices."""
    found: set[int] = set()
    run: list[int] = []
    for at in range(len(parts) + 1):
        if at < len(parts) and done[at] is None and is_heading(parts[at]):
            run.append(at)
            continue
        titles = sum(has_headline_verb(parts[index].text) for index in run)
        words = sum(len(parts[index].words) for index in run)
        free = bool(run) and (run[0] == 0 or done[run[0] - 1] is None)
        if len(run) > 3 and free and titles <= len(run) / 4 and words <= 6 * len(run):
            found |= set(run)
        run = []
    return found


def _is_listed(parts: list[Part], done: Decisions, at: int) -> bool:
    """Tell whether a short line belongs to a list that a line with a colon opens."""
    back = at - 1
    while back >= 0 and done[back] is None and not is_prose(parts[back]) and not parts[back].plain.endswith(":"):
        back -= 1
    return (
        back >= 0
        and done[back] is None
        and parts[back].plain.endswith(":")
        and not _LIST_HEADING.match(parts[back].plain)
    )


def _decide_heading(parts: list[Part], done: Decisions, at: int) -> Decision:
    part = parts[at]
    if (
        at
        and done[at - 1] is not None
        and done[at - 1].rule in {"link-line", "link-title"}
        and len(parts[at - 1].words) <= 4
    ):
        return Decision("teaser", "link-title", 0.75)
    after = next(
        (other for index, other in enumerate(parts[at + 1 :], at + 1) if done[index] is None and is_prose(other)), None
    )
    covered = share_covered(part.text, after.text) if after else 0.0
    if len(part.words) <= 3 and is_title_case(part.text) and set(part.words) & UI_WORDS:
        return Decision(
            "boilerplate",
            "page-remnant",
            0.6,
            "A short line in title case between paragraphs may be left from the page.",
        )
    if len(part.words) >= 4 and not part.stopped and has_headline_verb(part.text) and covered < 0.3:
        return Decision(
            "teaser",
            "bare-title",
            0.6,
            "The line may be the title of another report or a crosshead; it is taken for a title.",
        )
    sure = 0.8 if len(part.words) <= 8 and not part.stopped else 0.6
    doubt = (
        "" if sure > 0.7 else "The line may be a crosshead or the title of another report; it is taken for a crosshead."
    )
    return Decision("crosshead", "crosshead", sure, doubt)


def _decide_tail(part: Part) -> Decision:
    if len(part.words) <= 6 and is_name_list(part.text):
        return Decision("byline", "name-line", 0.6, "A line of names after the text is taken for a credit.")
    return Decision(
        "teaser",
        "title-after-text",
        0.65,
        "A line without final stop after the text is taken for a link to another report.",
    )


def mark_captions(parts: list[Part], decisions: Decisions) -> Decisions:
    """Decide the paragraph right above a line that holds a picture credit and no more."""
    done = list(decisions)
    for at, below in enumerate(parts[1:]):
        credit = done[at + 1] is not None and done[at + 1].rule in {"caption-credit", "caption-cue"} and not below.gap
        bare = credit and len(below.words) <= 8 and not below.stopped
        if bare and done[at] is None and len(parts[at].words) <= 60 and '"' not in parts[at].plain:
            done[at] = Decision("caption", "caption-above-credit", 0.75)
    return done


def mark_end(parts: list[Part], decisions: Decisions) -> Decisions:
    """Decide the note on the author that closes an article."""
    done = list(decisions)
    ending = [at for at in range(len(parts)) if done[at] is None][-2:]
    for at in ending[1:] if len(ending) > 1 else []:
        if (
            len(parts) > 3
            and not opens_sentence(parts[at])
            and len(parts[at].words) <= 60
            and '"' not in parts[at].plain
            and _BIOGRAPHY.match(parts[at].plain)
        ):
            done[at] = Decision("boilerplate", "author-note", 0.7, "The last paragraph tells who the author is.")
    return done
