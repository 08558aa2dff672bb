"""Whom an article knows: which names mean the same person or body, and in what words each is introduced.

"council chair NAME", "NAME, a teacher", "the official, NAME,", "NAME is a teacher", "NAME, who fled".
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from workbench.lexicons import word_lists as lists
from workbench.measures.sources.speakers.names import Name, Reading, find_names
from workbench.tokens.names import initials
from workbench.tokens.tree import Span, Tree

NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
PAUSES = frozenset({",", "—", "–", "--", "-", "("})
STOPS = frozenset({",", "—", "–", "--", ".", ";", ":", ")", '"', "”", "“", "!", "?"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
OPENERS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "ADV", "PRON", "VERB"})
PHRASE_OPENERS = frozenset({"the", "a", "an", "another", "its", "his", "her", "their"})
# Lengths in words are judgement: on BASIL dev half and double name the same 115 of 124 people and change no source.
LONGEST = 22
LONGEST_BEFORE = 12
COPULAS = frozenset({"is", "was", "became", "remains"})
ACRONYM = re.compile(r"[A-Z][A-Z.&]{1,7}s?$")
# letters of a shortened given name ("Jon" of Jonathan); weight below which a surname is a place or body. Judgement: 2 to 4
# letters and -2 to -8 change no source of BASIL dev.
LEAST_SHORTENED, SURELY_NONE = 3, -4


@dataclass(frozen=True)
class Description:
    """Words that introduce a name: where they stand, their role nouns, and all their words in lower case."""

    first: int
    last: int
    place: str
    heads: tuple[str, ...]
    words: frozenset[str]


@dataclass(eq=False)
class Referent:
    """Someone or something that may speak; `sort` is person, body, place, group or individual."""

    name: str
    sort: str
    gender: str = ""
    gender_guessed: bool = True
    heads: frozenset[str] = frozenset()
    descriptions: list[Description] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    same_as: Referent | None = None

    def resolved(self) -> Referent:
        """Return the referent that this one turned out to be."""
        return self.same_as.resolved() if self.same_as is not None else self

    @property
    def role_heads(self) -> set[str]:
        """The role nouns that the article uses of it."""
        return {head for description in self.descriptions for head in description.heads}

    @property
    def role_words(self) -> set[str]:
        """All words in which the article introduces it."""
        return {word for description in self.descriptions for word in description.words}


@dataclass(frozen=True)
class Cast:
    """The referents of an article, and which of them each name (by its first token) means."""

    referents: list[Referent]
    named: dict[int, Referent]
    names: dict[int, Name]


def find_cast(reading: Reading) -> Cast:
    """Return who and what an article names."""
    names = find_names(reading)
    weights: dict[str, int] = defaultdict(int)
    for name in names:
        weights[name.key] += name.likely_person
    people = _people(names, weights)
    bodies = _bodies(names, people)
    cast = Cast([], {}, {})
    seen: set[int] = set()
    for name in names:
        referent = _find_person(people, name, reading, weights) or bodies.get(_body_key(name))
        if referent is None:
            continue
        if id(referent) not in seen:
            seen.add(id(referent))
            cast.referents.append(referent)
        _note(referent, name, reading)
        cast.named[name.first] = referent
        cast.names[name.first] = name
    return cast


def _note(referent: Referent, name: Name, reading: Reading) -> None:
    referent.places.append(name.first)
    if referent.sort != "person":
        referent.descriptions.extend(describe_body(reading.tree, name))
        return
    referent.descriptions.extend(describe_name(reading, name))
    title = _title_gender(reading, name)
    if title:
        referent.gender, referent.gender_guessed = title, False


def _title_gender(reading: Reading, name: Name) -> str:
    """Return the gender that a title or role beside a name gives."""
    tree, genders = reading.tree, lists.load_genders()
    before = [tree.lower[t].removesuffix(".") for t in range(max(0, name.first - 1), name.first)]
    found = {genders[word] for word in before if word in genders}
    return found.pop() if len(found) == 1 else ""


def _people(names: list[Name], weights: dict[str, int]) -> dict[str, Referent]:
    """Return the people by key, names in full first, then surnames that fit none of them."""
    people: dict[str, Referent] = {}
    likely = [name for name in names if weights[name.key] > 0]
    for name in likely:
        if len(name.words) > 1:
            people[name.key] = _find_full(people, name)
    for name in likely:
        if len(name.words) == 1 and not _surname_of(people, name.key):
            people.setdefault(name.key, Referent(name.words[0], "person"))
    return people


def _find_full(people: dict[str, Referent], name: Name) -> Referent:
    """Return the person of a name in full, who keeps the longest form of it; a new one if nobody has it."""
    twin = next((key for key in people if _same_person(key.split(), name.key.split())), None)
    if twin is None:
        return Referent(" ".join(name.words), "person", gender=lists.load_genders().get(name.words[0].lower(), ""))
    person = people[twin]
    if twin != name.key and len(name.words) > len(person.name.split()):
        person.name = " ".join(name.words)
    return person


def _same_person(a: list[str], b: list[str]) -> bool:
    """Whether two full names are one: a middle name or initial more, or a shortened given name."""
    if a[-1] != b[-1]:
        return False
    x, y = a[0].strip("."), b[0].strip(".")
    if x == y:
        return True
    shorter, longer = sorted((x, y), key=len)
    return (len(shorter) == 1 or len(shorter) >= LEAST_SHORTENED) and longer.startswith(shorter)


def _surname_of(people: dict[str, Referent], key: str) -> list[Referent]:
    """Return the people whose name ends, or else begins, with some words."""
    last = {id(p): p for full, p in people.items() if full.endswith(f" {key}")}
    if last:
        return list(last.values())
    return list({id(p): p for full, p in people.items() if full.startswith(f"{key} ")}.values())


def _find_person(people: dict[str, Referent], name: Name, reading: Reading, weights: dict[str, int]) -> Referent | None:
    """Return the person a name means, by its whole form or as a surname; None where it rather names a place or body."""
    if name.key in people:
        return people[name.key]
    fits = _surname_of(people, name.key)
    surely_none = name.label in {"GPE", "ORG", "NORP"} and weights[name.key] < SURELY_NONE
    if not fits or (surely_none and len(fits) != 1):
        return None
    return _choose_namesake(fits, name, reading)


def _choose_namesake(fits: list[Referent], name: Name, reading: Reading) -> Referent:
    """Return of several people with one surname the one named last, of the title's gender if the text gives a title."""
    title = _title_gender(reading, name)
    fits = [person for person in fits if {title, person.gender} != {"m", "f"}] or fits
    named = [person for person in fits if person.places]
    near = [person for person in named if reading.step[name.first] - reading.step[person.places[-1]] <= 1]
    return max(near if len(near) == 1 else named or fits, key=lambda person: len(person.places))


