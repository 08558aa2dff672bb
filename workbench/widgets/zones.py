"""Read one article with its zones, or set the articles side by side by zone."""

from __future__ import annotations

import pandas as pd

from workbench.plots.captions import count_of, join_caption, list_parts
from workbench.plots.markup import mark_blocks
from workbench.schema import ZONES, require_choice, require_columns
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.view import View, spell_call

EVERY = "every zone"
NOT_BODY = "all but body"


def render_zones(articles: pd.DataFrame, blocks: pd.DataFrame, *, article: str, zone: str = EVERY) -> View:
    r"""Return one article with the zone of each block in front of it.

    Needs article_id and text of the articles, and the blocks table.

    Parameters
    ----------
    articles, blocks : DataFrame
        As `workbench.corpus.load_corpus` makes them.
    article : str
        An article_id.
    zone : str
        "every zone", "all but body", or one zone.

    Returns
    -------
    View
        Its table holds the blocks shown, in order of the text.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        For an unknown article or zone.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["A talk\nJo spoke."]})
    >>> blocks = pd.DataFrame({"article_id": "a", "block_id": [0, 1], "start": [0, 7], "end": [6, 16],
    ...     "zone": ["headline", "body"], "rule": ["first line", "default"], "confidence": [0.9, 1.0]})
    >>> render_zones(articles, blocks, article="a").caption
    'Blocks of a · n = 2 blocks · every zone · these texts only'
    """
    text = find_text(articles, article)
    mine = blocks[blocks["article_id"] == article]
    require_choice(zone, (EVERY, NOT_BODY, *ZONES), name="zone")
    shown = mine if zone == EVERY else mine[(mine["zone"] == zone) | ((zone == NOT_BODY) & (mine["zone"] != "body"))]
    counts = shown["zone"].value_counts(sort=False)
    return View(
        html=mark_blocks(text, shown),
        table=shown[["block_id", "start", "end", "zone", "rule", "confidence"]].reset_index(drop=True),
        caption=join_caption(f"Blocks of {article}", count_of(len(shown), "block"), zone),
        alt=f"Blocks of {article} by zone: " + list_parts(f"{name} {n}" for name, n in counts.items()),
        call=spell_call("render_zones", "articles", "blocks", article=article, zone=zone),
    )


def find_text(articles: pd.DataFrame, article: str) -> str:
    """Return the text of one article.

    Raises
    ------
    ValueError
        Naming the articles that there are.

    Examples
    --------
    >>> find_text(pd.DataFrame({"article_id": ["a"], "text": ["Jo spoke."]}), "a")
    'Jo spoke.'
    """
    require_columns(articles, ("article_id", "text"), name="articles")
    require_choice(article, tuple(articles["article_id"]), name="article")
    return articles.loc[articles["article_id"] == article, "text"].iloc[0]


def explore_zones(articles: pd.DataFrame, blocks: pd.DataFrame) -> Explorer:
    r"""Return a box in which a reader chooses an article and the zones to see.

    Needs article_id and text of the articles, and the blocks table.

    Returns
    -------
    Explorer
        Controls `article` and `zone`; see `render_zones`.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["A talk\nJo spoke."]})
    >>> blocks = pd.DataFrame({"article_id": "a", "block_id": [0, 1], "start": [0, 7], "end": [6, 16],
    ...     "zone": ["headline", "body"], "rule": ["first line", "default"], "confidence": [0.9, 1.0]})
    >>> box = explore_zones(articles, blocks)
    >>> box.controls["zone"].value = "body"
    >>> "1 block" in box.view.value
    True
    """

    def render(*, article: str, zone: str) -> View:
        return render_zones(articles, blocks, article=article, zone=zone)

    zones = [EVERY, NOT_BODY, *dict.fromkeys(blocks["zone"])]
    controls = {"article": choose_one("Article", articles["article_id"]), "zone": choose_one("Show", zones)}
    return Explorer(render, controls, title="What stands where in the text")
