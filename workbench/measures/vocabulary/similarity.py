"""Which words weigh in each article, how alike the articles' words are, and how they cluster."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import combinations

import numpy as np
import pandas as pd

from workbench.schema import require_choice, require_columns
from workbench.tokens.index import WordIndex, take_words
from workbench.tokens.selection import DEFAULT_ZONES, assign_groups, choose_terms

WEIGHTS = {"group": "str", "term": "str", "n": "int64", "n_groups": "int64", "idf": "float64", "weight": "float64"}
PAIRS = {"a_id": "str", "b_id": "str", "similarity": "float64", "n_shared": "int64"}
STEPS = {"step": "int64", "left": "str", "right": "str", "distance": "float64", "size": "int64", "members": "str"}
METHODS = ("average", "complete", "single")


def weigh_terms(
    tokens: pd.DataFrame | WordIndex,
    *,
    by: str | Mapping[str, str] = "article_id",
    unit: str = "form",
    zones: Iterable[str] = DEFAULT_ZONES,
    voice: str = "all",
    merge_variants: bool = True,
) -> pd.DataFrame:
    """Return the tf-idf weight of each word in each group.

    Needs the token table.

    Parameters
    ----------
    tokens, by, unit, zones, voice, merge_variants
        As in `count_terms`.

    Returns
    -------
    DataFrame
        One row per group and term that stands in it: group, term, n, n_groups (that hold it), idf, weight (0 to 1).
        Sorted by group, then falling weight, then term.

    Raises
    ------
    KeyError, ValueError
        As `count_terms`.

    Notes
    -----
    As scikit-learn's TfidfTransformer: idf = ln((1 + groups) / (1 + groups with the term)) + 1, weight = n x idf, each
    group's weights scaled to length 1. With few groups idf hardly varies, and weights follow plain counts.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": list("aabb"), "sentence_id": 0, "start": [0, 2] * 2, "end": [1, 3] * 2,
    ...     "text": list("xyxz"), "lower": list("xyxz"), "is_word": True, "zone": "body", "voice": "narrator"})
    >>> weigh_terms(tokens).query("group == 'a'").term.tolist()
    ['y', 'x']
    """
    words = take_words(tokens, zones=zones, voice=voice)
    terms = choose_terms(words, unit, merge_variants=merge_variants)
    words = words.assign(group=assign_groups(words, by), term=terms).dropna(subset=["group"])
    if words.empty:
        return pd.DataFrame(columns=list(WEIGHTS)).astype(WEIGHTS)
    table = words.groupby(["group", "term"]).size().reset_index(name="n")
    return _weigh(table).sort_values(["group", "weight", "term"], ascending=[True, False, True], ignore_index=True)


def compare_similarity(weights: pd.DataFrame) -> pd.DataFrame:
    """Return the cosine similarity of each pair of groups.

    Needs the table made by `weigh_terms`: columns group, term and weight.

    Returns
    -------
    DataFrame
        One row per pair, each once: a_id, b_id, similarity (0 no word in common, 1 the same proportions), n_shared
        (words in common). Sorted by a_id, b_id. Empty with fewer than two groups.

    Raises
    ------
    KeyError
        If a column is missing.

    Notes
    -----
    Short texts about one event share most of their common words; compare pairs of one corpus with each other only.

    Examples
    --------
    >>> rows = pd.DataFrame({"group": ["a", "b"], "term": "x", "weight": 1.0})
    >>> compare_similarity(rows).values.tolist()
    [['a', 'b', 1.0, 1]]
    """
    from sklearn.metrics.pairwise import cosine_similarity

    require_columns(weights, ("group", "term", "weight"), name="weights")
    groups = sorted(weights["group"].unique())
    if len(groups) < 2:  # noqa: PLR2004  a pair needs two
        return pd.DataFrame(columns=list(PAIRS)).astype(PAIRS)
    matrix = _spread(weights, groups)
    cosines, held = cosine_similarity(matrix), (matrix > 0).astype(float)
    shared = (held @ held.T).toarray()
    pairs = combinations(range(len(groups)), 2)
    rows = [(groups[a], groups[b], min(cosines[a, b], 1.0), int(shared[a, b])) for a, b in pairs]
    return pd.DataFrame(rows, columns=list(PAIRS)).astype(PAIRS)


def cluster_groups(similarity: pd.DataFrame, *, method: str = "average") -> pd.DataFrame:
    """Return the steps in which the most similar groups are joined (agglomerative clustering).

    Needs the table made by `compare_similarity`, every pair present.

    Parameters
    ----------
    similarity : DataFrame
        One row per pair.
    method : str
        "average", "complete" or "single": how the distance of two clusters is taken from that of their members.

    Returns
    -------
    DataFrame
        One row per joining: step (from 0), left, right (a group, or "step k" for what an earlier step joined),
        distance (1 - similarity), size, members (joined by " + ", alphabetical). Sorted by step. Empty without pairs.

    Raises
    ------
    KeyError, ValueError
        For missing columns, an unknown method, or missing pairs.

    Notes
    -----
    Some tree always comes out. With five articles it is a way of reading the table of pairs, not a finding.

    Examples
    --------
    >>> pairs = [("a", "b", 0.9), ("a", "c", 0.2), ("b", "c", 0.4)]
    >>> cluster_groups(pd.DataFrame(pairs, columns=["a_id", "b_id", "similarity"])).members.tolist()
    ['a + b', 'a + b + c']
    """
    from scipy.cluster.hierarchy import linkage

    require_columns(similarity, ("a_id", "b_id", "similarity"), name="similarity")
    require_choice(method, METHODS, name="method")
    if similarity.empty:
        return pd.DataFrame(columns=list(STEPS)).astype(STEPS)
    pairs = similarity.sort_values(["a_id", "b_id"])
    groups = sorted({*pairs["a_id"], *pairs["b_id"]})
    if len(pairs) != len(groups) * (len(groups) - 1) // 2:
        raise ValueError(
            f"similarity has {len(pairs)} pairs of {len(groups)} groups; every pair must stand in it once. "
            "Pass the whole table that compare_similarity made."
        )
    steps = linkage(1 - pairs["similarity"].to_numpy(), method=method)
    return _name_steps(steps, groups)


def _weigh(table: pd.DataFrame) -> pd.DataFrame:
    from sklearn.feature_extraction.text import TfidfTransformer

    group, groups = pd.factorize(table["group"], sort=True)
    term, terms = pd.factorize(table["term"], sort=True)
    counts = _sparse(table["n"].to_numpy(dtype=float), group, term, (len(groups), len(terms)))
    transformer = TfidfTransformer().fit(counts)
    weights = transformer.transform(counts)
    held = np.bincount(term, minlength=len(terms))
    return table.assign(
        n_groups=held[term], idf=transformer.idf_[term], weight=np.asarray(weights[group, term]).ravel()
    ).astype(WEIGHTS)


def _spread(weights: pd.DataFrame, groups: list[str]) -> object:
    group = pd.Categorical(weights["group"], categories=groups).codes
    term, terms = pd.factorize(weights["term"])
    return _sparse(weights["weight"].to_numpy(dtype=float), group, term, (len(groups), len(terms)))


def _sparse(values: np.ndarray, rows: np.ndarray, columns: np.ndarray, shape: tuple[int, int]) -> object:
    from scipy.sparse import csr_matrix

    return csr_matrix((values, (rows, columns)), shape=shape)


def _name_steps(steps: np.ndarray, groups: list[str]) -> pd.DataFrame:
    names, members = list(groups), [[group] for group in groups]
    rows = []
    for step, (left, right, distance, size) in enumerate(steps):
        joined = sorted(members[int(left)] + members[int(right)])
        rows.append((step, names[int(left)], names[int(right)], distance, size, " + ".join(joined)))
        names.append(f"step {step}")
        members.append(joined)
    return pd.DataFrame(rows, columns=list(STEPS)).astype(STEPS)
