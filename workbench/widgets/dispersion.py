"""Where in each text a word stands, how evenly it is spread, and every line that holds it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from workbench.measures.vocabulary import find_contexts, measure_dispersion
from workbench.plots.captions import format_number
from workbench.plots.figure import draw_figure, show_picture
from workbench.plots.markup import escape, show_contexts
from workbench.widgets.contexts import MATCHES
from workbench.widgets.explorer import Explorer, choose_one, write_text
from workbench.widgets.view import View, spell_call

SHOWN = ["term", "n", "range", "n_parts", "dp", "dp_norm", "reason"]
_LINES = 15


def render_dispersion(tokens: pd.DataFrame, *, query: str, match: str = "word") -> View:
    """Return the places of a query on a line per text, its spread over the texts, and its lines.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame
        One row per token.
    query, match : str
        As in `workbench.measures.vocabulary.find_contexts`.

    Returns
    -------
    View
        Its table has the dispersion of every word found (range, DP), the most frequent first.

    Raises
    ------
    KeyError, ValueError
        As `find_contexts`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 4], "end": [3, 9],
    ...     "text": ["The", "truce"], "lower": ["the", "truce"], "is_word": True, "zone": "body", "voice": "narrator"})
    >>> render_dispersion(tokens, query="truce").table[["term", "n", "reason"]].values.tolist()
    [['truce', 1, 'one part only']]
    """
    lines = find_contexts(tokens, query, match=match)
    spread = measure_dispersion(tokens)
    table = spread.loc[spread["term"].isin(set(lines["node"].str.lower())), SHOWN].reset_index(drop=True)
    figure = draw_figure("positions", lines, articles=sorted(set(tokens["article_id"])))
    told = "".join(f"<li>{escape(tell_spread(row))}</li>" for row in table.head(8).to_dict("records"))
    return View(
        html=f"{show_picture(figure)}<ul>{told}</ul>{show_contexts(lines, max_rows=_LINES)}",
        table=table,
        caption=figure.caption.replace("a word", f"“{query}”", 1),
        alt=figure.alt,
        call=spell_call("render_dispersion", "tokens", query=query, match=match),
    )


def tell_spread(row: Mapping) -> str:
    """Return the spread of one word as a sentence.

    Examples
    --------
    >>> tell_spread({"term": "truce", "n": 3, "range": 2, "n_parts": 5, "dp": float("nan"), "reason": "few"})
    'truce: 3 times, in 2 of 5 texts; DP not given (few).'
    """
    told = f"{row['term']}: {row['n']} times, in {row['range']} of {row['n_parts']} texts; "
    if pd.isna(row["dp"]):
        return f"{told}DP not given ({row['reason']})."
    return f"{told}DP {format_number(row['dp'])} (0 spread like the texts' sizes, towards 1 bunched)."


def explore_dispersion(tokens: pd.DataFrame, *, query: str = "said") -> Explorer:
    """Return a box in which a reader asks where a word stands.

    Needs the token table.

    Returns
    -------
    Explorer
        Controls `query` and `match`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 4], "end": [3, 9],
    ...     "text": ["The", "truce"], "lower": ["the", "truce"], "is_word": True, "zone": "body", "voice": "narrator"})
    >>> "n = 1 place " in explore_dispersion(tokens, query="truce").view.value
    True
    """

    def render(*, query: str, match: str) -> View:
        return render_dispersion(tokens, query=query, match=match)

    controls = {"query": write_text("Find (then Enter)", query), "match": choose_one("as", MATCHES.items())}
    return Explorer(render, controls, title="Where a word stands in each text")
