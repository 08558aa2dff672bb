import pandas as pd
import pytest

from workbench.tokens.sentences import add_sentences

TEXT = "It rained 🙂. Jo left.\nAl stayed."


@pytest.fixture
def articles():
    return pd.DataFrame({"article_id": ["b", "a"], "text": ["Nothing.", TEXT]})


@pytest.fixture
def sentences():
    rows = [("b", 0, 8), ("a", 0, 12), ("a", 13, 21), ("a", 22, 32)]
    return pd.DataFrame(rows, columns=["article_id", "start", "end"])


def rows_of(*spans):
    return pd.DataFrame(spans, columns=["article_id", "start", "end"])


def test_each_row_gets_its_sentence_in_the_order_given(articles, sentences):
    table = add_sentences(rows_of(("a", 25, 31), ("b", 0, 7), ("a", 13, 15)), articles=articles, sentences=sentences)
    assert table["sentence"].tolist() == ["Al stayed.", "Nothing.", "Jo left."]
    assert table["sentence_start"].tolist() == [22, 0, 13]


def test_a_span_over_two_sentences_gets_both(articles, sentences):
    table = add_sentences(rows_of(("a", 3, 15)), articles=articles, sentences=sentences)
    assert table["sentence"].tolist() == ["It rained 🙂. Jo left."]


def test_a_span_outside_every_sentence_is_its_own(articles, sentences):
    table = add_sentences(rows_of(("a", 12, 13)), articles=articles, sentences=sentences)
    assert table[["sentence_start", "sentence_end"]].values.tolist() == [[12, 13]]


def test_a_span_that_reaches_beyond_its_sentence_is_kept_whole(articles, sentences):
    table = add_sentences(rows_of(("a", 12, 20)), articles=articles, sentences=sentences)
    assert table["sentence"].tolist() == [" Jo left."]


def test_no_rows_give_no_rows_with_the_columns(articles, sentences):
    table = add_sentences(rows_of().astype({"article_id": "str"}), articles=articles, sentences=sentences)
    assert len(table) == 0
    assert {"sentence", "sentence_start", "sentence_end"} <= set(table)


def test_inputs_are_not_changed(articles, sentences):
    rows = rows_of(("a", 13, 15))
    before = rows.copy()
    add_sentences(rows, articles=articles, sentences=sentences)
    pd.testing.assert_frame_equal(rows, before)


def test_rows_of_an_unknown_article_are_refused(articles, sentences):
    with pytest.raises(ValueError, match="table holds the article 'z', which articles lacks; articles has a, b"):
        add_sentences(rows_of(("z", 0, 1)), articles=articles, sentences=sentences)
