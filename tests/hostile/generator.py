# ruff: noqa: RUF005, DTZ001, UP031, PIE804, PTH110, RUF100, FURB171 - a list of odd inputs, written as they stand
"""Odd and hostile inputs, by format, each with what it must give. Seeded: the same inputs on every run.

A case writes files into an empty folder and says what must come of it: `ids` of the articles loaded (or their number
`n`), the exact `texts`, and patterns that some `problem`, `warning` or `note` must match. Where nothing is loaded, the
refusal must match `problem`. What holds for every input whatever it is stands in test_hostile.py.
"""

import csv
import datetime as dt
import io
import json
import os
import random
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

import docx
import openpyxl
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

SEED = 9
GOOD = "The mayor said on Monday that the quay would be closed for months."
CAFE = "The café on the quay of Málaga asks £4, the mayor said on Monday. It had closed in May."


@dataclass
class Case:
    name: str
    build: object
    gives: dict = field(default_factory=dict)
    source: str = ""  # a path inside the folder; the folder itself where empty


def put(name, content):
    """A builder that writes one file beside a good one."""

    def build(folder):
        (folder / "good.txt").write_text(GOOD)
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        raw = content() if callable(content) else content
        path.write_bytes(raw if isinstance(raw, bytes) else raw.encode("utf-8", "surrogatepass"))

    return build


def loads(name, content, *, text=None, **gives):
    stem = name.rsplit("/", 1)[-1].rsplit(".", 1)[0]
    texts = {"texts": {stem: text}} if text is not None else {}
    return put(name, content), {"ids": sorted({"good", stem}), **texts, **gives}


def refuses(name, content, problem, **gives):
    return put(name, content), {"ids": ["good"], "problem": problem, **gives}


def family(kind, cases):
    return [Case(f"{kind}: {name}", build, gives) for name, (build, gives) in cases.items()]


# --- plain text -------------------------------------------------------------------------------------------------------

RUSSIAN = "Мэр заявил, что набережная откроется в понедельник, сообщили в ратуше. Решение принято советом города."
JAPANESE = "市長は月曜日に埠頭が数か月閉鎖されると述べた。住民は反対している。会議は午後に開かれた。"
CHINESE = "市长星期一表示，码头将关闭数月。居民表示反对。会议于下午举行。"
POLISH = "Burmistrz powiedział w poniedziałek, że nabrzeże będzie zamknięte. Mieszkańcy są źli, żółć i gęś. " * 3
GREEK = "Ο δήμαρχος δήλωσε τη Δευτέρα ότι η προβλήτα θα κλείσει για μήνες."


def encodings():
    exact = ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252", "latin-1"]
    cases = {code: loads("a.txt", CAFE.encode(code), text=CAFE) for code in exact}
    for code, text in (("iso2022_jp", JAPANESE), ("hz", CHINESE)):
        cases[code] = loads("a.txt", text.encode(code), text=text, warning="encoding")
    for code in ("cp1251", "koi8-r", "iso8859-5", "mac-cyrillic", "cp866"):
        cases[f"{code} Russian"] = put("a.txt", RUSSIAN.encode(code)), {"warning": "encoding|language"}
    for code, text in (("shift_jis", JAPANESE), ("euc_jp", JAPANESE), ("gbk", CHINESE), ("big5", JAPANESE[:5])):
        cases[f"{code}"] = put("a.txt", text.encode(code, "ignore")), {"said": True}
    cases["polish"] = loads("a.txt", POLISH.encode("cp1250"), text=POLISH, said=True)
    for code in ("iso8859-7", "cp1253"):
        cases[f"{code} Greek"] = put("a.txt", GREEK.encode(code)), {"said": True}
    cases |= {
        "utf-8 cut in a character": refuses("a.txt", ("é" * 50).encode()[:-1], "UTF-8 but damaged"),
        "utf-16 odd": refuses("a.txt", CAFE.encode("utf-16")[:-1], "UTF-16 but damaged"),
        "utf-8 overlong": refuses("a.txt", CAFE.encode() * 3 + b"\xc0\xaf", "damaged at byte"),
        "utf-8 surrogate": refuses("a.txt", CAFE.encode() * 3 + b"\xed\xa0\x80", "damaged at byte"),
        "two marks": loads("a.txt", b"\xef\xbb\xbf\xef\xbb\xbf" + GOOD.encode(), text="\ufeff" + GOOD),
        "nul": refuses("a.txt", b"The quay\x00 is shut.", "NUL"),
        "all bytes": refuses("a.txt", bytes(range(256)) * 8, "NUL"),
        "controls": refuses("a.txt", bytes(range(1, 9)) * 30, "control characters"),
        "pdf": refuses("a.txt", b"%PDF-1.4 words", "is a PDF"),
        "gzip": refuses("a.md", b"\x1f\x8b\x08 words", "gzip"),
        "rtf": refuses("a.txt", rb"{\rtf1 words}", "RTF"),
        "jpeg": refuses("a.txt", b"\xff\xd8\xff\xe0" + bytes(99), "JPEG"),
        "only a mark": refuses("a.txt", b"\xef\xbb\xbf", "no word"),
        "only spaces": refuses("a.txt", " \u200b\u2028\n", "no word"),
        "empty": refuses("a.txt", b"", "empty"),
        "terminal escapes": loads("a.txt", "\x1b[31mRed\x1b[0m " + GOOD, text="\x1b[31mRed\x1b[0m " + GOOD),
        "lone cr": loads("a.txt", GOOD + "\r" + GOOD, text=GOOD + "\r" + GOOD),
    }
    return family("text", cases)


def unicodes():
    draw = random.Random(SEED)  # noqa: S311 - no secret
    ranges = [
        (0x20, 0x7F), (0xA0, 0x250), (0x300, 0x370), (0x600, 0x700), (0x200B, 0x2070), (0x2018, 0x2020), (0x3040, 0x3100),
        (0x1F300, 0x1FAFF), (0xE000, 0xE100), (0xFE00, 0xFE10), (0xE0001, 0xE0080), (0x1D400, 0x1D500), (0xFFF0, 0xFFFE),
        (0x09, 0x0E), (0x85, 0x86),
    ]  # fmt: skip
    cases = {}
    for number in range(60):
        chosen = [*draw.sample(ranges, 4), (0x61, 0x7B)]
        words = "".join(chr(draw.randrange(*draw.choice(chosen))) for _ in range(draw.choice([20, 200, 3000])))
        text = "Quay " + words + draw.choice(["", ".", "\n\nEnd.", "\r\n"])
        text = text.replace("\ufeff", " ")
        cases[f"drawn {number}"] = loads("a.txt", text.encode(), text=text)
    for name, text in {
        "right to left": "\u202eThe quay\u202c is \u2067shut\u2069.",
        "combining pile": "Quay " + "o" + "\u0301" * 5000,
        "nfd": "The cafe\u0301 is shut, the mayor of Ma\u0301laga said.",
        "family emoji": "The quay 👩\u200d👩\u200d👧 is shut 🇫🇷.",
        "separators": "One.\u2028Two.\u2029Three.\x85Four.\x0bFive.\x0cSix.\x1cSeven.",
        "fullwidth": "Ｔｈｅ ｑｕａｙ ｉｓ ｓｈｕｔ．",
        "soft hyphens": "The qu\u00aday is sh\u00adut.",
        "only digits": "12345 67890",
        "private use": "Quay \ue000\ue001.",
        "replacement": "The qu\ufffdy is shut.",
    }.items():
        cases[name] = loads("a.txt", text.encode(), text=text)
    return family("unicode", cases)


