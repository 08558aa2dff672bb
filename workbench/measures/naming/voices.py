"""Whose words a label is: the narrator's, a speaker's in quotation, in paraphrase, or presupposed within paraphrase."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

import pandas as pd

from workbench.lexicons.word_lists import list_verbs, read_word_list
from workbench.measures.naming.names import DESCRIPTOR, NAME, Found
from workbench.tokens.grammar import find_determiner, find_head
from workbench.tokens.tree import Tree

PRESUPPOSED = "presupposed"
_ACCUSATIONS = list_verbs("accuses") | {"indict"}  # which reports no words, and so is no reporting verb
_ASSERTED = frozenset({"attr", "oprd", "acomp"})
_CLAUSES = frozenset({"relcl", "appos"})


def mark_paraphrase(tree: Tree, contents: Iterable[Any]) -> list[str]:
    """Return the voice of every token; within attributed content what the tokens call narration is paraphrase."""
    voices = [voice or "narrator" for voice in tree.voice]
    told = "paraphrase" in voices
    for row in contents:
        inside = [] if told or row.level != "core" else range(*tree.tokens_between(row.start, row.end))
        for token in [*inside, *_continue_accusation(tree, row)]:
            if voices[token] == "narrator":
                voices[token] = "paraphrase"
    return voices


def _continue_accusation(tree: Tree, row: Any) -> list[int]:
    """Return the phrases after the content of an accusation that tell what it is of: of involvement, in the attack."""
    if row.cue_lemma not in _ACCUSATIONS or pd.isna(row.cue_start):
        return []
    cue = tree.tokens_between(int(row.cue_start), int(row.cue_end))[0]
    first, end = tree.tokens_between(row.start, row.end)
    goes_on = end < len(tree) and tree.dep[end] == "prep" and (tree.head[end] == cue or first <= tree.head[end] < end)
    return tree.subtree(end) if goes_on else []


def find_unvouched(tree: Tree, contents: Iterable[Any]) -> set[int]:
    """Return tokens of a sentence that ends in "according to ..." outside the relative clause that holds its figure.

    What a source after the sentence vouches for is the figure; the words that lead up to it are the writer's.
    """
    found: set[int] = set()
    for row in contents:
        if not str(row.cue_lemma).startswith("accord") or pd.isna(row.cue_start) or row.cue_start < row.end:
            continue
        inside = range(*tree.tokens_between(row.start, row.end))
        clauses = [tree.subtree(token) for token in inside if tree.dep[token] == "relcl"]
        counted = [clause for clause in clauses if any(tree.pos[token] == "NUM" for token in clause)]
        if counted:
            found |= set(inside) - set(counted[-1])
    return found


def choose_voice(tree: Tree, item: Found, *, voices: list[str], unvouched: set[int]) -> str:
    """Return the voice of a mention.

    Within paraphrase, what the speaker is reported to *say of* something stays paraphrase: the predicate of the content
    ("said the raid was a massacre"), or an indefinite that the content introduces ("warned of an offensive"). A label
    that only picks out what is talked about is presupposed: definite or possessive ("denounced the terrorist attack"),
    relational ("the Front-run ministry"), in apposition or in a relative clause, or where the governing word takes it
    for granted ("took part in a fierce onslaught", "after an onslaught"), or where a source after the sentence vouches
    for its figure only.
    """
    head = find_head(tree, item.span)
    voice = voices[head]
    if voice != "paraphrase" or item.form == NAME:
        return voice
    return PRESUPPOSED if head in unvouched or _is_presupposed(tree, head, item.form) else voice


def _is_presupposed(tree: Tree, head: int, form: str) -> bool:
    if form == DESCRIPTOR:
        return True
    noun = _noun_above(tree, head)
    if tree.dep[noun] in _ASSERTED or (tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] == "as"):
        return False
    if find_determiner(tree, noun) in {"definite", "possessive"} or noun != head:
        return True
    if tree.dep[noun] in _CLAUSES or any(tree.dep[above] == "relcl" for above in tree.ancestors(noun)):
        return True
    return _is_taken_for_granted(tree, noun) or _is_dated(tree, noun)


def _noun_above(tree: Tree, head: int) -> int:
    """Return the noun whose phrase a title or compound belongs to."""
    for _ in range(len(tree)):
        if tree.dep[head] not in {"compound", "nmod", "amod", "npadvmod"} or tree.head[head] <= head:
            return head
        head = tree.head[head]
    return head


def _is_taken_for_granted(tree: Tree, noun: int) -> bool:
    above = tree.head[noun]
    if tree.dep[noun] == "dobj":
        return tree.lemma[above].lower() in _list_presupposing("verb")
    if tree.dep[noun] != "pobj":
        return False
    governor = tree.head[above]
    nouns = [governor, *tree.children(governor, "dobj")]
    return (
        tree.lower[above] in _list_presupposing("preposition")
        or tree.lemma[governor].lower() in _list_presupposing("verb")
        or any(tree.lemma[word].lower() in _list_presupposing("noun") for word in nouns if word != noun)
    )


def _is_dated(tree: Tree, noun: int) -> bool:
    """Whether a day or its doer anchors the noun as something known: an onslaught by X on 7 October."""
    return any(
        tree.ent_type[kid] == "DATE" and tree.lower[prep] == "on"
        for prep in tree.children(noun, "prep")
        for kid in tree.children(prep, "pobj")
    )


@cache
def _list_presupposing(kind: str) -> set[str]:
    """Return the prepositions, nouns or verbs whose complement is taken for granted."""
    return {row["term"] for row in read_word_list("naming/presupposing") if row["kind"] == kind}
