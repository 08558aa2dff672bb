"""A study: every table, figure and explorer by its name, each computed once, and one sentence for what cannot be."""

import json
from importlib import import_module

import pandas as pd
import pytest

import workbench as wb
from workbench import catalogue
from workbench.catalogue import EXPLORERS, FIGURES, TABLES, list_needed
from workbench.choices import choose_rows, find_groups
from workbench.study import Study
from workbench.widgets.reading import render_statements

VISIBLE = [name for name, entry in TABLES.items() if not entry.hidden]


@pytest.fixture(scope="module")
def study():
    return wb.open("osmere", n_resamples=100, n_shuffles=5)


@pytest.mark.slow
@pytest.mark.parametrize("name", VISIBLE)
def test_every_table_can_be_asked_for_and_is_computed_once(study, name):
    table = study[name]
    assert isinstance(table, pd.DataFrame)
    assert study[name] is table


@pytest.mark.slow
@pytest.mark.parametrize("kind", FIGURES)
def test_every_figure_has_a_picture_caption_and_words(study, kind):
    figure = study.figure(kind)
    assert figure.png.startswith(b"\x89PNG")
    assert "these texts only" in figure.caption
    assert len(figure.alt) > 10


@pytest.mark.slow
@pytest.mark.parametrize("kind", EXPLORERS)
def test_every_explorer_shows_a_view(study, kind):
    assert "<" in study.explore(kind).view.value


@pytest.mark.parametrize(
    "entry", [*TABLES.values(), *FIGURES.values(), *EXPLORERS.values()], ids=lambda entry: entry.name
)
def test_an_entry_names_a_function_and_tables_that_are_there(entry):
    function = entry.load()
    assert callable(function)
    assert set(entry.needs) <= set(TABLES)
    given = {item.partition("=")[0] for item in (*entry.tables, *entry.settings)} | set(entry.fixed)
    if not entry.takes_any and entry.name not in FIGURES:
        assert given <= set(entry.parameters)
    assert entry.title or getattr(entry, "hidden", False)


def test_figures_bring_caption_and_alt_text():
    for entry in FIGURES.values():
        module = import_module(entry.function)
        assert callable(getattr(module, f"caption_{entry.kind}"))
        assert callable(getattr(module, f"alt_{entry.kind}"))


def test_no_table_needs_itself():
    for name in TABLES:
        order = list_needed([name])
        assert order[-1] == name
        assert all(order.index(need) < order.index(table) for table in order for need in TABLES[table].needs)


def test_only_what_is_asked_for_is_computed():
    study = wb.open("osmere")
    assert study.tables["n_rows"].isna().all()
    assert len(study["sentences"]) == 76
    made = study.tables.dropna(subset="n_rows")["name"].tolist()
    assert made == ["articles", "blocks", "sentences"]


@pytest.mark.slow
def test_save_writes_what_was_asked_for_and_nothing_else(tmp_path):
    study = wb.open("osmere", n_resamples=100, n_shuffles=5)
    paths = study.save(tmp_path / "out", tables=["readability"])
    assert sorted(path.name for path in paths) == ["manifest.json", "readability.csv"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["manifest.json", "readability.csv"]
    assert json.loads((tmp_path / "out" / "manifest.json").read_text())["parameters"]["tables"] == ["readability"]
    assert study.not_made(["keyness", "readability", "quotations"]) == ["keyness", "quotations"]


@pytest.mark.parametrize(
    ("ask", "error", "sentence"),
    [
        (lambda study: study["nothing"], KeyError, "there is no table 'nothing'; the tables are articles, "),
        (lambda study: study["parsed"], KeyError, "there is no table 'parsed'"),
        (lambda study: study.figure("pie"), KeyError, "there is no figure 'pie'; the figures are zones, "),
        (lambda study: study.explore("map"), KeyError, "there is no explorer 'map'; the explorers are zones, "),
        (lambda study: study.save("out", tables=["scoers"]), KeyError, "there is no table 'scoers'"),
        (
            lambda study: study.table("terms", unti="lemma"),
            ValueError,
            "the option given for 'terms' is 'unti'; allowed are",
        ),
        (lambda study: study.figure("zones", colour="red"), ValueError, "the option given for 'zones' is 'colour'"),
        (lambda study: study.show("zone_words", zone="bdoy"), ValueError, "zone is 'bdoy'; allowed are"),
        (lambda study: study.show("zone_words", zones="body"), ValueError, "the column to choose rows by is 'zones'"),
    ],
)
def test_an_unknown_name_is_refused_with_the_names_there_are(study, ask, error, sentence):
    with pytest.raises(error) as refusal:
        ask(study)
    assert sentence in refusal.value.args[0]


@pytest.mark.parametrize(
    ("by", "sentence"),
    [
        ("paper", "by is 'paper'; allowed are 'label', 'outlet', 'title', 'byline', 'published'"),
        ("byline", "by is 'byline', which is empty for 1 of 3 articles (osmere-digest)"),
    ],
)
def test_a_grouping_that_cannot_be_made_is_refused(by, sentence):
    with pytest.raises(ValueError, match="by is") as refusal:
        wb.open("osmere", by=by)
    assert sentence in str(refusal.value)


def test_one_value_for_all_articles_is_no_grouping():
    table = pd.DataFrame({"text": ["It rained.", "It snowed."], "outlet": "The Gull"})
    with pytest.raises(ValueError, match="holds one value \\('The Gull'\\) for all 2 articles"):
        wb.open(table, by="outlet")


def test_the_day_is_the_group_of_a_time():
    table = pd.DataFrame({"text": ["It rained.", "It snowed."], "published": ["2031-03-04T10:00", "2031-03-05"]})
    assert sorted(find_groups(wb.open(table).corpus, "published").values()) == ["2031-03-04", "2031-03-05"]


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (pd.DataFrame({"headline": ["It rained."]}), "text"),
        (pd.DataFrame({"text": []}), "no row"),
    ],
)
def test_a_table_without_texts_is_refused(table, sentence):
    with pytest.raises(ValueError, match=sentence):
        wb.open(table)


