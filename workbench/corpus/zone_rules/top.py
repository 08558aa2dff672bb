"""Zone rules for the top of a page: headline, its variants, standfirst, names under it."""

# ruff: noqa: PLR2004 - each threshold is a count of words, or a share, and is read most easily inside its rule.
# All are judgements, set on the layouts in tests/corpus/test_zones.py and checked against gold_zones.csv of both corpora.

from __future__ import annotations

import re

from workbench.corpus import shapes
from workbench.corpus.blocks import Part
from workbench.corpus.zone_rules import base

_TOP = 10  # judgement: lines that may stand above a headline
_FURNITURE = {"byline", "dateline"}
_HEADLINE, _REPEATED = base.Decision("headline", "headline", 0.9), base.Decision("headline", "repeated-headline", 0.9)
_TERSE = base.Decision(
    "headline",
    "terse-headline",
    0.6,
    "The first line has a final stop but is worded like a headline; it is taken for one.",
)


def mark_top(parts: list[Part], decisions: base.Decisions, title: str = "") -> base.Decisions:
    """Decide headline, its variants, standfirst and name lines before the first paragraph of the body."""
    done = list(decisions)
    headline = _find_headline(parts, done, title)
    lead = _find_lead(parts, done, headline)
    for at in range(lead):
        if done[at] is None and headline is not None:
            done[at] = _decide_top(parts, at, headline)
        elif done[at] is None:
            done[at] = base.Decision(
                "boilerplate", "before-headline", 0.6, "A short line before the text is taken for page furniture."
            )
    if headline is not None:
        done[headline] = (
            _REPEATED
            if _repeats(parts, headline)
            else _TERSE
            if base.is_prose(parts[headline]) and not base.is_heading(parts[headline])
            else _HEADLINE
        )
    return _mark_standfirst(parts, done, headline, lead)


def _find_headline(parts: list[Part], done: base.Decisions, title: str) -> int | None:
    """Return the first line that is the stated title, is said twice, or has a headline's shape."""
    open_lines = [at for at in range(min(len(parts), _TOP)) if done[at] is None]
    wanted = shapes.list_stems(title)
    stated = next((at for at in open_lines if wanted and shapes.list_stems(parts[at].text) == wanted), None)
    return _find_shaped(parts, done, open_lines) if stated is None else stated


def _find_shaped(parts: list[Part], done: base.Decisions, open_lines: list[int]) -> int | None:
    for at in open_lines:
        if _repeats(parts, at) and len(parts[at].words) <= base.STANDFIRST_WORDS:
            return at
        if base.is_prose(parts[at]) and not base.is_heading(parts[at]):
            return at if _is_terse(parts, at) else None
        follows = any(done[other] is None and len(parts[other].words) > 2 for other in range(at + 1, len(parts)))
        if _is_top_line(parts[at]) and follows and not _is_label(parts, done, at):
            return at
    return None


def _is_terse(parts: list[Part], at: int) -> bool:
    """Tell whether a first line with its stop is a headline all the same: present tense, no articles, a longer text below."""
    words, below = set(parts[at].words), parts[at + 1 : at + 3]
    longer = any(len(part.words) > 1.3 * len(words) and base.is_prose(part) for part in below)
    plain = (
        not words & (shapes.NARRATIVE_WORDS | shapes.REPORTING_WORDS - {"says", "tells"}) and '"' not in parts[at].plain
    )
    return (
        4 <= len(words) <= 14
        and longer
        and plain
        and shapes.has_headline_verb(parts[at].text)
        and not shapes.holds_inner_stop(parts[at].text)
    )


def _is_label(parts: list[Part], done: base.Decisions, at: int) -> bool:
    """Tell whether a line of one or two words stands above the true headline: a section's name, "Exclusive"."""
    after = next((part for other, part in enumerate(parts[at + 1 :], at + 1) if done[other] is None), None)
    return len(parts[at].words) <= 2 and after is not None and base.is_heading(after, most=base.HEADLINE_WORDS)


def _repeats(parts: list[Part], at: int) -> bool:
    """Tell whether one of the next lines says the same words: a page's title and its headline."""
    words = parts[at].words
    return len(words) > 2 and any(part.words == words for part in parts[at + 1 : at + 4])


def _find_lead(parts: list[Part], done: base.Decisions, headline: int | None) -> int:
    """Return the index of the first paragraph of running text after the headline."""
    start = 0 if headline is None else headline + 1
    said = parts[headline].words if headline is not None else ()
    for at in range(start, len(parts)):
        if done[at] is None and parts[at].words != said and not _is_top_line(parts[at]):
            return at
    return start


def _is_top_line(part: Part) -> bool:
    ends_open = part.plain.endswith(";") and len(part.words) <= base.HEADLINE_WORDS and part.cut != "lead"
    return base.is_heading(part, most=base.HEADLINE_WORDS) or base.is_stopped_title(part) or ends_open


def _decide_top(parts: list[Part], at: int, headline: int) -> base.Decision:
    part, title = parts[at], parts[headline]
    if at < headline:
        return base.Decision("boilerplate", "before-headline", 0.7)
    if part.words == title.words:
        return base.Decision("standfirst", "repeated-headline", 0.95)
    if (
        max(shapes.share_covered(part.text, title.text), shapes.share_covered(title.text, part.text)) >= 0.5
        and not part.stopped
    ):
        return base.Decision("headline", "headline-variant", 0.85)
    if len(part.words) <= 8 and base.is_name_list(part.text):
        return base.Decision("byline", "name-line", 0.6, "A line of names under the headline is taken for a byline.")
    return base.Decision("standfirst", "standfirst", 0.7)


def _mark_standfirst(parts: list[Part], decisions: base.Decisions, headline: int | None, lead: int) -> base.Decisions:
    """Decide the standfirst that is a full sentence: above the byline or dateline, or saying again what the body says."""
    done = list(decisions)
    prose = [at for at in range(lead, len(parts)) if done[at] is None and base.is_prose(parts[at])]
    if headline is not None and len(prose) > 1 and _may_be_standfirst(parts[prose[0]]):
        done[prose[0]] = _decide_standfirst(parts, done, prose)
    return done


def _may_be_standfirst(part: Part) -> bool:
    return part.cut != "lead" and len(part.words) <= base.STANDFIRST_WORDS


def _decide_standfirst(parts: list[Part], done: base.Decisions, prose: list[int]) -> base.Decision | None:
    first, second = prose[0], prose[1]
    between = {decision.zone for decision in done[first + 1 : min(second, first + 5)] if decision is not None}
    if between & _FURNITURE:
        return base.Decision("standfirst", "standfirst-above-byline", 0.8)
    if _is_said_again(parts, prose):
        return base.Decision("standfirst", "standfirst-repeats-body", 0.75)
    if parts[first].gap == 0 and parts[second].gap > 0 and "caption" in between:
        doubt = "The first paragraph stands among the header's lines."
        return base.Decision("standfirst", "standfirst-in-header", 0.6, doubt)
    return None


def _is_said_again(parts: list[Part], prose: list[int]) -> bool:
    words = shapes.list_words(
        re.sub(r'"[^"]{30,}"', " ", parts[prose[0]].plain)
    )  # a lead may quote what is quoted again below
    runs = [shapes.longest_shared_run(words, parts[at].words) for at in prose[1:]]
    return max(runs, default=0) >= max(8, 0.4 * len(words))
