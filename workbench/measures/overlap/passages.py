"""Maximal runs of words that two articles share, and how many n-grams they have in common."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pandas as pd

from workbench.schema import make_table, require_at_least, require_columns
from workbench.tokens.index import WordIndex, take_words
from workbench.tokens.selection import DEFAULT_ZONES

_SHARED = ("a_id", "b_id")
LONGEST = {
    "a_id": "str",
    "b_id": "str",
    "n_passages": "int64",
    "n_quotations": "int64",
    "longest": "int64",
    "longest_narration": "int64",
}
NGRAM_VOICES = ("all", "quotation", "narration")
NGRAM_COLUMNS = {
    "a_id": "str",
    "b_id": "str",
    "n": "int64",
    "voice": "str",
    "n_shared": "int64",
    "n_a": "int64",
    "n_b": "int64",
    "containment_a": "float64",
    "containment_b": "float64",
}


def find_shared_passages(
    tokens: pd.DataFrame | WordIndex, *, least_words: int = 5, zones: Iterable[str] = DEFAULT_ZONES
) -> pd.DataFrame:
    """Find every maximal run of words that two articles have in common.

    A run is compared in lower case, without punctuation, over sentence and paragraph bounds, and cannot be made longer
    on either side; a run that occurs twice in an article gives two rows. Only the zones named are read, so embedded
    posts, pull quotes, captions and links to other articles are out unless asked for. **Speech that two articles share
    is not copying**: both heard the same speaker. A shared run of narration may come from one agency, one press
    release, one habit of phrase, or from the other article: the table does not tell which.

    Needs the token table: article_id, sentence_id, start, end, text, lower, is_word, zone, voice.

    Parameters
    ----------
    tokens : DataFrame
        One row per token.
    least_words : int
        Words a run must have.
    zones : iterable of str
        Codes of `workbench.schema.ZONES`.

    Returns
    -------
    DataFrame
        Table passages, one row per run and pair of articles (a_id before b_id): a_id, a_start, a_end, b_id, b_start,
        b_end, n_words, in_quotation (every word stands in quotation marks in both articles), then n_quoted_a and
        n_quoted_b (words of it in quotation marks) and text (as article a has it). Sorted by a_id, a_start, b_id,
        b_start.

    Raises
    ------
    KeyError, ValueError
        For a missing column, an unknown zone, or `least_words` below 1.

    Examples
    --------
    >>> words = "the sea is calm tonight".split()
    >>> rows = [(a, w, 9 * i, 9 * i + len(w)) for a in ("x", "y") for i, w in enumerate(words[: 5 if a == "x" else 4])]
    >>> tokens = pd.DataFrame(rows, columns=["article_id", "text", "start", "end"])
    >>> tokens = tokens.assign(lower=tokens.text, is_word=True, sentence_id=0, zone="body", voice="narrator")
    >>> find_shared_passages(tokens, least_words=3)[["a_id", "b_id", "n_words", "in_quotation"]].values.tolist()
    [['x', 'y', 4, False]]
    """
    require_at_least(least_words, 1, name="least_words")
    words = take_words(tokens, zones=zones)
    found = _locate_runs(words, least_words)
    columns = _describe_runs(words, found)
    table = make_table(columns.assign(a_id=columns["a_id"].astype("str")), "passages")
    return table.astype({"n_quoted_a": "int64", "n_quoted_b": "int64", "text": "str"})


def list_longest_passages(passages: pd.DataFrame, *, article_ids: Iterable[str] | None = None) -> pd.DataFrame:
    """Return for each pair of articles how many runs they share and how long the longest is.

    Needs the columns a_id, b_id, n_words, in_quotation, n_quoted_a and n_quoted_b of `find_shared_passages`.

    Parameters
    ----------
    passages : DataFrame
        Table passages.
    article_ids : iterable of str, optional
        Articles whose every pair gets a row, those that share nothing too.

    Returns
    -------
    DataFrame
        One row per pair: a_id, b_id, n_passages, n_quotations (runs wholly in quotation marks in both), longest (words
        of the longest run), longest_narration (of the longest run without a quoted word on either side); 0 where there
        is none. Sorted by a_id, b_id.

    Examples
    --------
    >>> passages = pd.DataFrame({"a_id": ["x", "x"], "b_id": ["y", "y"], "n_words": [9, 5],
    ...     "in_quotation": [True, False], "n_quoted_a": [9, 0], "n_quoted_b": [9, 0]})
    >>> list_longest_passages(passages).values.tolist()
    [['x', 'y', 2, 1, 9, 5]]
    """
    require_columns(passages, (*_SHARED, "n_words", "in_quotation", "n_quoted_a", "n_quoted_b"), name="passages")
    narrated = passages["n_words"].where((passages["n_quoted_a"] == 0) & (passages["n_quoted_b"] == 0), 0)
    pairs = passages.assign(narrated=narrated).groupby(list(_SHARED), as_index=False)
    table = pairs.agg(
        n_passages=("n_words", "size"),
        n_quotations=("in_quotation", "sum"),
        longest=("n_words", "max"),
        longest_narration=("narrated", "max"),
    )
    if article_ids is not None:
        every = pd.DataFrame(list(combinations(sorted(set(article_ids)), 2)), columns=list(_SHARED)).astype("str")
        table = every.merge(table.astype({"a_id": "str", "b_id": "str"}), how="left", on=list(_SHARED)).fillna(0)
    return table.astype(LONGEST).sort_values(list(_SHARED), ignore_index=True)


def count_shared_ngrams(
    tokens: pd.DataFrame | WordIndex, *, n: int = 5, zones: Iterable[str] = DEFAULT_ZONES
) -> pd.DataFrame:
    """Count the distinct word n-grams that two articles share, in all and split into quotation and narration.

    Formula: containment of a in b = |A ∩ B| / |A| over sets of n-grams (Broder 1997), so a short article may lie wholly
    in a long one and not the other way round. Voice "quotation" takes the n-grams whose every word stands in quotation
    marks, voice "narration" those without such a word (a paraphrase is narration here), in both articles; an n-gram
    across the mark, or quoted in one article only, is in "all" alone. **Shared speech is not copying.** There is no
    interval: neighbouring n-grams overlap and are not independent. Do not compare containments of different n.

    Needs the token table: article_id, sentence_id, start, end, text, lower, is_word, zone, voice.

    Returns
    -------
    DataFrame
        One row per pair of articles and voice: a_id, b_id, n, voice ("all", "quotation", "narration"), n_shared, n_a,
        n_b (distinct n-grams shared, in a, in b), containment_a, containment_b (shares, 0 to 1; NaN if the article has
        no such n-gram). Every pair of articles with a word in the zones has its rows. Sorted by pair, then voice.

    Raises
    ------
    KeyError, ValueError
        For a missing column, an unknown zone, or `n` below 1.

    Examples
    --------
    >>> rows = [("x", "we", 0), ("x", "go", 3), ("x", "on", 6), ("y", "we", 0), ("y", "go", 3)]
    >>> tokens = pd.DataFrame(rows, columns=["article_id", "text", "start"])
    >>> tokens = tokens.assign(end=tokens.start + 2, lower=tokens.text, is_word=True, sentence_id=0, zone="body",
    ...     voice="narrator")
    >>> count_shared_ngrams(tokens, n=2)[["n_shared", "containment_a", "containment_b"]].values.tolist()[0]
    [1.0, 0.5, 1.0]
    """
    require_at_least(n, 1, name="n")
    words = take_words(tokens, zones=zones)
    held = _collect_ngrams(words, n)
    ids = sorted(words["article_id"].unique())
    rows = [
        _compare_sets(held[voice].get(a, set()), held[voice].get(b, set()), key=(a, b, n, voice))
        for a, b in combinations(ids, 2)
        for voice in NGRAM_VOICES
    ]
    return pd.DataFrame(rows, columns=list(NGRAM_COLUMNS)).astype(NGRAM_COLUMNS)


def number_ngrams(words: pd.DataFrame, n: int) -> np.ndarray:
    """Return for each word the number of the n-gram that starts there, equal for equal n-grams; -1 if none does."""
    article, _ = pd.factorize(words["article_id"])
    types, _ = pd.factorize(words["lower"])
    size = max(len(words) - n + 1, 0)
    codes = types[:size].astype("int64")
    for step in range(1, n):
        paired = codes * (int(types.max(initial=0)) + 1) + types[step : size + step]
        _, codes = np.unique(paired, return_inverse=True)
    numbers = np.full(len(words), -1, dtype="int64")
    whole = article[:size] == article[len(words) - size :] if size else np.zeros(0, dtype=bool)
    numbers[:size][whole] = codes[whole]
    return numbers


def _locate_runs(words: pd.DataFrame, least: int) -> np.ndarray:
    """First word in a, first word in b, and length of each maximal run, as rows."""
    pairs = _pair_equal(words, number_ngrams(words, least))
    # n-grams in a row on one diagonal are one run
    order = np.lexsort((pairs[:, 0], pairs[:, 1] - pairs[:, 0]))
    pairs = pairs[order]
    step = np.diff(pairs, axis=0)
    article = pd.factorize(words["article_id"])[0]
    joined = (step == 1).all(axis=1) & (np.diff(article[pairs], axis=0) == 0).all(axis=1)
    first = np.flatnonzero(np.append(True, ~joined)) if len(pairs) else np.zeros(0, dtype="int64")
    lengths = np.diff(np.append(first, len(pairs))) + least - 1
    return np.column_stack([pairs[first], lengths])


def _pair_equal(words: pd.DataFrame, numbers: np.ndarray) -> np.ndarray:
    """Places of equal n-grams in two different articles, the earlier article's first."""
    at = np.flatnonzero(numbers >= 0)
    at = at[np.argsort(numbers[at], kind="stable")]
    bounds = np.flatnonzero(np.append(True, np.diff(numbers[at]) != 0)) if len(at) else np.zeros(0, dtype="int64")
    article = pd.factorize(words["article_id"])[0]
    found = [np.zeros((0, 2), dtype="int64")]
    for places in np.split(at, bounds[1:]):
        if len(places) > 1 and article[places[0]] != article[places[-1]]:
            i, j = np.triu_indices(len(places), 1)
            pairs = np.column_stack([places[i], places[j]])
            found.append(pairs[article[pairs[:, 0]] != article[pairs[:, 1]]])
    return np.concatenate(found)


