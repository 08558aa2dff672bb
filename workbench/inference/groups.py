"""Groups of articles: which articles a value is pooled over, how its interval is drawn and how its null is dealt.

The article is the unit that was sampled; sentences of one article resemble each other. So a group of articles is not
one long text: its interval draws whole articles, and its null deals whole articles (docs/decisions/0010).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from math import comb, prod

import numpy as np
import pandas as pd

from workbench.inference.intervals import Interval, Statistic, bootstrap_groups, sum_groups
from workbench.inference.permutation import deal_units
from workbench.inference.rates import wilson_interval
from workbench.inference.resampling import Resampling
from workbench.tokens.selection import assign_groups

ARTICLE, GROUP = "article_id", "group"
# benchmarks/simulations.py: under 5 articles intervals cover less than 90 %; from 20 on percentiles need no widening
LEAST_ARTICLES, MANY_ARTICLES = 5, 20
LEAST_FOR_MEAN = 3  # methods.md 3.5: a mean of two articles is two articles
MOST_LISTED = 5_000  # judgement: so many deals are listed one by one; more are sampled
FEW_ARTICLES = "fewer than five articles: no interval, look at the articles"
NO_WIDTH = "no interval: it is the same whichever articles are drawn"
FEW_WITH_VOICE = "fewer than five articles hold this voice: no interval, look at the articles"
NULL_PHRASES = {"paragraphs": "paragraphs dealt", "sentences": "sentences dealt"}


@dataclass(frozen=True)
class Grouping:
    """Which article belongs to which group; made by `group_articles`.

    Parameters
    ----------
    groups : Series
        article_id to group, articles without a group left out. With `column` "article_id" each article is its own.
    column : str
        "article_id" or "group": what the column of the units is called in a result.
    """

    groups: pd.Series
    column: str = ARTICLE

    @property
    def is_pooled(self) -> bool:
        """Whether groups were asked for, be it of one article each."""
        return self.column == GROUP

    @cached_property
    def sizes(self) -> pd.Series:
        """How many articles each group has, sorted by group."""
        return self.groups.value_counts(sort=False).sort_index()

    @property
    def is_single(self) -> bool:
        """Whether every group is one article."""
        return bool((self.sizes == 1).all())

    def assign(self, table: pd.DataFrame) -> pd.Series:
        """Return the group of each row of a table with article_id, missing where the article has none."""
        return table[ARTICLE].map(self.groups).astype("str")

    def label(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return the rows that have a group, in place of article_id the columns group and n_articles."""
        if not self.is_pooled:
            return table
        df = table.assign(**{GROUP: self.assign(table)}).dropna(subset=[GROUP])
        return self.count_articles(df.drop(columns=ARTICLE))

    def count_articles(self, table: pd.DataFrame) -> pd.DataFrame:
        """Return a table with the column group, and behind it n_articles, as its first columns."""
        if not self.is_pooled:
            return table
        df = table.assign(n_articles=table[GROUP].map(self.sizes).astype("int64"))
        return df[[GROUP, "n_articles", *(name for name in df.columns if name not in (GROUP, "n_articles"))]]


def group_articles(table: pd.DataFrame, by: str | Mapping[str, str] = ARTICLE) -> Grouping:
    """Return which article of a table belongs to which group.

    Parameters
    ----------
    table : DataFrame
        Any table with article_id.
    by : str or mapping
        "article_id", another column that is the same throughout an article, or a mapping from article_id to group.

    Raises
    ------
    KeyError
        If the column is not there.
    ValueError
        If a column puts rows of one article into several groups, or the mapping knows none of the articles.

    Examples
    --------
    >>> grouping = group_articles(pd.DataFrame({"article_id": ["a", "b", "b"]}), {"a": "Gull", "b": "Gull"})
    >>> grouping.sizes.to_dict(), grouping.column
    ({'Gull': 2}, 'group')
    """
    pairs = pd.DataFrame({ARTICLE: table[ARTICLE].astype("str"), GROUP: assign_groups(table, by)}).drop_duplicates()
    twice = pairs.loc[pairs[ARTICLE].duplicated(), ARTICLE]
    if len(twice):
        raise ValueError(
            f"by puts rows of article {twice.iloc[0]!r} into different groups; each article must lie in one group. "
            "Group by article_id or a mapping from article_id, and choose zones and voice by their own settings."
        )
    groups = pairs.dropna().sort_values(ARTICLE).set_index(ARTICLE)[GROUP]
    return Grouping(groups, ARTICLE if isinstance(by, str) and by == ARTICLE else GROUP)


