"""HTML pages: the article's text through trafilatura, and title, byline, outlet and date only where the page states them."""

from __future__ import annotations

import json
import logging
import re

from workbench.corpus.encoding import decode_text
from workbench.corpus.problems import ReadingError

CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w\-]+)", re.IGNORECASE)
XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
DECLARED_WITHIN = 2048
TRUSTED_LENGTH = 250
"""Below this trafilatura, too, doubts what it extracted (its MIN_EXTRACTED_SIZE)."""

SHORT_PAGE = 1000
FURNITURE = ("script", "style", "noscript", "template", "nav", "header", "footer", "aside", "form", "button", "head")
LINES = (
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "li",
    "blockquote",
    "figcaption",
    "td",
    "th",
    "dt",
    "dd",
    "pre",
    "div",
    "br",
    "tr",
    "section",
    "article",
    "main",
)
STATED = {
    "title": ("og:title", "headline", "dc.title", "twitter:title"),
    "byline": ("author", "byl", "dc.creator", "parsely-author", "sailthru.author"),
    "outlet": ("og:site_name", "publisher", "dc.publisher"),
    "published": ("article:published_time", "datepublished", "date", "dc.date", "pubdate", "parsely-pub-date"),
}
LINKED_DATA = {"title": "headline", "byline": "author", "outlet": "publisher", "published": "datePublished"}
WHITE = re.compile(r"\s+")


def read_page(raw: bytes, *, name: str) -> tuple[str, str, dict[str, str | None]]:
    r"""Return the text of an HTML page, one paragraph per line, its encoding, and what the page states about itself.

    trafilatura chooses what is article and what is page, told to favour recall; of pages under 1,000 characters in which
    it finds little, all lines outside navigation, head and foot are taken. Title, byline, outlet and published
    come from meta tags, linked data (JSON-LD) and the <title>, <h1> and <time> elements, never from an address.

    Raises
    ------
    ReadingError
        If the page holds no text.

    Examples
    --------
    >>> read_page(b"<title>The quay</title><p>The quay is closed.</p><p>So is the bridge.</p>", name="a.html")[0]
    'The quay is closed.\nSo is the bridge.'
    """
    page, encoding = _decode_page(raw, name=name)
    tree = _parse_page(page)
    if tree is None:
        raise ReadingError(f"{name} holds no HTML page. Save the page anew from the browser.")
    text = _choose_text(_extract_text(page) or "", "\n".join(_list_lines(tree)))
    if not text.strip():
        raise ReadingError(f"{name} is an HTML page without any text of an article. Save the page anew or as .txt.")
    return text, encoding, read_stated(tree)


def read_stated(tree: object) -> dict[str, str | None]:
    """Return title, byline, outlet and published as the page states them; None where it does not."""
    tags, linked = _list_tags(tree), _find_linked_data(tree)
    stated = {column: linked.get(key) for column, key in LINKED_DATA.items()}
    for column, names in STATED.items():
        stated[column] = next((tags[name] for name in names if name in tags), None) or _read_linked(stated[column])
    stated["title"] = stated["title"] or _read_element(tree, "//h1") or _read_element(tree, "//title")
    stated["published"] = stated["published"] or next(iter(tree.xpath("//time[@datetime]/@datetime")), None)
    return {column: (value and WHITE.sub(" ", value).strip()) or None for column, value in stated.items()}


def _choose_text(extracted: str, plain: str) -> str:
    """Return what trafilatura extracted, or all lines of a page so short that there is little to choose from."""
    return (
        plain if (len(extracted) < TRUSTED_LENGTH and len(plain) < SHORT_PAGE) or not extracted.strip() else extracted
    )


def _decode_page(raw: bytes, *, name: str) -> tuple[str, str]:
    declared = CHARSET.search(raw[:DECLARED_WITHIN])
    if declared:
        label = declared.group(1).decode("ascii").lower()
        # Browsers read the label Latin-1 as Windows-1252, and pages are made for browsers.
        label = "cp1252" if label in ("iso-8859-1", "latin-1", "latin1", "us-ascii") else label
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return raw.decode(label), label
            except (LookupError, UnicodeDecodeError):
                return decode_text(raw, name=name)
    return decode_text(raw, name=name)


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
    return trafilatura.extract(page, favor_recall=True, include_comments=False, config=config)


def _list_lines(tree: object) -> list[str]:
    """Return the lines a reader sees outside the page's furniture: block elements and <br> begin and end a line."""
    from lxml.etree import iterwalk

    parts, walk = [], iterwalk(tree, events=("start", "end", "comment", "pi"))
    for event, node in walk:
        shown = isinstance(node.tag, str) and node.tag not in FURNITURE
        if event == "start" and not shown:
            walk.skip_subtree()
        parts.append("\n" if node.tag in LINES else "")
        parts.append(
            WHITE.sub(" ", (shown and event == "start" and node.text) or (event != "start" and node.tail) or "")
        )
    return [line.strip() for line in "".join(parts).split("\n") if line.strip()]


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
    if isinstance(value, list):
        return ", ".join(name for name in map(_read_linked, value) if name) or None
    value = value.get("name") if isinstance(value, dict) else value
    return value if isinstance(value, str) and value.strip() else None


def _read_element(tree: object, path: str) -> str | None:
    return next((node.text_content() for node in tree.xpath(path) if node.text_content().strip()), None)
