"""How many n-grams two articles share, and what part of each article that is."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np
import pandas as pd

from workbench.measures.overlap.passages import number_ngrams
from workbench.schema import require_at_least
from workbench.tokens.selection import DEFAULT_ZONES, select_tokens
from workbench.tokens.words import list_words

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


def count_shared_ngrams(tokens: pd.DataFrame, *, n: int = 5, zones: Iterable[str] = DEFAULT_ZONES) -> pd.DataFrame:
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
    words = list_words(select_tokens(tokens, zones=zones, words_only=False))
    held = _collect_ngrams(words, n)
    ids = sorted(words["article_id"].unique())
    rows = [
        _compare_sets(held[voice].get(a, set()), held[voice].get(b, set()), key=(a, b, n, voice))
        for a, b in combinations(ids, 2)
        for voice in NGRAM_VOICES
    ]
    return pd.DataFrame(rows, columns=list(NGRAM_COLUMNS)).astype(NGRAM_COLUMNS)


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
