"""One article's tokens as parallel lists with the dependency tree, so that rules read like grammar."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

Span = tuple[int, int]

_STOPS = frozenset({".", "!", "?"})
_COLUMNS = ("start", "end", "text", "lower", "lemma", "pos", "tag", "dep", "ent_type", "ent_iob", "zone", "voice")


@dataclass(frozen=True, eq=False)
class Tree:
    """Tokens of one article by position from 0; `head` and what the methods return are positions, not token ids."""

    article_id: str
    start: list[int]
    end: list[int]
    text: list[str]
    lower: list[str]
    lemma: list[str]
    pos: list[str]
    tag: list[str]
    dep: list[str]
    ent_type: list[str]
    ent_iob: list[str]
    zone: list[str]
    voice: list[str]
    head: list[int]
    sentence: list[int]
    block: list[int]
    source: str = ""

    def __len__(self) -> int:
        """Return the number of tokens."""
        return len(self.start)

    @cached_property
    def kids(self) -> list[list[int]]:
        """The children of every token, in reading order."""
        found: list[list[int]] = [[] for _ in self.head]
        for token, parent in enumerate(self.head):
            if parent != token:
                found[parent].append(token)
        return found

    @cached_property
    def _edges(self) -> tuple[list[int], list[int]]:
        left, right = list(range(len(self))), list(range(len(self)))
        for token in range(len(self)):
            for node in self.ancestors(token):
                if left[node] <= token <= right[node]:
                    break
                left[node], right[node] = min(left[node], token), max(right[node], token)
        return left, right

    @property
    def left(self) -> list[int]:
        """The first token below every token, itself included."""
        return self._edges[0]

    @property
    def right(self) -> list[int]:
        """The last token below every token, itself included."""
        return self._edges[1]

    def children(self, token: int, *deps: str) -> list[int]:
        """Return the children of a token, those with one of `deps` if any is given."""
        return [kid for kid in self.kids[token] if not deps or self.dep[kid] in deps]

    def subtree(self, token: int, *, barred: tuple[str, ...] = ()) -> list[int]:
        """Return the positions that hang from a token, itself included, not going below the relations `barred`."""
        found, queue = {token}, [token]
        while queue:
            new = [kid for kid in self.kids[queue.pop()] if kid not in found and self.dep[kid] not in barred]
            found.update(new)
            queue.extend(new)
        return sorted(found)

    def ancestors(self, token: int) -> Iterator[int]:
        """Yield the head of a token, the head of that, and so on up to the root."""
        for _ in range(len(self)):
            if self.head[token] == token:
                return
            token = self.head[token]
            yield token

    def is_passive(self, verb: int) -> bool:
        """Whether a verb is passive: a passive subject or auxiliary, or a bare past participle after its noun."""
        if self.children(verb, "nsubjpass", "auxpass", "csubjpass"):
            return True
        return self.dep[verb] == "acl" and self.tag[verb] == "VBN"

    def is_punct(self, token: int) -> bool:
        """Whether a token holds neither letter nor digit."""
        return not any(character.isalnum() for character in self.text[token])

    def offsets(self, span: Span) -> Span:
        """Return the character offsets of a range of positions."""
        return self.start[span[0]], self.end[span[1] - 1]

    def string(self, span: Span) -> str:
        """Return the words of a range of positions, with one space where the text has any."""
        words = []
        for token in range(*span):
            gap = token > span[0] and self.start[token] > self.end[token - 1]
            words.append(f" {self.text[token]}" if gap else self.text[token])
        return " ".join("".join(words).split())

    def cut(self, span: Span) -> str:
        """Return the text of a range of positions as it stands in the article, line breaks included."""
        start, end = self.offsets(span)
        return self.source[start:end]

    def tokens_between(self, start: int, end: int) -> Span:
        """Return the range of positions that overlap the characters from `start` to `end`."""
        low = bisect_right(self.end, start)
        return low, max(low, bisect_left(self.start, end))


def build_tree(tokens: pd.DataFrame, source: str = "") -> Tree:
    """Turn one article's token rows into a `Tree`; a head outside the rows counts as the token itself.

    Needs the token table; without the columns ent_iob or voice these are left empty. `source` is the text of the
    article, needed only by `Tree.cut` and by rules that look at the characters between tokens. Lemmas are lower case.

    Examples
    --------
    >>> rows = pd.DataFrame({"article_id": "a", "token_id": [4, 5], "start": [0, 5], "end": [4, 9], "head_id": [5, 5],
    ...     "sentence_id": 0, "text": ["Guns", "fell"], "dep": ["nsubj", "ROOT"]})
    >>> tree = build_tree(rows)
    >>> tree.children(1, "nsubj"), tree.string((0, 2))
    ([0], 'Guns fell')
    """
    df = tokens.sort_values("token_id", kind="stable")
    ids, heads = df["token_id"].to_numpy(), df["head_id"].to_numpy()
    place = np.searchsorted(ids, heads).clip(0, max(0, len(ids) - 1))
    head = np.where(ids[place] == heads, place, np.arange(len(ids))) if len(ids) else place
    lists = {name: _fill(df, name) for name in _COLUMNS}
    return Tree(
        article_id=str(df["article_id"].iloc[0]) if len(df) else "",
        head=head.tolist(),
        sentence=df["sentence_id"].tolist(),
        block=df["block_id"].tolist() if "block_id" in df else [0] * len(df),
        source=source,
        **lists,
    )


def _fill(df: pd.DataFrame, name: str) -> list:
    if name not in df:
        return [""] * len(df)
    if name in {"start", "end"}:
        return df[name].tolist()
    filled = df[name].astype("str").fillna("")  # a categorical column knows no ""
    return [lemma.lower() for lemma in filled] if name == "lemma" else filled.tolist()


def build_trees(tokens: pd.DataFrame) -> Iterator[Tree]:
    """Yield one `Tree` per article of a token table, in the order of the article ids."""
    for _, rows in tokens.groupby("article_id", sort=True):
        yield build_tree(rows)


def runs(tree: Tree, tokens: Iterable[int]) -> Iterator[Span]:
    """Yield contiguous token ranges, trimmed of outer punctuation other than marks and brackets."""
    ordered = sorted(tokens)
    first = 0
    for i in range(1, len(ordered) + 1):
        if i == len(ordered) or ordered[i] != ordered[i - 1] + 1:
            span = trim(tree, (ordered[first], ordered[i - 1] + 1))
            if span:
                yield span
            first = i


def trim(tree: Tree, span: Span) -> Span | None:
    """Cut punctuation from the ends of a token range; None if nothing is left."""
    low, high = span
    while low < high and tree.is_punct(low) and not _opens(tree.text[low]):
        low += 1
    while high > low and tree.is_punct(high - 1) and not _closes(tree.text[high - 1]):
        high -= 1
    if all(tree.is_punct(token) for token in range(low, high)):
        return None
    return low, high


def _opens(word: str) -> bool:
    return word in {'"', "“", "„", "«", "'", "‘", "''", "``", "(", "[", "$", "#", "@"}


def _closes(word: str) -> bool:
    return word in {'"', "”", "»", "'", "’", "''", ")", "]", "%"}


def is_stop(tree: Tree, token: int) -> bool:
    """Whether a token ends a sentence outside quotation marks."""
    return tree.text[token] in _STOPS
