"""Colours, marks, axes and the rows that every figure shares; a second channel always stands beside colour."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from workbench.schema import FORMS, VOICES, ZONES

OKABE_ITO = {
    "blue": "#0072B2",
    "vermillion": "#D55E00",
    "green": "#009E73",
    "purple": "#CC79A7",
    "orange": "#E69F00",
    "sky": "#56B4E9",
    "yellow": "#F0E442",
    "black": "#000000",
}
BLUE, RED, SKY = OKABE_ITO["blue"], OKABE_ITO["vermillion"], OKABE_ITO["sky"]
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "ooo", "---", "+++")
ALL_VOICES = ("all", *VOICES)
EDGE, RULE = "#333333", "#DDDDDD"
WIDTH = 7.5  # inches: a column of text on paper, and of a notebook
MOST_COLOURS = 8  # as many as Okabe and Ito tell apart; more units stand in rows and facets
MOST_ROWS = 30  # rows a person reads in one picture (judgement)
DENSE = 16  # rows from which on they stand closer and a label has one line (judgement)
SETTINGS = {
    "svg.hashsalt": "news-framing-workbench",
    "svg.fonttype": "none",
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 11,
    "axes.titlelocation": "left",
    "hatch.linewidth": 0.6,
}


@dataclass(frozen=True)
class Mark:
    """How one category looks: colour, marker and hatch, so that none of them stands alone."""

    colour: str
    marker: str
    hatch: str


PLAIN = Mark(BLUE, "o", "")
NONE_FOUND = Mark("#D9D9D9", "X", "xxx")
POOLED = Mark("#8C8C8C", "P", "+++")


def assign_marks(names: Iterable[str]) -> dict[str, Mark]:
    """Return one `Mark` per distinct name, in the order given; colours repeat only with another hatch.

    The study calls it once with the labels of its texts or groups and hands the marks to every figure.

    Examples
    --------
    >>> assign_marks(["body", "caption"])["caption"].marker
    's'
    """
    colours = tuple(OKABE_ITO.values())
    marks: dict[str, Mark] = {}
    for name in names:
        place = len(marks)
        turn = place + place // len(colours)
        marks.setdefault(
            name, Mark(colours[place % len(colours)], MARKERS[turn % len(MARKERS)], HATCHES[turn % len(HATCHES)])
        )
    return marks


ZONE_MARKS = assign_marks(("body", *(zone for zone in ZONES if zone != "body")))
VOICE_MARKS = assign_marks(("narrator", "paraphrase", "quotation", "all"))
FORM_MARKS = assign_marks(FORMS)


def mark_units(names: Iterable[str], marks: Mapping[str, Mark] | None = None) -> dict[str, Mark]:
    """Return the mark of each text or group: that of the study, where it was given; more than eight share one.

    Names that the study does not know take the looks that are left.

    Examples
    --------
    >>> study = assign_marks(["a", "b", "c"])
    >>> mark_units(["c"], study) == {"c": study["c"]}, set(mark_units("abcdefghi").values()) == {PLAIN}
    (True, True)
    """
    names = list(dict.fromkeys(names))
    if len(names) > MOST_COLOURS:
        return dict.fromkeys(names, PLAIN)
    known = {**(marks or {})}
    free = iter(mark for mark in assign_marks(map(str, range(40))).values() if mark not in known.values())
    return {name: known[name] if name in known else next(free) for name in names}


def mark_parts(names: Iterable[str]) -> dict[str, Mark]:
    """Return the marks of the parts of a bar: forms have theirs, "neutral" is blue, "none found" grey and crossed.

    Examples
    --------
    >>> marks = mark_parts(["denial", "neutral", "none found"])
    >>> marks["neutral"].colour == BLUE, marks["none found"] == NONE_FOUND
    (True, True)
    """
    names = list(names)
    if set(names) <= set(FORM_MARKS):
        return FORM_MARKS
    return assign_marks(("neutral", *(n for n in names if n not in {"none found", OTHERS}))) | {
        "none found": NONE_FOUND,
        OTHERS: POOLED,
    }


OTHERS = "all others"


def unit_column(table: pd.DataFrame) -> str:
    """Return the column that names what is compared: "group" where the table has no article_id.

    Examples
    --------
    >>> unit_column(pd.DataFrame(columns=["group", "value"])), unit_column(pd.DataFrame(columns=["article_id"]))
    ('group', 'article_id')
    """
    return "group" if "group" in table and "article_id" not in table else "article_id"


def list_units(table: pd.DataFrame) -> list[str]:
    """Return the texts or groups of a table, in its order."""
    return list(dict.fromkeys(table[unit_column(table)]))


def name_units(table: pd.DataFrame) -> str:
    """Return "text" or "group", as what the rows of a table are about is called."""
    return "group" if unit_column(table) == "group" else "text"


def with_unit(columns: Iterable[str], table: pd.DataFrame) -> list[str]:
    """Return the columns that a figure needs, with article_id exchanged for group where the table is grouped."""
    return [unit_column(table) if name == "article_id" else name for name in columns]


def cap_units(table: pd.DataFrame, *, most: int = MOST_ROWS) -> pd.DataFrame:
    """Return the rows of the first `most` texts or groups; captions say how many of how many are shown."""
    return table[table[unit_column(table)].isin(list_units(table)[:most])]


def keep_rows(rows: pd.DataFrame, column: str, value: object = None, *, name: str = "table") -> pd.DataFrame:
    """Return the rows whose `column` is `value`, those of its first value where none is given.

    Raises
    ------
    ValueError
        Naming the values that the table holds.

    Examples
    --------
    >>> keep_rows(pd.DataFrame({"measure": ["lix", "rix"]}), "measure").measure.tolist()
    ['lix']
    """
    known = list(dict.fromkeys(rows[column]))
    if not known:
        return rows
    if value is not None and value not in known:
        raise ValueError(f"{column} is {value!r}; the {name} holds {', '.join(map(str, known))}. Choose one of these.")
    return rows[rows[column] == (known[0] if value is None else value)]


def start_axes(ax: Axes | None, *, n_rows: float, height: float | None = None) -> Axes:
    """Return `ax`, or the axes of a new figure high enough for `n_rows` rows; `height` in inches goes before."""
    if ax is not None:
        return ax
    row = 0.38 if n_rows <= DENSE else 0.27
    with mpl.rc_context(SETTINGS):
        figure = Figure(figsize=(WIDTH, height or 1.5 + row * max(n_rows, 3)), layout="constrained")
        FigureCanvasAgg(figure)
        return figure.subplots()


@contextmanager
def house_style() -> Iterator[None]:
    """Hold the house settings while a figure is drawn or saved, and put back what the reader had."""
    with mpl.rc_context(SETTINGS):
        yield


def write_title(ax: Axes, text: str) -> None:
    """Write the title at the left edge of the picture; over the axes where they stand in a figure of the caller's."""
    if ax.figure.get_layout_engine() is None:
        ax.set_title(text)
    else:
        ax.figure.suptitle(fold(text, width=78), x=0.01, ha="left", fontsize=11)


