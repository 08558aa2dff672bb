"""Search the texts and read every place found in its context."""

from __future__ import annotations

import pandas as pd

from workbench.measures.vocabulary import find_contexts
from workbench.plots.captions import count_of, join_caption, list_parts, name_voice
from workbench.plots.markup import show_contexts
from workbench.schema import VOICES, ZONES
from workbench.widgets.explorer import Explorer, choose_number, choose_one, write_text
from workbench.widgets.view import View, spell_call

MATCHES = {
    "word": "word",
    "phrase": "phrase",
    "dictionary form": "lemma",
    "wildcard (* and ?)": "wildcard",
    "regular expression": "regex",
}
SHOWN = ["article_id", "zone", "voice", "start", "end", "left", "node", "right"]


def render_contexts(
    tokens: pd.DataFrame, *, query: str, match: str = "word", voice: str = "all", window: int = 8
) -> View:
    """Return every place of `query` in all zones, with the words around it.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame
        One row per token.
    query, match, voice, window
        As in `workbench.measures.vocabulary.find_contexts`.

    Returns
    -------
    View
        Its table has one row per place, with offsets into the article.

    Raises
    ------
    KeyError, ValueError
        As `find_contexts`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 4], "end": [3, 9],
    ...     "text": ["The", "truce"], "lower": ["the", "truce"], "is_word": True, "zone": "body", "voice": "narrator"})
    >>> render_contexts(tokens, query="truce").caption
    'Places of “truce” (word) · n = 1 place · all zones, all voices · these texts only'
    """
    lines = find_contexts(tokens, query, match=match, window=window, zones=ZONES, voice=voice)
    counts = lines["article_id"].value_counts(sort=False)
    options = {"query": query, "match": match, "voice": voice, "window": window}
    scope = f"all zones, {name_voice(voice)}"
    return View(
        html=show_contexts(lines),
        table=lines[SHOWN],
        caption=join_caption(f"Places of “{query}” ({match})", count_of(len(lines), "place"), scope),
        alt=f"Places of “{query}” by text: " + list_parts(f"{article} {n}" for article, n in counts.items()),
        call=spell_call("render_contexts", "tokens", **options),
    )


def explore_contexts(tokens: pd.DataFrame, *, query: str = "said") -> Explorer:
    """Return a box in which a reader searches the texts.

    Needs the token table.

    Returns
    -------
    Explorer
        Controls `query`, `match`, `voice` and `window`; see `render_contexts`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 4], "end": [3, 9],
    ...     "text": ["The", "truce"], "lower": ["the", "truce"], "is_word": True, "zone": "body", "voice": "narrator"})
    >>> "n = 1 place " in explore_contexts(tokens, query="truce").view.value
    True
    """

    def render(*, query: str, match: str, voice: str, window: int) -> View:
        return render_contexts(tokens, query=query, match=match, voice=voice, window=window)

    controls = {
        "query": write_text("Find (then Enter)", query),
        "match": choose_one("as", MATCHES.items()),
        "voice": choose_one("in the voice of", ("all", *VOICES)),
        "window": choose_number("Words on each side", 8, low=1, high=20),
    }
    return Explorer(render, controls, title="Words in context")
