"""Figures of notebooks 02 to 04: agreement, word shift, similarity, collocates, runs, places, two tools."""

import pandas as pd
import pytest

from workbench.plots import associations, instruments, overlap, sentiment, vocabulary
from workbench.plots.instruments import explain_difference
from workbench.plots.overlap import order_groups


def texts_of(ax):
    return [text.get_text() for text in ax.figure.findobj(lambda artist: hasattr(artist, "get_text"))]


def test_the_agreement_matrix_has_ranks_below_and_signs_above_the_diagonal(tables):
    ax = instruments.plot_agreement(tables["agreement"], level="sentences")
    at = {tuple(round(c) for c in text.get_position()): text.get_text() for text in ax.texts}
    assert at[0, 1] == "0.82"
    assert at[1, 0] == "0.84"
    assert "n = 51 sentences" in texts_of(ax)[-1] or any("n = 51 sentences" in text for text in texts_of(ax))


def test_an_undefined_rank_is_a_dash_and_no_number(tables):
    ax = instruments.plot_agreement(tables["agreement"], level="articles")
    assert "–" in [text.get_text() for text in ax.texts]
    assert "rank correlation not defined" in instruments.alt_agreement(tables["agreement"], level="articles")
    with pytest.raises(ValueError, match="level is 'words'; the table holds articles, sentences"):
        instruments.plot_agreement(tables["agreement"], level="words")


def test_bars_of_a_word_shift_have_the_given_lengths_and_hatches_below_zero(tables):
    ax = sentiment.plot_shift(tables["shift"], names=("a", "b"))
    assert [bar.get_width() for bar in ax.patches] == [-0.2, 0.1]
    assert [bool(bar.get_hatch()) for bar in ax.patches] == [True, False]
    assert "−0.10 in all" in sentiment.caption_shift(tables["shift"])


@pytest.mark.parametrize("draw", [sentiment.caption_shift, sentiment.caption_contributions])
def test_captions_of_sentiment_say_that_bad_news_is_not_tone(draw, tables):
    assert "bad news is not tone" in draw(tables[draw.__name__.removeprefix("caption_")])


def test_contributions_of_one_voice_leave_the_others_out(tables):
    rows = sentiment.alt_contributions(tables["contributions"], voice="narrator")
    assert "no: −9.000" in rows
    assert "flood" not in rows
    assert "narrator voice" in sentiment.caption_contributions(tables["contributions"], voice="narrator")


def test_texts_joined_early_stand_side_by_side():
    pairs = pd.DataFrame(
        [("a", "b", 0.1, 1), ("a", "c", 0.9, 8), ("b", "c", 0.2, 2)], columns=["a_id", "b_id", "similarity", "n_shared"]
    )
    steps = pd.DataFrame(
        [(0, "a", "c", 0.1, "a + c"), (1, "b", "step 0", 0.85, "a + b + c")],
        columns=["step", "left", "right", "distance", "members"],
    )
    assert order_groups(pairs) == ["a", "b", "c"]
    assert order_groups(pairs, steps=steps) == ["b", "a", "c"]
    drawn = texts_of(overlap.plot_similarity(pairs, steps=steps))
    assert "0.90" in drawn
    assert "8" in drawn
    assert "step 0 joins a + c at 0.90" in overlap.alt_similarity(pairs, steps=steps)


def test_collocates_met_too_rarely_are_left_out_and_an_unknown_measure_is_refused(tables):
    alt = associations.alt_collocates(tables["collocates"], least=3)
    assert "ferry" in alt
    assert "rain" not in alt
    with pytest.raises(ValueError, match="measure is 'chi'; allowed are 'log_dice'"):
        associations.plot_collocates(tables["collocates"], measure="chi")


def test_an_empty_cell_means_that_a_text_does_not_hold_the_run(tables):
    ax = vocabulary.plot_counts(tables["counts"])
    assert [text.get_text() for text in ax.texts] == ["3", "1", "2"]
    assert "at the quay: 4 in 2 texts" in vocabulary.alt_counts(tables["counts"])


def test_a_text_without_the_word_keeps_its_line(tables):
    ax = vocabulary.plot_positions(tables["positions"], articles=["a", "b"])
    assert "n = 0" in [text.get_text() for text in ax.texts]
    assert sorted(float(x) for line in ax.get_lines() for x in line.get_xdata()) == [0.0, 0.5]


def test_the_difference_of_two_tools_is_told_in_words(tables):
    told = [explain_difference(row) for row in tables["comparison"].itertuples()]
    assert "19 in textstat" in told[0]
    assert told[1] == "The same figure; both find 9 sentences and 120 words."
    assert "1 of 2 texts the same" in instruments.caption_comparison(tables["comparison"])


def test_what_another_constant_makes_is_told(tables):
    row = tables["comparison"].iloc[[0]].assign(difference=2.4, from_formula=0.4)
    told = explain_difference(next(row.itertuples()))
    assert told.endswith("; 0.40 from another constant or other signs in the formula.")
