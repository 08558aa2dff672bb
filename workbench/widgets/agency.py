"""Choose a construction, a kind of act and a text, and read the clauses with agent, act and patient marked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from workbench.measures.agency import summarise_agency
from workbench.plots.captions import count_of, join_caption, list_parts
from workbench.plots.figure import draw_figure, show_picture
from workbench.schema import require_columns
from workbench.widgets.behind import (
    EVERY_CASE,
    EVERY_CONSTRUCTION,
    EVERY_KIND,
    EVERY_TEXT,
    Span,
    keep_rows,
    list_options,
    show_sentences,
)
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.view import View, spell_call

_EDGES = tuple(f"{part}_{edge}" for part in ("act", "agent", "patient", "recovered") for edge in ("start", "end"))
SHOWN = ["article_id", "act", "act_kind", "agent", "patient", "construction", "recoverable", "recovered_agent", "voice"]
NEEDED = (*SHOWN, *_EDGES, "sentence_start", "sentence_end", "sentence")


def render_agency(
    clauses: pd.DataFrame,
    *,
    act_kind: str = EVERY_KIND,
    construction: str = EVERY_CONSTRUCTION,
    recoverable: str = EVERY_CASE,
    article: str = EVERY_TEXT,
) -> View:
    """Return how the acts of each text are worded, and the clauses of the kind chosen.

    Needs the clauses table with the columns that `find_clauses` and `add_sentences` add.

    Parameters
    ----------
    clauses : DataFrame
        One row per act.
    act_kind, construction, recoverable, article : str
        Keep the clauses of one kind of act, construction, place where the agent can be found, or text; all where not
        given. The figure follows `act_kind`.

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
    >>> row = dict.fromkeys(NEEDED, None) | {"article_id": "a", "act": "leave", "act_kind": "move", "agent": "Jo",
    ...     "construction": "active", "recoverable": "not applicable", "voice": "narrator", "agent_start": 0, "agent_end": 2,
    ...     "act_start": 3, "act_end": 7, "sentence_start": 0, "sentence_end": 8, "sentence": "Jo left."}
    >>> render_agency(pd.DataFrame([row])).caption.split(" · ")[1]
    'n = 1 act'
    """
    require_columns(clauses, NEEDED, name="clauses")
    chosen = {"act_kind": act_kind, "construction": construction, "recoverable": recoverable}
    rows = keep_rows(clauses, **chosen, article_id=article)
    figure = draw_figure(
        "constructions", summarise_agency(clauses), act_kind="all" if act_kind == EVERY_KIND else act_kind
    )
    scope = ", ".join((*chosen.values(), article)).replace("_", " ")
    return View(
        html=show_picture(figure) + show_sentences(rows, _mark),
        table=rows[[*SHOWN, "sentence"]],
        caption=join_caption("Acts and who does them", count_of(len(rows), "act"), scope, "described, not charged"),
        alt=f"{figure.alt} Clauses: "
        + list_parts(f"{row.article_id}, {row.act}, {row.construction}" for row in rows.itertuples()),
        call=spell_call("render_agency", "clauses", **chosen, article=article),
    )


def _mark(row: Mapping) -> Iterator[Span]:
    about = row["construction"].replace("_", " ")
    if row["recoverable"] != "not applicable":
        found = "" if pd.isna(row["recovered_agent"]) else f": {row['recovered_agent']}"
        about += f", agent {row['recoverable']}{found}"
    yield row["act_start"], row["act_end"], "cue", f"act, {about}"
    yield row["agent_start"], row["agent_end"], "source", "agent"
    yield row["patient_start"], row["patient_end"], "content", "patient"
    yield row["recovered_start"], row["recovered_end"], "source", "agent found here"


def explore_agency(clauses: pd.DataFrame) -> Explorer:
    """Return a box in which a reader chooses a kind of act, a construction, where the agent can be found, and a text.

    Needs the columns that `render_agency` needs.

    Returns
    -------
    Explorer
        Controls `act_kind`, `construction`, `recoverable` and `article`.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, None) | {"article_id": "a", "act": "leave", "act_kind": "move", "agent": "Jo",
    ...     "construction": "active", "recoverable": "not applicable", "voice": "narrator", "agent_start": 0, "agent_end": 2,
    ...     "act_start": 3, "act_end": 7, "sentence_start": 0, "sentence_end": 8, "sentence": "Jo left."}
    >>> "[agent: " in explore_agency(pd.DataFrame([row])).view.value
    True
    """
    require_columns(clauses, NEEDED, name="clauses")

    def render(*, act_kind: str, construction: str, recoverable: str, article: str) -> View:
        chosen = {"act_kind": act_kind, "construction": construction}
        return render_agency(clauses, **chosen, recoverable=recoverable, article=article)

    controls = {
        "act_kind": choose_one("Kind of act", list_options(clauses["act_kind"], every=EVERY_KIND)),
        "construction": choose_one("Construction", list_options(clauses["construction"], every=EVERY_CONSTRUCTION)),
        "recoverable": choose_one("Agent", list_options(clauses["recoverable"], every=EVERY_CASE)),
        "article": choose_one("Text", list_options(clauses["article_id"], every=EVERY_TEXT)),
    }
    return Explorer(render, controls, title="Who does what to whom, and in which construction")
