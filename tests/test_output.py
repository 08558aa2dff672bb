import json

import pandas as pd
import pytest

from workbench.output import replace_folder, write_manifest, write_tables


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
