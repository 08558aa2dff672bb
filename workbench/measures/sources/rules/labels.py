"""Statements without a cue of their own: labelled ("MARN: …"), signed, displayed, or quotations that no rule explains."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import pairwise

import pandas as pd

from workbench.language.words import split_words
from workbench.measures.sources.cues import Accepted, Candidate, cue_span, find_cue, find_speaker
from workbench.measures.sources.quotes import SNIPPET_WORDS, Quote, holds_no_speech
from workbench.tokens.grammar import FINITE_OR_MODAL, find_whole_phrase, list_finite
from workbench.tokens.tree import Span, Tree, trim

DASHES = frozenset({"-", "--", "—", "–", "―", "~"})
# A name before a colon and a signature behind a dash are no longer: judgement, "Teo Brandt, who led the talks for …".
LONGEST_LABEL = 6
LONGEST_SIGNATURE = 12
FORM_OF_ZONE = {"social": "embed", "pullquote": "pullquote"}
POST_SIGNATURE = re.compile(r"(?:—|–|--|―)\s*(?P<name>[^—–\n]{2,80}?\s*\(@\w{1,40}\))")
SENTENCE_ENDS = (".", "!", "?", '"', "”")
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


def find_labels(tree: Tree, quotes: list[Quote]) -> Iterator[Candidate]:
    """Yield one candidate per labelled turn of a transcript, labelled headline or signed quotation."""
    blocks = _blocks(tree)
    turns = [(block, colon) for block in blocks if (colon := _colon_of(tree, block)) is not None]
    dialogue = sum(tree.zone[block[0]] != "headline" for block, _ in turns) > 1
    for block, colon in turns:
        if dialogue or tree.zone[block[0]] == "headline":
            yield from _turn(tree, block, colon)
    opening = {quote.first for quote in quotes}
    for quote in quotes:
        yield from _signed(tree, quote, opening)


def _blocks(tree: Tree) -> list[Span]:
    cuts = [t for t in range(1, len(tree)) if tree.block[t] != tree.block[t - 1]]
    edges = [0, *cuts, len(tree)]
    return [(low, high) for low, high in pairwise(edges) if low < high]


def _colon_of(tree: Tree, block: Span) -> int | None:
    """Return the colon behind a name that opens a block, or None."""
    low = block[0] + (tree.is_punct(block[0]) and tree.text[block[0]] != ":")
    for token in range(low, min(low + LONGEST_LABEL, block[1] - 1)):
        if tree.text[token] == ":":
            return token if token > low and _is_name(tree, (low, token)) else None
    return None


def _is_name(tree: Tree, span: Span) -> bool:
    words = [t for t in range(*span) if not tree.is_punct(t)]
    capitals = all(tree.text[t].isupper() for t in words)
    return bool(words) and all(tree.pos[t] == "PROPN" or capitals for t in words) and len(tree.text[words[0]]) > 1


def _turn(tree: Tree, block: Span, colon: int) -> Iterator[Candidate]:
    content, source = trim(tree, (colon + 1, block[1])), trim(tree, (block[0], colon))
    if content and source:
        source = (source[0] + tree.is_punct(source[0]), source[1])
        yield _candidate(content, source, (colon, colon + 1), "label")


def _signed(tree: Tree, quote: Quote, opening: set[int]) -> Iterator[Candidate]:
    """Yield a quotation closed by a dash and a name before its block or the next quotation ends."""
    dash = quote.last
    if dash >= len(tree) or tree.text[dash] not in DASHES or tree.block[dash] != tree.block[quote.first]:
        return
    high = dash + 1
    while high < len(tree) and tree.block[high] == tree.block[dash] and high not in opening:
        high += 1
    source = trim(tree, (dash + 1, high))
    if source and _is_signature(tree, (dash + 1, high)):
        yield _candidate((quote.first, quote.last), source, (dash, dash + 1), "signature")


def _is_signature(tree: Tree, span: Span) -> bool:
    words = [t for t in range(*span) if not tree.is_punct(t)]
    nominal = bool(words) and tree.pos[words[0]] in {"PROPN", "DET", "NOUN"}
    return nominal and len(words) <= LONGEST_SIGNATURE and not any(tree.tag[t] in FINITE_OR_MODAL for t in words)


def _candidate(content: Span, source: Span, cue: Span, rule: str) -> Candidate:
    return Candidate(
        content=(content,),
        rule=rule,
        cue=cue,
        cue_head=cue[0],
        source=source,
        source_head=source[1] - 1,
        lemma=":" if rule == "label" else "—",
        family="neutral",
        stance=0.0,
    )


def list_displayed(blocks: pd.DataFrame, text: str) -> Iterator[dict[str, object]]:
    """Yield one row per block of an embedded post or pull quote of an article; the signature that closes it is its source.

    A post that blank lines split is one post until its signature: its blocks are parts of one attribution, `group`.
    """
    for zone, members in _displayed(blocks, text):
        source = _signature(members, text, zone)
        pieces = [span for span in members if source is None or span[0] < source[0]]
        cut = [_strip(text, start, min(end, source[0]) if source else end) for start, end in pieces]
        for part, span in enumerate(span for span in cut if span[0] < span[1]):
            yield _row(text, span, source, zone) | {"part": part, "group": members[0][0]}


def _displayed(blocks: pd.DataFrame, text: str) -> Iterator[tuple[str, list[Span]]]:
    """Yield runs of neighbouring blocks of one displayed zone; a signed post ends its run."""
    members: list[Span] = []
    current = ""
    for block in blocks.sort_values("block_id").itertuples():
        signed = bool(members) and current == "social" and POST_SIGNATURE.search(text, *members[-1])
        if members and (block.zone != current or signed):
            yield current, members
            members = []
        current = block.zone
        if current in FORM_OF_ZONE:
            members.append((block.start, block.end))
    if members:
        yield current, members


def _signature(members: list[Span], text: str, zone: str) -> Span | None:
    if zone == "social":
        found = list(POST_SIGNATURE.finditer(text, *members[-1]))
        return found[-1].span("name") if found else None
    start, end = members[-1]
    last = text[start:end].strip()
    alone = len(members) > 1 and len(last.split()) <= LONGEST_SIGNATURE and not last.endswith(SENTENCE_ENDS)
    return _strip(text, start, end) if alone else None


def _strip(text: str, start: int, end: int) -> Span:
    """Cut the space around a stretch, and the dash that leads to its signature."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in "—–―"):
        end -= 1
    return start, end


def _row(text: str, span: Span, source: Span | None, zone: str) -> dict[str, object]:
    n_words = len(split_words(text[slice(*span)]))
    return {
        "form": FORM_OF_ZONE[zone],
        "level": "core",
        "zone": zone,
        "start": span[0],
        "end": span[1],
        "source_start": source[0] if source else None,
        "source_end": source[1] if source else None,
        "source_text": text[slice(*source)] if source else None,
        "n_words": n_words,
        "n_quoted_words": n_words,
        "position": span[0] / len(text),
        "rule": f"zone-{zone}",
    }


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
