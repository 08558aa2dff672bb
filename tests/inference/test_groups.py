"""Groups of articles: who belongs where, which interval, which null."""

import numpy as np
import pandas as pd
import pytest

from workbench.inference import Resampling, bootstrap_groups
from workbench.inference.groups import bootstrap_articles, deal_articles, group_articles, name_unit

FEW = Resampling(n_resamples=300)


def mean(totals):
    return totals[..., :1] / totals[..., 1:]


def test_articles_are_their_own_groups_by_default():
    grouping = group_articles(pd.DataFrame({"article_id": ["b", "a", "b"]}))
    assert grouping.groups.to_dict() == {"a": "a", "b": "b"}
    assert not grouping.is_pooled
    assert grouping.is_single


def test_articles_without_a_group_are_left_out():
    grouping = group_articles(pd.DataFrame({"article_id": ["a", "b", "c"]}), {"a": "Gull", "c": "Gull"})
    assert grouping.sizes.to_dict() == {"Gull": 2}
    rows = grouping.label(pd.DataFrame({"article_id": ["a", "b", "c"], "value": [1, 2, 3]}))
    assert rows.columns.tolist() == ["group", "n_articles", "value"]
    assert rows["value"].tolist() == [1, 3]


def test_a_column_that_cuts_an_article_and_an_unknown_one_are_refused():
    table = pd.DataFrame({"article_id": ["a", "a"], "voice": ["narrator", "quotation"]})
    with pytest.raises(ValueError, match="rows of article 'a' into different groups; each article must lie in one"):
        group_articles(table, "voice")
    with pytest.raises(KeyError, match="lacks the column"):
        group_articles(table, "outlet")
    with pytest.raises(ValueError, match="by maps 1 article ids, none of them among a"):
        group_articles(table, {"z": "Gull"})


@pytest.mark.parametrize(("n", "method"), [(5, "expanded"), (19, "expanded"), (20, "percentile")])
def test_the_number_of_articles_sets_the_interval(n, method):
    totals = np.column_stack([np.random.default_rng(n).normal(size=n), np.ones(n)])
    group = np.zeros(n, dtype=int)
    found = bootstrap_articles(totals, group, mean, resampling=FEW)
    wanted = bootstrap_groups(totals, group, mean, resampling=Resampling(n_resamples=300, method=method))
    assert (found.low, found.high) == (wanted.low, wanted.high)


@pytest.mark.parametrize("n", [2, 4])
def test_under_five_articles_there_is_no_interval(n):
    found = bootstrap_articles(np.ones((n, 2)), np.zeros(n, dtype=int), mean, resampling=FEW)
    assert found.value.item() == 1
    assert np.isnan([found.low.item(), found.high.item()]).all()


def test_all_distinct_deals_are_listed_once_with_their_sizes():
    deals = deal_articles(np.array([0, 0, 1, 2]))
    assert len(deals.groups) == deals.n_distinct == 12
    assert len({tuple(row) for row in deals.groups}) == 12
    assert all(np.bincount(row).tolist() == [2, 1, 1] for row in deals.groups)
    assert deals.phrase == "articles dealt, 12 distinct deals"


def test_many_deals_are_sampled_by_seed():
    groups = np.repeat([0, 1], 10)
    deals, again = (deal_articles(groups, n_deals=50, seed=3) for _ in range(2))
    assert (deals.groups == again.groups).all()
    assert not deals.is_listed
    assert deals.phrase == "articles dealt, 50 of 184,756 distinct deals"
    assert deals.least_p(10, 10) == 1 / 51


@pytest.mark.parametrize(("sizes", "least"), [((3, 3), 0.1), ((4, 4), 2 / 70), ((2, 4), 1 / 15)])
def test_least_p_is_reached_by_the_most_extreme_deal(sizes, least):
    groups = np.repeat([0, 1], sizes)
    deals = deal_articles(groups)
    values = np.where(groups == 0, 10.0, np.arange(len(groups)) / 100)
    null = np.array([values[row == 0].mean() - values[row == 1].mean() for row in deals.groups])
    observed = values[groups == 0].mean() - values[groups == 1].mean()
    p = deals.share_beyond(np.array([observed]), null[:, None])[0]
    assert deals.least_p(*sizes) == pytest.approx(least)
    assert p >= least - 1e-12
    mirrored = np.where(groups == 0, 1.0, 0.0)
    null = np.array([mirrored[row == 0].mean() - mirrored[row == 1].mean() for row in deals.groups])
    assert deals.share_beyond(np.array([1.0]), null[:, None])[0] == pytest.approx(least)


def test_an_undefined_deal_counts_as_far_and_an_undefined_value_has_no_p():
    deals = deal_articles(np.array([0, 0, 1]))
    null = np.array([[0.5], [np.nan], [0.1]])
    assert deals.share_beyond(np.array([0.5]), null).tolist() == pytest.approx([2 / 3])
    assert np.isnan(deals.share_beyond(np.array([np.nan]), null)).all()


def test_the_unit_is_named():
    assert name_unit(pd.DataFrame(columns=["article_id"])) == "article_id"
