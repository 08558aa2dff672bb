"""Sentiment by several instruments, sentence by sentence, with the words behind every number."""

from workbench.measures.sentiment.instruments import (
    DEFAULT_INSTRUMENTS as DEFAULT_INSTRUMENTS,
    NAME_GUARDS as NAME_GUARDS,
    Instrument as Instrument,
    SentimentSettings as SentimentSettings,
    list_instruments as list_instruments,
    load_instrument as load_instrument,
    load_instruments as load_instruments,
)
from workbench.measures.sentiment.scores import (
    compare_instruments as compare_instruments,
    score_sentiment as score_sentiment,
    score_variant as score_variant,
    share_instruments as share_instruments,
)
from workbench.measures.sentiment.vader import score_texts as score_texts
from workbench.measures.sentiment.words_behind import (
    list_contributions as list_contributions,
    list_hits as list_hits,
    score_sentences as score_sentences,
    shift_words as shift_words,
    summarise_hits as summarise_hits,
)
