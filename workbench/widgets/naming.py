"""Choose a person, group or event and read every sentence that names it, by label, voice and text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from workbench.measures.naming import tabulate_names
from workbench.plots.captions import count_of, join_caption, list_parts
from workbench.plots.figure import draw_figure, show_picture
from workbench.plots.markup import show_table
from workbench.schema import require_columns
from workbench.widgets.behind import (
    EVERY_LABEL,
    EVERY_TEXT,
    EVERY_VOICE,
    SENTENCE,
    Span,
    keep_rows,
    list_options,
    show_sentences,
)
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.view import View, spell_call

NEEDED = ("entity", "entity_label", "form", "label", "voice", "start", "end", *SENTENCE)
SHOWN = ["article_id", "label", "form", "voice", "zone", "sentence"]
NO_ENTITY = "(none)"


def render_names(
    mentions: pd.DataFrame,
    *,
    entity: str,
    label: str = EVERY_LABEL,
    voice: str = EVERY_VOICE,
    article: str = EVERY_TEXT,
) -> View:
    """Return what one entity is called in each text, and the sentences in which it is called so.

    Needs the mentions table with the columns that `add_sentences` adds.

    Parameters
    ----------
    mentions : DataFrame
        One row per mention.
    entity : str
        An entity of the table.
    label, voice, article : str
        Keep the sentences of one label (in any case), voice or text; of all where not given.

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
    require_columns(mentions, NEEDED, name="mentions")
    mine = keep_rows(mentions, entity=entity)
    spelt = mine.assign(_label=mine["label"].str.casefold())
    rows = keep_rows(spelt, _label=label.casefold(), voice=voice, article_id=article)
    names = keep_rows(tabulate_names(mentions), entity=entity)  # texts that never name it keep their empty column
    figure = draw_figure("names", names, entity=entity)
    return View(
        html=show_picture(figure) + show_table(names, title="Labels, counts by text") + show_sentences(rows, _mark),
        table=rows[SHOWN],
        caption=join_caption(
            f"What {mine['entity_label'].iloc[0]} is called",
            count_of(len(rows), "mention"),
            f"{label}, {voice}, {article}",
        ),
        alt=figure.alt + " Sentences: " + list_parts(f"{row.article_id}, {row.voice}" for row in rows.itertuples()),
        call=spell_call("render_names", "mentions", entity=entity, label=label, voice=voice, article=article),
    )


def _mark(row: Mapping) -> Iterator[Span]:
    yield row["start"], row["end"], "source", f"{row['form']}, {row['voice']}"


def explore_names(mentions: pd.DataFrame) -> Explorer:
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
    require_columns(mentions, NEEDED, name="mentions")

    def render(*, entity: str, label: str, voice: str, article: str) -> View:
        return render_names(mentions, entity=entity, label=label, voice=voice, article=article)

    labels = _list_labels(mentions)
    entity = choose_one("Who or what", _list_entities(mentions) or [NO_ENTITY])
    controls = {
        "entity": entity,
        "label": choose_one("Label", labels.get(entity.value, list_options([], every=EVERY_LABEL))),
        "voice": choose_one("Voice", list_options(mentions["voice"], every=EVERY_VOICE)),
        "article": choose_one("Text", list_options(mentions["article_id"], every=EVERY_TEXT)),
    }

    def offer_labels(change: Mapping) -> None:
        controls["label"].options = labels[change["new"]]

    entity.observe(offer_labels, "value")  # before the view's own observer, so that it never sees a stale label
    return Explorer(render, controls, title="Who and what is called by which words")


def _list_entities(mentions: pd.DataFrame) -> list[tuple[str, str]]:
    counts = mentions.groupby(["entity", "entity_label"]).size().sort_values(ascending=False, kind="stable")
    return [(f"{label} ({n})", entity) for (entity, label), n in counts.items()]


def _list_labels(mentions: pd.DataFrame) -> dict[str, list]:
    firsts = mentions.assign(_key=mentions["label"].str.casefold()).drop_duplicates(["entity", "_key"])
    groups = firsts.sort_values("_key", kind="stable").groupby("entity")["label"]
    return {entity: list_options(labels, every=EVERY_LABEL) for entity, labels in groups}
