"""The explorers of notebooks 02 to 04 without a browser: set a control, read the view."""

import time

import pandas as pd
import pytest

from workbench.lexicons import find_hits
from workbench.measures.framing import score_framing
from workbench.measures.sentiment import list_contributions, list_hits, score_sentiment
from workbench.tokens.sentences import add_sentences
from workbench.widgets import concordance, contrasts, scores, switches
from workbench.widgets.choices import Search, SentimentChoice, TextChoice

LINES = {
    "a": [("The mayor praised the <calm> talks.", "narrator"), ("It was not good news, she said.", "quotation")] * 10,
    "b": [("The flood killed two people near the quay.", "narrator"), ("United Relief sent the boats.", "narrator")]
    * 10,
}


def split(line):
    words, at = [], 0
    for piece in line.replace("<", " ").replace(">", " ").replace(",", " ").replace(".", " ").split():
        at = line.index(piece, at)
        words.append((piece, at, at + len(piece)))
        at += len(piece)
    return words


@pytest.fixture(scope="module")
def texts():
    articles, sentences, tokens = [], [], []
    for article, lines in LINES.items():
        text = ""
        for number, (line, voice) in enumerate(lines):
            start = len(text)
            place = {"article_id": article, "block_id": 0, "sentence_id": number, "zone": "body"}
            sentences.append(place | {"start": start, "end": start + len(line)})
            for word, first, last in split(line):
                row = {"start": start + first, "end": start + last, "text": word, "lower": word.lower(), "voice": voice}
                tokens.append(place | row | {"is_word": True, "lemma": word.lower(), "pos": "NOUN"})
            text += line + " "
        articles.append({"article_id": article, "text": text})
    return tuple(pd.DataFrame(rows) for rows in (articles, sentences, tokens))


@pytest.fixture(scope="module")
def boxes(texts):
    articles, sentences, tokens = texts
    hits = add_sentences(list_hits(sentences, tokens), articles=articles, sentences=sentences)
    framing = score_framing(tokens, ["suffering", "casualty_verbs"], n_shuffles=20)
    found = find_hits(tokens, ["suffering", "casualty_verbs"])
    return {
        "sentiment": switches.explore_sentiment(articles, sentences, tokens),
        "shift": contrasts.explore_shift(list_contributions(sentences, tokens), hits),
        "readability": switches.explore_readability(articles, sentences, tokens, measure="lix"),
        "hits": scores.explore_hits(articles, found, framing),
        "collocates": concordance.explore_collocates(tokens, query="the"),
        "ngrams": concordance.explore_ngrams(tokens, n=2),
        "dispersion": concordance.explore_dispersion(tokens, query="the"),
        "similarity": contrasts.explore_similarity(tokens),
        "keywords": contrasts.explore_keywords(tokens),
    }


NAMES = ("sentiment", "shift", "readability", "hits", "collocates", "ngrams", "dispersion", "similarity", "keywords")


@pytest.mark.parametrize("name", NAMES)
def test_every_view_has_labels_words_table_call_and_scope(boxes, name):
    box = boxes[name]
    assert all(control.description for control in box.controls.values())
    for needed in ("This view in words", "The table behind it", f"render_{name}(", "these texts only"):
        assert needed in box.view.value
    assert 'role="alert"' not in box.view.value
    assert "<calm>" not in box.view.value


@pytest.mark.parametrize("name", NAMES)
def test_a_page_without_a_kernel_keeps_the_view_and_no_control(boxes, name):
    html = boxes[name]._repr_mimebundle_()["text/html"]
    assert "run the notebook to change them" in html
    assert not any(tag in html for tag in ("<select", "<input", "<button", "<script"))


@pytest.mark.parametrize(
    ("name", "control", "value", "gone", "come"),
    [
        ("sentiment", "article", "b", "[+1.9", "killed"),
        ("sentiment", "measure", "sentiment_hu_liu", "[+1.9", "[+1.0"),
        ("sentiment", "voice", "narrator", "all voices", "narrator voice"),
        ("sentiment", "domain_words", False, "domain words counted", "domain words left out"),
        ("sentiment", "name_guard", "none", "name guard on", "name guard off"),
        ("shift", "against", "b", "all the others", "a minus b"),
        ("readability", "measure", "words_per_sentence", "Lix of a", "Words per sentence of a"),
        ("readability", "voice", "quotation", "own figure for the same text", "textstat is asked for the whole text"),
        ("readability", "article", "b", "Lix of a", "Lix of b"),
        ("hits", "article", "b", "in a:", "in b:"),
        ("collocates", "query", "flood", "“the”", "“flood”"),
        ("ngrams", "n", 3, "the quay (", "near the quay"),
        ("dispersion", "query", "flood", "“the”", "“flood”"),
        ("similarity", "method", "single", "method=&#x27;average", "method=&#x27;single"),
        ("keywords", "prior", 10.0, "prior=500.0", "prior=10.0"),
        ("keywords", "group", "b", "group=&#x27;a&#x27;", "group=&#x27;b&#x27;"),
    ],
)
def test_moving_a_control_changes_the_view_quickly_and_moving_it_back_restores_it(
    boxes, name, control, value, gone, come
):
    box = boxes[name]
    before, held = box.view.value, box.controls[control].value
    assert come not in before or gone in before
    begun = time.perf_counter()
    box.controls[control].value = value
    assert time.perf_counter() - begun < 10, "a reader waits for this"
    assert come in box.view.value
    assert box.view.value != before
    box.controls[control].value = held
    assert 'role="alert"' not in box.view.value


