"""Which words count: matches of a lexicon, words inside names, words of the domain, negated words."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import pandas as pd

from workbench.measures.sentiment.instruments import Instrument, read_domain_words, read_name_guards

NEGATED = -0.74  # VADER's factor for a negated word
_NEGATORS = frozenset(
    [
        *("no", "not", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "cannot"),
        *("without", "hardly", "barely", "scarcely", "rarely", "seldom"),
    ]
)
_REACH = 3  # words, as in VADER
_CONTEXT = 4  # words, judgement
_ENTITIES = ("PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "WORK_OF_ART")


def match_words(words: pd.DataFrame, instrument: Instrument) -> tuple[np.ndarray, np.ndarray]:
    """Return the weight of each word in a lexicon (0 if not listed) and the term that matched.

    A compound that is not listed whole counts with the sum of its parts' weights ("war-torn"). A phrase counts at its
    first word, and its words do not count on their own.

    Examples
    --------
    >>> words = pd.DataFrame({"article_id": "a", "sentence_id": 0, "lower": ["a", "mass", "grave"]})
    >>> match_words(words, Instrument("x", {"mass grave": -3.0, "grave": -1.0}))[0].tolist()
    [0.0, -3.0, 0.0]
    """
    codes, types = pd.factorize(words["lower"])
    weight_of_type = np.array([_weigh_type(word, instrument.weights) for word in types], dtype=float)
    weights = weight_of_type[codes] if len(codes) else np.zeros(0)
    terms = words["lower"].to_numpy(dtype=object, copy=True)
    for first, length, phrase in _find_phrases(words, codes, types, instrument):
        weights[first : first + length] = 0.0
        weights[first], terms[first] = instrument.weights[phrase], phrase
    return weights, terms


def _weigh_type(word: str, weights: dict[str, float]) -> float:
    if word in weights or "-" not in word:
        return weights.get(word, 0.0)
    return sum(weights.get(part, 0.0) for part in word.split("-"))


def _find_phrases(words: pd.DataFrame, codes: np.ndarray, types: pd.Index, instrument: Instrument) -> list[tuple]:
    """Longest phrases first; a word is in one phrase at most."""
    known = {word: code for code, word in enumerate(types)}
    phrases = sorted((term.split() for term in instrument.weights if " " in term), key=lambda term: (-len(term), term))
    sentence = words.groupby(["article_id", "sentence_id"], sort=False).ngroup().to_numpy()
    taken, found = np.zeros(len(words), dtype=bool), []
    for term in phrases:
        if any(word not in known for word in term):
            continue
        wanted = np.array([known[word] for word in term])
        for first in np.flatnonzero(codes == wanted[0]):
            span = slice(first, first + len(term))
            if _stands_at(codes[span], sentence[span], wanted) and not taken[span].any():
                taken[span] = True
                found.append((first, len(term), " ".join(term)))
    return found


def _stands_at(codes: np.ndarray, sentence: np.ndarray, wanted: np.ndarray) -> bool:
    """Whether these words are the wanted ones, all in one sentence."""
    return np.array_equal(codes, wanted) and sentence[0] == sentence[-1]


def find_names(words: pd.DataFrame, tokens: pd.DataFrame) -> np.ndarray:
    """Return which words are part of a name: by the parser's entities, or by the bundled guards.

    A proper noun inside an entity counts as a name; so does a capitalised word that a guard knows from what stands
    before or after it ("United" before "Nations").

    Examples
    --------
    >>> words = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 7], "text": ["United", "Nations"]})
    >>> words["lower"] = words.text.str.lower()
    >>> find_names(words, pd.DataFrame({"article_id": ["a"], "start": [0]})).tolist()
    [True, False]
    """
    return _find_entities(words, tokens) | _find_guarded(words)


def _find_entities(words: pd.DataFrame, tokens: pd.DataFrame) -> np.ndarray:
    if "ent_type" not in tokens or "pos" not in tokens:
        return np.zeros(len(words), dtype=bool)
    inside = tokens[tokens["ent_type"].isin(_ENTITIES) & (tokens["pos"] == "PROPN")]
    places = pd.MultiIndex.from_frame(inside[["article_id", "start"]])
    return pd.MultiIndex.from_frame(words[["article_id", "start"]]).isin(places)


def _find_guarded(words: pd.DataFrame) -> np.ndarray:
    guards = _compile_guards()
    guarded = np.zeros(len(words), dtype=bool)
    candidates = np.flatnonzero(words["lower"].isin(list(guards)).to_numpy())
    if not len(candidates):
        return guarded
    texts, lowers = words["text"].to_numpy(dtype=object), words["lower"].to_numpy(dtype=object)
    sentence = words.groupby(["article_id", "sentence_id"], sort=False).ngroup().to_numpy()
    for i in candidates[[texts[i][:1].isupper() for i in candidates]]:
        first, last = max(0, i - _CONTEXT), i + 1 + _CONTEXT
        before = " ".join(texts[first:i][sentence[first:i] == sentence[i]])
        after = " ".join(texts[i + 1 : last][sentence[i + 1 : last] == sentence[i]])
        guarded[i] = any(
            (left is None or left.search(before)) and (right is None or right.search(after))
            for left, right in guards[lowers[i]]
        )
    return guarded


@lru_cache(maxsize=1)
def _compile_guards() -> dict[str, list[tuple[re.Pattern[str] | None, re.Pattern[str] | None]]]:
    guards: dict[str, list] = {}
    for row in read_name_guards().itertuples(index=False):
        pair = (re.compile(text) if text else None for text in (row.guard_before, row.guard_after))
        guards.setdefault(row.term, []).append(tuple(pair))
    return guards


def find_domain_words(words: pd.DataFrame) -> np.ndarray:
    """Return which words are among those that any report of armed conflict needs.

    Examples
    --------
    >>> find_domain_words(pd.DataFrame({"lower": ["war", "cruel"]})).tolist()
    [True, False]
    """
    domain = read_domain_words()
    return (
        words["lower"]
        .map(lambda word: word in domain or any(part in domain for part in word.split("-")))
        .to_numpy(dtype=bool)
    )


def find_negated(lowers: np.ndarray, units: np.ndarray) -> np.ndarray:
    """Return which words have a negator among the three words before them in the same unit.

    Examples
    --------
    >>> find_negated(np.array(["not", "a", "good", "day"], dtype=object), np.zeros(4, dtype=int)).tolist()
    [False, True, True, True]
    """
    codes, types = pd.factorize(lowers)
    negator = np.array([word in _NEGATORS or word.endswith("n't") for word in types], dtype=bool)
    negator = negator[codes] if len(codes) else np.zeros(0, dtype=bool)
    negated = np.zeros(len(lowers), dtype=bool)
    for distance in range(1, _REACH + 1):
        negated[distance:] |= negator[:-distance] & (units[distance:] == units[:-distance])
    return negated
