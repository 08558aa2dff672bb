"""Choose a score and a text and see it in every universe of choices, with what survives."""

from __future__ import annotations

import pandas as pd

from workbench.measures.sensitivity import describe_universes, share_universes, summarise_universes
from workbench.plots.figure import draw_figure, show_picture
from workbench.plots.markup import escape, show_table
from workbench.plots.scores import spell_measure
from workbench.plots.sensitivity import CURVE
from workbench.schema import require_columns
from workbench.widgets.behind import keep_rows
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.view import View, spell_call

_MOST = 15


def render_universes(curve: pd.DataFrame, *, measure: str, article: str) -> View:
    """Return one score in every universe, sorted by one text, with the order of each pair and what each choice moves.

    Needs the table of `run_universes`; tables of several measures may stand one after the other.

    Returns
    -------
    View
        Its table has one row per universe and text, of the measure chosen.

    Raises
    ------
    KeyError, ValueError
        For a missing column, or a measure or article that the table does not hold.

    Examples
    --------
    >>> curve = pd.DataFrame({"universe": [0, 0, 1, 1], "article_id": ["a", "b"] * 2, "measure": "lix",
    ...     "value": [41.0, 50.0, 39.5, 49.0], "choice_zones": ["body", "body", "all prose", "all prose"]})
    >>> "a below b in 2 of 2 universes" in render_universes(curve, measure="lix", article="a").html
    True
    """
    require_columns(curve, CURVE, name="curve")
    rows = keep_rows(curve, measure=measure)
    keep_rows(rows, article_id=article)
    one, pairs = (draw_figure("universes", rows, article=article), draw_figure("orders", share_universes(rows)))
    told = "".join(f"<li>{escape(sentence)}</li>" for sentence in describe_universes(rows)[:_MOST])
    moved = show_table(summarise_universes(rows), title="What each single choice moves (difference of medians)")
    return View(
        html=show_picture(one) + show_picture(pairs) + f"<ul>{told}</ul>" + moved,
        table=rows.reset_index(drop=True),
        caption=one.caption,
        alt=f"{one.alt} {pairs.alt}",
        call=spell_call("render_universes", "curve", measure=measure, article=article),
    )


def explore_universes(curve: pd.DataFrame) -> Explorer:
    """Return a box in which a reader chooses a score and the text that sorts the universes.

    Needs the columns that `render_universes` needs.

    Returns
    -------
    Explorer
        Controls `measure` and `article`.

    Examples
    --------
    >>> curve = pd.DataFrame({"universe": [0, 1], "article_id": "a", "measure": "lix", "value": [41.0, 39.5],
    ...     "choice_zones": ["body", "all prose"]})
    >>> "39.50 to 41.00" in explore_universes(curve).view.value
    True
    """
    require_columns(curve, CURVE, name="curve")

    def render(*, measure: str, article: str) -> View:
        return render_universes(curve, measure=measure, article=article)

    measures = [(spell_measure(name), name) for name in dict.fromkeys(curve["measure"])]
    controls = {
        "measure": choose_one("Measure", measures or ["(none)"]),
        "article": choose_one("Sorted by text", dict.fromkeys(curve["article_id"]) or ["(none)"]),
    }
    return Explorer(render, controls, title="One score, every defensible way of counting")
