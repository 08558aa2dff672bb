"""Key word in context, and collocates."""

import numpy as np
import pandas as pd
import pytest
from nltk.metrics import BigramAssocMeasures
from plain_tokens import make_tokens
from scipy import stats

from workbench.measures.vocabulary import find_collocates, find_contexts, index_words

TEXT = (
    'The council rejected a truce. "No truce," said the mayor\'s aide.\nThe cease-fire talks, and truce talks, go on.'
)
TEXTS = {"a": TEXT, "b": "Truces fail. A truce is talk."}


@pytest.fixture
def tokens():
    return make_tokens(TEXTS, lemmas={"truces": "truce", "talks": "talk"})


def nodes(lines):
    return list(zip(lines["article_id"], lines["node"], strict=True))


def test_word_in_context_with_marks_and_paragraphs(tokens):
    lines = find_contexts(tokens, "truce", window=3)
    assert lines[["left", "node", "right"]].values.tolist()[:3] == [
        ["council rejected a", "truce", '. "No truce," said'],
        ['a truce. "No', "truce", '," said the mayor'],
        ["cease-fire talks, and", "truce", "talks, go on"],
    ]
    paragraph = find_contexts(tokens, "cease-fire", window=2)
    assert paragraph["left"].tolist() == ["aide. ¶ The"]


def test_every_offset_gives_the_node_back(tokens):
    for query, match in [("truce", "word"), ("t*", "wildcard"), ("talk", "lemma"), (r"tru\w+", "regex")]:
        lines = find_contexts(tokens, query, match=match)
        assert len(lines)
        for row in lines.itertuples():
            assert TEXTS[row.article_id][row.start : row.end] == row.node
            whole = TEXTS[row.article_id][row.left_start : row.right_end]
            assert row.node in whole


def test_phrase_stays_inside_a_sentence(tokens):
    assert nodes(find_contexts(tokens, "truce talks", match="phrase")) == [("a", "truce talks")]
    assert find_contexts(tokens, "truce no", match="phrase").empty


def test_wildcards_regex_and_lemma(tokens):
    assert nodes(find_contexts(tokens, "truce?", match="wildcard")) == [("b", "Truces")]
    assert len(find_contexts(tokens, "truce*", match="wildcard")) == 5
    assert nodes(find_contexts(tokens, "* talks", match="wildcard")) == [
        ("a", "cease-fire talks"),
        ("a", "truce talks"),
    ]
    assert len(find_contexts(tokens, "truce", match="lemma")) == 5
    assert nodes(find_contexts(tokens, r"(no|a) truce", match="regex")) == [
        ("a", "a truce"),
        ("a", "No truce"),
        ("b", "A truce"),
    ]
    assert find_contexts(tokens, "ruce", match="regex").empty


def test_curly_marks_in_query_and_text_are_the_same():
    tokens = make_tokens({"a": "they don't go"})
    assert nodes(find_contexts(tokens, "Don’t")) == [("a", "don't")]


def test_voice_chooses_the_node_and_not_its_context(tokens):
    lines = find_contexts(tokens, "truce", voice="quotation", window=1)
    assert lines[["left", "node", "right"]].values.tolist() == [["No", "truce", '," said']]


@pytest.mark.parametrize(
    ("query", "changes", "sentence"),
    [
        ("", {}, "query is ''; it must hold at least one word"),
        ("   ", {}, "it must hold at least one word"),
        ("a(", {"match": "regex"}, "is not a valid regular expression"),
        ("*", {"match": "wildcard"}, "matches every word"),
        ("two words", {}, "has 2 words, match is 'word'. Choose match='phrase'"),
        ("truce", {"window": 0}, "window is 0; it must be 1 or more"),
        ("truce", {"match": "fuzzy"}, "match is 'fuzzy'; allowed are 'word', 'phrase'"),
        ("truce", {"zones": ["lead"]}, "zones is 'lead'"),
    ],
)
def test_bad_queries_are_refused_in_a_sentence(tokens, query, changes, sentence):
    with pytest.raises(ValueError, match=sentence.replace("*", r"\*").replace("?", r"\?").replace("(", r"\(")):
        find_contexts(tokens, query, **changes)


def test_nothing_found_is_an_empty_table_with_all_columns(tokens):
    found = find_contexts(tokens, "truce")
    for lines in (find_contexts(tokens, "peace"), find_contexts(tokens.iloc[:0], "truce")):
        assert lines.empty
        assert lines.dtypes.to_dict() == found.dtypes.to_dict()
    assert find_collocates(tokens, "peace").empty


