"""Roles and category nouns of actors: titles, appositions and predicates of a name, and those configured."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.corpus.config import Entity
from workbench.measures.naming.anaphors import find_again, learn_roles
from workbench.measures.naming.names import DESCRIPTOR, NAME, ROLE, Found
from workbench.measures.naming.nouns import find_partner, name_noun
from workbench.measures.naming.phrases import (
    NOUNS,
    compile_terms,
    describe_phrase,
    find_determiner,
    find_head,
    find_spans,
    widen_beside,
    widen_left,
)
from workbench.measures.naming.terms import read_roles
from workbench.tokens.tree import Span, Tree

_LONGEST_TITLE = 4


def find_roles(tree: Tree, text: str, entities: Iterable[Entity], names: list[Found]) -> list[Found]:
    """Return roles and category nouns: those beside a name, those configured, and definite phrases that take them up."""
    actors = {entity.id: entity for entity in entities if entity.type == "actor"}
    named = [item for item in names if item.entity in actors and item.form in {NAME, DESCRIPTOR}]
    beside = find_beside(tree, named)
    known = learn_roles(tree, beside)
    listed = [found for entity in actors.values() for found in _find_configured(tree, text, entity, named)]
    taken = {token for item in [*beside, *listed] for token in range(*item.span)}
    taken |= {token for item in named for token in range(*item.span)}
    again = find_again(tree, actors, known=known, named=[*named, *beside, *listed], taken=taken)
    return [*beside, *listed, *again]


def find_beside(tree: Tree, named: list[Found]) -> list[Found]:
    """Return the titles, appositions and predicates of the names given."""
    return [found for item in named if item.form == NAME for found in _find_beside(tree, item, named)]


def _find_beside(tree: Tree, item: Found, named: list[Found]) -> Iterator[Found]:
    """Yield the title before a name, its appositions on either side, and what "is" says of it."""
    head = find_head(tree, item.span)
    title = _find_title(tree, item.span)
    if title is not None:
        yield Found(_join_before(tree, title[0]), item.entity, title[1])
    for noun in _list_equated(tree, head):
        form = name_noun(tree, noun)
        span = describe_phrase(tree, noun)
        if form and not (span[0] < item.span[1] and item.span[0] < span[1]) and not _is_named(noun, named):
            yield Found(span, item.entity, form[0])


def _find_title(tree: Tree, name: Span) -> tuple[Span, str] | None:
    """Return the title right before a name, with what modifies it, and its form."""
    last = name[0] - 1
    if last < 0 or tree.sentence[last] != tree.sentence[name[0]]:
        return None
    longest = _match_title(tree, last)
    if longest is not None:
        return widen_beside(tree, (longest, last + 1)), ROLE
    noun = name_noun(tree, last) if tree.pos[last] in NOUNS | {"ADJ"} else None
    if noun is None:
        return None
    first = last - len(noun[1].replace("-", " - ").split()) + 1
    return widen_beside(tree, (first, last + 1)), noun[0]


def _join_before(tree: Tree, span: Span) -> Span:
    """Return a title with the one joined to it on the left: singer and composer."""
    first = span[0]
    joined = first > 1 and tree.lower[first - 1] == "and" and tree.pos[first - 2] in NOUNS
    return (widen_beside(tree, (first - 1, span[1]))[0], span[1]) if joined and name_noun(tree, first - 2) else span


def _match_title(tree: Tree, last: int) -> int | None:
    """Return where a title of several words that ends at a token begins: secretary of state."""
    for size in range(_LONGEST_TITLE, 1, -1):
        first = last - size + 1
        if first >= 0 and " ".join(tree.lower[first : last + 1]) in read_roles():
            return first
    return None


def _is_named(token: int, named: list[Found]) -> bool:
    return any(other.span[0] <= token < other.span[1] for other in named)


def _list_equated(tree: Tree, head: int) -> list[int]:
    """Return the nouns that stand in apposition to a name, or are said to be what it is."""
    nouns = [kid for kid in tree.children(head, "appos") if tree.pos[kid] in NOUNS]
    above = tree.head[head]
    if tree.dep[head] == "appos" and tree.pos[above] in NOUNS:
        nouns.append(above)
    if tree.dep[head] == "nsubj" and tree.lemma[above].lower() in {"be", "become", "remain"}:
        nouns += [kid for kid in tree.children(above, "attr") if tree.pos[kid] in NOUNS]
    return nouns


def _find_configured(tree: Tree, text: str, entity: Entity, named: list[Found]) -> Iterator[Found]:
    """Yield the roles and descriptors that the configuration lists, where they name nobody else."""
    for terms, form in ((entity.roles, ROLE), (entity.descriptors, DESCRIPTOR)):
        for low, high in find_spans(compile_terms(terms, ignore_case=True), text, tree):
            first = low + (tree.lower[low] in {"the", "a", "an"})
            if first >= high:
                continue
            if form == DESCRIPTOR:
                yield Found((first, high), entity.id, form)
            elif _may_name(tree, (first, high), entity.id, named):
                span = widen_left(tree, (first, high), names=[item.span for item in named])
                noun = name_noun(tree, find_head(tree, span))
                yield Found(span, entity.id, noun[0] if noun else ROLE)


def _may_name(tree: Tree, span: Span, entity: str, named: list[Found]) -> bool:
    """Whether a configured role stands for the entity here: not beside another name, not part of another noun."""
    head = find_head(tree, span)
    partner = find_partner(tree, head)
    if partner is not None:
        return any(item.entity == entity and item.span[0] <= partner < item.span[1] for item in named)
    if tree.dep[head] in {"compound", "nmod", "poss"} and tree.head[head] >= span[1] and tree.dep[head] != "poss":
        return False
    return find_determiner(tree, head) != "indefinite"
