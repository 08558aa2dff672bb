"""Where in each text a word stands, from its first word to its last."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import count_of, join_caption, list_parts
from workbench.plots.style import VOICE_MARKS, add_legend, house_style, label_rows, say_nothing_to_draw, start_axes
from workbench.schema import VOICES, require_columns

NEEDED = ("article_id", "position", "voice")
NO_PLACE = "The word stands in none of these texts."


def plot_positions(contexts: pd.DataFrame, *, articles: Iterable[str] | None = None, ax: Axes | None = None) -> Axes:
    """Draw each place of a word on a line per text, from its first word (0) to its last (1), marked by voice.

    Needs the columns article_id, position and voice, as `find_contexts` makes them; `articles` names the texts that
    have a line, those with a place where not given.

    Returns
    -------
    Axes
        A text without the word keeps its empty line; n stands at the right.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> table = pd.DataFrame([("a", 0.5, "narrator")], columns=NEEDED)
    >>> plot_positions(table, articles=["a", "b"]).get_yticklabels()[1].get_text()
    'b'
    """
    names = _name_texts(contexts, articles)
    with house_style():
        ax = start_axes(ax, n_rows=len(names))
        if contexts.empty:
            return say_nothing_to_draw(ax, NO_PLACE)
        ax.hlines(range(len(names)), 0, 1, colors="#BBBBBB", lw=1)
        for voice in VOICES:
            mine = contexts[(contexts["voice"] == voice) & contexts["article_id"].isin(names)]
            if len(mine):
                y = [names.index(name) for name in mine["article_id"]]
                mark = VOICE_MARKS[voice]
                style = {"color": mark.colour, "mec": "#333333", "mew": 0.5, "ms": 8, "ls": "none"}
                ax.plot(mine["position"], y, mark.marker, label=voice, **style)
        label_rows(ax, names)
        for place, name in enumerate(names):
            n = int((contexts["article_id"] == name).sum())
            ax.text(1.03, place, f"n = {n}", transform=ax.get_yaxis_transform(), va="center", fontsize=8.5)
        ax.set(
            xlim=(-0.02, 1.02), xlabel="0 = first word, 1 = last word of the text", title="Where in each text it stands"
        )
        add_legend(ax)
    return ax


def _name_texts(contexts: pd.DataFrame, articles: Iterable[str] | None) -> list[str]:
    require_columns(contexts, NEEDED, name="contexts")
    return list(dict.fromkeys(contexts["article_id"] if articles is None else articles))


def caption_positions(contexts: pd.DataFrame, *, articles: Iterable[str] | None = None) -> str:
    """Return the caption of `plot_positions`, made from the same table.

    Examples
    --------
    >>> caption_positions(pd.DataFrame([("a", 0.5, "narrator")], columns=NEEDED), articles=["a", "b"])
    'Places of a word in each text · in 1 of 2 texts · n = 1 place · voices marked · these texts only'
    """
    names = _name_texts(contexts, articles)
    held = f"in {contexts['article_id'].nunique()} of {len(names)} texts"
    return join_caption("Places of a word in each text", held, count_of(len(contexts), "place"), "voices marked")


def alt_positions(contexts: pd.DataFrame, *, articles: Iterable[str] | None = None) -> str:
    """Return the figure of `plot_positions` in words.

    Examples
    --------
    >>> alt_positions(pd.DataFrame([("a", 0.5, "narrator")], columns=NEEDED), articles=["a", "b"])
    'Places on a line per text. a: 1 place, at 50 %; b: no place.'
    """
    names = _name_texts(contexts, articles)
    if contexts.empty:
        return f"Empty figure: {NO_PLACE}"
    return "Places on a line per text. " + list_parts(_describe(contexts, name) for name in names)


def _describe(contexts: pd.DataFrame, name: str) -> str:
    places = contexts.loc[contexts["article_id"] == name, "position"]
    if places.empty:
        return f"{name}: no place"
    spots = ", ".join(f"{100 * place:.0f}" for place in places)
    return f"{name}: {len(places)} place{'' if len(places) == 1 else 's'}, at {spots} %"
