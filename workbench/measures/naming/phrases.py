"""Noun phrases in one article: how far the phrase around a noun goes."""

from __future__ import annotations

from collections.abc import Iterable

from workbench.tokens.tree import Span, Tree

NOUNS = frozenset({"NOUN", "PROPN"})
INDEFINITE = frozenset({"a", "an", "another", "any", "no", "some", "one", "every", "each", "several", "many", "other"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_MODIFIERS = frozenset({"amod", "compound", "nmod", "npadvmod", "advmod", "punct", "nummod", "quantmod"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "npadvmod", "ROOT", "poss", "relcl", "acl", "pcomp"})
_LONGEST_OF = 8


def find_head(tree: Tree, span: Span) -> int:
    """Return the token of a range that the others hang from."""
    outer = [token for token in range(*span) if not span[0] <= tree.head[token] < span[1] or tree.head[token] == token]
    return outer[-1] if outer else span[1] - 1


def widen_left(tree: Tree, span: Span, *, names: Iterable[Span] = ()) -> Span:
    """Return the range with the adjectives and nouns before it that belong to the same noun."""
    head, first = find_head(tree, span), span[0]
    barred = {token for low, high in names for token in range(low, high)}
    while first > 0 and tree.sentence[first - 1] == tree.sentence[head]:
        token = first - 1
        inside = _hangs_below(tree, token, head)
        if not inside or tree.dep[token] not in _MODIFIERS or token in barred:
            break
        if tree.dep[token] == "punct" and tree.text[token] != "-":
            break
        first = token
    while first < span[0] and (tree.text[first] == "-" or tree.dep[first] == "advmod"):
        first += 1
    return first, span[1]


def widen_beside(tree: Tree, span: Span) -> Span:
    """Return the range with the adjectives and nouns right before it, whatever the parser hangs them on."""
    first = span[0]
    while first > 0 and tree.sentence[first - 1] == tree.sentence[span[0]]:
        token = first - 1
        joined = tree.text[token] == "-" and tree.end[token] == tree.start[first]
        modifies = tree.pos[token] in {"ADJ", "NOUN", "PROPN"} or tree.tag[token] in {"VBG", "VBN"}
        if not joined and (not modifies or tree.dep[token] in _SUBJECTS):
            break
        first = token
    return first, span[1]


def _hangs_below(tree: Tree, token: int, head: int) -> bool:
    for above in tree.ancestors(token):
        if above == head:
            return True
        if not token < above < head:
            return False
    return False


def describe_phrase(tree: Tree, head: int) -> Span:
    """Return a noun with what modifies it before, and a short "of" phrase after it."""
    first, last = widen_left(tree, (head, head + 1))
    for prep in tree.children(head, "prep"):
        if tree.lower[prep] == "of" and prep == head + 1:
            inside = tree.subtree(prep, barred=("relcl", "acl", "advcl", "punct", "cc", "conj"))
            if inside == list(range(inside[0], inside[0] + len(inside))) and len(inside) <= _LONGEST_OF:
                last = inside[-1] + 1
    return first, last


def find_determiner(tree: Tree, head: int) -> str:
    """Return "definite", "indefinite", "possessive" or "bare" for the noun phrase of a noun."""
    for kid in tree.children(head, "det", "poss", "predet", "nummod"):
        if kid > head:
            continue
        if tree.dep[kid] == "poss":
            return "possessive"
        if tree.lower[kid] in DEFINITE:
            return "definite"
        if tree.lower[kid] in INDEFINITE or tree.dep[kid] == "nummod":
            return "indefinite"
    return "bare"