def test_a_table_of_texts_opens_like_a_folder():
    study = wb.open(
        pd.DataFrame({"text": ["The quay reopened, the mayor said.", "The quay stayed shut."], "port": ["A", "B"]}),
        by="port",
    )
    assert set(study.groups.values()) == {"A", "B"}
    assert set(study["zone_words"]["group"]) == {"A", "B"}


def test_an_unknown_choice_is_refused():
    with pytest.raises(ValueError, match="the choice given is 'zone'; allowed are 'zones'"):
        wb.open("osmere", zone="body")
    with pytest.raises(ValueError, match="zones is 'bdoy'"):
        wb.open("osmere", zones=("bdoy",))


def test_rows_are_chosen_by_one_value_or_several():
    table = pd.DataFrame({"voice": ["all", "narrator", "quotation"], "n": [3, 2, 1]})
    assert choose_rows(table, {"voice": ["all", "quotation"]}).n.tolist() == [3, 1]
    assert choose_rows(table, {}) is table
    assert choose_rows(table.head(1), {"voice": "narrator"}).empty


def test_the_package_offers_few_names_and_says_so():
    assert callable(wb.open)
    assert wb.Study is Study
    with pytest.raises(AttributeError, match="it offers open, "):
        _ = wb.opne
    assert catalogue.find_entry("scores", TABLES, kind="table").default


def test_a_table_names_texts_by_label_and_keeps_the_id_beside_places(study):
    head = study.show("cleaning_log").split("</thead>")[0]
    assert ">text</th>" in head
    assert ">article id</th>" in head
    assert ">article id</th>" not in study.show("zone_words")
    assert ">text</th>" in study.show("terms")


def test_the_explorers_of_words_share_one_index(study, monkeypatch):
    made = []
    monkeypatch.setattr(
        "workbench.widgets.concordance.take_index", lambda tokens, _zones: made.append(tokens) or tokens
    )
    for kind in ("collocates", "dispersion", "ngrams"):
        study.explore(kind)
    assert {id(one) for one in made} == {id(study._made["words", ()])}


def test_attributions_of_several_articles_of_a_group_are_counted_one_by_one():
    rows = pd.DataFrame(
        {"article_id": ["a", "b"], "group": "Gull", "attribution_id": 0, "form": "direct", "n_words": 4}
    )
    rows = rows.assign(pieces=[(), ()], source="Jo", cue_family="neutral", source_kind="CIV", naming="named person")
    rows = rows.assign(cue_text="said", source_start=0, source_end=2, cue_start=3, cue_end=7, start=0, end=9)
    view = render_statements(rows.assign(sentence_start=0, sentence_end=9, sentence="Jo said a"))
    assert "direct: Gull 2." in view.alt


def test_where_groups_are_compared_explorers_of_cases_offer_groups():
    study = wb.open("osmere", by="outlet", n_resamples=100, n_shuffles=5)
    for kind in ("statements", "names", "agency"):
        offered = {value for _, value in study.explore(kind).controls["article"].options} - {"every text"}
        assert offered <= set(study.by.values())
    columns = ["article_id", "choice_splitter", "value"]
    assert ">group</th>" in study.show("universes", include=["splitter"], columns=columns)
