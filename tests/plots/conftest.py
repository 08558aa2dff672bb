"""Small tables of the schema, written by hand."""

import pandas as pd
import pytest

from workbench.schema import make_table


def score(article, voice, value, low, high, **further):
    row = {"article_id": article, "measure": "lix", "voice": voice, "zones": "body", "value": value, "low": low}
    return row | {"high": high, "n_words": 120, "n_sentences": 9, "reason": None} | further


@pytest.fixture
def scores():
    few = {"n_words": 12, "n_sentences": 1, "reason": "too few words: 12, at least 100 needed"}
    nan = float("nan")
    rows = [
        score("a", "all", 41.0, 38.0, 44.5),
        score("a", "quotation", nan, nan, nan, **few),
        score("b", "all", 52.25, nan, nan),
        score("b", "all", 7.0, 6.0, 8.0, measure="rix"),
    ]
    return make_table(rows, "scores")


@pytest.fixture
def keyness():
    def row(term, value, counts, group="a", measure="log_odds"):
        return {
            "group": group,
            "term": term,
            "measure": measure,
            "n_group": counts[0],
            "n_rest": counts[1],
            "words_group": 200,
            "words_rest": 400,
            "value": value,
            "low": value - 1,
            "high": value + 1,
            "null_low": -0.8,
            "null_high": 0.8,
        }

    rows = [row("harbour", 1.5, (6, 1)), row("rain", 0.2, (2, 3)), row("ferry", -2.0, (0, 7))]
    return make_table(
        [*rows, row("harbour", -1.5, (1, 6), group="b"), row("rain", 9.0, (2, 3), measure="g2")], "keyness"
    )


@pytest.fixture
def tables(scores, keyness, comparing_tables, lesson_tables):
    """One table for each kind of figure."""
    sources = {"source_kind": "CIV", "naming": "named person"}
    return {
        "zones": pd.DataFrame(
            {"article_id": ["a", "a", "b"], "zone": ["headline", "body", "body"], "n_words": [6, 60, 9]}
        ),
        "terms": pd.DataFrame(
            [("a", "rain", 3, 60, 1, 50.0, 17.1, 137.0), ("b", "rain", 1, 9, 1, 111.1, 19.9, 434.9)],
            columns=["group", "term", "n", "n_words", "n_articles", "rate", "low", "high"],
        ),
        "keyness": keyness,
        "scores": scores,
        "sentence_scores": pd.DataFrame(
            {"article_id": "a", "sentence_id": range(4), "measure": "x", "value": [0.5, 0.0, -0.25, float("nan")]}
        ),
        "contributions": pd.DataFrame(
            [
                ("a", "x", "all", "flood", 2, -0.31),
                ("a", "x", "all", "calm", 1, 0.12),
                ("a", "x", "narrator", "no", 9, -9.0),
            ],
            columns=["article_id", "measure", "voice", "term", "n_hits", "contribution"],
        ),
        "forms": pd.DataFrame({"article_id": ["a", "b"], "form": ["direct", "indirect"], "n_attributions": [3, 2]}),
        "families": pd.DataFrame({"article_id": ["a"], "cue_family": ["neutral"], "n_attributions": [5]}),
        "statements": pd.DataFrame(
            {"form": ["direct", "direct", "indirect"], "article_id": ["a", "b", "b"], "n_attributions": [3, 1, 2]}
        ),
        "source_words": make_table(
            [
                {"article_id": "a", "source_name": "Ada Reed", "n_attributions": 2, "n_words": 30, "n_quoted_words": 11}
                | sources,
                {"article_id": "b", "source_name": None, "n_attributions": 1, "n_words": 8, "n_quoted_words": 0}
                | sources,
            ],
            "sources",
        ),
        **comparing_tables,
        **lesson_tables,
    }


@pytest.fixture
def groups():
    """Figures of two texts that may be about the same thing, and one that a single text gives."""
    nan = float("nan")
    rows = [
        (0, "a", "nearly 500", 500.0, nan, 500.0, "up", "people", "killed", "officials", 2),
        (0, "b", "412", 412.0, 412.0, 412.0, "none", "people", "died", None, 2),
        (1, "b", "20 to 30", nan, 20.0, 30.0, "range", "boats", None, None, 1),
    ]
    names = ["group_id", "article_id", "words", "value", "low", "high", "direction", "unit", "act", "credited_to"]
    return pd.DataFrame(rows, columns=[*names, "n_articles"])


@pytest.fixture
def curve():
    """Two texts in three universes; the second has too few words in one of them."""
    values = [41.0, 50.0, 39.5, 38.0, 44.0, float("nan")]
    frame = pd.DataFrame({"universe": [0, 0, 1, 1, 2, 2], "article_id": ["a", "b"] * 3, "value": values})
    options = ["body", "body", "all prose", "all prose", "headline", "headline"]
    return frame.assign(measure="lix", voice="all", choice_zones=options)


