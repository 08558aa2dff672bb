import itertools
import json

import numpy as np
import pandas as pd
import pytest
from plain_tables import make_tables
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from workbench.inference import Resampling
from workbench.language import align_text
from workbench.measures.sentiment import (
    SentimentSettings,
    compare_instruments,
    list_contributions,
    list_hits,
    list_instruments,
    load_instrument,
    score_sentences,
    score_sentiment,
    share_instruments,
    shift_words,
    summarise_hits,
)
from workbench.measures.sentiment.instruments import DEFAULT_INSTRUMENTS, read_domain_words, read_name_guards
from workbench.measures.sentiment.vader import score_chunks, score_texts

BAD = "Shelling killed four people near the harbour and destroyed a clinic, witnesses said on Friday. "
GOOD = "Mediators welcomed a good and hopeful truce, and families celebrated the release of the hostages. "
MIXED = 'The envoy was not happy, but he said: "We hope for peace, and we will protect every family." '
QUOTED = '"Our people are suffering and afraid." '
TEXTS = {"a": (BAD + GOOD) * 6, "b": (BAD + BAD + MIXED) * 5, "c": (GOOD + MIXED + QUOTED) * 6}
FEW = SentimentSettings(resampling=Resampling(n_resamples=200, pieces="sentences"))
KEYS = ["article_id", "measure", "voice"]
RULE_WORDS = [
    "no",
    "not",
    "never",
    "without",
    "doubt",
    "so",
    "this",
    "but",
    "least",
    "at",
    "very",
    "kind",
    "of",
    "sort",
    "just",
    "enough",
    "the",
    "shit",
    "bomb",
    "bad",
    "ass",
    "yeah",
    "right",
    "to",
    "die",
    "for",
    "kiss",
    "death",
    "bus",
    "stop",
    "beating",
    "heart",
    "GOOD",
    "BUT",
    "or",
    "nor",
    "isn't",
    "VERY",
    "😀",
    "😡",
    "x!!",
    "??",
]
TRICKY = [
    "The plan is not GOOD but it is not BAD either!!",
    "This is kind of good, the shit, and 😀great 😀😡",
    "Yeah right, this is the bomb?? ?? ??",
    "The least good and at least good, very least bad",
    "It was never so great, never this bad, without doubt great",
    "No war or good news, no peace",
    "sort of bad ass but bad but bad",
    "VERY good, EXTREMELY bad, :) :( :D isn't won't",
    "It bears the kiss of death, to die for, a beating heart, bus stop",
    "",
    "!!! ???",
    "GREAT GREAT GREAT",
    "good " * 60,
    "hardly any hope, barely GOOD, despite the joy",
]


@pytest.fixture(scope="module")
def tables():
    return make_tables(TEXTS)


@pytest.fixture(scope="module")
def scores(tables):
    return score_sentiment(*tables[1:], settings=FEW)


@pytest.fixture(scope="module")
def analyzer():
    return SentimentIntensityAnalyzer()


def compound(analyzer, texts):
    return [analyzer.polarity_scores(text)["compound"] for text in texts]


@pytest.mark.parametrize("text", TRICKY)
def test_vader_is_reproduced_on_tricky_texts(analyzer, text):
    assert score_texts([text]).tolist() == compound(analyzer, [text])


def test_vader_is_reproduced_on_random_mixtures(analyzer):
    rng = np.random.default_rng(0)
    pool = [*list(analyzer.lexicon)[::23], *RULE_WORDS * 8]
    texts = [" ".join(rng.choice(pool, size=rng.integers(1, 13))) for _ in range(3000)]
    assert score_texts(texts).tolist() == compound(analyzer, texts)


