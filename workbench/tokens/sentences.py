"""The sentences behind rows: what stands in the text around a span."""

from __future__ import annotations

import numpy as np
import pandas as pd

from workbench.schema import require_columns


def add_sentences(table: pd.DataFrame, *, articles: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return `table` with the sentence or sentences in which each row stands.

    Needs article_id, start and end of the table; article_id and text of the articles; article_id, start and end of the
    sentences.

    Returns
    -------
    DataFrame
        Rows, columns and order as given, then sentence_start, sentence_end (code points into the article, from the
        first to the last sentence that the span touches; the span itself where it touches none) and sentence (the
        text).

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If a row belongs to an article that `articles` lacks.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["It rained. Jo left."]})
    >>> sentences = pd.DataFrame({"article_id": "a", "start": [0, 11], "end": [10, 19]})
    >>> row = pd.DataFrame({"article_id": ["a"], "start": [14], "end": [18]})
    >>> add_sentences(row, articles=articles, sentences=sentences).sentence.tolist()
    ['Jo left.']
    """
    require_columns(table, ("article_id", "start", "end"), name="table")
    require_columns(articles, ("article_id", "text"), name="articles")
    require_columns(sentences, ("article_id", "start", "end"), name="sentences")
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    _check_articles(table, texts)
    bounds = np.zeros((len(table), 2), dtype="int64")
    for article, places in table.groupby("article_id").indices.items():
        mine = sentences[sentences["article_id"] == article].sort_values("start")
        bounds[places] = _find_bounds(table.iloc[places], mine)
    pieces = [
        texts[article][start:end] for article, (start, end) in zip(table["article_id"], bounds.tolist(), strict=True)
    ]
    df = table.assign(sentence_start=bounds[:, 0], sentence_end=bounds[:, 1])
    return df.assign(sentence=pd.Series(pieces, index=table.index, dtype="str"))


def _check_articles(table: pd.DataFrame, texts: dict[str, str]) -> None:
    unknown = sorted(set(table["article_id"]) - set(texts))
    if unknown:
        raise ValueError(
            f"table holds the article {unknown[0]!r}, which articles lacks; articles has "
            f"{', '.join(sorted(texts)[:5])}. Pass the articles that the table was made from."
        )


def _find_bounds(rows: pd.DataFrame, sentences: pd.DataFrame) -> np.ndarray:
    """Return from where to where the sentences go that each span touches."""
    spans = rows[["start", "end"]].to_numpy(dtype="int64")
    starts, ends = sentences["start"].to_numpy(), sentences["end"].to_numpy()
    first = np.searchsorted(ends, spans[:, 0], side="right")
    last = np.searchsorted(starts, spans[:, 1], side="left") - 1
    touched = first <= last
    found = spans.copy()
    found[touched, 0] = np.minimum(spans[touched, 0], starts[first[touched]])
    found[touched, 1] = np.maximum(spans[touched, 1], ends[last[touched]])
    return found
