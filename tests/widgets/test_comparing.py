"""Explorers that lay texts side by side: set a control, read the sentences behind the cell."""

import re
from html import unescape

import pandas as pd
import pytest

from workbench.measures.agency import find_clauses
from workbench.measures.behind import add_sentences
from workbench.measures.overlap import find_shared_passages
from workbench.widgets import cases, overlap, scores as score_tables
from workbench.widgets.choices import keep_rows
from workbench.widgets.view import show_sentences

ONE = "The <late> ferry sank. Dozens were killed by rebels."
OTHER = "Look: the ferry sank on Monday. More than 40 died."


def plain(markup):
    return unescape(re.sub(r"<[^>]+>", "", markup))


@pytest.fixture
def texts():
    return pd.DataFrame({"article_id": ["a", "b"], "text": [ONE, OTHER]})


@pytest.fixture
def sentences():
    rows = [("a", 0, 22), ("a", 23, 52), ("b", 0, 31), ("b", 32, 50)]
    return pd.DataFrame(rows, columns=["article_id", "start", "end"])


@pytest.fixture
def behind(texts, sentences):
    return {"articles": texts, "sentences": sentences}


@pytest.fixture
def mentions(behind):
    rows = [
        ("a", 4, 16, "ferry", "<late> ferry", "category", "narrator"),
        ("b", 10, 15, "ferry", "ferry", "category", "presupposed"),
        ("a", 45, 51, "front", "rebels", "category", "narrator"),
    ]
    columns = ["article_id", "start", "end", "entity", "label", "form", "voice"]
    table = pd.DataFrame(rows, columns=columns).assign(zone="body", type="actor", party=None)
    return add_sentences(table.assign(entity_label=table["entity"].str.title()), **behind)


@pytest.fixture
def clauses(behind):
    words = [("Dozens", "dozen", "NOUN", "NNS", "nsubjpass", 2), ("were", "be", "AUX", "VBD", "auxpass", 2)]
    words += [("killed", "kill", "VERB", "VBN", "ROOT", 2), ("by", "by", "ADP", "IN", "agent", 2)]
    words += [("rebels", "rebel", "NOUN", "NNS", "pobj", 3)]
    tokens = pd.DataFrame(words, columns=["text", "lemma", "pos", "tag", "dep", "head_id"])
    tokens["start"], tokens["end"] = [23, 30, 35, 42, 45], [29, 34, 41, 44, 51]
    tokens = tokens.assign(article_id="a", sentence_id=1, token_id=range(5), lower=tokens["text"].str.lower())
    died = [("40", "40", "NUM", "CD", "nsubj", 1), ("died", "die", "VERB", "VBD", "ROOT", 1)]
    other = pd.DataFrame(died, columns=["text", "lemma", "pos", "tag", "dep", "head_id"])
    other["start"], other["end"] = [42, 45], [44, 49]
    other = other.assign(article_id="b", sentence_id=1, token_id=range(2), lower=other["text"].str.lower())
    every = pd.concat([tokens, other], ignore_index=True).assign(ent_type="", zone="body", voice="narrator")
    return add_sentences(find_clauses(every), **behind)


@pytest.fixture
def groups(behind):
    nan = float("nan")
    rows = [
        (0, "a", 23, 29, "Dozens", nan, 12.0, nan, "indefinite", "down", "people", "killed", None, None, 2),
        (0, "b", 32, 44, "More than 40", 40.0, 40.0, nan, "more than", "down", "people", "died", None, "police", 2),
        (1, "b", 24, 30, "Monday", 1.0, 1.0, 1.0, "exact", "none", "day", None, None, None, 1),
    ]
    columns = ["group_id", "article_id", "start", "end", "words", "value", "low", "high", "qualifier", "direction"]
    columns += ["unit", "act", "window", "credited_to", "n_articles"]
    return add_sentences(pd.DataFrame(rows, columns=columns).assign(descriptor=None, voice="narrator"), **behind)


@pytest.fixture
def passages(texts):
    rows = [
        (article, match.group(), match.start(), match.end())
        for article, text in zip(texts["article_id"], texts["text"], strict=True)
        for match in re.finditer(r"\w+", text)
    ]
    tokens = pd.DataFrame(rows, columns=["article_id", "text", "start", "end"])
    tokens = tokens.assign(lower=tokens["text"].str.lower(), is_word=True, sentence_id=0, zone="body", voice="narrator")
    return find_shared_passages(tokens, least_words=2)