def name_unit(table: pd.DataFrame) -> str:
    """Return what the units of a table are called: "group" where it has that column, else "article_id".

    Examples
    --------
    >>> name_unit(pd.DataFrame(columns=["group", "value"]))
    'group'
    """
    return GROUP if GROUP in table else ARTICLE


def bootstrap_articles(
    totals: np.ndarray, groups: np.ndarray, statistic: Statistic, *, resampling: Resampling | None = None
) -> Interval:
    """Return one interval per group and statistic by drawing whole articles, never sentences within them.

    Groups of 2 to 4 articles get no interval; from 5 on percentiles are widened as Student's t with one degree of
    freedom less than articles is wider than the normal curve; from 20 on they are taken as they are. Coverage of
    nominal 95 % intervals, simulated: benchmarks/simulations.py, tables in docs/intervals.md and
    docs/decisions/0010-groups-of-articles.md.

    Parameters
    ----------
    totals : ndarray
        One row per article, one column per count.
    groups : ndarray of int
        The group of each article, numbered from 0; every number up to the largest occurs.
    statistic, resampling
        As for `bootstrap`; the method of the resampling is set by the number of articles.

    Returns
    -------
    Interval
        value, low and high: one row per group, one column per statistic; NaN bounds under five articles.

    Examples
    --------
    >>> mean = lambda totals: totals[..., :1] / totals[..., 1:]
    >>> totals = np.column_stack([np.arange(9.0), np.ones(9)])
    >>> interval = bootstrap_articles(totals, np.repeat([0, 1], [6, 3]), mean)
    >>> interval.value.ravel().tolist(), np.isnan(interval.low).ravel().tolist()
    ([2.5, 7.0], [False, True])
    """
    resampling, groups = resampling or Resampling(), np.asarray(groups)
    value = statistic(sum_groups(totals, groups))
    low, high = np.full(value.shape, np.nan), np.full(value.shape, np.nan)
    sizes = np.bincount(groups)
    for method, chosen in (
        ("expanded", (sizes >= LEAST_ARTICLES) & (sizes < MANY_ARTICLES)),
        ("percentile", sizes >= MANY_ARTICLES),
    ):
        members = np.flatnonzero(chosen)
        if not len(members):
            continue
        number = np.full(len(sizes), -1)
        number[members] = np.arange(len(members))
        kept = number[groups] >= 0
        drawn = bootstrap_groups(
            totals[kept], number[groups[kept]], statistic, resampling=replace(resampling, method=method)
        )
        low[members], high[members] = drawn.low, drawn.high
    return Interval(value, low, high)


def pool_shares(
    hits: np.ndarray, n: np.ndarray, groups: np.ndarray, *, resampling: Resampling | None = None
) -> Interval:
    """Return the shares `hits` of `n` of each group of articles, pooled over its articles, with their intervals.

    The article is what was sampled, so whole articles are drawn again: 5 to 19 with percentiles widened as Student's t,
    20 and more with plain percentiles, 2 to 4 not at all. A group of one article has the Wilson interval. A share that every
    draw of articles leaves as it is (none, or all) has no interval: a width of zero would say too much. Source: methods
    3.5.

    Parameters
    ----------
    hits, n : ndarray
        Counts, one row per article, one column per share.
    groups : ndarray of int
        The group of each article, numbered from 0; every number up to the largest occurs.

    Returns
    -------
    Interval
        value, low and high: one row per group, one column per share; NaN where n is 0, bounds NaN for 2 to 4 articles
        and where drawing gives no width.

    Raises
    ------
    ValueError
        If `hits` is larger than `n` somewhere.

    Examples
    --------
    >>> interval = pool_shares(np.array([[1], [0], [3]]), np.array([[2], [2], [4]]), np.array([0, 1, 1]))
    >>> interval.value.round(2).ravel().tolist(), interval.low.round(2).ravel().tolist()
    ([0.5, 0.5], [0.09, nan])
    """
    hits, n, sizes = np.asarray(hits, dtype=float), np.asarray(n, dtype=float), np.bincount(groups)
    if not len(sizes):
        return Interval(*(np.full((0, hits.shape[1]), np.nan) for _ in range(3)))
    pooled, total = sum_groups(hits, groups), sum_groups(n, groups)
    drawn = bootstrap_articles(np.hstack([hits, n]), groups, _divide_halves, resampling=resampling)
    several, width = (sizes > 1)[:, None], drawn.high > drawn.low
    low, high = wilson_interval(pooled, total)
    low = np.where(several, np.where(width, drawn.low, np.nan), low)
    return Interval(drawn.value, low, np.where(several, np.where(width, drawn.high, np.nan), high))


