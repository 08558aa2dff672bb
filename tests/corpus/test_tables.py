"""Tables of articles: aliases, further columns, rows that cannot be read."""

import datetime as dt
import json

import openpyxl
import pandas as pd
import pytest

from workbench.corpus import sheets, tables
from workbench.corpus.reading import ReadingError
from workbench.corpus.tables import ALIASES, choose_columns

TEXT = "The quay is closed, the mayor said."


def read_table(raw, *, suffix, name):
    return tables.read_sheets(getattr(sheets, f"read_{suffix[1:]}")(raw, name), name=name)


def read_csv(content, name="a.csv"):
    return read_table(content.encode(), suffix=".csv", name=name)


@pytest.mark.parametrize(("ours", "alias"), [(ours, alias) for ours, names in ALIASES.items() for alias in names])
def test_every_alias_is_known_in_any_spelling(ours, alias):
    written = f" {alias.replace('_', ' ').title()} "
    columns = [written] if ours == "text" else [written, "text"]
    assert choose_columns(columns, name="a.csv")[ours] == written


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_taken_from_the_header(delimiter):
    record = read_csv(
        delimiter.join(["ID", "Headline", "Body"]) + "\n" + delimiter.join(["x1", "No quay", '"' + TEXT + '"'])
    ).records[0]
    assert (record["article_id"], record["title"], record["text"]) == ("x1", "No quay", TEXT)


def test_texts_keep_their_line_ends_and_spaces():
    text = " One.\r\n\r\nTwo\u00a0. "
    assert read_csv(f'id,text\r\n1,"{text}"\r\n').records[0]["text"] == text


def test_rows_without_id_are_numbered_and_further_columns_kept_and_said():
    reading = read_csv(f'text,Section,url\n"{TEXT}",World,http://x.test\n"{TEXT} It reopens.",,\n', name="in/day.csv")
    assert [record["article_id"] for record in reading.records] == ["day-1", "day-2"]
    assert reading.records[0]["further"] == {"Section": "World", "url": "http://x.test"}
    assert reading.records[1]["further"] == {"Section": None, "url": None}
    assert reading.notes == ()
    assert [(row["before"], row["after"]) for row in reading.log] == [
        ("text", "text"),
        ("Section", "metadata Section"),
        ("url", "metadata url"),
    ]


def test_of_two_columns_for_one_thing_the_first_alias_is_taken():
    record = read_csv(f'source,publisher,text\nfeed,The Post,"{TEXT}"\n').records[0]
    assert (record["outlet"], record["further"]) == ("The Post", {"source": "feed"})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("id,headline\n1,No\n", "no column of texts: it has 'id', 'headline'; allowed are text, body, content"),
        ("id,text\n", "has columns but no row"),
        ("id,text,text\n1,a,b\n", "the column 'text' twice"),
        ('id,text\n1,"never closed\n', "not a well-formed table: .*line 2"),
        ("\n \n", "holds no word"),
    ],
)
def test_a_table_that_cannot_be_read_is_refused(content, sentence):
    with pytest.raises(ReadingError, match=sentence):
        read_csv(content)


def test_rows_that_cannot_be_read_are_named_and_the_others_kept():
    reading = read_csv(f'id,text\n1,"{TEXT}"\n2,\n3,...\n4,a,b\n5,"{TEXT}"\n')
    assert [record["article_id"] for record in reading.records] == ["1", "5"]
    messages = " ".join(message for _, message in reading.problems)
    for sentence in ("row 2 holds no word", "row 3 holds no word", "row 4 has 3 cells but the table has 2"):
        assert sentence in messages


def test_a_short_row_lacks_its_last_cells():
    assert read_csv(f'text,title,outlet\n"{TEXT}",No quay\n').records[0]["outlet"] is None


def read_jsonl(*lines):
    return read_table("\n".join(lines).encode(), suffix=".jsonl", name="a.jsonl")