LONG = {
    "short lines": "word\n" * 100_000,
    "short sentences": "It rained.\n" * 60_000,
    "lower-case lines": "and so on it went\n" * 40_000,
    "list marks": "- item\n" * 90_000,
    "headings": "Storm hits coast\n" * 50_000 + GOOD,
    "colon lines": "Also:\n" * 90_000,
    "no space": "a" * 990_000,
    "no space, stops": "Word.Word" * 100_000,
    "hyphens": "a-" * 400_000,
    "apostrophes": "a'" * 400_000,
    "dashes": GOOD + "—" * 400_000,
    "spaces": GOOD + " " * 900_000 + GOOD,
    "white lines": GOOD + "\n" * 900_000 + GOOD,
    "brackets": GOOD + "(" * 400_000,
    "quotes": '"' * 400_000 + GOOD,
    "pipes": "a | " * 200_000,
    "stops": "a." * 400_000,
    "digits": "1" * 900_000,
    "dates": "4 May 2031, " * 60_000,
    "addresses": "xhttps://a.b/c " * 60_000,
    "glued addresses": "xwww." * 180_000,
    "handles": "@a " * 200_000,
    "one line": (GOOD + " ") * 14_000,
    "one paragraph often": (GOOD + "\n\n") * 12_000,
    "nearly one paragraph": "\n\n".join(f"The mayor said on Monday {'very ' * 50}{n}" for n in range(3000)),
    "posts": "— Ada (@ada) May 4, 2031\n" * 30_000,
    "carriage returns": "word\r" * 100_000,
    "line separators": "word\u2028" * 100_000,
    "capitals": "A " * 400_000,
    "title case": "The Quay Is Shut " * 50_000,
    "wrapped": "the quay is shut and the bridge is shut and so is the lock too and\n" * 14_000,
    "arrows": "World > " * 100_000,
    "photo credits": "(Photo/" * 100_000,
    "opened markup": "<" * 400_000 + GOOD,
}


def longs():
    return family("long", {name: loads("a.txt", text.encode(), text=text) for name, text in LONG.items()})


# --- HTML -------------------------------------------------------------------------------------------------------------


def page(label, text=CAFE):
    return f'<html><head><meta charset="{label}"></head><body><p>{text}</p><p>{GOOD}</p></body></html>'


def charsets():
    cases = {}
    true = ["utf-8", "windows-1252", "iso-8859-1", "latin1"]
    wrong = [
        "utf-16", "utf-16le", "utf-32", "utf-7", "hz", "hz-gb-2312", "iso-2022-jp", "iso-2022-kr", "undefined", "idna", "punycode",
        "rot13", "hex", "base64", "zlib", "bz2", "unicode_escape", "raw_unicode_escape", "mbcs", "no-such-code", "x-user-defined", "8",
        "ascii", "us-ascii", "string-escape", "utf-8-variants", "none", "replacement",
    ]  # fmt: skip
    for label in true + wrong:
        for code in ("cp1252", "utf-8"):
            gives = {"contains": {"a": CAFE}}
            if label in wrong and "ascii" not in label:
                gives["warning"] = "calls its encoding"
            cases[f"{label} in {code}"] = put("a.html", page(label).encode(code)), {"ids": ["a", "good"], **gives}
    for label, text in (("shift_jis", JAPANESE), ("euc-jp", JAPANESE), ("gbk", CHINESE), ("gb2312", CHINESE), ("koi8-r", RUSSIAN),
                        ("windows-1251", RUSSIAN), ("iso-2022-jp", JAPANESE), ("hz", CHINESE), ("utf-7", CAFE)):  # fmt: skip
        raw = page(label, text).encode("cp1251" if "1251" in label else label)
        cases[f"{label} as it says"] = put("a.html", raw), {"ids": ["a", "good"], "contains": {"a": text}}
    return family("charset", cases)


