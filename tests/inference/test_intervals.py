import time

import numpy as np
import pytest
from scipy import stats

from workbench.inference import (
    Resampling,
    bootstrap,
    bootstrap_difference,
    bootstrap_groups,
    draw_weights,
    resample_totals,
    sum_groups,
    take_quantiles,
)


def mean(totals):
    return totals[..., :1] / totals[..., 1:]


def with_ones(values):
    return np.column_stack([values, np.ones(len(values))])


def test_weights_are_counts_that_sum_to_the_size_and_repeat_for_a_seed():
    weights = draw_weights(7, n_resamples=200, seed=3)
    assert weights.shape == (200, 7)
    assert (weights.sum(axis=1) == 7).all()
    assert np.array_equal(weights, draw_weights(7, n_resamples=200, seed=3))
    assert not np.array_equal(weights, draw_weights(7, n_resamples=200, seed=4))


def test_totals_are_weights_times_counts_also_where_weights_are_not_kept():
    counts = np.random.default_rng(0).poisson(5, (3000, 2)).astype(float)
    totals = resample_totals(counts, n_resamples=200, seed=1)
    assert np.allclose(totals, draw_weights(3000, n_resamples=200, seed=1) @ counts)


def test_percentile_interval_agrees_with_scipy():
    values = np.random.default_rng(1).gamma(3, 8, 60)
    ours = bootstrap(with_ones(values), mean, resampling=Resampling(n_resamples=9999, method="percentile"))
    scipy = stats.bootstrap((values,), np.mean, n_resamples=9999, method="percentile", rng=np.random.default_rng(2))
    spread = values.std() / np.sqrt(60)
    assert abs(ours.low[0] - scipy.confidence_interval.low) < 0.1 * spread
    assert abs(ours.high[0] - scipy.confidence_interval.high) < 0.1 * spread


def test_bca_interval_agrees_with_scipy():
    values = np.random.default_rng(1).gamma(1, 8, 40)
    ours = bootstrap(with_ones(values), mean, resampling=Resampling(n_resamples=9999, method="bca"))
    scipy = stats.bootstrap((values,), np.mean, n_resamples=9999, method="BCa", rng=np.random.default_rng(2))
    spread = values.std() / np.sqrt(40)
    assert abs(ours.low[0] - scipy.confidence_interval.low) < 0.15 * spread
    assert abs(ours.high[0] - scipy.confidence_interval.high) < 0.15 * spread


def test_expanded_interval_is_wider_for_few_units():
    values = with_ones(np.random.default_rng(1).normal(size=12))
    widths = {}
    for method in ("percentile", "expanded"):
        interval = bootstrap(values, mean, resampling=Resampling(n_resamples=5000, method=method))
        widths[method] = float(interval.high[0] - interval.low[0])
    assert 1.05 < widths["expanded"] / widths["percentile"] < 1.35


@pytest.mark.parametrize("n_units", [15, 30, 100])
def test_nominal_intervals_cover_the_mean_of_skewed_sentence_lengths(n_units):
    rng = np.random.default_rng(n_units)
    lengths = rng.negative_binomial(6, 6 / 28, (800, n_units)) + 2.0
    groups = np.repeat(np.arange(800), n_units)
    interval = bootstrap_groups(with_ones(lengths.ravel()), groups, mean, resampling=Resampling(pieces="sentences"))
    covered = ((interval.low <= 24) & (interval.high >= 24)).mean()
    assert 0.92 < covered < 0.98  # 95 % with the noise of 800 texts


def test_a_group_has_the_same_interval_alone_and_among_others():
    rng = np.random.default_rng(5)
    counts = with_ones(rng.normal(size=50))
    groups = np.repeat([0, 1, 2], [20, 20, 10])
    together = bootstrap_groups(counts, groups, mean)
    alone = bootstrap(counts[20:40], mean)
    assert together.low[1] == pytest.approx(alone.low[0], abs=1e-12)
    assert together.high[1] == pytest.approx(alone.high[0], abs=1e-12)


def test_order_of_groups_changes_nothing():
    rng = np.random.default_rng(5)
    counts, groups = with_ones(rng.normal(size=30)), np.array([0, 1] * 15)
    shuffled = np.argsort(groups, kind="stable")
    a = bootstrap_groups(counts, groups, mean)
    b = bootstrap_groups(counts[shuffled], groups[shuffled], mean)
    assert np.array_equal(a.low, b.low)


def test_one_unit_has_a_value_and_no_interval():
    interval = bootstrap(np.array([[3.0, 1.0]]), mean)
    assert interval.value[0] == 3
    assert np.isnan(interval.low[0])


def test_undefined_resamples_are_left_out_and_mostly_undefined_gives_nan():
    assert take_quantiles(np.array([[1.0, np.nan, 3.0]]), 0.5).tolist() == [2.0]
    assert np.isnan(take_quantiles(np.array([1.0, np.nan, np.nan]), 0.5))


def test_difference_of_a_group_with_itself_is_zero_inside_its_interval():
    counts = with_ones(np.random.default_rng(0).normal(size=40))
    interval = bootstrap_difference(counts, counts, mean)
    assert interval.value[0] == 0
    assert interval.low[0] < 0 < interval.high[0]


def test_sums_by_group():
    assert sum_groups(np.array([[1.0, 2], [3, 4], [5, 6]]), np.array([1, 0, 1])).tolist() == [[3, 4], [6, 8]]


def test_two_hundred_sentences_take_milliseconds():
    counts = with_ones(np.random.default_rng(0).normal(size=200))
    bootstrap(counts, mean)
    taken = []
    for _ in range(9):
        begin = time.perf_counter()
        bootstrap(counts, mean)
        taken.append(time.perf_counter() - begin)
    assert np.median(taken) < 0.05  # 5 ms on an idle machine


def test_refusals_name_parameter_and_remedy():
    with pytest.raises(ValueError, match=r"counts has the shape .* Leave out groups without a sentence"):
        bootstrap(np.zeros((0, 2)), mean)
    with pytest.raises(ValueError, match="groups has 1 elements for 2 rows"):
        bootstrap_groups(np.ones((2, 1)), np.array([0]), mean)
    with pytest.raises(
        ValueError, match="method is 'normal'; allowed are 'jackknife', 'expanded', 'percentile', 'bca'"
    ):
        Resampling(method="normal")
    with pytest.raises(ValueError, match="level is 95"):
        Resampling(level=95)
    with pytest.raises(ValueError, match="n_resamples is 3; it must be 100 or more"):
        Resampling(n_resamples=3)
