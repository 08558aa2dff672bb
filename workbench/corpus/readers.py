"""From one file to article records: which reader reads which extension, and what every record carries."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from workbench.corpus.encoding import decode_text
from workbench.corpus.locate import TABLE_SUFFIXES, describe_suffix
from workbench.corpus.problems import Reading, ReadingError

MAX_CHARACTERS = 1_000_000
"""The longest text taken as one article; also what spaCy's parser accepts at once."""

MAX_BYTES = 4 * MAX_CHARACTERS
MAX_PACKED_BYTES = {".docx": 100_000_000, ".html": 12_000_000, ".htm": 12_000_000}


def read_file(path: Path, *, name: str) -> Reading:
    """Return the articles in one file, or the problem that kept it from being read.

    `name` is how messages and `source_file` call it. A file of text is one article whose id is the file's stem; a table
    is one article per row.

    Returns
    -------
    Reading
        Records with the columns of the articles table, `place` (for messages) and `further` (other columns).

    Examples
    --------
    >>> read_file(Path("a.pdf"), name="a.pdf").problems[0][1][:20]
    "a.pdf ends in '.pdf'"
    """
    suffix = path.suffix.lower()
    try:
        if suffix in TABLE_SUFFIXES:
            return _read_rows(path, name=name)
        if suffix in TEXT_READERS:
            return Reading(records=(_read_article(path, name=name),))
        return Reading(problems=((name, describe_suffix(path, name=name)),))
    except ReadingError as error:
        return Reading(problems=((name, str(error)),))


def read_bytes(path: Path, *, name: str, most: int | None = MAX_BYTES) -> bytes:
    """Return the bytes of a file, refusing one that is empty, too large or closed to the reader.

    Raises
    ------
    ReadingError
        Naming the file, its size and the limit.

    Examples
    --------
    >>> read_bytes(Path("no-such-file"), name="no-such-file")
    Traceback (most recent call last):
    ...
    workbench.corpus.problems.ReadingError: no-such-file could not be read (No such file or directory). ...
    """
    try:
        size = path.stat().st_size
        if most is not None and size > most:
            raise ReadingError(
                f"{name} is a file of {size:,} bytes; at most {most:,} are read as one article, and "
                f"{MAX_CHARACTERS:,} characters. Split it into its articles."
            )
        raw = path.read_bytes()
    except OSError as error:
        raise ReadingError(f"{name} could not be read ({error.strerror}). Check that it may be opened.") from error
    if not raw:
        raise ReadingError(f"{name} is empty (0 bytes). Give it a text or remove it.")
    return raw


def describe_length(found: str) -> str:
    """Return the sentence that refuses a text beyond the limit.

    Examples
    --------
    >>> describe_length("a.txt holds 2,000,000 characters")[:58]
    'a.txt holds 2,000,000 characters; one article may hold at '
    """
    return f"{found}; one article may hold at most {MAX_CHARACTERS:,} characters. Split it into its articles."


def check_text(text: str, *, name: str) -> None:
    """Refuse a text that has no word, is too long, or holds what cannot be written again as Unicode.

    Raises
    ------
    ReadingError
        Naming the place and what was found.

    Examples
    --------
    >>> check_text("  ", name="a.csv, row 1")
    Traceback (most recent call last):
    ...
    workbench.corpus.problems.ReadingError: a.csv, row 1 holds no word, only white space or signs. ...
    """
    if len(text) > MAX_CHARACTERS:
        raise ReadingError(describe_length(f"{name} holds {len(text):,} characters"))
    if not any(character.isalnum() for character in text):
        raise ReadingError(f"{name} holds no word, only white space or signs. Give it a text or remove it.")
    check_characters(text, name=name)


def check_characters(text: str, *, name: str) -> None:
    r"""Refuse lone surrogates, which no encoding can write, and NUL characters.

    Raises
    ------
    ReadingError
        Naming the place and the character's position.

    Examples
    --------
    >>> check_characters("a\ud800b", name="a.jsonl, line 1")
    Traceback (most recent call last):
    ...
    workbench.corpus.problems.ReadingError: a.jsonl, line 1 holds a lone surrogate (U+D800) at character 1. ...
    """
    try:
        text.encode()
    except UnicodeEncodeError as error:
        code = ord(text[error.start])
        raise ReadingError(
            f"{name} holds a lone surrogate (U+{code:04X}) at character {error.start}. "
            f"Mend the file where it was made: half of a character is missing."
        ) from error
    if "\x00" in text:
        raise ReadingError(f"{name} holds a NUL character at character {text.index(chr(0))}. Remove it from the file.")


def make_record(article_id: str, text: str, **fields: object) -> dict:
    """Return an article record; fields that are not given are None.

    Examples
    --------
    >>> make_record("a", "One.", encoding="utf-8")["outlet"] is None
    True
    """
    empty = dict.fromkeys(("outlet", "title", "byline", "published", "source_file", "encoding", "sha256", "place"))
    return {**empty, "article_id": article_id, "text": text, "further": {}, **fields}


def _read_rows(path: Path, *, name: str) -> Reading:
    from workbench.corpus.tabular import read_table

    return read_table(read_bytes(path, name=name, most=None), suffix=path.suffix.lower(), name=name)


def _read_article(path: Path, *, name: str) -> dict:
    suffix = path.suffix.lower()
    raw = read_bytes(path, name=name, most=MAX_PACKED_BYTES.get(suffix, MAX_BYTES))
    text, encoding, stated = TEXT_READERS[suffix](raw, name)
    check_text(text, name=name)
    for column, value in stated.items():
        check_characters(value or "", name=f"{name}, {column}")
    sha256 = hashlib.sha256(raw).hexdigest()
    return make_record(path.stem, text, encoding=encoding, sha256=sha256, source_file=name, place=name, **stated)


def _read_plain(raw: bytes, name: str) -> tuple[str, str, dict]:
    return *decode_text(raw, name=name), {}


def _read_html(raw: bytes, name: str) -> tuple[str, str, dict]:
    from workbench.corpus.webpage import read_page

    return read_page(raw, name=name)


def _read_docx(raw: bytes, name: str) -> tuple[str, str, dict]:
    from workbench.corpus.documents import read_docx

    return read_docx(raw, name=name), "utf-8", {}


TEXT_READERS: dict[str, Callable[[bytes, str], tuple[str, str, dict]]] = {
    ".txt": _read_plain,
    ".md": _read_plain,
    ".html": _read_html,
    ".htm": _read_html,
    ".docx": _read_docx,
}
