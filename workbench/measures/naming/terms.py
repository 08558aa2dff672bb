"""The word lists of this measure, read once from their data files."""

from __future__ import annotations

from functools import cache

from workbench.lexicons.word_lists import read_word_list


@cache
def read_relations() -> frozenset[str]:
    """Return the participles of relational descriptors: run, controlled, backed."""
    return frozenset(row["term"] for row in read_word_list("naming/relations"))


@cache
def read_roles() -> dict[str, str]:
    """Return the family of each role noun or phrase."""
    return {row["term"]: row["family"] for row in reversed(read_word_list("naming/roles"))}


@cache
def read_categories() -> dict[str, frozenset[str]]:
    """Return the kinds of source that each category noun can stand for."""
    return {row["term"]: frozenset(row["kinds"].split()) for row in read_word_list("naming/categories")}


@cache
def read_anaphors() -> frozenset[str]:
    """Return the category nouns that, with "the", take up the only such entity: the group, the government."""
    return frozenset(row["term"] for row in read_word_list("naming/categories") if row["anaphor"] == "yes")


@cache
def read_presupposing(kind: str) -> frozenset[str]:
    """Return the prepositions, nouns or verbs whose complement is taken for granted."""
    return frozenset(row["term"] for row in read_word_list("naming/presupposing") if row["kind"] == kind)


@cache
def read_event_nouns() -> frozenset[str]:
    """Return the nouns that name events, those for any happening left out."""
    rows = read_word_list("event_nouns")
    return frozenset(row["term"] for row in rows if row["match"] in {"lemma", "form"} and row["category"] != "neutral")
