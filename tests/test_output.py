import csv
import errno
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings, strategies as st

from workbench.output import read_table, replace_folder, write_manifest, write_tables


def fill(out, text="one"):
    with replace_folder(out) as folder:
        (folder / "a.txt").write_text(text)
        write_manifest({"made_by": "news-framing-workbench"}, folder)


def test_a_finished_folder_is_moved_into_place(tmp_path):
    fill(tmp_path / "deep" / "run")
    assert (tmp_path / "deep" / "run" / "a.txt").read_text() == "one"
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["run"]


def test_an_earlier_run_is_replaced(tmp_path):
    fill(tmp_path / "run")
    fill(tmp_path / "run", "two")
    assert (tmp_path / "run" / "a.txt").read_text() == "two"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_failure_leaves_the_earlier_run_and_nothing_else(tmp_path):
    fill(tmp_path / "run")
    stopped = pytest.raises(RuntimeError)
    with stopped, replace_folder(tmp_path / "run") as folder:
        (folder / "half.txt").write_text("half")
        raise RuntimeError
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.txt", "manifest.json", "run"]


def test_a_folder_of_somebody_else_is_left_alone(tmp_path):
    (tmp_path / "thesis.doc").write_text("mine")
    with (
        pytest.raises(ValueError, match=r"holds files the workbench did not write \(thesis.doc\); nothing was changed"),
        replace_folder(tmp_path),
    ):
        pass
    assert (tmp_path / "thesis.doc").read_text() == "mine"


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "x").write_text("mine")
    with pytest.raises(ValueError, match="which is a file"), replace_folder(tmp_path / "x"):
        pass


def test_a_place_below_a_file_cannot_be_written(tmp_path):
    (tmp_path / "x").write_text("mine")
    with pytest.raises(ValueError, match="which cannot be written"), replace_folder(tmp_path / "x" / "run"):
        pass


def test_tables_are_the_same_to_the_byte(tmp_path):
    table = pd.DataFrame(
        {"text": ['a "quoted",\nline', None], "n": pd.array([1, None], dtype="Int64"), "v": [0.1, None]}
    )
    first = write_tables({"t": table}, tmp_path / "a")[0].read_bytes()
    second = write_tables({"t": table}, tmp_path / "b")[0].read_bytes()
    assert first == second == b'text,n,v\n"a ""quoted"",\nline",1,0.1\n,,\n'


def test_an_unknown_format_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"format is 'xls'; allowed are 'csv', 'parquet'"):
        write_tables({}, tmp_path, file_format="xls")


def test_the_manifest_hashes_every_other_file(tmp_path):
    (tmp_path / "t").mkdir()
    (tmp_path / "t" / "x.csv").write_text("1")
    manifest = json.loads(write_manifest({"seed": 1}, tmp_path).read_text())
    assert manifest["files"] == {"t/x.csv": "6b86b273ff34fce19d6b804eff5a3f5747ada4eaa22f1d49c01e52ddb7875b4b"}


PIECES = st.sampled_from(
    [
        "a",
        ",",
        '"',
        "\r",
        "\n",
        "\r\n",
        "\t",
        " ",
        "=1+1",
        "NA",
        "nan",
        "\x00",
        "\ufeff",
        "\u2028",
        "\x85",
        "é",
        "😀",
        "007",
    ]
)
CELLS = st.lists(PIECES, min_size=1, max_size=6).map("".join)


@settings(max_examples=300, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=5), st.lists(CELLS, min_size=5, max_size=5))
def test_every_table_is_read_back_identically_by_pandas_and_by_csv(texts, names):
    table = pd.DataFrame({"article_id": names[: len(texts)], "text": texts})
    with tempfile.TemporaryDirectory() as place:
        path = write_tables({"articles": table}, place)[0]
        read = read_table(path)
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file))
    assert read.astype(object).values.tolist() == table.astype(object).values.tolist()
    assert rows[1:] == table.astype(object).values.tolist()


def test_a_link_to_nothing_is_refused_before_the_work(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "gone")
    with pytest.raises(ValueError, match="a link to a place that is not there"), replace_folder(tmp_path / "link"):
        pytest.fail("the work must not begin")


def test_a_link_to_a_folder_is_followed_and_stays(tmp_path):
    fill(tmp_path / "run")
    (tmp_path / "link").symlink_to(tmp_path / "run")
    fill(tmp_path / "link", "two")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "run" / "a.txt").read_text() == "two"


def test_a_file_put_into_an_earlier_run_is_not_lost(tmp_path):
    fill(tmp_path / "run")
    (tmp_path / "run" / "notes.docx").write_text("mine")
    with (
        pytest.raises(ValueError, match=r"did not write \(notes.docx\); nothing was changed"),
        replace_folder(tmp_path / "run"),
    ):
        pytest.fail("the work must not begin")
    assert (tmp_path / "run" / "notes.docx").read_text() == "mine"


