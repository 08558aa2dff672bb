"""Statistics side by side: one row per measure, one column per text, each cell with interval and n or its reason."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from workbench.plots.captions import format_interval, format_number
from workbench.plots.scores import spell_measure
from workbench.schema import require_columns

NEEDED = ("article_id", "measure", "value", "low", "high", "n_cases", "n_hits", "reason")
NAMES = {
    "kind_relative_entropy": "Kinds of source, relative entropy",
    "kind_simpson_d": "Kinds of source, Simpson's D",
    "kind_iqv": "Kinds of source, IQV",
    "sources": "Distinct sources",
    "words": "Words given to sources",
}


def spell_statistics(scores: pd.DataFrame) -> pd.DataFrame:
    r"""Return scores for reading: a row per measure, a column per text.

    Needs article_id, measure, value, low, high, n_cases, n_hits and reason, as `summarise_sourcing` makes them.

    Returns
    -------
    DataFrame
        One row per measure, sorted by its code; shares that are 0 in every text are left out. Columns: `measure`, then
        each text: value, interval and n on two lines, a count alone, "too few to say", or a dash where there is no row.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> row = {"article_id": "a", "measure": "sourcing_named_share", "value": 0.6, "low": 0.31, "high": 0.83}
    >>> row |= {"n_cases": 10, "n_hits": 6, "reason": None}
    >>> spell_statistics(pd.DataFrame([row])).values.tolist()
    [['Named share', '0.60 [0.31, 0.83]\nn = 10']]
    """
    require_columns(scores, NEEDED, name="scores")
    most = scores.groupby("measure")["n_hits"].transform("max")
    rows = scores[most.isna() | (most > 0)]
    measures = sorted(rows["measure"].unique())
    cells = {(row["article_id"], row["measure"]): _spell_cell(row) for row in rows.to_dict("records")}
    columns = {
        article: [cells.get((article, measure), "–") for measure in measures]
        for article in dict.fromkeys(scores["article_id"])
    }
    names = [_name(measure.removeprefix("sourcing_")) for measure in measures]
    return pd.DataFrame({"measure": names, **columns})


def _name(measure: str) -> str:
    return NAMES.get(measure, spell_measure(measure))


def _spell_cell(row: Mapping) -> str:
    n = "" if pd.isna(row["n_cases"]) else f"n = {format_number(int(row['n_cases']))}"
    if pd.isna(row["value"]):
        return f"too few to say\n{n}".strip()
    if pd.isna(row["low"]) and row["value"] == round(row["value"]):
        return format_number(int(row["value"]))
    interval = format_interval(row["value"], row["low"], row["high"])
    return f"{interval}\n{n}".strip()
