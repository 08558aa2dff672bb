"""Nouns and adjectives as cues: "the council's claim that …", "warnings of …", "confident that …"."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.measures.sources.cues import Cue, find_speaker, read_cues
from workbench.measures.sources.rules.candidates import Candidate
from workbench.tokens.grammar import find_whole_phrase
from workbench.tokens.tree import Span, Tree, runs, trim

SOURCE_PREPOSITIONS = frozenset({"by", "from"})


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
