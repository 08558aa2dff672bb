"""The word lists that rules consult: one reader for all, and the lists of people and bodies: roles, titles, actors, gender cues."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from workbench.tokens.names import compile_terms

CONTROLLED = re.compile(r"-(?:run|controlled|held|led|administered|ruled|appointed|backed)\b")
PEOPLE_OF_EXPERIENCE = re.compile(r"\b(?:freed|released|former|ex-)\s?(?:hostage|captive|prisoner|detainee)s?\b")
STRONG_KINDS = frozenset({"IGO", "NSAG", "AGY", "MED"})
_CUT = re.compile(r"\b(?:who|whose|which|whom)\b|[,;:(\"“]|(?<!\w)[—–-]{1,2}(?!\w)")
_LINK = re.compile(r"\b(?:of|for|from|at|in|with|to|on|by)\b")
_PLURALS = (("men", "man"), ("ies", "y"), ("es", ""), ("s", ""))


@cache
def read_word_list(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a word list, in the order of the file.

    Parameters
    ----------
    name : str
        Path below ``workbench/lexicons`` without the ending: "reporting_verbs", "people/roles".

    Returns
    -------
    tuple of dict
        One dict per row, every cell a str; read once per process.

    Raises
    ------
    KeyError
        If there is no such list.

    Examples
    --------
    >>> read_word_list("naming/relations")[0]["term"]
    'run'
    """
    place = files("workbench.lexicons").joinpath(f"{name}.csv")
    if not place.is_file():
        raise KeyError(f"name is {name!r}; there is no such word list under workbench/lexicons. Check the spelling.")
    with place.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def list_verbs(trait: str) -> frozenset[str]:
    """Return the reporting verbs with a trait, by lemma; `workbench.measures.sources.cues.TRAITS` says what each means.

    Examples
    --------
    >>> "deny" in list_verbs("refuses")
    True
    """
    return frozenset(row["lemma"] for row in read_word_list("reporting_verbs") if trait in row["traits"].split())


@dataclass(frozen=True)
class Role:
    """One role noun with a kind; `under` holds the wider words that may name the same person."""

    lemma: str
    same_as: str
    under: frozenset[str]
    kind: str
    takes_kind: bool
    office: bool


@cache
def load_roles() -> dict[str, Role]:
    """Return the role nouns that tell a kind of source, by lemma; a phrase ("prime minister") by its words."""
    return {
        row["role"]: Role(
            row["role"],
            row["same_as"] or row["role"],
            frozenset(row["under"].split()),
            row["kind"],
            row["takes_kind"] == "yes",
            row["office"] == "yes",
        )
        for row in read_word_list("people/roles")
        if row["kind"]
    }


@cache
def load_families() -> dict[str, str]:
    """Return the family of each role noun or phrase by which a text may name someone again."""
    return {row["role"]: row["family"] for row in read_word_list("people/roles") if row["family"]}


@cache
def load_actor_words() -> dict[str, str]:
    """Return the kind of actor for each word or phrase that names one."""
    return {row["term"]: row["kind"] for row in read_word_list("people/actors") if row["kind"]}


@cache
def load_body_nouns() -> frozenset[str]:
    """Return the nouns by which any body may be taken up ("the group", "the company")."""
    return frozenset(row["term"] for row in read_word_list("people/actors") if row["any_body"] == "yes")


@cache
def load_categories() -> dict[str, frozenset[str]]:
    """Return the kinds of source that each category noun can stand for in a text."""
    rows = read_word_list("people/actors")
    return {row["term"]: frozenset(row["kinds"].split()) for row in rows if row["category"] == "yes"}


@cache
def load_anaphors() -> frozenset[str]:
    """Return the category nouns that, with "the", take up the only such entity: the group, the government."""
    return frozenset(row["term"] for row in read_word_list("people/actors") if row["anaphor"] == "yes")


@cache
def load_genders() -> dict[str, str]:
    """Return "m" or "f" for titles, kin words and given names."""
    return {row["term"]: row["gender"] for row in read_word_list("people/gender_cues")}


@cache
def load_given_names() -> frozenset[str]:
    """Return the given names among the gender cues."""
    return frozenset(row["term"] for row in read_word_list("people/gender_cues") if row["cue"] == "given name")


@cache
def load_titles() -> dict[str, str]:
    """Return the short titles that stand before a name ("Mr", "Sen"), each with the role it shortens."""
    return {row["term"]: row["note"] for row in read_word_list("people/name_affixes") if row["place"] == "before"}


@cache
def load_affixes(place: str) -> frozenset[str]:
    """Return the words of `name_affixes.csv` for one place: after, inside, office, rank, general or opener."""
    return frozenset(row["term"] for row in read_word_list("people/name_affixes") if row["place"] == place)


@cache
def load_ranks() -> frozenset[str]:
    """Return the words that stand before a name and are never its first word: all ranks but "new" (New Zealand)."""
    return load_affixes("rank") - {"new"}


def singular_forms(word: str) -> tuple[str, ...]:
    """Return a word and what it may be the plural of.

    Examples
    --------
    >>> singular_forms("deputies"), singular_forms("press")
    (('deputies', 'deputy', 'deputi', 'deputie'), ('press',))
    """
    if word.endswith("ss"):
        return (word,)
    found = [word.removesuffix(end) + one for end, one in _PLURALS if word.endswith(end) and len(word) > len(end) + 1]
    return (word, *found)


