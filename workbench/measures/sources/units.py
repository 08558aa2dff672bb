"""Sentences as a reader counts them: what stands between marks never breaks the sentence around it."""

from __future__ import annotations

from workbench.measures.sources.cues import find_cue
from workbench.measures.sources.marks import Quote, ends_sentence
from workbench.measures.sources.parse import Parse, Span, is_stop

NEAR = 4
FARTHEST = 30
FINITE = frozenset({"VBD", "VBZ", "VBP"})
COMPLEMENTS = ("ccomp", "xcomp", "dobj", "acomp", "attr")


def find_units(parse: Parse, quotes: list[Quote]) -> list[Span]:
    """Return the sentences of an article as token ranges, a quotation being whole within one."""
    inside = {t for quote in quotes for t in range(quote.first + 1, quote.last)}
    closed = {quote.last for quote in quotes}
    opened = {quote.first for quote in quotes} & {quote.last for quote in quotes if ends_sentence(parse, quote)}
    units, first = [], 0
    for token in range(1, len(parse) + 1):
        if token < len(parse) and parse.block[token] == parse.block[token - 1]:
            cut = parse.sent[token] != parse.sent[token - 1]
            cut = cut or (token - 1 not in inside and is_stop(parse, token - 1) and token not in closed)
            if not cut or token in inside or (token in closed and token not in opened and _goes_on(parse, token)):
                continue
        units.append((first, token))
        first = token
    return units


def _goes_on(parse: Parse, token: int) -> bool:
    """Whether the words after a closing mark belong to the sentence of the quotation ("…?" Marn asked)."""
    if parse.is_punct(token) or parse.word[token][0].islower():
        return True
    for verb in range(token, min(token + FARTHEST, len(parse))):
        if parse.sent[verb] != parse.sent[token]:
            return False
        if parse.tag[verb] not in FINITE:
            continue
        cue = find_cue(parse, verb)
        bare = not any(kid > verb for kid in parse.children(verb, *COMPLEMENTS))
        if cue is not None and cue.takes("q"):
            return bare and (verb - token < NEAR or parse.dep[verb] == "ROOT")
        if bare and verb - token < NEAR and verb + 1 < len(parse) and is_stop(parse, verb + 1):
            return True
    return False
