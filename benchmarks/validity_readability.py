"""Readability against people: teachers' ease (CLEAR) and the order of levels (OneStopEnglish), beside textstat.

Run: python benchmarks/validity_readability.py [--parse]
Reads ../shared/validation. Sentences and words are those of the language layer; with --parse the whole layer runs,
parser and all, which changes no index and takes many minutes.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from split_tables import make_tables

from workbench.language import align_text, segment_text
from workbench.measures.readability import score_readability
from workbench.measures.readability.counts import load_textstat
from workbench.measures.readability.scores import MEASURES

VALIDATION = Path(__file__).resolve().parents[2] / "shared" / "validation"
TEXTSTAT_NAMES = {"letters_per_word": "avg_letter_per_word"}
EASIER_IS_HIGHER = ("flesch_reading_ease",)


def read_rows(name: str) -> list[dict]:
    """Return the development part of one collection."""
    with gzip.open(VALIDATION / name / "dev.jsonl.gz", "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def score_ours(texts: Mapping[str, str], *, parse: bool) -> pd.DataFrame:
    """Return the ten measures of every text: articles x measures."""
    sentences, tokens = _segment(texts) if parse else make_tables(texts)
    scores = score_readability(sentences, tokens, min_words=1, min_sentences=1)
    return scores[scores["voice"] == "all"].pivot_table(index="article_id", columns="measure", values="value")


def _segment(texts: Mapping[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    articles = pd.DataFrame({"article_id": list(texts), "text": list(texts.values())})
    rows = []
    for article, text in texts.items():
        ends = np.cumsum([len(line) + 1 for line in text.split("\n")])
        lines = [(end - 1 - len(line), end - 1, line) for end, line in zip(ends, text.split("\n"), strict=True)]
        rows += [(article, block, start, end, "body") for block, (start, end, line) in enumerate(lines) if line.strip()]
    return segment_text(articles, pd.DataFrame(rows, columns=["article_id", "block_id", "start", "end", "zone"]))


def score_textstat(texts: Mapping[str, str]) -> pd.DataFrame:
    """Return textstat's figures for the same texts, marks straightened."""
    textstat = load_textstat()
    rows = {
        article: {m: float(getattr(textstat, TEXTSTAT_NAMES.get(m, m))(align_text(text))) for m in MEASURES}
        for article, text in texts.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index")


def compare_clear(*, parse: bool) -> pd.DataFrame:
    """Return the correlation of each measure with teachers' ease, signs made alike."""
    rows = read_rows("clear")
    texts = {f"{row['id']:06d}": row["text"] for row in rows}
    ease = pd.Series({f"{row['id']:06d}": row["easiness"] for row in rows})
    tables = {"ours": score_ours(texts, parse=parse), "textstat": score_textstat(texts)}
    found = {name: table.corrwith(ease).abs() for name, table in tables.items()}
    return pd.DataFrame(found).loc[list(MEASURES)].assign(n=len(rows))


def compare_levels(*, parse: bool) -> pd.DataFrame:
    """Return the shares of stories, and of pairs of levels, that each measure puts in order."""
    rows = read_rows("onestopenglish")
    texts = {f"{row['story']}|{row['level']}": row["text"] for row in rows}
    found = {}
    for name, table in (("ours", score_ours(texts, parse=parse)), ("textstat", score_textstat(texts))):
        wide = table.assign(story=table.index.str.rsplit("|").str[0], level=table.index.str.rsplit("|").str[1])
        shares = {measure: _share_in_order(wide, measure) for measure in MEASURES}
        found |= {
            f"{name}, {kind}": {m: shares[m][i] for m in MEASURES} for i, kind in enumerate(("all three", "pairs"))
        }
    return pd.DataFrame(found).assign(n=len({row["story"] for row in rows}))


def _share_in_order(table: pd.DataFrame, measure: str) -> tuple[float, float]:
    """Share of stories with all three levels in order, and share of the three pairs of levels in order."""
    levels = table.pivot_table(index="story", columns="level", values=measure).dropna().to_numpy()
    steps = np.column_stack([np.diff(levels, axis=1), levels[:, 2] - levels[:, 0]])
    kept = steps * (-1 if measure in EASIER_IS_HIGHER else 1) > 0
    return float(kept.all(axis=1).mean()), float(kept.mean())


def main(*, parse: bool) -> None:
    """Print both tables."""
    if not VALIDATION.is_dir():
        sys.exit("../shared/validation is not on this machine")
    print("CLEAR, development part: Pearson correlation with teachers' ease (absolute)")
    print(compare_clear(parse=parse).round(4).to_string())
    print("\nOneStopEnglish, development part: share of stories, and of pairs of levels, in order")
    print(compare_levels(parse=parse).round(4).to_string())


if __name__ == "__main__":
    main(parse="--parse" in sys.argv[1:])
