"""The table of reported figures: value, qualifier, unit, act, agent, window, and who is credited with each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import pandas as pd

from workbench.corpus.config import CorpusConfig
from workbench.measures.quantities import counted, credits, exclusions, predicates, qualifiers  # noqa: A004  a module of this room
from workbench.schema import make_table, require_columns
from workbench.tokens.selection import DEFAULT_ZONES, check_zones
from workbench.tokens.tree import Tree, build_trees

FURTHER = {"words": "str", "unit_kind": "str", "act_kind": "str", "zone": "str", "sentence_id": "int64"}
_NEEDED = (
    "article_id", "sentence_id", "token_id", "start", "end", "text", "lower", "lemma", "pos", "tag", "dep", "head_id",
    "zone", "voice",
)  # fmt: skip
_INHERITED_SENTENCES = 2  # judgement: how far a number without a noun looks back for what it counts
_NOT_INHERITED = frozenset({"time", "measure", "money"})  # "a pause of 30 days ... Dozens were wounded"


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
    require_columns(tokens, _NEEDED, name="tokens")
    require_columns(articles, ("article_id", "text"), name="articles")
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    chosen = tokens[tokens["zone"].isin(check_zones(zones))]
    _check_texts(chosen, texts)
    said = {} if attributions is None else credits.group_attributions(attributions)
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
    previous: tuple[qualifiers.Quantity, counted.Unit] | None = None
    number = 0
    for quantity in qualifiers.locate_quantities(tree, text):
        if exclusions.is_excluded(quantity):
            continue
        unit = counted.find_unit(quantity)
        predicate = predicates.find_predicate(quantity, unit)
        unit = unit or _inherit(quantity, previous) or _infer_people(quantity, predicate)
        if _is_bare_one(quantity, predicate):
            continue
        if unit is not None and quantity.number.kind in {"count", "loose"} and _may_be_inherited(unit):
            previous = quantity, unit
        yield {
            "article_id": tree.article_id,
            "quantity_id": number,
            "start": quantity.start,
            "end": quantity.end,
            "words": " ".join(text[quantity.start : quantity.end].split()),
            **_describe(quantity, unit, predicate),
            **_name_credit(quantity, said, aliases),
        }
        number += 1


def _inherit(
    quantity: qualifiers.Quantity, previous: tuple[qualifiers.Quantity, counted.Unit] | None
) -> counted.Unit | None:
    """Take the unit of the figure before, where a number stands without noun soon after it."""
    if previous is None or quantity.number.kind != "count":
        return None
    tree, (before, unit) = quantity.tree, previous
    distance = tree.sentence[quantity.first] - tree.sentence[before.first]
    return counted.Unit(unit.name, unit.kind, quantity.head) if distance <= _INHERITED_SENTENCES else None


def _may_be_inherited(unit: counted.Unit) -> bool:
    return counted.read_units().get(unit.kind, unit.kind) not in _NOT_INHERITED


def _infer_people(quantity: qualifiers.Quantity, predicate: predicates.Predicate | None) -> counted.Unit | None:
    """Take people as counted where what is told happens to people: dozens were wounded."""
    told = predicate is not None and predicate.kind not in {"", "destruction"}
    loose = quantity.number.kind == "loose" and quantity.tree.dep[quantity.head] in {"nsubj", "nsubjpass"}
    return counted.Unit("people", "people", quantity.head) if told or loose else None


def _is_bare_one(quantity: qualifiers.Quantity, predicate: predicates.Predicate | None) -> bool:
    """Whether "one" is a mere article: it counts only people or things to whom a listed act happens."""
    return (
        quantity.words.lower() == "one"
        and quantity.number.kind == "count"
        and (predicate is None or not predicate.kind)
    )


def _describe(
    quantity: qualifiers.Quantity, unit: counted.Unit | None, predicate: predicates.Predicate | None
) -> dict[str, Any]:
    value, low, high = quantity.bounds()
    tree = quantity.tree
    return {
        "value": value,
        "low": low,
        "high": high,
        "qualifier": quantity.qualifier,
        "unit": None if unit is None else unit.name,
        "unit_kind": None if unit is None else unit.kind,
        "act": None if predicate is None else predicate.act,
        "act_kind": None if predicate is None or not predicate.kind else predicate.kind,
        "agent": predicates.find_agent(tree, predicate),
        "window": predicates.find_window(quantity, predicate),
        "zone": tree.zone[quantity.first],
        "sentence_id": tree.sentence[quantity.first],
    }


def _name_credit(quantity: qualifiers.Quantity, said: list, aliases: Mapping[str, str]) -> dict[str, Any]:
    credit = credits.credit_quantity(quantity, said, aliases=aliases)
    return {
        "credited_to": credit.source,
        "descriptor": credit.descriptor,
        "attribution_id": credit.attribution_id,
        "voice": credit.voice,
    }
