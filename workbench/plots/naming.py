"""What each text calls the people, groups and events of its story, and in whose voice."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import count_of, join_caption, list_parts
from workbench.plots.grid import MAX_ROWS, choose_columns, say_shown, start_grid
from workbench.plots.style import (
    EDGE,
    OKABE_ITO,
    VOICE_MARKS,
    Mark,
    add_legend,
    house_style,
    say_nothing_to_draw,
    shorten,
    start_axes,
)
from workbench.schema import require_columns

KEYS = ("entity", "form", "label", "voice", "n", "n_articles")
NAMING_MARKS = {
    "narrator": VOICE_MARKS["narrator"],
    "presupposed": Mark(OKABE_ITO["orange"], "D", "xxx"),
    "paraphrase": VOICE_MARKS["paraphrase"],
    "quotation": VOICE_MARKS["quotation"],
}
NOTHING = "No name, role or label was found in these texts."
_SLOTS = dict(zip(NAMING_MARKS, (-0.36, -0.14, 0.08, 0.3), strict=True))


def plot_names(names: pd.DataFrame, *, entity: str | None = None, top: int = MAX_ROWS, ax: Axes | None = None) -> Axes:
    """Draw one row per label and one column per text: a mark for each voice it stands in, its count beside it.

    Needs the table of `tabulate_names`: entity, form, label, voice, n, n_articles and a column of counts per article.

    Parameters
    ----------
    names : DataFrame
        One row per entity, form, label and voice.
    entity : str
        Draw the labels of this entity alone; of all where not given.
    top : int
        How many rows of the table, the most frequent ones.
    ax : Axes
        Where to draw; a new figure where not given.

    Returns
    -------
    Axes
        Voices differ by marker, colour and place in the cell.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an entity that the table does not hold.

    Examples
    --------
    >>> row = {"entity": "jo", "form": "role", "label": "envoy", "voice": "narrator", "n": 2, "n_articles": 1, "a": 2}
    >>> [tick.get_text() for tick in plot_names(pd.DataFrame([row])).get_yticklabels()]
    ['jo: envoy']
    """
    rows = choose_names(names, entity=entity, top=top)
    if rows.empty:
        with house_style():
            return say_nothing_to_draw(start_axes(ax, n_rows=1), NOTHING)
    labels, articles = _name_rows(rows, entity=entity), _list_articles(rows)
    with house_style():
        ax = start_grid(ax, rows=list(dict.fromkeys(labels)), columns=articles)
        for voice, mark in NAMING_MARKS.items():
            mine = rows["voice"] == voice
            _draw_voice(ax, rows.loc[mine, articles], rows=_place(labels)[mine.to_numpy()], voice=voice, mark=mark)
        who = "" if entity is None else f" · {shorten(entity)}"
        ax.set_title(f"Who and what is called by which words{who} (n = mentions)", pad=22)
        add_legend(ax)
    return ax


def choose_names(names: pd.DataFrame, *, entity: str | None = None, top: int = MAX_ROWS) -> pd.DataFrame:
    """Return the `top` most frequent rows of one entity or of all, in the order of the table.

    Raises
    ------
    ValueError
        Naming the entities that the table holds.

    Examples
    --------
    >>> row = {"entity": "jo", "form": "role", "label": "envoy", "voice": "narrator", "n": 2, "n_articles": 1, "a": 2}
    >>> choose_names(pd.DataFrame([row, row | {"label": "Jo", "n": 3}]), top=1).label.tolist()
    ['Jo']
    """
    require_columns(names, KEYS, name="names")
    if entity is not None and entity not in set(names["entity"]):
        known = ", ".join(dict.fromkeys(names["entity"])) or "none"
        raise ValueError(f"entity is {entity!r}; the names table holds {known}. Choose one of these.")
    rows = names if entity is None else names[names["entity"] == entity]
    largest = rows["n"].sort_values(ascending=False, kind="stable").index[:top]
    return rows.loc[sorted(largest)].reset_index(drop=True)


def _list_articles(rows: pd.DataFrame) -> list[str]:
    articles = [name for name in rows.columns if name not in KEYS]
    return choose_columns(articles, sizes=rows[articles].sum())


def _name_rows(rows: pd.DataFrame, *, entity: str | None) -> list[str]:
    labels = (shorten(label) for label in rows["label"])
    if entity is not None:
        return list(labels)
    return [f"{shorten(who, limit=16)}: {label}" for who, label in zip(rows["entity"], labels, strict=True)]


def _place(labels: list[str]) -> pd.Series:
    return pd.Series(pd.factorize(pd.Series(labels, dtype="str"))[0])


def _draw_voice(ax: Axes, counts: pd.DataFrame, *, rows: pd.Series, voice: str, mark: Mark) -> None:
    cells = [
        (column + _SLOTS[voice], row, int(n))
        for column, name in enumerate(counts.columns)
        for row, n in zip(rows, counts[name], strict=True)
        if n
    ]
    if not cells:
        return
    x, y = [cell[0] for cell in cells], [cell[1] for cell in cells]
    ax.plot(x, y, mark.marker, color=mark.colour, mec=EDGE, ms=6, ls="none", label=voice)
    for place, row, n in cells:
        ax.annotate(str(n), (place, row), xytext=(4, 0), textcoords="offset points", va="center", fontsize=8)


def caption_names(names: pd.DataFrame, *, entity: str | None = None, top: int = MAX_ROWS) -> str:
    """Return the caption of `plot_names`, made from the same table.

    Examples
    --------
    >>> row = {"entity": "jo", "form": "role", "label": "envoy", "voice": "narrator", "n": 2, "n_articles": 1, "a": 2}
    >>> caption_names(pd.DataFrame([row]))
    'Names, roles and labels by text and voice · n = 2 mentions · raw counts · these texts only'
    """
    rows = choose_names(names, entity=entity, top=top)
    every = choose_names(names, entity=entity, top=max(len(names), 1))
    what = "Names, roles and labels" if entity is None else f"What {entity} is called,"
    size = count_of(int(rows["n"].sum()), "mention")
    return join_caption(f"{what} by text and voice", say_shown(len(rows), len(every), "rows"), size, "raw counts")


def alt_names(names: pd.DataFrame, *, entity: str | None = None, top: int = MAX_ROWS) -> str:
    """Return the figure of `plot_names` in words.

    Examples
    --------
    >>> row = {"entity": "jo", "form": "role", "label": "envoy", "voice": "narrator", "n": 2, "n_articles": 1, "a": 2}
    >>> alt_names(pd.DataFrame([row]))
    'Grid of labels against texts. jo, "envoy", narrator: a 2.'
    """
    rows = choose_names(names, entity=entity, top=top)
    articles = [name for name in rows.columns if name not in KEYS]
    parts = (
        f'{row["entity"]}, "{row["label"]}", {row["voice"]}: '
        + ", ".join(f"{name} {row[name]}" for name in articles if row[name])
        for row in rows.to_dict("records")
    )
    return "Grid of labels against texts. " + list_parts(parts, limit=top)
