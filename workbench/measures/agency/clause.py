"""One act with those who take part in it, by positions in the tree of its article."""

from __future__ import annotations

from dataclasses import dataclass, replace

from workbench.measures.agency.acts import Act


@dataclass(frozen=True)
class Clause:
    """An act, its construction, and the head tokens of agent and patient where there are any."""

    act: Act
    construction: str
    agent: int | None
    patient: int | None
    tokens: tuple[int, ...]
    negated: bool = False
    modal: str = ""
    recoverable: str = "not applicable"
    recovered: int | None = None

    def mark(self, recoverable: str, recovered: int | None) -> Clause:
        """Return the clause with where its agent can be found."""
        return replace(self, recoverable=recoverable, recovered=recovered)
