"""Who is set against whom: the counts of a group and of its reference."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from workbench.measures.keyness.settings import KeynessSettings
from workbench.measures.keyness.shuffles import Corpus, Tally, count_sentences
from workbench.measures.keyness.statistics import Counts
from workbench.tokens.selection import select_tokens
from workbench.tokens.words import assign_groups, choose_terms, list_words


class Contrast(NamedTuple):
    """One group, by its number, against something, by its name."""

    group: int
    reference: str


def read_corpus(tokens: pd.DataFrame, by: str | Mapping[str, str], options: KeynessSettings) -> Corpus:
    """Return the sentence-by-term counts of the zones and voice asked for."""
    chosen = select_tokens(tokens, zones=options.zones, voice=options.voice, words_only=False)
    words = list_words(chosen)
    return count_sentences(words.assign(group=assign_groups(words, by), term=choose_terms(words, options.unit)))


def list_contrasts(corpus: Corpus, options: KeynessSettings) -> list[Contrast]:
    """Return which group is compared with what."""
    names, reference = list(corpus.group_names), options.reference
    if isinstance(reference, Mapping):
        return [Contrast(group, "word list") for group in range(len(names))]
    if len(names) < 2:  # noqa: PLR2004  two are the least that can be compared
        return []
    if reference == "rest":
        return [Contrast(group, "rest") for group in range(len(names))]
    if reference == "pairwise":
        return [Contrast(first, names[second]) for first, second in combinations(range(len(names)), 2)]
    if reference not in names:
        raise ValueError(
            f"reference is {reference!r}; allowed are 'rest', 'pairwise', a mapping from term to count, or a group: "
            f"{', '.join(names)}. Choose one of these."
        )
    return [Contrast(group, reference) for group in range(len(names)) if names[group] != reference]


def oppose(corpus: Corpus, tally: Tally, contrast: Contrast, options: KeynessSettings) -> Counts:
    """Return the counts of one contrast; the tally may hold many dealings on its leading axes."""
    total, words = tally.counts.sum(axis=-2), tally.sizes.sum(axis=-1)[..., None]
    group, words_group = tally.counts[..., contrast.group, :], tally.sizes[..., contrast.group][..., None]
    if isinstance(options.reference, Mapping):
        listed = pd.Series(dict(options.reference), dtype="float64")
        rest, words_rest = listed.reindex(corpus.terms).fillna(0).to_numpy(), np.array([listed.sum()])
        return Counts(group, rest, words_group, words_rest, (group + rest) / (words_group + words_rest))
    if options.reference == "rest":
        return Counts(group, total - group, words_group, words - words_group, total / words)
    other = list(corpus.group_names).index(contrast.reference)
    return Counts(group, tally.counts[..., other, :], words_group, tally.sizes[..., other][..., None], total / words)
