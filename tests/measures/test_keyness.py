"""Keyness: formulas against other implementations, families of tests, and the shuffle null."""

import math
import time

import numpy as np
import pandas as pd
import pytest
from plain_tokens import invent_corpus, make_tokens
from scipy import stats

from workbench.corpus import load_corpus
from workbench.inference import adjust_p_values
from workbench.language import segment_text
from workbench.measures.keyness import MEASURES, compare_terms, count_passing
from workbench.measures.keyness.compare import _summarise
from workbench.measures.keyness.contrasts import make_settings
from workbench.measures.keyness.statistics import Counts, estimate
from workbench.schema import TABLES


def table_of(measure, *cells, prior=500, background=None):
    a, b, c, d = cells
    background = (a + b) / (c + d) if background is None else background
    counts = Counts(*(np.array([x], dtype=float) for x in (a, b, c, d, background)))
    return [float(part[0]) for part in estimate(measure, counts, prior=prior, confidence=0.95)]


@pytest.fixture(scope="module")
def planted():
    """Articles alike but for one word, put into three sentences of four of the fifth article."""
    tokens = invent_corpus(n_sentences=40, seed=4)
    rows = tokens.index[(tokens["article_id"] == "a4") & (tokens.index % 12 == 0)]
    tokens.loc[rows, ["text", "lower"]] = "planted"
    elsewhere = tokens.index[(tokens["article_id"] == "a0")][:1]
    tokens.loc[elsewhere, ["text", "lower"]] = "planted"
    return tokens


@pytest.mark.parametrize(("a", "b", "c", "d"), [(12, 3, 365, 1954), (5, 0, 300, 2000), (40, 160, 900, 1400)])
def test_g2_and_its_p_value_equal_scipy(a, b, c, d):
    expected = [c * (a + b) / (c + d), d * (a + b) / (c + d)]
    reference = stats.power_divergence([a, b], expected, lambda_="log-likelihood")
    value, low, high, z, p_value = table_of("g2", a, b, c, d)
    assert value == pytest.approx(reference.statistic)
    assert p_value == pytest.approx(reference.pvalue)
    assert (z > 0) == (a / c > b / d)
    assert math.isnan(low)
    assert math.isnan(high)


def test_log_odds_by_the_published_formula():
    """Monroe, Colaresi & Quinn 2008: delta, its variance and z, written out term by term."""
    a, b, c, d, prior, background = 14, 6, 800, 1600, 500, 0.004
    alpha = prior * background
    delta = math.log((a + alpha) / (c + prior - a - alpha)) - math.log((b + alpha) / (d + prior - b - alpha))
    deviation = math.sqrt(1 / (a + alpha) + 1 / (b + alpha))
    value, low, high, z, p_value = table_of("log_odds", a, b, c, d, prior=prior, background=background)
    assert value == pytest.approx(delta)
    assert z == pytest.approx(delta / deviation)
    assert (low, high) == (pytest.approx(delta - 1.959964 * deviation), pytest.approx(delta + 1.959964 * deviation))
    assert p_value == pytest.approx(2 * stats.norm.sf(abs(delta / deviation)))


def test_larger_prior_shrinks():
    values = [table_of("log_odds", 5, 0, 400, 2000, prior=prior)[0] for prior in (50, 500, 5000)]
    assert values == sorted(values, reverse=True)
    assert values[-1] > 0


def test_odds_ratio_equals_scipy_with_its_interval():
    a, b, c, d = 12, 9, 400, 1900
    reference = stats.contingency.odds_ratio([[a, b], [c - a, d - b]], kind="sample")
    interval = reference.confidence_interval(0.95)
    value, low, high, _, _ = table_of("odds_ratio", a, b, c, d)
    assert value == pytest.approx(reference.statistic)
    assert (low, high) == (pytest.approx(interval.low), pytest.approx(interval.high))
    with_zero = table_of("odds_ratio", 5, 0, 400, 1900)[0]
    assert with_zero == pytest.approx((5.5 * 1900.5) / (395.5 * 0.5))


