"""Explorers without a browser: set a control, read the view."""

import pytest

from workbench.widgets import reading
from workbench.widgets.scores import explore_scores, render_scores, render_sentences

EXPLORERS = ("zones", "contexts", "scores", "sentences", "sources", "statements")


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_control_has_a_visible_label(name, boxes):
    assert boxes[name].controls
    assert all(control.description for control in boxes[name].controls.values())


@pytest.mark.parametrize("name", EXPLORERS)
def test_every_view_has_words_table_and_the_equivalent_call(name, boxes):
    shown = boxes[name].view.value
    for needed in ("This view in words", "The table behind it", f"render_{name}(", "these texts only"):
        assert needed in shown


@pytest.mark.parametrize("name", EXPLORERS)
def test_a_page_without_a_kernel_keeps_the_view_and_no_control(name, boxes):
    bundle = boxes[name]._repr_mimebundle_()
    assert "application/vnd.jupyter.widget-view+json" in bundle
    assert "run the notebook to change them" in bundle["text/html"]
    assert not any(tag in bundle["text/html"] for tag in ("<select", "<input", "<button", "<script"))


@pytest.mark.parametrize(
    ("name", "control", "value", "gone", "come"),
    [
        ("zones", "article", "b", "[headline]", "Nothing happened."),
        ("zones", "zone", "all but body", "[body]", "[headline]"),
        ("contexts", "query", "nothing", ">We<", ">Nothing<"),
        ("contexts", "voice", "narrator", ">We<", "Nothing to show|No line"),
        ("scores", "voice", "every voice", "voice=&#x27;all&#x27;", "narrator voice"),
        ("sentences", "order", "lowest first", "as printed", "lowest first"),
        ("sources", "article", "b", "Ada Reed", "n = 0 attributions"),
        ("sources", "level", "wide", "[content 0: ", "n = 0 attributions"),
        ("statements", "by", "source", "Attributions by form", "Attributions by source"),
        ("statements", "value", "direct", "every bar, every text", "direct, every text"),
        ("statements", "article", "a", "every bar, every text", "every bar, a"),
    ],
)
def test_moving_a_control_changes_the_view(boxes, name, control, value, gone, come):
    box = boxes[name]
    assert gone in box.view.value
    box.controls[control].value = value
    assert gone not in box.view.value
    assert any(text in box.view.value for text in come.split("|"))


def test_a_message_as_the_browser_sends_it_changes_the_view(boxes):
    slider = boxes["contexts"].controls["window"]
    before = boxes["contexts"].view.value
    slider._handle_msg(
        {"content": {"data": {"method": "update", "state": {"value": 3}, "buffer_paths": []}}, "buffers": []}
    )
    assert "window=3" in boxes["contexts"].view.value
    assert boxes["contexts"].view.value != before


def test_a_refusal_is_shown_as_its_sentence_and_the_box_lives_on(boxes):
    box = boxes["contexts"]
    box.controls["match"].value = "regex"
    box.controls["query"].value = "(("
    assert 'role="alert"' in box.view.value
    box.controls["query"].value = "wait.*"
    assert "waited" in box.view.value
    assert 'role="alert"' not in box.view.value


def test_the_handler_returns_what_it_shows(boxes):
    for box in boxes.values():
        assert box.refresh() == box.view.value


def test_article_text_is_escaped(boxes):
    for box in boxes.values():
        assert "<late>" not in box.view.value


def test_lowest_sentence_comes_first(articles, sentence_scores):
    view = render_sentences(articles, sentence_scores, article="a", order="lowest first")
    assert view.table["value"].tolist() == [-0.4, 0.1]
    assert view.table["sentence"].iloc[0].startswith('"We waited')


def test_spans_of_a_view_are_the_words_they_name(articles, attributions):
    text = articles["text"].iloc[0]
    found = {row.kind: text[row.start : row.end] for row in reading.list_spans(attributions).itertuples()}
    assert found == {"source": "Ada Reed", "cue": "said", "content": '"We waited for hours,"'}


def test_unknown_articles_zones_and_forms_are_refused(articles, blocks, attributions, scores):
    with pytest.raises(ValueError, match="article is 'z'; allowed are 'a', 'b'"):
        reading.render_zones(articles, blocks, article="z")
    with pytest.raises(ValueError, match="zone is 'footer'"):
        reading.render_zones(articles, blocks, article="a", zone="footer")
    with pytest.raises(ValueError, match="form is 'sung'"):
        reading.render_sources(articles, attributions, article="a", form="sung")
    with pytest.raises(ValueError, match="voice is 'choir'"):
        render_scores(scores, measure="lix", voice="choir")


def test_an_empty_table_of_scores_is_refused_with_a_sentence(scores):
    shown = explore_scores(scores.head(0)).view.value
    assert "Nothing to show." in shown
    assert "the table holds no row" in shown
