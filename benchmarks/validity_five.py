"""Attributions in the five real articles: two codings by reading against each other, and the workbench against them.

Run: python benchmarks/validity_five.py
Reads ../shared/corpora/truce and the offsets in data/truce-2024 (gold_attributions.csv, second_attributions.csv: two
readings, made before anybody looked at the output, neither seeing the other). Contents match as in PolNeAR's scorer:
letters and digits only, intersection over union of at least 0.8, one to one, greedy from the best. "Agreed" are the
contents that both readings have, with the bounds of the first; what only one of them has counts neither way.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pandas as pd

from workbench.corpus import load_corpus
from workbench.inference import krippendorff_alpha
from workbench.language import split_words
from workbench.study import Study

ROOT = Path(__file__).resolve().parents[1]
CORPUS = ROOT.parent / "shared" / "corpora" / "truce"
CODES = ROOT / "data" / "truce-2024"
CODED_ZONES = ("headline", "standfirst", "body")
LEAST_OVERLAP = 0.8


def match_contents(a: pd.DataFrame, b: pd.DataFrame, texts: dict[str, str]) -> list[tuple[int, int]]:
    """Return pairs of row numbers of `a` and `b` whose contents are the same."""
    pairs = []
    for i, x in enumerate(a.itertuples()):
        for j, y in enumerate(b.itertuples()):
            if x.article_id == y.article_id and (share := _overlap(texts[x.article_id], x, y)) >= LEAST_OVERLAP:
                pairs.append((-share, i, j))
    used_a, used_b, kept = set(), set(), []
    for _, i, j in sorted(pairs):
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            kept.append((i, j))
    return kept


def _overlap(text: str, x: tuple, y: tuple) -> float:
    if min(x.end, y.end) <= max(x.start, y.start):
        return 0.0
    a, b = ({i for i in range(row.start, row.end) if text[i].isalnum()} for row in (x, y))
    return len(a & b) / max(len(a | b), 1)


def mark_words(rows: pd.DataFrame, blocks: pd.DataFrame, texts: dict[str, str]) -> np.ndarray:
    """Return for each word of the coded zones whether it stands in a content."""
    marks = []
    for block in blocks.itertuples():
        mine = rows[rows["article_id"] == block.article_id]
        for start, end in split_words(texts[block.article_id][block.start : block.end]):
            low, high = start + block.start, end + block.start
            marks.append(bool(((mine["start"] <= low) & (mine["end"] >= high)).any()))
    return np.array(marks, dtype=float)


def score(found: pd.DataFrame, gold: pd.DataFrame, texts: dict[str, str], *, spared: set[int]) -> str:
    """Return precision, recall and F1 as one line; rows of `found` in `spared` count neither way."""
    hits = len(match_contents(found, gold, texts))
    precision, recall = hits / (len(found) - len(spared)), hits / len(gold)
    f1 = 2 * precision * recall / (precision + recall)
    return f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}  (found {len(found) - len(spared)}, coded {len(gold)}, both {hits})"


def main() -> None:
    """Print agreement of the two readings, then the workbench against each and against what both have."""
    if not CORPUS.is_dir():
        sys.exit("../shared/corpora/truce is not on this machine")
    corpus = load_corpus(CORPUS)
    texts = dict(zip(corpus.articles["article_id"], corpus.articles["text"], strict=True))
    blocks = corpus.blocks[corpus.blocks["zone"].isin(CODED_ZONES)]
    found = Study(corpus)["attributions"].query("zone in @CODED_ZONES and form != 'pullquote'")
    for level in ("core", "wide"):
        first, second = (_choose(pd.read_csv(CODES / f"{name}_attributions.csv"), level) for name in ("gold", "second"))
        _print_level(level, first, second, _choose(found, level), (blocks, texts))


def _choose(rows: pd.DataFrame, level: str) -> pd.DataFrame:
    return (rows if level == "wide" else rows[rows["level"] == "core"]).reset_index(drop=True)


def _print_level(
    level: str, first: pd.DataFrame, second: pd.DataFrame, found: pd.DataFrame, text: tuple[pd.DataFrame, dict]
) -> None:
    blocks, texts = text
    both = match_contents(first, second, texts)
    alpha = krippendorff_alpha(np.column_stack([mark_words(rows, blocks, texts) for rows in (first, second)]))
    print(
        f"\n{level}: {len(first)} and {len(second)} contents, {len(both)} the same, F1 between the readings "
        f"{2 * len(both) / (len(first) + len(second)):.3f}"
    )
    print(f"  words in a content or not: alpha {alpha.alpha:.3f} [{alpha.low:.3f}, {alpha.high:.3f}]")
    agreed = first.iloc[[i for i, _ in both]].reset_index(drop=True)
    only = [set(range(len(rows))) - {pair[place] for pair in both} for place, rows in enumerate((first, second))]
    doubtful = pd.concat([first.iloc[sorted(only[0])], second.iloc[sorted(only[1])]], ignore_index=True)
    spared = {i for i, _ in match_contents(found, doubtful, texts)} - {
        i for i, _ in match_contents(found, agreed, texts)
    }
    print(f"  workbench against the first   {score(found, first, texts, spared=set())}")
    print(f"  workbench against the second  {score(found, second, texts, spared=set())}")
    print(f"  workbench against the agreed  {score(found, agreed, texts, spared=spared)}")


if __name__ == "__main__":
    main()
