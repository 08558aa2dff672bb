"""What the texts call people, groups and events: names, roles, category nouns, relational descriptors, with voice."""

from workbench.measures.naming.mentions import find_mentions as find_mentions, tabulate_names as tabulate_names
from workbench.measures.naming.proposals import (
    configure_entities as configure_entities,
    propose_entities as propose_entities,
)
