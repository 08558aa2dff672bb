"""What one file may give: article records, or a sentence why not; and the budgets of size, depth and time that hold for all."""

from __future__ import annotations

import io
import os
import re
import signal
import sys
import threading
import time
import traceback
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

DEBUG_VARIABLE = "WORKBENCH_DEBUG"
SHOWN_PROBLEMS = 5  # judgement: what one sentence on a terminal can hold
SHOWN_VALUE = 60  # judgement: characters of a faulty value that a refusal shows

MAX_CHARACTERS = 1_000_000
"""The longest text taken as one article; also what spaCy's parser accepts at once."""

MAX_BYTES = 4 * MAX_CHARACTERS  # a code point has at most four bytes in UTF-8
MAX_TABLE_BYTES = 200_000_000  # judgement: 40,000 articles of 5,000 bytes; takes 1 GB to read
MAX_TABLE_CHARACTERS = 100_000_000  # judgement: 20,000 articles of 5,000 characters; takes under 1 GB as a corpus
MAX_ROWS = 200_000  # judgement: ten times the articles that the characters above allow
MAX_COLUMNS = 1_000  # judgement: tables of articles have under 100
MAX_CELLS = 5_000_000  # judgement: 25 columns of the most rows
MAX_UNPACKED_BYTES = (
    64_000_000  # measured: lxml streams that much XML in 4 to 10 s; an article of the most characters has 30 MB
)
MAX_SECONDS = 15.0  # judgement: for one file; the largest allowed files take 3 to 8 s on two cores
MAX_FILE_PROBLEMS = 50  # judgement: sentences about rows of one file; the rest is counted

_PICTURES = re.compile(r"(?:^|/)(?:media|embeddings|fonts)/")  # never read, so not counted
_JOINERS = "\u200c\u200d"  # Persian, Indian scripts and emoji are spelt with them
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class CorpusError(ValueError):
    """Nothing could be loaded from what was asked for; the message says why and what to do."""


class ReadingError(ValueError):
    """One file, or one row of a table, could not be read; the loader lists it and goes on."""


class _Late(BaseException):
    """The time for one file is over; no library's own `except Exception` may swallow it."""


@dataclass(frozen=True)
class Page:
    """One article as a reader gives it: text, encoding, what the file states of it, and what a person should know."""

    text: str
    encoding: str = "utf-8"
    stated: Mapping[str, str | None] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """One table as a reader gives it: its columns, its rows with the place of each, and what was wrong with some.

    `title` names a sheet of several in one file; `problems` may grow while `rows` is read.
    """

    columns: tuple[str, ...]
    rows: Iterable[tuple[str, Mapping[str, object]]]
    encoding: str = "utf-8"
    problems: list[str] = field(default_factory=list)
    title: str = ""