def test_vader_is_reproduced_on_the_validation_sentences(analyzer, validation_folder):
    lines = (validation_folder / "nyt_editorial_snippets" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    texts = [align_text(json.loads(line)["text"]) for line in lines]
    assert len(texts) > 3000
    assert score_texts(texts).tolist() == compound(analyzer, texts)


def test_vader_contributions_make_the_compound():
    score = score_chunks(["Not", "a", "GOOD", "plan,", "but", "a", "great", "truce!!"])
    added = sum(valence for _, _, valence in score.hits) + score.emphasis
    assert added == pytest.approx(score.total)
    assert score.emphasis > 0


def test_article_score_is_the_mean_of_vaders_sentences(tables, scores, analyzer):
    articles, sentences, _ = tables
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    spans = sentences[sentences["article_id"] == "b"]
    expected = np.mean(compound(analyzer, [texts["b"][s:e] for s, e in zip(spans["start"], spans["end"], strict=True)]))
    row = scores.query("article_id == 'b' and measure == 'sentiment_vader' and voice == 'all'").iloc[0]
    assert row["value"] == pytest.approx(expected, abs=1e-12)
    assert row["low"] < row["value"] < row["high"]


def test_scores_have_their_table(scores):
    assert set(scores["measure"]) == {"sentiment_combined", *(f"sentiment_{name}" for name in DEFAULT_INSTRUMENTS)}
    assert set(scores["voice"]) == {"all", "narrator", "quotation"}
    assert scores["value"].dropna().between(-1, 1).all()
    assert scores.columns[:10].tolist()[-1] == "reason"
    assert set(scores.query("voice == 'all'")["article_id"]) == {"a", "b", "c"}


def test_bad_news_is_below_good_news(scores):
    wide = scores.query("voice == 'all'").pivot_table(index="measure", columns="article_id", values="value")
    assert (wide["b"] < wide["c"]).all()


def test_combined_is_the_mean_of_the_instruments(scores):
    wide = scores.pivot_table(index=["article_id", "voice"], columns="measure", values="value")
    others = [f"sentiment_{name}" for name in DEFAULT_INSTRUMENTS]
    assert np.allclose(wide["sentiment_combined"], wide[others].mean(axis=1))


def test_contributions_add_up_to_every_score(tables):
    settings = SentimentSettings(resampling=Resampling(n_resamples=100))
    scores = score_sentiment(*tables[1:], min_words=1, min_sentences=1, settings=settings)
    added = list_contributions(*tables[1:], settings=settings).groupby(KEYS)["contribution"].sum()
    values = scores.set_index(KEYS)["value"]
    assert len(values) == len(scores)
    assert np.allclose(added.reindex(values.index).fillna(0), values, atol=1e-12)


def test_hits_add_up_to_every_sentence_and_point_at_their_words(tables):
    articles, sentences, tokens = tables
    hits = list_hits(sentences, tokens)
    by_sentence = hits.groupby(["article_id", "sentence_id", "lexicon"])["contribution"].sum()
    scored = score_sentences(sentences, tokens).query("measure != 'sentiment_combined' and n_hits > 0")
    scored = scored.assign(lexicon=scored["measure"].str.removeprefix("sentiment_"))
    values = scored.set_index(["article_id", "sentence_id", "lexicon"])["value"]
    assert np.allclose(by_sentence.reindex(values.index), values, atol=1e-12)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    for hit in hits.query("lexicon == 'hu_liu'").itertuples():
        assert texts[hit.article_id][hit.start : hit.end].lower() == hit.term
    assert set(hits["voice"]) == {"narrator", "quotation"}


def test_word_shifts_add_up_to_the_difference(tables, scores):
    added = list_contributions(*tables[1:])
    shift = shift_words(added, a_id="a", b_id="b").query("voice == 'all'").groupby("measure")["shift"].sum()
    wide = scores.query("voice == 'all'").pivot_table(index="measure", columns="article_id", values="value")
    assert np.allclose(shift, (wide["a"] - wide["b"]).reindex(shift.index))
    rest = shift_words(added, a_id="a").query("voice == 'all'").groupby("measure")["shift"].sum()
    assert np.allclose(rest, (wide["a"] - wide[["b", "c"]].mean(axis=1)).reindex(rest.index))
    with pytest.raises(ValueError, match="a_id is 'z'; allowed are 'a', 'b', 'c'"):
        shift_words(added, a_id="z")


def test_voices_do_not_touch_each_other():
    quiet = 'The envoy left on Friday, saying: "We will wait for them." ' * 14
    loud = 'The envoy left on Friday, saying: "We will kill all enemies!!" ' * 14
    values = {}
    for name, text in (("quiet", quiet), ("loud", loud)):
        _, sentences, tokens = make_tables({"a": text})
        table = score_sentiment(sentences, tokens, min_words=1, min_sentences=1, settings=FEW)
        values[name] = table.pivot_table(index="measure", columns="voice", values="value")
    assert np.allclose(values["quiet"]["narrator"], values["loud"]["narrator"])
    assert (values["loud"]["quotation"] < values["quiet"]["quotation"]).all()
    assert (values["loud"]["all"] < values["quiet"]["all"]).all()


def test_swapping_the_parties_changes_no_score():
    text = (
        "Norland shelled a Sudmark village and killed nine people. Sudmark accepted the truce that Norland rejected. "
    )
    swapped = text.replace("Norland", "#").replace("Sudmark", "Norland").replace("#", "Sudmark")
    _, sentences, tokens = make_tables({"a": text * 8})
    _, other, others = make_tables({"a": swapped * 8})
    pd.testing.assert_frame_equal(
        score_sentiment(sentences, tokens, settings=FEW), score_sentiment(other, others, settings=FEW)
    )


def test_row_order_and_other_articles_change_no_number(tables, scores):
    _, sentences, tokens = tables
    shuffled = score_sentiment(
        sentences.sample(frac=1, random_state=2), tokens.sample(frac=1, random_state=3), settings=FEW
    )
    pd.testing.assert_frame_equal(scores, shuffled)
    alone = score_sentiment(
        sentences[sentences["article_id"] == "b"], tokens[tokens["article_id"] == "b"], settings=FEW
    )
    together = scores[scores["article_id"] == "b"].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, together)