def label_rows(ax: Axes, names: Iterable[str], *, width: int = 30, lines: int = 2) -> None:
    """Write one label per row, first row on top; long ones on `lines` lines, on one where the rows are many."""
    names = list(names)
    lines = lines if len(names) <= DENSE else 1
    size = 9 if len(names) <= DENSE else 8
    folded = [fold(name, width=width, lines=lines) for name in names]
    ax.set_yticks(range(len(names)), folded, fontsize=size)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)


def write_beside(ax: Axes, texts: Iterable[str], *, rows: Iterable[float] | None = None, width: int = 34) -> None:
    """Write a note at the right of each row: its n, or what the mark does not say."""
    texts = list(texts)
    for row, text in zip(range(len(texts)) if rows is None else rows, texts, strict=True):
        ax.text(1.01, row, fold(text, width=width), transform=ax.get_yaxis_transform(), va="center", fontsize=7.5)


def shorten(name: object, *, limit: int = 34) -> str:
    """Return `name` as text of at most `limit` characters, with an ellipsis where it was cut.

    Examples
    --------
    >>> shorten("abcdefgh", limit=5)
    'abcd…'
    """
    text = "not stated" if pd.isna(name) else str(name)
    text = text if len(text) <= limit else text[: limit - 1] + "…"
    return text.replace("$", r"\$")  # matplotlib would read it as mathematics


def squeeze(text: object, *, limit: int) -> str:
    """Return `text` of at most `limit` characters, cut in the middle: labels differ at their end as well.

    Examples
    --------
    >>> squeeze("The Straits Observer 3", limit=14)
    'The Strai…er 3'
    """
    text = "not stated" if pd.isna(text) else str(text)
    if len(text) <= limit:
        return text
    tail = (limit - 1) // 3
    return f"{text[: limit - 1 - tail].rstrip()}…{text[len(text) - tail :].lstrip()}"


def fold(text: object, *, width: int, lines: int = 2) -> str:
    r"""Return `text` on at most `lines` lines of `width` letters, evenly filled; the middle goes where it does not fit.

    Examples
    --------
    >>> fold("a long label that stands on a row", width=14)
    'a long label\nthat…on a row'
    """
    whole = "not stated" if pd.isna(text) else str(text)
    for limit in range(width * lines, 0, -1):
        short = squeeze(whole, limit=limit)
        n_lines = len(textwrap.wrap(short, width))
        if n_lines <= lines:
            break
    longest = max((len(word) for word in short.split()), default=1)
    even = next((n for n in range(longest, width) if len(textwrap.wrap(short, n)) <= n_lines), width)
    return "\n".join(textwrap.wrap(short, even)).replace("$", r"\$")  # else read as mathematics


def say_nothing_to_draw(ax: Axes, sentence: str) -> Axes:
    """Leave the axes empty but for one sentence that says why; a figure of ours is as high as the sentence."""
    if ax.figure.get_layout_engine() is not None:
        ax.figure.set_size_inches(WIDTH, 0.8)
    ax.set_axis_off()
    ax.text(0.5, 0.5, sentence, ha="center", va="center", wrap=True, transform=ax.transAxes)
    return ax


def add_legend(ax: Axes, *, handles: Mapping[str, object] | None = None) -> None:
    """Put the legend under the axes, in as many columns as its longest label leaves room for."""
    if handles is None:
        artists, names = ax.get_legend_handles_labels()
        handles = dict(zip(names, artists, strict=True))
    if not handles:
        return
    names = [squeeze(name, limit=60).replace("$", r"\$") for name in handles]
    room = 92 // (max(map(len, names)) + 7)  # letters of 9 points that the width holds
    options = {"ncols": max(1, min(len(names), room, 5)), "frameon": False, "fontsize": 9}
    if len(ax.figure.axes) == 1:
        ax.figure.legend(list(handles.values()), names, loc="outside lower center", **options)
    else:
        ax.legend(list(handles.values()), names, loc="best", **options)
