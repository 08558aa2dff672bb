import numpy as np
import pandas as pd
import pytest

from workbench.measures.sources.diversity import (
    effective_number,
    qualitative_variation,
    relative_entropy,
    shannon_entropy,
    simpson_diversity,
)
from workbench.measures.sources.source_tables import count_attributions, list_sources
from workbench.measures.sources.statistics import summarise_sourcing
from workbench.schema import make_table

WORKED = [  # counts over five bins; H, H_rel, D, IQV as computed by hand and in the literature's worked examples
    ((6, 2, 0, 0, 0), 0.811, 0.349, 0.429, 0.469),
    ((3, 2, 1, 1, 1), 2.156, 0.928, 0.857, 0.938),
    ((12, 1, 0, 0, 0), 0.391, 0.168, 0.154, 0.178),
]


@pytest.mark.parametrize(("counts", "entropy", "relative", "simpson", "variation"), WORKED)
def test_worked_values(counts, entropy, relative, simpson, variation):
    counts = np.array(counts)
    found = [f(counts) for f in (shannon_entropy, relative_entropy, simpson_diversity, qualitative_variation)]
    assert np.round(found, 3).tolist() == [entropy, relative, simpson, variation]


def test_tables_of_counts_are_read_row_by_row():
    rows = np.array([[6, 2, 0, 0], [3, 2, 1, 1], [0, 0, 0, 0]])
    for index in (shannon_entropy, relative_entropy, simpson_diversity, qualitative_variation, effective_number):
        np.testing.assert_allclose(index(rows), [index(row) for row in rows], equal_nan=True)
    assert simpson_diversity(np.array([1, 1])) == 1
    assert qualitative_variation(np.array([1, 1]), n_bins=2) == 1
    for bins in (0, 1):
        with pytest.raises(ValueError, match=f"n_bins is {bins}; it must be 2 or more"):
            relative_entropy(np.array([1, 1]), n_bins=bins)


def test_relative_entropy_depends_on_the_bins_of_the_scheme():
    assert relative_entropy(np.array([1, 1]), n_bins=4) == pytest.approx(0.5)


def test_undefined_is_nan():
    nothing = np.zeros(3)
    for index in (shannon_entropy, relative_entropy, simpson_diversity, qualitative_variation, effective_number):
        assert np.isnan(index(nothing))
    assert np.isnan(simpson_diversity(np.array([1, 0, 0])))


def attribution(number, **cells):
    start = 10 * number
    row = {"article_id": "a", "attribution_id": number, "part": 0, "form": "indirect", "level": "core", "zone": "body"}
    row |= {"start": start, "end": start + 5, "source_text": "Marn", "source_name": "Ilse Marn", "source_kind": "GOV"}
    row |= {
        "naming": "named person",
        "n_words": 4,
        "n_quoted_words": 0,
        "cue_family": "neutral",
        "position": start / 100,
    }
    return row | cells


@pytest.fixture
def attributions():
    rows = [attribution(i) for i in range(5)]
    rows.append(attribution(5, source_name=None, source_text="officials", naming="anonymous group", form="direct"))
    rows.append(attribution(5, part=1, source_name=None, source_text="officials", n_words=6, naming="anonymous group"))
    rows.append(attribution(6, form="pullquote", zone="pullquote"))
    rows.append(attribution(7, level="wide", source_name="Brandt"))
    rows.append(attribution(8, source_name=None, source_text=None, source_kind="UNK", form="hearsay", naming="none"))
    return make_table(rows, "attributions")


@pytest.fixture
def sentences():
    rows = [{"article_id": "a", "block_id": 0, "sentence_id": i, "start": 10 * i, "end": 10 * i + 9} for i in range(10)]
    return make_table(pd.DataFrame(rows).assign(zone="body", n_words=5), "sentences")


@pytest.fixture
def tokens(sentences):
    return pd.DataFrame(
        [
            {"article_id": "a", "sentence_id": i, "zone": "body", "is_word": True, "voice": voice}
            for i in range(10)
            for voice in ("quotation", "narrator", "narrator", "narrator")
        ]
    )


def test_an_interrupted_content_counts_once_with_all_its_words(attributions):
    counted = count_attributions(attributions)
    assert counted.attribution_id.tolist() == [0, 1, 2, 3, 4, 5, 8]
    assert counted.set_index("attribution_id").n_words[5] == 10


