import numpy as np
import pytest

from workbench.inference import Resampling, compare_groups, deal_units, null_totals

FEW = Resampling(n_resamples=500)


def mean(totals):
    return totals[..., :1] / totals[..., 1:]


def test_deals_keep_the_sizes():
    groups = np.array([0] * 3 + [1] * 5)
    dealt = deal_units(groups, n_deals=50, seed=1)
    assert ((dealt == 0).sum(axis=1) == 3).all()
    assert len({tuple(row) for row in dealt}) > 20


def test_totals_of_a_deal_add_up_to_all_units():
    counts = np.arange(12.0).reshape(6, 2)
    totals = null_totals(counts, np.array([0, 0, 0, 1, 1, 2]), n_deals=20)
    assert np.allclose(totals.sum(axis=1), counts.sum(axis=0))


def test_null_rejects_about_five_per_cent_of_shuffled_texts():
    rng = np.random.default_rng(0)
    rejected = 0
    for _ in range(300):
        counts = np.column_stack([rng.negative_binomial(6, 6 / 28, 40) + 2.0, np.ones(40)])
        table = compare_groups(
            counts, ["a"] * 15 + ["b"] * 25, mean, measures=["m"], resampling=Resampling(n_resamples=199)
        )
        rejected += bool(table["p_value"].iloc[0] <= 0.05)
    assert 0.02 < rejected / 300 < 0.085


def test_a_large_difference_lies_outside_the_null_and_its_interval_excludes_zero():
    rng = np.random.default_rng(0)
    counts = np.column_stack([np.r_[rng.normal(0, 1, 25), rng.normal(3, 1, 25)], np.ones(50)])
    row = compare_groups(counts, ["x"] * 25 + ["y"] * 25, mean, measures=["m"], resampling=FEW).iloc[0]
    assert row["difference"] < row["null_low"]
    assert row["high"] < 0
    assert row["p_value"] == pytest.approx(1 / 501)
    assert (row["n_a"], row["n_b"]) == (25, 25)


def test_every_pair_once_and_q_values_over_the_pairs():
    counts = np.column_stack([np.arange(30.0), np.ones(30)])
    table = compare_groups(counts, ["c"] * 10 + ["a"] * 10 + ["b"] * 10, mean, measures=["m"], resampling=FEW)
    assert table[["a_id", "b_id"]].to_numpy().tolist() == [["a", "b"], ["a", "c"], ["b", "c"]]
    assert (table["q_value"] >= table["p_value"]).all()


def test_an_unrelated_article_changes_no_pair():
    rng = np.random.default_rng(3)
    counts = np.column_stack([rng.normal(size=30), np.ones(30)])
    two = compare_groups(counts[:20], ["a"] * 10 + ["b"] * 10, mean, measures=["m"], resampling=FEW)
    three = compare_groups(counts, ["a"] * 10 + ["b"] * 10 + ["c"] * 10, mean, measures=["m"], resampling=FEW)
    columns = ["difference", "low", "high", "null_low", "null_high", "p_value"]
    assert np.allclose(two[columns], three.query("a_id == 'a' and b_id == 'b'")[columns])


def test_refusals():
    with pytest.raises(ValueError, match="groups has 1 elements for 2 rows"):
        compare_groups(np.ones((2, 2)), ["a"], mean, measures=["m"])