def test_the_score_shown_is_the_sum_of_the_words_shown(texts):
    articles, sentences, tokens = texts
    for measure in ("sentiment_vader", "sentiment_afinn", "sentiment_combined"):
        view = switches.render_sentiment(articles, sentences, tokens, choice=SentimentChoice("b", measure))
        scores = score_sentiment(sentences, tokens).query("article_id == 'b' and voice == 'all'")
        value = scores.loc[scores["measure"] == measure, "value"].iloc[0]
        assert view.table["contribution"].sum() == pytest.approx(value)


def test_a_negated_word_shows_both_weights_and_a_domain_word_goes_when_left_out(texts):
    view = switches.render_sentiment(*texts, choice=SentimentChoice("a", "sentiment_vader"))
    assert "[+1.9, here −1.4: " in view.html
    assert "bad news is not tone" in view.caption
    kept = switches.render_sentiment(*texts, choice=SentimentChoice("b", "sentiment_vader")).table["term"].tolist()
    left = switches.render_sentiment(*texts, choice=SentimentChoice("b", "sentiment_vader", domain_words=False))
    assert "killed" in kept
    assert "killed" not in left.table["term"].tolist()


def test_a_voice_that_does_not_occur_is_said_and_not_scored(texts):
    view = switches.render_sentiment(*texts, choice=SentimentChoice("b", "sentiment_vader", voice="quotation"))
    assert "too few to say" in view.caption
    assert view.table.empty
    view = switches.render_readability(*texts, choice=TextChoice("b", "lix", voice="quotation"))
    assert view.table.empty


def test_longest_sentences_come_first_and_are_marked(texts):
    view = switches.render_readability(*texts, choice=TextChoice("a", "lix"), longest=1)
    assert view.table["n_words"].is_monotonic_decreasing
    assert view.html.count(" words, push") == 1


def test_opening_a_collocate_keeps_only_its_lines(texts):
    tokens = texts[2]
    every = concordance.render_collocates(tokens, search=Search("flood", window=2))
    some = concordance.render_collocates(tokens, search=Search("flood", window=2), term="killed")
    none = concordance.render_collocates(tokens, search=Search("flood", window=2), term="praised")
    assert every.html.count("<b>flood</b>") == some.html.count("<b>flood</b>") == 10
    assert "No line" in none.html


def test_the_word_opened_follows_the_query_and_survives_a_bad_one(boxes):
    box = boxes["collocates"]
    box.controls["query"].value = "flood"
    assert "killed" in [value for _, value in box.controls["term"].options]
    box.controls["query"].value = " "
    assert 'role="alert"' in box.view.value
    box.controls["query"].value = "the"
    assert 'role="alert"' not in box.view.value


def test_one_text_alone_gets_a_sentence_and_no_traceback(texts):
    articles, sentences, tokens = (table[table["article_id"] == "a"].reset_index(drop=True) for table in texts)
    assert "needs two" in contrasts.explore_similarity(tokens).view.value
    assert "Nothing to show" in contrasts.explore_keywords(tokens).view.value or "two texts" in (
        contrasts.explore_keywords(tokens).view.value
    )
    hits = add_sentences(list_hits(sentences, tokens), articles=articles, sentences=sentences)
    assert "needs two texts" in contrasts.explore_shift(list_contributions(sentences, tokens), hits).view.value


def test_unknown_choices_are_refused_with_a_sentence(texts):
    with pytest.raises(ValueError, match="voice is 'choir'"):
        TextChoice("a", "lix", voice="choir")
    with pytest.raises(ValueError, match="name_guard is 'some'"):
        SentimentChoice("a", "sentiment_vader", name_guard="some")
    with pytest.raises(ValueError, match="measure is 'fog'"):
        switches.render_readability(*texts, choice=TextChoice("a", "fog"))
    with pytest.raises(ValueError, match="measure is 'sentiment_joy'"):
        switches.render_sentiment(*texts, choice=SentimentChoice("a", "sentiment_joy"))
    with pytest.raises(ValueError, match="article is 'z'"):
        switches.render_sentiment(*texts, choice=SentimentChoice("z", "sentiment_vader"))
