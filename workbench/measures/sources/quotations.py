"""Quotations with a cue before them, behind them, or carried over from the sentence before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from workbench.measures.sources.cues import cue_span, find_cue
from workbench.measures.sources.findings import Finding
from workbench.measures.sources.marks import Quote, ends_sentence
from workbench.measures.sources.speakers import find_subject, noun_span
from workbench.measures.sources.terms import is_no_speech
from workbench.measures.sources.trailing import Place, find_trailing, place_of
from workbench.tokens.tree import Span, Tree, is_stop, trim

FEWEST_WORDS = 3


def find_quotations(tree: Tree, quotes: list[Quote], units: list[Span]) -> Iterator[Finding]:
    """Yield one finding per utterance; a quotation that follows without a cue of its own is a further piece."""
    current: Finding | None = None
    firsts = [quote.first for quote in quotes]
    for unit in units:
        place = place_of(unit, quotes[bisect_left(firsts, unit[0]) : bisect_left(firsts, unit[1])])
        found = [*find_trailing(tree, place)]
        found += [lead for quote in place.quotes if (lead := _cue_before(tree, quote, place, found))]
        if not found and current is not None and _all_quoted(tree, place):
            current = current.with_content((*current.content, *(_piece(tree, quote) for quote in place.quotes)))
            continue
        if current is not None and current.content:
            yield current
        yield from found[:-1]
        current = found[-1] if found else _announced(tree, place)
    if current is not None and current.content:
        yield current


def _piece(tree: Tree, quote: Quote) -> Span:
    return trim(tree, (quote.first, quote.last)) or (quote.first, quote.last)


def _all_quoted(tree: Tree, place: Place) -> bool:
    return bool(place.quoted) and all(t in place.quoted or tree.is_punct(t) for t in range(*place.unit))


def _announced(tree: Tree, place: Place) -> Finding | None:
    """Return a finding without content for a sentence that ends in a colon: the next one may be its quotation."""
    last = place.unit[1] - 1
    if tree.text[last] != ":":
        return None
    verbs = [t for t in range(*place.unit) if t not in place.quoted and tree.tag[t].startswith("VB")]
    for verb in reversed(verbs):
        subject = find_subject(tree, verb)
        if subject is not None:
            return _finding(tree, verb, subject, ())
    return None


def _cue_before(tree: Tree, quote: Quote, place: Place, found: list[Finding]) -> Finding | None:
    if any(a <= quote.first < b for finding in found for a, b in finding.content):
        return None
    if is_no_speech(tree, quote) and tree.text[max(0, quote.first - 1)] not in {",", ":"}:
        return None
    low = quote.first
    while low > place.unit[0] and not is_stop(tree, low - 1):
        low -= 1
    colon = quote.first > low and tree.text[quote.first - 1] == ":"
    for token in range(quote.first - 1, low - 1, -1):
        cue = find_cue(tree, token)
        if cue is not None and cue.takes("q") and _leads_in(tree, token, quote):
            return _finding(tree, token, find_subject(tree, token), (_to_end(tree, quote, place.unit),))
    return _colon(tree, quote, low) if colon and quote.n_words >= FEWEST_WORDS else None


def _colon(tree: Tree, quote: Quote, low: int) -> Finding | None:
    """Return the statement after a colon: the subject of the clause before it, or the name that stands alone."""
    verbs = [t for t in range(low, quote.first) if tree.tag[t] in {"VBD", "VBZ", "VBP"}]
    for verb in verbs:
        subject = find_subject(tree, verb)
        if subject is not None:
            return _finding(tree, verb, subject, (_piece(tree, quote),))
    nouns = [t for t in range(low, quote.first) if tree.pos[t] in {"PROPN", "NOUN"}]
    if not nouns or verbs:
        return None
    colon = quote.first - 1
    source = noun_span(tree, nouns[-1], barred=(colon,))
    return Finding(
        content=(_piece(tree, quote),),
        rule="colon",
        cue=(colon, colon + 1),
        cue_head=colon,
        source=source,
        source_head=nouns[-1],
        lemma=":",
        family="neutral",
        stance=0.0,
    )


def _finding(tree: Tree, verb: int, subject: int | None, content: tuple[Span, ...]) -> Finding:
    cue = find_cue(tree, verb)
    return Finding(
        content=content,
        rule="leading-cue",
        cue=cue_span(tree, verb),
        cue_head=verb,
        source=noun_span(tree, subject, barred=(verb,)) if subject is not None else None,
        source_head=subject,
        lemma=cue.lemma if cue else tree.lemma[verb],
        family=cue.family if cue else "unlisted",
        stance=cue.stance if cue else 0.0,
    )


def _to_end(tree: Tree, quote: Quote, unit: Span) -> Span:
    closed = ends_sentence(tree, quote) or tree.source[quote.start : quote.end].rstrip("\"”'’» ").endswith(",")
    if quote.last < unit[1] and not tree.is_punct(quote.last) and not closed and tree.dep[quote.last] != "cc":
        return trim(tree, (quote.first, unit[1])) or (quote.first, quote.last)
    return _piece(tree, quote)


def _leads_in(tree: Tree, verb: int, quote: Quote) -> bool:
    """Whether the words between a verb and an opening mark lead in to the quotation."""
    words = [t for t in range(verb + 1, quote.first) if not tree.is_punct(t)]
    if not words:
        return tree.text[quote.first - 1] in {",", ":"} or not (_governs(tree, verb, quote) or _runs_on(tree, quote))
    if any(tree.dep[t] == "mark" and tree.head[t] >= quote.first for t in words):
        return False
    if tree.text[quote.first - 1] not in {",", ":"}:
        return False
    return not any(tree.tag[t] in {"VBD", "VBZ", "VBP", "MD"} for t in words)


def _runs_on(tree: Tree, quote: Quote) -> bool:
    """Whether the sentence goes on behind a quotation as if the marks were not there."""
    behind = quote.last
    return behind < len(tree) and not tree.is_punct(behind) and tree.dep[behind] in {"cc", "aux", "ROOT", "ccomp"}


def _governs(tree: Tree, verb: int, quote: Quote) -> bool:
    """Whether a quotation is only a part of what a verb governs, so that the clause is the content."""
    kids = tree.children(verb, "ccomp", "xcomp", "dobj", "oprd", "advmod", "acomp", "prep")
    return any(tree.left[kid] <= quote.first and tree.right[kid] >= quote.last for kid in kids)
