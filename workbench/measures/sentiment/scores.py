"""Sentiment of articles and of their voices, by several instruments side by side, with intervals."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from workbench.inference import Resampling, bootstrap_groups, compare_groups
from workbench.measures.sentiment.scoring import ScoredUnits, score_units
from workbench.measures.sentiment.settings import SentimentSettings
from workbench.schema import make_table, require_at_least
from workbench.tokens.selection import DEFAULT_ZONES, label_zones

MIN_WORDS, MIN_SENTENCES = 100, 10
_MOST_OTHER_SCRIPT, _MOST_NUMBERS = 0.2, 0.5


def score_sentiment(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    zones: Iterable[str] = DEFAULT_ZONES,
    min_words: int = MIN_WORDS,
    min_sentences: int = MIN_SENTENCES,
    settings: SentimentSettings | None = None,
) -> pd.DataFrame:
    """Score the good and bad news in each article by several instruments, sentence by sentence.

    A score is the mean of sentence scores between -1 and 1. VADER's sentence score is its compound score as
    published. A lexicon's is s / sqrt(s^2 + alpha), VADER's own form, where s sums the weights of the sentence's hits
    (a negator within three words before turns a weight round, times -0.74) and alpha is 15 scaled by the square of
    the list's mean weight over VADER's. sentiment_combined is the plain mean of the four bundled instruments.

    What is measured is the news as much as its wording: reports of deaths are negative in any words. Instruments
    disagree; show several, their agreement (`compare_instruments`) and the words (`list_contributions`). No
    instrument here was validated on conflict news. Never rank outlets by these numbers.

    Needs article_id, sentence_id, start, end and zone of sentences; article_id, sentence_id, start, end, text, lower,
    is_word and voice of tokens; uses word_start, ent_type, pos and tag where there.

    Parameters
    ----------
    sentences, tokens : DataFrame
        As `workbench.language.segment_text` returns them.
    zones : iterable of str
        Zones to count.
    min_words, min_sentences : int
        Fewer give NaN with the reason. Below 100 words or 10 sentences a value asked for by lowering these is given
        without an interval.
    settings : SentimentSettings, optional
        Instruments, switches, intervals.

    Returns
    -------
    DataFrame
        `scores`: one row per article, measure (sentiment_vader, sentiment_<lexicon>, sentiment_combined) and voice
        ("all" always; narrator, paraphrase, quotation where it occurs: whole sentences of that voice, and parts of
        three words or more of mixed ones). value (-1 to 1), low, high, n_words, n_sentences (sentences or parts),
        reason; further column n_hits. Sorted by article_id, measure, voice.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an unknown zone, a least number below 1, or a lexicon that cannot be used.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> scores = score_sentiment(sentences, tokens, min_words=1, min_sentences=1)
    >>> scores.query("measure == 'sentiment_vader' and voice == 'all'")[["value", "n_words", "n_hits"]].values.tolist()
    [[0.4404, 2.0, 1.0]]
    """
    require_at_least(min_words, 1, name="min_words")
    require_at_least(min_sentences, 1, name="min_sentences")
    settings = settings or SentimentSettings()
    scored = score_units(sentences, tokens, zones=zones, settings=settings)
    groups = scored.groups
    limits = [_explain(row, min_words, min_sentences) for row in groups.itertuples(index=False)]
    told = np.array([not reason or reason == _no_interval() for reason in limits], dtype=bool)
    interval = _bound(scored, settings)
    n_hits = _count_hits(scored)
    df = groups.loc[groups.index.repeat(len(scored.measures))].reset_index(drop=True)
    df = df.assign(measure=list(scored.measures) * len(groups), n_hits=n_hits.ravel(), zones=label_zones(zones))
    given = np.repeat(told, len(scored.measures))
    df["value"] = np.where(given, interval[0].ravel(), np.nan)
    df["low"], df["high"] = (np.where(given, bound.ravel(), np.nan) for bound in interval[1:])
    df["reason"] = _tell(np.repeat(np.array(limits, dtype=object), len(scored.measures)), df["n_hits"].to_numpy())
    return make_table(df.drop(columns=["numbers", "other_script"]), "scores")


def score_variant(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    zones: Iterable[str] = DEFAULT_ZONES,
    name_guard: str = "lexicons",
    domain_words: bool = True,
) -> pd.DataFrame:
    """Score sentiment with the switches as plain arguments, for `workbench.measures.sensitivity.run_universes`.

    Returns
    -------
    DataFrame
        As `score_sentiment`; the intervals are drawn with few resamples.

    Raises
    ------
    KeyError, ValueError
        As `score_sentiment`.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> score_variant(sentences, tokens, domain_words=False)["reason"].unique().tolist()
    ['too few words: 2, at least 100 needed']
    """
    few = Resampling(n_resamples=100)
    settings = SentimentSettings(name_guard=name_guard, domain_words=domain_words, resampling=few)
    return score_sentiment(sentences, tokens, zones=zones, settings=settings)


def compare_sentiment(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    zones: Iterable[str] = DEFAULT_ZONES,
    settings: SentimentSettings | None = None,
) -> pd.DataFrame:
    """Compare every pair of articles by every instrument: difference, interval, and what a shuffle of the sentences gives.

    Articles under 100 words or 10 sentences are left out.

    Returns
    -------
    DataFrame
        As `workbench.inference.compare_groups`: one row per pair of articles and measure.

    Raises
    ------
    KeyError, ValueError
        As `score_sentiment`.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> len(compare_sentiment(sentences, tokens))
    0
    """
    settings = settings or SentimentSettings()
    scored = score_units(sentences, tokens, zones=zones, settings=settings)
    enough = scored.groups.query("voice == 'all' and n_words >= @MIN_WORDS and n_sentences >= @MIN_SENTENCES")
    table = scored.units.table
    rows = np.flatnonzero((table["voice"] == "all") & table["article_id"].isin(enough["article_id"]))
    counts = np.column_stack([scored.scores[rows], np.ones(len(rows))])
    names = table["article_id"].iloc[rows].tolist()
    return compare_groups(counts, names, average_units, measures=scored.measures, resampling=settings.resampling)


def average_units(totals: np.ndarray) -> np.ndarray:
    """Return means from totals whose last column counts the units.

    Examples
    --------
    >>> average_units(np.array([1.0, 2.0, 4.0])).tolist()
    [0.25, 0.5]
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        return totals[..., :-1] / totals[..., -1:]


