"""Entities suggested from the parse, for a corpus that has no configuration yet."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import pandas as pd

from workbench.corpus.config import CorpusConfig, Entity
from workbench.lexicons import people
from workbench.lexicons.word_lists import read_word_list
from workbench.measures.naming.names import find_names
from workbench.measures.naming.phrases import NOUNS
from workbench.measures.naming.roles import find_beside
from workbench.schema import require_at_least, require_columns
from workbench.tokens.names import fold_name, rebuild_text
from workbench.tokens.selection import DEFAULT_ZONES, check_zones
from workbench.tokens.tree import Span, Tree, build_trees

COLUMNS = {
    "id": "str",
    "label": "str",
    "type": "str",
    "ent_type": "str",
    "names": "object",
    "roles": "object",
    "n_mentions": "int64",
    "n_articles": "int64",
}
_KINDS = frozenset({"PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"})
_TRIMMED = frozenset(
    {"the", "a", "an", "'s", "'", "mr", "mr.", "mrs", "mrs.", "ms", "ms.", "dr", "dr.", "sen.", "rep."}
)


def propose_entities(
    tokens: pd.DataFrame, *, least_mentions: int = 2, zones: Iterable[str] = DEFAULT_ZONES
) -> pd.DataFrame:
    """Suggest entities and events from the names and event nouns that the parser found.

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
        name), names and roles (tuples, the most frequent first; for an event, roles hold its noun), n_mentions,
        n_articles. Sorted by type, then by n_articles and n_mentions, the largest first, then by id.

    Raises
    ------
    KeyError, ValueError
        For missing columns, an unknown zone, or `least_mentions` below 1.

    Notes
    -----
    Names are grouped by surname (persons) and by initials (organisations): "Ilse Marn" and "Marn" are one, and so are
    "Straits Commission" and "SC". A lone surname goes to the person of that name mentioned most. The small parser takes
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
    seen = [(name, kind, tree.article_id) for tree in trees for name, kind in _list_names(tree)]
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


def _list_names(tree: Tree) -> Iterator[tuple[str, str]]:
    first = None
    for token in range(len(tree) + 1):
        inside = token < len(tree) and tree.ent_type[token] in _KINDS and not _is_adjective_of_nation(tree, token)
        begins = inside and (
            first is None or tree.ent_iob[token] == "B" or tree.ent_type[token] != tree.ent_type[first]
        )
        if first is not None and (not inside or begins):
            name = _trim(tree, (first, token))
            if name:
                yield name, tree.ent_type[first]
            first = None
        if begins:
            first = token


def _is_adjective_of_nation(tree: Tree, token: int) -> bool:
    return tree.ent_type[token] == "NORP" and tree.pos[token] == "ADJ"


def _trim(tree: Tree, span: Span) -> str:
    """Return the words of a name without article, title, possessive ending or common nouns at either end."""
    low, high = span
    while low > 0 and _continues_left(tree, low - 1, high):
        low -= 1
    while low < high and (tree.lower[low] in _TRIMMED or tree.pos[low] not in {"PROPN", "ADJ"}):
        low += 1
    while high > low and (tree.lower[high - 1] in _TRIMMED or tree.pos[high - 1] not in {"PROPN", "ADJ"}):
        high -= 1
    name = tree.string((low, high)) if low < high else ""
    common = name.lower() in people.load_families() or name.lower() in people.load_categories()
    return name if name[:1].isupper() and not common else ""


def _continues_left(tree: Tree, token: int, high: int) -> bool:
    """Whether a capitalised word before a name belongs to it, though the parser's span leaves it out."""
    joined = tree.pos[token] == "PROPN" and tree.dep[token] == "compound" and token < tree.head[token] < high
    return (
        joined
        and tree.ent_type[token] == ""
        and tree.lower[token] not in people.load_families()
        and tree.text[token][:1].isupper()
    )


def _describe_names(seen: list[tuple[str, str, str]], trees: list[Tree], least: int) -> Iterator[dict]:
    counts = Counter(name for name, _, _ in seen)
    kinds: dict[str, Counter] = defaultdict(Counter)
    for name, kind, _ in seen:
        kinds[name][kind] += 1
    majority = {name: votes.most_common(1)[0][0] for name, votes in kinds.items()}
    groups = _group_names(counts, majority)
    groups = {label: names for label, names in groups.items() if sum(counts[name] for name in names) >= least}
    roles = _list_roles(trees, groups)
    for label, names in sorted(groups.items()):
        ordered = tuple(sorted(names, key=lambda name: (-counts[name], name)))
        yield {
            "id": _make_id(label),
            "label": label,
            "type": "actor",
            "ent_type": majority[label],
            "names": ordered,
            "roles": roles.get(label, ()),
            "n_mentions": sum(counts[name] for name in names),
            "n_articles": len({article for name, _, article in seen if name in names}),
        }


def _group_names(counts: Mapping[str, int], majority: Mapping[str, str]) -> dict[str, set[str]]:
    """Group short names under the fullest name they can stand for."""
    groups: dict[str, set[str]] = {}
    for name in sorted(counts, key=lambda name: (-len(name.split()), -counts[name], name)):
        fuller = [label for label in groups if _stands_for(name, label, majority)]
        label = max(fuller, key=lambda label: (counts[label], label)) if fuller else name
        groups.setdefault(label, set()).add(name)
    return groups


def _stands_for(name: str, label: str, majority: Mapping[str, str]) -> bool:
    words = [word for word in label.split() if word[0].isupper()]
    if len(words) == 1:
        return fold_name(name) == fold_name(label)
    if majority[label] == "PERSON" and majority[name] in {"PERSON", "ORG", "GPE"}:
        return name == words[-1] or (
            len(name.split()) > 1 and name.rsplit(maxsplit=1)[-1] == words[-1] and name in label
        )
    initials = "".join(word[0] for word in words)
    if majority[label] == majority[name] == "ORG" and name == words[-1]:
        return True
    return name.replace(".", "") == initials or fold_name(name) == fold_name(label)


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
                "names": (),
                "roles": (lemma,),
                "n_mentions": len(articles),
                "n_articles": len(set(articles)),
            }


@cache
def _list_event_nouns() -> set[str]:
    """Return the nouns that name events, those for any happening left out."""
    rows = read_word_list("event_nouns")
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
