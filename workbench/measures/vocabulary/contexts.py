"""Key word in context: where a query (word, phrase, wildcard, regex, lemma) stands, with the words around it."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
import pandas as pd

from workbench.schema import VOICES, require_at_least, require_choice
from workbench.tokens.index import Types, WordIndex, take_index
from workbench.tokens.selection import DEFAULT_ZONES, read_variants

COLUMNS = {
    "article_id": "str",
    "sentence_id": "int64",
    "start": "int64",
    "end": "int64",
    "left": "str",
    "node": "str",
    "right": "str",
    "left_start": "int64",
    "right_end": "int64",
    "position": "float64",
    "zone": "str",
    "voice": "str",
}
MATCHES = ("word", "phrase", "wildcard", "regex", "lemma")
_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "‛": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})
_EDGES = ("left_start", "start", "end", "right_end")


class Spots(NamedTuple):
    """First and last row, in the table of words, of each place found."""

    first: np.ndarray
    last: np.ndarray


def find_contexts(
    tokens: pd.DataFrame | WordIndex,
    query: str,
    *,
    match: str = "word",
    window: int = 8,
    zones: Iterable[str] = DEFAULT_ZONES,
    voice: str = "all",
) -> pd.DataFrame:
    """Return every place where `query` stands, with `window` words to the left and to the right (KWIC).

    The voice chooses the places found; the words around them are those of every voice in the same article and zones.
    A pilcrow marks a new paragraph inside the context. Case, the shape of quotation marks and spelling variants
    ("cease-fire", "ceasefire") make no difference; wildcards and expressions are matched against what is written.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame or WordIndex
        One row per token; or what `index_words` made of it.
    query : str
        What to look for.
    match : str
        "word"; "phrase" (words in a row); "wildcard" (``*`` any letters, ``?`` one, in one word or each of several);
        "regex" (a Python expression that covers whole words, a space between them); "lemma" (one or several lemmas).
    window : int
        Words on each side, 1 or more.
    zones, voice
        Where to look; see `workbench.tokens.selection.select_tokens`.

    Returns
    -------
    DataFrame
        One row per place: article_id, sentence_id, start, end (the node), left, node, right (texts), left_start,
        right_end (offsets of the whole line), position (0 first word of the article's zones, 1 last), zone, voice.
        Sorted by article and start.

    Raises
    ------
    KeyError, ValueError
        For missing columns, an empty query, an invalid expression, a window below 1, unknown zones or voices.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 4, 9], "end": [3, 8, 14],
    ...     "text": ["The", "long", "truce"], "lower": ["the", "long", "truce"], "is_word": True, "zone": "body",
    ...     "voice": "narrator"})
    >>> find_contexts(tokens, "LONG", window=1)[["left", "node", "right"]].values.tolist()
    [['The', 'long', 'truce']]
    """
    require_at_least(window, 1, name="window")
    index = take_index(tokens, zones)
    return _lay_out(index, find_spots(index, query, match=match, voice=voice), int(window))


def _lay_out(index: WordIndex, spots: Spots, window: int) -> pd.DataFrame:
    words, article = index.words, index.articles
    size = np.bincount(article, minlength=1)
    begin = (np.cumsum(size) - size)[article[spots.first]]
    stop = begin + size[article[spots.first]] - 1
    left, right = np.maximum(spots.first - window, begin), np.minimum(spots.last + window, stop)
    lines = words.iloc[spots.first][["article_id", "sentence_id", "start", "zone", "voice"]].reset_index(drop=True)
    lines = lines.assign(
        end=words["end"].to_numpy()[spots.last],
        left_start=words["start"].to_numpy()[left],
        right_end=words["end"].to_numpy()[right],
        position=(spots.first - begin) / np.where(stop > begin, stop - begin, 1),
    )
    edges = [pd.DataFrame({"article": lines["article_id"], "offset": lines[name]}) for name in _EDGES]
    for name, (first, last) in zip(("left", "node", "right"), itertools.pairwise(edges), strict=True):
        lines[name] = pd.Series(index.cut(first, last), index=lines.index, dtype="str")
    return lines.sort_values(["article_id", "start"], kind="stable", ignore_index=True)[list(COLUMNS)].astype(COLUMNS)


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
    """Rows where the elements stand in a row inside one sentence; spelling variants are one word but for wildcards."""
    types: Types = getattr(index, {"lemma": "lemmas", "wildcard": "lowers"}.get(match, "terms"))
    if match != "wildcard":
        elements = [read_variants().get(element, element) for element in elements]
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
