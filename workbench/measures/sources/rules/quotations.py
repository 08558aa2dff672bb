"""Quotations and clauses beside their cue: "…, Marn said", "Marn said: …", or carried over from the sentence before."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from workbench.measures.sources.cues import Candidate, Cue, cue_span, find_cue, find_speaker
from workbench.measures.sources.quotes import Quote, ends_sentence, holds_no_speech
from workbench.tokens.grammar import find_whole_phrase, is_finite, list_finite
from workbench.tokens.tree import Span, Tree, is_stop, trim

GOVERNED = ("ccomp", "xcomp", "dobj", "oprd", "advmod", "acomp", "prep")
BREAKS = frozenset({",", ";", ":", "-", "--", "---", "—", "–", "―", "…", "..."})
OPENING = frozenset({'"', "“", "''", "``", "‘", "'", "„", "«"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})
WEEKDAYS = frozenset({"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"})
# A quotation needs so many words before a verb of any kind behind it counts as saying it: judgement, spares "'no' votes".
FEWEST_QUOTED = 3
# How far behind a cue a comma may stand that divides it from a clause: judgement, longer than hearer and date.
LONGEST_ASIDE = 12
UNLISTED = Cue("", "unlisted", 0.0, "core", frozenset({"q"}))


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
            return _lead(tree, verb, subject, content)
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
            yield _lead(tree, token, find_speaker(tree, token), content)
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


def _lead(tree: Tree, verb: int, subject: int | None, content: tuple[Span, ...]) -> Candidate:
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
    kids = tree.children(verb, *GOVERNED)
    return any(tree.left[kid] <= quote.first and tree.right[kid] >= quote.last for kid in kids)


@dataclass(frozen=True)
class Sentence:
    """A sentence with its quotations whole, and the tokens within them."""

    span: Span
    quotes: tuple[Quote, ...]
    quoted: frozenset[int]


@dataclass(frozen=True)
class Tail:
    """A cue with its speaker behind content: the range it covers, and where content may go on."""

    verb: int
    cue: Cue
    source: Span
    head: int
    low: int
    high: int


def read_sentence(span: Span, quotes: list[Quote]) -> Sentence:
    """Return a sentence with the quotations in it."""
    quoted = frozenset(t for quote in quotes for t in range(quote.first, quote.last))
    return Sentence(span, tuple(quotes), quoted)


def find_trailing(tree: Tree, sentence: Sentence) -> Iterator[Candidate]:
    """Yield the statements of a sentence whose cue follows them."""
    start = sentence.span[0]
    tails = _tails(tree, sentence)
    for i, tail in enumerate(tails):
        before = trim(tree, (start, tail.low))
        last = i + 1 == len(tails)
        pieces = _pieces(tree, before, (tail.high, sentence.span[1]), sentence) if before else ()
        if pieces:
            yield _trail(tree, tail, pieces if last else pieces[:1])
            start = tail.high


def _trail(tree: Tree, tail: Tail, pieces: tuple[Span, ...]) -> Candidate:
    return Candidate(
        content=pieces,
        rule="trailing-cue",
        cue=cue_span(tree, tail.verb),
        cue_head=tail.verb,
        source=tail.source,
        source_head=tail.head,
        lemma=tail.cue.lemma or tree.lemma[tail.verb],
        family=tail.cue.family,
        stance=tail.cue.stance,
        level=tail.cue.level,
    )


def _tails(tree: Tree, sentence: Sentence) -> list[Tail]:
    tails: list[Tail] = []
    for verb in range(sentence.span[0] + 1, sentence.span[1]):
        if verb in sentence.quoted or (tails and verb < tails[-1].high) or not tree.tag[verb].startswith("VB"):
            continue
        tail = _tail_at(tree, verb, sentence)
        if tail is not None:
            tails.append(tail)
    return tails


def _tail_at(tree: Tree, verb: int, sentence: Sentence) -> Tail | None:
    cue = find_cue(tree, verb) or UNLISTED
    speaker = _speaker(tree, verb, sentence) if _may_trail(tree, verb, cue) else None
    if speaker is None:
        return None
    source, head = speaker
    low, high = min(source[0], cue_span(tree, verb)[0]), max(source[1], verb + 1)
    while low - 1 > sentence.span[0] and tree.pos[low - 1] in {"ADV", "CCONJ"} and tree.head[low - 1] == verb:
        low -= 1
    end = _tail_end(tree, verb, high, sentence) if _stands_behind(tree, low, cue, sentence) else None
    if end is None or (cue is UNLISTED and not _closes(tree, end, sentence)):
        return None
    return Tail(verb, cue, source, head, low, end)


def _may_trail(tree: Tree, verb: int, cue: Cue) -> bool:
    if not cue.takes("q", "c") or (cue.level != "core" and not cue.takes("q")):
        return False
    return not tree.children(verb, "mark") and tree.dep[verb] not in {"relcl", "acl"} and tree.tag[verb] != "VBG"


def _stands_behind(tree: Tree, low: int, cue: Cue, sentence: Sentence) -> bool:
    """Whether a comma, dash or closing mark stands before a cue, and a quotation if the cue needs one."""
    if low <= sentence.span[0] or not _is_break(tree, low - 1, sentence) or tree.text[low - 1] == ":":
        return False
    return cue.takes("c") or _touches_quote(tree, low, sentence)


def _touches_quote(tree: Tree, low: int, sentence: Sentence) -> bool:
    """Whether a quotation of three words or more ends right before a token, but for punctuation."""
    while low > sentence.span[0] and tree.is_punct(low - 1) and low - 1 not in sentence.quoted:
        low -= 1
    return any(quote.last == low and quote.n_words >= FEWEST_QUOTED for quote in sentence.quotes)


def _closes(tree: Tree, high: int, sentence: Sentence) -> bool:
    return high >= sentence.span[1] or is_stop(tree, high)


def _is_break(tree: Tree, token: int, sentence: Sentence) -> bool:
    return tree.text[token] in BREAKS or token in sentence.quoted


def _speaker(tree: Tree, verb: int, sentence: Sentence) -> tuple[Span, int] | None:
    """Return the subject of a verb outside the marks, else the noun phrase that touches it."""
    for subject in tree.children(verb, "nsubj"):
        if not sentence.span[0] <= subject < sentence.span[1] or subject in sentence.quoted:
            continue
        span = find_whole_phrase(tree, subject, barred=(verb,))
        if span is None or tree.tag[subject] in {"WDT", "WP"} or tree.lower[subject] in {"that", "which"}:
            continue
        low, high = span
        while low < subject and any(t in sentence.quoted for t in range(low, subject)):
            low += 1
        if trim(tree, (low, high)):
            return trim(tree, (low, high)), subject
    return _touching(tree, verb, sentence) if is_finite(tree, verb) else None


def _touching(tree: Tree, verb: int, sentence: Sentence) -> tuple[Span, int] | None:
    """Return the noun phrase that touches a verb behind a break, for sentences the parser lost."""
    start, end = sentence.span
    low, high = verb, verb + 1
    while low > start and low - 1 not in sentence.quoted and _nominal(tree, low - 1):
        low -= 1
    while high < end and high not in sentence.quoted and tree.pos[high] in NOMINAL:
        high += 1
    if low <= start or not _is_break(tree, low - 1, sentence):
        return None
    first, last = (low, verb) if low < verb else (verb + 1, high)
    head = _last_noun(tree, (first, last))
    return None if head is None else ((first, head + 1), head)


def _last_noun(tree: Tree, span: Span) -> int | None:
    nouns = [t for t in range(*span) if tree.pos[t] in {"NOUN", "PROPN", "PRON"} and tree.tag[t] not in {"WDT", "WP"}]
    return nouns[-1] if nouns else None


def _nominal(tree: Tree, token: int) -> bool:
    return tree.pos[token] in NOMINAL or tree.dep[token] in {"aux", "advmod"} or tree.tag[token] == "POS"


def _tail_end(tree: Tree, verb: int, high: int, sentence: Sentence) -> int | None:
    """Return where the cue with hearer and adverbials ends; None if it has content of its own behind it."""
    if any(_is_content(tree, verb, kid, high, sentence) for kid in tree.children(verb, "ccomp", "xcomp", "dobj")):
        return None
    ends = (t for t in range(high, sentence.span[1]) if _is_break(tree, t, sentence) or is_stop(tree, t))
    end = next(ends, max(high, sentence.span[1]))
    if any(_opens_clause(tree, token, verb) for token in range(high, end)):
        return None
    announces = end < sentence.span[1] and (tree.text[end] == ":" or end in sentence.quoted)
    return None if announces else end


def _is_content(tree: Tree, verb: int, kid: int, high: int, sentence: Sentence) -> bool:
    """Whether a complement of a cue is what it says, rather than a hearer or the content before it."""
    if tree.dep[kid] == "dobj":
        return kid > verb and not _is_hearer(tree, verb, kid)
    divided = any(tree.text[t] in BREAKS for t in range(high, min(high + LONGEST_ASIDE, kid)))
    return kid >= high and kid not in sentence.quoted and not divided


def _opens_clause(tree: Tree, token: int, verb: int) -> bool:
    """Whether a clause that does not hang from a cue opens behind it."""
    if is_finite(tree, token) and tree.dep[token] not in {"relcl", "advcl"} and tree.head[token] != verb:
        return True
    return tree.lower[token] in {"that", "whether"} and tree.dep[token] == "mark"


def _is_hearer(tree: Tree, verb: int, kid: int) -> bool:
    """Whether the object of a cue says who is told, or when."""
    cue = find_cue(tree, verb)
    if (cue is not None and cue.hearer) or tree.dep[kid] == "npadvmod":
        return True
    return tree.ent_type[kid] in {"DATE", "TIME"} or tree.lower[kid] in WEEKDAYS


def _pieces(tree: Tree, before: Span, after: Span, sentence: Sentence) -> tuple[Span, ...]:
    """Return what stands before a cue, and what behind it carries the same statement on."""
    rest = trim(tree, after)
    before = _behind_colon(tree, before, sentence)
    has_quote = any(before[0] <= quote.first < before[1] for quote in sentence.quotes)
    alone = (before,) if has_quote or list_finite(tree, before) else ()
    if rest is None:
        return alone
    if tree.text[rest[0]] in OPENING and rest[0] in sentence.quoted:
        return () if not has_quote and _opens_anew(tree, before, rest) else (before, rest)
    return (before, rest) if tree.text[after[0]] in BREAKS and _continues(tree, before, rest) else alone


def _behind_colon(tree: Tree, before: Span, sentence: Sentence) -> Span:
    """Return the content from the quotation that a colon in it announces."""
    announced = (q.first for q in sentence.quotes if before[0] < q.first < before[1] and tree.text[q.first - 1] == ":")
    return next(announced, before[0]), before[1]


def _opens_anew(tree: Tree, before: Span, rest: Span) -> bool:
    """Whether a quotation behind a cue is a whole statement, and the words before the cue only lead in to it."""
    upper = tree.text[min(rest[0] + 1, len(tree) - 1)][:1].isupper()
    adverbial = tree.pos[before[0]] in {"SCONJ", "ADP"} or tree.tag[before[0]] in {"WRB", "VBG", "VBN"}
    return upper and (adverbial or not list_finite(tree, before))


def _continues(tree: Tree, before: Span, rest: Span) -> bool:
    """Whether the words behind an inserted cue carry on the clause before it."""
    first = rest[0]
    finite_before = list_finite(tree, before)
    if tree.tag[first] in {"VBG", "WP", "WDT", "WRB"}:
        return False
    if tree.pos[first] in {"ADP", "DET", "PROPN"}:
        return not finite_before
    finite = list_finite(tree, rest)
    if not finite:
        return False
    subjects = [kid for verb in finite for kid in tree.children(verb, "nsubj", "nsubjpass", "csubj")]
    inside = any(before[0] <= subject < before[1] for subject in subjects)
    return not finite_before or inside or tree.pos[first] == "CCONJ"
