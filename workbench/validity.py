"""How far the attributions can be relied on: precision and recall on human labels, kept as data beside the code."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

TABLE = Path(__file__).parent / "resources" / "attribution_validity.csv"
COLUMNS = ("data", "n_articles", "subset", "n_gold", "n_found", "precision", "recall", "f1", "command")
SUBSETS = ("all", "direct", "mixed", "indirect", "triple")


def read_validity() -> pd.DataFrame:
    """Return how well attributions are found, measured on articles that people labelled.

    The table is written by `benchmarks/validity_attribution.py --write`. A piece of content counts as found if the
    letters and digits found and labelled overlap by 0.8 or more (intersection over union).

    Returns
    -------
    DataFrame
        One row per data set and subset of its labels: data, n_articles, subset ("all"; "direct", "mixed" and "indirect"
        by what stands between double quotation marks; "triple": content, source and cue agree), n_gold (labelled
        pieces), n_found, precision, recall, f1 (shares of 1, to three places), command. NaN where it is not defined:
        what is found has no labelled form, so mixed and indirect content have recall only.

    Raises
    ------
    ValueError
        If the table of the installation is missing or lacks a column.

    Notes
    -----
    F1 is the harmonic mean of precision and recall (van Rijsbergen, Information Retrieval, 1979). The labels are
    political news of US outlets: do not read the shares as those of another genre.

    Examples
    --------
    >>> set(read_validity().subset) == set(SUBSETS)
    True
    """
    try:
        table = pd.read_csv(TABLE, encoding="utf-8", dtype={"n_gold": "Int64", "n_found": "Int64"})
    except OSError as error:
        raise ValueError(f"{TABLE.name} cannot be read ({error}). Install the workbench anew.") from error
    missing = [column for column in COLUMNS if column not in table]
    if missing:
        raise ValueError(f"{TABLE.name} lacks the column(s) {', '.join(missing)}. Install the workbench anew.")
    return table


def note_extraction() -> str:
    """Return the sentence that stands beside every sourcing figure: how many attributions are found, and how many are right.

    Examples
    --------
    >>> note_extraction().startswith("Found by rules; on 84 hand-labelled articles (PolNeAR dev) precision .")
    True
    """
    table = read_validity()
    row = table[table["subset"] == "all"].iloc[0]
    return (
        f"Found by rules; on {row['n_articles']} hand-labelled articles ({row['data']}) "
        f"precision {_spell(row['precision'])}, recall {_spell(row['recall'])} of pieces of content"
    )


def _spell(share: float) -> str:
    """Return a share with two places and, as it cannot pass 1, no zero before the point."""
    return f"{share:.2f}".removeprefix("0")
