"""Set one text against another, or the rest, and see which words make the difference between their scores."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from workbench.measures.sentiment import shift_words
from workbench.plots.figure import draw_figure, show_picture
from workbench.plots.scores import spell_measure
from workbench.plots.sentiment import SHIFT as NEEDED
from workbench.plots.sentiment import choose_shift
from workbench.schema import VOICES, require_columns
from workbench.widgets.behind import Span, show_sentences
from workbench.widgets.choices import NONE, follow
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.sentiment import COMBINED, tag_weight
from workbench.widgets.view import View, spell_call

REST = "all the others"
HITS = ("article_id", "lexicon", "term", "voice", "start", "end", "weight", "valence", "sentence_start", "sentence")


def render_shift(
    contributions: pd.DataFrame,
    hits: pd.DataFrame,
    *,
    pair: tuple[str, str],
    measure: str,
    voice: str = "all",
    word: str = "",
) -> View:
    """Return the words that make the difference of two scores, and the sentences in which one of them stands.

    Needs the table of `list_contributions`, and that of `list_hits` with the columns that `add_sentences` adds.

    Parameters
    ----------
    contributions, hits : DataFrame
        One row per word and score; one row per counted place.
    pair : tuple of str
        The text and what it is set against: another text, or "all the others".
    measure, voice : str
        A score of the table and a voice.
    word : str
        The word whose sentences are opened; the one that adds most where not given.

    Returns
    -------
    View
        Its table has one row per word, the largest part of the difference first.

    Raises
    ------
    KeyError, ValueError
        For a missing column or an article that the table does not hold.

    Examples
    --------
    >>> row = {"measure": "sentiment_x", "voice": "all", "n_hits": 1}
    >>> added = pd.DataFrame([row | {"article_id": "a", "term": "joy", "contribution": 0.2},
    ...                       row | {"article_id": "b", "term": "war", "contribution": -0.3}])
    >>> hits = pd.DataFrame([("b", "x", "war", "narrator", 0, 3, -1.0, -1.0, 0, "War.", 4)], columns=[*HITS, "sentence_end"])
    >>> view = render_shift(added, hits, pair=("a", "all the others"), measure="sentiment_x", word="war")
    >>> "[−1.0: " in view.html, view.table["shift"].tolist()
    (True, [0.3, 0.2])
    """
    require_columns(hits, HITS, name="hits")
    shift = shift_words(contributions, a_id=pair[0], b_id=None if pair[1] == REST else pair[1])
    options = {"measure": measure, "voice": voice, "names": pair}
    figure = draw_figure("shift", shift, **options)
    rows = shift[(shift["measure"] == measure) & (shift["voice"] == voice)].reset_index(drop=True)
    word = word or (rows["term"].iloc[0] if len(rows) else "")
    return View(
        html=show_picture(figure) + show_sentences(_choose_hits(hits, pair, options, word), _mark),
        table=rows[["term", "shift", "contribution_a", "contribution_b", "n_hits_a", "n_hits_b"]],
        caption=figure.caption,
        alt=figure.alt,
        call=spell_call("render_shift", "contributions", "hits", pair=pair, measure=measure, voice=voice, word=word),
    )


def _choose_hits(hits: pd.DataFrame, pair: tuple[str, str], options: Mapping, word: str) -> pd.DataFrame:
    rows = hits[hits["term"] == word]
    if options["measure"] != COMBINED:
        rows = rows[rows["lexicon"] == options["measure"].removeprefix("sentiment_")]
    if options["voice"] != "all":
        rows = rows[rows["voice"] == options["voice"]]
    if pair[1] != REST:
        rows = rows[rows["article_id"].isin(pair)]
    rows = rows.drop_duplicates(["article_id", "start"])
    return rows.sort_values("article_id", key=lambda ids: ids != pair[0], kind="stable")


def _mark(row: Mapping) -> Iterator[Span]:
    kind = "negative" if row["valence"] < 0 else "positive"
    yield row["start"], row["end"], kind, tag_weight(row["weight"], row["valence"])


def explore_shift(contributions: pd.DataFrame, hits: pd.DataFrame) -> Explorer:
    """Return a box in which a reader chooses two texts, an instrument, a voice and the word to open.

    Needs the tables that `render_shift` needs; where there are no two texts with counted words the box says so.

    Returns
    -------
    Explorer
        Controls `first`, `second`, `measure`, `voice` and `word`.

    Examples
    --------
    >>> added = pd.DataFrame(columns=["article_id", "measure", "voice", "term", "n_hits", "contribution"])
    >>> "Nothing to show" in explore_shift(added, pd.DataFrame(columns=[*HITS, "sentence_end"])).view.value
    True
    """
    texts = sorted(set(contributions["article_id"]))
    measures = [
        (spell_measure(str(name).removeprefix("sentiment_")), name) for name in dict.fromkeys(contributions["measure"])
    ]
    controls = {
        "first": choose_one("Text", texts or [NONE]),
        "second": choose_one("against", [REST, *texts]),
        "measure": choose_one("Instrument", measures or [NONE]),
        "voice": choose_one("Voice", ("all", *VOICES)),
    }

    def list_terms() -> list[str]:
        chosen = {name: control.value for name, control in controls.items()}
        if len(texts) < 2 or chosen["first"] == chosen["second"]:  # noqa: PLR2004  a difference needs two texts
            return []
        shift = shift_words(
            contributions, a_id=chosen["first"], b_id=None if chosen["second"] == REST else chosen["second"]
        )
        return _list_terms(choose_shift(shift, measure=chosen["measure"], voice=chosen["voice"]))

    def render(*, first: str, second: str, measure: str, voice: str, word: str) -> View:
        if len(texts) < 2:  # noqa: PLR2004  a difference needs two texts
            raise ValueError("A word shift needs two texts with counted words; there are fewer here.")
        if first == second:
            raise ValueError("The two texts are the same; choose another one to set it against.")
        return render_shift(contributions, hits, pair=(first, second), measure=measure, voice=voice, word=word)

    word = choose_one("Open the sentences with", list_terms() or [NONE])
    follow(word, list(controls.values()), list_terms)
    return Explorer(render, {**controls, "word": word}, title="Which words make the difference")


def _list_terms(rows: pd.DataFrame) -> list[str]:
    order = rows["shift"].abs().sort_values(ascending=False, kind="stable").index
    return list(rows.loc[order, NEEDED[2]])
