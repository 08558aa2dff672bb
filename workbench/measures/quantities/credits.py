"""Who is credited with a figure, with which descriptor, and in which voice it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.measures.quantities.described import name_source
from workbench.measures.quantities.figures import Figure
from workbench.tokens.tree import Tree

_REFUSALS = frozenset({"reject", "dismiss", "decline", "refuse", "turn down", "rule out", "deny", "oppose"})
_RELATIVES = frozenset({"which", "where", "whose", "who", "whom"})
_OBJECTS = ("dobj", "obj", "dative", "nsubjpass")


@dataclass(frozen=True)
class Credit:
    """The source named for a figure, None where none is; and the attribution that carries it."""

    source: str | None = None
    descriptor: str | None = None
    attribution_id: int | None = None
    voice: str = "narrator"


def group_attributions(attributions: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the rows of the attributions table by article."""
    return {
        str(article_id): list(rows.itertuples(index=False))
        for article_id, rows in attributions.groupby("article_id", sort=True)
    }


def credit_figure(figure: Figure, attributions: Iterable, *, aliases: Mapping[str, str]) -> Credit:
    """Return the innermost attribution that vouches for a figure.

    A figure in a background clause about a name ("Callow, where thousands have fled, he said") is the writer's own,
    so nobody is credited. Who rejects a proposal is not credited with the figures in it.
    """
    tree, voice = figure.tree, figure.tree.voice[figure.head]
    around = [row for row in attributions if row.start <= tree.start[figure.first] and tree.end[figure.last] <= row.end]
    aside = None if voice == "quotation" else _find_background(figure)
    vouching = [row for row in around if row.cue_lemma not in _REFUSALS]
    vouching = vouching or [row for row in attributions if _governs(figure, row) or _accords(figure, row)]
    if aside is not None:
        vouching = [row for row in vouching if _trails(row) or row.start >= tree.start[aside]]
    if voice == "narrator" and (vouching or any(row.level == "core" for row in around)):
        voice = "paraphrase"
    if not vouching:
        return Credit(voice=voice)
    named = [row for row in vouching if isinstance(row.source_text, str)]
    row = min(named or vouching, key=lambda row: (row.end - row.start, row.attribution_id))
    source, descriptor = name_source(tree, row)
    return Credit(aliases.get(source, source), descriptor, int(row.attribution_id), voice)


def _trails(row: Any) -> bool:
    """Whether the source comes after what it vouches for, so that it covers the whole sentence."""
    lemma = row.cue_lemma if isinstance(row.cue_lemma, str) else ""
    return lemma.startswith("accord") or bool(not pd.isna(row.cue_start) and row.cue_start >= row.end)


def _accords(figure: Figure, row: Any) -> bool:
    """Whether "according to" stands in the sentence of the figure."""
    if not (isinstance(row.cue_lemma, str) and row.cue_lemma.startswith("accord")) or pd.isna(row.cue_start):
        return False
    return _same_sentence(figure.tree, figure.first, int(row.cue_start))


def _same_sentence(tree: Tree, token: int, offset: int) -> bool:
    at = tree.tokens_between(offset, offset + 1)[0]
    return at < len(tree) and tree.sentence[at] == tree.sentence[token]


def _governs(figure: Figure, row: Any) -> bool:
    """Whether the figure is (part of) what the cue acts on: "accused 12 employees"."""
    if pd.isna(row.cue_start) or row.cue_lemma in _REFUSALS:
        return False
    tree = figure.tree
    first, last = tree.tokens_between(int(row.cue_start), int(row.cue_end))
    if not _same_sentence(tree, figure.first, int(row.cue_start)):
        return False
    objects = (
        [kid for cue in range(first, last) for kid in tree.children(cue, *_OBJECTS)] if row.level == "core" else []
    )
    objects += [kid for cue in range(first, last) for kid in tree.children(cue, "advcl") if _takes_up(tree, kid)]
    return any(figure.head in tree.subtree(kid, barred=("relcl", "advcl")) for kid in objects)


def _takes_up(tree: Tree, verb: int) -> bool:
    """Whether a clause goes on about the object before it: "three phases, each lasting 45 days"."""
    return any(tree.lower[kid] in {"each", "both", "all"} for kid in tree.children(verb, "nsubj", "nsubjpass"))


def _find_background(figure: Figure) -> int | None:
    """Return where a relative clause about a name opens around the figure: what it tells is known anyway."""
    tree = figure.tree
    for token in [figure.head, *tree.ancestors(figure.head)]:
        if tree.dep[token] in {"relcl", "advcl"}:
            opening = _find_opening(tree, token)
            if opening is not None:
                return None if _of_whom(tree, token) else opening
    return None


def _find_opening(tree: Tree, verb: int) -> int | None:
    """Return the relative word of a clause whose antecedent is, or ends in, a name."""
    first = min(tree.subtree(verb))
    opening = next((word for word in range(first, verb) if tree.lower[word] in _RELATIVES), None)
    if opening is None:
        return None
    before = [word for word in range(max(0, opening - 3), opening) if tree.pos[word] not in {"PUNCT", "ADP"}]
    about = [tree.head[verb], *before[-1:]] if tree.dep[verb] == "relcl" else before[-1:]
    about += [kid for prep in tree.children(tree.head[verb], "prep") for kid in tree.children(prep, "pobj")]
    return opening if any(tree.pos[word] == "PROPN" for word in about) else None


def _of_whom(tree: Tree, verb: int) -> bool:
    """Whether the clause goes on about people just counted: 132 remain, of whom 29 ..."""
    return any(tree.lower[word] in {"whom", "which"} and tree.lower[word - 1] == "of" for word in tree.subtree(verb))
