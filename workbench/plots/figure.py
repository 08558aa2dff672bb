"""A figure with its words: the picture as PNG and SVG bytes, caption and alt text, all from one table."""

from __future__ import annotations

import base64
import html
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import import_module

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import add_notes
from workbench.plots.style import house_style
from workbench.schema import require_choice

KINDS: Mapping[str, str] = {
    "zones": "zones",
    "terms": "terms",
    "keyness": "keyness",
    "scores": "scores",
    "sentence_scores": "sentences",
    "contributions": "contributions",
    "forms": "sources",
    "families": "sources",
    "source_words": "sources",
    "statements": "statements",
    "names": "naming",
    "constructions": "agency",
    "missing_agents": "agency",
    "quantities": "quantities",
    "figure_grid": "quantities",
    "passages": "overlap",
    "utterances": "overlap",
    "universes": "sensitivity",
    "orders": "orders",
    "differences": "orders",
    "agreement": "agreement",
    "shift": "shift",
    "similarity": "similarity",
    "collocates": "collocates",
    "counts": "counts",
    "positions": "positions",
    "comparison": "comparison",
}
DPI = 110


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


def draw_figure(kind: str, table: pd.DataFrame, *, note: str = "", **options: object) -> Figure:
    """Draw `table` with ``plot_<kind>`` and keep caption and alt text with the picture.

    Needs the columns that ``plot_<kind>`` needs; `options` are passed to it, to ``caption_<kind>`` and ``alt_<kind>``.
    `note` stands at the end of the caption, such as how many rows were corrected by hand.

    Returns
    -------
    Figure
        Shows itself in a notebook with alt text and caption; `png` and `svg` are the same bytes on every run.

    Raises
    ------
    ValueError
        For a kind that is not one of `KINDS`.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a"], "zone": ["body"], "n_words": [60]})
    >>> draw_figure("zones", table).alt
    'Stacked bars of words by zone. a: body 60.'
    """
    require_choice(kind, KINDS, name="kind")
    module = import_module(f"workbench.plots.{KINDS[kind]}")
    ax = getattr(module, f"plot_{kind}")(table, **options)
    caption = add_notes(getattr(module, f"caption_{kind}")(table, **options), note)
    alt = getattr(module, f"alt_{kind}")(table, **options)
    return Figure(kind, table, caption, alt, ax)


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
    >>> "<a>" in show_picture(draw_figure("zones", table))
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
    >>> show_figure(draw_figure("zones", table)).count("these texts only")
    1
    """
    return (
        f'<figure style="margin:0.5em 0">{show_picture(figure)}'
        f'<figcaption style="max-width:46em">{html.escape(figure.caption)}</figcaption>'
        f"<details><summary>The figure in words</summary><p>{html.escape(figure.alt)}</p></details></figure>"
    )
