"""The order of the rules over one article, and which candidate stands where two claim the same words."""

from __future__ import annotations

from dataclasses import replace

from workbench.measures.sources.quotes import SNIPPET_WORDS, Quote, whole_sentences
from workbench.measures.sources.rules import candidates, clauses, labels, leading, leftover, nouns, phrases
from workbench.tokens.tree import Span, Tree

# Two contents that share more than this part of their words are one: judgement;
# PolNeAR dev F1 is 67.1 at .5, 66.7 here, 66.5 at .9, to be chosen anew on other data.
SAME_SHARE = 0.75
# Rules whose candidates are never weighed: the words around the cue leave no doubt that something is reported.
CERTAIN_RULES = frozenset({"trailing-cue", "leading-cue", "according-to"})
CLAUSE_RULES = CERTAIN_RULES | {"clause", "clause-before"}
# Nouns and adjectives followed by anything but a "that" clause: they count with an owner and outside other contents only.
WEAK_NOUN_RULES = frozenset({"noun-phrase", "noun-infinitive", "adjective-phrase", "adjective-infinitive"})


def find_candidates(tree: Tree, quotes: list[Quote]) -> list[candidates.Candidate]:
    """Return the attributed statements of an article; a cue inside a quotation is the speaker's own and makes none."""
    sentences = whole_sentences(tree, quotes)
    accepted = candidates.Accepted(tree, (*labels.find_labels(tree, quotes), *phrases.find_second_hand(tree, quotes)))
    spoken = leading.find_quotations(tree, quotes, sentences)
    free = [candidate for candidate in spoken if not any(accepted.overlaps(piece) for piece in candidate.content)]
    accepted = candidates.Accepted(tree, (*accepted.candidates, *free))
    _add_grammatical(accepted, quotes)
    leftover.add_left_over(accepted, quotes, sentences)
    return accepted.candidates


def _add_grammatical(accepted: candidates.Accepted, quotes: list[Quote]) -> None:
    """Add what phrases, verbs and nouns report, where no cue or content before it has claimed the same."""
    tree = accepted.tree
    quote_at = {token: quote for quote in quotes for token in range(quote.first, quote.last)}
    taken = {candidate.cue_head for candidate in accepted.candidates}
    for found in (
        *phrases.find_according(tree),
        *phrases.find_hearsay(tree),
        *clauses.find_clauses(tree),
        *nouns.find_nouns(tree),
    ):
        if found.cue_head in taken or _is_spoken(found, quote_at) or not _reports(found, accepted):
            continue
        candidate = replace(found, content=tuple(_to_marks(piece, quote_at, found) for piece in found.content))
        if not _is_double(candidate, accepted):
            taken.add(candidate.cue_head)
            accepted.add(candidate)


def _is_spoken(candidate: candidates.Candidate, quote_at: dict[int, Quote]) -> bool:
    """Whether the cue stands inside a quotation, and so is the quoted speaker's own word."""
    quote = quote_at.get(candidate.cue_head if candidate.cue_head is not None else -1)
    return quote is not None and (quote.mark == "double" or quote.n_words > SNIPPET_WORDS)


def _reports(candidate: candidates.Candidate, accepted: candidates.Accepted) -> bool:
    """Whether a cue reports something said or thought, rather than what is nested, hypothetical or wished for."""
    tree, cue = accepted.tree, candidate.cue_head
    if cue is None or candidate.rule in CERTAIN_RULES:
        return True
    nested = accepted.overlaps((cue, cue + 1))
    if candidate.rule in WEAK_NOUN_RULES:
        return candidate.source is not None and not nested
    if any(tree.tag[kid] == "MD" for kid in tree.children(cue, "aux")):
        return False
    if candidate.rule in CLAUSE_RULES and candidate.level == "core":
        return True
    return not (_is_embedded(tree, cue) or (candidate.rule == "object-label" and nested))


def _is_embedded(tree: Tree, cue: int) -> bool:
    """Whether a cue hangs in another clause, or is only what somebody means to say ("to deny")."""
    return tree.dep[cue] in {"ccomp", "acl"} or (tree.tag[cue] == "VB" and tree.dep[cue] in {"xcomp", "pcomp", "relcl"})


def _to_marks(piece: Span, quote_at: dict[int, Quote], candidate: candidates.Candidate) -> Span:
    """Let a piece that begins or ends within a quotation run to its marks."""
    low, high = piece
    last, first = quote_at.get(high), quote_at.get(low)
    if last is not None and last.first < high:
        high = last.last
    if first is not None and first.first < low and (candidate.cue is None or first.first >= candidate.cue[1]):
        low = first.first
    return low, high


def _is_double(candidate: candidates.Candidate, accepted: candidates.Accepted) -> bool:
    near = (accepted.candidates[number] for piece in candidate.content for number in accepted.near(piece))
    return any(_shares(a, b) for other in near for a in candidate.content for b in other.content)


def _shares(a: Span, b: Span) -> bool:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and shared / (max(a[1], b[1]) - min(a[0], b[0])) > SAME_SHARE
