"""The workbench's formulas against the papers', on random tables and on the bundled articles."""

import math
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from plain_tokens import make_tokens
from scipy.stats import t as student

from reference import papers
from workbench.corpus import load_corpus
from workbench.inference import (
    Resampling,
    adjust_p_values,
    bootstrap,
    bound_rates,
    compare_rankings,
    krippendorff_alpha,
    wilson_interval,
)
from workbench.measures.keyness import compare_terms
from workbench.measures.keyness.statistics import Counts, estimate
from workbench.measures.readability import MEASURES, compute_indices
from workbench.measures.readability.scores import COUNTS
from workbench.measures.sources import diversity
from workbench.measures.vocabulary import find_collocates, measure_dispersion, measure_diversity

RNG = np.random.default_rng(11)
SHAPES = [tuple(map(int, (a, b, 300 + 40 * a, 900 + 7 * b))) for a, b in RNG.integers(0, 60, (25, 2)) if a + b]


@pytest.fixture(scope="module")
def real_tokens():
    articles = load_corpus("osmere").articles
    return make_tokens(dict(zip(articles["article_id"], articles["text"], strict=True)))


@pytest.mark.parametrize("cells", SHAPES)
def test_keyness_of_random_cells(cells):
    a, b, c, d = cells
    counts = Counts(*(np.array([x], dtype=float) for x in (*cells, (a + b) / (c + d))))
    value, _, _, z, p = (float(part[0]) for part in estimate("log_odds", counts, prior=500, confidence=0.95))
    assert (value, z) == pytest.approx(papers.log_odds(a, b, c, d, (a + b) / (c + d), 500))
    assert p == pytest.approx(math.erfc(abs(z) / math.sqrt(2)))
    for measure in ("g2", "log_ratio", "odds_ratio"):
        found = estimate(measure, counts, prior=500, confidence=0.95).value[0]
        assert found == pytest.approx(getattr(papers, measure)(a, b, c, d), abs=1e-12), measure
    found = estimate("percent_diff", counts, prior=500, confidence=0.95).value[0]
    assert found == pytest.approx(papers.percent_diff(a, b, c, d)) if b else math.isnan(found)


def test_keyness_of_real_texts(real_tokens):
    table = compare_terms(real_tokens, measures=["log_odds", "g2"], n_shuffles=0).head(400)
    for row in table.itertuples():
        cells = row.n_group, row.n_rest, row.words_group, row.words_rest
        share = (row.n_group + row.n_rest) / (row.words_group + row.words_rest)
        wanted = papers.log_odds(*cells, share, 500)[0] if row.measure == "log_odds" else papers.g2(*cells)
        assert row.value == pytest.approx(wanted, abs=1e-9)


def test_q_values_with_ties():
    p = [round(float(x), 2) for x in RNG.random(60) ** 2]
    assert adjust_p_values(p) == pytest.approx(papers.benjamini_hochberg(p))


@pytest.mark.parametrize(("x", "n"), [(1, 9), (5, 10), (40, 41), (3, 3000)])
def test_wilson_by_its_equation(x, n):
    assert wilson_interval(x, n) == pytest.approx(papers.wilson(x, n, papers.normal_quantile(0.975)))


def test_rates_of_clumped_words_by_the_design_effect():
    for _ in range(40):
        words = RNG.integers(60, 140, 6)
        hits = RNG.negative_binomial(0.4, 0.1, 6).clip(max=50)
        if not hits.sum():
            continue
        low, high = bound_rates(hits[:, None], words, np.zeros(6, dtype=int), resampling=Resampling(pieces="sentences"))
        effect = max(papers.design_effect(hits.tolist(), words.tolist()), 1)
        wanted = papers.wilson(hits.sum() / effect, words.sum() / effect, student.ppf(0.975, 5))
        assert (low[0, 0], high[0, 0]) == pytest.approx(wanted)


@pytest.mark.parametrize("k", [3, 4, 9, 25])
@pytest.mark.parametrize("level", [0.8, 0.95])
def test_intervals_by_leaving_out(k, level):
    units = np.column_stack([RNG.lognormal(2, 0.8, k), RNG.integers(3, 9, k)])
    found = bootstrap(
        units, lambda totals: totals[..., :1] / totals[..., 1:], resampling=Resampling(level=level, pieces="sentences")
    )
    listed = [tuple(unit) for unit in units.tolist()]
    wanted = papers.hall_interval(
        listed, lambda some: sum(x for x, _ in some) / sum(y for _, y in some), student.ppf(0.5 + level / 2, k - 1)
    )
    assert (found.low[0], found.high[0]) == pytest.approx(wanted)


def test_diversity_counted_pair_by_pair():
    for _ in range(30):
        labels = RNG.choice(list("abcde"), size=RNG.integers(2, 30), p=[0.5, 0.2, 0.15, 0.1, 0.05]).tolist()
        counts = np.array([labels.count(kind) for kind in "abcde"])
        assert diversity.simpson_diversity(counts) == pytest.approx(papers.simpson(labels))
        assert diversity.relative_entropy(counts) == pytest.approx(papers.entropy(labels) / math.log2(5))
        assert diversity.qualitative_variation(counts) == pytest.approx(papers.iqv(labels, 5))
        assert 1 / diversity.effective_number(counts) == pytest.approx(sum((c / len(labels)) ** 2 for c in counts))


