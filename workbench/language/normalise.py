"""Typographic variants made alike on a parallel copy, with a map back to the untouched text."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

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
