"""What two articles share: runs of words, split into quotation and narration, and one utterance across articles."""

from workbench.measures.overlap.diff import diff_words as diff_words, share_words as share_words
from workbench.measures.overlap.passages import (
    count_shared_ngrams as count_shared_ngrams,
    find_shared_passages as find_shared_passages,
    list_longest_passages as list_longest_passages,
)
from workbench.measures.overlap.utterances import (
    align_quotations as align_quotations,
    tabulate_quotations as tabulate_quotations,
)
