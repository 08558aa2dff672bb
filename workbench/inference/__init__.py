"""Intervals, shuffle nulls, false-discovery control and agreement, shared by every measure."""

from workbench.inference.agreement import Agreement, compare_rankings, krippendorff_alpha, share_orders
from workbench.inference.bootstrap import (
    Interval,
    bootstrap,
    bootstrap_difference,
    bootstrap_groups,
    spread_levels,
    sum_groups,
    take_quantiles,
)
from workbench.inference.permutation import compare_groups, compare_spread, deal_units, null_totals
from workbench.inference.proportions import adjust_p_values, permutation_p_value, wilson_interval
from workbench.inference.resampling import Resampling, draw_weights, resample_totals

__all__ = [
    "Agreement",
    "Interval",
    "Resampling",
    "adjust_p_values",
    "bootstrap",
    "bootstrap_difference",
    "bootstrap_groups",
    "compare_groups",
    "compare_rankings",
    "compare_spread",
    "deal_units",
    "draw_weights",
    "krippendorff_alpha",
    "null_totals",
    "permutation_p_value",
    "resample_totals",
    "share_orders",
    "spread_levels",
    "sum_groups",
    "take_quantiles",
    "wilson_interval",
]
