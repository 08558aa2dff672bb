"""Readability formulas on counts: totals in, one column per measure out."""

from __future__ import annotations

import numpy as np

COUNTS = (
    "n_sentences",
    "n_words",
    "n_letters",
    "n_characters",
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


def compute_indices(totals: np.ndarray) -> np.ndarray:
    """Return the ten measures from totals of the counts.

    ======================================  ==========================================================  ==============
    measure                                 formula                                                     source
    ======================================  ==========================================================  ==============
    words_per_sentence (ASL)                words / sentences
    letters_per_word                        letters and digits / words
    flesch_reading_ease                     206.835 - 1.015 ASL - 84.6 syllables/word                   Flesch 1948
    flesch_kincaid_grade                    0.39 ASL + 11.8 syllables/word - 15.59                      Kincaid 1975
    automated_readability_index             4.71 characters/word + 0.5 ASL - 21.43                      Senter 1967
    coleman_liau_index                      5.8 letters/word - 29.6 sentences/word - 15.8               Coleman 1975
    lix                                     ASL + 100 words of more than 6 letters / words              Bjornsson 1968
    rix                                     words of more than 6 letters / sentences                    Anderson 1983
    smog_index                              1.043 sqrt(30 polysyllables/sentences) + 3.1291             McLaughlin 1969
    gunning_fog                             0.4 (ASL + 100 complex words/words)                         Gunning 1952
    ======================================  ==========================================================  ==============

    Two constants follow textstat so that the numbers can be compared: Coleman and Liau printed 5.88, which raises
    the index by about 0.4. Higher means harder, but for flesch_reading_ease, where higher means easier. Flesch-Kincaid
    is the linear twin of Flesch: agreement of the two is no second piece of evidence.

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
    >>> totals = np.array([2.0, 20, 90, 100, 30, 2, 2, 4])
    >>> compute_indices(totals)[[0, 2, 6]].round(3).tolist()
    [10.0, 69.785, 30.0]
    """
    out = np.empty((len(MEASURES), *totals.shape[:-1]))
    sentences, words, letters, characters, syllables, polysyllables, complex_words, long_words = np.moveaxis(
        totals, -1, 0
    )
    words = np.where(words > 0, words, np.nan)
    sentences = np.where(sentences > 0, sentences, np.nan)
    length, per_word = words / sentences, syllables / words
    long_per_word = long_words / words
    out[0] = length
    out[1] = letters / words
    out[2] = 206.835 - 1.015 * length - 84.6 * per_word
    out[3] = 0.39 * length + 11.8 * per_word - 15.59
    out[4] = 4.71 * (characters / words) + 0.5 * length - 21.43
    out[5] = 5.8 * out[1] - 29.6 / length - 15.8
    out[6] = length + 100 * long_per_word
    out[7] = length * long_per_word
    out[8] = 1.043 * np.sqrt(30 * polysyllables / sentences) + 3.1291
    out[9] = 0.4 * (length + 100 * complex_words / words)
    return np.moveaxis(out, 0, -1)