@dataclass(frozen=True)
class Reading:
    """What one file, or one folder of files, gave: article records, and what was noticed on the way.

    `notes` are (source_file, message) pairs like `problems`, of things that are no faults: what was left aside, and
    why.
    """

    records: tuple[dict, ...] = ()
    problems: tuple[tuple[str, str], ...] = ()
    log: tuple[dict, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


def join_readings(readings: Iterable[Reading]) -> Reading:
    """Return several readings as one, in order.

    Examples
    --------
    >>> join_readings([Reading(problems=(("a", "m"),)), Reading(problems=(("b", "n"),))]).problems
    (('a', 'm'), ('b', 'n'))
    """
    readings = list(readings)
    parts = ("records", "problems", "log", "notes")
    return Reading(*(tuple(item for reading in readings for item in getattr(reading, part)) for part in parts))


def list_problems(problems: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """Return (source_file, message) pairs as a frame, sorted.

    Returns
    -------
    DataFrame
        One row per pair: source_file, message.

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
    messages = list(dict.fromkeys(message for _, message in sorted(set(problems))))  # one may hold for several files
    more = len(messages) - SHOWN_PROBLEMS
    shown = " ".join(messages[:SHOWN_PROBLEMS])
    return f"{shown} {more} more could not be read." if more > 0 else shown


def show_name(name: str) -> str:
    r"""Return a name as it can be printed anywhere: what is no letter but steers a terminal or a line is written out.

    Examples
    --------
    >>> show_name("quay.txt"), show_name("a\x1b[31mb\n"), show_name("caf\udce9")
    ('quay.txt', 'a\\x1b[31mb\\x0a', 'caf\\xe9')
    """
    return "".join(map(_show_character, name))


def _show_character(character: str) -> str:
    kind = unicodedata.category(character)
    hidden = kind in ("Cc", "Cs", "Zl", "Zp") or (kind == "Cf" and character not in _JOINERS)
    if not hidden or "\U000e0020" <= character <= "\U000e007f":  # tags spell the flags of regions
        return character
    code = ord(character)
    if "\udc80" <= character <= "\udcff":  # how Python holds a byte of a file name that is not UTF-8
        return f"\\x{code - 0xDC00:02x}"
    return f"\\x{code:02x}" if character <= "\xff" else f"\\u{code:04x}"


def show_short(name: str) -> str:
    """Return a name as a sentence among others shows it: its beginning, where it is long.

    Examples
    --------
    >>> show_short("quay"), len(show_short("x" * 3000))
    ('quay', 61)
    """
    return f"{name[:SHOWN_VALUE]}…" if len(name) > SHOWN_VALUE else name


def show_value(value: object) -> str:
    """Return a value as a refusal shows it: short, and whatever it is.

    Examples
    --------
    >>> show_value("x" * 100)
    "'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"
    """
    try:
        words = repr(value)
    except (ValueError, RecursionError):  # a number of thousands of digits, a table thousands deep
        words = f"a {type(value).__name__} too large to show"
    return show_short(words)


@contextmanager
def guard(name: str) -> Iterator[None]:
    """Turn whatever goes wrong inside into one sentence about `name`; WORKBENCH_DEBUG=1 shows where it went wrong.

    Raises
    ------
    ReadingError
        For an error that no reader foresaw, a lack of memory, or more than `MAX_SECONDS` of reading.

    Examples
    --------
    >>> with guard("a.txt"):
    ...     {}["no"]
    Traceback (most recent call last):
    ...
    workbench.corpus.reading.ReadingError: a.txt could not be read (KeyError: 'no'). Save it anew or as .txt; ...
    """
    try:
        with limit_time():
            yield
    except (ReadingError, CorpusError):
        raise
    except _Late as error:
        raise ReadingError(
            f"{name} takes the processor longer than {MAX_SECONDS:.0f} seconds to read. Split it into smaller files, or save it as .txt."
        ) from error
    except Exception as error:
        raise ReadingError(describe_fault(error, name=name)) from error


def describe_fault(error: Exception, *, name: str) -> str:
    """Return the sentence for an error that no reader foresaw, and print the traceback where WORKBENCH_DEBUG is set.

    Examples
    --------
    >>> describe_fault(KeyError("no"), name="a.txt")[:43]
    "a.txt could not be read (KeyError: 'no'). S"
    """
    if os.environ.get(DEBUG_VARIABLE):
        traceback.print_exception(error, file=sys.stderr)
    told = str(error).strip().splitlines() or [""]
    cause = show_name(f"{type(error).__name__}: {told[0][:200]}".removesuffix(": "))
    return f"{name} could not be read ({cause}). Save it anew or as .txt; {DEBUG_VARIABLE}=1 shows where it failed."


@contextmanager
def limit_time(seconds: float = MAX_SECONDS) -> Iterator[None]:
    """Break off what takes the processor longer than `seconds`, where the system can interrupt: in the main thread, not on Windows.

    The processor's time is counted, not the clock's: what is read must not depend on what else the machine does.

    An alarm that is set already stays: the earlier of the two rings.
    """
    able = hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
    left = signal.getitimer(signal.ITIMER_VIRTUAL)[0] if able else 0.0
    if not able or 0 < left <= seconds:
        yield
        return

    def ring(*_: object) -> None:
        raise _Late

    before, began = signal.signal(signal.SIGVTALRM, ring), time.process_time()
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
        if left:
            signal.setitimer(signal.ITIMER_VIRTUAL, max(0.001, left - (time.process_time() - began)))


def read_bytes(path: Path, *, name: str, most: int = MAX_BYTES) -> bytes:
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
    workbench.corpus.reading.ReadingError: no-such-file could not be read (No such file or directory). ...
    """
    try:
        size = path.stat().st_size  # 0 for the endless files of /proc, which are not opened
        raw = path.read_bytes() if 0 < size <= most else b""
    except OSError as error:
        raise ReadingError(f"{name} could not be read ({error.strerror}). Check that it may be opened.") from error
    if size > most:
        limit = f"one article, and {MAX_CHARACTERS:,} characters" if most <= MAX_BYTES else "one file"
        raise ReadingError(
            f"{name} is a file of {size:,} bytes; at most {most:,} are read as {limit}. Split it into its articles."
        )
    if not raw:
        raise ReadingError(f"{name} is empty (0 bytes). Give it a text or remove it.")
    return raw


def open_package(raw: bytes, *, name: str) -> dict[str, bytes]:
    """Return the XML parts of a .docx or .xlsx by their names, within the budget of unpacked bytes.

    Raises
    ------
    ReadingError
        If the bytes are no such package, a damaged one, one that unpacks to more than the budget, or one whose XML
        declares entities, which no office programme writes.

    Examples
    --------
    >>> open_package(b"no", name="a.docx")
    Traceback (most recent call last):
    ...
    workbench.corpus.reading.ReadingError: a.docx is damaged or no .docx file at all (File is not a zip file). ...
    """
    suffix = name[name.rfind(".") :]
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            entries = [entry for entry in package.infolist() if not _PICTURES.search(entry.filename)]
            size = sum(entry.file_size for entry in entries)
            xml = [entry for entry in entries if entry.filename.lower().endswith((".xml", ".rels"))]
            parts = {entry.filename: package.read(entry) for entry in xml if size <= MAX_UNPACKED_BYTES}
    except DAMAGE as error:
        raise ReadingError(
            f"{name} is damaged or no {suffix} file at all ({error}). Open it where it was made and save it anew."
        ) from error
    if size > MAX_UNPACKED_BYTES:
        raise ReadingError(
            f"{name} unpacks to {size:,} bytes; at most {MAX_UNPACKED_BYTES:,} are read. Split it into smaller files."
        )
    for part, content in parts.items():
        if b"<!DOCTYPE" in content[:4096].replace(b"\x00", b""):
            raise ReadingError(
                f"{name} declares entities of its own (in its part {part}), so words may be missing; it was not read. "
                f"Open it in the programme that made it and save it anew."
            )
    return parts


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
    workbench.corpus.reading.ReadingError: a.csv, row 1 holds no word, only white space or signs. ...
    """
    if len(text) > MAX_CHARACTERS:
        raise ReadingError(
            f"{name} holds {len(text):,} characters; one article may hold at most {MAX_CHARACTERS:,} characters. "
            f"Split it into its articles."
        )
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
    workbench.corpus.reading.ReadingError: a.jsonl, line 1 holds a lone surrogate (U+D800) at character 1. ...
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
    names = ("label", "outlet", "title", "byline", "published", "source_file", "encoding", "sha256", "place")
    return {**dict.fromkeys(names), "article_id": article_id, "text": text, "further": {}, "notices": (), **fields}
