"""Figures that lay texts side by side draw what their tables hold, and say what they leave out."""

import re
from html import unescape

import pandas as pd
import pytest

from workbench.measures.overlap import diff_words
from workbench.plots import agency, markup, naming, overlap, quantities, sensitivity
from workbench.plots.quantities import choose_group


def texts_of(ax):
    return [text.get_text() for text in ax.figure.findobj(lambda artist: hasattr(artist, "get_text"))]


def plain(markup):
    return unescape(re.sub(r"<[^>]+>", "", markup))


def test_names_put_each_voice_into_its_own_place_of_the_cell(comparing_tables):
    ax = naming.plot_names(comparing_tables["names"])
    drawn = {}
    for line in ax.get_lines():
        drawn.setdefault(line.get_label(), []).extend(line.get_xdata())
    assert [round(float(x)) for x in drawn["narrator"]] == [0, 1]
    assert [round(float(x)) for x in drawn["presupposed"]] == [1]
    assert drawn["narrator"][1] != drawn["presupposed"][0]
    assert {line.get_marker() for line in ax.get_lines() if line.get_label() in drawn} >= {"o", "D", "^"}


def test_names_of_one_entity_alone(comparing_tables):
    ax = naming.plot_names(comparing_tables["names"], entity="front")
    assert [tick.get_text() for tick in ax.get_yticklabels()] == ["rebels"]
    with pytest.raises(ValueError, match="entity is 'jo'; the names table holds council, front"):
        naming.plot_names(comparing_tables["names"], entity="jo")


def test_names_of_many_texts_show_thirty_and_the_alt_text_has_the_rest():
    row = {"entity": "e", "form": "name", "label": "E", "voice": "narrator", "n": 34, "n_articles": 34}
    table = pd.DataFrame([row | {f"t{number}": 1 for number in range(34)}])
    assert sum(len(panel.get_xticks()) for panel in naming.plot_names(table).child_axes) == 30
    assert "30 of 34 texts shown" in naming.caption_names(table)
    assert "t33 1" in naming.alt_names(table)


def test_constructions_have_the_given_lengths_and_two_channels(comparing_tables):
    ax = agency.plot_constructions(comparing_tables["constructions"])
    assert sorted(bar.get_width() for bar in ax.patches) == [1, 3]
    assert len({(bar.get_facecolor(), bar.get_hatch()) for bar in ax.patches}) == 2
    assert "n = 4" in texts_of(ax)


def test_missing_agents_are_drawn_with_their_counts(comparing_tables):
    ax = agency.plot_missing_agents(comparing_tables["missing_agents"])
    assert [float(x) for line in ax.get_lines() for x in line.get_xdata()] == [0.25, 0.25]
    assert texts_of(ax).count("1 of 4") == 2
    assert "described, not charged" in agency.caption_missing_agents(comparing_tables["missing_agents"])


def test_a_kind_of_act_that_is_not_there_is_refused(comparing_tables):
    with pytest.raises(ValueError, match="act_kind is 'sing'; the agency table holds all"):
        agency.plot_constructions(comparing_tables["constructions"], act_kind="sing")


def test_the_group_that_most_texts_carry_is_drawn_first(groups):
    assert choose_group(groups)["words"].tolist() == ["nearly 500", "412"]
    with pytest.raises(ValueError, match="group is 7; the groups table holds 0, 1"):
        quantities.plot_quantities(groups, group=7)


def test_direction_of_rounding_and_credit_are_told(groups):
    ax = quantities.plot_quantities(groups)
    shown = texts_of(ax)
    assert "nearly 500 (officials)" in shown
    assert "412 (nobody credited)" in shown
    markers = {line.get_marker() for line in ax.get_lines()}
    assert {"<", "o"} <= markers
    assert "a ceiling" in quantities.alt_quantities(groups)


def test_a_range_is_drawn_from_end_to_end(groups):
    ax = quantities.plot_quantities(groups, group=1)
    segments = [segment for lines in ax.collections for segment in lines.get_segments()]
    assert [[float(x) for x, _ in segment] for segment in segments] == [[20.0, 30.0]]


