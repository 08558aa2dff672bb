"""The shuffle null: sentences dealt at random among the articles, each article keeping its number of sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

_MOST_CELLS = 20_000_000


class Corpus(NamedTuple):
    """Sentence-by-term counts, words and article of each sentence, group of each article, and the names."""

    matrix: sparse.csr_matrix
    lengths: np.ndarray
    articles: np.ndarray
    groups: np.ndarray
    terms: pd.Index
    group_names: pd.Index


class Tally(NamedTuple):
    """Counts by group and term, words by group, and in how many articles each term stands."""

    counts: np.ndarray
    sizes: np.ndarray
    n_texts: np.ndarray


def count_sentences(words: pd.DataFrame) -> Corpus:
    """Return the counts of each term in each sentence; needs article_id, sentence_id, group and term."""
    words = words.dropna(subset=["group"])
    term, terms = pd.factorize(words["term"], sort=True)
    article, _ = pd.factorize(words["article_id"], sort=True)
    group, names = pd.factorize(words["group"], sort=True)
    sentence, _ = pd.factorize(article.astype("int64") * (1 << 32) + words["sentence_id"].to_numpy())
    shape = (sentence.max(initial=-1) + 1, len(terms))
    matrix = sparse.csr_matrix((np.ones(len(words)), (sentence, term)), shape=shape)
    first = np.unique(sentence, return_index=True)[1]
    groups = group[np.unique(article, return_index=True)[1]]
    _require_whole_articles(words, group, groups[article])
    return Corpus(matrix, np.bincount(sentence, minlength=shape[0]), article[first], groups, terms, names)


def tally_groups(corpus: Corpus, articles: np.ndarray) -> Tally:
    """Return the counts of each group for one dealing of the sentences to `articles`."""
    n_sentences, n_articles, n_groups = len(corpus.lengths), len(corpus.groups), len(corpus.group_names)
    deal = sparse.csr_matrix(
        (np.ones(n_sentences), (articles, np.arange(n_sentences))), shape=(n_articles, n_sentences)
    )
    by_article = deal @ corpus.matrix
    pile = sparse.csr_matrix(
        (np.ones(n_articles), (corpus.groups, np.arange(n_articles))), shape=(n_groups, n_articles)
    )
    n_texts = np.bincount(by_article.indices, minlength=corpus.matrix.shape[1])
    sizes = np.bincount(corpus.groups[articles], weights=corpus.lengths, minlength=n_groups)
    return Tally((pile @ by_article).toarray(), sizes, n_texts)


def shuffle_terms(corpus: Corpus, deals: np.ndarray) -> Iterator[tuple[slice, Corpus, Tally]]:
    """Yield, for runs of terms small enough for memory, that part of the corpus and its tally under every dealing.

    The axes of the tally are shuffle, group, term.
    """
    n_terms = corpus.matrix.shape[1]
    width = max(1, _MOST_CELLS // max(1, len(deals) * len(corpus.group_names)))
    columns = corpus.matrix.tocsc()
    for begin in range(0, n_terms, width):
        part = slice(begin, min(begin + width, n_terms))
        piece = corpus._replace(matrix=columns[:, part].tocsr(), terms=corpus.terms[part])
        tallies = [tally_groups(piece, deal) for deal in deals]
        yield part, piece, Tally(*(np.stack(values) for values in zip(*tallies, strict=True)))


def band(values: np.ndarray, confidence: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the central band of each column over the shuffles, undefined values left out."""
    ordered = np.sort(values, axis=0)
    n = np.sum(~np.isnan(ordered), axis=0)
    tail = (1 - confidence) / 2
    return _at_share(ordered, n, tail), _at_share(ordered, n, 1 - tail)


def _at_share(ordered: np.ndarray, n: np.ndarray, share: float) -> np.ndarray:
    place = share * np.maximum(n - 1, 0)
    below = np.floor(place).astype("int64")
    above = np.minimum(below + 1, np.maximum(n - 1, 0))
    low, high = (np.take_along_axis(ordered, row[None, :], axis=0)[0] for row in (below, above))
    return low + (place - below) * (high - low)


def _require_whole_articles(words: pd.DataFrame, group: np.ndarray, expected: np.ndarray) -> None:
    if np.any(group != expected):
        article = words["article_id"].to_numpy()[np.flatnonzero(group != expected)[0]]
        raise ValueError(
            f"by puts words of article {article!r} into different groups; each article must lie in one group. "
            "Group by article_id or a mapping from article_id, and choose zones and voice by their own settings."
        )
