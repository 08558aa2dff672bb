"""Intervals, nulls, groups of articles, false-discovery control and agreement, shared by every measure."""

from workbench.inference.agreement import Agreement as Agreement
from workbench.inference.agreement import compare_rankings as compare_rankings
from workbench.inference.agreement import krippendorff_alpha as krippendorff_alpha
from workbench.inference.agreement import share_orders as share_orders
from workbench.inference.bootstrap import Interval as Interval
from workbench.inference.bootstrap import bootstrap as bootstrap
from workbench.inference.bootstrap import bootstrap_difference as bootstrap_difference
from workbench.inference.bootstrap import bootstrap_groups as bootstrap_groups
from workbench.inference.bootstrap import sum_groups as sum_groups
from workbench.inference.bootstrap import take_quantiles as take_quantiles
from workbench.inference.bootstrap import wilson_interval as wilson_interval
from workbench.inference.groups import deal_articles as deal_articles
from workbench.inference.groups import describe_null as describe_null
from workbench.inference.groups import group_articles as group_articles
from workbench.inference.groups import name_unit as name_unit
from workbench.inference.permutation import adjust_p_values as adjust_p_values
from workbench.inference.permutation import compare_groups as compare_groups
from workbench.inference.permutation import deal_units as deal_units
from workbench.inference.permutation import null_totals as null_totals
from workbench.inference.permutation import permutation_p_value as permutation_p_value
from workbench.inference.resampling import Resampling as Resampling
from workbench.inference.resampling import draw_weights as draw_weights
from workbench.inference.resampling import resample_totals as resample_totals
from workbench.inference.scoring import score_groups as score_groups
