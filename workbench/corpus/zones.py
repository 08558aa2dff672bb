"""Give every block of an article its zone, by rule or by hand, and keep a log of who decided."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from workbench.corpus.blocks import Part, cut_parts
from workbench.corpus.overrides import apply_overrides, check_overrides, read_overrides
from workbench.corpus.zone_rules_heading import mark_captions, mark_end, mark_headings
from workbench.corpus.zone_rules_line import Decision, Decisions, decide_line
from workbench.corpus.zone_rules_repeat import mark_posts, mark_pull_quotes
from workbench.corpus.zone_rules_top import mark_top
from workbench.corpus.zone_shapes import is_complete
from workbench.corpus.zone_warnings import list_warnings
from workbench.schema import INT, TEXT, make_table, require_columns

LOG_COLUMNS = {
    "article_id": TEXT,
    "block_id": INT,
    "rule": TEXT,
    "start": INT,
    "end": INT,
    "before": TEXT,
    "after": TEXT,
    "decided_by": TEXT,
}
_BODY = Decision("body", "body", 0.95)
_PLAIN = {"body", "cut-off", "list"}
_TRUNCATED = Decision("body", "cut-off", 0.6)


def classify_blocks(
    articles: pd.DataFrame,
    *,
    overrides: pd.DataFrame | str | Path | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    r"""Cut each article into blocks, give each a zone, and say which rule or hand decided.

    Nothing is deleted and the text is not changed: every character but white space lies in exactly one block. A block is
    a non-empty line, or a part of one where a line holds two zones (a dateline before a sentence). Where an override
    covers a span, its zone stands and the block is split at the span's ends.

    Parameters
    ----------
    articles : DataFrame
        Needs article_id and text; a stated title helps to find the headline.
    overrides : DataFrame or path, optional
        The columns article_id, start, end, zone, coder, note; a path is read as CSV.

    Returns
    -------
    blocks : DataFrame
        One row per block, as ``schema.TABLES["blocks"]``; confidence from 0 to 1, set by rule, not a measured rate.
        Sorted by article_id, block_id.
    warnings : DataFrame
        One row per thing that the rules doubt or that a reader should look at, as ``schema.TABLES["warnings"]``.
    log : DataFrame
        One row per block that is not plain body or was set by hand: article_id, block_id, rule, start, end, before
        (the zone without the decision), after, decided_by ("rule" or "hand"). Sorted by article_id, block_id.

    Raises
    ------
    KeyError
        If `articles` lacks a column.
    ValueError
        If a row of `overrides` names an unknown article or zone, or a span outside the text.

    Notes
    -----
    The rules look at shapes (case, stops, length, dates, signatures, repeated words) and know no parser; they are
    written for news in English. Confidences must not be compared across rules as if they were probabilities.

    Examples
    --------
    >>> text = "Storm hits coast\nBy Jane Doe\n\nLIMA, Peru — A storm hit the coast on Monday.\n\nREAD MORERain ahead"
    >>> blocks, warnings, log = classify_blocks(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> blocks["zone"].tolist()
    ['headline', 'byline', 'dateline', 'body', 'teaser']
    >>> log["decided_by"].unique().tolist()
    ['rule']
    """
    require_columns(articles, ["article_id", "text"], name="articles")
    hand = _load_overrides(articles, overrides)
    blocks, warnings, log = [], [], []
    for row in articles.to_dict("records"):
        by_rule = _classify_text(row["text"], row.get("title"))
        mine = [span for span in hand if span["article_id"] == str(row["article_id"])]
        rows = apply_overrides(row["text"], by_rule, mine)
        blocks += [{"article_id": row["article_id"], "block_id": at, **block} for at, block in enumerate(rows)]
        warnings += [{"article_id": row["article_id"], **found} for found in list_warnings(row["text"], rows)]
    log = [_log_row(block) for block in blocks if block["rule"] not in _PLAIN]
    frame = pd.DataFrame(log, columns=list(LOG_COLUMNS)).astype(LOG_COLUMNS)
    log_table = frame.sort_values(["article_id", "block_id"], ignore_index=True)
    keep = ["article_id", "block_id", "start", "end", "zone", "rule", "confidence"]
    table = pd.DataFrame(blocks)[keep] if blocks else []
    return make_table(table, "blocks"), make_table(warnings, "warnings"), log_table


def _load_overrides(articles: pd.DataFrame, overrides: pd.DataFrame | str | Path | None) -> list[dict]:
    if overrides is None:
        return []
    table = overrides if isinstance(overrides, pd.DataFrame) else read_overrides(overrides)
    lengths = dict(zip(articles["article_id"].astype(str), articles["text"].map(len), strict=True))
    return check_overrides(table, lengths=lengths)


def _classify_text(text: str, title: object) -> list[dict]:
    parts = cut_parts(text)
    decisions = decide_parts(parts, title=title if isinstance(title, str) else "")
    return [
        {"start": part.start, "end": part.end, **decision._asdict()}
        for part, decision in zip(parts, decisions, strict=True)
    ]


def decide_parts(parts: list[Part], *, title: str = "") -> list[Decision]:
    """Return one decision per part: single lines first, then what neighbours and repetition tell, the rest body.

    Examples
    --------
    >>> [decision.zone for decision in decide_parts(cut_parts("A storm hit the coast on Monday. It rained."))]
    ['body']
    """
    done: Decisions = [decide_line(part) for part in parts]
    done = mark_captions(parts, done)
    done = mark_posts(parts, done)
    done = mark_top(parts, done, title)
    done = mark_pull_quotes(parts, done)
    done = mark_headings(parts, done)
    done = mark_end(parts, done)
    return [
        decision or (_BODY if is_complete(part) else _TRUNCATED) for part, decision in zip(parts, done, strict=True)
    ]


def _log_row(block: dict) -> dict:
    hand = block["rule"] == "hand"
    row = {key: block[key] for key in ("article_id", "block_id", "rule", "start", "end")}
    before = block.get("before", "body")
    return {**row, "before": before, "after": block["zone"], "decided_by": "hand" if hand else "rule"}