def test_name_guard_is_a_switch():
    text = "The United Nations and the Relief and Works Agency met the Security Council. "
    _, sentences, tokens = make_tables({"a": text})
    found = {}
    for guard in ("none", "lexicons", "all"):
        hits = list_hits(sentences, tokens, settings=SentimentSettings(name_guard=guard))
        found[guard] = {lexicon: set(own) for lexicon, own in hits.groupby("lexicon")["term"]}
    assert {"united", "relief", "security"} <= found["none"]["vader"]
    assert found["lexicons"]["vader"] == found["none"]["vader"]
    assert "afinn" not in found["lexicons"]
    assert found["all"] == {}


def test_name_guard_keeps_ordinary_uses_and_the_parsers_names():
    text = "People felt relief, united in grief. Grace Hope left."
    _, sentences, tokens = make_tables({"a": text})
    hits = list_hits(sentences, tokens, settings=SentimentSettings(name_guard="all"))
    assert {"relief", "united", "grief", "grace", "hope"} <= set(hits["term"])
    names = tokens["text"].isin(["Grace", "Hope"])
    tagged = tokens.assign(ent_type=np.where(names, "PERSON", ""), pos=np.where(names, "PROPN", "X"))
    guarded = list_hits(sentences, tagged, settings=SentimentSettings(name_guard="all"))
    assert {"relief", "united", "grief"} <= set(guarded["term"])
    assert {"grace", "hope"}.isdisjoint(guarded["term"])


def test_every_guard_fits_its_example_and_not_its_counterexample():
    for row in read_name_guards().itertuples():
        for text, is_name in ((row.example, True), (row.counter_example, False)):
            _, sentences, tokens = make_tables({"a": f"They named {text} again."})
            instrument = load_instrument("vader")
            listed = type(instrument)("test", {row.term: 1.0})
            settings = SentimentSettings(instruments=(listed,), name_guard="all")
            assert list_hits(sentences, tokens, settings=settings).empty == is_name, (row.term, text)


