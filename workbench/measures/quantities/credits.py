"""Who is credited with a figure, with which descriptor, and in which voice it stands."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.lexicons.word_lists import list_verbs
from workbench.measures.quantities.qualifiers import Quantity
from workbench.tokens import grammar
from workbench.tokens.tree import Span, Tree

_REFUSALS = list_verbs("refuses")
_RELATIVES = frozenset({"which", "where", "whose", "who", "whom"})
_DROPPED = frozenset({"the", "a", "an", "its", "their", "his", "her", "'s", "’s"})
_BETWEEN = 3  # judgement: tokens before a relative word in which the name it is about is looked for: "Callow, in which"
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


def credit_quantity(quantity: Quantity, attributions: Iterable, *, aliases: Mapping[str, str]) -> Credit:
    """Return the innermost attribution that vouches for a figure.

    A figure in a background clause about a name ("Callow, where thousands have fled, he said") is the writer's own,
    so nobody is credited. Who rejects a proposal is not credited with the figures in it.
    """
    tree, rows = quantity.tree, list(attributions)
    start, end = tree.start[quantity.first], tree.end[quantity.last]
    around = [row for row in rows if row.start <= start and end <= row.end]
    vouching = [row for row in around if row.cue_lemma not in _REFUSALS]
    vouching = vouching or [row for row in rows if _governs(quantity, row) or _accords(quantity, row)]
    voice = tree.voice[quantity.head]
    if voice != "quotation":
        vouching = _drop_outside_background(quantity, vouching)
        voice = _name_voice(voice, vouching, around)
    return _name_innermost(tree, vouching, voice, aliases) if vouching else Credit(voice=voice)


def _name_voice(voice: str, vouching: list, around: list) -> str:
    """Return paraphrase for words of the narrator that somebody vouches for, or is said to say or deny."""
    reported = vouching or any(row.level == "core" for row in around)
    return "paraphrase" if voice == "narrator" and reported else voice


def _drop_outside_background(quantity: Quantity, rows: list) -> list:
    """Leave out who speaks around, not inside, a background clause that holds the figure; who comes after it stays."""
    opening = _find_background(quantity)
    if opening is None:
        return rows
    return [row for row in rows if _trails(row) or row.start >= quantity.tree.start[opening]]


def _name_innermost(tree: Tree, rows: list, voice: str, aliases: Mapping[str, str]) -> Credit:
    named = [row for row in rows if isinstance(row.source_text, str)]
    row = min(named or rows, key=lambda row: (row.end - row.start, row.attribution_id))
    source, descriptor = name_source(tree, row)
    return Credit(aliases.get(source, source), descriptor, int(row.attribution_id), voice)


def _trails(row: Any) -> bool:
    """Whether the source comes after what it vouches for, so that it covers the whole sentence."""
    lemma = row.cue_lemma if isinstance(row.cue_lemma, str) else ""
    return lemma.startswith("accord") or bool(not pd.isna(row.cue_start) and row.cue_start >= row.end)


def _accords(quantity: Quantity, row: Any) -> bool:
    """Whether "according to" stands in the sentence of the figure."""
    if not (isinstance(row.cue_lemma, str) and row.cue_lemma.startswith("accord")) or pd.isna(row.cue_start):
        return False
    return _same_sentence(quantity.tree, quantity.first, int(row.cue_start))


def _same_sentence(tree: Tree, token: int, offset: int) -> bool:
    at = tree.tokens_between(offset, offset + 1)[0]
    return at < len(tree) and tree.sentence[at] == tree.sentence[token]


def _governs(quantity: Quantity, row: Any) -> bool:
    """Whether the figure is (part of) what the cue acts on: "accused 12 employees"."""
    if pd.isna(row.cue_start) or row.cue_lemma in _REFUSALS:
        return False
    tree = quantity.tree
    first, last = tree.tokens_between(int(row.cue_start), int(row.cue_end))
    if not _same_sentence(tree, quantity.first, int(row.cue_start)):
        return False
    objects = (
        [kid for cue in range(first, last) for kid in tree.children(cue, *_OBJECTS)] if row.level == "core" else []
    )
    objects += [kid for cue in range(first, last) for kid in tree.children(cue, "advcl") if _takes_up(tree, kid)]
    return any(quantity.head in tree.subtree(kid, barred=("relcl", "advcl")) for kid in objects)


def _takes_up(tree: Tree, verb: int) -> bool:
    """Whether a clause goes on about the object before it: "three phases, each lasting 45 days"."""
    return any(tree.lower[kid] in {"each", "both", "all"} for kid in tree.children(verb, "nsubj", "nsubjpass"))


def _find_background(quantity: Quantity) -> int | None:
    """Return where a relative clause about a name opens around the figure: what it tells is known anyway."""
    tree = quantity.tree
    for token in [quantity.head, *tree.ancestors(quantity.head)]:
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
    before = [word for word in range(max(0, opening - _BETWEEN), opening) if tree.pos[word] not in {"PUNCT", "ADP"}]
    about = [tree.head[verb], *before[-1:]] if tree.dep[verb] == "relcl" else before[-1:]
    about += [kid for prep in tree.children(tree.head[verb], "prep") for kid in tree.children(prep, "pobj")]
    return opening if any(tree.pos[word] == "PROPN" for word in about) else None


def _of_whom(tree: Tree, verb: int) -> bool:
    """Whether the clause goes on about people just counted: 132 remain, of whom 29 ..."""
    return any(tree.lower[word] in {"whom", "which"} and tree.lower[word - 1] == "of" for word in tree.subtree(verb))


# The source in words: name and descriptor ------------------------------------------------------------------------------


def name_source(tree: Tree, row: Any) -> tuple[str | None, str | None]:
    """Return the name of a source and its descriptor, None where the descriptor only repeats the name."""
    name, descriptor, words = (_read_text(cell) for cell in (row.source_name, row.descriptor, row.source_text))
    if words is not None and not pd.isna(row.source_start):
        span = tree.tokens_between(int(row.source_start), int(row.source_end))
        name, descriptor = _fill_from_words(tree, span, words, name=name, descriptor=descriptor)
    repeated = name is not None and descriptor is not None and name.casefold() == descriptor.casefold()
    return name, None if repeated else descriptor


def _read_text(cell: Any) -> str | None:
    return " ".join(cell.split()) if isinstance(cell, str) else None


def _fill_from_words(
    tree: Tree, span: Span, words: str, *, name: str | None, descriptor: str | None
) -> tuple[str | None, str | None]:
    """Take what the attribution does not tell of name and descriptor from the words of the source.

    Without a name of its own, the name is the noun with its compounds, and the descriptor what else modifies it. Where
    the name is known from elsewhere in the article and none of it stands here, all words but a pronoun are descriptor.
    """
    if span[0] >= span[1] or (name and descriptor):
        return name or words, descriptor
    if name and not _shares_word(name, words):
        return name, descriptor or (None if tree.pos[span[0]] == "PRON" else words)
    core = grammar.find_compound(tree, span)
    return name or tree.string(core), descriptor or _describe(tree, span, core)


def _shares_word(name: str, words: str) -> bool:
    return bool(set(name.lower().split()) & set(words.lower().split()))


def _describe(tree: Tree, span: Span, core: Span) -> str | None:
    """Return what stands before and after the core, articles left out."""
    before = _strip(tree, span[0], core[0])
    after = _strip(tree, core[1], span[1])
    told = [tree.string(part) for part in (before, after) if part[0] < part[1]]
    return ", ".join(told) or None


def _strip(tree: Tree, first: int, last: int) -> Span:
    while first < last and (tree.lower[first] in _DROPPED or tree.pos[first] == "PUNCT"):
        first += 1
    while last > first and tree.pos[last - 1] == "PUNCT":
        last -= 1
    return first, last
