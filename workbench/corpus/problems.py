"""How the loader says that something could not be read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

SHOWN_PROBLEMS = 5


class CorpusError(ValueError):
    """Nothing could be loaded from what was asked for; the message says why and what to do."""


class ReadingError(ValueError):
    """One file, or one row of a table, could not be read; the loader lists it and goes on."""


@dataclass(frozen=True)
class Reading:
    """What one file, or one folder of files, gave: article records, and what was noticed on the way."""

    records: tuple[dict, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    log: tuple[dict, ...] = field(default=())


def join_readings(readings: Iterable[Reading]) -> Reading:
    """Return several readings as one, in order.

    Examples
    --------
    >>> join_readings([Reading(problems=(("a", "m"),)), Reading(problems=(("b", "n"),))]).problems
    (('a', 'm'), ('b', 'n'))
    """
    readings = list(readings)
    return Reading(
        records=tuple(record for reading in readings for record in reading.records),
        problems=tuple(problem for reading in readings for problem in reading.problems),
        log=tuple(row for reading in readings for row in reading.log),
    )


def list_problems(problems: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """Return (source_file, message) pairs as a frame, sorted.

    Returns
    -------
    DataFrame
        One row per thing that could not be loaded: source_file, message.

    Examples
    --------
    >>> list_problems([("b.txt", "m"), ("a.txt", "m")]).source_file.tolist()
    ['a.txt', 'b.txt']
    """
    df = pd.DataFrame(sorted(set(problems)), columns=["source_file", "message"])
    return df.astype("str")


def summarise_problems(problems: Iterable[tuple[str, str]]) -> str:
    """Return the first few problem sentences in one line, saying how many more there are.

    Examples
    --------
    >>> summarise_problems([("a.txt", "a.txt holds no text.")])
    'a.txt holds no text.'
    """
    messages = [message for _, message in sorted(set(problems))]
    more = len(messages) - SHOWN_PROBLEMS
    shown = " ".join(messages[:SHOWN_PROBLEMS])
    return f"{shown} (and {more} more)" if more > 0 else shown
