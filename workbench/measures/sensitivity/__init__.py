"""Which findings survive other defensible choices of method."""

from workbench.measures.sensitivity.neighbours import correlate_neighbours as correlate_neighbours
from workbench.measures.sensitivity.splitting import SPLITTERS as SPLITTERS, split_differently as split_differently
from workbench.measures.sensitivity.universes import (
    CHOICES as CHOICES,
    MOST_UNIVERSES as MOST_UNIVERSES,
    Universe as Universe,
    describe_universes as describe_universes,
    list_universes as list_universes,
    run_universes as run_universes,
    share_universes as share_universes,
    standard_choices as standard_choices,
    summarise_universes as summarise_universes,
)
