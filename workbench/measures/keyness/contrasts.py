"""What a comparison of words rests on: its settings, the counts, who is set against whom, and the dealing of the null."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from functools import cached_property
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from workbench.inference.groups import MOST_LISTED, NULL_PHRASES, Deals, deal_articles, group_articles
from workbench.inference.permutation import deal_units
from workbench.inference.resampling import DEALT, PIECES, cut_words
from workbench.measures.keyness.statistics import ESTIMATORS, Counts
from workbench.schema import VOICES, require_at_least, require_choice
from workbench.tokens.index import WordIndex, take_words
from workbench.tokens.selection import DEFAULT_ZONES, UNITS, check_zones, choose_terms, read_variants

MEASURES = tuple(ESTIMATORS)
G2_LINE, LEAST_EXPECTED = 15.13, 1.0  # Rayson, Berridge & Francis 2004: p < .0001 at expected counts of 1
NAIVE_LINE, NAIVE_Z = 3.84, 1.96  # the 5 % points that a single test would use
_MOST_CELLS = 20_000_000  # judgement: 160 MB of dealt counts at once


@dataclass(frozen=True)
class KeynessSettings:
    """Options of `compare_terms` and `count_passing` beside the grouping.

    Parameters
    ----------
    prior : float
        Size of the log-odds prior in words (alpha-zero), above 0; a larger one draws rare words closer to
        equal use.
    reference : str or mapping
        "rest" (all other groups together), "pairwise" (each pair of groups once), the name of one group, or a
        mapping from term to count (a reference word list; what it does not list counts 0).
    unit : str
        "form" or "lemma".
    merge_variants : bool
        Whether spelling variants count as one word (`workbench.tokens.selection.choose_terms`).
    zones, voice
        What is counted.
    min_count, min_texts : int
        Below so many occurrences in all, or in fewer articles, a term is listed but never reported as passing.
    alpha : float
        Level of the false discovery rate.
    confidence : float
        Level of the intervals and of the null band.
    n_shuffles : int
        Shuffles behind the null band; 0 leaves it empty. Where articles are dealt and there are at most 5,000 distinct
        deals, all of them are taken instead.
    seed : int
        Seed of the shuffles.
    pieces : str
        What is dealt with one article per group: "paragraphs" (runs of about five neighbouring sentences, cut at
        paragraph ends, see `workbench.inference.cut_pieces`), for words come in clumps; or "sentences".
    """

    prior: float = 500.0
    reference: str | Mapping[str, int] = "rest"
    unit: str = "form"
    merge_variants: bool = True
    zones: tuple[str, ...] = DEFAULT_ZONES
    voice: str = "all"
    min_count: int = 5
    min_texts: int = 2
    alpha: float = 0.05
    confidence: float = 0.95
    n_shuffles: int = 200
    seed: int = 0
    pieces: str = "paragraphs"


def make_settings(changes: Mapping[str, object]) -> KeynessSettings:
    """Return the settings with `changes` made, or refuse them in a sentence.

    Raises
    ------
    ValueError
        For an unknown name or a value that is not allowed.

    Examples
    --------
    >>> make_settings({"min_count": 3}).min_count
    3
    """
    known = [field.name for field in fields(KeynessSettings)]
    for name in changes:
        require_choice(name, known, name="a keyness setting")
    settings = KeynessSettings(**changes)
    require_choice(settings.unit, UNITS, name="unit")
    require_choice(settings.voice, ("all", *VOICES), name="voice")
    require_choice(settings.pieces, PIECES, name="pieces")
    check_zones(settings.zones)
    for name, least in (("min_count", 1), ("min_texts", 1), ("n_shuffles", 0), ("seed", 0)):
        require_at_least(getattr(settings, name), least, name=name)
    for name in ("alpha", "confidence"):
        _require_share(getattr(settings, name), name=name)
    if not settings.prior > 0:
        raise ValueError(f"prior is {settings.prior!r}; it must be above 0. Give its size in words, such as 500.")
    return settings


def check_measures(measures: object) -> tuple[str, ...]:
    """Return the measures as a tuple, refusing unknown ones and an empty choice.

    Raises
    ------
    ValueError
        Naming the measure that is not known.

    Examples
    --------
    >>> check_measures("g2")
    ('g2',)
    """
    chosen = (measures,) if isinstance(measures, str) else tuple(measures)
    if not chosen:
        raise ValueError(f"measures is empty; allowed are {', '.join(MEASURES)}. Name at least one.")
    for measure in chosen:
        require_choice(measure, MEASURES, name="measures")
    return tuple(dict.fromkeys(chosen))


def _require_share(value: float, *, name: str) -> None:
    if not 0 < value < 1:
        raise ValueError(f"{name} is {value!r}; it must lie between 0 and 1. Give a share such as 0.05 or 0.95.")


class Corpus(NamedTuple):
    """Piece-by-term counts, words and article of each piece of a text, group of each article, and the names."""

    matrix: sparse.csr_matrix
    lengths: np.ndarray
    articles: np.ndarray
    groups: np.ndarray
    terms: pd.Index
    group_names: pd.Index

    @property
    def articles_of_groups(self) -> np.ndarray:
        """How many articles each group has."""
        return np.bincount(self.groups, minlength=len(self.group_names))

    @property
    def deals_articles(self) -> bool:
        """Whether the null deals whole articles: some group has several."""
        return bool((self.articles_of_groups > 1).any())


class Tally(NamedTuple):
    """Counts by group and term, words by group, and in how many articles each term stands."""

    counts: np.ndarray
    sizes: np.ndarray
    n_texts: np.ndarray


class Contrast(NamedTuple):
    """One group, by its number, against something, by its name."""

    group: int
    reference: str


def read_corpus(tokens: pd.DataFrame | WordIndex, by: str | Mapping[str, str], options: KeynessSettings) -> Corpus:
    """Return the piece-by-term counts of the zones and voice asked for.

    Raises
    ------
    ValueError
        If `by` cuts an article in two.
    """
    words = take_words(tokens, zones=options.zones, voice=options.voice)
    groups_of = group_articles(words, by).groups
    words = words.assign(
        group=words["article_id"].map(groups_of).astype("str"),
        term=choose_terms(words, options.unit, merge_variants=options.merge_variants),
    ).dropna(subset=["group"])
    term, terms = pd.factorize(words["term"], sort=True)
    article, _ = pd.factorize(words["article_id"], sort=True)
    group, names = pd.factorize(words["group"], sort=True)
    piece = cut_words(words, pieces=options.pieces, length=DEALT)
    shape = (piece.max(initial=-1) + 1, len(terms))
    matrix = sparse.csr_matrix((np.ones(len(words)), (piece, term)), shape=shape)
    first = np.unique(piece, return_index=True)[1]
    groups = group[np.unique(article, return_index=True)[1]]
    return Corpus(matrix, np.bincount(piece, minlength=shape[0]), article[first], groups, terms, names)


def list_contrasts(corpus: Corpus, options: KeynessSettings) -> list[Contrast]:
    """Return which group is compared with what."""
    names, reference = list(corpus.group_names), options.reference
    if isinstance(reference, Mapping):
        return [Contrast(group, "word list") for group in range(len(names))]
    if len(names) < 2:  # noqa: PLR2004  two are the least that can be compared
        return []
    if reference == "rest":
        return [Contrast(group, "rest") for group in range(len(names))]
    if reference == "pairwise":
        return [Contrast(first, names[second]) for first, second in combinations(range(len(names)), 2)]
    if reference not in names:
        raise ValueError(
            f"reference is {reference!r}; allowed are 'rest', 'pairwise', a mapping from term to count, or a group: "
            f"{', '.join(names)}. Choose one of these."
        )
    return [Contrast(group, reference) for group in range(len(names)) if names[group] != reference]


def oppose(corpus: Corpus, tally: Tally, contrast: Contrast, options: KeynessSettings) -> Counts:
    """Return the counts of one contrast; the tally may hold many dealings on its leading axes."""
    total, words = tally.counts.sum(axis=-2), tally.sizes.sum(axis=-1)[..., None]
    group, words_group = tally.counts[..., contrast.group, :], tally.sizes[..., contrast.group][..., None]
    if isinstance(options.reference, Mapping):
        listed = pd.Series(dict(options.reference), dtype="float64")
        if options.merge_variants:
            listed = listed.groupby(lambda term: read_variants().get(term, term)).sum()
        rest, words_rest = listed.reindex(corpus.terms).fillna(0).to_numpy(), np.array([listed.sum()])
        return Counts(group, rest, words_group, words_rest, (group + rest) / (words_group + words_rest))
    if options.reference == "rest":
        return Counts(group, total - group, words_group, words - words_group, total / words)
    other = list(corpus.group_names).index(contrast.reference)
    return Counts(group, tally.counts[..., other, :], words_group, tally.sizes[..., other][..., None], total / words)


class Null:
    """The dealings behind a null: pieces of texts among articles, or whole articles among groups where one has several.

    Parameters
    ----------
    corpus : Corpus
        What was observed.
    options : KeynessSettings
        How many deals, from which seed.
    most_listed : int
        Up to so many distinct deals of articles are taken one by one.
    """

    def __init__(self, corpus: Corpus, options: KeynessSettings, *, most_listed: int = MOST_LISTED) -> None:
        self.corpus, self.pieces = corpus, options.pieces
        self.deals: Deals | None = None
        if not options.n_shuffles:
            self._dealt = np.zeros((0, 0), dtype="int64")
        elif corpus.deals_articles:
            n_deals = options.n_shuffles
            self.deals = deal_articles(corpus.groups, n_deals=n_deals, seed=options.seed, most_listed=most_listed)
            self._dealt = self.deals.groups
        else:
            self._dealt = deal_units(corpus.articles, n_deals=options.n_shuffles, seed=options.seed)

    def __len__(self) -> int:
        return len(self._dealt)

    @property
    def phrase(self) -> str:
        """How the null was made, in one phrase."""
        if self.deals is None:
            return "no articles dealt" if self.corpus.deals_articles else NULL_PHRASES[self.pieces]
        return self.deals.phrase

    @cached_property
    def _by_article(self) -> sparse.csr_matrix:
        return _pile_up(self.corpus.matrix, self.corpus.articles, len(self.corpus.groups))

    def tally(self, place: int) -> Tally:
        """Return the counts of each group under one deal."""
        if self.deals is None:
            return tally_groups(self.corpus, self._dealt[place])
        tally = self._tally_articles(self._by_article, self._dealt[place : place + 1])
        return Tally(tally.counts[0], tally.sizes[0], tally.n_texts)

    def tally_parts(self) -> Iterator[tuple[slice, Corpus, Tally]]:
        """Yield, for runs of terms small enough for memory, that part of the corpus and its tally under every deal.

        The axes of the tally are deal, group, term.
        """
        n_terms, n_groups = self.corpus.matrix.shape[1], len(self.corpus.group_names)
        width = max(1, _MOST_CELLS // max(1, len(self) * n_groups))
        columns = (self.corpus.matrix if self.deals is None else self._by_article).tocsc()
        for begin in range(0, n_terms, width):
            part = slice(begin, min(begin + width, n_terms))
            matrix = columns[:, part].tocsr()
            piece = self.corpus._replace(matrix=matrix, terms=self.corpus.terms[part])
            if self.deals is not None:
                yield part, piece, self._tally_articles(matrix, self._dealt)
                continue
            tallies = [tally_groups(piece, deal) for deal in self._dealt]
            yield part, piece, Tally(*(np.stack(values) for values in zip(*tallies, strict=True)))

    def _tally_articles(self, by_article: sparse.csr_matrix, deals: np.ndarray) -> Tally:
        """Tally every deal at once: the axes are deal, group, term."""
        n_groups, n_articles = len(self.corpus.group_names), len(self.corpus.groups)
        pile = (deals + n_groups * np.arange(len(deals))[:, None]).ravel()
        places = (pile, np.tile(np.arange(n_articles), len(deals)))
        put = sparse.csr_matrix((np.ones(pile.size), places), shape=(n_groups * len(deals), n_articles))
        words = np.bincount(self.corpus.articles, weights=self.corpus.lengths, minlength=n_articles)
        n_texts = np.bincount(by_article.indices, minlength=by_article.shape[1])
        counts = (put @ by_article).toarray().reshape(len(deals), n_groups, -1)
        return Tally(counts, (put @ words).reshape(len(deals), n_groups), n_texts)


def tally_groups(corpus: Corpus, articles: np.ndarray) -> Tally:
    """Return the counts of each group for one dealing of the pieces to `articles`."""
    by_article = _pile_up(corpus.matrix, articles, len(corpus.groups))
    n_groups = len(corpus.group_names)
    n_texts = np.bincount(by_article.indices, minlength=corpus.matrix.shape[1])
    sizes = np.bincount(corpus.groups[articles], weights=corpus.lengths, minlength=n_groups)
    return Tally(_pile_up(by_article, corpus.groups, n_groups).toarray(), sizes, n_texts)


def count_ranges(corpus: Corpus) -> np.ndarray:
    """Return in how many articles of each group each term stands: groups by terms."""
    by_article = _pile_up(corpus.matrix, corpus.articles, len(corpus.groups))
    return _pile_up((by_article > 0).astype(float), corpus.groups, len(corpus.group_names)).toarray()


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


def _pile_up(matrix: sparse.csr_matrix, piles: np.ndarray, n_piles: int) -> sparse.csr_matrix:
    """Add the rows of a matrix that fall to the same pile."""
    places = (piles, np.arange(matrix.shape[0]))
    return sparse.csr_matrix((np.ones(matrix.shape[0]), places), shape=(n_piles, matrix.shape[0])) @ matrix