def pages():
    deep = "[" * 900 + "]" * 900
    p = f"<p>{GOOD}</p><p>{CAFE}</p>"
    cases = {
        "linked data nested 900": loads("a.html", f'<script type="application/ld+json">{{"headline": {deep}}}</script>{p}'),
        "linked data nested 90000": loads("a.html", f'<script type="application/ld+json">{"[" * 90_000}</script>{p}'),
        "author nested": loads(
            "a.html", f'<script type="application/ld+json">{{"headline": "H", "author": {deep}}}</script>{p}'
        ),
        "linked data of digits": loads("a.html", f'<script type="application/ld+json">{"9" * 6000}</script>{p}'),
        "linked surrogate": loads(
            "a.html", f'<script type="application/ld+json">{{"headline": "half \\ud83d"}}</script>{p}', warning="left out"
        ),
        "linked odd types": loads(
            "a.html", f'<script type="application/ld+json">{{"headline": {{"a": 1}}, "author": 7}}</script>{p}'
        ),
        "nested divs": loads("a.html", "<div>" * 5000 + p + "</div>" * 5000, warning="within each other"),
        "text after nested divs": (
            put("a.html", f"<p>{GOOD}</p>{'<div>' * 300}deep{'</div>' * 300}<p>{CAFE}</p><nav>Menu</nav>"),
            {"ids": ["a", "good"], "contains": {"a": CAFE}, "warning": "within each other"},
        ),
        "after the end": loads("a.html", f"<html><body>{p}</body></html><p>{CAFE}</p>", contains={"a": CAFE}),
        "one form": loads("a.html", f"<form action='x'><div>{p}<p>{CAFE}</p></div></form>", contains={"a": CAFE}),
        "frames alone": refuses("a.html", f"<frameset><frame src='b.html'><noframes>{p}</noframes></frameset>", "files of its frames"),
        "web archive": refuses("a.html", f"From: <x>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n{p}", "web archive"),
        "charset late": loads("a.html", f"<!--{'x' * 3000}--><meta charset=windows-1251><p>Мэр закрыл причал.</p>".encode("cp1251"), text="Мэр закрыл причал."),
        "charset of mainframes": loads("a.html", f"<meta charset=cp037><p>{CAFE}</p>".encode("latin-1"), text=CAFE),
        "nested bold": loads("a.html", "<b>" * 50_000 + GOOD),
        "nested tables": loads("a.html", "<table><tr><td>" * 3000 + GOOD),
        "many tags": loads("a.html", "<p>Word.</p>" * 60_000, warning="tags"),
        "many more tags": refuses("a.html", "<b></b>" * 600_000, "tags"),
        "many attributes": loads("a.html", "<p " + " ".join(f"a{n}=1" for n in range(50_000)) + f">{GOOD}</p>{p}"),
        "long attribute": loads("a.html", f'<p title="{"x" * 3_000_000}">{GOOD}</p>{p}'),
        "unclosed": loads("a.html", f"<html><body><p>{GOOD}<p>{CAFE}"),
        "unclosed comment": put("a.html", f"{p}<!-- {GOOD}"),
        "unclosed script": put("a.html", f"{p}<script>{GOOD}"),
        "entities": loads("a.html", f"<p>&lt;b&gt; &amp;amp; &#x1F600; &#55357; {GOOD}</p>{p}"),
        "nul entity": put("a.html", f"<p>&#0; {GOOD}</p>{p}"),
        "doctype bomb": put(
            "a.html", f'<!DOCTYPE html [<!ENTITY a "b"><!ENTITY c "{"&a;" * 99}">]><html><body>{p}&c;</body></html>'
        ),
        "external entity": put("a.html", f'<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>{p}<p>&x;</p>'),
        "xml declaration": loads("a.html", f'<?xml version="1.0" encoding="utf-16"?><html><body>{p}</body></html>'),
        "frames": refuses("a.html", '<frameset><frame src="http://x.test"></frameset>', "without any text"),
        "no text": refuses("a.html", "<html><body><img src=x></body></html>", "without any text"),
        "only script": refuses("a.html", "<script>var a = 1;</script>", "without any text|no HTML"),
        "empty": refuses("a.html", b"", "empty"),
        "utf-16": loads("a.html", f"<html><body>{p}</body></html>".encode("utf-16")),
        "svg": put("a.html", f"<svg><text>{GOOD}</text></svg>{p}"),
        "base64 image": loads("a.html", f'<img src="data:image/png;base64,{"QUJD" * 500_000}">{p}'),
        "control characters": loads("a.html", f"<p>\x07{GOOD}\x1b[31m</p>{p}"),
        "processing": loads("a.html", f"<?php echo 1 ?>{p}"),
        "too large": refuses("a.html", lambda: b"<p>word</p>" * 1_200_000, "bytes|tags"),
        "headers only": refuses("a.html", "<header>Menu</header><nav>Home</nav>", "without any text"),
        "pre": loads("a.htm", f"<pre>{GOOD}\n{CAFE}</pre>"),
        "spaces": loads("a.html", f"<p>{' ' * 2_000_000}{GOOD}</p>{p}"),
    }  # fmt: skip
    return family("html", {name: (case if isinstance(case, tuple) else (case, {})) for name, case in cases.items()})


# --- Word documents ---------------------------------------------------------------------------------------------------

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
RELS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="{}"/></Relationships>'
)


def package(parts):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def word(body, *, target="word/document.xml", head="", rels=None):
    document = f'<?xml version="1.0"?>{head}<w:document {W}>{body}</w:document>'
    return package({"_rels/.rels": RELS.format(target) if rels is None else rels, "word/document.xml": document})


def paragraphs(*texts):
    return "<w:body>" + "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts) + "</w:body>"


def real_docx():
    document, buffer = docx.Document(), io.BytesIO()
    document.add_paragraph(GOOD)
    document.save(buffer)
    return buffer.getvalue()


def documents():
    raw = real_docx()
    draw = random.Random(SEED)  # noqa: S311 - no secret
    good = paragraphs(GOOD, CAFE)
    entity = '<!DOCTYPE w [<!ENTITY e "closed for months">]>'
    cases = {
        "as Word saves it": loads("a.docx", raw, text=GOOD),
        "bare": loads("a.docx", word(good), text=f"{GOOD}\n{CAFE}"),
        "no body": refuses("a.docx", word("<w:other/>"), "without a body"),
        "empty body": refuses("a.docx", word("<w:body/>"), "no word"),
        "entity": refuses("a.docx", word(paragraphs("The quay is &e;."), head=entity), "entities"),
        "entity bomb": refuses(
            "a.docx", word(paragraphs("&b;"), head='<!DOCTYPE w [<!ENTITY a "x"><!ENTITY b "&a;&a;">]>'), "entities"
        ),
        "200,000 paragraphs": loads("a.docx", word("<w:body>" + "<w:p/>" * 200_000 + good[8:])),
        "60,000 words": loads("a.docx", word(paragraphs(*["Word"] * 60_000))),
        "bomb": refuses("a.docx", word("<w:body>" + "<w:p/>" * 12_000_000 + "</w:body>"), "unpacks to"),
        "long": refuses("a.docx", word(paragraphs(*[GOOD * 100] * 160)), "at most 1,000,000 characters"),
        "many empty paragraphs": refuses("a.docx", word("<w:body>" + "<w:p/>" * 1_010_000 + "</w:body>"), "1,000,000"),
        "many other elements": refuses("a.docx", word(f"<w:body>{'<w:x/>' * 2_000_000}</w:body>"), "tags"),
        "nested": put("a.docx", word("<w:body>" + "<w:tbl>" * 5000 + "</w:tbl>" * 5000 + "</w:body>")),
        "no relations": refuses("a.docx", package({"word/document.xml": "<a/>"}), "not a Word document"),
        "relations that lead nowhere": refuses("a.docx", word(good, target="x.xml"), "not a Word document"),
        "relations out of the package": refuses("a.docx", word(good, target="../../etc/passwd"), "not a Word document"),
        "broken relations": refuses("a.docx", word(good, rels="<a"), "not a Word document"),
        "broken XML": refuses("a.docx", word("<w:body><w:p>"), "not a Word document"),
        "not XML": refuses("a.docx", package({"_rels/.rels": RELS.format("a.xml"), "a.xml": b"\x00\xff"}), "not a Word"),
        "empty package": refuses("a.docx", package({}), "not a Word document|damaged"),
        "a workbook": refuses("a.docx", workbook([["text"], [GOOD]]), "not a Word|without a body"),
        "old Word": refuses("a.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "damaged or no .docx"),
        "strict": loads(
            "a.docx", word(good).replace(b"", b"") if False else package({
                "_rels/.rels": RELS.format("word/document.xml").replace("schemas.openxmlformats.org/officeDocument/2006", "purl.oclc.org/ooxml/officeDocument"),
                "word/document.xml": f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main">{good}</w:document>',
            }), text=f"{GOOD}\n{CAFE}",
        ),
        "pictures": loads("a.docx", package({
            "_rels/.rels": RELS.format("word/document.xml"), "word/document.xml": f"<w:document {W}>{good}</w:document>",
            "word/media/a.png": bytes(80_000_000),
        }), text=f"{GOOD}\n{CAFE}"),
        "lone surrogate entity": refuses("a.docx", word(paragraphs("&#xD800;")), "not a Word document"),
    }  # fmt: skip
    for number in range(15):
        at = draw.randrange(len(raw) - 40)
        noise = bytes(draw.randrange(256) for _ in range(draw.choice([1, 8, 40])))
        cases[f"noise {number}"] = put("a.docx", raw[:at] + noise + raw[at + len(noise) :]), {}
    for share in (0.1, 0.5, 0.9, 0.99):
        cases[f"cut at {share}"] = refuses("a.docx", raw[: int(len(raw) * share)], "damaged or no .docx")
    return family("docx", {name: (case if isinstance(case, tuple) else (case, {})) for name, case in cases.items()})


# --- workbooks --------------------------------------------------------------------------------------------------------


def workbook(*sheets, dimension=None, raw_sheet=None):
    book, buffer = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"S{number}")
        for row in rows:
            sheet.append(row)
    book.save(buffer)
    if dimension is None and raw_sheet is None:
        return buffer.getvalue()
    with zipfile.ZipFile(buffer) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    name = "xl/worksheets/sheet1.xml"
    if raw_sheet is not None:
        parts[name] = raw_sheet
    else:
        before, _, after = parts[name].partition(b"<dimension")
        parts[name] = before + f'<dimension ref="{dimension}"'.encode() + after[after.index(b"/>") :]
    return package(parts)