def _body_key(name: Name) -> str:
    return name.key.removeprefix("the ").replace(".", "")


def _bodies(names: list[Name], people: dict[str, Referent]) -> dict[str, Referent]:
    """Return bodies and places by key; short forms and acronyms lead to the name in full."""
    known = [n for n in names if n.key not in people and n.label not in {"NORP", "EVENT", "LAW", "WORK_OF_ART"}]
    bodies: dict[str, Referent] = {}
    for name in sorted(known, key=lambda n: -len(n.words)):
        key = _body_key(name)
        if key in bodies:
            continue
        full = _in_full(key, name, bodies)
        words = [w for w in name.words if w.lower() != "the"] or list(name.words)
        bodies[key] = full or Referent(
            " ".join(words),
            "place" if name.label in {"GPE", "LOC"} else "body",
            heads=frozenset(lists.singular_forms(words[-1].lower())),
        )
    return bodies


def _in_full(key: str, name: Name, bodies: dict[str, Referent]) -> Referent | None:
    word = "".join(name.words)
    if len(name.words) == 1 and ACRONYM.match(word):
        letters = word.replace(".", "").removesuffix("s").upper()
        return next((b for full, b in bodies.items() if initials(full) == letters), None)
    if name.label in {"GPE", "LOC"}:
        return None
    fits = {id(b): b for full, b in bodies.items() if full.endswith(f" {key}") and b.sort == "body"}
    return next(iter(fits.values())) if len(fits) == 1 else None


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
    return [d for d in found if not d.words.isdisjoint(lists.load_actor_words())]


def _behind_body(tree: Tree, name: Name) -> Span | None:
    low = name.last + 1
    if low >= len(tree) or tree.text[name.last] not in PAUSES or tree.lower[low] not in {"a", "an", "the"}:
        return None
    high = low
    while high < len(tree) and tree.pos[high] in NOMINAL | {"DET", "PUNCT"} and tree.text[high] not in STOPS:
        high += 1
    return (low, high) if high > low + 1 else None


def make_description(tree: Tree, span: Span, place: str) -> Description:
    """Return a span of words as a `Description`; the role nouns up to the first preposition are its heads."""
    heads: list[str] = []
    for token in range(*span):
        if heads and (tree.pos[token] in {"ADP", "VERB"} or tree.text[token] == ","):
            break
        role = lists.find_role(tree.lower[token])
        two = lists.find_role(f"{tree.lower[token - 1]} {tree.lower[token]}") if token > span[0] else None
        heads += [r.lemma for r in (two, role) if r is not None]
    words = frozenset(w for t in range(*span) for w in (tree.lower[t].removesuffix("."), tree.lemma[t]) if w.isalnum())
    return Description(span[0], span[1], place, tuple(heads) if place != "relative" else (), words)