def _describe_runs(words: pd.DataFrame, runs: np.ndarray) -> pd.DataFrame:
    columns: dict[str, np.ndarray] = {"n_words": runs[:, 2]}
    starts, ends = words["start"].to_numpy(), words["end"].to_numpy()
    quoted = np.append(0, np.cumsum(words["voice"] == "quotation"))
    ids = words["article_id"].to_numpy(dtype=object)
    for side, first in (("a", runs[:, 0]), ("b", runs[:, 1])):
        after = first + runs[:, 2]
        columns |= {f"{side}_id": ids[first], f"{side}_start": starts[first], f"{side}_end": ends[after - 1]}
        columns[f"n_quoted_{side}"] = quoted[after] - quoted[first]
    table = pd.DataFrame(columns).astype({"a_id": "str", "b_id": "str"})
    table["in_quotation"] = (table["n_quoted_a"] == table["n_words"]) & (table["n_quoted_b"] == table["n_words"])
    texts = words["text"].to_numpy(dtype=object)
    table["text"] = [" ".join(texts[first : first + size]) for first, _, size in runs.tolist()]
    return table


def _collect_ngrams(words: pd.DataFrame, n: int) -> dict[str, dict[str, set[int]]]:
    """Distinct n-grams by voice and article."""
    numbers = number_ngrams(words, n)
    quoted = np.append(0, np.cumsum(words["voice"] == "quotation"))
    there = np.flatnonzero(numbers >= 0)
    n_quoted = quoted[there + n] - quoted[there]
    chosen = {"all": n_quoted >= 0, "quotation": n_quoted == n, "narration": n_quoted == 0}
    ids = words["article_id"].to_numpy(dtype=object)
    return {
        voice: pd.Series(numbers[there[keep]]).groupby(ids[there[keep]]).agg(set).to_dict()
        for voice, keep in chosen.items()
    }


def _compare_sets(a: set[int], b: set[int], *, key: tuple) -> tuple:
    shared = len(a & b)
    shares = (shared / len(held) if held else float("nan") for held in (a, b))
    return (*key, shared, len(a), len(b), *shares)
