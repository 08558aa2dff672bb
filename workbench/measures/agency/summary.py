"""How often which construction stands, and how often no agent is named, per article or group of articles."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from workbench.inference import sum_groups, wilson_interval
from workbench.inference.groups import FEW_ARTICLES, LEAST_ARTICLES, pool_shares
from workbench.schema import VOICES, require_columns
from workbench.tokens.selection import assign_groups

_AGENTLESS = "passive_agentless"
_NEEDED = ("article_id", "act_kind", "construction", "recoverable", "agent", "voice")
SUMMARY = {
    "article_id": "str",
    "voice": "str",
    "act_kind": "str",
    "measure": "str",
    "n": "int64",
    "n_clauses": "int64",
    "value": "float64",
    "low": "float64",
    "high": "float64",
}
GROUPED = {"group": "str", "n_articles": "int64"} | {name: SUMMARY[name] for name in list(SUMMARY)[1:]}
MEASURES = {
    "active": "active clauses, of all acts",
    "passive_agent": "passives with an agent, of all acts",
    "passive_agentless": "passives without agent, of all acts",
    "intransitive": "clauses without object, of all acts",
    "nominal": "acts named by a noun, of all acts",
    "idiom": "idioms, of all acts",
    "no_agent": "acts without a named agent, of all acts",
    "agent_nowhere": "acts whose agent is found nowhere in the article, of all acts",
    "passives_without_agent": "passives without agent, of all passives",
}


def summarise_agency(
    clauses: pd.DataFrame,
    *,
    article_ids: Iterable[str] | None = None,
    by: str | Mapping[str, str] = "article_id",
) -> pd.DataFrame:
    """Count constructions and missing agents per article or group, kind of act and voice.

    Shares are n / n_clauses with the Wilson interval; states ("is crammed") are no acts and not counted. The clauses of
    one text are not independent draws: the interval is a least width, not a test, and says nothing about an outlet. An
    agent may be missing because all readers know it, because nobody does, or because the writer left it out; a share
    does not tell which. Do not compare shares of different kinds of act, nor of texts parsed by different models.

    Needs the columns article_id, act_kind, construction, recoverable, agent and voice of `find_clauses`.

    Parameters
    ----------
    clauses : DataFrame
        Table clauses.
    article_ids : iterable of str, optional
        Every article that was read, so that one without a clause has its rows too.
    by : str or mapping
        What is compared: the article, or a column of `clauses`, or a mapping from article_id to group. Only a mapping
        can tell the group of an article without a clause.

    Returns
    -------
    DataFrame
        One row per article, voice ("all" and the three voices), kind of act ("all" and those found) and measure:
        article_id, voice, act_kind, measure, n, n_clauses (what n is a share of), value, low, high (0 to 1; NaN where
        n_clauses is 0). The measures are the constructions, "no_agent", "agent_nowhere" (of all acts) and
        "passives_without_agent" (of all passives). Sorted by article, voice, kind, then as the measures are named here.
        With `by`, group and n_articles stand for article_id, counts are pooled over the articles of a group, and the
        interval is that of `workbench.inference.groups.pool_shares`: whole articles are drawn again from five on, two
        to four have none, as `reason`, a further column at the end, says.

    Raises
    ------
    KeyError, ValueError
        If a column is missing, or `by` knows none of the articles.

    Examples
    --------
    >>> clauses = pd.DataFrame({"article_id": "a", "act_kind": "harm", "voice": "narrator", "agent": ["rebels", None],
    ...     "construction": ["active", "passive_agentless"], "recoverable": ["not applicable", "nowhere"]})
    >>> table = summarise_agency(clauses)
    >>> table[(table.voice == "all") & (table.act_kind == "all") & (table.n > 0)][["measure", "n", "n_clauses"]].values.tolist()
    [['active', 1, 2], ['passive_agentless', 1, 2], ['no_agent', 1, 2], ['agent_nowhere', 1, 2], ['passives_without_agent', 1, 1]]
    """
    require_columns(clauses, _NEEDED, name="clauses")
    acts = clauses[clauses["construction"] != "state"]
    ids = sorted(set(clauses["article_id"]) | set(() if article_ids is None else article_ids))
    kinds = sorted(set(acts["act_kind"]))
    rows = [
        (article, voice, kind, *counted)
        for article in ids
        for voice in ("all", *VOICES)
        for kind in ("all", *kinds)
        for counted in _count(_choose(acts, article, voice, kind))
    ]
    table = pd.DataFrame(rows, columns=list(SUMMARY)[:6])
    if by != "article_id":
        return _pool(table, _assign(ids, clauses, by))
    n, of = table["n"].to_numpy(dtype=float), table["n_clauses"].to_numpy(dtype=float)
    low, high = wilson_interval(n, of)
    value = np.divide(n, of, out=np.full(len(n), np.nan), where=of > 0)
    return table.assign(value=value, low=low, high=high).astype(SUMMARY)


def _assign(ids: list[str], clauses: pd.DataFrame, by: str | Mapping[str, str]) -> pd.Series:
    """Return the group of each article, indexed by article, without those that have none."""
    found = clauses.drop_duplicates("article_id") if isinstance(by, str) else pd.DataFrame({"article_id": ids})
    groups = pd.Series(assign_groups(found, by).to_numpy(), index=found["article_id"].to_numpy())
    return groups.dropna().sort_index()


def _pool(table: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """Return the table of articles summed up by group, with intervals over whole articles."""
    codes, names = pd.factorize(groups, sort=True)
    keys = table.loc[table["article_id"] == table["article_id"].min(), ["voice", "act_kind", "measure"]]
    held = table[table["article_id"].isin(groups.index)]
    n, of = (held[name].to_numpy().reshape(len(groups), len(keys)) for name in ("n", "n_clauses"))
    value, low, high = (bound.ravel() for bound in pool_shares(n, of, codes))
    sizes = np.bincount(codes, minlength=len(names))
    rows = pd.concat([keys] * len(names), ignore_index=True) if len(names) else keys
    rows.insert(0, "group", np.repeat(np.asarray(names, dtype=object), len(keys)))
    rows.insert(1, "n_articles", np.repeat(sizes, len(keys)))
    few = (rows["n_articles"] > 1) & (rows["n_articles"] < LEAST_ARTICLES)
    counts = {
        name: sum_groups(part, codes).ravel() if len(names) else [] for name, part in (("n", n), ("n_clauses", of))
    }
    table = rows.assign(**counts, value=value, low=low, high=high).astype(GROUPED)
    return table.assign(reason=pd.Series(np.where(few, FEW_ARTICLES, None), index=table.index, dtype="str"))


def _choose(acts: pd.DataFrame, article: str, voice: str, kind: str) -> pd.DataFrame:
    rows = acts[acts["article_id"] == article]
    rows = rows if voice == "all" else rows[rows["voice"] == voice]
    return rows if kind == "all" else rows[rows["act_kind"] == kind]


def _count(rows: pd.DataFrame) -> list[tuple[str, int, int]]:
    passives = rows[rows["construction"].str.startswith("passive")]
    special = {
        "no_agent": int(rows["agent"].isna().sum()),
        "agent_nowhere": int((rows["recoverable"] == "nowhere").sum()),
    }
    counted = [
        (name, special.get(name, int((rows["construction"] == name).sum())), len(rows)) for name in list(MEASURES)[:-1]
    ]
    return [*counted, ("passives_without_agent", int((passives["construction"] == _AGENTLESS).sum()), len(passives))]