def test_log_ratio_and_percent_diff_by_hand():
    value, low, high, _, _ = table_of("log_ratio", 8, 4, 1000, 2000)
    assert value == pytest.approx(2)
    reference = stats.contingency.relative_risk(8, 1000, 4, 2000).confidence_interval(0.95)
    assert (2**low, 2**high) == (pytest.approx(reference.low), pytest.approx(reference.high))
    assert table_of("log_ratio", 0, 4, 1000, 1000)[0] == pytest.approx(-3)
    assert table_of("percent_diff", 8, 4, 1000, 2000)[:3] == pytest.approx(
        [300, 100 * (reference.low - 1), 100 * (reference.high - 1)]
    )
    assert table_of("percent_diff", 0, 4, 1000, 2000)[0] == pytest.approx(-100)
    assert math.isnan(table_of("percent_diff", 8, 0, 1000, 2000)[0])


def test_percent_difference_at_a_count_of_nought():
    """Without the term in the group the difference is -100 % and has no interval; without it in the reference nothing is said."""
    value, low, high, z, p_value = table_of("percent_diff", 0, 4, 1000, 2000)
    assert (value, math.isnan(low), math.isnan(high)) == (-100, True, True)
    assert z < 0 < p_value
    assert all(math.isnan(part) for part in table_of("percent_diff", 8, 0, 1000, 2000))
    assert all(math.isnan(part) for part in table_of("percent_diff", 0, 0, 1000, 2000))


@pytest.mark.parametrize(("n", "passes"), [(4, False), (5, True), (6, True)])
def test_a_term_may_pass_from_exactly_the_least_count_on(n, passes):
    texts = {"a": "war " * (n - 1) + "talks. " * 1, "b": "war " + "x " * 3000 + "."}
    table = compare_terms(make_tokens(texts), measures="log_ratio", n_shuffles=0, min_texts=2, min_count=5)
    row = table[(table["group"] == "a") & (table["term"] == "war")].iloc[0]
    assert (row["passes"], row["reason"] == "fewer than 5 occurrences") == (passes, not passes)


@pytest.mark.parametrize(("n_words", "reason"), [(9, None), (10, "expected count below 1")])
def test_g2_may_pass_from_an_expected_count_of_exactly_one(n_words, reason):
    """Ten times "war" in a tenth of all words is expected once there; in less than a tenth less than once."""
    texts = {"a": "war " * 9 + "y.", "b": "war " + "x " * (10 * n_words - 1) + "."}
    table = compare_terms(make_tokens(texts), measures="g2", n_shuffles=0, min_texts=1)
    row = table[(table["group"] == "a") & (table["term"] == "war")].iloc[0]
    assert row["expected"] == pytest.approx(10 * 10 / (10 + 10 * n_words))
    assert row["passes"] == (reason is None)
    assert row["reason"] == reason or (reason is None and pd.isna(row["reason"]))
    strict = count_passing(make_tokens(texts), measures="g2", n_shuffles=2, min_texts=1).query("default").iloc[0]
    assert strict["observed"] == 1 + (reason is None)  # "x" passes either way


def test_the_null_is_summed_up_by_its_quantiles():
    options = make_settings({"confidence": 0.8})
    null = np.array([4.0, 0, 1, 2, 3])
    row = _summarise(("g2", "rule", True), 3, null, options)
    assert (row["null_min"], row["null_median"], row["null_max"]) == (0, 2, 4)
    assert (row["null_low"], row["null_high"]) == (pytest.approx(0.4), pytest.approx(3.6))
    assert (row["p_value"], row["n_shuffles"]) == (pytest.approx(3 / 6), 5)


