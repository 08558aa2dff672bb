"""Readability: counts once per sentence, formulas on counts, intervals by resampling sentences."""

from workbench.measures.readability.comparison import compare_with_textstat, list_driving_sentences
from workbench.measures.readability.counts import count_sentences
from workbench.measures.readability.formulas import COUNTS, MEASURES, compute_indices
from workbench.measures.readability.scores import compare_readability, score_readability

__all__ = [
    "COUNTS",
    "MEASURES",
    "compare_readability",
    "compare_with_textstat",
    "compute_indices",
    "count_sentences",
    "list_driving_sentences",
    "score_readability",
]
