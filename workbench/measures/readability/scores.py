"""Readability of articles, of groups of articles and of their voices: formulas on counts, intervals and reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

import numpy as np
import pandas as pd

from workbench.inference import compare_groups, scoring
from workbench.inference.groups import FEW_ARTICLES, LEAST_ARTICLES, NULL_PHRASES, group_articles
from workbench.inference.resampling import DEALT, LEFT_OUT, Resampling, cut_pieces, list_paragraphs
from workbench.measures.readability.counts import count_sentences
from workbench.schema import require_at_least
from workbench.tokens.selection import DEFAULT_ZONES, label_zones

MIN_SENTENCES_SMOG = 30  # McLaughlin 1969 norms SMOG on 30 sentences
_NO_SMOG_INTERVAL = f"no interval under {scoring.MIN_WORDS} words or {MIN_SENTENCES_SMOG} sentences"
CHARACTERS, LETTERS = 4.71, 5.88  # of a word: Smith & Senter 1967; Coleman & Liau 1975
_QUALITY = ("n_numbers", "n_other_script")
COUNTS = (
    "n_sentences",
    "n_words",
    "n_letters",
    "n_syllables",
    "n_polysyllables",
    "n_complex",
    "n_long_words",
)
MEASURES = (
    "words_per_sentence",
    "letters_per_word",
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "automated_readability_index",
    "coleman_liau_index",
    "lix",
    "rix",
    "smog_index",
    "gunning_fog",
)


def score_readability(  # noqa: PLR0913  the two tables, what is pooled, and four options
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    by: str | Mapping[str, str] = "article_id",
    zones: Iterable[str] = DEFAULT_ZONES,
    min_words: int = scoring.MIN_WORDS,
    min_sentences: int = scoring.MIN_SENTENCES,
    resampling: Resampling | None = None,
) -> pd.DataFrame:
    """Score the surface difficulty of each article: sentence and word length first, then eight indices.

    Formulas and sources: `compute_indices`. Intervals leave out pieces of about three neighbouring sentences in turn.
    They say how far a number hangs on which passages this text has; they are no statement about an outlet. Never
    compare numbers made by different sentence splitters, and never take a grade for what a class can read: formulas see
    two surface traits, and the grade of one text differs by three and more between them.

    Needs the columns that `count_sentences` needs.

    Parameters
    ----------
    sentences, tokens : DataFrame
        As `workbench.language.segment_text` returns them.
    by : str or mapping
        "article_id", or a mapping from article_id to group (or a column of `sentences`): values are then pooled over
        the articles of a group, and whole articles are drawn again for the interval, from five articles on.
    zones : iterable of str
        Zones to count.
    min_words, min_sentences : int
        Fewer give NaN with the reason. Below 100 words or 10 sentences (30 for SMOG) a value asked for by lowering
        these is given without an interval.
    resampling : Resampling, optional
        Settings of the intervals.

    Returns
    -------
    DataFrame
        `scores`: one row per article, measure and voice ("all" always; narrator, paraphrase, quotation where a
        sentence has mostly that voice). value in the measure's own unit (words, letters, reading ease, school grades,
        LIX or RIX points), low, high, n_words, n_sentences, reason (NaN where there is nothing to say). Sorted by
        article_id, measure, voice. With `by`: group and n_articles in place of article_id, and article_mean.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an unknown zone or a least number below 1.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 11, "zone": "body"})
    >>> tokens = pd.DataFrame({"lower": ["the", "harbour"], "start": [0, 4], "end": [3, 11]})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, is_word=True, voice="narrator")
    >>> score_readability(sentences, tokens).query("measure == 'lix' and voice == 'all'").reason.tolist()
    ['too few words: 2, at least 100 needed']
    """
    require_at_least(min_words, 1, name="min_words")
    require_at_least(min_sentences, 1, name="min_sentences")
    grouping = group_articles(sentences, by)
    units = _list_units(count_sentences(sentences, tokens, zones=zones))
    formula = scoring.Formula(MEASURES, compute_indices, lambda cells: _explain(cells, min_words, min_sentences))
    scores = scoring.score_groups(units, formula, grouping=grouping, resampling=resampling)
    scores = scores.drop(columns=list(_QUALITY)).assign(zones=label_zones(zones))
    return scoring.finish_scores(scores, grouping)


def compare_readability(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    by: str | Mapping[str, str] = "article_id",
    zones: Iterable[str] = DEFAULT_ZONES,
    resampling: Resampling | None = None,
) -> pd.DataFrame:
    """Compare every pair of articles by every measure: difference, interval, and what dealing their paragraphs gives.

    Articles under 100 words or 10 sentences are left out; so is SMOG where one of the two has under 30 sentences.
    Pieces of about three neighbouring sentences are left out for the interval, of about five dealt for the null
    (`Resampling.pieces`). With `by` (a mapping from article_id to group) groups are compared. Where one has several
    articles, these are whole articles, and a pair with a group of fewer than five has no interval.

    Returns
    -------
    DataFrame
        As `workbench.inference.compare_groups`: one row per pair of articles and measure; n_a and n_b count sentences
        (articles, for groups), pieces_a and pieces_b what was dealt, null says what that was.

    Raises
    ------
    KeyError, ValueError
        As `count_sentences`.

    Examples
    --------
    >>> empty = pd.DataFrame(columns=["article_id", "sentence_id", "start", "end", "zone", "lower", "is_word", "voice"])
    >>> len(compare_readability(empty, empty))
    0
    """
    counts = count_sentences(sentences, tokens, zones=zones)
    grouping = group_articles(sentences, by)
    counts = counts.assign(unit=grouping.assign(counts)).dropna(subset=["unit"])
    sizes = counts.groupby("unit")[["n_words", "n_sentences"]].sum()
    sizes = sizes[(sizes["n_words"] >= scoring.MIN_WORDS) & (sizes["n_sentences"] >= scoring.MIN_SENTENCES)]
    kept = counts[counts["unit"].isin(sizes.index)]
    resampling = resampling or Resampling()
    if grouping.is_single:
        cut = {"left_out": _cut(kept, resampling, LEFT_OUT), "dealt": _cut(kept, resampling, DEALT)}
    else:  # articles, taken for independent
        kept = kept.groupby(["unit", "article_id"], as_index=False)[list(COUNTS)].sum()
        cut, resampling = {}, replace(resampling, pieces="sentences")
    units, names = kept[list(COUNTS)].to_numpy(dtype=float), kept["unit"].tolist()
    table = compare_groups(units, names, compute_indices, measures=MEASURES, resampling=resampling, **cut)
    n_sentences = pd.concat([table[side].map(sizes["n_sentences"]) for side in ("a_id", "b_id")], axis=1)
    if not grouping.is_single:
        few = table[["n_a", "n_b"]].min(axis=1) < LEAST_ARTICLES
        table[["low", "high"]] = table[["low", "high"]].mask(few)
        table["reason"] = table["reason"].mask(few, FEW_ARTICLES)
    few = (table["measure"] == "smog_index") & (n_sentences.min(axis=1) < MIN_SENTENCES_SMOG)
    dealt = NULL_PHRASES[resampling.pieces] if grouping.is_single else "articles dealt"
    return table[~few].reset_index(drop=True).assign(null=dealt)


def _cut(counts: pd.DataFrame, resampling: Resampling, length: int) -> np.ndarray:
    """Return the piece of its article that each sentence falls to."""
    texts = pd.factorize(counts["article_id"])[0]
    return cut_pieces(texts, list_paragraphs(counts), pieces=resampling.pieces, length=length)


def compute_indices(totals: np.ndarray) -> np.ndarray:
    """Return the ten measures from totals of the counts.

    ======================================  ==========================================================  ==============
    measure                                 formula                                                     source
    ======================================  ==========================================================  ==============
    words_per_sentence (ASL)                words / sentences
    letters_per_word                        letters and digits / words
    flesch_reading_ease                     206.835 - 1.015 ASL - 84.6 syllables/word                   Flesch 1948
    flesch_kincaid_grade                    0.39 ASL + 11.8 syllables/word - 15.59                      Kincaid 1975
    automated_readability_index             4.71 letters and digits/word + 0.5 ASL - 21.43              Senter 1967
    coleman_liau_index                      5.88 letters/word - 29.6 sentences/word - 15.8              Coleman 1975
    lix                                     ASL + 100 words of more than 6 letters / words              Bjornsson 1968
    rix                                     words of more than 6 letters / sentences                    Anderson 1983
    smog_index                              1.043 sqrt(30 polysyllables/sentences) + 3.1291             McLaughlin 1969
    gunning_fog                             0.4 (ASL + 100 complex words/words)                         Gunning 1952
    ======================================  ==========================================================  ==============

    All as published. textstat takes 5.8 for Coleman and Liau's 5.88 (about 0.4 lower) and counts marks among the
    characters of the ARI, which Smith and Senter's typewriter counted as letters and digits; `compare_with_textstat`
    says what that makes. Higher means harder, but for flesch_reading_ease, where higher means easier. Flesch-Kincaid is
    the linear twin of Flesch: agreement of the two is no second piece of evidence.

    Parameters
    ----------
    totals : ndarray
        The counts of `COUNTS` on the last axis.

    Returns
    -------
    ndarray
        The measures of `MEASURES` on the last axis; NaN where there is no word or no sentence.

    Examples
    --------
    >>> totals = np.array([2.0, 20, 90, 30, 2, 2, 4])
    >>> compute_indices(totals)[[0, 2, 6]].round(3).tolist()
    [10.0, 69.785, 30.0]
    """
    out = np.empty((len(MEASURES), *totals.shape[:-1]))
    sentences, words, letters, syllables, polysyllables, complex_words, long_words = np.moveaxis(totals, -1, 0)
    words = np.where(words > 0, words, np.nan)
    sentences = np.where(sentences > 0, sentences, np.nan)
    length, per_word = words / sentences, syllables / words
    long_per_word = long_words / words
    out[0] = length
    out[1] = letters / words
    out[2] = 206.835 - 1.015 * length - 84.6 * per_word
    out[3] = 0.39 * length + 11.8 * per_word - 15.59
    out[4] = CHARACTERS * out[1] + 0.5 * length - 21.43
    out[5] = LETTERS * out[1] - 29.6 / length - 15.8
    out[6] = length + 100 * long_per_word
    out[7] = length * long_per_word
    out[8] = 1.043 * np.sqrt(30 * polysyllables / sentences) + 3.1291
    out[9] = 0.4 * (length + 100 * complex_words / words)
    return np.moveaxis(out, 0, -1)


def _list_units(counts: pd.DataFrame) -> scoring.Units:
    """Sentences as units, each in voice "all" and in the voice that most of its words have."""
    rows = counts[["article_id", "voice"]].assign(row=np.arange(len(counts)))
    members = pd.concat([rows.assign(voice="all"), rows], ignore_index=True)
    sizes = counts[["n_words", "n_sentences", *_QUALITY]]
    return scoring.Units(
        counts[list(COUNTS)].to_numpy(dtype=float),
        sizes,
        members,
        sentences=counts["sentence_id"].to_numpy(),
        paragraphs=list_paragraphs(counts),
    )


def _explain(cells: pd.DataFrame, min_words: int, min_sentences: int) -> scoring.Verdict:
    """Give every measure the common reason; SMOG has a minimum of its own."""
    words = cells["n_words"].where(cells["n_words"] > 0)
    shares = cells.assign(numbers=cells["n_numbers"] / words, other_script=cells["n_other_script"] / words)
    common = scoring.explain_lengths(shares, min_words=min_words, min_sentences=min_sentences, tool="the formulas")
    reasons = np.repeat(common[:, None], len(MEASURES), axis=1)
    given = np.isin(reasons, ("", scoring.NO_INTERVAL))
    at = MEASURES.index("smog_index")
    found = cells["n_sentences"].to_numpy()
    short = (found < MIN_SENTENCES_SMOG) & given[:, at]
    least = min(MIN_SENTENCES_SMOG, min_sentences) if min_sentences != scoring.MIN_SENTENCES else MIN_SENTENCES_SMOG
    few = [f"too few sentences: {n}, at least {MIN_SENTENCES_SMOG} needed" for n in found]
    reasons[short, at] = np.where(found < least, np.array(few, dtype=object), _NO_SMOG_INTERVAL)[short]
    given[:, at] &= (found >= least) | ~short
    return scoring.Verdict(reasons, given)
