"""From tokens to the table of mentions, and names side by side by article."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from workbench.corpus.config import CorpusConfig, Entity
from workbench.measures.naming import events, proposals, roles
from workbench.measures.naming.names import DESCRIPTOR, NAME, Found, find_names
from workbench.measures.naming.voices import choose_voice, find_unvouched, mark_paraphrase
from workbench.schema import make_table, require_columns
from workbench.tokens.names import choose_spellings, rebuild_text
from workbench.tokens.selection import DEFAULT_ZONES, check_zones
from workbench.tokens.tree import Tree, build_trees
from workbench.tokens.words import assign_groups

_NEEDED = (
    "article_id",
    "sentence_id",
    "token_id",
    "start",
    "end",
    "text",
    "lower",
    "lemma",
    "pos",
    "tag",
    "dep",
    "head_id",
)
KEYS = ["entity", "form", "label", "voice"]
FURTHER = {"entity_label": "str", "type": "str", "party": "str", "sentence_id": "int64"}


def find_mentions(
    tokens: pd.DataFrame,
    *,
    config: CorpusConfig | None = None,
    attributions: pd.DataFrame | None = None,
    zones: Iterable[str] = DEFAULT_ZONES,
) -> pd.DataFrame:
    """Return every expression that names an entity or event, pronouns left out.

    Needs the token table with ent_type, zone and voice.

    Parameters
    ----------
    tokens : DataFrame
        One row per token.
    config : CorpusConfig, optional
        Its entities are looked for, and those that `propose_entities` suggests beside them (least mentions: two); one
        that shares a name with a configured entity (for an event, a noun), whatever the case, gives way to it. With
        ``only = true`` under ``[corpus]`` nothing is added to the entities configured.
    attributions : DataFrame, optional
        Tells paraphrase from narration where `tokens.voice` does not yet.
    zones : iterable of str
        Zones in which names are looked for.

    Returns
    -------
    DataFrame
        One row per mention: article_id, mention_id, start, end, entity, form, label (the words), voice, zone; then
        entity_label, type, party, sentence_id. Sorted by article and place. Forms: *name* proper name, surname or
        initials; *role* ("the envoy", a title before a name); *category* ("the militant group", and every noun for an
        event); *descriptor* a name made a modifier ("Front-run", "Council-backed") and the descriptors configured.
        Voices: narrator, paraphrase, quotation, and *presupposed*: a label inside attributed content that picks out
        what is talked about rather than says something of it, so that the writer lets it stand (see Notes).

    Raises
    ------
    KeyError, ValueError
        For missing columns or an unknown zone.

    Notes
    -----
    Configured: ``names`` are matched as written (and in capitals); the surname of a person's full name, and initials
    that the text puts in brackets, are added. ``roles`` of an actor are matched in any case, with the adjectives before
    them, unless they are the title of somebody else or indefinite; ``roles`` of an event are its nouns, and where two
    events share a noun the words around it decide (``names`` and ``descriptors`` of each), then the event that the noun
    named last; a noun that nothing decides is left out. Beyond the configuration:
    titles, appositions and predicates of a name, and definite phrases that take such a word up ("the official", "the
    group"), given to the entity named last that fits.

    Presupposed is decided by grammar: definite or possessive phrases, relational descriptors, appositions, relative
    clauses, and complements of words such as "after" or "involvement". Whether the speaker used the word cannot be
    known from an indirect report; the table says that the text leaves it open. Proper names are never presupposed.

    Counts of articles of different length must be compared as rates.

    Examples
    --------
    >>> from workbench.corpus import load_corpus
    >>> from workbench.language import segment_text
    >>> corpus = load_corpus("osmere")
    >>> _, tokens = segment_text(corpus.articles, corpus.blocks)
    >>> table = find_mentions(tokens, config=corpus.config)
    >>> table.loc[table.entity == "marn", ["form", "label"]].drop_duplicates().values.tolist()[:3]
    [['role', 'council chair'], ['name', 'Ilse Marn'], ['name', 'Marn']]
    """
    require_columns(tokens, (*_NEEDED, "ent_type", "zone", "voice"), name="tokens")
    zones = check_zones(zones)
    chosen = tokens[tokens["zone"].isin(zones)]
    entities = _list_entities(chosen, config, zones)
    contents = _group(attributions)
    rows = [row for tree in build_trees(chosen) for row in _describe(tree, entities, contents.get(tree.article_id, []))]
    table = make_table(rows, "mentions")
    for column, dtype in FURTHER.items():
        table[column] = table[column].astype(dtype) if column in table else pd.Series(dtype=dtype)
    return table


def _list_entities(tokens: pd.DataFrame, config: CorpusConfig | None, zones: Iterable[str]) -> tuple[Entity, ...]:
    """Return the configured entities, and those proposed beside them unless the configuration says that it is complete."""
    told = () if config is None else config.entities
    if told and config.only:
        return told
    return proposals.complete_entities(told, proposals.propose_entities(tokens, zones=zones))


def _group(attributions: pd.DataFrame | None) -> dict[str, list]:
    if attributions is None:
        return {}
    return {str(name): list(rows.itertuples()) for name, rows in attributions.groupby("article_id")}


def _describe(tree: Tree, entities: tuple[Entity, ...], contents: list) -> Iterator[dict]:
    voices, unvouched = mark_paraphrase(tree, contents), find_unvouched(tree, contents)
    about = {entity.id: entity for entity in entities}
    for number, item in enumerate(_find_all(tree, entities)):
        start, end = tree.offsets(item.span)
        entity = about[item.entity]
        yield {
            "article_id": tree.article_id,
            "mention_id": number,
            "start": start,
            "end": end,
            "entity": item.entity,
            "form": item.form,
            "label": tree.string(item.span),
            "voice": choose_voice(tree, item, voices=voices, unvouched=unvouched),
            "zone": tree.zone[item.span[0]],
            "entity_label": entity.label,
            "type": entity.type,
            "party": entity.party,
            "sentence_id": tree.sentence[item.span[0]],
        }


def _find_all(tree: Tree, entities: tuple[Entity, ...]) -> list[Found]:
    text = rebuild_text(tree)
    names = find_names(tree, text, entities)
    found = [*names, *roles.find_roles(tree, text, entities, names), *events.find_event_nouns(tree, text, entities)]
    return sorted(_drop_nested(found), key=lambda item: (item.span, item.entity))


def _drop_nested(found: list[Found]) -> list[Found]:
    """Leave out what lies within, or repeats, another mention of the same entity; a relational descriptor stays whole."""
    kept: list[Found] = []
    rank = {DESCRIPTOR: 0, NAME: 2}
    for item in sorted(found, key=lambda item: (item.span[0] - item.span[1], rank.get(item.form, 1), item.span)):
        inside = [other for other in kept if other.span[0] < item.span[1] and item.span[0] < other.span[1]]
        if not any(other.entity == item.entity or other.span == item.span for other in inside):
            kept.append(item)
    return kept


def tabulate_names(
    mentions: pd.DataFrame, *, by_voice: bool = True, by: str | Mapping[str, str] = "article_id"
) -> pd.DataFrame:
    """Count the labels of each entity, one column per article or group of articles.

    Needs article_id, entity, form, label and voice of the mentions, and the column `by` if it names one.

    Parameters
    ----------
    mentions : DataFrame
        As `find_mentions` returns it.
    by_voice : bool
        Count each voice by itself; otherwise voices are added up and the column voice says "all".
    by : str or mapping
        What the columns are: "article_id", another column of `mentions`, or a group for each article id
        (articles without one are left out).

    Returns
    -------
    DataFrame
        One row per entity, form, label and voice: entity, form, label, voice, n (all articles), n_articles (those with
        the label), then one column of counts per article or group in alphabetical order, 0 where it lacks the label.
        Labels that differ in case only are one, spelled as most often (the first in alphabet of equals). Sorted by
        entity, form, n (the largest first), label, voice.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If `by` maps none of the articles.

    Notes
    -----
    Raw counts: an article twice as long has room for twice as many, and so has a group of more articles. Compare which
    labels occur, not how often, unless the lengths are alike.

    Examples
    --------
    >>> mentions = pd.DataFrame({"article_id": ["a", "b"], "entity": "front", "form": "category",
    ...     "label": ["The rebels", "the rebels"], "voice": ["narrator", "quotation"]})
    >>> tabulate_names(mentions, by_voice=False)[["label", "n", "a", "b"]].values.tolist()
    [['The rebels', 2, 1, 1]]
    >>> tabulate_names(mentions, by_voice=False, by={"a": "Gull", "b": "Gull"})[["n_articles", "Gull"]].values.tolist()
    [[2, 2]]
    """
    require_columns(mentions, ("article_id", *KEYS), name="mentions")
    if mentions.empty:
        return pd.DataFrame(columns=[*KEYS, "n", "n_articles"])
    rows = mentions[["article_id", *KEYS]].assign(
        label=mentions["label"].map(choose_spellings(mentions["label"])).astype("str"),
        _unit=assign_groups(mentions, by),
    )
    rows = rows.dropna(subset="_unit")
    rows = rows if by_voice else rows.assign(voice="all")
    counts = rows.assign(_one=1).pivot_table(index=KEYS, columns="_unit", values="_one", aggfunc="sum", fill_value=0)
    counts = counts.astype("int64").rename_axis(columns=None)
    further = {"n": counts.sum(axis=1), "n_articles": rows.groupby(KEYS)["article_id"].nunique()}
    table = counts.assign(**further).reset_index()
    order = ["entity", "form", "n", "label", "voice"]
    table = table.sort_values(order, ascending=[True, True, False, True, True], kind="stable", ignore_index=True)
    return table[[*KEYS, "n", "n_articles", *counts.columns]]
