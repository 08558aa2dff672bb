"""Where the content of a clause ends: before the next cue of the same speaker, behind a coordinated clause."""

from __future__ import annotations

from workbench.measures.sources.cues import find_cue
from workbench.tokens.tree import Span, Tree

FINITE = frozenset({"VBD", "VBZ", "VBP"})
JUNCTIONS = frozenset({",", "-", "--", "—", "–"})
WIDEST_JUNCTION = 3
COMPLEMENTS = ("ccomp", "dobj", "xcomp", "prep")


def clause_bounds(tree: Tree, verb: int, kid: int) -> Span:
    """Token range of a clause that depends on a reporting verb and stands behind it."""
    low, high = _start(tree, verb, kid), tree.right[kid] + 1
    high = _extend(tree, verb, high)
    for token in range(low + 3, high):
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
        if (
            kid > token
            and tree.tag[kid] in FINITE
            and tree.children(kid, "nsubj")
            and tree.children(kid, "ccomp", "dobj")
        ):
            cue = find_cue(tree, kid)
            return cue is not None and cue.level == "core" and tree.left[kid] == token + 1
    return False


def _new_verb(tree: Tree, token: int, verb: int) -> bool:
    """Whether "and said …" within the clause is the outer speaker's next statement."""
    if tree.tag[token] not in FINITE or tree.tag[token] != tree.tag[verb] or tree.dep[token] != "conj":
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