@lru_cache(maxsize=4096)
def find_role(word: str) -> Role | None:
    """Return the role a word names, in the singular or the plural.

    Examples
    --------
    >>> find_role("spokeswomen").lemma
    'spokeswoman'
    """
    roles, lower = load_roles(), word.lower().removesuffix(".")
    for form in singular_forms(lower):
        if form in roles:
            return roles[form]
        if load_titles().get(form):
            return roles.get(load_titles()[form])
    return None


def is_title(word: str) -> bool:
    """Whether a word may stand before a name as a title: "Mr.", "Sen.", "President"."""
    return is_short_title(word) or find_role(word) is not None


def is_short_title(word: str) -> bool:
    """Whether a word is a title and nothing else: "Mr.", "Sen", "Dame"."""
    return word.lower().removesuffix(".") in load_titles()


def find_actor_kind(word: str) -> str | None:
    """Return the kind of actor one word tells, in the singular or the plural; None for a word that is not listed."""
    words = load_actor_words()
    return next((words[form] for form in singular_forms(word.lower()) if form in words), None)


def find_kind(words: str) -> str | None:
    """Return the kind of the last term in a phrase, of those a kind is known for; None where it names no actor.

    Bodies between states, armed groups, agencies and mediators win over what else is named beside them.

    Examples
    --------
    >>> find_kind("Osmere health ministry"), find_kind("a WHO office"), find_kind("the quay")
    ('GOV', 'IGO', None)
    """
    terms, capitals = load_actor_words(), _load_acronyms()
    matches = [(match[0], words[match.start() : match.end()]) for match in _compile_actors().finditer(words.lower())]
    found = [term for term, written in matches if term not in capitals or written.isupper()]
    known = [terms[term] for term in found if terms[term] != "UNK"]
    if not known:
        return find_actor_kind((words.split() or [""])[-1])
    strong = [kind for kind in known if kind in STRONG_KINDS]
    return (strong or known[::-1])[0]


def main_part(phrase: str) -> str:
    """Return a noun phrase up to its relative clause, comma, bracket or quotation."""
    return _CUT.split(phrase, maxsplit=1)[0] or phrase


@lru_cache(maxsize=4096)
def kind_of_phrase(phrase: str, body: str = "") -> str:
    """Return the kind of actor a noun phrase names: its head noun decides, or the body beside a head that takes any.

    `body` is the kind of a body named in the phrase; "UNK" where a body is named and nothing tells its kind.

    Examples
    --------
    >>> kind_of_phrase("a spokesman for the health ministry"), kind_of_phrase("an army officer")
    ('GOV', 'MIL')
    """
    flat = " ".join(phrase.replace("’", "'").split())
    if PEOPLE_OF_EXPERIENCE.search(flat.lower()):
        return "VIC"
    main = main_part(flat).strip() or flat
    first, *rest = _LINK.split(main, maxsplit=1)
    role = _last_role(first)
    if role is not None:
        return _kind_of_role(role, [first, *rest], body) if role.takes_kind else role.kind
    kind = find_kind(first)
    if kind in {"UNK", None} and rest:
        kind = find_kind(rest[0])
    kind = (body if kind is None else kind) or "UNK"
    return "ADM" if kind in {"GOV", "UNK"} and CONTROLLED.search(flat) else kind


def _kind_of_role(role: Role, parts: list[str], body: str) -> str:
    """Return the kind of somebody whose role takes it from a body: one known by name, one beside it, else the role's."""
    if body not in {"", "UNK"}:
        return body
    beside = _kind_beside(parts, role)
    return beside or ("UNK" if body == "UNK" else role.kind)


def _kind_beside(parts: list[str], role: Role) -> str | None:
    """Return the kind of the body in front of a role ("army officer"), else behind it ("spokesman for the army").

    "UNK" says that a body is there and nothing tells its kind ("president of the company"), None that there is none.
    """
    kinds = []
    for part in parts:
        words = [word for word in part.split() if find_role(word.removesuffix("'s")) is not role]
        kinds.append(find_kind(" ".join(words)))
    known = [kind for kind in kinds if kind not in {"UNK", None}]
    return known[0] if known else "UNK" if "UNK" in kinds else None


def _last_role(words: str) -> Role | None:
    """Return the role that a phrase ends with, or the last one before a name at its end ("Police Chief Lane")."""
    parts = [part.strip(".,'\"").removesuffix("'s") for part in words.split()]
    ends = [find_role(" ".join(parts[-size:]).lower()) for size in (2, 1) if len(parts) >= size]
    titles = [part for part in parts[:-1] if part[:1].isupper() or part.islower()] if _ends_with_name(parts) else []
    found = [role for role in (*ends, *map(find_role, reversed(titles))) if role is not None]
    return found[0] if found else None


def _ends_with_name(parts: list[str]) -> bool:
    return bool(parts) and parts[-1][:1].isupper()


@cache
def _load_acronyms() -> frozenset[str]:
    """Return the terms that are a body's only where written in capitals ("WHO")."""
    return frozenset(row["term"] for row in read_word_list("people/actors") if row["capitals"] == "yes")


@cache
def _compile_actors() -> re.Pattern[str]:
    return compile_terms(load_actor_words(), inside_hyphens=False)
