"""What bytes become what text, and which are refused."""

import codecs

import pytest

from workbench.corpus.encoding import decode_text
from workbench.corpus.reading import ReadingError

TEXT = "The café on the quay reopened, “at last”, for £4 – said Zoë."


@pytest.mark.parametrize(
    ("raw", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("utf-16"), "utf-16"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16"),
        (TEXT.encode("utf-32"), "utf-32"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("cp1252"), "cp1252"),
    ],
)
def test_every_encoding_gives_the_same_text(raw, encoding):
    assert decode_text(raw, name="a.txt") == (TEXT, encoding)


def test_latin_1_pounds_and_accents_survive():
    text = "The fee is £40, the mayor of Málaga said. It was £30 in May."
    assert decode_text(text.encode("latin-1"), name="a.txt")[0] == text


def test_cyrillic_in_a_legacy_encoding_is_detected():
    text = "Мэр заявил, что набережная откроется в понедельник, сообщили в ратуше. Решение принято советом города."
    assert decode_text(text.encode("cp1251"), name="a.txt")[0] == text


@pytest.mark.parametrize(
    "text", ["One.\r\nTwo.\rThree.\n\n", "\u200fOne\u202e two\u2069.", "a\u00a0b\u2028c\u0085d", "\tOne. \n"]
)
def test_line_ends_marks_and_spaces_are_kept(text):
    assert decode_text(text.encode(), name="a.txt")[0] == text


@pytest.mark.parametrize(
    ("raw", "sentence"),
    [
        (b"%PDF-1.7 text", "a.txt is named as text but is a PDF"),
        (b"PK\x03\x04rest", "a ZIP container"),
        (b"The quay\x00 is closed.", "NUL byte at byte 8"),
        (b"\x00\x01\x02\x03" * 50, "a.txt is not text"),
        (bytes(range(1, 9)) * 40 + b"abc", "control characters"),
        ("The café and the naïve Zoë".encode() + b" \xff end", "UTF-8 but damaged at byte 30"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8a\x00", "UTF-16 but damaged at byte"),
        (codecs.BOM_UTF8 + b"caf\xe9", "UTF-8-SIG but damaged"),
        ("a\x00b".encode("utf-16"), "NUL bytes"),
    ],
)
def test_what_is_not_text_is_refused_with_a_sentence(raw, sentence):
    with pytest.raises(ReadingError, match=sentence) as caught:
        decode_text(raw, name="a.txt")
    assert "UTF-8" in str(caught.value)


def test_one_stray_control_character_is_text():
    assert decode_text(b"One\x07 two.", name="a.txt")[0] == "One\x07 two."
