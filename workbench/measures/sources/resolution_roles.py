"""In what words an article introduces a name: "council chair NAME", "NAME, a teacher", "the official, NAME,"."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.measures.sources.names import Name, Reading
from workbench.measures.sources.names_words import find_role, load_actor_words
from workbench.tokens.tree import Tree

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
PAUSES = frozenset({",", "—", "–", "--", "-", "("})
STOPS = frozenset({",", "—", "–", "--", ".", ";", ":", ")", '"', "”", "“", "!", "?"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OPENERS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "PRON", "VERB"})
PHRASE_OPENERS = frozenset({"the", "a", "an", "another", "its", "his", "her", "their"})
LONGEST = 22
LONGEST_BEFORE = 12
COPULAS = frozenset({"is", "was", "became", "remains"})


@dataclass(frozen=True)
class Description:
    """Words that introduce a name: where they stand, their role nouns, and all their words in lower case."""

    first: int
    last: int
    place: str
    heads: tuple[str, ...]
    words: frozenset[str]


def describe_name(reading: Reading, name: Name) -> list[Description]:
    """Return the words that introduce a name at one place in the text."""
    tree = reading.tree
    spans = (
        ("before", _before(tree, name)),
        ("behind", _behind(reading, name)),
        ("outer", _outer(tree, name)),
        ("copula", _copula(tree, name)),
        ("relative", _relative(tree, name)),
    )
    found = [make_description(tree, span, place) for place, span in spans if span is not None]
    return [d for d in found if d.heads or d.place in {"relative", "behind"}]


def describe_body(tree: Tree, name: Name) -> list[Description]:
    """Return the words that say what kind of body a name is: "militant group NAME", "NAME, an aid agency,"."""
    spans = (("before", _before(tree, name)), ("behind", _behind_body(tree, name)))
    found = [make_description(tree, span, place) for place, span in spans if span is not None]
    return [d for d in found if not d.words.isdisjoint(load_actor_words())]


def _behind_body(tree: Tree, name: Name) -> tuple[int, int] | None:
    low = name.last + 1
    if low >= len(tree) or tree.text[name.last] not in PAUSES or tree.lower[low] not in {"a", "an", "the"}:
        return None
    high = low
    while high < len(tree) and tree.pos[high] in NOMINAL | {"DET", "PUNCT"} and tree.text[high] not in STOPS:
        high += 1
    return (low, high) if high > low + 1 else None


def make_description(tree: Tree, span: tuple[int, int], place: str) -> Description:
    """Return a span of words as a `Description`; the role nouns up to the first preposition are its heads."""
    heads: list[str] = []
    for token in range(*span):
        if heads and (tree.pos[token] in {"ADP", "VERB"} or tree.text[token] == ","):
            break
        role = find_role(tree.lower[token])
        two = find_role(f"{tree.lower[token - 1]} {tree.lower[token]}") if token > span[0] else None
        heads += [r.lemma for r in (two, role) if r is not None]
    words = frozenset(w for t in range(*span) for w in (tree.lower[t].removesuffix("."), tree.lemma[t]) if w.isalnum())
    return Description(span[0], span[1], place, tuple(heads) if place != "relative" else (), words)


def _before(tree: Tree, name: Name) -> tuple[int, int] | None:
    low = name.first
    while low and tree.sentence[low - 1] == tree.sentence[name.first]:
        token = low - 1
        nominal = tree.pos[token] in NOMINAL or tree.tag[token] == "POS" or tree.text[token] == "-"
        nominal = nominal and tree.ent_type[token] not in {"DATE", "TIME"}
        nominal = nominal or (tree.tag[token] == "VBN" and tree.dep[token] == "amod")
        of = tree.lower[token] == "of" and low < name.first and tree.pos[token - 1] in {"NOUN", "PROPN"}
        if not (nominal or of) or name.first - low > LONGEST_BEFORE or not _hangs_together(tree, token, name):
            break
        low -= 1
    while low < name.first and (tree.is_punct(low) or tree.tag[low] == "POS"):
        low += 1
    return (low, name.first) if low < name.first else None


def _hangs_together(tree: Tree, token: int, name: Name) -> bool:
    """Whether a word before a name belongs to the name's noun phrase, by its head or as the head of the name."""
    if tree.tag[token] == "POS" or tree.is_punct(token):
        return True
    if token < tree.head[token] < name.last or (tree.lower[token - 1] == "of" and tree.head[token] == token - 1):
        return True
    return any(tree.head[t] == token for t in range(token + 1, name.last))


