"""Figures that may be about the same thing, laid side by side."""

from __future__ import annotations

import numpy as np
import pandas as pd

from workbench.schema import require_at_least, require_columns

COLUMNS = (
    "group_id",
    "article_id",
    "quantity_id",
    "start",
    "end",
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
    "n_articles",
)
_NEEDED = (*(c for c in COLUMNS if c not in {"group_id", "direction", "n_articles"}), "unit_kind", "act_kind")


def group_quantities(quantities: pd.DataFrame, *, tolerance: float = 0.25, least_articles: int = 2) -> pd.DataFrame:
    """Return the figures that may be about the same thing side by side, with the direction in which each is rounded.

    Needs the quantities table with its columns words, unit_kind and act_kind.

    Parameters
    ----------
    quantities : DataFrame
        As `find_quantities` returns it.
    tolerance : float
        How far apart two neighbouring values of a group may lie: .25 lets 400 and 500 stand together.
    least_articles : int
        Least number of articles that must carry a group; 1 shows every figure.

    Returns
    -------
    DataFrame
        One row per figure: group_id (from 0, by descending value), article_id, quantity_id, start, end, words, value,
        low, high, qualifier, direction, unit, act, window, credited_to, descriptor, voice, n_articles. Sorted by group,
        article and place. Direction says how the number stated lies to the number meant: "up" it is a ceiling
        ("nearly 28,000"), "down" a floor ("over 27,000", "dozens"), "none" exact, "range", "unstated" ("about").

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If `tolerance` is negative or `least_articles` below 1.

    Notes
    -----
    Grouped are figures of one kind of unit ("people" and the members of a nation count as one) and one kind of act
    (killed and died are one) whose values form a chain with steps of at most `tolerance`. That is a proposal to a reader:
    window and status (killed, or killed and wounded) are not compared, and two counts may be close by chance.

    Examples
    --------
    >>> rows = [("a", 0, "nearly 500", 500.0, None, 500.0, "nearly"), ("b", 0, "412", 412.0, 412.0, 412.0, "exact")]
    >>> table = pd.DataFrame(rows, columns=["article_id", "quantity_id", "words", "value", "low", "high", "qualifier"])
    >>> table = table.assign(start=0, end=5, unit="people", act="killed", unit_kind="people", act_kind="death",
    ...     window=None, credited_to=None, descriptor=None, voice="narrator")
    >>> group_quantities(table)[["group_id", "words", "direction", "n_articles"]].values.tolist()
    [[0, 'nearly 500', 'up', 2], [0, '412', 'none', 2]]
    """
    require_columns(quantities, _NEEDED, name="quantities")
    require_at_least(tolerance, 0, name="tolerance")
    require_at_least(least_articles, 1, name="least_articles")
    df = quantities.assign(direction=_direct(quantities), _size=_size(quantities))
    keys = df["unit_kind"].fillna("?").str.cat(df["act_kind"].fillna(df["act"]).fillna("?"), sep="|")
    df = df.assign(_key=keys.astype("str")).sort_values(["_key", "_size", "article_id", "quantity_id"], kind="stable")
    df["_chain"] = _chain(df, tolerance)
    df["n_articles"] = df.groupby("_chain")["article_id"].transform("nunique").astype("int64")
    df = df[df["n_articles"] >= least_articles]
    order = df.groupby("_chain")["_size"].max().sort_values(ascending=False, kind="stable").index
    df = df.assign(group_id=df["_chain"].map({chain: rank for rank, chain in enumerate(order)}).astype("int64"))
    return df.sort_values(["group_id", "article_id", "start"], kind="stable", ignore_index=True)[list(COLUMNS)]


def _size(df: pd.DataFrame) -> pd.Series:
    """Return the number to compare by: the value, the middle of a range, the low of an indefinite number."""
    middle = df[["low", "high"]].mean(axis=1)
    return df["value"].fillna(middle)


def _direct(df: pd.DataFrame) -> pd.Series:
    has_low, has_high = df["low"].notna(), df["high"].notna()
    choices = [(has_low & has_high & df["value"].isna(), "range"), (has_low & has_high, "none")]
    choices += [(has_low, "down"), (has_high, "up")]
    chosen = np.select([mask for mask, _ in choices], [name for _, name in choices], default="unstated")
    return pd.Series(chosen, index=df.index, dtype="str")


def _chain(df: pd.DataFrame, tolerance: float) -> np.ndarray:
    """Return the chain of each row, sorted by key and size; a step larger than the tolerance begins a new one."""
    key, size = df["_key"].to_numpy(), df["_size"].to_numpy(dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        near = size[1:] <= size[:-1] * (1 + tolerance)
    begins = (key[1:] != key[:-1]) | ~near
    return np.cumsum(np.append(0, begins)) if len(df) else np.zeros(0, dtype="int64")