@pytest.fixture
def quotations(behind):
    rows = [
        (0, "a", 4, 21, "identical", 1.0, True, "late ferry <sank>"),
        (0, "b", 10, 20, "cut", 0.8, False, "ferry <sank>"),
        (1, "b", 32, 41, "identical", 1.0, True, "More than forty"),
        (1, "a", 23, 29, "reworded", 0.2, False, "Dozens then"),
    ]
    columns = ["utterance_id", "article_id", "start", "end", "relation", "similarity", "is_fullest", "text"]
    return add_sentences(pd.DataFrame(rows, columns=columns).assign(speaker="Ada Reed"), **behind)


@pytest.fixture
def curve():
    frame = pd.DataFrame({"universe": [0, 0, 1, 1], "article_id": ["a", "b"] * 2, "value": [41.0, 50.0, 39.5, 38.0]})
    frame["choice_zones"] = ["body", "body", "all prose", "all prose"]
    return pd.concat([frame.assign(measure="lix"), frame.assign(measure="rix", value=frame["value"] / 10)])


NEEDS = {
    "names": (cases, "mentions"),
    "agency": (cases, "clauses"),
    "quantities": (cases, "groups"),
    "passages": (overlap, "texts", "passages"),
    "utterances": (overlap, "quotations"),
    "universes": (score_tables, "curve"),
}


@pytest.fixture
def make_box(request):
    """Return what makes the explorer of a name from the tables above; a box draws figures, so none is made in vain."""

    def make(name):
        module, *tables = NEEDS[name]
        return getattr(module, f"explore_{name}")(*map(request.getfixturevalue, tables))

    return make


@pytest.mark.parametrize("name", NEEDS)
def test_every_view_has_words_table_call_and_scope(name, make_box):
    shown = make_box(name).view.value
    for needed in ("This view in words", "The table behind it", f"render_{name}(", "these texts only"):
        assert needed in shown
    assert "Nothing to show" not in shown


@pytest.mark.parametrize("name", NEEDS)
def test_every_control_has_a_label_and_a_value_that_is_seen(name, make_box):
    for control in make_box(name).controls.values():
        assert control.description
        assert control.value is not None, "a dropdown without value is drawn blank"


@pytest.mark.parametrize("name", NEEDS)
def test_every_option_of_every_control_can_be_chosen(name, make_box):
    box = make_box(name)
    for control in box.controls.values():
        for value in [option[1] if isinstance(option, tuple) else option for option in getattr(control, "options", ())]:
            control.value = value
            assert "unhashable" not in box.view.value
            assert "render_" in box.view.value or 'role="alert"' in box.view.value


@pytest.mark.parametrize("name", NEEDS)
def test_a_page_without_a_kernel_keeps_the_view_and_no_control(name, make_box):
    static = make_box(name)._repr_mimebundle_()["text/html"]
    assert "run the notebook to change them" in static
    assert not any(tag in static for tag in ("<select", "<input", "<button", "<script"))


@pytest.mark.parametrize("name", NEEDS)
def test_article_text_is_escaped(name, make_box):
    shown = make_box(name).view.value
    assert "<late>" not in shown
    assert "<sank>" not in shown


@pytest.mark.parametrize(
    ("name", "control", "value", "gone", "come"),
    [
        ("names", "entity", "front", "category, presupposed", "[category, narrator: rebels]"),
        ("names", "voice", "presupposed", "[category, narrator: <late> ferry]", "[category, presupposed: ferry]"),
        ("names", "article", "b", "[category, narrator: <late> ferry]", "[category, presupposed: ferry]"),
        ("agency", "construction", "intransitive", "[agent: ", "[act, intransitive, agent nowhere: died]"),
        ("agency", "article", "b", "[agent: rebels]", "died"),
        ("quantities", "group", 1, "more than", "[figure, as it is: Monday]"),
        ("quantities", "article", "b", "[figure, a floor: Dozens]", "[figure, a floor: More than 40]"),
        ("passages", "kind", "in quotation marks in both", "[shared: ", "No run of this kind"),
        ("utterances", "utterance", 1, "late ferry", "[changed: More than > Dozens then] [cut: forty]"),
        ("universes", "measure", "rix", "39.50 to 41.00", "3.95 to 4.10"),
        ("universes", "article", "b", "39.50 to 41.00", "38.00 to 50.00"),
    ],
)
def test_moving_a_control_changes_the_view(make_box, name, control, value, gone, come):
    box = make_box(name)
    before = plain(box.view.value.split("<details>")[0])
    assert gone in before
    box.controls[control].value = value
    after = plain(box.view.value.split("<details>")[0])
    assert gone not in after
    assert come in after


