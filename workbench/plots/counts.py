"""How often each run of words stands in each text, as a grid of counts."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import count_of, join_caption, list_parts
from workbench.plots.grid import choose_columns, fill_cell, say_shown, start_grid
from workbench.plots.style import Mark, house_style, say_nothing_to_draw, shorten, start_axes
from workbench.schema import require_at_least, require_columns

NEEDED = ("group", "term", "n", "n_words")
SHADES = ("#EBF5FB", "#D4E6F1", "#A9CCE3", "#7FB3D5")
NO_TERM = "No run of words of this length."


def choose_counts(terms: pd.DataFrame, *, top: int = 15) -> pd.DataFrame:
    """Return the `top` terms as one row each: first those in most texts, then the most frequent.

    Needs the columns group, term, n and n_words, as `count_terms` and `count_ngrams` make them.

    Returns
    -------
    DataFrame
        term, n_groups (texts that hold it), n (in all), then one column of counts for each text.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For a `top` below 1.

    Examples
    --------
    >>> rows = pd.DataFrame([("a", "x y", 5, 9), ("a", "y z", 1, 9), ("b", "y z", 1, 9)], columns=NEEDED)
    >>> choose_counts(rows)[["term", "n_groups", "n", "a", "b"]].values.tolist()
    [['y z', 2, 2, 1, 1], ['x y', 1, 5, 5, 0]]
    """
    require_columns(terms, NEEDED, name="terms")
    require_at_least(top, 1, name="top")
    if terms.empty:
        return pd.DataFrame(columns=["term", "n_groups", "n"])
    totals = terms.groupby("term", as_index=False).agg(n_groups=("group", "nunique"), n=("n", "sum"))
    totals = totals.sort_values(["n_groups", "n", "term"], ascending=[False, False, True], ignore_index=True).head(top)
    kept = terms[terms["term"].isin(totals["term"])]
    wide = kept.pivot_table(index="term", columns="group", values="n", aggfunc="sum", fill_value=0)
    groups = list(dict.fromkeys(terms["group"]))
    wide = wide.reindex(columns=groups, fill_value=0).astype("int64")
    return totals.merge(wide.rename_axis(columns=None).reset_index(), on="term", how="left")


def plot_counts(terms: pd.DataFrame, *, top: int = 15, ax: Axes | None = None) -> Axes:
    """Draw the count of each term in each text; an empty cell means that the text does not hold it.

    Needs the columns group, term, n and n_words.

    Returns
    -------
    Axes
        The darker a cell, the higher the count, which also stands in it.

    Raises
    ------
    KeyError, ValueError
        As `choose_counts`.

    Examples
    --------
    >>> plot_counts(pd.DataFrame([("a", "x y", 5, 9)], columns=NEEDED)).get_yticklabels()[0].get_text()
    'x y (n = 5)'
    """
    table = choose_counts(terms, top=top)
    with house_style():
        if table.empty:
            return say_nothing_to_draw(start_axes(ax, n_rows=3), NO_TERM)
        groups = _choose_groups(terms)
        ax = start_grid(ax, rows=[f"{shorten(r.term)} (n = {r.n})" for r in table.itertuples()], columns=groups)
        for place, (_, row) in enumerate(table.iterrows()):
            for column, group in enumerate(groups):
                if row[group]:
                    mark = Mark(SHADES[min(int(row[group]), len(SHADES)) - 1], "s", "")
                    fill_cell(ax, (column, place), mark=mark, text=str(row[group]))
        ax.set_title("How often each run of words stands in each text")
    return ax


def _choose_groups(terms: pd.DataFrame) -> list[str]:
    sizes = terms.groupby("group", sort=False)["n_words"].first()
    return choose_columns(sizes.index, sizes=sizes)


def caption_counts(terms: pd.DataFrame, *, top: int = 15) -> str:
    """Return the caption of `plot_counts`, made from the same table.

    Examples
    --------
    >>> caption_counts(pd.DataFrame([("a", "x y", 5, 9)], columns=NEEDED))
    'Runs of words in each text · 1 run shown · n = 9 places in 1 text · these texts only'
    """
    table = choose_counts(terms, top=top)
    if table.empty:
        return join_caption("Runs of words in each text", count_of(0, "run"))
    sizes = terms.drop_duplicates("group")["n_words"]
    texts = f"{len(sizes)} text{'' if len(sizes) == 1 else 's'}"
    runs = f"{len(table)} run{'' if len(table) == 1 else 's'} shown"
    shown = say_shown(len(_choose_groups(terms)), len(sizes), "texts")
    return join_caption("Runs of words in each text", runs, shown, f"n = {int(sizes.sum()):,} places in {texts}")


def alt_counts(terms: pd.DataFrame, *, top: int = 15) -> str:
    """Return the figure of `plot_counts` in words.

    Examples
    --------
    >>> alt_counts(pd.DataFrame([("a", "x y", 5, 9)], columns=NEEDED))
    'Grid of counts. x y: 5 in 1 text.'
    """
    rows = choose_counts(terms, top=top).itertuples()
    parts = (f"{row.term}: {row.n} in {row.n_groups} text{'' if row.n_groups == 1 else 's'}" for row in rows)
    return "Grid of counts. " + list_parts(parts, limit=top)
