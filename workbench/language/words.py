"""What counts as one word, and the copy of a text with typographic variants made alike in which it is looked for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import numpy as np

DOUBLE_MARKS = "“”„‟«»＂"
SINGLE_MARKS = "‘’‚‛`´ʼ＇"
SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u2028\u2029\t\v\f\x85"
HYPHENS = "‐‑"
INVISIBLE = "\u00ad\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
SURROGATES = range(0xD800, 0xE000)

_ONE_TO_ONE = {
    **dict.fromkeys(map(ord, DOUBLE_MARKS), '"'),
    **dict.fromkeys(map(ord, SINGLE_MARKS), "'"),
    **dict.fromkeys(map(ord, SPACES), " "),
    **dict.fromkeys(map(ord, HYPHENS), "-"),
    **dict.fromkeys(SURROGATES, "\ufffd"),
}
_LENGTHENED = {"…": "...", **dict.fromkeys(INVISIBLE, "")}
_CHANGES_LENGTH = re.compile(f"[…{INVISIBLE}]")
TOP_DOMAINS = re.findall(
    r"\w+",
    "com org net gov edu int mil info biz io co uk us ca au de fr it in is at be ch nl eu ru cn jp kr il ps ir tr eg qa "
    "ae sa br mx za ie nz es pt pl se no fi dk cz gr ua tv me ly gl fm app dev news media online site xyz ai",
)
_DOMAIN = rf"(?:[a-zA-Z0-9][\w-]*\.)+(?:{'|'.join(TOP_DOMAINS)})(?:\b|(?=https?:))"
_PATH = r"[^\s\"'<>()\[\]—…]*[\w/]"
ADDRESS = rf"(?:https?://{_PATH}|www\.{_PATH}|[\w.+-]+@{_DOMAIN}|{_DOMAIN}(?:/{_PATH})?)"


def align_text(text: str) -> str:
    r"""Return a copy of the same length with marks, spaces and hyphens in their plain forms.

    Offsets into the copy are offsets into `text`. Curly and angled quotation marks become straight, every horizontal
    space becomes U+0020 (line ends stay), typographic hyphens become "-", lone surrogates become U+FFFD.

    Examples
    --------
    >>> align_text("“Don’t,” she said…")
    '"Don\'t," she said…'
    """
    return text.translate(_ONE_TO_ONE)


def normalise_text(text: str) -> tuple[str, np.ndarray]:
    r"""Return `text` with its typographic variants made alike, and the map from the copy's offsets to its own.

    `align_text`, then what changes the length: the ellipsis character becomes three stops, soft hyphens, zero-width
    spaces and direction marks go, and letters with combining marks are composed (Unicode normal form C).

    Returns
    -------
    tuple of (str, numpy.ndarray of int64)
        The copy, and one offset into `text` for each of its characters plus one for its end, never decreasing:
        ``copy[i:j]`` was made from ``text[offsets[i]:offsets[j]]``. The three stops of an ellipsis share its offset.

    Examples
    --------
    >>> copy, offsets = normalise_text("“Cafe\u0301…”")
    >>> copy
    '"Café..."'
    >>> offsets.tolist()
    [0, 1, 2, 3, 4, 6, 6, 6, 7, 8]
    """
    aligned = align_text(text)
    if aligned.isascii() or (unicodedata.is_normalized("NFC", aligned) and not _CHANGES_LENGTH.search(aligned)):
        return aligned, np.arange(len(text) + 1)
    pieces: list[str] = []
    offsets: list[np.ndarray] = []
    done = 0
    for match in _changing_pattern().finditer(aligned):
        start, end = match.span()
        piece = unicodedata.normalize("NFC", "".join(_LENGTHENED.get(char, char) for char in match.group()))
        pieces += aligned[done:start], piece
        offsets += np.arange(done, start), _spread(len(piece), start, end)
        done = end
    return "".join([*pieces, aligned[done:]]), np.concatenate([*offsets, np.arange(done, len(text) + 1)])


def _spread(length: int, start: int, end: int) -> np.ndarray:
    """Give each new character its offset; where there is no one to one, the start of what it was made from."""
    return np.arange(start, end) if length == end - start else np.full(length, start)


@lru_cache(maxsize=1)
def _changing_pattern() -> re.Pattern[str]:
    """Match what may change: one character that does, or one with the marks behind it that it may be joined with."""
    joining = "".join(chr(code) for code in range(0x300, 0x20000) if code not in SURROGATES and _may_join(chr(code)))
    changing = "".join(
        chr(code) for code in range(0x80, 0x30000) if code not in SURROGATES and not _is_composed(chr(code))
    )
    joins = re.escape(joining)
    return re.compile(
        rf"[^{joins}]?[{joins}]+|[{re.escape(changing)}](?![{joins}])|{_CHANGES_LENGTH.pattern}", re.DOTALL
    )


def _is_composed(char: str) -> bool:
    return unicodedata.is_normalized("NFC", char)


def _may_join(char: str) -> bool:
    """Return whether normal form C may join `char` with what stands before it."""
    return unicodedata.category(char) in ("Mn", "Mc") or "\u1160" <= char <= "\u11ff"


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
