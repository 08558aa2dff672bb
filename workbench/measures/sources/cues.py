"""The lexicon of reporting verbs, and which verb of a text is which entry."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from workbench.measures.sources.parse import Parse, Span

LEMMAS = {"hop": "hope", "hopin": "hope", "saw": "see", "bett": "bet"}
LEVEL_OF_SCOPE = {"speech": "core", "decision": "wide", "attitude": "wide"}


@dataclass(frozen=True)
class Cue:
    """One entry of `reporting_verbs.csv`; `frames` says which complements may be its content."""

    lemma: str
    family: str
    stance: float
    level: str
    frames: frozenset[str]

    def takes(self, *frames: str) -> bool:
        """Whether any of `frames` is among the entry's complements."""
        return not self.frames.isdisjoint(frames)

    def prepositions(self, prefix: str) -> set[str]:
        """Prepositions of the frames that begin with `prefix` ("p:" or "o+")."""
        return {frame[len(prefix) :] for frame in self.frames if frame.startswith(prefix)}


def load_cues() -> dict[str, Cue]:
    """Return the reporting verbs by lemma; of a phrase, by its words joined with a space."""
    return read_lexicon("reporting_verbs.csv")


@lru_cache(maxsize=8)
def read_lexicon(name: str) -> dict[str, Cue]:
    """Return the entries of one lexicon file by lemma."""
    with files("workbench.lexicons").joinpath(name).open(encoding="utf-8", newline="") as file:
        return {
            row["lemma"]: Cue(
                row["lemma"],
                row["family"],
                float(row["writer_stance"]),
                LEVEL_OF_SCOPE[row["scope"]],
                frozenset(row["frames"].split()),
            )
            for row in csv.DictReader(file)
        }


def find_cue(parse: Parse, token: int) -> Cue | None:
    """Return the lexicon entry of a verb; a phrase ("point out") goes before its first word."""
    if not parse.tag[token].startswith("VB"):
        return None
    lexicon, lemma = load_cues(), LEMMAS.get(parse.lemma[token], parse.lemma[token])
    for particle in _particles(parse, token):
        phrase = lexicon.get(f"{lemma} {particle}")
        if phrase:
            return phrase
    return lexicon.get(lemma)


def _particles(parse: Parse, token: int) -> list[str]:
    follows = [parse.lower[token + 1]] if token + 1 < len(parse) else []
    return [*follows, *(parse.lower[kid] for kid in parse.children(token, "prt", "prep", "acomp", "ccomp"))]


def cue_span(parse: Parse, token: int) -> Span:
    """Token range of the verb group: auxiliaries, negation and adverbs before the verb, its particle after it."""
    low = high = token
    while low and parse.head[low - 1] == token and parse.dep[low - 1] in {"aux", "auxpass", "neg", "advmod"}:
        low -= 1
    if high + 1 < len(parse) and parse.dep[high + 1] == "prt" and parse.head[high + 1] == token:
        high += 1
    return low, high + 1
