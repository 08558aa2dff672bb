"""What a statement is made of: its cue (reporting verbs, nouns and adjectives of the lexicon) and the candidate around it.

A new reporting verb is one row of ``lexicons/reporting_verbs.csv``: lemma, family, writer_stance (+1 presupposes the
content, 0 open, -1 keeps distance), scope, frames, traits, note. The codes are those of `FRAMES`, `TRAITS` and
`LEVEL_OF_SCOPE`. A rule turns a cue into a `Candidate`; `Accepted` holds those that stand.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache, partial

from workbench.lexicons.word_lists import read_word_list
from workbench.tokens.grammar import find_speaking_subject
from workbench.tokens.tree import Span, Tree

# Which complements of a cue may be its content. A verb without frames is known, so that it is taken for no other
# verb of saying, but reports nothing by itself.
FRAMES = {
    "q": 'a quotation beside it: "We stay," she snapped',
    "c": "a clause: said (that) they would stay",
    "i": "an infinitive: vowed to stay",
    "g": "a gerund: denied breaking the truce",
    "o": "an object: rejected the plan",
    "p:X": "a phrase with the preposition X: complained about the plan",
    "o+X": "an object and a phrase with X: praised the council for the plan, described it as a trap",
    "o+i": "an object and an infinitive: urged residents to leave",
    "o+o": "an object and what it is called: dubbed the plan a joke",
    "o+c": "an object and a clause: told residents that they must leave; read by no rule, which look for c alone",
}
# What else the rules must know of a verb.
TRAITS = {
    "hearer": "its object may be the person told: told reporters",
    "relays": 'in the passive it hands speech on: X was quoted "as saying"',
    "relayed": "the verb behind that: was quoted as saying, warning, adding",
    "no-hearsay": 'its passive without an agent reports nothing: "was elected to", "was told to"',
    "accuses": "its content is held against somebody: read by naming",
    "refuses": "its content is turned down, not asserted: read by quantities",
}
# Speech is core; decisions and beliefs are wide (docs: the codebook, `schema.LEVELS`).
LEVEL_OF_SCOPE = {"speech": "core", "decision": "wide", "attitude": "wide"}
# Lemmas that the small English model gets wrong ("hoping": hop).
LEMMAS = {"hop": "hope", "hopin": "hope", "saw": "see", "bett": "bet"}


@dataclass(frozen=True)
class Cue:
    """One entry of a cue lexicon; `frames` and `traits` hold codes of `FRAMES` and `TRAITS`."""

    lemma: str
    family: str
    stance: float
    level: str
    frames: frozenset[str]
    traits: frozenset[str] = frozenset()

    def takes(self, *frames: str) -> bool:
        """Whether any of `frames` is among the entry's complements."""
        return not self.frames.isdisjoint(frames)

    def prepositions(self, prefix: str) -> set[str]:
        """Return the prepositions of the frames that begin with `prefix` ("p:" or "o+")."""
        return {frame[len(prefix) :] for frame in self.frames if frame.startswith(prefix)}

    @property
    def hearer(self) -> bool:
        """Whether its object may be the person told."""
        return "hearer" in self.traits

    @property
    def labels(self) -> dict[str, str | float]:
        """What the cue says of a statement: lemma, family, stance and level."""
        return {"lemma": self.lemma, "family": self.family, "stance": self.stance, "level": self.level}


@lru_cache(maxsize=8)
def read_cues(name: str = "reporting_verbs") -> dict[str, Cue]:
    """Return the entries of one cue lexicon by lemma; of a phrase ("point out"), by its words joined with a space."""
    return {
        row["lemma"]: Cue(
            row["lemma"],
            row["family"],
            float(row["writer_stance"]),
            LEVEL_OF_SCOPE[row["scope"]],
            frozenset(row["frames"].split()),
            frozenset(row.get("traits", "").split()),
        )
        for row in read_word_list(name)
    }


def find_cue(tree: Tree, token: int) -> Cue | None:
    """Return the lexicon entry of a verb; a phrase ("point out") goes before its first word."""
    if not tree.tag[token].startswith("VB"):
        return None
    lexicon, lemma = read_cues(), LEMMAS.get(tree.lemma[token], tree.lemma[token])
    for particle in _particles(tree, token):
        phrase = lexicon.get(f"{lemma} {particle}")
        if phrase:
            return phrase
    return lexicon.get(lemma)


