"""A figure with its words: the picture as PNG and SVG bytes, caption and alt text, all from one table."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from importlib import import_module
from inspect import signature

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import add_notes
from workbench.plots.style import Mark, house_style
from workbench.schema import require_choice

DPI = 110
ID_COLUMNS = ("article_id", "group", "a_id", "b_id", "first", "second", "left", "right")
ID = "true id"  # heads no column that a person sees
NAMING_OPTIONS = ("article", "articles", "group", "names", "steps")  # options that name texts or hold tables of them


@dataclass(frozen=True)
class Figure:
    """One drawn figure: what it shows (`kind`), the table behind it, caption, alt text, axes and pictures."""

    kind: str
    table: pd.DataFrame = field(repr=False)
    caption: str
    alt: str
    axes: Axes = field(repr=False)

    @cached_property
    def png(self) -> bytes:
        """The picture as PNG, made when it is first asked for."""
        return save_axes(self.axes, kind="png")

    @cached_property
    def svg(self) -> bytes:
        """The picture as SVG, made when it is first asked for."""
        return save_axes(self.axes, kind="svg")

    def _repr_html_(self) -> str:
        return show_figure(self)


def draw_figure(
    kind: str,
    table: pd.DataFrame,
    *,
    module: str,
    labels: Mapping[str, str] | None = None,
    marks: Mapping[str, Mark] | None = None,
    note: str = "",
    **options: object,
) -> Figure:
    """Draw `table` with ``plot_<kind>`` and keep caption and alt text with the picture.

    Needs the columns that ``plot_<kind>`` needs; a table with `group` instead of article_id is drawn by group.

    Parameters
    ----------
    kind : str
        Which figure: what stands behind ``plot_``, ``caption_`` and ``alt_``.
    table : DataFrame
        What is drawn.
    module : str
        The dotted path of the module that holds the three functions, as the catalogue names it.
    labels : mapping
        Label by id: article and group ids are exchanged for labels before anything is drawn or written.
    marks : mapping
        `Mark` by label, made once for the whole study; only figures that colour by text or group use it.
    note : str
        Stands at the end of the caption, such as how many rows were corrected by hand.
    **options
        Passed to all three functions; those that name texts (`NAMING_OPTIONS`) take ids.

    Returns
    -------
    Figure
        Shows itself in a notebook with alt text and caption; its table has the ids; `png` and `svg` are the same bytes
        on every run.

    Raises
    ------
    ValueError
        For a kind that the module does not draw.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["003_9b"], "zone": ["body"], "n_words": [60]})
    >>> draw_figure("zones", table, module="workbench.plots.tallies", labels={"003_9b": "Gull"}).alt
    'Stacked bars of words by zone. Gull: body 60.'
    """
    plot, caption, alt = (_find(module, part, kind) for part in ("plot", "caption", "alt"))
    labels = labels or {}
    shown = relabel(table, labels)
    options |= {name: relabel(options[name], labels) for name in NAMING_OPTIONS if name in options}
    coloured = {"marks": marks} if marks and "marks" in signature(plot).parameters else {}
    ax = plot(shown, **options, **coloured)
    return Figure(kind, table, add_notes(caption(shown, **options), note), alt(shown, **options), ax)


def _find(module: str, part: str, kind: str) -> Callable:
    room = import_module(module)
    drawn = [name.removeprefix("plot_") for name in vars(room) if name.startswith("plot_")]
    require_choice(kind, drawn, name="kind")
    return getattr(room, f"{part}_{kind}")


def relabel(value: object, labels: Mapping[str, str]) -> object:
    """Return `value` with labels for ids: in a table's id columns, a name, or a list of names.

    A table without an id column has a column per text: these take the labels as names.

    Examples
    --------
    >>> wide = pd.DataFrame({"entity": ["jo"], "x1": [2]})
    >>> relabel(wide, {"x1": "Gull"}).to_dict("list"), relabel(("x1", "y"), {"x1": "Gull"})
    ({'entity': ['jo'], 'Gull': [2]}, ('Gull', 'y'))
    """
    if not labels:
        return value
    if isinstance(value, pd.DataFrame):
        ids = {
            name: value[name].astype("object").map(lambda one: labels.get(one, one))
            for name in ID_COLUMNS
            if name in value
        }
        return value.assign(**ids) if ids else value.rename(columns=labels)
    if isinstance(value, str) or not isinstance(value, Iterable):
        return labels.get(value, value)
    return tuple(labels.get(one, one) for one in value)


def save_axes(ax: Axes, *, kind: str = "png") -> bytes:
    r"""Return the figure that `ax` stands in as PNG or SVG bytes, the same on every run.

    Raises
    ------
    ValueError
        For another kind of picture.

    Examples
    --------
    >>> from workbench.plots.style import start_axes
    >>> save_axes(start_axes(None, n_rows=1))[:4]
    b'\x89PNG'
    """
    require_choice(kind, ("png", "svg"), name="kind")
    picture = io.BytesIO()
    undated = {"Software": None} if kind == "png" else {"Date": None, "Creator": None}
    with house_style():
        ax.figure.savefig(picture, format=kind, dpi=DPI, metadata=undated, facecolor="white", bbox_inches="tight")
    return picture.getvalue()


def show_picture(figure: Figure) -> str:
    """Return the picture alone as HTML, with its alt text.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["<a>"], "zone": ["body"], "n_words": [60]})
    >>> "<a>" in show_picture(draw_figure("zones", table, module="workbench.plots.tallies"))
    False
    """
    source = base64.b64encode(figure.png).decode("ascii")
    alt = html.escape(figure.alt, quote=True)
    return f'<img alt="{alt}" src="data:image/png;base64,{source}" style="max-width:100%">'


def show_figure(figure: Figure) -> str:
    """Return the figure as HTML: picture with alt text, caption, and the alt text to be read by anyone.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a"], "zone": ["body"], "n_words": [60]})
    >>> show_figure(draw_figure("zones", table, module="workbench.plots.tallies")).count("these texts only")
    1
    """
    return (
        f'<figure style="margin:0.5em 0">{show_picture(figure)}'
        f'<figcaption style="max-width:46em">{html.escape(figure.caption)}</figcaption>'
        f"<details><summary>The figure in words</summary><p>{html.escape(figure.alt)}</p></details></figure>"
    )


@dataclass(frozen=True)
class Look:
    """How a study names and draws its texts in every view: label and mark of each id, a note for captions, groups or not.

    Examples
    --------
    >>> look = Look({"003_9bf1": "Daily Wire"})
    >>> look.name("003_9bf1"), look.name("every text")
    ('Daily Wire', 'every text')
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    marks: Mapping[str, object] | None = None
    note: str = ""
    grouped: bool = False

    def over(self, articles: pd.DataFrame) -> Look:
        """Return this look with the labels that `articles` holds, where the study gave none.

        Examples
        --------
        >>> Look().over(pd.DataFrame({"article_id": ["a"], "label": ["Daily Wire"]})).name("a")
        'Daily Wire'
        """
        if self.labels or "label" not in articles:
            return self
        known = articles.dropna(subset=["label"])
        return replace(self, labels=dict(zip(known["article_id"], known["label"], strict=True)))

    def name(self, unit: object) -> str:
        """Return the label of an article or group; what has none is named as it is."""
        return str(self.labels.get(unit, unit))

    def relabel(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return a table for reading: labels in every column that names texts, or over the columns, one for each text."""
        return relabel(table, self.labels)

    def present(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return a table for reading: labels instead of ids, under headings that say so.

        A table with places in the text keeps article_id beside the label: who corrects a place by hand writes both.

        Examples
        --------
        >>> look = Look({"003_9bf1": "Daily Wire"})
        >>> look.present(pd.DataFrame({"article_id": ["003_9bf1"], "n": 3})).to_dict("records")
        [{'text': 'Daily Wire', 'n': 3}]
        >>> look.present(pd.DataFrame({"article_id": ["003_9bf1"], "start": 3})).to_dict("records")
        [{'text': 'Daily Wire', 'article_id': '003_9bf1', 'start': 3}]
        """
        shown = self.relabel(table)
        heads = {"a_id": "first text", "b_id": "second text"} | ({} if self.grouped else {"group": "text"})
        if "article_id" in table:
            named = "in text" if "text" in table else "text"
            if "start" in table:
                shown.insert(table.columns.get_loc("article_id") + 1, ID, table["article_id"])
            heads["article_id"] = named
        return shown.rename(columns=heads).rename(columns={ID: "article_id"})

    def offer(self, units: Iterable[str], *, every: str = "") -> list[tuple[str, str]]:
        """Return options of a control, (label, id), each id once and in the order given; first `every`, if given."""
        return [*([(every, every)] if every else []), *((self.name(unit), unit) for unit in dict.fromkeys(units))]

    def draw(self, figure: str, table: pd.DataFrame, **options: object) -> Figure:
        """Draw a figure, named by its module and kind ("scores.scores"), with the study's labels and marks."""
        module, kind = figure.split(".")
        plots = f"workbench.plots.{module}"
        return draw_figure(kind, table, module=plots, labels=self.labels, marks=self.marks, **options)


PLAIN = Look()
