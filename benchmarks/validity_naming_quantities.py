"""How well figures and mentions of named entities are found, on news articles coded by hand.

usage: python benchmarks/validity_naming_quantities.py [--data ../shared/validation/scale_news] [--errors]

`gold/scale_news_figures.csv` holds the figures reported in 14 articles (dates, ages, figures repeated after "the" and most
lengths of time are not coded), `gold/scale_news_mentions.csv` the expressions except pronouns for 21 entities of 9 of
them; `gold/scale_news_entities.csv` gives the names that the workbench is told for those entities. Only ids, offsets,
codes and these names are kept. Coded by one coder (j1), a language model: there is no agreement to report. A found span
counts for a coded one if what they share is more than half of what they cover together, each span once; mentions are
scored for the coded entities only. Whole articles are taken as body text.

The first run, blind, gave figures P .976 R .911 F1 .943, mentions P .972 R .768 F1 .858. What is printed now is after
reading those errors, so it is a little too kind.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from pathlib import Path

import pandas as pd

from workbench.corpus.config import CorpusConfig, Entity
from workbench.inference import wilson_interval
from workbench.language import segment_text
from workbench.measures.naming import find_mentions
from workbench.measures.quantities import find_quantities
from workbench.schema import make_table

HERE = Path(__file__).resolve().parent
DATA = HERE.parents[1] / "shared" / "validation" / "scale_news"
FILES = ("newsarticles_9outlets.jsonl.gz", "bbc2225.jsonl.gz")
KEYS = ("article_id", "entity")
SHARE = 0.5


def read_gold(name: str) -> pd.DataFrame:
    """Return a coded table of the gold folder, in its own order."""
    return pd.read_csv(HERE / "gold" / f"scale_news_{name}.csv", dtype={"article_id": "str"})


def read_articles(folder: Path, ids: set[str]) -> pd.DataFrame:
    """Return the coded articles as an articles table; KeyError where one of them is not in the files."""
    rows = []
    for name in FILES:
        with gzip.open(folder / name, "rt", encoding="utf-8") as file:
            records = [record for record in map(json.loads, file) if str(record["id"]) in ids]
        rows += [{"article_id": str(record["id"]), "text": record["text"], "source_file": name} for record in records]
    missing = ids - {row["article_id"] for row in rows}
    if missing:
        raise KeyError(f"ids: {sorted(missing)} are coded but not in {', '.join(FILES)}; use the files that were coded")
    return make_table(rows, "articles")


def parse_articles(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the tokens, every article taken as one block of body text."""
    rows = [
        {"article_id": article.article_id, "block_id": 0, "start": 0, "end": len(article.text), "zone": "body"}
        for article in articles.itertuples()
    ]
    return segment_text(articles, make_table(rows, "blocks"))[1]


def find_coded_mentions(tokens: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions of the entities coded for each article, the workbench being told their names."""
    found = []
    for article_id, rows in entities.groupby("article_id", sort=False):
        told = CorpusConfig(entities=tuple(make_entity(row) for row in rows.itertuples()))
        table = find_mentions(tokens[tokens["article_id"] == article_id], config=told)
        found.append(table[table["entity"].isin(rows["entity"])])
    return pd.concat(found, ignore_index=True)


def make_entity(row: object) -> Entity:
    """Return the entity that a row of the entities table describes."""
    names = tuple(row.names.split("; "))
    return Entity(row.entity, names[0], kind=None if pd.isna(row.kind) else row.kind, names=names)


def match_spans(gold: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """Return coded and found spans with `outcome`: hit (one row for the pair), missed or extra."""
    keys = [key for key in KEYS if key in gold]
    free = {key: list(spans) for key, spans in _group_spans(found, keys).items()}
    rows = []
    for key, spans in _group_spans(gold, keys).items():
        left = free.setdefault(key, [])
        for span in spans:
            twin = next((other for other in left if _overlaps(span, other)), None)
            if twin is not None:
                left.remove(twin)
            rows.append((*key, *span, "missed" if twin is None else "hit"))
    rows += [(*key, *span, "extra") for key, spans in free.items() for span in spans]
    return pd.DataFrame(rows, columns=[*keys, "start", "end", "outcome"])


def _group_spans(table: pd.DataFrame, keys: list[str]) -> dict[tuple[str, ...], list[tuple[int, int]]]:
    groups = table.groupby(keys, sort=False)
    return {key: list(zip(rows["start"], rows["end"], strict=True)) for key, rows in groups}


def _overlaps(one: tuple[int, int], other: tuple[int, int]) -> bool:
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > SHARE * (max(one[1], other[1]) - min(one[0], other[0]))


def print_scores(label: str, matched: pd.DataFrame) -> None:
    """Print precision, recall and F1 with n, the first two with Wilson intervals."""
    n = matched["outcome"].value_counts().reindex(["hit", "missed", "extra"], fill_value=0)
    coded, found = int(n["hit"] + n["missed"]), int(n["hit"] + n["extra"])
    f1 = 2 * n["hit"] / (coded + found)
    precision, recall = (_describe_rate(int(n["hit"]), total) for total in (found, coded))
    print(f"{label:<9} n coded {coded}, n found {found}: precision {precision}, recall {recall}, F1 {f1:.3f}")


def _describe_rate(hits: int, n: int) -> str:
    if n == 0:
        return "undefined (n = 0)"
    low, high = wilson_interval(hits, n)
    return f"{hits / n:.3f} [{low:.3f}, {high:.3f}] ({hits} of {n})"


def main() -> None:
    """Score figures and mentions and print both lines."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--errors", action="store_true", help="list the spans missed and the extra ones")
    options = parser.parse_args()
    absent = [name for name in FILES if not (options.data / name).is_file()]
    if absent:
        sys.exit(
            f"not run: {' and '.join(absent)} not found; name the folder that holds the coded articles with --data"
        )
    figures, mentions, entities = (read_gold(name) for name in ("figures", "mentions", "entities"))
    articles = read_articles(options.data, set(figures["article_id"]) | set(mentions["article_id"]))
    tokens = parse_articles(articles)
    found = find_coded_mentions(tokens, entities)
    results = {
        "figures": match_spans(figures, find_quantities(tokens, articles=articles)),
        "mentions": match_spans(mentions, found),
    }
    for label, matched in results.items():
        print_scores(label, matched)
        if options.errors:
            print(matched[matched["outcome"] != "hit"].to_string(index=False))


if __name__ == "__main__":
    main()
