"""Title, byline, time of publication and outlet, as far as the text itself states them."""

from __future__ import annotations

import re

import pandas as pd

from workbench.corpus.stamps import list_stamps, scan_stamp
from workbench.corpus.zone_rules.line import BYLINE_CUE
from workbench.schema import TEXT, require_columns

METADATA_COLUMNS = ("article_id", "outlet", "title", "byline", "published")
_OUTLET_LINE = re.compile(
    r"(?i)^(?:outlet|publisher|newspaper|publication|published by)\s*:?\s+(?P<stated>(?-i:[A-Z0-9]).{1,60}?)\.?$|^this (?:article|story|report|"
    r"piece|post) (?:was |is |has been )?(?:first |originally )*(?:published|appeared|posted)(?: first| originally)? (?:by|in|on|at) "
    r"(?P<first>(?-i:[A-Z]).{1,60}?)(?: on (?-i:[A-Z]).*| and .*|,.*)?\.?$|^(?:copyright )?(?:©|\(c\)) ?(?:\d{4}(?:[-–]\d{4})? )?"
    r"(?P<right>(?-i:[A-Z]).{1,60}?)(?:,? \d{4})?(?:[.,|] ?all rights reserved.*)?\.?$",
)
_AFTER_NAME = re.compile(
    r"\s*(?:[|•·]| on (?=[A-Z]\w+day|\w+ \d)|,? (?=\d{1,2} [A-Z]|[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4})|[-–—] (?=[A-Z][a-z]+ \d)).*$"
)


def read_stated_metadata(articles: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    r"""Return what each text says of itself: outlet, title, byline, time of publication.

    The title is the last headline block before the body (a page's own headline stands after its window title), the
    byline the first line "By …" without its cue, the time the first one labelled as published, else the first in a time
    line. An outlet is read only from a line that names the publisher. Nothing is inferred: an agency in a byline is no
    outlet, a weekday is no date, 03/04/2031 is no date because its month is not certain.

    Parameters
    ----------
    articles : DataFrame
        Needs article_id, text.
    blocks : DataFrame
        Needs article_id, start, end, zone, rule, as `classify_blocks` gives them.

    Returns
    -------
    DataFrame
        One row per article in the order of `articles`: article_id, outlet, title, byline, published (ISO 8601: date, or
        date and time, with an offset where the text states one). Not stated is NaN.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> from workbench.corpus.zones import classify_blocks
    >>> text = "Storm hits coast\nBy Jane Doe\n08 March, 2031\n\nA storm hit the coast on Monday.\n\nIt rained all day."
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    >>> read_stated_metadata(articles, classify_blocks(articles)[0]).loc[0, ["title", "byline", "published"]].tolist()
    ['Storm hits coast', 'Jane Doe', '2031-03-08']
    """
    require_columns(articles, ["article_id", "text"], name="articles")
    require_columns(blocks, ["article_id", "start", "end", "zone", "rule"], name="blocks")
    rows = []
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        mine = blocks[blocks["article_id"] == article_id].sort_values("start").to_dict("records")
        stated = [(block["zone"], block["rule"], text[block["start"] : block["end"]]) for block in mine]
        rows.append({"article_id": article_id, **_read_article(stated)})
    return pd.DataFrame(rows, columns=list(METADATA_COLUMNS)).astype(TEXT)


def _read_article(stated: list[tuple[str, str, str]]) -> dict[str, str | None]:
    titles = [words for zone, _, words in stated if zone == "headline"]
    lines = [words for zone, _, words in stated if zone in {"boilerplate", "byline", "dateline"}]
    outlets = (found for words in lines if (found := _read_outlet(words)))
    return {
        "outlet": next(outlets, None),
        "title": titles[-1] if titles else None,
        "byline": next(
            (_read_byline(words) for zone, rule, words in stated if zone == "byline" and rule in {"byline", "hand"}),
            None,
        ),
        "published": _read_published(stated),
    }


def _read_byline(words: str) -> str | None:
    name = _AFTER_NAME.sub("", BYLINE_CUE.sub("", words, count=1)).strip(" ,|")
    return name or None


def _read_outlet(words: str) -> str | None:
    match = _OUTLET_LINE.match(words.strip())
    return next((value.strip() for value in match.groups() if value), None) if match else None


def _read_published(stated: list[tuple[str, str, str]]) -> str | None:
    stamps = [stamp for zone, rule, words in stated for stamp in _list_times(zone, rule, words)]
    labelled = [stamp for label, stamp in stamps if label == "published"]
    plain = [stamp for label, stamp in stamps if label == ""]
    return next(iter([*labelled, *plain]), None)


def _list_times(zone: str, rule: str, words: str) -> list[tuple[str, str]]:
    if zone == "dateline" and rule != "dateline":
        return list_stamps(words[: scan_stamp(words)[0]])
    if zone == "byline" and rule == "byline" and (after := _AFTER_NAME.search(words)):
        return list_stamps(after.group().lstrip(" |•·,-–—"))
    return []
