"""What a rule hands over: spans of content, cue and source as token ranges, with the rule's name."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.tokens.tree import Span


@dataclass(frozen=True)
class Finding:
    """One attributed statement before it becomes rows; `content` holds one token range per piece."""

    content: tuple[Span, ...]
    rule: str
    cue: Span | None = None
    cue_head: int | None = None
    source: Span | None = None
    source_head: int | None = None
    lemma: str = ""
    family: str = ""
    stance: float = float("nan")
    level: str = "core"
    form: str = ""

    def with_content(self, content: tuple[Span, ...]) -> Finding:
        """Return the same finding with other pieces of content."""
        return replace(self, content=content)


def inside(a: Span, b: Span) -> bool:
    """Whether range `a` lies within range `b`."""
    return b[0] <= a[0] and a[1] <= b[1]
