"""Cues that are no verb of a clause: "according to X", "was quoted as saying", hearsay ("is said to"), "the claim that"."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.measures.sources.cues import Candidate, Cue, cue_span, find_cue, find_speaker, has_trait, read_cues
from workbench.measures.sources.quotes import Quote
from workbench.tokens.grammar import find_whole_phrase, list_finite, sentence_span
from workbench.tokens.tree import Span, Tree, runs, trim

BREAKS = frozenset({",", "-", "--", "—", "–", '"', "”"})
VIEW_NOUNS = frozenset({"view", "opinion", "estimation", "telling", "words", "judgment", "judgement", "account"})
APPEARANCES = frozenset({"seem", "appear"})
# Adverbs that report, with the stance of the writer as in reporting_verbs.csv: -1 keeps distance.
ADVERBS = {"reportedly": 0.0, "allegedly": -1.0, "supposedly": -1.0, "purportedly": -1.0}
SOURCE_PREPOSITIONS = frozenset({"by", "from"})


def find_according(tree: Tree) -> Iterator[Candidate]:
    """Yield one candidate per phrase that names a source for the clause it stands in."""
    for token in range(len(tree) - 1):
        if tree.lower[token] == "according" and tree.lower[token + 1] == "to":
            yield from _according(tree, token, token + 1)
        elif tree.lower[token] == "in":
            yield from _view(tree, token)


def find_second_hand(tree: Tree, quotes: list[Quote]) -> Iterator[Candidate]:
    """Yield one candidate per "X was quoted (by Y) as saying …": X is the source, Y only relayed it."""
    for verb in range(len(tree)):
        if tree.tag[verb] != "VBN" or not has_trait(tree, verb, "relays"):
            continue
        saying = _saying(tree, verb)
        source, head = _quoted_person(tree, verb)
        if saying is None or source is None:
            continue
        content = _said(tree, saying, quotes) or _quotation_before(tree, source, quotes)
        if content:
            yield Candidate(
                content=content,
                rule="second-hand",
                cue=(verb, saying + 1),
                cue_head=verb,
                source=source,
                source_head=head,
                lemma=f"{tree.lemma[verb]} as saying",
                family="neutral",
                stance=0.0,
                form="second-hand",
            )


def find_hearsay(tree: Tree) -> Iterator[Candidate]:
    """Yield one candidate per passive, "seems" or adverb that reports and names no source."""
    for token in range(len(tree)):
        if tree.lower[token] in ADVERBS and tree.dep[token] == "advmod":
            yield from _adverb(tree, token)
        elif tree.lemma[token] in APPEARANCES and tree.tag[token].startswith("VB"):
            yield from _hearsay(tree, token, ("speculative", 0.0, tree.lemma[token]), "appearance")
        elif tree.tag[token] == "VBN":
            yield from _passive(tree, token)


def _according(tree: Tree, first: int, preposition: int) -> Iterator[Candidate]:
    nouns = tree.children(preposition, "pobj") or [k for k in tree.children(first, "pobj") if k > preposition]
    if not nouns:
        return
    noun = nouns[0]
    low, high = sentence_span(tree, first)
    source = trim(tree, (tree.left[noun], _source_end(tree, noun, (low, first))))
    content = _clause_around(tree, (low, first), (source[1], high)) if source else ()
    if content:
        yield _by_phrase(content, (first, preposition + 1), (source, noun), "according to")


def _view(tree: Tree, preposition: int) -> Iterator[Candidate]:
    """Yield "in X's view" and "in the words of X"."""
    for noun in tree.children(preposition, "pobj"):
        if tree.lower[noun] not in VIEW_NOUNS:
            continue
        owners = tree.children(noun, "poss") + [
            kid for of in tree.children(noun, "prep") if tree.lower[of] == "of" for kid in tree.children(of, "pobj")
        ]
        low, high = sentence_span(tree, preposition)
        for owner in owners[:1]:
            source = find_whole_phrase(tree, owner)
            content = _clause_around(tree, (low, preposition), (max(noun, tree.right[owner]) + 1, high))
            if source and content:
                yield _by_phrase(content, (noun, noun + 1), (source, owner), f"in {tree.lower[noun]} of")


def _by_phrase(content: tuple[Span, ...], cue: Span, speaker: tuple[Span, int], lemma: str) -> Candidate:
    return Candidate(
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


def _source_end(tree: Tree, noun: int, before: Span) -> int:
    """Return the end of the source; at the head of a sentence the first comma behind the noun closes it."""
    high = tree.right[noun] + 1
    if all(tree.is_punct(t) or tree.pos[t] == "CCONJ" for t in range(*before)):
        return next((t for t in range(noun + 1, high) if tree.text[t] == ","), high)
    return high


def _clause_around(tree: Tree, before: Span, after: Span) -> tuple[Span, ...]:
    first = tuple(span for span in runs(tree, range(*before)) if not _is_conjunction(tree, span))
    rest = tuple(runs(tree, range(*after)))
    if not first:
        return rest
    if not rest or tree.text[after[0]] not in BREAKS:
        return first
    return first if list_finite(tree, before) else first + rest


def _is_conjunction(tree: Tree, span: Span) -> bool:
    return all(tree.pos[token] == "CCONJ" for token in range(*span))


def _saying(tree: Tree, verb: int) -> int | None:
    """Return "saying" in "quoted … as saying"."""
    for phrase in tree.children(verb, "prep"):
        if tree.lower[phrase] == "as":
            for kid in tree.kids[phrase]:
                if tree.tag[kid] == "VBG" and has_trait(tree, kid, "relayed"):
                    return kid
    return None


def _quoted_person(tree: Tree, verb: int) -> tuple[Span | None, int | None]:
    subjects = tree.children(verb, "nsubjpass", "nsubj")
    head = subjects[0] if subjects else tree.head[verb] if tree.dep[verb] == "acl" else None
    return (find_whole_phrase(tree, head, barred=(verb,)), head) if head is not None else (None, None)


def _said(tree: Tree, saying: int, quotes: list[Quote]) -> tuple[Span, ...]:
    for kid in tree.children(saying, "ccomp", "dobj", "xcomp"):
        if kid > saying:
            return tuple(runs(tree, range(max(tree.left[kid], saying + 1), tree.right[kid] + 1)))
    behind = next((quote for quote in quotes if quote.first > saying), None)
    if behind is None or tree.sentence[behind.first] != tree.sentence[saying]:
        return ()
    return ((behind.first, behind.last),)


def _quotation_before(tree: Tree, source: Span, quotes: list[Quote]) -> tuple[Span, ...]:
    """Return the quotation that ends right before the source: "…," X was quoted as saying."""
    for quote in quotes:
        adjacent = 0 <= source[0] - quote.last <= 1 and trim(tree, (quote.last, source[0])) is None
        if adjacent and tree.block[quote.first] == tree.block[source[0]]:
            return ((quote.first, quote.last),)
    return ()


def _passive(tree: Tree, verb: int) -> Iterator[Candidate]:
    """Yield "is said to", "it is believed that": a passive cue without an agent."""
    cue = find_cue(tree, verb)
    if cue is None or not cue.takes("i", "o+i", "c") or "no-hearsay" in cue.traits:
        return
    if tree.is_passive(verb) and not tree.children(verb, "agent"):
        yield from _hearsay(tree, verb, (cue.family, cue.stance, cue.lemma), "passive-hearsay")


def _hearsay(tree: Tree, verb: int, entry: tuple[str, float, str], rule: str) -> Iterator[Candidate]:
    """Yield subject and complement of "X is expected to come": the content stands on both sides of the cue."""
    behind = [kid for kid in tree.children(verb, "xcomp", "oprd", "ccomp", "acomp") if kid > verb]
    subjects = tree.children(verb, "nsubj", "nsubjpass")
    if not behind:
        return
    pieces: list[Span] = []
    if subjects and tree.lower[subjects[0]] not in {"it", "there"}:
        span = trim(tree, (tree.left[subjects[0]], min(tree.right[subjects[0]] + 1, verb)))
        pieces += [span] if span else []
    pieces += list(runs(tree, range(verb + 1, tree.right[behind[0]] + 1)))
    if pieces:
        yield _without_source(verb, cue_span(tree, verb), tuple(pieces), entry, rule)


def _adverb(tree: Tree, token: int) -> Iterator[Candidate]:
    pieces = tuple(runs(tree, set(tree.subtree(tree.head[token])) - {token}))
    entry = ("neutral", ADVERBS[tree.lower[token]], tree.lower[token])
    if pieces:
        yield _without_source(token, (token, token + 1), pieces, entry, "adverb")


def _without_source(
    head: int, cue: Span, content: tuple[Span, ...], entry: tuple[str, float, str], rule: str
) -> Candidate:
    family, stance, lemma = entry
    return Candidate(
        content=content,
        rule=rule,
        cue=cue,
        cue_head=head,
        lemma=lemma,
        family=family,
        stance=stance,
        level="wide" if rule == "appearance" else "core",
        form="hearsay",
    )


def find_nouns(tree: Tree) -> Iterator[Candidate]:
    """Yield one candidate per cue noun or adjective that has its content behind it."""
    nouns, adjectives = read_cues("sources/cue_nouns"), read_cues("sources/cue_adjectives")
    for token in range(len(tree)):
        if tree.pos[token] == "NOUN" and tree.lemma[token] in nouns:
            yield from _noun(tree, token, nouns[tree.lemma[token]])
        elif tree.pos[token] in {"ADJ", "VERB"} and tree.lower[token] in adjectives and tree.dep[token] == "acomp":
            yield from _adjective(tree, token, adjectives[tree.lower[token]])


def _noun(tree: Tree, noun: int, cue: Cue) -> Iterator[Candidate]:
    content = _content(tree, noun, cue)
    if content is None:
        return
    rule, span = content
    source, head = _source(tree, noun)
    yield _candidate(tree, (noun, cue), (span,), (source, head), "noun-" + rule)


def _content(tree: Tree, token: int, cue: Cue) -> tuple[str, Span] | None:
    """Return the first clause or infinitive behind a cue that its frames allow, else the first phrase."""
    behind = [kid for kid in tree.children(token, "acl", "ccomp", "relcl", "xcomp") if kid > token]
    for kid in behind:
        rule = _clause_rule(tree, kid, cue)
        if rule:
            return _whole(tree, token, kid, rule)
    wanted = cue.prepositions("p:")
    for kid in tree.children(token, "prep"):
        if kid > token and tree.lower[kid] in wanted:
            span = trim(tree, (kid + 1, tree.right[kid] + 1))
            return ("phrase", span) if span else None
    return None


def _clause_rule(tree: Tree, kid: int, cue: Cue) -> str | None:
    marks = {tree.lower[t] for t in tree.children(kid, "mark", "aux")}
    if cue.takes("c") and ("that" in marks or tree.dep[kid] == "ccomp") and tree.dep[kid] != "relcl":
        return "clause"
    return "infinitive" if cue.takes("i") and "to" in marks and tree.tag[kid] == "VB" else None


def _whole(tree: Tree, token: int, kid: int, rule: str) -> tuple[str, Span] | None:
    pieces = tuple(runs(tree, range(max(token + 1, tree.left[kid]), tree.right[kid] + 1)))
    return (rule, pieces[0]) if pieces else None


def _source(tree: Tree, noun: int) -> tuple[Span | None, int | None]:
    for owner in tree.children(noun, "poss"):
        return find_whole_phrase(tree, owner, barred=(noun,)), owner
    for phrase in tree.children(noun, "prep"):
        if tree.lower[phrase] in SOURCE_PREPOSITIONS:
            for owner in tree.children(phrase, "pobj"):
                return find_whole_phrase(tree, owner), owner
    head = tree.head[noun]
    if tree.dep[noun] in {"dobj", "attr"} and tree.pos[head] in {"VERB", "AUX"}:
        subject = find_speaker(tree, head)
        if subject is not None and subject != noun:
            return find_whole_phrase(tree, subject, barred=(head,)), subject
    return None, None


def _adjective(tree: Tree, token: int, cue: Cue) -> Iterator[Candidate]:
    content = _content(tree, token, cue)
    subject = find_speaker(tree, tree.head[token])
    if content is None or subject is None or tree.lower[subject] in {"it", "that", "this"}:
        return
    source = find_whole_phrase(tree, subject, barred=(tree.head[token],))
    yield _candidate(tree, (token, cue), (content[1],), (source, subject), "adjective-" + content[0])


def _candidate(
    tree: Tree, cue: tuple[int, Cue], content: tuple[Span, ...], speaker: tuple[Span | None, int | None], rule: str
) -> Candidate:
    token, entry = cue
    low = token
    while low and tree.head[low - 1] == token and tree.dep[low - 1] in {"amod", "compound", "advmod"}:
        low -= 1
    return Candidate(
        content=content,
        rule=rule,
        cue=(low, token + 1),
        cue_head=token,
        source=speaker[0],
        source_head=speaker[1],
        **entry.labels,
        form="noun",
    )
