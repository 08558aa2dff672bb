"""Twelve invented articles of three outlets through every score, keyness and tally."""

import numpy as np
import pandas as pd
import pytest
from twelve_articles import OUTLETS, list_outlets, make_twelve

from workbench.inference import Resampling
from workbench.measures.framing import score_framing
from workbench.measures.keyness import compare_terms, count_passing
from workbench.measures.readability import compare_readability, score_readability
from workbench.measures.sensitivity import run_universes, share_universes, summarise_universes
from workbench.measures.sentiment import (
    SentimentSettings,
    list_contributions,
    score_sentiment,
    share_instruments,
    shift_words,
    summarise_hits,
)
from workbench.measures.sources.source_tables import pivot_sources, tally_attributions
from workbench.measures.vocabulary import (
    compare_similarity,
    count_ngrams,
    count_terms,
    index_words,
    measure_dispersion,
    measure_diversity,
    weigh_terms,
)
from workbench.measures.vocabulary.frequencies import count_zone_words
from workbench.tokens.index import list_variants

FEW = Resampling(n_resamples=200)
SETTINGS = SentimentSettings(instruments=("afinn", "hu_liu"), combined=(), resampling=FEW)
HALVES = {article: "first" if number < 6 else "second" for number, article in enumerate(OUTLETS)}
ALONE = {article: f"Paper {article}" for article in OUTLETS}
NO_INTERVAL = "fewer than five articles: no interval, look at the articles"


@pytest.fixture(scope="module")
def tables():
    return make_twelve()


def score_words(tables, by):
    tokens = tables[1].assign(lemma=tables[1]["lower"])
    return score_framing(tokens, "negotiation_peace", by=by, n_shuffles=20)


SCORES = {
    "readability": lambda tables, by: score_readability(*tables, by=by, resampling=FEW),
    "sentiment": lambda tables, by: score_sentiment(*tables, by=by, settings=SETTINGS),
    "diversity": lambda tables, by: measure_diversity(tables[1], by=by),
    "framing": score_words,
}


@pytest.mark.parametrize("name", SCORES)
def test_four_articles_give_values_and_dots_but_no_interval(tables, name):
    table = SCORES[name](tables, OUTLETS)
    assert table.columns[:2].tolist() == ["group", "n_articles"]
    assert set(table["group"]) == {"Gull", "Heron", "Tern"}
    assert set(table["n_articles"]) == {4}
    given = table[(table["voice"] == "all") & table["value"].notna()]
    assert len(given)
    assert given[["low", "high"]].isna().all(axis=None)
    assert given["reason"].str.contains(NO_INTERVAL, regex=False).all()
    keys = ["group", "measure", "voice", "zones"]
    assert table.equals(table.sort_values(keys, kind="stable", ignore_index=True))


@pytest.mark.parametrize("name", SCORES)
def test_six_articles_give_an_interval_around_the_value(tables, name):
    table = SCORES[name](tables, HALVES)
    given = table[(table["voice"] == "all") & table["value"].notna() & table["reason"].isna()]
    assert set(given["group"]) == {"first", "second"}
    assert (given["low"] <= given["value"]).all()
    assert (given["value"] <= given["high"]).all()


@pytest.mark.parametrize("name", SCORES)
def test_groups_of_one_article_are_that_article(tables, name):
    columns = ["measure", "voice", "value", "low", "high", "n_words", "n_sentences", "reason"]
    by_article, by_group = (SCORES[name](tables, by) for by in ("article_id", ALONE))
    assert (by_group["n_articles"] == 1).all()
    pd.testing.assert_frame_equal(by_group[columns], by_article[columns])
    assert by_group["article_mean"].isna().all()


def test_values_are_pooled_and_the_mean_of_the_articles_stands_beside(tables):
    by_article, by_group = (SCORES["readability"](tables, by) for by in ("article_id", OUTLETS))
    each = by_article.query("measure == 'words_per_sentence' and voice == 'all'").set_index("article_id")
    row = by_group.query("measure == 'words_per_sentence' and voice == 'all' and group == 'Tern'").iloc[0]
    tern = each[each.index.map(OUTLETS) == "Tern"]
    assert row["value"] == pytest.approx(tern["n_words"].sum() / tern["n_sentences"].sum())
    assert row["article_mean"] == pytest.approx(tern["value"].mean())
    assert row["article_mean"] != pytest.approx(row["value"], abs=1e-6)
    assert row["n_words"] == tern["n_words"].sum()