def rows(n, start=0):
    return [["id", "text"], *([f"r{i}", f"{GOOD} {i}"] for i in range(start, start + n))]


def sheet_xml(cells):
    return (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        + cells
        + "</sheetData></worksheet>"
    )


def inline(ref, words):
    return f'<c r="{ref}" t="inlineStr"><is><t>{words}</t></is></c>'


def workbooks():
    three = ["good", "r0", "r1", "r2"]
    head = f'<row r="1">{inline("A1", "text")}</row><row r="2">{inline("A2", GOOD)}</row>'
    cases = {
        "plain": (put("a.xlsx", workbook(rows(3))), {"ids": three}),
        **{
            f"dimension {ref}": (put("a.xlsx", workbook(rows(3), dimension=ref)), {"ids": three})
            for ref in ("A1", "A1:A1", "A1:B2", "A1:XFD1048576", "C9:D9", "B2:C3")
        },
        "escapes": (put("a.xlsx", workbook([["id", "text"], ["x", "One said._x000D_Two._x000A_Three _xD83D_."]])), {"ids": ["good", "x"], "texts": {"x": "One said.\rTwo.\nThree _xD83D_."}}),
        "formulas": (put("a.xlsx", workbook([["id", "text"], ["x", GOOD], ["y", "'=1+1 said the mayor"]])), {"ids": ["good", "x", "y"]}),
        "two sheets of texts": (put("a.xlsx", workbook(rows(2), rows(1, start=2))), {"ids": three}),
        "two sheets without ids": (put("a.xlsx", workbook([["text"], [GOOD]], [["text"], [CAFE]])), {"n": 3}),
        "a second sheet of numbers": (
            put("a.xlsx", workbook(rows(3), [["n"], [1]])),
            {"ids": three, "note": "sheet 'S1' was left aside"},
        ),
        "first sheet of numbers": (put("a.xlsx", workbook([["n"], [1]], rows(3))), {"ids": three, "note": "sheet 'S0'"}),
        "no texts": refuses("a.xlsx", workbook([["n"], [1]]), "no column of texts"),
        "no rows": refuses("a.xlsx", workbook([["text"]]), "no row"),
        "nothing": refuses("a.xlsx", workbook([]), "no word"),
        "one far cell": (
            put("a.xlsx", workbook([[]], raw_sheet=sheet_xml(head + f'<row r="1048576">{inline("XFD1048576", "x")}</row>'))),
            {"n": 2, "problem": "has something in column 16,384"},
        ),
        "many far cells": refuses(
            "a.xlsx",
            workbook([[]], raw_sheet=sheet_xml(head + "".join(f'<row r="{n}">{inline(f"XFD{n}", "x")}</row>' for n in range(3, 4000)))),
            "more than 5,000,000 cells",
        ),
        "bomb": refuses("a.xlsx", workbook([[]], raw_sheet=sheet_xml('<row r="1"/>' * 6_000_000)), "unpacks to"),
        "many rows": put("a.xlsx", lambda: workbook([["text"], *([f"Word {n}."] for n in range(10_000))])),
        "cut cell": refuses("a.xlsx", workbook([["text"], ["x" * 32_767]]), "Excel's limit"),
        "cut note": (put("a.xlsx", workbook([["text", "n"], [GOOD, "x" * 32_767]])), {"n": 2, "note": "Excel cut"}),
        "errors": (put("a.xlsx", workbook([["text", "n"], [GOOD, "#REF!"]])), {"n": 2}),
        "far dates": (put("a.xlsx", workbook([["text", "date"], [GOOD, dt.datetime(9999, 12, 31)]])), {"n": 2}),  # noqa: DTZ001 - Excel knows no time zones
        "a date beyond": put("a.xlsx", workbook([[]], raw_sheet=sheet_xml(head + '<row r="3"><c r="A3" s="1"><v>1e300</v></c></row>'))),
        "odd references": put("a.xlsx", workbook([[]], raw_sheet=sheet_xml('<row r="x"><c r="!!"><v>1</v></c></row>'))),
        "a shared string that is none": put("a.xlsx", workbook([[]], raw_sheet=sheet_xml('<row r="1"><c r="A1" t="s"><v>999</v></c></row>'))),
        "entities": refuses("a.xlsx", workbook([[]], raw_sheet='<!DOCTYPE a [<!ENTITY e "x">]>' + sheet_xml("")), "entities"),
        "broken sheet": put("a.xlsx", workbook([[]], raw_sheet="<worksheet")),
        "a document": refuses("a.xlsx", real_docx(), "no Excel workbook|no column|no word"),
        "words": refuses("a.xlsx", b"text\nwords", "damaged or no .xlsx"),
        "double column": refuses("a.xlsx", workbook([["text", "text"], [GOOD, GOOD]]), "twice"),
        "formula": refuses("a.xlsx", workbook([["text"], ['="a"&"b"']]), "no row|no text"),
        "comma in the name": refuses("a,b.xlsx", workbook([["text"], ["x" * 32_767]]), "Excel's limit"),
    }  # fmt: skip
    return family("xlsx", {name: (case if isinstance(case, tuple) else (case, {})) for name, case in cases.items()})


# --- CSV and JSON lines -----------------------------------------------------------------------------------------------


def as_csv(table, **options):
    buffer = io.StringIO(newline="")
    csv.writer(buffer, **options).writerows(table)
    return buffer.getvalue()


