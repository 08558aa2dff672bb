"""From files of articles to tables: readers, zones, the log of what the loader decided, and refusals."""

from workbench.corpus.config import CorpusConfig as CorpusConfig
from workbench.corpus.config import Entity as Entity
from workbench.corpus.config import read_config as read_config
from workbench.corpus.load import Corpus as Corpus
from workbench.corpus.load import list_corpora as list_corpora
from workbench.corpus.load import load_corpus as load_corpus
from workbench.corpus.load import load_frame as load_frame
from workbench.corpus.reading import CorpusError as CorpusError
from workbench.corpus.zones import classify_blocks as classify_blocks