def test_domain_words_are_a_switch(tables):
    kept = set(list_hits(*tables[1:])["term"])
    without = set(list_hits(*tables[1:], settings=SentimentSettings(domain_words=False))["term"])
    assert {"killed", "truce"} <= kept
    assert {"killed", "truce", "hostages"}.isdisjoint(without)
    assert "hopeful" in without
    assert read_domain_words().isdisjoint(without)


def test_negation_and_phrases_in_lexicons():
    _, sentences, tokens = make_tables({"a": "It was not a good day. They found a mass grave."})
    hits = list_hits(sentences, tokens, settings=SentimentSettings(instruments=("hu_liu", "conflict_news")))
    good = hits.query("term == 'good'").iloc[0]
    assert good["valence"] == pytest.approx(-0.74)
    grave = hits.query("lexicon == 'conflict_news'")
    assert grave["term"].tolist() == ["mass grave"]


def test_published_forms_beside_the_scores(tables):
    seen = summarise_hits(*tables[1:]).set_index(KEYS)
    row = seen.loc[("a", "sentiment_hu_liu", "all")]
    assert row["balance"] == pytest.approx((row["n_positive"] - row["n_negative"]) / row["n_hits"])
    assert row["coverage"] == pytest.approx(row["n_hits"] / row["n_words"])


def test_afinn_sum_is_that_of_its_own_package():
    afinn = pytest.importorskip("afinn").Afinn()
    for sentence in (BAD, GOOD, MIXED, QUOTED):
        _, sentences, tokens = make_tables({"a": sentence})
        seen = summarise_hits(sentences, tokens, settings=SentimentSettings(name_guard="none"))
        row = seen.query("measure == 'sentiment_afinn' and voice == 'all'").iloc[0]
        assert row["per_100_words"] * row["n_words"] / 100 == pytest.approx(afinn.score(sentence))


def test_agreement_of_instruments(tables, scores):
    matrix = compare_instruments(scores, sentences=score_sentences(*tables[1:]))
    n_pairs = len(list(itertools.combinations(DEFAULT_INSTRUMENTS, 2)))
    assert matrix["level"].value_counts().to_dict() == {"articles": n_pairs, "sentences": n_pairs}
    assert matrix["same_sign"].between(0, 1).all()
    order = share_instruments(scores).set_index(["a_id", "b_id"]).loc[("b", "c")]
    assert (order["order"], order["share"], order["n"]) == ("<", 1.0, 4)


def test_user_lexicon_joins_with_its_licence(tables, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("term,category,weight\nclinic,good,2\nshelling,bad,-3\n", encoding="utf-8")
    with pytest.raises(ValueError, match="states no licence"):
        score_sentiment(*tables[1:], settings=SentimentSettings(instruments=("vader", path)))
    path.with_suffix(".yaml").write_text("licence: CC0-1.0\n", encoding="utf-8")
    settings = SentimentSettings(instruments=(*DEFAULT_INSTRUMENTS, path), resampling=FEW.resampling)
    scores = score_sentiment(*tables[1:], settings=settings)
    assert "sentiment_mine" in set(scores["measure"])
    combined = scores.query("measure == 'sentiment_combined'")["value"].to_numpy()
    usual = score_sentiment(*tables[1:], settings=FEW).query("measure == 'sentiment_combined'")["value"].to_numpy()
    assert np.allclose(combined, usual, equal_nan=True)


def test_a_lexicon_without_weights_is_refused(tables, tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("term,category,weight\nclinic,good,0\n", encoding="utf-8")
    path.with_suffix(".yaml").write_text("licence: CC0-1.0\n", encoding="utf-8")
    with pytest.raises(ValueError, match="has no word or phrase with a weight other than 0"):
        score_sentiment(*tables[1:], settings=SentimentSettings(instruments=(path,)))


def test_every_bundled_instrument_states_its_licence():
    table = list_instruments().set_index("instrument")
    assert table["licence"].to_dict() == {
        "vader": "MIT",
        "hu_liu": "CC-BY-4.0",
        "afinn": "ODbL-1.0",
        "conflict_news": "CC0-1.0",
    }
    assert (table["n_terms"] > 400).all()
    assert table["cite"].str.len().gt(20).all()


def test_bundled_lists_are_complete_and_name_no_capitals():
    hu_liu = load_instrument("hu_liu").weights
    assert (sum(w > 0 for w in hu_liu.values()), sum(w < 0 for w in hu_liu.values())) == (2003, 4779)
    own = load_instrument("conflict_news").weights
    assert all(term == term.lower() for term in own)
    assert all(abs(weight) <= 4 for weight in own.values())


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("!!! ... ???", "no words"),
        ("😀 😀 😀", "no words"),
        ("12 34 56 78 90 " * 30 + ".", "are numbers"),
        ("وقال المتحدث إن المحادثات ستستمر. " * 30, "not in Latin letters"),
        ("We agree.", "too few words: 2, at least 100 needed"),
        ("x" * 10_000, "too few words"),
        ('"We only want to go home."', "too few words"),
    ],
)
def test_bad_input_is_nan_with_a_reason(text, reason):
    _, sentences, tokens = make_tables({"a": text})
    scores = score_sentiment(sentences, tokens)
    assert "all" in set(scores["voice"])
    assert scores["value"].isna().all()
    assert scores["reason"].str.contains(reason).all()