def test_a_pull_quote_is_never_counted(attributions):
    counted = count_attributions(attributions, level="wide", zones=("body", "pullquote"))
    assert "pullquote" not in set(counted.form)


def test_the_ledger_gives_words_and_shares(attributions):
    ledger = list_sources(attributions).set_index("source_name")
    assert ledger.n_attributions.to_dict() == {"Ilse Marn": 5, "officials": 1}
    assert ledger.word_share["Ilse Marn"] == pytest.approx(20 / 34)
    assert ledger.resolved.to_dict() == {"Ilse Marn": True, "officials": False}


def test_counts_shares_and_reasons(attributions, sentences, tokens):
    rows = summarise_sourcing(attributions, sentences=sentences, tokens=tokens).set_index("measure")
    assert rows.value["sourcing_attributions"] == 7
    assert rows.value["sourcing_sources"] == 2
    assert rows.value["sourcing_words"] == 34
    assert rows.value["sourcing_named_share"] == pytest.approx(5 / 6)
    assert rows.n_cases["sourcing_named_share"] == 6
    assert rows.low["sourcing_named_share"] == pytest.approx(0.4365, abs=1e-4)  # Wilson, 5 of 6
    assert rows.value["sourcing_quoted_share"] == pytest.approx(0.25)
    assert rows.value["sourcing_effective_sources"] == pytest.approx(36 / 26)
    assert np.isnan(rows.low["sourcing_effective_sources"])
    assert rows.reason["sourcing_effective_sources"].startswith("no interval: other passages may bring sources")
    assert rows.value["sourcing_source_simpson_d"] == pytest.approx(1 - (5 * 4) / 30)
    low, high = rows.low["sourcing_source_simpson_d"], rows.high["sourcing_source_simpson_d"]
    assert 0 <= low < 1 / 3 < high <= 1


def test_below_five_attributions_there_is_a_reason_and_no_index(attributions, sentences, tokens):
    few = attributions[attributions.attribution_id < 3]
    rows = summarise_sourcing(few, sentences=sentences, tokens=tokens).set_index("measure")
    assert np.isnan(rows.value["sourcing_kind_simpson_d"])
    assert rows.reason["sourcing_kind_simpson_d"] == "too few to say: 3 attributions, at least 5 needed"
    assert rows.value["sourcing_attributions"] == 3


def test_an_article_without_any_attribution_is_in_the_table(attributions, sentences, tokens):
    rows = summarise_sourcing(attributions.iloc[:0], sentences=sentences, tokens=tokens).set_index("measure")
    assert rows.value["sourcing_attributions"] == 0
    assert rows.reason["sourcing_named_share"].startswith("too few to say: 0")


def twice(table):
    """The same rows once more as article "b", with the ids that they had."""
    return pd.concat([table, table.assign(article_id="b")], ignore_index=True)


def test_a_group_of_one_article_has_the_figures_of_the_article(attributions, sentences, tokens):
    alone = summarise_sourcing(attributions, sentences=sentences, tokens=tokens)
    grouped = summarise_sourcing(attributions, sentences=sentences, tokens=tokens, by={"a": "Gull"})
    assert grouped.columns[:2].tolist() == ["group", "n_articles"]
    assert set(grouped["n_articles"]) == {1}
    pd.testing.assert_frame_equal(grouped.drop(columns=["group", "n_articles"]), alone.drop(columns="article_id"))


def test_groups_are_pooled_over_ids_that_repeat(attributions, sentences, tokens):
    tables = {"sentences": twice(sentences), "tokens": twice(tokens)}
    rows = summarise_sourcing(twice(attributions), **tables, by={"a": "Gull", "b": "Gull"}).set_index("measure")
    assert set(rows["n_articles"]) == {2}
    assert (rows.value["sourcing_attributions"], rows.value["sourcing_sources"]) == (14, 2)
    assert rows.n_words["sourcing_words"] == 100
    assert (rows.value["sourcing_named_share"], rows.n_cases["sourcing_named_share"]) == (pytest.approx(10 / 12), 12)
    assert rows.value["sourcing_quoted_share"] == pytest.approx(0.25)
    assert rows.value["sourcing_effective_sources"] == pytest.approx(36 / 26)
    assert rows["low"].isna().all()
    assert rows.reason["sourcing_quoted_share"] == "fewer than five articles: no interval, look at the articles"


