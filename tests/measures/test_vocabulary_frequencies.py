"""Frequencies, n-grams, dispersion, diversity, weights and similarity."""

import numpy as np
import pandas as pd
import pytest
from plain_tokens import invent_corpus, make_tokens
from sklearn.feature_extraction.text import TfidfVectorizer

from workbench.inference import bound_rates, wilson_interval
from workbench.measures.vocabulary import (
    cluster_groups,
    compare_similarity,
    count_ngrams,
    count_terms,
    measure_dispersion,
    measure_diversity,
    weigh_terms,
)

TEXTS = {"a": "The talks go on. The talks stall.", "b": "The truce holds."}


def test_counts_rates_and_order():
    table = count_terms(make_tokens(TEXTS))
    first = table[table["group"] == "a"]
    assert first[["term", "n", "n_words"]].values.tolist()[:3] == [["talks", 2, 7], ["the", 2, 7], ["go", 1, 7]]
    assert first["rate"].iloc[0] == pytest.approx(1000 * 2 / 7)
    assert first[["low", "high"]].isna().all(axis=None)  # two sentences say nothing of clumps
    assert table.groupby("group")["n"].sum().to_dict() == {"a": 7, "b": 3}


def test_a_word_in_one_clump_has_a_wider_interval_than_a_word_spread_evenly():
    text = "ferry ferry ferry rain. " + "the sea is rain. " * 8 + "no rain. "
    table = count_terms(make_tokens({"a": text})).set_index("term")
    low, high = wilson_interval(3, 38)
    assert table.loc["ferry", "low"] < 1000 * low
    assert table.loc["ferry", "high"] > 1000 * high
    pieces = (np.array([[3, 3], [0, 4], [0, 3]]), np.array([12, 16, 10]), np.zeros(3, dtype=int))
    wanted = 1000 * np.array(bound_rates(*pieces))[:, 0, 0]
    assert table.loc["ferry", ["low", "high"]].to_numpy(dtype=float) == pytest.approx(wanted)
    alone = count_terms(make_tokens({"a": text}), pieces="sentences").set_index("term")
    assert alone.loc["ferry", "high"] < table.loc["ferry", "high"]


def test_groups_lemmas_and_number_of_articles():
    tokens = make_tokens(TEXTS, lemmas={"talks": "talk"})
    table = count_terms(tokens, by={"a": "Gull", "b": "Gull"}, unit="lemma")
    row = table[table["term"] == "the"].iloc[0]
    assert (row["group"], row["n"], row["n_articles"]) == ("Gull", 3, 2)
    assert "talk" in set(table["term"])


def test_zones_and_voice_choose_what_is_counted():
    tokens = make_tokens({"a": 'He said "no truce" today.'})
    assert set(count_terms(tokens, voice="quotation")["term"]) == {"no", "truce"}
    assert count_terms(tokens, zones=["headline"]).empty
    assert count_terms(tokens, by="voice").groupby("group")["n"].sum().to_dict() == {"narrator": 3, "quotation": 2}
    with pytest.raises(ValueError, match="voice is 'author'"):
        count_terms(tokens, voice="author")


def test_ngrams_do_not_cross_sentences():
    table = count_ngrams(make_tokens(TEXTS), n=2)
    assert table.loc[table["group"] == "a", "term"].tolist() == ["the talks", "go on", "talks go", "talks stall"]
    assert "on the" not in set(table["term"])
    assert count_ngrams(make_tokens(TEXTS), n=9).empty
    with pytest.raises(ValueError, match="n is 0; it must be 1 or more"):
        count_ngrams(make_tokens(TEXTS), n=0)


def test_ngrams_of_length_one_are_the_words():
    tokens = make_tokens(TEXTS)
    pd.testing.assert_frame_equal(count_ngrams(tokens, n=1), count_terms(tokens))


def test_dispersion_against_the_definition():
    texts = {"a": "x x x y. x y y y.", "b": "x y y y.", "c": "x x x x. x x x x."}
    table = measure_dispersion(make_tokens(texts)).set_index("term")
    share, of_x = np.array([8, 4, 8]) / 20, np.array([4, 1, 8]) / 13
    expected = np.abs(share - of_x).sum() / 2
    assert table.loc["x", "dp"] == pytest.approx(expected)
    assert table.loc["x", "dp_norm"] == pytest.approx(expected / (1 - 0.2))
    assert table.loc["y", "range"] == 2


def test_dispersion_worked_example_of_gries_2008():
    """Gries 2008: the word a in five parts of 9, 10, 10, 10, 11 words with 1, 2, 3, 4, 5 occurrences has DP 0.18."""
    sizes, counts = [9, 10, 10, 10, 11], [1, 2, 3, 4, 5]
    texts = {
        f"p{i}": " ".join(["a"] * n + ["b"] * (size - n)) for i, (size, n) in enumerate(zip(sizes, counts, strict=True))
    }
    table = measure_dispersion(make_tokens(texts)).set_index("term")
    assert table.loc["a", "dp"] == pytest.approx(0.18, abs=0.005)


