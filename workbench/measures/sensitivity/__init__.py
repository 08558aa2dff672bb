"""Which findings survive other defensible choices of method."""

from workbench.measures.sensitivity.neighbours import correlate_neighbours as correlate_neighbours
from workbench.measures.sensitivity.universes import (
    CHOICES as CHOICES,
    describe_universes as describe_universes,
    run_universes as run_universes,
    share_universes as share_universes,
    standard_choices as standard_choices,
    summarise_universes as summarise_universes,
)
