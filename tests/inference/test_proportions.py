import numpy as np
import pytest
from scipy import stats

from workbench.inference import adjust_p_values, permutation_p_value, wilson_interval


@pytest.mark.parametrize(("hits", "n"), [(0, 10), (1, 7), (8, 10), (10, 10), (50, 1000)])
def test_wilson_agrees_with_scipy(hits, n):
    low, high = wilson_interval(hits, n)
    scipy = stats.binomtest(hits, n).proportion_ci(method="wilson")
    assert (low, high) == (pytest.approx(scipy.low, abs=1e-12), pytest.approx(scipy.high, abs=1e-12))


def test_wilson_without_trials_is_undefined():
    low, high = wilson_interval([0, 1], [0, 2])
    assert np.isnan([low[0], high[0]]).all()
    assert not np.isnan(low[1])


def test_q_values_agree_with_scipy_and_leave_nan_out():
    p = np.random.default_rng(0).random(40)
    assert np.allclose(adjust_p_values(p), stats.false_discovery_control(p))
    assert np.allclose(adjust_p_values([0.01, np.nan, 0.02]), [0.02, np.nan, 0.02], equal_nan=True)
    assert adjust_p_values([]).tolist() == []


def test_p_value_is_never_zero():
    assert permutation_p_value(9.0, np.zeros(99)) == pytest.approx(0.01)
    assert np.isnan(permutation_p_value(np.nan, np.zeros(9)))


def test_refusals():
    with pytest.raises(ValueError, match="hits must lie between 0 and n"):
        wilson_interval(5, 3)
    with pytest.raises(ValueError, match="hits must lie between 0 and n"):
        wilson_interval(-1, 3)
    for level in (0, 1, 1.5, -0.1):
        with pytest.raises(ValueError, match=f"level is {level}; it must lie between 0 and 1"):
            wilson_interval(1, 3, level=level)
    with pytest.raises(ValueError, match="p_values must lie between 0 and 1"):
        adjust_p_values([1.2])
