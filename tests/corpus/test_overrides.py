from __future__ import annotations

import pandas as pd
import pytest

from workbench.corpus.zones import check_overrides, classify_blocks, read_overrides

TEXT = "Lake rises by a metre\n\nLindby: The lake rose on Monday. It rained.\n\nNobody was hurt."
ARTICLES = pd.DataFrame({"article_id": ["a"], "text": [TEXT]})


def spans(*rows):
    return pd.DataFrame(rows, columns=["article_id", "start", "end", "zone"])


def span_of(words, zone):
    return ("a", TEXT.index(words), TEXT.index(words) + len(words), zone)


def test_a_hand_wins_over_a_rule_and_the_log_says_so():
    blocks, _, log = classify_blocks(ARTICLES, overrides=spans(span_of("Lake rises by a metre", "teaser")))
    assert blocks.loc[0, ["zone", "rule", "confidence"]].tolist() == ["teaser", "hand", 1.0]
    assert log.loc[0, ["before", "after", "decided_by"]].tolist() == ["headline", "teaser", "hand"]


def test_a_span_inside_a_line_splits_the_block_without_outer_space():
    blocks, _, _ = classify_blocks(ARTICLES, overrides=spans(span_of("Lindby: ", "dateline")))
    assert [TEXT[a:b] for a, b in zip(blocks["start"], blocks["end"], strict=True)] == [
        "Lake rises by a metre",
        "Lindby:",
        "The lake rose on Monday. It rained.",
        "Nobody was hurt.",
    ]
    assert blocks["zone"].tolist() == ["headline", "dateline", "body", "body"]
    assert blocks["block_id"].tolist() == [0, 1, 2, 3]


def test_a_hand_may_set_a_line_to_body_and_a_span_over_two_lines_sets_both():
    start = TEXT.index("Lindby")
    blocks, _, log = classify_blocks(ARTICLES, overrides=spans(("a", 0, 21, "body"), ("a", start, len(TEXT), "social")))
    assert blocks["zone"].tolist() == ["body", "social", "social"]
    assert log["decided_by"].tolist() == ["hand"] * 3


def test_what_a_hand_decided_is_no_longer_doubted():
    text = "The council met.\n\nMayor vows wall along the shore\n\nThe ferry was late on Monday."
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    _, warnings, _ = classify_blocks(articles)
    assert warnings["rule"].tolist() == ["bare-title"]
    start = text.index("Mayor")
    _, warnings, _ = classify_blocks(articles, overrides=spans(("a", start, start + 31, "teaser")))
    assert warnings.empty


def test_a_sidecar_file_is_read(tmp_path):
    path = tmp_path / "zones.csv"
    path.write_text("article_id,start,end,zone,coder,note\na,0,21,caption,hand one,\n", encoding="utf-8")
    blocks, _, _ = classify_blocks(ARTICLES, overrides=path)
    assert blocks.loc[0, "zone"] == "caption"
    assert classify_blocks(ARTICLES, overrides=str(path))[0].equals(blocks)


def test_an_empty_sidecar_with_its_header_changes_nothing(tmp_path):
    path = tmp_path / "zones.csv"
    path.write_text("article_id,start,end,zone\n", encoding="utf-8")
    assert classify_blocks(ARTICLES, overrides=path)[0].equals(classify_blocks(ARTICLES)[0])


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("z", 0, 5, "body"), r"row 1 .*article_id 'z' is not in the corpus"),
        (("a", 0, 5, "lede"), r"row 1 .*zone is 'lede'; allowed are headline, standfirst"),
        (("a", 5, 5, "body"), r"row 1 .*the span 5-5 does not lie in the text of 'a'"),
        (("a", 9, 5, "body"), r"the span 9-5 does not lie"),
        (("a", 0, 9999, "body"), r"has 83 characters"),
        (("a", -1, 5, "body"), r"start is -1, not a whole number"),
        (("a", "x", 5, "body"), r"start is 'x', not a whole number"),
        (("a", 0, 2.5, "body"), r"end is 2.5, not a whole number"),
        (("a", 0, None, "body"), r"end is nan, not a whole number|end is None, not a whole number"),
    ],
)
def test_a_bad_row_is_refused_with_its_number_and_cause(row, sentence):
    with pytest.raises(ValueError, match=sentence):
        check_overrides(spans(row), lengths={"a": 83})


def test_overlapping_spans_are_refused_with_the_number_of_the_later_row():
    rows = spans(("a", 0, 5, "body"), ("a", 20, 30, "body"), ("a", 3, 9, "caption"))
    with pytest.raises(ValueError, match=r"row 3 .*the span 3-9 overlaps 0-5"):
        check_overrides(rows, lengths={"a": 83})


def test_a_missing_column_is_refused(tmp_path):
    path = tmp_path / "zones.csv"
    path.write_text("article_id,from,to,zone\na,0,21,caption\n", encoding="utf-8")
    with pytest.raises(KeyError, match=r"overrides \(zones.csv\) lacks the column\(s\) start, end"):
        read_overrides(path)


@pytest.mark.parametrize("content", [b"", b'a,b\n"open', b"\xff\xfe\x00\x01"])
def test_a_file_that_is_no_csv_is_refused(tmp_path, content):
    path = tmp_path / "zones.csv"
    path.write_bytes(content)
    with pytest.raises((ValueError, KeyError), match=r"overrides.*zones.csv"):
        read_overrides(path)


def test_an_absent_file_is_refused(tmp_path):
    with pytest.raises(ValueError, match=r"zones.csv cannot be read as CSV"):
        read_overrides(tmp_path / "zones.csv")
