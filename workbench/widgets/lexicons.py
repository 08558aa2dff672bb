"""Read a text with the words of one theme marked, and see how often they stand in every text."""

from __future__ import annotations

import pandas as pd

from workbench.plots.captions import format_interval, join_caption, name_voice, name_zones
from workbench.plots.figure import draw_figure, show_picture
from workbench.plots.markup import escape, mark_text
from workbench.plots.scores import choose_scores
from workbench.schema import VOICES, require_columns
from workbench.widgets.behind import keep_rows
from workbench.widgets.choices import TextChoice, scroll
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.view import View, spell_call
from workbench.widgets.zones import find_text

HITS = ("article_id", "start", "end", "lexicon", "category", "term", "voice", "form")
FURTHER = ("lexicon", "category", "label", "n_hits", "null_low", "null_high")


def render_hits(articles: pd.DataFrame, hits: pd.DataFrame, framing: pd.DataFrame, *, choice: TextChoice) -> View:
    """Return one text with the vocabulary associated with one theme marked, and its rate in every text.

    Needs article_id and text of the articles, the table of `find_hits` and that of `score_framing`, made with the same
    lexicons and zones.

    Parameters
    ----------
    articles, hits, framing : DataFrame
        One row per article; one row per hit; one row per article, theme and voice.
    choice : TextChoice
        Article, measure of `framing` ("lexicon_<id>_<category>") and voice.

    Returns
    -------
    View
        Its table has one row per hit in the text.

    Raises
    ------
    KeyError, ValueError
        For a missing column, or an unknown article, measure or voice.

    Examples
    --------
    >>> from workbench.schema import make_table
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["The truce"]})
    >>> hits = pd.DataFrame([("a", 4, 9, "peace", "talks", "truce", "narrator", "truce")], columns=list(HITS))
    >>> row = {"article_id": "a", "measure": "lexicon_peace_talks", "voice": "all", "zones": "body", "value": 500.0}
    >>> framing = make_table([row | {"n_words": 2, "n_sentences": 1}], "scores")
    >>> framing = framing.assign(lexicon="peace", category="talks", label="vocabulary associated with talks", n_hits=1)
    >>> framing = framing.assign(null_low=float("nan"), null_high=float("nan"))
    >>> "[talks: " in render_hits(articles, hits, framing, choice=TextChoice("a", "lexicon_peace_talks")).html
    True
    """
    require_columns(hits, HITS, name="hits")
    require_columns(framing, FURTHER, name="framing")
    text = find_text(articles, choice.article)
    rows = choose_scores(framing, measure=choice.measure)
    rows = rows[rows["voice"] == choice.voice]
    theme, mine = rows.iloc[0], keep_rows(rows, article_id=choice.article).iloc[0]
    found = hits[(hits["lexicon"] == theme["lexicon"]) & (hits["category"] == theme["category"])]
    found = found[found["article_id"] == choice.article]
    found = found if choice.voice == "all" else found[found["voice"] == choice.voice]
    figure = draw_figure("scores", rows, measure=choice.measure)
    marked = mark_text(text, _list_spans(found))
    return View(
        html=f"<p><b>{escape(_tell(mine))}</b></p>{show_picture(figure)}"
        + scroll(marked, title="The text, each word of the theme marked"),
        table=found[["start", "end", "form", "term", "voice"]].reset_index(drop=True),
        caption=_caption(mine, choice),
        alt=f"{_tell(mine)}. {figure.alt}",
        call=spell_call("render_hits", "articles", "hits", "framing", choice=choice),
    )


def _list_spans(found: pd.DataFrame) -> pd.DataFrame:
    rows = found[["start", "end", "category"]].rename(columns={"category": "tag"})
    return rows.assign(kind="term", tag=rows["tag"].str.replace("_", " "))


def _tell(row: pd.Series) -> str:
    value = format_interval(row["value"], row["low"], row["high"], digits=1)
    if pd.isna(row["null_low"]) or pd.isna(row["value"]):
        band = ""
    else:
        inside = row["null_low"] <= row["value"] <= row["null_high"]
        band = f", {'inside' if inside else 'outside'} what shuffled sentences give"
    return f"{row['label'][:1].upper()}{row['label'][1:]} in {row['article_id']}: {value} per 1,000 words{band}"


def _caption(row: pd.Series, choice: TextChoice) -> str:
    value = f"{format_interval(row['value'], row['low'], row['high'], digits=1)} per 1,000 words"
    size = f"n = {int(row['n_hits']):,} of {int(row['n_words']):,} words"
    scope = f"{name_zones(row['zones'])}, {name_voice(choice.voice)}"
    return join_caption(f"{row['label'][:1].upper()}{row['label'][1:]}", value, size, scope, "no frame is claimed")


def explore_hits(articles: pd.DataFrame, hits: pd.DataFrame, framing: pd.DataFrame) -> Explorer:
    """Return a box in which a reader chooses a text, a theme and a voice; themes with most hits come first.

    Needs the tables that `render_hits` needs.

    Returns
    -------
    Explorer
        Controls `article`, `measure` and `voice`.

    Raises
    ------
    ValueError
        If `framing` holds no theme.

    Examples
    --------
    >>> from workbench.schema import make_table
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["The truce"]})
    >>> row = {"article_id": "a", "measure": "lexicon_peace_talks", "voice": "all", "zones": "body", "value": 0.0}
    >>> framing = make_table([row | {"n_words": 2, "n_sentences": 1}], "scores")
    >>> framing = framing.assign(lexicon="peace", category="talks", label="vocabulary associated with talks", n_hits=0)
    >>> framing = framing.assign(null_low=float("nan"), null_high=float("nan"))
    >>> explore_hits(articles, pd.DataFrame(columns=list(HITS)), framing).controls["measure"].options
    (('peace: talks (0)', 'lexicon_peace_talks'),)
    """
    require_columns(framing, FURTHER, name="framing")

    def render(*, article: str, measure: str, voice: str) -> View:
        return render_hits(articles, hits, framing, choice=TextChoice(article, measure, voice))

    controls = {
        "article": choose_one("Article", articles["article_id"]),
        "measure": choose_one("Vocabulary associated with", _list_themes(framing)),
        "voice": choose_one("Voice", ("all", *VOICES)),
    }
    return Explorer(render, controls, title="Words that go with a theme, in their text")


def _list_themes(framing: pd.DataFrame) -> list[tuple[str, str]]:
    rows = framing[framing["category"].notna() & (framing["voice"] == "all")]
    sums = rows.groupby(["measure", "lexicon", "category"], as_index=False)["n_hits"].sum()
    sums = sums.sort_values(["n_hits", "measure"], ascending=[False, True], kind="stable")
    return [(f"{r.lexicon}: {r.category} ({r.n_hits})".replace("_", " "), r.measure) for r in sums.itertuples()]
