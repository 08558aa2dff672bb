"""Entities suggested from the parse, for a corpus that has no configuration yet."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

import pandas as pd

from workbench.corpus.config import CorpusConfig, Entity
from workbench.lexicons import word_lists
from workbench.measures.naming.names import find_names
from workbench.measures.naming.roles import find_beside
from workbench.schema import require_at_least, require_columns
from workbench.tokens.grammar import NOUNS, find_head
from workbench.tokens.names import fold_name, initials, plain_name, rebuild_text
from workbench.tokens.selection import DEFAULT_ZONES, check_zones
from workbench.tokens.tree import Span, Tree, build_trees

COLUMNS = {
    "id": "str",
    "label": "str",
    "type": "str",
    "ent_type": "str",
    "kind": "str",
    "names": "object",
    "roles": "object",
    "n_mentions": "int64",
    "n_articles": "int64",
}
_KINDS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_NOT_IN_NAME = frozenset({"the", "a", "an", "'s", "'"})
_BOUND = frozenset({"compound", "nmod", "amod", "npadvmod"})


@dataclass(frozen=True)
class Seen:
    """One name in one article; `bound` where it only modifies a noun outside it ("Harbour Guard" of "Harbour Guard officer")."""

    name: str
    ent_type: str
    bound: bool
    article: str


def propose_entities(
    tokens: pd.DataFrame, *, least_mentions: int = 2, zones: Iterable[str] = DEFAULT_ZONES
) -> pd.DataFrame:
    """Suggest entities and events from the names and event nouns that the parser found.

    What `find_mentions` looks for beside the configured entities, and what a starter ``corpus.toml`` is written from.
    Needs the token table with ent_type and zone.

    Parameters
    ----------
    tokens : DataFrame
        One row per token.
    least_mentions : int
        Least number of mentions for a suggestion.
    zones : iterable of str
        Zones that are read.

    Returns
    -------
    DataFrame
        One row per suggestion: id, label (the fullest name), type ("actor" or "event"), ent_type (the parser's kind of
        name), kind (code of `schema.SOURCE_KINDS` that the words beside the name, or the name itself, tell; NaN where
        they tell none), names and roles (tuples, the most frequent first; for an event, roles hold its noun),
        n_mentions, n_articles. Sorted by type, then by n_articles and n_mentions, the largest first, then by id.

    Raises
    ------
    KeyError, ValueError
        For missing columns, an unknown zone, or `least_mentions` below 1.

    Notes
    -----
    Names are grouped by surname (persons) and by initials (organisations): "Ilse Marn" and "Marn" are one, and so are
    "Straits Commission" and "SC". A lone surname goes to the person of that name mentioned most. Words in front of a
    name inside a longer phrase ("Senior Front official") are no part of it, and never rename a group. The small parser takes
    some words for names that are none; a person checks the list before it becomes a configuration, adds sides
    (``party``) and kinds, and says which event nouns name one event.

    Examples
    --------
    >>> from workbench.corpus import load_corpus
    >>> from workbench.language import segment_text
    >>> corpus = load_corpus("osmere")
    >>> _, tokens = segment_text(corpus.articles, corpus.blocks)
    >>> table = propose_entities(tokens)
    >>> table.loc[table.label == "Ilse Marn", ["id", "names"]].values.tolist()
    [['ilse-marn', ('Marn', 'Ilse Marn')]]
    """
    require_columns(tokens, ("article_id", "token_id", "text", "ent_type", "zone", "head_id"), name="tokens")
    require_at_least(least_mentions, 1, name="least_mentions")
    trees = list(build_trees(tokens[tokens["zone"].isin(check_zones(zones))]))
    seen = [name for tree in trees for name in _list_names(tree)]
    rows = list(_describe_names(seen, trees, least_mentions)) + list(_describe_events(trees, least_mentions))
    table = pd.DataFrame(_number_ids(rows), columns=list(COLUMNS)).astype(COLUMNS)
    order = ["type", "n_articles", "n_mentions", "id"]
    return table.sort_values(order, ascending=[True, False, False, True], kind="stable", ignore_index=True)


def configure_entities(proposals: pd.DataFrame) -> CorpusConfig:
    """Return the suggestions as a configuration without sides, so that they can be looked for.

    Examples
    --------
    >>> row = {"id": "marn", "label": "Marn", "type": "actor", "names": ("Marn",), "roles": ()}
    >>> configure_entities(pd.DataFrame([row])).entities[0].names
    ('Marn',)
    """
    require_columns(proposals, ("id", "label", "type", "names", "roles"), name="proposals")
    entities = tuple(
        Entity(id=row.id, label=row.label, type=row.type, names=tuple(row.names), roles=tuple(row.roles))
        for row in proposals.itertuples()
    )
    return CorpusConfig(entities=entities)


def complete_entities(told: tuple[Entity, ...], proposals: pd.DataFrame) -> tuple[Entity, ...]:
    """Return the entities told, then those proposed that are none of them: no name, for an event no noun, in common.

    Examples
    --------
    >>> row = {"id": "front", "label": "Lantern Front", "type": "actor", "names": ("Front", "LANTERN FRONT"), "roles": ()}
    >>> [entity.id for entity in complete_entities((Entity("lf", "Lantern Front"),), pd.DataFrame([row]))]
    ['lf']
    """
    known = {word for entity in told for word in _list_words(entity)}
    added = [entity for entity in configure_entities(proposals).entities if known.isdisjoint(_list_words(entity))]
    ids = Counter(entity.id for entity in told)
    return (*told, *(replace(e, id=f"{e.id}-proposed") if ids[e.id] else e for e in added))


def _list_words(entity: Entity) -> set[tuple[str, str]]:
    """Return the words that tell an entity from others, without case: its names, and an event's nouns."""
    words = (entity.label, *entity.names, *(entity.roles if entity.type == "event" else ()))
    return {(entity.type, fold_name(plain_name(word))) for word in words}


