"""'according to X', 'in the words of X', 'in X's view': phrases that name a source for the clause around them."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.measures.sources.findings import Finding
from workbench.measures.sources.parse import Parse, Span, runs, trim
from workbench.measures.sources.speakers import noun_span

BREAKS = frozenset({",", "-", "--", "—", "–", '"', "”"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VIEW_NOUNS = frozenset({"view", "opinion", "estimation", "telling", "words", "judgment", "judgement", "account"})


def find_according(parse: Parse) -> Iterator[Finding]:
    """Yield one finding per phrase that names a source for the clause it stands in."""
    for token in range(len(parse) - 1):
        if parse.lower[token] == "according" and parse.lower[token + 1] == "to":
            yield from _at(parse, token, token + 1)
        elif parse.lower[token] == "in":
            yield from _view(parse, token)


def _at(parse: Parse, first: int, preposition: int) -> Iterator[Finding]:
    nouns = parse.children(preposition, "pobj") or [k for k in parse.children(first, "pobj") if k > preposition]
    if not nouns:
        return
    noun = nouns[0]
    low, high = _sentence(parse, first)
    source = trim(parse, (parse.left[noun], _source_end(parse, noun, (low, first))))
    content = _clause_around(parse, (low, first), (source[1], high)) if source else ()
    if content:
        yield _finding(content, (first, preposition + 1), (source, noun), "according to")


def _view(parse: Parse, preposition: int) -> Iterator[Finding]:
    """Yield "in X's view" and "in the words of X"."""
    for noun in parse.children(preposition, "pobj"):
        if parse.lower[noun] not in VIEW_NOUNS:
            continue
        owners = parse.children(noun, "poss") + [
            kid for of in parse.children(noun, "prep") if parse.lower[of] == "of" for kid in parse.children(of, "pobj")
        ]
        low, high = _sentence(parse, preposition)
        for owner in owners[:1]:
            source = noun_span(parse, owner)
            content = _clause_around(parse, (low, preposition), (max(noun, parse.right[owner]) + 1, high))
            if source and content:
                yield _finding(content, (noun, noun + 1), (source, owner), f"in {parse.lower[noun]} of")


def _finding(content: tuple[Span, ...], cue: Span, speaker: tuple[Span, int], lemma: str) -> Finding:
    return Finding(
        content=content,
        rule="according-to",
        cue=cue,
        cue_head=cue[0],
        source=speaker[0],
        source_head=speaker[1],
        lemma=lemma,
        family="neutral",
        stance=0.0,
    )


def _sentence(parse: Parse, token: int) -> Span:
    low, high = token, token
    while low and parse.sent[low - 1] == parse.sent[token]:
        low -= 1
    while high + 1 < len(parse) and parse.sent[high + 1] == parse.sent[token]:
        high += 1
    return low, high + 1


def _source_end(parse: Parse, noun: int, before: Span) -> int:
    """Return the end of the source; at the head of a sentence the first comma behind the noun closes it."""
    high = parse.right[noun] + 1
    if all(parse.is_punct(t) or parse.pos[t] == "CCONJ" for t in range(*before)):
        return next((t for t in range(noun + 1, high) if parse.word[t] == ","), high)
    return high


def _clause_around(parse: Parse, before: Span, after: Span) -> tuple[Span, ...]:
    first = tuple(span for span in runs(parse, range(*before)) if not _is_junction(parse, span))
    rest = tuple(runs(parse, range(*after)))
    if not first:
        return rest
    if not rest or parse.word[after[0]] not in BREAKS:
        return first
    finite = any(parse.tag[t] in FINITE for t in range(*before))
    return first if finite else first + rest


def _is_junction(parse: Parse, span: Span) -> bool:
    return all(parse.pos[token] == "CCONJ" for token in range(*span))
