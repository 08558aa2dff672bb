"""Keyness: which words set texts apart, with effect sizes, intervals and a shuffle null."""

from workbench.measures.keyness.compare import compare_terms as compare_terms, count_passing as count_passing
from workbench.measures.keyness.contrasts import MEASURES as MEASURES
