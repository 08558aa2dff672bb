"""Who says what, in whose words, introduced how."""

from workbench.measures.sources.accounting import account_quotations
from workbench.measures.sources.corrections import (
    apply_corrections,
    count_corrections,
    no_corrections,
    read_corrections,
)
from workbench.measures.sources.diversity import (
    effective_number,
    qualitative_variation,
    relative_entropy,
    shannon_entropy,
    simpson_diversity,
)
from workbench.measures.sources.find import find_attributions
from workbench.measures.sources.ledger import count_attributions, list_sources
from workbench.measures.sources.speakers import resolve_sources
from workbench.measures.sources.statistics import summarise_sourcing
from workbench.measures.sources.voice import assign_voice

__all__ = [
    "account_quotations",
    "apply_corrections",
    "assign_voice",
    "count_attributions",
    "count_corrections",
    "effective_number",
    "find_attributions",
    "list_sources",
    "no_corrections",
    "qualitative_variation",
    "read_corrections",
    "relative_entropy",
    "resolve_sources",
    "shannon_entropy",
    "simpson_diversity",
    "summarise_sourcing",
]
