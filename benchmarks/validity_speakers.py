"""Whether a quotation is found and its speaker rightly named, on human labels (BASIL, development part).

Coders marked phrases in news articles, said whether each stands in a quotation, and named its speaker. The labels are read from
`../shared/validation` and stay there. Run: python benchmarks/validity_speakers.py [--errors] [PATH/TO/dev.jsonl.gz]
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from pathlib import Path

import pandas as pd

from workbench.corpus import classify_blocks
from workbench.inference import wilson_interval
from workbench.language import segment_text
from workbench.measures.sources import find_attributions, resolve_sources

LABELS = Path(__file__).resolve().parents[2] / "shared" / "validation" / "basil" / "dev.jsonl.gz"
PERSON = re.compile(r"[A-Z][\w'.’-]*(?:_[A-Z][\w'.’-]*)*")
BODIES = re.compile(
    r"lawmaker|official|member|party|senate|house|campaign|committee|protest|other_|group|america|"
    r"administration|police|court|supporter",
    re.IGNORECASE,
)
ACRONYM_OR_PLURAL = re.compile(r"[A-Z]{3,}|^[A-Za-z]+s$")


def read_labels(path: Path) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the articles (title, then paragraphs) and the quoted phrases with their offsets and speakers."""
    articles, phrases = [], []
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for record in map(json.loads, file):
            text, starts = join_sentences(record)
            articles.append({"article_id": record["id"], "title": record["title"], "text": text})
            phrases += [
                {
                    "article_id": record["id"],
                    "start": starts[phrase["sentence"]] + phrase["start"],
                    "end": starts[phrase["sentence"]] + phrase["end"],
                    "speaker": phrase["speaker"],
                }
                for phrase in record["phrases"]
                if phrase["in_quote"] == "yes"
            ]
    return pd.DataFrame(articles), pd.DataFrame(phrases)


def join_sentences(record: dict) -> tuple[str, list[int]]:
    """Return a record's text, a blank line between paragraphs, and where each sentence starts in it."""
    text, starts, sentences = f"{record['title']}\n\n", [], iter(record["sentences"])
    for size in record["paragraphs"]:
        for left in range(size, 0, -1):
            starts.append(len(text))
            text += next(sentences) + (" " if left > 1 else "\n\n")
    return text, starts


def is_person(label: str) -> bool:
    """Return whether a speaker label is a person's name and not a group's or a body's."""
    return PERSON.fullmatch(label) is not None and not (BODIES.search(label) or ACRONYM_OR_PLURAL.search(label))


def names_speaker(name: object, label: str) -> bool:
    """Return whether a resolved name ends in the surname of a label and contradicts no given name."""
    if pd.isna(name):
        return False
    found = re.findall(r"[\w'’-]+", str(name).lower())
    return bool(found) and found[-1] == label.lower().split("_")[-1]


def judge_phrases(phrases: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """Return the phrases with `covered`, `named` (by the attribution that overlaps most) and `named_any` (by any)."""
    groups = dict(tuple(attributions.groupby("article_id")))
    rows = []
    for phrase in phrases.itertuples():
        found = groups.get(phrase.article_id, attributions.iloc[:0])
        found = found[(found["start"] < phrase.end) & (found["end"] > phrase.start)]
        overlap = found["end"].clip(upper=phrase.end) - found["start"].clip(lower=phrase.start)
        ranked = found.assign(overlap=overlap, length=found["end"] - found["start"])
        names = ranked.sort_values(["overlap", "length"], ascending=[False, True])["source_name"].tolist()
        right = [names_speaker(name, phrase.speaker) for name in names]
        rows.append(
            {
                **phrase._asdict(),
                "covered": bool(names),
                "named": bool(right) and right[0],
                "named_any": any(right),
                "found": names,
            }
        )
    return pd.DataFrame(rows).drop(columns="Index")


def print_share(label: str, hits: pd.Series) -> None:
    """Print a share in per cent with its Wilson interval and n."""
    low, high = wilson_interval(int(hits.sum()), len(hits))
    share = 100 * hits.mean()
    print(f"{label:<58} {share:5.1f} % [{100 * low:.1f}, {100 * high:.1f}]  {int(hits.sum())} of {len(hits)}")


def main(path: Path, *, errors: bool = False) -> None:
    """Print the shares covered and rightly named, and what the resolution costs."""
    if not path.is_file():
        print(f"skipped: {path.name} of BASIL is not beside the checkout")
        return
    articles, phrases = read_labels(path)
    blocks = classify_blocks(articles)[0]
    _, tokens = segment_text(articles, blocks)
    attributions = find_attributions(tokens, articles=articles, blocks=blocks)
    judged = judge_phrases(phrases, attributions)
    people = judged[judged["speaker"].map(is_person)]
    print(f"BASIL {path.name}: {len(articles)} articles, {len(phrases)} quoted phrases")
    print_share("quoted phrases covered by an attribution", judged["covered"])
    print_share("right person named, best-overlapping attribution", people["named"])
    print_share("right person named, any overlapping attribution", people["named_any"])
    clock = time.process_time()
    resolve_sources(attributions, tokens, articles=articles)
    print(f"resolve_sources: {(time.process_time() - clock) / len(articles):.4f} s of processor time per article")
    if errors:
        print(people[~people["named"]][["article_id", "start", "speaker", "found"]].to_string(index=False))


if __name__ == "__main__":
    given = [argument for argument in sys.argv[1:] if not argument.startswith("--")]
    main(Path(given[0]) if given else LABELS, errors="--errors" in sys.argv)
