"""What articles and groups of articles report: figures side by side, and the share nobody is credited with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from workbench.inference import wilson_interval
from workbench.inference.groups import FEW_ARTICLES, LEAST_ARTICLES, pool_shares
from workbench.schema import TABLES, make_table, require_at_least, require_columns
from workbench.tokens.selection import DEFAULT_ZONES, assign_groups, label_zones, select_tokens

COLUMNS = (
    "group_id", "article_id", "quantity_id", "start", "end", "words", "value", "low", "high", "qualifier", "direction",
    "unit", "act", "window", "credited_to", "descriptor", "voice", "n_articles",
)  # fmt: skip
MEASURE = "unsourced_figures"
NO_FIGURES = "no figures"
_NEEDED = (*(c for c in COLUMNS if c not in {"group_id", "direction", "n_articles"}), "unit_kind", "act_kind")


def group_quantities(
    quantities: pd.DataFrame,
    *,
    tolerance: float = 0.25,
    least_articles: int = 2,
    by: str | Mapping[str, str] = "article_id",
) -> pd.DataFrame:
    """Return the figures that may be about the same thing side by side, with the direction in which each is rounded.

    Needs the quantities table with its columns words, unit_kind and act_kind.

    Parameters
    ----------
    quantities : DataFrame
        As `find_quantities` returns it.
    tolerance : float
        How far apart two neighbouring values of a group may lie: .25 lets 400 and 500 stand together (judgement).
    least_articles : int
        Least number of articles (of groups, with `by`) that must carry the figures; 1 shows every figure.
    by : str or mapping
        What is compared: the article, or a column, or a mapping from article_id to group.

    Returns
    -------
    DataFrame
        One row per figure: group_id (from 0, by descending value), article_id, quantity_id, start, end, words, value,
        low, high, qualifier, direction, unit, act, window, credited_to, descriptor, voice, n_articles (that carry
        it). Sorted by group_id, article and place. Direction says how the number stated lies to the number meant: "up"
        it is a ceiling ("nearly 28,000"), "down" a floor ("over 27,000", "dozens"), "none" exact, "range", "unstated"
        ("about"). With `by`: group and n_articles (of the group that give any figure) stand before article_id, n_groups
        (that carry it) at the end, and rows are sorted by group_id, group, article and place.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If `tolerance` is negative, `least_articles` below 1, or `by` knows none of the articles.

    Notes
    -----
    Grouped are figures of one kind of unit ("people" and the members of a nation count as one) and one kind of act
    (killed and died are one) whose values form a chain with steps of at most `tolerance`. That is a proposal to a reader:
    window and status (killed, or killed and wounded) are not compared, and two counts may be close by chance.

    Examples
    --------
    >>> rows = [("a", 0, "nearly 500", 500.0, None, 500.0, "nearly"), ("b", 0, "412", 412.0, 412.0, 412.0, "exact")]
    >>> table = pd.DataFrame(rows, columns=["article_id", "quantity_id", "words", "value", "low", "high", "qualifier"])
    >>> table = table.assign(start=0, end=5, unit="people", act="killed", unit_kind="people", act_kind="death",
    ...     window=None, credited_to=None, descriptor=None, voice="narrator")
    >>> group_quantities(table)[["group_id", "words", "direction", "n_articles"]].values.tolist()
    [[0, 'nearly 500', 'up', 2], [0, '412', 'none', 2]]
    """
    require_columns(quantities, _NEEDED, name="quantities")
    require_at_least(tolerance, 0, name="tolerance")
    require_at_least(least_articles, 1, name="least_articles")
    df = quantities.assign(_unit=assign_groups(quantities, by), _size=_size(quantities), direction=_direct(quantities))
    keys = df["unit_kind"].fillna("?").str.cat(df["act_kind"].fillna(df["act"]).fillna("?"), sep="|")
    df = df.assign(_key=keys.astype("str")).sort_values(["_key", "_size", "article_id", "quantity_id"], kind="stable")
    df["_chain"] = _chain(df, tolerance)
    df["n_groups"] = df.groupby("_chain")["_unit"].transform("nunique").astype("int64")
    df["n_articles"] = df.groupby("_unit")["article_id"].transform("nunique").astype("int64")
    df = df[df["n_groups"] >= least_articles]
    order = df.groupby("_chain")["_size"].max().sort_values(ascending=False, kind="stable").index
    df = df.assign(group_id=df["_chain"].map({chain: rank for rank, chain in enumerate(order)}).astype("int64"))
    df = df.sort_values(["group_id", "_unit", "article_id", "start"], kind="stable", ignore_index=True)
    if by == "article_id":
        return df.assign(n_articles=df["n_groups"])[list(COLUMNS)]
    return df.assign(group=df["_unit"])[["group_id", "group", "n_articles", *COLUMNS[1:-1], "n_groups"]]


def _size(df: pd.DataFrame) -> pd.Series:
    """Return the number to compare by: the value, the middle of a range, the low of an indefinite number."""
    middle = df[["low", "high"]].mean(axis=1)
    return df["value"].fillna(middle)


def _direct(df: pd.DataFrame) -> pd.Series:
    has_low, has_high = df["low"].notna(), df["high"].notna()
    choices = [(has_low & has_high & df["value"].isna(), "range"), (has_low & has_high, "none")]
    choices += [(has_low, "down"), (has_high, "up")]
    chosen = np.select([mask for mask, _ in choices], [name for _, name in choices], default="unstated")
    return pd.Series(chosen, index=df.index, dtype="str")


def _chain(df: pd.DataFrame, tolerance: float) -> np.ndarray:
    """Return the chain of each row, sorted by key and size; a step larger than the tolerance begins a new one."""
    key, size = df["_key"].to_numpy(), df["_size"].to_numpy(dtype=float)
    with np.errstate(divide="ignore", invalid="ignore"):
        near = size[1:] <= size[:-1] * (1 + tolerance)
    begins = (key[1:] != key[:-1]) | ~near
    return np.cumsum(np.append(0, begins)) if len(df) else np.zeros(0, dtype="int64")


def share_unsourced(
    quantities: pd.DataFrame,
    *,
    tokens: pd.DataFrame,
    zones: Iterable[str] = DEFAULT_ZONES,
    by: str | Mapping[str, str] = "article_id",
) -> pd.DataFrame:
    """Return, for each article or group, the share of its figures for which the text credits nobody.

    Needs article_id, zone and credited_to of the quantities, and the token table.

    Parameters
    ----------
    quantities, tokens : DataFrame
        Tables as the workbench makes them.
    zones : iterable of str
        Codes of `workbench.schema.ZONES`.
    by : str or mapping
        What is compared: the article, or a column of `tokens`, or a mapping from article_id to group.

    Returns
    -------
    DataFrame
        One row of `scores` per article: measure "unsourced_figures", voice "all", value (a share of 1, NaN without
        figures, with the reason), low and high (95 % Wilson interval), n_words and n_sentences of the zones; then
        n_figures and n_unsourced. Sorted by article. With `by`, group and n_articles stand for article_id, counts are
        pooled, and the interval is that of `workbench.inference.groups.pool_shares` (whole articles drawn again; none
        for two to four articles, see `reason`).

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
    table = _count_figures(quantities, tokens, zones).assign(measure=MEASURE, voice="all", zones=label_zones(zones))
    if by == "article_id":
        return _score(table)
    found = tokens.drop_duplicates("article_id")
    groups = pd.Series(assign_groups(found, by).to_numpy(), index=found["article_id"]).reindex(table["article_id"])
    return _score_groups(table, groups.to_numpy())