def test_the_sentence_of_an_act_has_agent_act_and_patient_marked(clauses):
    shown = plain(cases.render_agency(clauses, construction="passive_agent").html)
    assert "[patient: Dozens] [act, passive agent: were killed" in shown
    assert "[agent: rebels]" in shown
    assert "The <late> ferry" not in shown


def test_a_ledger_says_once_what_all_rows_share(groups):
    shown = plain(cases.render_quantities(groups, group=0).html)
    assert "Ledger, in all rows: unit people" in shown
    table = cases.render_quantities(groups, group=0).html.split("<thead>")[1].split("</thead>")[0]
    assert [
        name for name in ("words", "act", "credited to", "unit", "direction", "window") if f">{name}<" in table
    ] == [
        "words",
        "act",
        "credited to",
    ]


def test_labels_offered_are_those_of_the_entity(make_box):
    box = make_box("names")
    box.controls["label"].value = "ferry"
    assert "n = 1 mention" in box.view.value
    box.controls["entity"].value = "front"
    assert [value for _, value in box.controls["label"].options] == ["every label", "rebels"]
    assert "Nothing to show" not in box.view.value


def test_a_text_that_never_names_the_entity_keeps_its_empty_column(mentions):
    view = cases.render_names(mentions, entity="front")
    assert "b</th>" in view.html
    assert view.table["article_id"].tolist() == ["a"]


def test_texts_offered_are_those_that_quote_the_utterance(quotations):
    box = overlap.explore_utterances(quotations[quotations["article_id"].eq("a") | quotations["utterance_id"].eq(0)])
    assert [value for _, value in box.controls["article"].options] == ["every text", "a", "b"]


def test_what_was_cut_is_tagged_and_struck(quotations):
    view = overlap.render_utterances(quotations, utterance=0)
    assert "[cut: late] ferry sank" in plain(view.html)
    assert "<del" in view.html
    assert "speech that two texts share is not copying" in view.caption


def test_shared_runs_are_shown_in_both_texts(texts, passages):
    view = overlap.render_passages(texts, passages, pair="a | b", least_words=2)
    shown = plain(view.html)
    assert shown.count("[shared: ferry sank]") == 2
    assert "on Monday" in shown
    assert view.table["n_words"].tolist() == [2]


def test_unknown_values_are_refused_with_what_there_is(mentions, groups, texts, passages):
    with pytest.raises(ValueError, match="entity is 'z'; the table holds ferry, front"):
        cases.render_names(mentions, entity="z")
    with pytest.raises(ValueError, match="group_id is 9; the table holds 0, 1"):
        cases.render_quantities(groups, group=9)
    with pytest.raises(ValueError, match=r"pair is 'a \| z'; the table holds a \| b"):
        overlap.render_passages(texts, passages, pair="a | z")


def test_empty_tables_give_a_sentence_instead_of_a_traceback(texts, mentions, clauses, groups, passages, quotations):
    for box in (
        cases.explore_names(mentions.head(0)),
        cases.explore_quantities(groups.head(0)),
        overlap.explore_passages(texts, passages.head(0)),
        overlap.explore_utterances(quotations.head(0)),
    ):
        assert "Nothing to show." in box.view.value
        assert "the table holds no row" in box.view.value
    assert "No sentence: nothing of this kind was found" in cases.explore_agency(clauses.head(0)).view.value


def test_rows_beyond_the_first_are_counted(mentions):
    shown = show_sentences(mentions, lambda row: [(row["start"], row["end"], "cue", "x")], most=1)
    assert "2 more in the table" in shown


def test_spans_that_are_missing_or_in_another_sentence_are_left_out(mentions):
    shown = show_sentences(mentions.head(1), lambda row: [(pd.NA, pd.NA, "cue", "x"), (40, 45, "cue", "y")])
    assert "[" not in plain(shown)


def test_every_keeps_every_row(mentions):
    assert len(keep_rows(mentions, voice="every voice", article_id="a")) == 2
