"""Ask which words stand near a word, and read the lines in which they meet."""

from __future__ import annotations

import pandas as pd

from workbench.measures.vocabulary import find_collocates, find_contexts, index_words
from workbench.plots.associations import MEASURES, choose_collocates
from workbench.plots.captions import name_voice
from workbench.plots.figure import draw_figure, show_picture
from workbench.plots.markup import show_contexts
from workbench.schema import VOICES
from workbench.widgets.choices import NONE, follow
from workbench.widgets.explorer import Explorer, choose_number, choose_one, write_text
from workbench.widgets.view import View, spell_call

SHOWN = ["term", "n_together", "n_term", "n_articles", "expected", *MEASURES]
EVERY_LINE = "every line of the word"
_LEAST, _LINES = 2, 15


def render_collocates(
    tokens: pd.DataFrame, *, query: str, measure: str = "log_dice", window: int = 5, voice: str = "all", term: str = ""
) -> View:
    """Return the words met twice or more within `window` words of a query, and the lines in which one of them stands.

    Needs the token table, or what `index_words` made of it.

    Parameters
    ----------
    tokens : DataFrame or WordIndex
        One row per token.
    query, window, voice
        As in `workbench.measures.vocabulary.find_collocates`.
    measure : str
        "log_dice", "mi", "log_likelihood", "t_score", "delta_p_forward" or "delta_p_backward".
    term : str
        Keep the lines with this collocate; all lines of the query where not given.

    Returns
    -------
    View
        Its table has one row per word near the query.

    Raises
    ------
    KeyError, ValueError
        As `find_collocates`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 5, 11, 16], "end": [4, 10, 15, 21],
    ...     "text": ["long", "truce"] * 2, "lower": ["long", "truce"] * 2, "is_word": True, "zone": "body",
    ...     "voice": "narrator"})
    >>> render_collocates(tokens, query="truce", window=1).table.term.tolist()
    ['long']
    """
    options = {"window": window, "voice": voice}
    found = find_collocates(tokens, query, **options)
    figure = draw_figure("collocates", found, measure=measure, least=_LEAST)
    lines = find_contexts(tokens, query, **options)
    lines = _keep_lines(tokens, lines, term) if term else lines
    call = spell_call("render_collocates", "tokens", query=query, measure=measure, **options, term=term)
    return View(
        html=show_picture(figure) + show_contexts(lines, max_rows=_LINES),
        table=choose_collocates(found, measure=measure, least=_LEAST, top=40)[SHOWN],
        caption=figure.caption.replace("near it", f"within {window} of “{query}”, {name_voice(voice)},", 1),
        alt=figure.alt.replace("the word asked for", f"“{query}”", 1),
        call=call,
    )


def _keep_lines(tokens: pd.DataFrame, lines: pd.DataFrame, term: str) -> pd.DataFrame:
    """Keep the lines that hold the term within their window."""
    places = find_contexts(tokens, term, window=1)[["article_id", "start"]].rename(columns={"start": "at"})
    pairs = lines[["article_id", "left_start", "right_end"]].reset_index().merge(places, on="article_id")
    inside = pairs[(pairs["at"] >= pairs["left_start"]) & (pairs["at"] < pairs["right_end"])]
    return lines.loc[sorted(set(inside["index"]))].reset_index(drop=True)


def explore_collocates(tokens: pd.DataFrame, *, query: str = "said") -> Explorer:
    """Return a box in which a reader asks for a word and opens the lines with one of its collocates.

    Needs the token table.

    Returns
    -------
    Explorer
        Controls `query`, `measure`, `window`, `voice` and `term`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 5, 11, 16], "end": [4, 10, 15, 21],
    ...     "text": ["long", "truce"] * 2, "lower": ["long", "truce"] * 2, "is_word": True, "zone": "body",
    ...     "voice": "narrator"})
    >>> [value for _, value in explore_collocates(tokens, query="truce").controls["term"].options]
    ['', 'long']
    """
    index = index_words(tokens)
    controls = {
        "query": write_text("Find (then Enter)", query),
        "measure": choose_one("Order by", [(name.replace("_", " "), name) for name in MEASURES]),
        "window": choose_number("Words on each side", 5, low=1, high=10),
        "voice": choose_one("in the voice of", ("all", *VOICES)),
    }

    def list_terms() -> list[tuple[str, str]]:
        try:
            found = find_collocates(
                index, controls["query"].value, window=controls["window"].value, voice=controls["voice"].value
            )
        except ValueError:  # the view itself says what is wrong with the query
            return [NONE]
        rows = choose_collocates(found, measure=controls["measure"].value, least=_LEAST)
        return [(EVERY_LINE, ""), *((f"{row.term} ({row.n_together})", row.term) for row in rows.itertuples())]

    def render(**chosen: object) -> View:
        return render_collocates(index, **chosen)

    term = choose_one("Open the lines with", list_terms())
    follow(term, list(controls.values()), list_terms)
    return Explorer(render, {**controls, "term": term}, title="Words that stand near a word")
