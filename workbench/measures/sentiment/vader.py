"""VADER's rules on chunks of text between spaces, with every word's final valence; scores equal vaderSentiment's.

The rules, constants and word list are those of vaderSentiment 3.3.2 (Hutto & Gilbert 2014), its quirks included. What
the library works out for every word of every sentence is worked out here once per distinct chunk.
"""

from __future__ import annotations

import math
import string
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from vaderSentiment.vaderSentiment import (
    BOOSTER_DICT,
    C_INCR,
    N_SCALAR,
    NEGATE,
    SPECIAL_CASES,
)

from workbench.measures.sentiment.instruments import VADER_ALPHA, load_analyzer

_NEGATORS = frozenset(NEGATE)
# every idiom holds one of these: its longest word
_IDIOM_WORDS = frozenset(max(term.split(), key=len) for term in (*SPECIAL_CASES, *BOOSTER_DICT) if " " in term)
_SO = frozenset({"so", "this"})
_ACTIVE = frozenset({"no", "least", *_SO, *_IDIOM_WORDS, *SPECIAL_CASES})
_CACHE_SIZE = 500_000  # judgement: chunks kept


class Word(NamedTuple):
    """What the rules ask of one word."""

    lower: str
    listed: bool
    valence: float | None
    upper: bool
    boost: float
    negator: bool
    is_active: bool  # may change the valence of a word near it


class Chunk(NamedTuple):
    """A piece of text between two spaces; an emoji becomes the words of its description."""

    words: tuple[Word, ...]
    n_exclamation: int
    n_question: int
    is_quiet: bool  # one word, without valence, "but", "!" or "?"


class VaderScore(NamedTuple):
    """A text's compound score and what made it."""

    compound: float
    hits: list[tuple[int, float, float]]  # place of the chunk, valence in the list, valence after the rules
    emphasis: float  # what ! and ? add to the sum
    total: float


_SILENT = VaderScore(0.0, [], 0.0, 0.0)


def score_texts(texts: Iterable[str]) -> np.ndarray:
    """Return vaderSentiment's compound score of each text, several times faster.

    Score sentences, not articles: the compound score is a sum that saturates with length. Curly apostrophes and
    quotation marks change VADER's scores; straighten them before (`workbench.language.align_text`).

    Returns
    -------
    ndarray
        One score between -1 and 1 per text, rounded to four places as the library does.

    Examples
    --------
    >>> score_texts(["A good plan.", "Not a good plan!", ""]).tolist()
    [0.4404, -0.4015, 0.0]
    """
    return np.array([score_chunks(text.split()).compound for text in texts], dtype=float)


def score_chunks(chunks: Sequence[str], *, masked: frozenset[int] = frozenset()) -> VaderScore:
    """Score one text given as its pieces between spaces; masked pieces count as words outside the list.

    Examples
    --------
    >>> score_chunks(["United", "in", "grief"], masked=frozenset({0})).hits
    [(2, -2.2, -2.2)]
    """
    parts = [_CHUNKS[chunk] for chunk in chunks]
    if masked:
        parts = [_mask_chunk(part) if place in masked else part for place, part in enumerate(parts)]
    loud = [place for place, part in enumerate(parts) if not part[3]]
    if not loud:
        return _SILENT
    words, places, owner = _list_words(parts, loud)
    found = _weigh_words(words, places)
    if not found:
        return _SILENT
    found = _weigh_but(words, places, found)
    hits = [(owner[i], words[i].valence, valence) for i, valence in found]
    emphasis = _emphasise(sum(parts[p][1] for p in loud), sum(parts[p][2] for p in loud))
    return _sum_up(hits, emphasis)


def _list_words(parts: list[Chunk], loud: list[int]) -> tuple[list[Word], Sequence[int], Sequence[int]]:
    """List the words of all chunks, the places among them that may count, and the chunk of each."""
    if all(len(parts[place][0]) == 1 for place in loud):
        return [part[0][0] for part in parts], loud, range(len(parts))
    words = [word for part in parts for word in part.words]
    return words, range(len(words)), [place for place, part in enumerate(parts) for _ in part.words]


def _sum_up(hits: list[tuple[int, float, float]], emphasis: float) -> VaderScore:
    total = float(sum(hit[2] for hit in hits))
    emphasis = math.copysign(emphasis, total) if total else 0.0
    total += emphasis
    return VaderScore(round(total / math.sqrt(total * total + VADER_ALPHA), 4), hits, emphasis, total)


class _Chunks(dict):
    """Every chunk seen, read once; emptied when it grows past what a corpus needs."""

    def __missing__(self, chunk: str) -> Chunk:
        if len(self) >= _CACHE_SIZE:
            self.clear()
        return self.setdefault(chunk, _read_chunk(chunk))


_CHUNKS = _Chunks()


def _read_chunk(chunk: str) -> Chunk:
    analyzer = load_analyzer()
    text = chunk if chunk.isascii() else _describe_emoji(chunk, analyzer.emojis)
    words = tuple(_read_word(_strip(word), analyzer.lexicon) for word in text.split())
    n_exclamation, n_question = text.count("!"), text.count("?")
    is_quiet = (
        len(words) == 1 and words[0].valence is None and words[0].lower != "but" and not n_exclamation + n_question
    )
    return Chunk(words, n_exclamation, n_question, is_quiet)


def _read_word(word: str, lexicon: dict[str, float]) -> Word:
    lower = word.lower()
    listed, boost = lower in lexicon, BOOSTER_DICT.get(lower, 0.0)
    valence = lexicon[lower] if listed and not boost else None
    negator = lower in _NEGATORS or "n't" in lower
    is_active = negator or bool(boost) or lower in _ACTIVE
    return Word(lower, listed, valence, word.isupper(), boost, negator, is_active)