@pytest.mark.parametrize("level", ["nominal", "ordinal", "interval", "ratio"])
def test_alpha_with_missing_codes(level):
    for _ in range(10):
        ratings = RNG.integers(0, 5, (12, 3)).astype(float)
        ratings[RNG.random((12, 3)) < 0.2] = np.nan
        found = krippendorff_alpha(ratings, level=level, resampling=Resampling(n_resamples=100))
        assert found.alpha == pytest.approx(papers.alpha(ratings.tolist(), level))


def test_lexical_diversity_of_real_texts(real_tokens):
    table = measure_diversity(real_tokens)
    for article_id, part in real_tokens[real_tokens["is_word"] & (real_tokens["tag"] != "POS")].groupby("article_id"):
        words = part["lower"].tolist()
        rows = table[(table["article_id"] == article_id) & (table["voice"] == "all")].set_index("measure")["value"]
        assert rows["mattr_50"] == pytest.approx(papers.mattr(words, 50))
        assert rows["mattr_100"] == pytest.approx(papers.mattr(words, 100))
        assert rows["mtld"] == pytest.approx(papers.mtld(words))


def test_a_run_of_mtld_ends_at_the_factor_itself():
    words = [f"w{i}" for i in range(18)] + ["w0"] * 7  # 18 types in 25 words: exactly .72
    table = measure_diversity(make_tokens({"a": " ".join(words * 5)}), windows=[50])
    found = table[(table["voice"] == "all") & (table["measure"] == "mtld")]["value"].iloc[0]
    assert found == pytest.approx(papers.mtld(words * 5))
    assert found != pytest.approx(papers.mtld(words * 5, threshold=0.7199))


def test_dispersion_of_real_texts(real_tokens):
    words = real_tokens[real_tokens["is_word"] & (real_tokens["tag"] != "POS")]
    parts = [part["lower"].tolist() for _, part in words.groupby("article_id")]
    table = measure_dispersion(real_tokens, merge_variants=False)
    for row in table[table["dp"].notna()].itertuples():
        assert (row.dp, row.dp_norm) == pytest.approx(papers.dp(parts, row.term))


@pytest.mark.parametrize("window", [1, 3, 5])
def test_collocates_of_random_words(window):
    for seed in range(6):
        words = np.random.default_rng(seed).choice(list("abcdefgh"), 60, p=np.arange(8, 0, -1) / 36).tolist()
        table = find_collocates(make_tokens({"a": " ".join(words)}), "c", window=window).set_index("term")
        wanted = papers.collocates(words, "c", window)
        assert set(table.index) == set(wanted)
        for term, measures in wanted.items():
            for name, value in measures.items():
                assert table.loc[term, name] == pytest.approx(value, nan_ok=True, abs=1e-9), (term, name)
        assert (table["log_dice"] <= 14 + 1e-12).all()
        order = table.reset_index()[["log_dice", "n_together", "term"]].to_numpy().tolist()
        assert all((-x[0], -x[1], x[2]) <= (-y[0], -y[1], y[2]) for x, y in pairwise(order))


def test_readability_of_random_totals():
    for _ in range(30):
        s, w = RNG.integers(1, 40), RNG.integers(50, 900)
        parts = [int(x) for x in (s, w, 5 * w, 1.6 * w, 0.12 * w, 0.1 * w, 0.3 * w)]
        rest = ("syllables", "poly", "hard", "long")
        assert len(COUNTS) == 7
        found = dict(zip(MEASURES, compute_indices(np.array(parts, dtype=float)).tolist(), strict=True))
        assert found == pytest.approx(papers.readability(*parts[:3], **dict(zip(rest, parts[3:], strict=True))))


def test_rank_correlations_with_ties():
    table = pd.DataFrame({"x": RNG.integers(0, 4, 20), "y": RNG.integers(0, 3, 20)}).astype(float)
    row = compare_rankings(table).iloc[0]
    x, y = table["x"].tolist(), table["y"].tolist()
    pairs = [(x[i] - x[j], y[i] - y[j]) for i in range(20) for j in range(i)]
    kendall = sum(np.sign(a * b) for a, b in pairs) / math.sqrt(
        sum(a != 0 for a, _ in pairs) * sum(b != 0 for _, b in pairs)
    )
    assert row["kendall"] == pytest.approx(kendall)
    ranks = [[sum(v < w for v in values) + (sum(v == w for v in values) + 1) / 2 for w in values] for values in (x, y)]
    assert row["spearman"] == pytest.approx(np.corrcoef(*ranks)[0, 1])
    assert row["same_sign"] == np.mean([np.sign(a) == np.sign(b) for a, b in zip(x, y, strict=True)])
