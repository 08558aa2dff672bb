import gzip
import json
import zipfile

import nltk
import numpy as np
import pandas as pd
import pytest
from plain_tables import make_tables

from workbench.inference import Resampling
from workbench.measures.readability import (
    compare_readability,
    compare_with_textstat,
    compute_indices,
    counts as word_counts,
    list_driving_sentences,
    score_readability,
)
from workbench.measures.readability.comparison import compute_as_textstat
from workbench.measures.readability.counts import count_sentences
from workbench.measures.readability.scores import COUNTS, MEASURES

PLAIN = "The harbour council met again on Friday. Mediators carried a second proposal to both delegations. "
HARD = "Representatives of the administration characterised the negotiations as disappointing, notwithstanding "
HARD += "considerable international encouragement, and announced additional consultations. "
TEXTS = {"a": PLAIN * 9, "b": (PLAIN + HARD) * 7}
TEXTSTAT_NAMES = {"words_per_sentence": "words_per_sentence", "letters_per_word": "avg_letter_per_word"}
FEW = Resampling(n_resamples=200, pieces="sentences")  # the same two sentences over and over: pieces are all alike


@pytest.fixture(scope="module")
def tables():
    return make_tables(TEXTS)


def value(scores, article, measure, voice="all"):
    return scores.query("article_id == @article and measure == @measure and voice == @voice").iloc[0]


def count_like_textstat(text):
    """The totals that textstat itself counts, in the order of COUNTS, with its characters per word made a count."""
    textstat = word_counts.load_textstat()
    n_words = textstat.lexicon_count(text)
    return {
        "n_sentences": textstat.sentence_count(text),
        "n_words": n_words,
        "n_letters": textstat.letter_count(text),
        "n_characters": textstat.avg_character_per_word(text) * n_words,
        "n_syllables": textstat.syllable_count(text),
        "n_polysyllables": textstat.polysyllabcount(text),
        "n_complex": textstat.difficult_words(text, syllable_threshold=3, unique=False),
        "n_long_words": textstat.long_word_count(text),
    }


def assert_equal_to_textstat(text):
    textstat = word_counts.load_textstat()
    counts = count_like_textstat(text)
    ours = compute_as_textstat(np.array([counts[name] for name in COUNTS], dtype=float), counts["n_characters"])
    names = {measure: TEXTSTAT_NAMES.get(measure, measure) for measure in MEASURES}
    shared = {measure: name for measure, name in names.items() if hasattr(textstat, name)}
    theirs = {measure: getattr(textstat, name)(text) for measure, name in shared.items()}
    assert len(shared) >= 10
    assert dict(zip(MEASURES, ours.tolist(), strict=True)) == pytest.approx(
        {**dict(zip(MEASURES, ours.tolist(), strict=True)), **theirs}, abs=1e-9, nan_ok=True
    )


@pytest.mark.parametrize("text", [*TEXTS.values(), "Prices rose 2.4 percent. We don't agree! Why not?", HARD])
def test_formulas_equal_textstat_given_its_counts(text):
    assert_equal_to_textstat(text)


@pytest.mark.slow
def test_formulas_equal_textstat_on_300_articles(validation_folder):
    with gzip.open(validation_folder / "scale_news" / "bbc2225.jsonl.gz", "rt", encoding="utf-8") as file:
        texts = [json.loads(line)["text"] for _, line in zip(range(300), file, strict=False)]
    assert len(texts) == 300
    for text in texts:
        assert_equal_to_textstat(text)


def test_formulas_by_hand():
    totals = np.array([4.0, 60, 300, 90, 6, 3, 12])
    found = dict(zip(MEASURES, compute_indices(totals).tolist(), strict=True))
    assert found["words_per_sentence"] == 15
    assert found["letters_per_word"] == 5
    assert found["flesch_reading_ease"] == pytest.approx(206.835 - 15.225 - 126.9)
    assert found["flesch_kincaid_grade"] == pytest.approx(5.85 + 17.7 - 15.59)
    assert found["automated_readability_index"] == pytest.approx(4.71 * 5 + 7.5 - 21.43)
    assert found["coleman_liau_index"] == pytest.approx(0.0588 * 500 - 0.296 * 400 / 60 - 15.8)
    assert found["lix"] == pytest.approx(15 + 20)
    assert found["rix"] == pytest.approx(3)
    assert found["smog_index"] == pytest.approx(1.043 * 45**0.5 + 3.1291)
    assert found["gunning_fog"] == pytest.approx(0.4 * (15 + 5))


