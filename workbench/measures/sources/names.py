"""Where an article names a person, a body or a place: bare names, their titles, and what the words around them say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.measures.sources.names_words import (
    is_title,
    load_actor_words,
    load_affixes,
    load_given_names,
    load_titles,
)
from workbench.measures.sources.parse import Parse, build_parse

INSIDE_NAMES = frozenset({"of", "and", "&", "for", "the", "on", "in", "to"})
CONNECTORS, OFFICE_WORDS = load_affixes("inside"), load_affixes("office")
NOT_FIRST = INSIDE_NAMES | load_affixes("rank") | load_affixes("opener")
GLUE = frozenset({"-", "'", "’", "–", "/"})
NAMED = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
NOT_NAMES = frozenset({"DATE", "TIME", "PERCENT", "MONEY", "QUANTITY", "ORDINAL", "CARDINAL"})
WEIGHT_OF_LABEL = {"PERSON": 2, "ORG": -2, "GPE": -2, "NORP": -3, "FAC": -3, "LOC": -3, "EVENT": -3, "LAW": -3}
LOWERED_ZONES = frozenset({"headline", "standfirst", "crosshead", "caption"})
TITLED = 12
LEAST_TOLD = 2
LONGEST_NAME = 4


@dataclass(frozen=True)
class Reading:
    """One article as the resolver reads it: the parse, what is quoted, and each token's place in the telling.

    `step` counts the sentences with words of the narrator, so that a long quotation does not push its speaker away.
    """

    parse: Parse
    iob: list[str]
    quoted: list[bool]
    step: list[int]


@dataclass(frozen=True)
class Name:
    """A proper name in the text: `first`:`last` without titles, `low` with them; `likely_person` above 0 means one."""

    low: int
    first: int
    last: int
    words: tuple[str, ...]
    label: str
    likely_person: int

    @property
    def key(self) -> str:
        """The words in lower case."""
        return " ".join(self.words).lower()


def build_reading(tokens: pd.DataFrame, text: str) -> Reading:
    """Return the `Reading` of one article's token rows."""
    ordered = tokens.sort_values("token_id", kind="stable")
    parse = build_parse(ordered, text)
    quoted = (ordered["voice"] == "quotation").tolist()
    told = pd.Series([not q and not parse.is_punct(t) for t, q in enumerate(quoted)], dtype="int64")
    sentence = pd.Series(parse.sent)
    counts = told.groupby(sentence).sum() >= LEAST_TOLD
    steps = counts.astype("int64").cumsum()
    return Reading(
        parse, ordered["ent_iob"].fillna("").tolist(), quoted, sentence.map(steps).to_numpy(np.int64).tolist()
    )


def find_names(reading: Reading) -> list[Name]:
    """Return the proper names of an article in order, each cut from its titles."""
    return [name for run in _runs(reading) for name in _split(reading, *run)]


def _runs(reading: Reading) -> Iterator[tuple[int, int]]:
    parse, token = reading.parse, 0
    while token < len(parse):
        if not _is_name_word(parse, token):
            token += 1
            continue
        last = token + 1
        while last < len(parse) and parse.sent[last] == parse.sent[token] and _goes_on(reading, last):
            last += 1
        while last > token + 1 and not _is_name_word(parse, last - 1):
            last -= 1
        yield token, last
        token = last


def _is_name_word(parse: Parse, token: int) -> bool:
    word = parse.word[token]
    if not word[:1].isupper() or parse.ent[token] in NOT_NAMES or parse.tag[token] == "PRP":
        return False
    return parse.pos[token] == "PROPN" or parse.ent[token] in NAMED


def _goes_on(reading: Reading, token: int) -> bool:
    parse = reading.parse
    if _is_name_word(parse, token):
        return True
    if token + 1 >= len(parse) or not _is_name_word(parse, token + 1 + (parse.lower[token + 1] in CONNECTORS)):
        return parse.lower[token] in INSIDE_NAMES and reading.iob[token] == "I" and parse.ent[token] in NAMED
    glued = parse.start[token] == parse.end[token - 1] and parse.start[token + 1] == parse.end[token]
    if parse.word[token] in GLUE:
        return glued
    if parse.lower[token] in CONNECTORS:
        return True
    return parse.lower[token] in INSIDE_NAMES and reading.iob[token] == "I" and parse.ent[token] in NAMED


