"""Look a word up: its lines, its places in each text, the words near it, and runs of words that texts share."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial

import pandas as pd

from workbench.measures import vocabulary
from workbench.plots import associations, captions, markup
from workbench.plots.figure import PLAIN, Look, show_picture
from workbench.plots.vocabulary import choose_counts
from workbench.schema import ZONES
from workbench.tokens.index import take_index
from workbench.tokens.selection import DEFAULT_ZONES
from workbench.widgets.choices import VOICE_CHOICES, Search
from workbench.widgets.explorer import Explorer, choose_number, choose_one, write_text
from workbench.widgets.view import View, spell_call, spell_groups

MATCHES = {
    "word": "word",
    "phrase": "phrase",
    "dictionary form": "lemma",
    "wildcard (* and ?)": "wildcard",
    "regular expression": "regex",
}
LINES = 15  # lines under a figure: judgement, about one screen
LEAST = 2  # times a word must stand near another: one meeting is no pattern
EVERY_LINE = "every line of the word"


def render_contexts(
    tokens: pd.DataFrame, *, query: str, match: str = "word", voice: str = "all", window: int = 8, look: Look = PLAIN
) -> View:
    """Return every place of `query` in all zones, with the words around it.

    Needs the token table, or what `index_words` made of it for all zones.

    Parameters
    ----------
    tokens : DataFrame or WordIndex
        One row per token.
    query, match, voice, window
        As in `workbench.measures.vocabulary.find_contexts`.
    look : Look
        Names the texts.

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
    lines = vocabulary.find_contexts(tokens, query, match=match, window=window, zones=ZONES, voice=voice)
    counts = lines["article_id"].value_counts(sort=False)
    options = {"query": query, "match": match, "voice": voice, "window": window}
    scope = f"all zones, {captions.name_voice(voice)}"
    return View(
        html=markup.show_contexts(look.relabel(lines)),
        table=lines[["article_id", "zone", "voice", "start", "end", "left", "node", "right"]],
        caption=captions.join_caption(f"Places of “{query}” ({match})", captions.count_of(len(lines), "place"), scope),
        alt=f"Places of “{query}” by text: "
        + captions.list_parts(f"{look.name(text)} {n}" for text, n in counts.items()),
        call=spell_call("render_contexts", "tokens", **options),
    )


