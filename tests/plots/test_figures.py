import pkgutil
import re
from importlib import import_module

import pandas as pd
import pytest
from matplotlib.figure import Figure as Canvas

from workbench import plots
from workbench.catalogue import FIGURES
from workbench.plots import associations, figure, scores as score_figures, sentiment, tallies
from workbench.plots.figure import draw_figure
from workbench.validity import note_extraction

NEVER = re.compile(r"\b(biased|propaganda|slanted|objective|fair|better|truthful)\b", re.IGNORECASE)
ROOMS = [import_module(f"workbench.plots.{room.name}") for room in pkgutil.iter_modules(plots.__path__)]
KINDS = {name.removeprefix("plot_"): room for room in ROOMS for name in vars(room) if name.startswith("plot_")}
SOURCING = {
    name for name, entry in FIGURES.items() if "note" in entry.settings
}  # of attributions, with their error rates


def texts_of(ax):
    return [text.get_text() for text in ax.figure.findobj(lambda artist: hasattr(artist, "get_text"))]


def drawn(kind, table, **options):
    return draw_figure(kind, table, module=KINDS[kind].__name__, **options)


def test_every_kind_has_a_table_to_be_tested_with(tables):
    assert set(KINDS) == set(tables)


@pytest.mark.parametrize("kind", KINDS)
def test_every_figure_has_caption_alt_text_and_both_pictures(kind, tables):
    made = drawn(kind, tables[kind])
    assert made.png.startswith(b"\x89PNG")
    assert b"<svg" in made.svg
    scope, note = " · these texts only", note_extraction()
    assert made.caption.endswith((scope, f"{scope} · {note}"))
    assert (note in made.caption) == (kind in SOURCING)
    assert "n = " in made.caption
    assert len(made.alt) > 20
    assert not NEVER.search(made.caption + made.alt)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_table_gives_the_same_bytes(kind, tables):
    one, two = (drawn(kind, tables[kind]) for _ in range(2))
    assert one.png == two.png
    assert one.svg == two.svg
    assert b"<dc:date>" not in one.svg


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_table_gives_a_figure_that_says_so(kind, empty_tables):
    assert drawn(kind, empty_tables[kind]).png.startswith(b"\x89PNG")


