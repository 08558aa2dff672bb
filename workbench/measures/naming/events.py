"""The nouns that name configured events, and which event a noun names where several share it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from workbench.corpus.config import Entity
from workbench.measures.naming.names import CATEGORY, Found
from workbench.tokens.grammar import NOUNS, find_head, widen_left
from workbench.tokens.names import compile_terms, find_spans
from workbench.tokens.tree import Span, Tree

_NOMINAL = frozenset({"ROOT", "nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos"})
_AGENT, _DATE, _BESIDE = 3, 3, 1  # a doer or a date outweighs two words beside the noun: judgement


def find_event_nouns(tree: Tree, text: str, entities: Iterable[Entity]) -> list[Found]:
    """Return the event nouns of an article, each given to the event that the words around it point to."""
    events = [entity for entity in entities if entity.type == "event"]
    candidates = _list_candidates(tree, text, events)
    found: list[Found] = []
    for head in sorted(candidates):
        scores = {event.id: _score(tree, text, head, event) for event in candidates[head]}
        entity = _choose(tree, head, scores, found)
        if entity is not None:
            found.append(Found(widen_left(tree, (head, head + 1)), entity, CATEGORY))
    return found


def _list_candidates(tree: Tree, text: str, events: list[Entity]) -> dict[int, list[Entity]]:
    """Return for each noun the events whose roles name it."""
    candidates: dict[int, list[Entity]] = {}
    for event in events:
        single = {role.lower() for role in event.roles if " " not in role}
        heads = [t for t in range(len(tree)) if {tree.lower[t], tree.lemma[t].lower()} & single and _is_noun(tree, t)]
        longer = [role for role in event.roles if " " in role]
        heads += [find_head(tree, span) for span in find_spans(compile_terms(longer, ignore_case=True), text, tree)]
        for head in dict.fromkeys(heads):
            if not _is_modifier(tree, head):
                candidates.setdefault(head, []).append(event)
    return candidates


def _is_noun(tree: Tree, token: int) -> bool:
    """Whether a word is a noun, or is used as one though the tagger calls it an adjective: the offensive."""
    return tree.pos[token] in NOUNS or (tree.pos[token] == "ADJ" and tree.dep[token] in _NOMINAL)


def _is_modifier(tree: Tree, head: int) -> bool:
    """Whether a noun only modifies another: war cabinet, truce talks."""
    return tree.dep[head] in {"compound", "nmod", "npadvmod"} and tree.head[head] > head


def _choose(tree: Tree, head: int, scores: dict[str, int], found: list[Found]) -> str | None:
    """Return the event with most cues in the phrase; without cues the one that the noun named last."""
    best = max(scores.values())
    ahead = [event for event, score in scores.items() if score == best]
    if len(ahead) == 1 and (best > 0 or len(scores) == 1):
        return ahead[0]
    lemma = tree.lemma[head].lower()
    earlier = [item for item in reversed(found) if item.entity in ahead]
    same = [item for item in earlier if tree.lemma[item.span[1] - 1].lower() == lemma]
    return (same or earlier)[0].entity if earlier else None


def _score(tree: Tree, text: str, head: int, event: Entity) -> int:
    """Count the event's cues in the phrase; its doer and its date count more than a word beside it."""
    span = _look_around(tree, head)
    score = sum(_DATE for _ in _match(tree, text, span, event.names))
    for low, high in _match(tree, text, span, event.descriptors):
        token = find_head(tree, (low, high))
        score += _AGENT if _is_agent(tree, token, head) else _BESIDE
    return score


def _look_around(tree: Tree, head: int) -> Span:
    """Return the phrase of a noun with the prepositional phrases right after it, whatever the parser hangs them on."""
    inside = tree.subtree(head, barred=("relcl", "advcl", "conj"))
    first, last = inside[0], inside[-1] + 1
    while last < len(tree) and tree.dep[last] in {"prep", "agent"}:
        if tree.head[last] not in {head, tree.head[head], *range(first, last)}:
            break
        last = max(tree.subtree(last, barred=("relcl", "advcl", "punct"))) + 1
    return first, last


def _match(tree: Tree, text: str, span: Span, terms: Iterable[str]) -> Iterator[Span]:
    pattern = compile_terms(terms, ignore_case=True)
    start, end = tree.offsets(span)
    for low, high in find_spans(pattern, text[:end], tree, first=start):
        if high <= span[1]:
            yield low, high


def _is_agent(tree: Tree, token: int, head: int) -> bool:
    """Whether a word is the owner, the doer after "by", or a direct modifier of the noun."""
    if tree.head[token] == head and tree.dep[token] in {"poss", "amod", "compound", "nmod"}:
        return True
    return tree.lower[tree.head[token]] == "by"
