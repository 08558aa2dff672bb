"""Readability: counts once per sentence, formulas on counts, intervals by resampling sentences or articles."""

from workbench.measures.readability.comparison import (
    compare_with_textstat as compare_with_textstat,
    list_driving_sentences as list_driving_sentences,
)
from workbench.measures.readability.counts import count_sentences as count_sentences
from workbench.measures.readability.scores import (
    COUNTS as COUNTS,
    MEASURES as MEASURES,
    compare_readability as compare_readability,
    compute_indices as compute_indices,
    score_readability as score_readability,
)
