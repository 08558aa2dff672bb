"""Roles and category nouns of actors: beside a name, as configured, and where a definite phrase takes one up again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from workbench.corpus.config import Entity
from workbench.lexicons import people
from workbench.measures.naming.names import CATEGORY, DESCRIPTOR, NAME, ROLE, Found
from workbench.tokens import grammar
from workbench.tokens.names import compile_terms, find_spans
from workbench.tokens.tree import Span, Tree

_LONGEST_TITLE = 4  # words: "secretary of state", the longest in the list, has three
_NATIONS = frozenset({"NORP", "GPE"})
_STEM = 4  # letters that Osmere and Osmeri share: judgement
_LEADING = frozenset({"head of government", "head of state", "leader"})


@dataclass
class Known:
    """What one article tells of an entity: person or not, role families, category nouns, the nations beside them."""

    kind: str | None = None
    is_person: bool = False
    families: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    nations: set[str] = field(default_factory=set)

    def clashes(self, nations: set[str]) -> bool:
        """Whether a phrase names nations, and none of those that stand beside the entity."""
        return bool(nations and self.nations) and not nations & self.nations


def find_roles(tree: Tree, text: str, entities: Iterable[Entity], names: list[Found]) -> list[Found]:
    """Return roles and category nouns: those beside a name, those configured, and definite phrases that take them up."""
    actors = {entity.id: entity for entity in entities if entity.type == "actor"}
    named = [item for item in names if item.entity in actors and item.form in {NAME, DESCRIPTOR}]
    beside = find_beside(tree, named)
    listed = [found for entity in actors.values() for found in _find_configured(tree, text, entity, named)]
    taken = {token for item in [*beside, *listed] for token in range(*item.span)}
    taken |= {token for item in named for token in range(*item.span)}
    known = learn_roles(tree, actors, beside=beside, persons=_list_persons(tree, [*named, *beside, *listed]))
    again = find_again(tree, known, named=[*named, *beside, *listed], taken=taken)
    return [*beside, *listed, *again]


def find_beside(tree: Tree, named: list[Found]) -> list[Found]:
    """Return the titles, appositions and predicates of the names given."""
    return [found for item in named if item.form == NAME for found in _find_beside(tree, item, named)]


def _find_beside(tree: Tree, item: Found, named: list[Found]) -> Iterator[Found]:
    """Yield the title before a name, its appositions on either side, and what "is" says of it."""
    head = grammar.find_head(tree, item.span)
    title = _find_title(tree, item.span)
    if title is not None:
        yield Found(_join_before(tree, title[0]), item.entity, title[1])
    for noun in _list_equated(tree, head):
        form = name_noun(tree, noun)
        span = grammar.describe_phrase(tree, noun)
        if form and not (span[0] < item.span[1] and item.span[0] < span[1]) and not _is_named(noun, named):
            yield Found(span, item.entity, form[0])


def _find_title(tree: Tree, name: Span) -> tuple[Span, str] | None:
    """Return the title right before a name, with what modifies it, and its form."""
    last = name[0] - 1
    if last < 0 or tree.sentence[last] != tree.sentence[name[0]]:
        return None
    longest = _match_title(tree, last)
    if longest is not None:
        return grammar.widen_beside(tree, (longest, last + 1)), ROLE
    noun = name_noun(tree, last) if tree.pos[last] in grammar.NOUNS | {"ADJ"} else None
    if noun is None:
        return None
    first = last - len(noun[1].replace("-", " - ").split()) + 1
    return grammar.widen_beside(tree, (first, last + 1)), noun[0]


def _join_before(tree: Tree, span: Span) -> Span:
    """Return a title with the one joined to it on the left: singer and composer."""
    first = span[0]
    joined = first > 1 and tree.lower[first - 1] == "and" and tree.pos[first - 2] in grammar.NOUNS
    return (
        (grammar.widen_beside(tree, (first - 1, span[1]))[0], span[1])
        if joined and name_noun(tree, first - 2)
        else span
    )


def _match_title(tree: Tree, last: int) -> int | None:
    """Return where a title of several words that ends at a token begins: secretary of state."""
    for size in range(_LONGEST_TITLE, 1, -1):
        first = last - size + 1
        if first >= 0 and " ".join(tree.lower[first : last + 1]) in people.load_families():
            return first
    return None


def _is_named(token: int, named: list[Found]) -> bool:
    return any(other.span[0] <= token < other.span[1] for other in named)


def _list_equated(tree: Tree, head: int) -> list[int]:
    """Return the nouns that stand in apposition to a name, or are said to be what it is."""
    nouns = [kid for kid in tree.children(head, "appos") if tree.pos[kid] in grammar.NOUNS]
    above = tree.head[head]
    if tree.dep[head] == "appos" and tree.pos[above] in grammar.NOUNS:
        nouns.append(above)
    if tree.dep[head] == "nsubj" and tree.lemma[above].lower() in {"be", "become", "remain"}:
        nouns += [kid for kid in tree.children(above, "attr") if tree.pos[kid] in grammar.NOUNS]
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
                span = grammar.widen_left(tree, (first, high), names=[item.span for item in named])
                noun = name_noun(tree, grammar.find_head(tree, span))
                yield Found(span, entity.id, noun[0] if noun else ROLE)


def _may_name(tree: Tree, span: Span, entity: str, named: list[Found]) -> bool:
    """Whether a configured role stands for the entity here: not beside another name, not part of another noun."""
    head = grammar.find_head(tree, span)
    partner = find_partner(tree, head)
    if partner is not None:
        return any(item.entity == entity and item.span[0] <= partner < item.span[1] for item in named)
    if tree.dep[head] in {"compound", "nmod", "poss"} and tree.head[head] >= span[1] and tree.dep[head] != "poss":
        return False
    return grammar.find_determiner(tree, head) != "indefinite"


def name_noun(tree: Tree, head: int) -> tuple[str, str] | None:
    """Return the form (role or category) and the term of a noun, two words before one; None for any other noun."""
    pair = f"{tree.lower[head - 1]} {tree.lower[head]}" if head else ""
    hyphened = f"{tree.lower[head - 2]}-{tree.lower[head]}" if head > 1 and tree.text[head - 1] == "-" else ""
    for term in (pair, hyphened, tree.lower[head], tree.lemma[head].lower()):
        if term in people.load_families():
            return ROLE, term
        if term in people.load_categories():
            return CATEGORY, term
    return None


def find_partner(tree: Tree, head: int) -> int | None:
    """Return the name that a role is the title of, or stands in apposition to."""
    above = tree.head[head]
    if tree.dep[head] in {"compound", "nmod"} and tree.pos[above] == "PROPN" and above > head:
        return above
    if tree.dep[head] == "appos" and tree.pos[above] == "PROPN":
        return above
    return next((kid for kid in tree.children(head, "appos") if tree.pos[kid] == "PROPN"), None)


def find_again(tree: Tree, known: dict[str, Known], *, named: list[Found], taken: set[int]) -> Iterator[Found]:
    """Yield definite phrases whose noun takes up what is known of an entity named before."""
    order = sorted(named, key=lambda item: item.span)
    for head, noun in _list_definite(tree, taken):
        span = _join_after(tree, grammar.widen_left(tree, (head, head + 1)))
        if _names_other(tree, span, head):
            continue
        before = [item for item in order if item.span[1] <= span[0]]
        chosen = _choose(tree, span, noun, known, [item.entity for item in reversed(before)])
        if chosen is None:
            chosen = _choose_nearest(tree, span, noun, known, before)
        if chosen is not None:
            order.append(Found(span, chosen, noun[0]))
            order.sort(key=lambda item: item.span)
            yield Found(span, chosen, noun[0])


def _list_definite(tree: Tree, taken: set[int]) -> Iterator[tuple[int, tuple[str, str]]]:
    """Yield role and category nouns that can take up someone named and stand beside no name, each with form and term."""
    for head in range(len(tree)):
        noun = name_noun(tree, head) if tree.pos[head] in grammar.NOUNS and head not in taken else None
        if noun is not None and _is_definite(tree, head) and find_partner(tree, head) is None:
            yield head, noun


def _join_after(tree: Tree, span: Span) -> Span:
    """Return a singular role with the one joined to it on the right, which names the same person."""
    last = span[1]
    joined = last + 1 < len(tree) and tree.lower[last] == "and" and tree.dep[last + 1] == "conj"
    same = joined and tree.head[last + 1] == last - 1 and tree.tag[last + 1] == "NN" and name_noun(tree, last + 1)
    return (span[0], last + 2) if same and tree.tag[last - 1] == "NN" else span


def learn_roles(
    tree: Tree, actors: dict[str, Entity], *, beside: Iterable[Found], persons: set[str]
) -> dict[str, Known]:
    """Return what the configuration and the words beside its names tell of each entity."""
    known = {entity.id: Known(entity.kind, entity.id in persons) for entity in actors.values()}
    for item in beside:
        noun = name_noun(tree, grammar.find_head(tree, item.span)) or name_noun(tree, item.span[1] - 1)
        if noun is None:
            continue
        form, term = noun
        known[item.entity].families.add(people.load_families()[term] if form == ROLE else "")
        known[item.entity].nouns.add(term)
        known[item.entity].nations |= _list_nations(tree, item.span)
    return known


def _list_nations(tree: Tree, span: Span) -> set[str]:
    """Return the stems of nations and places that modify a phrase: Osmeri and Osmere are one."""
    inside = [token for token in range(*span) if tree.ent_type[token] in _NATIONS]
    owners = [kid for kid in tree.children(grammar.find_head(tree, span), "poss") if tree.ent_type[kid] in _NATIONS]
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
    kind = grammar.find_determiner(tree, head)
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


def _choose(tree: Tree, span: Span, noun: tuple[str, str], known: dict[str, Known], before: list[str]) -> str | None:
    """Return the last entity named before that fits: first by the noun itself, then by its family, then by its kind."""
    nations, plural = _list_nations(tree, span), _is_plural(tree, span)
    for fits in (_fits_noun, _fits_family, _fits_kind):
        for entity in before:
            if not known[entity].clashes(nations) and fits(noun, known[entity], plural=plural):
                return entity
    return None


def _is_plural(tree: Tree, span: Span) -> bool:
    return tree.tag[span[1] - 1] in {"NNS", "NNPS"}


def _choose_nearest(
    tree: Tree, span: Span, noun: tuple[str, str], known: dict[str, Known], before: list[Found]
) -> str | None:
    """Return whoever was named just before, for a role that nobody is known by: a person in this sentence or the last.

    An organisation is taken up in the same way by "the company" and other nouns that tell no kind of source.
    """
    last = max(before, key=lambda item: item.span[1], default=None)
    if last is None or _is_plural(tree, span) or tree.sentence[span[0]] - tree.sentence[last.span[0]] > 1:
        return None
    rival = "PERSON" if noun[0] == ROLE else "ORG"
    if any(tree.ent_type[token] == rival for token in range(last.span[1], span[0])):
        return None
    fits = _fits_nearest(noun, known[last.entity]) and not known[last.entity].clashes(_list_nations(tree, span))
    return last.entity if fits else None


def _fits_nearest(noun: tuple[str, str], told: Known) -> bool:
    """Whether a noun can be the first that is said of an entity: any role of a person, a plain noun of a body."""
    form, term = noun
    if form == ROLE:
        return told.is_person and not told.families - {""}
    return not told.is_person and term in people.load_anaphors() and not people.load_categories()[term]


def _fits_noun(noun: tuple[str, str], told: Known, *, plural: bool) -> bool:
    form, term = noun
    return term in told.nouns and (not plural if told.is_person else form == CATEGORY)


def _fits_family(noun: tuple[str, str], told: Known, *, plural: bool) -> bool:
    form, term = noun
    if form != ROLE or not told.is_person or plural:
        return False
    family = people.load_families()[term]
    return family in told.families or (term == family == "leader" and bool(told.families & _LEADING))


def _fits_kind(noun: tuple[str, str], told: Known, *, plural: bool) -> bool:  # noqa: ARG001 (one shape for the three)
    form, term = noun
    listed = form == CATEGORY and term in people.load_anaphors()
    return listed and not told.is_person and told.kind in people.load_categories()[term]
