"""In what words an article introduces a name: "council chair NAME", "NAME, a teacher", "the official, NAME,"."""

from __future__ import annotations

from dataclasses import dataclass

from workbench.measures.sources.names import Name, Reading
from workbench.measures.sources.names_words import find_role, load_actor_words
from workbench.measures.sources.parse import Parse

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
    parse = reading.parse
    spans = (
        ("before", _before(parse, name)),
        ("behind", _behind(reading, name)),
        ("outer", _outer(parse, name)),
        ("copula", _copula(parse, name)),
        ("relative", _relative(parse, name)),
    )
    found = [make_description(parse, span, place) for place, span in spans if span is not None]
    return [d for d in found if d.heads or d.place in {"relative", "behind"}]


def describe_body(parse: Parse, name: Name) -> list[Description]:
    """Return the words that say what kind of body a name is: "militant group NAME", "NAME, an aid agency,"."""
    spans = (("before", _before(parse, name)), ("behind", _behind_body(parse, name)))
    found = [make_description(parse, span, place) for place, span in spans if span is not None]
    return [d for d in found if not d.words.isdisjoint(load_actor_words())]


def _behind_body(parse: Parse, name: Name) -> tuple[int, int] | None:
    low = name.last + 1
    if low >= len(parse) or parse.word[name.last] not in PAUSES or parse.lower[low] not in {"a", "an", "the"}:
        return None
    high = low
    while high < len(parse) and parse.pos[high] in NOMINAL | {"DET", "PUNCT"} and parse.word[high] not in STOPS:
        high += 1
    return (low, high) if high > low + 1 else None


def make_description(parse: Parse, span: tuple[int, int], place: str) -> Description:
    """Return a span of words as a `Description`; the role nouns up to the first preposition are its heads."""
    heads: list[str] = []
    for token in range(*span):
        if heads and (parse.pos[token] in {"ADP", "VERB"} or parse.word[token] == ","):
            break
        role = find_role(parse.lower[token])
        two = find_role(f"{parse.lower[token - 1]} {parse.lower[token]}") if token > span[0] else None
        heads += [r.lemma for r in (two, role) if r is not None]
    words = frozenset(
        w for t in range(*span) for w in (parse.lower[t].removesuffix("."), parse.lemma[t]) if w.isalnum()
    )
    return Description(span[0], span[1], place, tuple(heads) if place != "relative" else (), words)


def _before(parse: Parse, name: Name) -> tuple[int, int] | None:
    low = name.first
    while low and parse.sent[low - 1] == parse.sent[name.first]:
        token = low - 1
        nominal = parse.pos[token] in NOMINAL or parse.tag[token] == "POS" or parse.word[token] == "-"
        nominal = nominal and parse.ent[token] not in {"DATE", "TIME"}
        nominal = nominal or (parse.tag[token] == "VBN" and parse.dep[token] == "amod")
        of = parse.lower[token] == "of" and low < name.first and parse.pos[token - 1] in {"NOUN", "PROPN"}
        if not (nominal or of) or name.first - low > LONGEST_BEFORE or not _hangs_together(parse, token, name):
            break
        low -= 1
    while low < name.first and (parse.is_punct(low) or parse.tag[low] == "POS"):
        low += 1
    return (low, name.first) if low < name.first else None


def _hangs_together(parse: Parse, token: int, name: Name) -> bool:
    """Whether a word before a name belongs to the name's noun phrase, by its head or as the head of the name."""
    if parse.tag[token] == "POS" or parse.is_punct(token):
        return True
    if token < parse.head[token] < name.last or (parse.lower[token - 1] == "of" and parse.head[token] == token - 1):
        return True
    return any(parse.head[t] == token for t in range(token + 1, name.last))


def _behind(reading: Reading, name: Name) -> tuple[int, int] | None:
    parse, low = reading.parse, name.last + 1
    if low >= len(parse) or parse.word[name.last] not in PAUSES or parse.pos[low] not in OPENERS:
        return None
    if parse.tag[low] in FINITE | {"WP", "VBG"} or parse.sent[low] != parse.sent[name.first]:
        return None
    return _noun_phrase(reading, low)


def _noun_phrase(reading: Reading, low: int) -> tuple[int, int] | None:
    """Return the phrase from a token to the next pause, if it holds a role noun or an age before any verb."""
    parse, high = reading.parse, low
    while (
        high < len(parse)
        and parse.sent[high] == parse.sent[low]
        and parse.word[high] not in STOPS
        and high - low < LONGEST
    ):
        if parse.tag[high] in FINITE or reading.quoted[high]:
            break
        high += 1
    roles = [t for t in range(low, high) if find_role(parse.lower[t]) is not None]
    if high == low or (not roles and not parse.word[low].isdigit()):
        return None
    person = next((t for t in range(low, high) if reading.iob[t] == "B" and parse.ent[t] == "PERSON"), None)
    if person is not None:
        high = next((t for t in range(low, person) if parse.pos[t] == "ADP" and any(r < t for r in roles)), low)
    coordinated = high < len(parse) and parse.lower[high] == "and"
    return None if coordinated or high == low else (low, high)


def _outer(parse: Parse, name: Name) -> tuple[int, int] | None:
    """Return "the official" of "the official, NAME,": a noun phrase that ends right before the name's comma."""
    comma = name.low - 1
    if comma < 1 or parse.word[comma] not in PAUSES or name.last >= len(parse) or parse.word[name.last] not in STOPS:
        return None
    low = comma
    while low and parse.sent[low - 1] == parse.sent[comma] and comma - low < LONGEST:
        low -= 1
        if parse.tag[low] in FINITE or parse.word[low] in STOPS:
            return None
        if parse.lower[low] in PHRASE_OPENERS and parse.pos[low - 1] != "ADP":
            break
    else:
        if not all(parse.pos[t] in NOMINAL or parse.tag[t] == "POS" for t in range(low, comma)):
            return None
    return (low, comma) if any(find_role(parse.lower[t]) for t in range(low, comma)) else None


def _copula(parse: Parse, name: Name) -> tuple[int, int] | None:
    """Return "a teacher" of "NAME is a teacher" and "NAME, who is a teacher"."""
    verb = name.last
    if verb + 2 < len(parse) and parse.word[verb] == "," and parse.lower[verb + 1] == "who":
        verb += 2
    if verb + 1 >= len(parse) or parse.lower[verb] not in COPULAS or parse.pos[verb + 1] not in NOMINAL | {"DET"}:
        return None
    high = verb + 2
    while high < len(parse) and parse.pos[high] in NOMINAL | {"ADP", "DET"} and high - verb < LONGEST_BEFORE:
        high += 1
    return verb + 1, high


def _relative(parse: Parse, name: Name) -> tuple[int, int] | None:
    low = name.last + 1
    if low + 2 < len(parse) and parse.word[low].isdigit() and parse.word[low + 1] == ",":
        low += 2
    if low >= len(parse) or parse.word[low - 1] != "," or parse.lower[low] not in {"who", "whose"}:
        return None
    high = low
    while high < len(parse) and parse.sent[high] == parse.sent[low] and parse.word[high] not in STOPS:
        high += 1
    return low, high
