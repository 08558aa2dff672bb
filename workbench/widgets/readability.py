"""Switch formula, voice and zones, and see the figure, textstat's beside it, and the sentences that drive it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import pandas as pd

from workbench.measures.readability import (
    MEASURES,
    compare_with_textstat,
    list_driving_sentences,
    score_readability,
)
from workbench.plots.captions import (
    count_of,
    format_interval,
    format_number,
    join_caption,
    list_parts,
    name_voice,
    name_zones,
)
from workbench.plots.instruments import explain_difference
from workbench.plots.markup import escape, mark_text, show_table
from workbench.plots.scores import spell_measure
from workbench.schema import VOICES, require_choice
from workbench.tokens.selection import label_zones
from workbench.widgets.choices import ZONE_CHOICES, TextChoice, keep_article, scroll
from workbench.widgets.explorer import Explorer, choose_number, choose_one
from workbench.widgets.view import View, spell_call
from workbench.widgets.zones import find_text

SHOWN = ["sentence_id", "voice", "n_words", "letters_per_word", "syllables_per_word", "push"]
_VOICED = "textstat is asked for the whole text only; choose all voices to see it beside ours."


def render_readability(
    articles: pd.DataFrame, sentences: pd.DataFrame, tokens: pd.DataFrame, *, choice: TextChoice, longest: int = 5
) -> View:
    """Return one readability figure of one text, textstat's beside it, and its longest sentences marked.

    Needs article_id and text of the articles, and what `compare_with_textstat` needs of sentences and tokens.

    Parameters
    ----------
    articles, sentences, tokens : DataFrame
        As the corpus and language layers make them.
    choice : TextChoice
        Article, measure, voice and zones.
    longest : int
        Sentences marked in the reading view, the longest of the voice.

    Returns
    -------
    View
        Its table has one row per sentence of the voice, the longest first, with what it does to the figure of the
        whole text (push).

    Raises
    ------
    KeyError, ValueError
        For a missing column, or an unknown article, measure, voice or zone.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["We left. They stayed."]})
    >>> sentences = pd.DataFrame({"article_id": "a", "block_id": 0, "sentence_id": [0, 1], "start": [0, 9], "end": [8, 21]})
    >>> tokens = pd.DataFrame({"lower": ["we", "left", "they", "stayed"], "start": [0, 3, 9, 14], "end": [2, 7, 13, 20]})
    >>> tokens = tokens.assign(article_id="a", sentence_id=[0, 0, 1, 1], is_word=True, voice="narrator")
    >>> view = render_readability(articles, sentences.assign(zone="body"), tokens, choice=TextChoice("a", "lix"))
    >>> "[2 words, " in view.html, "too few words: 4" in view.html
    (True, True)
    """
    require_choice(choice.measure, MEASURES, name="measure")
    text = find_text(articles, choice.article)
    own = {"sentences": keep_article(sentences, choice.article), "tokens": keep_article(tokens, choice.article)}
    score = _take_score(score_readability(**own, zones=choice.zones), choice)
    driving = list_driving_sentences(**own, zones=choice.zones, measure=choice.measure)
    driving = driving if choice.voice == "all" else driving[driving["voice"] == choice.voice].reset_index(drop=True)
    compared = compare_with_textstat(keep_article(articles, choice.article), **own, zones=choice.zones)
    beside = _set_beside(compared, choice)
    cut = [text[start:end] for start, end in zip(driving["start"], driving["end"], strict=True)]
    table = driving[SHOWN].assign(sentence=pd.Series(cut, index=driving.index, dtype="str"))
    marked = mark_text(text, _list_spans(driving.head(longest)))
    return View(
        html=f"<p><b>{escape(score['told'])}</b></p>{beside}"
        + scroll(marked, title=f"The text, its {len(driving.head(longest))} longest sentences of this voice marked")
        + show_table(table, title="Longest sentences first; push = what the sentence does to the figure", max_rows=8),
        table=table,
        caption=_caption(score, choice),
        alt=f"{score['told']}. Longest: "
        + list_parts(f"{r.n_words} words, push {format_number(r.push)}" for r in driving.head(longest).itertuples()),
        call=spell_call("render_readability", "articles", "sentences", "tokens", choice=choice, longest=longest),
    )


def _take_score(scores: pd.DataFrame, choice: TextChoice) -> dict:
    rows = scores[(scores["measure"] == choice.measure) & (scores["voice"] == choice.voice)]
    if rows.empty:
        return {"n_words": 0, "n_sentences": 0, "value": "too few to say", "told": "This voice has no sentence here"}
    row = rows.iloc[0]
    value = format_interval(row["value"], row["low"], row["high"])
    reason = "" if pd.isna(row["reason"]) else f" ({row['reason']})"
    return {**row, "value": value, "told": f"{spell_measure(choice.measure)} of {choice.article}: {value}{reason}"}


def _set_beside(compared: pd.DataFrame, choice: TextChoice) -> str:
    if choice.voice != "all":
        return f"<p>{_VOICED}</p>"
    rows = compared[compared["measure"] == choice.measure]
    if rows.empty:
        return ""
    row = next(rows.itertuples())
    theirs = f"textstat's own figure for the same text: {format_number(float(row.textstat))}."
    return f"<p>{theirs} {escape(explain_difference(row))}</p>"


def _list_spans(driving: pd.DataFrame) -> pd.DataFrame:
    rows = [(row.start, row.end, "term", _tag(row._asdict())) for row in driving.itertuples()]
    return pd.DataFrame(rows, columns=["start", "end", "kind", "tag"])


def _tag(row: Mapping) -> str:
    push = "" if pd.isna(row["push"]) else ("+" if row["push"] > 0 else "") + format_number(float(row["push"]))
    return f"{row['n_words']} words, push {push or 'not defined'}"


def _caption(score: dict, choice: TextChoice) -> str:
    size = f"{count_of(int(score['n_sentences']), 'sentence')}, {count_of(int(score['n_words']), 'word')}"
    scope = f"{name_zones(label_zones(choice.zones))}, {name_voice(choice.voice)}"
    return join_caption(f"{spell_measure(choice.measure)} of {choice.article}", score["value"], size, scope)


def explore_readability(
    articles: pd.DataFrame, sentences: pd.DataFrame, tokens: pd.DataFrame, *, measure: str = "flesch_reading_ease"
) -> Explorer:
    """Return a box in which every switch computes the figure anew.

    Needs the tables that `render_readability` needs; `measure` is shown first.

    Returns
    -------
    Explorer
        Controls `article`, `measure`, `voice`, `zones` and `longest`.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["We left. They stayed."]})
    >>> sentences = pd.DataFrame({"article_id": "a", "block_id": 0, "sentence_id": [0, 1], "start": [0, 9], "end": [8, 21]})
    >>> tokens = pd.DataFrame({"lower": ["we", "left", "they", "stayed"], "start": [0, 3, 9, 14], "end": [2, 7, 13, 20]})
    >>> tokens = tokens.assign(article_id="a", sentence_id=[0, 0, 1, 1], is_word=True, voice="narrator")
    >>> explore_readability(articles, sentences.assign(zone="body"), tokens).controls["measure"].value
    'flesch_reading_ease'
    """

    @lru_cache(maxsize=64)
    def draw(choice: TextChoice, longest: int) -> View:
        return render_readability(articles, sentences, tokens, choice=choice, longest=longest)

    def render(*, zones: str, longest: int, **chosen: str) -> View:
        return draw(TextChoice(zones=ZONE_CHOICES[zones], **chosen), longest)

    controls = {
        "article": choose_one("Article", articles["article_id"]),
        "measure": choose_one("Formula", [(spell_measure(name), name) for name in MEASURES], value=measure),
        "voice": choose_one("Voice", ("all", *VOICES)),
        "zones": choose_one("Zones", ZONE_CHOICES),
        "longest": choose_number("Sentences marked", 5, low=1, high=15),
    }
    return Explorer(render, controls, title="One formula, textstat's figure, and the sentences that drive both")
