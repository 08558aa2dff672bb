"""Word documents: every paragraph one line, in the order of the page, as it reads with tracked changes accepted."""

from __future__ import annotations

import io
import zipfile
import zlib

from workbench.corpus.problems import ReadingError

MAX_UNPACKED_BYTES = 400_000_000
SKIPPED = ("w:del", "w:moveFrom", "mc:Fallback")
NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)
MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def read_docx(raw: bytes, *, name: str) -> str:
    """Return the text of a Word document: paragraphs, cells of tables and text boxes, each on a line of its own.

    Words that a tracked change deleted are left out, words it inserted are in. Headers, footers, notes and comments are
    not read. The programme's own properties (author, title) are about the file, not the article, and are not used.

    Raises
    ------
    ReadingError
        If the bytes are no Word document, or unpack to more than the limit.
    """
    from docx import Document
    from docx.opc.exceptions import OpcError
    from lxml.etree import XMLSyntaxError

    check_package(raw, name=name)
    try:
        body = Document(io.BytesIO(raw)).element.body
    except (OpcError, XMLSyntaxError, KeyError, ValueError, AttributeError, zipfile.BadZipFile) as error:
        raise ReadingError(f"{name} is not a Word document that can be read. Open it in Word and save anew.") from error
    return "\n".join(_list_lines(body))


def check_package(raw: bytes, *, name: str) -> None:
    """Refuse bytes that are no ZIP container, a damaged one, or one that unpacks to more than the limit.

    Raises
    ------
    ReadingError
        Naming the file and what was found.

    Examples
    --------
    >>> check_package(b"no", name="a.docx")
    Traceback (most recent call last):
    ...
    workbench.corpus.problems.ReadingError: a.docx is damaged or no .docx file at all (File is not a zip file). ...
    """
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            size = sum(entry.file_size for entry in package.infolist())
            damaged = package.testzip() if size <= MAX_UNPACKED_BYTES else None
    except DAMAGE as error:
        suffix = name[name.rfind(".") :]
        raise ReadingError(
            f"{name} is damaged or no {suffix} file at all ({error}). Open it where it was made and save it anew."
        ) from error
    if size > MAX_UNPACKED_BYTES:
        raise ReadingError(
            f"{name} unpacks to {size:,} bytes; at most {MAX_UNPACKED_BYTES:,} are read. Split it into smaller files."
        )
    if damaged:
        raise ReadingError(f"{name} is damaged (in its part {damaged}). Open it where it was made and save it anew.")


def _list_lines(body: object) -> list[str]:
    """Return one line per paragraph, each with the words whose nearest paragraph it is (text boxes stand in others)."""
    lines = {}
    for node in body.iter():
        kind = node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
        if kind == "p" and node.tag == _tag("w:p"):
            lines.setdefault(node, [])
        elif kind in ("t", *MARKS) and node.tag == _tag(f"w:{kind}") and not _is_skipped(node):
            paragraph = next(node.iterancestors(_tag("w:p")), None)
            lines.setdefault(paragraph, []).append(node.text or "" if kind == "t" else MARKS[kind])
    return ["".join(words) for words in lines.values()]


def _is_skipped(node: object) -> bool:
    # Tab stops in a paragraph's properties share the tag of a typed tab.
    return next(node.iterancestors(*map(_tag, (*SKIPPED, "w:pPr"))), None) is not None


def _tag(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"
