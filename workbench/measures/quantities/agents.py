"""The doer of an act and the time a figure covers, as the sentence words them."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.measures.quantities.deeds import VERBS, Deed
from workbench.measures.quantities.figures import Figure
from workbench.measures.quantities.terms import time_words
from workbench.measures.quantities.units import NOUNS
from workbench.tokens.tree import Tree

_INTRANSITIVE = frozenset({"died", "fled", "missing", "starving", "left", "drowned", "sought refuge", "sheltering"})
_OUTER = ("relcl", "advcl", "acl", "punct", "cc", "appos")
_WIDE = frozenset({"since", "over", "during", "within", "so far"})
_CLOSE = ("since", "over", "during", "within", "between", "in", "for", "until", "on", "after", "so far", "")


def find_agent(tree: Tree, deed: Deed | None) -> str | None:
    """Return who or what the wording makes the doer of an act, or None where it names none."""
    if deed is None or not deed.kind or deed.act in _INTRANSITIVE:
        return None
    token = deed.token
    by = [
        kid
        for agent in tree.children(token, "agent", "prep")
        if tree.lower[agent] == "by"
        for kid in tree.children(agent, "pobj")
    ]
    if by:
        return _phrase(tree, by[0])
    if tree.pos[token] not in VERBS or tree.is_passive(token):
        return None
    subject = _find_subject(tree, token)
    return None if subject is None else _phrase(tree, subject)


def _find_subject(tree: Tree, verb: int) -> int | None:
    for _ in range(4):
        subjects = tree.children(verb, "nsubj")
        if subjects:
            if tree.tag[subjects[0]] in {"WDT", "WP"} and tree.dep[verb] == "relcl":
                return tree.head[verb]
            return subjects[0]
        if tree.dep[verb] not in {"conj", "xcomp"} or tree.is_passive(tree.head[verb]):
            return None
        verb = tree.head[verb]
    return None


def _phrase(tree: Tree, noun: int) -> str:
    """Return a noun phrase without its clauses, with what it is joined to on its left."""
    if tree.dep[noun] == "conj" and tree.pos[tree.head[noun]] in NOUNS:
        first = tree.subtree(tree.head[noun], barred=_OUTER)[0]
    else:
        first = tree.subtree(noun, barred=_OUTER)[0]
    kept = [token for token in tree.subtree(noun, barred=_OUTER) if token >= first]
    last = noun
    for token in kept:
        if token > noun and token == last + 1:
            last = token
    return tree.string((min(first, noun), last + 1))


def find_window(figure: Figure, deed: Deed | None) -> str | None:
    """Return the time a figure covers as the sentence words it, or None.

    A day stands with its own verb; "since ..." and "in the past ..." reach down from the verbs above.
    """
    tree = figure.tree
    near = [figure.head, tree.head[figure.head], *([] if deed is None else [deed.token])]
    far = [above for place in near for above in tree.ancestors(place)]
    found = [window for place in dict.fromkeys(near) for window in _list_windows(tree, place)]
    found += [window for place in dict.fromkeys(far) for window in _list_windows(tree, place) if window[0] in _WIDE]
    found = [window for window in found if not window[1] <= figure.head < window[2]]
    if not found:
        return None
    _, first, last = min(found, key=lambda window: (_CLOSE.index(window[0]), window[1]))
    return tree.string((first, last)).strip(" ,;")


def _list_windows(tree: Tree, place: int) -> Iterator[tuple[str, int, int]]:
    for kid in tree.children(place, "prep", "npadvmod", "advmod"):
        tokens = tree.subtree(kid, barred=("relcl", "advcl"))
        heads = tree.children(kid, "pobj", "pcomp") if tree.dep[kid] == "prep" else [kid]
        if tree.dep[kid] != "advmod" and tree.lower[kid] in _CLOSE and any(_is_time(tree, head) for head in heads):
            yield tree.lower[kid], tokens[0], tokens[-1] + 1
        elif tree.dep[kid] == "npadvmod" and _is_time(tree, kid):
            yield "", tokens[0], tokens[-1] + 1
        elif tree.lower[kid] == "far" and kid and tree.lower[kid - 1] == "so":
            yield "so far", kid - 1, kid + 1


def _is_time(tree: Tree, head: int) -> bool:
    words = {*time_words().split("|"), "start", "beginning", "outbreak", "end", "then", "now"}
    return tree.ent_type[head] in {"DATE", "TIME"} or tree.lemma[head].lower() in words
