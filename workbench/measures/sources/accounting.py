"""Every pair of quotation marks, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from workbench.language.quotes import QuotedSpan, quoted_spans
from workbench.measures.sources.marks import SNIPPET_WORDS
from workbench.schema import require_columns

COLUMNS = {
    "article_id": "str",
    "start": "int64",
    "end": "int64",
    "mark": "str",
    "zone": "str",
    "n_words": "int64",
    "attribution_id": "Int64",
    "source_text": "str",
    "status": "str",
    "reason": "str",
}
REASONS = {
    "unattributed-quotation": "no speaker found beside it: function unclear (snippet, scare quotes, term)",
    "zone-pullquote": "display repeat of a quotation in the body, not counted again",
    "zone-social": "within an embedded post",
}


def account_quotations(attributions: pd.DataFrame, *, articles: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    """Return one row per pair of quotation marks of the articles: its attribution, or the reason why it has none.

    Needs the tables attributions, articles and blocks.

    Returns
    -------
    DataFrame
        One row per quoted stretch (nested ones too), sorted by article and start: article_id, start, end (marks
        included), mark ("double", "single"), zone, n_words between the marks, attribution_id and source_text of the
        smallest attribution that holds it (NaN if none), status ("attributed", "snippet", "unattributed", "term",
        "not searched") and the reason in words.

    Raises
    ------
    KeyError
        If a table lacks a column.

    Examples
    --------
    >>> from workbench.schema import make_table
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ['They call it the "Long Quay".']})
    >>> blocks = pd.DataFrame({"article_id": ["a"], "start": [0], "end": [29], "zone": ["body"]})
    >>> account_quotations(make_table([], "attributions"), articles=articles, blocks=blocks).status.tolist()
    ['term']
    """
    require_columns(
        attributions, ("article_id", "attribution_id", "start", "end", "source_text", "rule"), name="attributions"
    )
    require_columns(articles, ("article_id", "text"), name="articles")
    require_columns(blocks, ("article_id", "start", "end", "zone"), name="blocks")
    found = dict(tuple(attributions.groupby("article_id")))
    placed = dict(tuple(blocks.groupby("article_id")))
    rows = [
        {"article_id": article_id, **row}
        for article_id, text in zip(articles["article_id"], articles["text"], strict=True)
        for row in _account(text, found.get(article_id), placed.get(article_id))
    ]
    df = pd.DataFrame(rows, columns=list(COLUMNS)).astype(COLUMNS)
    return df.sort_values(["article_id", "start", "end"], kind="stable", ignore_index=True)


def _account(text: str, found: pd.DataFrame | None, blocks: pd.DataFrame | None) -> Iterator[dict[str, object]]:
    for span in quoted_spans(text):
        zone = _zone_at(blocks, span.start)
        row = {"start": span.start, "end": span.end, "mark": span.mark, "zone": zone}
        row["n_words"] = len(text[span.inner_start : span.inner_end].split())
        yield row | _explain(text, span, found, zone)


def _zone_at(blocks: pd.DataFrame | None, start: int) -> str:
    if blocks is None:
        return ""
    around = blocks[(blocks["start"] <= start) & (start < blocks["end"])]
    return str(around["zone"].iloc[0]) if len(around) else ""


def _explain(text: str, span: QuotedSpan, found: pd.DataFrame | None, zone: str) -> dict[str, object]:
    holder = _holder(span, found)
    if holder is not None:
        named = isinstance(holder["source_text"], str)
        rule = holder["rule"]
        short = len(text[span.inner_start : span.inner_end].split()) <= SNIPPET_WORDS
        status = "attributed" if rule not in REASONS else "snippet" if short else "unattributed"
        reason = REASONS.get(rule, "in an attribution" if named else "in an attribution without a source")
        return {
            "attribution_id": holder["attribution_id"],
            "source_text": holder["source_text"],
            "status": status if not rule.startswith("zone-") else "attributed",
            "reason": reason,
        }
    nothing = {"attribution_id": pd.NA, "source_text": None}
    if zone in {"teaser", "boilerplate", "byline", "dateline", ""}:
        return nothing | {
            "status": "not searched",
            "reason": f"stands in the zone {zone or 'unknown'}, which never speaks",
        }
    return nothing | {"status": "term", "reason": "the title of a work, or a term that modifies or names something"}


def _holder(span: QuotedSpan, found: pd.DataFrame | None) -> dict[str, object] | None:
    if found is None:
        return None
    around = found[(found["start"] < span.inner_end) & (span.inner_start < found["end"])]
    if around.empty:
        return None
    sizes = (around["end"] - around["start"]).to_numpy()
    return around.iloc[int(sizes.argmin())].to_dict()
