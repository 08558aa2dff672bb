"""Short labels, groups, controls with nothing to choose, and how often a view is drawn."""

import re
from html import unescape

import ipywidgets
import pandas as pd
import pytest

from workbench.plots import figure
from workbench.plots.figure import Look
from workbench.plots.style import assign_marks
from workbench.widgets import Explorer, View, cases, concordance, contrasts, overlap, reading
from workbench.widgets.choices import NONE, case_column, keep_rows
from workbench.widgets.explorer import KEEP_KEYS, choose_one

LOOK = Look({"a": "Daily Wire", "b": "Evening <Post>"})


def plain(markup):
    return unescape(re.sub(r"<[^>]+>", "", markup))


@pytest.fixture
def mentions():
    rows = [("a", 0, "The ferry"), ("b", 0, "A ferry"), ("c", 0, "Ferry")]
    table = pd.DataFrame(rows, columns=["article_id", "start", "label"])
    table = table.assign(end=table["label"].str.len(), entity="ferry", entity_label="Ferry", form="name")
    return table.assign(
        voice="narrator",
        zone="body",
        type="actor",
        party=None,
        sentence_start=0,
        sentence_end=9,
        sentence=table["label"],
    )


@pytest.fixture
def passages():
    row = {"a_id": "a", "a_start": 0, "a_end": 5, "b_id": "b", "b_start": 0, "b_end": 7, "n_words": 1, "text": "Ferry"}
    return pd.DataFrame([row | {"in_quotation": False, "n_quoted_a": 0, "n_quoted_b": 0}])


def read_options(box, name):
    return [option if isinstance(option, tuple) else (option, option) for option in box.controls[name].options]


def test_articles_are_offered_by_label_and_called_by_id(articles, blocks):
    box = reading.explore_zones(articles.assign(label=["Daily Wire", "Evening Post"]), blocks)
    assert read_options(box, "article") == [("Daily Wire", "a"), ("Evening Post", "b")]
    shown = plain(box.view.value)
    assert "Blocks of Daily Wire · " in shown
    assert "Blocks of Daily Wire by zone: " in shown
    assert "render_zones(articles, blocks, article='a'" in shown
    assert "Article: Daily Wire" in plain(box.show_static())


def test_a_label_of_the_study_goes_before_that_of_the_table_and_an_id_stands_where_there_is_none(articles, blocks):
    box = reading.explore_zones(articles.assign(label=["x", "y"]), blocks, look=Look({"b": "Post"}))
    assert read_options(box, "article") == [("a", "a"), ("Post", "b")]
    box = reading.explore_zones(articles.assign(label=["Wire", None]), blocks)
    assert read_options(box, "article") == [("Wire", "a"), ("b", "b")]


@pytest.mark.parametrize(
    "make",
    [
        lambda t: concordance.explore_contexts(t["tokens"], query="said", look=LOOK),
        lambda t: concordance.explore_dispersion(t["tokens"], query="said", look=LOOK),
        lambda t: concordance.explore_ngrams(t["tokens"], n=1, look=LOOK),
        lambda t: cases.explore_names(t["mentions"], look=LOOK),
        lambda t: overlap.explore_passages(t["articles"], t["passages"], look=LOOK),
        lambda t: reading.explore_sources(t["articles"], t["attributions"], look=LOOK),
    ],
)
def test_labels_stand_in_what_is_seen_and_in_its_words(make, articles, tokens, mentions, passages, attributions):
    tables = {"articles": articles, "tokens": tokens, "mentions": mentions, "passages": passages}
    shown = make(tables | {"attributions": attributions}).view.value
    assert "Nothing to show" not in shown
    assert re.search("Daily Wire|Evening &lt;Post", shown.split("The table behind it")[0])
    assert "Daily Wire" in shown
    assert "<Post>" not in shown
    # the true id stands only beside places in the text, under its own heading, for corrections by hand
    assert (">a</td>" in shown) == (">article id</th>" in shown)
    assert "<b>a</b>" not in shown


def test_the_view_keeps_ids_in_its_table_and_labels_in_its_caption(articles, passages):
    seen = overlap.render_passages(articles, passages, pair="a | b", least_words=1, look=LOOK)
    assert seen.table[["a_id", "b_id"]].to_numpy().tolist() == [["a", "b"]]
    assert "Shared runs of Daily Wire | Evening <Post>" in seen.caption
    assert "pair='a | b'" in seen.call


def test_labels_stand_over_the_columns_of_a_table_that_has_one_for_each_text():
    wide = pd.DataFrame({"term": ["x"], "a": [1], "z": [2]})
    assert LOOK.relabel(wide).columns.tolist() == ["term", "Daily Wire", "z"]
    assert LOOK.relabel(wide.assign(article_id="b")).columns.tolist() == ["term", "a", "z", "article_id"]


def test_texts_of_one_group_are_counted_and_offered_together(mentions):
    grouped = mentions.assign(group=["west", "west", "east"])
    assert (case_column(mentions), case_column(grouped)) == ("article_id", "group")
    box = cases.explore_names(grouped, look=Look({"west": "Western papers", "a": "Wire"}))
    assert read_options(box, "article")[1:] == [("east", "east"), ("Western papers", "west")]
    box.controls["article"].value = "west"
    seen = cases.render_names(grouped, entity="ferry", article="west")
    assert seen.table["article_id"].tolist() == ["a", "b"]
    assert "n = 2 mentions" in box.view.value
    assert "<b>Wire</b>" in box.view.value
    assert "Western papers</th>" in box.view.value


