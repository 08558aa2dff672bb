"""Sources laid side by side."""

import pandas as pd
import pytest

from workbench.measures.sources.source_tables import gather_statements, list_sources, pivot_sources, tally_attributions
from workbench.schema import make_table

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


def attribution(article="a", number=0, **fields):
    row = {
        "article_id": article,
        "attribution_id": number,
        "part": 0,
        "form": "direct",
        "level": "core",
        "zone": "body",
    }
    return (
        row | {"start": 4, "end": 9, "n_words": 3, "n_quoted_words": 2, "position": 0.5, "source_name": "Oslo"} | fields
    )


def test_a_source_has_its_first_naming_the_sums_and_the_least_position():
    rows = [
        attribution(source_kind="CIV", naming="named person", position=0.25),
        attribution(number=1, start=12, end=20, source_kind="GOV", n_words=5, n_quoted_words=0, position=0.75),
        attribution(number=2, start=22, end=30, source_name=None, source_text="he", n_words=8, position=0.1),
    ]
    table = list_sources(make_table(rows, "attributions")).set_index("source_name")
    oslo = table.loc["Oslo"]
    assert (oslo.source_kind, oslo.naming, oslo.n_attributions) == ("CIV", "named person", 2)
    assert (oslo.n_words, oslo.n_quoted_words, oslo.first_position, oslo.word_share) == (8, 2, 0.25, 0.5)
    assert oslo.resolved
    assert not table.loc["he", "resolved"]


def test_without_words_there_is_no_share():
    table = list_sources(make_table([attribution(n_words=0, n_quoted_words=0)], "attributions"))
    assert table["word_share"].isna().all()
    one = list_sources(make_table([attribution(n_words=1, n_quoted_words=0)], "attributions"))
    assert one["word_share"].tolist() == [1.0]


def test_groups_stand_in_the_place_of_articles():
    rows = make_table([attribution("a"), attribution("b"), attribution("c", source_name="Lund")], "attributions")
    table = list_sources(rows, by={"a": "Gull", "b": "Gull", "c": "Heron"})
    assert table.columns[:3].tolist() == ["group", "n_articles", "source_name"]
    assert table[["group", "n_articles", "n_words"]].values.tolist() == [["Gull", 2, 6], ["Heron", 1, 3]]
    assert list_sources(rows)["article_id"].tolist() == ["a", "b", "c"]
    assert "group" not in list_sources(rows).columns
    tally = tally_attributions(rows.assign(source=rows["source_name"]), groups={"a": "Gull", "b": "Gull"})
    assert tally.values.tolist() == [["Gull", 2, "direct", 2, 6]]


def test_a_statement_is_shown_with_the_sentences_from_its_source_to_its_content():
    text = "Oslo rose. It was late, she said. Then she left."
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    bounds = [(0, 10), (11, 33), (34, 48)]
    sentences = pd.DataFrame(
        [("a", start, end) for start, end in bounds], columns=["article_id", "start", "end"]
    ).assign(sentence_id=range(3), block_id=0, zone="body")
    row = attribution(start=11, end=22, source_start=0, source_end=4, cue_start=28, cue_end=32, cue_family=None)
    found = gather_statements(make_table([row], "attributions"), articles=articles, sentences=sentences).iloc[0]
    assert (found.pieces, found.start, found.end) == (((11, 22),), 11, 22)
    assert (found.sentence_start, found.sentence_end) == (0, 33)
    assert found.cue_family == "none found"
    grouped = gather_statements(
        make_table([row], "attributions"), articles=articles, sentences=sentences, by={"a": "Gull"}
    )
    assert grouped["group"].tolist() == ["Gull"]
