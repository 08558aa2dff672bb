"""Zone rules for what belongs together: the parts of a split post, a pull quote and the body that holds its words."""

# ruff: noqa: PLR2004 - each threshold is a count of words, or a share, and is read most easily inside its rule

from __future__ import annotations

import re
from statistics import median_low

from workbench.corpus.blocks import Part
from workbench.corpus.shapes import share_covered
from workbench.corpus.zone_rules_line import Decision, Decisions, closes_post
from workbench.corpus.zone_shapes import is_name_list
from workbench.corpus.zone_words import REPORTING_WORDS

_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_POST_VOICE = re.compile(
    r"(?i)\b(?:today|tonight|i|i'm|we|we're|my|our|us|tomorrow)\b|[#@]\w|\b(?:great|honou?red|proud|thank) "
)
_RUN = 5
_PULLED = Decision("pullquote", "pull-quote", 0.9)
_DOUBLED = Decision(
    "pullquote", "repeated-paragraph", 0.6, "The paragraph stands in the text twice; this one is left out of the body."
)


def mark_posts(parts: list[Part], decisions: Decisions) -> Decisions:
    """Decide the earlier paragraphs of a post whose signature stands at the end of a later one."""
    done = list(decisions)
    usual = median_low([part.gap for part in parts[1:]] or [0])
    for at, part in enumerate(parts):
        bare = closes_post(part) and part.plain.startswith("-")
        back = at - 1
        while closes_post(part) and back >= 0 and done[back] is None and at - back <= 4:
            if not (bare and back == at - 1) and _weigh_post(parts[back], parts[back + 1], usual) < 1.5:
                break
            done[back] = Decision(
                "social",
                "post-part",
                0.8 if bare else 0.55,
                "The paragraph seems to belong to the embedded post that is signed below it.",
            )
            back -= 1
    return done


def _weigh_post(part: Part, after: Part, usual: int) -> float:
    """Add up what speaks for a paragraph being the first part of the post after it, and against."""
    words = set(part.words)
    weight = 1.0 * (after.gap > usual) + 1.0 * bool(_POST_VOICE.search(part.plain))
    weight += 1.0 * bool(re.search(r"[#@]\w|[\U0001F300-\U0001FAFF]", part.text))
    weight += 0.5 * (share_covered(part.text, after.text) > 0.1) + 0.25 * (not part.stopped)
    weight -= 2.0 * ('"' in part.plain) + 1.5 * bool(words & REPORTING_WORDS) + 1.0 * bool(_WEEKDAY.search(part.text))
    return weight - 1.0 * (len(part.words) > 60)


def mark_pull_quotes(parts: list[Part], decisions: Decisions) -> Decisions:
    """Decide paragraphs whose words stand again inside a longer paragraph, and the line of names that signs them."""
    done, places = list(decisions), _index_runs(parts)
    for at, part in enumerate(parts):
        if done[at] is None and (twin := _find_pulled(parts, done, at, places)) is not None:
            done[at] = _PULLED if len(parts[twin].words) > len(part.words) else _DOUBLED
        signed = at + 1 < len(parts) and done[at + 1] is None and _is_signature(parts[at + 1])
        if done[at] is None and signed and at and _speaks(part):
            done[at] = Decision(
                "pullquote",
                "signed-quote",
                0.6,
                "A paragraph in the first person, signed below, reads like a pull quote.",
            )
        if done[at] is not None and done[at].zone == "pullquote" and signed:
            done[at + 1] = Decision("pullquote", "pull-quote-signature", 0.85)
    return done


def _index_runs(parts: list[Part]) -> dict[tuple[str, ...], list[int]]:
    """Return for each run of five words the paragraphs that hold it, so that few pairs need a closer look."""
    places: dict[tuple[str, ...], list[int]] = {}
    for at, part in enumerate(parts):
        for run in dict.fromkeys(zip(*(part.words[i:] for i in range(_RUN)), strict=False)):
            places.setdefault(run, []).append(at)
    return places


def _find_pulled(parts: list[Part], done: Decisions, at: int, places: dict[tuple[str, ...], list[int]]) -> int | None:
    """Return the index of the paragraph in which all words of this one stand again, in the same order."""
    words = parts[at].words
    if not _RUN <= len(words) <= 60 or parts[at].cut == "lead":
        return None
    key = f" {' '.join(words)} "
    for other in places[tuple(words[:_RUN])]:
        part = parts[other]
        longer = len(part.words) > len(words) or (len(part.words) == len(words) and _is_first(parts, at, other))
        if other != at and longer and done[other] is None and key in f" {' '.join(part.words)} ":
            return other
    return None


def _is_first(parts: list[Part], at: int, other: int) -> bool:
    """Tell which of two equal paragraphs is the text's own: the one in quotation marks, else the first."""
    marked, other_marked = ('"' in parts[index].plain for index in (at, other))
    return other_marked if marked != other_marked else other < at


def _is_signature(part: Part) -> bool:
    text = part.plain.lstrip("- ")
    signed = "," in text or part.plain.startswith("-")
    return signed and not part.stopped and len(part.words) <= 14 and bool(is_name_list(text.split(",")[0], most=5))


def _speaks(part: Part) -> bool:
    speaks = set(part.words) & {"i", "we", "our", "my", "us", "i'm", "we're", "we'll", "i've", "we've"}
    return (
        bool(speaks or part.plain.startswith('"')) and len(part.words) <= 60 and not set(part.words) & REPORTING_WORDS
    )