def test_short_texts_can_be_pooled_that_could_not_be_scored_alone():
    tables = make_twelve(n_sentences=4)
    alone, pooled = (score_readability(*tables, by=by, resampling=FEW) for by in ("article_id", OUTLETS))
    lix = "measure == 'lix' and voice == 'all' and "
    assert alone.query(lix + "article_id == 'gull_1'")["value"].isna().all()
    row = pooled.query(lix + "group == 'Gull'").iloc[0]
    assert row["value"] > 0
    assert np.isnan(row["article_mean"])


def test_keyness_deals_articles_and_shows_the_range(tables):
    table = compare_terms(tables[1], by=OUTLETS, measures=["log_odds", "g2"], n_shuffles=100)
    assert table["null"].iloc[0] == "articles dealt, 100 of 34,650 distinct deals"
    strongest = table[table["measure"] == "log_odds"].sort_values("z").groupby("group").tail(1).set_index("group")
    assert strongest.loc[["Gull", "Heron"], "term"].tolist() == ["blockade", "closure"]
    assert strongest.loc["Gull", ["range_group", "articles_group", "range_rest", "articles_rest"]].tolist() == [
        4,
        4,
        0,
        8,
    ]
    one = table[(table["term"] == "lighthouse") & (table["group"] == "Tern")]
    assert (one["range_group"] == 1).all()
    assert not one["passes"].any()
    assert (table["p_value"].dropna() >= table["least_p"].max() - 1e-12).all()


def test_three_against_three_cannot_say(tables):
    mine = {article: outlet for article, outlet in OUTLETS.items() if outlet != "Tern" and not article.endswith("4")}
    table = compare_terms(tables[1], by=mine, measures=["g2"])
    assert table["null"].iloc[0] == "articles dealt, 20 distinct deals"
    assert (table["least_p"] == 0.1).all()
    assert not table["passes"].any()
    can_pass = table[(table["n_group"] + table["n_rest"] >= 5) & (table["n_articles"] >= 2) & (table["expected"] >= 1)]
    assert set(can_pass["reason"]) == {"too few articles to say"}
    passing = count_passing(tables[1], by=mine, measures=["g2"], n_shuffles=50)
    assert passing["null"].tolist() == ["articles dealt, 20 distinct deals"] * 2


def test_one_article_per_group_deals_sentences_as_ever(tables):
    columns = ["term", "measure", "value", "p_value", "q_value", "null_low", "null_high", "passes"]
    by_article, by_group = (
        compare_terms(tables[1], by=by, measures=["log_odds"], n_shuffles=20) for by in ("article_id", ALONE)
    )
    assert "range_group" not in by_group
    pd.testing.assert_frame_equal(by_group[columns], by_article[columns])


def test_counts_of_words_by_outlet(tables):
    table = count_terms(tables[1], by=OUTLETS).set_index(["group", "term"])
    assert table.loc[("Gull", "blockade"), "n_articles"] == 4
    assert table.loc[("Gull", "blockade"), ["low", "high"]].isna().all()
    assert table.loc[("Gull", "blockade"), "reason"] == NO_INTERVAL
    halves = count_terms(tables[1], by=HALVES).set_index(["group", "term"])
    row = halves.loc[("first", "the")]
    assert row["low"] < row["rate"] < row["high"]
    assert measure_dispersion(tables[1], by=OUTLETS).set_index("term").loc["blockade", "range"] == 1
    assert len(compare_similarity(weigh_terms(tables[1], by=OUTLETS))) == 3


def test_spelling_variants_are_one_word_unless_switched_off(tables):
    assert list_variants(tables[1])[["variant", "form", "n_articles"]].values.tolist() == [
        ["cease-fire", "ceasefire", 4]
    ]
    merged, apart = (count_terms(tables[1], by=OUTLETS, merge_variants=merge) for merge in (True, False))
    assert "cease-fire" not in set(merged["term"])
    gull = merged[(merged["group"] == "Gull") & (merged["term"] == "ceasefire")]["n"].item()
    assert gull == apart[(apart["group"] == "Gull") & (apart["term"] == "cease-fire")]["n"].item()
    kept = compare_terms(tables[1], by=OUTLETS, measures=["g2"], n_shuffles=0, merge_variants=False)
    assert "cease-fire" in set(kept["term"])
    listed = compare_terms(tables[1], measures=["g2"], n_shuffles=0, reference={"cease-fire": 10, "peace": 90})
    assert set(listed.loc[listed["term"] == "ceasefire", "n_rest"]) == {10}


