"""Read the sentences of a text in order of reading or of score, with the words that drive each."""

from __future__ import annotations

import pandas as pd

from workbench.plots.figure import draw_figure, show_picture
from workbench.plots.markup import show_table
from workbench.plots.scores import spell_measure
from workbench.plots.sentiment import choose_sentences
from workbench.schema import require_choice, require_columns
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.view import View, spell_call
from workbench.widgets.zones import find_text

ORDERS = ("as printed", "lowest first", "highest first")
NEEDED = ("article_id", "sentence_id", "start", "end", "measure", "value")
FURTHER = ("voice", "n_words", "words")


def render_sentences(
    articles: pd.DataFrame,
    sentence_scores: pd.DataFrame,
    *,
    article: str,
    measure: str | None = None,
    order: str = "as printed",
) -> View:
    """Return the sentences of one article with one score of each and the words that drive it.

    Needs article_id and text of the articles; article_id, sentence_id, start, end, measure and value of the sentence
    scores (voice, n_words and words are shown where they are there).

    Parameters
    ----------
    articles, sentence_scores : DataFrame
        One row per article; one row per sentence and measure.
    article : str
        An article_id.
    measure : str
        A measure of the table; its first where not given.
    order : str
        "as printed", "lowest first" or "highest first".

    Returns
    -------
    View
        Its table has one row per sentence, in the order asked for.

    Raises
    ------
    KeyError, ValueError
        For a missing column, an unknown article, measure or order.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Good. Bad."]})
    >>> scores = pd.DataFrame({"article_id": "a", "sentence_id": [0, 1], "start": [0, 6], "end": [5, 10],
    ...     "measure": "x", "value": [0.4, -0.5]})
    >>> render_sentences(articles, scores, article="a", order="lowest first").table.sentence.tolist()
    ['Bad.', 'Good.']
    """
    require_columns(sentence_scores, NEEDED, name="sentence_scores")
    require_choice(order, ORDERS, name="order")
    text = find_text(articles, article)
    rows = choose_sentences(sentence_scores, measure=measure)
    mine = rows[rows["article_id"] == article]
    figure = draw_figure("sentence_scores", mine)
    table = _order(mine, text, order)
    options = {"article": article, "measure": measure, "order": order}
    return View(
        html=show_picture(figure) + show_table(table, title=f"Sentences of {article}, {order}"),
        table=table,
        caption=figure.caption,
        alt=figure.alt,
        call=spell_call("render_sentences", "articles", "sentence_scores", **options),
    )


def _order(mine: pd.DataFrame, text: str, order: str) -> pd.DataFrame:
    mine = mine.assign(sentence=[text[start:end] for start, end in zip(mine["start"], mine["end"], strict=True)])
    if order != "as printed":
        mine = mine.sort_values("value", ascending=order == "lowest first", kind="stable")
    further = [name for name in FURTHER if name in mine]
    return mine[["sentence_id", "value", *further, "sentence"]].reset_index(drop=True)


def explore_sentences(articles: pd.DataFrame, sentence_scores: pd.DataFrame, *, measure: str | None = None) -> Explorer:
    """Return a box in which a reader chooses an article, a measure and the order of its sentences.

    Needs the tables that `render_sentences` needs; `measure` is shown first.

    Returns
    -------
    Explorer
        Controls `article`, `measure` and `order`; see `render_sentences`.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Good. Bad."]})
    >>> scores = pd.DataFrame({"article_id": "a", "sentence_id": [0, 1], "start": [0, 6], "end": [5, 10],
    ...     "measure": "x", "value": [0.4, -0.5]})
    >>> explore_sentences(articles, scores).controls["order"].value
    'as printed'
    """

    def render(*, article: str, measure: str, order: str) -> View:
        return render_sentences(articles, sentence_scores, article=article, measure=measure, order=order)

    measures = [(spell_measure(name), name) for name in dict.fromkeys(sentence_scores["measure"])]
    controls = {
        "article": choose_one("Article", articles["article_id"]),
        "measure": choose_one("Measure", measures, value=measure),
        "order": choose_one("Order", ORDERS),
    }
    return Explorer(render, controls, title="Sentence by sentence")
