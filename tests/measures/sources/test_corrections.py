import pandas as pd
import pytest
from source_rows import make_article

from workbench.language import segment_text
from workbench.measures.sources.corrections import (
    COLUMNS,
    apply_corrections,
    check_corrections,
    count_corrections,
    read_corrections,
)
from workbench.schema import make_table

TEXT = '"We stay," Oslo said. Marn said the talks failed.'
CONTENT = TEXT.index("the talks"), TEXT.index(" failed") + 7


@pytest.fixture(scope="module")
def corpus():
    articles, blocks = make_article(TEXT)
    return {"articles": articles, "tokens": segment_text(articles, blocks)[1]}


@pytest.fixture
def found():
    row = {"article_id": "a", "attribution_id": 0, "part": 0, "form": "direct", "level": "core", "zone": "body"}
    row |= {"start": 1, "end": 8, "source_name": "Oslo", "n_words": 2, "n_quoted_words": 2}
    return make_table([row], "attributions")


def corrections(**cells):
    cells = {"action": "change", "article_id": "a", "start": "1", "end": "8", "coder": "ab"} | cells
    return pd.DataFrame([cells]).reindex(columns=list(COLUMNS)).astype("str")


def test_a_row_is_added_with_what_follows_from_its_offsets(found, corpus):
    start, end = CONTENT
    source = TEXT.index("Marn")
    added = corrections(
        action="add",
        start=str(start),
        end=str(end),
        source_start=str(source),
        source_end=str(source + 4),
        naming="named person",
    )
    table, log = apply_corrections(found, added, **corpus)
    row = table.iloc[1]
    assert (row.attribution_id, row.n_words, row.n_quoted_words, row.source_text) == (1, 3, 0, "Marn")
    assert (row.rule, row.coder, row.naming) == ("hand", "ab", "named person")
    assert log.action.tolist() == ["add"]


def test_a_row_is_changed_and_the_rest_of_it_kept(found, corpus):
    table, log = apply_corrections(found, corrections(source_name="Mira Oslo", note="full name"), **corpus)
    assert table.source_name.tolist() == ["Mira Oslo"]
    assert table.form.tolist() == ["direct"]
    assert "source_name=Oslo" in log.before[0]
    assert "source_name=Mira Oslo" in log.after[0]
    assert log.note[0] == "full name"


def test_new_offsets_are_counted_anew(found, corpus):
    table, _ = apply_corrections(found, corrections(new_start="1", new_end="3"), **corpus)
    assert table[["start", "end", "n_words"]].values.tolist() == [[1, 3, 1]]


def test_quoted_words_are_those_of_the_voice(found, corpus):
    table, _ = apply_corrections(found, corrections(new_start="0", new_end="21"), **corpus)
    assert table[["n_words", "n_quoted_words"]].values.tolist() == [[4, 2]]


def test_a_row_is_deleted_and_counted(found, corpus):
    table, log = apply_corrections(found, corrections(action="delete"), **corpus)
    assert table.empty
    assert count_corrections(table, log) == "0 of 0 rows corrected by hand, 1 deleted"


def test_the_frames_given_are_not_changed(found, corpus):
    before = found.copy()
    apply_corrections(found, corrections(source_name="Mira Oslo"), **corpus)
    pd.testing.assert_frame_equal(found, before)


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"action": "drop"}, "row 1: action is 'drop'; allowed are add, change, delete"),
        ({"article_id": "z"}, "row 1: article_id is 'z', which is not in the corpus"),
        ({"coder": None}, "row 1: coder is empty"),
        ({"start": "one"}, "row 1: start, end are"),
        ({"action": "add", "start": "5", "end": "999"}, "do not lie in a text of 49 characters"),
        ({"start": "2"}, "0 attributions of a have the content 2:8"),
        ({"naming": "nobody"}, "naming is 'nobody'; allowed are named person"),
        ({"cue_start": "3"}, "cue_start, cue_end are"),
    ],
)
def test_an_unclear_row_is_refused_and_named(found, corpus, cells, sentence):
    with pytest.raises(ValueError, match=sentence):
        apply_corrections(found, corrections(**cells), **corpus)


