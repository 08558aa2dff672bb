"""The findings of an article by sentence, so that a long article costs no more per sentence than a short one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from workbench.measures.sources.findings import Finding
from workbench.tokens.tree import Span, Tree


class Shelf:
    """Findings in the order they were accepted, found again by the sentences that their spans touch."""

    def __init__(self, tree: Tree, findings: Iterable[Finding] = ()) -> None:
        self.tree = tree
        self.findings: list[Finding] = []
        self._by_sentence: dict[int, list[int]] = defaultdict(list)
        for finding in findings:
            self.add(finding)

    def add(self, finding: Finding) -> None:
        """Accept a finding."""
        self.findings.append(finding)
        self._register(len(self.findings) - 1, finding)

    def replace(self, number: int, finding: Finding) -> None:
        """Put a finding with further content in the place of an accepted one."""
        self.findings[number] = finding
        self._register(number, finding)

    def near(self, span: Span) -> list[int]:
        """Return the numbers of the findings with content or cue in the sentences of a span, in order."""
        return sorted({number for sentence in self._sentences(span) for number in self._by_sentence.get(sentence, ())})

    def holds(self, token: int) -> bool:
        """Whether a token lies within the content of a finding."""
        return any(
            low <= token < high
            for number in self.near((token, token + 1))
            for low, high in self.findings[number].content
        )

    def _register(self, number: int, finding: Finding) -> None:
        for span in (*finding.content, *([finding.cue] if finding.cue else [])):
            for sentence in self._sentences(span):
                if number not in self._by_sentence[sentence]:
                    self._by_sentence[sentence].append(number)

    def _sentences(self, span: Span) -> range:
        return range(self.tree.sentence[span[0]], self.tree.sentence[span[1] - 1] + 1)
