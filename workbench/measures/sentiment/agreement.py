"""Do the instruments agree: on the order of the articles, on the sign of the sentences, on each pair."""

from __future__ import annotations

import pandas as pd

from workbench.inference import compare_rankings, share_orders
from workbench.measures.sentiment.scoring import COMBINED
from workbench.schema import require_columns


def compare_instruments(scores: pd.DataFrame, *, sentences: pd.DataFrame | None = None) -> pd.DataFrame:
    """Compare every two instruments: rank correlation over the articles, equal signs over the sentences.

    With five articles a rank correlation describes five numbers and tests nothing.

    Parameters
    ----------
    scores : DataFrame
        As `score_sentiment` returns it; voice "all" is used.
    sentences : DataFrame, optional
        As `score_sentences` returns it.

    Returns
    -------
    DataFrame
        One row per level ("articles", "sentences") and pair of instruments: level, a, b, spearman, kendall, same_sign
        (share of rows with equal sign; 0 is a sign of its own), n. Sorted by level, a, b.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> rows = [("x", "sentiment_a", 0.1), ("y", "sentiment_a", 0.2), ("x", "sentiment_b", -0.3), ("y", "sentiment_b", 0.1)]
    >>> scores = pd.DataFrame(rows, columns=["article_id", "measure", "value"]).assign(voice="all")
    >>> compare_instruments(scores)[["a", "b", "kendall", "same_sign"]].round(6).values.tolist()
    [['sentiment_a', 'sentiment_b', 1.0, 0.5]]
    """
    tables = [compare_rankings(_spread(scores, ["article_id"])).assign(level="articles")]
    if sentences is not None:
        require_columns(sentences, ("article_id", "sentence_id", "measure", "value"), name="sentences")
        wide = _spread(sentences.assign(voice="all"), ["article_id", "sentence_id"])
        tables.append(compare_rankings(wide).assign(level="sentences"))
    df = pd.concat(tables, ignore_index=True)
    return df[["level", "a", "b", "spearman", "kendall", "same_sign", "n"]].sort_values(
        ["level", "a", "b"], ignore_index=True
    )


def share_instruments(scores: pd.DataFrame) -> pd.DataFrame:
    """Return, for each pair of articles, the share of instruments that agree on their order.

    sentiment_combined is left out, being made of the others.

    Returns
    -------
    DataFrame
        As `workbench.inference.share_orders`: one row per pair: a_id, b_id, n_above, n_below, n_tied, n, share, order.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> rows = [("x", "sentiment_a", 0.1), ("y", "sentiment_a", 0.2), ("x", "sentiment_b", -0.3), ("y", "sentiment_b", 0.1)]
    >>> scores = pd.DataFrame(rows, columns=["article_id", "measure", "value"]).assign(voice="all")
    >>> share_instruments(scores)[["a_id", "b_id", "share", "order"]].values.tolist()
    [['x', 'y', 1.0, '<']]
    """
    return share_orders(_spread(scores, ["article_id"]).T)


def _spread(scores: pd.DataFrame, ids: list[str]) -> pd.DataFrame:
    """One row per article or sentence, one column per instrument."""
    require_columns(scores, (*ids, "measure", "voice", "value"), name="scores")
    chosen = scores[(scores["voice"] == "all") & scores["measure"].str.startswith("sentiment_")]
    chosen = chosen[chosen["measure"] != COMBINED]
    return chosen.pivot_table(index=ids, columns="measure", values="value", sort=True)
