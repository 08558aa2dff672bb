"""What a rule hands over, a candidate, and the candidates accepted so far, found again by sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from workbench.tokens.tree import Span, Tree


@dataclass(frozen=True)
class Candidate:
    """One attributed statement before it becomes rows: spans of content, cue and source as token ranges.

    Attributes
    ----------
    content : tuple of Span
        One token range per piece.
    rule : str
        The name of the rule that found it.
    cue, cue_head, source, source_head : optional
        Token ranges and the tokens that head them.
    lemma, family, stance, level : as the columns cue_lemma, cue_family, cue_stance and level of the table
    form : str
        Set by rules that know the form themselves ("second-hand", "hearsay", "noun", "snippet"), else empty.
    """

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

    def with_content(self, content: tuple[Span, ...]) -> Candidate:
        """Return the same candidate with other pieces of content."""
        return replace(self, content=content)


class Accepted:
    """Candidates in the order they were accepted; by sentence, so that a long article costs no more per sentence."""

    def __init__(self, tree: Tree, candidates: Iterable[Candidate] = ()) -> None:
        self.tree = tree
        self.candidates: list[Candidate] = []
        self._by_sentence: dict[int, list[int]] = defaultdict(list)
        for candidate in candidates:
            self.add(candidate)

    def add(self, candidate: Candidate) -> None:
        """Accept a candidate."""
        self.candidates.append(candidate)
        self._register(len(self.candidates) - 1, candidate)

    def replace(self, number: int, candidate: Candidate) -> None:
        """Put a candidate with further content in the place of an accepted one."""
        self.candidates[number] = candidate
        self._register(number, candidate)

    def near(self, span: Span) -> list[int]:
        """Return the numbers of those with content or cue in the sentences of a span, in order."""
        return sorted({number for sentence in self._sentences(span) for number in self._by_sentence.get(sentence, ())})

    def overlaps(self, span: Span) -> bool:
        """Whether any content shares a token with a span."""
        return any(
            low < span[1] and span[0] < high
            for number in self.near(span)
            for low, high in self.candidates[number].content
        )

    def _register(self, number: int, candidate: Candidate) -> None:
        for span in (*candidate.content, *([candidate.cue] if candidate.cue else [])):
            for sentence in self._sentences(span):
                if number not in self._by_sentence[sentence]:
                    self._by_sentence[sentence].append(number)

    def _sentences(self, span: Span) -> range:
        return range(self.tree.sentence[span[0]], self.tree.sentence[span[1] - 1] + 1)
