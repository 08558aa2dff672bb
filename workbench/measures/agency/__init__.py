"""Who does what to whom, and in which construction: acts that do harm, move or decide."""

from workbench.measures.agency.clauses import (
    ACT_KINDS as ACT_KINDS,
    CONSTRUCTIONS as CONSTRUCTIONS,
    find_clauses as find_clauses,
)
from workbench.measures.agency.summary import summarise_agency as summarise_agency
