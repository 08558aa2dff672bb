"""Quotation marks that hold no speech: titles of works, terms, markup."""

from __future__ import annotations

from workbench.measures.sources.marks import SNIPPET_WORDS, Quote
from workbench.tokens.tree import Tree

SMALL_WORDS = frozenset(
    ["a", "an", "the", "of", "and", "or", "in", "on", "to", "for", "at", "by", "with", "from", "is", "are"]
)
NAMING_WORDS = frozenset({"called", "titled", "entitled", "named", "dubbed", "so-called", "known", "termed"})
MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod"})


def is_no_speech(tree: Tree, quote: Quote) -> bool:
    """Whether marks hold a title, a term or part of markup rather than somebody's words."""
    return _is_markup(tree, quote) or _is_title(tree, quote) or _is_term(tree, quote)


def _is_markup(tree: Tree, quote: Quote) -> bool:
    return quote.start > 0 and tree.source[quote.start - 1] == "="


def _is_title(tree: Tree, quote: Quote) -> bool:
    """Whether every word of weight is capitalised, as in the title of a work."""
    words = [tree.text[token] for token in range(quote.first, quote.last) if not tree.is_punct(token)]
    weighty = [word for word in words if word.lower() not in SMALL_WORDS]
    return quote.n_words <= 2 * SNIPPET_WORDS and bool(weighty) and all(not word[:1].islower() for word in weighty)


def _is_term(tree: Tree, quote: Quote) -> bool:
    """Whether a few words between marks modify the noun behind them, or follow "so-called", "known as"."""
    if quote.n_words >= SNIPPET_WORDS:
        return False
    before = {tree.lower[token] for token in range(max(0, quote.first - 3), quote.first)}
    if before & NAMING_WORDS:
        return True
    tops = [t for t in range(quote.first, quote.last) if not quote.first <= tree.head[t] < quote.last]
    words = [t for t in tops if not tree.is_punct(t)]
    return bool(words) and all(tree.dep[t] in MODIFIERS and tree.head[t] >= quote.last for t in words)
