"""How well the workbench finds attributions, beside a plain regex and textacy, on articles labelled by people.

usage: python benchmarks/validity_attribution.py [--data ../shared/validation/polnear/dev.jsonl] [--scorer FILE] [--write]

Everything runs in one process through the public API, from raw text: blocks, sentences and tokens, attributions. Every
row of the table is scored, quotations without a source too. The scorer beside the data (a standard-library script)
compares spans: overlap of letters and digits of 0.8 or more; direct, mixed and indirect by what stands between double
quotation marks; a triple agrees in source and cue as well. Prints per cent, and the seconds of each step.

With --write the workbench's row is kept in the table that `workbench.validity` reads: the note beside every figure.
"""

from __future__ import annotations

import argparse
import json
import re
import runpy
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import spacy
from textacy.extract.triples import direct_quotations

from workbench.corpus import classify_blocks
from workbench.language import segment_text
from workbench.measures.sources import find_attributions
from workbench.schema import make_table
from workbench.validity import COLUMNS, TABLE

DATA = Path(__file__).resolve().parents[1] / ".." / "shared" / "validation"
QUOTATION = re.compile(r"[\"“]([^\"“”\n]{8,})[\"”]")
CORPUS_NAMES = {"polnear": "PolNeAR"}
SPEAKER = r"(?:[A-Z][\w.’'-]+ ?){1,4}|he|she|they"
CUE = re.compile(
    rf",?\s*(?:(?P<cue>said|says|added|told)\s+(?P<after>{SPEAKER})|(?P<before>{SPEAKER})\s*(?P<verb>said|says|added|told))"
)


def read_articles(path: Path) -> pd.DataFrame:
    """Return labelled articles as an articles table."""
    with path.open(encoding="utf-8") as file:
        records = [json.loads(line) for line in file]
    rows = [{"article_id": record["id"], "text": record["text"], "source_file": path.name} for record in records]
    return make_table(rows, "articles")


def run_workbench(articles: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, float]]:
    """Return the attributions of the workbench and the seconds of its steps."""
    started = time.perf_counter()
    blocks = classify_blocks(articles)[0]
    zoned = time.perf_counter()
    _, tokens = segment_text(articles, blocks, cache=False)
    parsed = time.perf_counter()
    found = find_attributions(tokens, articles=articles, blocks=blocks)
    ended = time.perf_counter()
    seconds = {"zones": zoned - started, "parse": parsed - zoned, "attributions": ended - parsed}
    return found, seconds | {"words": float(tokens["is_word"].sum())}


def run_regex(articles: pd.DataFrame) -> pd.DataFrame:
    """Return what a plain pattern finds: marks, and a capitalised name beside "said" behind them."""
    rows = []
    for article in articles.itertuples():
        for found in QUOTATION.finditer(article.text):
            row = {"article_id": article.article_id, "start": found.start(1), "end": found.end(1)}
            said = CUE.match(article.text, found.end())
            if said:
                source, cue = ("after", "cue") if said["after"] else ("before", "verb")
                row |= dict(zip(("source_start", "source_end"), said.span(source), strict=True))
                row |= dict(zip(("cue_start", "cue_end"), said.span(cue), strict=True))
            rows.append(row)
    return pd.DataFrame(rows)


def run_textacy(articles: pd.DataFrame) -> pd.DataFrame:
    """Return what textacy's `direct_quotations` finds, asked paragraph by paragraph as it refuses whole articles."""
    nlp = spacy.load(next(name for name in spacy.util.get_installed_models() if name.startswith("en_core_web")))
    rows = []
    for article in articles.itertuples():
        for paragraph in re.finditer(r"[^\n]+", article.text):
            try:
                found = list(direct_quotations(nlp(paragraph.group())))
            except ValueError:  # an odd number of quotation marks: textacy gives up on the paragraph
                continue
            rows += [_textacy_row(article.article_id, paragraph.start(), triple) for triple in found]
    return pd.DataFrame(rows)


def _textacy_row(article_id: str, offset: int, triple: tuple) -> dict[str, object]:
    speaker, cue, content = triple
    row = {"article_id": article_id, "start": offset + content.start_char, "end": offset + content.end_char}
    for name, tokens in (("source", speaker), ("cue", cue)):
        if tokens:
            row[f"{name}_start"] = offset + tokens[0].idx
            row[f"{name}_end"] = offset + tokens[-1].idx + len(tokens[-1])
    return row


