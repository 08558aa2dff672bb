"""Our numbers beside textstat's for the same text, and the sentences that push a number."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from workbench.language import align_text
from workbench.measures.readability.counts import count_sentences, load_textstat
from workbench.measures.readability.scores import CHARACTERS, COUNTS, LETTERS, MEASURES, compute_indices
from workbench.schema import require_choice, require_columns
from workbench.tokens.selection import DEFAULT_ZONES

TEXTSTAT_LETTERS = 5.8
_OWN_NAMES = {"words_per_sentence": "words_per_sentence", "letters_per_word": "avg_letter_per_word"}


def compare_with_textstat(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    zones: Iterable[str] = DEFAULT_ZONES,
) -> pd.DataFrame:
    """Set textstat's own figures for the same text beside ours and say where the difference comes from.

    textstat splits at every stop, question or exclamation mark and leaves out pieces of one or two words; headings
    without a stop run into the next sentence. It gets the same zones, marks straightened, a blank line between blocks.

    Needs article_id and text of articles, the columns that `count_sentences` needs, and block_id of sentences.

    Returns
    -------
    DataFrame
        One row per article and measure: article_id, measure, value (ours, whatever the length of the text), textstat,
        difference (ours minus textstat's), from_formula (what its constant in Coleman and Liau's index, and the marks
        it counts in the ARI, make of it), from_sentences (what the number of sentences makes), from_words (the rest:
        what counts as a word, a letter, a syllable), n_sentences, n_sentences_textstat, n_words, n_words_textstat.
        Sorted by article_id, then by the order of `MEASURES`.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an unknown zone.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["The U.N. met."]})
    >>> sentences = pd.DataFrame({"article_id": ["a"], "block_id": 0, "sentence_id": 0, "start": 0, "end": 13})
    >>> tokens = pd.DataFrame({"lower": ["the", "u.n.", "met"], "start": [0, 4, 9], "end": [3, 8, 12]})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, is_word=True, voice="narrator")
    >>> compare_with_textstat(articles, sentences.assign(zone="body"), tokens).n_words_textstat.head(1).tolist()
    [3]
    """
    require_columns(articles, ("article_id", "text"), name="articles")
    require_columns(sentences, ("block_id",), name="sentences")
    counts = count_sentences(sentences, tokens, zones=zones)
    texts = articles.set_index("article_id")["text"]
    tables = [
        _compare_article(article, align_text(texts[article]), own) for article, own in counts.groupby("article_id")
    ]
    columns = ["article_id", "measure", "value", "textstat", "difference", "from_formula"]
    columns += ["from_sentences", "from_words", "n_sentences", "n_sentences_textstat", "n_words", "n_words_textstat"]
    return pd.concat(tables, ignore_index=True)[columns] if tables else pd.DataFrame(columns=columns)


def _compare_article(article: str, text: str, own: pd.DataFrame) -> pd.DataFrame:
    textstat = load_textstat()
    blocks = [
        " ".join(text[s.start : s.end] for s in rows.itertuples()) for _, rows in own.groupby("block_id", sort=False)
    ]
    body = "\n\n".join(blocks)
    asked = (getattr(textstat, _OWN_NAMES.get(measure, measure), None) for measure in MEASURES)
    theirs = np.array([np.nan if index is None else float(index(body)) for index in asked])  # it has not every index
    totals = own[list(COUNTS)].sum().to_numpy(dtype=float)
    value, n_sentences = compute_indices(totals), textstat.sentence_count(body)
    n_characters = float(own["n_characters"].sum())
    by_their_formula = compute_as_textstat(totals, n_characters)
    with_their_sentences = compute_as_textstat(np.concatenate([[float(n_sentences)], totals[1:]]), n_characters)
    return pd.DataFrame(
        {
            "article_id": article,
            "measure": MEASURES,
            "value": value,
            "textstat": theirs,
            "difference": value - theirs,
            "from_formula": value - by_their_formula,
            "from_sentences": by_their_formula - with_their_sentences,
            "from_words": with_their_sentences - theirs,
            "n_sentences": int(totals[0]),
            "n_sentences_textstat": n_sentences,
            "n_words": int(totals[1]),
            "n_words_textstat": textstat.lexicon_count(body),
        }
    )


def compute_as_textstat(totals: np.ndarray, n_characters: float) -> np.ndarray:
    """Return the measures with textstat's constant for Coleman and Liau, and with marks among the ARI's characters.

    Examples
    --------
    >>> totals = np.array([1.0, 10, 50, 15, 1, 1, 2])
    >>> (compute_as_textstat(totals, 52.0) - compute_indices(totals)).round(3)[[4, 5]].tolist()
    [0.942, -0.4]
    """
    values = compute_indices(totals)
    words, letters = totals[COUNTS.index("n_words")], totals[COUNTS.index("n_letters")]
    values[MEASURES.index("coleman_liau_index")] += (TEXTSTAT_LETTERS - LETTERS) * letters / words
    values[MEASURES.index("automated_readability_index")] += CHARACTERS * (n_characters - letters) / words
    return values


def list_driving_sentences(
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    zones: Iterable[str] = DEFAULT_ZONES,
    measure: str = "flesch_kincaid_grade",
) -> pd.DataFrame:
    """Return every sentence with what it does to a measure of its article, the longest first.

    push is the article's value minus the value without the sentence: in the unit of the measure, positive where the
    sentence raises it. Pushes do not add up to the value.

    Returns
    -------
    DataFrame
        One row per sentence: article_id, sentence_id, start, end, zone, voice, n_words, letters_per_word,
        syllables_per_word, measure, push (NaN where the article has one sentence). Sorted by article_id, then longest
        first, then sentence_id.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an unknown zone or measure.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": "a", "sentence_id": [0, 1], "start": [0, 9], "end": [8, 21]})
    >>> tokens = pd.DataFrame({"lower": ["we", "left", "they", "stayed", "here"], "sentence_id": [0, 0, 1, 1, 1]})
    >>> tokens = tokens.assign(article_id="a", start=range(5), end=range(1, 6), is_word=True, voice="narrator")
    >>> table = list_driving_sentences(sentences.assign(zone="body"), tokens, measure="words_per_sentence")
    >>> table[["n_words", "push"]].values.tolist()
    [[3.0, 0.5], [2.0, -0.5]]
    """
    require_choice(measure, MEASURES, name="measure")
    counts = count_sentences(sentences, tokens, zones=zones)
    units = counts[list(COUNTS)]
    totals = units.groupby(counts["article_id"]).transform("sum").to_numpy(dtype=float)
    at = MEASURES.index(measure)
    left = compute_indices(totals - units.to_numpy(dtype=float))[:, at]
    counts = counts.assign(measure=measure, push=compute_indices(totals)[:, at] - left)
    counts["letters_per_word"] = counts["n_letters"] / counts["n_words"]
    counts["syllables_per_word"] = counts["n_syllables"] / counts["n_words"]
    columns = ["article_id", "sentence_id", "start", "end", "zone", "voice", "n_words", "letters_per_word"]
    order = ["article_id", "n_words", "sentence_id"]
    counts = counts.sort_values(order, ascending=[True, False, True], ignore_index=True)
    return counts[[*columns, "syllables_per_word", "measure", "push"]]
