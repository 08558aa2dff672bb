import json
import subprocess
import sys

import pandas as pd
import pytest

from workbench.cli import main

QUICK = ["--resamples", "100", "--shuffles", "5"]
STORY = 'The quay reopened on Monday, the mayor said. "We are glad," she told reporters.\n'


@pytest.fixture
def quay(tmp_path):
    folder = tmp_path / "quay"
    folder.mkdir()
    (folder / "a.txt").write_text(STORY, encoding="utf-8")
    return folder


def test_corpora_lists_the_bundled_one(capsys):
    assert main(["corpora"]) == 0
    assert "osmere" in capsys.readouterr().out


def test_check_shows_zones_and_warnings(capsys):
    assert main(["check", "osmere"]) == 0
    out = capsys.readouterr().out
    assert "Lines by zone" in out
    assert "mixed-quotes" in out


def test_analyse_writes_the_tables_and_a_manifest(tmp_path, capsys):
    assert main(["analyse", "osmere", "--out", str(tmp_path / "run"), *QUICK]) == 0
    names = {path.stem for path in (tmp_path / "run").glob("*.csv")}
    wanted = "articles blocks warnings sentences tokens attributions scores keyness cleaning_log problems sources"
    assert set(wanted.split()) <= names
    manifest = json.loads((tmp_path / "run" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["parameters"]["n_resamples"] == 100
    assert [item["article_id"] for item in manifest["inputs"]] == [
        "callow-courier",
        "osmere-digest",
        "straits-observer",
    ]
    assert "3 article(s) lie in" in capsys.readouterr().out


def test_two_runs_are_the_same_to_the_byte(tmp_path):
    for name in ("one", "two"):
        assert main(["analyse", "osmere", "--out", str(tmp_path / name), *QUICK]) == 0
    first, second = ({p.name: p.read_bytes() for p in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert first == second


def test_every_offset_gives_back_what_the_row_says(tmp_path):
    main(["analyse", "osmere", "--out", str(tmp_path / "run"), *QUICK])
    read = {p.stem: pd.read_csv(p, keep_default_na=False) for p in (tmp_path / "run").glob("*.csv")}
    texts = dict(zip(read["articles"].article_id, read["articles"].text, strict=True))
    said = {"tokens": ("", "text"), "attributions": ("source_", "source_text")}
    for table, (prefix, column) in said.items():
        rows = read[table][read[table][f"{prefix}start"] != ""]
        assert len(rows)
        for row in rows.to_dict("records"):
            start, end = int(row[f"{prefix}start"]), int(row[f"{prefix}end"])
            assert texts[row["article_id"]][start:end] == row[column]


def test_parquet_holds_the_same_tables(tmp_path):
    assert main(["analyse", "osmere", "--out", str(tmp_path / "run"), "--format", "parquet", *QUICK]) == 0
    assert pd.read_parquet(tmp_path / "run" / "tokens.parquet").head_id.dtype == "int32"


def test_a_short_text_is_scored_when_asked_for(tmp_path, quay):
    short = ["--min-words", "1", "--min-sentences", "1"]
    assert main(["analyse", str(quay), "--out", str(tmp_path / "run"), *short, *QUICK]) == 0
    scores = pd.read_csv(tmp_path / "run" / "scores.csv")
    row = scores[(scores.measure == "flesch_reading_ease") & (scores.voice == "all")].iloc[0]
    assert pd.notna(row.value)
    assert pd.isna(row.low)


def test_too_short_a_text_gets_a_reason_and_no_number(tmp_path, quay):
    assert main(["analyse", str(quay), "--out", str(tmp_path / "run"), *QUICK]) == 0
    scores = pd.read_csv(tmp_path / "run" / "scores.csv")
    row = scores[(scores.measure == "flesch_reading_ease") & (scores.voice == "all")].iloc[0]
    assert pd.isna(row.value)
    assert row.reason


def test_a_bad_file_is_named_and_the_others_are_analysed(tmp_path, quay, capsys):
    (quay / "b.txt").write_bytes(b"")
    assert main(["analyse", str(quay), "--out", str(tmp_path / "run"), *QUICK]) == 2
    assert "b.txt" in capsys.readouterr().err
    assert pd.read_csv(tmp_path / "run" / "articles.csv").article_id.tolist() == ["a"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check", "no-such-corpus"], "no-such-corpus"),
        (["analyse", "osmere", "--zones", "foot"], "zones is 'foot'; allowed are"),
    ],
)
def test_a_refusal_is_one_sentence_and_exit_code_2(arguments, sentence, tmp_path, capsys):
    out = ["--out", str(tmp_path / "run")] if arguments[0] == "analyse" else []
    assert main([*arguments, *out]) == 2
    error = capsys.readouterr().err
    assert sentence in error
    assert "Traceback" not in error
    assert not (tmp_path / "run").exists()


def test_an_output_folder_that_cannot_be_written_is_refused(tmp_path, capsys):
    (tmp_path / "file").write_text("mine")
    assert main(["analyse", "osmere", "--out", str(tmp_path / "file" / "run"), *QUICK]) == 2
    assert "cannot be written" in capsys.readouterr().err


def test_the_command_itself_refuses_with_exit_code_2(tmp_path):
    command = [sys.executable, "-m", "workbench.cli", "analyse", str(tmp_path), "--out", str(tmp_path / "run")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "holds no article" in done.stderr


def test_corrections_that_are_a_link_out_of_the_folder_are_not_followed(tmp_path, capsys):
    folder = tmp_path / "quay"
    folder.mkdir()
    (folder / "a.txt").write_text(f"Quay shut\n{'The quay is shut, Marn said. ' * 3}")
    (tmp_path / "far.csv").write_text("article_id,attribution_id,action\na,0,delete\n")
    (folder / "attributions.csv").symlink_to(tmp_path / "far.csv")
    for arguments in (
        ["check", str(folder)],
        ["analyse", str(folder), "--out", str(tmp_path / "out"), "--tables", "attributions"],
    ):
        main(arguments)
        shown = capsys.readouterr()
        assert "attributions.csv is a link to a place outside the folder; it was not followed" in shown.out + shown.err
        main([*arguments, "--follow-links"])
        shown = capsys.readouterr()
        assert "it was not followed" not in shown.out + shown.err
