"""The five real reports against what hand coders wrote down before they saw any output."""

import json

import pandas as pd
import pytest

from workbench.corpus import load_corpus
from workbench.language import segment_text

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def gold(project_root):
    return {path.stem: pd.read_csv(path) for path in (project_root / "data" / "truce-2024").glob("*.csv")}


@pytest.fixture(scope="module")
def corpus(truce_folder):
    return load_corpus(truce_folder)


@pytest.fixture(scope="module")
def sentences(corpus):
    return segment_text(corpus.articles, corpus.blocks)[0]


def coded_and_found(gold, corpus):
    """Each hand-coded span with the zone of every character that the rules gave it."""
    for span in gold.itertuples():
        blocks = corpus.blocks[corpus.blocks.article_id == span.article_id]
        hits = blocks[(blocks.start < span.end) & (blocks.end > span.start)]
        yield span, set(hits.zone)


@pytest.mark.parametrize("coder", ["gold_zones", "second_zones"])
def test_at_least_97_percent_of_lines_are_right_on_body(gold, corpus, coder):
    right = [
        zones == {"body"} if span.zone == "body" else "body" not in zones
        for span, zones in coded_and_found(gold[coder], corpus)
    ]
    assert len(right) == 99
    assert sum(right) / len(right) >= 0.97


def test_no_debris_is_left_in_the_body(gold, corpus):
    left = [
        span for span, zones in coded_and_found(gold["gold_zones"], corpus) if span.zone != "body" and "body" in zones
    ]
    assert left == []


def test_every_block_is_exact_and_nothing_is_lost(corpus):
    for article in corpus.articles.itertuples():
        blocks = corpus.blocks[corpus.blocks.article_id == article.article_id].sort_values("start")
        covered = "".join(article.text[block.start : block.end] for block in blocks.itertuples())
        assert "".join(covered.split()) == "".join(article.text.split())
        assert (blocks.start.iloc[1:].to_numpy() >= blocks.end.iloc[:-1].to_numpy()).all()


def test_sentence_counts_are_within_one_of_a_hand_count(gold, sentences):
    counted = sentences[sentences.zone == "body"].groupby("article_id").size()
    by_hand = gold["gold_sentences"].set_index("article_id").n_sentences
    assert (counted - by_hand).abs().max() <= 1


def test_the_outlet_is_not_stated_and_not_guessed(corpus):
    assert corpus.articles.outlet.isna().all()


def test_the_hand_codes_belong_to_these_files(project_root, corpus):
    manifest = json.loads((project_root / "data" / "truce-2024" / "manifest.json").read_text(encoding="utf-8"))
    assert {item["sha256"] for item in manifest["articles"]} == set(corpus.articles.sha256)
