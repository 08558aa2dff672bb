"""What each text calls the people, groups and events of its story, and in whose voice."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots import captions, shapes, style
from workbench.schema import require_columns

KEYS = ("entity", "form", "label", "voice", "n", "n_articles")
NAMING_MARKS = {
    "narrator": style.VOICE_MARKS["narrator"],
    "presupposed": style.Mark(style.OKABE_ITO["orange"], "D", "xxx"),
    "paraphrase": style.VOICE_MARKS["paraphrase"],
    "quotation": style.VOICE_MARKS["quotation"],
}
NOTHING = "No name, role or label was found in these texts."
_SLOTS = dict(zip(NAMING_MARKS, (-0.36, -0.14, 0.08, 0.3), strict=True))


def plot_names(
    names: pd.DataFrame, *, entity: str | None = None, top: int = shapes.GRID_ROWS, ax: Axes | None = None
) -> Axes:
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
    rows, articles = _choose(names, entity, top)
    with style.house_style():
        if rows.empty:
            return style.say_nothing_to_draw(style.start_axes(ax, n_rows=1), NOTHING)
        labels = [
            label if entity is not None else f"{style.shorten(who, limit=16)}: {label}"
            for who, label in zip(rows["entity"], rows["label"], strict=True)
        ]
        lines = list(dict.fromkeys(labels))
        who = "" if entity is None else f" · {style.shorten(entity)}"
        title = f"Who and what is called by which words{who} (n = mentions)"
        ax, panels = shapes.start_grid(ax, rows=lines, columns=articles, title=title)
        handles: dict[str, object] = {}
        for panel, columns in panels:
            for label, (_, row) in zip(labels, rows.iterrows(), strict=True):
                _draw_mentions(panel, row[columns], y=lines.index(label), voice=row["voice"], handles=handles)
        style.add_legend(ax, handles={voice: handles[voice] for voice in NAMING_MARKS if voice in handles})
    return ax


def _choose(names: pd.DataFrame, entity: str | None, top: int) -> tuple[pd.DataFrame, list[str]]:
    """Return the rows drawn and the texts that are their columns."""
    rows = choose_names(names, entity=entity, top=top)
    every = [name for name in rows.columns if name not in KEYS]
    columns = shapes.choose_columns(every, sizes=rows[every].sum())
    lines = rows[["entity", "label"]].drop_duplicates().head(shapes.cap_grid(len(columns)))
    return rows.merge(lines, on=["entity", "label"]), columns


def _draw_mentions(ax: Axes, counts: pd.Series, *, y: int, voice: str, handles: dict[str, object]) -> None:
    mark = NAMING_MARKS[voice]
    for column, n in enumerate(counts):
        if n:
            x = column + _SLOTS[voice]
            handles[voice] = ax.plot(
                x, y, mark.marker, color=mark.colour, mec=style.EDGE, ms=5.5, ls="none", label=voice
            )[0]
            ax.annotate(str(int(n)), (x, y), xytext=(3.5, 0), textcoords="offset points", va="center", fontsize=7.5)


def choose_names(names: pd.DataFrame, *, entity: str | None = None, top: int = shapes.GRID_ROWS) -> pd.DataFrame:
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
    rows = names if entity is None else style.keep_rows(names, "entity", entity, name="names table")
    largest = rows["n"].sort_values(ascending=False, kind="stable").index[:top]
    return rows.loc[sorted(largest)].reset_index(drop=True)


def caption_names(names: pd.DataFrame, *, entity: str | None = None, top: int = shapes.GRID_ROWS) -> str:
    """Return the caption of `plot_names`, made from the same table.

    Examples
    --------
    >>> row = {"entity": "jo", "form": "role", "label": "envoy", "voice": "narrator", "n": 2, "n_articles": 1, "a": 2}
    >>> caption_names(pd.DataFrame([row]))
    'Names, roles and labels by text and voice · n = 2 mentions · raw counts · these texts only'
    """
    rows, columns = _choose(names, entity, top)
    every = choose_names(names, entity=entity, top=max(len(names), 1))
    n_texts = len(names.columns) - len(KEYS)
    what = "Names, roles and labels" if entity is None else f"What {entity} is called,"
    shown = (captions.say_shown(len(rows), len(every), "rows"), captions.say_shown(len(columns), n_texts, "texts"))
    return captions.join_caption(
        f"{what} by text and voice", *shown, captions.count_of(int(rows["n"].sum()), "mention"), "raw counts"
    )


def alt_names(names: pd.DataFrame, *, entity: str | None = None, top: int = shapes.GRID_ROWS) -> str:
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
    return "Grid of labels against texts. " + captions.list_parts(parts, limit=top)