def test_no_word_is_undefined():
    assert np.isnan(compute_indices(np.zeros(len(COUNTS)))).all()


def test_nothing_is_ever_downloaded(monkeypatch):
    def refuse(*args, **kwargs):
        raise AssertionError("asked NLTK to download")

    monkeypatch.setattr(nltk, "download", refuse)
    monkeypatch.setattr(nltk.data, "path", [])
    word_counts.load_textstat.cache_clear()
    word_counts.read_pronunciations.cache_clear()
    textstat = word_counts.load_textstat()
    assert textstat.syllable_count("counterrevolutionaries among zzyzzyva") > 8


def test_syllables_come_from_the_bundled_dictionary():
    words = ("negotiations", "talks", "cease-fire", "well known", "don't")
    assert [word_counts.count_word(word).n_syllables for word in words] == [5, 1, 3, 2, 1]


def test_the_archive_is_in_the_form_nltk_reads(project_root):
    folder = project_root / "workbench/resources/nltk_data/corpora"
    with zipfile.ZipFile(folder / "cmudict.zip") as archive:
        first = archive.read("cmudict/cmudict").decode().splitlines()[-1]
        assert "Carnegie Mellon" in archive.read("cmudict/LICENSE").decode()
    assert (folder / "LICENSE.cmudict").is_file()
    word, counter, *phones = first.split()
    assert word.isupper()
    assert counter.isdigit()
    assert phones


def test_a_missing_dictionary_is_a_sentence(monkeypatch, tmp_path):
    word_counts.read_pronunciations.cache_clear()
    monkeypatch.setattr(word_counts.resources, "files", lambda name: tmp_path)
    with pytest.raises(ValueError, match="cannot be read from workbench/resources, so syllables cannot be counted"):
        word_counts.read_pronunciations()
    monkeypatch.undo()
    word_counts.read_pronunciations.cache_clear()


def test_counts_per_sentence(tables):
    _, sentences, tokens = tables
    counts = count_sentences(sentences, tokens)
    first = counts.iloc[0]
    assert (first["n_words"], first["n_letters"], first["n_characters"]) == (7, 33, 34)
    assert counts["n_words"].tolist() == sentences["n_words"].tolist()
    assert (counts["n_sentences"] == 1).all()


def test_tokens_of_one_word_count_once():
    sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 16, "zone": "body"})
    rows = [
        ("do", 0, 2, 0, True),
        ("n't", 2, 5, 0, True),
        ("well", 6, 10, 6, True),
        ("-", 10, 11, 6, False),
        ("known", 11, 16, 6, True),
    ]
    tokens = pd.DataFrame(rows, columns=["lower", "start", "end", "word_start", "is_word"])
    tokens = tokens.assign(article_id="a", sentence_id=0, voice="narrator", zone="body")
    row = count_sentences(sentences, tokens).iloc[0]
    assert (row["n_words"], row["n_syllables"], row["n_letters"], row["n_long_words"]) == (2, 3, 13, 1)


def test_scores_have_their_table_and_order(tables):
    _, sentences, tokens = tables
    scores = score_readability(sentences, tokens, resampling=FEW)
    assert scores.columns.tolist()[:10] == [
        "article_id",
        "measure",
        "voice",
        "zones",
        "value",
        "low",
        "high",
        "n_words",
        "n_sentences",
        "reason",
    ]
    assert set(scores["measure"]) == set(MEASURES)
    assert "all" in set(scores["voice"])
    easy, hard = (value(scores, a, "flesch_reading_ease") for a in "ab")
    assert easy["value"] > hard["value"]
    assert hard["low"] < hard["value"] < hard["high"]
    assert easy["n_words"] == 9 * 15


def test_narrator_alone_equals_all(tables):
    _, sentences, tokens = tables
    scores = score_readability(sentences, tokens, resampling=FEW)
    both = scores[scores["article_id"] == "a"].pivot_table(index="measure", columns="voice", values="value")
    assert np.allclose(both["all"], both["narrator"])


