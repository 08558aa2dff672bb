"""The formats that hold one article: plain text, HTML pages through trafilatura, Word documents as a stream of XML."""

from __future__ import annotations

import io
import json
import logging
import re
from functools import lru_cache
from html.parser import HTMLParser

from workbench.corpus.encoding import WEB_ENCODINGS, decode_declared, decode_text
from workbench.corpus.reading import MAX_CHARACTERS, Page, ReadingError, check_text, open_package

CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w\-]+)", re.IGNORECASE)
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
DECLARED_WITHIN = 20_000  # bytes; browsers look at 1,024, but pages with long heads are read in them all the same
EXTRACTED_TAGS = 40_000  # measured: trafilatura takes about 5 s for so many; news pages have under 10,000
MAX_TAGS = 1_000_000  # judgement: a tree of them takes 300 MB
MAX_WORD_TAGS = 2_000_000  # judgement: 250,000 words, each with a format of its own; measured: they stream in 3 s
MAX_DEPTH = 200  # elements within elements; lxml breaks off at 256, and what follows would be lost
MAX_TAG_WORDS = 1_000  # judgement: no tag has a tenth of so many attributes; lxml takes quadratic time over them
TRUSTED_LENGTH = 250
"""Below this trafilatura, too, doubts what it extracted (its MIN_EXTRACTED_SIZE)."""

SHORT_PAGE = 1000  # judgement: characters of a page in which there is little to choose from
FURNITURE = tuple("script style noscript noframes template nav header footer aside form button head".split())  # noqa: SIM905
UNFORMED = tuple(tag for tag in FURNITURE if tag != "form")
PAGE_END = re.compile(r"</(?:body|html)\s*>", re.IGNORECASE)  # browsers show what follows it, lxml drops it
FRAMES = re.compile(r"<i?frame\b", re.IGNORECASE)
ARCHIVE = re.compile(rb"(?i)\A(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*?content-type:\s*multipart/related")
LINES = frozenset(
    "p h1 h2 h3 h4 h5 h6 li blockquote figcaption td th dt dd pre div br tr section article main".split()  # noqa: SIM905
)
STATED = {
    "title": ("og:title", "headline", "dc.title", "twitter:title"),
    "byline": ("author", "byl", "dc.creator", "parsely-author", "sailthru.author"),
    "outlet": ("og:site_name", "publisher", "dc.publisher"),
    "published": ("article:published_time", "datepublished", "date", "dc.date", "pubdate", "parsely-pub-date"),
}
LINKED_DATA = {"title": "headline", "byline": "author", "outlet": "publisher", "published": "datePublished"}
WHITE = re.compile(r"\s+")
OPENED_TAG = re.compile(r"<([A-Za-z][\w-]*)\s[^<>]{2000,}>")
WORD_NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
SKIPPED = ("del", "moveFrom", "Fallback", "pPr")  # tab stops in a paragraph's properties share the tag of a typed tab
MARKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}


def read_plain(raw: bytes, name: str) -> Page:
    """Return a plain text as it was decoded.

    Raises
    ------
    ReadingError
        As `decode_text`.

    Examples
    --------
    >>> read_plain(b"The quay is closed.", "a.txt").text
    'The quay is closed.'
    """
    return Page(*decode_text(raw, name=name))


def read_html(raw: bytes, name: str) -> Page:
    r"""Return the text of an HTML page, one paragraph per line, its encoding, and what the page states about itself.

    trafilatura chooses what is article and what is page, told to favour recall; of pages under 1,000 characters in
    which it finds little, and of pages with more tags than it can choose from in time, all lines outside navigation,
    head and foot are taken. Title, byline, outlet and published come from meta tags, linked data (JSON-LD) and the
    <title>, <h1> and <time> elements, never from an address.

    Raises
    ------
    ReadingError
        If the page holds no text, or more tags than can be read.

    Examples
    --------
    >>> read_html(b"<title>The quay</title><p>The quay is closed.</p><p>So is the bridge.</p>", "a.html").text
    'The quay is closed.\nSo is the bridge.'
    """
    if ARCHIVE.match(raw[:DECLARED_WITHIN]):
        raise ReadingError(f"{name} is a web archive (MHTML). Open it in a browser and save it as a page or as text.")
    page, encoding, notices = _decode_page(raw, name=name)
    n_tags = page.count("<")
    if n_tags > MAX_TAGS:
        raise ReadingError(f"{name} has {n_tags:,} tags; at most {MAX_TAGS:,} are read. Save its article as .txt.")
    page = PAGE_END.sub("", OPENED_TAG.sub(_cut_tag, page))
    tree = _parse_page(page)
    if tree is None:
        raise ReadingError(f"{name} holds no HTML page. Save the page anew from the browser.")
    fault = _describe_shape(tree, n_tags)
    if fault:
        notices.append(f"The page has {fault}, too many to tell article from page; every line was taken.")
        text = "\n".join(_list_flat_lines(page))
    else:
        lines = _list_lines(tree) or _list_lines(tree, skip=UNFORMED)  # some sites put one form around the whole page
        text = _choose_text(_extract_text(page) or "", "\n".join(lines))
    if not text.strip():
        framed = "; its words are in the files of its frames" if FRAMES.search(page) else ""
        raise ReadingError(
            f"{name} is an HTML page without any text of an article{framed}. Save the page anew or as .txt."
        )
    return Page(text, encoding, read_stated(tree), tuple(notices))