@pytest.mark.parametrize("kind", KINDS)
def test_no_figure_changes_its_table(kind, tables):
    before = tables[kind].copy()
    made = drawn(kind, tables[kind], labels={"x": "Gull", "b.txt": "Heron"})
    pd.testing.assert_frame_equal(before, tables[kind])
    assert made.table is tables[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_figure_draws_on_the_axes_it_is_given(kind, tables):
    ax = Canvas().subplots()
    assert getattr(KINDS[kind], f"plot_{kind}")(tables[kind], ax=ax) is ax


@pytest.mark.parametrize("kind", KINDS)
def test_a_missing_column_is_named(kind, tables):
    with pytest.raises(KeyError, match="lacks the column"):
        drawn(kind, tables[kind].iloc[:, :1])


def test_an_unknown_kind_is_refused_with_the_kinds_there_are():
    with pytest.raises(ValueError, match="kind is 'pie'; allowed are 'zones', 'forms'"):
        draw_figure("pie", pd.DataFrame(), module="workbench.plots.tallies")


def test_scores_are_drawn_at_their_values_and_undefined_ones_are_named(scores):
    ax = score_figures.plot_scores(scores, measure="lix")
    drawn = sorted(float(x) for line in ax.get_lines() for x in line.get_xdata())
    assert drawn == [41.0, 52.25]
    assert any("quotation: too few to say" in text for text in texts_of(ax))
    assert any("n = 120 words, 9 sent." in text for text in texts_of(ax))


def test_scores_of_another_measure_are_refused_by_name(scores):
    with pytest.raises(ValueError, match=r"measure is 'fog'; the scores table holds lix, rix\. Choose one"):
        score_figures.plot_scores(scores, measure="fog")


def test_alt_text_of_scores_says_value_interval_or_why_not(scores):
    alt = score_figures.alt_scores(scores, measure="lix")
    assert "a, all voices: 41.00 [38.00, 44.50]" in alt
    assert "a, quotation voice: too few to say" in alt
    assert "b, all voices: 52.25 (no interval)" in alt


def test_keyness_takes_the_strongest_words_of_one_group_and_measure(keyness):
    rows = associations.choose_keyness(keyness, group="a", measure="log_odds", top=2)
    assert rows.term.tolist() == ["harbour", "ferry"]
    with pytest.raises(ValueError, match="group is 'z'; the keyness table holds a, b"):
        associations.choose_keyness(keyness, group="z")
    with pytest.raises(ValueError, match="top is 0; it must be 1 or more"):
        associations.choose_keyness(keyness, top=0)


def test_keyness_says_which_words_lie_inside_the_band(keyness):
    alt = associations.alt_keyness(keyness, group="a", measure="log_odds")
    assert "rain: 0.20 [−0.80, 1.20], 2 : 3, inside the band" in alt
    assert "ferry: −2.00 [−3.00, −1.00], 0 : 7, outside the band" in alt


def test_contributions_are_those_of_all_voices_only(tables):
    alt = sentiment.alt_contributions(tables["contributions"])
    assert "flood: −0.310 (n = 2)" in alt
    assert "no:" not in alt


def test_bars_of_zones_have_the_given_lengths_and_a_second_channel(tables):
    ax = tallies.plot_zones(tables["zones"])
    widths = {(bar.get_width(), bar.get_hatch() or "") for bar in ax.patches if bar.get_width()}
    assert {width for width, _ in widths} == {6, 60, 9}
    assert len({hatch for _, hatch in widths}) == 2
    assert "n = 66" in texts_of(ax)


def test_dollar_signs_in_names_are_no_formula(tables):
    table = tables["source_words"].assign(source_name=["$x^$ Ltd", "b"])
    assert drawn("source_words", table).png


def test_html_of_a_figure_escapes_names(tables):
    table = tables["zones"].assign(article_id="<script>x</script>")
    shown = figure.show_figure(drawn("zones", table))
    assert "<script>" not in shown
    assert 'alt="Stacked bars' in shown


def test_keyness_draws_no_word_that_is_too_rare_and_marks_what_passes(keyness):
    rare = keyness.assign(
        reason=keyness["term"].map({"ferry": "fewer than 5 occurrences"}), passes=keyness["term"] == "harbour"
    )
    assert "ferry" not in associations.choose_keyness(rare, group="a", measure="log_odds")["term"].tolist()
    few = rare.assign(reason="too few articles to say")
    assert "ferry" in associations.choose_keyness(few, group="a", measure="log_odds")["term"].tolist()
    caption = associations.caption_keyness(rare, group="a", measure="log_odds", top=1)
    assert "1 of 2 words looked at lie outside the band, 5 % would by dealing alone" in caption
    assert "1 of them passes (*)" in caption
    assert "none of them passes" in associations.caption_keyness(
        rare.assign(passes=False), group="a", measure="log_odds"
    )
    assert "harbour: " in associations.alt_keyness(rare, group="a", measure="log_odds")
    assert "outside the band, passes" in associations.alt_keyness(rare, group="a", measure="log_odds")
    axes = associations.plot_keyness(rare, group="a", measure="log_odds")
    assert any(label.get_text().startswith("* harbour") for label in axes.get_yticklabels())


@pytest.mark.parametrize(("measure", "values"), [("odds_ratio", [0.1, 4.0]), ("percent_diff", [-90.0, 300.0])])
def test_ratios_are_ranked_by_their_logarithm(keyness, measure, values):
    rows = keyness.iloc[[0, 0]].reset_index(drop=True).assign(measure=measure, term=["tenth", "fourfold"], value=values)
    assert associations.choose_keyness(rows, top=1)["term"].tolist() == ["tenth"]