def score(found: pd.DataFrame, data: Path, scorer: Path) -> dict[str, object]:
    """Return what the scorer says of a table."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "attributions.csv"
        found.to_csv(path, index=False)
        run = subprocess.run([sys.executable, scorer, data, path], capture_output=True, text=True, check=True)
    return json.loads(run.stdout)


def count_items(found: pd.DataFrame, data: Path, scorer: Path) -> pd.DataFrame:
    """Return how many labelled and found pieces of content there are by form, counted by the scorer's own rules."""
    rules, rows = (
        runpy.run_path(str(scorer)),
        dict(tuple(found[["article_id", "start", "end"]].astype(str).groupby("article_id"))),
    )
    counts = pd.DataFrame(0, index=["direct", "mixed", "indirect"], columns=["n_gold", "n_found"])
    for line in data.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        text, mask = record["text"], rules["quoted_mask"](record["text"])
        mine = rows[record["id"]].to_dict("records") if record["id"] in rows else []
        for item in rules["gold_items"](text, record["attributions"], mask):
            counts.loc[item["form"], "n_gold"] += 1
        for item in rules["predicted_items"](text, mine, mask):
            counts.loc[item["form"], "n_found"] += 1
    return counts


def tabulate(scores: dict[str, object], counts: pd.DataFrame, data: Path) -> pd.DataFrame:
    """Return the table of `workbench.validity`: shares, not per cent; of mixed and indirect content recall only."""
    kinds = {"all": "overlap_PRF", "direct": "direct_overlap_PRF", "triple": "triple_PRF"}
    shares = {kind: [value / 100 for value in scores[name]] for kind, name in kinds.items()}
    shares |= {form: [None, scores["recall"][form] / 100, None] for form in ("mixed", "indirect")}
    whole = dict.fromkeys(("all", "triple"), (scores["gold"], scores["predicted"]))
    name = f"{CORPUS_NAMES.get(data.parent.name, data.parent.name)} {data.stem}"
    head = {"data": name, "n_articles": scores["docs"], "command": f"python benchmarks/{Path(__file__).name} --write"}
    rows = []
    for kind in ("all", "direct", "mixed", "indirect", "triple"):
        n_gold, n_found = whole.get(kind) or counts.loc[kind]
        sizes = {"n_gold": n_gold, "n_found": n_found if shares[kind][0] is not None else None}
        rows.append(
            head | sizes | {"subset": kind} | dict(zip(("precision", "recall", "f1"), shares[kind], strict=True))
        )
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"n_gold": "Int64", "n_found": "Int64"}).round(3)


def show(name: str, scores: dict[str, object]) -> str:
    """Return one row of the report."""
    recall = scores["recall"]
    return (
        f"{name:<24} {scores['overlap_PRF'][0]:>5} {scores['overlap_PRF'][1]:>5} {scores['overlap_PRF'][2]:>5} "
        f"{scores['direct_overlap_PRF'][2]:>7} {recall['direct']:>7} {recall['mixed']:>6} {recall['indirect']:>9} "
        f"{scores['triple_PRF'][2]:>7} {scores['predicted']:>7}"
    )


def main() -> None:
    """Run the three extractors and print one row each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA / "polnear" / "dev.jsonl")
    parser.add_argument("--scorer", type=Path, default=DATA / "score_attributions.py")
    parser.add_argument("--write", action="store_true", help="keep the workbench's row in workbench/resources")
    arguments = parser.parse_args()
    articles = read_articles(arguments.data)
    found, seconds = run_workbench(articles)
    others: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
        "plain regex": run_regex,
        "textacy, by paragraph": run_textacy,
    }
    print(f"{len(articles)} articles, {seconds['words']:,.0f} words")
    print(
        f"{'':<24} {'P':>5} {'R':>5} {'F1':>5} {'direct':>7} {'recall:':>7} {'mixed':>6} {'indirect':>9} {'triple':>7} {'rows':>7}"
    )
    scores = score(found, arguments.data, arguments.scorer)
    print(show("workbench", scores), flush=True)
    if arguments.write:
        counts = count_items(found, arguments.data, arguments.scorer)
        tabulate(scores, counts, arguments.data).to_csv(TABLE, index=False, lineterminator="\n")
    for name, run in others.items():
        print(show(name, score(run(articles), arguments.data, arguments.scorer)), flush=True)
    total = seconds["zones"] + seconds["parse"] + seconds["attributions"]
    print(
        f"workbench: {seconds['words'] / total:,.0f} words per second; parse {seconds['parse'] / total:.0%}, "
        f"attributions {seconds['attributions'] / total:.0%}, zones {seconds['zones'] / total:.0%} of {total:.0f} s"
    )


if __name__ == "__main__":
    main()