def test_positions_run_from_0_to_1():
    lines = find_contexts(make_tokens({"a": "x y z y x"}), "x")
    assert lines["position"].tolist() == [0, 1]


def test_collocates_counts_and_measures_against_other_implementations():
    tokens = make_tokens({"a": "x y x z w x y u v q r s t x y p"})
    table = find_collocates(tokens, "x", window=1).set_index("term")
    row = table.loc["y"]
    together, n_term, n_node, n_window, n_words = 3, 3, 4, row["n_window"], 16
    assert (row["n_together"], row["n_term"], row["n_node"], row["n_words"]) == (together, n_term, n_node, n_words)
    assert n_window == 6  # y, z, w, y, t, y
    cells = [[together, n_window - together], [n_term - together, n_words - n_window - n_term + together]]
    expected = stats.contingency.expected_freq(cells)
    assert row["expected"] == pytest.approx(expected[0, 0])
    assert row["mi"] == pytest.approx(BigramAssocMeasures.pmi(together, (n_window, n_term), n_words))
    assert row["t_score"] == pytest.approx(BigramAssocMeasures.student_t(together, (n_window, n_term), n_words))
    g2 = stats.chi2_contingency(cells, correction=False, lambda_="log-likelihood").statistic
    assert row["log_likelihood"] == pytest.approx(g2)
    assert row["log_dice"] == pytest.approx(14 + np.log2(2 * 3 / (4 + 3)))
    assert row["delta_p_forward"] == pytest.approx(3 / 6 - 0 / 10)
    assert row["delta_p_backward"] == pytest.approx(3 / 3 - 3 / 13)


def test_log_likelihood_is_negative_below_expectation():
    tokens = make_tokens({"a": "x y " + "a a a b a a a a a a a a"})
    table = find_collocates(tokens, "b", window=1).set_index("term")
    assert table.loc["a", "log_likelihood"] > 0
    tokens = make_tokens({"a": "b a c c c c b d a a a a a a a a a a"})
    table = find_collocates(tokens, "b", window=2).set_index("term")
    assert table.loc["a", "log_likelihood"] < 0


def test_window_stops_at_the_article_and_counts_a_word_once():
    tokens = make_tokens({"a": "q x", "b": "y x z x w"})
    table = find_collocates(tokens, "x", window=5).set_index("term")
    assert table["n_together"].to_dict() == {"q": 1, "w": 1, "y": 1, "z": 1}
    assert table["n_window"].iloc[0] == 4
    assert "x" not in table.index


def test_collocates_of_a_phrase_leave_the_phrase_out():
    tokens = make_tokens({"a": "new truce talks began"})
    table = find_collocates(tokens, "truce talks", match="phrase", window=1)
    assert sorted(table["term"]) == ["began", "new"]


def test_an_index_gives_the_same_tables_as_the_tokens(tokens):
    index = index_words(tokens.sample(frac=1, random_state=2))
    assert len(index.words) == 25
    for query, match in [("truce", "word"), ("t*", "wildcard"), ("truce talks", "phrase"), ("talk", "lemma")]:
        pd.testing.assert_frame_equal(
            find_contexts(index, query, match=match), find_contexts(tokens, query, match=match)
        )
        pd.testing.assert_frame_equal(
            find_collocates(index, query, match=match), find_collocates(tokens, query, match=match)
        )
    with pytest.raises(ValueError, match="zones is 'lead'"):
        find_contexts(index, "truce", zones=["lead"])


def test_queries_at_the_edges_of_the_corpus_and_of_articles():
    tokens = make_tokens({"a": "x y", "b": "y x"})
    assert nodes(find_contexts(tokens, "x y", match="phrase")) == [("a", "x y")]
    assert nodes(find_contexts(tokens, "y y", match="phrase")) == []
    assert find_contexts(tokens, "x", window=99)[["left", "right"]].values.tolist() == [["", "y"], ["y", ""]]
    assert find_contexts(tokens, "x y z q r", match="phrase").empty


def test_an_article_of_marks_only_does_not_shift_the_others():
    tokens = pd.concat([make_tokens({"a": '"."'}), make_tokens({"b": "the truce holds"})], ignore_index=True)
    assert find_contexts(tokens, "truce", window=1)[["left", "right"]].values.tolist() == [["the", "holds"]]
