"""What is scored: sentences, and the parts of a sentence that one voice has; their hits; and their scores."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from workbench.language import align_text
from workbench.measures.sentiment.instruments import VADER_ALPHA, Instrument, SentimentSettings, load_instruments
from workbench.measures.sentiment.matching import NEGATED, find_domain_words, find_names, find_negated, match_words
from workbench.measures.sentiment.vader import score_chunks
from workbench.schema import VOICES, require_columns
from workbench.tokens.selection import DEFAULT_ZONES, list_words, select_sentences

COMBINED = "sentiment_combined"
MIN_PART_WORDS = 3  # judgement: two words of a voice ("he said") are no statement to score
EMPHASIS = "! ?"
HIT_COLUMNS = ("unit", "start", "end", "lexicon", "category", "term", "weight", "valence", "contribution")
_DTYPES = {
    **dict.fromkeys(("unit", "start", "end"), "int64"),
    **dict.fromkeys(("lexicon", "category", "term"), "str"),
    **dict.fromkeys(("weight", "valence", "contribution"), "float64"),
}
_TOKEN_COLUMNS = ("article_id", "sentence_id", "start", "end", "text", "lower", "is_word", "voice")
_LATIN = re.compile(r"[A-Za-z\u00C0-\u024F]")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Units:
    """Sentences and parts of sentences, with the words and tokens in each.

    table: one row per unit: article_id, sentence_id, start, end, zone, voice ("all" or the voice of a part), n_words.
    words, tokens: the words and tokens of the zones. word_rows, word_units: rows of `words` and the unit of each, in
    unit order, a word being in its sentence and perhaps in a part; token_rows, token_units likewise.
    voiced: for each row of `table` of voice "all", the voice if the whole sentence has one, else NaN.
    """

    table: pd.DataFrame
    words: pd.DataFrame
    tokens: pd.DataFrame
    word_rows: np.ndarray
    word_units: np.ndarray
    token_rows: np.ndarray
    token_units: np.ndarray
    voiced: pd.Series


def list_units(sentences: pd.DataFrame, tokens: pd.DataFrame, *, zones: Iterable[str] = DEFAULT_ZONES) -> Units:
    """Return the sentences of some zones that have a word, and the parts of those in which voices mix.

    A sentence of one voice counts for that voice as it is; of a sentence in which voices mix, a part counts for its
    voice from three words on.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an unknown zone.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> list_units(sentences, tokens).table[["voice", "n_words"]].values.tolist()
    [['all', 2]]
    """
    require_columns(sentences, ("article_id", "sentence_id", "start", "end", "zone"), name="sentences")
    require_columns(tokens, _TOKEN_COLUMNS, name="tokens")
    chosen = select_sentences(sentences, zones=zones).sort_values(["article_id", "sentence_id"], ignore_index=True)
    columns = ["article_id", "sentence_id", "start", "end", "zone", "block_id"]
    chosen = chosen[[name for name in columns if name in chosen]]
    tokens = tokens.sort_values(["article_id", "start"], kind="stable", ignore_index=True)
    sentence = _find_rows(chosen, tokens)
    tokens, sentence = tokens[sentence >= 0].reset_index(drop=True), sentence[sentence >= 0]
    words = list_words(tokens)
    tally = _tally_voices(words, _find_rows(chosen, words), len(chosen))
    kept = tally.sum(axis=1) > 0
    number = np.where(kept, np.cumsum(kept) - 1, -1)
    table = chosen[kept].assign(voice="all", n_words=tally.sum(axis=1)[kept]).reset_index(drop=True)
    return _add_parts(table, tally[kept], words, (tokens, number[sentence]))


def _find_rows(sentences: pd.DataFrame, rows: pd.DataFrame) -> np.ndarray:
    """Find the row of each word's or token's sentence, -1 where it is not among the sentences."""
    keys = pd.MultiIndex.from_frame(sentences[["article_id", "sentence_id"]])
    return keys.get_indexer(pd.MultiIndex.from_frame(rows[["article_id", "sentence_id"]]))


def _tally_voices(words: pd.DataFrame, sentence: np.ndarray, n_sentences: int) -> np.ndarray:
    voices = words["voice"].to_numpy()
    return np.stack([np.bincount(sentence[voices == voice], minlength=n_sentences) for voice in VOICES], axis=-1)


def _add_parts(
    table: pd.DataFrame, tally: np.ndarray, words: pd.DataFrame, tokens: tuple[pd.DataFrame, np.ndarray]
) -> Units:
    pure = (tally > 0).sum(axis=1) == 1
    voiced = pd.Series(np.array(VOICES, dtype=object)[tally.argmax(axis=1)], dtype="str").where(pure)
    sentence, voice = np.nonzero((tally >= MIN_PART_WORDS) & ~pure[:, None])
    parts = table.iloc[sentence].assign(
        voice=np.array(VOICES, dtype=object)[voice], n_words=tally[sentence, voice].astype("int64")
    )
    number = np.full(tally.shape, -1)
    number[sentence, voice] = len(table) + np.arange(len(sentence))
    token_table, token_sentence = tokens
    table_all = pd.concat([table, parts], ignore_index=True).astype({"voice": "str", "n_words": "int64"})
    word_rows, word_units = _place(words["voice"], _find_rows(table, words), number)
    token_rows, token_units = _place(token_table["voice"], token_sentence, number)
    return Units(table_all, words, token_table, word_rows, word_units, token_rows, token_units, voiced)


def _place(voices: pd.Series, sentence: np.ndarray, number: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rows and units, each row in its sentence and, where there is one, in the part of its voice."""
    code = pd.Index(VOICES).get_indexer(voices)
    known = np.flatnonzero(sentence >= 0)
    part = number[sentence[known], code[known]]
    rows = np.concatenate([known, known[part >= 0]])
    units = np.concatenate([sentence[known], part[part >= 0]])
    order = np.argsort(units, kind="stable")
    return rows[order], units[order]