def _bound(scored: ScoredUnits, settings: SentimentSettings) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Means of the units of each group, and bounds where there are words and sentences enough."""
    shape = (len(scored.groups), len(scored.measures))
    value, low, high = (np.full(shape, np.nan) for _ in range(3))
    if not len(scored.members):
        return value, low, high
    group = scored.members["group"].to_numpy()
    counts = np.column_stack([scored.scores, np.ones(len(scored.scores))])[scored.members["unit"].to_numpy()]
    totals = np.stack([np.bincount(group, column) for column in counts.T], axis=-1)
    value[: len(totals)] = average_units(totals)
    sizes = scored.groups[["n_words", "n_sentences"]].to_numpy()
    enough = np.flatnonzero((sizes[:, 0] >= MIN_WORDS) & (sizes[:, 1] >= MIN_SENTENCES))
    if len(enough):
        number = np.full(len(sizes), -1)
        number[enough] = np.arange(len(enough))
        kept = number[group] >= 0
        bounds = bootstrap_groups(counts[kept], number[group[kept]], average_units, resampling=settings.resampling)
        low[enough], high[enough] = bounds.low, bounds.high
    return value, low, high


def _count_hits(scored: ScoredUnits) -> np.ndarray:
    """Hits of each group by measure; the marks ! and ? are none."""
    place = {measure: i for i, measure in enumerate(scored.measures)}
    hits = scored.hits[scored.hits["start"] < scored.hits["end"]]
    per_unit = np.zeros((len(scored.units.table), len(place)))
    np.add.at(per_unit, (hits["unit"].to_numpy(dtype=int), hits["measure"].map(place).to_numpy(dtype=int)), 1)
    n_hits = np.zeros((len(scored.groups), len(place)), dtype="int64")
    np.add.at(n_hits, scored.members["group"].to_numpy(), per_unit[scored.members["unit"].to_numpy()].astype("int64"))
    return n_hits


def _explain(group: tuple, min_words: int, min_sentences: int) -> str:
    if not group.n_words:
        return "no words in these zones and this voice"
    if group.other_script > _MOST_OTHER_SCRIPT:
        return f"{group.other_script:.0%} of the words are not in Latin letters; the instruments are for English"
    if group.numbers > _MOST_NUMBERS:
        return f"{group.numbers:.0%} of the words are numbers; the instruments are for running text"
    for name, found, least in (("words", group.n_words, min_words), ("sentences", group.n_sentences, min_sentences)):
        if found < least:
            return f"too few {name}: {found}, at least {least} needed"
    return _no_interval() if group.n_words < MIN_WORDS or group.n_sentences < MIN_SENTENCES else ""


def _no_interval() -> str:
    return f"no interval under {MIN_WORDS} words or {MIN_SENTENCES} sentences"


def _tell(reasons: np.ndarray, n_hits: np.ndarray) -> pd.Series:
    """Say where a 0 means that nothing was found."""
    empty = np.isin(reasons, ("", _no_interval())) & (n_hits == 0)
    nothing = np.where(
        reasons == "", "no word of this instrument occurs", "no word of this instrument occurs; " + reasons
    )
    told = pd.Series(np.where(empty, nothing, reasons), dtype="str")
    return told.mask(told == "")
