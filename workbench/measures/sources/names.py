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
from workbench.tokens.tree import Tree, build_tree

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
    """One article as the resolver reads it: the tree, what is quoted, and each token's place in the telling.

    `step` counts the sentences with words of the narrator, so that a long quotation does not push its speaker away.
    """

    tree: Tree
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
    tree = build_tree(ordered, text)
    quoted = (ordered["voice"] == "quotation").tolist()
    told = pd.Series([not q and not tree.is_punct(t) for t, q in enumerate(quoted)], dtype="int64")
    sentence = pd.Series(tree.sentence)
    counts = told.groupby(sentence).sum() >= LEAST_TOLD
    steps = counts.astype("int64").cumsum()
    return Reading(
        tree, ordered["ent_iob"].fillna("").tolist(), quoted, sentence.map(steps).to_numpy(np.int64).tolist()
    )


def find_names(reading: Reading) -> list[Name]:
    """Return the proper names of an article in order, each cut from its titles."""
    return [name for run in _runs(reading) for name in _split(reading, *run)]


def _runs(reading: Reading) -> Iterator[tuple[int, int]]:
    tree, token = reading.tree, 0
    while token < len(tree):
        if not _is_name_word(tree, token):
            token += 1
            continue
        last = token + 1
        while last < len(tree) and tree.sentence[last] == tree.sentence[token] and _goes_on(reading, last):
            last += 1
        while last > token + 1 and not _is_name_word(tree, last - 1):
            last -= 1
        yield token, last
        token = last


def _is_name_word(tree: Tree, token: int) -> bool:
    word = tree.text[token]
    if not word[:1].isupper() or tree.ent_type[token] in NOT_NAMES or tree.tag[token] == "PRP":
        return False
    return tree.pos[token] == "PROPN" or tree.ent_type[token] in NAMED


def _goes_on(reading: Reading, token: int) -> bool:
    tree = reading.tree
    if _is_name_word(tree, token):
        return True
    if token + 1 >= len(tree) or not _is_name_word(tree, token + 1 + (tree.lower[token + 1] in CONNECTORS)):
        return tree.lower[token] in INSIDE_NAMES and reading.iob[token] == "I" and tree.ent_type[token] in NAMED
    glued = tree.start[token] == tree.end[token - 1] and tree.start[token + 1] == tree.end[token]
    if tree.text[token] in GLUE:
        return glued
    if tree.lower[token] in CONNECTORS:
        return True
    return tree.lower[token] in INSIDE_NAMES and reading.iob[token] == "I" and tree.ent_type[token] in NAMED


def _split(reading: Reading, low: int, high: int) -> Iterator[Name]:
    """Cut a run of capitalised words at entities that begin anew and at titles before a person's name."""
    tree = reading.tree
    cuts = [low]
    for token in range(low + 1, high):
        new = reading.iob[token] == "B" and tree.text[token - 1] not in GLUE and tree.lower[token - 1] not in CONNECTORS
        if (new and not _continues(reading, token, low)) or (
            reading.iob[token] in {"O", ""} and reading.iob[token - 1] in {"I", "B"} and is_title(tree.text[token])
        ):
            cuts.append(token)
    for first, last in zip(cuts, [*cuts[1:], high], strict=True):
        name = _cut(reading, first, last)
        if name is not None:
            yield name


def _continues(reading: Reading, token: int, low: int) -> bool:
    """Whether the entity that begins at a token only completes a name of which the parser missed the first word."""
    tree = reading.tree
    whole = token + 1 < len(tree) and reading.iob[token + 1] == "I"
    return (
        tree.ent_type[token] in {"PERSON", "ORG", ""}
        and not whole
        and reading.iob[token - 1] in {"O", ""}
        and not is_title(tree.text[token - 1])
        and token - 1 >= low
    )


def _cut(reading: Reading, low: int, high: int) -> Name | None:
    tree, first = reading.tree, low
    while first < high and _is_before_name(reading, first, high):
        first += 1
    while first < high - 1 and tree.lower[first] in NOT_FIRST:
        first += 1
    last = high
    while last > first and (tree.is_punct(last - 1) or tree.tag[last - 1] == "POS"):
        last -= 1
    if last <= first:
        return None
    words = _words(tree, first, last)
    if all(is_title(word) or word.lower() in OFFICE_WORDS for word in words):
        return None
    label = next((tree.ent_type[t] for t in range(last - 1, first - 1, -1) if tree.ent_type[t]), "")
    return Name(low, first, last, words, label, _weigh(reading, (low, first, last), words, label)) if words else None


def _is_short_title(word: str) -> bool:
    return word.lower().removesuffix(".") in load_titles()


def _is_before_name(reading: Reading, token: int, high: int) -> bool:
    word = reading.tree.lower[token]
    if _is_short_title(word):
        return True
    office = is_title(word) or (word in OFFICE_WORDS and token + 1 < high and is_title(reading.tree.text[token + 1]))
    return office and high - token > 1 and _titled_person(reading, token, high)


def _titled_person(reading: Reading, title: int, high: int) -> bool:
    """Whether the words behind a capitalised role name a person, not the rest of an office ("State Department")."""
    lower = [reading.tree.lower[t] for t in range(title + 1, high) if not reading.tree.is_punct(t)]
    return bool(lower) and not any(word in load_actor_words() or word == "of" for word in lower)


def _words(tree: Tree, first: int, last: int) -> tuple[str, ...]:
    text = tree.source[tree.start[first] : tree.end[last - 1]]
    words = [word.removesuffix("'s").removesuffix("’s").strip('"“”,;:()') for word in text.split()]
    while len(words) > 1 and words[-1].lower().strip(".") in load_affixes("after"):
        words.pop()
    return tuple(word.strip(",") for word in words if any(c.isalnum() for c in word))


def _weigh_title(tree: Tree, first: int, label: str) -> int:
    """Return what a title right before a name weighs; "mediator Norway" is still a country."""
    if not first or tree.sentence[first - 1] != tree.sentence[first] or not is_title(tree.text[first - 1]):
        return 0
    return 0 if label in {"GPE", "LOC", "NORP"} and tree.text[first - 1].islower() else TITLED


def _weigh(reading: Reading, place: tuple[int, int, int], words: tuple[str, ...], label: str) -> int:
    """Return how much speaks for a person: the parser's label, titles, given names, "who", age; words for bodies against."""
    tree, (low, first, last) = reading.tree, place
    weight = WEIGHT_OF_LABEL.get(label, 0)
    weight += _weigh_title(tree, first, label)
    weight += 3 if len(words) > 1 and words[0].lower() in load_given_names() else 0
    weight -= 6 if any(word.lower() in load_actor_words() or word.lower() == "of" for word in words) else 0
    weight -= 3 if low and tree.lower[low - 1] == "the" and first == low else 0
    weight -= 4 if len(words) > LONGEST_NAME else 0
    if last + 1 < len(tree) and tree.text[last] == ",":
        weight += 3 * (tree.lower[last + 1] == "who") + 4 * (tree.text[last + 1].isdigit() and len(words) > 1)
    return weight