def test_one_index_serves_every_count(tables):
    tokens, index = tables[1], index_words(tables[1])
    for count in (
        count_terms,
        count_ngrams,
        measure_dispersion,
        measure_diversity,
        weigh_terms,
        lambda given: compare_terms(given, measures=["g2"], n_shuffles=5),
        lambda given: count_terms(given, voice="quotation"),
    ):
        pd.testing.assert_frame_equal(count(index), count(tokens))


def test_contributions_add_up_to_the_score_of_the_group_and_shift_between_groups(tables):
    added = list_contributions(*tables, by=OUTLETS, settings=SETTINGS)
    scores = score_sentiment(*tables, by=OUTLETS, settings=SETTINGS)
    keys = ["group", "measure", "voice"]
    sums = added.groupby(keys)["contribution"].sum()
    values = scores[scores["voice"] == "all"].set_index(keys)["value"]
    assert np.allclose(sums.reindex(values.index).fillna(0), values)
    shift = shift_words(added, a_id="Gull", b_id="Heron").query("measure == 'sentiment_afinn' and voice == 'all'")
    both = values.xs("sentiment_afinn", level="measure").droplevel("voice")
    assert shift["shift"].sum() == pytest.approx(both["Gull"] - both["Heron"])
    seen = summarise_hits(*tables, by=OUTLETS, settings=SETTINGS).query("voice == 'all'")
    each = summarise_hits(*tables, settings=SETTINGS).query("voice == 'all'")
    assert seen["n_hits"].sum() == each["n_hits"].sum()
    assert len(share_instruments(scores)) == 3


def test_universes_of_groups(tables):
    def score(zones):
        return score_readability(*tables, by=OUTLETS, zones=zones, resampling=FEW)

    options = {"zones": {"body": {"zones": ("body",)}, "with headline": {"zones": ("body", "headline")}}}
    curve = run_universes(score, options, measure="lix")
    assert curve["group"].tolist() == ["Gull", "Heron", "Tern"] * 2
    assert share_universes(curve)["share"].tolist() == [1.0] * 3
    assert summarise_universes(curve)["group"].tolist() == ["Gull", "Heron", "Tern"]


def test_differences_of_groups_deal_articles(tables):
    table = compare_readability(*tables, by=OUTLETS, resampling=FEW).query("measure == 'lix'")
    assert table[["n_a", "n_b"]].to_numpy().tolist() == [[4, 4]] * 3
    assert table[["low", "high"]].isna().all(axis=None)
    assert table["null_low"].notna().all()
    halves = compare_readability(*tables, by=HALVES, resampling=FEW).query("measure == 'lix'").iloc[0]
    assert halves["low"] < halves["difference"] < halves["high"]


def test_tallies_by_outlet_when_ids_repeat_over_articles(tables):
    words = count_zone_words(tables[0], by=list_outlets())
    assert words[["group", "n_articles", "zone"]].values.tolist() == [
        [name, 4, "body"] for name in ("Gull", "Heron", "Tern")
    ]
    assert words["n_words"].sum() == tables[0]["n_words"].sum()
    rows = [("gull_1", 0, "direct", 4), ("gull_2", 0, "direct", 5), ("heron_1", 0, "indirect", 6)]
    said = pd.DataFrame(rows, columns=["article_id", "attribution_id", "form", "n_words"])
    tally = tally_attributions(said, groups=list_outlets())
    assert tally.values.tolist() == [["Gull", 2, "direct", 2, 9], ["Heron", 1, "indirect", 1, 6]]
    sources = said.assign(source_name=["Jo", "Jo", "Jo"], resolved=True)
    assert pivot_sources(sources, by=OUTLETS).values.tolist() == [["Jo", True, 3, 15, 9, 6]]
