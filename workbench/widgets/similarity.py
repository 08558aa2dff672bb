"""How alike the words of the texts are, in cluster order, and which words two of them share."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from workbench.measures.vocabulary import cluster_groups, compare_similarity, find_contexts, weigh_terms
from workbench.plots.captions import format_number
from workbench.plots.figure import draw_figure, show_picture
from workbench.plots.markup import escape, show_contexts, show_table
from workbench.widgets.choices import NONE, follow
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.view import View, spell_call

METHODS = ("average", "complete", "single")
SIDES = " | "
_LINES, _SHOWN = 12, 12


def list_shared(weights: pd.DataFrame, *, pair: str) -> pd.DataFrame:
    """Return the words that two texts share, those that make most of their similarity first.

    Needs the table of `weigh_terms`; `pair` is "a | b".

    Examples
    --------
    >>> weights = pd.DataFrame({"group": ["a", "b"], "term": "x", "n": [1, 2], "weight": 1.0})
    >>> list_shared(weights, pair="a | b").values.tolist()
    [['x', 1.0, 1, 2]]
    """
    first, second = (weights[weights["group"] == name] for name in pair.split(SIDES))
    both = first.merge(second, on="term", suffixes=("_a", "_b"))
    both = both.assign(part=both["weight_a"] * both["weight_b"])
    both = both.sort_values(["part", "term"], ascending=[False, True], kind="stable", ignore_index=True)
    return both[["term", "part", "n_a", "n_b"]]


def render_similarity(
    tokens: pd.DataFrame, weights: pd.DataFrame, *, method: str = "average", pair: str = "", word: str = ""
) -> View:
    """Return the similarity of each two texts in cluster order, the words that two of them share, and one in its lines.

    Needs the token table and the table that `weigh_terms` made of it.

    Parameters
    ----------
    tokens, weights : DataFrame
        One row per token; one row per text and word.
    method : str
        "average", "complete" or "single", as in `cluster_groups`.
    pair : str
        The two texts to open, as "a | b"; the most similar two where not given.
    word : str
        The shared word whose lines are opened; the one that adds most where not given.

    Returns
    -------
    View
        Its table has one row per pair.

    Raises
    ------
    KeyError, ValueError
        For a missing column, fewer than two texts, or an unknown method.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": ["a", "b"], "sentence_id": 0, "start": 0, "end": 5, "text": "truce",
    ...     "lower": "truce", "is_word": True, "zone": "body", "voice": "narrator"})
    >>> render_similarity(tokens, weigh_terms(tokens)).table.n_shared.tolist()
    [1]
    """
    pairs = compare_similarity(weights)
    if pairs.empty:
        raise ValueError("weights holds fewer than two texts with words; similarity needs two. Give a larger corpus.")
    pair = pair or _name_pairs(pairs)[0]
    shared = list_shared(weights, pair=pair)
    word = word or (shared["term"].iloc[0] if len(shared) else "")
    steps = cluster_groups(pairs, method=method)
    figure = draw_figure("similarity", pairs, steps=steps)
    joined = "".join(f"<li>{escape(r.members)}: at {format_number(1 - r.distance)}</li>" for r in steps.itertuples())
    table = show_table(shared, title=f"Words that {pair} share, by what each adds to the similarity", max_rows=_SHOWN)
    return View(
        html=f"{show_picture(figure)}<p>Joined, most alike first:</p><ol>{joined}</ol>{table}"
        + _show_lines(tokens, pair, word),
        table=pairs,
        caption=figure.caption,
        alt=figure.alt,
        call=spell_call("render_similarity", "tokens", "weights", method=method, pair=pair, word=word),
    )


def _name_pairs(pairs: pd.DataFrame) -> list[str]:
    ordered = pairs.sort_values(["similarity", "a_id", "b_id"], ascending=[False, True, True])
    return [f"{row.a_id}{SIDES}{row.b_id}" for row in ordered.itertuples()]


def _show_lines(tokens: pd.DataFrame, pair: str, word: str) -> str:
    if not word:
        return ""
    lines = find_contexts(tokens, word, match="phrase")
    return show_contexts(lines[lines["article_id"].isin(pair.split(SIDES))], max_rows=_LINES)


def explore_similarity(tokens: pd.DataFrame) -> Explorer:
    """Return a box in which a reader chooses how texts are joined, two of them, and a word they share.

    Needs the token table; with one text there is nothing to compare and the box says so.

    Returns
    -------
    Explorer
        Controls `method`, `pair` and `word`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": ["a", "b"], "sentence_id": 0, "start": 0, "end": 5, "text": "truce",
    ...     "lower": "truce", "is_word": True, "zone": "body", "voice": "narrator"})
    >>> explore_similarity(tokens).controls["word"].value
    'truce'
    """
    weights = weigh_terms(tokens)
    controls = {
        "method": choose_one("Join by", METHODS),
        "pair": choose_one("Two texts", _name_pairs(compare_similarity(weights)) or [NONE]),
    }

    @lru_cache(maxsize=64)
    def list_words(pair: str) -> list[str]:
        return list(list_shared(weights, pair=pair)["term"].head(2 * _SHOWN)) if pair else []

    def render(*, method: str, pair: str, word: str) -> View:
        return render_similarity(tokens, weights, method=method, pair=pair, word=word)

    word = choose_one("Open the lines with", list_words(controls["pair"].value) or [NONE])
    follow(word, [controls["pair"]], lambda: list_words(controls["pair"].value))
    return Explorer(render, {**controls, "word": word}, title="How alike the words of the texts are")
