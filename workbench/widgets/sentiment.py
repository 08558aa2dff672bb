"""Switch instrument, voice, zones, name guard and domain words, and see the score with the words that make it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

import pandas as pd

from workbench.measures.sentiment import (
    DEFAULT_INSTRUMENTS,
    NAME_GUARDS,
    SentimentSettings,
    list_contributions,
    list_hits,
    list_instruments,
    score_sentiment,
)
from workbench.plots.captions import count_of, format_interval, format_number, join_caption, name_voice, name_zones
from workbench.plots.figure import draw_figure, show_picture
from workbench.plots.markup import escape, mark_text
from workbench.plots.scores import spell_measure
from workbench.schema import VOICES, require_choice
from workbench.tokens.selection import label_zones
from workbench.widgets.choices import ZONE_CHOICES, SentimentChoice, keep_article, scroll
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.view import View, spell_call
from workbench.widgets.zones import find_text

COMBINED = "sentiment_combined"
GUARDS = {"lexicons": "on for the lists", "all": "on for the lists and VADER", "none": "off"}
_TOLD = "Bad news is not tone: reports of deaths score low in any words."


def render_sentiment(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    choice: SentimentChoice,
    instruments: Iterable = DEFAULT_INSTRUMENTS,
) -> View:
    """Return one sentiment score of one text, computed for the switches as they stand, with the words that make it.

    Needs article_id and text of the articles, and what `score_sentiment` needs of sentences and tokens.

    Parameters
    ----------
    articles, sentences, tokens : DataFrame
        As the corpus and language layers make them.
    choice : SentimentChoice
        Article, measure ("sentiment_vader", "sentiment_<lexicon>", "sentiment_combined"), voice, zones and switches.
    instruments : iterable
        As in `SentimentSettings`.

    Returns
    -------
    View
        Its table has one row per word that counts, with what it adds; the reading view marks each place with the
        listed weight, and with the weight in place where negation or emphasis changes it.

    Raises
    ------
    KeyError, ValueError
        For a missing column, or an unknown article, measure, voice, zone or switch.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Good news"]})
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> view = render_sentiment(articles, sentences, tokens, choice=SentimentChoice("a", "sentiment_vader"))
    >>> "[+1.9: " in view.html, view.table.term.tolist()
    (True, ['good'])
    """
    text = find_text(articles, choice.article)
    settings = SentimentSettings(tuple(instruments), name_guard=choice.name_guard, domain_words=choice.domain_words)
    own = {"sentences": keep_article(sentences, choice.article), "tokens": keep_article(tokens, choice.article)}
    options = {**own, "zones": choice.zones, "settings": settings}
    score = _take_score(score_sentiment(**options), choice)
    added = list_contributions(**options)
    figure_options = {"article": choice.article, "measure": choice.measure, "voice": choice.voice}
    figure = draw_figure("contributions", added, **figure_options)
    marked = mark_text(text, _list_spans(list_hits(**options), choice))
    told = f"<p><b>{escape(score['told'])}</b></p><p>{_TOLD}</p>"
    kept = added[(added["measure"] == choice.measure) & (added["voice"] == choice.voice)]
    return View(
        html=told + show_picture(figure) + scroll(marked, title="The text, with every word that counts"),
        table=kept[["term", "n_hits", "weight", "contribution"]].reset_index(drop=True),
        caption=_caption(score, choice),
        alt=f"{score['told']}. {figure.alt}",
        call=spell_call("render_sentiment", "articles", "sentences", "tokens", choice=choice),
    )


def _take_score(scores: pd.DataFrame, choice: SentimentChoice) -> dict:
    known = list(dict.fromkeys(scores["measure"]))
    if known:
        require_choice(choice.measure, known, name="measure")
    rows = scores[(scores["measure"] == choice.measure) & (scores["voice"] == choice.voice)]
    if rows.empty:
        return {"n_words": 0, "n_sentences": 0, "value": "too few to say", "told": "This voice has no words here"}
    row = rows.iloc[0]
    value = format_interval(row["value"], row["low"], row["high"])
    reason = "" if pd.isna(row["reason"]) else f" ({row['reason']})"
    return {**row, "value": value, "told": f"{spell_measure(choice.measure)} of {choice.article}: {value}{reason}"}


def _caption(score: dict, choice: SentimentChoice) -> str:
    size = f"{count_of(int(score['n_sentences']), 'sentence')}, {count_of(int(score['n_words']), 'word')}"
    scope = f"{name_zones(label_zones(choice.zones))}, {name_voice(choice.voice)}"
    switches = (
        f"name guard {GUARDS[choice.name_guard]}, domain words {'counted' if choice.domain_words else 'left out'}"
    )
    name = f"{spell_measure(choice.measure)} of {choice.article}"
    return join_caption(name, score["value"], size, scope, switches, "bad news is not tone")


def _list_spans(hits: pd.DataFrame, choice: SentimentChoice) -> pd.DataFrame:
    hits = hits[hits["start"] < hits["end"]]
    if choice.voice != "all":
        hits = hits[hits["voice"] == choice.voice]
    if choice.measure != COMBINED:
        hits = hits[hits["lexicon"] == choice.measure.removeprefix("sentiment_")]
        rows = [(r.start, r.end, _name_kind(r.valence), tag_weight(r.weight, r.valence)) for r in hits.itertuples()]
    else:
        rows = list(_sum_lists(hits))
    return pd.DataFrame(rows, columns=["start", "end", "kind", "tag"])


def _sum_lists(hits: pd.DataFrame) -> Iterator[tuple[int, int, str, str]]:
    """One span per word that any list counts; lists may end a word at different marks."""
    for (_, start), rows in hits.groupby(["article_id", "start"], sort=True):
        lists = rows["lexicon"].nunique()
        tag = f"{_sign(rows['valence'].mean())} in {lists} list{'' if lists == 1 else 's'}"
        yield int(start), int(rows["end"].min()), _name_kind(rows["valence"].mean()), tag


def _name_kind(valence: float) -> str:
    return "negative" if valence < 0 else "positive"


def _sign(value: float) -> str:
    return ("+" if value > 0 else "") + format_number(float(value), digits=1)


def tag_weight(weight: float, valence: float) -> str:
    """Return the weight as listed, and the weight in place where it differs.

    Examples
    --------
    >>> tag_weight(1.9, 1.9), tag_weight(2.0, -1.48)
    ('+1.9', '+2.0, here −1.5')
    """
    listed, placed = _sign(weight), _sign(valence)
    return listed if listed == placed else f"{listed}, here {placed}"


def explore_sentiment(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    instruments: Iterable = DEFAULT_INSTRUMENTS,
) -> Explorer:
    """Return a box in which every switch computes the score anew.

    Needs the tables that `render_sentiment` needs; user lexicons join through `instruments`.

    Returns
    -------
    Explorer
        Controls `article`, `measure`, `voice`, `zones`, `name_guard` and `domain_words`.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Good news"]})
    >>> sentences = pd.DataFrame({"article_id": ["a"], "sentence_id": 0, "start": 0, "end": 9, "zone": "body"})
    >>> tokens = pd.DataFrame({"text": ["Good", "news"], "start": [0, 5], "end": [4, 9], "voice": "narrator"})
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=True)
    >>> list(explore_sentiment(articles, sentences, tokens).controls)[:2]
    ['article', 'measure']
    """
    instruments = tuple(instruments)
    known = [*list_instruments(instruments)["measure"], COMBINED]

    @lru_cache(maxsize=64)
    def draw(choice: SentimentChoice) -> View:
        return render_sentiment(articles, sentences, tokens, choice=choice, instruments=instruments)

    def render(*, zones: str, **chosen: str) -> View:
        return draw(SentimentChoice(zones=ZONE_CHOICES[zones], **chosen))

    controls = {
        "article": choose_one("Article", articles["article_id"]),
        "measure": choose_one("Instrument", [(spell_measure(name.removeprefix("sentiment_")), name) for name in known]),
        "voice": choose_one("Voice", ("all", *VOICES)),
        "zones": choose_one("Zones", ZONE_CHOICES),
        "name_guard": choose_one("Name guard", [(GUARDS[name], name) for name in NAME_GUARDS]),
        "domain_words": choose_one("Words of armed conflict", [("counted", True), ("left out", False)]),
    }
    return Explorer(render, controls, title="One score, its switches, its words")
