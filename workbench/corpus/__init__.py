"""From files of articles to tables: readers, zones, the log of what the loader decided, and refusals."""

from __future__ import annotations

from workbench.corpus.config import CorpusConfig, Entity, read_config
from workbench.corpus.load import Corpus, list_corpora, load_corpus
from workbench.corpus.problems import CorpusError
from workbench.corpus.zones import classify_blocks

__all__ = [
    "Corpus",
    "CorpusConfig",
    "CorpusError",
    "Entity",
    "classify_blocks",
    "list_corpora",
    "load_corpus",
    "read_config",
]
