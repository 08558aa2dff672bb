"""The zone rules, in the order in which they are asked: single lines, captions, posts, the top, repetition, headings, end."""

from __future__ import annotations

from workbench.corpus.blocks import Part
from workbench.corpus.zone_rules.base import Decision, Decisions, is_complete
from workbench.corpus.zone_rules.heading import mark_captions, mark_end, mark_headings
from workbench.corpus.zone_rules.line import decide_line
from workbench.corpus.zone_rules.repeat import mark_posts, mark_pull_quotes
from workbench.corpus.zone_rules.top import mark_top

_BODY = Decision("body", "body", 0.95)
_TRUNCATED = Decision("body", "cut-off", 0.6)


def decide_parts(parts: list[Part], *, title: str = "") -> list[Decision]:
    """Return one decision per part: single lines first, then what neighbours and repetition tell, the rest body.

    Examples
    --------
    >>> from workbench.corpus.blocks import cut_parts
    >>> [decision.zone for decision in decide_parts(cut_parts("A storm hit the coast on Monday. It rained."))]
    ['body']
    """
    done: Decisions = [decide_line(part) for part in parts]
    done = mark_captions(parts, done)
    done = mark_posts(parts, done)
    done = mark_top(parts, done, title)
    done = mark_pull_quotes(parts, done)
    done = mark_headings(parts, done)
    done = mark_end(parts, done)
    return [
        decision or (_BODY if is_complete(part) else _TRUNCATED) for part, decision in zip(parts, done, strict=True)
    ]
