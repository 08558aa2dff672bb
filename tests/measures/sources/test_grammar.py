"""Who does a verb, how far a noun phrase reaches, and which sentence a token stands in."""

import pytest
from source_rows import make_article

from workbench.language import segment_text
from workbench.measures.sources.cues import find_speaker
from workbench.measures.sources.quotes import count_words, find_quotes, holds_no_speech, whole_sentences
from workbench.tokens.grammar import find_whole_phrase, is_infinitive, list_finite, sentence_span
from workbench.tokens.tree import build_tree


def read(text):
    articles, blocks = make_article(text)
    return build_tree(segment_text(articles, blocks)[1], text), blocks


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("Marn left the quay.", "left", "Marn"),
        ("The plan was rejected by the council.", "rejected", "council"),
        ("The plan was rejected.", "rejected", None),
        ("The governor, who urged residents to leave, stayed.", "urged", "who"),
        ("The governor urged residents to leave the docks.", "leave", "residents"),
        ("The governor vowed to reopen the docks.", "reopen", "governor"),
        ("Marn said the talks had failed, adding that the mediators had gone.", "adding", "Marn"),
        ("A report released on Monday shows that many left.", "released", None),
        ("A council vowing to stay met on Monday.", "vowing", "council"),
    ],
)
def test_subject_of_a_verb(text, verb, subject):
    tree, _ = read(text)
    found = find_speaker(tree, tree.text.index(verb))
    assert (None if found is None else tree.text[found]) == subject


def test_noun_phrase_is_cut_before_what_is_barred_and_loses_its_possessive():
    tree, _ = read("The council's new chair who left spoke.")
    chair, left = tree.text.index("chair"), tree.text.index("left")
    assert tree.string(find_whole_phrase(tree, chair)) == "The council's new chair who left"
    assert tree.string(find_whole_phrase(tree, chair, barred=(left,))) == "The council's new chair who"
    assert tree.string(find_whole_phrase(tree, tree.text.index("council"))) == "The council"


def test_finite_verbs_infinitives_and_the_sentence_around_a_token():
    tree, _ = read("It rained. Marn may decide to leave.")
    assert [tree.text[t] for t in list_finite(tree, (0, len(tree)))] == ["rained", "may"]
    assert is_infinitive(tree, tree.text.index("leave"))
    assert not is_infinitive(tree, tree.text.index("decide"))
    assert tree.string(sentence_span(tree, tree.text.index("decide"))) == "Marn may decide to leave."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go. You stay," she said. They left.', ['"We go. You stay," she said.', "They left."]),
        (
            '"Will you go?" Marn asked. "No." They left the quay.',
            ['"Will you go?" Marn asked.', '"No."', "They left the quay."],
        ),
        ('"We will go now." The council stayed at home.', ['"We will go now."', "The council stayed at home."]),
    ],
)
def test_marks_never_break_the_sentence_around_them(text, expected):
    tree, blocks = read(text)
    quotes = find_quotes(tree, blocks[["start", "end", "zone"]].itertuples(index=False, name=None))
    assert [tree.string(span) for span in whole_sentences(tree, quotes)] == expected


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        ('They sang "The Long Way Home" again.', True),
        ('They spoke of a so-called "pause" there.', True),
        ('A "dead" plan was shelved.', True),
        ('The road was "closed for repairs" then.', False),
        ('The man said "We will never leave this quay" again.', False),
    ],
)
def test_titles_and_terms_hold_no_speech(text, silent):
    tree, blocks = read(text)
    (quote,) = find_quotes(tree, blocks[["start", "end", "zone"]].itertuples(index=False, name=None))
    assert holds_no_speech(tree, quote) == silent


def test_marks_without_a_word_are_no_quotation():
    tree, blocks = read('It was "" and "…" there.')
    assert find_quotes(tree, blocks[["start", "end", "zone"]].itertuples(index=False, name=None)) == []


def test_words_are_counted_with_those_that_are_quoted():
    text = 'Marn called the "well-known plan" a trap.'
    tree, _ = read(text)
    assert count_words(tree, 0, len(text)) == (7, 2)
    assert count_words(tree, 0, text.index("plan")) == (4, 1)