def csvs():
    draw = random.Random(SEED)  # noqa: S311 - no secret
    one = {"ids": ["1", "good"]}
    cases = {
        "article ids twice": (
            put("t.csv", f"Article ID,article_id,text\nx1,1,{GOOD}\n"),
            {"ids": ["good", "x1"], "metadata": {"article_id (further)": "1"}},
        ),
        "semicolons": (put("t.csv", f"id;text\n1;{GOOD}\n"), one),
        "declared delimiter": (put("t.csv", f"sep=;\nid;text\n1;{GOOD}\n"), one),
        "carriage returns": (put("t.csv", f"id,text\r1,{GOOD}\r"), one),
        "lone cr in a cell": (put("t.csv", f'id,text\n1,"{GOOD}\r{GOOD}"\n'), {**one, "texts": {"1": f"{GOOD}\r{GOOD}"}}),
        "utf-16": (put("t.csv", f"id\ttext\n1\t{GOOD}\n".encode("utf-16")), one),
        "mark": (put("t.csv", f"\ufeffid,text\n1,{GOOD}\n"), one),
        "trailing delimiters": (put("t.csv", f"id,text\n1,{GOOD},,,\n"), one),
        "too many cells": refuses("t.csv", f"id,text\n1,{GOOD},more\n", "3 cells but the table has 2"),
        "unclosed": refuses("t.csv", 'text\n"never\n', "not a well-formed table"),
        "no rows": refuses("t.csv", "id,text\n", "no row"),
        "only a header of numbers": refuses("t.csv", "1,2\n3,4\n", "no column of texts"),
        "empty": refuses("t.csv", "", "empty"),
        "double header": refuses("t.csv", "text,text\na,b\n", "twice"),
        "many columns": refuses("t.csv", ",".join(["text", *(f"c{n}" for n in range(1500))]) + "\n" + GOOD, "1,501 columns"),
        "many rows": refuses("t.csv", lambda: "text\n" + "The quay.\n" * 250_000, "rows or more"),
        "many empty rows": (put("t.csv", "id,text\n" + "x,\n" * 5000 + f"1,{GOOD}\n"), {**one, "problem": "more rows that could not"}),
        "long cell": refuses("t.csv", f'text\n"{"word " * 300_000}"\n', "at most 1,000,000 characters"),
        "nul": refuses("t.csv", f"id,text\n1,{GOOD}\x00\n", "NUL"),
        "formulas": (put("t.csv", f"id,text\n1,=cmd|' /C calc'!A0 {GOOD}\n"), one),
        "escapes in an id": (put("t.csv", f"id,text\n\x1b[31mx,{GOOD}\n"), {"ids": ["\\x1b[31mx", "good"]}),
        "line ends in an id": (put("t.csv", f'id,text\n"a\nb",{GOOD}\n'), {"ids": ["a\\x0ab", "good"]}),
        "escapes in a column": (put("t.csv", f"id,text,\x1b[31m\n1,{GOOD},v\n"), one),
        "one id for two": (put("t.csv", as_csv([["id", "text"], ["2", GOOD], ["2", CAFE], ["1", f"{GOOD} Now."]])), {**one, "problem": "stands for"}),
        "one id for thousands": (put("t.csv", "id,text\n" + f"2,{GOOD}\n" * 3000), {"ids": ["good"], "problem": "and 2995 more"}),
        "labels that repeat": (put("t.csv", as_csv([["id", "label", "text"], ["1", "0", GOOD], ["2", "0", CAFE]])), {"ids": ["1", "2", "good"], "note": "labels of the table"}),
        "quotes": (put("t.csv", as_csv([["id", "text"], ["1", f'"{GOOD}" "" x']])), {**one, "texts": {"1": f'"{GOOD}" "" x'}}),
        "header twice": (put("t.csv", as_csv([["id", "text"], ["1", CAFE], ["id", "text"]])), {**one, "problem": "repeats the first row"}),
        "html": refuses("t.csv", "<html><body>text</body></html>", "no column of texts|has columns but no row"),
        "3,000 articles": (put("t.csv", lambda: "text\n" + "".join(f"{GOOD} {n}\n" for n in range(3_000))), {"n": 3_001}),
    }  # fmt: skip
    for number in range(15):
        signs = "".join(
            draw.choice(['"', ",", ";", "\n", "\r", "\t", "|", "a", " ", "\u2028", "'", "=", "é"]) for _ in range(60)
        )
        text = f"Quay {signs} end"
        content = as_csv([["id", "text"], ["1", text]], delimiter=draw.choice(",;\t|"), quoting=csv.QUOTE_ALL)
        cases[f"drawn {number}"] = put("t.csv", content), {**one, "texts": {"1": text}}
    return family("csv", {name: (case if isinstance(case, tuple) else (case, {})) for name, case in cases.items()})


def jsonls():
    def lines(*objects):
        return "\n".join(item if isinstance(item, str) else json.dumps(item) for item in objects)

    one, deep = {"id": 1, "text": GOOD}, "[" * 900 + "]" * 900
    gives = {"ids": ["1", "good"]}
    cases = {
        "plain": (put("t.jsonl", lines(one)), gives),
        "a key twice": (put("t.jsonl", lines(one, '{"id": 2, "text": "One.", "text": "Two."}')), {**gives, "problem": "has the key 'text' twice"}),
        "a nested key twice": (put("t.jsonl", lines(one, '{"id": 2, "text": "One.", "k": {"a": 1, "a": 2}}')), {**gives, "problem": "has the key 'a' twice"}),
        "keys that look alike": (put("t.jsonl", lines(one, '{"id": 2, "text": "One.", "\\u001b": 1, "\\\\x1b": 2}')), {**gives, "problem": "twice"}),
        "surrogate in a key": (put("t.jsonl", f'{{"id": 1, "text": "{GOOD}", "half \\ud83d": 2}}'), gives),
        "surrogate in a value": refuses("t.jsonl", f'{{"id": 1, "text": "{GOOD}", "k": "\\ud83d"}}', "lone surrogate"),
        "surrogate in the text": refuses("t.jsonl", '{"id": 1, "text": "\\ud83d"}', "surrogate|no word"),
        "nested value": (put("t.jsonl", f'{{"id": 1, "text": "{GOOD}", "k": {deep}}}'), {}),
        "nested 100,000": (put("t.jsonl", lines(one, "[" * 100_000)), {**gives, "problem": "not valid JSON"}),
        "5,000 digits": (put("t.jsonl", lines(one, '{"id": 2, "text": "a", "n": %s}' % ("9" * 5000))), {**gives, "problem": "not valid JSON"}),
        "1e400": (put("t.jsonl", f'{{"id": 1, "text": "{GOOD}", "n": 1e400, "m": NaN, "o": -Infinity}}'), gives),
        "a large float id": (put("t.jsonl", f'{{"id": 1e300, "text": "{GOOD}"}}'), {"n": 2}),
        "an array": refuses("t.jsonl", json.dumps([one]), "JSON list"),
        "a pretty object": refuses("t.jsonl", json.dumps(one, indent=1), "not valid JSON"),
        "no text": refuses("t.jsonl", '{"id": 1}', "no column of texts"),
        "text null": refuses("t.jsonl", lines({"id": 2, "text": None}), "has no text"),
        "text a list": refuses("t.jsonl", lines({"id": 2, "text": [GOOD]}), "has list"),
        "text a number": (put("t.jsonl", lines({"id": 1, "text": 5})), gives),
        "nul": refuses("t.jsonl", lines({"id": 2, "text": "a\x00b"}), "NUL"),
        "mark": (put("t.jsonl", "\ufeff" + lines(one)), gives),
        "other text column below": (put("t.jsonl", lines(one, {"id": 2, "body": GOOD})), {**gives, "problem": "line 2 has no text"}),
        "carriage returns": (put("t.jsonl", lines(one) + "\r\n\r\n"), gives),
        "many keys": refuses("t.jsonl", "\n".join(f'{{"text": "a", "k{n}": 1}}' for n in range(1500)), "columns"),
        "empty": refuses("t.jsonl", " \n \n", "no word"),
        "not json": refuses("t.jsonl", "words\n" * 200, "not valid JSON"),
        "id null": (put("t.jsonl", lines({"id": None, "text": GOOD})), {"ids": ["good", "t-1"]}),
        "id an object": (put("t.jsonl", lines({"id": {"a": 1}, "text": GOOD})), {"n": 2}),
        "id a page long": (put("t.jsonl", lines({"id": "x" * 3000, "text": GOOD})), {"n": 2}),
        "utf-16": (put("t.jsonl", lines(one).encode("utf-16")), gives),
        "ids that differ in spaces": (put("t.jsonl", lines({"id": "a b", "text": GOOD}, {"id": "a_b", "text": CAFE})), {"ids": ["a b", "a_b", "good"]}),
    }  # fmt: skip
    return family("jsonl", cases)


