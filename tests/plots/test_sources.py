"""Figures of sourcing: their bars, and the note on errors and corrections at the end of each caption."""

import pandas as pd
import pytest

from workbench.plots import scores, tallies
from workbench.plots.figure import draw_figure
from workbench.schema import make_table
from workbench.validity import note_extraction

NAN = float("nan")


def statistic(article, measure, value, low=NAN, high=NAN, **further):
    row = {"article_id": article, "measure": f"sourcing_{measure}", "value": value, "low": low, "high": high}
    return row | {"voice": "all", "zones": "body", "n_words": 90, "n_sentences": 5} | further


@pytest.fixture
def statistics():
    rows = [
        statistic("a", "attributions", 12.0, n_cases=12),
        statistic("a", "named_share", 0.75, 0.45, 0.9, n_cases=12, n_hits=9),
        statistic("a", "form_noun", 0.0, 0.0, 0.2, n_cases=12, n_hits=0),
        statistic("b", "attributions", 2.0, n_cases=2),
        statistic("b", "named_share", NAN, n_cases=2, n_hits=1, reason="too few to say: 2 attributions"),
        statistic("b", "form_noun", NAN, n_cases=2, n_hits=0, reason="too few to say: 2 attributions"),
    ]
    frame = pd.DataFrame(rows)
    return make_table(frame.assign(reason=frame["reason"].astype("object")), "scores")


@pytest.mark.parametrize("kind", ["forms", "families", "source_words", "statements"])
def test_a_sourcing_figure_ends_with_its_errors_and_its_corrections(kind, tables):
    figure = draw_figure(kind, tables[kind], module="workbench.plots.tallies", note="14 of 62 rows corrected by hand")
    assert figure.caption.endswith(f"{note_extraction()} · 14 of 62 rows corrected by hand")


def test_only_scores_of_sourcing_carry_the_note(statistics, tables):
    options = {"measure": "sourcing_named_share", "note": "2 of 9 rows corrected by hand"}
    figure = draw_figure("scores", statistics, module="workbench.plots.scores", **options)
    assert figure.caption.endswith(f"{note_extraction()} · 2 of 9 rows corrected by hand")
    assert note_extraction() not in scores.caption_scores(tables["scores"], measure="lix")


def test_bars_have_the_counts_and_the_order_of_the_table(tables):
    ax = tallies.plot_statements(tables["statements"])
    assert [label.get_text() for label in ax.get_yticklabels()] == ["direct", "indirect"]
    assert sorted(bar.get_width() for bar in ax.patches if bar.get_width()) == [1, 2, 3]


def test_the_parts_of_a_bar_can_be_families():
    rows = [("Ada Reed", "neutral", 4), ("Ada Reed", "factive", 1), ("Bo Lund", "neutral", 9)]
    table = pd.DataFrame(rows, columns=["source", "cue_family", "n_attributions"])
    wide = tallies.choose_bars(table, by="source", parts="cue_family")
    assert wide.index.tolist() == ["Bo Lund", "Ada Reed"]
    assert wide.loc["Ada Reed"].to_dict() == {"factive": 1, "neutral": 4}
    alt = tallies.alt_statements(table, by="source", parts="cue_family", scope="speech")
    assert "(speech). Bo Lund: neutral 9; Ada Reed: neutral 4, factive 1." in alt


def test_bars_beyond_the_last_are_counted_in_the_caption():
    table = pd.DataFrame({"source": [f"s{i:02}" for i in range(18)], "article_id": "a", "n_attributions": 1})
    assert len(tallies.plot_statements(table, by="source").get_yticklabels()) == 15
    assert "15 of 18 bars shown · n = 18 attributions" in tallies.caption_statements(table, by="source")
    with pytest.raises(ValueError, match="top is 0; it must be 1 or more"):
        tallies.choose_bars(table, by="source", top=0)


def test_statistics_say_interval_and_n_or_too_few(statistics):
    table = scores.spell_statistics(statistics).set_index("measure")
    assert table.index.tolist() == ["Attributions", "Named share"]
    assert table.loc["Attributions"].tolist() == ["12", "2"]
    assert table.loc["Named share"].tolist() == ["0.75 [0.45, 0.90]\nn = 12", "too few to say\nn = 2"]


def test_a_family_that_one_text_lacks_has_a_dash_there(statistics):
    extra = pd.DataFrame([statistic("a", "family_factive", 0.25, 0.1, 0.5, n_cases=12, n_hits=3)])
    rows = pd.concat([statistics, extra], ignore_index=True)
    assert scores.spell_statistics(rows).set_index("measure").loc["Family factive", "b"] == "–"
    with pytest.raises(KeyError, match="lacks the column"):
        scores.spell_statistics(rows.drop(columns="n_cases"))
