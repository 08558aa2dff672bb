"""Words counted, found in context, set beside each other."""

from workbench.measures.vocabulary.collocates import find_collocates as find_collocates
from workbench.measures.vocabulary.contexts import find_contexts as find_contexts
from workbench.measures.vocabulary.diversity import measure_diversity as measure_diversity
from workbench.measures.vocabulary.frequencies import (
    count_ngrams as count_ngrams,
    count_terms as count_terms,
    measure_dispersion as measure_dispersion,
)
from workbench.measures.vocabulary.similarity import (
    cluster_groups as cluster_groups,
    compare_similarity as compare_similarity,
    weigh_terms as weigh_terms,
)
from workbench.tokens.index import WordIndex as WordIndex, index_words as index_words
