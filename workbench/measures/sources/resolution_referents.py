"""The people and bodies of one article: which names mean the same one, and in what words each is introduced."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from workbench.measures.sources.names import Name, Reading, find_names
from workbench.measures.sources.names_words import load_genders, singular_forms
from workbench.measures.sources.resolution_roles import Description, describe_body, describe_name

ACRONYM = re.compile(r"[A-Z][A-Z.&]{1,7}s?$")
LEAST_SHORTENED, SURELY_NONE = 3, -4
SMALL = frozenset({"of", "the", "and", "for", "in", "on", "to", "&"})


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
    tree, genders = reading.tree, load_genders()
    before = [tree.lower[t].removesuffix(".") for t in range(max(0, name.first - 1), name.first)]
    found = {genders[word] for word in before if word in genders}
    return found.pop() if len(found) == 1 else ""


def _people(names: list[Name], weights: dict[str, int]) -> dict[str, Referent]:
    """Return the people by key, names in full first, then surnames that fit none of them."""
    people: dict[str, Referent] = {}
    full = [name for name in names if len(name.words) > 1 and weights[name.key] > 0]
    for name in full:
        twin = next((key for key in people if _same_person(key.split(), name.key.split())), None)
        if twin is None:
            people[name.key] = Referent(
                " ".join(name.words), "person", gender=load_genders().get(name.words[0].lower(), "")
            )
        elif twin != name.key:
            people[name.key] = people[twin]
            if len(name.words) > len(people[twin].name.split()):
                people[twin].name = " ".join(name.words)
    for name in names:
        if len(name.words) == 1 and weights[name.key] > 0 and not _surname_of(people, name.key):
            people.setdefault(name.key, Referent(name.words[0], "person"))
    return people


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
    """Return the person a name means; of several with the surname the one named last of the title's gender."""
    if name.key in people:
        return people[name.key]
    fits = _surname_of(people, name.key)
    if not fits or (name.label in {"GPE", "ORG", "NORP"} and weights[name.key] < SURELY_NONE and len(fits) != 1):
        return None
    title = _title_gender(reading, name)
    fits = [p for p in fits if not (title and p.gender and p.gender != title)] or fits
    near = [p for p in fits if p.places and reading.step[name.first] - reading.step[p.places[-1]] <= 1]
    chosen = near if len(near) == 1 else [p for p in fits if p.places] or fits
    return max(chosen, key=lambda p: len(p.places))


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
            heads=frozenset(singular_forms(words[-1].lower())),
        )
    return bodies


def _in_full(key: str, name: Name, bodies: dict[str, Referent]) -> Referent | None:
    word = "".join(name.words)
    if len(name.words) == 1 and ACRONYM.match(word):
        letters = word.replace(".", "").removesuffix("s").lower()
        return next((b for full, b in bodies.items() if _initials(full) == letters), None)
    if name.label in {"GPE", "LOC"}:
        return None
    fits = {id(b): b for full, b in bodies.items() if full.endswith(f" {key}") and b.sort == "body"}
    return next(iter(fits.values())) if len(fits) == 1 else None


def _initials(full: str) -> str:
    return "".join(word[0] for word in full.replace("-", " ").split() if word not in SMALL)
