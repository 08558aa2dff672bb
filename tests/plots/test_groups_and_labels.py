"""Labels for ids, one look for a text in the whole study, groups instead of articles, and more texts than colours."""

import io
import struct

import pandas as pd
import pytest
from matplotlib.colors import to_hex

from workbench.plots import (
    agency,
    associations,
    captions,
    naming,
    overlap,
    quantities,
    scores,
    sensitivity,
    sentiment,
    tallies,
    vocabulary,
)
from workbench.plots.figure import draw_figure
from workbench.plots.style import assign_marks, unit_column

NAN = float("nan")
LABELS = {"a": "The Straits Observer and Harbour Gazette", "b": "Gull"}
MARKS = assign_marks(["Heron", *reversed(LABELS.values())])  # another order than that of the tables
ROOMS = {
    "zones": tallies, "forms": tallies, "families": tallies, "statements": tallies, "source_words": tallies,
    "constructions": agency, "missing_agents": agency, "terms": vocabulary, "counts": vocabulary,
    "positions": vocabulary, "keyness": associations, "scores": scores, "contributions": sentiment,
    "sentence_scores": sentiment, "universes": sensitivity, "orders": sensitivity, "differences": sensitivity,
    "passages": overlap, "utterances": overlap, "similarity": overlap, "quantities": quantities,
    "figure_grid": quantities, "names": naming,
}  # fmt: skip
BY_TEXT = [kind for kind in ROOMS if kind not in {"keyness", "terms", "counts", "names", "utterances"}]


def drawn(kind, table, **options):
    return draw_figure(kind, table, module=ROOMS[kind].__name__, **options)


def texts_of(ax):
    return [
        text.get_text().replace("\n", " ") for text in ax.figure.findobj(lambda artist: hasattr(artist, "get_text"))
    ]


def width_of(png):
    return struct.unpack(">I", io.BytesIO(png).read(20)[16:20])[0]


def many(n=12):
    return [f"The Straits Observer and Harbour Gazette {number:02}" for number in range(n)]


def grouped(table):
    """The same table by group: the articles pooled in it are none of the plot's business."""
    return table.rename(columns={"article_id": "group"}).assign(
        n_articles=[4, 1, 6][: len(table)] + [1] * (len(table) - 3)
    )


@pytest.mark.parametrize("kind", ROOMS)
def test_labels_stand_where_ids_stood(kind, tables):
    figure = drawn(kind, tables[kind], labels=LABELS)
    told = f"{figure.caption} {figure.alt} {texts_of(figure.axes)}"
    assert LABELS["a"] in told or LABELS["b"] in told
    assert figure.table is tables[kind]
    assert "a:" not in figure.alt.split()


def test_options_that_name_texts_take_ids(tables):
    figure = drawn("contributions", tables["contributions"], labels=LABELS, article="a")
    assert f"in {LABELS['a']}" in figure.caption
    assert "Gull: no place" in drawn("positions", tables["positions"], labels=LABELS, articles=["a", "b"]).alt


def test_steps_of_a_cluster_are_labelled_with_the_pairs(tables):
    steps = pd.DataFrame([(0, "a", "b", 0.5)], columns=["step", "left", "right", "distance"])
    alt = drawn("similarity", tables["similarity"], labels=LABELS, steps=steps).alt
    assert f"step 0 joins Gull + {LABELS['a']} at 0.50" in alt


@pytest.mark.parametrize("kind", ["terms", "source_words", "statements", "universes", "scores"])
def test_a_text_has_the_same_colour_in_every_figure(kind, tables):
    table = tables[kind]
    if kind == "scores":
        table = table[table["voice"] == "all"]
    ax = drawn(kind, table, labels=LABELS, marks=MARKS).axes
    lines = {to_hex(line.get_color()) for line in ax.get_lines()}
    patches = {to_hex(patch.get_facecolor()) for patch in ax.patches}
    for label in LABELS.values():
        assert MARKS[label].colour.lower() in lines | patches
    assert MARKS["Heron"].colour.lower() not in lines | patches


def test_keyness_has_the_colour_of_its_group(keyness):
    ax = drawn("keyness", keyness, group="b", labels=LABELS, marks=MARKS).axes
    assert {to_hex(line.get_color()) for line in ax.collections} == {MARKS["Gull"].colour.lower()}


def test_what_is_not_coloured_by_text_takes_marks_without_a_word(tables):
    assert drawn("zones", tables["zones"], marks=MARKS).png


@pytest.mark.parametrize(
    "kind", [kind for kind in BY_TEXT if kind not in {"orders", "differences", "passages", "similarity"}]
)
def test_a_table_by_group_is_drawn_like_one_by_article(kind, tables):
    if kind in {"quantities", "figure_grid"}:
        table = tables[kind].rename(columns={"article_id": "group"})
    else:
        table = grouped(tables[kind])
    assert unit_column(table) == "group"
    figure = drawn(kind, table, labels=LABELS)
    assert figure.png
    assert LABELS["a"] in f"{figure.caption} {figure.alt}"


