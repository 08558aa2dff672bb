"""Statements without a source: passives ("is said to"), "seems", "reportedly", "it is believed that"."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.measures.sources.cues import cue_span, find_cue
from workbench.measures.sources.findings import Finding
from workbench.measures.sources.parse import Parse, Span, runs, trim
from workbench.measures.sources.speakers import is_passive

APPEARANCES = frozenset({"seem", "appear"})
NO_HEARSAY = frozenset({"elect", "suppose", "find", "tell", "invite", "notice", "prove"})
ADVERBS = {"reportedly": 0.0, "allegedly": -1.0, "supposedly": -1.0, "purportedly": -1.0}


def find_hearsay(parse: Parse) -> Iterator[Finding]:
    """Yield one finding per passive or adverbial cue that names no source."""
    for token in range(len(parse)):
        if parse.lower[token] in ADVERBS and parse.dep[token] == "advmod":
            yield from _adverb(parse, token)
        elif parse.lemma[token] in APPEARANCES and parse.tag[token].startswith("VB"):
            yield from _two_pieces(parse, token, ("speculative", 0.0, parse.lemma[token]), "appearance")
        elif parse.tag[token] == "VBN" and is_passive(parse, token) and not parse.children(token, "agent"):
            cue = find_cue(parse, token)
            if cue is not None and cue.takes("i", "o+i", "c") and cue.lemma not in NO_HEARSAY:
                yield from _two_pieces(parse, token, (cue.family, cue.stance, cue.lemma), "passive-hearsay")


def _two_pieces(parse: Parse, verb: int, entry: tuple[str, float, str], rule: str) -> Iterator[Finding]:
    """Subject and complement of "X is expected to come": the content stands on both sides of the cue."""
    behind = [kid for kid in parse.children(verb, "xcomp", "oprd", "ccomp", "acomp") if kid > verb]
    subjects = parse.children(verb, "nsubj", "nsubjpass")
    if not behind:
        return
    pieces: list[Span] = []
    if subjects and parse.lower[subjects[0]] not in {"it", "there"}:
        span = trim(parse, (parse.left[subjects[0]], min(parse.right[subjects[0]] + 1, verb)))
        pieces += [span] if span else []
    pieces += list(runs(parse, range(verb + 1, parse.right[behind[0]] + 1)))
    if pieces:
        yield _finding((verb, cue_span(parse, verb)), tuple(pieces), entry, rule)


def _adverb(parse: Parse, token: int) -> Iterator[Finding]:
    head = parse.head[token]
    pieces = tuple(runs(parse, parse.subtree(head) - {token}))
    if pieces:
        yield _finding(
            (token, (token, token + 1)),
            pieces,
            ("neutral", ADVERBS[parse.lower[token]], parse.lower[token]),
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
