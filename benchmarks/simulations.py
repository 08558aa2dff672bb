"""What the intervals and nulls promise, tried on invented texts: coverage, false rejections, and what is not said.

    python benchmarks/simulations.py            print every table (fixed seeds, a few minutes)
    python benchmarks/simulations.py --write    also write docs/intervals.md

Floors: an interval of nominal 95 % covers at least 90 %, or is not given; a null rejects at most 7.5 % at 5 %. Rows named
"as sentences" show what the switch ``pieces="sentences"`` does: it is right where neighbouring sentences are independent.
Ends with exit code 1 where a floor is missed. ``tests/inference/test_promises.py`` runs the short form.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy.signal import lfilter

from workbench.inference import (
    Interval,
    Resampling,
    bootstrap_difference,
    bootstrap_groups,
    bound_rates,
    cut_pieces,
    krippendorff_alpha,
    null_totals,
    permutation_p_value,
    sum_groups,
)
from workbench.inference.groups import bootstrap_articles
from workbench.inference.intervals import Statistic
from workbench.inference.resampling import DEALT, LEFT_OUT
from workbench.measures.keyness import count_passing
from workbench.measures.sources import diversity
from workbench.measures.sources.statistics import Draw

COVERS, REJECTS = 0.90, 0.075  # the floors
FIVE = 0.05  # the level that nulls are tried at
ERRS = 0.05  # share of units in which a coder errs
SENTENCES = (12, 20, 40)
DEPENDENCE = (0.0, 0.3)  # lag-1 correlation of neighbouring sentences
TAILS = (0.4, 0.8, 1.2)  # standard deviation of the logarithm of sentence length; news has .25 to .75
WORDS = 24  # a sentence of news
_DOC = Path(__file__).resolve().parents[1] / "docs" / "intervals.md"


class Section(NamedTuple):
    """One table: its title, what it says, and the function that makes it from a number of runs."""

    title: str
    text: str
    make: Callable[[int], pd.DataFrame]
    runs: int


def invent_lengths(n_texts: int, n_sentences: int, dependence: float, tail: float, seed: int) -> np.ndarray:
    """Return sentence lengths, texts by sentences: log-normal, mean 1, neighbours correlated before the exponential."""
    rng = np.random.default_rng([seed, n_sentences, int(100 * dependence), int(100 * tail)])
    noise = rng.normal(size=(n_texts, n_sentences + 30)) * np.sqrt(1 - dependence**2)
    steady = lfilter([1], [1, -dependence], noise, axis=1)[:, 30:]
    return np.exp(tail * steady - tail**2 / 2)


def take_mean(totals: np.ndarray) -> np.ndarray:
    """Return the mean from totals of amount and number."""
    return totals[..., :1] / totals[..., 1:]


def _sum_pieces(lengths: np.ndarray, pieces: str, length: int = LEFT_OUT) -> tuple[np.ndarray, np.ndarray]:
    """Amount and number of every piece, and the text it belongs to."""
    text = np.repeat(np.arange(len(lengths)), lengths.shape[1])
    piece = cut_pieces(text, pieces=pieces, length=length)
    counts = np.column_stack([lengths.ravel(), np.ones(lengths.size)])
    return sum_groups(counts, piece), text[np.unique(piece, return_index=True)[1]]


def _covers(interval: Interval, truth: float) -> tuple[float, float]:
    """Share of the intervals given that hold the truth, and share given."""
    given = ~np.isnan(interval.low)
    held = (interval.low <= truth + 1e-12) & (truth - 1e-12 <= interval.high)
    return float(held[given].mean()) if given.any() else np.nan, float(given.mean())


def cover_means(runs: int) -> pd.DataFrame:
    """Coverage of the mean sentence length by length of the text, dependence and tail."""
    rows = []
    for n in SENTENCES:
        for dependence in DEPENDENCE:
            for tail in TAILS:
                lengths, row = invent_lengths(runs, n, dependence, tail, seed=1), {}
                for name, pieces, method in (
                    ("coverage", "paragraphs", "jackknife"),
                    ("as sentences", "sentences", "jackknife"),
                    ("sentences drawn again", "sentences", "expanded"),
                ):
                    counts, text = _sum_pieces(lengths, pieces)
                    how = Resampling(n_resamples=200, method=method, pieces=pieces)
                    row[name], _ = _covers(bootstrap_groups(counts, text, take_mean, resampling=how), 1.0)
                rows.append({"sentences": n, "dependence": dependence, "tail": tail, **row})
    return pd.DataFrame(rows)


def compare_two_texts(runs: int) -> pd.DataFrame:
    """Two texts of one population: how often the null is rejected, and the interval of the difference holds 0."""
    rows = []
    for n in SENTENCES:
        for dependence in DEPENDENCE:
            for tail in TAILS:
                lengths = invent_lengths(2 * runs, n, dependence, tail, seed=2)
                rejected, covered = [], []
                for pieces in ("paragraphs", "sentences"):
                    cuts = [_sum_pieces(lengths, pieces, length) for length in (LEFT_OUT, DEALT)]
                    found = [_compare(cuts, pair, pieces) for pair in range(runs)]
                    p_values, low, high = np.array(found, dtype=float).T
                    rejected.append(float((p_values <= FIVE).mean()))
                    covered.append(float(((low <= 0) & (high >= 0))[~np.isnan(low)].mean()))
                rows.append(
                    {"sentences": n, "dependence": dependence, "tail": tail}
                    | {"rejected": rejected[0], "coverage": covered[0]}
                    | {"rejected as sentences": rejected[1], "coverage as sentences": covered[1]}
                )
    return pd.DataFrame(rows)


def _compare(cuts: list[tuple[np.ndarray, np.ndarray]], pair: int, pieces: str) -> tuple[float, float, float]:
    """Compare one pair as `compare_groups` does, without its table."""
    (left, right), dealt = (
        [counts[slice(*np.searchsorted(text, (number, number + 1)))] for number in (2 * pair, 2 * pair + 1)]
        for counts, text in cuts
    )
    difference, low, high = bootstrap_difference(left, right, take_mean, resampling=Resampling(pieces=pieces))
    null = take_mean(null_totals(np.vstack(dealt), np.repeat([0, 1], [*map(len, dealt)]), n_deals=199))
    return float(permutation_p_value(difference, null[:, 0] - null[:, 1])[0]), float(low[0]), float(high[0])


def cover_rates(runs: int) -> pd.DataFrame:
    """Coverage of a word's rate where the word repeats within its sentence or paragraph, 2.5 times on average."""
    rng, rows = np.random.default_rng(3), []
    for n in SENTENCES:
        paragraph = np.arange(n) // 4
        for repeats, where in ((1.0, "nowhere"), (2.5, "sentence"), (2.5, "paragraph")):
            for expected in (3, 8, 20):
                hits = _scatter(
                    rng, (runs, n), expected / repeats / n, repeats, paragraph if where == "paragraph" else None
                )
                held = hits.sum(axis=1) > 0  # a word is looked at where it occurs
                text = np.repeat(np.arange(held.sum()), n)
                row = {"sentences": n, "repeats in": where, "expected": expected}
                for name, pieces in (("coverage", "paragraphs"), ("as sentences", "sentences")):
                    piece = cut_pieces(text, np.tile(paragraph, held.sum()), pieces=pieces)
                    sums = sum_groups(np.column_stack([hits[held].ravel(), np.full(len(text), WORDS)]), piece)
                    cells, how = text[np.unique(piece, return_index=True)[1]], Resampling(pieces=pieces)
                    low, high = bound_rates(sums[:, :1], sums[:, 1], cells, resampling=how)
                    row[name], _ = _covers(Interval(low, low, high), expected / n / WORDS)
                rows.append(row)
    return pd.DataFrame(rows)


