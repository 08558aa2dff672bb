"""Content in the grammar of a reporting verb: clauses, infinitives, objects, prepositional phrases, and where it ends."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.measures.sources.cues import Candidate, Cue, cue_span, find_cue, find_speaker
from workbench.tokens.grammar import find_whole_phrase, is_finite, is_infinitive
from workbench.tokens.tree import Span, Tree, runs, trim

Reading = tuple[str, tuple[Span, ...], int]  # a rule's name, the pieces of content, the token that heads them

# A clause before its verb is content if at most so many tokens hang behind the verb: judgement, an adverb and a stop.
WORDS_BEHIND = 3
# "as Marn told reporters on Monday": tokens that may hang behind the verb; judgement.
LONGEST_HEARER = 6
# The shortest clause that may end at a new cue: judgement, "that he will" and the like are never cut.
FEWEST_TOKENS = 3
# Comma, conjunction and one word more between two clauses of one content: judgement.
WIDEST_JUNCTION = 3
JUNCTIONS = frozenset({",", "-", "--", "—", "–"})
COMPLEMENTS = ("ccomp", "dobj", "xcomp", "prep")
OBJECT_PREPOSITIONS = frozenset(
    [
        *("for", "as", "in", "on", "about", "over", "against", "of", "toward", "towards"),
        *("regarding", "to", "from", "with", "into", "by"),
    ]
)


def find_clauses(tree: Tree) -> Iterator[Candidate]:
    """Yield one candidate per reporting verb that has content in its own sentence."""
    for token in range(len(tree)):
        cue = find_cue(tree, token)
        if cue:
            yield from _find_at(tree, token, cue)


def _find_at(tree: Tree, verb: int, cue: Cue) -> Iterator[Candidate]:
    for rule, pieces, content_head in _contents(tree, verb, cue):
        if not pieces:
            continue
        subject = find_speaker(tree, verb)
        source = find_whole_phrase(tree, subject, barred=(verb, content_head)) if subject is not None else None
        yield Candidate(
            content=pieces,
            rule=rule,
            cue=cue_span(tree, verb),
            cue_head=verb,
            source=source,
            source_head=subject,
            **cue.labels,
        )
        return


def _contents(tree: Tree, verb: int, cue: Cue) -> Iterator[Reading]:
    for read in READERS:
        yield from read(tree, verb, cue)


def _clause(tree: Tree, verb: int, cue: Cue) -> Iterator[Reading]:
    if not cue.takes("c"):
        return
    for kid in tree.children(verb, "ccomp"):
        if kid > verb:
            yield "clause", tuple(runs(tree, range(*_clause_bounds(tree, verb, kid)))), kid
        elif tree.right[verb] - verb <= WORDS_BEHIND:
            subjects = [tree.left[t] for t in tree.children(verb, "nsubj") if kid < t < verb]
            yield "clause-before", tuple(runs(tree, range(tree.left[kid], min([verb, *subjects])))), kid


def _as_clause(tree: Tree, verb: int, cue: Cue) -> Iterator[Reading]:
    """Yield the main clause of "as Marn said, …"."""
    marks = {tree.lower[kid] for kid in tree.children(verb, "mark")}
    own = tree.children(verb, "ccomp", "xcomp", "acomp", "attr")
    head = tree.head[verb]
    if marks != {"as"} or tree.dep[verb] != "advcl" or own or not cue.takes("c", "q") or cue.level != "core":
        return
    hearers = tree.children(verb, "dobj")
    if (hearers and not cue.hearer) or tree.right[verb] - verb > LONGEST_HEARER:
        return
    yield "as-clause", tuple(runs(tree, set(tree.subtree(head)) - set(tree.subtree(verb)))), head


def _infinitive(tree: Tree, verb: int, cue: Cue) -> Iterator[Reading]:
    for kid in tree.children(verb, "xcomp", "ccomp", "advcl"):
        if kid > verb:
            yield from _verbal(tree, verb, cue, kid)


def _verbal(tree: Tree, verb: int, cue: Cue, kid: int) -> Iterator[Reading]:
    """Yield "denies breaking it", "vowed to stay", "urged residents to leave"."""
    if not is_infinitive(tree, kid):
        if tree.tag[kid] == "VBG" and cue.takes("g") and tree.dep[kid] != "advcl":
            yield "gerund", tuple(runs(tree, range(verb + 1, tree.right[kid] + 1))), kid
        return
    objects = [t for t in tree.children(verb, "dobj") if t < kid]
    if objects and cue.takes("o+i"):
        yield "object-infinitive", tuple(runs(tree, range(tree.left[objects[0]], tree.right[kid] + 1))), kid
    elif cue.takes("o+i") or (cue.takes("i") and tree.dep[kid] != "advcl"):
        yield "infinitive", tuple(runs(tree, range(max(verb + 1, tree.left[kid]), tree.right[kid] + 1))), kid


def _object_phrase(tree: Tree, verb: int, cue: Cue) -> Iterator[Reading]:
    """Yield "accused the council of breaking it"."""
    wanted = cue.prepositions("o+")
    objects = tree.children(verb, "dobj", "nsubjpass")
    for kid in [*tree.children(verb, "prep"), *(k for o in objects for k in tree.children(o, "prep"))]:
        if kid < verb or tree.lower[kid] not in wanted:
            continue
        span = trim(tree, (kid + 1, tree.right[kid] + 1))
        if span and tree.dep[objects[0] if objects else kid] == "dobj":
            span = trim(tree, (tree.left[objects[0]], tree.right[kid] + 1))
        if span:
            yield "object-phrase", (span,), kid


def _object_label(tree: Tree, verb: int, cue: Cue) -> Iterator[Reading]:
    """Yield "called the plan a joke"."""
    if not cue.takes("o+o"):
        return
    for kid in tree.children(verb, "oprd", "ccomp", "xcomp"):
        if kid > verb and (tree.dep[kid] == "oprd" or not is_infinitive(tree, kid)):
            span = trim(tree, (verb + 1, tree.right[kid] + 1))
            if span:
                yield "object-label", (span,), kid


def _preposition(tree: Tree, verb: int, cue: Cue) -> Iterator[Reading]:
    wanted = cue.prepositions("p:")
    for kid in tree.children(verb, "prep"):
        if kid > verb and tree.lower[kid] in wanted:
            span = trim(tree, (kid + 1, tree.right[kid] + 1))
            if span:
                yield "preposition", (span,), kid


def _passive(tree: Tree, verb: int, cue: Cue) -> Iterator[Reading]:
    if not cue.takes("o") or not tree.is_passive(verb):
        return
    for kid in tree.children(verb, "nsubjpass"):
        yield "passive", tuple(runs(tree, range(tree.left[kid], tree.right[kid] + 1))), kid


def _object(tree: Tree, verb: int, cue: Cue) -> Iterator[Reading]:
    if not cue.takes("o"):
        return
    phrase_preposition = cue.lemma.split(" ")[-1] if " " in cue.lemma else ""
    for kid in tree.children(verb, "dobj", "prep"):
        if kid < verb:
            continue
        if tree.dep[kid] == "prep":
            if tree.lower[kid] != phrase_preposition:
                continue
            span = trim(tree, (kid + 1, tree.right[kid] + 1))
        else:
            span = trim(tree, (tree.left[kid], _object_end(tree, verb, kid)))
        if span:
            yield "object", (span,), kid


def _object_end(tree: Tree, verb: int, kid: int) -> int:
    high = tree.right[kid] + 1
    for phrase in tree.children(verb, "prep", "dative", "agent"):
        if tree.left[phrase] == high and tree.lower[phrase] in OBJECT_PREPOSITIONS:
            high = tree.right[phrase] + 1
    return high


READERS = (_clause, _as_clause, _infinitive, _object_phrase, _object_label, _preposition, _passive, _object)


def _clause_bounds(tree: Tree, verb: int, kid: int) -> Span:
    """Token range of a clause that depends on a reporting verb and stands behind it."""
    low, high = _start(tree, verb, kid), tree.right[kid] + 1
    high = _extend(tree, verb, high)
    for token in range(low + FEWEST_TOKENS, high):
        if _new_participle(tree, token) or _new_verb(tree, token, verb):
            return low, _behind_junction(tree, token)
        if _new_clause(tree, token, verb, high) or _new_speaker(tree, token):
            return low, token - (tree.text[token - 1] in JUNCTIONS)
    return low, high


def _start(tree: Tree, verb: int, kid: int) -> int:
    """Return where a clause begins; a lost subject between verb and clause belongs to it, hearer and adverbials do not."""
    low = max(tree.left[kid], verb + 1)
    between = [t for t in tree.kids[verb] if verb < t < low and tree.dep[t] not in {"punct", "neg", "aux"}]
    if low == verb + 1 or tree.lower[low] == "that" or any(tree.dep[t] != "nsubj" for t in between) or not between:
        return low
    return min(tree.left[t] for t in between)


def _behind_junction(tree: Tree, token: int) -> int:
    """Return the end of the words before a new cue: its adverbs, conjunction and comma are left out."""
    while token and (
        tree.text[token - 1] in JUNCTIONS
        or tree.pos[token - 1] in {"CCONJ", "ADV", "SCONJ"}
        or tree.dep[token - 1] in {"aux", "cc"}
    ):
        token -= 1
    return token


def _new_participle(tree: Tree, token: int) -> bool:
    """Whether ", adding that …" starts another statement of the same speaker."""
    if tree.tag[token] != "VBG" or tree.dep[token] not in {"advcl", "conj"}:
        return False
    if tree.children(token, "nsubj", "mark", "aux") or not tree.children(token, *COMPLEMENTS):
        return False
    cue = find_cue(tree, token)
    if cue is None or cue.level != "core":
        return False
    if tree.text[token - 1] in JUNCTIONS:
        return True
    return tree.dep[token] == "advcl" and tree.pos[token - 1] not in {"ADP", "SCONJ"}


def _new_clause(tree: Tree, token: int, verb: int, high: int) -> bool:
    """Whether ", and they left" at the end, in the tense of the cue, is the narrator's next clause."""
    if tree.dep[token] != "cc" or tree.text[token - 1] not in JUNCTIONS:
        return False
    second = [kid for kid in tree.children(tree.head[token], "conj") if kid > token]
    if not second or tree.right[second[0]] + 1 < high - 2 or tree.tag[second[0]] != tree.tag[verb]:
        return False
    return bool(tree.children(second[0], "nsubj", "nsubjpass"))


