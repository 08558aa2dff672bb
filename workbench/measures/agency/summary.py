"""How often which construction stands, and how often no agent is named, per article."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from workbench.inference import wilson_interval
from workbench.schema import VOICES, require_columns

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


def summarise_agency(clauses: pd.DataFrame, *, article_ids: Iterable[str] | None = None) -> pd.DataFrame:
    """Count constructions and missing agents per article, kind of act and voice.

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

    Returns
    -------
    DataFrame
        One row per article, voice ("all" and the three voices), kind of act ("all" and those found) and measure:
        article_id, voice, act_kind, measure, n, n_clauses (what n is a share of), value, low, high (0 to 1; NaN where
        n_clauses is 0). The measures are the constructions, "no_agent", "agent_nowhere" (of all acts) and
        "passives_without_agent" (of all passives). Sorted by article, voice, kind, then as the measures are named here.

    Raises
    ------
    KeyError
        If a column is missing.

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
    low, high = wilson_interval(table["n"].to_numpy(), table["n_clauses"].to_numpy())
    with np.errstate(invalid="ignore"):
        value = table["n"].to_numpy(dtype=float) / table["n_clauses"].where(table["n_clauses"] > 0).to_numpy(
            dtype=float
        )
    return table.assign(value=value, low=low, high=high).astype(SUMMARY)


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
