"""The formats that hold many articles, .csv .xlsx .jsonl .parquet and DataFrames: columns by their usual names, a row an article."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

import pandas as pd

from workbench.corpus import reading
from workbench.corpus.encoding import decode_text
from workbench.corpus.reading import Reading, ReadingError, Sheet, show_name

DELIMITERS = ",;\t|"
EXCEL_CELL_LIMIT = 32_767  # Microsoft: total number of characters that a cell can contain
MAX_COLUMNS = 1_000  # judgement: tables of articles have under 100
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
_DECLARED_DELIMITER = re.compile(r"sep=(.)\r?\n")


def read_csv(raw: bytes, name: str) -> list[Sheet]:
    """Return the one sheet of a CSV file, whatever delimiter its header shows."""
    text, encoding = decode_text(raw, name=name)
    csv.field_size_limit(2**31 - 1)
    declared = _DECLARED_DELIMITER.match(text)  # Excel writes it for itself
    text = text[declared.end() :] if declared else text
    delimiter = declared.group(1) if declared else choose_delimiter(text)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        filled = [line for line in lines if any(cell.strip() for cell in line)]
    except csv.Error as error:
        raise ReadingError(
            f"{name} is not a well-formed table: {error} (at line {lines.line_num}). Check the quotation marks there."
        ) from error
    return [_make_sheet(filled, name=name, encoding=encoding)]


def choose_delimiter(text: str) -> str:
    r"""Return the delimiter that stands most often in the first line.

    Examples
    --------
    >>> choose_delimiter("id;text\n1;a, b, c")
    ';'
    """
    header = next(iter(text[:100_000].splitlines()), "")
    return max(DELIMITERS, key=header.count)


def _make_sheet(lines: list, *, name: str, encoding: str = "utf-8", title: str = "") -> Sheet:
    """Return lines of cells as a sheet whose first line names the columns."""
    if not lines:
        raise ReadingError(f"{name} holds no word, only white space or signs. Give it a text or remove it.")
    names = [format_cell(cell) for cell in lines[0]]
    columns = tuple(show_name((cell or f"column {position}").strip()) for position, cell in enumerate(names, start=1))
    problems: list[str] = []
    rows = _list_rows(lines[1:], columns, problems=problems, name=f"{name}, sheet {title}" if title else name)
    return Sheet(columns, rows, encoding, problems, title)


def _list_rows(lines: list, columns: tuple[str, ...], *, problems: list[str], name: str) -> Iterator[tuple]:
    for number, cells in enumerate(lines, start=1):
        line = list(cells)
        while len(line) > len(columns) and format_cell(line[-1]) is None:
            line.pop()
        if len(line) > len(columns):
            problems.append(
                f"{name}, row {number} has {len(line)} cells but the table has {len(columns)} columns. "
                f"Put quotation marks around texts that contain the delimiter."
            )
        else:
            yield f"row {number}", dict(zip(columns, [*line, *[None] * (len(columns) - len(line))], strict=True))


def read_xlsx(raw: bytes, name: str) -> list[Sheet]:
    """Return every sheet of a workbook that holds something, as far as its rows go, whatever extent it claims."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    reading.open_package(raw, name=name)
    n_cells, filled = 0, []
    try:
        for sheet in load_workbook(io.BytesIO(raw), read_only=True, data_only=True).worksheets:
            sheet.reset_dimensions()
            lines = []
            for line in sheet.iter_rows(values_only=True):
                n_cells += max(1, len(line))
                _check_cells(n_cells, name=name)
                lines += [tuple(map(_mark_cut, line))] if any(line) else []
            filled += [(sheet.title, lines)] if lines else []
    except ReadingError:
        raise
    except (InvalidFileException, *reading.DAMAGE, LookupError, TypeError, SyntaxError, AttributeError) as error:
        cause = show_name(str(error))[:200]
        raise ReadingError(f"{name} is no Excel workbook that can be read ({cause}). Save it anew.") from error
    sheets = [_make_sheet([_trim(lines[0]), *lines[1:]], name=name, title=title) for title, lines in filled]
    return sheets or [_make_sheet([], name=name)]


class _Cut:
    """A cell that Excel filled to its limit."""


def _mark_cut(cell: object) -> object:
    return _Cut() if isinstance(cell, str) and len(cell) >= EXCEL_CELL_LIMIT else cell


def _check_cells(n_cells: int, *, name: str) -> None:
    if n_cells > reading.MAX_CELLS:
        raise ReadingError(
            f"{name} spans more than {reading.MAX_CELLS:,} cells. Delete cells far from the table, or split it."
        )


def _trim(line: tuple) -> tuple:
    cells = list(line)
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def read_jsonl(raw: bytes, name: str) -> list[Sheet]:
    """Return the one sheet of a file with a JSON object on each line; lines that are none are problems."""
    text, encoding = decode_text(raw, name=name)
    rows, problems = [], []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            try:
                rows.append((f"line {number}", _read_object(line, where=f"{name}, line {number}")))
            except ReadingError as error:
                problems.append(str(error))
    if not rows:
        raise ReadingError(problems[0] if problems else f"{name} holds no word. Give it a text or remove it.")
    columns = tuple(dict.fromkeys(column for _, row in rows for column in row))
    return [Sheet(columns, rows, encoding, problems)]