def _list_names(tree: Tree) -> Iterator[Seen]:
    """Yield the names in an article as the parser's entities have them, trimmed of what is no part of a name."""
    for first, last in _list_spans(tree):
        bound = _is_bound(tree, (first, last))
        low, high = _trim(tree, (first if bound else _widen(tree, (first, last)), last))
        name = tree.string((low, high)) if low < high else ""
        common = name.lower() in word_lists.load_families() or name.lower() in word_lists.load_categories()
        if name[:1].isupper() and not common:
            yield Seen(name, tree.ent_type[first], bound, tree.article_id)


def _list_spans(tree: Tree) -> Iterator[Span]:
    first = None
    for token in range(len(tree) + 1):
        inside = token < len(tree) and tree.ent_type[token] in _KINDS and not _is_adjective_of_nation(tree, token)
        begins = inside and (
            first is None or tree.ent_iob[token] == "B" or tree.ent_type[token] != tree.ent_type[first]
        )
        if first is not None and (not inside or begins):
            yield first, token
            first = None
        if begins:
            first = token


def _is_adjective_of_nation(tree: Tree, token: int) -> bool:
    return tree.ent_type[token] == "NORP" and tree.pos[token] == "ADJ"


def _is_bound(tree: Tree, span: Span) -> bool:
    """Whether a name only modifies a noun behind it, so that words before it may belong to that noun."""
    head = find_head(tree, span)
    return tree.dep[head] in _BOUND and tree.head[head] >= span[1]


def _widen(tree: Tree, span: Span) -> int:
    """Return where a name begins that has capitalised words in front which the parser's span leaves out."""
    low = span[0]
    while low > 0 and _belongs(tree, low - 1, span[1]):
        low -= 1
    return low


def _belongs(tree: Tree, token: int, high: int) -> bool:
    joined = tree.pos[token] == "PROPN" and tree.dep[token] == "compound" and token < tree.head[token] < high
    plain = tree.ent_type[token] == "" and tree.text[token][:1].isupper()
    return joined and plain and not _is_before_names(tree, token)


def _is_before_names(tree: Tree, token: int) -> bool:
    """Whether a word stands before names and is no part of them: a title, a role, a rank such as "Senior"."""
    word = tree.lower[token]
    return word_lists.is_title(word) or word in word_lists.load_families() or word in word_lists.load_ranks()


def _trim(tree: Tree, span: Span) -> Span:
    """Return a span without article, short title, possessive ending or common nouns at either end."""
    low, high = span
    while low < high and (_is_outside(tree, low) or word_lists.is_short_title(tree.text[low])):
        low += 1
    while high > low and _is_outside(tree, high - 1):
        high -= 1
    return low, high


def _is_outside(tree: Tree, token: int) -> bool:
    return tree.lower[token] in _NOT_IN_NAME or tree.pos[token] not in {"PROPN", "ADJ"}


def _describe_names(seen: list[Seen], trees: list[Tree], least: int) -> Iterator[dict]:
    seen = list(_drop_ranks(seen))
    counts = Counter(item.name for item in seen)
    majority = _vote(seen)
    groups = _group_names(counts, majority, free={item.name for item in seen if not item.bound})
    groups = {label: names for label, names in groups.items() if sum(counts[name] for name in names) >= least}
    roles = _list_roles(trees, groups)
    for label, names in sorted(groups.items()):
        yield {
            "id": _make_id(label),
            "label": label,
            "type": "actor",
            "ent_type": majority[label],
            "kind": _tell_kind(label, majority[label], roles.get(label, ())),
            "names": tuple(sorted(names, key=lambda name: (-counts[name], name))),
            "roles": roles.get(label, ()),
            "n_mentions": sum(counts[name] for name in names),
            "n_articles": len({item.article for item in seen if item.name in names}),
        }


def _vote(seen: list[Seen]) -> dict[str, str]:
    """Return for each name the kind of name that the parser takes it for most often."""
    votes: dict[str, Counter] = defaultdict(Counter)
    for item in seen:
        votes[item.name][item.ent_type] += 1
    return {name: kinds.most_common(1)[0][0] for name, kinds in votes.items()}


