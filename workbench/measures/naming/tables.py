"""Names side by side by article."""

from __future__ import annotations

import pandas as pd

from workbench.schema import require_columns

KEYS = ["entity", "form", "label", "voice"]


def tabulate_names(mentions: pd.DataFrame, *, by_voice: bool = True) -> pd.DataFrame:
    """Count the labels of each entity, one column per article.

    Needs article_id, entity, form, label and voice of the mentions.

    Parameters
    ----------
    mentions : DataFrame
        As `find_mentions` returns it.
    by_voice : bool
        Count each voice by itself; otherwise voices are added up and the column voice says "all".

    Returns
    -------
    DataFrame
        One row per entity, form, label and voice: entity, form, label, voice, n (all articles), n_articles, then one
        column of counts per article, 0 where it lacks the label. Labels that differ in case only are one, spelled as
        most often (the first in alphabet of equals). Sorted by entity, form, n (the largest first), label, voice.

    Raises
    ------
    KeyError
        If a column is missing.

    Notes
    -----
    Raw counts: an article twice as long has room for twice as many. Compare which labels occur, not how often, unless
    the lengths are alike.

    Examples
    --------
    >>> mentions = pd.DataFrame({"article_id": ["a", "b"], "entity": "front", "form": "category",
    ...     "label": ["The rebels", "the rebels"], "voice": ["narrator", "quotation"]})
    >>> tabulate_names(mentions, by_voice=False)[["label", "n", "a", "b"]].values.tolist()
    [['The rebels', 2, 1, 1]]
    """
    require_columns(mentions, ("article_id", *KEYS), name="mentions")
    df = mentions[["article_id", *KEYS]]
    if not by_voice:
        df = df.assign(voice="all")
    df = df.assign(label=df["label"].map(_choose_spellings(df["label"])).astype("str"))
    articles = sorted(df["article_id"].unique())
    if df.empty:
        return pd.DataFrame(columns=[*KEYS, "n", "n_articles"])
    counts = df.assign(_one=1).pivot_table(index=KEYS, columns="article_id", values="_one", aggfunc="sum", fill_value=0)
    counts = counts.astype("int64").rename_axis(columns=None)
    table = counts.assign(n=counts.sum(axis=1), n_articles=(counts > 0).sum(axis=1)).reset_index()
    order = ["entity", "form", "n", "label", "voice"]
    table = table.sort_values(order, ascending=[True, True, False, True, True], kind="stable", ignore_index=True)
    return table[[*KEYS, "n", "n_articles", *articles]]


def _choose_spellings(labels: pd.Series) -> dict[str, str]:
    counts = labels.value_counts()
    chosen: dict[str, str] = {}
    for label in sorted(counts.index, key=lambda label: (-counts[label], label)):
        chosen.setdefault(label.casefold(), label)
    return {label: chosen[label.casefold()] for label in counts.index}
