"""Key word in context: every place of a query with the words around it, and offsets into the article."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import pandas as pd

from workbench.measures.vocabulary.index import WordIndex, take_index
from workbench.measures.vocabulary.queries import Spots, find_spots
from workbench.schema import require_at_least, require_columns
from workbench.tokens.selection import DEFAULT_ZONES

COLUMNS = {
    "article_id": "str",
    "sentence_id": "int64",
    "start": "int64",
    "end": "int64",
    "left": "str",
    "node": "str",
    "right": "str",
    "left_start": "int64",
    "right_end": "int64",
    "position": "float64",
    "zone": "str",
    "voice": "str",
}
_EDGES = ("left_start", "start", "end", "right_end")
_PLACE = re.compile(r"(left|right)_(\d+)")


def find_contexts(
    tokens: pd.DataFrame | WordIndex,
    query: str,
    *,
    match: str = "word",
    window: int = 8,
    zones: Iterable[str] = DEFAULT_ZONES,
    voice: str = "all",
) -> pd.DataFrame:
    """Return every place where `query` stands, with `window` words to the left and to the right (KWIC).

    The voice chooses the places found; the words around them are those of every voice in the same article and zones.
    A pilcrow marks a new paragraph inside the context. Case and the shape of quotation marks make no difference.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame or WordIndex
        One row per token; or what `index_words` made of it.
    query : str
        What to look for.
    match : str
        "word"; "phrase" (words in a row); "wildcard" (``*`` any letters, ``?`` one, in one word or each of several);
        "regex" (a Python expression that covers whole words, a space between them); "lemma" (one or several lemmas).
    window : int
        Words on each side, 1 or more.
    zones, voice
        Where to look; see `workbench.tokens.selection.select_tokens`.

    Returns
    -------
    DataFrame
        One row per place: article_id, sentence_id, start, end (the node), left, node, right (texts), left_start,
        right_end (offsets of the whole line), position (0 first word of the article's zones, 1 last), zone, voice.
        Sorted by article and start.

    Raises
    ------
    KeyError, ValueError
        For missing columns, an empty query, an invalid expression, a window below 1, unknown zones or voices.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 4, 9], "end": [3, 8, 14],
    ...     "text": ["The", "long", "truce"], "lower": ["the", "long", "truce"], "is_word": True, "zone": "body",
    ...     "voice": "narrator"})
    >>> find_contexts(tokens, "LONG", window=1)[["left", "node", "right"]].values.tolist()
    [['The', 'long', 'truce']]
    """
    require_at_least(window, 1, name="window")
    index = take_index(tokens, zones)
    return _lay_out(index, find_spots(index, query, match=match, voice=voice), int(window))


def sort_contexts(contexts: pd.DataFrame, *, by: Sequence[str] = ("right_1", "right_2", "right_3")) -> pd.DataFrame:
    """Return the contexts ordered by the words around the node, or by any column.

    Needs the columns left and right where words around the node are asked for.

    Parameters
    ----------
    contexts : DataFrame
        Made by `find_contexts`.
    by : sequence of str
        "left_1" is the first word to the left of the node, "right_2" the second to the right, and so on; or columns.

    Returns
    -------
    DataFrame
        The same rows and columns in the order asked for; ties stay in text order.

    Raises
    ------
    ValueError
        For a key that is neither a column nor a place.

    Examples
    --------
    >>> lines = pd.DataFrame({"left": ["a b", "b a"], "node": "x", "right": ""})
    >>> sort_contexts(lines, by=["left_1"]).left.tolist()
    ['b a', 'a b']
    """
    keys = [by] if isinstance(by, str) else list(by)
    frame = pd.DataFrame({f"{place}:{key}": _sort_key(contexts, key) for place, key in enumerate(keys)})
    order = frame.sort_values(list(frame.columns), kind="stable").index if keys else contexts.index
    return contexts.loc[order].reset_index(drop=True)


def count_contexts(
    contexts: pd.DataFrame, *, by: Sequence[str] = ("article_id",), articles: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Return how many places each group has.

    Needs article_id and the columns of `by`.

    Parameters
    ----------
    contexts : DataFrame
        Made by `find_contexts`.
    by : sequence of str
        Columns to group by ("article_id", "zone", "voice", "node"); "outlet" and other columns of `articles` too.
    articles : DataFrame, optional
        One row per article; gives its columns to `by`.

    Returns
    -------
    DataFrame
        One row per combination that occurs: the columns of `by`, n, n_articles. Sorted by falling n, then by `by`.

    Raises
    ------
    KeyError
        If a column is nowhere to be found.

    Examples
    --------
    >>> lines = pd.DataFrame({"article_id": ["a", "a", "b"], "voice": "narrator"})
    >>> count_contexts(lines).values.tolist()
    [['a', 2, 1], ['b', 1, 1]]
    """
    keys = [by] if isinstance(by, str) else list(by)
    if articles is not None:
        further = [key for key in keys if key in articles and key not in contexts]
        contexts = contexts.merge(articles[["article_id", *further]], on="article_id", how="left")
    require_columns(contexts, ["article_id", *keys], name="contexts")
    rows = contexts.assign(_article=contexts["article_id"])
    counts = rows.groupby(keys, dropna=False)["_article"].agg(n="size", n_articles="nunique").reset_index()
    return counts.sort_values(["n", *keys], ascending=[False, *[True] * len(keys)], kind="stable", ignore_index=True)


def _lay_out(index: WordIndex, spots: Spots, window: int) -> pd.DataFrame:
    words, article = index.words, index.articles
    size = np.bincount(article, minlength=1)
    begin = (np.cumsum(size) - size)[article[spots.first]]
    stop = begin + size[article[spots.first]] - 1
    left, right = np.maximum(spots.first - window, begin), np.minimum(spots.last + window, stop)
    lines = words.iloc[spots.first][["article_id", "sentence_id", "start", "zone", "voice"]].reset_index(drop=True)
    lines = lines.assign(
        end=words["end"].to_numpy()[spots.last],
        left_start=words["start"].to_numpy()[left],
        right_end=words["end"].to_numpy()[right],
        position=(spots.first - begin) / np.where(stop > begin, stop - begin, 1),
    )
    edges = [pd.DataFrame({"article": lines["article_id"], "offset": lines[name]}) for name in _EDGES]
    for name, (first, last) in zip(("left", "node", "right"), pairwise(edges), strict=True):
        lines[name] = pd.Series(index.cut(first, last), index=lines.index, dtype="str")
    return lines.sort_values(["article_id", "start"], kind="stable", ignore_index=True)[list(COLUMNS)].astype(COLUMNS)


def _sort_key(contexts: pd.DataFrame, key: str) -> pd.Series:
    if key in contexts:
        return contexts[key]
    place = _PLACE.fullmatch(key)
    if not place:
        raise ValueError(
            f"by holds {key!r}; allowed are left_1, left_2 ..., right_1, right_2 ... and {', '.join(contexts.columns)}."
        )
    side, nth = place[1], int(place[2])
    words = contexts[side].str.lower().str.findall(r"\w[\w'’.-]*")
    nth_word = words.map(lambda found: (found[-nth] if side == "left" else found[nth - 1]) if len(found) >= nth else "")
    return nth_word.astype("str")
