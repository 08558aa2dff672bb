"""Statements without a source: passives ("is said to"), "seems", "reportedly", "it is believed that"."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.measures.sources.cues import cue_span, find_cue
from workbench.measures.sources.findings import Finding
from workbench.tokens.tree import Span, Tree, runs, trim

APPEARANCES = frozenset({"seem", "appear"})
NO_HEARSAY = frozenset({"elect", "suppose", "find", "tell", "invite", "notice", "prove"})
ADVERBS = {"reportedly": 0.0, "allegedly": -1.0, "supposedly": -1.0, "purportedly": -1.0}


def find_hearsay(tree: Tree) -> Iterator[Finding]:
    """Yield one finding per passive or adverbial cue that names no source."""
    for token in range(len(tree)):
        if tree.lower[token] in ADVERBS and tree.dep[token] == "advmod":
            yield from _adverb(tree, token)
        elif tree.lemma[token] in APPEARANCES and tree.tag[token].startswith("VB"):
            yield from _two_pieces(tree, token, ("speculative", 0.0, tree.lemma[token]), "appearance")
        elif tree.tag[token] == "VBN" and tree.is_passive(token) and not tree.children(token, "agent"):
            cue = find_cue(tree, token)
            if cue is not None and cue.takes("i", "o+i", "c") and cue.lemma not in NO_HEARSAY:
                yield from _two_pieces(tree, token, (cue.family, cue.stance, cue.lemma), "passive-hearsay")


def _two_pieces(tree: Tree, verb: int, entry: tuple[str, float, str], rule: str) -> Iterator[Finding]:
    """Subject and complement of "X is expected to come": the content stands on both sides of the cue."""
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
        yield _finding((verb, cue_span(tree, verb)), tuple(pieces), entry, rule)


def _adverb(tree: Tree, token: int) -> Iterator[Finding]:
    head = tree.head[token]
    pieces = tuple(runs(tree, set(tree.subtree(head)) - {token}))
    if pieces:
        yield _finding(
            (token, (token, token + 1)),
            pieces,
            ("neutral", ADVERBS[tree.lower[token]], tree.lower[token]),
            "adverb",
        )


def _finding(cue: tuple[int, Span], content: tuple[Span, ...], entry: tuple[str, float, str], rule: str) -> Finding:
    family, stance, lemma = entry
    return Finding(
        content=content,
        rule=rule,
        cue=cue[1],
        cue_head=cue[0],
        lemma=lemma,
        family=family,
        stance=stance,
        level="wide" if rule == "appearance" else "core",
        form="hearsay",
    )
