"""From files of articles to tables: readers, zones, the log of what the loader decided, and refusals."""

from workbench.corpus.config import read_config as read_config
from workbench.corpus.load import (
    Corpus as Corpus,
    list_corpora as list_corpora,
    load_corpus as load_corpus,
    load_frame as load_frame,
)
from workbench.corpus.reading import CorpusError as CorpusError
from workbench.corpus.zones import classify_blocks as classify_blocks
