"""The words behind the scores: hits with offsets, contributions, word shifts, sentences, coverage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from workbench.inference.groups import group_articles, name_unit
from workbench.measures.sentiment.instruments import SentimentSettings
from workbench.measures.sentiment.units import COMBINED, ScoredUnits, score_units
from workbench.schema import make_table, require_choice
from workbench.tokens.selection import DEFAULT_ZONES

_SHOWN = 6  # judgement: words named beside a sentence


def list_hits(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    zones: Iterable[str] = DEFAULT_ZONES,
    settings: SentimentSettings | None = None,
) -> pd.DataFrame:
    """Return every word that an instrument counts, where it stands and what it adds to its sentence's score.

    Returns
    -------
    DataFrame
        `hits`: one row per hit and instrument: article_id, start, end (code points into the article), lexicon (the
        instrument), category, term, weight (as listed), voice, zone; further columns sentence_id, valence (after
        negation, emphasis and the like) and contribution (adds up to the sentence's score). VADER's "!" and "?" are
        a hit of no width at the sentence's end, term "! ?". Sorted by article and position.

    Raises
    ------
    KeyError, ValueError
        As `score_sentiment`.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> list_hits(sentences, tokens)[["lexicon", "term", "weight"]].values.tolist()
    [['afinn', 'good', 3.0], ['hu_liu', 'good', 1.0], ['vader', 'good', 1.9]]
    """
    scored = score_units(sentences, tokens, zones=zones, settings=settings or SentimentSettings())
    hits = scored.hits[scored.hits["measure"] != COMBINED]
    table = scored.units.table
    unit = table.iloc[hits["unit"]].reset_index(drop=True)
    whole = (unit["voice"] == "all").to_numpy()
    hits = hits.reset_index(drop=True).assign(article_id=unit["article_id"], zone=unit["zone"])
    hits = hits.assign(sentence_id=unit["sentence_id"])[whole]
    voices = scored.units.tokens.drop_duplicates(["article_id", "start"])[["article_id", "start", "voice"]]
    hits = hits.merge(voices, on=["article_id", "start"], how="left")
    return make_table(hits.drop(columns=["unit", "measure"]), "hits")


def list_contributions(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    by: str | Mapping[str, str] = "article_id",
    zones: Iterable[str] = DEFAULT_ZONES,
    settings: SentimentSettings | None = None,
) -> pd.DataFrame:
    """Return what each word adds to each score of each article (or group, see `score_sentiment`) and voice.

    A word's contribution to its sentence is its valence over sqrt(s^2 + alpha); to the article, the sum of these over
    the number of sentences. The contributions of an article, measure and voice add up to its value in
    `score_sentiment`.

    Returns
    -------
    DataFrame
        One row per article, measure, voice and term: article_id, measure, voice, term, n_hits, weight (mean, as
        listed), contribution. Sorted by article_id, measure, voice, then by size of contribution, then term. With `by`:
        group and n_articles in place of article_id.

    Raises
    ------
    KeyError, ValueError
        As `score_sentiment`.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> added = list_contributions(sentences, tokens).query("measure == 'sentiment_vader' and voice == 'all'")
    >>> added[["term", "contribution"]].values.tolist()
    [['good', 0.4404]]
    """
    scored = score_units(sentences, tokens, zones=zones, settings=settings or SentimentSettings())
    grouping = group_articles(sentences, by)
    members, unit = grouping.label(scored.members), grouping.column
    members = members.assign(n_sentences=members.groupby([unit, "voice"])["row"].transform("size"))
    hits = members[[unit, "voice", "row", "n_sentences"]].merge(scored.hits, left_on="row", right_on="unit")
    hits["contribution"] /= hits["n_sentences"]
    keys = [unit, "measure", "voice"]
    added = hits.groupby([*keys, "term"], as_index=False).agg(
        n_hits=("row", "size"), weight=("weight", "mean"), contribution=("contribution", "sum")
    )
    order = added.assign(size=-added["contribution"].abs())
    return grouping.count_articles(order.sort_values([*keys, "size", "term"], ignore_index=True).drop(columns="size"))


def shift_words(contributions: pd.DataFrame, *, a_id: str, b_id: str | None = None) -> pd.DataFrame:
    """Return which words make the difference between an article and another, or the mean of all others.

    The shifts of a measure and voice add up to the difference of the two scores (Gallagher et al. 2021 describe word
    shifts of averages; here sentences are averaged, so a word's shift is the difference of its contributions).

    Parameters
    ----------
    contributions : DataFrame
        As `list_contributions` returns it.
    a_id : str
        The article or group.
    b_id : str, optional
        The other one; all others if left out.

    Returns
    -------
    DataFrame
        One row per measure, voice and term: measure, voice, term, contribution_a, contribution_b, shift (a minus b),
        n_hits_a, n_hits_b. Sorted by measure, voice, size of shift, term.

    Raises
    ------
    ValueError
        If an article is not in the table.

    Examples
    --------
    >>> row = {"measure": "m", "voice": "all", "n_hits": 1}
    >>> added = pd.DataFrame([row | {"article_id": "x", "term": "joy", "contribution": 0.2},
    ...                       row | {"article_id": "y", "term": "war", "contribution": -0.3}])
    >>> shift_words(added, a_id="x")[["term", "shift"]].values.tolist()
    [['war', 0.3], ['joy', 0.2]]
    """
    unit = name_unit(contributions)
    known = sorted(contributions[unit].unique())
    for name, value in (("a_id", a_id), ("b_id", b_id)):
        if value is not None:
            require_choice(value, known, name=name)
    others = [b_id] if b_id is not None else [article for article in known if article != a_id]
    keys = ["measure", "voice", "term"]
    a = contributions[contributions[unit] == a_id].set_index(keys)[["contribution", "n_hits"]]
    rest = contributions[contributions[unit].isin(others)].groupby(keys)[["contribution", "n_hits"]].sum()
    rest["contribution"] /= max(len(others), 1)
    both = a.add_suffix("_a").join(rest.add_suffix("_b"), how="outer").fillna(0.0)
    both["shift"] = both["contribution_a"] - both["contribution_b"]
    both = (
        both.astype({"n_hits_a": "int64", "n_hits_b": "int64"})
        .reset_index()
        .assign(size=-both["shift"].abs().to_numpy())
    )
    both = both.sort_values(["measure", "voice", "size", "term"], ignore_index=True)
    return both[[*keys, "contribution_a", "contribution_b", "shift", "n_hits_a", "n_hits_b"]]


def score_sentences(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    zones: Iterable[str] = DEFAULT_ZONES,
    settings: SentimentSettings | None = None,
) -> pd.DataFrame:
    """Score each sentence with every instrument and name the words that drive it.

    Returns
    -------
    DataFrame
        One row per sentence and measure: article_id, sentence_id, start, end, zone, voice (the sentence's, "mixed"
        where voices mix), n_words, measure, value (-1 to 1; 0 where nothing was found), n_hits, words (the words with
        the largest contributions, such as "killed -0.41, peace +0.20"). Sorted by article_id, sentence_id, measure.

    Raises
    ------
    KeyError, ValueError
        As `score_sentiment`.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> score_sentences(sentences, tokens).query("measure == 'sentiment_vader'")[["value", "words"]].values.tolist()
    [[0.4404, 'good +0.44']]
    """
    scored = score_units(sentences, tokens, zones=zones, settings=settings or SentimentSettings())
    whole = np.flatnonzero(scored.units.table["voice"] == "all")
    df = scored.units.table.iloc[whole].assign(voice=scored.units.voiced.fillna("mixed"), unit=whole)
    df = df.loc[df.index.repeat(len(scored.measures))].reset_index(drop=True)
    df["measure"] = pd.Series(list(scored.measures) * len(whole), dtype="str")
    df["value"] = scored.scores[whole].ravel()
    df = df.merge(_name_drivers(scored), on=["unit", "measure"], how="left")
    df["n_hits"] = df["n_hits"].fillna(0).astype("int64")
    df["words"] = df["words"].fillna("")
    place = ["article_id", "sentence_id", "start", "end", "zone", "voice"]
    return df[[*place, "n_words", "measure", "value", "n_hits", "words"]].sort_values(
        ["article_id", "sentence_id", "measure"], ignore_index=True
    )


def _name_drivers(scored: ScoredUnits) -> pd.DataFrame:
    added = scored.hits.groupby(["unit", "measure", "term"], as_index=False).agg(
        contribution=("contribution", "sum"), n_hits=("term", "size")
    )
    added = added.assign(size=-added["contribution"].abs()).sort_values(["unit", "measure", "size", "term"])
    added["words"] = [f"{term} {value:+.2f}" for term, value in zip(added["term"], added["contribution"], strict=True)]
    by_unit = added.groupby(["unit", "measure"], as_index=False, sort=False)
    return by_unit.agg(n_hits=("n_hits", "sum"), words=("words", lambda words: ", ".join(words.head(_SHOWN))))


def summarise_hits(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    by: str | Mapping[str, str] = "article_id",
    zones: Iterable[str] = DEFAULT_ZONES,
    settings: SentimentSettings | None = None,
) -> pd.DataFrame:
    """Return how much of each article (or group) an instrument sees, and its scores in the forms usual in publications.

    Returns
    -------
    DataFrame
        One row per article, measure and voice: article_id, measure, voice, n_words, n_hits, coverage (hits per word),
        n_positive, n_negative (by listed weight, before negation), balance ((positive - negative) / (positive +
        negative), NaN without a hit), per_100_words (sum of listed weights per 100 words). Sorted by these ids. With
        `by`: group and n_articles in place of article_id, sums over the articles of the group.

    Raises
    ------
    KeyError, ValueError
        As `score_sentiment`.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> seen = summarise_hits(sentences, tokens).query("measure == 'sentiment_afinn' and voice == 'all'")
    >>> seen[["coverage", "balance", "per_100_words"]].values.tolist()
    [[0.5, 1.0, 150.0]]
    """
    scored = score_units(sentences, tokens, zones=zones, settings=settings or SentimentSettings())
    hits = scored.hits[(scored.hits["measure"] != COMBINED) & (scored.hits["start"] < scored.hits["end"])]
    grouping = group_articles(sentences, by)
    members, unit = grouping.label(scored.members), grouping.column
    hits = members[[unit, "voice", "row"]].merge(hits, left_on="row", right_on="unit")
    hits = hits.assign(n_positive=hits["weight"] > 0, n_negative=hits["weight"] < 0)
    keys = [unit, "measure", "voice"]
    sums = hits.groupby(keys)[["n_positive", "n_negative", "weight"]].sum()
    measures = [measure for measure in scored.measures if measure != COMBINED]
    sizes = members.groupby([unit, "voice"], as_index=False)["n_words"].sum()
    silent = pd.DataFrame({unit: grouping.sizes.index.difference(sizes[unit]), "voice": "all", "n_words": 0})
    df = pd.concat([sizes, silent], ignore_index=True).merge(pd.DataFrame({"measure": measures}), how="cross")
    df = df.merge(sums.reset_index(), on=keys, how="left").fillna({"n_positive": 0, "n_negative": 0, "weight": 0.0})
    df = df.astype({"n_positive": "int64", "n_negative": "int64"})
    df["n_hits"] = df["n_positive"] + df["n_negative"]
    words, n_hits = (df[name].where(df[name] > 0) for name in ("n_words", "n_hits"))
    df["coverage"], df["per_100_words"] = df["n_hits"] / words, 100 * df["weight"] / words
    df["balance"] = (df["n_positive"] - df["n_negative"]) / n_hits
    columns = [*keys, "n_words", "n_hits", "coverage", "n_positive", "n_negative", "balance", "per_100_words"]
    return grouping.count_articles(df[columns].sort_values(keys, ignore_index=True))
