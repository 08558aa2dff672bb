"""Keyness: which words set texts apart, with effect sizes, intervals and a shuffle null."""

from workbench.measures.keyness.compare import compare_terms
from workbench.measures.keyness.passing import count_passing, rank_terms
from workbench.measures.keyness.settings import MEASURES, KeynessSettings

__all__ = ["MEASURES", "KeynessSettings", "compare_terms", "count_passing", "rank_terms"]
