"""How often each word, or run of words, stands in each group of texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from workbench.inference import wilson_interval
from workbench.schema import require_at_least
from workbench.tokens.selection import DEFAULT_ZONES, select_tokens
from workbench.tokens.words import assign_groups, choose_terms, list_words

PER = 1000


def count_terms(
    tokens: pd.DataFrame,
    *,
    by: str | Mapping[str, str] = "article_id",
    unit: str = "form",
    zones: Iterable[str] = DEFAULT_ZONES,
    voice: str = "all",
) -> pd.DataFrame:
    """Return how often each word stands in each group, with its rate per 1,000 words.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame
        One row per token.
    by : str or mapping
        A column of `tokens` ("article_id", "voice", "zone" ...), or a mapping from article_id to group, such as
        ``articles.set_index("article_id")["outlet"]``.
    unit : str
        "form" (lower-case, typographically normalised, without possessive ending) or "lemma".
    zones, voice
        What is counted; see `workbench.tokens.selection.select_tokens`.

    Returns
    -------
    DataFrame
        One row per group and term: group, term, n, n_words (words of the group), n_articles (articles of the group
        that hold the term), rate, low, high (per 1,000 words; 95 % Wilson interval). Sorted by group, then falling n,
        then term.

    Raises
    ------
    KeyError, ValueError
        For missing columns, unknown zones, voices or units.

    Notes
    -----
    Wilson's interval treats words as drawn one by one; words come in clumps, so that real uncertainty is larger.
    Do not rank words by rate where n is below 5.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 2, 4], "end": [1, 3, 5],
    ...     "text": list("xyx"), "lower": list("xyx"), "is_word": True, "zone": "body", "voice": "narrator"})
    >>> count_terms(tokens)[["term", "n", "n_words"]].values.tolist()
    [['x', 2, 3], ['y', 1, 3]]
    """
    words = list_words(select_tokens(tokens, zones=zones, voice=voice, words_only=False))
    return _tally(words.assign(group=assign_groups(words, by), term=choose_terms(words, unit)))


def count_ngrams(
    tokens: pd.DataFrame,
    *,
    n: int = 2,
    by: str | Mapping[str, str] = "article_id",
    zones: Iterable[str] = DEFAULT_ZONES,
    voice: str = "all",
) -> pd.DataFrame:
    """Return how often each run of `n` words stands in each group; a run never crosses a sentence.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame
        One row per token.
    n : int
        Words per run, 1 or more. Marks between the words do not break a run.
    by, zones, voice
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
    words = list_words(select_tokens(tokens, zones=zones, voice=voice, words_only=False))
    runs = words.assign(group=assign_groups(words, by), term=words["lower"])
    within = runs.groupby(["article_id", "sentence_id"], sort=False)["lower"]
    for step in range(1, n):
        runs["term"] = runs["term"] + " " + within.shift(-step)
    return _tally(runs.dropna(subset=["term"]))


def _tally(words: pd.DataFrame) -> pd.DataFrame:
    """Count rows by group and term and set each count against the group's size."""
    words = words.dropna(subset=["group"])
    group, groups = pd.factorize(words["group"])
    term, terms = pd.factorize(words["term"])
    article, articles = pd.factorize(words["article_id"])
    pair, counts = np.unique(group.astype("int64") * len(terms) + term, return_counts=True)
    held = np.unique((group.astype("int64") * len(terms) + term) * max(len(articles), 1) + article)
    size = np.bincount(group, minlength=len(groups))[pair // max(len(terms), 1)]
    low, high = wilson_interval(counts, size)
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
    return table.sort_values(["group", "n", "term"], ascending=[True, False, True], kind="stable", ignore_index=True)
