"""Sources laid side by side."""

import pandas as pd
import pytest

from workbench.measures.sources.source_tables import pivot_sources, tally_attributions

ROWS = [
    ("a", "Ada Reed", True, 2, 30),
    ("b", "Ada Reed", True, 1, 5),
    ("b", "he", False, 4, 90),
    ("c", "Bo Lund", True, 1, 12),
]


@pytest.fixture
def sources():
    return pd.DataFrame(ROWS, columns=["article_id", "source_name", "resolved", "n_attributions", "n_words"])


def test_sources_of_most_articles_come_first_and_silence_is_zero(sources):
    table = pivot_sources(sources)
    assert table.columns.tolist() == ["source_name", "resolved", "n_articles", "total", "a", "b", "c"]
    assert table.values.tolist() == [
        ["Ada Reed", True, 2, 35, 30, 5, 0],
        ["he", False, 1, 90, 0, 90, 0],
        ["Bo Lund", True, 1, 12, 0, 0, 12],
    ]


def test_attributions_can_be_laid_out_too_and_sums_stay(sources):
    table = pivot_sources(sources, value="n_attributions")
    assert table[["a", "b", "c"]].sum().tolist() == [2, 5, 1]
    assert table["total"].sum() == sources["n_attributions"].sum()


def test_no_sources_give_no_rows(sources):
    assert pivot_sources(sources.head(0)).empty


def test_another_value_is_refused(sources):
    with pytest.raises(ValueError, match="value is 'n_letters'; allowed are 'n_words', 'n_attributions'"):
        pivot_sources(sources, value="n_letters")
    with pytest.raises(KeyError, match="lacks the column"):
        pivot_sources(sources.drop(columns="resolved"))


def test_attributions_are_tallied_by_source_and_family():
    rows = [("a", 0, "Ada Reed", "neutral", 3), ("a", 1, None, "neutral", 4), ("b", 0, "Ada Reed", "neutral", 5)]
    table = pd.DataFrame(rows, columns=["article_id", "attribution_id", "source", "cue_family", "n_words"])
    tally = tally_attributions(table, by=("source", "cue_family"))
    assert tally.values.tolist() == [["Ada Reed", "neutral", 2, 8], ["none found", "neutral", 1, 4]]
