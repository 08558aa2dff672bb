"""The word lists about sources, read once: titles, roles, words for actors, gender cues."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from workbench.lexicons.word_lists import read_word_list

ANY_BODY = "takes up any body"
IN_CAPITALS = "matched only where written in capitals"


@dataclass(frozen=True)
class Role:
    """One entry of `role_nouns.csv`; `under` holds the wider words that may name the same person."""

    lemma: str
    same_as: str
    under: frozenset[str]
    kind: str
    takes_kind: bool
    office: bool


@lru_cache(maxsize=1)
def load_roles() -> dict[str, Role]:
    """Return the role nouns by lemma; a phrase ("prime minister") by its words."""
    return {
        row["role"]: Role(
            row["role"],
            row["same_as"] or row["role"],
            frozenset(row["under"].split()),
            row["kind"],
            row["takes_kind"] == "yes",
            row["office"] == "yes",
        )
        for row in read_word_list("sources/role_nouns")
    }


@lru_cache(maxsize=1)
def load_actor_words() -> dict[str, str]:
    """Return the kind of actor for each word or phrase of `actor_words.csv`."""
    return {row["term"]: row["kind"] for row in read_word_list("sources/actor_words")}


@lru_cache(maxsize=1)
def load_acronyms() -> frozenset[str]:
    """Return the terms of `actor_words.csv` that are a body's only where written in capitals ("WHO")."""
    return frozenset(row["term"] for row in read_word_list("sources/actor_words") if row["note"] == IN_CAPITALS)


@lru_cache(maxsize=1)
def load_body_nouns() -> frozenset[str]:
    """Return the nouns by which any body may be taken up ("the group", "the company")."""
    return frozenset(row["term"] for row in read_word_list("sources/actor_words") if row["note"] == ANY_BODY)


@lru_cache(maxsize=1)
def load_genders() -> dict[str, str]:
    """Return "m" or "f" for titles, kin words and given names."""
    return {row["term"]: row["gender"] for row in read_word_list("sources/gender_cues")}


@lru_cache(maxsize=1)
def load_given_names() -> frozenset[str]:
    """Return the given names among the gender cues."""
    return frozenset(row["term"] for row in read_word_list("sources/gender_cues") if row["cue"] == "given name")


@lru_cache(maxsize=1)
def load_titles() -> dict[str, str]:
    """Return the short titles that stand before a name ("Mr", "Sen"), each with the role it shortens."""
    return {row["term"]: row["note"] for row in read_word_list("sources/name_affixes") if row["place"] == "before"}


@lru_cache(maxsize=8)
def load_affixes(place: str) -> frozenset[str]:
    """Return the words of `name_affixes.csv` for one place: after, inside, office, rank or opener."""
    return frozenset(row["term"] for row in read_word_list("sources/name_affixes") if row["place"] == place)


@lru_cache(maxsize=1)
def load_channels() -> dict[str, str]:
    """Return the channel for each phrase of `channel_phrases.csv`."""
    return {row["phrase"]: row["channel"] for row in read_word_list("sources/channel_phrases")}


@lru_cache(maxsize=1)
def load_experiences() -> dict[str, str]:
    """Return the kind of actor for what a relative clause says has happened to someone."""
    return {row["term"]: row["kind"] for row in read_word_list("sources/experiences")}


def compile_terms(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Return one pattern that finds any of `terms` as whole words, the longest first."""
    ordered = sorted(terms, key=lambda term: (-len(term), term))
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, ordered)) + r")(?![\w-])")


@lru_cache(maxsize=4096)
def find_role(word: str) -> Role | None:
    """Return the role a word names, in the singular or the plural.

    Examples
    --------
    >>> find_role("spokeswomen").lemma
    'spokeswoman'
    """
    roles, lower = load_roles(), word.lower().removesuffix(".")
    for form in singular_forms(lower):
        if form in roles:
            return roles[form]
        if load_titles().get(form):
            return roles.get(load_titles()[form])
    return None


def singular_forms(word: str) -> tuple[str, ...]:
    """Return a word and what it may be the plural of."""
    forms = [word]
    for plural, singular in (("men", "man"), ("ies", "y"), ("es", ""), ("s", "")):
        if word.endswith(plural) and len(word) > len(plural) + 1:
            forms.append(word.removesuffix(plural) + singular)
    return tuple(forms)


def is_title(word: str) -> bool:
    """Whether a word may stand before a name as a title: "Mr.", "Sen.", "President"."""
    lower = word.lower().removesuffix(".")
    return lower in load_titles() or find_role(lower) is not None
