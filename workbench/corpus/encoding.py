"""From bytes to text: marks first, UTF-8 next, detection last; what is not text is refused."""

from __future__ import annotations

import codecs
import re

from workbench.corpus.reading import ReadingError

# UTF-32 first: its little-endian mark begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
FOREIGN_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP container such as .docx or .xlsx"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"PAR1", "a parquet table"),
    (b"\x1f\x8b", "gzip-compressed data"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
)
CERTAIN_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32")
SAVE_AS_UTF8 = "Open it in the programme that made it and save it as plain text in UTF-8."
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
LETTER = re.compile(r"[^\W\d_]")
MAX_CONTROL_SHARE = 0.01  # judgement: one stray character in a hundred is damage, more is no text
MIN_ASCII_LETTERS = 0.7  # judgement: letters of a Western text without accents; French and Polish have over .85
SIGN_IN_WORD = re.compile(r"(?<=[a-z])[¡-¿×÷](?=[a-z])|\b¿(?=[a-z])")  # as Polish letters look in Windows-1252
MAX_SIGNS_IN_WORDS = 1  # judgement: one may be a slip; a text in another encoding has one in every line
MIN_NUL_SHARE = 0.2  # judgement: UTF-16 of Latin letters has NUL at every second place, .5; other scripts between
SAMPLE_BYTES = 200_000  # judgement: enough for any detector, and read in under a second
ESCAPES = (  # encodings of seven bits, by what stands in their texts and in no other
    ("iso2022_jp", re.compile(rb"\x1b\$[@B][^\x1b]*\x1b\([BJ]")),
    ("hz", re.compile(rb"~\{(?:[\x21-\x77][\x21-\x7e])+~\}")),
)
HALF_CHARACTER = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")  # a surrogate written as if it were a character
UTF_7 = re.compile(rb"\+[A-Za-z0-9+/]{3,}-")
NOT_DECLARED = re.compile(
    r"utf-?(?:16|32)|utf-?7$|unicode-?1-1-utf-7|hz|iso-2022"
)  # no page with such a label is in it, or the bytes tell
TEXT_CODECS = re.compile(
    r"cp\d+|iso8859-\d+|koi8-[rut]|gb(?:k|2312|18030)|big5(?:hkscs)?|euc_(?:jp|kr)|shift_jis\w*|mac-\w+|tis-620|johab"
)
# Browsers read the label Latin-1 as Windows-1252, and pages are made for browsers.
WEB_ENCODINGS = {
    **dict.fromkeys(("iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252"), ("cp1252", "utf-8")),
    **dict.fromkeys(("utf-8", "utf8"), ("utf-8", "utf-8-sig")),
    **dict.fromkeys(("utf-16", "utf16", "utf-16le", "utf-16be"), ("utf-16", "utf-16-le", "utf-16-be")),
}


def decode_text(raw: bytes, *, name: str) -> tuple[str, str]:
    """Return the text of `raw` and the encoding it was read in.

    A byte order mark decides; else the escapes of a Japanese or Chinese encoding of seven bits; else text that is valid
    UTF-8 is UTF-8; else, if NUL bytes stand at every second place,
    it is UTF-16; else text in mainly Latin letters is read as Windows-1252, which contains Latin-1, and other text as
    charset-normalizer detects. The text is kept as decoded: line ends, direction marks and spaces are not touched.

    Returns
    -------
    tuple of str
        The text, and the encoding's Python name.

    Raises
    ------
    ReadingError
        If the bytes are another format, binary, or damaged, saying at which byte.

    Examples
    --------
    >>> decode_text("café".encode(), name="a.txt")
    ('café', 'utf-8')
    >>> decode_text("The café on the quay".encode("latin-1"), name="a.txt")
    ('The café on the quay', 'cp1252')
    """
    encoding = _find_mark(raw) or _find_wide(raw)
    if encoding is None:
        _refuse_foreign(raw, name=name)
        text, encoding = _decode_escaped(raw) or _decode_narrow(raw, name=name)
    else:
        text = _decode_strictly(raw, encoding, name=name)
    if len(CONTROL.findall(text)) > 1 + MAX_CONTROL_SHARE * len(text) or "\x00" in text:
        raise ReadingError(f"{name} is not text: it holds control characters or NUL bytes. {SAVE_AS_UTF8}")
    return text, encoding


