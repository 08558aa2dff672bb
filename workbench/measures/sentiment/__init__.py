"""Sentiment by several instruments, sentence by sentence, with the words behind every number."""

from workbench.measures.sentiment.instruments import DEFAULT_INSTRUMENTS as DEFAULT_INSTRUMENTS
from workbench.measures.sentiment.instruments import NAME_GUARDS as NAME_GUARDS
from workbench.measures.sentiment.instruments import Instrument as Instrument
from workbench.measures.sentiment.instruments import SentimentSettings as SentimentSettings
from workbench.measures.sentiment.instruments import list_instruments as list_instruments
from workbench.measures.sentiment.instruments import load_instrument as load_instrument
from workbench.measures.sentiment.instruments import load_instruments as load_instruments
from workbench.measures.sentiment.scores import compare_instruments as compare_instruments
from workbench.measures.sentiment.scores import score_sentiment as score_sentiment
from workbench.measures.sentiment.scores import score_variant as score_variant
from workbench.measures.sentiment.scores import share_instruments as share_instruments
from workbench.measures.sentiment.vader import score_texts as score_texts
from workbench.measures.sentiment.words_behind import list_contributions as list_contributions
from workbench.measures.sentiment.words_behind import list_hits as list_hits
from workbench.measures.sentiment.words_behind import score_sentences as score_sentences
from workbench.measures.sentiment.words_behind import shift_words as shift_words
from workbench.measures.sentiment.words_behind import summarise_hits as summarise_hits
