"""Choose figures that may be about the same thing and read them side by side, with credit and sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from workbench.plots.figure import draw_figure, show_picture
from workbench.plots.markup import show_table
from workbench.plots.quantities import NEEDED as DRAWN
from workbench.plots.quantities import name_group
from workbench.schema import require_columns
from workbench.widgets.behind import EVERY_TEXT, SENTENCE, Span, keep_rows, list_options, show_sentences
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.view import View, spell_call

LEDGER = [
    "article_id",
    "words",
    "value",
    "low",
    "high",
    "qualifier",
    "direction",
    "unit",
    "act",
    "window",
    "credited_to",
    "descriptor",
    "voice",
]
SIDES = {"up": "a ceiling", "down": "a floor", "none": "as it is", "range": "a range", "unstated": "side not stated"}
NEEDED = tuple(dict.fromkeys((*DRAWN, *LEDGER, "start", "end", *SENTENCE)))


def render_quantities(groups: pd.DataFrame, *, group: int, article: str = EVERY_TEXT) -> View:
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
    >>> row = dict.fromkeys(NEEDED, None) | {"group_id": 0, "article_id": "a", "words": "412", "value": 412.0, "low": 412.0,
    ...     "high": 412.0, "direction": "none", "unit": "people", "act": "killed", "n_articles": 1, "start": 0, "end": 3,
    ...     "sentence_start": 0, "sentence_end": 9, "sentence": "412 died."}
    >>> render_quantities(pd.DataFrame([row]), group=0).caption.split(" · ")[1]
    'n = 1 figure in 1 text'
    """
    require_columns(groups, NEEDED, name="groups")
    mine = keep_rows(groups, group_id=group)
    rows = keep_rows(mine, article_id=article)
    figure = draw_figure("quantities", mine, group=group)
    shown = [name for name in LEDGER if name not in {"low", "high"}]
    ledger = show_table(mine, columns=shown, title="Ledger")
    return View(
        html=show_picture(figure) + ledger + show_sentences(rows, _mark),
        table=mine[[*LEDGER, "sentence"]],
        caption=figure.caption,
        alt=figure.alt,
        call=spell_call("render_quantities", "groups", group=group, article=article),
    )


def _mark(row: Mapping) -> Iterator[Span]:
    yield row["start"], row["end"], "content", f"figure, {SIDES[row['direction']]}"


def explore_quantities(groups: pd.DataFrame) -> Explorer:
    """Return a box in which a reader chooses a group of figures and a text.

    Needs the columns that `render_quantities` needs; where no figure is given the box says so.

    Returns
    -------
    Explorer
        Controls `group` (those that most texts carry come first) and `article`.

    Examples
    --------
    >>> "Nothing to show" in explore_quantities(pd.DataFrame(columns=list(NEEDED))).view.value
    True
    """
    require_columns(groups, NEEDED, name="groups")

    def render(*, group: int, article: str) -> View:
        return render_quantities(groups, group=group, article=article)

    controls = {
        "group": choose_one("Figures", _list_groups(groups) or [("(none)", -1)]),
        "article": choose_one("Text", list_options(groups["article_id"], every=EVERY_TEXT)),
    }
    return Explorer(render, controls, title="Figures that may be about the same thing")


def _list_groups(groups: pd.DataFrame) -> list[tuple[str, int]]:
    order = groups.drop_duplicates("group_id").sort_values(["n_articles", "group_id"], ascending=[False, True])
    named = []
    for number, n in zip(order["group_id"], order["n_articles"], strict=True):
        texts = f"{n} text{'' if n == 1 else 's'}"
        named.append((f"{number} ({texts}) {name_group(groups[groups['group_id'] == number])}", int(number)))
    return named