def _divide_halves(totals: np.ndarray) -> np.ndarray:
    half = totals.shape[-1] // 2
    with np.errstate(invalid="ignore", divide="ignore"):
        return totals[..., :half] / totals[..., half:]


@dataclass(frozen=True)
class Deals:
    """Articles dealt at random among groups, sizes kept; made by `deal_articles`.

    Parameters
    ----------
    groups : ndarray of int
        One row per deal, one column per article: the group it falls to. Where all are listed, the articles as they are
        stand among them.
    n_distinct : int
        How many different deals there are.
    is_listed : bool
        Whether all distinct deals are there, once each.
    """

    groups: np.ndarray
    n_distinct: int
    is_listed: bool

    @property
    def phrase(self) -> str:
        """How the null was made, in one phrase."""
        if self.is_listed:
            return f"articles dealt, {self.n_distinct:,} distinct deals"
        return f"articles dealt, {len(self.groups):,} of {self.n_distinct:,} distinct deals"

    def share_beyond(self, observed: np.ndarray, null: np.ndarray) -> np.ndarray:
        """Return the two-sided p-value: the share of deals at least as far from 0 as what was observed.

        b / m where all deals are listed, else (b + 1) / (m + 1) (Phipson & Smyth 2010). A deal in which the measure is
        undefined counts as far.
        """
        # equal up to rounding counts as equal: the same articles dealt back give the same value
        far = ~(np.abs(null) < np.abs(observed) * (1 - 1e-9) - 1e-12)
        b, m = far.sum(axis=0), len(null)
        p = b / m if self.is_listed else (b + 1) / (m + 1)
        return np.where(np.isnan(observed), np.nan, p)

    def least_p(self, n_group: int, n_reference: int, *, all_deals: bool = False) -> float:
        """Return the least two-sided p-value that a comparison of so many articles with so many can reach.

        One over the number of ways to draw the two; twice that where both are of one size, since the deal that swaps
        them lies as far from 0 on the other side: 3 against 3 articles .1 (20 deals), 4 against 4 .029. A sample of m
        deals reaches no less than 1 / (m + 1), unless asked what `all_deals` would reach.
        """
        n_articles = self.groups.shape[1]
        ways = comb(n_articles, n_group) * comb(n_articles - n_group, n_reference)
        least = (2 if n_group == n_reference else 1) / ways
        return least if self.is_listed or all_deals else max(least, 1 / (len(self.groups) + 1))


def deal_articles(groups: np.ndarray, *, n_deals: int = 1000, seed: int = 0, most_listed: int = MOST_LISTED) -> Deals:
    """Deal articles among groups: every distinct deal once where there are at most so many, else a seeded sample.

    Examples
    --------
    >>> deals = deal_articles(np.array([0, 0, 0, 1, 1, 1]))
    >>> deals.phrase, deals.least_p(3, 3)
    ('articles dealt, 20 distinct deals', 0.1)
    """
    groups = np.asarray(groups)
    sizes = np.bincount(groups)
    n_distinct = prod(comb(int(sizes[place:].sum()), int(size)) for place, size in enumerate(sizes))
    if n_distinct <= most_listed:
        return Deals(np.array(list(_list_deals(len(groups), sizes.tolist()))), n_distinct, is_listed=True)
    return Deals(deal_units(groups, n_deals=n_deals, seed=seed), n_distinct, is_listed=False)


def _list_deals(n_articles: int, sizes: Sequence[int]) -> Iterator[np.ndarray]:
    """Yield every way to put articles into groups of these sizes, the largest numbers of groups last."""

    def fill(dealt: np.ndarray, group: int) -> Iterator[np.ndarray]:
        if group == len(sizes):
            yield dealt
            return
        free = np.flatnonzero(dealt < 0)
        for chosen in combinations(free.tolist(), sizes[group]):
            next_dealt = dealt.copy()
            next_dealt[list(chosen)] = group
            yield from fill(next_dealt, group + 1)

    yield from fill(np.full(n_articles, -1), 0)
