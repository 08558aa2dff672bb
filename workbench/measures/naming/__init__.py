"""What the texts call people, groups and events: names, roles, category nouns, relational descriptors, with voice."""

from __future__ import annotations

from workbench.measures.naming.find import find_mentions
from workbench.measures.naming.proposals import configure_entities, propose_entities
from workbench.measures.naming.tables import tabulate_names

__all__ = ["configure_entities", "find_mentions", "propose_entities", "tabulate_names"]
