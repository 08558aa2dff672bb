"""A corpus of two invented reports, as tables."""

import pandas as pd
import pytest

from workbench.measures.sources import source_tables
from workbench.schema import TABLES, make_table
from workbench.widgets import concordance, reading
from workbench.widgets.scores import explore_scores, explore_sentences

TEXT = 'Ferry <late> again\n"We waited for hours," said Ada Reed.'


@pytest.fixture
def articles():
    return pd.DataFrame({"article_id": ["a", "b"], "text": [TEXT, "Nothing happened."]})


@pytest.fixture
def blocks():
    rows = [("a", 0, 0, 18, "headline", "first-line", 0.9), ("a", 1, 19, len(TEXT), "body", "default", 1.0)]
    rows += [("b", 0, 0, 17, "body", "default", 1.0)]
    return pd.DataFrame(rows, columns=list(TABLES["blocks"]))


@pytest.fixture
def attributions():
    row = {"article_id": "a", "attribution_id": 0, "part": 0, "form": "direct", "level": "core", "zone": "body"}
    row |= {"start": 19, "end": 41, "cue_start": 42, "cue_end": 46, "cue_text": "said", "source_start": 47}
    row |= {"source_end": 55, "source_text": "Ada Reed", "source_name": "Ada Reed", "n_words": 4, "n_quoted_words": 4}
    return make_table([row], "attributions")


@pytest.fixture
def tokens():
    rows = [
        ("a", "We", 20, "quotation"),
        ("a", "waited", 23, "quotation"),
        ("a", "said", 42, "narrator"),
        ("b", "Nothing", 0, "narrator"),
    ]
    frame = pd.DataFrame(rows, columns=["article_id", "text", "start", "voice"])
    end = frame["start"] + frame["text"].str.len()
    return frame.assign(end=end, lower=frame["text"].str.lower(), sentence_id=0, is_word=True, zone="body")


@pytest.fixture
def scores():
    def row(article, voice, value):
        row = {
            "article_id": article,
            "measure": "lix",
            "voice": voice,
            "zones": "body",
            "value": value,
            "low": value - 1,
        }
        return row | {"high": value + 1, "n_words": 120, "n_sentences": 11}

    return make_table([row("a", "all", 40.0), row("b", "all", 50.0), row("a", "narrator", 30.0)], "scores")


@pytest.fixture
def sentence_scores():
    rows = [("a", 0, 0, 18, 0.1), ("a", 1, 19, 57, -0.4), ("b", 0, 0, 17, 0.0)]
    frame = pd.DataFrame(rows, columns=["article_id", "sentence_id", "start", "end", "value"])
    return frame.assign(measure="x", words="late -0.10")


@pytest.fixture
def boxes(articles, blocks, attributions, tokens, scores, sentence_scores):
    """Every explorer there is."""
    sentences = pd.DataFrame({"article_id": ["a", "b"], "start": [19, 0], "end": [len(TEXT), 17]})
    statements = source_tables.gather_statements(attributions, articles=articles, sentences=sentences)
    return {
        "zones": reading.explore_zones(articles, blocks),
        "contexts": concordance.explore_contexts(tokens, query="we"),
        "scores": explore_scores(scores),
        "sentences": explore_sentences(articles, sentence_scores),
        "sources": reading.explore_sources(articles, attributions),
        "statements": reading.explore_statements(statements),
    }