@pytest.mark.parametrize("below", ["", "results", "deep/results"])
def test_results_do_not_go_among_the_articles(tmp_path, below):
    (tmp_path / "a.txt").write_text("mine")
    place = replace_folder(tmp_path / below, keep_out_of=tmp_path)
    with pytest.raises(ValueError, match="lies in the folder of the articles"), place:
        pytest.fail("the work must not begin")
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_the_draft_of_a_killed_run_is_cleared_and_that_of_a_living_one_is_not(tmp_path):
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    (tmp_path / f".run-draft-{dead.pid}-abc").mkdir()
    (tmp_path / f".run-draft-{os.getpid()}-abc").mkdir()
    fill(tmp_path / "run")
    assert sorted(path.name for path in tmp_path.iterdir()) == [f".run-draft-{os.getpid()}-abc", "run"]


def test_a_very_long_name_is_written(tmp_path):
    fill(tmp_path / ("n" * 250))
    assert (tmp_path / ("n" * 250) / "a.txt").read_text() == "one"


def test_results_put_aside_by_a_run_that_was_killed_while_moving_come_back(tmp_path):
    fill(tmp_path / "run")
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    aside = tmp_path / f".run-draft-{dead.pid}-abc"
    aside.mkdir()
    (tmp_path / "run").rename(aside / "earlier results")
    with pytest.raises(RuntimeError), replace_folder(tmp_path / "run"):
        raise RuntimeError
    assert (tmp_path / "run" / "a.txt").read_text() == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_a_move_that_fails_puts_the_earlier_results_back(tmp_path, monkeypatch):
    fill(tmp_path / "run")
    rename = Path.rename

    def fail(self, target):
        if "draft" in self.name and target.name == "run":
            raise OSError(errno.ENOSPC, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(OSError, match="No space"):
        fill(tmp_path / "run")
    assert (tmp_path / "run" / "a.txt").read_text() == "one"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


def test_of_two_runs_that_end_together_the_later_replaces_the_earlier(tmp_path):
    with replace_folder(tmp_path / "run") as first, replace_folder(tmp_path / "run") as second:
        for number, draft in enumerate((first, second)):
            (draft / "a.txt").write_text(str(number))
            write_manifest({"made_by": "news-framing-workbench"}, draft)
    assert (tmp_path / "run" / "a.txt").read_text() == "0"
    assert [path.name for path in tmp_path.iterdir()] == ["run"]


@pytest.mark.parametrize("file_format", ["csv", "parquet", "xlsx"])
def test_an_infinite_number_is_never_written(tmp_path, file_format):
    with pytest.raises(ValueError, match="the table t has an infinite number in row 2, column n"):
        write_tables({"t": pd.DataFrame({"n": [1.0, float("-inf")]})}, tmp_path, file_format=file_format)


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "plain", "a=1", "=HYPERLINK(0)", "'=1"]


def test_safe_cells_begin_with_an_apostrophe_and_numbers_stay(tmp_path):
    table = pd.DataFrame({"=cmd": FORMULAS, "kind": pd.Categorical(FORMULAS), "n": range(-5, 5)})
    path = write_tables({"t": table}, tmp_path, safe_cells=True)[0]
    with path.open(encoding="utf-8", newline="") as file:
        head, *rows = csv.reader(file)
    assert head == ["'=cmd", "kind", "n"]
    assert [row[0] for row in rows] == [row[1] for row in rows]
    assert [row[0] for row in rows] == [f"'{text}" if text[0] in "=+-@\t\r" else text for text in FORMULAS]
    assert rows[0][2] == "-5"


def test_a_workbook_holds_no_formula_and_is_the_same_to_the_byte(tmp_path):
    table = pd.DataFrame({"=cmd": [*FORMULAS, None, "#N/A"], "n": [*range(-6, 4), 2**40, -1], "x": 0.1, "b": True})
    path = write_tables({"t": table}, tmp_path, file_format="xlsx")[0]
    cells = [cell for row in openpyxl.load_workbook(path).active.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    assert {cell.value: cell.quotePrefix for cell in cells}["=1+1"]
    again = write_tables({"t": table}, tmp_path / "again", file_format="xlsx")[0]
    assert path.read_bytes() == again.read_bytes()


@settings(max_examples=60, deadline=None)
@given(st.lists(CELLS, min_size=1, max_size=5), st.lists(CELLS, min_size=5, max_size=5))
def test_a_workbook_is_read_back_identically(texts, names):
    table = pd.DataFrame({"article_id": names[: len(texts)], "text": texts})
    with tempfile.TemporaryDirectory() as place:
        read = read_table(write_tables({"articles": table}, place, file_format="xlsx")[0])
    assert read.astype(object).values.tolist() == table.astype(object).values.tolist()


def test_what_a_workbook_would_cut_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"the table t has a text of 40,000 characters; .xlsx holds 32,767"):
        write_tables({"t": pd.DataFrame({"text": ["x" * 40_000]})}, tmp_path, file_format="xlsx")
