"""Rates of vocabulary by category, voice and article, with intervals and null."""

import numpy as np
import pandas as pd
import pytest
from plain_tokens import make_tokens

from workbench.inference import bound_rates
from workbench.inference.intervals import NO_SPREAD
from workbench.lexicons import Lexicon, find_hits
from workbench.lexicons.checks import finish_entries
from workbench.measures.framing import score_framing

TEXTS = {"a": 'The truce holds. "The war is over," he said.', "b": "War, war and war talks. Nothing else."}


@pytest.fixture
def lexicon():
    rows = [("truce", "peace"), ("talks", "peace"), ("war", "force"), ("war talks", "force")]
    raw = pd.DataFrame([{"term": term, "category": category, "line": 2} for term, category in rows])
    sidecar = {"licence": "CC0-1.0", "categories": {"peace": "peace and talks", "force": "armed force"}}
    return Lexicon("own", "Own list", finish_entries(raw, "own.csv"), sidecar)


def value(table, article_id, measure, voice="all"):
    rows = table[(table["article_id"] == article_id) & (table["measure"] == measure) & (table["voice"] == voice)]
    assert len(rows) == 1
    return rows.iloc[0]


def test_rate_interval_and_counts(lexicon):
    table = score_framing(make_tokens(TEXTS), lexicon, n_shuffles=0)
    row = value(table, "a", "lexicon_own_peace")
    assert row[["value", "n_hits", "n_words", "n_sentences"]].tolist() == [pytest.approx(1000 / 9), 1, 9, 2]
    assert np.isnan(row["low"])
    assert row["reason"] == NO_SPREAD  # two sentences say nothing of how the hits are spread
    longer = score_framing(make_tokens({"a": "Truce came. " + "The sea was calm today. " * 9}), lexicon, n_shuffles=0)
    row = value(longer, "a", "lexicon_own_peace")
    low, high = bound_rates(np.array([[1], [0], [0]]), np.array([12, 20, 15]), np.zeros(3, dtype=int))
    assert (row["low"], row["high"]) == (pytest.approx(1000 * low[0, 0]), pytest.approx(1000 * high[0, 0]))
    assert row["label"].startswith("vocabulary associated with peace and talks")
    assert row["zones"] == "body"
    assert np.isnan(row["null_low"])


def test_voices_are_kept_apart_and_add_up(lexicon):
    table = score_framing(make_tokens(TEXTS), lexicon, n_shuffles=0)
    assert value(table, "a", "lexicon_own_force", "quotation")["value"] == pytest.approx(1000 / 4)
    assert value(table, "a", "lexicon_own_force", "narrator")["value"] == 0
    paraphrase = value(table, "a", "lexicon_own_force", "paraphrase")
    assert np.isnan(paraphrase["value"])
    assert paraphrase["reason"] == "no words in this voice and zone"
    parts = table[table["voice"] != "all"].groupby(["article_id", "measure"])["n_hits"].sum()
    whole = table[table["voice"] == "all"].set_index(["article_id", "measure"])["n_hits"]
    assert parts.sort_index().equals(whole.sort_index())


def test_coverage_counts_each_word_once(lexicon):
    table = score_framing(make_tokens(TEXTS), lexicon, n_shuffles=0)
    row = value(table, "b", "coverage_own")
    assert (row["n_hits"], row["n_words"]) == (4, 7)  # war, war, war talks; "talks" is covered twice and counts once
    assert row["value"] == pytest.approx(1000 * 4 / 7)


def test_scores_count_what_hits_lists(lexicon):
    tokens = make_tokens(TEXTS)
    hits = find_hits(tokens, lexicon).groupby(["article_id", "category"]).size()
    table = score_framing(tokens, lexicon, n_shuffles=0)
    for (article_id, category), n in hits.items():
        assert value(table, article_id, f"lexicon_own_{category}")["n_hits"] == n


def test_null_band_by_hand(lexicon):
    """Two articles of one sentence each: the shuffles give an article its own sentence or the other's."""
    texts = {"a": "truce x.", "b": "y y z z."}
    table = score_framing(make_tokens(texts), lexicon, n_shuffles=200, seed=3)
    row = value(table, "a", "lexicon_own_peace")
    assert (row["null_low"], row["null_high"]) == (0, pytest.approx(500))
    again = score_framing(make_tokens(texts), lexicon, n_shuffles=200, seed=3)
    pd.testing.assert_frame_equal(table, again)


def test_one_article_has_no_null_and_an_article_without_body_has_reasons(lexicon):
    tokens = pd.concat([make_tokens({"a": "truce"}), make_tokens({"b": "war"}, zone="caption")], ignore_index=True)
    table = score_framing(tokens, lexicon)
    assert value(table, "b", "lexicon_own_force")["reason"] == "no words in this voice and zone"
    assert value(table, "a", "lexicon_own_peace")["value"] == 1000
    assert score_framing(tokens.iloc[:0], lexicon).empty


def test_all_starters_by_default():
    table = score_framing(make_tokens(TEXTS), n_shuffles=0)
    assert table["lexicon"].nunique() == 14
    bounded = table[table["high"].notna()]
    assert ((bounded["low"] <= bounded["value"]) & (bounded["value"] <= bounded["high"])).all()
    assert table.loc[table["high"].isna(), "reason"].notna().all()