def test_rows_counts_and_columns():
    texts = {"a": "war war talks.", "b": "talks go on.", "c": "talks talks stall."}
    table = compare_terms(make_tokens(texts), n_shuffles=5)
    assert list(table.columns)[: len(TABLES["keyness"])] == list(TABLES["keyness"])
    assert len(table) == 3 * 5 * len(MEASURES)
    row = table[(table["group"] == "a") & (table["term"] == "war") & (table["measure"] == "g2")].iloc[0]
    assert row[["n_group", "n_rest", "words_group", "words_rest"]].tolist() == [2, 0, 3, 6]
    assert row["reason"] == "fewer than 5 occurrences"
    assert not row["passes"]
    assert table.equals(table.sort_values(["group", "measure", "term"], kind="stable", ignore_index=True))


def test_q_values_are_those_of_the_whole_family(planted):
    table = compare_terms(planted, measures=["g2"], n_shuffles=0)
    assert table["q_value"].to_numpy() == pytest.approx(adjust_p_values(table["p_value"].to_numpy()))
    assert table[["null_low", "null_high"]].isna().all(axis=None)


def test_planted_word_is_found_by_every_measure_and_stands_outside_its_null_band(planted):
    table = compare_terms(planted, n_shuffles=50)
    rows = table[(table["group"] == "a4") & (table["term"] == "planted")]
    assert rows["passes"].all()
    assert (rows["value"] > rows["null_high"]).all()
    strongest = table[(table["group"] == "a4") & (table["measure"] == "log_odds")].nlargest(1, "z")
    assert strongest["term"].tolist() == ["planted"]
    passing = count_passing(planted, n_shuffles=50, pieces="sentences")
    strict = passing[passing["default"]].set_index("measure")
    assert strict.loc["g2", "observed"] >= 1
    assert strict.loc["log_odds", "p_value"] < 0.1


def test_on_shuffled_text_the_default_reports_at_most_five_percent(planted):
    rng = np.random.default_rng(7)
    shares = []
    for _ in range(6):
        sentences = planted[["article_id", "sentence_id"]].drop_duplicates()
        dealt = rng.permutation(sentences["article_id"].to_numpy())
        keys = pd.MultiIndex.from_frame(sentences)
        of_row = keys.get_indexer(pd.MultiIndex.from_frame(planted[["article_id", "sentence_id"]]))
        shuffled = planted.assign(article_id=dealt[of_row], sentence_id=of_row, start=np.arange(len(planted)))
        table = compare_terms(shuffled, n_shuffles=0)
        n_terms = table["term"].nunique()
        shares.append(
            table[table["passes"]].groupby("measure")["term"].nunique().reindex(MEASURES, fill_value=0) / n_terms
        )
    assert pd.concat(shares, axis=1).max().max() <= 0.05


def test_null_of_the_default_rules_stays_below_five_percent():
    passing = count_passing(invent_corpus(seed=11), n_shuffles=60)
    default = passing[passing["default"]]
    assert (default["null_high"] <= 0.05 * default["n_terms"]).all()
    naive = passing[passing["rule"] == "G2 > 3.84"].iloc[0]
    assert naive["null_low"] <= naive["observed"] <= naive["null_max"]
    assert naive["null_median"] > default.loc[default["measure"] == "g2", "null_median"].iloc[0]


def test_same_seed_same_table_and_another_seed_another_band(planted):
    first, again, other = (compare_terms(planted, measures="log_odds", n_shuffles=20, seed=seed) for seed in (3, 3, 4))
    pd.testing.assert_frame_equal(first, again)
    assert not np.allclose(first["null_high"], other["null_high"])
    assert np.allclose(first["value"], other["value"])


def test_null_band_keeps_article_sizes_in_sentences():
    """One article of one sentence, one of nine: each dealing gives the first just one of the ten sentences."""
    texts = {"a": "x.", "b": "x. " * 4 + "y y. " * 5}
    table = compare_terms(make_tokens(texts), measures="log_ratio", n_shuffles=400, seed=1, pieces="sentences")
    assert set(table["null"]) == {"sentences dealt"}
    row = table[(table["group"] == "a") & (table["term"] == "x")].iloc[0]
    holds_x = math.log2((1 / 1) / (4 / 14))
    lacks_x = math.log2((0.5 / 2) / (5 / 13))
    assert row[["null_low", "null_high"]].tolist() == pytest.approx([lacks_x, holds_x])


