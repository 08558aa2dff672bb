"""Intervals, nulls, groups of articles, false-discovery control and agreement, shared by every measure."""

from workbench.inference.agreement import (
    compare_rankings as compare_rankings,
    krippendorff_alpha as krippendorff_alpha,
    share_orders as share_orders,
)
from workbench.inference.intervals import (
    Interval as Interval,
    bootstrap as bootstrap,
    bootstrap_difference as bootstrap_difference,
    bootstrap_groups as bootstrap_groups,
    sum_groups as sum_groups,
    take_quantiles as take_quantiles,
)
from workbench.inference.permutation import (
    adjust_p_values as adjust_p_values,
    compare_groups as compare_groups,
    deal_units as deal_units,
    null_totals as null_totals,
    permutation_p_value as permutation_p_value,
)
from workbench.inference.rates import bound_rates as bound_rates, wilson_interval as wilson_interval
from workbench.inference.resampling import (
    PIECES as PIECES,
    Resampling as Resampling,
    cut_pieces as cut_pieces,
    draw_weights as draw_weights,
    resample_totals as resample_totals,
)
