"""The error note beside sourcing figures says what was measured, and the documentation says the same."""

import json
import re
from pathlib import Path

import pandas as pd
import pytest

from workbench import validity

PAGE = Path(__file__).resolve().parents[1] / "docs" / "attribution_errors.md"


@pytest.fixture
def table():
    return validity.read_validity().set_index("subset")


def test_every_subset_stands_once_with_data_and_command(table):
    assert table.index.tolist() == list(validity.SUBSETS)
    assert set(table["data"]) == {"PolNeAR dev"}
    assert table["command"].str.startswith("python benchmarks/validity_attribution.py").all()


def test_f1_is_the_harmonic_mean_of_precision_and_recall(table):
    known = table.dropna(subset=["f1"])
    assert known.index.tolist() == ["all", "direct", "triple"]
    mean = 2 * known["precision"] * known["recall"] / (known["precision"] + known["recall"])
    assert (mean - known["f1"]).abs().max() < 0.0015


def test_the_forms_add_up_to_all_labels(table):
    assert table.loc[["direct", "mixed", "indirect"], "n_gold"].sum() == table.loc["all", "n_gold"]


def test_what_is_found_matches_the_labels_no_more_often_than_it_can(table):
    whole = table.loc["all"]
    by_precision, by_recall = whole["precision"] * whole["n_found"], whole["recall"] * whole["n_gold"]
    assert abs(by_precision - by_recall) <= 0.001 * (whole["n_found"] + whole["n_gold"])


def test_the_page_of_errors_carries_the_same_figures(table):
    row = next(line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| workbench |"))
    cells = [cell.strip() for cell in row.strip("|").split("|")]
    shares = [*table.loc["all", ["precision", "recall", "f1"]], table.loc["direct", "f1"], table.loc["triple", "f1"]]
    assert [float(cells[place]) for place in (1, 2, 3, 4, 6)] == pytest.approx([100 * share for share in shares])
    recalls = [int(cell) for cell in cells[5].split("/")]
    assert recalls == [round(100 * table.loc[form, "recall"]) for form in ("direct", "mixed", "indirect")]


def test_the_note_names_data_precision_and_recall(table):
    found = re.fullmatch(
        r"Found by rules; on (\d+) hand-labelled articles \((.+)\) precision (\.\d\d), recall (\.\d\d) of pieces of content",
        validity.note_extraction(),
    )
    whole = table.loc["all"]
    assert (int(found[1]), found[2]) == (whole["n_articles"], whole["data"])
    assert float(found[3]) == pytest.approx(whole["precision"], abs=0.006)
    assert float(found[4]) == pytest.approx(whole["recall"], abs=0.006)


def test_a_table_that_is_missing_or_short_is_refused(monkeypatch, tmp_path):
    monkeypatch.setattr(validity, "TABLE", tmp_path / "attribution_validity.csv")
    with pytest.raises(ValueError, match=r"attribution_validity\.csv cannot be read"):
        validity.read_validity()
    pd.DataFrame({"data": ["x"], "n_gold": [1], "n_found": [1]}).to_csv(validity.TABLE, index=False)
    with pytest.raises(ValueError, match=r"lacks the column\(s\) n_articles, subset"):
        validity.note_extraction()


def test_the_counts_are_those_of_the_data(validation_folder, table):
    path = validation_folder / "polnear" / "dev.jsonl"
    articles = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    pieces = [
        any(char.isalnum() for char in article["text"][start:end])
        for article in articles
        for statement in article["attributions"]
        for start, end in statement["content"]
    ]
    assert (len(articles), sum(pieces)) == (table.loc["all", "n_articles"], table.loc["all", "n_gold"])
