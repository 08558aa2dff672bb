"""Tokens put together to words."""

import pandas as pd
import pytest
from plain_tokens import make_tokens

from workbench.language import segment_text
from workbench.tokens.selection import assign_groups, choose_terms, list_words


def tokens_of(*pieces):
    """Pieces (text, tag, lemma, pos); a leading '+' glues a piece to the word before it."""
    rows, at, word = [], 0, 0
    for piece, tag, lemma, pos in pieces:
        glued, text = piece.startswith("+"), piece.removeprefix("+")
        at += 0 if glued else 1
        word = word if glued else at
        rows.append((at, at + len(text), word, text, tag, lemma, pos))
        at += len(text)
    df = pd.DataFrame(rows, columns=["start", "end", "word_start", "text", "tag", "lemma", "pos"])
    return df.assign(
        article_id="a",
        block_id=0,
        sentence_id=0,
        token_id=range(len(df)),
        lower=df["text"].str.lower().str.replace("’", "'"),
        is_word=df["text"].str.contains(r"\w"),
        zone="body",
        voice="narrator",
    )


def test_possessive_ending_is_left_off_and_the_offsets_end_before_it():
    words = list_words(tokens_of(("Mayor", "NN", "mayor", "NOUN"), ("+’s", "POS", "'s", "PART")))
    assert words[["start", "end", "text", "lower"]].values.tolist() == [[1, 6, "Mayor", "mayor"]]


def test_contraction_is_one_word_with_the_lemma_of_its_first_piece():
    words = list_words(tokens_of(("Do", "VBP", "do", "AUX"), ("+n’t", "RB", "not", "PART")))
    assert words[["text", "lower", "lemma", "pos"]].values.tolist() == [["Don’t", "don't", "do", "AUX"]]


def test_compound_is_one_word_with_the_lemma_of_its_last_piece():
    pieces = ("Cease", "VB", "cease", "VERB"), ("+-", "HYPH", "-", "PUNCT"), ("+fires", "NNS", "fire", "NOUN")
    words = list_words(tokens_of(*pieces))
    assert words[["lower", "lemma", "pos"]].values.tolist() == [["cease-fires", "cease-fire", "NOUN"]]


def test_marks_outside_words_are_left_out_and_marks_at_the_edge_of_a_word_too():
    pieces = [("(", "-LRB-", "(", "PUNCT"), ("peace", "NN", "peace", "NOUN"), ("+.", ".", ".", "PUNCT")]
    assert list_words(tokens_of(*pieces))["text"].tolist() == ["peace"]


def test_without_word_start_each_wordlike_token_is_a_word():
    tokens = tokens_of(("do", "VBP", "do", "AUX"), ("+n't", "RB", "not", "PART")).drop(columns="word_start")
    assert list_words(tokens)["lower"].tolist() == ["do", "n't"]


def test_same_word_start_in_two_articles_stays_apart_and_order_does_not_matter():
    tokens = make_tokens({"b": "peace talks", "a": "war again"})
    words = list_words(tokens.sample(frac=1, random_state=3))
    assert words["lower"].tolist() == ["war", "again", "peace", "talks"]
    assert words["word_id"].tolist() == [0, 1, 0, 1]


def test_input_is_not_changed_and_empty_gives_empty():
    tokens = make_tokens({"a": "The mayor's well-known plan."})
    before = tokens.copy()
    words = list_words(tokens)
    pd.testing.assert_frame_equal(tokens, before)
    empty = list_words(tokens.iloc[:0])
    assert empty.empty
    assert list(empty.columns) == list(words.columns)


def test_lemma_asked_of_tokens_without_lemma_is_refused():
    words = list_words(make_tokens({"a": "peace"}).drop(columns="lemma"))
    with pytest.raises(ValueError, match="the tokens carry no lemma"):
        choose_terms(words, "lemma")
    with pytest.raises(ValueError, match="unit is 'stem'; allowed are 'form', 'lemma'"):
        choose_terms(words, "stem")


def test_groups_by_mapping_by_column_and_refused_mapping():
    words = list_words(make_tokens({"a": "peace", "b": "war"}))
    assert assign_groups(words, {"a": "Gull", "b": "Heron"}).tolist() == ["Gull", "Heron"]
    with pytest.raises(ValueError, match="by maps 1 article ids, none of them among a, b"):
        assign_groups(words, {"x": "Gull"})
    with pytest.raises(KeyError, match="lacks the column"):
        assign_groups(words, "outlet")


def test_words_of_the_parser_agree_with_the_sentence_table_and_the_text():
    text = "The mayor’s well-known plan didn’t please Hamal's U.N.-run board. “We won’t go,” she said in 2.4 seconds."
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    blocks = pd.DataFrame({"article_id": ["a"], "block_id": [0], "start": [0], "end": [len(text)], "zone": ["body"]})
    sentences, tokens = segment_text(articles, blocks, cache=False)
    words = list_words(tokens)
    assert len(words) == sentences["n_words"].sum()
    assert [text[s:e] for s, e in zip(words["start"], words["end"], strict=True)] == words["text"].tolist()
    assert {"mayor", "well-known", "didn't", "u.n.-run", "won't", "2.4", "hamal"} <= set(words["lower"])
