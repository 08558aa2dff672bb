"""'according to X', 'in the words of X', 'in X's view': phrases that name a source for the clause around them."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.measures.sources.findings import Finding
from workbench.measures.sources.speakers import noun_span
from workbench.tokens.tree import Span, Tree, runs, trim

BREAKS = frozenset({",", "-", "--", "—", "–", '"', "”"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VIEW_NOUNS = frozenset({"view", "opinion", "estimation", "telling", "words", "judgment", "judgement", "account"})


def find_according(tree: Tree) -> Iterator[Finding]:
    """Yield one finding per phrase that names a source for the clause it stands in."""
    for token in range(len(tree) - 1):
        if tree.lower[token] == "according" and tree.lower[token + 1] == "to":
            yield from _at(tree, token, token + 1)
        elif tree.lower[token] == "in":
            yield from _view(tree, token)


def _at(tree: Tree, first: int, preposition: int) -> Iterator[Finding]:
    nouns = tree.children(preposition, "pobj") or [k for k in tree.children(first, "pobj") if k > preposition]
    if not nouns:
        return
    noun = nouns[0]
    low, high = _sentence(tree, first)
    source = trim(tree, (tree.left[noun], _source_end(tree, noun, (low, first))))
    content = _clause_around(tree, (low, first), (source[1], high)) if source else ()
    if content:
        yield _finding(content, (first, preposition + 1), (source, noun), "according to")


def _view(tree: Tree, preposition: int) -> Iterator[Finding]:
    """Yield "in X's view" and "in the words of X"."""
    for noun in tree.children(preposition, "pobj"):
        if tree.lower[noun] not in VIEW_NOUNS:
            continue
        owners = tree.children(noun, "poss") + [
            kid for of in tree.children(noun, "prep") if tree.lower[of] == "of" for kid in tree.children(of, "pobj")
        ]
        low, high = _sentence(tree, preposition)
        for owner in owners[:1]:
            source = noun_span(tree, owner)
            content = _clause_around(tree, (low, preposition), (max(noun, tree.right[owner]) + 1, high))
            if source and content:
                yield _finding(content, (noun, noun + 1), (source, owner), f"in {tree.lower[noun]} of")


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


def _sentence(tree: Tree, token: int) -> Span:
    low, high = token, token
    while low and tree.sentence[low - 1] == tree.sentence[token]:
        low -= 1
    while high + 1 < len(tree) and tree.sentence[high + 1] == tree.sentence[token]:
        high += 1
    return low, high + 1


def _source_end(tree: Tree, noun: int, before: Span) -> int:
    """Return the end of the source; at the head of a sentence the first comma behind the noun closes it."""
    high = tree.right[noun] + 1
    if all(tree.is_punct(t) or tree.pos[t] == "CCONJ" for t in range(*before)):
        return next((t for t in range(noun + 1, high) if tree.text[t] == ","), high)
    return high


def _clause_around(tree: Tree, before: Span, after: Span) -> tuple[Span, ...]:
    first = tuple(span for span in runs(tree, range(*before)) if not _is_junction(tree, span))
    rest = tuple(runs(tree, range(*after)))
    if not first:
        return rest
    if not rest or tree.text[after[0]] not in BREAKS:
        return first
    finite = any(tree.tag[t] in FINITE for t in range(*before))
    return first if finite else first + rest


def _is_junction(tree: Tree, span: Span) -> bool:
    return all(tree.pos[token] == "CCONJ" for token in range(*span))
