"""Quotations that no cue explains: taken up by a verb above, a content before or the sentence before, or left alone."""

from __future__ import annotations

from bisect import bisect_right

from workbench.measures.sources.cues import cue_span, find_cue, find_speaker
from workbench.measures.sources.quotes import SNIPPET_WORDS, Quote, holds_no_speech
from workbench.measures.sources.rules.candidates import Accepted, Candidate
from workbench.tokens.grammar import find_whole_phrase, list_finite
from workbench.tokens.tree import Span, Tree, trim

COMPLEMENTS = frozenset({"ccomp", "xcomp", "dobj", "oprd", "prep", "acomp", "attr", "dative"})
PRONOUNS = frozenset({"he", "she", "they"})
# How many tokens may stand between a content and the quotation that carries it on: judgement.
WIDEST_GAP = 12
# Rules whose content a quotation becomes a further piece of, and those whose content runs on to it.
PIECEWISE_RULES = frozenset({"leading-cue", "quotation-below"})
REACHING_RULES = PIECEWISE_RULES | frozenset(
    ["clause", "infinitive", "object", "object-infinitive", "object-label", "object-phrase"]
)

# How far up the tree a governing verb is sought: judgement, deeper chains are misparses in what we read.
HIGHEST = 8


def add_left_over(accepted: Accepted, quotes: list[Quote], sentences: list[Span]) -> None:
    """Add the quotations outside any content: by a verb above, a content beside or a neighbour; else without a source."""
    taken = {candidate.cue_head for candidate in accepted.candidates}
    for quote in quotes:
        if accepted.overlaps((quote.first, quote.last)):
            continue
        silent = holds_no_speech(accepted.tree, quote)
        place = bisect_right(sentences, (quote.first, len(accepted.tree))) - 1
        above = None if silent else _governing(accepted.tree, quote)
        nearest = _nearest(accepted, quote, sentences[place])
        if above is not None and above.cue_head not in taken:
            taken.add(above.cue_head)
            accepted.add(above)
        elif nearest is not None:
            accepted.replace(nearest, _reach(accepted.candidates[nearest], quote))
        elif not silent:
            accepted.add(_from_sentence_before(accepted, quote, sentences, place) or _alone(quote))


def _governing(tree: Tree, quote: Quote) -> Candidate | None:
    """Return the statement of the nearest cue above a quotation, whatever the construction, or None."""
    node = _top(tree, quote)
    for _ in range(HIGHEST):
        head = tree.head[node]
        if head == node:
            return None
        if head < quote.first and tree.dep[node] in COMPLEMENTS and find_cue(tree, head) is not None:
            return _governed(tree, quote, head, node)
        node = head
    return None


def _top(tree: Tree, quote: Quote) -> int:
    for token in range(quote.first, quote.last):
        if not quote.first <= tree.head[token] < quote.last and not tree.is_punct(token):
            return token
    return quote.first


def _governed(tree: Tree, quote: Quote, verb: int, node: int) -> Candidate | None:
    cue, subject = find_cue(tree, verb), find_speaker(tree, verb)
    span = trim(tree, (max(verb + 1, tree.left[node]), max(tree.right[node] + 1, quote.last)))
    if subject is None or span is None or cue.level != "core":
        return None
    return Candidate(
        content=(span,),
        rule="quotation-below",
        cue=cue_span(tree, verb),
        cue_head=verb,
        source=find_whole_phrase(tree, subject, barred=(verb,)),
        source_head=subject,
        **cue.labels,
    )


def _nearest(accepted: Accepted, quote: Quote, sentence: Span) -> int | None:
    """Return the candidate whose content ends last before a quotation in its sentence, with no verb between."""
    near = accepted.near((sentence[0], quote.first + 1))
    ends = {number: accepted.candidates[number].content[-1][1] for number in near}
    fitting = [n for n in near if sentence[0] <= ends[n] <= quote.first and _may_reach(accepted, n, ends[n], quote)]
    return max(fitting, key=ends.get, default=None)


def _may_reach(accepted: Accepted, number: int, end: int, quote: Quote) -> bool:
    tree, candidate = accepted.tree, accepted.candidates[number]
    if candidate.rule not in REACHING_RULES or quote.first - end > WIDEST_GAP:
        return False
    if candidate.cue is not None and candidate.cue[0] >= end:
        return False
    return not list_finite(tree, (end, quote.first)) and ";" not in tree.text[end : quote.first]


def _reach(candidate: Candidate, quote: Quote) -> Candidate:
    """Let the content run on to a quotation; behind a quotation it becomes a further piece."""
    if candidate.rule in PIECEWISE_RULES:
        return candidate.with_content((*candidate.content, (quote.first, quote.last)))
    return candidate.with_content((*candidate.content[:-1], (candidate.content[-1][0], quote.last)))


def _from_sentence_before(accepted: Accepted, quote: Quote, sentences: list[Span], place: int) -> Candidate | None:
    """Return a quotation that fills its sentence with the speaker of the sentence before it, or None."""
    tree, sentence = accepted.tree, sentences[place]
    if quote.n_words <= SNIPPET_WORDS or not _fills(tree, quote, sentence) or place == 0:
        return None
    before = sentences[place - 1]
    if tree.zone[before[0]] != tree.zone[sentence[0]]:
        return None
    spoken = [c for n in accepted.near(before) if _speaks_in(c := accepted.candidates[n], before)]
    if spoken:
        return _carry(quote, max(spoken, key=lambda said: (said.form not in {"noun", "hearsay"}, said.cue)))
    return _by_subject(tree, quote, before) if tree.block[before[0]] == tree.block[sentence[0]] else None


def _fills(tree: Tree, quote: Quote, sentence: Span) -> bool:
    return all(quote.first <= token < quote.last or tree.is_punct(token) for token in range(*sentence))


def _speaks_in(candidate: Candidate, sentence: Span) -> bool:
    """Whether a sourced statement of speech has its cue in a sentence."""
    if candidate.source is None or candidate.cue is None or candidate.level != "core":
        return False
    return sentence[0] <= candidate.cue[0] < sentence[1]


def _carry(quote: Quote, last: Candidate) -> Candidate:
    return Candidate(
        content=((quote.first, quote.last),),
        rule="neighbour-cue",
        cue=last.cue,
        cue_head=last.cue_head,
        source=last.source,
        source_head=last.source_head,
        lemma=last.lemma,
        family=last.family,
        stance=last.stance,
    )


def _by_subject(tree: Tree, quote: Quote, before: Span) -> Candidate | None:
    """Return the quotation with the subject of the sentence before, if that is a person."""
    for token in range(*before):
        if tree.dep[token] != "nsubj" or tree.dep[tree.head[token]] != "ROOT":
            continue
        if tree.ent_type[token] == "PERSON" or tree.lower[token] in PRONOUNS:
            return Candidate(
                content=((quote.first, quote.last),),
                rule="neighbour-subject",
                source=find_whole_phrase(tree, token, barred=(tree.head[token],)),
                source_head=token,
            )
    return None


def _alone(quote: Quote) -> Candidate:
    form = "snippet" if quote.n_words <= SNIPPET_WORDS else ""
    return Candidate(content=((quote.first, quote.last),), rule="unattributed-quotation", form=form)
