"""What each article is called: title, byline, time and outlet as far as its text states them, and a short label."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

import pandas as pd

from workbench.corpus.reading import CorpusError, show_name, show_short
from workbench.corpus.stamps import list_stamps, read_date, scan_stamp
from workbench.corpus.zone_rules.line import BYLINE_CUE, OUTLET_LINE, OUTLET_LINE_LAST
from workbench.schema import TEXT, require_columns

METADATA_COLUMNS = ("article_id", "label", "outlet", "title", "byline", "published")
_FRONT_KEYS = {
    "label": ("label",),
    "outlet": ("outlet", "publisher", "newspaper", "publication"),
    "title": ("title", "headline"),
    "byline": ("byline", "author"),
    "published": ("published", "date"),
}
LABEL_CHARACTERS, LABEL_WORDS = 40, 5  # judgement: what an axis of a figure can hold; the headline's first words
SHOWN_IDS = 8  # judgement: what one sentence can hold
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
        One row per article in the order of `articles`: article_id, label, outlet, title, byline, published (ISO 8601: date, or
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
    rows, mine = [], defaultdict(list)
    for article_id, *block in blocks[["article_id", "start", "end", "zone", "rule"]].itertuples(index=False, name=None):
        mine[article_id].append(block)
    for article_id, text in zip(articles["article_id"], articles["text"], strict=True):
        stated = [(zone, rule, text[start:end]) for start, end, zone, rule in sorted(mine.get(article_id, ()))]
        rows.append({"article_id": article_id, **_read_article(stated)})
    return pd.DataFrame(rows, columns=list(METADATA_COLUMNS)).astype(TEXT)


def _read_article(stated: list[tuple[str, str, str]]) -> dict[str, str | None]:
    titles = [words for zone, _, words in stated if zone == "headline"]
    lines = [(rule, words) for zone, rule, words in stated if zone in {"boilerplate", "byline", "dateline"}]
    bylines = [words for zone, rule, words in stated if zone == "byline" and rule in {"byline", "hand"}]
    found = {
        "label": None,
        "outlet": next(filter(None, (_read_outlet(rule, words) for rule, words in lines)), None),
        "title": next(reversed(titles), None),
        "byline": next(map(_read_byline, bylines), None),
        "published": _read_published(stated),
    }
    return found | _read_front([words for _, rule, words in stated if rule == "front-matter"])


def _read_front(lines: list[str]) -> dict[str, str]:
    """Return what the front matter of a page says: lines "key: value" between two lines of hyphens."""
    pairs = (line.partition(":") for line in lines)
    said = {key.strip().casefold(): value.strip().strip("\"'") for key, _, value in pairs if value.strip()}
    found = {ours: [said[key] for key in keys if key in said] for ours, keys in _FRONT_KEYS.items()}
    return {ours: values[0] for ours, values in found.items() if values}


def _read_byline(words: str) -> str | None:
    name = _AFTER_NAME.sub("", BYLINE_CUE.sub("", words, count=1)).strip(" ,|")
    return name or None


def _read_outlet(rule: str, words: str) -> str | None:
    if rule == "outlet-line":
        return (OUTLET_LINE.match(words) or OUTLET_LINE_LAST.match(words)).group("outlet")
    match = _OUTLET_LINE.match(words.strip())
    return next((value.strip() for value in match.groups() if value), None) if match else None


def _read_published(stated: list[tuple[str, str, str]]) -> str | None:
    stamps = [stamp for zone, rule, words in stated for stamp in _list_times(zone, rule, words)]
    labelled = [stamp for label, stamp in stamps if label == "published"]
    plain = [stamp for label, stamp in stamps if label == ""]
    return next(iter([*labelled, *plain]), None)


def _list_times(zone: str, rule: str, words: str) -> list[tuple[str, str]]:
    if rule == "outlet-line":
        return [("", day) for day in [read_date(words)] if day]
    if zone == "dateline" and rule != "dateline":
        return list_stamps(words[: scan_stamp(words)[0]])
    if zone == "byline" and rule == "byline" and (after := _AFTER_NAME.search(words)):
        return list_stamps(after.group().lstrip(" |•·,-–—"))
    return []


def label_articles(
    articles: pd.DataFrame, *, by_hand: Mapping[str, Mapping[str, str]] | None = None
) -> tuple[pd.DataFrame, list[str]]:
    """Return the articles with a short label each, no two alike, and a sentence about labels that were not taken.

    The label is, in this order: the `label` of corpus.toml; that of the table or the front matter, if no two articles
    have the same; the outlet, numbered "Outlet 1", "Outlet 2" by the order of the ids where several articles have it;
    the first five words of the title; "Text 1", "Text 2". It has at most 40 characters. Where two would be alike all
    the same, the later gets a number.

    Raises
    ------
    CorpusError
        If corpus.toml gives two articles one label.

    Examples
    --------
    >>> df = pd.DataFrame({"article_id": ["a", "b", "c", "d"], "label": None, "outlet": ["Post", "Post", "Wire", None],
    ...                    "title": None})
    >>> label_articles(df)[0]["label"].tolist()
    ['Post 1', 'Post 2', 'Wire', 'Text 1']
    """
    labelled, ours = articles.copy(), {key: said["label"] for key, said in (by_hand or {}).items() if "label" in said}
    _refuse_equal(ours)
    given = labelled["label"].where(~labelled["article_id"].isin(list(ours))).dropna().map(_shorten)
    notes = []
    if given.duplicated().any():
        again = given[given.duplicated()].iloc[0]
        notes.append(f"the labels of the table were not taken, for {again!r} and others stand for several articles.")
        labelled.loc[given.index, "label"] = None
    taken: set[str] = set()
    numbers = labelled["outlet"].groupby(labelled["outlet"]).cumcount() + 1
    several = labelled["outlet"].duplicated(keep=False) & labelled["outlet"].notna()
    labels, n_texts = [], 0
    for row, number, many in zip(labelled.itertuples(), numbers, several, strict=True):
        wished = _wish_label(row, number=int(number) if many else 0)
        n_texts += not wished
        labels.append(_make_unique(wished or f"Text {n_texts}", taken))
    labelled["label"] = pd.Series(labels, index=labelled.index, dtype=TEXT)
    return labelled, notes


def _refuse_equal(labels: Mapping[str, str]) -> None:
    by_label: dict[str, str] = {}
    for article_id, label in labels.items():
        first = by_label.setdefault(_shorten(label), article_id)
        if first != article_id:
            raise CorpusError(
                f"corpus.toml: articles.{first}.label and articles.{article_id}.label are both {_shorten(label)!r}. "
                f"Give each article its own label."
            )


def _wish_label(row: object, *, number: int) -> str:
    stated = [value for value in (row.label, row.outlet, row.title) if isinstance(value, str) and value.strip()]
    if not stated:
        return ""
    if stated[0] is row.title and row.label is not row.title and row.outlet is not row.title:
        return _shorten(" ".join(row.title.split()[:LABEL_WORDS]))
    numbered = number and stated[0] is row.outlet
    return f"{_shorten(row.outlet)} {number}" if numbered else _shorten(stated[0])


def _shorten(words: str) -> str:
    plain = show_name(" ".join(words.split())).strip(" ,;:.-–—")
    return plain if len(plain) <= LABEL_CHARACTERS else f"{plain[: LABEL_CHARACTERS - 1].rstrip()}…"


def _make_unique(label: str, taken: set[str]) -> str:
    unique, number = label, 2
    while unique in taken:
        unique, number = f"{label} {number}", number + 1
    taken.add(unique)
    return unique


def describe_gaps(articles: pd.DataFrame) -> list[str]:
    """Return one sentence on the articles that state no outlet or no date, or none where all do.

    Examples
    --------
    >>> describe_gaps(pd.DataFrame({"article_id": ["a"], "outlet": [None], "published": ["2031-05-04"]}))
    ['not stated: the outlet of 1 of 1 articles (a). Write it under [articles.ID] in corpus.toml, or as a column.']
    """
    parts = []
    for column, word in (("outlet", "outlet"), ("published", "date")):
        missing = articles.loc[articles[column].isna(), "article_id"]
        if len(missing):
            more = f" and {len(missing) - SHOWN_IDS} more" if len(missing) > SHOWN_IDS else ""
            ids = ", ".join(missing.head(SHOWN_IDS).map(show_short))
            parts.append(f"the {word} of {len(missing)} of {len(articles)} articles ({ids}{more})")
    what = "it" if len(parts) == 1 else "them"
    advice = f"Write {what} under [articles.ID] in corpus.toml, or as a column."
    return [f"not stated: {' and '.join(parts)}. {advice}"] if parts else []
