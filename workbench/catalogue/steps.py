"""The few tables that are put together from several functions, and the steps that two tables share."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd

from workbench.schema import make_table

CORRECTIONS_NAME = "attributions.csv"
SENTIMENT_CHOICES = ("zones", "quotations", "name_guard", "domain_words")


def take(value: Any) -> Any:
    """Return what was loaded, as it is."""
    return value


def take_first(pair: tuple[pd.DataFrame, pd.DataFrame]) -> pd.DataFrame:
    """Return the first table of a pair that is made in one go."""
    return pair[0]


def take_second(pair: tuple[pd.DataFrame, pd.DataFrame]) -> pd.DataFrame:
    """Return the second table of a pair that is made in one go."""
    return pair[1]


def find_and_correct(
    parsed: tuple[pd.DataFrame, pd.DataFrame],
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    *,
    config: Any,
    find_sidecar: Callable[[str], Path | None],
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the attributions with those corrected by hand, and the log of the corrections.

    A correction in ``attributions.csv`` beside the articles that cannot be applied keeps nothing else out; the log says
    why, as "not applied".
    """
    from workbench.measures import sources

    found = sources.find_attributions(parsed[1], articles=articles, blocks=blocks, config=config)
    try:
        path = find_sidecar(CORRECTIONS_NAME)
        by_hand = sources.read_corrections(path) if path else sources.no_corrections()
    except (ValueError, KeyError) as error:
        return found, sources.refuse_corrections(error)
    return sources.apply_corrections(found, by_hand, articles=articles, tokens=parsed[1], strict=False)


def give_voice(parsed: tuple[pd.DataFrame, pd.DataFrame], attributions: pd.DataFrame) -> pd.DataFrame:
    """Return the tokens with the voice that each stands in."""
    from workbench.measures.sources import assign_voice

    return assign_voice(parsed[1], attributions)


def join_scores(**parts: pd.DataFrame) -> pd.DataFrame:
    """Return the scores of every measure in one table: readability, sentiment, sourcing, diversity, framing words.

    Returns
    -------
    DataFrame
        `schema.TABLES["scores"]`, sorted by article (or group), measure, voice and zones.
    """
    held = [part for part in parts.values() if len(part)]
    joined = pd.concat(held, ignore_index=True) if held else pd.DataFrame()
    if "group" not in joined:
        return make_table(joined, "scores")
    return make_table(joined.rename(columns={"group": "article_id"}), "scores").rename(columns={"article_id": "group"})


def mark_groups(articles: pd.DataFrame, *, by: Mapping[str, str] | None = None) -> pd.DataFrame:
    """Return the articles with the group of each, where groups are compared."""
    return articles if by is None else articles.assign(group=articles["article_id"].map(by))


def add_sentences(
    table: pd.DataFrame, *, articles: pd.DataFrame, sentences: pd.DataFrame, by: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return the cases with the sentence behind each, and the group of each where groups are compared."""
    from workbench.tokens import sentences as behind

    return mark_groups(behind.add_sentences(table, articles=articles, sentences=sentences), by=by)


def tabulate_names(mentions: pd.DataFrame, *, by: Any = "article_id") -> pd.DataFrame:
    """Return the labels of each entity as `naming.tabulate_names` counts them, the entity by its label, not its id."""
    from workbench.measures import naming

    return naming.tabulate_names(mentions.assign(entity=mentions["entity_label"]), by=by)


def keep_themes(framing: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a theme, those with most hits first."""
    return framing[framing["category"].notna()].sort_values("n_hits", ascending=False, kind="stable")


def tally(attributions: pd.DataFrame, *, parts: str, by: Any = None) -> pd.DataFrame:
    """Return the statements of each text (or group) by one of their properties."""
    from workbench.measures.sources.source_tables import tally_attributions

    unit = {} if by is None else {"groups": by}
    return tally_attributions(attributions, by=("article_id", parts), **unit)


def run_universes(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    measure: str = "flesch_kincaid_grade",
    include: Iterable[str] | None = None,
    by: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return one measure of readability or sentiment under every combination of other reasonable choices.

    Parameters
    ----------
    articles, sentences, tokens : DataFrame
        As the corpus and language layers make them.
    measure : str
        A readability measure, or a sentiment measure.
    by : mapping
        The group of each article, where groups are compared.
    include : iterable of str
        The choices to vary, of `standard_choices`; those that matter for the measure where not given.

    Returns
    -------
    DataFrame
        As `workbench.measures.sensitivity.run_universes`.
    """
    from workbench.measures import readability, sensitivity, sentiment

    tone = measure.startswith("sentiment_")
    wanted = include if include is not None else SENTIMENT_CHOICES if tone else sensitivity.CHOICES[:3]
    choices = sensitivity.standard_choices(articles, sentences, tokens, include=list(wanted))
    score = sentiment.score_variant if tone else readability.score_readability
    return sensitivity.run_universes(score if by is None else partial(score, by=by), choices, measure=measure)


def share_orders(articles: pd.DataFrame, sentences: pd.DataFrame, tokens: pd.DataFrame, **choice: Any) -> pd.DataFrame:
    """Return in how many universes each order of two texts holds; options as `run_universes`."""
    from workbench.measures.sensitivity import share_universes

    return share_universes(run_universes(articles, sentences, tokens, **choice))