def read_stated(tree: object) -> dict[str, str | None]:
    """Return title, byline, outlet and published as the page states them; None where it does not."""
    tags, linked = _list_tags(tree), _find_linked_data(tree)
    stated = {column: linked.get(key) for column, key in LINKED_DATA.items()}
    for column, names in STATED.items():
        stated[column] = next((tags[name] for name in names if name in tags), None) or _read_linked(stated[column])
    stated["title"] = stated["title"] or _read_element(tree, "//h1") or _read_element(tree, "//title")
    stated["published"] = stated["published"] or next(iter(tree.xpath("//time[@datetime]/@datetime")), None)
    return {column: (value and WHITE.sub(" ", value).strip()) or None for column, value in stated.items()}


def _cut_tag(match: re.Match[str]) -> str:
    """Return a tag as it stands, or without its attributes where there are more than any page has."""
    return match.group() if len(match.group().split(None, MAX_TAG_WORDS)) <= MAX_TAG_WORDS else f"<{match.group(1)}>"


def _describe_shape(tree: object, n_tags: int) -> str:
    """Return what keeps a page from being taken apart as a tree, or "" where nothing does."""
    if n_tags > EXTRACTED_TAGS:
        return f"{n_tags:,} tags"
    return f"more than {MAX_DEPTH} elements within each other" if _is_deep(tree) else ""


def _is_deep(tree: object) -> bool:
    from lxml.etree import iterwalk

    depth = 0
    for event, _ in iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > MAX_DEPTH:
            return True
    return False


def _choose_text(extracted: str, plain: str) -> str:
    """Return what trafilatura extracted, or all lines of a page so short that there is little to choose from."""
    return (
        plain if (len(extracted) < TRUSTED_LENGTH and len(plain) < SHORT_PAGE) or not extracted.strip() else extracted
    )


def _decode_page(raw: bytes, *, name: str) -> tuple[str, str, list[str]]:
    """Return page, encoding and notices: what the page declares is taken where its bytes bear it out."""
    declared = CHARSET.search(raw[:DECLARED_WITHIN])
    if declared is None:
        return *decode_text(raw, name=name), []
    label = declared.group(1).decode("ascii").lower()
    text, encoding = decode_declared(raw, label) or decode_text(raw, name=name)
    if encoding in WEB_ENCODINGS.get(label, (label,)) or (raw.isascii() and label in WEB_ENCODINGS):
        return text, encoding, []
    return text, encoding, [f"The page calls its encoding {label!r}, but its bytes were read as {encoding}."]


def _parse_page(page: str) -> object | None:
    from lxml import etree, html

    try:
        return html.document_fromstring(XML_DECLARATION.sub("", page))
    except (etree.ParserError, ValueError):
        return None


def _extract_text(page: str) -> str | None:
    import trafilatura
    from trafilatura.settings import use_config

    # Its notes on pages it finds hard say nothing that the result does not show.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    config = use_config()
    for option in ("MIN_EXTRACTED_SIZE", "MIN_OUTPUT_SIZE"):
        config.set("DEFAULT", option, "1")
    try:
        return trafilatura.extract(page, favor_recall=True, include_comments=False, config=config)
    except (
        ValueError,
        TypeError,
        AttributeError,
        RecursionError,
    ):  # on pages it cannot take apart: all lines are taken
        return None


def _list_lines(tree: object, *, skip: tuple[str, ...] = FURNITURE) -> list[str]:
    """Return the lines a reader sees outside the elements `skip`: block elements and <br> begin and end a line."""
    from lxml.etree import iterwalk

    parts, walk = [], iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        tag = node.tag if isinstance(node.tag, str) else "head"
        if event == "start" and tag in skip:
            walk.skip_subtree()
            continue
        words = node.text if event == "start" else node.tail
        parts.append(("\n" if tag in LINES else "") + WHITE.sub(" ", words or ""))
    return [line.strip() for line in "".join(parts).split("\n") if line.strip()]


def _list_flat_lines(page: str) -> list[str]:
    """Return the lines of a page whose elements are too many, or too deep, to build a tree of."""
    reader = _FlatPage()
    reader.feed(XML_DECLARATION.sub("", page))
    reader.close()
    return [line.strip() for line in "".join(reader.parts).split("\n") if line.strip()]


