"""What counts as one word: the orthographic words that every measure shares."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

from workbench.language.normalise import align_text

TOP_DOMAINS = re.findall(
    r"\w+",
    "com org net gov edu int mil info biz io co uk us ca au de fr it in is at be ch nl eu ru cn jp kr il ps ir tr eg qa "
    "ae sa br mx za ie nz es pt pl se no fi dk cz gr ua tv me ly gl fm app dev news media online site xyz ai",
)
_DOMAIN = rf"(?:[a-zA-Z0-9][\w-]*\.)+(?:{'|'.join(TOP_DOMAINS)})(?:\b|(?=https?:))"
_PATH = r"[^\s\"'<>()\[\]—…]*[\w/]"
ADDRESS = rf"(?:https?://{_PATH}|www\.{_PATH}|[\w.+-]+@{_DOMAIN}|{_DOMAIN}(?:/{_PATH})?)"


def split_words(text: str) -> list[tuple[int, int]]:
    """Return the orthographic words of `text` as offsets.

    One word is a run of letters, digits and their marks, with what holds it together inside: an apostrophe ("don't",
    "Hamal's"), a hyphen or unspaced en dash ("well-known", "Mon–Fri"), the stops of an abbreviation ("U.N.-run",
    "a.m."), the separators of a number ("1,160", "2.4", "9/11"). A web or mail address is one word. A stop between two
    words glued together ("homes.have") divides them; so do dashes, slashes and every kind of space.

    Returns
    -------
    list of (int, int)
        Start and end (exclusive) of each word, in order.

    Examples
    --------
    >>> text = "The U.N.-run well-known clinic didn't treat 1,160 – or 2.4 percent."
    >>> [text[start:end] for start, end in split_words(text)]
    ['The', 'U.N.-run', 'well-known', 'clinic', "didn't", 'treat', '1,160', 'or', '2.4', 'percent']
    """
    return [match.span() for match in _word_pattern().finditer(align_text(text))]


def word_starts(starts: Sequence[int], ends: Sequence[int], words: list[tuple[int, int]]) -> np.ndarray:
    """Return for each token the start of the word it is part of or holds, or its own start outside any word."""
    starts = np.asarray(starts, dtype="int64")
    if not words:
        return starts
    bounds = np.array(words, dtype="int64")
    at = np.searchsorted(bounds[:, 0], np.asarray(ends), side="left") - 1
    part = (at >= 0) & (bounds[at, 1] > starts)
    return np.where(part, bounds[at, 0], starts)


def part_words(start: int, end: int, words: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Cut start:end wherever a second word starts in it or a word ends before another.

    Examples
    --------
    >>> part_words(0, 5, [(0, 2), (3, 5)])
    [(0, 2), (2, 3), (3, 5)]
    """
    held = [word for word in words if word[0] < end and word[1] > start]
    if len(held) <= 1:
        return [(start, end)]
    cuts = {start, end, *(edge for (_, a), (b, _) in pairwise(held) for edge in (a, b))}
    return list(pairwise(sorted(cuts)))


@lru_cache(maxsize=1)
def _word_pattern() -> re.Pattern[str]:
    marks = _mark_class()
    letter = rf"(?:[^\W_](?:(?!https?://)[\w{marks}])*)"
    unit = rf"(?:(?:[^\W\d_]\.){{2,}}|\d+(?:[.,:/]\d+)+[\w{marks}]*|{letter})"
    return re.compile(rf"{ADDRESS}|{unit}(?:[-–'&]{unit})*")


def _mark_class() -> str:
    """Return the combining marks and joiners of Unicode as the inside of a character class."""
    marks = [code for code in range(0x300, 0x10000) if unicodedata.category(chr(code)) in ("Mn", "Mc", "Cf")]
    return "".join(re.escape(chr(code)) for code in (0xAD, *marks))
