"""Who acts and in which construction: counts by text, and how often no agent is named."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes

from workbench.plots import captions, shapes, style
from workbench.schema import require_columns

NEEDED = ("article_id", "voice", "act_kind", "measure", "n", "n_clauses", "value", "low", "high")
CONSTRUCTION_MARKS = style.assign_marks(
    ("active", "passive_agent", "passive_agentless", "intransitive", "nominal", "idiom")
)
SHARES = {
    "no_agent": ("no agent in the clause", style.Mark(style.BLUE, "o", "")),
    "agent_nowhere": ("no agent found anywhere in the text", style.Mark(style.RED, "s", "")),
    "passives_without_agent": (
        "passives without agent, of all passives",
        style.Mark(style.OKABE_ITO["green"], "^", ""),
    ),
}
NOTHING = "No act of these kinds was found in these texts."
_STEP = 0.26


def choose_agency(agency: pd.DataFrame, *, voice: str = "all", act_kind: str = "all") -> pd.DataFrame:
    """Return the rows of one voice and one kind of act.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        Naming what the table holds.

    Examples
    --------
    >>> row = dict.fromkeys(NEEDED, 1) | {"voice": "all", "act_kind": "all"}
    >>> len(choose_agency(pd.DataFrame([row])))
    1
    """
    require_columns(agency, style.with_unit(NEEDED, agency), name="agency")
    known = style.keep_rows(agency, "voice", voice, name="agency table")
    style.keep_rows(agency, "act_kind", act_kind, name="agency table")
    return known[known["act_kind"] == act_kind]


def plot_constructions(
    agency: pd.DataFrame, *, voice: str = "all", act_kind: str = "all", ax: Axes | None = None
) -> Axes:
    """Draw one stacked bar per text or group: its acts by construction.

    Needs the columns article_id (or group), voice, act_kind, measure, n, n_clauses, value, low and high, as
    `summarise_agency` makes them.

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
    wide = _spread_constructions(agency, voice, act_kind)
    looks = {"title": "How acts are worded: constructions", "nothing": NOTHING}
    return shapes.draw_bars(ax, wide, marks=CONSTRUCTION_MARKS, xlabel=f"acts ({_scope(voice, act_kind)})", **looks)


def _spread_constructions(agency: pd.DataFrame, voice: str, act_kind: str) -> pd.DataFrame:
    rows = choose_agency(agency, voice=voice, act_kind=act_kind)
    kept = rows[rows["measure"].isin(CONSTRUCTION_MARKS)]
    wide = shapes.spread(kept, rows=style.unit_column(kept), parts="measure", count="n", order=CONSTRUCTION_MARKS)
    return wide if len(wide.columns) else wide.head(0)


def _scope(voice: str, act_kind: str) -> str:
    kind = "all kinds of act" if act_kind == "all" else f"acts of the kind {act_kind}"
    return f"{kind}, {captions.name_voice(voice)}"


def caption_constructions(agency: pd.DataFrame, *, voice: str = "all", act_kind: str = "all") -> str:
    """Return the caption of `plot_constructions`, made from the same table.

    Examples
    --------
    >>> row = {"article_id": "a", "voice": "all", "act_kind": "all", "measure": "active", "n": 2, "n_clauses": 2,
    ...     "value": 1.0, "low": 0.3, "high": 1.0}
    >>> caption_constructions(pd.DataFrame([row]))
    'Acts by construction · n = 2 acts · all kinds of act, all voices · these texts only'
    """
    wide = _spread_constructions(agency, voice, act_kind)
    n = captions.count_of(int(wide.to_numpy().sum()), "act")
    shown = shapes.say_units_shown(len(wide), style.name_units(agency))
    return captions.join_caption(
        "Acts by construction", shown, n, captions.name_groups(agency), _scope(voice, act_kind)
    )


def alt_constructions(agency: pd.DataFrame, *, voice: str = "all", act_kind: str = "all") -> str:
    """Return the figure of `plot_constructions` in words.

    Examples
    --------
    >>> row = {"article_id": "a", "voice": "all", "act_kind": "all", "measure": "active", "n": 2, "n_clauses": 2,
    ...     "value": 1.0, "low": 0.3, "high": 1.0}
    >>> alt_constructions(pd.DataFrame([row]))
    'Stacked bars of acts by construction. a: active 2.'
    """
    wide = _spread_constructions(agency, voice, act_kind)
    return "Stacked bars of acts by construction. " + shapes.describe_counts(wide)


def plot_missing_agents(
    agency: pd.DataFrame, *, voice: str = "all", act_kind: str = "all", ax: Axes | None = None
) -> Axes:
    """Draw, for each text or group, the share of acts for which no agent is named, with its interval.

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
    >>> [text.get_text() for text in plot_missing_agents(pd.DataFrame([row])).texts]
    ['1 of 2']
    """
    rows = style.cap_units(_choose_shares(agency, voice, act_kind))
    units = style.list_units(rows)
    with style.house_style():
        ax = style.start_axes(ax, n_rows=1, height=1.7 + 0.55 * len(units))
        if rows.empty:
            return style.say_nothing_to_draw(ax, NOTHING)
        for place, name in enumerate(SHARES):
            mine = rows[rows["measure"] == name]
            if len(mine):
                _draw_share(ax, mine, units=units, offset=(place - 1) * _STEP)
        style.label_rows(ax, units)
        ax.set_xlim(-0.02, 1.02)
        made = "95 % Wilson interval" if style.unit_column(rows) == "article_id" else "95 % interval"
        ax.set_xlabel(style.fold(f"share, line = {made} ({_scope(voice, act_kind)})", width=64))
        style.write_title(ax, "How often no agent is named")
        ax.grid(axis="x", color=style.RULE, linewidth=0.6)
        style.add_legend(ax)
    return ax


def _choose_shares(agency: pd.DataFrame, voice: str, act_kind: str) -> pd.DataFrame:
    rows = choose_agency(agency, voice=voice, act_kind=act_kind)
    return rows[rows["measure"].isin(SHARES) & rows["value"].notna()]


def _draw_share(ax: Axes, rows: pd.DataFrame, *, units: list[str], offset: float) -> None:
    label, mark = SHARES[rows["measure"].iloc[0]]
    y = [units.index(unit) + offset for unit in rows[style.unit_column(rows)]]
    ax.hlines(y, rows["low"], rows["high"], colors=mark.colour, lw=1.6)
    ax.plot(rows["value"], y, mark.marker, color=mark.colour, mec=style.EDGE, ls="none", label=label)
    style.write_beside(ax, [f"{row.n} of {row.n_clauses}" for row in rows.itertuples()], rows=y)


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
    n = captions.count_of(int(rows.loc[rows["measure"] == "no_agent", "n_clauses"].sum()), "act")
    shown = shapes.say_units_shown(len(style.list_units(rows)), style.name_units(rows))
    made = captions.say_intervals(rows[rows["measure"].isin(SHARES)])
    scope, note = _scope(voice, act_kind), "a missing agent is described, not charged"
    return captions.join_caption("Acts without a named agent", shown, n, captions.name_groups(rows), made, scope, note)


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
        f"{getattr(row, style.unit_column(agency))}, {SHARES[row.measure][0]}: "
        f"{captions.format_interval(row.value, row.low, row.high)}, {row.n} of {row.n_clauses}"
        for row in _choose_shares(agency, voice, act_kind).itertuples()
    )
    return "Shares with intervals. " + captions.list_parts(parts, limit=18)
