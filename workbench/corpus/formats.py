"""The input formats: the only list of them. To add one, write a reader and give it a line in `FORMATS`.

A reader takes the bytes of a file and the name that messages use. One that reads a single article returns a `Page`; one
that reads a table returns its sheets. It refuses with a ReadingError; everything else (budgets, checks of the text,
ids, hashes, the safety net) is done here for all.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from workbench.corpus import pages, reading, sheets, tables

_MARKED_UP = 12_000_000  # judgement: bytes of a page with the longest text and twice as much markup
_PICTURED = (
    100_000_000  # judgement: bytes of a document or workbook with pictures; what it unpacks to has its own budget
)
ANNOTATIONS = re.compile(r"(?:(?:gold|second)_\w+|planting\w*|zones\w*|attributions\w*)")


ANNOTATION_FOLDERS = ("gold", "annotations", "reference", "results")


@dataclass(frozen=True)
class Format:
    """One input format: the ending of its files, how they are read, through which library, and how large they may be."""

    suffix: str
    read: Callable[[bytes, str], reading.Page | list[reading.Sheet]]
    library: str
    most: int = reading.MAX_BYTES


FORMATS = {
    each.suffix: each
    for each in (
        Format(".txt", pages.read_plain, "charset-normalizer"),
        Format(".md", pages.read_plain, "charset-normalizer"),
        Format(".html", pages.read_html, "trafilatura", _MARKED_UP),
        Format(".htm", pages.read_html, "trafilatura", _MARKED_UP),
        Format(".docx", pages.read_docx, "lxml", _PICTURED),
        Format(".csv", sheets.read_csv, "csv", reading.MAX_TABLE_BYTES),
        Format(".xlsx", sheets.read_xlsx, "openpyxl", _PICTURED),
        Format(".jsonl", sheets.read_jsonl, "json", reading.MAX_TABLE_BYTES),
        Format(".parquet", sheets.read_parquet, "pyarrow", reading.MAX_TABLE_BYTES),
    )
}
SUFFIXES = tuple(FORMATS)


def read_file(path: Path, *, name: str) -> reading.Reading:
    """Return the articles in one file, or the problem that kept it from being read.

    `name` is how messages and `source_file` call it. A file of text is one article whose id is the file's stem; a table
    is one article per row. A table named like annotations that has no column of texts is noted, not a problem.

    Returns
    -------
    Reading
        Records with the columns of the articles table, `place` (for messages) and `further` (other columns).

    Examples
    --------
    >>> read_file(Path("a.pdf"), name="a.pdf").problems[0][1][:20]
    "a.pdf ends in '.pdf'"
    """
    kind = FORMATS.get(path.suffix.lower())
    if kind is None:
        return reading.Reading(problems=((name, describe_suffix(path, name=name)),))
    try:
        with reading.guard(name):
            raw = reading.read_bytes(path, name=name, most=kind.most)
            found = kind.read(raw, name)
            if isinstance(found, reading.Page):
                return reading.Reading(records=(_make_article(found, raw, path=path, name=name),))
            return tables.read_sheets(found, name=name)
    except reading.ReadingError as error:
        if _is_annotation(name) and "has no column of texts" in str(error):
            note = f"{name} was left aside: it is named like annotations and has no column of texts."
            row = {"rule": "not-an-article", "decided_by": "reader", "source_file": name, "after": "annotations"}
            return reading.Reading(log=(row,), notes=((name, note),))
        return reading.Reading(problems=((name, str(error)),))


def _is_annotation(name: str) -> bool:
    path = PurePath(name.lower())
    return bool(ANNOTATIONS.fullmatch(path.stem)) or not set(ANNOTATION_FOLDERS).isdisjoint(path.parts[:-1])


def _make_article(page: reading.Page, raw: bytes, *, path: Path, name: str) -> dict:
    reading.check_text(page.text, name=name)
    stated, notices = {}, list(page.notices)
    for column, value in page.stated.items():
        try:
            reading.check_characters(value or "", name=f"the stated {column}")
            stated[column] = value
        except reading.ReadingError as error:
            notices.append(f"The page's {column} was left out: {error}")
    return reading.make_record(
        reading.show_name(path.stem),
        page.text,
        encoding=page.encoding,
        sha256=hashlib.sha256(raw).hexdigest(),
        source_file=name,
        place=name,
        notices=tuple(notices),
        **stated,
    )


def describe_suffix(path: Path, *, name: str) -> str:
    """Return the sentence that refuses a file of an unknown kind.

    Examples
    --------
    >>> describe_suffix(Path("a.pdf"), name="a.pdf")[:44]
    "a.pdf ends in '.pdf', which cannot be read; "
    """
    ending = f"ends in {reading.show_name(path.suffix)!r}" if path.suffix else "has no extension"
    return f"{name} {ending}, which cannot be read; allowed are {' '.join(SUFFIXES)}. Convert it or move it elsewhere."
