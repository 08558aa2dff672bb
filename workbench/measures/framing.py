"""How much vocabulary associated with each category of a lexicon a text or group holds, and how much dealt texts would give."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from workbench.inference import Resampling, bound_rates, cut_pieces, groups, permutation, scoring
from workbench.inference.resampling import DEALT
from workbench.lexicons import Lexicon, find_hits, label_category, load_lexicons
from workbench.schema import VOICES, require_at_least
from workbench.tokens.index import WordIndex, list_articles, take_words
from workbench.tokens.selection import DEFAULT_ZONES, label_zones

PER = 1000
COVERAGE = "coverage"
FURTHER = {
    "lexicon": "str",
    "category": "str",
    "label": "str",
    "n_hits": "int64",
    "null_low": "float64",
    "null_high": "float64",
}
_NULL_BAND = (0.025, 0.975)  # the central 95 %, by convention
_MOST_CELLS = 20_000_000  # judgement: 160 MB of dealt counts at once


class _Counts(NamedTuple):
    """Hits and words by sentence and voice [voice, sentence, category]; article, paragraph and piece of each sentence."""

    hits: np.ndarray
    words: np.ndarray
    articles: np.ndarray
    names: list[str]
    paragraphs: np.ndarray
    pieces: np.ndarray


def score_framing(  # noqa: PLR0913  tokens and lexicons, what is pooled, what is counted, and how the null is dealt
    tokens: pd.DataFrame | WordIndex,
    lexicons: Iterable[str | Path | Lexicon] | str | Path | Lexicon | None = None,
    *,
    by: str | Mapping[str, str] = "article_id",
    zones: Iterable[str] = DEFAULT_ZONES,
    n_shuffles: int = 200,
    seed: int = 0,
    pieces: str = "paragraphs",
) -> pd.DataFrame:
    """Return, for each article (or group) and voice, how often terms of each category stand per 1,000 words.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame or WordIndex
        One row per token; or what `workbench.tokens.index.index_words` made of it.
    lexicons : lexicon, name, path or several of them
        What to count; nothing means the starter lexicons.
    by : str or mapping
        "article_id", or a mapping from article_id to group (or a column of `tokens`): counts are then pooled over the
        articles of a group; whole articles are drawn again for the interval, from five articles on, and whole articles
        are dealt for the null.
    zones : iterable of str
        Zones to count.
    n_shuffles : int
        Shuffles behind the null band; 0 leaves it empty.
    seed : int
        Seed of the shuffles.
    pieces : str
        What is dealt within texts, and by what a rate's clumping is judged: "paragraphs"
        (`workbench.inference.cut_pieces`) or "sentences".

    Returns
    -------
    DataFrame
        Rows of `scores`: measure ``lexicon_<id>_<category>`` (hits per 1,000 words) and ``coverage_<id>`` (words inside
        any hit of the lexicon per 1,000 words), for voice "all" and each voice, with the 95 % Wilson interval widened
        by clumping (`workbench.inference.bound_rates`); then lexicon, category, label ("vocabulary associated with
        ..."), n_hits, null_low, null_high (central 95 % of the rate when paragraphs are dealt at random among the
        articles). Sorted by article, measure, voice. With `by`: group and n_articles in place of article_id,
        article_mean, and null (what was dealt, and how many deals).

    Raises
    ------
    KeyError, ValueError
        As `find_hits`.

    Notes
    -----
    A count of vocabulary is not a frame; frames are coded by people. A rate inside its null band is what piles dealt from
    the same paragraphs show. Do not compare rates of different lexicons: they hold different numbers of terms.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 4], "end": [3, 9],
    ...     "text": ["The", "truce"], "lower": ["the", "truce"], "is_word": True, "zone": "body", "voice": "narrator"})
    >>> table = score_framing(tokens.assign(lemma=tokens.lower), "negotiation_peace", n_shuffles=0)
    >>> table.loc[(table.voice == "all") & (table.n_hits > 0), ["measure", "value"]].values.tolist()[0]
    ['coverage_negotiation_peace', 500.0]
    """
    require_at_least(n_shuffles, 0, name="n_shuffles")
    loaded = load_lexicons(lexicons)
    words = take_words(tokens, zones=zones)
    hits = find_hits(tokens, loaded, zones=zones)
    columns = [(lexicon, category) for lexicon in loaded for category in (*lexicon.categories, None)]
    grouping = groups.group_articles(list_articles(tokens), by)
    counts, resampling = _count(words, hits, columns, sorted(grouping.groups.index), pieces), Resampling(pieces=pieces)
    scores = scoring.score_groups(
        _list_units(counts),
        _make_formula(columns, resampling),
        grouping=grouping,
        voices=("all", *VOICES),
        resampling=resampling,
    )
    scores = _describe(_withhold_empty(scores), columns).assign(zones=label_zones(zones))
    return scoring.finish_scores(
        _add_null(scores, counts, grouping, n_shuffles=n_shuffles, seed=seed, pieces=pieces), grouping
    ).astype(FURTHER)


def _count(words: pd.DataFrame, hits: pd.DataFrame, columns: list, names: list[str], pieces: str) -> _Counts:
    """Count hits by category, and covered words by lexicon, in every sentence and voice."""
    words, hits = (table[table["article_id"].isin(names)].reset_index(drop=True) for table in (words, hits))
    ids = pd.MultiIndex.from_frame(words[["article_id", "sentence_id"]])
    sentence, sentences = pd.factorize(ids)
    paragraphs = words["block_id"].to_numpy()[np.unique(sentence, return_index=True)[1]]
    article = pd.Index(names).get_indexer(sentences.get_level_values(0)) if len(words) else np.zeros(0, dtype="int64")
    n_sentences, n_voices = len(sentences), len(VOICES) + 1
    table, size = np.zeros((n_voices, n_sentences, len(columns))), np.zeros((n_voices, n_sentences))
    _add(size, _number_voices(words), sentence)
    at = sentences.get_indexer(pd.MultiIndex.from_frame(hits[["article_id", "sentence_id"]])) if len(hits) else []
    for place, (lexicon, category) in enumerate(columns):
        chosen = (hits["lexicon"] == lexicon.id).to_numpy(copy=True)
        if category is None:
            covered = _mark_covered(words, hits[chosen])
            _add(table[:, :, place], _number_voices(words)[covered], sentence[covered])
        else:
            chosen &= (hits["category"] == category).to_numpy()
            _add(table[:, :, place], _number_voices(hits)[chosen], np.asarray(at, dtype="int64")[chosen])
    article = np.asarray(article, dtype="int64")
    return _Counts(
        table, size, article, names, paragraphs, cut_pieces(article, paragraphs, pieces=pieces, length=DEALT)
    )


def _number_voices(table: pd.DataFrame) -> np.ndarray:
    return pd.Categorical(table["voice"], categories=VOICES).codes.astype("int64") + 1


def _add(target: np.ndarray, voices: np.ndarray, sentences: np.ndarray) -> None:
    """Add one to each (voice, sentence), and to the row of all voices."""
    np.add.at(target, (np.zeros_like(voices), sentences), 1)
    known = voices > 0
    np.add.at(target, (voices[known], sentences[known]), 1)


def _mark_covered(words: pd.DataFrame, hits: pd.DataFrame) -> np.ndarray:
    covered = np.zeros(len(words), dtype=bool)
    for article_id, part in hits.groupby("article_id"):
        rows = np.flatnonzero((words["article_id"] == article_id).to_numpy())
        start = words["start"].to_numpy()[rows]
        first, last = np.searchsorted(start, part["start"]), np.searchsorted(start, part["end"])
        for begin, end in zip(first, last, strict=True):
            covered[rows[begin:end]] = True
    return covered


def _add_up(values: np.ndarray, articles: np.ndarray, n_articles: int) -> np.ndarray:
    """Add the sentences of each article: [voice, sentence, ...] becomes [voice, article, ...]."""
    by_sentence = np.moveaxis(values, 1, 0)
    places = (articles, np.arange(len(articles)))
    deal = sparse.csr_matrix((np.ones(len(articles)), places), shape=(n_articles, len(articles)))
    added = deal @ by_sentence.reshape(len(articles), int(np.prod(by_sentence.shape[1:])))
    return np.moveaxis(added.reshape(n_articles, *by_sentence.shape[1:]), 0, 1)


def _list_units(counts: _Counts) -> scoring.Units:
    """Every sentence, in all and in each voice that has a word of it."""
    voice, sentence = np.nonzero(counts.words)
    hits, words = counts.hits[voice, sentence], counts.words[voice, sentence]
    members = pd.DataFrame({"article_id": np.asarray(counts.names, dtype=object)[counts.articles[sentence]]})
    members = members.assign(voice=np.asarray(("all", *VOICES), dtype=object)[voice], row=np.arange(len(words)))
    sizes = pd.DataFrame({"n_words": words, "n_sentences": 1.0})
    return scoring.Units(np.column_stack([hits, words]), sizes, members, hits, sentence, counts.paragraphs[sentence])


def _make_formula(columns: list, resampling: Resampling) -> scoring.Formula:
    """Hits per 1,000 words; the interval of one article is Wilson's, widened by clumping."""

    def explain(cells: pd.DataFrame) -> scoring.Verdict:
        told = np.where(cells["n_words"] == 0, "no words in this voice and zone", "").astype(object)
        reasons = np.repeat(told[:, None], len(columns), axis=1)
        return scoring.Verdict(reasons, reasons == "")

    def bound(pieces: np.ndarray, cells: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        low, high = bound_rates(pieces[:, :-1], pieces[:, -1], cells, resampling=resampling)
        return PER * low, PER * high

    measures = [_name(lexicon, category)[0] for lexicon, category in columns]
    return scoring.Formula(measures, lambda totals: PER * totals[..., :-1] / totals[..., -1:], explain, bound)


def _withhold_empty(scores: pd.DataFrame) -> pd.DataFrame:
    """Take away the interval of a group without a hit: drawing its articles again can only give 0."""
    if "n_articles" not in scores:
        return scores
    empty = (scores["n_articles"] > 1) & (scores["n_hits"] == 0) & scores["low"].notna()
    reason = scores["reason"].mask(empty, "no hit in any article: no interval")
    return scores.assign(low=scores["low"].mask(empty), high=scores["high"].mask(empty), reason=reason)


def _describe(scores: pd.DataFrame, columns: list) -> pd.DataFrame:
    """Add lexicon, category and label of each measure."""
    names = pd.DataFrame([_name(*column) for column in columns], columns=["measure", "lexicon", "category", "label"])
    at = np.tile(np.arange(len(columns)), len(scores) // max(len(columns), 1))
    return scores.assign(**{name: names[name].to_numpy()[at] for name in ("lexicon", "category", "label")})


def _add_null(
    scores: pd.DataFrame, counts: _Counts, grouping: groups.Grouping, *, n_shuffles: int, seed: int, pieces: str
) -> pd.DataFrame:
    """Add the band of each rate when pieces are dealt among articles, or articles among groups of several."""
    dealing = bool(n_shuffles) and len(grouping.sizes) > 1
    if grouping.is_single:
        band = _deal_pieces(counts, n_shuffles=n_shuffles if dealing else 0, seed=seed)
        phrase = groups.NULL_PHRASES[pieces]
        names = [grouping.groups.get(name) for name in counts.names]
    else:
        band, phrase = _deal_articles(counts, grouping, n_shuffles=n_shuffles if dealing else 0, seed=seed)
        names = list(grouping.sizes.index)
    voice = pd.Index(("all", *VOICES)).get_indexer(scores["voice"])
    unit = pd.Index(names).get_indexer(scores[grouping.column])
    place = np.arange(len(scores)) % max(counts.hits.shape[2], 1)
    low, high = band[:, voice, unit, place] if len(scores) else np.zeros((2, 0))
    scores = scores.assign(null_low=low, null_high=high)
    return scores.assign(null=phrase) if grouping.is_pooled else scores


def _deal_pieces(counts: _Counts, *, n_shuffles: int, seed: int) -> np.ndarray:
    """Lower and upper end of each rate over random dealings: [end, voice, article, category]."""
    n_voices, _, n_categories = counts.hits.shape
    n_articles = len(counts.names)
    band = np.full((2, n_voices, n_articles, n_categories), np.nan)
    if not n_shuffles or n_articles < 2 or not len(counts.articles):  # noqa: PLR2004  dealing needs two articles
        return band
    n_pieces = int(counts.pieces.max()) + 1
    own = counts.articles[np.unique(counts.pieces, return_index=True)[1]]
    deals = permutation.deal_units(own, n_deals=n_shuffles, seed=seed)
    by_piece = _add_up(counts.words, counts.pieces, n_pieces)
    words = np.stack([_add_up(by_piece, deal, n_articles) for deal in deals])
    width = max(1, _MOST_CELLS // words.size)
    for begin in range(0, n_categories, width):
        part = slice(begin, begin + width)
        by_piece = _add_up(counts.hits[:, :, part], counts.pieces, n_pieces)
        hits = np.stack([_add_up(by_piece, deal, n_articles) for deal in deals])
        with np.errstate(invalid="ignore", divide="ignore"):
            band[..., part] = _take_band(PER * hits / words[..., None])
    return band


def _deal_articles(counts: _Counts, grouping: groups.Grouping, *, n_shuffles: int, seed: int) -> tuple[np.ndarray, str]:
    """Lower and upper end of each rate when whole articles are dealt among groups, and how they were dealt."""
    n_articles, n_groups, n_categories = len(counts.names), len(grouping.sizes), counts.hits.shape[2]
    band = np.full((2, len(VOICES) + 1, n_groups, n_categories), np.nan)
    if not n_shuffles:
        return band, "no articles dealt"
    codes = pd.Index(grouping.sizes.index).get_indexer(grouping.groups.reindex(counts.names))
    deals = groups.deal_articles(codes, n_deals=n_shuffles, seed=seed)
    pile = (deals.groups[:, None, :] == np.arange(n_groups)[:, None]).astype(float)
    words = _add_up(counts.words, counts.articles, n_articles)
    dealt_words = np.einsum("dga,va->dvg", pile, words)
    width = max(1, _MOST_CELLS // dealt_words.size)
    for begin in range(0, n_categories, width):
        part = slice(begin, begin + width)
        hits = _add_up(counts.hits[:, :, part], counts.articles, n_articles)
        dealt = np.einsum("dga,vac->dvgc", pile, hits, optimize=True)
        with np.errstate(invalid="ignore", divide="ignore"):
            band[..., part] = _take_band(PER * dealt / dealt_words[..., None])
    return band, deals.phrase


def _take_band(rates: np.ndarray) -> np.ndarray:
    """Central band over the first axis; undefined where some dealing leaves an article without words."""
    defined = ~np.isnan(rates).any(axis=0)
    return np.where(defined, np.quantile(np.nan_to_num(rates), _NULL_BAND, axis=0), np.nan)


def _name(lexicon: Lexicon, category: str | None) -> tuple[str, str, str | None, str]:
    if category is None:
        title = f"words covered by the lexicon {lexicon.title}"
        return f"{COVERAGE}_{lexicon.id}", lexicon.id, None, title
    return f"lexicon_{lexicon.id}_{category}", lexicon.id, category, label_category(lexicon, category)
