"""Sentences as a reader counts them: what stands between marks never breaks the sentence around it."""

from __future__ import annotations

from workbench.measures.sources.cues import find_cue
from workbench.measures.sources.marks import Quote, ends_sentence
from workbench.tokens.tree import Span, Tree, is_stop

NEAR = 4
FARTHEST = 30
FINITE = frozenset({"VBD", "VBZ", "VBP"})
COMPLEMENTS = ("ccomp", "xcomp", "dobj", "acomp", "attr")


def find_units(tree: Tree, quotes: list[Quote]) -> list[Span]:
    """Return the sentences of an article as token ranges, a quotation being whole within one."""
    inside = {t for quote in quotes for t in range(quote.first + 1, quote.last)}
    closed = {quote.last for quote in quotes}
    opened = {quote.first for quote in quotes} & {quote.last for quote in quotes if ends_sentence(tree, quote)}
    units, first = [], 0
    for token in range(1, len(tree) + 1):
        if token < len(tree) and tree.block[token] == tree.block[token - 1]:
            cut = tree.sentence[token] != tree.sentence[token - 1]
            cut = cut or (token - 1 not in inside and is_stop(tree, token - 1) and token not in closed)
            if not cut or token in inside or (token in closed and token not in opened and _goes_on(tree, token)):
                continue
        units.append((first, token))
        first = token
    return units


def _goes_on(tree: Tree, token: int) -> bool:
    """Whether the words after a closing mark belong to the sentence of the quotation ("…?" Marn asked)."""
    if tree.is_punct(token) or tree.text[token][0].islower():
        return True
    for verb in range(token, min(token + FARTHEST, len(tree))):
        if tree.sentence[verb] != tree.sentence[token]:
            return False
        if tree.tag[verb] not in FINITE:
            continue
        cue = find_cue(tree, verb)
        bare = not any(kid > verb for kid in tree.children(verb, *COMPLEMENTS))
        if cue is not None and cue.takes("q"):
            return bare and (verb - token < NEAR or tree.dep[verb] == "ROOT")
        if bare and verb - token < NEAR and verb + 1 < len(tree) and is_stop(tree, verb + 1):
            return True
    return False
