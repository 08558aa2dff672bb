"""From blocks of text to sentences and tokens: the only layer that imports spaCy, and that only when it parses."""

from __future__ import annotations

from workbench.language.cache import cache_folder
from workbench.language.parser import parser_info
from workbench.language.quotes import QuotedSpan, list_quotations, quoted_spans
from workbench.language.segment import list_sentences, segment_text
from workbench.language.sentences import split_sentences
from workbench.language.words import align_text, normalise_text, split_words

__all__ = [
    "QuotedSpan",
    "align_text",
    "cache_folder",
    "list_quotations",
    "list_sentences",
    "normalise_text",
    "parser_info",
    "quoted_spans",
    "segment_text",
    "split_sentences",
    "split_words",
]
