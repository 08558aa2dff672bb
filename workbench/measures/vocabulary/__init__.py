"""Words counted, found in context, set beside each other."""

from workbench.measures.vocabulary.collocates import find_collocates
from workbench.measures.vocabulary.contexts import count_contexts, find_contexts, sort_contexts
from workbench.measures.vocabulary.dispersion import measure_dispersion
from workbench.measures.vocabulary.diversity import calculate_mattr, calculate_mtld, measure_diversity
from workbench.measures.vocabulary.frequencies import count_ngrams, count_terms
from workbench.measures.vocabulary.index import WordIndex, index_words
from workbench.measures.vocabulary.similarity import cluster_groups, compare_similarity, weigh_terms
from workbench.tokens.words import list_words

__all__ = [
    "WordIndex",
    "calculate_mattr",
    "calculate_mtld",
    "cluster_groups",
    "compare_similarity",
    "count_contexts",
    "count_ngrams",
    "count_terms",
    "find_collocates",
    "find_contexts",
    "index_words",
    "list_words",
    "measure_dispersion",
    "measure_diversity",
    "sort_contexts",
    "weigh_terms",
]
