"""Sentiment by several instruments, sentence by sentence, with the words behind every number."""

from workbench.measures.sentiment.agreement import compare_instruments, share_instruments
from workbench.measures.sentiment.instruments import (
    DEFAULT_INSTRUMENTS,
    Instrument,
    list_instruments,
    load_instrument,
    load_instruments,
)
from workbench.measures.sentiment.scores import compare_sentiment, score_sentiment, score_variant
from workbench.measures.sentiment.settings import NAME_GUARDS, SentimentSettings
from workbench.measures.sentiment.vader import score_texts
from workbench.measures.sentiment.words_behind import (
    list_contributions,
    list_hits,
    score_sentences,
    shift_words,
    summarise_hits,
)

__all__ = [
    "DEFAULT_INSTRUMENTS",
    "NAME_GUARDS",
    "Instrument",
    "SentimentSettings",
    "compare_instruments",
    "compare_sentiment",
    "list_contributions",
    "list_hits",
    "list_instruments",
    "load_instrument",
    "load_instruments",
    "score_sentences",
    "score_sentiment",
    "score_texts",
    "score_variant",
    "share_instruments",
    "shift_words",
    "summarise_hits",
]
