"""The figures reported about the event: value, qualifier, unit, act, and who is credited with them."""

from workbench.measures.quantities.aggregates import (
    group_quantities as group_quantities,
    share_unsourced as share_unsourced,
)
from workbench.measures.quantities.reported import find_quantities as find_quantities