def _drop_ranks(seen: list[Seen]) -> Iterator[Seen]:
    """Yield the names without the rank of a longer phrase ("Senior Lantern official") where the rest is a name elsewhere."""
    names, free = {item.name for item in seen}, {item.name for item in seen if not item.bound}
    for item in seen:
        words = item.name.split()
        while item.name not in free and words and words[0].lower() in word_lists.load_ranks():
            words.pop(0)
        plain = " ".join(words)
        yield replace(item, name=plain) if plain in names else item


def _group_names(counts: Mapping[str, int], majority: Mapping[str, str], *, free: set[str]) -> dict[str, set[str]]:
    """Group short names under the fullest name they can stand for, a longer phrase under the name it ends with."""
    groups: dict[str, set[str]] = {}
    bodies = {name for name in counts if majority[name] == "ORG"}
    longer = {name: inner for name in bodies - free if (inner := _find_inner(name, free & bodies)) is not None}
    order = sorted(counts, key=lambda name: (name in longer, -len(name.split()), -counts[name], name))
    for name in order:
        if name in longer:
            next(names for names in groups.values() if longer[name] in names).add(name)
            continue
        fuller = [label for label in groups if _stands_for(name, label, majority)]
        label = max(fuller, key=lambda label: (counts[label], label)) if fuller else name
        groups.setdefault(label, set()).add(name)
    return groups


def _find_inner(name: str, free: set[str]) -> str | None:
    """Return the longest name that a name ends with and that stands by itself elsewhere."""
    words = name.split()
    return next((end for i in range(1, len(words)) if (end := " ".join(words[i:])) in free), None)


def _stands_for(name: str, label: str, majority: Mapping[str, str]) -> bool:
    """Whether a shorter name can stand for a fuller one: a surname, the last word of a body, initials, a spelling."""
    words = [word for word in label.split() if word[0].isupper()]
    if fold_name(name) == fold_name(label):
        return True
    if len(words) == 1:
        return False
    if majority[label] == "PERSON" and majority[name] in {"PERSON", "ORG", "GPE"}:
        return name == words[-1] or (" " in name and name.endswith(f" {words[-1]}") and name in label)
    if majority[label] == majority[name] == "ORG" and name == words[-1]:
        return True
    return name.replace(".", "") == initials(label)


def _tell_kind(label: str, ent_type: str, roles: tuple[str, ...]) -> str | None:
    """Return the kind of source that the words most often beside a name tell, else a body's own name; none for places."""
    phrases = {"PERSON": roles[:1], "ORG": (*roles[:1], label)}.get(ent_type, ())
    return next((kind for kind in map(word_lists.kind_of_phrase, phrases) if kind != "UNK"), None)


def _list_roles(trees: list[Tree], groups: Mapping[str, set[str]]) -> dict[str, tuple[str, ...]]:
    """Return the titles and appositions beside the names of each group, the most frequent first."""
    labels: dict[str, Counter] = defaultdict(Counter)
    for tree in trees:
        text = rebuild_text(tree)
        here = {label: tuple(name for name in sorted(names) if name in text) for label, names in groups.items()}
        entities = [Entity(id=label, label=label, names=names) for label, names in here.items() if names]
        for item in find_beside(tree, find_names(tree, text, entities)):
            labels[item.entity][tree.string(item.span)] += 1
    ordered = {name: sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])) for name, counts in labels.items()}
    return {name: tuple(label for label, _ in pairs) for name, pairs in ordered.items()}


def _describe_events(trees: list[Tree], least: int) -> Iterator[dict]:
    places: dict[str, list[str]] = defaultdict(list)
    nouns = _list_event_nouns()
    for tree in trees:
        for token in range(len(tree)):
            lemma = tree.lemma[token].lower()
            is_modifier = tree.dep[token] in {"compound", "nmod"} and tree.head[token] > token
            if tree.pos[token] in NOUNS and lemma in nouns and not is_modifier:
                places[lemma].append(tree.article_id)
    for lemma, articles in sorted(places.items()):
        if len(articles) >= least:
            yield {
                "id": f"event-{_make_id(lemma)}",
                "label": lemma,
                "type": "event",
                "ent_type": "",
                "kind": None,
                "names": (),
                "roles": (lemma,),
                "n_mentions": len(articles),
                "n_articles": len(set(articles)),
            }


@cache
def _list_event_nouns() -> set[str]:
    """Return the nouns that name events, those for any happening left out."""
    rows = word_lists.read_word_list("event_nouns")
    return {row["term"] for row in rows if row["match"] in {"lemma", "form"} and row["category"] != "neutral"}


def _make_id(label: str) -> str:
    plain = unicodedata.normalize("NFKD", label).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "entity"


def _number_ids(rows: list[dict]) -> list[dict]:
    """Tell equal ids apart by a number."""
    seen: Counter = Counter()
    for row in rows:
        seen[row["id"]] += 1
        if seen[row["id"]] > 1:
            row["id"] = f"{row['id']}-{seen[row['id']]}"
    return rows
