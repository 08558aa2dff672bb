"""What a figure counts: the noun as written, the whole of a share, the currency of a sum; and the words for it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workbench.lexicons.word_lists import read_word_list
from workbench.measures.quantities.qualifiers import Quantity
from workbench.tokens import grammar
from workbench.tokens.tree import Tree

_GENERAL = frozenset(
    {"people", "person", "man", "woman", "child", "civilian", "resident", "inhabitant", "citizen", "national"}
    | {"villager", "life", "other"}
)  # nouns that count people in general, so that "412 residents" and "412 people" may be one figure
_HYPHENS = frozenset("-‑")
_NUMBER_DEPS = frozenset(
    {"nummod", "compound", "quantmod", "amod", "predet", "det", "advmod", "npadvmod", "nmod", "appos"}
)
# subjects that state a count: "the toll rose to 412"
_COUNTED_BY = frozenset({"toll", "number", "total", "figure", "tally", "count", "population"})
_COIN = re.compile(r"(?:\s+of)?\s+(?:U\.?S\.?\s+)?([A-Za-z]+)")
_HYPHENATED = re.compile(r"[-‑]([A-Za-z]+)")


@cache
def read_units() -> dict[str, str]:
    """Return the kind (time, people, thing, measure, money) of each unit noun."""
    return {row["term"]: row["kind"] for row in reversed(read_word_list("quantities/units"))}


@cache
def read_acts(pos: str) -> dict[str, tuple[str, str]]:
    """Return the act and its kind for each verb, noun or adjective."""
    return {row["term"]: (row["act"], row["kind"]) for row in read_word_list("quantities/acts") if row["pos"] == pos}


@cache
def time_words() -> str:
    """Return the units of time as alternatives of an expression."""
    return "|".join(term for term, kind in read_units().items() if kind == "time" and term != "quarter")


@dataclass(frozen=True)
class Unit:
    """The noun counted: its name as reported, its kind for grouping, and its token (the number's own if none)."""

    name: str
    kind: str
    token: int


def find_unit(quantity: Quantity) -> Unit | None:
    """Return what a figure counts, or None where the sentence leaves it out."""
    if quantity.number.currency:
        return Unit(quantity.number.currency, "money", quantity.head)
    coin = _COIN.match(quantity.after)
    if coin and quantity.number.kind in {"count", "loose"} and coin[1].lower() in _coins():
        return Unit(_coins()[coin[1].lower()], "money", quantity.head)
    compound = _HYPHENATED.match(quantity.after)
    if compound and quantity.number.kind != "share":
        return _name_compound(quantity, compound[1].lower())
    noun = _find_noun(quantity)
    if quantity.number.kind == "share":
        return _name_share(quantity, noun)
    if noun is None:
        return _find_people(quantity)
    return _name_noun(quantity.tree, noun)


def _coins() -> dict[str, str]:
    """Return the plain plural of each word for money that is nothing else."""
    short = {"dlr": "dollars", "dlrs": "dollars", "stg": "pounds", "dollar": "dollars", "dollars": "dollars"}
    return {**short, "euro": "euros", "euros": "euros", "yen": "yen", "cents": "cents", "pence": "pence"}


def _find_noun(quantity: Quantity) -> int | None:
    """Return the noun that the number modifies, or that follows with "of"."""
    tree, head = quantity.tree, quantity.head
    if quantity.last + 1 < len(tree) and tree.lower[quantity.last + 1] == "times":
        return quantity.last + 1
    parted = _follow_of(tree, head)
    if parted is not None:
        return parted
    above = tree.head[head]
    if above > quantity.last and tree.pos[above] in grammar.NOUNS and tree.dep[head] in _NUMBER_DEPS:
        return _follow_of(tree, above) if tree.lower[above] == "number" else above
    return _noun_beside(quantity)


def _follow_of(tree: Tree, token: int) -> int | None:
    nouns = (noun for noun in grammar.list_governed(tree, token, "of") if tree.head[noun] > token)
    return next((noun for noun in nouns if tree.pos[noun] in grammar.NOUNS), None)


def _noun_beside(quantity: Quantity) -> int | None:
    """Return the noun right after the number where the parser attached the number elsewhere."""
    tree, token = quantity.tree, quantity.last + 1
    of_parts = 0
    while token < len(tree) and tree.sentence[token] == tree.sentence[quantity.last]:
        if tree.pos[token] in grammar.NOUNS:
            joined = tree.dep[token] in {"compound", "poss", "nmod"} and tree.head[token] > token
            if not joined:
                return token
        elif tree.lower[token] == "of" and token == quantity.last + 1:
            of_parts += 1
        elif tree.pos[token] not in {"ADJ", "DET", "PRON", "PART", "ADV"} or tree.lower[token] in _ends():
            return None
        token += 1
    return None


def _ends() -> set[str]:
    return {*read_acts("adj"), "who", "which", "whom", "them", "us", "to"}


def _find_people(quantity: Quantity) -> Unit | None:
    """People where an adjective says what became of them ("20 dead") or the subject is a toll."""
    tree, after = quantity.tree, quantity.last + 1
    if after < len(tree) and tree.lower[after] in {*read_acts("adj"), "killed"}:
        return Unit("people", "people", quantity.head)
    for above in tree.ancestors(quantity.head):
        for subject in tree.children(above, "nsubj", "nsubjpass"):
            if tree.lemma[subject] in _COUNTED_BY and subject < quantity.first:
                counted = _follow_of(tree, subject)
                named = _name_noun(tree, counted) if counted is not None else Unit("people", "people", quantity.head)
                return named if counted is not None or "toll" in tree.lower[subject] else None
        if tree.pos[above] in {"VERB", "AUX"}:
            return None
    return None


def _name_noun(tree: Tree, noun: int) -> Unit:
    lemma = tree.lemma[noun]
    if lemma in read_acts("noun") and lemma not in {"casualty", "victim"}:
        counted = _follow_of(tree, noun)
        return Unit("people", "people", noun) if counted is None else _name_noun(tree, counted)
    name = _spell(tree, noun)
    return Unit(name if tree.pos[noun] == "PROPN" else name.lower(), _kind(tree, noun), noun)


def _spell(tree: Tree, noun: int) -> str:
    """Return the noun with the other pieces of its hyphenated word: e-mails."""
    first = last = noun
    while first > 1 and tree.text[first - 1] in _HYPHENS and tree.end[first - 1] == tree.start[first]:
        first -= 2
    while last + 2 < len(tree) and tree.text[last + 1] in _HYPHENS and tree.end[last] == tree.start[last + 1]:
        last += 2
    return tree.string((first, last + 1))


def _kind(tree: Tree, noun: int) -> str:
    """Return what units of the same thing share: people in general, or the noun's lemma."""
    lemma = tree.lemma[noun]
    is_nation = tree.pos[noun] == "PROPN" and tree.tag[noun] == "NNPS"
    if lemma in _GENERAL or is_nation or tree.ent_type[noun] == "NORP":
        return "people"
    return "money" if read_units().get(lemma) == "money" and lemma != "pound" else lemma


def _name_share(quantity: Quantity, noun: int | None) -> Unit:
    """Name the whole that a share is taken of, where it is said."""
    if noun is None or quantity.tree.lower[noun].startswith("per"):
        return Unit("share", "share", quantity.head)
    lemma = quantity.tree.lemma[noun]
    after_of = re.match(r"\s+(?:of|the|its|their|his|her|our|all)\b", quantity.after)
    if not after_of and quantity.words.lower().endswith(("%", "cent", "percent", "pct")):
        return Unit("share", "share", quantity.head)
    return Unit(f"share of {quantity.tree.lower[noun]}", f"share of {lemma}", noun)


def _name_compound(quantity: Quantity, word: str) -> Unit:
    """Name the unit of "six-week", "12-member" or "1,200-strong"."""
    tree, token = quantity.tree, quantity.head
    if word in {"strong", "member"}:
        return Unit("members" if word == "member" else "people", "people", token)
    after = tree.tokens_between(quantity.end + 1, quantity.end + 1 + len(word))[0]
    single = {"foot": "feet", "inch": "inches", "person": "people", "man": "men", "woman": "women", "story": "stories"}
    plural = (
        single.get(word) or {"country": "countries", "century": "centuries"}.get(word) or f"{word.removesuffix('s')}s"
    )
    return Unit(plural, "people" if plural == "people" else word, min(after, len(tree) - 1))
