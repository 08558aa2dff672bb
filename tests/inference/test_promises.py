"""What every interval and null promises, on tables that hypothesis invents: and a short form of the simulations."""

import importlib.util
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st
from plain_tokens import invent_corpus, make_tokens

from workbench.inference import (
    Resampling,
    bootstrap,
    bootstrap_difference,
    bound_rates,
    compare_groups,
    cut_pieces,
    krippendorff_alpha,
    permutation_p_value,
    share_orders,
    wilson_interval,
)
from workbench.inference.groups import bootstrap_articles, group_articles
from workbench.inference.resampling import METHODS
from workbench.inference.scoring import Formula, Units, Verdict, score_groups
from workbench.measures.framing import score_framing
from workbench.measures.keyness import compare_terms
from workbench.measures.readability import compute_indices
from workbench.measures.vocabulary import count_terms

FEW = {"max_examples": 60, "deadline": None}
UNITS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), min_size=1, max_size=14)


def ratio(totals):
    with np.errstate(invalid="ignore", divide="ignore"):
        return totals[..., :1] / totals[..., 1:]


def assert_sound(value, low, high):
    """Bounds in order, the value between them, some width; or no bounds."""
    value, low, high = (np.asarray(part, dtype=float) for part in (value, low, high))
    given_ = ~np.isnan(low)
    assert (given_ == ~np.isnan(high)).all()
    assert (low[given_] < high[given_]).all()
    assert (low[given_] <= value[given_]).all()
    assert (value[given_] <= high[given_]).all()


@pytest.mark.parametrize("method", METHODS)
@given(units=UNITS)
@settings(**FEW)
def test_an_interval_has_a_width_and_holds_its_value(method, units):
    how = Resampling(method=method, n_resamples=100)
    counts = np.array(units, dtype=float)
    assert_sound(*bootstrap(counts, ratio, resampling=how))
    half = len(counts) // 2
    if half:
        assert_sound(*bootstrap_difference(counts[:half], counts[half:], ratio, resampling=how))


@pytest.mark.parametrize("method", METHODS)
def test_equal_units_and_single_ones_are_too_few_to_say(method):
    how = Resampling(method=method, n_resamples=100)
    for counts in (np.full((12, 2), 0.1), np.array([[3.0, 1.0]]), np.tile([0.3, 0.7], (9, 1))):
        assert np.isnan(bootstrap(counts, ratio, resampling=how).low).all()
    zero_weight = np.array([[1.0, 1.0], [0, 0], [0, 0], [0, 0]])  # one unit makes the number
    assert np.isnan(bootstrap(zero_weight, ratio, resampling=how).low).all()


@given(units=UNITS, order=st.randoms(use_true_random=False))
@settings(**FEW)
def test_the_order_of_pieces_does_not_matter(units, order):
    counts = np.array(units, dtype=float)
    turned = counts[order.sample(range(len(counts)), len(counts))]
    np.testing.assert_allclose(bootstrap(counts, ratio), bootstrap(turned, ratio), rtol=1e-9)


@given(units=st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), min_size=3, max_size=9))
@settings(**FEW)
def test_a_wider_level_is_a_wider_interval(units):
    counts = np.array(units, dtype=float)
    wide, narrow = (bootstrap(counts, ratio, resampling=Resampling(level=level)) for level in (0.95, 0.8))
    if not np.isnan(wide.low[0]):
        assert wide.low[0] < narrow.low[0] < narrow.high[0] < wide.high[0]


@given(
    hits=st.lists(st.tuples(st.integers(0, 9), st.integers(9, 40)), min_size=1, max_size=9), level=st.floats(0.5, 0.99)
)
@settings(**FEW)
def test_rates_are_sound_and_never_narrower_than_wilson(hits, level):
    x, n = np.array(hits).T
    cells = np.zeros(len(x), dtype=int)
    low, high = bound_rates(x[:, None], n, cells, resampling=Resampling(level=level))
    assert np.isnan(low).all() == (len(x) < 3)
    plain = wilson_interval(x.sum(), n.sum(), level=level)
    if len(x) >= 3:
        assert low[0, 0] <= plain[0] + 1e-12 <= plain[1] <= high[0, 0] + 1e-12
        assert low[0, 0] - 1e-12 <= x.sum() / n.sum() <= high[0, 0] + 1e-12


def test_rates_at_none_and_all():
    low, high = bound_rates(np.array([[0, 5], [0, 5], [0, 5]]), np.full(3, 5), np.zeros(3, dtype=int))
    assert (low[0, 0], high[0, 1]) == (0.0, 1.0)
    assert (high[0, 0], low[0, 1]) == (pytest.approx(1 - low[0, 1]), pytest.approx(1 - high[0, 0]))