def parquet(columns, **options):
    buffer = io.BytesIO()
    pq.write_table(pa.table(columns), buffer, **options)
    return buffer.getvalue()


def parquets():
    far = pa.array([2**62, 0], pa.timestamp("us"))
    early = pa.array([-(2**62), 0], pa.timestamp("ns"))
    two = {"ids": ["1", "2", "good"]}
    texts = {"id": ["1", "2"], "text": [GOOD, CAFE]}
    raw = parquet(texts)
    draw = random.Random(SEED)  # noqa: S311 - no secret
    cases = {
        "plain": (put("t.parquet", raw), two),
        "far dates": (put("t.parquet", parquet({**texts, "date": far})), two),
        "early dates": (put("t.parquet", parquet({**texts, "date": early})), two),
        "far date of days": (put("t.parquet", parquet({**texts, "date": pa.array([2**30, 0], pa.int32()).cast(pa.date32())})), two),
        "nested far dates": (put("t.parquet", parquet({**texts, "k": pa.StructArray.from_arrays([far], ["d"])})), two),
        "durations": (put("t.parquet", parquet({**texts, "k": pa.array([2**62, 1], pa.duration("us"))})), two),
        "decimals": (put("t.parquet", parquet({**texts, "k": pa.array([None, 1], pa.int64()).cast(pa.decimal128(30, 3))})), two),
        "bytes as text": (put("t.parquet", parquet({"id": ["1", "2"], "text": [GOOD.encode(), CAFE.encode("cp1252")]})), {**two, "texts": {"1": GOOD, "2": CAFE}}),
        "bytes that are no text": (put("t.parquet", parquet({"id": ["1", "2"], "text": [GOOD.encode(), b"\xff\xfe\x00"]})), {"ids": ["1", "good"], "problem": "row 2"}),
        "pictures beside": (put("t.parquet", parquet({**texts, "k": [b"\x89PNG\xff", b"\xff\xfe"]})), {**two, "note": "bytes that are no text"}),
        "dictionary": (put("t.parquet", parquet({"id": ["1", "2"], "text": pa.array([GOOD, CAFE]).dictionary_encode()})), two),
        "many rows": refuses("t.parquet", lambda: parquet({"text": pa.array(["The quay."] * 3_000_000)}), "rows"),
        "long rows": refuses("t.parquet", lambda: parquet({"text": pa.array(["word " * 100_000] * 3000).dictionary_encode() if False else pa.DictionaryArray.from_arrays(pa.array([0] * 3000, pa.int32()), pa.array(["word " * 100_000]))}), "unpacks to|characters"),
        "no text": refuses("t.parquet", parquet({"n": [1]}), "no column of texts"),
        "no rows": refuses("t.parquet", parquet({"text": pa.array([], pa.string())}), "no row"),
        "no columns": refuses("t.parquet", parquet({}), "no column of texts"),
        "many columns": refuses("t.parquet", parquet({"text": [GOOD], **{f"c{n}": [1] for n in range(1500)}}), "columns"),
        "nulls": (put("t.parquet", parquet({"id": ["1", "2"], "text": [GOOD, None]})), {"ids": ["1", "good"], "problem": "no text"}),
        "lists": refuses("t.parquet", parquet({"text": [[GOOD]]}), "has list"),
        "times": (put("t.parquet", pd.DataFrame({"id": ["1", "2"], "text": [GOOD, CAFE], "date": pd.to_datetime(["2031-05-04", None], utc=True)}).to_parquet()), two),
        "an index": (put("t.parquet", pd.DataFrame({"text": [GOOD]}, index=["x"]).to_parquet()), {"n": 2}),
        "words": refuses("t.parquet", b"words", "damaged or no parquet"),
        "magic only": refuses("t.parquet", b"PAR1PAR1", "damaged or no parquet"),
        "cut": refuses("t.parquet", raw[:-30], "damaged or no parquet"),
        "gzip": (put("t.parquet", parquet(texts, compression="gzip")), two),
    }  # fmt: skip
    for number in range(15):
        at = draw.randrange(len(raw))
        noise = bytes(draw.randrange(256) for _ in range(draw.choice([1, 4, 30])))
        cases[f"noise {number}"] = put("t.parquet", raw[:at] + noise + raw[at + len(noise) :]), {"noise": True}
    return family("parquet", cases)


# --- folders, names, links --------------------------------------------------------------------------------------------


def folder(**files):
    def build(root):
        (root / "good.txt").write_text(GOOD)
        for name, content in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())

    return build


def linked(name, target):
    def build(root):
        (root / "corpus").mkdir()
        (root / "corpus" / "good.txt").write_text(GOOD)
        (root / "outside").mkdir()
        (root / "outside" / "secret.txt").write_text(CAFE)
        (root / "corpus" / name).symlink_to(target if target.startswith("/") else root / target)

    return build


def raw_name(name):
    def build(root):
        (root / "good.txt").write_text(GOOD)
        with open(os.path.join(os.fsencode(root), name), "wb") as file:  # noqa: PTH118, PTH123 - a name of bytes
            file.write(CAFE.encode())

    return build


