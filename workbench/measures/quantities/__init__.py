"""The figures reported about the event: value, qualifier, unit, act, and who is credited with them."""

from __future__ import annotations

from workbench.measures.quantities.extract import find_quantities
from workbench.measures.quantities.groups import group_quantities
from workbench.measures.quantities.sourcing import share_unsourced

__all__ = ["find_quantities", "group_quantities", "share_unsourced"]
