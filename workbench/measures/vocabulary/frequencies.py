"""How many words each zone has, how often each word or run of words stands in each group of texts, and how evenly."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from workbench.inference.groups import FEW_ARTICLES, LEAST_ARTICLES, bootstrap_articles, group_articles
from workbench.inference.rates import bound_clumped
from workbench.inference.resampling import Resampling, cut_words
from workbench.schema import ZONES, require_at_least, require_columns
from workbench.tokens.index import WordIndex, take_words
from workbench.tokens.selection import DEFAULT_ZONES, assign_groups, choose_terms

PER = 1000
_WIDTH = 2_000  # judgement: terms whose articles are drawn again at once
DISPERSION = {
    "term": "str",
    "n": "int64",
    "n_parts": "int64",
    "range": "int64",
    "dp": "float64",
    "dp_norm": "float64",
    "reason": "str",
}


def count_zone_words(sentences: pd.DataFrame, *, by: str | Mapping[str, str] = "article_id") -> pd.DataFrame:
    """Count the words of each zone of each article, or of each group of articles.

    Needs the columns article_id, zone and n_words of the sentences table.

    Returns
    -------
    DataFrame
        One row per article and zone that occurs in it: article_id, zone, n_words, n_sentences; ordered by article,
        then by zone in the order of `workbench.schema.ZONES`. Articles without a sentence have no row. With `by` (a
        mapping from article_id to group): group and n_articles in place of article_id.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": "a", "zone": ["body", "headline", "body"], "n_words": [9, 4, 11]})
    >>> count_zone_words(sentences)[["zone", "n_words"]].values.tolist()
    [['headline', 4], ['body', 20]]
    """
    require_columns(sentences, ("article_id", "zone", "n_words"), name="sentences")
    grouping = group_articles(sentences, by)
    unit = grouping.column
    counts = grouping.label(sentences).groupby([unit, "zone"], as_index=False, observed=True)
    counts = counts.agg(n_words=("n_words", "sum"), n_sentences=("n_words", "size"))
    order = counts["zone"].map({zone: place for place, zone in enumerate(ZONES)}).astype("int64")
    counts = counts.assign(_order=order).sort_values([unit, "_order"], ignore_index=True).drop(columns="_order")
    return grouping.count_articles(counts)


def count_terms(  # noqa: PLR0913  tokens, what is pooled, four ways to count, and the pieces
    tokens: pd.DataFrame | WordIndex,
    *,
    by: str | Mapping[str, str] = "article_id",
    unit: str = "form",
    zones: Iterable[str] = DEFAULT_ZONES,
    voice: str = "all",
    merge_variants: bool = True,
    pieces: str = "paragraphs",
) -> pd.DataFrame:
    """Return how often each word stands in each group, with its rate per 1,000 words.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame or WordIndex
        One row per token; or what `workbench.tokens.index.index_words` made of it.
    by : str or mapping
        A column of `tokens` ("article_id", "voice", "zone" ...), or a mapping from article_id to group, such as
        ``articles.set_index("article_id")["outlet"]``.
    unit : str
        "form" (lower-case, typographically normalised, without possessive ending) or "lemma".
    zones, voice
        What is counted; see `workbench.tokens.selection.select_tokens`.
    merge_variants : bool
        Whether spelling variants count as one word (`workbench.tokens.selection.choose_terms`).
    pieces : str
        By what clumping is judged: "paragraphs" (`workbench.inference.cut_pieces`) or "sentences".

    Returns
    -------
    DataFrame
        One row per group and term: group, term, n, n_words (words of the group), n_articles (articles of the group
        that hold the term), rate, low, high (per 1,000 words; 95 % Wilson interval, widened where the word comes in
        clumps; NaN for a text of fewer than three sentences). Sorted by group, then falling n,
        then term. Where a group has several articles: no interval under five of them, whole articles drawn again from
        five on; reason, which says so; and articles_group (how many articles it has).

    Raises
    ------
    KeyError, ValueError
        For missing columns, unknown zones, voices or units.

    Notes
    -----
    Wilson's interval treats words as drawn one by one, but words come in clumps: both counts are divided by the design
    effect seen over the pieces of the text (`workbench.inference.bound_rates`), never made larger by it. Do not rank words by rate where n is below 5.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 2, 4], "end": [1, 3, 5],
    ...     "text": list("xyx"), "lower": list("xyx"), "is_word": True, "zone": "body", "voice": "narrator"})
    >>> count_terms(tokens)[["term", "n", "n_words"]].values.tolist()
    [['x', 2, 3], ['y', 1, 3]]
    """
    words = take_words(tokens, zones=zones, voice=voice)
    terms = choose_terms(words, unit, merge_variants=merge_variants)
    return _tally(words.assign(group=assign_groups(words, by), term=terms), pieces)


def count_ngrams(  # noqa: PLR0913  tokens, what is pooled, four ways to count, and the pieces
    tokens: pd.DataFrame | WordIndex,
    *,
    n: int = 2,
    by: str | Mapping[str, str] = "article_id",
    zones: Iterable[str] = DEFAULT_ZONES,
    voice: str = "all",
    merge_variants: bool = True,
    pieces: str = "paragraphs",
) -> pd.DataFrame:
    """Return how often each run of `n` words stands in each group; a run never crosses a sentence.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame or WordIndex
        One row per token; or what `workbench.tokens.index.index_words` made of it.
    n : int
        Words per run, 1 or more. Marks between the words do not break a run.
    by, zones, voice, merge_variants, pieces
        As in `count_terms`. With a voice other than "all", only words of that voice stand side by side.

    Returns
    -------
    DataFrame
        As `count_terms`; term holds the words joined by a space, n_words the number of runs in the group.

    Raises
    ------
    KeyError, ValueError
        For missing columns, unknown zones or voices, or n below 1.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 2, 4], "end": [1, 3, 5],
    ...     "text": list("xyx"), "lower": list("xyx"), "is_word": True, "zone": "body", "voice": "narrator"})
    >>> count_ngrams(tokens, n=2).term.tolist()
    ['x y', 'y x']
    """
    require_at_least(n, 1, name="n")
    words = take_words(tokens, zones=zones, voice=voice)
    runs = words.assign(group=assign_groups(words, by), term=choose_terms(words, merge_variants=merge_variants))
    within = runs.groupby(["article_id", "sentence_id"], sort=False)["term"]
    following = [within.shift(-step) for step in range(1, n)]
    for word in following:
        runs["term"] = runs["term"] + " " + word
    return _tally(runs.dropna(subset=["term"]), pieces)


def measure_dispersion(
    tokens: pd.DataFrame | WordIndex,
    *,
    by: str | Mapping[str, str] = "article_id",
    unit: str = "form",
    zones: Iterable[str] = DEFAULT_ZONES,
    voice: str = "all",
    merge_variants: bool = True,
) -> pd.DataFrame:
    """Return, for each word, in how many parts it stands and how far its spread is from the parts' sizes.

    Needs the token table.

    Parameters
    ----------
    tokens, by, unit, zones, voice, merge_variants
        The parts, and what is counted; as in `count_terms`.

    Returns
    -------
    DataFrame
        One row per term: term, n, n_parts, range (parts that hold it), dp (0 spread like the parts' sizes, towards 1
        bunched), dp_norm (dp / (1 - smallest share), 0 to 1), reason. Sorted by falling n, then term.

    Raises
    ------
    KeyError, ValueError
        As `count_terms`.

    Notes
    -----
    DP = 1/2 sum |v - s| over the parts, v the part's share of the word, s its share of all words (Gries 2008;
    normalised by Lijffijt & Gries 2012). With fewer occurrences than parts, DP is pushed up by arithmetic (Nelson
    2023): it is NaN there, and where there is one part only. Do not compare values from different numbers of parts.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": list("aabb"), "sentence_id": 0, "start": [0, 2] * 2, "end": [1, 3] * 2,
    ...     "text": list("xyxx"), "lower": list("xyxx"), "is_word": True, "zone": "body", "voice": "narrator"})
    >>> measure_dispersion(tokens)[["term", "n", "range"]].values.tolist()
    [['x', 3, 2], ['y', 1, 1]]
    """
    words = take_words(tokens, zones=zones, voice=voice)
    terms = choose_terms(words, unit, merge_variants=merge_variants)
    words = words.assign(part=assign_groups(words, by), term=terms).dropna(subset=["part"])
    if words.empty:
        return pd.DataFrame(columns=list(DISPERSION)).astype(DISPERSION)
    term, terms = pd.factorize(words["term"])
    part, parts = pd.factorize(words["part"], sort=True)
    size = np.bincount(part) / len(words)
    table = _sum_up(pd.DataFrame({"term": term, "part": part}), size).assign(term=terms, n_parts=len(parts))
    return _withhold(table).sort_values(["n", "term"], ascending=[False, True], ignore_index=True)[list(DISPERSION)]


def _tally(words: pd.DataFrame, pieces: str) -> pd.DataFrame:
    """Count rows by group and term and set each count against the group's size."""
    words = words.dropna(subset=["group"])
    group, groups = pd.factorize(words["group"])
    term, terms = pd.factorize(words["term"])
    article, articles = pd.factorize(words["article_id"])
    pair, counts = np.unique(group.astype("int64") * len(terms) + term, return_counts=True)
    held = np.unique((group.astype("int64") * len(terms) + term) * max(len(articles), 1) + article)
    size = np.bincount(group, minlength=len(groups))[pair // max(len(terms), 1)]
    low, high = _bound(words, group, term, (pair, counts), pieces)
    per_group = pd.DataFrame({"group": group, "article": article}).groupby("group")["article"].nunique().to_numpy()
    table = pd.DataFrame(
        {
            "group": pd.Series(groups, dtype="str").to_numpy()[pair // max(len(terms), 1)],
            "term": pd.Series(terms, dtype="str").to_numpy()[pair % max(len(terms), 1)],
            "n": counts,
            "n_words": size,
            "n_articles": np.unique(held // max(len(articles), 1), return_counts=True)[1],
            "rate": PER * counts / size,
            "low": PER * low,
            "high": PER * high,
        }
    )
    table = table.astype({"group": "str", "term": "str", **dict.fromkeys(("n", "n_words", "n_articles"), "int64")})
    if (per_group > 1).any():
        places = pd.DataFrame({"group": group, "term": term, "article": article})
        table = _bound_by_article(table, places, pair, per_group)
    return table.sort_values(["group", "n", "term"], ascending=[True, False, True], kind="stable", ignore_index=True)


def _bound(
    words: pd.DataFrame, group: np.ndarray, term: np.ndarray, tally: tuple[np.ndarray, np.ndarray], pieces: str
) -> tuple[np.ndarray, np.ndarray]:
    """Bounds of the share of each pair of group and term; `tally` holds the pairs, sorted, and their counts."""
    pair, counts = tally
    n_terms = max(int(term.max(initial=0)) + 1, 1)
    piece = cut_words(words, pieces=pieces)
    part, of_part = np.unique(group * (int(piece.max(initial=0)) + 1) + piece, return_inverse=True)
    n_words = np.bincount(of_part).astype(float)
    owner = part // (int(piece.max(initial=0)) + 1)
    cell, hits = np.unique((group * n_terms + term) * max(len(part), 1) + of_part, return_counts=True)
    at, words_there = np.searchsorted(pair, cell // max(len(part), 1)), n_words[cell % max(len(part), 1)]
    of_group = pair // n_terms
    return bound_clumped(
        counts,
        np.bincount(owner, n_words)[of_group] if len(owner) else counts,
        np.bincount(at, hits**2, len(pair)),
        np.bincount(at, hits * words_there, len(pair)),
        np.bincount(owner, n_words**2)[of_group] if len(owner) else counts,
        n_pieces=np.bincount(owner)[of_group] if len(owner) else counts,
        resampling=Resampling(pieces=pieces),
    )


def _bound_by_article(
    table: pd.DataFrame, places: pd.DataFrame, pair: np.ndarray, per_group: np.ndarray
) -> pd.DataFrame:
    """Replace the intervals of groups of several articles by those of drawing whole articles, or by a reason."""
    n_terms = int(places["term"].max()) + 1
    row_group, row_term = pair // n_terms, pair % n_terms
    bounds = table[["low", "high"]].to_numpy(copy=True)
    bounds[per_group[row_group] > 1] = np.nan
    for group in np.flatnonzero(per_group >= LEAST_ARTICLES):
        mine, rows = places[places["group"] == group], np.flatnonzero(row_group == group)
        article, _ = pd.factorize(mine["article"])
        size = np.bincount(article).astype(float)
        for begin in range(0, len(rows), _WIDTH):
            part = rows[begin : begin + _WIDTH]
            column = pd.Index(row_term[part]).get_indexer(mine["term"])
            counts = np.zeros((len(size), len(part)))
            np.add.at(counts, (article[column >= 0], column[column >= 0]), 1)
            drawn = bootstrap_articles(np.column_stack([counts, size]), np.zeros(len(size), dtype=int), _take_rates)
            bounds[part] = np.column_stack([drawn.low[0], drawn.high[0]])
    few = (per_group[row_group] > 1) & (per_group[row_group] < LEAST_ARTICLES)
    reason = pd.Series(np.where(few, FEW_ARTICLES, ""), dtype="str").mask(~few)
    pooled = per_group[row_group].astype("int64")
    return table.assign(low=bounds[:, 0], high=bounds[:, 1], reason=reason, articles_group=pooled)


def _take_rates(totals: np.ndarray) -> np.ndarray:
    return PER * totals[..., :-1] / totals[..., -1:]


def _sum_up(pairs: pd.DataFrame, size: np.ndarray) -> pd.DataFrame:
    """DP without a dense term-by-part table: parts that lack the term add their share."""
    cells = pairs.value_counts(sort=False).reset_index(name="n_cell")
    n = np.bincount(pairs["term"])
    share, expected = cells["n_cell"] / n[cells["term"]], size[cells["part"]]
    present = np.bincount(cells["term"], weights=np.abs(share - expected), minlength=len(n))
    held = np.bincount(cells["term"], weights=expected, minlength=len(n))
    dp = np.clip((present + 1 - held) / 2, 0, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        dp_norm = dp / (1 - size.min())
    return pd.DataFrame({"n": n, "range": np.bincount(cells["term"], minlength=len(n)), "dp": dp, "dp_norm": dp_norm})


def _withhold(table: pd.DataFrame) -> pd.DataFrame:
    few, single = table["n"] < table["n_parts"], table["n_parts"] == 1
    reason = np.select([single, few], ["one part only", "fewer occurrences than parts"], "")
    kept = ~(few | single)
    table = table.assign(dp=table["dp"].where(kept), dp_norm=table["dp_norm"].where(kept))
    return table.assign(reason=pd.Series(reason, dtype="str").where(reason != "")).astype(DISPERSION)