def special(kind):
    def build(root):
        (root / "good.txt").write_text(GOOD)
        if kind == "pipe":
            os.mkfifo(root / "p.txt")
        elif kind == "deep":
            deep = root
            for _ in range(60):
                deep = deep / "d"
            deep.mkdir(parents=True)
            (deep / "a.txt").write_text(CAFE)
        elif kind == "wide":
            for number in range(1500):
                (root / f"n{number}.txt").write_text(f"{GOOD} {number}")
        elif kind == "thousand":
            for number in range(1000):
                (root / f"d{number % 7}").mkdir(exist_ok=True)
                (root / f"d{number % 7}" / f"n{number}.txt").write_text(f"{GOOD} {number}")
        elif kind == "circle":
            (root / "x.txt").symlink_to(root / "x.txt")
            (root / "loop").symlink_to(root)

    return build


def names():
    articles = ["facts.txt", "citation.html", "readme first.txt", "gold_coast.txt", "results/a.txt", "figures/b.md", "gold/c.txt",
                "second_wind.txt", "zones of control.txt", "license to kill.txt", "codebook club.md", "..", "a..txt", "MANIFEST.txt",
                "zones.txt", "attributions.md", "con.txt", "a b c.TXT", "ÄÖÜ.txt", "市長.txt", "💥.txt", "'; DROP TABLE.txt", "-rf.txt",
                "%00.txt", "$HOME.txt", "x" * 240 + ".txt", "a\u202eb.txt", "reference/d.txt", "annotations/e.txt"]  # fmt: skip
    cases = {
        f"read {name[:20]!a}": (folder(**{name: f"<p>{CAFE}</p>" if "html" in name else CAFE}), {"n": 2})
        for name in articles
        if name != ".."
    }
    aside = [
        "README.md",
        "readme.txt",
        "LICENSE",
        "FACTS.md",
        "CITATION.cff",
        "CODEBOOK.md",
        "..a.txt",
        ".hidden.md",
        "._a.txt",
    ]
    cases |= {f"aside {name}": (folder(**{name: CAFE}), {"ids": ["good"], "note": "was left aside"}) for name in aside}
    cases |= {
        "gold_coast.csv": (folder(**{"gold_coast.csv": as_csv([["id", "text"], ["1", CAFE]])}), {"ids": ["1", "good"]}),
        "gold_zones.csv": (folder(**{"gold_zones.csv": "article_id,start\na,1\n"}), {"ids": ["good"], "note": "annotations"}),
        "our results": (
            folder(**{"out/manifest.json": '{"made_by": "news-framing-workbench"}', "out/scores.csv": "a\n1\n", "out/t.txt": CAFE}),
            {"ids": ["good"], "note": "workbench wrote it"},
        ),
        "results of others": (folder(**{"out/manifest.json": "{}", "out/t.txt": CAFE}), {"ids": ["good", "t"]}),
        "a manifest nested deeply": (folder(**{"out/manifest.json": "[" * 90_000, "out/t.txt": CAFE}), {"ids": ["good", "t"]}),
        "a pdf": (folder(**{"a.pdf": "%PDF"}), {"ids": ["good"], "problem": "ends in '.pdf'"}),
        "no ending": (folder(**{"article": CAFE}), {"ids": ["good"], "problem": "has no extension"}),
        "same stem": (folder(**{"a.txt": CAFE, "a.md": CAFE}), {"ids": ["good"], "problem": "stands for a.md and a.txt"}),
        "same stem in folders": (folder(**{"x/a.txt": CAFE, "y/a.txt": CAFE}), {"ids": ["good"], "problem": "stands for"}),
        "folder like a file": (folder(**{"a.txt/b.txt": CAFE}), {"ids": ["good"], "problem": "folder named like a file"}),
        "a hidden folder": (folder(**{".old/a.txt": CAFE}), {"ids": ["good"], "note": "it is hidden"}),
        "invisible signs": (folder(**{"a\u200bb\ufeff\u2066.txt": CAFE}), {"ids": ["a\\u200bb\\ufeff\\u2066", "good"]}),
        "only good names": (folder(**{"=cmd.txt": CAFE, "_a.txt": CAFE + " x.", "$x$.txt": CAFE + " y."}), {"n": 4}),
        "metadata.csv of ids": (folder(**{"metadata.csv": "article_id,outlet\nzz,Post\n"}), {"ids": ["good"], "problem": "metadata.csv has no column of texts"}),
        "metadata.csv of texts": (folder(**{"metadata.csv": f"Article ID;article_id;text\nzz;2;{CAFE}\n"}), {"ids": ["good", "zz"]}),
        "metadata.csv, ids twice": (folder(**{"metadata.csv": as_csv([["id", "text"], ["1", CAFE], ["1", GOOD + " So."]])}), {"ids": ["good"], "problem": "stands for"}),
        "outlet line": (folder(**{"a.txt": f"The quay closes\nRegional Wire, 2033-05-14\n\n{GOOD}\n\n{CAFE}"}), {"ids": ["a", "good"], "metadata_of": {"a": "Regional Wire"}}),
        "outlet line in a document": (folder(**{"a.docx": word(paragraphs("The quay closes", "Regional Wire, 2033-05-14", GOOD, CAFE))}), {"ids": ["a", "good"], "metadata_of": {"a": "Regional Wire"}}),
        "1,000 files": (special("thousand"), {"n": 1001}),
        "not utf-8": (raw_name(b"caf\xe9.txt"), {"ids": ["caf\\xe9", "good"]}),
        "escapes": (raw_name(b"a\x1b[31mb.txt"), {"ids": ["a\\x1b[31mb", "good"]}),
        "line end": (raw_name(b"a\nb.txt"), {"ids": ["a\\x0ab", "good"]}),
        "not utf-8 ending": (raw_name(b"a.\xff\xfe"), {"ids": ["good"], "problem": "cannot be read"}),
        "pipe": (special("pipe"), {"ids": ["good"], "problem": "neither a file nor a folder"}),
        "deep": (special("deep"), {"ids": ["good"], "problem": "folders deep"}),
        "wide": (special("wide"), {"n": 1501}),
        "circle": (special("circle"), {"ids": ["good"], "problem": "link in a circle"}),
    }  # fmt: skip
    links = {
        "link to a file outside": ("a.txt", "outside/secret.txt"),
        "link to a folder outside": ("more", "outside"),
        "link to /etc/passwd": ("a.txt", "/etc/passwd"),
        "link to /proc": ("a.txt", "/proc/self/environ"),
        "link to /dev/zero": ("a.txt", "/dev/zero"),
        "link to nowhere": ("a.txt", "nowhere"),
        "folder link to /proc": ("proc", "/proc"),
    }
    found = family("name", cases)
    for name, (link, target) in links.items():
        gives = {"ids": ["good"], "problem": "link|view of the running system"}
        found.append(Case(f"name: {name}", linked(link, target), gives, source="corpus"))
    return found


# --- sidecars and corpus.toml -----------------------------------------------------------------------------------------