def _count_figures(quantities: pd.DataFrame, tokens: pd.DataFrame, zones: Iterable[str]) -> pd.DataFrame:
    """Count words, sentences and figures of the zones for every article that has a token at all."""
    by_article = select_tokens(tokens, zones=zones).groupby("article_id")
    sizes = pd.DataFrame({"n_words": by_article.size(), "n_sentences": by_article["sentence_id"].nunique()})
    chosen = quantities[quantities["zone"].isin([zones] if isinstance(zones, str) else list(zones))]
    counts = chosen.groupby("article_id")["credited_to"].agg(
        n_figures="size", n_unsourced=lambda names: names.isna().sum()
    )
    table = sizes.join(counts).reindex(sorted(tokens["article_id"].unique())).fillna(0).astype("int64")
    return table.reset_index(names="article_id")


def _score(table: pd.DataFrame) -> pd.DataFrame:
    n, hits = table["n_figures"].to_numpy(), table["n_unsourced"].to_numpy()
    low, high = wilson_interval(hits, n)
    share = np.divide(hits, n, out=np.full(len(n), np.nan), where=n > 0)
    return make_table(table.assign(value=share, low=low, high=high, reason=_say_why(n, np.ones_like(n))), "scores")


def _score_groups(table: pd.DataFrame, groups: np.ndarray) -> pd.DataFrame:
    table = table.assign(group=groups).dropna(subset="group")
    codes, names = pd.factorize(table["group"], sort=True)
    value, low, high = pool_shares(table[["n_unsourced"]].to_numpy(), table[["n_figures"]].to_numpy(), codes)
    n_articles = np.bincount(codes, minlength=len(names))
    rows = table.groupby("group")[["n_words", "n_sentences", "n_figures", "n_unsourced"]].sum()
    rows = rows.assign(n_articles=n_articles, value=value[:, 0], low=low[:, 0], high=high[:, 0])
    rows = rows.assign(measure=MEASURE, voice="all", zones=table["zones"].iloc[0] if len(table) else "")
    rows["reason"] = _say_why(rows["n_figures"].to_numpy(), n_articles).to_numpy()
    scores = [name for name in TABLES["scores"] if name != "article_id"]
    return rows.reset_index()[["group", "n_articles", *scores, "n_figures", "n_unsourced"]]


def _say_why(n_figures: np.ndarray, n_articles: np.ndarray) -> pd.Series:
    """Return why a value or its interval is missing."""
    few = (n_articles > 1) & (n_articles < LEAST_ARTICLES)
    return pd.Series(np.select([n_figures == 0, few], [NO_FIGURES, FEW_ARTICLES], default=None), dtype="str")
