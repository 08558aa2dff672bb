"""From tokens to the table of figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from workbench.corpus.config import CorpusConfig
from workbench.measures.quantities.agents import find_agent, find_window
from workbench.measures.quantities.credits import credit_figure, group_attributions
from workbench.measures.quantities.deeds import Deed, find_deed
from workbench.measures.quantities.exclusions import is_excluded
from workbench.measures.quantities.figures import Figure, find_figures
from workbench.measures.quantities.terms import read_units
from workbench.measures.quantities.units import Unit, find_unit
from workbench.schema import make_table, require_columns
from workbench.tokens.selection import DEFAULT_ZONES, check_zones
from workbench.tokens.tree import Tree, build_trees

FURTHER = {"words": "str", "unit_kind": "str", "act_kind": "str", "zone": "str", "sentence_id": "int64"}
_NEEDED = (
    "article_id",
    "sentence_id",
    "token_id",
    "start",
    "end",
    "text",
    "lower",
    "lemma",
    "pos",
    "tag",
    "dep",
    "head_id",
)
_INHERITED_SENTENCES = 2
_NOT_INHERITED = frozenset({"time", "measure", "money"})


def find_quantities(
    tokens: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    attributions: pd.DataFrame | None = None,
    config: CorpusConfig | None = None,
    zones: Iterable[str] = DEFAULT_ZONES,
) -> pd.DataFrame:
    """Return every figure that the articles report: counts, shares, sums of money, ranges and words such as "dozens".

    Needs the token table (with zone and voice), article_id and text of the articles, and the attributions table.

    Parameters
    ----------
    tokens, articles, attributions : DataFrame
        Tables as the workbench makes them; without attributions nobody is credited.
    config : CorpusConfig, optional
        Its source aliases give the credited names one spelling.
    zones : iterable of str
        Zones in which figures are looked for.

    Returns
    -------
    DataFrame
        One row per figure: article_id, quantity_id, start, end (with the qualifier), value (shares are fractions of 1;
        NaN for a range or "dozens"), low and high (what the wording promises: "over" gives low, "nearly" gives high,
        "about" neither, no qualifier both, "hundreds" a low of one hundred), qualifier (as written; "exact", "range",
        "indefinite"), unit, act (killed, died, displaced ...; for other verbs the lemma), agent (grammatical, as
        written), window, credited_to, descriptor, attribution_id, voice; then words (the figure as written), unit_kind
        and act_kind (what figures are grouped by), zone, sentence_id. Sorted by article and place.

    Raises
    ------
    KeyError, ValueError
        For missing columns, an unknown zone, or tokens of an article that `articles` lacks.

    Notes
    -----
    Dates, clock times, ages, ordinals, labels (Channel 4), addresses, scores, telephone numbers, "one of", and words
    that refer back ("the two men") are left out; so is the time a count covers ("in the past 24 hours"), which stands
    in `window`. A length of time that is itself proposed or imposed ("a 30-day truce") is a figure. A number without a
    noun ("132 remain") takes the unit of the figure before it. Rules over a dependency parse err: open the words.

    A figure is not an estimate of what happened. Figures of different window, unit or status must not be compared.

    Examples
    --------
    >>> from workbench.corpus import load_corpus
    >>> from workbench.language import segment_text
    >>> corpus = load_corpus("osmere")
    >>> _, tokens = segment_text(corpus.articles, corpus.blocks)
    >>> table = find_quantities(tokens, articles=corpus.articles)
    >>> table.loc[table.act == "killed", ["qualifier", "value", "unit"]].values.tolist()
    [['nearly', 500.0, 'people'], ['exact', 3.0, 'fighters']]
    """
    require_columns(tokens, (*_NEEDED, "zone", "voice"), name="tokens")
    require_columns(articles, ("article_id", "text"), name="articles")
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    chosen = tokens[tokens["zone"].isin(check_zones(zones))]
    _check_texts(chosen, texts)
    said = {} if attributions is None else group_attributions(attributions)
    aliases = {} if config is None else config.source_aliases
    rows = [
        row
        for tree in build_trees(chosen)
        for row in _describe_article(tree, texts[tree.article_id], said.get(tree.article_id, []), aliases=aliases)
    ]
    return _finish(rows)


def _check_texts(tokens: pd.DataFrame, texts: Mapping[str, str]) -> None:
    unknown = sorted(set(tokens["article_id"]) - set(texts))
    if unknown:
        raise ValueError(
            f"tokens holds the article {unknown[0]!r}, which articles lacks; articles has {', '.join(sorted(texts)[:5])}. "
            "Pass the articles that the tokens were made from."
        )


def _finish(rows: list[dict]) -> pd.DataFrame:
    table = make_table(rows, "quantities")
    for column, dtype in FURTHER.items():
        table[column] = table[column].astype(dtype) if column in table else pd.Series(dtype=dtype)
    return table


def _describe_article(tree: Tree, text: str, said: list, *, aliases: Mapping[str, str]) -> Iterator[dict]:
    previous: tuple[Figure, Unit] | None = None
    number = 0
    for figure in find_figures(tree, text):
        if is_excluded(figure):
            continue
        unit = find_unit(figure)
        deed = find_deed(figure, unit)
        unit = unit or _inherit(figure, previous) or _infer_people(figure, deed)
        if _is_bare_one(figure, deed):
            continue
        if unit is not None and figure.number.kind in {"count", "loose"} and _may_be_inherited(unit):
            previous = figure, unit
        yield {
            "article_id": tree.article_id,
            "quantity_id": number,
            "start": figure.start,
            "end": figure.end,
            "words": " ".join(text[figure.start : figure.end].split()),
            **_describe(figure, unit, deed),
            **_name_credit(figure, said, aliases),
        }
        number += 1


def _inherit(figure: Figure, previous: tuple[Figure, Unit] | None) -> Unit | None:
    """Take the unit of the figure before, where a number stands without noun soon after it."""
    if previous is None or figure.number.kind not in {"count", "loose"}:
        return None
    distance = figure.tree.sentence[figure.first] - figure.tree.sentence[previous[0].first]
    unit = previous[1]
    if distance > _INHERITED_SENTENCES or figure.number.kind == "loose":
        return None
    return Unit(unit.name, unit.kind, figure.head)


def _may_be_inherited(unit: Unit) -> bool:
    return read_units().get(unit.kind, unit.kind) not in _NOT_INHERITED


def _infer_people(figure: Figure, deed: Deed | None) -> Unit | None:
    """Take people as counted where what is told happens to people: dozens were wounded."""
    told = deed is not None and deed.kind not in {"", "destruction"}
    loose = figure.number.kind == "loose" and figure.tree.dep[figure.head] in {"nsubj", "nsubjpass"}
    return Unit("people", "people", figure.head) if told or loose else None


def _is_bare_one(figure: Figure, deed: Deed | None) -> bool:
    """Whether "one" is a mere article: it counts only people or things to whom a listed act happens."""
    return figure.words.lower() == "one" and figure.number.kind == "count" and (deed is None or not deed.kind)


def _describe(figure: Figure, unit: Unit | None, deed: Deed | None) -> dict[str, Any]:
    value, low, high = figure.bounds()
    tree = figure.tree
    return {
        "value": value,
        "low": low,
        "high": high,
        "qualifier": figure.qualifier,
        "unit": None if unit is None else unit.name,
        "unit_kind": None if unit is None else unit.kind,
        "act": None if deed is None else deed.act,
        "act_kind": None if deed is None or not deed.kind else deed.kind,
        "agent": find_agent(tree, deed),
        "window": find_window(figure, deed),
        "zone": tree.zone[figure.first],
        "sentence_id": tree.sentence[figure.first],
    }


def _name_credit(figure: Figure, said: list, aliases: Mapping[str, str]) -> dict[str, Any]:
    credit = credit_figure(figure, said, aliases=aliases)
    return {
        "credited_to": credit.source,
        "descriptor": credit.descriptor,
        "attribution_id": credit.attribution_id,
        "voice": credit.voice,
    }
