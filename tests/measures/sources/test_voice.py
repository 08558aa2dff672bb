import pandas as pd
import pytest
from source_rows import make_article, make_rows

from workbench.language import segment_text
from workbench.measures.sources import assign_voice
from workbench.schema import VOICES, make_table


def voices(text, rows, *, zones=None):
    articles, blocks = make_article(text, zones=zones)
    tokens = assign_voice(segment_text(articles, blocks)[1], rows)
    return dict(zip(tokens["text"], tokens["voice"], strict=True)), tokens


def test_mixed_content_is_paraphrase_outside_the_marks_and_quotation_inside():
    text = 'Ford said the plan was "not serious" at all. She left.'
    found, _ = voices(text, make_rows(text, [("Ford", "said", 'the plan was "not serious" at all')], form="mixed"))
    assert [found[word] for word in ("Ford", "said", "plan", "serious", "all", "left")] == [
        "narrator",
        "narrator",
        "paraphrase",
        "quotation",
        "paraphrase",
        "narrator",
    ]


def test_hearsay_is_paraphrase_too():
    text = "Many are believed to have left."
    found, _ = voices(text, make_rows(text, [("", "are believed", "to have left")], form="hearsay"))
    assert (found["Many"], found["left"]) == ("narrator", "paraphrase")


def test_posts_and_pull_quotes_are_quotation_but_for_who_signs():
    text = "Met the mayor today. — Helen Ford (@ford)\nThe quay stays open\nThe narrator goes on."
    rows = make_rows(text, [("Helen Ford (@ford)", "", "Met the mayor today.")], form="embed").assign(zone="social")
    found, _ = voices(text, rows, zones={0: "social", 1: "pullquote"})
    assert (found["Met"], found["Ford"], found["quay"], found["goes"]) == (
        "quotation",
        "narrator",
        "quotation",
        "narrator",
    )


def test_scare_quotes_and_titles_in_marks_stay_quotation():
    text = 'They spoke of a so-called "pause" on the quay.'
    found, _ = voices(text, make_table([], "attributions"))
    assert (found["pause"], found["quay"]) == ("quotation", "narrator")


def test_input_is_unchanged_and_a_second_call_changes_nothing():
    text = "Ford said the plan was late."
    articles, blocks = make_article(text)
    tokens = segment_text(articles, blocks)[1]
    before, rows = tokens.copy(), make_rows(text, [("Ford", "said", "the plan was late")])
    once = assign_voice(tokens, rows)
    pd.testing.assert_frame_equal(tokens, before)
    pd.testing.assert_frame_equal(assign_voice(once, rows), once)
    assert set(once["voice"]) <= set(VOICES)
    assert list(once.columns) == list(tokens.columns)


def test_a_corrected_row_takes_its_paraphrase_away():
    text = "Ford said the plan was late."
    articles, blocks = make_article(text)
    once = assign_voice(segment_text(articles, blocks)[1], make_rows(text, [("Ford", "said", "the plan was late")]))
    assert set(assign_voice(once, make_table([], "attributions"))["voice"]) == {"narrator"}


def test_a_row_of_another_article_does_nothing():
    text = "Ford said the plan was late."
    found, _ = voices(text, make_rows(text, [("Ford", "said", "the plan was late")]).assign(article_id="other"))
    assert set(found.values()) == {"narrator"}


def test_a_missing_column_is_named():
    with pytest.raises(KeyError, match=r"tokens lacks the column.*voice"):
        assign_voice(make_table([], "tokens").drop(columns="voice"), make_table([], "attributions"))
