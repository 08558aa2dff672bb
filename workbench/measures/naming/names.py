"""Proper names of configured entities, relational descriptors made of them ("-run", "-backed"), and the nouns that name events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from workbench.corpus.config import Entity
from workbench.lexicons import word_lists
from workbench.tokens.grammar import NOUNS, find_head, widen_left
from workbench.tokens.names import compile_terms, find_spans, initials
from workbench.tokens.tree import Span, Tree

NAME, ROLE, CATEGORY, DESCRIPTOR = FORMS = ("name", "role", "category", "descriptor")
_WHOLE_NAMES = frozenset({"ORG", "FAC", "WORK_OF_ART", "LAW", "PRODUCT"})
_LEAST_CAPITALS = 4  # letters; shorter names in capitals are other words ("US", "IT"). Judgement
_NOMINAL = frozenset({"ROOT", "nsubj", "nsubjpass", "dobj", "pobj", "conj", "appos"})
_AGENT, _DATE, _BESIDE = 3, 3, 1  # a doer or a date outweighs two words beside the noun: judgement


@dataclass(frozen=True)
class Found:
    """A referring expression: its tokens, whom it names, and how."""

    span: Span
    entity: str
    form: str


def find_names(tree: Tree, text: str, entities: Iterable[Entity]) -> list[Found]:
    """Return the proper names and relational descriptors of the entities, the longest where two overlap."""
    found = [item for entity in entities for item in _find_entity(tree, text, entity)]
    return keep_longest(found)


def keep_longest(found: Iterable[Found]) -> list[Found]:
    """Return the findings in text order; where two overlap the longer stays, of equals the first."""
    kept: list[Found] = []
    for item in sorted(found, key=lambda item: item.span[0] - item.span[1]):
        if all(item.span[1] <= other.span[0] or other.span[1] <= item.span[0] for other in kept):
            kept.append(item)
    return sorted(kept, key=lambda item: item.span)


def _find_entity(tree: Tree, text: str, entity: Entity) -> Iterator[Found]:
    names = list(entity.names) or ([entity.label] if entity.type == "actor" else [])
    listed = list(find_spans(compile_terms(_spell_variants(names), ignore_case=False), text, tree))
    listed = [span for span in listed if not _is_part_of_name(tree, span)]
    aliases = [] if entity.type == "event" else _list_aliases(tree, text, names, listed)
    known = find_spans(compile_terms(aliases, ignore_case=False), text, tree)
    listed += [span for span in known if not _is_part_of_name(tree, span) and not _is_other_person(tree, span, names)]
    for span in listed:
        related = _find_relation(tree, text, span)
        yield Found(related or span, entity.id, DESCRIPTOR if related else NAME)


def _spell_variants(names: Iterable[str]) -> list[str]:
    """Add the spelling in capitals, as headlines and wire copy have it, to names long enough."""
    names = list(names)
    return names + [name.upper() for name in names if len(name) >= _LEAST_CAPITALS]


def _list_aliases(tree: Tree, text: str, names: list[str], listed: list[Span]) -> list[str]:
    """Return the surname of a name that the parser takes for a person's, and its initials where the text has them."""
    aliases = [initials(name) for name in names if _is_bracketed(initials(name), text)]
    whole = [span for span in listed if span[1] - span[0] > 1]
    return aliases + [word for span in whole for word in _list_short_names(tree, span) if word not in names]


def _is_bracketed(short: str, text: str) -> bool:
    """Whether the text gives initials in brackets, as it does where it introduces them."""
    return len(short) > 1 and re.search(rf"\(\s*{re.escape(short)}\s*\)", text) is not None


def _list_short_names(tree: Tree, span: Span) -> Iterator[str]:
    """Yield the surname and the first name of a full name, where the parser takes either for a person's by itself."""
    first, last = tree.text[span[0]], tree.text[span[1] - 1]
    alone = [t for t in range(len(tree)) if tree.text[t] in {first, last} and not span[0] <= t < span[1]]
    persons = {tree.text[t] for t in alone if tree.ent_type[t] == "PERSON"}
    if tree.ent_type[span[1] - 1] == "PERSON" or last in persons:
        yield last
        if any(tree.text[t] == first and _stands_alone(tree, t) for t in alone):
            yield first


def _stands_alone(tree: Tree, token: int) -> bool:
    """Whether a first name is used as the whole name of a person."""
    beside = [other for other in (token - 1, token + 1) if 0 <= other < len(tree)]
    return tree.ent_type[token] == "PERSON" and all(tree.pos[other] != "PROPN" for other in beside)


def _is_part_of_name(tree: Tree, span: Span) -> bool:
    """Whether the words are only the beginning of a longer proper name: Marn Foundation, Osmere Harbour Guard."""
    last, after = span[1] - 1, span[1]
    if _begins_before(tree, span) or (after < len(tree) and tree.lower[after] == "family"):
        return True
    if after >= len(tree) or tree.pos[after] != "PROPN" or tree.ent_type[last] not in _WHOLE_NAMES:
        return False
    same = tree.ent_iob[after] == "I" and tree.ent_type[after] == tree.ent_type[last]
    return same and tree.dep[last] == "compound" and tree.head[last] >= after


def _begins_before(tree: Tree, span: Span) -> bool:
    """Whether an organisation's name begins before the words: Royal Bank."""
    before = span[0] - 1
    if before < 0 or tree.ent_iob[span[0]] != "I" or word_lists.is_short_title(tree.text[before]):
        return False
    joined = tree.dep[before] == "compound" and span[0] <= tree.head[before] < span[1]
    return joined and tree.pos[before] == "PROPN" and tree.ent_type[before] == tree.ent_type[span[0]] == "ORG"


def _is_other_person(tree: Tree, span: Span, names: list[str]) -> bool:
    """Whether a surname belongs to somebody else: another first name before it, or another surname behind it."""
    own = {word for name in names for word in name.split()}
    before, after = span[0] - 1, span[1]
    goes_on = after < len(tree) and tree.pos[after] == "PROPN" and tree.ent_type[after] == "PERSON"
    if goes_on and tree.ent_type[span[0]] == "PERSON" and tree.text[after] not in own:
        return True
    if before < 0 or tree.sentence[before] != tree.sentence[span[0]] or tree.text[before] in own:
        return False
    return _is_first_name(tree, before)


def _is_first_name(tree: Tree, token: int) -> bool:
    if tree.pos[token] != "PROPN" or tree.ent_type[token] != "PERSON":
        return False
    return not word_lists.is_short_title(tree.text[token]) and tree.lower[token] not in word_lists.load_families()


def _find_relation(tree: Tree, text: str, span: Span) -> Span | None:
    """Return the range with the participle joined by a hyphen, if there is one."""
    low, high = span
    text_end = tree.end[high - 1]
    inside = re.search(r"-(\w+)$", tree.text[high - 1])
    if inside and inside[1].lower() in _list_relations():
        return span
    joined = re.match(r"\s?-\s?(\w+)", text[text_end : text_end + 30])
    if not joined or joined[1].lower() not in _list_relations():
        return None
    return low, tree.tokens_between(tree.start[low], text_end + joined.end())[1]


@cache
def _list_relations() -> set[str]:
    """Return the participles of relational descriptors: run, controlled, backed."""
    return {row["term"] for row in word_lists.read_word_list("naming/relations")}


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
