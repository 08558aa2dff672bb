"""The one reader of the word lists that rules consult: a CSV under ``workbench/lexicons``, first column the term."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files


@cache
def read_word_list(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a word list, in the order of the file.

    Parameters
    ----------
    name : str
        Path below ``workbench/lexicons`` without the ending: "reporting_verbs", "people/roles".

    Returns
    -------
    tuple of dict
        One dict per row, every cell a str; read once per process.

    Raises
    ------
    KeyError
        If there is no such list.

    Examples
    --------
    >>> read_word_list("naming/relations")[0]["term"]
    'run'
    """
    place = files("workbench.lexicons").joinpath(f"{name}.csv")
    if not place.is_file():
        raise KeyError(f"name is {name!r}; there is no such word list under workbench/lexicons. Check the spelling.")
    with place.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def list_verbs(trait: str) -> frozenset[str]:
    """Return the reporting verbs with a trait, by lemma; `workbench.measures.sources.cues.TRAITS` says what each means.

    Examples
    --------
    >>> "deny" in list_verbs("refuses")
    True
    """
    return frozenset(row["lemma"] for row in read_word_list("reporting_verbs") if trait in row["traits"].split())
