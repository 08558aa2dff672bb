"""Which findings survive other defensible choices of method."""

from workbench.measures.sensitivity.choices import CHOICES, standard_choices
from workbench.measures.sensitivity.splitting import SPLITTERS, split_differently
from workbench.measures.sensitivity.universes import (
    MOST_UNIVERSES,
    Universe,
    describe_universes,
    list_universes,
    run_universes,
    share_universes,
    summarise_universes,
)

__all__ = [
    "CHOICES",
    "MOST_UNIVERSES",
    "SPLITTERS",
    "Universe",
    "describe_universes",
    "list_universes",
    "run_universes",
    "share_universes",
    "split_differently",
    "standard_choices",
    "summarise_universes",
]
