"""Short names for articles, DataFrames as corpora, and what is said where outlet or date is missing."""

import pandas as pd
import pytest

from workbench.corpus import CorpusError, load_corpus, load_frame
from workbench.corpus.metadata import LABEL_CHARACTERS, label_articles

TEXT = "The mayor said on Monday that the quay would be closed for months."


def labels(**columns):
    n = len(next(iter(columns.values())))
    frame = pd.DataFrame(
        {
            "article_id": [f"a{i}" for i in range(n)],
            **dict.fromkeys(["label", "outlet", "title"], [None] * n),
            **columns,
        }
    )
    return label_articles(frame)[0]["label"].tolist()


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ({"outlet": ["Post", "Wire"]}, ["Post", "Wire"]),
        ({"outlet": ["Post", "Wire", "Post"]}, ["Post 1", "Wire", "Post 2"]),
        ({"title": ["One two three four, five six", None]}, ["One two three four, five", "Text 1"]),
        ({"title": ["Same words here", "Same words here"]}, ["Same words here", "Same words here 2"]),
        ({"label": ["L", None], "outlet": ["Post", "Post"]}, ["L", "Post 2"]),
        ({"outlet": ["Text 1", None]}, ["Text 1", "Text 1 2"]),
        ({"label": ["0", "0"], "outlet": ["Post", "Wire"]}, ["Post", "Wire"]),
        ({"outlet": ["x" * 80]}, ["x" * 39 + "…"]),
        ({"outlet": ["Post\x1b[31m\n Daily"]}, ["Post\\x1b[31m Daily"]),
    ],
)
def test_the_rule_of_labels(columns, expected):
    assert labels(**columns) == expected


def test_labels_are_short_and_unique():
    found = labels(outlet=["a" * 50] * 30, title=[None] * 30)
    assert len(set(found)) == 30
    assert max(map(len, found)) <= LABEL_CHARACTERS + 3


def test_corpus_toml_wins_and_must_not_repeat_itself(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(TEXT)
    (tmp_path / "corpus.toml").write_text('[articles.a]\nlabel = "First"\noutlet = "Post"\n')
    corpus = load_corpus(tmp_path)
    assert corpus.articles["label"].tolist() == ["First", "Text 1"]
    assert "label-stated" in corpus.log["rule"].tolist()
    (tmp_path / "corpus.toml").write_text('[articles.a]\nlabel = "X"\n[articles.b]\nlabel = "X"\n')
    with pytest.raises(CorpusError, match=r"articles.a.label and articles.b.label are both 'X'"):
        load_corpus(tmp_path)


def test_front_matter_states_and_is_no_text(tmp_path):
    front = "---\nlabel: Short\noutlet: 'The Post'\ntitle: Quay closes\ndate: 2031-05-04\nauthor: Ada Lind\n---\n"
    (tmp_path / "a.md").write_text(front + "Quay closes\n\n" + TEXT)
    corpus = load_corpus(tmp_path)
    row = corpus.articles.iloc[0]
    assert row[["label", "outlet", "title", "byline", "published"]].tolist() == [
        "Short",
        "The Post",
        "Quay closes",
        "Ada Lind",
        "2031-05-04",
    ]
    assert row["text"] == front + "Quay closes\n\n" + TEXT
    assert corpus.blocks["zone"].tolist() == ["boilerplate"] * 7 + ["headline", "body"]


@pytest.mark.parametrize(
    ("line", "outlet", "published"),
    [
        ("Regional Wire, 2033-05-14", "Regional Wire", "2033-05-14"),
        ("The Lindby Packet | 14 May 2033", "The Lindby Packet", "2033-05-14"),
        ("14 May 2033 — Harbour Star", "Harbour Star", "2033-05-14"),
        ("Regional Wire, 2033-05-14 09:30", "Regional Wire", "2033-05-14"),
    ],
)
def test_a_line_of_outlet_and_date_is_no_standfirst(tmp_path, line, outlet, published):
    (tmp_path / "a.txt").write_text(f"Quay closes for months\n{line}\n\n{TEXT}\n\nNobody was hurt.\n")
    corpus = load_corpus(tmp_path)
    assert corpus.articles[["outlet", "published"]].iloc[0].tolist() == [outlet, published]
    assert corpus.blocks["zone"].tolist() == ["headline", "dateline", "body", "body"]
    assert corpus.notes.empty


@pytest.mark.parametrize("line", ["Geneva, 14 May 2033", "World Cup, 14 May 2033"])
def test_a_place_or_an_event_with_a_date_is_no_outlet(tmp_path, line):
    (tmp_path / "a.txt").write_text(f"Quay closes for months\n{line}\n\n{TEXT}\n\nNobody was hurt.\n")
    assert load_corpus(tmp_path).articles["outlet"].isna().all()


def test_what_some_articles_do_not_state_is_said_once(tmp_path):
    (tmp_path / "t.csv").write_text(f"id,outlet,date,text\na,Post,2031-05-04,{TEXT}\nb,,,{TEXT} Again.\n")
    notes = load_corpus(tmp_path).notes["message"].tolist()
    assert notes == [
        "not stated: the outlet of 1 of 2 articles (b) and the date of 1 of 2 articles (b). Write them under [articles.ID] in corpus.toml, or as a column."
    ]


def test_a_frame_is_a_corpus():
    frame = pd.DataFrame(
        {
            "Text": [TEXT, TEXT + " Again."],
            "article_id": [7, 8],
            "Date": pd.to_datetime(["2031-05-04", None]),
            "outlet": ["Post", pd.NA],
            "words": [1.5, float("nan")],
        }
    )
    corpus = load_frame(frame, name="mine")
    assert corpus.name == "mine"
    assert corpus.articles[["article_id", "label", "source_file"]].to_numpy().tolist() == [
        ["7", "Post", "mine"],
        ["8", "Text 1", "mine"],
    ]
    assert corpus.articles["published"].iloc[0] == "2031-05-04"
    assert corpus.metadata["words"].iloc[0] == "1.5"
    assert corpus.folder is None


@pytest.mark.parametrize(
    ("frame", "sentence"),
    [
        (pd.DataFrame({"a": ["x"]}), "table has no column of texts: it has 'a'"),
        (pd.DataFrame({"text": [TEXT, " "]}), "table, row 2 holds no word"),
        (pd.DataFrame({"text": [TEXT, None]}), "table, row 2 has no text"),
        (pd.DataFrame({"text": []}), "has columns but no row"),
        (pd.DataFrame(), "has no column of texts: it has no columns"),
        (pd.DataFrame({"id": ["a", "a"], "text": [TEXT, TEXT]}), "the id 'a' stands for table, row 1 and table, row 2"),
        ([TEXT], "a list was given; allowed is a DataFrame"),
    ],
)
def test_a_frame_that_is_none_of_articles_is_refused(frame, sentence):
    with pytest.raises(CorpusError, match=sentence):
        load_frame(frame)


def test_only_is_false_until_it_is_said(tmp_path):
    (tmp_path / "a.txt").write_text(TEXT)
    assert load_corpus(tmp_path).config.only is False
    (tmp_path / "corpus.toml").write_text("[corpus]\nonly = true\n")
    assert load_corpus(tmp_path).config.only is True
