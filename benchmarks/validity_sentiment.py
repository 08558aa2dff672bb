"""Sentiment against people: 20 raters of editorial sentences, and targets in news sentences, beside published tools.

Run: python benchmarks/validity_sentiment.py
Reads ../shared/validation; TextBlob and afinn are asked where they are installed. The first run parses the sentences
and takes some minutes, later ones read the cache.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from workbench.inference import Resampling
from workbench.language import align_text, segment_text
from workbench.measures.sentiment import SentimentSettings, score_sentiment
from workbench.measures.sentiment.instruments import load_analyzer

VALIDATION = Path(__file__).resolve().parents[2] / "shared" / "validation"
SIGNS = {"negative": -1, "neutral": 0, "positive": 1}
FEW = Resampling(n_resamples=100)


def read_rows(path: Path) -> list[dict]:
    """Return one collection."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def score_ours(texts: dict[str, str], settings: SentimentSettings) -> pd.DataFrame:
    """Return our scores, texts x measures."""
    articles = pd.DataFrame({"article_id": list(texts), "text": list(texts.values())})
    blocks = pd.DataFrame({"article_id": list(texts), "block_id": 0, "start": 0, "end": articles["text"].str.len()})
    sentences, tokens = segment_text(articles, blocks.assign(zone="body"))
    scores = score_sentiment(sentences, tokens, min_words=1, min_sentences=1, settings=settings)
    return scores[scores["voice"] == "all"].pivot_table(index="article_id", columns="measure", values="value")


def score_peers(texts: dict[str, str]) -> pd.DataFrame:
    """Return the scores of the published tools for the same texts, marks straightened."""
    straight = {name: align_text(text) for name, text in texts.items()}
    found = {"vaderSentiment": {n: load_analyzer().polarity_scores(t)["compound"] for n, t in straight.items()}}
    if importlib.util.find_spec("textblob"):
        textblob = importlib.import_module("textblob")
        found["TextBlob"] = {name: textblob.TextBlob(text).sentiment.polarity for name, text in straight.items()}
    if importlib.util.find_spec("afinn"):
        tool = importlib.import_module("afinn").Afinn()
        found["afinn"] = {name: tool.score(text) for name, text in straight.items()}
    return pd.DataFrame(found)


def rate_one_against_rest(rows: list[dict]) -> float:
    """Return the mean correlation of one rater with the mean of the others."""
    ratings = np.array([row["ratings"] for row in rows if len(row["ratings"]) == len(rows[0]["ratings"])], dtype=float)
    total = ratings.sum(axis=1)
    found = [np.corrcoef(r, total - r)[0, 1] for r in ratings.T]
    return float(np.mean(found))


def compare_raters() -> None:
    """Print correlations with the mean of 20 raters."""
    rows = read_rows(VALIDATION / "nyt_editorial_snippets" / "dev.jsonl")
    texts = {row["id"]: row["text"] for row in rows}
    human = pd.Series({row["id"]: row["mean"] for row in rows})
    variants = {
        "default": SentimentSettings(resampling=FEW),
        "name guard on for all": SentimentSettings(name_guard="all", resampling=FEW),
        "name guard off": SentimentSettings(name_guard="none", resampling=FEW),
        "without domain words": SentimentSettings(domain_words=False, resampling=FEW),
    }
    tables = {name: score_ours(texts, settings) for name, settings in variants.items()}
    found = {name: table.corrwith(human) for name, table in tables.items()}
    print(f"editorial sentences, development part, n = {len(rows)}: Pearson with the mean of 20 raters")
    print(pd.DataFrame(found).round(4).to_string())
    peers = score_peers(texts)
    print(peers.corrwith(human).round(4).to_string())
    same = (tables["default"]["sentiment_vader"] - peers["vaderSentiment"]).abs() < 1e-9  # noqa: PLR2004  rounding
    print(
        f"sentiment_vader equals vaderSentiment on {int(same.sum())} of {len(same)} texts; the others have two sentences"
    )
    print(f"one rater against the rest: {rate_one_against_rest(rows):.3f}")


def compare_targets() -> None:
    """Print correlations with the sentiment towards a target in a news sentence."""
    rows = read_rows(VALIDATION / "newsmtsc" / "dev_rw.jsonl")
    texts = {row["id"]: row["text"] for row in rows}
    human = pd.Series({row["id"]: SIGNS[row["label"]] for row in rows})
    table = score_ours(texts, SentimentSettings(resampling=FEW)).join(score_peers(texts))
    print(f"\nnews sentences, development part, n = {len(rows)}: Pearson with the sentiment towards one target")
    print(table.corrwith(human).round(4).to_string())


if __name__ == "__main__":
    if not VALIDATION.is_dir():
        sys.exit("../shared/validation is not on this machine")
    compare_raters()
    compare_targets()