def _before(tree: Tree, name: Name) -> Span | None:
    """Return "council chair" of "council chair NAME": the words before a name that belong to its noun phrase."""
    low = name.first
    while low and tree.sentence[low - 1] == tree.sentence[name.first] and name.first - low <= LONGEST_BEFORE:
        token = low - 1
        if not _may_modify(tree, token, is_last=low == name.first) or not _hangs_together(tree, token, name):
            break
        low -= 1
    first = next((t for t in range(low, name.first) if not (tree.is_punct(t) or tree.tag[t] == "POS")), None)
    return None if first is None else (first, name.first)


def _may_modify(tree: Tree, token: int, *, is_last: bool) -> bool:
    """Whether a word may stand in a title before a name: nominal and no date, "of", a participle such as "retired"."""
    if tree.lower[token] == "of" and not is_last and tree.pos[token - 1] in {"NOUN", "PROPN"}:
        return True
    if tree.tag[token] == "VBN" and tree.dep[token] == "amod":
        return True
    nominal = tree.pos[token] in NOMINAL or tree.tag[token] == "POS" or tree.text[token] == "-"
    return nominal and tree.ent_type[token] not in {"DATE", "TIME"}


def _hangs_together(tree: Tree, token: int, name: Name) -> bool:
    """Whether a word before a name belongs to the name's noun phrase, by its head or as the head of the name."""
    if tree.tag[token] == "POS" or tree.is_punct(token):
        return True
    if token < tree.head[token] < name.last or (tree.lower[token - 1] == "of" and tree.head[token] == token - 1):
        return True
    return any(tree.head[t] == token for t in range(token + 1, name.last))


def _behind(reading: Reading, name: Name) -> Span | None:
    tree, low = reading.tree, name.last + 1
    if low >= len(tree) or tree.text[name.last] not in PAUSES or tree.pos[low] not in OPENERS:
        return None
    if tree.tag[low] in FINITE | {"WP", "VBG"} or tree.sentence[low] != tree.sentence[name.first]:
        return None
    return _noun_phrase(reading, low)


def _noun_phrase(reading: Reading, low: int) -> Span | None:
    """Return the phrase from a token to the next pause, if it holds a role noun or an age before any verb."""
    tree, high = reading.tree, _find_pause(reading, low)
    roles = [t for t in range(low, high) if lists.find_role(tree.lower[t]) is not None]
    if high == low or not (roles or tree.text[low].isdigit()):
        return None
    high = _leave_others(tree, (low, high), roles)
    coordinated = high < len(tree) and tree.lower[high] == "and"
    return None if coordinated or high == low else (low, high)


def _find_pause(reading: Reading, low: int) -> int:
    """Return the first token from `low` on that ends a phrase: a mark, a verb, a quotation, another sentence."""
    tree, limit = reading.tree, min(len(reading.tree), low + LONGEST)
    for token in range(low, limit):
        apart = tree.sentence[token] != tree.sentence[low] or reading.quoted[token]
        if apart or tree.text[token] in STOPS or tree.tag[token] in FINITE:
            return token
    return limit


def _leave_others(tree: Tree, span: Span, roles: list[int]) -> int:
    """Return where a phrase ends that goes on to name somebody else: at the preposition behind its role."""
    low, high = span
    others = [t for t in range(low, high) if tree.ent_iob[t] == "B" and tree.ent_type[t] == "PERSON"]
    if not others:
        return high
    return next((t for t in range(low, others[0]) if tree.pos[t] == "ADP" and roles and roles[0] < t), low)


def _outer(tree: Tree, name: Name) -> Span | None:
    """Return "the official" of "the official, NAME,": a noun phrase that ends right before the name's comma."""
    comma = name.low - 1
    if comma < 1 or tree.text[comma] not in PAUSES or name.last >= len(tree) or tree.text[name.last] not in STOPS:
        return None
    low = _find_opener(tree, comma)
    has_role = low is not None and any(lists.find_role(tree.lower[t]) for t in range(low, comma))
    return (low, comma) if has_role else None


def _find_opener(tree: Tree, comma: int) -> int | None:
    """Return where the noun phrase right before a comma begins; None where no phrase ends there."""
    low = comma
    while low and tree.sentence[low - 1] == tree.sentence[comma] and comma - low < LONGEST:
        low -= 1
        if tree.tag[low] in FINITE or tree.text[low] in STOPS:
            return None
        if tree.lower[low] in PHRASE_OPENERS and tree.pos[low - 1] != "ADP":
            return low
    plain = all(tree.pos[t] in NOMINAL or tree.tag[t] == "POS" for t in range(low, comma))
    return low if plain else None


def _copula(tree: Tree, name: Name) -> Span | None:
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


def _relative(tree: Tree, name: Name) -> Span | None:
    low = name.last + 1
    if low + 2 < len(tree) and tree.text[low].isdigit() and tree.text[low + 1] == ",":
        low += 2
    if low >= len(tree) or tree.text[low - 1] != "," or tree.lower[low] not in {"who", "whose"}:
        return None
    high = low
    while high < len(tree) and tree.sentence[high] == tree.sentence[low] and tree.text[high] not in STOPS:
        high += 1
    return low, high
