import numpy as np
import pandas as pd
import pytest
from nltk.metrics.agreement import AnnotationTask
from nltk.metrics.distance import binary_distance, interval_distance

from workbench.inference import Resampling, compare_rankings, krippendorff_alpha, share_orders

A = [1, 1, 2, 1, 3, 4, 1, 2, 5, 1, 3, 4]
B = [1, 1, 2, 1, 3, 4, 1, 1, 5, 1, 1, 4]


def test_worked_example_of_twelve_attributions():
    found = krippendorff_alpha(np.column_stack([A, B]), resampling=Resampling(n_resamples=5000))
    assert found.alpha == pytest.approx(0.766, abs=5e-4)
    assert found.share_agreed == pytest.approx(10 / 12)
    assert found.low == pytest.approx(0.36, abs=0.03)
    assert found.high == 1.0
    assert (found.n_units, found.n_ratings) == (12, 24)


def test_worked_example_of_the_prevalence_trap():
    c, d = [1] * 18 + [0, 0], [1] * 17 + [0, 1, 0]
    found = krippendorff_alpha(np.column_stack([c, d]))
    assert found.alpha == pytest.approx(0.458, abs=5e-4)
    assert found.share_agreed == pytest.approx(0.9)


# what the package krippendorff 0.8.2 gives for these ratings; it is GPL and so no part of this environment
GIVEN = {
    "nominal": 0.4113268608414239,
    "ordinal": 0.8344926307617984,
    "interval": 0.8358831163723601,
    "ratio": 0.7761896943267002,
}


@pytest.fixture
def ratings():
    rng = np.random.default_rng(0)
    truth = rng.integers(1, 6, 40)
    ratings = np.column_stack([np.clip(truth + rng.integers(-1, 2, 40), 1, 5) for _ in range(3)]).astype(float)
    ratings[rng.random(ratings.shape) < 0.1] = np.nan
    return ratings


@pytest.mark.parametrize("level", GIVEN)
def test_alpha_equals_the_reference_implementation_at_every_level(level, ratings):
    assert krippendorff_alpha(ratings, level=level).alpha == pytest.approx(GIVEN[level], abs=1e-12)


@pytest.mark.parametrize(("level", "distance"), [("nominal", binary_distance), ("interval", interval_distance)])
def test_alpha_equals_nltk_where_every_unit_has_all_codes(level, distance, ratings):
    whole = ratings[~np.isnan(ratings).any(axis=1)]
    codes = [(str(coder), str(unit), value) for unit, row in enumerate(whole) for coder, value in enumerate(row)]
    theirs = AnnotationTask(data=codes, distance=distance).alpha()
    assert krippendorff_alpha(whole, level=level).alpha == pytest.approx(theirs, abs=1e-12)


def test_words_and_missing_codes():
    found = krippendorff_alpha(pd.DataFrame({"x": ["a", "b", "a", None], "y": ["a", "b", "b", "a"]}))
    assert found.n_units == 3


def test_one_category_is_undefined_with_the_reason():
    found = krippendorff_alpha(np.ones((5, 2)))
    assert np.isnan(found.alpha)
    assert "one category" in found.reason


def test_alpha_refusals():
    with pytest.raises(ValueError, match="agreement needs one for each of two coders"):
        krippendorff_alpha(np.ones((5, 1)))
    with pytest.raises(ValueError, match="ratings holds words, level is 'interval'"):
        krippendorff_alpha(pd.DataFrame({"x": ["a", "b"], "y": ["a", "b"]}), level="interval")


def test_rankings_and_orders():
    table = pd.DataFrame({"x": [1.0, 2, 3, 4], "y": [1.0, 3, 2, 4], "z": [-1.0, -2, -3, -4]}, index=list("abcd"))
    pairs = compare_rankings(table).set_index(["a", "b"])
    assert pairs.loc[("x", "y"), "spearman"] == pytest.approx(0.8)
    assert pairs.loc[("x", "z"), "kendall"] == pytest.approx(-1)
    assert pairs.loc[("x", "z"), "same_sign"] == 0
    orders = share_orders(table.T).set_index(["a_id", "b_id"])
    assert orders.loc[("a", "b"), ["n_above", "n_below", "n_tied"]].tolist() == [1, 2, 0]
    assert orders.loc[("a", "b"), "share"] == pytest.approx(2 / 3)


def test_a_constant_instrument_has_no_rank_correlation():
    row = compare_rankings(pd.DataFrame({"x": [0.0, 0, 0], "y": [1.0, 2, 3]})).iloc[0]
    assert np.isnan(row["spearman"])
    assert row["n"] == 3
