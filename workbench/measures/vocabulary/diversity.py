"""How varied the vocabulary of each article or group is, by measures that do not simply fall with length."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from workbench.inference import scoring
from workbench.inference.groups import group_articles
from workbench.schema import VOICES, require_at_least
from workbench.tokens.index import WordIndex, list_articles, take_words
from workbench.tokens.selection import DEFAULT_ZONES, label_zones

LEAST_WORDS = 100  # Koizumi 2012: MTLD needs 100 words
TTR_FACTOR = 0.72  # McCarthy & Jarvis 2010
ONE_TEXT = "no interval for a single text: its windows and runs overlap"


def measure_diversity(
    tokens: pd.DataFrame | WordIndex,
    *,
    by: str | Mapping[str, str] = "article_id",
    zones: Iterable[str] = DEFAULT_ZONES,
    windows: Iterable[int] = (50, 100),
    min_words: int = LEAST_WORDS,
) -> pd.DataFrame:
    """Return the lexical diversity of each article (or group) and voice: MATTR for each window, and MTLD.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame or WordIndex
        One row per token; or what `workbench.tokens.index.index_words` made of it.
    by : str or mapping
        "article_id", or a mapping from article_id to group (or a column of `tokens`): windows and runs of all articles
        of a group are pooled, none crosses from one article to the next.
    zones : iterable of str
        Zones to count.
    windows : iterable of int
        Window lengths of MATTR in words; two, so that it shows whether the order of texts depends on the choice.
    min_words : int
        Below so many words the value is NaN.

    Returns
    -------
    DataFrame
        Rows of `scores`: measures mattr_50, mattr_100 (0 to 1) and mtld (words), for voice "all" and each voice; low
        and high are NaN for a single text, as the reason says. Sorted by article, measure, voice. With `by`: group and
        n_articles in place of article_id, article_mean, and intervals from five articles on, for which whole articles
        are drawn again.

    Raises
    ------
    KeyError, ValueError
        For missing columns, unknown zones, or a window below 2.

    Notes
    -----
    MATTR is the mean share of distinct words over all windows (Covington & McFall 2010). MTLD is the mean length of
    runs that keep a type-token ratio above 0.72, forward and backward averaged (McCarthy & Jarvis 2010); it needs 100
    words (Koizumi 2012). A run ends where the ratio has fallen to 0.72 or below; implementations differ in
    "<" and "<=", which matters only where a run meets .72 exactly (18 types in 25 words, 36 in 50). The unfinished run at the
    end counts as the share (1 - ratio) / (1 - 0.72) of a run. Type-token ratio itself is not offered: it falls with length. Words of one voice are joined
    as if they stood together. Compare texts only where every window gives the same order.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": range(120), "end": range(1, 121),
    ...     "text": ["x", "y"] * 60, "lower": ["x", "y"] * 60, "is_word": True, "zone": "body", "voice": "narrator"})
    >>> table = measure_diversity(tokens, windows=[50])
    >>> table.loc[table.voice == "all", ["measure", "value"]].values.tolist()
    [['mattr_50', 0.04], ['mtld', 3.0]]
    """
    windows = tuple(windows)
    for window in windows:
        require_at_least(window, 2, name="windows")
    words = take_words(tokens, zones=zones)
    grouping = group_articles(list_articles(tokens), by)
    units = _list_units(words, windows)
    measures = [*(f"mattr_{window}" for window in windows), "mtld"]
    least = np.array([max(min_words, window) for window in (*windows, 0)])
    formula = scoring.Formula(
        measures,
        lambda totals: _compute(totals, windows),
        lambda cells: _explain(cells, least, windows),
    )
    scores = scoring.score_groups(units, formula, grouping=grouping, voices=("all", *VOICES))
    scores = scores.drop(columns=["n_runs", *(f"n_windows_{window}" for window in windows)])
    return scoring.finish_scores(scores.assign(zones=label_zones(zones)), grouping)


def _list_units(words: pd.DataFrame, windows: Sequence[int]) -> scoring.Units:
    """Give each article and voice, words of one voice joined, its windows and runs to be summed."""
    counts, rows = [], []
    parts = [(article, part) for article, part in words.groupby("article_id", sort=True)]
    for article, part in parts:
        for voice in ("all", *VOICES):
            spoken = part if voice == "all" else part[part["voice"] == voice]
            if len(spoken):
                counts.append(_count(spoken["lower"].tolist(), windows))
                rows.append((article, voice, len(rows), len(spoken), spoken["sentence_id"].nunique()))
    table = pd.DataFrame(rows, columns=["article_id", "voice", "row", "n_words", "n_sentences"])
    counts = np.array(counts, dtype=float).reshape(len(rows), 2 * len(windows) + 3)
    further = {f"n_windows_{window}": counts[:, 2 * i + 1] for i, window in enumerate(windows)}
    sizes = table[["n_words", "n_sentences"]].assign(**further, n_runs=np.ceil(counts[:, -2:].min(axis=1)))
    return scoring.Units(counts, sizes, table[["article_id", "voice", "row"]])


def _count(words: list[str], windows: Sequence[int]) -> list[float]:
    """Count distinct words over all windows and windows, for each length; then words, runs forward and backward."""
    found: list[float] = []
    for window in windows:
        found += _count_distinct(words, window)
    return [*found, len(words), *(_count_runs(part) for part in (words, words[::-1]))]


def _compute(totals: np.ndarray, windows: Sequence[int]) -> np.ndarray:
    with np.errstate(invalid="ignore", divide="ignore"):
        shares = [totals[..., 2 * i] / totals[..., 2 * i + 1] / window for i, window in enumerate(windows)]
        values = np.stack([*shares, _mean_length(*np.moveaxis(totals[..., -3:], -1, 0))], axis=-1)
    return np.where(np.isfinite(values), values, np.nan)


def _explain(cells: pd.DataFrame, least: np.ndarray, windows: Sequence[int]) -> scoring.Verdict:
    """Say where there are too few words, no text as long as the window, no word twice, or one text only."""
    n_words = cells["n_words"].to_numpy()[:, None]
    n_articles = cells["n_articles"].to_numpy()[:, None] if "n_articles" in cells else np.ones_like(n_words)
    reasons = np.where(np.repeat(n_articles, len(least), axis=1) == 1, ONE_TEXT, "").astype(object)
    n_parts = cells[[*(f"n_windows_{window}" for window in windows), "n_runs"]].to_numpy()
    nothing = [*(f"no text of {window} words or more" for window in windows), "no word repeats"]
    reasons = np.where(n_parts == 0, np.array(nothing, dtype=object), reasons)
    few = np.array([f"fewer than {n} words" for n in least], dtype=object)
    reasons = np.where(n_words < least, few, reasons)
    return scoring.Verdict(reasons, np.isin(reasons, ("", ONE_TEXT)))


def _count_distinct(words: list[str], window: int) -> tuple[int, int]:
    """Add up the distinct words of every window, and count the windows."""
    codes, _ = pd.factorize(np.asarray(words, dtype=object))
    if len(codes) < window:
        return 0, 0
    counts = np.bincount(codes[:window], minlength=codes.max(initial=0) + 1)
    distinct = total = int(np.count_nonzero(counts))
    for leaving, entering in zip(codes[:-window], codes[window:], strict=True):
        counts[leaving] -= 1
        distinct -= counts[leaving] == 0
        distinct += counts[entering] == 0
        counts[entering] += 1
        total += distinct
    return int(total), len(codes) - window + 1


def _mean_length(n_words: np.ndarray, forward: np.ndarray, backward: np.ndarray) -> np.ndarray:
    with np.errstate(invalid="ignore", divide="ignore"):
        lengths = [np.divide(n_words, runs) for runs in (forward, backward)]
    value = (lengths[0] + lengths[1]) / 2
    return np.where(np.isfinite(value), value, np.nan)


def _count_runs(words: list[str]) -> float:
    """Count runs that keep their type-token ratio above 0.72, the unfinished run counted in part."""
    runs, length, seen = 0.0, 0, set()
    for word in words:
        length += 1
        seen.add(word)
        if len(seen) / length <= TTR_FACTOR:
            runs, length, seen = runs + 1, 0, set()
    if length:
        runs += (1 - len(seen) / length) / (1 - TTR_FACTOR)
    return runs
