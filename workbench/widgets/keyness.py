"""Choose a text and a measure and see which words set it apart, beside what shuffled sentences give."""

from __future__ import annotations

import pandas as pd

from workbench.plots.associations import choose_keyness
from workbench.plots.figure import draw_figure, show_picture
from workbench.widgets.explorer import Explorer, choose_number, choose_one
from workbench.widgets.view import View, spell_call

SHOWN = ["term", "n_group", "n_rest", "value", "low", "high", "q_value", "null_low", "null_high"]


def render_keyness(keyness: pd.DataFrame, *, group: str, measure: str = "log_odds", top: int = 15) -> View:
    """Return the words that set one group apart by one measure, as a figure and a table.

    Needs the keyness table.

    Returns
    -------
    View
        Its table has the rows drawn, largest value first.

    Raises
    ------
    KeyError, ValueError
        As `workbench.plots.choose_keyness`.

    Examples
    --------
    >>> from workbench.schema import TABLES
    >>> row = dict.fromkeys(TABLES["keyness"], 1.0) | {"group": "a", "measure": "g2", "term": "x", "n_group": 3, "n_rest": 0}
    >>> render_keyness(pd.DataFrame([row]), group="a", measure="g2").table.term.tolist()
    ['x']
    """
    options = {"group": group, "measure": measure, "top": top}
    figure = draw_figure("keyness", keyness, **options)
    return View(
        html=show_picture(figure),
        table=choose_keyness(keyness, **options)[SHOWN],
        caption=figure.caption,
        alt=figure.alt,
        call=spell_call("render_keyness", "keyness", **options),
    )


def explore_keyness(keyness: pd.DataFrame) -> Explorer:
    """Return a box in which a reader chooses text, measure and number of words.

    Needs the keyness table; with one text there is nothing to compare and the box says so.

    Returns
    -------
    Explorer
        Controls `group`, `measure` and `top`; see `render_keyness`.

    Examples
    --------
    >>> from workbench.schema import make_table
    >>> "two texts" in explore_keyness(make_table([], "keyness")).view.value
    True
    """

    def render(*, group: str, measure: str, top: int) -> View:
        return render_keyness(keyness, group=group, measure=measure, top=top)

    controls = {
        "group": choose_one("Text", dict.fromkeys(keyness["group"]) or ["(none)"]),
        "measure": choose_one("Measure", _list_measures(keyness)),
        "top": choose_number("Words shown", 15, low=5, high=40),
    }
    return Explorer(render, controls, title="Words that set one text apart from the rest")


def _list_measures(keyness: pd.DataFrame) -> list[tuple[str, str]]:
    known = list(dict.fromkeys(keyness["measure"])) or ["log_odds"]
    known.sort(key=lambda name: (name != "log_odds", name))
    return [(name.replace("_", " "), name) for name in known]