def test_short_texts_on_request_have_a_value_and_no_interval():
    _, sentences, tokens = make_tables({"a": "A good plan.", "b": "They met on Friday."})
    scores = score_sentiment(sentences, tokens, min_words=1, min_sentences=1).query("measure == 'sentiment_vader'")
    a, b = (scores.query("article_id == @name and voice == 'all'").iloc[0] for name in "ab")
    assert (a["value"], a["reason"]) == (0.4404, "no interval under 100 words or 10 sentences")
    assert b["value"] == 0
    assert b["reason"].startswith("no word of this instrument occurs")
    assert scores["low"].isna().all()


def test_only_a_headline_leaves_a_row_with_the_reason():
    _, sentences, tokens = make_tables({"a": "Talks resume"}, zone="headline")
    scores = score_sentiment(sentences, tokens)
    assert (scores["reason"] == "no words in these zones and this voice").all()
    assert score_sentences(sentences, tokens).empty
    assert list_hits(sentences, tokens).empty
    assert list_contributions(sentences, tokens).empty


def test_refusals(tables):
    _, sentences, tokens = tables
    with pytest.raises(ValueError, match="name_guard is 'yes'; allowed are 'lexicons', 'all', 'none'"):
        SentimentSettings(name_guard="yes")
    with pytest.raises(ValueError, match="name at least one, each once"):
        score_sentiment(sentences, tokens, settings=SentimentSettings(instruments=("vader", "vader")))
    with pytest.raises(FileNotFoundError, match="lexicon 'liwc' is neither a file nor one of"):
        score_sentiment(sentences, tokens, settings=SentimentSettings(instruments=("liwc",)))
    with pytest.raises(KeyError, match="tokens lacks the column"):
        score_sentiment(sentences, tokens.drop(columns="voice"))
    with pytest.raises(ValueError, match="min_sentences is 0"):
        score_sentiment(sentences, tokens, min_sentences=0)


@pytest.mark.slow
def test_default_combination_agrees_with_raters(validation_folder):
    lines = (validation_folder / "nyt_editorial_snippets" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    _, sentences, tokens = make_tables({row["id"]: row["text"] for row in rows})
    scores = score_sentiment(sentences, tokens, min_words=1, min_sentences=1, settings=FEW).query("voice == 'all'")
    human = pd.Series({row["id"]: row["mean"] for row in rows})
    found = scores.pivot_table(index="article_id", columns="measure", values="value").corrwith(human)
    assert found["sentiment_combined"] > 0.55
    assert found["sentiment_combined"] > found.drop("sentiment_combined").max() + 0.03
