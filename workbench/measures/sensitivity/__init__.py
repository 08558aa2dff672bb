"""Which findings survive other defensible choices of method."""

from workbench.measures.sensitivity.splitting import SPLITTERS as SPLITTERS
from workbench.measures.sensitivity.splitting import split_differently as split_differently
from workbench.measures.sensitivity.universes import CHOICES as CHOICES
from workbench.measures.sensitivity.universes import MOST_UNIVERSES as MOST_UNIVERSES
from workbench.measures.sensitivity.universes import Universe as Universe
from workbench.measures.sensitivity.universes import describe_universes as describe_universes
from workbench.measures.sensitivity.universes import list_universes as list_universes
from workbench.measures.sensitivity.universes import run_universes as run_universes
from workbench.measures.sensitivity.universes import share_universes as share_universes
from workbench.measures.sensitivity.universes import standard_choices as standard_choices
from workbench.measures.sensitivity.universes import summarise_universes as summarise_universes
