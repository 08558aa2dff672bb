"""One article's tokens as parallel lists with the dependency tree, so that rules read like grammar."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

SUBJECTS = ("nsubj", "csubj")
PASSIVE_SUBJECTS = ("nsubjpass", "csubjpass")
STOPS = frozenset({".", "!", "?"})

Span = tuple[int, int]


@dataclass(frozen=True)
class Parse:
    """Tokens of one article by position; `head`, `kids`, `left` and `right` hold positions, not ids."""

    article_id: str
    text: str
    start: list[int]
    end: list[int]
    word: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    sent: list[int]
    block: list[int]
    zone: list[str]
    ent: list[str]
    kids: list[list[int]]
    left: list[int]
    right: list[int]

    def __len__(self) -> int:
        return len(self.start)

    def children(self, token: int, *deps: str) -> list[int]:
        """Children of a token in reading order, those with one of `deps` if any is given."""
        return [kid for kid in self.kids[token] if not deps or self.dep[kid] in deps]

    def subtree(self, token: int) -> set[int]:
        """All tokens that hang from a token, itself included."""
        found, queue = set(), [token]
        while queue:
            node = queue.pop()
            if node not in found:
                found.add(node)
                queue.extend(self.kids[node])
        return found

    def is_punct(self, token: int) -> bool:
        """Whether a token holds neither letter nor digit."""
        return not any(character.isalnum() for character in self.word[token])

    def offsets(self, span: Span) -> Span:
        """Character offsets of a token range."""
        return self.start[span[0]], self.end[span[1] - 1]

    def string(self, span: Span) -> str:
        """Text of a token range as it stands in the article."""
        start, end = self.offsets(span)
        return self.text[start:end]


def build_parse(tokens: pd.DataFrame, text: str) -> Parse:
    """Turn one article's token rows into a `Parse`."""
    ids = tokens["token_id"].to_numpy()
    head = np.searchsorted(ids, tokens["head_id"].to_numpy()).clip(0, max(0, len(ids) - 1)).tolist()
    columns = {name: tokens[name].tolist() for name in ("start", "end", "pos", "tag", "dep")}
    lists = {name: tokens[name].fillna("").tolist() for name in ("lower", "lemma", "ent_type", "zone")}
    kids: list[list[int]] = [[] for _ in head]
    for token, parent in enumerate(head):
        if parent != token:
            kids[parent].append(token)
    left, right = _edges(head)
    return Parse(
        article_id=str(tokens["article_id"].iloc[0]) if len(tokens) else "",
        text=text,
        word=[text[start:end] for start, end in zip(columns["start"], columns["end"], strict=True)],
        lower=lists["lower"],
        lemma=[lemma.lower() for lemma in lists["lemma"]],
        head=head,
        sent=tokens["sentence_id"].tolist(),
        block=tokens["block_id"].tolist(),
        zone=lists["zone"],
        ent=lists["ent_type"],
        kids=kids,
        left=left,
        right=right,
        **columns,
    )


def _edges(head: list[int]) -> tuple[list[int], list[int]]:
    left, right = list(range(len(head))), list(range(len(head)))
    for token in range(len(head)):
        node, steps = token, 0
        while head[node] != node and steps < len(head):
            node, steps = head[node], steps + 1
            if left[node] <= token <= right[node]:
                break
            left[node], right[node] = min(left[node], token), max(right[node], token)
    return left, right


def runs(parse: Parse, tokens: Iterable[int]) -> Iterator[Span]:
    """Yield contiguous token ranges, trimmed of outer punctuation other than marks and brackets."""
    ordered = sorted(tokens)
    first = 0
    for i in range(1, len(ordered) + 1):
        if i == len(ordered) or ordered[i] != ordered[i - 1] + 1:
            span = trim(parse, (ordered[first], ordered[i - 1] + 1))
            if span:
                yield span
            first = i


def trim(parse: Parse, span: Span) -> Span | None:
    """Cut punctuation from the ends of a token range; None if nothing is left."""
    low, high = span
    while low < high and parse.is_punct(low) and not _opens(parse.word[low]):
        low += 1
    while high > low and parse.is_punct(high - 1) and not _closes(parse.word[high - 1]):
        high -= 1
    if all(parse.is_punct(token) for token in range(low, high)):
        return None
    return low, high


def _opens(word: str) -> bool:
    return word in {'"', "“", "„", "«", "'", "‘", "''", "``", "(", "[", "$", "#", "@"}


def _closes(word: str) -> bool:
    return word in {'"', "”", "»", "'", "’", "''", ")", "]", "%"}


def is_stop(parse: Parse, token: int) -> bool:
    """Whether a token ends a sentence outside quotation marks."""
    return parse.word[token] in STOPS
