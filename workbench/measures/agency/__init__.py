"""Who does what to whom, and in which construction: acts that do harm, move or decide."""

from workbench.measures.agency.find import ACT_KINDS, CONSTRUCTIONS, RECOVERABLE, find_clauses
from workbench.measures.agency.summary import summarise_agency

__all__ = ["ACT_KINDS", "CONSTRUCTIONS", "RECOVERABLE", "find_clauses", "summarise_agency"]