def test_articles_without_a_group_are_left_out(attributions, sentences, tokens):
    tables = {"sentences": twice(sentences), "tokens": twice(tokens)}
    rows = summarise_sourcing(twice(attributions), **tables, by={"b": "Gull"})
    assert set(rows["group"]) == {"Gull"}
    assert set(rows["n_articles"]) == {1}
    listed = list_sources(twice(attributions), by={"b": "Gull"})
    assert listed[["group", "n_articles", "source_name"]].values.tolist() == [
        ["Gull", 1, "Ilse Marn"],
        ["Gull", 1, "officials"],
    ]


def test_sources_are_pooled_over_a_group(attributions):
    listed = list_sources(twice(attributions), by={"a": "Gull", "b": "Gull"}).set_index("source_name")
    assert listed.n_attributions.to_dict() == {"Ilse Marn": 10, "officials": 2}
    assert listed.word_share["Ilse Marn"] == pytest.approx(20 / 34)
    assert set(listed["n_articles"]) == {2}


def test_a_column_that_is_not_there_is_refused(attributions, sentences, tokens):
    with pytest.raises(KeyError, match="outlet"):
        summarise_sourcing(attributions, sentences=sentences, tokens=tokens, by="outlet")
    with pytest.raises(ValueError, match="none of them among"):
        list_sources(attributions, by={"z": "Gull"})


def test_nothing_attributed_gives_an_empty_table_of_the_same_shape():
    none = make_table([], "attributions")
    assert list_sources(none).columns.tolist()[-1] == "resolved"
    assert list_sources(none, by={"a": "Gull"}).columns.tolist()[:3] == ["group", "n_articles", "source_name"]


def test_zones_and_level_are_passed_on(attributions, sentences, tokens):
    wide = summarise_sourcing(attributions, sentences=sentences, tokens=tokens, level="wide").set_index("measure")
    assert wide.value["sourcing_attributions"] == 8
    caption = {"sentences": sentences.assign(zone="caption"), "tokens": tokens.assign(zone="caption")}
    rows = summarise_sourcing(attributions, **caption, zones=("caption",)).set_index("measure")
    assert (rows.value["sourcing_attributions"], rows.n_words["sourcing_words"]) == (0, 50)
    assert set(rows["zones"]) == {"caption"}


@pytest.mark.parametrize(("n", "given"), [(4, False), (5, True)])
def test_shares_are_given_from_exactly_five_attributions(attributions, sentences, tokens, n, given):
    rows = summarise_sourcing(
        attributions[attributions.attribution_id < n], sentences=sentences, tokens=tokens
    ).set_index("measure")
    assert rows.value.notna()["sourcing_named_share"] == given
    assert rows.value.notna()["sourcing_kind_iqv"] == given
    assert (rows.n_hits["sourcing_named_share"], rows.n_cases["sourcing_named_share"]) == (n, n)


def test_forms_and_families_are_shares_of_all_with_one(attributions, sentences, tokens):
    some = attributions.assign(cue_family=["factive"] * 2 + ["neutral"] * 7 + [None])
    rows = summarise_sourcing(some, sentences=sentences, tokens=tokens).set_index("measure")
    assert (rows.n_hits["sourcing_family_factive"], rows.n_cases["sourcing_family_factive"]) == (2, 6)
    assert rows.value["sourcing_family_factive"] == pytest.approx(2 / 6)
    assert rows.value["sourcing_family_neutral"] == pytest.approx(4 / 6)
    assert (rows.n_hits["sourcing_form_direct"], rows.n_cases["sourcing_form_direct"]) == (1, 7)
    assert rows.value["sourcing_form_hearsay"] == pytest.approx(1 / 7)


def test_an_index_over_one_category_says_so(attributions, sentences, tokens):
    alike = attributions.assign(source_name="Ilse Marn", source_text="Marn")
    rows = summarise_sourcing(alike, sentences=sentences, tokens=tokens).set_index("measure")
    assert rows.value["sourcing_source_simpson_d"] == 0
    assert rows.reason["sourcing_source_simpson_d"].startswith("too few to say: no interval, all statements are of one")
    several = summarise_sourcing(attributions, sentences=sentences, tokens=tokens).set_index("measure")
    assert "all statements" not in str(several.reason["sourcing_source_simpson_d"])
