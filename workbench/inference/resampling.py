"""What is drawn again and how: the settings shared by every interval, the pieces of a text, weights of resamples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from workbench.schema import require_at_least, require_choice

METHODS = ("jackknife", "expanded", "percentile", "bca")
PIECES = ("paragraphs", "sentences")
# sentences of a piece, benchmarks/simulations.py. Left out: 3, with ALLOWANCE, cover .90 and more with heavy tails too; 5 do
# as well, but intervals of 20 sentences are 40 % wider. Dealt: with lag-1 correlation .3 pieces of 1, 2, 3, 4, 5 leave .14,
# .10, .07, .065, .06 of nulls rejected instead of .05, and a deal cannot be widened
LEFT_OUT, DEALT = 3, 5
# what reaches beyond a piece: with lag-1 correlation .3 pieces of three see .79 of the variance of their sum
ALLOWANCE = 1.27
LEAST_PIECES = 3  # two pieces left out one by one are each other: nothing is learned of their spread
_CELLS = 50_000  # judgement, fits a processor's cache: weights drawn at once
_STRIP = 250_000  # judgement, few enough that no threads are started: multiplications at once
_CACHED_CELLS = 400_000  # judgement, 3 MB each: a size with more is drawn anew each time


@dataclass(frozen=True)
class Resampling:
    """What is drawn or left out, by which method, how wide the interval is to be, how many resamples, from which seed.

    ``pieces`` are "paragraphs" (`cut_pieces`: neighbouring sentences resemble each other, also beyond a piece, for
    which variances are multiplied by `ALLOWANCE`) or "sentences", taken for independent. ``jackknife`` leaves out each
    piece in turn and needs no resample: Student's t on the pseudo-values, skewness removed (Tukey 1958; Hall 1992).
    ``expanded`` is the percentile interval with the levels widened as Student's t is wider than the normal curve and by
    sqrt(n / (n - 1)) (Hesterberg 2015, What teachers should know about the bootstrap, The American Statistician 69);
    ``percentile`` is the plain one, ``bca`` the bias-corrected and accelerated one (Efron 1987).

    Examples
    --------
    >>> Resampling(n_resamples=500).method
    'jackknife'
    """

    n_resamples: int = 1000
    level: float = 0.95
    method: str = "jackknife"
    seed: int = 0
    pieces: str = "paragraphs"

    def __post_init__(self) -> None:
        require_choice(self.method, METHODS, name="method")
        require_choice(self.pieces, PIECES, name="pieces")
        require_at_least(self.n_resamples, 100, name="n_resamples")
        require_at_least(self.seed, 0, name="seed")
        if not 0 < self.level < 1:
            raise ValueError(f"level is {self.level!r}; it must lie between 0 and 1. Give 0.95 for 95 per cent.")

    @property
    def allowance(self) -> float:
        """By what variances over pieces are multiplied for the likeness that reaches beyond them."""
        return ALLOWANCE if self.pieces == "paragraphs" else 1.0


def cut_pieces(
    texts: np.ndarray, paragraphs: np.ndarray | None = None, *, pieces: str = "paragraphs", length: int = LEFT_OUT
) -> np.ndarray:
    """Return which piece each sentence falls to: a run of neighbouring sentences of one text, cut at paragraph ends.

    Neighbouring paragraphs are joined until they are as near to `length` sentences as they can be; one of twice as many
    is cut into even parts. A text that makes fewer than three pieces of this kind, or whose paragraphs are not known,
    is cut evenly into pieces of `length` or a little more, three of them at the least.

    Parameters
    ----------
    texts : ndarray of int
        The number of the text of each sentence, sentences in reading order within their text.
    paragraphs : ndarray of int, optional
        The number of the paragraph of each sentence; it changes where a paragraph ends.
    pieces : str
        "paragraphs", or "sentences": each is a piece of its own.
    length : int
        Sentences a piece is to have: `LEFT_OUT` where pieces are left out, `DEALT` where they are dealt.

    Returns
    -------
    ndarray
        The number of the piece of each sentence, from 0, rising with the number of the text.

    Examples
    --------
    >>> cut_pieces(np.zeros(12, dtype=int), np.repeat([0, 1, 2, 3, 4], [4, 1, 1, 1, 5])).tolist()
    [0, 0, 0, 0, 1, 1, 1, 2, 2, 2, 2, 2]
    >>> cut_pieces(np.array([0, 0, 1, 1, 1, 1])).tolist()
    [0, 1, 2, 3, 3, 4]
    """
    require_choice(pieces, PIECES, name="pieces")
    texts = np.asarray(texts)
    order = np.argsort(texts, kind="stable")
    numbers = np.empty(len(texts), dtype="int64")
    if pieces == "sentences":
        numbers[order] = np.arange(len(texts))
        return numbers
    sizes: list[int] = []
    for rows in np.split(order, np.flatnonzero(np.diff(texts[order])) + 1) if len(texts) else ():
        own = _join_paragraphs(paragraphs[rows], length) if paragraphs is not None else []
        n_parts = min(len(rows), max(LEAST_PIECES, len(rows) // length))
        sizes += own if len(own) >= LEAST_PIECES else _cut_evenly(len(rows), n_parts)
    numbers[order] = np.repeat(np.arange(len(sizes)), sizes)
    return numbers


def cut_words(words: pd.DataFrame, *, pieces: str = "paragraphs", length: int = LEFT_OUT) -> np.ndarray:
    """Return the piece that each word falls to, as `cut_pieces` numbers them.

    Needs article_id, block_id and sentence_id of the words, as `workbench.tokens.selection.list_words` makes them.

    Examples
    --------
    >>> words = pd.DataFrame({"article_id": "a", "block_id": 0, "sentence_id": [0, 0, 1, 2, 3, 4]})
    >>> cut_words(words).tolist()
    [0, 0, 0, 1, 2, 2]
    """
    article = pd.factorize(words["article_id"], sort=True)[0].astype("int64")
    sentence = pd.factorize(article * (1 << 32) + words["sentence_id"].to_numpy())[0]
    opens = np.unique(sentence, return_index=True)[1]
    numbers = cut_pieces(article[opens], words["block_id"].to_numpy()[opens], pieces=pieces, length=length)
    return numbers[sentence]


def list_paragraphs(sentences: pd.DataFrame) -> np.ndarray | None:
    """Return the paragraph of each sentence for `cut_pieces`, None where the table does not tell it.

    Examples
    --------
    >>> list_paragraphs(pd.DataFrame({"sentence_id": [0]})) is None
    True
    """
    return sentences["block_id"].to_numpy() if "block_id" in sentences else None


def _cut_evenly(n: int, n_parts: int) -> list[int]:
    return np.diff(np.linspace(0, n, n_parts + 1).round().astype(int)).tolist()


def _join_paragraphs(paragraphs: np.ndarray, length: int) -> list[int]:
    """Sizes of the pieces of one text, from the paragraph of each sentence."""
    lengths = np.diff(np.concatenate([[0], np.flatnonzero(np.diff(paragraphs)) + 1, [len(paragraphs)]]))
    parts = [part for n in lengths.tolist() for part in _cut_evenly(n, max(1, n // length))]
    sizes: list[int] = []
    size = 0
    for part in parts:
        if size and abs(size + part - length) > abs(size - length):
            sizes.append(size)
            size = 0
        size += part
    if sizes and size <= length // 2:  # a rest is no piece of its own
        sizes[-1] += size
        return sizes
    return [*sizes, size]


def draw_weights(n_units: int, *, n_resamples: int = 1000, seed: int = 0) -> np.ndarray:
    """Return how often each of `n_units` units is drawn in each resample with replacement.

    The weights depend on the size and the seed alone, so that an article's interval does not change with the other
    articles of a corpus or with their order.

    Returns
    -------
    ndarray
        One row per resample, one column per unit; every row sums to `n_units`.

    Raises
    ------
    ValueError
        If there is no unit to draw.

    Examples
    --------
    >>> draw_weights(4, n_resamples=100).sum(axis=1).tolist() == [4] * 100
    True
    """
    require_at_least(n_units, 1, name="n_units")
    if n_units * n_resamples <= _CACHED_CELLS:
        return _keep_weights(n_units, n_resamples, seed)
    return _keep_weights.__wrapped__(n_units, n_resamples, seed)


def resample_totals(counts: np.ndarray, *, n_resamples: int = 1000, seed: int = 0) -> np.ndarray:
    """Return the column totals of each resample of the rows of `counts`, a product of weights and counts.

    Parameters
    ----------
    counts : ndarray
        One row per unit (a sentence), further axes are summed over the first.

    Returns
    -------
    ndarray
        One row per resample, then the further axes of `counts`.

    Examples
    --------
    >>> resample_totals(np.ones((5, 2)), n_resamples=100)[0].tolist()
    [5.0, 5.0]
    """
    counts = np.asarray(counts, dtype=float)
    flat = np.ascontiguousarray(counts.reshape(len(counts), -1))
    if flat.size and len(flat) * n_resamples <= _CACHED_CELLS:
        totals = multiply(draw_weights(len(flat), n_resamples=n_resamples, seed=seed), flat)
    else:
        totals = np.concatenate([multiply(part, flat) for _, part in _iterate_weights(len(flat), n_resamples, seed)])
    return totals.reshape(n_resamples, *counts.shape[1:])


def multiply(weights: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return weights times counts, in strips small enough that the linear algebra library starts no threads.

    On a busy machine waiting for its threads costs it fifty times the product itself.

    Examples
    --------
    >>> multiply(np.array([[2, 0], [1, 1]]), np.array([[3.0], [5.0]])).tolist()
    [[6.0], [8.0]]
    """
    step = max(1, _STRIP // max(counts.size, 1))
    strips = [weights[first : first + step].astype(float, copy=False) for first in range(0, len(weights), step)]
    return np.concatenate([strip @ counts for strip in strips])


@lru_cache(maxsize=128)
def _keep_weights(n_units: int, n_resamples: int, seed: int) -> np.ndarray:
    weights = np.empty((n_resamples, n_units))
    for first, part in _iterate_weights(n_units, n_resamples, seed):
        weights[first : first + len(part)] = part
    weights.flags.writeable = False
    return weights


def _iterate_weights(n_units: int, n_resamples: int, seed: int) -> Iterator[tuple[int, np.ndarray]]:
    """Yield parts small enough for the processor's cache; counting integers beats drawing multinomial counts."""
    require_at_least(n_units, 1, name="n_units")
    rng = np.random.default_rng([seed, n_units])
    step = min(n_resamples, max(1, _CELLS // n_units))
    row = (np.arange(step) * n_units)[:, None]
    for first in range(0, n_resamples, step):
        rows = min(step, n_resamples - first)
        drawn = rng.integers(n_units, size=(rows, n_units))
        drawn += row[:rows]
        yield first, np.bincount(drawn.ravel(), minlength=rows * n_units).reshape(rows, n_units)
