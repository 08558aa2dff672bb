"""What textstat says of a word: syllables, and whether its list calls it easy. Asked once per word, never downloading."""

from __future__ import annotations

import importlib
import re
import zipfile
from functools import lru_cache
from importlib import resources
from types import ModuleType
from typing import NamedTuple

import numpy as np

LONGEST_WORD = 60  # letters, judgement; what is longer is an address or debris, no word
_POLYSYLLABLE = 3  # syllables: McLaughlin 1969, Gunning 1952
_LONG = 6  # letters, a long word has more: Bjornsson 1968
_NOT_WORD = re.compile(r"[^\w]")
_JOINT = re.compile(r"[-\u2013/]")
_LATIN = re.compile(r"[^\W\d_]")
_OTHER_SCRIPT = re.compile(r"[^\W\d_\u0041-\u024F\u1E00-\u1EFF\uFB00-\uFB06]")
_KNOWN: dict[str, int] = {}
_TABLE: list[np.ndarray] = [np.zeros((0, 8))]


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