@dataclass(frozen=True)
class ScoredUnits:
    """Units, their scores (units x measures), their hits, and which unit (its row) stands in which article and voice."""

    units: Units
    measures: tuple[str, ...]
    scores: np.ndarray
    hits: pd.DataFrame
    members: pd.DataFrame


def score_units(
    sentences: pd.DataFrame, tokens: pd.DataFrame, *, zones: Iterable[str], settings: SentimentSettings
) -> ScoredUnits:
    """Score every sentence, and every part of a sentence in which voices mix, with every instrument.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> scored = score_units(sentences, tokens, zones=("body",), settings=SentimentSettings(instruments=("vader",)))
    >>> scored.measures, scored.scores.tolist()
    (('sentiment_vader',), [[0.4404]])
    """
    units = list_units(sentences, tokens, zones=zones)
    instruments = load_instruments(settings.instruments)
    hits = find_unit_hits(units, instruments, settings)
    columns, n_units = [], len(units.table)
    for instrument in instruments:
        own = hits[hits["lexicon"] == instrument.id]
        score = np.bincount(own["unit"], own["contribution"], n_units) if n_units else np.zeros(0)
        columns.append(score.round(4) if instrument.id == "vader" else score)
    measures = [instrument.measure for instrument in instruments]
    joined = [place for place, instrument in enumerate(instruments) if instrument.id in settings.combined]
    if len(joined) > 1:
        measures.append(COMBINED)
        columns.append(np.mean([columns[place] for place in joined], axis=0))
        part = hits[hits["lexicon"].isin([instruments[place].id for place in joined])]
        hits = pd.concat(
            [hits.assign(measure="sentiment_" + hits["lexicon"]), _share(part, len(joined))], ignore_index=True
        )
    else:
        hits = hits.assign(measure="sentiment_" + hits["lexicon"])
    return ScoredUnits(units, tuple(measures), np.stack(columns, axis=-1), hits, _list_members(units))


