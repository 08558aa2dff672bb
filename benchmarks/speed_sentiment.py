"""Sentence sentiment: our VADER beside vaderSentiment on the same sentences; the scores must be identical.

Run: python benchmarks/speed_sentiment.py
Sentences of ../shared/validation/scale_news where it is there, else invented ones. Alternating rounds, medians.
"""

from __future__ import annotations

import gzip
import json
import statistics
import sys
import time
from pathlib import Path

import numpy as np
from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from workbench.language import align_text, split_sentences
from workbench.measures.sentiment.vader import score_texts

NEWS = Path(__file__).resolve().parents[2] / "shared/validation/scale_news/newsarticles_9outlets.jsonl.gz"
N_SENTENCES, ROUNDS = 20_000, 5


def read_sentences() -> list[str]:
    """Return 20,000 sentences, marks straightened."""
    if not NEWS.is_file():
        rng = np.random.default_rng(0)
        words = ["the", "council", "met", "again", "not", "very", "good", "bad", "hope", "war,", "BUT", "peace!", "of"]
        return [" ".join(rng.choice(words, 20)) for _ in range(N_SENTENCES)]
    found: list[str] = []
    with gzip.open(NEWS, "rt", encoding="utf-8") as file:
        for line in file:
            text = align_text(json.loads(line)["text"])
            found += [text[start:end] for start, end in split_sentences(text)]
            if len(found) >= N_SENTENCES:
                break
    return found[:N_SENTENCES]


def main() -> None:
    """Print medians, the ratio, and whether the scores are identical."""
    sentences, analyzer = read_sentences(), SentimentIntensityAnalyzer()
    begin = time.perf_counter()
    ours = score_texts(sentences)
    first = time.perf_counter() - begin
    taken: dict[str, list[float]] = {"ours": [], "theirs": []}
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        ours = score_texts(sentences)
        middle = time.perf_counter()
        theirs = np.array([analyzer.polarity_scores(text)["compound"] for text in sentences])
        taken["ours"].append(middle - begin)
        taken["theirs"].append(time.perf_counter() - middle)
    ours_s, theirs_s = (statistics.median(taken[name]) for name in ("ours", "theirs"))
    n_different = int((ours != theirs).sum())
    print(f"{len(sentences):,} sentences, {ROUNDS} rounds; {n_different} scores differ from vaderSentiment's")
    print(
        f"ours {1000 * ours_s:.0f} ms (first pass {1000 * first:.0f}), vaderSentiment {1000 * theirs_s:.0f} ms; "
        f"ratio {theirs_s / ours_s:.1f} (first pass {theirs_s / first:.1f})"
    )
    if n_different:
        sys.exit(1)


if __name__ == "__main__":
    main()
