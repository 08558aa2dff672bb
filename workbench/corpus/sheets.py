"""From the bytes of a .csv, .xlsx, .jsonl or .parquet file to its columns and rows, nothing yet interpreted."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from workbench.corpus.documents import check_package
from workbench.corpus.encoding import decode_text
from workbench.corpus.problems import ReadingError

DELIMITERS = ",;\t|"
EXCEL_CELL_LIMIT = 32_767


@dataclass(frozen=True)
class Sheet:
    """A table as read: its column names, its rows with the place of each, and what was wrong or left aside."""

    columns: tuple[str, ...]
    rows: Iterable[tuple[str, Mapping[str, object]]]
    encoding: str = "utf-8"
    problems: list[str] = ()
    asides: tuple[str, ...] = ()


def format_cell(value: object) -> str | None:
    """Return a cell as text, or None where it is empty; dates in ISO 8601, whole numbers without a decimal point.

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
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False, default=str)
    text = value.decode("utf-8", errors="backslashreplace") if isinstance(value, bytes) else str(value)
    return text if text.strip() else None


def _name_columns(cells: Iterable[object]) -> tuple[str, ...]:
    names = [format_cell(cell) for cell in cells]
    return tuple((name or f"column {position}").strip() for position, name in enumerate(names, start=1))


def _read_csv(raw: bytes, name: str) -> Sheet:
    text, encoding = decode_text(raw, name=name)
    csv.field_size_limit(2**31 - 1)
    delimiter = _choose_delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        lines = [line for line in reader if any(cell.strip() for cell in line)]
    except csv.Error as error:
        raise ReadingError(
            f"{name} is not a well-formed table: {error} (at line {reader.line_num}). Check the quotation marks there."
        ) from error
    if not lines:
        raise ReadingError(f"{name} holds no word, only white space or signs. Give it a text or remove it.")
    columns, problems = _name_columns(lines[0]), []
    return Sheet(columns, _list_lines(lines[1:], columns, problems=problems, name=name), encoding, problems)


def _choose_delimiter(text: str) -> str:
    header = text.split("\n", 1)[0]
    return max(DELIMITERS, key=header.count)


def _list_lines(lines: list[list[str]], columns: tuple[str, ...], *, problems: list[str], name: str) -> Iterator[tuple]:
    for number, line in enumerate(lines, start=1):
        if len(line) > len(columns):
            problems.append(
                f"{name}, row {number} has {len(line)} cells but the table has {len(columns)} columns. "
                f"Put quotation marks around texts that contain the delimiter."
            )
        else:
            yield f"row {number}", dict(zip(columns, [*line, *[None] * (len(columns) - len(line))], strict=True))


def _read_xlsx(raw: bytes, name: str) -> Sheet:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    check_package(raw, name=name)
    try:
        book = load_workbook(io.BytesIO(raw), read_only=True, data_only=True)
        sheets = [
            (sheet.title, [line for line in sheet.iter_rows(values_only=True) if any(line)])
            for sheet in book.worksheets
        ]
    except (InvalidFileException, KeyError, ValueError, TypeError, SyntaxError, OSError, IndexError) as error:
        raise ReadingError(f"{name} is no Excel workbook that can be read ({error}). Save it anew.") from error
    filled = [(title, lines) for title, lines in sheets if lines]
    if not filled:
        raise ReadingError(f"{name} holds no word, only white space or signs. Give it a text or remove it.")
    lines = filled[0][1]
    columns, problems = _name_columns(_trim(lines[0])), []
    rows = _list_lines([list(_trim(line)) for line in lines[1:]], columns, problems=problems, name=name)
    asides = tuple(f"sheet {title}" for title, _ in filled[1:])
    return Sheet(columns, list(_check_cells(rows, problems=problems, name=name)), "utf-8", problems, asides)


def _check_cells(rows: Iterable[tuple], *, problems: list[str], name: str) -> Iterator[tuple]:
    for place, row in rows:
        if any(isinstance(cell, str) and len(cell) >= EXCEL_CELL_LIMIT for cell in row.values()):
            problems.append(
                f"{name}, {place} fills a cell to Excel's limit of {EXCEL_CELL_LIMIT:,} characters, so its end is lost. "
                f"Give that article as a .txt file."
            )
        else:
            yield place, row


def _trim(line: tuple) -> tuple:
    cells = list(line)
    while cells and cells[-1] is None:
        cells.pop()
    return tuple(cells)


def _read_jsonl(raw: bytes, name: str) -> Sheet:
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
    return Sheet(columns, rows, encoding, problems)


def _read_object(line: str, *, where: str) -> dict:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"{where} is not valid JSON ({error}). Write one object on each line.") from error
    if not isinstance(value, dict):
        raise ReadingError(f"{where} is a JSON {type(value).__name__}, not an object. Write one object on each line.")
    return value


def _read_parquet(raw: bytes, name: str) -> Sheet:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.read_table(io.BytesIO(raw))
        rows = [(f"row {number}", row) for number, row in enumerate(table.to_pylist(), start=1)]
    except (pa.ArrowException, ValueError, OSError, KeyError) as error:
        cause = str(error).splitlines()[0][:200]
        raise ReadingError(f"{name} is damaged or no parquet file at all ({cause}). Write it anew.") from error
    return Sheet(tuple(table.column_names), rows)


SHEET_READERS = {".csv": _read_csv, ".xlsx": _read_xlsx, ".jsonl": _read_jsonl, ".parquet": _read_parquet}
