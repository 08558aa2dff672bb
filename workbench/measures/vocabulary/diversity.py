"""How varied the vocabulary of each article is, by measures that do not simply fall with length."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from workbench.schema import VOICES, make_table, require_at_least
from workbench.tokens.selection import DEFAULT_ZONES, label_zones, select_tokens
from workbench.tokens.words import list_words

LEAST_WORDS = 100
TTR_FACTOR = 0.72


def measure_diversity(
    tokens: pd.DataFrame,
    *,
    zones: Iterable[str] = DEFAULT_ZONES,
    windows: Iterable[int] = (50, 100),
    min_words: int = LEAST_WORDS,
) -> pd.DataFrame:
    """Return the lexical diversity of each article and voice: MATTR for each window, and MTLD.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame
        One row per token.
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
        and high are NaN. Sorted by article, measure, voice.

    Raises
    ------
    KeyError, ValueError
        For missing columns, unknown zones, or a window below 2.

    Notes
    -----
    MATTR is the mean share of distinct words over all windows (Covington & McFall 2010). MTLD is the mean length of
    runs that keep a type-token ratio above 0.72, forward and backward averaged (McCarthy & Jarvis 2010); it needs 100
    words (Koizumi 2012). Type-token ratio itself is not offered: it falls with length. Words of one voice are joined
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
    chosen = select_tokens(tokens, zones=zones, words_only=False)
    words = list_words(chosen)
    rows = []
    for article_id in sorted(tokens["article_id"].unique()):
        part = words[words["article_id"] == article_id]
        for voice in ("all", *VOICES):
            spoken = part if voice == "all" else part[part["voice"] == voice]
            rows += _score(spoken, windows, min_words, {"article_id": article_id, "voice": voice})
    return make_table([{**row, "zones": label_zones(zones)} for row in rows], "scores")


def calculate_mattr(words: Iterable[str], *, window: int = 50) -> float:
    """Return the moving-average type-token ratio; NaN with fewer words than the window.

    Raises
    ------
    ValueError
        If the window is below 1.

    Examples
    --------
    >>> calculate_mattr(["a", "b", "a", "c"], window=2)
    1.0
    """
    require_at_least(window, 1, name="window")
    codes, _ = pd.factorize(np.asarray(list(words), dtype=object))
    if len(codes) < window:
        return float("nan")
    counts = np.bincount(codes[:window], minlength=codes.max(initial=0) + 1)
    distinct = total = int(np.count_nonzero(counts))
    for leaving, entering in zip(codes[:-window], codes[window:], strict=True):
        counts[leaving] -= 1
        distinct -= counts[leaving] == 0
        distinct += counts[entering] == 0
        counts[entering] += 1
        total += distinct
    return float(total / (len(codes) - window + 1) / window)


def calculate_mtld(words: Iterable[str], *, factor: float = TTR_FACTOR) -> float:
    """Return the measure of textual lexical diversity, forward and backward averaged; NaN without words.

    Raises
    ------
    ValueError
        If the factor is not between 0 and 1.

    Examples
    --------
    >>> calculate_mtld(["a", "b"] * 6)
    3.0
    """
    if not 0 < factor < 1:
        raise ValueError(f"factor is {factor!r}; it must lie between 0 and 1. The published value is 0.72.")
    sequence = list(words)
    if not sequence:
        return float("nan")
    return (_run_length(sequence, factor) + _run_length(sequence[::-1], factor)) / 2


def _run_length(words: list[str], factor: float) -> float:
    """Words per run that keeps its type-token ratio above the factor, the unfinished run counted in part."""
    runs, length, seen = 0.0, 0, set()
    for word in words:
        length += 1
        seen.add(word)
        if len(seen) / length <= factor:
            runs, length, seen = runs + 1, 0, set()
    if length:
        runs += (1 - len(seen) / length) / (1 - factor)
    return len(words) / runs if runs else float("nan")


def _score(words: pd.DataFrame, windows: tuple[int, ...], min_words: int, ids: dict[str, str]) -> list[dict]:
    sizes = {"n_words": len(words), "n_sentences": words["sentence_id"].nunique()}
    lowers = words["lower"].tolist()
    rows = []
    for measure, window in [*((f"mattr_{window}", window) for window in windows), ("mtld", 0)]:
        least = max(min_words, window)
        value = float("nan")
        if len(words) >= least:
            value = calculate_mattr(lowers, window=window) if window else calculate_mtld(lowers)
        reason = (
            None if np.isfinite(value) else f"fewer than {least} words" if len(words) < least else "no word repeats"
        )
        rows.append({**ids, **sizes, "measure": measure, "value": value, "reason": reason})
    return rows
