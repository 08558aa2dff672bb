"""Who acts and in which construction: counts by text, and how often no agent is named."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots.captions import count_of, format_interval, join_caption, list_parts, name_voice
from workbench.plots.grid import stack_bars
from workbench.plots.style import (
    EDGE,
    OKABE_ITO,
    Mark,
    add_legend,
    assign_marks,
    house_style,
    label_rows,
    say_nothing_to_draw,
    start_axes,
)
from workbench.schema import require_columns

NEEDED = ("article_id", "voice", "act_kind", "measure", "n", "n_clauses", "value", "low", "high")
CONSTRUCTION_MARKS = assign_marks(("active", "passive_agent", "passive_agentless", "intransitive", "nominal", "idiom"))
SHARES = {
    "no_agent": ("no agent in the clause", Mark(OKABE_ITO["blue"], "o", "")),
    "agent_nowhere": ("no agent found anywhere in the text", Mark(OKABE_ITO["vermillion"], "s", "")),
    "passives_without_agent": ("passives without agent, of all passives", Mark(OKABE_ITO["green"], "^", "")),
}
NOTHING = "No act of these kinds was found in these texts."
_STEP = 0.22


def plot_constructions(
    agency: pd.DataFrame, *, voice: str = "all", act_kind: str = "all", ax: Axes | None = None
) -> Axes:
    """Draw one stacked bar per text: its acts by construction.

    Needs the columns article_id, voice, act_kind, measure, n, n_clauses, value, low and high, as `summarise_agency`
    makes them.

    Returns
    -------
    Axes
        The number of acts stands at the end of each bar.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For a kind of act that the table does not hold.

    Examples
    --------
    >>> row = {"article_id": "a", "voice": "all", "act_kind": "all", "measure": "active", "n": 2, "n_clauses": 2,
    ...     "value": 1.0, "low": 0.3, "high": 1.0}
    >>> plot_constructions(pd.DataFrame([row])).get_xlabel()
    'acts (all kinds of act, all voices)'
    """
    wide = _spread(choose_agency(agency, voice=voice, act_kind=act_kind))
    with house_style():
        ax = start_axes(ax, n_rows=len(wide))
        if wide.empty:
            return say_nothing_to_draw(ax, NOTHING)
        stack_bars(ax, wide, marks=CONSTRUCTION_MARKS)
        ax.set(xlabel=f"acts ({_scope(voice, act_kind)})", title="How acts are worded: constructions")
    return ax


def choose_agency(agency: pd.DataFrame, *, voice: str = "all", act_kind: str = "all") -> pd.DataFrame:
    """Return the rows of one voice and one kind of act.

    Raises
    ------
    ValueError
        Naming what the table holds.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1) | {"voice": "all", "act_kind": "all"}
    >>> len(choose_agency(pd.DataFrame([row])))
    1
    """
    require_columns(agency, NEEDED, name="agency")
    for name, value in (("voice", voice), ("act_kind", act_kind)):
        if len(agency) and value not in set(agency[name]):
            known = ", ".join(dict.fromkeys(agency[name]))
            raise ValueError(f"{name} is {value!r}; the agency table holds {known}. Choose one of these.")
    return agency[(agency["voice"] == voice) & (agency["act_kind"] == act_kind)]


def _spread(rows: pd.DataFrame) -> pd.DataFrame:
    kept = rows[rows["measure"].isin(CONSTRUCTION_MARKS)]
    wide = kept.pivot_table(index="article_id", columns="measure", values="n", aggfunc="first", fill_value=0)
    wide = wide[[name for name in CONSTRUCTION_MARKS if name in wide and wide[name].any()]]
    return wide if len(wide.columns) else wide.head(0)


def _scope(voice: str, act_kind: str) -> str:
    kind = "all kinds of act" if act_kind == "all" else f"acts of the kind {act_kind}"
    return f"{kind}, {name_voice(voice)}"


def plot_missing_agents(
    agency: pd.DataFrame, *, voice: str = "all", act_kind: str = "all", ax: Axes | None = None
) -> Axes:
    """Draw, for each text, the share of acts for which no agent is named, with Wilson intervals.

    Needs the columns that `plot_constructions` needs. A missing agent is described, never charged: readers may know it,
    nobody may know it, or the sentence before may have named it.

    Returns
    -------
    Axes
        n of n_clauses stands beside each mark; shares of nothing are not drawn.

    Raises
    ------
    KeyError, ValueError
        As `plot_constructions`.

    Examples
    --------
    >>> row = {"article_id": "a", "voice": "all", "act_kind": "all", "measure": "no_agent", "n": 1, "n_clauses": 2,
    ...     "value": 0.5, "low": 0.1, "high": 0.9}
    >>> plot_missing_agents(pd.DataFrame([row])).get_title(loc="left")
    'How often no agent is named'
    """
    rows = _choose_shares(agency, voice=voice, act_kind=act_kind)
    articles = list(dict.fromkeys(rows["article_id"]))
    with house_style():
        ax = start_axes(ax, n_rows=2 * len(articles))
        if rows.empty:
            return say_nothing_to_draw(ax, NOTHING)
        for place, name in enumerate(SHARES):
            mine = rows[rows["measure"] == name]
            if len(mine):
                _draw_share(ax, mine, articles=articles, offset=(place - 1) * _STEP)
        label_rows(ax, articles)
        ax.set(xlim=(-0.02, 1.02), title="How often no agent is named")
        ax.set_xlabel(f"share, line = 95 % Wilson interval ({_scope(voice, act_kind)})")
        ax.grid(axis="x", color="#DDDDDD", linewidth=0.6)
        add_legend(ax)
    return ax


def _choose_shares(agency: pd.DataFrame, *, voice: str, act_kind: str) -> pd.DataFrame:
    rows = choose_agency(agency, voice=voice, act_kind=act_kind)
    return rows[rows["measure"].isin(SHARES) & rows["value"].notna()]


def _draw_share(ax: Axes, rows: pd.DataFrame, *, articles: list[str], offset: float) -> None:
    label, mark = SHARES[rows["measure"].iloc[0]]
    y = [articles.index(article) + offset for article in rows["article_id"]]
    ax.hlines(y, rows["low"], rows["high"], colors=mark.colour, lw=1.6)
    ax.plot(rows["value"], y, mark.marker, color=mark.colour, mec=EDGE, ls="none", label=label)
    for row, place in zip(rows.itertuples(), y, strict=True):
        text = f"{row.n} of {row.n_clauses}"
        ax.text(1.02, place, text, transform=ax.get_yaxis_transform(), va="center", fontsize=8)


def caption_constructions(agency: pd.DataFrame, *, voice: str = "all", act_kind: str = "all") -> str:
    """Return the caption of `plot_constructions`, made from the same table.

    Examples
    --------
    >>> row = {"article_id": "a", "voice": "all", "act_kind": "all", "measure": "active", "n": 2, "n_clauses": 2,
    ...     "value": 1.0, "low": 0.3, "high": 1.0}
    >>> caption_constructions(pd.DataFrame([row]))
    'Acts by construction · n = 2 acts · all kinds of act, all voices · these texts only'
    """
    n = int(_spread(choose_agency(agency, voice=voice, act_kind=act_kind)).to_numpy().sum())
    return join_caption("Acts by construction", count_of(n, "act"), _scope(voice, act_kind))


def caption_missing_agents(agency: pd.DataFrame, *, voice: str = "all", act_kind: str = "all") -> str:
    """Return the caption of `plot_missing_agents`, made from the same table.

    Examples
    --------
    >>> row = {"article_id": "a", "voice": "all", "act_kind": "all", "measure": "no_agent", "n": 1, "n_clauses": 2,
    ...     "value": 0.5, "low": 0.1, "high": 0.9}
    >>> caption_missing_agents(pd.DataFrame([row])).split(" · ")[1]
    'n = 2 acts'
    """
    rows = choose_agency(agency, voice=voice, act_kind=act_kind)
    n = int(rows.loc[rows["measure"] == "no_agent", "n_clauses"].sum())
    note = "a missing agent is described, not charged"
    return join_caption("Acts without a named agent", count_of(n, "act"), _scope(voice, act_kind), note)


def alt_constructions(agency: pd.DataFrame, *, voice: str = "all", act_kind: str = "all") -> str:
    """Return the figure of `plot_constructions` in words.

    Examples
    --------
    >>> row = {"article_id": "a", "voice": "all", "act_kind": "all", "measure": "active", "n": 2, "n_clauses": 2,
    ...     "value": 1.0, "low": 0.3, "high": 1.0}
    >>> alt_constructions(pd.DataFrame([row]))
    'Stacked bars of acts by construction. a: active 2.'
    """
    wide = _spread(choose_agency(agency, voice=voice, act_kind=act_kind))
    parts = (
        f"{article}: " + ", ".join(f"{name.replace('_', ' ')} {n}" for name, n in row.items() if n)
        for article, row in wide.iterrows()
    )
    return "Stacked bars of acts by construction. " + list_parts(parts)


def alt_missing_agents(agency: pd.DataFrame, *, voice: str = "all", act_kind: str = "all") -> str:
    """Return the figure of `plot_missing_agents` in words.

    Examples
    --------
    >>> row = {"article_id": "a", "voice": "all", "act_kind": "all", "measure": "no_agent", "n": 1, "n_clauses": 2,
    ...     "value": 0.5, "low": 0.1, "high": 0.9}
    >>> alt_missing_agents(pd.DataFrame([row]))
    'Shares with intervals. a, no agent in the clause: 0.50 [0.10, 0.90], 1 of 2.'
    """
    parts = (
        f"{row.article_id}, {SHARES[row.measure][0]}: {format_interval(row.value, row.low, row.high)}, "
        f"{row.n} of {row.n_clauses}"
        for row in _choose_shares(agency, voice=voice, act_kind=act_kind).itertuples()
    )
    return "Shares with intervals. " + list_parts(parts, limit=18)
