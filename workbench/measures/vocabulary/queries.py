"""Where a query (word, phrase, wildcard, regex, lemma) stands in a table of words."""

from __future__ import annotations

import itertools
import re
import unicodedata
from typing import NamedTuple

import numpy as np

from workbench.measures.vocabulary.index import WordIndex
from workbench.schema import VOICES, require_choice

MATCHES = ("word", "phrase", "wildcard", "regex", "lemma")
_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "‛": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})


class Spots(NamedTuple):
    """First and last row, in the table of words, of each place found."""

    first: np.ndarray
    last: np.ndarray


def find_spots(index: WordIndex, query: str, *, match: str = "word", voice: str = "all") -> Spots:
    """Return where `query` stands among the words; a phrase never crosses a sentence.

    Raises
    ------
    ValueError
        For an unknown kind of match or voice, an empty query, a phrase asked for as a word, or an invalid expression.
    """
    require_choice(match, MATCHES, name="match")
    require_choice(voice, ("all", *VOICES), name="voice")
    if not isinstance(query, str) or not query.strip():
        raise ValueError(f"query is {query!r}; it must hold at least one word. Type the word or words to look for.")
    spots = _find_regex(index, query) if match == "regex" else _find_run(index, _split_query(query, match), match)
    if voice == "all":
        return spots
    keep = (index.words["voice"].iloc[spots.first] == voice).to_numpy()
    return Spots(spots.first[keep], spots.last[keep])


def fold_text(text: str) -> str:
    """Return `text` as `tokens.lower` is written: composed, straight marks, lower case.

    Examples
    --------
    >>> fold_text("Don’t")
    "don't"
    """
    return unicodedata.normalize("NFC", text).translate(_STRAIGHT).lower()


def _split_query(query: str, match: str) -> list[str]:
    elements = fold_text(query).split()
    if match == "word" and len(elements) > 1:
        raise ValueError(f"query {query!r} has {len(elements)} words, match is 'word'. Choose match='phrase'.")
    if match == "wildcard" and not any(element.strip("*?") for element in elements):
        raise ValueError(f"query {query!r} matches every word; give at least one letter beside * and ?.")
    return elements


def _find_run(index: WordIndex, elements: list[str], match: str) -> Spots:
    """Rows where the elements stand in a row inside one sentence."""
    types = index.lemmas if match == "lemma" else index.lowers
    matched = [_match_types(types.names, element, wild=match == "wildcard") for element in elements]
    rarest = int(np.argmin([np.sum(np.diff(types.bounds)[hit]) for hit in matched]))
    first = types.find_rows(matched[rarest]) - rarest
    last = first + len(elements) - 1
    inside = (first >= 0) & (last < len(index.words))
    first, last = first[inside], last[inside]
    whole = index.sentences[first] == index.sentences[last]
    for step, hit in enumerate(matched):
        whole &= hit[types.codes[first + step]]
    return Spots(first[whole], last[whole])


def _match_types(names: np.ndarray, element: str, *, wild: bool) -> np.ndarray:
    if not wild or not set("*?") & set(element):
        return names == element
    pattern = re.compile(re.escape(element).replace(r"\*", ".*").replace(r"\?", "."), re.DOTALL)
    return np.fromiter((pattern.fullmatch(str(name)) is not None for name in names), dtype=bool, count=len(names))


def _find_regex(index: WordIndex, query: str) -> Spots:
    """Places where the expression covers whole words of a sentence written with one space between words."""
    pattern = compile_regex(query)
    lowers = index.lowers.names[index.lowers.codes]
    found = []
    bounds = np.flatnonzero(np.diff(index.sentences, prepend=-1, append=-1))
    for begin, end in itertools.pairwise(bounds):
        part = lowers[begin:end]
        starts = np.cumsum([0, *(len(word) + 1 for word in part)])
        for place in pattern.finditer(" ".join(part)):
            rows = _whole_words(starts, place.start(), place.end())
            if rows:
                found.append((begin + rows[0], begin + rows[1]))
    rows = np.array(found, dtype="int64").reshape(-1, 2)
    return Spots(rows[:, 0], rows[:, 1])


def compile_regex(query: str, *, name: str = "query") -> re.Pattern[str]:
    """Compile a regular expression, or refuse it in a sentence.

    Raises
    ------
    ValueError
        Naming the fault and where it stands.
    """
    try:
        return re.compile(query.translate(_STRAIGHT), re.IGNORECASE)
    except re.error as fault:
        raise ValueError(
            f"{name} {query!r} is not a valid regular expression: {fault}. Correct it, or choose match='wildcard'."
        ) from fault


def _whole_words(starts: np.ndarray, begin: int, end: int) -> tuple[int, int] | None:
    """First and last word covered exactly by [begin, end), or nothing."""
    if end <= begin:
        return None
    first = int(np.searchsorted(starts, begin))
    last = int(np.searchsorted(starts, end + 1)) - 1
    exact = starts[first] == begin and last + 1 < len(starts) and starts[last + 1] == end + 1
    return (first, last) if exact else None
