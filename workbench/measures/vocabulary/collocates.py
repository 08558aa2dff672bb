"""Which words stand near a word more often than their frequency alone would bring about."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
from scipy.special import xlogy

from workbench.measures.vocabulary.contexts import Spots, find_spots
from workbench.schema import require_at_least
from workbench.tokens.index import WordIndex, take_index
from workbench.tokens.selection import DEFAULT_ZONES

COLUMNS = {
    "term": "str",
    "n_together": "int64",
    "n_windows": "int64",
    "n_term": "int64",
    "n_node": "int64",
    "n_window": "int64",
    "n_words": "int64",
    "n_articles": "int64",
    "expected": "float64",
    "log_dice": "float64",
    "mi": "float64",
    "log_likelihood": "float64",
    "t_score": "float64",
    "delta_p_forward": "float64",
    "delta_p_backward": "float64",
}


def find_collocates(
    tokens: pd.DataFrame | WordIndex,
    query: str,
    *,
    match: str = "word",
    window: int = 5,
    zones: Iterable[str] = DEFAULT_ZONES,
    voice: str = "all",
) -> pd.DataFrame:
    """Return the words within `window` words of a query, with the usual association measures.

    A window never leaves the article; it may cross a sentence or paragraph. A word that lies near two places of the
    query counts once. The words of the query's own places are not their collocates.

    Needs the token table.

    Parameters
    ----------
    tokens, query, match, zones, voice
        As in `find_contexts`; the voice chooses the places of the query, not the words around them.
    window : int
        Words on each side, 1 or more.

    Returns
    -------
    DataFrame
        One row per word form near the query: term, n_together (its occurrences in the windows), n_windows
        (places of the query that have it near), n_term (in all),
        n_node (places of the query), n_window (words in the windows), n_words, n_articles (where they meet), expected
        (n_window x n_term / n_words), log_dice, mi, log_likelihood (negative where below expectation), t_score,
        delta_p_forward (share of the window that is the term, minus its share outside), delta_p_backward (share of
        the term that is in the window, minus that of other words). Sorted by falling log_dice, n_together, then term.

    Raises
    ------
    KeyError, ValueError
        As `find_contexts`.

    Notes
    -----
    log_dice = 14 + log2(2 m / (n_node + n_term)) (Rychly 2008), m the lesser of n_together and n_windows: a word that
    stands three times in one window meets one place of the query, so that the value never passes 14. It does not depend on the size of the corpus and
    may be compared between corpora; the other measures may not. MI = log2(O/E), t = (O-E)/sqrt(O), log-likelihood over
    the four cells of window and term (Evert 2008), delta P after Gries 2013. MI overrates words met once or twice.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 4, 9], "end": [3, 8, 14],
    ...     "text": ["The", "long", "truce"], "lower": ["the", "long", "truce"], "is_word": True, "zone": "body",
    ...     "voice": "narrator"})
    >>> find_collocates(tokens, "truce", window=1)[["term", "n_together", "log_dice"]].values.tolist()
    [['long', 1, 14.0]]
    """
    require_at_least(window, 1, name="window")
    index = take_index(tokens, zones)
    spots = find_spots(index, query, match=match, voice=voice)
    near = _pair_windows(index, spots, int(window))
    n_window = len(np.unique(near["row"]))
    counts = {"n_node": len(spots.first), "n_window": n_window, "n_words": len(index.articles)}
    return _score(_count_near(index, near), **counts)


def _pair_windows(index: WordIndex, spots: Spots, window: int) -> pd.DataFrame:
    """Return each place of the query with each word (row) in its window, words of the query's places left out."""
    article = index.articles
    places, found = [np.zeros(0, dtype="int64")], [np.zeros(0, dtype="int64")]
    for step in range(1, window + 1):
        for edge, rows in ((spots.first, spots.first - step), (spots.last, spots.last + step)):
            inside = np.flatnonzero((rows >= 0) & (rows < len(article)))
            inside = inside[article[rows[inside]] == article[edge[inside]]]
            places.append(inside)
            found.append(rows[inside])
    own = np.zeros(len(article), dtype=bool)
    for step in range(int((spots.last - spots.first).max(initial=-1)) + 1):
        own[np.minimum(spots.first + step, spots.last)] = True
    near = pd.DataFrame({"place": np.concatenate(places), "row": np.concatenate(found)})
    return near[~own[near["row"].to_numpy()]]


def _count_near(index: WordIndex, near: pd.DataFrame) -> pd.DataFrame:
    types = index.terms
    n_windows = near.assign(code=types.codes[near["row"]]).groupby("code")["place"].nunique()
    rows = np.unique(near["row"])
    close = pd.DataFrame({"code": types.codes[rows], "article": index.articles[rows]})
    table = close.groupby("code")["article"].agg(n_together="size", n_articles="nunique").assign(n_windows=n_windows)
    codes = table.index.to_numpy()
    return table.reset_index(drop=True).assign(term=types.names[codes], n_term=np.diff(types.bounds)[codes])


def _score(table: pd.DataFrame, *, n_node: int, n_window: int, n_words: int) -> pd.DataFrame:
    together, total = table["n_together"].to_numpy(dtype=float), table["n_term"].to_numpy(dtype=float)
    expected = n_window * total / max(n_words, 1)
    outside = n_words - n_window
    with np.errstate(divide="ignore", invalid="ignore"):
        forward = together / n_window - (total - together) / outside
        backward = together / total - (n_window - together) / (n_words - total)
    table = table.assign(
        n_node=n_node,
        n_window=n_window,
        n_words=n_words,
        expected=expected,
        log_dice=14 + np.log2(2 * np.minimum(together, table["n_windows"]) / (n_node + total)),
        mi=np.log2(together / expected),
        log_likelihood=_log_likelihood(together, total, n_window, n_words),
        t_score=(together - expected) / np.sqrt(together),
        delta_p_forward=np.where(np.isfinite(forward), forward, np.nan),
        delta_p_backward=np.where(np.isfinite(backward), backward, np.nan),
    )
    order = table.sort_values(["log_dice", "n_together", "term"], ascending=[False, False, True], kind="stable")
    return order[list(COLUMNS)].astype(COLUMNS).reset_index(drop=True)


def _log_likelihood(together: np.ndarray, total: np.ndarray, n_window: int, n_words: int) -> np.ndarray:
    """Signed G2 over the four cells of a 2 x 2 table."""
    rows = (n_window, n_words - n_window)
    columns = (total, n_words - total)
    cells = ((together, n_window - together), (total - together, n_words - n_window - total + together))
    value = np.zeros_like(together)
    for row, size in zip(cells, rows, strict=True):
        for cell, column in zip(row, columns, strict=True):
            expected = size * column / max(n_words, 1)
            value += xlogy(cell, np.divide(cell, expected, out=np.ones_like(together), where=expected > 0))
    return 2 * value * np.sign(together - n_window * total / max(n_words, 1))
