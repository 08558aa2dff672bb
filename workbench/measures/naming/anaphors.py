"""Definite phrases that take up an entity named before: the official, the group, the company."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from workbench.corpus.config import Entity
from workbench.measures.naming.names import CATEGORY, NAME, ROLE, Found
from workbench.measures.naming.nouns import find_partner, name_noun
from workbench.measures.naming.phrases import NOUNS, find_determiner, find_head, widen_left
from workbench.measures.naming.terms import read_anaphors, read_categories, read_roles
from workbench.tokens.tree import Span, Tree

_NATIONS = frozenset({"NORP", "GPE"})
_STEM = 4


@dataclass
class Known:
    """What one article has said of an entity so far: role families, category nouns, the nations beside them."""

    families: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)


def find_again(
    tree: Tree, actors: dict[str, Entity], *, known: dict[str, Known], named: list[Found], taken: set[int]
) -> Iterator[Found]:
    """Yield definite phrases whose noun takes up what is known of an entity named before."""
    order = sorted(named, key=lambda item: item.span)
    persons = _list_persons(tree, named)
    for head in range(len(tree)):
        noun = name_noun(tree, head) if tree.pos[head] in NOUNS and head not in taken else None
        if noun is None or not _is_definite(tree, head) or find_partner(tree, head) is not None:
            continue
        span = _join_after(tree, widen_left(tree, (head, head + 1)))
        before = [item for item in order if item.span[1] <= span[0]]
        if _names_other(tree, span, head):
            continue
        chosen = _choose(tree, span, noun, [(item.entity, actors, known, persons) for item in reversed(before)])
        if chosen is None:
            chosen = _choose_nearest(tree, span, noun, (before, known, persons))
        if chosen is not None:
            order.append(Found(span, chosen, noun[0]))
            order.sort(key=lambda item: item.span)
            yield Found(span, chosen, noun[0])


def _join_after(tree: Tree, span: Span) -> Span:
    """Return a singular role with the one joined to it on the right, which names the same person."""
    last = span[1]
    joined = last + 1 < len(tree) and tree.lower[last] == "and" and tree.dep[last + 1] == "conj"
    same = joined and tree.head[last + 1] == last - 1 and tree.tag[last + 1] == "NN" and name_noun(tree, last + 1)
    return (span[0], last + 2) if same and tree.tag[last - 1] == "NN" else span


def learn_roles(tree: Tree, beside: Iterable[Found]) -> dict[str, Known]:
    """Return what the words beside its names tell of each entity."""
    known: dict[str, Known] = defaultdict(Known)
    for item in beside:
        noun = name_noun(tree, find_head(tree, item.span)) or name_noun(tree, item.span[1] - 1)
        if noun is None:
            continue
        form, term = noun
        known[item.entity].families.add(read_roles()[term] if form == ROLE else "")
        known[item.entity].nouns.add(term)
        known[item.entity].nations |= _list_nations(tree, item.span)
    return known


def _list_nations(tree: Tree, span: Span) -> set[str]:
    """Return the stems of nations and places that modify a phrase: Osmeri and Osmere are one."""
    inside = [token for token in range(*span) if tree.ent_type[token] in _NATIONS]
    owners = [kid for kid in tree.children(find_head(tree, span), "poss") if tree.ent_type[kid] in _NATIONS]
    return {tree.lower[token][:_STEM] for token in [*inside, *owners]}


def _list_persons(tree: Tree, named: Iterable[Found]) -> set[str]:
    """Return the entities that the parser takes for persons more often than for anything else."""
    votes: dict[str, int] = defaultdict(int)
    for item in named:
        if item.form == NAME:
            votes[item.entity] += 1 if tree.ent_type[item.span[1] - 1] == "PERSON" else -1
        elif item.form == ROLE:
            votes[item.entity] += 1
    return {entity for entity, vote in votes.items() if vote > 0}


def _is_definite(tree: Tree, head: int) -> bool:
    """Whether a noun phrase can take up someone named: the official; Osmere's premier; Prime Minister, as if a name."""
    if tree.dep[head] in {"compound", "nmod", "attr"} or tree.children(head, "nummod"):
        return False
    kind = find_determiner(tree, head)
    if kind == "possessive":
        return any(tree.ent_type[kid] in _NATIONS for kid in tree.children(head, "poss"))
    if kind == "bare":
        return (
            tree.pos[head] == "PROPN"
            and tree.tag[head] == "NNP"
            and tree.dep[head] in {"nsubj", "nsubjpass", "dobj", "pobj"}
        )
    return kind == "definite"


def _names_other(tree: Tree, span: Span, head: int) -> bool:
    """Whether a phrase holds an organisation's name, or is one: the U.N. agency, the Health Ministry."""
    if tree.pos[head] == "PROPN" and name_noun(tree, head)[0] == CATEGORY:
        return True
    inside = [token for token in range(*span) if token != head]
    return any(tree.ent_type[token] in {"ORG", "PERSON"} for token in inside)


def _choose(tree: Tree, span: Span, noun: tuple[str, str], before: list[tuple]) -> str | None:
    """Return the last entity named before that fits: first by the noun itself, then by its family, then by its kind."""
    form, term = noun
    nations = _list_nations(tree, span)
    plural = tree.tag[span[1] - 1] in {"NNS", "NNPS"}
    for fits in (_fits_noun, _fits_family, _fits_kind):
        for entity, actors, known, persons in before:
            told = known.get(entity, Known())
            clash = nations and told.nations and not nations & told.nations
            if not clash and fits(term, form, (told, actors[entity], entity in persons, plural)):
                return entity
    return None


def _choose_nearest(tree: Tree, span: Span, noun: tuple[str, str], about: tuple) -> str | None:
    """Return whoever was named just before, for a role that nobody is known by: a person in this sentence or the last.

    An organisation is taken up in the same way by "the company" and other nouns that tell no kind of source.
    """
    before, known, persons = about
    form, term = noun
    if not before or tree.tag[span[1] - 1] in {"NNS", "NNPS"}:
        return None
    last = max(before, key=lambda item: item.span[1])
    near = tree.sentence[span[0]] - tree.sentence[last.span[0]] <= 1
    between = range(last.span[1], span[0])
    told = known.get(last.entity, Known())
    if not near or (told.nations and _list_nations(tree, span) and not told.nations & _list_nations(tree, span)):
        return None
    if form == ROLE:
        others = any(tree.ent_type[token] == "PERSON" for token in between)
        return last.entity if last.entity in persons and not others and not told.families - {""} else None
    plain = term in read_anaphors() and not read_categories()[term]
    others = any(tree.ent_type[token] == "ORG" for token in between)
    return last.entity if plain and last.entity not in persons and not others else None


def _fits_noun(term: str, form: str, about: tuple) -> bool:
    told, _, is_person, plural = about
    return term in told.nouns and not (plural and is_person) and (form == CATEGORY or is_person)


def _fits_family(term: str, form: str, about: tuple) -> bool:
    told, _, is_person, plural = about
    if form != ROLE or not is_person or plural:
        return False
    family = read_roles()[term]
    heads = {"head of government", "head of state", "leader"}
    return family in told.families or (family == "leader" and term == "leader" and bool(told.families & heads))


def _fits_kind(term: str, form: str, about: tuple) -> bool:
    _, entity, is_person, _ = about
    listed = form == CATEGORY and term in read_anaphors()
    return listed and not is_person and entity.kind in read_categories()[term]
