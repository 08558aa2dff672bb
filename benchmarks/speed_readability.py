"""Ten readability measures with intervals on 300 articles beside textstat's ten indices without them.

Run: python benchmarks/speed_readability.py
Articles are 300 of the news texts in ../shared/validation/scale_news where it is there, else invented. The tables that
the language layer makes once are given; textstat is given the texts, and asked for its ten English indices: the eight
that we share, Dale-Chall and Spache (ours has the two lengths instead). Alternating rounds, medians.
"""

from __future__ import annotations

import gzip
import json
import statistics
import time
from pathlib import Path

import numpy as np
from split_tables import make_tables

from workbench.language import align_text
from workbench.measures.readability import score_readability
from workbench.measures.readability.counts import load_textstat

NEWS = Path(__file__).resolve().parents[2] / "shared/validation/scale_news/bbc2225.jsonl.gz"
N_ARTICLES, ROUNDS = 300, 5
INDICES = (
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "smog_index",
    "coleman_liau_index",
    "automated_readability_index",
    "gunning_fog",
    "lix",
    "rix",
    "dale_chall_readability_score",
    "spache_readability",
)


def read_texts() -> list[str]:
    """Return 300 texts, marks straightened."""
    if NEWS.is_file():
        with gzip.open(NEWS, "rt", encoding="utf-8") as file:
            return [align_text(json.loads(line)["text"]) for _, line in zip(range(N_ARTICLES), file, strict=False)]
    rng = np.random.default_rng(0)
    words = ["the", "council", "of", "harbour", "met", "again", "and", "mediators", "carried", "another", "proposal"]
    return [" ".join(" ".join(rng.choice(words, 18)).capitalize() + "." for _ in range(20)) for _ in range(N_ARTICLES)]


def main() -> None:
    """Print medians and the ratio."""
    texts, textstat = read_texts(), load_textstat()
    sentences, tokens = make_tables({f"{number:04d}": text for number, text in enumerate(texts)})
    taken: dict[str, list[float]] = {"ours": [], "textstat": []}
    score_readability(sentences, tokens)
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        scores = score_readability(sentences, tokens)
        middle = time.perf_counter()
        for text in texts:
            for index in INDICES:
                getattr(textstat, index)(text)
        taken["ours"].append(middle - begin)
        taken["textstat"].append(time.perf_counter() - middle)
    ours, theirs = (1000 * statistics.median(taken[name]) for name in ("ours", "textstat"))
    n_intervals = int(scores["low"].notna().sum())
    print(
        f"{len(texts)} articles, {int(tokens['is_word'].sum()):,} words, {ROUNDS} rounds; {n_intervals:,} intervals of 1,000 resamples"
    )
    print(f"ours with intervals {ours:.0f} ms; textstat without {theirs:.0f} ms; ratio {theirs / ours:.1f}")


if __name__ == "__main__":
    main()
