"""Make the CSV files of the two third-party sentiment lexicons from the lists as their authors distribute them.

    python tools/make_sentiment_lexicons.py hu_liu positive-words.txt negative-words.txt
    python tools/make_sentiment_lexicons.py afinn AFINN-en-165.txt

Hu and Liu's lists: the archive that Bing Liu distributes, NLTK's opinion_lexicon (CC BY 4.0). AFINN: the package
afinn 0.1 (ODbL 1.0). Nothing is changed but for three words that stand on both of Hu and Liu's lists, which are left
out, and for one phrase that AFINN lists twice.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[1] / "workbench/lexicons/sentiment"


def read_list(path: Path) -> list[str]:
    """Return the words of one list, its comments left out."""
    lines = path.read_text(encoding="latin-1").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith(";")]


def make_hu_liu(positive: Path, negative: Path) -> list[tuple[str, str, str, int]]:
    """Return rows of term, match, category, weight; words on both lists are left out."""
    lists = {"positive": set(read_list(positive)), "negative": set(read_list(negative))}
    both = lists["positive"] & lists["negative"]
    return [
        (word, "form", category, weight)
        for category, weight in (("negative", -1), ("positive", 1))
        for word in sorted(lists[category] - both)
    ]


def make_afinn(path: Path) -> list[tuple[str, str, str, int]]:
    """Return rows of term, match, category, weight."""
    rows = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        term, weight = line.rsplit("\t", 1)
        rows[" ".join(term.split())] = int(weight)
    return [
        (term, "phrase" if " " in term else "form", "positive" if weight > 0 else "negative", weight)
        for term, weight in sorted(rows.items())
        if weight
    ]


def write_lexicon(name: str, rows: list[tuple[str, str, str, int]]) -> None:
    """Write one CSV into the lexicon folder."""
    with (FOLDER / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("term", "match", "category", "weight"))
        writer.writerows(rows)
    print(f"{len(rows):,} entries in {name}.csv")


if __name__ == "__main__":
    makers = {"hu_liu": make_hu_liu, "afinn": make_afinn}
    if len(sys.argv) < 3 or sys.argv[1] not in makers:  # noqa: PLR2004  a name and its files
        sys.exit("usage: python tools/make_sentiment_lexicons.py hu_liu POSITIVE NEGATIVE | afinn FILE")
    write_lexicon(sys.argv[1], makers[sys.argv[1]](*map(Path, sys.argv[2:])))