def sidecars():
    head, row = "article_id,start,end,zone,coder,note\n", "good,0,9,caption,x,\n"
    problem = {"ids": ["good"], "problem": r"zones\.csv"}
    one = {"ids": ["good"], "zone": "caption"}
    cases = {
        "right": (head + row, one),
        "semicolons": ((head + row).replace(",", ";"), one),
        "tabs": ((head + row).replace(",", "\t"), one),
        "mark": ("\ufeff" + head + row, one),
        "capitals": (head.upper() + row, one),
        "spaces": (head.replace(",", " , ") + row, one),
        "utf-16": ((head + row).encode("utf-16"), one),
        "no zone column": ("article_id,start,end\ngood,0,9\n", problem),
        "no columns": ("x\n1\n", problem),
        "empty": ("", problem),
        "white": (" \n", problem),
        "binary": (bytes(range(256)), problem),
        "unknown article": (head + "zz,0,9,caption,x,\n" + row, {**one, **problem, "zone": "caption"}),
        "unknown zone": (head + "good,0,9,nonsense,x,\n", problem),
        "backwards": (head + "good,9,0,caption,x,\n", problem),
        "outside": (head + "good,0,99999,caption,x,\n" + row, {**problem, "zone": "caption"}),
        "not numbers": (head + "good,a,b,caption,x,\n", problem),
        "huge numbers": (head + f"good,0,{'9' * 5000},caption,x,\n", problem),
        "overlap": (head + row + "good,3,12,caption,x,\n", {**problem, "zone": "caption"}),
        "ragged": (head + "good,0,9,caption,x,y,z,w,v\n", problem),
        "unclosed": (head + '"good,0,9\n', problem),
        "many rows": (head + "zz,0,9,caption,x,\n" * 20_000, problem),
        "surrogates": (head.encode() + b"good,0,9,\xed\xa0\x80,x,\n", problem),
        "arabic digits": (head + "good,٠,٩,caption,x,\n", {}),
    }
    found = family(
        "zones.csv", {name: (folder(**{"zones.csv": content}), gives) for name, (content, gives) in cases.items()}
    )

    def as_folder(root):
        folder()(root)
        (root / "zones.csv").mkdir()

    def as_link(name, content):
        def build(root):
            (root / "outside").mkdir()
            (root / "outside" / name).write_text(content)
            (root / "corpus").mkdir()
            folder()(root / "corpus")
            (root / "corpus" / name).symlink_to(root / "outside" / name)

        return build

    outside = {"ids": ["good"], "problem": r"zones\.csv is a link to a place outside"}
    toml = {"refused": r"corpus\.toml is a link to a place outside"}
    return [
        *found,
        Case("zones.csv: a folder", as_folder, {"ids": ["good"], "problem": "folder|could not"}),
        Case("zones.csv: a link outside", as_link("zones.csv", head + row), outside, source="corpus"),
        Case("corpus.toml: a link outside", as_link("corpus.toml", '[corpus]\ntitle = "x"'), toml, source="corpus"),
    ]


def configs():
    def toml(content, problem=None):
        gives = {"refused": problem} if problem else {"ids": ["good"]}
        return folder(**{"corpus.toml": content}), gives

    many = "\n".join(f'[[entities]]\nid = "e{n}"\nlabel = "E {n}"\n' for n in range(2000))
    cases = {
        "empty": toml(""),
        "mark": toml('\ufeff[corpus]\ntitle = "x"'),
        "not toml": toml("= 1", "not valid TOML"),
        "not utf-8": toml(b'[corpus]\ntitle = "caf\xe9"', "not UTF-8"),
        "utf-16": toml("[corpus]".encode("utf-16"), "not UTF-8"),
        "binary": toml(bytes(range(256)), "not UTF-8|not valid"),
        "nested 5,000": toml("a = " + "[" * 5000 + "]" * 5000, "too deeply|not a known key|not valid TOML"),
        "nested tables": toml("a = " + "{a = " * 5000 + "1" + "}" * 5000, "too deeply|not a known key|not valid TOML"),
        "dotted 5,000": toml("[corpus]\n" + ".".join(["title"] * 5000) + " = 1", "title|too deeply|not valid"),
        "5,000 digits": toml(f"[corpus]\ntitle = {'9' * 5000}", "cannot be read|not valid TOML"),
        "hex digits": toml(f"[corpus]\ntitle = 0x{'f' * 5000}", "must be a text"),
        "long value": toml(f"[corpus]\nfiction = '{'x' * 90_000}'", "must be true or false"),
        "long key": toml(f"[corpus]\n{'k' * 90_000} = 1", "not a known key"),
        "escapes in a key": toml('[corpus]\n"\\u001b[31m" = 1', "not a known key"),
        "wrong type": toml("[corpus]\ntitle = 2031-05-04", "must be a text"),
        "unknown table": toml("[corpsu]", "not a known key"),
        "entities a table": toml("[entities]\nid = 'a'", "must be a list"),
        "entity a text": toml("entities = ['a']", "must be a table"),
        "only a text": toml("[corpus]\nonly = 'yes'", "true or false"),
        "only": toml("[corpus]\nonly = true"),
        "many entities": toml(many),
        "too large": toml("# " + "x" * 2_000_000, "bytes"),
        "unknown article": (folder(**{"corpus.toml": '[articles.zz]\ntitle = "x"'}), {"ids": ["good"], "problem": "articles.zz is not"}),
        "an article with escapes": (folder(**{"corpus.toml": '[articles."\\u001b[31m"]\ntitle = "x"'}), {"ids": ["good"], "problem": "is not an article"}),
        "outlet of nothing": toml('[articles.good]\noutlet = ""'),
        "outlet of nul": toml('[articles.good]\noutlet = "a\\u0000b"'),
        "label twice": toml('[articles.good]\nlabel = "a"\n[articles.x]\nlabel = "a"', "are both 'a'"),
        "infinite": toml("[corpus]\ntitle = inf", "must be a text"),
    }  # fmt: skip
    found = family("corpus.toml", cases)

    def as_folder(root):
        folder()(root)
        (root / "corpus.toml").mkdir()

    def as_pipe(root):
        folder()(root)
        os.mkfifo(root / "corpus.toml")

    def as_dead_link(root):
        folder()(root)
        (root / "corpus.toml").symlink_to(root / "nowhere")

    for name, build in (("a folder", as_folder), ("a pipe", as_pipe), ("a dead link", as_dead_link)):
        found.append(Case(f"corpus.toml: {name}", build, {"refused": "is not a file that can be read"}))
    return found


def sources():
    def nothing(root):
        return None

    paths = {
        "/proc": "running system", "/proc/self/environ": "running system|ends in|no extension", "/dev/zero": "running system|neither",
        "/dev/null": "running system|neither", "/dev": "running system", "/sys": "running system",
    }  # fmt: skip
    return [
        Case(f"source: {path}", nothing, {"refused": told}, source=path)
        for path, told in paths.items()
        if Path(path).exists()
    ]


def all_cases():
    makers = (
        encodings,
        unicodes,
        longs,
        charsets,
        pages,
        documents,
        workbooks,
        csvs,
        jsonls,
        parquets,
        names,
        sidecars,
        configs,
        sources,
    )
    return [case for maker in makers for case in maker()]
