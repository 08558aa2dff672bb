"""Quotation marks that hold no speech: titles of works, terms, markup."""

from __future__ import annotations

from workbench.measures.sources.marks import SNIPPET_WORDS, Quote
from workbench.measures.sources.parse import Parse

SMALL_WORDS = frozenset(
    ["a", "an", "the", "of", "and", "or", "in", "on", "to", "for", "at", "by", "with", "from", "is", "are"]
)
NAMING_WORDS = frozenset({"called", "titled", "entitled", "named", "dubbed", "so-called", "known", "termed"})
MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod"})


def is_no_speech(parse: Parse, quote: Quote) -> bool:
    """Whether marks hold a title, a term or part of markup rather than somebody's words."""
    return _is_markup(parse, quote) or _is_title(parse, quote) or _is_term(parse, quote)


def _is_markup(parse: Parse, quote: Quote) -> bool:
    return quote.start > 0 and parse.text[quote.start - 1] == "="


def _is_title(parse: Parse, quote: Quote) -> bool:
    """Whether every word of weight is capitalised, as in the title of a work."""
    words = [parse.word[token] for token in range(quote.first, quote.last) if not parse.is_punct(token)]
    weighty = [word for word in words if word.lower() not in SMALL_WORDS]
    return quote.n_words <= 2 * SNIPPET_WORDS and bool(weighty) and all(not word[:1].islower() for word in weighty)


def _is_term(parse: Parse, quote: Quote) -> bool:
    """Whether a few words between marks modify the noun behind them, or follow "so-called", "known as"."""
    if quote.n_words >= SNIPPET_WORDS:
        return False
    before = {parse.lower[token] for token in range(max(0, quote.first - 3), quote.first)}
    if before & NAMING_WORDS:
        return True
    tops = [t for t in range(quote.first, quote.last) if not quote.first <= parse.head[t] < quote.last]
    words = [t for t in tops if not parse.is_punct(t)]
    return bool(words) and all(parse.dep[t] in MODIFIERS and parse.head[t] >= quote.last for t in words)