def test_references():
    tokens = make_tokens({"a": "war war talks.", "b": "talks go.", "c": "war talks stall."})
    pairs = compare_terms(tokens, measures="g2", reference="pairwise", n_shuffles=3)
    assert set(zip(pairs["group"], pairs["reference"], strict=True)) == {("a", "b"), ("a", "c"), ("b", "c")}
    one = compare_terms(tokens, measures="log_ratio", reference="b", n_shuffles=3)
    assert set(one["group"]) == {"a", "c"}
    assert set(one["words_rest"]) == {2}
    listed = compare_terms(tokens, measures="g2", reference={"war": 10, "peace": 90}, n_shuffles=3)
    row = listed[(listed["group"] == "a") & (listed["term"] == "war")].iloc[0]
    assert row[["n_rest", "words_rest"]].tolist() == [10, 100]
    with pytest.raises(ValueError, match="reference is 'z'; allowed are 'rest', 'pairwise'"):
        compare_terms(tokens, reference="z")


def test_groups_of_articles_by_mapping():
    tokens = make_tokens({"a": "war.", "b": "war.", "c": "talks."})
    table = compare_terms(tokens, by={"a": "Gull", "b": "Gull", "c": "Heron"}, measures="g2", n_shuffles=5)
    row = table[(table["group"] == "Gull") & (table["term"] == "war")].iloc[0]
    assert row[["n_group", "n_rest", "n_articles"]].tolist() == [2, 0, 2]
    with pytest.raises(ValueError, match="each article must lie in one group"):
        compare_terms(make_tokens({"a": 'he said "no".'}), by="voice")


@pytest.mark.parametrize("texts", [{}, {"a": "war and talks."}])
def test_fewer_than_two_groups_give_an_honest_empty_table(texts):
    tokens = make_tokens(texts or {"a": "x"}).iloc[: None if texts else 0]
    assert compare_terms(tokens).empty
    assert list(compare_terms(tokens).columns)[:2] == ["group", "term"]
    assert count_passing(tokens).empty


def test_article_without_words_of_the_zone_is_left_out():
    tokens = pd.concat([make_tokens({"a": "war.", "b": "talks."}), make_tokens({"c": "war"}, zone="caption")])
    assert set(compare_terms(tokens, n_shuffles=3)["group"]) == {"a", "b"}


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"measures": "chi2"}, "measures is 'chi2'; allowed are 'log_odds'"),
        ({"measures": []}, "measures is empty"),
        ({"prior": 0}, "prior is 0; it must be above 0"),
        ({"min_freq": 2}, "a keyness setting is 'min_freq'; allowed are 'prior'"),
        ({"n_shuffles": -1}, "n_shuffles is -1; it must be 0 or more"),
        ({"alpha": 5}, "alpha is 5; it must lie between 0 and 1"),
        ({"voice": "author"}, "voice is 'author'"),
        ({"zones": ("lead",)}, "zones is 'lead'"),
    ],
)
def test_settings_are_refused_in_a_sentence(settings, sentence):
    with pytest.raises(ValueError, match=sentence):
        compare_terms(make_tokens({"a": "x", "b": "y"}), **settings)


def test_two_hundred_shuffles_of_five_articles_are_quick():
    tokens = invent_corpus(n_types=700)
    begin = time.process_time()
    compare_terms(tokens, n_shuffles=200)
    assert time.process_time() - begin < 4, "the target is 2 s on an idle machine"


@pytest.mark.slow
def test_real_articles_have_no_word_beyond_the_strict_line(truce_folder):
    corpus = load_corpus(truce_folder)
    _, tokens = segment_text(corpus.articles, corpus.blocks)
    passing = count_passing(tokens, measures=["log_odds", "g2"], n_shuffles=100)
    assert passing.loc[passing["default"], "observed"].tolist() == [0, 0]
    naive = passing[passing["rule"] == "G2 > 3.84"].iloc[0]
    assert 150 <= naive["observed"] <= 320
    assert 80 <= naive["null_median"] <= 180