def _share(hits: pd.DataFrame, n_instruments: int) -> pd.DataFrame:
    return hits.assign(measure=COMBINED, contribution=hits["contribution"] / n_instruments)


def _list_members(units: Units) -> pd.DataFrame:
    """List article_id, voice, row and n_words: a unit stands in "all" or in its voice, a sentence of one voice in both."""
    table = units.table.assign(row=np.arange(len(units.table)))
    voiced = units.voiced.dropna()
    whole = table.loc[voiced.index].assign(voice=voiced)
    members = pd.concat([table, whole], ignore_index=True)[["article_id", "voice", "row", "n_words"]]
    return members.sort_values(["article_id", "voice"], kind="stable", ignore_index=True)


def count_scripts(units: Units) -> pd.DataFrame:
    """Return for each unit how many of its words are numbers, and how many are written in another script.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["In", "2024"], "start": [0, 3], "end": [2, 7], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> count_scripts(list_units(sentences, tokens)).values.tolist()
    [[1, 0]]
    """
    codes, types = pd.factorize(units.words["lower"])
    number = np.array([not _LETTER.search(word) for word in types], dtype=float)
    other = np.array([bool(_LETTER.search(word)) and not _LATIN.search(word) for word in types], dtype=float)
    codes, n_units = codes[units.word_rows], len(units.table)
    flags = {"n_numbers": number, "n_other_script": other}
    if not len(codes):
        return pd.DataFrame(0, index=range(n_units), columns=list(flags))
    tallies = {name: np.bincount(units.word_units, flag[codes], n_units) for name, flag in flags.items()}
    return pd.DataFrame(tallies).astype("int64")


def find_unit_hits(units: Units, instruments: tuple[Instrument, ...], settings: SentimentSettings) -> pd.DataFrame:
    """Return the hits of every instrument in every unit.

    Returns
    -------
    DataFrame
        One row per hit: unit, start, end, lexicon, category, term, weight (as listed), valence (after negation and
        the like), contribution (to the unit's score; the contributions of a unit add up to its score). The marks that
        VADER counts are a hit of their own, term "! ?", at the end of the unit.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> hits = find_unit_hits(list_units(sentences, tokens), (Instrument("x", {"good": 2.0}),), SentimentSettings())
    >>> hits[["term", "valence"]].values.tolist()
    [['good', 2.0]]
    """
    names = find_names(units.words, units.tokens) if settings.name_guard != "none" else np.zeros(len(units.words), bool)
    domain = find_domain_words(units.words) if not settings.domain_words else np.zeros(len(units.words), bool)
    tables = []
    for instrument in instruments:
        if instrument.id == "vader":
            masked = domain | names if settings.name_guard == "all" else domain
            tables.append(_find_vader_hits(units, masked))
        else:
            tables.append(_find_lexicon_hits(units, instrument, domain | names))
    hits = pd.concat(tables, ignore_index=True)
    return hits.astype(_DTYPES)


def _find_lexicon_hits(units: Units, instrument: Instrument, masked: np.ndarray) -> pd.DataFrame:
    weights, terms = match_words(units.words, instrument)
    weights[masked] = 0.0
    rows, unit = units.word_rows, units.word_units
    valence = weights[rows] * np.where(find_negated(units.words["lower"].to_numpy()[rows], unit), NEGATED, 1.0)
    total = np.bincount(unit, valence, len(units.table)) if len(unit) else np.zeros(len(units.table))
    hit = np.flatnonzero(valence)
    at, term = rows[hit], terms[rows[hit]]
    return pd.DataFrame(
        {
            "unit": unit[hit],
            "start": units.words["start"].to_numpy()[at],
            "end": units.words["end"].to_numpy()[at],
            "lexicon": instrument.id,
            "category": [instrument.categories.get(t) or _name_sign(w) for t, w in zip(term, weights[at], strict=True)],
            "term": term,
            "weight": weights[at],
            "valence": valence[hit],
            "contribution": valence[hit] / np.sqrt(total[unit[hit]] ** 2 + instrument.alpha),
        }
    )