def test_json_lines_are_read_and_bad_ones_named():
    reading = read_jsonl(
        json.dumps({"id": 7, "text": TEXT, "tags": ["a", "b"], "score": 2.5}),
        "",
        "{not json",
        "[1, 2]",
        '{"id": 8, "text": "half \\ud83d gone"}',
        '{"id": 9, "text": "The quay.", "title": "\\udc00"}',
        '{"id": 10, "text": 5}',
        '{"id": 11, "text": ["The quay."]}',
        '{"id": 12, "text": null}',
        '{"id": 13, "text": "a\\u0000b"}',
        '{"id": 14}',
    )
    assert [record["article_id"] for record in reading.records] == ["7", "10"]
    assert reading.records[0]["further"] == {"tags": '["a", "b"]', "score": "2.5"}
    messages = [message for _, message in reading.problems]
    for number, sentence in (
        (3, "is not valid JSON"),
        (4, "is a JSON list, not an object"),
        (5, r"holds a lone surrogate (U+D83D) at character 5"),
        (6, "lone surrogate"),
        (8, "has list in column 'text', not a text"),
        (9, "has no text in column 'text'"),
        (10, "NUL character at character 1"),
        (11, "has no text in column 'text'"),
    ):
        assert any(f"line {number}" in message and sentence in message for message in messages), (number, messages)


def test_separators_inside_json_texts_do_not_cut_lines():
    assert read_jsonl('{"id": 1, "text": "One\u2028two."}').records[0]["text"] == "One\u2028two."


def write_xlsx(path, *sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"S{number}")
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path.read_bytes()


def test_a_workbook_gives_its_first_sheet_and_says_so(tmp_path):
    rows = [
        ["ID", "Text", "Date", None],
        [1, TEXT, dt.date(2031, 3, 4), None],
        [2.0, TEXT + " Again.", None, None],
    ]
    reading = read_table(write_xlsx(tmp_path / "a.xlsx", rows, [["other"]]), suffix=".xlsx", name="a.xlsx")
    assert [(r["article_id"], r["published"]) for r in reading.records] == [("1", "2031-03-04"), ("2", None)]
    assert reading.log[-1]["before"] == "sheet S1"


def test_a_cell_cut_by_excel_is_refused(tmp_path):
    rows = [["text"], ["long " * 6553 + "ab"], [TEXT]]
    reading = read_table(write_xlsx(tmp_path / "a.xlsx", rows), suffix=".xlsx", name="a.xlsx")
    assert len(reading.records) == 1
    assert "row 1 fills a cell to Excel's limit" in reading.problems[0][1]


def test_an_empty_workbook_is_refused(tmp_path):
    with pytest.raises(ReadingError, match="holds no word"):
        read_table(write_xlsx(tmp_path / "a.xlsx", []), suffix=".xlsx", name="a.xlsx")


def test_parquet_is_read(tmp_path):
    pd.DataFrame(
        {"id": [1, 2], "content": [TEXT, None], "date": pd.to_datetime(["2031-03-04", "2031-03-05"])}
    ).to_parquet(tmp_path / "a.parquet")
    reading = read_table((tmp_path / "a.parquet").read_bytes(), suffix=".parquet", name="a.parquet")
    assert [(r["article_id"], r["published"]) for r in reading.records] == [("1", "2031-03-04")]
    assert "row 2 has no text in column 'content'" in reading.problems[0][1]


@pytest.mark.parametrize("suffix", [".parquet", ".xlsx"])
@pytest.mark.parametrize("damage", ["cut", "noise", "text"])
def test_damaged_containers_are_refused(tmp_path, suffix, damage):
    path = tmp_path / f"a{suffix}"
    if suffix == ".xlsx":
        write_xlsx(path, [["text"], [TEXT]])
    else:
        pd.DataFrame({"text": [TEXT] * 50}).to_parquet(path)
    raw = path.read_bytes()
    middle = len(raw) // 3
    damaged = {"cut": raw[:middle], "noise": raw[:middle] + b"\xff" * 60 + raw[middle + 60 :], "text": b"just words"}[
        damage
    ]
    if damage == "noise" and suffix == ".parquet":
        damaged = raw[:-60] + b"\xff" * 52 + raw[-8:]
    with pytest.raises(ReadingError, match=f"a{suffix} is (damaged|no Excel)"):
        read_table(damaged, suffix=suffix, name=path.name)
