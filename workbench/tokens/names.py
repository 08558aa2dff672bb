"""Names as they are written: where listed words stand in an article, and when two spellings are one name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pandas as pd

from workbench.tokens.tree import Span, Tree

SMALL_WORDS = frozenset({"of", "the", "and", "for", "in", "on", "to", "&"})
_ARTICLES = ("the ", "a ", "an ")
_STRAIGHT = str.maketrans("’‘“”‐‑", "''\"\"--")


def rebuild_text(tree: Tree) -> str:
    """Return the article as the tokens have it, every character at its own offset, marks straight."""
    pieces, place = [], 0
    for start, word in zip(tree.start, tree.text, strict=True):
        pieces.append(" " * (start - place) + word)
        place = start + len(word)
    return "".join(pieces).translate(_STRAIGHT)


def compile_terms(
    terms: Iterable[str], *, ignore_case: bool = False, inside_hyphens: bool = True
) -> re.Pattern[str] | None:
    """Return an expression for any of the terms as whole words, the longest first; None where there is none.

    `inside_hyphens` allows a term that is one part of a hyphened word ("Front" in "Front-run").

    Examples
    --------
    >>> compile_terms(["Front", "Lantern Front"]).findall("The Lantern Front left a Front-run ministry.")
    ['Lantern Front', 'Front']
    """
    words = {" ".join(term.translate(_STRAIGHT).split()) for term in terms if term.strip()}
    if not words:
        return None
    longest = sorted(words, key=lambda word: (-len(word), word))
    choices = "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in longest)
    beside = r"\w" if inside_hyphens else r"\w-"
    return re.compile(rf"(?<![{beside}])(?:{choices})(?![{beside}])", re.IGNORECASE if ignore_case else 0)


def find_spans(pattern: re.Pattern[str] | None, text: str, tree: Tree, *, first: int = 0) -> Iterator[Span]:
    """Yield the token ranges where an expression matches from a character on, those that begin with a token."""
    if pattern is None:
        return
    for found in pattern.finditer(text, first):
        low, high = tree.tokens_between(*found.span())
        if low < high and tree.start[low] == found.start():
            yield low, high


def initials(name: str) -> str:
    """Return the first letters of the words of a name in capitals, words such as "of" left out.

    Examples
    --------
    >>> initials("Commission for the Outer Straits")
    'COS'
    """
    return "".join(word[0] for word in name.replace("-", " ").split() if word.lower() not in SMALL_WORDS).upper()


def fold_name(name: str) -> str:
    """Return a name by which spellings are compared: letters and digits only, no case.

    Examples
    --------
    >>> fold_name("U.S.") == fold_name("US")
    True
    """
    return re.sub(r"[^\w]", "", name.casefold())


def plain_name(words: str) -> str:
    """Return words in lower case without article, possessive ending and outer marks.

    Examples
    --------
    >>> plain_name("The Council’s")
    'council'
    """
    plain = " ".join(words.lower().translate(_STRAIGHT).split()).strip(' ,.;:"').removesuffix("'s")
    for article in _ARTICLES:
        plain = plain.removeprefix(article)
    return plain


def choose_spellings(labels: pd.Series) -> dict[str, str]:
    """Return for each spelling the one that stands for all that differ from it in case only.

    The most frequent one; of equals the first in the alphabet, capitals before small letters.

    Examples
    --------
    >>> choose_spellings(pd.Series(["harbour office", "Harbour Office", "harbour office"]))
    {'harbour office': 'harbour office', 'Harbour Office': 'harbour office'}
    """
    counts = labels.value_counts()
    chosen: dict[str, str] = {}
    for label in sorted(counts.index, key=lambda label: (-counts[label], label)):
        chosen.setdefault(label.casefold(), label)
    return {label: chosen[label.casefold()] for label in counts.index}
