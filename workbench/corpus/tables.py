"""Tables of articles: columns recognised by their usual names, a row an article."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from workbench.corpus import reading
from workbench.corpus.encoding import decode_text
from workbench.corpus.reading import Reading, ReadingError, Sheet, show_name
from workbench.corpus.sheets import EXCEL_CELL_LIMIT, CutCell, check_extent, format_cell

SHOWN_COLUMNS = 12  # judgement: what one sentence can hold
ALIASES: Mapping[str, tuple[str, ...]] = {
    ours: tuple(names.split())
    for ours, names in {
        "article_id": "article_id id doc_id document_id text_id story_id uid",
        "text": "text body content article article_text full_text body_text main_text story",
        "label": "label short_name",
        "outlet": "outlet publisher newspaper publication site_name media_outlet source_name source media",
        "title": "title headline article_title heading",
        "byline": "byline author authors writer journalist",
        "published": "published date publication_date published_at published_date date_published publish_date pub_date "
        "article_date datetime timestamp",
        "url": "url link web_url article_url",
    }.items()
}
_SEPARATORS = re.compile(r"[\s_\-.]+")


def read_sheets(sheets: Iterable[Sheet], *, name: str) -> Reading:
    r"""Return one article record per row of each sheet that has a column of texts; the other sheets are noted.

    Column names are compared without regard to case, spaces, hyphens and underscores; of several names for one thing
    the first in `ALIASES` is taken. Columns that are none of these are kept as metadata, and the log says so.

    Returns
    -------
    Reading
        One record per row that has a text, in the table's order; rows without are problems.

    Raises
    ------
    ReadingError
        If no sheet has a column of texts, naming the columns found and those allowed, or the table is too large.

    Examples
    --------
    >>> from workbench.corpus.sheets import read_csv
    >>> read_sheets(read_csv(b"ID;Full Text\n7;The quay is closed.", "a.csv"), name="a.csv").records[0]["article_id"]
    '7'
    """
    texts, refused = [], []
    for sheet in sheets:
        try:
            texts.append((sheet, choose_columns(sheet.columns, name=name)))
        except ReadingError as error:
            refused.append((sheet, str(error)))
    if not texts:
        raise ReadingError(refused[0][1])
    readings = [_read_sheet(sheet, taken, name=name, first=not at) for at, (sheet, taken) in enumerate(texts)]
    asides = [
        Reading(
            log=(
                {"rule": "left-aside", "before": f"sheet {sheet.title}", "decided_by": "reader", "source_file": name},
            ),
            notes=((name, f"sheet {sheet.title!r} was left aside: {message}"),),
        )
        for sheet, message in refused
    ]
    return reading.join_readings([*readings, *asides])


def _read_sheet(sheet: Sheet, taken: Mapping[str, str], *, name: str, first: bool) -> Reading:
    records, problems, notes, size = [], [], {}, 0
    for number, (place, row) in enumerate(sheet.rows, start=1):
        place = place if first else f"sheet {sheet.title}, {place}"  # noqa: PLW2901 - the same row, said in full
        check_extent(number, len(sheet.columns), name=name)
        try:
            record = _make_row(row, taken, name=name, place=place, encoding=sheet.encoding, notes=notes)
        except ReadingError as error:
            problems.append(str(error))
        except Exception as error:  # noqa: BLE001 - the safety net: one row must not refuse the others
            problems.append(reading.describe_fault(error, name=f"{name}, {place}"))
        else:
            records.append(record)
            size += len(record["text"])
        if size > reading.MAX_TABLE_CHARACTERS:
            raise ReadingError(
                f"{name} holds more than {reading.MAX_TABLE_CHARACTERS:,} characters of text. Split it into several."
            )
    problems += sheet.problems
    if not records and not problems:
        raise ReadingError(f"{name} has columns but no row. Add a row for each article.")
    if len(problems) > reading.MAX_FILE_PROBLEMS:
        more = len(problems) - reading.MAX_FILE_PROBLEMS
        problems = [*problems[: reading.MAX_FILE_PROBLEMS], f"{name} has {more:,} more rows that could not be read."]
    return Reading(
        tuple(records),
        tuple((name, message) for message in problems),
        tuple(_log_columns(sheet, taken, name=name)),
        tuple((name, message) for message in notes.values()),
    )


def choose_columns(columns: Iterable[str], *, name: str) -> dict[str, str]:
    """Return which column of the table holds which column of ours, refusing a table without a text.

    Raises
    ------
    ReadingError
        Naming the columns found, the names allowed for the text, and what to do.

    Examples
    --------
    >>> choose_columns(["Headline", "Body Text"], name="a.csv")
    {'text': 'Body Text', 'title': 'Headline'}
    """
    columns = tuple(columns)
    twice = (
        sorted({column for column in columns if columns.count(column) > 1})
        if len(columns) < reading.MAX_COLUMNS
        else []
    )
    if twice:
        raise ReadingError(f"{name} has the column {twice[0]!r} twice. Give each column its own name.")
    by_key: dict[str, str] = {}
    for column in columns:
        by_key.setdefault(_fold(column), column)
    found = {ours: [by_key[key] for key in map(_fold, names) if key in by_key] for ours, names in ALIASES.items()}
    if not found["text"]:
        raise ReadingError(_describe_textless(columns, name=name))
    return {ours: names[0] for ours, names in found.items() if names}


def _fold(column: str) -> str:
    return _SEPARATORS.sub("", column).casefold()


def _describe_textless(columns: tuple[str, ...], *, name: str) -> str:
    found = ", ".join(repr(column[:40]) for column in columns[:SHOWN_COLUMNS])
    found += f" and {len(columns) - SHOWN_COLUMNS} more" if len(columns) > SHOWN_COLUMNS else ""
    allowed = ", ".join(ALIASES["text"])
    return f"{name} has no column of texts: it has {found or 'no columns'}; allowed are {allowed}. Rename the one with the texts."


def _make_row(row: Mapping, taken: Mapping[str, str], *, name: str, place: str, encoding: str, notes: dict) -> dict:
    where = f"{name}, {place}"
    text, encoding = _read_row_text(row.get(taken["text"]), column=taken["text"], where=where, encoding=encoding)
    fields = {
        column: _read_field(value, column=column, where=where, notes=notes)
        for column, value in row.items()
        if column != taken["text"]
    }
    ours = {column: fields.get(theirs) for column, theirs in taken.items() if column not in ("text", "url")}
    numbered = f"{PurePath(name).stem}-{place.removeprefix('sheet ').replace(', row ', '-').rpartition(' ')[2]}"
    article_id = show_name((ours.pop("article_id", None) or numbered).strip())
    return reading.make_record(
        article_id,
        text,
        **ours,
        source_file=name,
        encoding=encoding,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        place=where,
        further={_name_further(column, taken): value for column, value in fields.items() if _is_further(column, taken)},
    )


def _is_further(column: str, taken: Mapping[str, str]) -> bool:
    """Tell whether a column is metadata: not one of ours, or one that may be something else all the same."""
    return column not in taken.values() or column in (taken.get("url"), taken.get("label"))


def _name_further(column: str, taken: Mapping[str, str]) -> str:
    """Return the name of a metadata column: "url" for an address, and never the name of our own id."""
    return "url" if column == taken.get("url") else "article_id (further)" if column == "article_id" else column


def _read_field(value: object, *, column: str, where: str, notes: dict) -> str | None:
    """Return a cell beside the text; one that cannot be read is left empty and noted once a column."""
    try:
        words = format_cell(value)
    except ReadingError as error:
        notes.setdefault(column, f"{where}, column {column!r} holds {error}; such cells were left empty.")
        return None
    reading.check_characters(words or "", name=f"{where}, column {column!a}")
    return words


def _read_row_text(value: object, *, column: str, where: str, encoding: str) -> tuple[str, str]:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        raise ReadingError(f"{where} has no text in column {column!r}. Give it a text or remove the row.")
    if isinstance(value, (list, dict, bool)):
        raise ReadingError(f"{where} has {type(value).__name__} in column {column!r}, not a text. Make it one text.")
    if isinstance(value, bytes):
        value, encoding = decode_text(value, name=where)
    if isinstance(value, CutCell):
        raise ReadingError(
            f"{where} fills a cell to Excel's limit of {EXCEL_CELL_LIMIT:,} characters, so its end is lost. "
            f"Give that article as a .txt file."
        )
    text = value if isinstance(value, str) else format_cell(value) or ""
    reading.check_text(text, name=where)
    return text, encoding


def _log_columns(sheet: Sheet, taken: Mapping[str, str], *, name: str) -> Iterator[dict]:
    ours = {theirs: column for column, theirs in taken.items() if column != "url"}
    for column in sheet.columns:
        after = ours.get(column) or f"metadata {_name_further(column, taken)}"
        yield {"rule": "column", "before": column, "after": after, "decided_by": "reader", "source_file": name}