def _read_object(line: str, *, where: str) -> dict:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"{where} is not valid JSON ({error}). Write one object on each line.") from error
    if not isinstance(value, dict):
        raise ReadingError(f"{where} is a JSON {type(value).__name__}, not an object. Write one object on each line.")
    return {show_name(key): cell for key, cell in value.items()}


def read_parquet(raw: bytes, name: str) -> list[Sheet]:
    """Return the one sheet of a parquet file, read a few rows at a time; its rows and unpacked size have a budget."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(raw))
        about = file.metadata
        n_bytes = sum(about.row_group(group).total_byte_size for group in range(about.num_row_groups))
        _check_extent(about.num_rows, about.num_columns, name=name)
        if n_bytes > reading.MAX_TABLE_BYTES:
            raise ReadingError(
                f"{name} unpacks to {n_bytes:,} bytes; at most {reading.MAX_TABLE_BYTES:,} are read. Split it."
            )
        rows, n_read = [], 0
        for batch in file.iter_batches(batch_size=16):
            n_read += batch.nbytes
            if n_read > reading.MAX_TABLE_BYTES:
                raise ReadingError(f"{name} unpacks to more than {reading.MAX_TABLE_BYTES:,} bytes. Split it.")
            rows += _list_batch(batch)
    except (pa.ArrowException, ValueError, OSError, KeyError) as error:
        if isinstance(error, ReadingError):
            raise
        cause = show_name(str(error).splitlines()[0][:200] if str(error) else type(error).__name__)
        raise ReadingError(f"{name} is damaged or no parquet file at all ({cause}). Write it anew.") from error
    columns = tuple(map(show_name, file.schema_arrow.names))
    return [Sheet(columns, [(f"row {number}", row) for number, row in enumerate(rows, start=1)])]


def _list_batch(batch: object) -> list[dict]:
    columns = {show_name(name): _list_cells(column) for name, column in zip(batch.schema.names, batch, strict=True)}
    return [dict(zip(columns, cells, strict=True)) for cells in zip(*columns.values(), strict=True)]


def _list_cells(column: object) -> list[object]:
    """Return the cells of an Arrow column; what Python cannot hold, such as a day of the year 200000, as Arrow prints it."""
    try:
        return column.to_pylist()
    except (OverflowError, ValueError):
        return [_read_scalar(cell) for cell in column]


def _read_scalar(cell: object) -> object:
    try:
        return cell.as_py()
    except (OverflowError, ValueError):
        return _print_scalar(cell)


def _print_scalar(cell: object) -> str:
    import pyarrow as pa

    try:
        return cell.cast(pa.string()).as_py()
    except (pa.ArrowException, ValueError):
        return f"{cell.type} {getattr(cell, 'value', '')}".strip()


def frame_sheet(df: pd.DataFrame) -> Sheet:
    """Return a DataFrame as a sheet.

    Examples
    --------
    >>> frame_sheet(pd.DataFrame({"text": ["One."]})).columns
    ('text',)
    """
    columns = tuple(show_name(str(column)) for column in df.columns)
    cells = df.astype(object).where(df.notna(), None).to_numpy().tolist()
    rows = [(f"row {number}", dict(zip(columns, line, strict=True))) for number, line in enumerate(cells, start=1)]
    return Sheet(columns, rows)


def format_cell(value: object) -> str | None:
    """Return a cell as text, or None where it is empty; dates in ISO 8601, whole numbers without a decimal point.

    Raises
    ------
    ReadingError
        If the cell holds bytes that are no UTF-8, or lists and tables nested too deeply to be written.

    Examples
    --------
    >>> format_cell(7.0), format_cell(dt.datetime(2031, 3, 4)), format_cell(" ")
    ('7', '2031-03-04', None)
    """
    if value is None or (isinstance(value, float) and math.isnan(value)):
        return None
    if isinstance(value, dt.datetime) and value.timetz() == dt.time():
        return value.date().isoformat()
    if isinstance(value, (dt.date, dt.time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    text = _write_parts(value) if isinstance(value, (list, dict, bytes, _Cut)) else str(value)
    return text if text.strip() else None


def _write_parts(value: list | dict | bytes | _Cut) -> str:
    if isinstance(value, _Cut):
        raise ReadingError(f"a text that Excel cut at {EXCEL_CELL_LIMIT:,} characters")
    try:
        return value.decode() if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False, default=str)
    except UnicodeDecodeError as error:
        raise ReadingError(f"{len(value):,} bytes that are no text") from error
    except RecursionError as error:
        raise ReadingError("lists nested too deeply") from error


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
        _check_extent(number, len(sheet.columns), name=name)
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


def _check_extent(n_rows: int, n_columns: int, *, name: str) -> None:
    for number, most, what in (
        (n_rows, reading.MAX_ROWS, "rows"),
        (n_columns, MAX_COLUMNS, "columns"),
        (n_rows * n_columns, reading.MAX_CELLS, "cells"),
    ):
        if number > most:
            raise ReadingError(f"{name} has {number:,} {what} or more; at most {most:,} are read. Split it.")


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
    twice = sorted({column for column in columns if columns.count(column) > 1}) if len(columns) < MAX_COLUMNS else []
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
    if isinstance(value, _Cut):
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
