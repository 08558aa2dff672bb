"""Word lists that the zone rules share, read from the data file beside this module."""

from __future__ import annotations

import tomllib
from importlib.resources import files

_LISTS = tomllib.loads((files(__package__) / "zone_words.toml").read_text(encoding="utf-8"))


def _read_list(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


def _third_person(verb: str) -> str:
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z")) else "s")


def _add_third_person(verbs: frozenset[str]) -> frozenset[str]:
    return verbs | frozenset(map(_third_person, verbs))


FUNCTION_WORDS = _read_list("function_words")
SMALL_TITLE_WORDS = _read_list("small_title_words")
LINKING_NAME_WORDS = _read_list("linking_name_words")
PRONOUNS = _read_list("pronouns")
SENTENCE_OPENERS = _read_list("sentence_openers")
REPORTING_WORDS = _read_list("reporting_words")
PAST_WORDS = _read_list("past_words")
NARRATIVE_WORDS = _read_list("narrative_words")
FINITE_WORDS = _read_list("finite_words")
PAST_SAID = _read_list("past_said")
BEFORE_NOUNS = _read_list("before_nouns")
PICTURE_VERBS = _add_third_person(_read_list("picture_verbs"))
SCENE_VERBS = PICTURE_VERBS - _add_third_person(_read_list("scheduled_verbs"))
HEADLINE_VERBS = _read_list("headline_verbs")
UI_WORDS = _read_list("ui_words")
UI_JOINING_WORDS = _read_list("ui_joining_words")
