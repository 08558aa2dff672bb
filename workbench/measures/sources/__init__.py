"""Who says what, in whose words, introduced how."""

from workbench.measures.sources.corrections import (
    apply_corrections as apply_corrections,
    check_corrections as check_corrections,
    count_corrections as count_corrections,
    no_corrections as no_corrections,
    read_corrections as read_corrections,
    refuse_corrections as refuse_corrections,
)
from workbench.measures.sources.find import find_attributions as find_attributions
from workbench.measures.sources.quotes import assign_voice as assign_voice
from workbench.measures.sources.source_tables import (
    count_attributions as count_attributions,
    list_sources as list_sources,
)
from workbench.measures.sources.speakers.resolve import resolve_sources as resolve_sources
from workbench.measures.sources.statistics import summarise_sourcing as summarise_sourcing