def _new_speaker(tree: Tree, token: int) -> bool:
    """Whether "and others reported …" starts a statement of another source."""
    if tree.dep[token] != "cc":
        return False
    for kid in tree.children(tree.head[token], "conj"):
        if kid > token and is_finite(tree, kid) and tree.children(kid, "nsubj") and tree.children(kid, "ccomp", "dobj"):
            cue = find_cue(tree, kid)
            return cue is not None and cue.level == "core" and tree.left[kid] == token + 1
    return False


def _new_verb(tree: Tree, token: int, verb: int) -> bool:
    """Whether "and said …" within the clause is the outer speaker's next statement."""
    if not is_finite(tree, token) or tree.tag[token] != tree.tag[verb] or tree.dep[token] != "conj":
        return False
    if tree.children(token, "nsubj", "nsubjpass", "mark"):
        return False
    cue = find_cue(tree, token)
    return cue is not None and cue.level == "core" and bool(tree.children(token, *COMPLEMENTS))


def _extend(tree: Tree, verb: int, high: int) -> int:
    """Return the end of a coordinated clause with a subject of its own that the parser hung on the cue."""
    for kid in tree.children(verb, "conj"):
        subjects = tree.children(kid, "nsubj", "nsubjpass")
        gap = range(high, tree.left[kid])
        if not subjects or kid < high or find_cue(tree, kid) is not None:
            continue
        if len(gap) <= WIDEST_JUNCTION and all(tree.is_punct(t) or tree.dep[t] == "cc" for t in gap):
            high = tree.right[kid] + 1
    return _extend_conjunction(tree, high)


def _extend_conjunction(tree: Tree, high: int) -> int:
    """Return the end of ", but that …" or "and because …" behind a clause, which the parser may have lost."""
    token = high
    while token < len(tree) and tree.is_punct(token) and tree.sentence[token] == tree.sentence[high - 1]:
        token += 1
    if token + 1 >= len(tree) or tree.dep[token] != "cc" or tree.lower[token + 1] not in {"that", "because"}:
        return high
    while token < len(tree) and tree.sentence[token] == tree.sentence[high - 1] and tree.text[token] != ";":
        token += 1
    return token
