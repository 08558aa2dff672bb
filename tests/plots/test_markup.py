import re
from html import unescape

import pandas as pd
import pytest

from workbench.plots.markup import mark_blocks, mark_text, show_contexts, show_table


def plain(markup):
    return unescape(re.sub(r"<[^>]+>", "", markup))


def spans(*rows):
    return pd.DataFrame(rows, columns=["start", "end", "kind", "tag"])


def test_marked_text_reads_without_any_style():
    text = "It was late, Jo said."
    marked = mark_text(
        text, spans((0, 11, "content", "content 0"), (13, 15, "source", "source 0"), (16, 20, "cue", "cue 0"))
    )
    assert plain(marked) == "[content 0: It was late], [source 0: Jo] [cue 0: said]."


def test_each_kind_has_its_own_underline_and_colour():
    marked = mark_text("abc", spans((0, 1, "source", "s"), (1, 2, "cue", "c"), (2, 3, "content", "k")))
    assert {"solid", "double", "dotted"} <= set(re.findall(r"underline (\w+)", marked))


def test_overlapping_spans_lose_no_character():
    text = "abcdefgh"
    marked = mark_text(text, spans((0, 5, "content", "one"), (3, 8, "content", "two")))
    assert re.sub(r"\[(one|two): |\]", "", plain(marked)) == text


def test_nested_spans_open_and_close_in_order():
    marked = mark_text("abcd", spans((0, 4, "content", "outer"), (1, 3, "cue", "inner")))
    assert plain(marked) == "[outer: a[inner: bc]d]"


def test_article_text_is_escaped_everywhere():
    text = '<img src=x onerror="alert(1)"> & “ok” 🙂'
    blocks = pd.DataFrame({"start": [0], "end": [len(text)], "zone": ["body"], "rule": ["r"], "confidence": [1.0]})
    contexts = pd.DataFrame({"article_id": [text], "left": [text], "node": [text], "right": [text]})
    table = pd.DataFrame({text: [text]})
    for markup in (
        mark_text(text, spans((0, len(text), "content", text))),
        mark_blocks(text, blocks),
        show_contexts(contexts),
        show_table(table, title=text),
    ):
        assert "<img" not in markup
        assert "🙂" in markup


def test_a_span_outside_the_text_is_refused():
    with pytest.raises(ValueError, match=r"spans holds 2:9, which does not lie in a text of 4 characters"):
        mark_text("abcd", spans((2, 9, "cue", "c")))
    with pytest.raises(ValueError, match="does not lie"):
        mark_text("abcd", spans((2, 2, "cue", "c")))


def test_no_span_gives_the_text():
    assert plain(mark_text("a < b", spans())) == "a < b"


def test_a_table_is_rounded_when_shown_and_only_then():
    table = pd.DataFrame({"rate": [1 / 3, float("nan")], "n": [1200, 5], "ok": [True, False], "name": ["x", None]})
    before = table.copy()
    shown = plain(show_table(table))
    assert "0.33" in shown
    assert "1,200" in shown
    assert "yes" in shown
    assert "–" in shown
    pd.testing.assert_frame_equal(table, before)


def test_a_table_has_header_cells_and_says_what_was_left_out():
    table = pd.DataFrame({"n": range(5)})
    shown = show_table(table, max_rows=2)
    assert '<th scope="col"' in shown
    assert "3 more rows" in shown
    assert "no rows" in show_table(table.head(0), title="Empty")


def test_asking_for_a_column_that_is_not_there_is_refused():
    with pytest.raises(KeyError, match="lacks the column"):
        show_table(pd.DataFrame({"n": [1]}), columns=["m"])
    with pytest.raises(ValueError, match="max_rows is 0"):
        show_table(pd.DataFrame({"n": [1]}), max_rows=0)
