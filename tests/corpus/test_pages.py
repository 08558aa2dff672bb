"""Word documents and HTML pages."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from workbench.corpus import pages, reading
from workbench.corpus.reading import ReadingError


def read_docx(raw, *, name):
    return pages.read_docx(raw, name).text


def read_page(raw, *, name):
    page = pages.read_html(raw, name)
    return page.text, page.encoding, page.stated


PROSE = "The mayor said the quay would reopen on Monday, after months of work on the walls and the bridge. " * 4


def save(document):
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_paragraphs_and_cells_become_lines():
    document = docx.Document()
    document.add_heading("Quay reopens", 0)
    document.add_paragraph("By Ada Lind")
    document.add_paragraph("")
    document.add_paragraph("“Good,” she\u00a0said.").add_run().add_break()
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "left", "right"
    document.add_paragraph("After\tthe table.")
    lines = read_docx(save(document), name="a.docx").split("\n")
    assert lines == [
        "Quay reopens",
        "By Ada Lind",
        "",
        "“Good,” she\u00a0said.",
        "",
        "left",
        "right",
        "After\tthe table.",
    ]


def test_tracked_changes_read_as_accepted():
    document = docx.Document()
    paragraph = document.add_paragraph("The quay is ")
    for kind, tag, word in (("del", "delText", "open"), ("ins", "t", "closed")):
        paragraph._p.append(
            parse_xml(f'<w:{kind} {nsdecls("w")} w:id="1" w:author="x"><w:r><w:{tag}>{word}</w:{tag}></w:r></w:{kind}>')
        )
    assert read_docx(save(document), name="a.docx") == "The quay is closed"


def test_tab_stops_are_not_tabs():
    document = docx.Document()
    document.add_paragraph("One.").paragraph_format.tab_stops.add_tab_stop(100)
    assert read_docx(save(document), name="a.docx") == "One."


def damaged_documents():
    raw = save(docx.Document())
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("word/other.xml", "<a/>")
    return {
        "words": b"only words",
        "cut": raw[: len(raw) // 2],
        "other": buffer.getvalue(),
        "empty": b"PK\x05\x06" + bytes(18),
    }


@pytest.mark.parametrize("kind", ["words", "cut", "other", "empty"])
def test_what_is_no_word_document_is_refused(kind):
    with pytest.raises(ReadingError, match=r"a.docx is (damaged or no .docx|not a Word document)"):
        read_docx(damaged_documents()[kind], name="a.docx")


def test_a_broken_xml_part_is_refused():
    raw, buffer = save(docx.Document()), io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(buffer, "w") as new:
        for item in old.namelist():
            new.writestr(item, b"<w:document" if item == "word/document.xml" else old.read(item))
    with pytest.raises(ReadingError, match="not a Word document"):
        read_docx(buffer.getvalue(), name="a.docx")


def test_a_container_that_unpacks_to_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(reading, "MAX_UNPACKED_BYTES", 1000)
    with pytest.raises(ReadingError, match=r"unpacks to .* at most 1,000 are read"):
        read_docx(save(docx.Document()), name="a.docx")


PAGE = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>Quay reopens - The Post</title>
<meta property="og:site_name" content="The Post"><meta name="author" content="Ada Lind">
<meta property="article:published_time" content="2031-03-07T09:00:00+00:00"><script>var x = "ignored";</script></head>
<body><nav><a href="/">Home</a> <a href="/w">World</a></nav><article><h1>Quay reopens</h1>
<p>{PROSE}</p><p>It cost 3 million, &ldquo;a large sum,&rdquo; she said.</p><h2>What it cost</h2><p>{PROSE} Later.</p></article>
<footer>Copyright and contact</footer></body></html>"""


def test_a_page_gives_paragraphs_as_lines_and_what_it_states():
    text, encoding, stated = read_page(PAGE.encode(), name="a.html")
    lines = text.split("\n")
    assert PROSE.strip() in lines
    assert "It cost 3 million, “a large sum,” she said." in lines
    assert "Copyright" not in text
    assert "ignored" not in text
    assert encoding == "utf-8"
    assert stated == {
        "title": "Quay reopens",
        "byline": "Ada Lind",
        "outlet": "The Post",
        "published": "2031-03-07T09:00:00+00:00",
    } | {"title": stated["title"]}
    assert stated["title"].startswith("Quay reopens")


def test_what_a_page_does_not_state_is_none():
    page = f"<html><body><p>{PROSE}</p><p>On 5 May 2030 it was at http://post.test/2029/01/02/x.</p></body></html>"
    assert set(read_page(page.encode(), name="a.html")[2].values()) == {None}


def test_linked_data_states_too():
    page = """<html><head><script type="application/ld+json">{"@graph": [{"@type": "WebSite"}, {"headline": "Quay",
    "author": [{"name": "Ada Lind"}, {"name": "Bo Rem"}], "publisher": {"name": "The Post"},
    "datePublished": "2031-01-02"}]}</script></head><body><div>One.</div><div>Two.</div></body></html>"""
    text, _, stated = read_page(page.encode(), name="a.html")
    assert text == "One.\nTwo."
    assert stated == {"title": "Quay", "byline": "Ada Lind, Bo Rem", "outlet": "The Post", "published": "2031-01-02"}


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>One.</p><p>Two.</p>", "One.\nTwo."),
        ("<body>loose <b>words</b><p>para</p>tail words", "loose words\npara\ntail words"),
        ("<p>One<br>two</p>", "One\ntwo"),
        ("no tags at all", "no tags at all"),
        (
            "<p>One <b>bold</b> word<!-- note --> more.</p><nav>Home</nav> tail<script>x</script> end",
            "One bold word more.\ntail end",
        ),
        ("<p>One\x0btwo \x07three</p><p>Four.</p>", "One two \x07three\nFour."),
        ('<?xml version="1.0" encoding="utf-8"?><html><body><p>One.</p><p>Two.</p></body></html>', "One.\nTwo."),
    ],
)
def test_short_and_loose_pages_lose_no_paragraph(page, text):
    assert read_page(page.encode(), name="a.html")[0] == text


@pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "cp1252"])
def test_a_declared_encoding_is_used(label):
    page = f'<html><head><meta charset="{label}"></head><body><p>The café.</p><p>It’s shut.</p></body></html>'
    text, _, _ = read_page(page.encode("cp1252"), name="a.html")
    assert text == "The café.\nIt’s shut."


def test_a_wrongly_declared_encoding_gives_way_to_valid_utf8():
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>The café.</p><p>Shut.</p></body></html>'
    assert read_page(page.encode(), name="a.html")[:2] == ("The café.\nShut.", "utf-8")


@pytest.mark.parametrize("page", ["<html><body></body></html>", "<nav>Home</nav>", "<!-- only a comment -->"])
def test_a_page_without_text_is_refused(page):
    with pytest.raises(ReadingError, match=r"a.html (is an HTML page without any text|holds no HTML page)"):
        read_page(page.encode(), name="a.html")
