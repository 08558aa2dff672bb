"""From any bar to the sentences behind it."""

import pandas as pd
import pytest

from workbench.measures.sources import source_tables
from workbench.plots.figure import Look
from workbench.schema import make_table
from workbench.validity import note_extraction
from workbench.widgets import reading
from workbench.widgets.reading import BARS

TEXT = 'The pier is shut. "We wait," Ada Reed said, "and we hope." Crews left, officials said.\nNobody fished.'
ENDS = [17, 58, 86, 101]


def span(words, name=""):
    return {f"{name}start": TEXT.index(words), f"{name}end": TEXT.index(words) + len(words)}


def row(number, part, form, content, source, cue, **further):
    return (
        {"article_id": "a", "attribution_id": number, "part": part, "form": form, "level": "core", "zone": "body"}
        | {"n_words": 2, "n_quoted_words": 0, "source_text": source, "cue_text": "said", "cue_family": "neutral"}
        | span(content)
        | span(source, "source_")
        | {"cue_start": TEXT.index(cue) + len(cue) - 4, "cue_end": TEXT.index(cue) + len(cue)}
        | further
    )


@pytest.fixture
def statements():
    said = {"source_name": "Ada Reed", "source_kind": "CIV", "naming": "named person"}
    rows = [
        row(0, 0, "direct", '"We wait,"', "Ada Reed", "Reed said", **said),
        row(0, 1, "direct", '"and we hope."', "Ada Reed", "Reed said", **said),
        row(1, 0, "indirect", "Crews left", "officials", "officials said"),
    ]
    starts = [0, 18, 59, 87]
    sentences = pd.DataFrame({"article_id": "a", "start": starts, "end": ENDS})
    articles = pd.DataFrame({"article_id": ["a"], "text": [TEXT]})
    return source_tables.gather_statements(make_table(rows, "attributions"), articles=articles, sentences=sentences)


def test_an_interrupted_quotation_is_one_statement_with_its_whole_sentence(statements):
    assert statements["attribution_id"].tolist() == [0, 1]
    assert statements["n_words"].tolist() == [4, 2]
    assert statements["sentence"].tolist() == [TEXT[18:58], TEXT[59:86]]
    assert statements.loc[1, ["source_kind", "naming"]].tolist() == ["none found", "none found"]


def test_both_pieces_source_and_cue_are_marked_by_words(statements):
    shown = reading.render_statements(statements, value="direct").html
    assert shown.count("[content, direct: ") == 2
    assert shown.count("[source: ") == 1
    assert shown.count("[cue, neutral: ") == 1


@pytest.mark.parametrize(
    ("by", "value", "source"),
    [
        ("form", "indirect", "officials"),
        ("source", "Ada Reed", "Ada Reed"),
        ("kind", "CIV", "Ada Reed"),
        ("naming", "none found", "officials"),
    ],
)
def test_every_bar_leads_to_its_own_sentences(statements, by, value, source):
    view = reading.render_statements(statements, by=by, value=value)
    assert view.table["source"].tolist() == [source]
    assert f"Attributions by {by} · n = 1 attribution · {value}, every text" in view.caption
    assert view.call.startswith(f"render_statements(statements, by={by!r}, value={value!r}")


def test_the_caption_ends_with_errors_and_corrections(statements):
    view = reading.render_statements(statements, look=Look(note="1 of 3 rows corrected by hand"))
    assert view.caption.endswith(f"these texts only · {note_extraction()} · 1 of 3 rows corrected by hand")


def test_the_call_printed_gives_the_same_view(statements):
    view = reading.render_statements(statements, by="family", value="neutral", article="a")
    names = {"render_statements": reading.render_statements, "statements": statements}
    assert eval(view.call, names).html == view.html  # noqa: S307 - the text under test is a call of our own making


def test_what_is_not_there_is_refused(statements):
    with pytest.raises(ValueError, match="by is 'mood'; allowed are 'form', 'family'"):
        reading.render_statements(statements, by="mood")
    with pytest.raises(ValueError, match="form is 'sung'; the table holds direct, indirect"):
        reading.render_statements(statements, value="sung")
    with pytest.raises(KeyError, match="lacks the column"):
        reading.render_statements(statements.drop(columns="sentence"))


@pytest.mark.parametrize("by", BARS)
def test_the_bars_offered_are_those_of_the_property_chosen(statements, by):
    box = reading.explore_statements(statements)
    box.controls["value"].value = "direct"
    box.controls["by"].value = by
    offered = [value for _, value in box.controls["value"].options]
    assert offered[0] == "every bar"
    assert set(offered[1:]) == set(statements[BARS[by]])
    for value in offered:
        box.controls["value"].value = value
        assert 'role="alert"' not in box.view.value
        assert "The sentences behind it" in box.view.value