@pytest.fixture
def comparing_tables(groups, curve):
    """One table for each kind of figure that lays texts side by side."""
    label = {"entity": "council", "form": "role", "label": "the council", "n": 3, "n_articles": 2}
    share = {"article_id": "a", "voice": "all", "act_kind": "all", "n_clauses": 4, "low": 0.1, "high": 0.9}
    agency = [("active", 3, 0.75), ("passive_agentless", 1, 0.25), ("no_agent", 1, 0.25), ("agent_nowhere", 1, 0.25)]
    pair = {"a_id": "a", "b_id": "b"}
    return {
        "names": pd.DataFrame(
            [
                label | {"voice": "narrator", "a": 2, "b": 1},
                label | {"voice": "presupposed", "n": 1, "n_articles": 1, "a": 0, "b": 1},
                label | {"entity": "front", "label": "rebels", "voice": "quotation", "n": 1, "a": 1, "b": 0},
            ]
        )[["entity", "form", "label", "voice", "n", "n_articles", "a", "b"]],
        "constructions": (
            table := pd.DataFrame([share | {"measure": name, "n": n, "value": value} for name, n, value in agency])
        ),
        "missing_agents": table,
        "quantities": groups,
        "figure_grid": groups,
        "passages": pd.DataFrame([pair | {"n_passages": 3, "n_quotations": 1, "longest": 30, "longest_narration": 6}]),
        "utterances": pd.DataFrame(
            [{"utterance_id": 0, "text": "Leave the door open", "a": "identical", "b": "cut", "c": "absent"}]
        ),
        "universes": curve,
        "orders": pd.DataFrame([pair | {"n_above": 1, "n_below": 4, "n_tied": 0, "n": 5, "share": 0.8, "order": "<"}]),
        "differences": pd.DataFrame(
            [
                pair
                | {"measure": "lix", "difference": 3.0, "low": 1.0, "high": 5.0, "null_low": -2.0, "null_high": 2.0}
                | {"n_a": 12, "n_b": 9}
            ]
        ),
    }


@pytest.fixture
def lesson_tables():
    """One table for each kind of figure that the pages on words, sentiment and readability add."""
    pair = {"a": "sentiment_x", "b": "sentiment_y"}
    near = {"n_node": 9, "n_words": 200, "expected": 0.4, "mi": 2.0, "log_likelihood": 3.0, "t_score": 1.2}
    near |= {"delta_p_forward": 0.1, "delta_p_backward": 0.2}
    two = {"measure": "lix", "n_words": 120, "n_words_textstat": 120}
    return {
        "agreement": pd.DataFrame(
            [
                pair | {"level": "articles", "spearman": float("nan"), "same_sign": 1.0, "both_zero": 0.0, "n": 1},
                pair | {"level": "sentences", "spearman": 0.82, "same_sign": 0.84, "both_zero": 0.31, "n": 51},
            ]
        ),
        "shift": pd.DataFrame(
            [("x", "all", "war", -0.2, 1, 0), ("x", "all", "calm", 0.1, 0, 2), ("x", "narrator", "no", 9.0, 1, 1)],
            columns=["measure", "voice", "term", "shift", "n_hits_a", "n_hits_b"],
        ),
        "similarity": pd.DataFrame([{"a_id": "a", "b_id": "b", "similarity": 0.5, "n_shared": 12}]),
        "collocates": pd.DataFrame(
            [
                near | {"term": "ferry", "n_together": 3, "n_term": 4, "log_dice": 11.5},
                near | {"term": "rain", "n_together": 1, "n_term": 2, "log_dice": 9.0},
            ]
        ),
        "counts": pd.DataFrame(
            [("a", "at the quay", 3, 60), ("b", "at the quay", 1, 50), ("b", "in the rain", 2, 50)],
            columns=["group", "term", "n", "n_words"],
        ),
        "positions": pd.DataFrame(
            [("a", 0.0, "narrator"), ("a", 0.5, "quotation")], columns=["article_id", "position", "voice"]
        ),
        "comparison": pd.DataFrame(
            [
                two
                | {"article_id": "a", "value": 41.0, "textstat": 39.0, "difference": 2.0, "from_sentences": 1.9}
                | {"from_words": 0.1, "from_formula": 0.0, "n_sentences": 17, "n_sentences_textstat": 19},
                two
                | {"article_id": "b", "value": 30.0, "textstat": 30.0, "difference": 0.0, "from_sentences": 0.0}
                | {"from_words": 0.0, "from_formula": 0.0, "n_sentences": 9, "n_sentences_textstat": 9},
            ]
        ),
    }


@pytest.fixture
def empty_tables(tables):
    return {kind: table.head(0) for kind, table in tables.items()}