class _FlatPage(HTMLParser):
    """The words of a page outside its furniture, taken in tag by tag; deep as it may be, nothing is held."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._furniture: list[str] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:  # noqa: ARG002 - the parser's own signature
        """Take in the start of an element."""
        if tag in FURNITURE:
            self._furniture.append(tag)
        elif tag == "body":  # where a head was never closed
            self._furniture.clear()
        self.parts += ["\n"] if tag in LINES else []

    def handle_endtag(self, tag: str) -> None:
        """Take in the end of an element; it ends all furniture that was opened inside it."""
        if tag in self._furniture:
            del self._furniture[len(self._furniture) - 1 - self._furniture[::-1].index(tag) :]
        self.parts += ["\n"] if tag in LINES else []

    def handle_data(self, data: str) -> None:
        """Take in words."""
        if not self._furniture:
            self.parts.append(WHITE.sub(" ", data))


def _list_tags(tree: object) -> dict[str, str]:
    tags = {}
    for node in tree.xpath("//meta[@content]"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        if node.get("content").strip():
            tags.setdefault(name.lower(), node.get("content"))
    return tags


def _find_linked_data(tree: object) -> dict:
    """Return the first JSON-LD object that has a headline."""
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        try:
            found = json.loads(script)
        except (ValueError, RecursionError):
            continue
        for item in _list_items(found):
            if "headline" in item:
                return item
    return {}


def _list_items(found: object) -> list[dict]:
    if isinstance(found, dict):
        found = [found, *(found["@graph"] if isinstance(found.get("@graph"), list) else [])]
    return [item for item in found if isinstance(item, dict)] if isinstance(found, list) else []


def _read_linked(value: object) -> str | None:
    names = [_read_name(item) for item in value] if isinstance(value, list) else [_read_name(value)]
    return ", ".join(name for name in names if name) or None


def _read_name(value: object) -> str | None:
    value = value.get("name") if isinstance(value, dict) else value
    return value if isinstance(value, str) and value.strip() else None


def _read_element(tree: object, path: str) -> str | None:
    return next((node.text_content() for node in tree.xpath(path) if node.text_content().strip()), None)


def read_docx(raw: bytes, name: str) -> Page:
    """Return the text of a Word document: paragraphs, cells of tables and text boxes, each on a line of its own.

    Words that a tracked change deleted are left out, words it inserted are in. Headers, footers, notes and comments are
    not read. The programme's own properties (author, title) are about the file, not the article, and are not used.

    Raises
    ------
    ReadingError
        If the bytes are no Word document, declare entities, or hold more than the budgets allow.
    """
    from lxml.etree import XMLSyntaxError

    parts = open_package(raw, name=name)
    try:
        lines = _stream_lines(parts[_find_main_part(parts)], name=name)
    except (XMLSyntaxError, KeyError, StopIteration) as error:
        raise ReadingError(f"{name} is not a Word document that can be read. Open it in Word and save anew.") from error
    return Page("\n".join(lines))


def _find_main_part(parts: dict[str, bytes]) -> str:
    from lxml.etree import XMLParser, fromstring

    relations = fromstring(parts["_rels/.rels"], XMLParser(resolve_entities=False))
    targets = (node.get("Target", "") for node in relations if node.get("Type", "").endswith("/officeDocument"))
    return next(targets).lstrip("/")


def _stream_lines(part: bytes, *, name: str) -> list[str]:
    """Return one line per paragraph, each with the words whose nearest paragraph it is (text boxes stand in others)."""
    from lxml.etree import iterparse

    n_tags = part.count(b"<")
    if n_tags > MAX_WORD_TAGS:
        raise ReadingError(f"{name} has {n_tags:,} tags; at most {MAX_WORD_TAGS:,} are read. Save its article as .txt.")
    page = _Paragraphs()
    events = iterparse(io.BytesIO(part), events=("start", "end"), resolve_entities=False, no_network=True)
    for event, node in events:
        kind = _name_kind(node.tag)
        if event == "start":
            page.open(kind)
        else:
            page.close(kind, node.text or "" if kind == "t" else MARKS.get(kind, ""))
            _forget(node)
        if page.size > MAX_CHARACTERS + 1:
            check_text(" " * page.size, name=name)
    if not page.has_body:
        raise ReadingError(f"{name} is a Word document without a body. Open it in Word and save anew.")
    return ["".join(words) for words in page.lines]


class _Paragraphs:
    """The words of a Word document by paragraph, taken in while its elements open and close."""

    def __init__(self) -> None:
        self.lines: list[list[str]] = []
        self.size, self.has_body = 0, False
        self._opened: list[list[str]] = []
        self._skipped = 0

    def open(self, kind: str) -> None:
        """Take in the start of an element: a paragraph begins a line, within another one too."""
        self._skipped += kind in SKIPPED
        self.has_body = self.has_body or kind == "body"
        if kind == "p":
            self._opened.append([])
            self.lines.append(self._opened[-1])

    def close(self, kind: str, word: str) -> None:
        """Take in the end of an element, with its word."""
        self._skipped -= kind in SKIPPED
        if word and not self._skipped and self._opened:
            self._opened[-1].append(word)
        if kind == "p":
            del self._opened[-1:]
        self.size += len(word) + (kind == "p")


@lru_cache(maxsize=1000)
def _name_kind(tag: object) -> str:
    space, _, local = tag[1:].rpartition("}") if isinstance(tag, str) else ("", "", "")
    return local if space in WORD_NAMESPACES or local == "Fallback" else ""


def _forget(node: object) -> None:
    """Free an element that has been read, and those before it; a long document is never held as a tree."""
    node.clear(keep_tail=True)
    while node.getprevious() is not None:
        del node.getparent()[0]