def test_narration_and_quotation_are_kept_apart():
    quoted = '"We will not accept that." ' * 15 + (PLAIN + HARD) * 8
    _, sentences, tokens = make_tables({"a": quoted})
    scores = score_readability(sentences, tokens, resampling=FEW)
    sizes = scores[scores["measure"] == "lix"].set_index("voice")["n_sentences"]
    assert sizes["all"] == sizes["narrator"] + sizes["quotation"]
    assert sizes["quotation"] == 15
    assert value(scores, "a", "lix", "narrator")["value"] > value(scores, "a", "lix")["value"]
    assert value(scores, "a", "lix", "quotation")["reason"].startswith("too few words: 75")


def test_smog_only_from_thirty_sentences():
    _, sentences, tokens = make_tables({"a": PLAIN * 14, "b": PLAIN * 15})
    scores = score_readability(sentences, tokens, resampling=FEW)
    short, long = (value(scores, a, "smog_index") for a in "ab")
    assert np.isnan(short["value"])
    assert short["reason"] == "too few sentences: 28, at least 30 needed"
    assert not np.isnan(long["value"])
    assert not np.isnan(long["low"])


def test_lowered_limits_give_a_value_without_interval():
    _, sentences, tokens = make_tables({"a": PLAIN})
    refused = value(score_readability(sentences, tokens), "a", "flesch_kincaid_grade")
    assert np.isnan(refused["value"])
    assert refused["reason"] == "too few words: 15, at least 100 needed"
    lowered = score_readability(sentences, tokens, min_words=1, min_sentences=1)
    for measure in MEASURES:
        given = value(lowered, "a", measure)
        assert not np.isnan(given["value"])
        assert np.isnan(given["low"])
        assert given["reason"].startswith("no interval under 100 words")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("!!! ... ???", "no words"),
        ("😀 😀 😀", "no words"),
        ("x" * 10_000, "no words"),
        ("12 34 56 78 90 " * 30 + ".", "are numbers"),
        ("وقال المتحدث إن المحادثات ستستمر. " * 30, "not in Latin letters"),
        ("We agree.", "too few words"),
        ('"We only want to go home."', "too few words"),
    ],
)
def test_bad_input_is_nan_with_a_reason(text, reason):
    _, sentences, tokens = make_tables({"a": text})
    scores = score_readability(sentences, tokens)
    assert len(scores) >= len(MEASURES)
    assert scores["value"].isna().all()
    assert scores["reason"].str.contains(reason).all()


def test_an_overlong_word_changes_no_number(tables):
    _, sentences, tokens = make_tables({"a": TEXTS["a"]})
    _, longer, more = make_tables({"a": TEXTS["a"].replace("Friday.", "Friday " + "x" * 10_000 + ".", 1)})
    ours, theirs = (score_readability(*pair, resampling=FEW) for pair in ((sentences, tokens), (longer, more)))
    assert np.allclose(ours["value"], theirs["value"], equal_nan=True)


def test_only_a_headline_leaves_a_row_with_the_reason():
    _, sentences, tokens = make_tables({"a": "Talks resume"}, zone="headline")
    scores = score_readability(sentences, tokens)
    assert len(scores) == len(MEASURES)
    assert (scores["reason"] == "no words in these zones and this voice").all()


def test_zones_are_chosen_and_named(tables):
    _, sentences, tokens = tables
    sentences = sentences.assign(zone=np.where(sentences["sentence_id"] == 0, "headline", "body"))
    scores = score_readability(sentences, tokens, zones=("headline", "body"), resampling=FEW)
    assert set(scores["zones"]) == {"headline+body"}
    body = score_readability(sentences, tokens, resampling=FEW)
    assert value(scores, "a", "lix")["n_sentences"] == value(body, "a", "lix")["n_sentences"] + 1


