"""What two articles share: runs of words, split into quotation and narration, and one utterance across articles."""

from workbench.measures.overlap.ngrams import count_shared_ngrams
from workbench.measures.overlap.passages import find_shared_passages, list_longest_passages
from workbench.measures.overlap.utterances import align_quotations, tabulate_quotations
from workbench.measures.overlap.words import diff_words, share_words

__all__ = [
    "align_quotations",
    "count_shared_ngrams",
    "diff_words",
    "find_shared_passages",
    "list_longest_passages",
    "share_words",
    "tabulate_quotations",
]