def test_a_file_with_an_unknown_column_is_refused(tmp_path):
    path = tmp_path / "attributions.csv"
    path.write_text("action,article_id,start,end,coder,colour\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"unknown column\(s\) colour"):
        read_corrections(path)


def test_a_file_without_a_needed_column_is_refused(tmp_path):
    path = tmp_path / "attributions.csv"
    path.write_text("action,article_id\n", encoding="utf-8")
    with pytest.raises(KeyError, match=r"lacks the column\(s\) start, end, coder"):
        read_corrections(path)


def test_an_empty_file_is_refused(tmp_path):
    (tmp_path / "attributions.csv").write_text("")
    with pytest.raises(ValueError, match="cannot be read as CSV"):
        read_corrections(tmp_path / "attributions.csv")


def test_a_cue_and_a_source_are_given_by_their_offsets(found, corpus):
    oslo, said = TEXT.index("Oslo"), TEXT.index("said")
    spans = {"cue_start": str(said), "cue_end": str(said + 4), "source_start": str(oslo), "source_end": str(oslo + 4)}
    row = apply_corrections(found, corrections(**spans), **corpus)[0].iloc[0]
    assert (row.cue_start, row.cue_end, row.cue_text) == (said, said + 4, "said")
    assert (row.source_start, row.source_end, row.source_text) == (oslo, oslo + 4, "Oslo")
    assert (row.start, row.end, row.position) == (1, 8, pytest.approx(1 / len(TEXT)))


@pytest.mark.parametrize(("start", "end"), [("0", "49"), ("48", "49")])
def test_a_row_may_reach_from_the_first_to_the_last_character(found, corpus, start, end):
    row = apply_corrections(found, corrections(action="add", start=start, end=end), **corpus)[0].iloc[-1]
    assert (row.start, row.end, row.form, row.level, row.zone, row.part) == (
        int(start), int(end), "indirect", "core", "body", 0
    )  # fmt: skip
    for bad in (("5", "5"), ("-1", "5"), ("0", "50")):
        with pytest.raises(ValueError, match=r"do not lie in a text of 49 characters\. Correct the offsets"):
            apply_corrections(found, corrections(action="add", start=bad[0], end=bad[1]), **corpus)


def test_a_number_is_the_next_free_one_of_its_article(found, corpus):
    none = found.iloc[:0]
    assert apply_corrections(none, corrections(action="add"), **corpus)[0]["attribution_id"].tolist() == [0]
    other = found.assign(attribution_id=6)
    table = apply_corrections(other, corrections(action="add", start="2"), **corpus)[0]
    assert table["attribution_id"].tolist() == [6, 7]


def test_two_rows_with_one_content_are_not_told_apart(found, corpus):
    twice = pd.concat([found, found.assign(attribution_id=1)], ignore_index=True)
    with pytest.raises(ValueError, match="row 1: 2 attributions of a have the content 1:8"):
        apply_corrections(twice, corrections(), **corpus)


def test_where_not_strict_the_clear_rows_are_applied_and_the_others_named(found, corpus):
    rows = pd.concat([corrections(action="drop"), corrections(source_name="Mira Oslo")], ignore_index=True)
    table, log = apply_corrections(found, rows, **corpus, strict=False)
    assert table.source_name.tolist() == ["Mira Oslo"]
    assert log.action.tolist() == ["not applied", "change"]
    assert log.after[0].startswith("corrections, row 1: action is 'drop'")
    assert log.after[0].endswith("This was not applied.")
    with pytest.raises(ValueError, match="Nothing was applied"):
        apply_corrections(found, rows, **corpus)


def test_a_file_is_checked_row_by_row(tmp_path, corpus):
    path = tmp_path / "attributions.csv"
    path.write_text("action,article_id,start,end,coder\ndrop,a,1,8,ab\nadd,a,1,8,ab\nadd,a,1,8,\n", encoding="utf-8")
    faults = check_corrections(path, corpus["articles"])
    assert [fault.split(":")[0] for fault in faults] == ["corrections, row 1", "corrections, row 3"]


@pytest.mark.parametrize(
    ("coders", "actions", "note"),
    [
        ([], [], "0 of 0 rows corrected by hand"),
        ([None, "ab"], ["change"], "1 of 2 rows corrected by hand"),
        (["ab", "cd"], ["delete", "delete"], "2 of 2 rows corrected by hand, 2 deleted"),
    ],
)
def test_what_stands_beside_corrected_figures(coders, actions, note):
    assert count_corrections(pd.DataFrame({"coder": coders}), pd.DataFrame({"action": actions})) == note
