"""Colours, marks and axes that every figure shares; a second channel always stands beside colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
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
MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
HATCHES = ("", "///", "...", "xxx", "\\\\\\", "ooo", "---", "+++")
ALL_VOICES = ("all", *VOICES)
EDGE = "#333333"
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


def assign_marks(names: Iterable[str]) -> dict[str, Mark]:
    """Return one `Mark` per distinct name, in the order given; colours repeat only with another hatch.

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


def start_axes(ax: Axes | None, *, n_rows: int, width: float = 7.5) -> Axes:
    """Return `ax`, or the axes of a new figure high enough for `n_rows` rows."""
    if ax is not None:
        return ax
    with mpl.rc_context(SETTINGS):
        figure = Figure(figsize=(width, 1.5 + 0.38 * max(n_rows, 3)), layout="constrained")
        FigureCanvasAgg(figure)
        return figure.subplots()


@contextmanager
def house_style() -> Iterator[None]:
    """Hold the house settings while a figure is drawn or saved, and put back what the reader had."""
    with mpl.rc_context(SETTINGS):
        yield


def label_rows(ax: Axes, names: Iterable[str]) -> None:
    """Write one label per row, first row on top."""
    names = [shorten(name, limit=52) for name in names]
    ax.set_yticks(range(len(names)), names)
    ax.set_ylim(len(names) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)


def shorten(name: object, *, limit: int = 34) -> str:
    """Return `name` as text of at most `limit` characters, with an ellipsis where it was cut.

    Examples
    --------
    >>> shorten("abcdefgh", limit=5)
    'abcd…'
    """
    text = "not stated" if pd.isna(name) else str(name)
    text = text.replace("$", r"\$")  # matplotlib would read it as mathematics
    return text if len(text) <= limit else text[: limit - 1] + "…"


def say_nothing_to_draw(ax: Axes, sentence: str) -> Axes:
    """Leave the axes empty but for one sentence that says why."""
    ax.set_axis_off()
    ax.text(0.5, 0.5, sentence, ha="center", va="center", wrap=True, transform=ax.transAxes)
    return ax


def add_legend(ax: Axes) -> None:
    """Put the legend under the axes, where it covers no mark and no label."""
    handles, labels = ax.get_legend_handles_labels()
    if not handles:
        return
    options = {"ncols": min(len(labels), 4), "frameon": False, "fontsize": 9}
    if len(ax.figure.axes) == 1:
        ax.figure.legend(handles, labels, loc="outside lower center", **options)
    else:
        ax.legend(handles, labels, loc="best", **options)
