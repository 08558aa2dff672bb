"""Zone rules for what belongs together: the parts of a split post, a pull quote and the body that holds its words."""

# ruff: noqa: PLR2004 - each threshold is a count of words, or a share, and is read most easily inside its rule.
# All are judgements, set on the layouts in tests/corpus/test_zones.py and checked against gold_zones.csv of both corpora.

from __future__ import annotations

import re
from statistics import median_low

from workbench.corpus.blocks import Part
from workbench.corpus.shapes import REPORTING_WORDS, share_covered
from workbench.corpus.zone_rules.base import Decision, Decisions, is_name_list
from workbench.corpus.zone_rules.line import closes_post

_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_POST_VOICE = re.compile(
    r"(?i)\b(?:today|tonight|i|i'm|we|we're|my|our|us|tomorrow)\b|[#@]\w|\b(?:great|honou?red|proud|thank) "
)
_RUN = 5  # judgement: words in a row that two paragraphs share by chance less than once an article
_TWINS = 200  # judgement: no paragraph of a real text has more; keeps a text of one paragraph ten thousand times quick
_POST_PARTS = 4  # judgement: paragraphs of one post above its signature
_POST_WEIGHT = 1.5  # judgement: two of the signs in `_weigh_post`, or one and a shared word
_SIGNED = Decision(
    "pullquote", "signed-quote", 0.6, "A paragraph in the first person, signed below, reads like a pull quote."
)
_PULLED = Decision("pullquote", "pull-quote", 0.9)
_DOUBLED = Decision(
    "pullquote", "repeated-paragraph", 0.6, "The paragraph stands in the text twice; this one is left out of the body."
)


def mark_posts(parts: list[Part], decisions: Decisions) -> Decisions:
    """Decide the earlier paragraphs of a post whose signature stands at the end of a later one."""
    done = list(decisions)
    usual = median_low([part.gap for part in parts[1:]] or [0])
    for at in [at for at, part in enumerate(parts) if closes_post(part)]:
        bare = parts[at].plain.startswith("-")
        for back in range(at - 1, max(at - 1 - _POST_PARTS, -1), -1):
            signed = bare and back == at - 1
            light = not signed and _weigh_post(parts[back], parts[back + 1], usual) < _POST_WEIGHT
            if done[back] is not None or light:
                break
            done[back] = _decide_post_part(bare=bare)
    return done


def _decide_post_part(*, bare: bool) -> Decision:
    doubt = "The paragraph seems to belong to the embedded post that is signed below it."
    return Decision("social", "post-part", 0.8 if bare else 0.55, doubt)


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
        signed = at + 1 < len(parts) and done[at + 1] is None and _is_signature(parts[at + 1])
        if done[at] is None:
            done[at] = _decide_pulled(parts, done, at, places)
        if done[at] is None and signed and at and _speaks(part):
            done[at] = _SIGNED
        if signed and done[at] is not None and done[at].zone == "pullquote":
            done[at + 1] = Decision("pullquote", "pull-quote-signature", 0.85)
    return done


def _decide_pulled(
    parts: list[Part], done: Decisions, at: int, places: dict[tuple[str, ...], list[int]]
) -> Decision | None:
    twin = _find_pulled(parts, done, at, places)
    if twin is None:
        return None
    return _PULLED if len(parts[twin].words) > len(parts[at].words) else _DOUBLED


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
    for other in places[tuple(words[:_RUN])][:_TWINS]:
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