def decode_declared(raw: bytes, label: str) -> tuple[str, str] | None:
    """Return the text of a page and its encoding as the page declares it, or None where the bytes speak against it.

    Examples
    --------
    >>> decode_declared("café".encode("latin-1"), "iso-8859-1")
    ('café', 'cp1252')
    >>> decode_declared(b"The quay", "utf-16") is None
    True
    """
    if label in ("utf-7", "utf7") and raw.isascii() and UTF_7.search(raw):
        return _try_codec(raw, "utf-7")
    if _find_mark(raw) or _is_utf8(raw) or NOT_DECLARED.match(label):
        return None
    label = "cp1252" if "cp1252" in WEB_ENCODINGS.get(label, ()) else label
    found = _try_codec(raw, label) if _is_text_codec(label) else None
    return found if found and "\x00" not in found[0] else None


def _is_text_codec(label: str) -> bool:
    """Tell whether pages may be written in an encoding: a known one of text, and not EBCDIC, where "<" is another byte."""
    try:
        return bool(TEXT_CODECS.fullmatch(codecs.lookup(label).name)) and "<".encode(label) == b"<"
    except (LookupError, ValueError):
        return False


def _is_utf8(raw: bytes) -> bool:
    return _try_codec(raw, "utf-8") is not None


def _try_codec(raw: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return raw.decode(encoding), encoding
    except (UnicodeError, LookupError):
        return None


def _decode_escaped(raw: bytes) -> tuple[str, str] | None:
    encoding = next((name for name, pattern in ESCAPES if raw.isascii() and pattern.search(raw)), None)
    return _try_codec(raw, encoding) if encoding else None


def _find_mark(raw: bytes) -> str | None:
    return next((encoding for mark, encoding in BYTE_ORDER_MARKS if raw.startswith(mark)), None)


def _find_wide(raw: bytes) -> str | None:
    """Return the UTF-16 flavour of unmarked text in mainly Latin letters: a NUL at every second place."""
    sample = raw[:SAMPLE_BYTES]
    if b"\x00" not in sample or len(raw) % 2:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > MIN_NUL_SHARE * len(sample) and not even:
        return "utf-16-le"
    return "utf-16-be" if even > MIN_NUL_SHARE * len(sample) and not odd else None


def _refuse_foreign(raw: bytes, *, name: str) -> None:
    kind = next((kind for mark, kind in FOREIGN_FORMATS if raw.startswith(mark)), None)
    if kind:
        raise ReadingError(f"{name} is named as text but is {kind}. {SAVE_AS_UTF8}")
    if b"\x00" in raw:
        raise ReadingError(f"{name} is not text: it has a NUL byte at byte {raw.index(0)}. {SAVE_AS_UTF8}")


def _decode_strictly(raw: bytes, encoding: str, *, name: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError(
            f"{name} is {encoding.upper()} but damaged at byte {error.start} ({error.reason}). {SAVE_AS_UTF8}"
        ) from error


def _decode_narrow(raw: bytes, *, name: str) -> tuple[str, str]:
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_mainly_utf8(raw):
            raise ReadingError(
                f"{name} is UTF-8 but damaged at byte {error.start} ({error.reason}). {SAVE_AS_UTF8}"
            ) from error
    return _decode_western(raw) or _decode_detected(raw, name=name)


def _is_mainly_utf8(raw: bytes) -> bool:
    """Say whether most bytes beyond ASCII form valid UTF-8 sequences: then one is damaged, not the whole foreign."""
    text = raw.decode("utf-8", errors="surrogateescape")
    n_bytes = sum("\udc80" <= character <= "\udcff" for character in text)
    n_valid = sum(character > "\x7f" for character in text) - n_bytes
    return n_valid > n_bytes - 2 * len(HALF_CHARACTER.findall(raw))  # its three bytes are one damage


def _decode_western(raw: bytes) -> tuple[str, str] | None:
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return None
    letters = LETTER.findall(text)
    if sum(letter < "\x80" for letter in letters) < MIN_ASCII_LETTERS * len(letters):
        return None
    return (text, "cp1252") if len(SIGN_IN_WORD.findall(text)) <= MAX_SIGNS_IN_WORDS else None


def _decode_detected(raw: bytes, *, name: str) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:SAMPLE_BYTES]).best()
    if best is None:
        raise ReadingError(f"{name} is not text in any encoding that could be detected. {SAVE_AS_UTF8}")
    return _decode_strictly(raw, best.encoding, name=name), best.encoding