def _find_vader_hits(units: Units, masked: np.ndarray) -> pd.DataFrame:
    chunks = _list_chunks(units)
    bounds = np.searchsorted(chunks["unit"].to_numpy(), np.arange(len(units.table) + 1))
    texts, start, end = (chunks[name].tolist() for name in ("text", "start", "end"))
    hidden = _hide_chunks(chunks, units, masked)
    rows: list[tuple] = []
    for unit, (first, last) in enumerate(zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)):
        inside = frozenset(np.flatnonzero(hidden[first:last]).tolist()) if hidden is not None else frozenset()
        score = score_chunks(texts[first:last], masked=inside)
        scale = score.compound / score.total if score.total else VADER_ALPHA**-0.5
        for place, weight, valence in score.hits:
            at = first + place
            rows.append((unit, start[at], end[at], texts[at], weight, valence, valence * scale))
        if score.emphasis:
            rows.append(
                (unit, end[last - 1], end[last - 1], EMPHASIS, score.emphasis, score.emphasis, score.emphasis * scale)
            )
    hits = pd.DataFrame(rows, columns=["unit", "start", "end", "term", "weight", "valence", "contribution"])
    hits["term"] = [_trim(term) for term in hits["term"]]
    category = [_name_sign(weight) for weight in hits["weight"]]
    return hits.assign(lexicon="vader", category=category)[list(HIT_COLUMNS)]


def _trim(chunk: str) -> str:
    stripped = chunk.strip("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~").lower()
    return stripped if len(stripped) > 2 else chunk  # noqa: PLR2004  an emoticon keeps its marks, as in VADER


def _name_sign(weight: float) -> str:
    return "positive" if weight > 0 else "negative"


def _list_chunks(units: Units) -> pd.DataFrame:
    """List the pieces between spaces of every unit: tokens that touch, put together, marks straightened."""
    tokens, rows, unit = units.tokens, units.token_rows, units.token_units
    start, end = tokens["start"].to_numpy()[rows], tokens["end"].to_numpy()[rows]
    codes, types = pd.factorize(tokens["text"])
    texts = np.array([align_text(text) for text in types], dtype=object)
    pieces = texts[codes[rows]] if len(rows) else np.array([], dtype=object)
    opens = np.ones(len(rows), dtype=bool)
    opens[1:] = (unit[1:] != unit[:-1]) | (start[1:] != end[:-1])
    first = np.flatnonzero(opens)
    size = np.diff(np.append(first, len(rows)))
    joined = pieces[first]
    for chunk in np.flatnonzero(size > 1):
        joined[chunk] = "".join(pieces[first[chunk] : first[chunk] + size[chunk]])
    last = first + size - 1
    return pd.DataFrame({"unit": unit[first], "start": start[first], "end": end[last], "text": joined})


def _hide_chunks(chunks: pd.DataFrame, units: Units, masked: np.ndarray) -> np.ndarray | None:
    """Find the chunks in which a masked word begins."""
    if not masked.any():
        return None
    words = units.words
    article = units.table["article_id"].to_numpy()[chunks["unit"].to_numpy()]
    hidden = np.zeros(len(chunks), dtype=bool)
    for name, own in words[masked].groupby("article_id")["start"]:
        starts = np.sort(own.to_numpy())
        mine = np.flatnonzero(article == name)
        first = np.searchsorted(starts, chunks["start"].to_numpy()[mine])
        last = np.searchsorted(starts, chunks["end"].to_numpy()[mine])
        hidden[mine] = last > first
    return hidden
