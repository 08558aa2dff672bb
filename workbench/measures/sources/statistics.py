"""Sourcing in numbers: counts, shares and diversity of each article, each with its n, its interval or its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from workbench.inference import Interval, Resampling, bootstrap, cut_pieces, sum_groups
from workbench.inference.groups import FEW_ARTICLES, LEAST_ARTICLES, NO_WIDTH, bootstrap_articles, pool_shares
from workbench.inference.intervals import NO_SPREAD, Statistic
from workbench.inference.resampling import list_paragraphs
from workbench.measures.sources import diversity
from workbench.measures.sources.source_tables import count_attributions, name_groups
from workbench.schema import FORMS, SOURCE_KINDS, make_table, require_columns
from workbench.tokens.selection import DEFAULT_ZONES, assign_groups, label_zones, select_sentences, select_tokens

# Below five a single attribution moves a share by more than 20 points: judgement.
LEAST_ATTRIBUTIONS = 5
NAMED = ("named person", "named organisation")
_KINDS = tuple(SOURCE_KINDS)
_COUNTED_FORMS = tuple(form for form in FORMS if form != "pullquote")
NO_INDEX_INTERVAL = "no interval: other passages may bring sources or kinds that these cannot show"
ONE_CATEGORY = "too few to say: no interval, all statements are of one source or kind"
_INDICES: dict[str, tuple[str, Callable[[np.ndarray], np.ndarray]]] = {
    "sourcing_kind_relative_entropy": ("kinds", diversity.relative_entropy),
    "sourcing_kind_simpson_d": ("kinds", diversity.simpson_diversity),
    "sourcing_kind_iqv": ("kinds", diversity.qualitative_variation),
    "sourcing_source_simpson_d": ("sources", diversity.simpson_diversity),
    "sourcing_effective_sources": ("sources", diversity.effective_number),
}


def summarise_sourcing(  # noqa: PLR0913  three tables, what is pooled, and three options
    attributions: pd.DataFrame,
    *,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    level: str = "core",
    zones: Iterable[str] = DEFAULT_ZONES,
    resampling: Resampling | None = None,
    by: str | Mapping[str, str] = "article_id",
) -> pd.DataFrame:
    """Return the sourcing figures of each article, or of each group of articles, as rows of `scores`.

    Needs the tables attributions, sentences and tokens; tokens with the voice that `assign_voice` gives. `by` is
    "article_id", another column of `sentences` that is the same throughout an article, or a mapping from article_id to
    group.

    Returns
    -------
    DataFrame
        `scores`, one row per article and measure, voice "all", with the further columns n_cases (what the figure is a
        share of, or how many attributions it rests on) and n_hits (how many of them). Measures:
        sourcing_attributions, sourcing_sources (distinct sources), sourcing_words (words of the contents): counts;
        sourcing_quoted_share, sourcing_paraphrase_share (share of all words in that voice; pieces of about three
        sentences left out one by one);
        sourcing_form_<form> (share of attributions), sourcing_named_share (share of attributions with a source whose
        source is a named person or organisation), sourcing_family_<family> (share of those with a cue verb of that
        family): Wilson intervals; sourcing_kind_simpson_d over the kinds of `schema.SOURCE_KINDS`,
        sourcing_source_simpson_d over the sources (the chance that two attributions differ in kind, or in source):
        interval by leaving out, none where there is one category only; sourcing_kind_relative_entropy,
        sourcing_kind_iqv, sourcing_effective_sources (1/Σp² over the sources' shares of attributions): no interval, for
        drawing again or leaving out can only lose sources. Below 5 attributions the shares and indices are NaN with the reason. Sorted by article
        and measure. With `by`: group and n_articles stand for article_id; counts and words are pooled over the group;
        of a group of several articles whole articles are drawn, and under five there is no interval, as the reason says.

    Raises
    ------
    KeyError, ValueError
        For missing columns, an unknown level or zone.

    Notes
    -----
    Do not compare sourcing_kind_relative_entropy or sourcing_kind_iqv with figures made over another number of kinds.

    Examples
    --------
    >>> tables = {name: make_table([], name) for name in ("attributions", "sentences", "tokens")}
    >>> len(summarise_sourcing(tables["attributions"], sentences=tables["sentences"], tokens=tables["tokens"]))
    0
    """
    require_columns(sentences, ("article_id", "sentence_id", "start", "end", "zone"), name="sentences")
    groups = assign_groups(sentences, by)
    group_of = dict(zip(sentences["article_id"], groups, strict=True))
    counted = count_attributions(attributions, level=level, zones=zones)
    tables = (counted, select_sentences(sentences, zones=zones), select_tokens(tokens, zones=zones))
    units = [table["article_id"].map(group_of) for table in tables]
    rows = []
    for unit in sorted(groups.dropna().unique()):
        mine = [table[of == unit] for table, of in zip(tables, units, strict=True)]
        articles = sorted(sentences["article_id"][groups == unit].unique())
        draw = Draw(articles, resampling or Resampling())
        rows += [{"article_id": unit, **row} for row in _summarise(*mine, draw=draw)]
    df = make_table(pd.DataFrame(rows).assign(voice="all", zones=label_zones(zones)) if rows else [], "scores")
    return name_groups(df, sentences["article_id"], groups, by=by)


@dataclass(frozen=True)
class Draw:
    """How the intervals of one article or group are made: pieces of one article, or whole articles of several."""

    articles: Sequence[str]
    resampling: Resampling

    def number(self, table: pd.DataFrame) -> np.ndarray:
        """Return the number of the article that each row belongs to."""
        return pd.Index(self.articles).get_indexer(table["article_id"].astype("str"))

    def bound(self, units: np.ndarray, sentences: pd.DataFrame, statistic: Statistic) -> Interval:
        """Return values and interval of a statistic of summed units, given the sentence that each unit is."""
        if len(self.articles) == 1:
            return bootstrap(self._sum_pieces(units, sentences), statistic, resampling=self.resampling)
        together = np.zeros(len(self.articles), dtype="int64")
        totals = self._sum_articles(units, sentences)
        drawn = bootstrap_articles(totals, together, statistic, resampling=self.resampling)
        return Interval(drawn.value[0], drawn.low[0], drawn.high[0])

    def bound_diversity(self, units: np.ndarray, sentences: pd.DataFrame, index: Statistic) -> Interval:
        """Return Simpson's D with its interval, articles or pieces left out one by one; `units` are single sentences.

        Of one article the wider of two: sentences left out, and pieces of them. Sentences alone see no clumps; pieces
        alone are too few where two sources share a text evenly (benchmarks/simulations.py).
        """
        leave_out = replace(self.resampling, method="jackknife")
        if len(self.articles) > 1:
            found = bootstrap(
                self._sum_articles(units, sentences), index, resampling=replace(leave_out, pieces="sentences")
            )
            few = len(self.articles) < LEAST_ARTICLES
            return found._replace(**dict.fromkeys(("low", "high"), np.full(1, np.nan))) if few else _clip(found)
        held = units.any(axis=1)
        units, sentences = units[held], sentences[held]
        both = [
            bootstrap(units, index, resampling=replace(leave_out, pieces="sentences")),
            bootstrap(self._sum_pieces(units, sentences), index, resampling=leave_out),
        ]
        low, high = (np.fmin(both[0].low, both[1].low), np.fmax(both[0].high, both[1].high))
        return _clip(Interval(both[0].value, low, high))

    def _sum_pieces(self, units: np.ndarray, sentences: pd.DataFrame) -> np.ndarray:
        together = np.zeros(len(units), dtype="int64")
        return sum_groups(units, cut_pieces(together, list_paragraphs(sentences), pieces=self.resampling.pieces))

    def _sum_articles(self, units: np.ndarray, sentences: pd.DataFrame) -> np.ndarray:
        """Totals of every article, those without a sentence too."""
        articles = np.concatenate([self.number(sentences), np.arange(len(self.articles))])
        return sum_groups(np.vstack([units, np.zeros((len(self.articles), units.shape[1]))]), articles)

    def share(self, hits: np.ndarray, articles: np.ndarray) -> Interval:
        """Return the share of rows that are hits, with Wilson's interval or one over articles."""
        n = np.bincount(articles, minlength=len(self.articles))[:, None]
        of = np.bincount(articles, weights=hits, minlength=len(self.articles))[:, None]
        found = pool_shares(of, n, np.zeros(len(self.articles), dtype="int64"), resampling=self.resampling)
        return Interval(found.value[0], found.low[0], found.high[0])

    def tell(self, interval: Interval) -> dict[str, object]:
        """Return the first value of an interval as cells of a row, with the reason where a group has no bounds."""
        cells = {name: float(np.ravel(getattr(interval, name))[0]) for name in ("value", "low", "high")}
        if not np.isnan(cells["low"]) or np.isnan(cells["value"]):
            return cells
        if len(self.articles) == 1:
            return cells | {"reason": NO_SPREAD}
        return cells | {"reason": FEW_ARTICLES if len(self.articles) < LEAST_ARTICLES else NO_WIDTH}


def _clip(interval: Interval) -> Interval:
    """Keep the bounds of a share or a chance between 0 and 1."""
    return Interval(interval.value, *(np.clip(bound, 0.0, 1.0) for bound in (interval.low, interval.high)))


def _summarise(counted: pd.DataFrame, prose: pd.DataFrame, words: pd.DataFrame, *, draw: Draw) -> list[dict]:
    """Return the rows of one article or of several taken together."""
    size = {"n_sentences": len(prose), "n_words": int(prose["n_words"].sum())}
    rows = [
        *_count(counted),
        *_voice_shares(words, prose, draw),
        *_shares(counted, draw),
        *_indices(counted, prose, draw),
    ]
    return [{**size, **row} for row in rows]


def _sentence_of(counted: pd.DataFrame, prose: pd.DataFrame) -> np.ndarray:
    """Return the row of `prose` that each attribution begins in."""
    places = np.zeros(len(counted), dtype="int64")
    rows_of = prose.groupby("article_id", sort=False).indices
    for article_id, which in counted.groupby("article_id", sort=False).indices.items():
        rows = rows_of.get(article_id, np.zeros(1, dtype="int64"))
        starts = prose["start"].to_numpy()[rows]
        found = np.searchsorted(starts, counted["start"].to_numpy()[which], side="right") - 1
        places[which] = rows[np.clip(found, 0, None)]
    return places


def _count(counted: pd.DataFrame) -> list[dict]:
    n = len(counted)
    values = {"attributions": n, "sources": counted["source"].nunique(), "words": int(counted["n_words"].sum())}
    return [{"measure": f"sourcing_{name}", "value": value, "n_cases": n} for name, value in values.items()]


def _voice_shares(words: pd.DataFrame, prose: pd.DataFrame, draw: Draw) -> list[dict]:
    """Shares of quoted and paraphrased words."""
    keys = ["article_id", "sentence_id"]
    table = pd.crosstab([words[key] for key in keys], words["voice"])
    table = table.reindex(pd.MultiIndex.from_frame(prose[keys]), fill_value=0)
    units = table.reindex(columns=["quotation", "paraphrase", "narrator"], fill_value=0).to_numpy(dtype=float)
    measures = ("sourcing_quoted_share", "sourcing_paraphrase_share")
    if not units.sum():
        reason = "no words in these zones"
        return [{"measure": measure, "n_cases": 0, "reason": reason} for measure in measures]
    result = _clip(draw.bound(units, prose, lambda totals: totals[..., :2] / totals.sum(axis=-1, keepdims=True)))
    total = units.sum(axis=0)
    return [
        {
            "measure": measure,
            **draw.tell(Interval(result.value[i], result.low[i], result.high[i])),
            "n_hits": int(total[i]),
            "n_cases": int(total.sum()),
        }
        for i, measure in enumerate(measures)
    ]


def _shares(counted: pd.DataFrame, draw: Draw) -> list[dict]:
    with_source, with_cue = counted.dropna(subset=["source"]), counted.dropna(subset=["cue_family"])
    shares = [(f"sourcing_form_{form}", counted, counted["form"] == form) for form in _COUNTED_FORMS]
    shares.append(("sourcing_named_share", with_source, with_source["naming"].isin(NAMED)))
    families = sorted(with_cue["cue_family"].unique())
    shares += [(f"sourcing_family_{family}", with_cue, with_cue["cue_family"] == family) for family in families]
    return [_share_row(measure, hits.to_numpy(), draw.number(of), draw) for measure, of, hits in shares]


def _share_row(measure: str, hits: np.ndarray, articles: np.ndarray, draw: Draw) -> dict:
    row = {"measure": measure, "n_hits": int(hits.sum()), "n_cases": len(hits)}
    if len(hits) < LEAST_ATTRIBUTIONS:
        return {**row, "reason": _too_few(len(hits))}
    return {**row, **draw.tell(draw.share(hits, articles))}


def _indices(counted: pd.DataFrame, prose: pd.DataFrame, draw: Draw) -> list[dict]:
    """Diversity over kinds and over sources; a unit is the sentence an attribution begins in."""
    known, place = counted["source"].notna().to_numpy(), _sentence_of(counted, prose)
    kinds, sources = counted["source_kind"].fillna("UNK")[known], counted["source"][known]
    names = sorted(sources.unique())
    rows = []
    for measure, (over, index) in _INDICES.items():
        labels, bins = (kinds, _KINDS) if over == "kinds" else (sources, names)
        row = {"measure": measure, "n_cases": len(labels)}
        if len(labels) < LEAST_ATTRIBUTIONS:
            rows.append({**row, "reason": _too_few(len(labels))})
            continue
        units = _tally(place[known], labels, bins, len(prose))
        if index is not diversity.simpson_diversity:
            rows.append({**row, "value": float(index(units.sum(axis=0))), "reason": NO_INDEX_INTERVAL})
            continue
        found = draw.bound_diversity(units, prose, lambda totals: diversity.simpson_diversity(totals)[..., None])
        told = draw.tell(found)
        rows.append({**row, **told, **({"reason": ONE_CATEGORY} if (labels == labels.iloc[0]).all() else {})})
    return rows


def _tally(place: np.ndarray, labels: pd.Series, bins: Iterable[str], n_units: int) -> np.ndarray:
    number = {label: i for i, label in enumerate(bins)}
    units = np.zeros((n_units, len(number)))
    np.add.at(units, (place, labels.map(number).to_numpy()), 1)
    return units


def _too_few(n: int) -> str:
    return f"too few to say: {n} attributions, at least {LEAST_ATTRIBUTIONS} needed"
