"""Zones set by hand: a sidecar table of spans that wins over every rule."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pandas as pd

from workbench.corpus.blocks import strip_span
from workbench.schema import ZONES, require_columns

OVERRIDE_COLUMNS = ("article_id", "start", "end", "zone", "coder", "note")
_NEEDED = OVERRIDE_COLUMNS[:4]


def read_overrides(path: str | Path) -> pd.DataFrame:
    r"""Read a sidecar of zones set by hand: CSV with article_id, start, end, zone and, if wished, coder and note.

    Parameters
    ----------
    path : str or Path
        A UTF-8 CSV file.

    Returns
    -------
    DataFrame
        One row per span in the order of the file; the six columns as text, so that a bad number can be named later.

    Raises
    ------
    ValueError
        If the file cannot be read as CSV.
    KeyError
        If one of the four needed columns is missing.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "zones.csv")
    >>> _ = path.write_text("article_id,start,end,zone\na,0,9,caption\n", encoding="utf-8")
    >>> read_overrides(path).loc[0, "zone"]
    'caption'
    """
    try:
        table = pd.read_csv(path, dtype="str", encoding="utf-8-sig", skip_blank_lines=True)
    except (OSError, UnicodeDecodeError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise ValueError(
            f"overrides: {Path(path).name} cannot be read as CSV ({error}); it needs a first line "
            f"{','.join(OVERRIDE_COLUMNS)} and one span per line. Mend the file or leave it out.",
        ) from error
    require_columns(table, _NEEDED, name=f"overrides ({Path(path).name})")
    return table.reindex(columns=list(OVERRIDE_COLUMNS))


def check_overrides(table: pd.DataFrame, *, lengths: Mapping[str, int]) -> list[dict]:
    """Return the spans of `table` as dictionaries, or refuse the first bad row.

    Parameters
    ----------
    table : DataFrame
        Needs article_id, start, end, zone.
    lengths : mapping
        The length of each article's text, by article_id.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        Naming the row and what is wrong with it: an unknown article or zone, a number that is none, a span that is empty,
        outside the text, or overlaps another.

    Examples
    --------
    >>> rows = pd.DataFrame({"article_id": ["a"], "start": [0], "end": [5], "zone": ["caption"]})
    >>> check_overrides(rows, lengths={"a": 10})
    [{'article_id': 'a', 'start': 0, 'end': 5, 'zone': 'caption'}]
    """
    require_columns(table, _NEEDED, name="overrides")
    spans = [_check_row(row, number, lengths) for number, row in enumerate(table.to_dict("records"), start=1)]
    numbered = sorted(enumerate(spans, start=1), key=lambda pair: (pair[1]["article_id"], pair[1]["start"]))
    for (_, first), (number, second) in pairwise(numbered):
        if first["article_id"] == second["article_id"] and second["start"] < first["end"]:
            raise _refuse(
                number,
                f"the span {second['start']}-{second['end']} overlaps {first['start']}-{first['end']}",
                "Give each character one zone",
            )
    return spans


def _check_row(row: Mapping, number: int, lengths: Mapping[str, int]) -> dict:
    article, zone = str(row["article_id"]).strip(), str(row["zone"]).strip()
    if article not in lengths:
        known = ", ".join(sorted(lengths)[:5])
        raise _refuse(
            number, f"article_id {article!r} is not in the corpus (it holds {known} …)", "Use the id of an article"
        )
    if zone not in ZONES:
        raise _refuse(number, f"zone is {zone!r}; allowed are {', '.join(ZONES)}", "Choose one of these")
    start, end = (_read_offset(row[name], name, number) for name in ("start", "end"))
    if not 0 <= start < end <= lengths[article]:
        raise _refuse(
            number,
            f"the span {start}-{end} does not lie in the text of {article!r}, which has {lengths[article]} characters",
            "Count code points from 0, end exclusive",
        )
    return {"article_id": article, "start": start, "end": end, "zone": zone}


def _read_offset(value: object, name: str, number: int) -> int:
    words = str(value).strip().removesuffix(".0")
    if not words.isdecimal():
        raise _refuse(number, f"{name} is {value!r}, not a whole number", "Count code points from 0, end exclusive")
    return int(words)


def _refuse(number: int, cause: str, advice: str) -> ValueError:
    return ValueError(f"overrides, row {number} (first line after the header is row 1): {cause}. {advice}.")


def apply_overrides(text: str, blocks: list[dict], spans: list[dict]) -> list[dict]:
    """Return `blocks` split at the ends of `spans`, the pieces inside a span given its zone, rule "hand", confidence 1.

    Examples
    --------
    >>> rule = {"start": 0, "end": 9, "zone": "body", "rule": "body", "confidence": 0.9, "doubt": ""}
    >>> hand = {"article_id": "a", "start": 0, "end": 4, "zone": "dateline"}
    >>> [(row["start"], row["end"], row["zone"]) for row in apply_overrides("Oslo rain", [rule], [hand])]
    [(0, 4, 'dateline'), (5, 9, 'body')]
    """
    rows: list[dict] = []
    for block in blocks:
        edges = {edge for span in spans for edge in (span["start"], span["end"])}
        cuts = sorted({block["start"], block["end"], *(edge for edge in edges if block["start"] < edge < block["end"])})
        for a, b in pairwise(cuts):
            start, end = strip_span(text, a, b)
            span = next((span for span in spans if span["start"] < b and a < span["end"]), None)
            if start < end:
                rows.append(_settle({**block, "start": start, "end": end}, span))
    return rows


def _settle(block: dict, span: dict | None) -> dict:
    if span is None:
        return block
    return {**block, "before": block["zone"], "zone": span["zone"], "rule": "hand", "confidence": 1.0, "doubt": ""}