def _behind(reading: Reading, name: Name) -> tuple[int, int] | None:
    tree, low = reading.tree, name.last + 1
    if low >= len(tree) or tree.text[name.last] not in PAUSES or tree.pos[low] not in OPENERS:
        return None
    if tree.tag[low] in FINITE | {"WP", "VBG"} or tree.sentence[low] != tree.sentence[name.first]:
        return None
    return _noun_phrase(reading, low)


def _noun_phrase(reading: Reading, low: int) -> tuple[int, int] | None:
    """Return the phrase from a token to the next pause, if it holds a role noun or an age before any verb."""
    tree, high = reading.tree, low
    while (
        high < len(tree)
        and tree.sentence[high] == tree.sentence[low]
        and tree.text[high] not in STOPS
        and high - low < LONGEST
    ):
        if tree.tag[high] in FINITE or reading.quoted[high]:
            break
        high += 1
    roles = [t for t in range(low, high) if find_role(tree.lower[t]) is not None]
    if high == low or (not roles and not tree.text[low].isdigit()):
        return None
    person = next((t for t in range(low, high) if reading.iob[t] == "B" and tree.ent_type[t] == "PERSON"), None)
    if person is not None:
        high = next((t for t in range(low, person) if tree.pos[t] == "ADP" and any(r < t for r in roles)), low)
    coordinated = high < len(tree) and tree.lower[high] == "and"
    return None if coordinated or high == low else (low, high)


def _outer(tree: Tree, name: Name) -> tuple[int, int] | None:
    """Return "the official" of "the official, NAME,": a noun phrase that ends right before the name's comma."""
    comma = name.low - 1
    if comma < 1 or tree.text[comma] not in PAUSES or name.last >= len(tree) or tree.text[name.last] not in STOPS:
        return None
    low = comma
    while low and tree.sentence[low - 1] == tree.sentence[comma] and comma - low < LONGEST:
        low -= 1
        if tree.tag[low] in FINITE or tree.text[low] in STOPS:
            return None
        if tree.lower[low] in PHRASE_OPENERS and tree.pos[low - 1] != "ADP":
            break
    else:
        if not all(tree.pos[t] in NOMINAL or tree.tag[t] == "POS" for t in range(low, comma)):
            return None
    return (low, comma) if any(find_role(tree.lower[t]) for t in range(low, comma)) else None


def _copula(tree: Tree, name: Name) -> tuple[int, int] | None:
    """Return "a teacher" of "NAME is a teacher" and "NAME, who is a teacher"."""
    verb = name.last
    if verb + 2 < len(tree) and tree.text[verb] == "," and tree.lower[verb + 1] == "who":
        verb += 2
    if verb + 1 >= len(tree) or tree.lower[verb] not in COPULAS or tree.pos[verb + 1] not in NOMINAL | {"DET"}:
        return None
    high = verb + 2
    while high < len(tree) and tree.pos[high] in NOMINAL | {"ADP", "DET"} and high - verb < LONGEST_BEFORE:
        high += 1
    return verb + 1, high


def _relative(tree: Tree, name: Name) -> tuple[int, int] | None:
    low = name.last + 1
    if low + 2 < len(tree) and tree.text[low].isdigit() and tree.text[low + 1] == ",":
        low += 2
    if low >= len(tree) or tree.text[low - 1] != "," or tree.lower[low] not in {"who", "whose"}:
        return None
    high = low
    while high < len(tree) and tree.sentence[high] == tree.sentence[low] and tree.text[high] not in STOPS:
        high += 1
    return low, high
