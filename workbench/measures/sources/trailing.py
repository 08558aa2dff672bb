"""Cues behind or inside their content: "…, Marn said", "The plan, said Brandt, was …"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.measures.sources.cues import Cue, cue_span, find_cue
from workbench.measures.sources.findings import Finding
from workbench.measures.sources.marks import Quote
from workbench.measures.sources.speakers import noun_span
from workbench.tokens.tree import Span, Tree, is_stop, trim

BREAKS = frozenset({",", ";", ":", "-", "--", "---", "—", "–", "―", "…", "..."})
FINITE = frozenset({"VBD", "VBZ", "VBP"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})
HEARER_VERBS = frozenset(["tell", "ask", "assure", "remind", "warn", "inform", "urge", "advise", "beg", "notify"])
FEWEST_WORDS = 3
OPENING = frozenset({'"', "“", "''", "``", "‘", "'", "„", "«"})
UNLISTED = Cue("", "unlisted", 0.0, "core", frozenset({"q"}))


@dataclass(frozen=True)
class Place:
    """A sentence, its quotations and the tokens within them."""

    unit: Span
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


def place_of(unit: Span, quotes: list[Quote]) -> Place:
    """Return a sentence with the quotations in it."""
    quoted = frozenset(t for quote in quotes for t in range(quote.first, quote.last))
    return Place(unit, tuple(quotes), quoted)


def find_trailing(tree: Tree, place: Place) -> Iterator[Finding]:
    """Yield the statements of a sentence whose cue follows them."""
    start = place.unit[0]
    tails = _tails(tree, place)
    for i, tail in enumerate(tails):
        before = trim(tree, (start, tail.low))
        last = i + 1 == len(tails)
        pieces = _pieces(tree, before, (tail.high, place.unit[1]), place) if before else ()
        if pieces:
            yield _finding(tree, tail, pieces if last else pieces[:1])
            start = tail.high


def _tails(tree: Tree, place: Place) -> list[Tail]:
    tails: list[Tail] = []
    for verb in range(place.unit[0] + 1, place.unit[1]):
        if verb in place.quoted or (tails and verb < tails[-1].high) or not tree.tag[verb].startswith("VB"):
            continue
        tail = _tail_at(tree, verb, place)
        if tail is not None:
            tails.append(tail)
    return tails


def _tail_at(tree: Tree, verb: int, place: Place) -> Tail | None:
    cue = find_cue(tree, verb) or UNLISTED
    speaker = _speaker(tree, verb, place) if _may_trail(tree, verb, cue) else None
    if speaker is None:
        return None
    source, head = speaker
    low, high = min(source[0], cue_span(tree, verb)[0]), max(source[1], verb + 1)
    while low - 1 > place.unit[0] and tree.pos[low - 1] in {"ADV", "CCONJ"} and tree.head[low - 1] == verb:
        low -= 1
    end = _tail_end(tree, verb, high, place) if _stands_behind(tree, low, cue, place) else None
    if end is None or (cue is UNLISTED and not _closes(tree, end, place)):
        return None
    return Tail(verb, cue, source, head, low, end)


def _may_trail(tree: Tree, verb: int, cue: Cue) -> bool:
    if not cue.takes("q", "c") or (cue.level != "core" and not cue.takes("q")):
        return False
    return not tree.children(verb, "mark") and tree.dep[verb] not in {"relcl", "acl"} and tree.tag[verb] != "VBG"


def _stands_behind(tree: Tree, low: int, cue: Cue, place: Place) -> bool:
    """Whether a comma, dash or closing mark stands before a cue, and a quotation if the cue needs one."""
    if low <= place.unit[0] or not _is_break(tree, low - 1, place) or tree.text[low - 1] == ":":
        return False
    return cue.takes("c") or _touches_quote(tree, low, place)


def _touches_quote(tree: Tree, low: int, place: Place) -> bool:
    """Whether a quotation of three words or more ends right before a token, but for punctuation."""
    while low > place.unit[0] and tree.is_punct(low - 1) and low - 1 not in place.quoted:
        low -= 1
    return any(quote.last == low and quote.n_words >= FEWEST_WORDS for quote in place.quotes)


def _closes(tree: Tree, high: int, place: Place) -> bool:
    return high >= place.unit[1] or is_stop(tree, high)


def _is_break(tree: Tree, token: int, place: Place) -> bool:
    return tree.text[token] in BREAKS or token in place.quoted


def _speaker(tree: Tree, verb: int, place: Place) -> tuple[Span, int] | None:
    for subject in tree.children(verb, "nsubj"):
        if not place.unit[0] <= subject < place.unit[1] or subject in place.quoted:
            continue
        span = noun_span(tree, subject, barred=(verb,))
        if span is None or tree.tag[subject] in {"WDT", "WP"} or tree.lower[subject] in {"that", "which"}:
            continue
        low, high = span
        while low < subject and any(t in place.quoted for t in range(low, subject)):
            low += 1
        if trim(tree, (low, high)):
            return trim(tree, (low, high)), subject
    return _near(tree, verb, place)


def _near(tree: Tree, verb: int, place: Place) -> tuple[Span, int] | None:
    """Return the noun phrase that touches a verb, for sentences the parser lost."""
    if tree.tag[verb] not in FINITE:
        return None
    low = verb
    while low > place.unit[0] and low - 1 not in place.quoted and _nominal(tree, low - 1):
        low -= 1
    nouns = [
        t for t in range(low, verb) if tree.pos[t] in {"NOUN", "PROPN", "PRON"} and tree.tag[t] not in {"WDT", "WP"}
    ]
    if nouns and low > place.unit[0] and _is_break(tree, low - 1, place):
        return (low, nouns[-1] + 1), nouns[-1]
    high = verb + 1
    while high < place.unit[1] and high not in place.quoted and tree.pos[high] in NOMINAL:
        high += 1
    nouns = [t for t in range(verb + 1, high) if tree.pos[t] in {"PROPN", "PRON", "NOUN"}]
    if nouns and low == verb and verb > place.unit[0] and _is_break(tree, verb - 1, place):
        return (verb + 1, nouns[-1] + 1), nouns[-1]
    return None


def _nominal(tree: Tree, token: int) -> bool:
    return tree.pos[token] in NOMINAL or tree.dep[token] in {"aux", "advmod"} or tree.tag[token] == "POS"


def _tail_end(tree: Tree, verb: int, high: int, place: Place) -> int | None:
    """Return where the cue with hearer and adverbials ends; None if it has content of its own behind it."""
    for kid in tree.children(verb, "ccomp", "xcomp", "dobj"):
        outside = kid >= high and kid not in place.quoted
        if tree.dep[kid] == "dobj" and kid > verb and not _is_hearer(tree, verb, kid):
            return None
        if tree.dep[kid] != "dobj" and outside and not _behind_break(tree, high, kid):
            return None
    token = high
    while token < place.unit[1] and token not in place.quoted and tree.text[token] not in BREAKS:
        if is_stop(tree, token):
            break
        if tree.tag[token] in FINITE and tree.dep[token] not in {"relcl", "advcl"} and tree.head[token] != verb:
            return None
        if tree.lower[token] in {"that", "whether"} and tree.dep[token] == "mark":
            return None
        token += 1
    if token < place.unit[1] and (tree.text[token] == ":" or token in place.quoted):
        return None
    return token


def _behind_break(tree: Tree, high: int, kid: int) -> bool:
    return any(tree.text[t] in BREAKS for t in range(high, min(high + 12, kid)))


def _is_hearer(tree: Tree, verb: int, kid: int) -> bool:
    return (
        tree.lemma[verb] in HEARER_VERBS
        or tree.ent_type[kid] in {"DATE", "TIME"}
        or tree.dep[kid] == "npadvmod"
        or tree.lower[kid] in {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}
    )


def _pieces(tree: Tree, before: Span, after: Span, place: Place) -> tuple[Span, ...]:
    rest = trim(tree, after)
    announced = [q.first for q in place.quotes if before[0] < q.first < before[1] and tree.text[q.first - 1] == ":"]
    before = (announced[0], before[1]) if announced else before
    has_quote = any(before[0] <= quote.first < before[1] for quote in place.quotes)
    bare = not has_quote and not _finite(tree, before)
    if rest is None:
        return () if bare else (before,)
    if tree.text[rest[0]] in OPENING and rest[0] in place.quoted:
        upper = tree.text[min(rest[0] + 1, len(tree) - 1)][:1].isupper()
        adverbial = tree.pos[before[0]] in {"SCONJ", "ADP"} or tree.tag[before[0]] in {"WRB", "VBG", "VBN"}
        if upper and not has_quote and (bare or adverbial):
            return ()
        return (before, rest)
    if tree.text[after[0]] in BREAKS and _continues(tree, before, rest):
        return (before, rest)
    return () if bare else (before,)


def _continues(tree: Tree, before: Span, rest: Span) -> bool:
    """Whether the words behind an inserted cue carry on the clause before it."""
    first = rest[0]
    finite_before = _finite(tree, before)
    if tree.tag[first] in {"VBG", "WP", "WDT", "WRB"}:
        return False
    if tree.pos[first] in {"ADP", "DET", "PROPN"}:
        return not finite_before
    finite = _finite(tree, rest)
    if not finite:
        return False
    subjects = [kid for verb in finite for kid in tree.children(verb, "nsubj", "nsubjpass", "csubj")]
    inside = any(before[0] <= subject < before[1] for subject in subjects)
    return not finite_before or inside or tree.pos[first] == "CCONJ"


def _finite(tree: Tree, span: Span) -> list[int]:
    return [t for t in range(*span) if tree.tag[t] in FINITE | {"MD"}]


def _finding(tree: Tree, tail: Tail, pieces: tuple[Span, ...]) -> Finding:
    return Finding(
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