def cue_span(tree: Tree, token: int) -> Span:
    """Return the verb group of a cue: auxiliaries, negation and adverbs before the verb, its particle after it."""
    low = high = token
    while low and tree.head[low - 1] == token and tree.dep[low - 1] in {"aux", "auxpass", "neg", "advmod"}:
        low -= 1
    if high + 1 < len(tree) and tree.dep[high + 1] == "prt" and tree.head[high + 1] == token:
        high += 1
    return low, high + 1


def _particles(tree: Tree, token: int) -> list[str]:
    follows = [tree.lower[token + 1]] if token + 1 < len(tree) else []
    return [*follows, *(tree.lower[kid] for kid in tree.children(token, "prt", "prep", "acomp", "ccomp"))]


def has_trait(tree: Tree, token: int, trait: str) -> bool:
    """Whether the lexicon gives the lemma of a token, whatever follows it, one of the `TRAITS`."""
    cue = read_cues().get(tree.lemma[token])
    return cue is not None and trait in cue.traits


def find_speaker(tree: Tree, verb: int) -> int | None:
    """Return the head token of who vouches for what a verb reports, as `tokens.grammar.find_speaking_subject` says.

    A reporting participle (", adding that …") goes on with what the cue above the content reports.
    """
    return find_speaking_subject(tree, verb, adds_to=partial(_adds_to, tree=tree))


def _adds_to(participle: int, outer: int, *, tree: Tree) -> bool:
    cue = find_cue(tree, outer)
    return cue is not None and cue.level == "core" and find_cue(tree, participle) is not None


@dataclass(frozen=True)
class Candidate:
    """One attributed statement before it becomes rows: spans of content, cue and source as token ranges.

    Attributes
    ----------
    content : tuple of Span
        One token range per piece.
    rule : str
        The name of the rule that found it.
    cue, cue_head, source, source_head : optional
        Token ranges and the tokens that head them.
    lemma, family, stance, level : as the columns cue_lemma, cue_family, cue_stance and level of the table
    form : str
        Set by rules that know the form themselves ("second-hand", "hearsay", "noun", "snippet"), else empty.
    """

    content: tuple[Span, ...]
    rule: str
    cue: Span | None = None
    cue_head: int | None = None
    source: Span | None = None
    source_head: int | None = None
    lemma: str = ""
    family: str = ""
    stance: float = float("nan")
    level: str = "core"
    form: str = ""

    def with_content(self, content: tuple[Span, ...]) -> Candidate:
        """Return the same candidate with other pieces of content."""
        return replace(self, content=content)


class Accepted:
    """Candidates in the order they were accepted; by sentence, so that a long article costs no more per sentence."""

    def __init__(self, tree: Tree, candidates: Iterable[Candidate] = ()) -> None:
        self.tree = tree
        self.candidates: list[Candidate] = []
        self._by_sentence: dict[int, list[int]] = defaultdict(list)
        for candidate in candidates:
            self.add(candidate)

    def add(self, candidate: Candidate) -> None:
        """Accept a candidate."""
        self.candidates.append(candidate)
        self._register(len(self.candidates) - 1, candidate)

    def replace(self, number: int, candidate: Candidate) -> None:
        """Put a candidate with further content in the place of an accepted one."""
        self.candidates[number] = candidate
        self._register(number, candidate)

    def near(self, span: Span) -> list[int]:
        """Return the numbers of those with content or cue in the sentences of a span, in order."""
        return sorted({number for sentence in self._sentences(span) for number in self._by_sentence.get(sentence, ())})

    def overlaps(self, span: Span) -> bool:
        """Whether any content shares a token with a span."""
        return any(
            low < span[1] and span[0] < high
            for number in self.near(span)
            for low, high in self.candidates[number].content
        )

    def _register(self, number: int, candidate: Candidate) -> None:
        for span in (*candidate.content, *([candidate.cue] if candidate.cue else [])):
            for sentence in self._sentences(span):
                if number not in self._by_sentence[sentence]:
                    self._by_sentence[sentence].append(number)

    def _sentences(self, span: Span) -> range:
        return range(self.tree.sentence[span[0]], self.tree.sentence[span[1] - 1] + 1)
