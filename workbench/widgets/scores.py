"""Choose a measure and a voice and see every text's value with its interval."""

from __future__ import annotations

import pandas as pd

from workbench.plots.figure import draw_figure, show_picture
from workbench.plots.scores import choose_scores, spell_measure
from workbench.schema import VOICES, require_choice
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.view import View, spell_call

EVERY = "every voice"
SHOWN = ["article_id", "voice", "value", "low", "high", "n_words", "n_sentences", "reason"]


def render_scores(scores: pd.DataFrame, *, measure: str, voice: str = "all") -> View:
    """Return one measure of every text, with intervals and counts.

    Needs the scores table.

    Parameters
    ----------
    scores : DataFrame
        The scores table.
    measure : str
        A measure of the table.
    voice : str
        "all", one voice, or "every voice" for all of them side by side.

    Returns
    -------
    View
        Its table has the rows drawn.

    Raises
    ------
    KeyError, ValueError
        For a missing column, an unknown measure or voice.

    Examples
    --------
    >>> row = {"article_id": "a", "measure": "lix", "voice": "all", "zones": "body", "value": 50.0, "low": 40.0,
    ...        "high": 60.0, "n_words": 120, "n_sentences": 9, "reason": None}
    >>> render_scores(pd.DataFrame([row]), measure="lix").alt
    'Dot plot with intervals, lix. a, all voices: 50.00 [40.00, 60.00].'
    """
    require_choice(voice, ("all", *VOICES, EVERY), name="voice")
    rows = choose_scores(scores, measure=measure)
    rows = rows if voice == EVERY else rows[rows["voice"] == voice]
    figure = draw_figure("scores", rows)
    return View(
        html=show_picture(figure),
        table=rows[SHOWN].reset_index(drop=True),
        caption=figure.caption,
        alt=figure.alt,
        call=spell_call("render_scores", "scores", measure=measure, voice=voice),
    )


def explore_scores(
    scores: pd.DataFrame, *, measure: str | None = None, title: str = "One measure, every text"
) -> Explorer:
    """Return a box in which a reader chooses measure and voice.

    Needs the scores table, with one row or more; `measure` is shown first, the table's first where not given.

    Returns
    -------
    Explorer
        Controls `measure` and `voice`; see `render_scores`.

    Raises
    ------
    ValueError
        If the table is empty.

    Examples
    --------
    >>> row = {"article_id": "a", "measure": "lix", "voice": "all", "zones": "body", "value": 50.0, "low": 40.0,
    ...        "high": 60.0, "n_words": 120, "n_sentences": 9, "reason": None}
    >>> explore_scores(pd.DataFrame([row])).controls["measure"].value
    'lix'
    """

    def render(*, measure: str, voice: str) -> View:
        return render_scores(scores, measure=measure, voice=voice)

    measures = [(spell_measure(name), name) for name in dict.fromkeys(scores["measure"])]
    controls = {
        "measure": choose_one("Measure", measures, value=measure),
        "voice": choose_one("Voice", ("all", EVERY, *VOICES)),
    }
    return Explorer(render, controls, title=title)
