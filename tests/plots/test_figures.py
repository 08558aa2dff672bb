import re

import pandas as pd
import pytest
from matplotlib.figure import Figure as Canvas

from workbench import plots
from workbench.plots.figure import KINDS
from workbench.validity import note_extraction

NEVER = re.compile(r"\b(biased|propaganda|slanted|objective|fair|better|truthful)\b", re.IGNORECASE)


def texts_of(ax):
    return [text.get_text() for text in ax.figure.findobj(lambda artist: hasattr(artist, "get_text"))]


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_has_caption_alt_text_and_both_pictures(kind, tables):
    figure = plots.draw_figure(kind, tables[kind])
    assert figure.png.startswith(b"\x89PNG")
    assert b"<svg" in figure.svg
    scope, note = " · these texts only", note_extraction()
    assert figure.caption.endswith((scope, f"{scope} · {note}"))
    assert (note in figure.caption) == (KINDS[kind] in ("sources", "statements"))
    assert "n = " in figure.caption
    assert len(figure.alt) > 20
    assert not NEVER.search(figure.caption + figure.alt)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_table_gives_the_same_bytes(kind, tables):
    one, two = (plots.draw_figure(kind, tables[kind]) for _ in range(2))
    assert one.png == two.png
    assert one.svg == two.svg
    assert b"<dc:date>" not in one.svg


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_table_gives_a_figure_that_says_so(kind, empty_tables):
    figure = plots.draw_figure(kind, empty_tables[kind])
    assert figure.png.startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", KINDS)
def test_no_figure_changes_its_table(kind, tables):
    before = tables[kind].copy()
    plots.draw_figure(kind, tables[kind])
    pd.testing.assert_frame_equal(before, tables[kind])


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_draws_on_the_axes_it_is_given(kind, tables):
    ax = Canvas().subplots()
    draw = getattr(__import__(f"workbench.plots.{KINDS[kind]}", fromlist=["x"]), f"plot_{kind}")
    assert draw(tables[kind], ax=ax) is ax


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_column_is_named(kind, tables):
    with pytest.raises(KeyError, match="lacks the column"):
        plots.draw_figure(kind, tables[kind].iloc[:, :1])


def test_an_unknown_kind_is_refused_with_the_kinds_there_are():
    with pytest.raises(ValueError, match="kind is 'pie'; allowed are 'zones'"):
        plots.draw_figure("pie", pd.DataFrame())


def test_scores_are_drawn_at_their_values_and_undefined_ones_are_named(scores):
    ax = plots.plot_scores(scores, measure="lix")
    drawn = sorted(float(x) for line in ax.get_lines() for x in line.get_xdata())
    assert drawn == [41.0, 52.25]
    assert any("quotation: too few to say" in text for text in texts_of(ax))
    assert any("n = 120 words, 9 sent." in text for text in texts_of(ax))


def test_scores_of_another_measure_are_refused_by_name(scores):
    with pytest.raises(ValueError, match=r"measure is 'fog'; the scores table holds lix, rix\. Choose one"):
        plots.plot_scores(scores, measure="fog")


def test_alt_text_of_scores_says_value_interval_or_why_not(scores):
    alt = plots.alt_scores(scores, measure="lix")
    assert "a, all voices: 41.00 [38.00, 44.50]" in alt
    assert "a, quotation voice: too few to say" in alt
    assert "b, all voices: 52.25 (no interval)" in alt


def test_keyness_takes_the_strongest_words_of_one_group_and_measure(keyness):
    rows = plots.choose_keyness(keyness, group="a", measure="log_odds", top=2)
    assert rows.term.tolist() == ["harbour", "ferry"]
    with pytest.raises(ValueError, match="group is 'z'; the keyness table holds a, b"):
        plots.choose_keyness(keyness, group="z")
    with pytest.raises(ValueError, match="top is 0; it must be 1 or more"):
        plots.choose_keyness(keyness, top=0)


def test_keyness_says_which_words_lie_inside_the_band(keyness):
    alt = plots.alt_keyness(keyness, group="a", measure="log_odds")
    assert "rain: 0.20 [−0.80, 1.20], 2 : 3, inside the shuffle band" in alt
    assert "ferry: −2.00 [−3.00, −1.00], 0 : 7, outside the shuffle band" in alt


def test_contributions_are_those_of_all_voices_only(tables):
    alt = plots.alt_contributions(tables["contributions"])
    assert "flood: −0.310 (n = 2)" in alt
    assert "no:" not in alt


def test_bars_of_zones_have_the_given_lengths_and_a_second_channel(tables):
    ax = plots.plot_zones(tables["zones"])
    widths = {(bar.get_width(), bar.get_hatch() or "") for bar in ax.patches if bar.get_width()}
    assert {width for width, _ in widths} == {6, 60, 9}
    assert len({hatch for _, hatch in widths}) == 2
    assert "n = 66" in texts_of(ax)


def test_dollar_signs_in_names_are_no_formula(tables):
    table = tables["source_words"].assign(source_name=["$x^$ Ltd", "b"])
    assert plots.draw_figure("source_words", table).png


def test_html_of_a_figure_escapes_names(tables):
    table = tables["zones"].assign(article_id="<script>x</script>")
    shown = plots.show_figure(plots.draw_figure("zones", table))
    assert "<script>" not in shown
    assert 'alt="Stacked bars' in shown
