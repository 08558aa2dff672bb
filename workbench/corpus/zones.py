"""Give every block of an article its zone, by rule or by hand (a sidecar that wins over every rule), and log who decided."""

from __future__ import annotations

import io
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

import pandas as pd

from workbench.corpus import encoding, notices, reading, sheets
from workbench.corpus.blocks import cut_parts, strip_span
from workbench.corpus.zone_rules import decide_parts
from workbench.schema import INT, TEXT, ZONES, make_table, require_columns

LOG_COLUMNS = {
    "article_id": TEXT,
    "block_id": INT,
    "rule": TEXT,
    "start": INT,
    "end": INT,
    "before": TEXT,
    "after": TEXT,
    "decided_by": TEXT,
}
MAX_LINES = 50_000  # measured: the rules take 5 s for so many; a long article has a thousand
_PLAIN = {"body", "cut-off", "list"}
OVERRIDE_COLUMNS = ("article_id", "start", "end", "zone", "coder", "note")
_NEEDED = OVERRIDE_COLUMNS[:4]
_OFFSET_DIGITS = 12  # judgement: a text has at most seven; leading zeros are allowed


def classify_blocks(
    articles: pd.DataFrame,
    *,
    overrides: pd.DataFrame | str | Path | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    r"""Cut each article into blocks, give each a zone, and say which rule or hand decided.

    Nothing is deleted and the text is not changed: every character but white space lies in exactly one block. A block
    is a non-empty line, or a part of one where a line holds two zones (a dateline before a sentence). Where an override
    covers a span, its zone stands and the block is split at the span's ends.

    Parameters
    ----------
    articles : DataFrame
        Needs article_id and text; a stated title helps to find the headline.
    overrides : DataFrame or path, optional
        The columns article_id, start, end, zone, coder, note; a path is read as CSV.

    Returns
    -------
    blocks : DataFrame
        One row per block, as ``schema.TABLES["blocks"]``; confidence from 0 to 1, set by rule, not a measured rate.
        Sorted by article_id, block_id.
    warnings : DataFrame
        One row per thing that the rules doubt or that a reader should look at, as ``schema.TABLES["warnings"]``.
    log : DataFrame
        One row per block that is not plain body or was set by hand: article_id, block_id, rule, start, end, before
        (the zone without the decision), after, decided_by ("rule" or "hand"). Sorted by article_id, block_id.

    Raises
    ------
    KeyError
        If `articles` lacks a column.
    ValueError
        If a row of `overrides` names an unknown article or zone, or a span outside the text.

    Notes
    -----
    The rules look at shapes (case, stops, length, dates, signatures, repeated words) and know no parser; they are
    written for news in English. Confidences must not be compared across rules as if they were probabilities.

    Examples
    --------
    >>> text = "Storm hits coast\nBy Jane Doe\n\nLIMA, Peru — A storm hit the coast on Monday.\n\nREAD MORERain ahead"
    >>> blocks, warnings, log = classify_blocks(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> blocks["zone"].tolist()
    ['headline', 'byline', 'dateline', 'body', 'teaser']
    >>> log["decided_by"].unique().tolist()
    ['rule']
    """
    require_columns(articles, ["article_id", "text"], name="articles")
    hand = _load_overrides(articles, overrides)
    blocks, warnings, log = [], [], []
    for row in articles.to_dict("records"):
        by_rule = _classify_safely(row)
        mine = [span for span in hand if span["article_id"] == str(row["article_id"])]
        rows = apply_overrides(row["text"], by_rule, mine)
        blocks += [{"article_id": row["article_id"], "block_id": at, **block} for at, block in enumerate(rows)]
        warnings += [{"article_id": row["article_id"], **found} for found in notices.list_warnings(row["text"], rows)]
    log = [_log_row(block) for block in blocks if block["rule"] not in _PLAIN]
    frame = pd.DataFrame(log, columns=list(LOG_COLUMNS)).astype(LOG_COLUMNS)
    log_table = frame.sort_values(["article_id", "block_id"], ignore_index=True)
    keep = ["article_id", "block_id", "start", "end", "zone", "rule", "confidence"]
    table = pd.DataFrame(blocks)[keep] if blocks else []
    return make_table(table, "blocks"), make_table(warnings, "warnings"), log_table


def _load_overrides(articles: pd.DataFrame, overrides: pd.DataFrame | str | Path | None) -> list[dict]:
    if overrides is None:
        return []
    table = overrides if isinstance(overrides, pd.DataFrame) else read_overrides(overrides)
    lengths = dict(zip(articles["article_id"].astype(str), articles["text"].map(len), strict=True))
    return check_overrides(table, lengths=lengths)


def _classify_safely(row: Mapping) -> list[dict]:
    """Return the blocks of one article; where the rules fail or take too long, the whole text is one block of body."""
    try:
        with reading.guard(str(row["article_id"])):
            return _classify_text(row["text"], row.get("title"))
    except reading.ReadingError as error:
        start, end = strip_span(row["text"], 0, len(row["text"]))
        doubt = f"The zones could not be told, so all of it is taken for body: {error}"
        return [{"start": start, "end": end, "zone": "body", "rule": "no-zones", "confidence": 0.0, "doubt": doubt}]


def _classify_text(text: str, title: object) -> list[dict]:
    n_lines = sum(bool(line.strip()) for line in text.splitlines())
    if n_lines > MAX_LINES:
        raise reading.ReadingError(f"it has {n_lines:,} lines, and at most {MAX_LINES:,} are told apart.")
    parts = cut_parts(text)
    decisions = decide_parts(parts, title=title if isinstance(title, str) else "")
    return [
        {"start": part.start, "end": part.end, **decision._asdict()}
        for part, decision in zip(parts, decisions, strict=True)
    ]


def _log_row(block: dict) -> dict:
    hand = block["rule"] == "hand"
    row = {key: block[key] for key in ("article_id", "block_id", "rule", "start", "end")}
    before = block.get("before", "body")
    return {**row, "before": before, "after": block["zone"], "decided_by": "hand" if hand else "rule"}


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
    name = Path(path).name
    try:
        text, _ = encoding.decode_text(reading.read_bytes(Path(path), name=name), name=name)
        table = pd.read_csv(io.StringIO(text), sep=sheets.choose_delimiter(text), dtype="str", skip_blank_lines=True)
    except (reading.ReadingError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise ValueError(
            f"overrides: {name} cannot be read as CSV ({error}); it needs a first line "
            f"{','.join(OVERRIDE_COLUMNS)} and one span per line. Mend the file or leave it out.",
        ) from error
    table.columns = [str(column).strip().lower() for column in table.columns]
    require_columns(table, _NEEDED, name=f"overrides ({name})")
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
        Naming the row and what is wrong with it: an unknown article or zone, a number that is none, a span that is
        empty, outside the text, or overlaps another.

    Examples
    --------
    >>> rows = pd.DataFrame({"article_id": ["a"], "start": [0], "end": [5], "zone": ["caption"]})
    >>> check_overrides(rows, lengths={"a": 10})
    [{'article_id': 'a', 'start': 0, 'end': 5, 'zone': 'caption'}]
    """
    spans, faults = sift_overrides(table, lengths=lengths)
    if faults:
        raise faults[0]
    return spans


def sift_overrides(table: pd.DataFrame, *, lengths: Mapping[str, int]) -> tuple[list[dict], list[ValueError]]:
    """Return the good spans of `table` as dictionaries, and a refusal for each bad row; `check_overrides` says which.

    Examples
    --------
    >>> rows = pd.DataFrame({"article_id": ["a", "b"], "start": 0, "end": 5, "zone": "caption"})
    >>> spans, faults = sift_overrides(rows, lengths={"a": 10})
    >>> len(spans), str(faults[0])[:17]
    (1, 'overrides, row 2 ')
    """
    require_columns(table, _NEEDED, name="overrides")
    numbered, faults = [], []
    for number, row in enumerate(table.to_dict("records"), start=1):
        try:
            numbered.append((number, _check_row(row, number, lengths)))
        except ValueError as error:
            faults.append(error)
    good, last = [], {}
    for number, span in sorted(numbered, key=lambda pair: (pair[1]["article_id"], pair[1]["start"])):
        first = last.get(span["article_id"])
        if first and span["start"] < first["end"]:
            cause = f"the span {span['start']}-{span['end']} overlaps {first['start']}-{first['end']}"
            faults.append(_refuse(number, cause, "Give each character one zone"))
        else:
            good.append((number, span))
            last[span["article_id"]] = span
    return [span for _, span in sorted(good, key=lambda pair: pair[0])], faults


def _check_row(row: Mapping, number: int, lengths: Mapping[str, int]) -> dict:
    article, zone = str(row["article_id"]).strip(), str(row["zone"]).strip()
    if article not in lengths:
        known = ", ".join(map(reading.show_short, sorted(lengths)[:5]))
        raise _refuse(
            number,
            f"article_id {reading.show_value(article)} is not in the corpus (it holds {known} …)",
            "Use the id of an article",
        )
    if zone not in ZONES:
        raise _refuse(
            number, f"zone is {reading.show_value(zone)}; allowed are {', '.join(ZONES)}", "Choose one of these"
        )
    start, end = (_read_offset(row[name], name, number) for name in ("start", "end"))
    if not 0 <= start < end <= lengths[article]:
        raise _refuse(
            number,
            f"the span {start}-{end} does not lie in the text of {reading.show_value(article)}, which has {lengths[article]} characters",
            "Count code points from 0, end exclusive",
        )
    return {"article_id": article, "start": start, "end": end, "zone": zone}


def _read_offset(value: object, name: str, number: int) -> int:
    words = str(value).strip().removesuffix(".0")
    if not words.isdecimal() or len(words) > _OFFSET_DIGITS:
        raise _refuse(
            number,
            f"{name} is {reading.show_value(value)}, not a whole number that can be an offset",
            "Count code points from 0, end exclusive",
        )
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