@given(
    sizes=st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=9), min_size=1, max_size=4),
    seed=st.integers(0, 99),
)
@settings(**FEW)
def test_pieces_are_runs_of_neighbours_within_one_text(sizes, seed):
    texts = np.concatenate([np.full(sum(own), i) for i, own in enumerate(sizes)])
    paragraphs = np.concatenate([np.repeat(np.arange(len(own)), own) for own in sizes])
    piece = cut_pieces(texts, paragraphs, length=5)
    assert (np.diff(piece) >= 0).all()
    assert (np.diff(piece) <= 1).all()
    for text, own in enumerate(sizes):
        mine = piece[texts == text]
        lengths = np.bincount(mine - mine[0])
        assert len(lengths) >= min(3, sum(own))
        assert lengths.max() <= 9 + 2  # a paragraph of ten is cut, a rest of two joins the last piece
    # texts in another order, their sentences in place
    order = np.argsort(np.random.default_rng(seed).permutation(len(sizes))[texts], kind="stable")
    again = np.empty(len(texts), dtype=int)
    again[order] = cut_pieces(texts[order], paragraphs[order], length=5)
    assert (again == piece).all()
    assert cut_pieces(texts, paragraphs, pieces="sentences").tolist() == list(range(len(texts)))


@pytest.mark.parametrize(
    ("lengths", "wanted"),
    [
        ([4, 4, 4, 4], [4, 4, 4, 4]),
        ([1] * 16, [5, 5, 6]),  # a rest of one is no piece
        ([1] * 18, [5, 5, 5, 3]),
        ([3, 3, 3, 3, 3, 3], [6, 6, 6]),
        ([9, 10, 3, 2, 4], [9, 5, 5, 5, 4]),  # ten is cut, nine is not
        ([3, 3, 3, 3], [4, 4, 4]),  # two pieces of six would be too few
        ([40], [5] * 8),
        ([2], [1, 1]),
    ],
)
def test_how_long_pieces_are(lengths, wanted):
    texts, paragraphs = np.zeros(sum(lengths), dtype=int), np.repeat(np.arange(len(lengths)), lengths)
    assert np.bincount(cut_pieces(texts, paragraphs, length=5)).tolist() == wanted
    assert np.bincount(cut_pieces(np.zeros(40, dtype=int), length=5)).tolist() == [5] * 8
    assert sorted(np.bincount(cut_pieces(np.zeros(40, dtype=int)))) == [3] * 12 + [4]  # left out: three


def test_draws_without_a_value_are_no_draws():
    null = np.array([0.1, np.nan, -2.5, np.nan, 1.0, np.nan])
    assert permutation_p_value(2.0, null) == pytest.approx(2 / 4)
    assert np.isnan(permutation_p_value(2.0, np.full(4, np.nan)))


def test_two_of_a_kind_can_never_differ():
    """Three pieces against three: 20 deals, none of them rare; four against four can be."""
    rng = np.random.default_rng(0)
    counts = np.column_stack([np.r_[rng.normal(0, 1, 4), rng.normal(50, 1, 4)], np.ones(8)])
    few = compare_groups(counts[1:7], list("aaabbb"), ratio, measures=["m"]).iloc[0]
    assert few["reason"] == "too few to say: 3 and 3 parts can be dealt in 20 ways only"
    assert few["p_value"] > 0.05
    enough = compare_groups(counts, list("aaaabbbb"), ratio, measures=["m"]).iloc[0]
    assert pd.isna(enough["reason"])
    assert enough["p_value"] < 0.05
    uneven = compare_groups(counts[1:7], list("aabbbb"), ratio, measures=["m"]).iloc[0]
    assert "2 and 4 parts can be dealt in 15 ways" in uneven["reason"] or "no interval" in uneven["reason"]


def test_order_of_articles_and_of_their_rows_changes_nothing():
    tokens = invent_corpus(n_sentences=14, seed=3)
    turned = tokens.sample(frac=1, random_state=2)
    for measure in (
        count_terms,
        lambda df: compare_terms(df, measures=["g2"], n_shuffles=20),
        lambda df: score_framing(df.assign(lemma=df["lower"], pos="X", tag=""), "negotiation_peace", n_shuffles=20),
    ):
        pd.testing.assert_frame_equal(measure(tokens), measure(turned))


def test_copies_of_a_text_do_not_sharpen_the_interval_of_a_group():
    """Ten copies of one article are one article: drawn again they give no width, so no interval."""
    rng = np.random.default_rng(1)
    article = np.array([rng.integers(5, 40, 12).sum(), 12.0])
    assert np.isnan(bootstrap_articles(np.tile(article, (10, 1)), np.zeros(10, dtype=int), ratio).low).all()
    own = np.column_stack([rng.normal(20, 3, 6), np.ones(6)])
    alone = bootstrap_articles(own, np.zeros(6, dtype=int), ratio)
    longer = bootstrap_articles(np.repeat(own, 1, axis=0) * 8, np.zeros(6, dtype=int), ratio)
    assert (longer.high - longer.low) == pytest.approx(alone.high - alone.low)  # more of the same sentences: no news


