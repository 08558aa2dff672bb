"""Counts per sentence, and what textstat says of each word; everything else of readability is arithmetic on these."""

from __future__ import annotations

import importlib
import re
import zipfile
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from types import ModuleType
from typing import NamedTuple

import numpy as np
import pandas as pd

from workbench.schema import VOICES, require_columns
from workbench.tokens.selection import DEFAULT_ZONES, select_sentences

_TOKEN_COLUMNS = ("article_id", "sentence_id", "start", "end", "lower", "is_word", "voice")
_SENTENCE_COLUMNS = ("article_id", "sentence_id", "start", "end", "zone")
LONGEST_WORD = 60  # letters, judgement; what is longer is an address or debris, no word
_POLYSYLLABLE = 3  # syllables: McLaughlin 1969, Gunning 1952
_LONG = 6  # letters, a long word has more: Bjornsson 1968
_NOT_WORD = re.compile(r"[^\w]")
_JOINT = re.compile(r"[-\u2013/]")
_LATIN = re.compile(r"[^\W\d_]")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0041-\u024F\u1E00-\u1EFF\uFB00-\uFB06]")
_KNOWN: dict[str, int] = {}
_TABLE: list[np.ndarray] = [np.zeros((0, 8))]


def count_sentences(
    sentences: pd.DataFrame, tokens: pd.DataFrame, *, zones: Iterable[str] = DEFAULT_ZONES
) -> pd.DataFrame:
    """Count, once per sentence, what the readability formulas need.

    A word is an orthographic word ("don't" and "well-known" are one each); tokens of one word share ``word_start``
    where the table has it. Words of more than 60 letters are addresses or debris and count as none. A sentence
    belongs to the voice that most of its words have (the narrator's, if equal).

    Needs article_id, sentence_id, start, end and zone of sentences; article_id, sentence_id, start, end, lower,
    is_word and voice of tokens.

    Returns
    -------
    DataFrame
        One row per sentence with at least one word, in text order: article_id, sentence_id, start, end, zone, voice,
        n_sentences (always 1), n_words, n_letters (letters and digits), n_characters (all but spaces), n_syllables,
        n_polysyllables (words of three syllables or more), n_complex (those not on textstat's list of easy words),
        n_long_words (more than six letters), n_numbers (words without a letter), n_other_script (words with a
        letter that is not Latin); block_id where sentences have it.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an unknown zone.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 13, "zone": "body"})
    >>> rows = [("the", 0, 3), ("harbour", 4, 11), ("!", 12, 13)]
    >>> tokens = pd.DataFrame(rows, columns=["lower", "start", "end"])
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, is_word=[True, True, False], voice="narrator")
    >>> count_sentences(sentences, tokens)[["n_words", "n_letters", "n_characters", "n_syllables"]].values.tolist()
    [[2, 10, 11, 3]]
    """
    require_columns(sentences, _SENTENCE_COLUMNS, name="sentences")
    require_columns(tokens, _TOKEN_COLUMNS, name="tokens")
    tokens = tokens[[column for column in (*_TOKEN_COLUMNS, "word_start") if column in tokens]]
    columns = [name for name in (*_SENTENCE_COLUMNS, "block_id") if name in sentences]
    chosen = select_sentences(sentences, zones=zones)[columns]
    chosen = chosen.sort_values(["article_id", "sentence_id"], kind="stable", ignore_index=True)
    article, place = _locate(chosen, tokens)
    if (place < 0).any():
        tokens, article, place = tokens[place >= 0], article[place >= 0], place[place >= 0]
    words, first = _count_words(tokens, article)
    at = place[first]
    for name, column in zip(WordType._fields, words.T, strict=True):
        chosen[name] = np.bincount(at, column, len(chosen)).astype("int64")
    width = (tokens["end"] - tokens["start"]).to_numpy(dtype=float)
    width = np.minimum(
        width, tokens["lower"].map(len).to_numpy(dtype=float)
    )  # an accent that stands apart is no letter
    chosen["n_characters"] = np.bincount(place, width, len(chosen)).astype("int64")
    chosen.insert(5, "voice", _name_voice(tokens["voice"].iloc[first], at, words[:, 0], len(chosen)))
    chosen.insert(6, "n_sentences", 1)
    return chosen[chosen["n_words"] > 0].reset_index(drop=True)


