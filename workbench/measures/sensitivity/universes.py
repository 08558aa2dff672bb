"""The choices of method that can be defended, a score computed in every combination of them, and what survives."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
import pandas as pd

from workbench.inference.agreement import share_orders
from workbench.inference.groups import name_unit
from workbench.measures.sensitivity.splitting import SPLITTERS, split_differently
from workbench.schema import require_choice, require_columns

CHOICES = ("zones", "quotations", "splitter", "name_guard", "domain_words", "level")
_ZONE_SETS = {
    "body": ("body",),
    "body and headline": ("headline", "body"),
    "all prose": ("headline", "standfirst", "body", "caption", "pullquote"),
}
MOST_UNIVERSES = 64  # methods.md 3.4: more cannot be read on one curve
Score = Callable[..., pd.DataFrame]


@dataclass(frozen=True)
class Universe:
    """One combination of choices, and what the score function is called with.

    Parameters
    ----------
    number : int
        From 0; universe 0 holds the first option of every choice.
    choices : mapping
        Name of each choice to the option taken.
    arguments : mapping
        What the options mean to the score function.

    Examples
    --------
    >>> Universe(0, {"zones": "body"}).choices["zones"]
    'body'
    """

    number: int
    choices: Mapping[str, str]
    arguments: Mapping[str, object] = field(default_factory=dict)


def standard_choices(
    articles: pd.DataFrame, sentences: pd.DataFrame, tokens: pd.DataFrame, *, include: Sequence[str] = CHOICES[:3]
) -> dict[str, dict[str, dict[str, object]]]:
    """Return the choices of method that can be defended, as the arguments of a score function.

    =============  ====================================================  ==========================================
    choice         options (default first)                               arguments
    =============  ====================================================  ==========================================
    zones          body; body with headline; all zones of prose          zones
    quotations     all voices together; narrator alone                   voice (which rows are taken)
    splitter       paragraph-aware; textstat-like; naive                 sentences, tokens
    name_guard     on; off                                               name_guard ("all", "none")
    domain_words   counted; left out                                     domain_words (True, False)
    level          core; core and wide                                   level ("core", "wide")
    =============  ====================================================  ==========================================

    Zones, quotations, splitter, name guard and domain words together are 72 universes, over the limit of 64: leave
    one out, or drop an option from the dictionary returned.

    Parameters
    ----------
    articles, sentences, tokens : DataFrame
        As the corpus and language layers make them.
    include : sequence of str
        The choices wanted, of the names above; splitter or not, sentences and tokens are among the arguments.

    Returns
    -------
    dict
        For `run_universes`.

    Raises
    ------
    ValueError
        For an unknown choice.

    Examples
    --------
    >>> empty = pd.DataFrame()
    >>> list(standard_choices(empty, empty, empty, include=["zones", "quotations"])["quotations"])
    ['all voices', 'narrator']
    """
    for choice in include:
        require_choice(choice, CHOICES, name="include")
    options = {
        "zones": {name: {"zones": zones} for name, zones in _ZONE_SETS.items()},
        "quotations": {"all voices": {"voice": "all"}, "narrator": {"voice": "narrator"}},
        "name_guard": {"on": {"name_guard": "all"}, "off": {"name_guard": "none"}},
        "domain_words": {"counted": {"domain_words": True}, "left out": {"domain_words": False}},
        "level": {"core": {"level": "core"}, "wide": {"level": "wide"}},
    }
    splitters = SPLITTERS if "splitter" in include else SPLITTERS[:1]
    options["splitter"] = {
        name: dict(
            zip(("sentences", "tokens"), split_differently(articles, sentences, tokens, splitter=name), strict=True)
        )
        for name in splitters
    }
    return {choice: options[choice] for choice in ("splitter", *(c for c in include if c != "splitter"))}


def list_universes(choices: Mapping[str, Mapping[str, Mapping[str, object]]]) -> list[Universe]:
    """Return every combination of the options of the choices, at most 64.

    Parameters
    ----------
    choices : mapping
        Name of a choice to its options, each option a name with the arguments it stands for. The first option of a
        choice is the default.

    Returns
    -------
    list of Universe
        In the order of the choices, the last varying fastest.

    Raises
    ------
    ValueError
        For no choice, a choice without an option, or more than 64 combinations.

    Examples
    --------
    >>> choices = {"zones": {"body": {"zones": ("body",)}, "body+headline": {"zones": ("body", "headline")}}}
    >>> [universe.choices["zones"] for universe in list_universes(choices)]
    ['body', 'body+headline']
    """
    n_universes = int(np.prod([len(options) for options in choices.values()])) if choices else 0
    if not 0 < n_universes <= MOST_UNIVERSES:
        sizes = ", ".join(f"{name} {len(options)}" for name, options in choices.items()) or "none"
        raise ValueError(
            f"choices make {n_universes} universes (options: {sizes}); allowed are 1 to {MOST_UNIVERSES}. "
            "Give every choice an option, or leave a choice out."
        )
    universes = []
    for number, options in enumerate(product(*(options.items() for options in choices.values()))):
        arguments = {key: value for _, option in options for key, value in option.items()}
        taken = dict(zip(choices, (name for name, _ in options), strict=True))
        universes.append(Universe(number, taken, arguments))
    return universes


def run_universes(
    score: Score, choices: Mapping[str, Mapping[str, Mapping[str, object]]], *, measure: str, voice: str = "all"
) -> pd.DataFrame:
    """Compute a score in every universe.

    Parameters
    ----------
    score : callable
        Called with the arguments of a universe; returns a table like `scores` (article_id or group, measure, voice,
        value). For groups give a function that pools: ``partial(score_readability, by=outlets)``.
        An argument ``voice`` is not passed on: it says which rows to take.
    choices : mapping
        As for `list_universes`.
    measure : str
        The measure to take from the table.
    voice : str
        The voice to take where no choice says.

    Returns
    -------
    DataFrame
        One row per universe and article (or group): universe, one column per choice with the option taken, article_id,
        measure, voice, value (NaN where undefined). Sorted by universe, article_id.

    Raises
    ------
    KeyError
        If the score function's table lacks a column.
    ValueError
        If it has no row of the measure, and as `list_universes`.

    Examples
    --------
    >>> def score(length):
    ...     return pd.DataFrame({"article_id": ["x", "y"], "measure": "m", "voice": "all", "value": [length, 2.0]})
    >>> run_universes(score, {"unit": {"short": {"length": 1.0}, "long": {"length": 3.0}}}, measure="m").value.tolist()
    [1.0, 2.0, 3.0, 2.0]
    """
    tables, kept = [], {}
    for universe in list_universes(choices):
        arguments = dict(universe.arguments)
        taken_voice = arguments.pop("voice", voice)
        key = tuple(sorted((name, id(value)) for name, value in arguments.items()))
        if key not in kept:  # choosing another voice needs no new computation
            kept[key] = score(**arguments)
            needed = (name_unit(kept[key]), "measure", "voice", "value")
            require_columns(kept[key], needed, name="table of the score function")
        tables.append(_take_rows(kept[key], universe, measure, str(taken_voice)))
    curve = pd.concat(tables, ignore_index=True)
    return curve.sort_values(["universe", name_unit(curve)], ignore_index=True)


def _take_rows(table: pd.DataFrame, universe: Universe, measure: str, voice: str) -> pd.DataFrame:
    require_choice(measure, sorted(table["measure"].unique()), name="measure")
    rows = table[table["measure"] == measure]
    unit = name_unit(rows)
    units = pd.DataFrame({unit: sorted(rows[unit].unique())})
    chosen = rows.loc[rows["voice"] == voice, [unit, "value"]]
    df = units.merge(chosen, on=unit, how="left").assign(measure=measure, voice=voice)
    df.insert(0, "universe", universe.number)
    for place, (name, option) in enumerate(universe.choices.items(), start=1):
        df.insert(place, f"choice_{name}", option)
    return df


def share_universes(curve: pd.DataFrame) -> pd.DataFrame:
    """Return, for each pair of articles or groups, the share of universes in which their more frequent order holds.

    Parameters
    ----------
    curve : DataFrame
        As `run_universes` returns it.

    Returns
    -------
    DataFrame
        As `workbench.inference.share_orders`: a_id, b_id, n_above, n_below, n_tied, n, share, order.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> curve = pd.DataFrame({"universe": [0, 0, 1, 1], "article_id": ["x", "y"] * 2, "value": [1.0, 2.0, 3.0, 2.0]})
    >>> share_universes(curve)[["n_above", "n_below", "share"]].values.tolist()
    [[1.0, 1.0, 0.5]]
    """
    unit = name_unit(curve)
    require_columns(curve, ("universe", unit, "value"), name="curve")
    return share_orders(curve.pivot_table(index="universe", columns=unit, values="value"))


def summarise_universes(curve: pd.DataFrame) -> pd.DataFrame:
    """Return each article's (or group's) range over the universes, and what each single choice moves.

    Returns
    -------
    DataFrame
        One row per article: article_id, default (universe 0), lowest, median, highest, n_universes (in which the
        value is defined), then for each choice move_<choice>: the largest difference between the medians of its
        options. Sorted by article_id.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> curve = pd.DataFrame({"universe": [0, 1], "article_id": "x", "value": [1.0, 3.0], "choice_zones": ["a", "b"]})
    >>> summarise_universes(curve)[["default", "median", "move_zones"]].values.tolist()
    [[1.0, 2.0, 2.0]]
    """
    unit = name_unit(curve)
    require_columns(curve, ("universe", unit, "value"), name="curve")
    by_article = curve.groupby(unit)["value"]
    df = by_article.agg(lowest="min", median="median", highest="max", n_universes="count")
    df.insert(0, "default", curve[curve["universe"] == 0].set_index(unit)["value"])
    for column in (name for name in curve.columns if name.startswith("choice_")):
        medians = curve.groupby([unit, column])["value"].median()
        spread = medians.groupby(unit).agg(lambda values: values.max() - values.min())
        df[column.replace("choice_", "move_", 1)] = spread
    return df.reset_index()


def describe_universes(curve: pd.DataFrame) -> Sequence[str]:
    """Return one sentence per pair of articles that says whether their order survives.

    Examples
    --------
    >>> curve = pd.DataFrame({"universe": [0, 0], "article_id": ["x", "y"], "value": [1.0, 2.0], "measure": "lix"})
    >>> describe_universes(curve)
    ['lix: x below y in 1 of 1 universes; these texts only.']
    """
    words = {">": "above", "<": "below"}
    measure = curve["measure"].iloc[0] if len(curve) else ""
    sentences = []
    for row in share_universes(curve).itertuples(index=False):
        held = f"{words.get(row.order)} {row.b_id} in {max(row.n_above, row.n_below)} of {row.n} universes"
        if row.order == "=":
            held = f"and {row.b_id} in no order: above in {row.n_above}, below in {row.n_below} of {row.n} universes"
        level = f", level in {row.n_tied}" if row.n_tied else ""
        sentences.append(f"{measure}: {row.a_id} {held}{level}; these texts only.")
    return sentences
