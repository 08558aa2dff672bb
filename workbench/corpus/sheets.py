"""The formats that hold many articles: from the bytes of .csv .xlsx .jsonl .parquet to columns and rows, nothing interpreted."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import math
import re
from collections.abc import Iterator

import pandas as pd

from workbench.corpus import reading
from workbench.corpus.encoding import decode_text
from workbench.corpus.reading import ReadingError, Sheet, show_name, show_value

DELIMITERS = ",;\t|"
EXCEL_CELL_LIMIT = 32_767  # Microsoft: total number of characters that a cell can contain
_ESCAPE = re.compile(r"_x((?!(?i:d[89a-f]))[0-9A-Fa-f]{4})_")  # ECMA-376, ST_Xstring; halves of characters stay
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
    where = f"{name}, sheet {title}" if title else name
    rows = _list_rows(lines[1:], columns, problems=problems, name=where, in_sheet=bool(title))
    return Sheet(columns, rows, encoding, problems, title)


def _describe_excess(n_cells: int, n_columns: int, *, in_sheet: bool) -> str:
    if in_sheet:
        return (
            f"has something in column {n_cells:,}, where the first row names {n_columns:,} columns. "
            f"Name that column in the first row, or delete the cell."
        )
    return (
        f"has {n_cells:,} cells but the table has {n_columns:,} columns. "
        f"Put quotation marks around texts that contain the delimiter."
    )


def _list_rows(
    lines: list, columns: tuple[str, ...], *, problems: list[str], name: str, in_sheet: bool
) -> Iterator[tuple]:
    check_extent(len(lines), len(columns), name=name)  # before the first row is made, not after the last
    for number, cells in enumerate(lines, start=1):
        line = list(cells)
        while len(line) > len(columns) and format_cell(line[-1]) is None:
            line.pop()
        if number > 1 and [format_cell(cell) for cell in line] == list(columns):
            problems.append(f"{name}, row {number} repeats the first row; it was left out. Remove it from the table.")
        elif len(line) > len(columns):
            problems.append(f"{name}, row {number} {_describe_excess(len(line), len(columns), in_sheet=in_sheet)}")
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


def read_escapes(words: str) -> str:
    r"""Return the text of a cell with the characters that Excel writes by their numbers, such as a carriage return.

    Examples
    --------
    >>> read_escapes("One._x000D_Two. _x005F_x000D_")
    'One.\rTwo. _x000D_'
    """
    return _ESCAPE.sub(lambda match: chr(int(match.group(1), 16)), words) if "_x" in words else words


class CutCell:
    """A cell that Excel filled to its limit."""


def _mark_cut(cell: object) -> object:
    if not isinstance(cell, str):
        return cell
    return CutCell() if len(cell) >= EXCEL_CELL_LIMIT else read_escapes(cell)


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
        value = json.loads(line, object_pairs_hook=_read_pairs)
        if isinstance(value, dict):
            return _read_pairs([(show_name(key), cell) for key, cell in value.items()])
    except ReadingError as error:
        raise ReadingError(f"{where} {error}") from error
    except (ValueError, RecursionError) as error:
        raise ReadingError(f"{where} is not valid JSON ({error}). Write one object on each line.") from error
    raise ReadingError(f"{where} is a JSON {type(value).__name__}, not an object. Write one object on each line.")


def _read_pairs(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """Return the pairs of an object; of two under one key a reader would lose the first without a word."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ReadingError(
                f"has the key {show_value(show_name(key))} twice. Give each key of an object its own name."
            )
        found[key] = value
    return found


def read_parquet(raw: bytes, name: str) -> list[Sheet]:
    """Return the one sheet of a parquet file, read a few rows at a time; its rows and unpacked size have a budget."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(io.BytesIO(raw))
        about = file.metadata
        n_bytes = sum(about.row_group(group).total_byte_size for group in range(about.num_row_groups))
        check_extent(about.num_rows, about.num_columns, name=name)
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
    text = _write_parts(value) if isinstance(value, (list, dict, bytes, CutCell)) else str(value)
    return text if text.strip() else None


def _write_parts(value: list | dict | bytes | CutCell) -> str:
    if isinstance(value, CutCell):
        raise ReadingError(f"a text that Excel cut at {EXCEL_CELL_LIMIT:,} characters")
    try:
        return value.decode() if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False, default=str)
    except UnicodeDecodeError as error:
        raise ReadingError(f"{len(value):,} bytes that are no text") from error
    except RecursionError as error:
        raise ReadingError("lists nested too deeply") from error


def check_extent(n_rows: int, n_columns: int, *, name: str) -> None:
    """Refuse a table beyond the budgets of rows, columns and cells.

    Examples
    --------
    >>> check_extent(10, 5, name="a.csv")
    """
    for number, most, what in (
        (n_rows, reading.MAX_ROWS, "rows"),
        (n_columns, reading.MAX_COLUMNS, "columns"),
        (n_rows * n_columns, reading.MAX_CELLS, "cells"),
    ):
        if number > most:
            raise ReadingError(f"{name} has {number:,} {what} or more; at most {most:,} are read. Split it.")