def _locate(sentences: pd.DataFrame, tokens: pd.DataFrame) -> tuple[np.ndarray, np.ndarray]:
    """Each token's article number, and the row of its sentence or -1."""
    article, ids = pd.factorize(tokens["article_id"])
    row_article = pd.Index(ids).get_indexer(sentences["article_id"]) if len(ids) else np.full(len(sentences), -1)
    size = (
        int(max(tokens["sentence_id"].max(), sentences["sentence_id"].max())) + 1 if len(ids) and len(sentences) else 1
    )
    keys = row_article * size + sentences["sentence_id"].to_numpy()
    order = np.argsort(keys, kind="stable")
    wanted = article * size + tokens["sentence_id"].to_numpy()
    found = np.searchsorted(keys[order], wanted)
    if not len(keys):
        return article, np.full(len(tokens), -1)
    row = order[np.minimum(found, len(keys) - 1)]
    return article, np.where(keys[row] == wanted, row, -1)


def _count_words(tokens: pd.DataFrame, article: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """`WordType` counts of every word, and the token that each word begins with."""
    is_word = np.flatnonzero(tokens["is_word"].to_numpy(dtype=bool))
    start, end = tokens["start"].to_numpy()[is_word], tokens["end"].to_numpy()[is_word]
    opens = np.ones(len(is_word), dtype=bool)
    if "word_start" in tokens and len(is_word):
        word, own = tokens["word_start"].to_numpy()[is_word], article[is_word]
        opens[1:] = (word[1:] != word[:-1]) | (own[1:] != own[:-1])
    codes, types = pd.factorize(tokens["lower"].iloc[is_word])
    firsts = np.flatnonzero(opens)
    pieces = np.diff(np.append(firsts, len(is_word)))
    types, codes = types.to_numpy(dtype=object).tolist(), codes.copy()
    single = codes[firsts]
    _join_pieces(types, codes, firsts[pieces > 1], pieces[pieces > 1], (start, end))
    single[pieces > 1] = codes[firsts[pieces > 1]]
    return count_words(types)[single], is_word[firsts]


def _join_pieces(
    types: list[str], codes: np.ndarray, firsts: np.ndarray, pieces: np.ndarray, offsets: tuple[np.ndarray, np.ndarray]
) -> None:
    """Give words of several tokens a type of their own: glued where they touch, parts apart at a hyphen."""
    start, end = offsets
    known: dict[str, int] = {}
    for first, count in zip(firsts.tolist(), pieces.tolist(), strict=True):
        text = types[codes[first]]
        for i in range(first + 1, first + count):
            text += ("" if start[i] == end[i - 1] else " ") + types[codes[i]]
        if text not in known:
            known[text] = len(types)
            types.append(text)
        codes[first] = known[text]


def _name_voice(voices: pd.Series, at: np.ndarray, n_words: np.ndarray, n_sentences: int) -> pd.Series:
    codes, found = pd.factorize(voices)
    codes = np.append(pd.Index(VOICES).get_indexer(found), -1)[codes]
    tallies = np.stack([np.bincount(at, n_words * (codes == code), n_sentences) for code in range(len(VOICES))])
    return pd.Series(np.array(VOICES, dtype=object)[tallies.argmax(axis=0)], dtype="str")


class WordType(NamedTuple):
    """Counts of one word: 0 words where it is too long to be one."""

    n_words: int
    n_letters: int
    n_syllables: int
    n_polysyllables: int
    n_complex: int
    n_long_words: int
    n_numbers: int
    n_other_script: int


def count_words(words: list[str]) -> np.ndarray:
    """Return one row of `WordType` counts per word; each word is looked at once in the life of the process.

    Examples
    --------
    >>> count_words(["talks", "negotiations"])[:, WordType._fields.index("n_syllables")].tolist()
    [1.0, 5.0]
    """
    new = [word for word in dict.fromkeys(words) if word not in _KNOWN]
    if new:
        first = len(_TABLE[0])
        _TABLE[0] = np.vstack([_TABLE[0], np.array([count_word(word) for word in new], dtype=float)])
        _KNOWN.update(zip(new, range(first, first + len(new)), strict=True))
    return _TABLE[0][[_KNOWN[word] for word in words]]


def count_word(word: str) -> WordType:
    """Return the `WordType` of a lower-case word with straight apostrophes, parts of a compound joined by hyphen or space.

    Syllables are textstat's (CMU Pronouncing Dictionary, else hyphenation), summed over the parts of a compound. A
    word is complex, for Gunning's Fog, if one of its parts has three syllables or more and is not on textstat's list
    of easy words. Letters are letters and digits.

    Examples
    --------
    >>> count_word("ceasefire").n_letters, count_word("well-known").n_syllables
    (9, 2)
    """
    n_letters = len(_NOT_WORD.sub("", word))
    if n_letters > LONGEST_WORD or not n_letters:
        return WordType(0, 0, 0, 0, 0, 0, 0, 0)
    textstat = load_textstat()
    # textstat would glue a compound together and hyphenate the whole
    parts = _JOINT.sub(" ", word)
    n_syllables = textstat.syllable_count(parts)
    return WordType(
        n_words=1,
        n_letters=n_letters,
        n_syllables=n_syllables,
        n_polysyllables=int(n_syllables >= _POLYSYLLABLE),
        n_complex=int(any(textstat.is_difficult_word(part, _POLYSYLLABLE) for part in parts.split())),
        n_long_words=int(n_letters > _LONG),
        n_numbers=int(not _LATIN.search(word)),
        n_other_script=int(bool(_OTHER_SCRIPT.search(word))),
    )


class Pronunciations(dict):
    """Word to phones as one string, handed out split as textstat expects them: a list with the first pronunciation."""

    def __getitem__(self, word: str) -> list[list[str]]:
        return [super().__getitem__(word).split()]


@lru_cache(maxsize=1)
def read_pronunciations() -> Pronunciations:
    """Read the first pronunciation of every word of the bundled CMU Pronouncing Dictionary.

    Raises
    ------
    ValueError
        If the bundled file is missing or is no archive.

    Examples
    --------
    >>> read_pronunciations()["relief"]
    [['R', 'IH0', 'L', 'IY1', 'F']]
    """
    path = resources.files("workbench").joinpath("resources", "nltk_data", "corpora", "cmudict.zip")
    known = Pronunciations()
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            lines = archive.read("cmudict/cmudict").decode("utf-8").splitlines()
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        raise ValueError(
            f"The pronouncing dictionary {path.name} cannot be read from workbench/resources, so syllables cannot be "
            "counted. Install the package again; nothing is ever downloaded."
        ) from error
    for line in lines:
        word, _, phones = line.split(" ", 2)
        known.setdefault(word.lower(), phones)
    return known


@lru_cache(maxsize=1)
def load_textstat() -> ModuleType:
    """Return textstat, reading the bundled dictionary instead of asking NLTK for it.

    textstat 0.7.13 asks NLTK for the dictionary and downloads it when NLTK does not find it. NLTK 3.10 in turn refuses
    data that another account may write to, so a copy on its path would not do on every machine: textstat is given
    the dictionary itself.

    Examples
    --------
    >>> load_textstat().syllable_count("negotiations")
    5
    """
    import textstat

    module = importlib.import_module("textstat.backend.counts._count_syllables")
    module.get_cmudict = lambda lang: read_pronunciations() if lang.startswith("en") else None
    return textstat
