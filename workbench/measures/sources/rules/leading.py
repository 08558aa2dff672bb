"""Quotations with a cue before them, behind them, or carried over from the sentence before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from workbench.measures.sources.cues import cue_span, find_cue, find_speaker
from workbench.measures.sources.quotes import Quote, ends_sentence, holds_no_speech
from workbench.measures.sources.rules.candidates import Candidate
from workbench.measures.sources.rules.trailing import FEWEST_QUOTED, Sentence, find_trailing, read_sentence
from workbench.tokens.grammar import find_whole_phrase, is_finite, list_finite
from workbench.tokens.tree import Span, Tree, is_stop, trim

COMPLEMENTS = ("ccomp", "xcomp", "dobj", "oprd", "advmod", "acomp", "prep")


def find_quotations(tree: Tree, quotes: list[Quote], sentences: list[Span]) -> Iterator[Candidate]:
    """Yield one candidate per utterance; a quotation that follows without a cue of its own is a further piece."""
    current: Candidate | None = None
    firsts = [quote.first for quote in quotes]
    for span in sentences:
        sentence = read_sentence(span, quotes[bisect_left(firsts, span[0]) : bisect_left(firsts, span[1])])
        found = _find_in(tree, sentence)
        if not found and current is not None and _all_quoted(tree, sentence):
            further = (_piece(tree, quote) for quote in sentence.quotes)
            current = current.with_content((*current.content, *further))
            continue
        yield from _complete(current)
        yield from found[:-1]
        current = found[-1] if found else _announced(tree, sentence)
    yield from _complete(current)


def _find_in(tree: Tree, sentence: Sentence) -> list[Candidate]:
    trailing = list(find_trailing(tree, sentence))
    pieces = [piece for candidate in trailing for piece in candidate.content]
    left = [quote for quote in sentence.quotes if not any(low <= quote.first < high for low, high in pieces)]
    return trailing + [lead for quote in left for lead in _cue_before(tree, quote, sentence)]


def _complete(candidate: Candidate | None) -> Iterator[Candidate]:
    """Yield a candidate unless it only announced a quotation that never came."""
    if candidate is not None and candidate.content:
        yield candidate


def _piece(tree: Tree, quote: Quote) -> Span:
    return trim(tree, (quote.first, quote.last)) or (quote.first, quote.last)


def _all_quoted(tree: Tree, sentence: Sentence) -> bool:
    return bool(sentence.quoted) and all(t in sentence.quoted or tree.is_punct(t) for t in range(*sentence.span))


def _announced(tree: Tree, sentence: Sentence) -> Candidate | None:
    """Return a candidate without content for a sentence that ends in a colon: the next one may be its quotation."""
    if tree.text[sentence.span[1] - 1] != ":":
        return None
    verbs = [t for t in range(*sentence.span) if t not in sentence.quoted and tree.tag[t].startswith("VB")]
    return _said_by_first(tree, verbs[::-1], ())


def _said_by_first(tree: Tree, verbs: list[int], content: tuple[Span, ...]) -> Candidate | None:
    """Return what the first of some verbs with a subject says."""
    for verb in verbs:
        subject = find_speaker(tree, verb)
        if subject is not None:
            return _candidate(tree, verb, subject, content)
    return None


def _cue_before(tree: Tree, quote: Quote, sentence: Sentence) -> Iterator[Candidate]:
    led_in = tree.text[max(0, quote.first - 1)] in {",", ":"}
    if holds_no_speech(tree, quote) and not led_in:
        return
    low = quote.first
    while low > sentence.span[0] and not is_stop(tree, low - 1):
        low -= 1
    for token in range(quote.first - 1, low - 1, -1):
        cue = find_cue(tree, token)
        if cue is not None and cue.takes("q") and _leads_in(tree, token, quote):
            content = (_to_end(tree, quote, sentence.span),)
            yield _candidate(tree, token, find_speaker(tree, token), content)
            return
    colon = quote.first > low and tree.text[quote.first - 1] == ":"
    if colon and quote.n_words >= FEWEST_QUOTED:
        yield from _colon(tree, quote, low)


def _colon(tree: Tree, quote: Quote, low: int) -> Iterator[Candidate]:
    """Yield the statement after a colon: the subject of the clause before it, or the name that stands alone."""
    verbs = [t for t in range(low, quote.first) if is_finite(tree, t)]
    nouns = [t for t in range(low, quote.first) if tree.pos[t] in {"PROPN", "NOUN"}]
    said = _said_by_first(tree, verbs, (_piece(tree, quote),))
    if said is not None:
        yield said
    elif nouns and not verbs:
        colon = quote.first - 1
        yield Candidate(
            content=(_piece(tree, quote),),
            rule="colon",
            cue=(colon, colon + 1),
            cue_head=colon,
            source=find_whole_phrase(tree, nouns[-1], barred=(colon,)),
            source_head=nouns[-1],
            lemma=":",
            family="neutral",
            stance=0.0,
        )


def _candidate(tree: Tree, verb: int, subject: int | None, content: tuple[Span, ...]) -> Candidate:
    cue = find_cue(tree, verb)
    return Candidate(
        content=content,
        rule="leading-cue",
        cue=cue_span(tree, verb),
        cue_head=verb,
        source=find_whole_phrase(tree, subject, barred=(verb,)) if subject is not None else None,
        source_head=subject,
        lemma=cue.lemma if cue else tree.lemma[verb],
        family=cue.family if cue else "unlisted",
        stance=cue.stance if cue else 0.0,
    )


def _to_end(tree: Tree, quote: Quote, sentence: Span) -> Span:
    closed = ends_sentence(tree, quote) or tree.source[quote.start : quote.end].rstrip("\"”'’» ").endswith(",")
    if quote.last < sentence[1] and not tree.is_punct(quote.last) and not closed and tree.dep[quote.last] != "cc":
        return trim(tree, (quote.first, sentence[1])) or (quote.first, quote.last)
    return _piece(tree, quote)


def _leads_in(tree: Tree, verb: int, quote: Quote) -> bool:
    """Whether the words between a verb and an opening mark lead in to the quotation."""
    words = [t for t in range(verb + 1, quote.first) if not tree.is_punct(t)]
    led_in = tree.text[quote.first - 1] in {",", ":"}
    if not words:
        return led_in or not (_governs(tree, verb, quote) or _runs_on(tree, quote))
    subordinate = any(tree.dep[t] == "mark" and tree.head[t] >= quote.first for t in words)
    return led_in and not subordinate and not list_finite(tree, (verb + 1, quote.first))


def _runs_on(tree: Tree, quote: Quote) -> bool:
    """Whether the sentence goes on behind a quotation as if the marks were not there."""
    behind = quote.last
    return behind < len(tree) and not tree.is_punct(behind) and tree.dep[behind] in {"cc", "aux", "ROOT", "ccomp"}


def _governs(tree: Tree, verb: int, quote: Quote) -> bool:
    """Whether a quotation is only a part of what a verb governs, so that the clause is the content."""
    kids = tree.children(verb, *COMPLEMENTS)
    return any(tree.left[kid] <= quote.first and tree.right[kid] >= quote.last for kid in kids)