def test_order_of_rows_and_other_articles_change_no_number(tables):
    _, sentences, tokens = tables
    scores = score_readability(sentences, tokens, resampling=FEW)
    shuffled = score_readability(sentences.sample(frac=1, random_state=1), tokens, resampling=FEW)
    pd.testing.assert_frame_equal(scores, shuffled)
    alone = score_readability(
        sentences[sentences["article_id"] == "b"], tokens[tokens["article_id"] == "b"], resampling=FEW
    )
    together = scores[scores["article_id"] == "b"].reset_index(drop=True)
    pd.testing.assert_frame_equal(alone, together)


def test_inputs_are_left_alone(tables):
    _, sentences, tokens = tables
    before = sentences.copy(), tokens.copy()
    score_readability(sentences, tokens, resampling=FEW)
    pd.testing.assert_frame_equal(sentences, before[0])
    pd.testing.assert_frame_equal(tokens, before[1])


def test_comparison_explains_the_whole_difference(tables):
    articles, sentences, tokens = tables
    table = compare_with_textstat(articles, sentences, tokens)
    table = table[table["textstat"].notna()]  # an index that textstat lacks has nothing to explain
    assert len(table) >= 8
    assert np.allclose(table["difference"], table[["from_formula", "from_sentences", "from_words"]].sum(axis=1))
    moved = table.set_index("measure")["from_formula"].abs() > 1e-12
    assert set(moved.index[moved]) == {"coleman_liau_index", "automated_readability_index"}
    assert np.allclose(table["value"] - table["textstat"], table["difference"])
    same = table[(table["n_sentences"] == table["n_sentences_textstat"])]
    assert (same["from_sentences"].abs() < 1e-12).all()


def test_comparison_shows_the_splitter():
    text = "Prices rose 2.4 percent in the U.S. on Monday, Gen. Marn said. " * 4
    articles, sentences, tokens = make_tables({"a": text})
    row = compare_with_textstat(articles, sentences, tokens).set_index("measure").loc["words_per_sentence"]
    assert row["n_sentences"] == 4
    assert row["n_sentences_textstat"] > 4
    assert row["from_sentences"] > 0


def test_driving_sentences_longest_first(tables):
    _, sentences, tokens = tables
    table = list_driving_sentences(sentences, tokens, measure="words_per_sentence")
    own = table[table["article_id"] == "b"]
    assert own["n_words"].is_monotonic_decreasing
    assert own["push"].iloc[0] > 0 > own["push"].iloc[-1]
    with pytest.raises(ValueError, match="measure is 'fre'; allowed are"):
        list_driving_sentences(sentences, tokens, measure="fre")


def test_pairs_are_compared_with_a_null(tables):
    _, sentences, tokens = tables
    table = compare_readability(sentences, tokens, resampling=FEW)
    assert "smog_index" not in set(table["measure"])
    row = table.set_index("measure").loc["words_per_sentence"]
    assert row["difference"] < row["null_low"]


def test_refusals_name_what_is_wrong(tables):
    _, sentences, tokens = tables
    with pytest.raises(KeyError, match="tokens lacks the column"):
        score_readability(sentences, tokens.drop(columns="lower"))
    with pytest.raises(ValueError, match="zones is 'footer'"):
        score_readability(sentences, tokens, zones=("footer",))
    with pytest.raises(ValueError, match="min_words is 0; it must be 1 or more"):
        score_readability(sentences, tokens, min_words=0)


def test_smog_of_few_sentences_is_given_from_exactly_the_number_asked_for():
    _, sentences, tokens = make_tables({"a": PLAIN * 9})
    given = score_readability(sentences, tokens, min_sentences=18, resampling=FEW)
    assert value(given, "a", "smog_index")["value"] > 0
    short = score_readability(sentences, tokens, min_sentences=19, resampling=FEW)
    assert np.isnan(value(short, "a", "smog_index")["value"])


def test_comparison_and_driving_sentences_count_the_zones_asked_for():
    articles, sentences, tokens = make_tables({"a": PLAIN * 10}, zone="standfirst")
    assert compare_with_textstat(articles, sentences, tokens)["value"].isna().all()
    assert len(list_driving_sentences(sentences, tokens)) == 0
    assert compare_with_textstat(articles, sentences, tokens, zones=["standfirst"])["value"].notna().any()
    assert len(list_driving_sentences(sentences, tokens, zones=["standfirst"])) == 20
