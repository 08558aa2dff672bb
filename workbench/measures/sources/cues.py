"""The lexicon of reporting verbs, and which verb of a text is which entry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from workbench.lexicons.word_lists import read_word_list
from workbench.tokens.tree import Span, Tree

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
    return read_lexicon("reporting_verbs")


@lru_cache(maxsize=8)
def read_lexicon(name: str) -> dict[str, Cue]:
    """Return the entries of one lexicon file by lemma."""
    return {
        row["lemma"]: Cue(
            row["lemma"],
            row["family"],
            float(row["writer_stance"]),
            LEVEL_OF_SCOPE[row["scope"]],
            frozenset(row["frames"].split()),
        )
        for row in read_word_list(name)
    }


def find_cue(tree: Tree, token: int) -> Cue | None:
    """Return the lexicon entry of a verb; a phrase ("point out") goes before its first word."""
    if not tree.tag[token].startswith("VB"):
        return None
    lexicon, lemma = load_cues(), LEMMAS.get(tree.lemma[token], tree.lemma[token])
    for particle in _particles(tree, token):
        phrase = lexicon.get(f"{lemma} {particle}")
        if phrase:
            return phrase
    return lexicon.get(lemma)


def _particles(tree: Tree, token: int) -> list[str]:
    follows = [tree.lower[token + 1]] if token + 1 < len(tree) else []
    return [*follows, *(tree.lower[kid] for kid in tree.children(token, "prt", "prep", "acomp", "ccomp"))]


def cue_span(tree: Tree, token: int) -> Span:
    """Token range of the verb group: auxiliaries, negation and adverbs before the verb, its particle after it."""
    low = high = token
    while low and tree.head[low - 1] == token and tree.dep[low - 1] in {"aux", "auxpass", "neg", "advmod"}:
        low -= 1
    if high + 1 < len(tree) and tree.dep[high + 1] == "prt" and tree.head[high + 1] == token:
        high += 1
    return low, high + 1
