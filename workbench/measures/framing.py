"""How much vocabulary associated with each category of a lexicon a text holds, and how much chance would give it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from scipy import sparse

from workbench.inference import deal_units, wilson_interval
from workbench.lexicons import Lexicon, find_hits, label_category, load_lexicons
from workbench.schema import VOICES, make_table, require_at_least
from workbench.tokens.selection import DEFAULT_ZONES, label_zones, select_tokens
from workbench.tokens.words import list_words

__all__ = ["find_hits", "score_framing"]

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
_NULL_BAND = (0.025, 0.975)
_MOST_CELLS = 20_000_000


class _Counts(NamedTuple):
    """Hits and words by sentence and voice, with the article of each sentence: [voice, sentence, category]."""

    hits: np.ndarray
    words: np.ndarray
    articles: np.ndarray
    names: list[str]


def score_framing(
    tokens: pd.DataFrame,
    lexicons: Iterable[str | Path | Lexicon] | str | Path | Lexicon | None = None,
    *,
    zones: Iterable[str] = DEFAULT_ZONES,
    n_shuffles: int = 200,
    seed: int = 0,
) -> pd.DataFrame:
    """Return, for each article and voice, how often terms of each category stand per 1,000 words.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame
        One row per token.
    lexicons : lexicon, name, path or several of them
        What to count; nothing means the starter lexicons.
    zones : iterable of str
        Zones to count.
    n_shuffles : int
        Shuffles behind the null band; 0 leaves it empty.
    seed : int
        Seed of the shuffles.

    Returns
    -------
    DataFrame
        Rows of `scores`: measure ``lexicon_<id>_<category>`` (hits per 1,000 words) and ``coverage_<id>`` (words inside
        any hit of the lexicon per 1,000 words), for voice "all" and each voice, with 95 % Wilson interval; then
        lexicon, category, label ("vocabulary associated with ..."), n_hits, null_low, null_high (central 95 % of the
        rate when sentences are dealt at random among the articles). Sorted by article, measure, voice.

    Raises
    ------
    KeyError, ValueError
        As `find_hits`.

    Notes
    -----
    A count of vocabulary is not a frame; frames are coded by people. Wilson's interval treats words as drawn one by
    one, so it is a least width; a rate inside its null band is what chance piles of the same sentences show. Do not
    compare rates of different lexicons: they hold different numbers of terms.

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
    words = list_words(select_tokens(tokens, zones=zones, words_only=False))
    hits = find_hits(tokens, loaded, zones=zones)
    columns = [(lexicon, category) for lexicon in loaded for category in (*lexicon.categories, None)]
    counts = _count(words, hits, columns, sorted(tokens["article_id"].unique()))
    null = _shuffle(counts, n_shuffles=n_shuffles, seed=seed)
    rows = _lay_out(counts, null, columns)
    return make_table(rows.assign(zones=label_zones(zones)), "scores").astype(FURTHER)


def _count(words: pd.DataFrame, hits: pd.DataFrame, columns: list, names: list[str]) -> _Counts:
    """Count hits by category, and covered words by lexicon, in every sentence and voice."""
    ids = pd.MultiIndex.from_frame(words[["article_id", "sentence_id"]])
    sentence, sentences = pd.factorize(ids)
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
    return _Counts(table, size, np.asarray(article, dtype="int64"), names)


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


def _shuffle(counts: _Counts, *, n_shuffles: int, seed: int) -> np.ndarray:
    """Lower and upper end of each rate over random dealings: [end, voice, article, category]."""
    n_voices, _, n_categories = counts.hits.shape
    n_articles = len(counts.names)
    band = np.full((2, n_voices, n_articles, n_categories), np.nan)
    if not n_shuffles or n_articles < 2 or not len(counts.articles):  # noqa: PLR2004  dealing needs two articles
        return band
    deals = deal_units(counts.articles, n_deals=n_shuffles, seed=seed)
    words = np.stack([_add_up(counts.words, deal, n_articles) for deal in deals])
    width = max(1, _MOST_CELLS // words.size)
    for begin in range(0, n_categories, width):
        part = slice(begin, begin + width)
        hits = np.stack([_add_up(counts.hits[:, :, part], deal, n_articles) for deal in deals])
        with np.errstate(invalid="ignore", divide="ignore"):
            band[..., part] = _take_band(PER * hits / words[..., None])
    return band


def _take_band(rates: np.ndarray) -> np.ndarray:
    """Central band over the first axis; undefined where some dealing leaves an article without words."""
    defined = ~np.isnan(rates).any(axis=0)
    return np.where(defined, np.quantile(np.nan_to_num(rates), _NULL_BAND, axis=0), np.nan)


def _lay_out(counts: _Counts, null: np.ndarray, columns: list) -> pd.DataFrame:
    n_articles = len(counts.names)
    hits, words = (_add_up(values, counts.articles, n_articles) for values in (counts.hits, counts.words))
    n_sentences = _add_up((counts.words > 0).astype(float), counts.articles, n_articles)
    n = np.broadcast_to(words[..., None], hits.shape)
    low, high = wilson_interval(hits, n)
    with np.errstate(invalid="ignore", divide="ignore"):
        value = PER * hits / n
    voices, articles, places = (index.ravel() for index in np.indices(hits.shape))
    names = [_name(lexicon, category) for lexicon, category in columns]
    table = pd.DataFrame([names[place] for place in places], columns=["measure", "lexicon", "category", "label"])
    return table.assign(
        article_id=np.asarray(counts.names, dtype=object)[articles],
        voice=np.asarray(("all", *VOICES), dtype=object)[voices],
        value=value.ravel(),
        low=PER * np.ravel(low),
        high=PER * np.ravel(high),
        n_words=n.ravel().astype("int64"),
        n_sentences=np.broadcast_to(n_sentences[..., None], hits.shape).ravel().astype("int64"),
        n_hits=hits.ravel().astype("int64"),
        null_low=null[0].ravel(),
        null_high=null[1].ravel(),
        reason=pd.Series(np.where(n.ravel() == 0, "no words in this voice and zone", None), dtype="str"),
    )


def _name(lexicon: Lexicon, category: str | None) -> tuple[str, str, str | None, str]:
    if category is None:
        title = f"words covered by the lexicon {lexicon.title}"
        return f"{COVERAGE}_{lexicon.id}", lexicon.id, None, title
    return f"lexicon_{lexicon.id}_{category}", lexicon.id, category, label_category(lexicon, category)