@pytest.fixture
def pooled():
    row = {"measure": "lix", "voice": "all", "zones": "body", "n_words": 900, "n_sentences": 60, "reason": None}
    few = {"low": NAN, "high": NAN, "reason": "fewer than five articles: no interval, look at the articles"}
    return pd.DataFrame(
        [
            row | {"group": "a", "n_articles": 6, "value": 41.0, "low": 38.0, "high": 45.0},
            row | {"group": "b", "n_articles": 3, "value": 50.0} | few,
        ]
    )


def test_groups_name_their_articles_and_how_intervals_were_made(pooled):
    caption = drawn("scores", pooled, labels=LABELS).caption
    assert "Gull: 3 articles" in caption
    assert "intervals: 5 to 19 articles, whole articles drawn again (t-expanded)" in caption
    assert "no interval for Gull (fewer than five articles: no interval, look at the articles)" in caption


def test_groups_without_interval_show_their_articles_as_dots(pooled):
    articles = (
        pooled.drop(columns="n_articles").loc[[0, 1, 1]].assign(article_id=["x", "y", "z"], value=[1.0, 47.0, 53.0])
    )
    figure = drawn("scores", pooled, labels=LABELS, articles=articles)
    dots = [line for line in figure.axes.get_lines() if line.get_marker() == "o" and line.get_markersize() == 4]
    assert [list(line.get_xdata()) for line in dots] == [[47.0, 53.0]]
    assert "dots: single articles" in figure.caption


def test_intervals_of_one_article_and_of_twenty_are_told():
    rows = pd.DataFrame({"group": ["x", "y"], "n_articles": [1, 20], "value": 1.0, "low": 0.0})
    assert captions.say_intervals(rows) == (
        "intervals: one article, passages left out in turn, 20 articles and more, whole articles drawn again"
    )
    assert captions.say_intervals(rows.rename(columns={"group": "article_id"})) == ""


def test_more_than_eight_texts_stand_in_rows_with_a_panel_per_word():
    row = {"n": 2, "n_words": 60, "rate": 33.3, "low": 9.2, "high": 114.0}
    table = pd.DataFrame([row | {"group": name, "term": term} for name in many() for term in ("truce", "quay")])
    figure = drawn("terms", table)
    panels = figure.axes.child_axes
    assert [panel.get_title(loc="left") or panel.get_title() for panel in panels] == ["quay", "truce"]
    assert len({panel.get_xlim() for panel in panels}) == 1
    assert len(panels[0].get_yticks()) == 12


def test_more_than_eight_parts_of_a_bar_become_panels():
    table = pd.DataFrame(
        [{"form": f, "article_id": a, "n_attributions": 2} for f in ("direct", "noun") for a in many()]
    )
    figure = drawn("statements", table)
    assert len(figure.axes.child_axes) == 2
    assert "2 of 2 panels shown" in figure.caption


def test_of_more_than_eight_curves_one_has_a_colour():
    rows = [{"universe": u, "article_id": a, "measure": "lix", "value": 40.0 + u} for u in range(3) for a in many()]
    ax = drawn("universes", pd.DataFrame(rows)).axes
    assert len({to_hex(line.get_color()) for line in ax.get_lines() if len(line.get_xdata()) == 3}) == 2
    assert "the 11 others" in ax.get_legend_handles_labels()[1]


def test_columns_of_a_grid_go_on_in_the_next_panel():
    row = {"entity": "e", "form": "name", "label": "E", "voice": "narrator", "n": 14, "n_articles": 14}
    table = pd.DataFrame([row | dict.fromkeys(many(14), 1)])
    ax = drawn("names", table).axes
    assert [len(panel.get_xticks()) for panel in ax.child_axes] == [5, 5, 4]


def test_beyond_thirty_texts_the_caption_says_how_many_are_shown(tables):
    names = many(52)
    table = pd.DataFrame({"article_id": names, "zone": "body", "n_words": 10})
    figure = drawn("zones", table)
    assert len(figure.axes.get_yticks()) == 30
    assert "30 of 52 texts shown" in figure.caption


def test_parts_beyond_eight_are_added_up():
    table = pd.DataFrame(
        {"article_id": "a", "cue_family": [f"f{n:02}" for n in range(11)], "n_attributions": range(1, 12)}
    )
    ax = drawn("families", table).axes
    names = ax.get_legend_handles_labels()[1]
    assert len(names) == 8
    assert names[-1] == "all others"
    assert sum(bar.get_width() for bar in ax.patches) == sum(range(1, 12))


@pytest.mark.parametrize("kind", ROOMS)
def test_long_labels_keep_the_picture_as_wide_as_a_page(kind, tables):
    long = {"a": many()[0], "b": "Republic's Morning Post and Wire Service of the Northern Isles 2"}
    assert width_of(drawn(kind, tables[kind], labels=long).png) <= 7.5 * 110 + 30
