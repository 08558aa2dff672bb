"""From blocks of text to sentences and tokens: the only layer that imports spaCy, and that only when it parses."""

from __future__ import annotations

from workbench.language.parser import parser_info
from workbench.language.quotes import list_quotations
from workbench.language.segment import segment_text
from workbench.language.sentences import split_sentences
from workbench.language.words import align_text, split_words

__all__ = [
    "align_text",
    "list_quotations",
    "parser_info",
    "segment_text",
    "split_sentences",
    "split_words",
]
