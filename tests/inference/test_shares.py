"""Shares of groups of articles: hand-made counts, with Wilson and bootstrap bounds where each belongs."""

import numpy as np
import pytest

from workbench.inference.groups import LEAST_ARTICLES, MANY_ARTICLES, pool_shares


def share(n_articles, hits=1, of=2):
    """One group of articles of which every second has all its acts as hits."""
    rows = np.array([[of if number % 2 else 0] for number in range(n_articles)]) * hits
    return pool_shares(rows, np.full((n_articles, 1), of), np.zeros(n_articles, dtype=int))


def test_value_is_of_the_sums_not_the_mean_of_shares():
    pooled = pool_shares(np.array([[1], [9]]), np.array([[1], [99]]), np.array([0, 0]))
    assert pooled.value[0, 0] == 0.1


@pytest.mark.parametrize("n_articles", [2, 4])
def test_two_to_four_articles_have_no_interval(n_articles):
    assert np.isnan([share(n_articles).low, share(n_articles).high]).all()


def test_one_article_has_wilsons():
    low, high = (float(bound[0, 0]) for bound in pool_shares(np.array([[2]]), np.array([[4]]), np.array([0]))[1:])
    # from the closed formula: centre .5, half-width .34996
    assert (low, high) == (pytest.approx(0.15004, abs=1e-5), pytest.approx(0.84996, abs=1e-5))


def test_five_articles_are_the_first_with_an_interval_and_nineteen_the_last_that_is_widened():
    assert (LEAST_ARTICLES, MANY_ARTICLES) == (5, 20)
    widths = {n: float((share(n).high - share(n).low)[0, 0]) for n in (5, 18, 20)}
    assert widths[5] > widths[18] > widths[20] > 0
    # halves of n articles: a plain 95 % interval is about 3.92 * .5 / sqrt(n) wide
    assert widths[20] == pytest.approx(3.92 * 0.5 / 20**0.5, rel=0.15)
    assert widths[18] > 1.05 * 3.92 * 0.5 / 18**0.5


def test_a_share_that_no_draw_of_articles_changes_has_no_interval():
    pooled = share(6, hits=0)
    assert pooled.value[0, 0] == 0
    assert np.isnan([pooled.low, pooled.high]).all()


def test_groups_do_not_touch_each_other_and_nothing_counted_is_undefined():
    hits, n = np.array([[1, 0], [0, 0], [2, 0]]), np.array([[2, 0], [2, 0], [4, 0]])
    pooled = pool_shares(hits, n, np.array([1, 0, 1]))
    assert pooled.value[:, 0].tolist() == [0, 0.5]
    assert np.isnan(pooled.value[:, 1]).all()
    assert pool_shares(hits[:0], n[:0], np.zeros(0, dtype=int)).value.shape == (0, 2)