def _strip(word: str) -> str:
    """Leave out marks at both ends, unless so little remains that it may be an emoticon."""
    stripped = word.strip(string.punctuation)
    return stripped if len(stripped) > 2 else word  # noqa: PLR2004  as VADER does


def _describe_emoji(chunk: str, emojis: dict[str, str]) -> str:
    text, after_space = "", True
    for character in chunk:
        description = emojis.get(character)
        if description is None:
            text, after_space = text + character, False
        else:
            text, after_space = text + ("" if after_space else " ") + description, False
    return text


def _mask_chunk(chunk: Chunk) -> Chunk:
    words = tuple(word._replace(listed=False, valence=None) for word in chunk.words)
    return chunk._replace(words=words)


def _weigh_words(words: list[Word], places: Iterable[int]) -> list[tuple[int, float]]:
    """Find every word of the list among `places` and its final valence, in text order."""
    found = []
    for i in places:
        word = words[i]
        if word[2] is None or (word[0] == "kind" and i < len(words) - 1 and words[i + 1][0] == "of"):
            continue
        found.append((i, _weigh_word(words, i)))
    return found


def _weigh_word(words: list[Word], i: int) -> float:
    word = words[i]
    if not word[3] and not any([near[6] for near in words[max(i - 3, 0) : i + 3]]):  # noqa: C419  a list is faster here
        return word[2]
    valence = 0.0 if word[0] == "no" and i != len(words) - 1 and words[i + 1].listed else word[2]
    if _follows_no(words, i):
        valence = word[2] * N_SCALAR
    if word[3] and _is_mixed(words):
        valence += C_INCR if valence > 0 else -C_INCR
    return _weigh_least(_weigh_before(valence, words, i), words, i)


def _weigh_before(valence: float, words: list[Word], i: int) -> float:
    """Apply what the three words before say: boosters, negators and idioms."""
    for distance in range(min(i, 3)):
        before = words[i - distance - 1]
        if before[1]:
            continue
        if before[4]:
            valence += _boost(before, valence, words) * (1.0, 0.95, 0.9)[distance]
        valence = _negate(valence, words, distance, i)
        if distance == 2:  # noqa: PLR2004  the rule stands on the third word before
            valence = _weigh_idioms(valence, words, i)
    return valence


def _is_mixed(words: list[Word]) -> bool:
    return 0 < sum(word.upper for word in words) < len(words)


def _follows_no(words: list[Word], i: int) -> bool:
    return (
        (i > 0 and words[i - 1].lower == "no")
        or (i > 1 and words[i - 2].lower == "no")
        or (i > 2 and words[i - 3].lower == "no" and words[i - 1].lower in {"or", "nor"})  # noqa: PLR2004  as in VADER
    )


def _boost(before: Word, valence: float, words: list[Word]) -> float:
    boost = -before.boost if valence < 0 else before.boost
    if before.upper and _is_mixed(words):
        boost += C_INCR if valence > 0 else -C_INCR
    return boost


def _negate(valence: float, words: list[Word], distance: int, i: int) -> float:
    before, last = words[i - distance - 1], words[i - 1][0]
    middle = words[i - 2][0] if distance == 2 else last  # noqa: PLR2004  two words lie between
    if distance and (
        (before[0] == "never" and middle in _SO) or (distance == 2 and last in _SO)  # noqa: PLR2004  as above
    ):
        return valence * 1.25
    if distance and before[0] == "without" and "doubt" in {middle, last}:
        return valence
    return valence * N_SCALAR if before[5] else valence


def _weigh_idioms(valence: float, words: list[Word], i: int) -> float:
    near = [word.lower for word in words[i - 3 : i + 3]]
    if _IDIOM_WORDS.isdisjoint(near):
        return valence
    sequences = (near[2:4], near[1:4], near[1:3], near[0:3], near[0:2])
    for sequence in sequences:
        if " ".join(sequence) in SPECIAL_CASES:
            valence = SPECIAL_CASES[" ".join(sequence)]
            break
    for length in (2, 3):
        if len(near) >= 3 + length:
            valence = SPECIAL_CASES.get(" ".join(near[3 : 3 + length]), valence)
    for sequence in (near[0:3], near[0:2], near[1:3]):
        valence += BOOSTER_DICT.get(" ".join(sequence), 0.0)
    return valence


def _weigh_least(valence: float, words: list[Word], i: int) -> float:
    if not i or words[i - 1].listed or words[i - 1].lower != "least":
        return valence
    if i > 1 and words[i - 2].lower in {"at", "very"}:
        return valence
    return valence * N_SCALAR


def _weigh_but(words: list[Word], places: Iterable[int], found: list[tuple[int, float]]) -> list[tuple[int, float]]:
    """Halve before the first "but", half as much again after it; equal valences share a place, as in the library."""
    at = next((i for i in places if words[i][0] == "but"), None)
    if at is None:
        return found
    values = [valence for _, valence in found]
    for k in range(len(values)):
        first = values.index(values[k])
        values[first] *= 0.5 if found[first][0] < at else 1.5
    return [(i, value) for (i, _), value in zip(found, values, strict=True)]


def _emphasise(n_exclamation: int, n_question: int) -> float:
    amount = min(n_exclamation, 4) * 0.292
    if n_question > 1:
        amount += n_question * 0.18 if n_question <= 3 else 0.96  # noqa: PLR2004  VADER's steps
    return amount
