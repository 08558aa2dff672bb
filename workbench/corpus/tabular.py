"""Tables of articles: .csv .xlsx .jsonl .parquet, columns recognised by their usual names."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePath

from workbench.corpus.problems import Reading, ReadingError
from workbench.corpus.readers import check_characters, check_text, make_record
from workbench.corpus.sheets import SHEET_READERS, Sheet, format_cell

ALIASES: Mapping[str, tuple[str, ...]] = {
    "article_id": ("article_id", "id", "doc_id", "document_id", "text_id", "story_id", "uid"),
    "text": ("text", "body", "content", "article", "article_text", "full_text", "body_text", "main_text", "story"),
    "outlet": (
        "outlet",
        "publisher",
        "newspaper",
        "publication",
        "site_name",
        "media_outlet",
        "source_name",
        "source",
        "media",
    ),
    "title": ("title", "headline", "article_title", "heading"),
    "byline": ("byline", "author", "authors", "writer", "journalist"),
    "published": (
        "published",
        "date",
        "publication_date",
        "published_at",
        "published_date",
        "date_published",
        "publish_date",
        "pub_date",
        "article_date",
        "datetime",
        "timestamp",
    ),
    "url": ("url", "link", "web_url", "article_url"),
}
SEPARATORS = re.compile(r"[\s_\-.]+")
SHOWN_COLUMNS = 12


def read_table(raw: bytes, *, suffix: str, name: str) -> Reading:
    r"""Return one article record per row of a table.

    Column names are compared without regard to case, spaces, hyphens and underscores; of several names for one thing
    the first in `ALIASES` is taken. Columns that are none of these are kept as metadata, and the log says so.

    Returns
    -------
    Reading
        One record per row that has a text, in the table's order; rows without are problems.

    Raises
    ------
    ReadingError
        If the bytes are not such a table, or no column is a text, naming the columns found and those allowed.

    Examples
    --------
    >>> read_table(b"ID;Full Text\n7;The quay is closed.", suffix=".csv", name="a.csv").records[0]["article_id"]
    '7'
    """
    sheet = SHEET_READERS[suffix](raw, name)
    taken = choose_columns(sheet.columns, name=name)
    records, problems = [], []
    for place, row in sheet.rows:
        try:
            records.append(_make_row(row, taken, name=name, place=place, encoding=sheet.encoding))
        except ReadingError as error:
            problems.append((name, str(error)))
    problems += [(name, message) for message in sheet.problems]
    if not records and not problems:
        raise ReadingError(f"{name} has columns but no row. Add a row for each article.")
    return Reading(tuple(records), tuple(problems), tuple(_log_columns(sheet, taken, name=name)))


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
    twice = sorted({column for column in columns if columns.count(column) > 1})
    if twice:
        raise ReadingError(f"{name} has the column {twice[0]!r} twice. Give each column its own name.")
    by_key = {}
    for column in columns:
        by_key.setdefault(_fold(column), column)
    taken = {}
    for ours, aliases in ALIASES.items():
        found = next((by_key[_fold(alias)] for alias in aliases if _fold(alias) in by_key), None)
        if found is not None:
            taken[ours] = found
    if "text" not in taken:
        raise ReadingError(_describe_textless(columns, name=name))
    return taken


def _fold(column: str) -> str:
    return SEPARATORS.sub("", column).casefold()


def _describe_textless(columns: tuple[str, ...], *, name: str) -> str:
    found = ", ".join(repr(column[:40]) for column in columns[:SHOWN_COLUMNS])
    found += f" and {len(columns) - SHOWN_COLUMNS} more" if len(columns) > SHOWN_COLUMNS else ""
    allowed = ", ".join(ALIASES["text"])
    return f"{name} has no column of texts: it has {found or 'no columns'}; allowed are {allowed}. Rename the one with the texts."


def _make_row(row: Mapping, taken: Mapping[str, str], *, name: str, place: str, encoding: str) -> dict:
    where = f"{name}, {place}"
    text = _read_row_text(row.get(taken["text"]), column=taken["text"], where=where)
    fields = {column: format_cell(value) for column, value in row.items() if column != taken["text"]}
    for column, value in fields.items():
        check_characters(f"{column}{value or ''}", name=f"{where}, column {column!a}")
    ours = {column: fields.get(theirs) for column, theirs in taken.items() if column != "text"}
    further = {column: value for column, value in fields.items() if column not in taken.values()}
    if "url" in taken:
        further["url"] = ours.pop("url")
    article_id = (ours.pop("article_id", None) or f"{PurePath(name).stem}-{place.rpartition(' ')[2]}").strip()
    return make_record(
        article_id,
        text,
        **ours,
        source_file=name,
        encoding=encoding,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        place=where,
        further=further,
    )


def _read_row_text(value: object, *, column: str, where: str) -> str:
    if value is None or (isinstance(value, float) and math.isnan(value)):
        raise ReadingError(f"{where} has no text in column {column!r}. Give it a text or remove the row.")
    if isinstance(value, (list, dict, bool)):
        raise ReadingError(f"{where} has {type(value).__name__} in column {column!r}, not a text. Make it one text.")
    text = value if isinstance(value, str) else format_cell(value)
    check_text(text or "", name=where)
    return text


def _log_columns(sheet: Sheet, taken: Mapping[str, str], *, name: str) -> Iterator[dict]:
    common = {"decided_by": "reader", "source_file": name}
    ours = {theirs: column for column, theirs in taken.items()}
    for column in sheet.columns:
        after = ours.get(column, f"metadata {column}")
        yield {"rule": "column", "before": column, "after": f"metadata {after}" if after == "url" else after, **common}
    for aside in sheet.asides:
        yield {"rule": "left-aside", "before": aside, **common}