def test_the_grid_of_figures_has_a_column_for_a_text_without_any(groups):
    ax = quantities.plot_figure_grid(groups, articles=("a", "b", "c"))
    assert [tick.get_text() for tick in ax.get_xticklabels()] == ["a", "b", "c"]
    assert texts_of(ax).count("–") == 3
    assert "c none" in quantities.alt_figure_grid(groups, articles=("a", "b", "c"))


def test_passages_tell_speech_from_narration_and_that_it_is_no_copying(comparing_tables):
    ax = overlap.plot_passages(comparing_tables["passages"])
    assert {float(x) for line in ax.get_lines() for x in line.get_xdata()} == {30.0, 6.0}
    assert "speech that two texts share is not copying" in overlap.caption_passages(comparing_tables["passages"])


def test_utterances_fill_the_cells_of_the_texts_that_quote_them(comparing_tables):
    ax = overlap.plot_utterances(comparing_tables["utterances"])
    assert len(ax.patches) == 2
    assert {"fullest", "cut", "–"} <= set(texts_of(ax))


def test_changes_read_without_any_style():
    diff = diff_words("we will leave the door open now", "we leave one door open <now> indeed")
    assert plain(markup.mark_changes(diff)) == "we [cut: will] leave [changed: the > one] door open now [added: indeed]"
    marked = markup.mark_changes(diff_words("a & b", "a <b>"))
    assert "<b>" not in marked


def test_struck_and_underlined_are_elements_a_screen_reader_knows():
    marked = markup.mark_changes(diff_words("open the door", "open a door now"))
    assert "<del" in marked
    assert "<ins" in marked


def test_a_curve_is_sorted_by_the_text_chosen_and_keeps_its_gaps(curve):
    lines = sensitivity.plot_universes(curve, article="a").get_lines()
    assert [float(y) for y in lines[0].get_ydata()] == [39.5, 41.0, 44.0]
    by_other = sensitivity.plot_universes(curve, article="b").get_lines()
    assert [float(y) for y in by_other[0].get_ydata()] == [38.0, 50.0]


def test_the_dots_say_which_option_each_universe_takes(curve):
    ax = sensitivity.plot_universes(curve, article="a")
    below = ax.child_axes[0]
    assert [tick.get_text() for tick in below.get_yticklabels()] == [
        "zones: body",
        "zones: all prose",
        "zones: headline",
    ]
    taken = [list(line.get_xdata()) for line in below.get_lines() if line.get_marker() == "s"]
    assert taken == [[1], [0], [2]]


def test_a_choice_with_one_option_takes_no_row(curve):
    ax = sensitivity.plot_universes(curve.assign(choice_level="core"), article="a")
    assert not any("level" in tick.get_text() for tick in ax.child_axes[0].get_yticklabels())


def test_a_curve_without_any_value_says_so(curve):
    ax = sensitivity.plot_universes(curve.assign(value=float("nan")))
    assert any("long enough" in text for text in texts_of(ax))
    assert "not defined" in sensitivity.caption_universes(curve.assign(value=float("nan")))


def test_unknown_texts_and_measures_are_refused(curve):
    with pytest.raises(ValueError, match="article_id is 'z'; the table holds a, b"):
        sensitivity.plot_universes(curve, article="z")
    with pytest.raises(ValueError, match="measure is 'fog'; the table holds lix"):
        sensitivity.plot_universes(curve, measure="fog")


def test_orders_are_told_in_words_with_their_counts(comparing_tables):
    ax = sensitivity.plot_orders(comparing_tables["orders"])
    assert "a below b" in texts_of(ax)
    assert "4 of 5" in texts_of(ax)


def test_a_difference_outside_the_band_is_filled_and_named(comparing_tables):
    table = comparing_tables["differences"]
    assert "outside the band of the deals [−2.00, 2.00]" in sensitivity.alt_differences(table)
    assert "inside the band of the deals" in sensitivity.alt_differences(table.assign(difference=1.0))
    assert "1 of 1 pairs outside" in sensitivity.caption_differences(table)