def _scatter(
    rng: np.random.Generator, shape: tuple[int, int], rate: float, repeats: float, paragraph: np.ndarray | None
) -> np.ndarray:
    """Hits by text and sentence: clumps of a geometric number of repeats, in one sentence or over its paragraph."""
    clumps = rng.poisson(rate, shape)
    extra = np.where(clumps > 0, rng.negative_binomial(np.maximum(clumps, 1), 1 / repeats), 0)
    if paragraph is None:
        return np.minimum(clumps + extra, WORDS)
    hits = clumps.copy()
    for sentence in range(shape[1]):
        members = np.flatnonzero(paragraph == paragraph[sentence])
        hits[:, members] += rng.multinomial(extra[:, sentence], np.ones(len(members)) / len(members))
    return np.minimum(hits, WORDS)


def invent_tokens(
    rng: np.random.Generator, n_articles: int, *, n_paragraphs: int = 6, bursty: float = 0.0, topic: float = 0.0
) -> pd.DataFrame:
    """Return articles of one population: a share of words that burst within a paragraph, topics by article.

    A bursty word has its rate multiplied in each paragraph by a gamma variate of shape .15 (mean 1); with topics, every
    word in each article by a log-normal one of standard deviation `topic`.
    """
    n_words = 200
    share = 1 / np.arange(3, n_words + 3)
    shares = np.repeat(share[None], n_articles, axis=0) * np.exp(topic * rng.normal(size=(n_articles, n_words)))
    shares = np.repeat(shares, n_paragraphs, axis=0)
    chosen = rng.random(n_words) < bursty
    shares[:, chosen] *= rng.gamma(0.15, 1 / 0.15, (len(shares), chosen.sum()))
    shares /= shares.sum(axis=1, keepdims=True)
    size = 4 * 20  # four sentences of twenty words
    words = np.concatenate([rng.choice(n_words, size, p=row) for row in shares])
    place = np.arange(len(words))
    names = np.array([f"w{word:03d}" for word in range(n_words)])[words]
    per_article = size * n_paragraphs
    return pd.DataFrame(
        {
            "article_id": np.array([f"a{n:02d}" for n in range(n_articles)])[place // per_article],
            "block_id": place % per_article // size,
            "sentence_id": place % per_article // 20,
            "start": place % per_article * 5,
            "end": place % per_article * 5 + 4,
            "text": names,
            "lower": names,
            "is_word": True,
            "zone": "body",
            "voice": "narrator",
        }
    )


def reject_words(runs: int) -> pd.DataFrame:
    """Four texts of one population: how often more words pass than in 95 of 100 deals."""
    rows = []
    for bursty in (0.0, 0.15, 0.4):
        rng = np.random.default_rng([4, int(100 * bursty)])
        corpora = [invent_tokens(rng, 4, bursty=bursty) for _ in range(runs)]
        by_paragraph, by_sentence = (
            np.array([_reject(tokens, pieces=pieces) for tokens in corpora]).mean(axis=0)
            for pieces in ("paragraphs", "sentences")
        )
        for place, line in enumerate(("as reported", "naive")):
            row = {"words that burst": bursty, "line": line, "rejected": float(by_paragraph[place])}
            rows.append(row | {"rejected as sentences": float(by_sentence[place])})
    return pd.DataFrame(rows)


def _reject(tokens: pd.DataFrame, **settings: object) -> tuple[bool, bool]:
    """Whether more words pass the line as reported, and the naive one, than in all but one of 39 deals."""
    p = count_passing(tokens, measures="log_odds", n_shuffles=39, **settings)["p_value"]
    return bool(p.iloc[0] <= FIVE), bool(p.iloc[1] <= FIVE)


def reject_groups(runs: int) -> pd.DataFrame:
    """Two groups of articles of one population: false alarms where articles have topics, by what is dealt."""
    rows = []
    for n in (3, 5, 8):
        for topic in (0.0, 0.5, 1.0):
            rng = np.random.default_rng([5, n, int(10 * topic)])
            corpora = [invent_tokens(rng, 2 * n, n_paragraphs=3, topic=topic) for _ in range(runs)]
            halves = {f"a{i:02d}": "x" if i < n else "y" for i in range(2 * n)}
            dealt = [_reject(tokens, by=halves)[1] for tokens in corpora]
            as_one = [_reject(_join(tokens, halves))[1] for tokens in corpora[: runs // 2]]
            rows.append(
                {"articles each": n, "topic strength": topic, "rejected": float(np.mean(dealt))}
                | {"rejected with paragraphs dealt": float(np.mean(as_one))}
            )
    return pd.DataFrame(rows)


def _join(tokens: pd.DataFrame, groups: dict[str, str]) -> pd.DataFrame:
    """Return the articles of a group as one long text."""
    place = tokens.groupby(tokens["article_id"].map(groups)).cumcount()
    numbers = tokens["article_id"].str[1:].astype(int)
    moved = {name: numbers * 1000 + tokens[name] for name in ("block_id", "sentence_id")}
    return tokens.assign(**moved, article_id=tokens["article_id"].map(groups), start=place * 5, end=place * 5 + 4)


def cover_groups(runs: int) -> pd.DataFrame:
    """Coverage of a group's pooled mean by number of articles and share of the variance between articles."""
    rows = []
    for n in (3, 5, 10, 20, 30):
        for between in (0.0, 0.1, 0.3):
            rng = np.random.default_rng([6, n, int(10 * between)])
            sizes = rng.integers(10, 41, runs * n)
            shift = rng.normal(0, np.sqrt(between), len(sizes))
            sums = sizes * shift + rng.normal(0, np.sqrt((1 - between) * sizes))
            totals, group = np.column_stack([sums, sizes]), np.arange(len(sizes)) // n
            covered, given = _covers(bootstrap_articles(totals, group, take_mean), 0.0)
            rows.append({"articles": n, "between articles": between, "given": given, "coverage": covered})
    return pd.DataFrame(rows)


def cover_diversity(runs: int) -> pd.DataFrame:
    """Coverage of Simpson's D by number of sources and of statements."""
    rows = []
    index: Statistic = lambda totals: diversity.simpson_diversity(totals)[..., None]  # noqa: E731  one expression
    for name, weights in (
        ("1", [1.0]),
        ("2, even", [1.0] * 2),
        ("5, even", [1.0] * 5),
        ("5, uneven", [0.6, 0.2, 0.1, 0.07, 0.03]),
        ("10, even", [1.0] * 10),
        ("20, even", [1.0] * 20),
        ("20, uneven", [1 / (i + 1) for i in range(20)]),
    ):
        p = np.array(weights) / sum(weights)
        for n in (5, 8, 12, 20, 40):
            rng = np.random.default_rng([7, len(p), n])
            drawn = [rng.multinomial(1, p, n).astype(float) for _ in range(runs)]
            sentences = pd.DataFrame({"article_id": "a", "sentence_id": range(n)})
            draw = Draw(["a"], Resampling())
            found = [draw.bound_diversity(units, sentences, index) for units in drawn]
            both = Interval(*(np.array([bound[part][0] for bound in found]) for part in range(3)))
            covered, given = _covers(both, 1 - float((p**2).sum()))
            rows.append({"sources": name, "statements": n, "given": given, "coverage": covered})
    return pd.DataFrame(rows)


def count_degenerate(runs: int) -> pd.DataFrame:
    """Krippendorff's alpha of two coders by prevalence: resamples of one category, and bounds that say too much."""
    rows = []
    for prevalence in (0.5, 0.9, 0.95):
        for n in (10, 20, 50):
            rng = np.random.default_rng([8, n, int(100 * prevalence)])
            truth = rng.random((runs, n)) < prevalence
            coders = [np.where(rng.random((runs, n)) < ERRS, ~truth, truth) for _ in "ab"]
            found = [krippendorff_alpha(np.column_stack(pair).astype(int)) for pair in zip(*coders, strict=True)]
            known = [one for one in found if not np.isnan(one.alpha)]
            rows.append(
                {"share of one code": prevalence, "units": n, "alpha defined": len(known) / len(found)}
                | {"interval given": float(np.mean([not np.isnan(one.low) for one in known]))}
                | {"resamples left out": float(np.mean([one.share_degenerate for one in known]))}
            )
    return pd.DataFrame(rows)


SECTIONS = (
    Section(
        "A mean of sentences",
        "Share of nominal 95 % intervals that hold the true mean sentence length. Dependence is the lag-1 correlation of "
        "neighbouring sentences, tail the standard deviation of the logarithm of their length. Sentences drawn again: the "
        "percentiles, widened as Student's t is, that stood before.",
        cover_means,
        4000,
    ),
    Section(
        "Two texts of one population",
        "Share of pairs called different at 5 % when their pieces are dealt, and share of intervals of the difference that "
        "hold 0. Texts of 12 sentences have three pieces each: 20 deals, none of which can be rare.",
        compare_two_texts,
        1500,
    ),
    Section(
        "The rate of a word",
        "Share of nominal 95 % intervals that hold the true rate, for words seen at all. Repeats: 2.5 on average, in the "
        "same sentence or scattered over a paragraph of four.",
        cover_rates,
        2000,
    ),
    Section(
        "Words that set texts apart",
        "Share of corpora of four like texts in which more words pass a line than in 95 of 100 deals. The line as "
        "reported: q <= .05, five occurrences, two texts; naive: |z| > 1.96.",
        reject_words,
        160,
    ),
    Section(
        "Words that set groups apart",
        "The same for two groups of articles of one population, naive line; topic strength is the standard deviation of "
        "the logarithm of a word's rate from article to article. Articles are dealt.",
        reject_groups,
        120,
    ),
    Section(
        "A mean over groups of articles",
        "Whole articles of 10 to 40 sentences drawn; none is given under five articles.",
        cover_groups,
        1500,
    ),
    Section(
        "Diversity of sources",
        "Simpson's D, the chance that two statements have different sources: share of texts with an interval, and share "
        "of those that hold the true chance.",
        cover_diversity,
        500,
    ),
    Section(
        "Agreement of coders",
        "Two coders who each err in one unit of twenty. Resamples in which only one code occurs have no alpha and are left "
        "out; counted as 1, as before, they were the upper bound.",
        count_degenerate,
        200,
    ),
)


def find_misses(table: pd.DataFrame, *, slack: float = 0.0) -> pd.DataFrame:
    """Return the rows whose default misses a floor by more than `slack`."""
    missed = pd.Series(data=False, index=table.index)
    if "coverage" in table:
        missed |= table["coverage"] < COVERS - slack
    if "rejected" in table:
        missed |= table["rejected"] > REJECTS + slack
    return table[missed]


def _spell(table: pd.DataFrame) -> str:
    def cell(value: object) -> str:
        return "–" if value != value else f"{value:.3f}" if isinstance(value, float) else str(value)  # noqa: PLR0124  NaN

    head = "| " + " | ".join(table.columns) + " |\n|" + "---|" * len(table.columns)
    return "\n".join([head, *("| " + " | ".join(map(cell, row)) + " |" for row in table.itertuples(index=False))])


def write_page(tables: dict[str, pd.DataFrame]) -> str:
    """Return docs/intervals.md."""
    parts = [_PAGE]
    parts += [f"## {section.title}\n\n{section.text}\n\n{_spell(tables[section.title])}" for section in SECTIONS]
    return "\n\n".join(parts) + "\n"


_PAGE = """# How well the intervals and nulls keep their promise

Made by `python benchmarks/simulations.py --write` on invented texts whose truth is known; fixed seeds. Two floors: an
interval of nominal 95 % holds the truth in at least 90 of 100 texts, or is not given; a null calls at most 7.5 of 100
like texts different at 5 %. Why it is done like this: `decisions/0013-paragraphs-are-dealt.md`.

"As sentences" is the switch `pieces="sentences"`: narrower intervals and more words that pass, right where neighbouring
sentences are independent. The table `neighbours` of a study shows the lag-1 correlation of each of your texts; a text of
twenty sentences says little about it."""


def main() -> int:
    """Print the tables, and return 1 where a floor is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write docs/intervals.md")
    given = parser.parse_args()
    tables, n_missed = {}, 0
    for section in SECTIONS:
        tables[section.title] = table = section.make(section.runs)
        missed = find_misses(table)
        n_missed += len(missed)
        print(f"\n{section.title} ({section.runs:,} runs a row)\n{table.round(3).to_string(index=False)}", flush=True)
        if len(missed):
            print(f"under the floor: {len(missed)}\n{missed.round(3).to_string(index=False)}")
    if given.write:
        _DOC.write_text(write_page(tables), encoding="utf-8")
    return 1 if n_missed else 0


if __name__ == "__main__":
    sys.exit(main())
