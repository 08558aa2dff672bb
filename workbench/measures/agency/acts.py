"""Which tokens name an act: entries of the lexicon `acts`, met with what the parse says about their verb or noun."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from workbench.lexicons import Lexicon
from workbench.lexicons.word_lists import read_word_list
from workbench.tokens import grammar
from workbench.tokens.tree import Tree

_BESIDE = ("prt", "advmod", "prep", "oprd", "acomp", "dobj", "nsubjpass", "ccomp", "xcomp")
_LEMMA = re.compile(r"<([^<>]+)>")


@dataclass(frozen=True)
class Entry:
    """One act of the lexicon: its lemmas (verb first), frame, family and guards."""

    lemmas: tuple[str, ...]
    kind: str
    frame: str
    family: str
    guard_before: str
    guard_after: str

    @property
    def label(self) -> str:
        """The act as the table names it."""
        return " ".join(self.lemmas)


@dataclass(frozen=True)
class Act:
    """An act where it stands: its head token, the tokens that belong to it, and its entry."""

    token: int
    parts: tuple[int, ...]
    entry: Entry
    idiom: bool = False


Index = Mapping[str, tuple[Entry, ...]]


@cache
def list_words(name: str) -> frozenset[str]:
    """Return one of the small closed lists that the rules read ("light_verbs", "events" ...) from `agency_words`.

    Examples
    --------
    >>> "launch" in list_words("light_verbs")
    True
    """
    return frozenset(row["term"] for row in read_word_list("agency_words") if row["list"] == name)


def index_entries(lexicon: Lexicon) -> tuple[Index, Index]:
    """Return the verb entries by the lemma of the verb, longest first, and the noun entries by the lemma of the noun."""
    verbs: dict[str, list[Entry]] = defaultdict(list)
    nouns: dict[str, list[Entry]] = defaultdict(list)
    for row in lexicon.entries.itertuples(index=False):
        lemmas = tuple(_LEMMA.sub(r"\1", row.term).lower().split())
        entry = Entry(lemmas, row.category, row.subcategory, row.note, row.guard_before, row.guard_after)
        (nouns if "NOUN" in row.pos.split() else verbs)[lemmas[0]].append(entry)
    return _freeze(verbs), _freeze(nouns)


def list_states(lexicon: Lexicon) -> dict[str, str]:
    """Return the participles that name a condition, with their frame: always, or in the simple present."""
    rows = lexicon.entries[lexicon.entries["category"] == "state"]
    return dict(zip(rows["term"], rows["subcategory"], strict=True))


def meet_verb(tree: Tree, token: int, entries: Iterable[Entry]) -> Act | None:
    """Return the longest entry that a verb meets in this sentence, or None."""
    for entry in entries:
        if entry.kind == "state" or is_guarded(tree, token, entry):
            continue
        parts = _meet_rest(tree, token, entry.lemmas[1:])
        if parts is not None:
            return Act(token, (token, *parts), entry, idiom=_has_noun(tree, parts))
    return None


def meet_noun(tree: Tree, token: int, entries: Iterable[Entry]) -> Act | None:
    """Return the entry that a noun meets, or None; a noun that only modifies another ("strike group") names no act."""
    if tree.dep[token] in {"compound", "nmod", "amod", "npadvmod"}:
        return None
    for entry in entries:
        if not is_guarded(tree, token, entry):
            return Act(token, (token,), entry)
    return None


def is_guarded(tree: Tree, token: int, entry: Entry) -> bool:
    """Whether the words before or after in the sentence say that the act is not meant."""
    if not (entry.guard_before or entry.guard_after):
        return False
    low, high = sentence_bounds(tree, token)
    before = " ".join(tree.lower[low:token])
    after = " ".join(tree.lower[token + 1 : high])
    return any(
        bool(guard) and re.search(guard, words) is not None
        for guard, words in ((entry.guard_before, before), (entry.guard_after, after))
    )


def sentence_bounds(tree: Tree, token: int) -> tuple[int, int]:
    """Return the first position of the token's sentence and the one after its last."""
    low = high = token
    while low > 0 and tree.sentence[low - 1] == tree.sentence[token]:
        low -= 1
    while high < len(tree) and tree.sentence[high] == tree.sentence[token]:
        high += 1
    return low, high


def _freeze(found: Mapping[str, list[Entry]]) -> Index:
    return {lemma: tuple(sorted(held, key=lambda entry: -len(entry.lemmas))) for lemma, held in found.items()}


def _meet_rest(tree: Tree, token: int, rest: tuple[str, ...]) -> tuple[int, ...] | None:
    """Positions of the particle, preposition or noun that the entry asks for; None if one is missing."""
    if not rest:
        return ()
    if rest == ("to",):
        leaves = any(tree.lemma[kid] in list_words("leaving") for kid in tree.children(token, "xcomp"))
        return () if leaves else None
    if len(rest) > 1:
        nouns = (noun for noun in grammar.list_governed(tree, token, rest[0]) if _is(tree, noun, rest[-1]))
        return next(((tree.head[noun], noun) for noun in nouns), None)
    beside = next((kid for kid in tree.children(token, *_BESIDE) if _is(tree, kid, rest[0])), None)
    return _meet_relative(tree, token, rest[0]) if beside is None else (beside,)


def _meet_relative(tree: Tree, token: int, noun: str) -> tuple[int, ...] | None:
    """Return the noun before its clause: "lives lost", "shots that were fired"."""
    head = tree.head[token]
    return (head,) if tree.dep[token] in {"acl", "relcl"} and _is(tree, head, noun) else None


def _is(tree: Tree, token: int, lemma: str) -> bool:
    return lemma in (tree.lemma[token], tree.lower[token])


def _has_noun(tree: Tree, parts: Iterable[int]) -> bool:
    return any(tree.pos[part] in grammar.NOUNS for part in parts)
