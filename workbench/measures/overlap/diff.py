"""Two strings word by word: what stands in both in the same order, what was cut, added or changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from workbench.language import align_text, split_words

DIFF_COLUMNS = {"place": "int64", "change": "str", "word_a": "str", "word_b": "str"}


def diff_words(a: str, b: str) -> pd.DataFrame:
    """Lay two versions of an utterance side by side and mark each word as same, cut, added or changed.

    Words are compared without regard to case, punctuation and the shape of apostrophes; they are shown as written. The
    words kept are a longest common subsequence (Wagner & Fischer 1974), so the fewest possible words are marked. Words
    cut and words added at the same place are paired from the left as changed; what is left over is cut or added.

    Returns
    -------
    DataFrame
        One row per word in reading order: place (from 0), change ("same", "cut": in `a` only, "added": in `b` only,
        "changed"), word_a, word_b (NaN where the version has no word).

    Raises
    ------
    TypeError
        If one of the two is not a string.

    Examples
    --------
    >>> diff_words("We want to go home now.", "we want to be home")[["change", "word_a", "word_b"]].values.tolist()[3:5]
    [['changed', 'go', 'be'], ['same', 'home', 'home']]
    """
    for name, value in (("a", a), ("b", b)):
        if not isinstance(value, str):
            raise TypeError(f"{name} is {type(value).__name__}; it must be a string. Give the words of one version.")
    left, right = _list_words(a), _list_words(b)
    kept = match_words([fold_word(word) for word in left], [fold_word(word) for word in right])
    rows, i, j = [], 0, 0
    for at, to in [*kept, (len(left), len(right))]:
        rows += _pair_up(left[i:at], right[j:to])
        rows += [("same", left[at], right[to])] if at < len(left) and to < len(right) else []
        i, j = at + 1, to + 1
    table = pd.DataFrame(rows, columns=["change", "word_a", "word_b"])
    table.insert(0, "place", range(len(table)))
    return table.astype(DIFF_COLUMNS)


def share_words(a: Sequence[str], b: Sequence[str]) -> float:
    """Return twice the number of words kept in order, over the words of both; NaN if neither has a word.

    Formula: 2·LCS(a, b) / (len(a) + len(b)), Dice's coefficient on the longest common subsequence: 1 for the same words
    in the same order, 0 if no word is shared. It falls when words are cut as much as when they are changed, so do not
    compare the values of cut and of reworded versions.

    Examples
    --------
    >>> share_words(["a", "total", "victory"], ["total", "victory"])
    0.8
    """
    return 2 * len(match_words(a, b)) / (len(a) + len(b)) if len(a) + len(b) else float("nan")


def match_words(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """Return the places, in both, of a longest common subsequence; among equally long ones the leftmost."""
    table = np.zeros((len(a) + 1, len(b) + 1), dtype=int).tolist()
    for i in range(len(a) - 1, -1, -1):
        row, below = table[i], table[i + 1]
        for j in range(len(b) - 1, -1, -1):
            row[j] = below[j + 1] + 1 if a[i] == b[j] else max(below[j], row[j + 1])
    kept, i, j = [], 0, 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            kept.append((i, j))
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1
    return kept


def fold_word(word: str) -> str:
    """Return a word as it is compared: lower case, straight apostrophes."""
    return align_text(word).casefold()


def _list_words(text: str) -> list[str]:
    return [text[start:end] for start, end in split_words(text)]


def _pair_up(cut: Sequence[str], added: Sequence[str]) -> Iterable[tuple[str, str | None, str | None]]:
    both = min(len(cut), len(added))
    yield from (("changed", old, new) for old, new in zip(cut, added, strict=False))
    yield from (("cut", old, None) for old in cut[both:])
    yield from (("added", None, new) for new in added[both:])