def _split(reading: Reading, low: int, high: int) -> Iterator[Name]:
    """Cut a run of capitalised words at entities that begin anew and at titles before a person's name."""
    parse = reading.parse
    cuts = [low]
    for token in range(low + 1, high):
        new = (
            reading.iob[token] == "B" and parse.word[token - 1] not in GLUE and parse.lower[token - 1] not in CONNECTORS
        )
        if (new and not _continues(reading, token, low)) or (
            reading.iob[token] in {"O", ""} and reading.iob[token - 1] in {"I", "B"} and is_title(parse.word[token])
        ):
            cuts.append(token)
    for first, last in zip(cuts, [*cuts[1:], high], strict=True):
        name = _cut(reading, first, last)
        if name is not None:
            yield name


def _continues(reading: Reading, token: int, low: int) -> bool:
    """Whether the entity that begins at a token only completes a name of which the parser missed the first word."""
    parse = reading.parse
    whole = token + 1 < len(parse) and reading.iob[token + 1] == "I"
    return (
        parse.ent[token] in {"PERSON", "ORG", ""}
        and not whole
        and reading.iob[token - 1] in {"O", ""}
        and not is_title(parse.word[token - 1])
        and token - 1 >= low
    )


def _cut(reading: Reading, low: int, high: int) -> Name | None:
    parse, first = reading.parse, low
    while first < high and _is_before_name(reading, first, high):
        first += 1
    while first < high - 1 and parse.lower[first] in NOT_FIRST:
        first += 1
    last = high
    while last > first and (parse.is_punct(last - 1) or parse.tag[last - 1] == "POS"):
        last -= 1
    if last <= first:
        return None
    words = _words(parse, first, last)
    if all(is_title(word) or word.lower() in OFFICE_WORDS for word in words):
        return None
    label = next((parse.ent[t] for t in range(last - 1, first - 1, -1) if parse.ent[t]), "")
    return Name(low, first, last, words, label, _weigh(reading, (low, first, last), words, label)) if words else None


def _is_short_title(word: str) -> bool:
    return word.lower().removesuffix(".") in load_titles()


def _is_before_name(reading: Reading, token: int, high: int) -> bool:
    word = reading.parse.lower[token]
    if _is_short_title(word):
        return True
    office = is_title(word) or (word in OFFICE_WORDS and token + 1 < high and is_title(reading.parse.word[token + 1]))
    return office and high - token > 1 and _titled_person(reading, token, high)


def _titled_person(reading: Reading, title: int, high: int) -> bool:
    """Whether the words behind a capitalised role name a person, not the rest of an office ("State Department")."""
    lower = [reading.parse.lower[t] for t in range(title + 1, high) if not reading.parse.is_punct(t)]
    return bool(lower) and not any(word in load_actor_words() or word == "of" for word in lower)


def _words(parse: Parse, first: int, last: int) -> tuple[str, ...]:
    text = parse.text[parse.start[first] : parse.end[last - 1]]
    words = [word.removesuffix("'s").removesuffix("’s").strip('"“”,;:()') for word in text.split()]
    while len(words) > 1 and words[-1].lower().strip(".") in load_affixes("after"):
        words.pop()
    return tuple(word.strip(",") for word in words if any(c.isalnum() for c in word))


def _weigh_title(parse: Parse, first: int, label: str) -> int:
    """Return what a title right before a name weighs; "mediator Norway" is still a country."""
    if not first or parse.sent[first - 1] != parse.sent[first] or not is_title(parse.word[first - 1]):
        return 0
    return 0 if label in {"GPE", "LOC", "NORP"} and parse.word[first - 1].islower() else TITLED


def _weigh(reading: Reading, place: tuple[int, int, int], words: tuple[str, ...], label: str) -> int:
    """Return how much speaks for a person: the parser's label, titles, given names, "who", age; words for bodies against."""
    parse, (low, first, last) = reading.parse, place
    weight = WEIGHT_OF_LABEL.get(label, 0)
    weight += _weigh_title(parse, first, label)
    weight += 3 if len(words) > 1 and words[0].lower() in load_given_names() else 0
    weight -= 6 if any(word.lower() in load_actor_words() or word.lower() == "of" for word in words) else 0
    weight -= 3 if low and parse.lower[low - 1] == "the" and first == low else 0
    weight -= 4 if len(words) > LONGEST_NAME else 0
    if last + 1 < len(parse) and parse.word[last] == ",":
        weight += 3 * (parse.lower[last + 1] == "who") + 4 * (parse.word[last + 1].isdigit() and len(words) > 1)
    return weight