def test_dispersion_is_withheld_below_one_occurrence_a_part():
    table = measure_dispersion(make_tokens({"a": "x y", "b": "x z"})).set_index("term")
    assert np.isnan(table.loc["y", "dp"])
    assert table.loc["y", "reason"] == "fewer occurrences than parts"
    assert pd.isna(table.loc["x", "reason"])
    assert set(measure_dispersion(make_tokens({"a": "x y"}))["reason"]) == {"one part only"}


def test_dispersion_is_of_the_voice_and_zone_asked_for():
    tokens = pd.concat([make_tokens({"a": 'x y "x z".', "b": 'y "x".'}), make_tokens({"c": "x"}, zone="caption")])
    quoted = measure_dispersion(tokens, voice="quotation").set_index("term")
    assert quoted[["n", "range", "n_parts"]].to_dict("index") == {
        "x": {"n": 2, "range": 2, "n_parts": 2},
        "z": {"n": 1, "range": 1, "n_parts": 2},
    }
    assert measure_dispersion(tokens, zones=("caption",))["term"].tolist() == ["x"]
    assert measure_dispersion(tokens).set_index("term").loc["x", "n"] == 3


def diversity_of(words, *, window=50):
    table = measure_diversity(make_tokens({"a": " ".join(words)}), windows=[window], min_words=1)
    return table[table["voice"] == "all"].set_index("measure")


def test_mattr_and_mtld_by_hand():
    words = ["a", "b", "a", "c", "a", "b"]
    windows = [len({*words[i : i + 3]}) / 3 for i in range(4)]
    assert diversity_of(words, window=3).loc["mattr_3", "value"] == pytest.approx(np.mean(windows))
    short = diversity_of(["a", "b", "c"], window=7)
    assert short["value"].isna().all()
    assert short["reason"].tolist() == ["fewer than 7 words", "no word repeats"]


def test_mtld_partial_factor():
    """One full run of three words, then two words with ratio 1: forward 5/1; backward b a | a b a gives the same."""
    by_hand = (5 / 1 + 5 / ((1 - 4 / 5) / (1 - 0.72))) / 2
    assert diversity_of(["a", "b", "a", "c", "d"]).loc["mtld", "value"] == pytest.approx(by_hand)


def test_mtld_agrees_with_textacy():
    diversity = pytest.importorskip("textacy.text_stats.diversity")
    spacy = pytest.importorskip("spacy")
    words = invent_corpus(n_articles=1, n_sentences=20)["lower"].tolist()
    doc = spacy.tokens.Doc(spacy.blank("en").vocab, words=words)
    assert diversity_of(words).loc["mtld", "value"] == pytest.approx(diversity.mtld(doc), rel=0.02)


def test_diversity_needs_a_hundred_words():
    table = measure_diversity(make_tokens({"a": "x y z."}))
    assert table["value"].isna().all()
    assert set(table["reason"]) == {"fewer than 100 words"}
    assert set(table["voice"]) == {"all", "narrator", "paraphrase", "quotation"}


def test_diversity_of_longer_texts():
    table = measure_diversity(invent_corpus(n_articles=2))
    kept = table[table["voice"] == "all"].set_index(["article_id", "measure"])["value"]
    assert kept.between(0, 1)[["mattr_50" in key for key in kept.index]].all()
    assert kept["a0", "mattr_50"] > kept["a0", "mattr_100"]
    with pytest.raises(ValueError, match="windows is 1; it must be 2 or more"):
        measure_diversity(invent_corpus(n_articles=1), windows=[1])


def test_tfidf_against_sklearn_on_texts():
    texts = {"a": "truce talks talks", "b": "truce holds", "c": "war goes on"}
    vectorizer = TfidfVectorizer()
    matrix = vectorizer.fit_transform(texts.values()).toarray()
    expected = {
        (group, term): matrix[row, column]
        for row, group in enumerate(texts)
        for term, column in vectorizer.vocabulary_.items()
        if matrix[row, column]
    }
    table = weigh_terms(make_tokens(texts))
    found = {(row.group, row.term): row.weight for row in table.itertuples()}
    assert found == pytest.approx(expected)


def test_similarity_and_clusters():
    weights = weigh_terms(make_tokens({"a": "truce talks", "b": "truce talks", "c": "war goes on"}))
    pairs = compare_similarity(weights)
    assert pairs[["a_id", "b_id", "n_shared"]].values.tolist() == [["a", "b", 2], ["a", "c", 0], ["b", "c", 0]]
    assert pairs["similarity"].tolist() == pytest.approx([1, 0, 0])
    steps = cluster_groups(pairs)
    assert steps["members"].tolist() == ["a + b", "a + b + c"]
    assert steps["distance"].tolist() == pytest.approx([0, 1])


def test_one_article_gives_empty_tables():
    weights = weigh_terms(make_tokens({"a": "truce"}))
    assert compare_similarity(weights).empty
    assert cluster_groups(compare_similarity(weights)).empty
    assert weigh_terms(make_tokens({"a": "truce"}), zones=["caption"]).empty


def test_clusters_refuse_missing_pairs_and_unknown_methods():
    pairs = compare_similarity(weigh_terms(make_tokens({"a": "x", "b": "x", "c": "x"})))
    with pytest.raises(ValueError, match="2 pairs of 3 groups"):
        cluster_groups(pairs.iloc[:2])
    with pytest.raises(ValueError, match="method is 'ward'"):
        cluster_groups(pairs, method="ward")