def explore_contexts(tokens: pd.DataFrame, *, query: str = "said", look: Look = PLAIN) -> Explorer:
    """Return a box in which a reader searches the texts.

    Needs the token table, or what `index_words` made of it.

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
    controls = {
        "query": write_text("Find (then Enter)", query),
        "match": choose_one("as", MATCHES.items()),
        "voice": choose_one("in the voice of", VOICE_CHOICES),
        "window": choose_number("Words on each side", 8, low=1, high=20),
    }
    render = partial(render_contexts, take_index(tokens, ZONES), look=look)
    return Explorer(render, controls, title="Words in context", look=look)


def render_dispersion(
    spread: pd.DataFrame, tokens: pd.DataFrame, *, query: str, match: str = "word", look: Look = PLAIN
) -> View:
    """Return the places of a query on a line per text, its spread over the texts, and its lines.

    Needs the table of `measure_dispersion`, and the token table it was made from (or what `index_words` made of it).

    Parameters
    ----------
    spread, tokens : DataFrame
        One row per word; one row per token.
    query, match : str
        As in `workbench.measures.vocabulary.find_contexts`.
    look : Look
        Names the texts.

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
    >>> view = render_dispersion(vocabulary.measure_dispersion(tokens), tokens, query="truce")
    >>> view.table[["term", "n", "reason"]].values.tolist()
    [['truce', 1, 'one part only']]
    """
    index = take_index(tokens, DEFAULT_ZONES)
    lines = look.relabel(vocabulary.find_contexts(index, query, match=match))
    shown = ["term", "n", "range", "n_parts", "dp", "dp_norm", "reason"]
    table = spread.loc[spread["term"].isin(set(lines["node"].str.lower())), shown].reset_index(drop=True)
    texts = [look.name(text) for text in sorted(set(index.words["article_id"]))]
    figure = look.draw("vocabulary.positions", lines, articles=texts)
    told = "".join(f"<li>{markup.escape(tell_spread(row))}</li>" for row in table.head(8).to_dict("records"))
    made = "measure_dispersion(tokens)"
    return View(
        html=f"{show_picture(figure)}<ul>{told}</ul>{markup.show_contexts(lines, max_rows=LINES)}",
        table=table,
        caption=figure.caption.replace("a word", f"“{query}”", 1),
        alt=figure.alt,
        call=spell_call("render_dispersion", made, "tokens", query=query, match=match),
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
    return f"{told}DP {captions.format_number(row['dp'])} (0 spread like the texts' sizes, towards 1 bunched)."


def explore_dispersion(tokens: pd.DataFrame, *, query: str = "said", look: Look = PLAIN) -> Explorer:
    """Return a box in which a reader asks where a word stands.

    Needs the token table, or what `index_words` made of it.

    Returns
    -------
    Explorer
        Controls `query` and `match`; see `render_dispersion`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 4], "end": [3, 9],
    ...     "text": ["The", "truce"], "lower": ["the", "truce"], "is_word": True, "zone": "body", "voice": "narrator"})
    >>> "n = 1 place " in explore_dispersion(tokens, query="truce").view.value
    True
    """
    index = take_index(tokens, DEFAULT_ZONES)
    spread = vocabulary.measure_dispersion(index)
    controls = {"query": write_text("Find (then Enter)", query), "match": choose_one("as", MATCHES.items())}
    render = partial(render_dispersion, spread, index, look=look)
    return Explorer(render, controls, title="Where a word stands in each text", look=look)


def render_collocates(
    tokens: pd.DataFrame, *, search: Search, measure: str = "log_dice", term: str = "", look: Look = PLAIN
) -> View:
    """Return the words met twice or more near a query, and the lines in which one of them stands.

    Needs the token table, or what `index_words` made of it.

    Parameters
    ----------
    tokens : DataFrame or WordIndex
        One row per token.
    search : Search
        Query, window and voice, as in `workbench.measures.vocabulary.find_collocates`.
    measure : str
        "log_dice", "mi", "log_likelihood", "t_score", "delta_p_forward" or "delta_p_backward".
    term : str
        Keep the lines with this collocate; all lines of the query where not given.
    look : Look
        Names the texts.

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
    >>> render_collocates(tokens, search=Search("truce", window=1)).table.term.tolist()
    ['long']
    """
    return _draw_collocates(_find_collocates(tokens, search), tokens, search, measure=measure, term=term, look=look)


def _find_collocates(tokens: pd.DataFrame, search: Search) -> pd.DataFrame:
    return vocabulary.find_collocates(tokens, search.query, window=search.window, voice=search.voice)


def _draw_collocates(
    found: pd.DataFrame, tokens: pd.DataFrame, search: Search, *, measure: str, term: str, look: Look
) -> View:
    figure = look.draw("associations.collocates", found, measure=measure, least=LEAST)
    lines = vocabulary.find_contexts(tokens, search.query, window=search.window, voice=search.voice)
    lines = _keep_lines(tokens, lines, term) if term else lines
    shown = ["term", "n_together", "n_term", "n_articles", "expected", *associations.MEASURES]
    near = f"within {search.window} of “{search.query}”, {captions.name_voice(search.voice)},"
    return View(
        html=show_picture(figure) + markup.show_contexts(look.relabel(lines), max_rows=LINES),
        table=associations.choose_collocates(found, measure=measure, least=LEAST, top=40)[shown],
        caption=figure.caption.replace("near it", near, 1),
        alt=figure.alt.replace("the word asked for", f"“{search.query}”", 1),
        call=spell_call("render_collocates", "tokens", search=search, measure=measure, term=term),
    )


def _keep_lines(tokens: pd.DataFrame, lines: pd.DataFrame, term: str) -> pd.DataFrame:
    """Keep the lines that hold the term within their window."""
    places = vocabulary.find_contexts(tokens, term, window=1)[["article_id", "start"]].rename(columns={"start": "at"})
    pairs = lines[["article_id", "left_start", "right_end"]].reset_index().merge(places, on="article_id")
    inside = pairs[(pairs["at"] >= pairs["left_start"]) & (pairs["at"] < pairs["right_end"])]
    return lines.loc[sorted(set(inside["index"]))].reset_index(drop=True)


def explore_collocates(tokens: pd.DataFrame, *, query: str = "said", look: Look = PLAIN) -> Explorer:
    """Return a box in which a reader asks for a word and opens the lines with one of its collocates.

    Needs the token table, or what `index_words` made of it.

    Returns
    -------
    Explorer
        Controls `query`, `measure`, `window`, `voice` and `term`; see `render_collocates`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 5, 11, 16], "end": [4, 10, 15, 21],
    ...     "text": ["long", "truce"] * 2, "lower": ["long", "truce"] * 2, "is_word": True, "zone": "body",
    ...     "voice": "narrator"})
    >>> [value for _, value in explore_collocates(tokens, query="truce").controls["term"].options]
    ['', 'long']
    """
    index = take_index(tokens, DEFAULT_ZONES)
    find = lru_cache(maxsize=16)(partial(_find_collocates, index))

    def list_terms(*, measure: str, **searched: object) -> list[tuple[str, str]]:
        rows = associations.choose_collocates(find(Search(**searched)), measure=measure, least=LEAST)
        return [(EVERY_LINE, ""), *((f"{row.term} ({row.n_together})", row.term) for row in rows.itertuples())]

    def render(*, measure: str, term: str, **searched: object) -> View:
        search = Search(**searched)
        return _draw_collocates(find(search), index, search, measure=measure, term=term, look=look)

    controls = {
        "query": write_text("Find (then Enter)", query),
        "measure": choose_one("Order by", [(name.replace("_", " "), name) for name in associations.MEASURES]),
        "window": choose_number("Words on each side", 5, low=1, high=10),
        "voice": choose_one("in the voice of", VOICE_CHOICES),
        "term": choose_one("Open the lines with"),
    }
    return Explorer(render, controls, title="Words that stand near a word", follows={"term": list_terms}, look=look)


def render_ngrams(
    counts: pd.DataFrame, tokens: pd.DataFrame, *, voice: str = "all", run: str = "", top: int = 15, look: Look = PLAIN
) -> View:
    """Return the runs of words that most texts hold, with their counts, and the lines of one of them.

    Needs the table of `count_ngrams`, and the token table it was made from (or what `index_words` made of it).

    Parameters
    ----------
    counts, tokens : DataFrame
        One row per text and run; one row per token.
    voice : str
        The voice in which `counts` counted; lines are of this voice.
    run : str
        The run whose lines are opened; the first where not given.
    top : int
        Runs shown.
    look : Look
        Names the texts.

    Returns
    -------
    View
        Its table has one row per run: in how many texts, how often, and its count in each.

    Raises
    ------
    KeyError, ValueError
        As `find_contexts`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 4], "end": [3, 9],
    ...     "text": ["The", "truce"], "lower": ["the", "truce"], "is_word": True, "zone": "body", "voice": "narrator"})
    >>> render_ngrams(vocabulary.count_ngrams(tokens), tokens).table.term.tolist()
    ['the truce']
    """
    figure = look.draw("vocabulary.counts", counts, top=top)
    table = choose_counts(counts, top=top)
    run = run or (table["term"].iloc[0] if len(table) else "")
    n = len(run.split())
    lines = vocabulary.find_contexts(tokens, run, match="phrase", voice=voice) if run else None
    what = f"Runs of {n} word{'' if n == 1 else 's'}, {captions.name_voice(voice)},"
    made = spell_call("count_ngrams", "tokens", n=n, voice=voice)
    return View(
        html=show_picture(figure)
        + ("" if lines is None else markup.show_contexts(look.relabel(lines), max_rows=LINES)),
        table=table,
        caption=figure.caption.replace("Runs of words", what, 1) if run else figure.caption,
        alt=figure.alt,
        call=spell_call("render_ngrams", made, "tokens", voice=voice, run=run, top=top),
    )


def explore_ngrams(tokens: pd.DataFrame, *, n: int = 3, by: object = "article_id", look: Look = PLAIN) -> Explorer:
    """Return a box in which a reader chooses the length of the runs, a voice, and the run to open.

    Needs the token table, or what `index_words` made of it; `by` as in `count_ngrams`.

    Returns
    -------
    Explorer
        Controls `n`, `voice` and `run`; see `render_ngrams`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 4], "end": [3, 9],
    ...     "text": ["The", "truce"], "lower": ["the", "truce"], "is_word": True, "zone": "body", "voice": "narrator"})
    >>> explore_ngrams(tokens, n=2).controls["run"].value
    'the truce'
    """
    index = take_index(tokens, DEFAULT_ZONES)

    @lru_cache(maxsize=16)
    def count(n: int, voice: str) -> pd.DataFrame:
        return vocabulary.count_ngrams(index, n=n, by=by, voice=voice)

    def list_runs(*, n: int, voice: str) -> list[tuple[str, str]]:
        return [(f"{row.term} ({row.n})", row.term) for row in choose_counts(count(n, voice)).itertuples()]

    def render(*, n: int, voice: str, run: str) -> View:
        return spell_groups(render_ngrams(count(n, voice), index, voice=voice, run=run, look=look), by)

    controls = {
        "n": choose_number("Words in a row", n, low=1, high=8),
        "voice": choose_one("Voice", VOICE_CHOICES),
        "run": choose_one("Open the lines with"),
    }
    return Explorer(render, controls, title="Runs of words, text by text", follows={"run": list_runs}, look=look)
