"""Where the content of a clause ends: before the next cue of the same speaker, behind a coordinated clause."""

from __future__ import annotations

from workbench.measures.sources.cues import find_cue
from workbench.measures.sources.parse import Parse, Span

FINITE = frozenset({"VBD", "VBZ", "VBP"})
JUNCTIONS = frozenset({",", "-", "--", "—", "–"})
WIDEST_JUNCTION = 3
COMPLEMENTS = ("ccomp", "dobj", "xcomp", "prep")


def clause_bounds(parse: Parse, verb: int, kid: int) -> Span:
    """Token range of a clause that depends on a reporting verb and stands behind it."""
    low, high = _start(parse, verb, kid), parse.right[kid] + 1
    high = _extend(parse, verb, high)
    for token in range(low + 3, high):
        if _new_participle(parse, token) or _new_verb(parse, token, verb):
            return low, _behind_junction(parse, token)
        if _new_clause(parse, token, verb, high) or _new_speaker(parse, token):
            return low, token - (parse.word[token - 1] in JUNCTIONS)
    return low, high


def _start(parse: Parse, verb: int, kid: int) -> int:
    """Return where a clause begins; a lost subject between verb and clause belongs to it, hearer and adverbials do not."""
    low = max(parse.left[kid], verb + 1)
    between = [t for t in parse.kids[verb] if verb < t < low and parse.dep[t] not in {"punct", "neg", "aux"}]
    if low == verb + 1 or parse.lower[low] == "that" or any(parse.dep[t] != "nsubj" for t in between) or not between:
        return low
    return min(parse.left[t] for t in between)


def _behind_junction(parse: Parse, token: int) -> int:
    """Return the end of the words before a new cue: its adverbs, conjunction and comma are left out."""
    while token and (
        parse.word[token - 1] in JUNCTIONS
        or parse.pos[token - 1] in {"CCONJ", "ADV", "SCONJ"}
        or parse.dep[token - 1] in {"aux", "cc"}
    ):
        token -= 1
    return token


def _new_participle(parse: Parse, token: int) -> bool:
    """Whether ", adding that …" starts another statement of the same speaker."""
    if parse.tag[token] != "VBG" or parse.dep[token] not in {"advcl", "conj"}:
        return False
    if parse.children(token, "nsubj", "mark", "aux") or not parse.children(token, *COMPLEMENTS):
        return False
    cue = find_cue(parse, token)
    if cue is None or cue.level != "core":
        return False
    if parse.word[token - 1] in JUNCTIONS:
        return True
    return parse.dep[token] == "advcl" and parse.pos[token - 1] not in {"ADP", "SCONJ"}


def _new_clause(parse: Parse, token: int, verb: int, high: int) -> bool:
    """Whether ", and they left" at the end, in the tense of the cue, is the narrator's next clause."""
    if parse.dep[token] != "cc" or parse.word[token - 1] not in JUNCTIONS:
        return False
    second = [kid for kid in parse.children(parse.head[token], "conj") if kid > token]
    if not second or parse.right[second[0]] + 1 < high - 2 or parse.tag[second[0]] != parse.tag[verb]:
        return False
    return bool(parse.children(second[0], "nsubj", "nsubjpass"))


def _new_speaker(parse: Parse, token: int) -> bool:
    """Whether "and others reported …" starts a statement of another source."""
    if parse.dep[token] != "cc":
        return False
    for kid in parse.children(parse.head[token], "conj"):
        if (
            kid > token
            and parse.tag[kid] in FINITE
            and parse.children(kid, "nsubj")
            and parse.children(kid, "ccomp", "dobj")
        ):
            cue = find_cue(parse, kid)
            return cue is not None and cue.level == "core" and parse.left[kid] == token + 1
    return False


def _new_verb(parse: Parse, token: int, verb: int) -> bool:
    """Whether "and said …" within the clause is the outer speaker's next statement."""
    if parse.tag[token] not in FINITE or parse.tag[token] != parse.tag[verb] or parse.dep[token] != "conj":
        return False
    if parse.children(token, "nsubj", "nsubjpass", "mark"):
        return False
    cue = find_cue(parse, token)
    return cue is not None and cue.level == "core" and bool(parse.children(token, *COMPLEMENTS))


def _extend(parse: Parse, verb: int, high: int) -> int:
    """Return the end of a coordinated clause with a subject of its own that the parser hung on the cue."""
    for kid in parse.children(verb, "conj"):
        subjects = parse.children(kid, "nsubj", "nsubjpass")
        gap = range(high, parse.left[kid])
        if not subjects or kid < high or find_cue(parse, kid) is not None:
            continue
        if len(gap) <= WIDEST_JUNCTION and all(parse.is_punct(t) or parse.dep[t] == "cc" for t in gap):
            high = parse.right[kid] + 1
    return _extend_conjunction(parse, high)


def _extend_conjunction(parse: Parse, high: int) -> int:
    """Return the end of ", but that …" or "and because …" behind a clause, which the parser may have lost."""
    token = high
    while token < len(parse) and parse.is_punct(token) and parse.sent[token] == parse.sent[high - 1]:
        token += 1
    if token + 1 >= len(parse) or parse.dep[token] != "cc" or parse.lower[token + 1] not in {"that", "because"}:
        return high
    while token < len(parse) and parse.sent[token] == parse.sent[high - 1] and parse.word[token] != ";":
        token += 1
    return token
