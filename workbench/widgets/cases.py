"""From a figure to its sentences: what people and groups are called, who does what to whom, and which figures are given."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import pandas as pd

from workbench.measures.agency import summarise_agency
from workbench.measures.naming import tabulate_names
from workbench.plots import show_table
from workbench.plots.captions import count_of, join_caption, list_parts, spell_count
from workbench.plots.figure import PLAIN, Look, show_picture
from workbench.plots.quantities import NEEDED as DRAWN, name_group
from workbench.schema import require_columns
from workbench.widgets import choices
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.view import SENTENCE, Span, View, show_sentences, spell_call

MENTIONS = ("entity", "entity_label", "form", "label", "voice", "start", "end", *SENTENCE)
ACTS = ["article_id", "act", "act_kind", "agent", "patient", "construction", "recoverable", "recovered_agent", "voice"]
EDGES = tuple(f"{part}_{edge}" for part in ("act", "agent", "patient", "recovered") for edge in ("start", "end"))
CLAUSES = (*ACTS, *EDGES, *SENTENCE[1:])
LEDGER = ["article_id", "words", "value", "low", "high", "qualifier", "direction", "unit", "act", "window"]
LEDGER += ["credited_to", "descriptor", "voice"]
DRAWN_SIDES = ("low", "high", "direction")  # stand in the figure and in the tags of the sentences
KEPT = ("article_id", "words", "value", "voice")  # stand in every ledger, also where all rows agree
SIDES = {"up": "a ceiling", "down": "a floor", "none": "as it is", "range": "a range", "unstated": "side not stated"}
QUANTITIES = tuple(dict.fromkeys((*DRAWN, *LEDGER, "start", "end", *SENTENCE)))


def render_names(
    mentions: pd.DataFrame,
    *,
    entity: str,
    label: str = choices.EVERY_LABEL,
    voice: str = choices.EVERY_VOICE,
    article: str = choices.EVERY_TEXT,
    look: Look = PLAIN,
) -> View:
    """Return what one entity is called in each text, and the sentences in which it is called so.

    Needs the mentions table with the columns that `add_sentences` adds; a column group puts texts together.

    Parameters
    ----------
    mentions : DataFrame
        One row per mention.
    entity : str
        An entity of the table.
    label, voice, article : str
        Keep the sentences of one label (in any case), voice, or text (or group); of all where not given.
    look : Look
        Names the texts.

    Returns
    -------
    View
        Its table has one row per mention kept; the figure shows all of the entity.

    Raises
    ------
    KeyError, ValueError
        For a missing column, or an entity, label, voice or article that the table does not hold.

    Examples
    --------
    >>> row = {"article_id": "a", "entity": "jo", "entity_label": "Jo", "form": "name", "label": "Jo", "start": 0, "end": 2,
    ...     "voice": "narrator", "zone": "body", "sentence_start": 0, "sentence_end": 8, "sentence": "Jo left."}
    >>> render_names(pd.DataFrame([row]), entity="jo").caption
    'What Jo is called · n = 1 mention · every label, every voice, every text · these texts only'
    """
    require_columns(mentions, MENTIONS, name="mentions")
    mine = choices.keep_rows(mentions, entity=entity)
    spelt = mine.assign(_label=mine["label"].str.casefold())
    rows = choices.keep_rows(spelt, _label=label.casefold(), voice=voice, **{choices.case_column(mentions): article})
    # of all mentions: texts that never name the entity keep their empty column
    who = mine["entity_label"].iloc[0]
    named = look.relabel(mentions.assign(entity=mentions["entity_label"]))
    counted = tabulate_names(named, by=choices.find_groups(named) or "article_id")
    names = choices.keep_rows(counted, entity=who)
    figure = look.draw("naming.names", names, entity=who)
    size, scope = count_of(len(rows), "mention"), f"{label}, {voice}, {look.name(article)}"
    told = list_parts(f"{look.name(row.article_id)}, {row.voice}" for row in rows.itertuples())
    sentences = show_sentences(rows, _mark_mention, look=look)
    options = {"entity": entity, "label": label, "voice": voice, "article": article}
    return View(
        html=show_picture(figure)
        + show_table(names.drop(columns="entity"), title="Labels, counts by text")
        + sentences,
        table=rows[["article_id", "label", "form", "voice", "zone", "sentence"]],
        caption=join_caption(f"What {who} is called", size, scope),
        alt=f"{figure.alt} Sentences: {told}",
        call=spell_call("render_names", "mentions", **options),
    )


def _mark_mention(row: Mapping) -> Iterator[Span]:
    yield row["start"], row["end"], "source", f"{row['form']}, {row['voice']}"


def explore_names(mentions: pd.DataFrame, *, look: Look = PLAIN) -> Explorer:
    """Return a box in which a reader chooses an entity, one of its labels, a voice and a text.

    Needs the columns that `render_names` needs; where nothing is named the box says so.

    Returns
    -------
    Explorer
        Controls `entity`, `label`, `voice` and `article`; the labels offered are those of the entity chosen.

    Examples
    --------
    >>> row = {"article_id": "a", "entity": "jo", "entity_label": "Jo", "form": "name", "label": "Jo", "start": 0, "end": 2,
    ...     "voice": "narrator", "zone": "body", "sentence_start": 0, "sentence_end": 8, "sentence": "Jo left."}
    >>> "[name, narrator: " in explore_names(pd.DataFrame([row])).view.value
    True
    """
    require_columns(mentions, MENTIONS, name="mentions")

    column = choices.case_column(mentions)

    def list_labels(*, entity: str) -> list[tuple[str, str]]:
        labels = mentions.loc[mentions["entity"] == entity, "label"]
        firsts = labels[~labels.str.casefold().duplicated()]
        ordered = firsts.iloc[firsts.str.casefold().argsort(kind="stable")]
        return [(choices.EVERY_LABEL, choices.EVERY_LABEL), *((label.replace("_", " "), label) for label in ordered)]

    def list_voices(*, entity: str) -> list[tuple[str, str]]:
        return choices.list_options(mentions.loc[mentions["entity"] == entity, "voice"], every=choices.EVERY_VOICE)

    def list_texts(*, entity: str) -> list[tuple[str, str]]:
        return look.offer(sorted(set(mentions.loc[mentions["entity"] == entity, column])), every=choices.EVERY_TEXT)

    follows = {"label": list_labels, "voice": list_voices, "article": list_texts}
    names = {"label": "Label", "voice": "Voice", "article": "Text"}
    entities = choose_one("Who or what", _list_entities(mentions))
    controls = {"entity": entities, **{name: choose_one(label) for name, label in names.items()}}
    render = partial(render_names, mentions, look=look)
    return Explorer(render, controls, title="Who and what is called by which words", follows=follows, look=look)


def _list_entities(mentions: pd.DataFrame) -> list[tuple[str, str]]:
    counts = mentions.groupby(["entity", "entity_label"], observed=True).size()
    counts = counts.sort_values(ascending=False, kind="stable")
    return [(f"{label} ({n})", entity) for (entity, label), n in counts.items()]


def render_agency(
    clauses: pd.DataFrame,
    *,
    act_kind: str = choices.EVERY_KIND,
    construction: str = choices.EVERY_CONSTRUCTION,
    recoverable: str = choices.EVERY_CASE,
    article: str = choices.EVERY_TEXT,
    look: Look = PLAIN,
) -> View:
    """Return how the acts of each text are worded, and the clauses of the kind chosen.

    Needs the clauses table with the columns that `find_clauses` and `add_sentences` add; a column group puts texts
    together.

    Parameters
    ----------
    clauses : DataFrame
        One row per act.
    act_kind, construction, recoverable, article : str
        Keep the clauses of one kind of act, construction, place where the agent can be found, or text (or group); all
        where not given. The figure follows `act_kind`.
    look : Look
        Names the texts.

    Returns
    -------
    View
        Its table has one row per clause kept.

    Raises
    ------
    KeyError, ValueError
        For a missing column or a value that the table does not hold.

    Examples
    --------
    >>> row = dict.fromkeys(CLAUSES, None) | {"article_id": "a", "act": "leave", "act_kind": "move", "agent": "Jo",
    ...     "construction": "active", "recoverable": "not applicable", "voice": "narrator", "agent_start": 0, "agent_end": 2,
    ...     "act_start": 3, "act_end": 7, "sentence_start": 0, "sentence_end": 8, "sentence": "Jo left."}
    >>> render_agency(pd.DataFrame([row])).caption.split(" · ")[1]
    'n = 1 act'
    """
    require_columns(clauses, CLAUSES, name="clauses")
    chosen = {"act_kind": act_kind, "construction": construction, "recoverable": recoverable}
    rows = choices.keep_rows(clauses, **chosen, **{choices.case_column(clauses): article})
    kind = "all" if act_kind == choices.EVERY_KIND else act_kind
    figure = look.draw(
        "agency.constructions",
        summarise_agency(clauses, by=choices.find_groups(clauses) or "article_id"),
        act_kind=kind,
    )
    scope = f"{', '.join(chosen.values()).replace('_', ' ')}, {look.name(article)}"
    told = list_parts(f"{look.name(row.article_id)}, {row.act}, {row.construction}" for row in rows.itertuples())
    return View(
        html=show_picture(figure) + show_sentences(rows, _mark_act, look=look),
        table=rows[[*ACTS, "sentence"]],
        caption=join_caption("Acts and who does them", count_of(len(rows), "act"), scope, "described, not charged"),
        alt=f"{figure.alt} Clauses: {told}",
        call=spell_call("render_agency", "clauses", **chosen, article=article),
    )


def _mark_act(row: Mapping) -> Iterator[Span]:
    about = row["construction"].replace("_", " ")
    if row["recoverable"] != "not applicable":
        found = "" if pd.isna(row["recovered_agent"]) else f": {row['recovered_agent']}"
        about += f", agent {row['recoverable']}{found}"
    yield row["act_start"], row["act_end"], "cue", f"act, {about}"
    yield row["agent_start"], row["agent_end"], "source", "agent"
    yield row["patient_start"], row["patient_end"], "content", "patient"
    yield row["recovered_start"], row["recovered_end"], "source", "agent found here"


def explore_agency(clauses: pd.DataFrame, *, look: Look = PLAIN) -> Explorer:
    """Return a box in which a reader chooses a kind of act, a construction, where the agent can be found, and a text.

    Needs the columns that `render_agency` needs.

    Returns
    -------
    Explorer
        Controls `act_kind`, `construction`, `recoverable` and `article`; see `render_agency`.

    Examples
    --------
    >>> row = dict.fromkeys(CLAUSES, None) | {"article_id": "a", "act": "leave", "act_kind": "move", "agent": "Jo",
    ...     "construction": "active", "recoverable": "not applicable", "voice": "narrator", "agent_start": 0, "agent_end": 2,
    ...     "act_start": 3, "act_end": 7, "sentence_start": 0, "sentence_end": 8, "sentence": "Jo left."}
    >>> "[agent: " in explore_agency(pd.DataFrame([row])).view.value
    True
    """
    require_columns(clauses, CLAUSES, name="clauses")
    controls = {
        "act_kind": choose_one("Kind of act", choices.list_options(clauses["act_kind"], every=choices.EVERY_KIND)),
        "construction": choose_one(
            "Construction", choices.list_options(clauses["construction"], every=choices.EVERY_CONSTRUCTION)
        ),
        "recoverable": choose_one("Agent", choices.list_options(clauses["recoverable"], every=choices.EVERY_CASE)),
        "article": choose_one(
            "Text", look.offer(sorted(set(clauses[choices.case_column(clauses)])), every=choices.EVERY_TEXT)
        ),
    }
    render = partial(render_agency, clauses, look=look)
    return Explorer(render, controls, title="Who does what to whom, and in which construction", look=look)


def render_quantities(
    groups: pd.DataFrame, *, group: int, article: str = choices.EVERY_TEXT, look: Look = PLAIN
) -> View:
    """Return the figures of one group side by side: drawn, as a ledger, and in their sentences.

    Needs the table of `group_quantities` with the columns that `add_sentences` adds.

    Parameters
    ----------
    groups : DataFrame
        One row per figure.
    group : int
        A group_id.
    article : str
        Keep the sentences of one text; of all where not given.
    look : Look
        Names the texts.

    Returns
    -------
    View
        Its table is the ledger of the group.

    Raises
    ------
    KeyError, ValueError
        For a missing column, or a group or article that the table does not hold.

    Examples
    --------
    >>> row = dict.fromkeys(QUANTITIES, None) | {"group_id": 0, "article_id": "a", "words": "412", "value": 412.0,
    ...     "low": 412.0, "high": 412.0, "direction": "none", "unit": "people", "act": "killed", "n_articles": 1, "start": 0,
    ...     "end": 3, "sentence_start": 0, "sentence_end": 9, "sentence": "412 died."}
    >>> render_quantities(pd.DataFrame([row]), group=0).caption.split(" · ")[1]
    'n = 1 figure in 1 text'
    """
    require_columns(groups, QUANTITIES, name="groups")
    mine = choices.keep_rows(groups, group_id=group)
    rows = choices.keep_rows(mine, article_id=article)
    figure = look.draw("quantities.quantities", mine, group=group)
    return View(
        html=show_picture(figure) + _show_ledger(look.relabel(mine)) + show_sentences(rows, _mark_figure, look=look),
        table=mine[[*LEDGER, "sentence"]],
        caption=figure.caption,
        alt=figure.alt,
        call=spell_call("render_quantities", "groups", group=group, article=article),
    )


def _show_ledger(mine: pd.DataFrame) -> str:
    """Show what differs between the figures of a group as a table, and what all of them share in its title."""
    named = [name for name in LEDGER if name not in DRAWN_SIDES and mine[name].notna().any()]
    shared = [name for name in named if name not in KEPT and len(mine[name].drop_duplicates()) == 1]
    told = "; ".join(f"{name.replace('_', ' ')} {mine[name].iloc[0]}" for name in shared)
    title = f"Ledger, in all rows: {told}" if told else "Ledger"
    return show_table(mine, columns=[name for name in named if name not in shared], title=title)


def _mark_figure(row: Mapping) -> Iterator[Span]:
    yield row["start"], row["end"], "content", f"figure, {SIDES[row['direction']]}"


def explore_quantities(groups: pd.DataFrame, *, look: Look = PLAIN) -> Explorer:
    """Return a box in which a reader chooses a group of figures and a text.

    Needs the columns that `render_quantities` needs; where no figure is given the box says so.

    Returns
    -------
    Explorer
        Controls `group` (those that most texts carry come first) and `article` (the texts that carry it).

    Examples
    --------
    >>> "Nothing to show" in explore_quantities(pd.DataFrame(columns=list(QUANTITIES))).view.value
    True
    """
    require_columns(groups, QUANTITIES, name="groups")

    def list_texts(*, group: int) -> list[tuple[str, str]]:
        return look.offer(groups.loc[groups["group_id"] == group, "article_id"], every=choices.EVERY_TEXT)

    controls = {"group": choose_one("Figures", _list_groups(groups)), "article": choose_one("Text")}
    render = partial(render_quantities, groups, look=look)
    title = "Figures that may be about the same thing"
    return Explorer(render, controls, title=title, follows={"article": list_texts}, look=look)


def _list_groups(groups: pd.DataFrame) -> list[tuple[str, int]]:
    """Name each group by what is counted, so that typing its first letters finds it in a long list."""
    order = groups.drop_duplicates("group_id").sort_values(["n_articles", "group_id"], ascending=[False, True])
    named = []
    for number, n in zip(order["group_id"], order["n_articles"], strict=True):
        mine = groups[groups["group_id"] == number]
        named.append((f"{name_group(mine)}, “{mine['words'].iloc[0]}” ({spell_count(int(n), 'text')})", int(number)))
    return choices.tell_apart(named)
