import csv
import json
import os
import subprocess
import sys
import tempfile

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