def test_groups_of_tokens_are_written_into_the_call(tokens):
    shown = plain(concordance.explore_ngrams(tokens, n=1, by={"a": "west", "b": "east"}).view.value)
    assert "count_ngrams(tokens, by={'a': 'west', 'b': 'east'}, n=1" in shown
    assert "by=" not in plain(concordance.explore_ngrams(tokens, n=1).view.value)


def test_words_that_set_a_group_apart_are_those_of_the_table(tokens):
    row = {"measure": "log_odds", "n_group": 3, "n_rest": 0, "value": 1.0, "low": 0.5, "high": 1.5, "q_value": 0.01}
    row |= {"null_low": -0.1, "null_high": 0.1, "words_group": 9, "words_rest": 9, "p_value": 0.01}
    rows = [row | {"group": "a", "term": "waited"}, row | {"group": "b", "term": "nothing"}]
    for group, term, other in (("a", "waited", "nothing"), ("b", "nothing", "waited")):
        seen = contrasts.render_keywords(pd.DataFrame(rows), tokens, group=group, look=LOOK)
        assert seen.table["term"].tolist() == [term]
        assert LOOK.name(group) in seen.caption
        assert other not in plain(seen.html).lower()


def test_marks_reach_a_figure_that_takes_them_and_no_other(monkeypatch, articles, blocks):
    marks, given = assign_marks(["Daily Wire"]), []
    table = pd.DataFrame({"article_id": ["a"], "zone": ["body"], "n_words": [6]})
    look = Look({"a": "Daily Wire"}, marks)
    assert look.draw("tallies.zones", table).alt == "Stacked bars of words by zone. Daily Wire: body 6."
    monkeypatch.setattr(figure, "draw_figure", lambda kind, table, *, marks, **_: given.append((kind, marks)))
    look.draw("tallies.zones", table)
    assert given == [("zones", marks)]


@pytest.fixture
def drawn():
    return []


@pytest.fixture
def box(drawn):
    words = {1: ["one"], 2: ["two", "twain"], 3: []}

    def render(*, number, word):
        drawn.append((number, word))
        return View(f"<p>{word}</p>", pd.DataFrame({"n": [number]}), "A caption", "In words", "render()")

    def list_words(*, number):
        if number == 4:
            raise ValueError("four has no words.")
        return words[number]

    controls = {"number": ipywidgets.IntText(1, description="Number"), "word": choose_one("Word")}
    return Explorer(render, controls, title="A <box>", follows={"word": list_words})


def test_a_view_is_drawn_once_for_each_setting(box, drawn):
    box._repr_mimebundle_()
    box.refresh()
    assert drawn == [(1, "one")]
    box.controls["number"].value = 2
    assert drawn == [(1, "one"), (2, "two")], "neither old options nor a half-changed setting may be drawn"
    box.controls["word"].value = "twain"
    box.controls["number"].value = 1
    assert drawn == [(1, "one"), (2, "two"), (2, "twain")], "a setting seen before is not drawn again"
    assert "<p>one</p>" in box.view.value


def test_what_cannot_be_chosen_is_said_and_not_offered(box):
    assert box.controls["word"].layout.display == "none"
    assert box.settled.value == "Word: one"
    box.controls["number"].value = 2
    assert box.controls["word"].layout.display is None
    assert box.settled.value == ""


def test_where_no_option_is_left_the_box_says_so_and_lives_on(box, drawn):
    for number in (3, 4):
        box.controls["number"].value = number
        assert box.controls["word"].options == (NONE,)
        assert drawn[-1] == (number, "")
    box.controls["number"].value = 2
    assert drawn[-1] == (2, "two")


def test_a_chosen_option_stays_where_it_is_still_offered(box):
    box.controls["number"].value = 2
    box.controls["word"].value = "twain"
    box._follows["word"].cache_clear()
    box.refresh()
    assert box.controls["word"].value == "twain"


def test_a_reader_is_told_while_a_view_is_made(box):
    told = []
    box.working.observe(lambda change: told.append(change["new"]), "value")
    box.controls["number"].value = 2
    assert ["working" in text for text in told] == [True, False]


def test_keys_typed_in_a_box_are_kept_from_the_notebook_by_the_attribute_jupyterlab_names(box):
    assert "news-explorer" in box._dom_classes
    script = box.children[-1].outputs[0]["data"]["application/javascript"]
    assert script == KEEP_KEYS
    assert "lmSuppressShortcuts" in script
    assert "script" not in box.show_static()


def test_amounts_of_money_are_not_read_as_mathematics(box):
    assert box.show_static().startswith('<div class="mathjax_ignore tex2jax_ignore">')


def test_every_keeps_the_rows_of_an_empty_table_and_a_value_is_refused_with_a_sentence(mentions):
    assert keep_rows(mentions.head(0), voice="every voice").empty
    with pytest.raises(ValueError, match="the table holds no row"):
        keep_rows(mentions.head(0), voice="narrator")
