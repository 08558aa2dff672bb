"""How alike the words of each two texts are, the texts in the order in which they cluster."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import count_of, format_number, join_caption, list_parts
from workbench.plots.grid import MAX_COLUMNS, say_shown
from workbench.plots.matrix import draw_matrix
from workbench.plots.style import house_style, say_nothing_to_draw, start_axes
from workbench.schema import require_columns

PAIRS = ("a_id", "b_id", "similarity", "n_shared")
STEPS = ("step", "left", "right", "distance", "members")
NO_PAIR = "There are no two texts to compare."


def order_groups(similarity: pd.DataFrame, *, steps: pd.DataFrame | None = None) -> list[str]:
    """Return the texts so that those joined early stand side by side; alphabetically without `steps`.

    Needs a_id and b_id of `compare_similarity`; step, left and right of `cluster_groups`.

    Examples
    --------
    >>> pairs = pd.DataFrame([("a", "b", 0.1, 1), ("a", "c", 0.9, 1), ("b", "c", 0.2, 1)], columns=PAIRS)
    >>> steps = pd.DataFrame([(0, "a", "c", 0.1, "a + c"), (1, "b", "step 0", 0.8, "a + b + c")], columns=STEPS)
    >>> order_groups(pairs, steps=steps)
    ['b', 'a', 'c']
    """
    require_columns(similarity, PAIRS, name="similarity")
    if steps is None or steps.empty:
        return sorted({*similarity["a_id"], *similarity["b_id"]})
    require_columns(steps, STEPS, name="steps")
    held: dict[str, list[str]] = {}
    for row in steps.sort_values("step").itertuples():
        held[f"step {row.step}"] = [*held.pop(row.left, [row.left]), *held.pop(row.right, [row.right])]
    return [name for names in held.values() for name in names]


def plot_similarity(similarity: pd.DataFrame, *, steps: pd.DataFrame | None = None, ax: Axes | None = None) -> Axes:
    """Draw the similarity of each two texts as a matrix in cluster order, shared words above the diagonal.

    Needs the tables of `compare_similarity` and, for the order, `cluster_groups`.

    Returns
    -------
    Axes
        Cosine similarity below the diagonal; 0 no word in common, 1 the same proportions.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> plot_similarity(pd.DataFrame([("a", "b", 0.5, 12)], columns=PAIRS)).get_title(loc="left")
    'How alike the words of each two texts are'
    """
    names = order_groups(similarity, steps=steps)[:MAX_COLUMNS]
    with house_style():
        if similarity.empty:
            return say_nothing_to_draw(start_axes(ax, n_rows=3), NO_PAIR)
        rows = similarity[similarity["a_id"].isin(names) & similarity["b_id"].isin(names)]
        cells = {_place(row, names): row.similarity for row in rows.itertuples()}
        ax = draw_matrix(ax, names, cells)
        for row in rows.itertuples():
            second, first = _place(row, names)[::-1]
            ax.text(second, first, f"{row.n_shared:,} shared", ha="center", va="center", fontsize=7.5)
        ax.set_title("How alike the words of each two texts are")
        ax.set_xlabel("below the diagonal: cosine of word weights\nabove: n of word types in common")
    return ax


def _place(row: object, names: list[str]) -> tuple[int, int]:
    """Column and row of the cell below the diagonal."""
    first, second = sorted((names.index(row.a_id), names.index(row.b_id)))
    return first, second


def caption_similarity(similarity: pd.DataFrame, *, steps: pd.DataFrame | None = None) -> str:
    """Return the caption of `plot_similarity`, made from the same table.

    Examples
    --------
    >>> caption_similarity(pd.DataFrame([("a", "b", 0.5, 12)], columns=PAIRS))
    'Similarity of word use · 0.50 to 0.50 · n = 1 pair · some order always comes out · these texts only'
    """
    if similarity.empty:
        return join_caption("Similarity of word use", count_of(0, "pair"))
    names = order_groups(similarity, steps=steps)
    low, high = (
        format_number(float(value)) for value in (similarity["similarity"].min(), similarity["similarity"].max())
    )
    shown = say_shown(min(len(names), MAX_COLUMNS), len(names), "texts")
    size = count_of(len(similarity), "pair")
    return join_caption("Similarity of word use", f"{low} to {high}", shown, size, "some order always comes out")


def alt_similarity(similarity: pd.DataFrame, *, steps: pd.DataFrame | None = None) -> str:
    """Return the figure of `plot_similarity` in words.

    Examples
    --------
    >>> alt_similarity(pd.DataFrame([("a", "b", 0.5, 12)], columns=PAIRS))
    'Similarity matrix. a and b: 0.50, 12 words in common.'
    """
    if similarity.empty:
        return f"Empty figure: {NO_PAIR}"
    parts = [
        f"{row.a_id} and {row.b_id}: {format_number(float(row.similarity))}, {row.n_shared} words in common"
        for row in similarity.itertuples()
    ]
    if steps is not None and len(steps):
        parts += [
            f"step {row.step} joins {row.members} at {format_number(1 - row.distance)}" for row in steps.itertuples()
        ]
    return "Similarity matrix. " + list_parts(parts, limit=20)