def score(counts, texts, paragraphs=None, by="article_id", **how):
    names = np.array([f"t{n}" for n in texts], dtype=object)
    members = pd.DataFrame({"article_id": names, "voice": "all", "row": np.arange(len(names))})
    sizes = pd.DataFrame({"n_words": 9, "n_sentences": np.ones(len(names), dtype=int)})
    fine = Formula(
        ["m"],
        ratio,
        lambda cells: Verdict(np.full((len(cells), 1), "", dtype=object), np.ones((len(cells), 1), dtype=bool)),
    )
    units = Units(counts, sizes, members, sentences=np.arange(len(names)), paragraphs=paragraphs)
    return score_groups(units, fine, grouping=group_articles(members, by), resampling=Resampling(**how))


def test_scores_leave_out_pieces_and_say_why_they_do_not():
    rng = np.random.default_rng(5)
    counts = np.column_stack([np.repeat(rng.normal(10, 4, 4), 5), np.ones(20)])
    texts, paragraphs = np.zeros(20, dtype=int), np.repeat([0, 1, 2, 3], 5)
    by_piece = score(counts, texts, paragraphs).iloc[0]
    wanted = bootstrap(np.column_stack([counts[::5, 0] * 5, np.full(4, 5.0)]), ratio)
    assert (by_piece["low"], by_piece["high"]) == (pytest.approx(wanted.low[0]), pytest.approx(wanted.high[0]))
    by_sentence = score(counts, texts, paragraphs, pieces="sentences").iloc[0]
    assert by_sentence["high"] - by_sentence["low"] < 0.6 * (by_piece["high"] - by_piece["low"])
    flat = score(np.ones((20, 2)), texts, paragraphs).iloc[0]
    assert np.isnan(flat["low"])
    assert flat["reason"].startswith("too few to say: no interval")


def test_reading_order_counts_not_the_order_of_units():
    rng = np.random.default_rng(6)
    counts = np.column_stack([rng.normal(10, 4, 30), np.ones(30)])
    names = np.array(["t0"] * 30, dtype=object)
    order = rng.permutation(30)
    fine = Formula(
        ["m"],
        ratio,
        lambda cells: Verdict(np.full((len(cells), 1), "", dtype=object), np.ones((len(cells), 1), dtype=bool)),
    )
    rows = []
    for place in (np.arange(30), order):
        members = pd.DataFrame({"article_id": names, "voice": "all", "row": np.arange(30)})
        sizes = pd.DataFrame({"n_words": np.full(30, 9), "n_sentences": 1})
        units = Units(counts[place], sizes, members, sentences=place, paragraphs=place // 4)
        rows.append(score_groups(units, fine, grouping=group_articles(members)).iloc[0])
    assert rows[0]["low"] == pytest.approx(rows[1]["low"])


def test_alpha_leaves_out_resamples_of_one_category():
    """Prevalence trap of Hayes & Krippendorff: seventeen units of eighteen agree on one code."""
    rare = np.array([[1, 1]] * 18 + [[0, 1], [0, 0]])
    found = krippendorff_alpha(rare, resampling=Resampling(n_resamples=400))
    assert 0 < found.share_degenerate < 0.5
    assert found.low < found.alpha < found.high
    assert found.reason is None
    rarer = np.array([[1, 1]] * 30 + [[0, 1]])
    found = krippendorff_alpha(rarer, resampling=Resampling(n_resamples=400))
    assert np.isnan(found.high) or found.high < 1
    always = krippendorff_alpha(np.array([[1, 1], [2, 2]] * 9))
    assert always.alpha == 1
    assert np.isnan(always.low)
    assert always.reason.startswith("too few to say: no interval, 0% of the resamples")


def test_rounding_is_no_order():
    table = pd.DataFrame({"x": [0.1 + 0.2, 1.0, 2.0], "y": [0.3, 1.0, 1.0]})
    row = share_orders(table).iloc[0]
    assert row[["n_above", "n_below", "n_tied", "order"]].tolist() == [1, 0, 2, ">"]
    assert row["share"] == pytest.approx(1 / 3)


def test_one_text_of_one_word_breaks_nothing():
    table = count_terms(make_tokens({"a": "x"}))
    assert table[["low", "high"]].isna().all(axis=None)
    assert np.isnan(compute_indices(np.zeros(7))).all()


@pytest.fixture(scope="module")
def simulations():
    path = Path(__file__).resolve().parents[2] / "benchmarks" / "simulations.py"
    spec = importlib.util.spec_from_file_location("simulations", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("name", "runs", "slack"),
    [
        ("cover_means", 400, 0.03),
        ("cover_rates", 300, 0.04),
        ("cover_groups", 300, 0.04),
        ("cover_diversity", 40, 0.08),
        ("compare_two_texts", 40, 0.1),
    ],
)
def test_floors_hold_in_a_short_form(simulations, name, runs, slack):
    table = getattr(simulations, name)(runs)
    assert simulations.find_misses(table, slack=slack).empty


def test_what_the_floors_find(simulations):
    table = pd.DataFrame({"coverage": [0.9, 0.89, 0.95], "rejected": [0.075, 0.0, 0.08]})
    assert simulations.find_misses(table).index.tolist() == [1, 2]
    kept = simulations.count_degenerate(20)
    assert kept.loc[kept["share of one code"] == 0.95, "resamples left out"].max() > 0.05
