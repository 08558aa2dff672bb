"""The share of figures for which nobody is credited."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from workbench.inference import wilson_interval
from workbench.schema import make_table, require_columns
from workbench.tokens.selection import DEFAULT_ZONES, label_zones, select_tokens

MEASURE = "unsourced_figures"
NO_FIGURES = "no figures"


def share_unsourced(
    quantities: pd.DataFrame, *, tokens: pd.DataFrame, zones: Iterable[str] = DEFAULT_ZONES
) -> pd.DataFrame:
    """Return, for each article, the share of its figures for which the text credits nobody.

    Needs article_id, zone and credited_to of the quantities, and the token table.

    Returns
    -------
    DataFrame
        One row of `scores` per article: measure "unsourced_figures", voice "all", value (a share of 1, NaN without
        figures, with the reason), low and high (95 % Wilson interval), n_words and n_sentences of the zones; then
        n_figures and n_unsourced. Sorted by article.

    Raises
    ------
    KeyError, ValueError
        For missing columns or an unknown zone.

    Notes
    -----
    Unsourced means: no attribution vouches for the figure in its own sentence. The neighbouring sentence may name the
    source, so check by eye; common knowledge needs none. Figures of one text are not independent draws: the interval
    is a least width. After "source every statement unless ..." (methods 2.4).

    Examples
    --------
    >>> quantities = pd.DataFrame({"article_id": "a", "zone": "body", "credited_to": ["officials", None, None]})
    >>> tokens = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "zone": "body", "voice": "narrator", "is_word": True})
    >>> share_unsourced(quantities, tokens=tokens)[["n_figures", "n_unsourced"]].values.tolist()
    [[3, 2]]
    """
    require_columns(quantities, ("article_id", "zone", "credited_to"), name="quantities")
    require_columns(tokens, ("article_id", "sentence_id", "zone", "voice", "is_word"), name="tokens")
    sizes = _count_text(tokens, zones)
    chosen = quantities[quantities["zone"].isin(list(zones) if not isinstance(zones, str) else [zones])]
    counts = chosen.groupby("article_id")["credited_to"].agg(
        n_figures="size", n_unsourced=lambda names: names.isna().sum()
    )
    table = sizes.join(counts).fillna({"n_figures": 0, "n_unsourced": 0}).astype("int64")
    n, hits = table["n_figures"].to_numpy(), table["n_unsourced"].to_numpy()
    low, high = wilson_interval(hits, n)
    share = np.divide(hits, n, out=np.full(len(n), np.nan), where=n > 0)
    rows = table.assign(value=share, low=low, high=high, measure=MEASURE, voice="all", zones=label_zones(zones))
    rows["reason"] = pd.Series(np.where(n > 0, None, NO_FIGURES), index=rows.index, dtype="str")
    return make_table(rows.reset_index(names="article_id"), "scores")


def _count_text(tokens: pd.DataFrame, zones: Iterable[str]) -> pd.DataFrame:
    """Count words and sentences of the zones for every article that has a token at all."""
    words = select_tokens(tokens, zones=zones)
    by_article = words.groupby("article_id")
    sizes = pd.DataFrame({"n_words": by_article.size(), "n_sentences": by_article["sentence_id"].nunique()})
    return sizes.reindex(sorted(tokens["article_id"].unique()), fill_value=0)
