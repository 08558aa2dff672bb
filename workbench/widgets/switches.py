"""One score of one text: choose formula or instrument, voice and zones, and read the words or sentences that make it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial

import pandas as pd

from workbench.measures import readability as readable, sentiment as felt
from workbench.plots import captions
from workbench.plots.figure import PLAIN, Look, show_picture
from workbench.plots.instruments import explain_difference
from workbench.plots.markup import escape, mark_text, show_table
from workbench.plots.scores import spell_measure
from workbench.schema import require_choice
from workbench.tokens.selection import label_zones
from workbench.widgets import choices
from workbench.widgets.explorer import Explorer, choose_number, choose_one
from workbench.widgets.view import View, scroll, spell_call

COMBINED = "sentiment_combined"
GUARDS = {"lexicons": "on for the lists", "all": "on for the lists and VADER", "none": "off"}
KEPT_TEXTS = 16  # texts with their zones whose scores are kept: judgement
_TOLD = "Bad news is not tone: reports of deaths score low in any words."
_VOICED = "textstat is asked for the whole text only; choose all voices to see it beside ours."


def _cut(article: str, **tables: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return {name: table[table["article_id"] == article].reset_index(drop=True) for name, table in tables.items()}


def _take_score(scores: pd.DataFrame, choice: choices.TextChoice, look: Look) -> dict:
    """Return one score with its value in words; a voice that does not occur is said and not scored."""
    rows = scores[(scores["measure"] == choice.measure) & (scores["voice"] == choice.voice)]
    if rows.empty:
        told = "This voice has no words here"
        return {"n_words": 0, "n_sentences": 0, "value": "too few to say", "told": told}
    row = rows.iloc[0]
    value = captions.format_interval(row["value"], row["low"], row["high"])
    reason = "" if pd.isna(row["reason"]) else f" ({row['reason']})"
    return {**row, "value": value, "told": f"{_name_score(choice, look)}: {value}{reason}"}


def _name_score(choice: choices.TextChoice, look: Look) -> str:
    return f"{spell_measure(choice.measure)} of {look.name(choice.article)}"


def _caption(score: dict, choice: choices.TextChoice, look: Look, *told: str) -> str:
    size = f"{captions.count_of(int(score['n_sentences']), 'sentence')}, {captions.count_of(int(score['n_words']), 'word')}"
    scope = f"{captions.name_zones(label_zones(choice.zones))}, {captions.name_voice(choice.voice)}"
    return captions.join_caption(_name_score(choice, look), score["value"], size, scope, *told)


def render_readability(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    choice: choices.TextChoice,
    longest: int = 5,
    look: Look = PLAIN,
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
    look : Look
        Names the texts.

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
    >>> view = render_readability(articles, sentences.assign(zone="body"), tokens, choice=choices.TextChoice("a", "lix"))
    >>> "[2 words, " in view.html, "too few words: 4" in view.html
    (True, True)
    """
    require_choice(choice.measure, readable.MEASURES, name="measure")
    scored = _score_readability(articles, sentences, tokens, choice.article, choice.zones)
    return _draw_readability(scored, choice, longest=longest, look=look)


def _score_readability(
    articles: pd.DataFrame, sentences: pd.DataFrame, tokens: pd.DataFrame, article: str, zones: tuple[str, ...]
) -> dict:
    """Score one text by every formula in every voice, so that a switch of either computes nothing anew."""
    text = choices.find_text(articles, article)
    own = {**_cut(article, sentences=sentences, tokens=tokens), "zones": zones}
    drive = lru_cache(maxsize=None)(partial(readable.list_driving_sentences, **own))
    compared = readable.compare_with_textstat(**_cut(article, articles=articles), **own)
    return {"text": text, "scores": readable.score_readability(**own), "compared": compared, "drive": drive}


def _draw_readability(scored: dict, choice: choices.TextChoice, *, longest: int, look: Look) -> View:
    text, score = scored["text"], _take_score(scored["scores"], choice, look)
    driving = choices.keep_voice(scored["drive"](measure=choice.measure), choice.voice)
    shown = ["sentence_id", "voice", "n_words", "letters_per_word", "syllables_per_word", "push"]
    cut = [text[start:end] for start, end in zip(driving["start"], driving["end"], strict=True)]
    table = driving[shown].assign(sentence=pd.Series(cut, index=driving.index, dtype="str"))
    top = driving.head(longest)
    spans = top[["start", "end"]].assign(kind="term", tag=[_tag_sentence(row) for row in top.to_dict("records")])
    marked = scroll(mark_text(text, spans), title=f"The text, its {len(top)} longest sentences of this voice marked")
    title = "Longest sentences first; push = what the sentence does to the figure"
    pushes = captions.list_parts(
        f"{row.n_words} words, push {captions.format_number(row.push)}" for row in top.itertuples()
    )
    options = {"choice": choice, "longest": longest}
    return View(
        html=f"<p><b>{escape(score['told'])}</b></p>{_set_beside(scored['compared'], choice)}{marked}"
        + show_table(table, title=title, max_rows=8),
        table=table,
        caption=_caption(score, choice, look),
        alt=f"{score['told']}. Longest: {pushes}",
        call=spell_call("render_readability", "articles", "sentences", "tokens", **options),
    )


def _set_beside(compared: pd.DataFrame, choice: choices.TextChoice) -> str:
    if choice.voice != "all":
        return f"<p>{_VOICED}</p>"
    rows = compared[compared["measure"] == choice.measure]
    if rows.empty:
        return ""
    row = next(rows.itertuples())
    theirs = f"textstat's own figure for the same text: {captions.format_number(float(row.textstat))}."
    return f"<p>{theirs} {escape(explain_difference(row))}</p>"


def _tag_sentence(row: Mapping) -> str:
    push = "not defined" if pd.isna(row["push"]) else _sign(row["push"], digits=2)
    return f"{row['n_words']} words, push {push}"


def _sign(value: float, *, digits: int = 1) -> str:
    return ("+" if value > 0 else "") + captions.format_number(float(value), digits=digits)


def explore_readability(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    measure: str = "flesch_reading_ease",
    look: Look = PLAIN,
) -> Explorer:
    """Return a box in which every switch gives the figure anew.

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
    look = look.over(articles)
    score = lru_cache(maxsize=KEPT_TEXTS)(partial(_score_readability, articles, sentences, tokens))

    def render(*, zones: str, longest: int, **chosen: str) -> View:
        choice = choices.TextChoice(zones=choices.ZONE_CHOICES[zones], **chosen)
        return _draw_readability(score(choice.article, choice.zones), choice, longest=longest, look=look)

    controls = {
        "article": choose_one("Article", look.offer(articles["article_id"])),
        "measure": choose_one("Formula", choices.list_measures(readable.MEASURES), measure),
        "voice": choose_one("Voice", choices.VOICE_CHOICES),
        "zones": choose_one("Zones", choices.ZONE_CHOICES),
        "longest": choose_number("Sentences marked", 5, low=1, high=15),
    }
    title = "One formula, textstat's figure, and the sentences that drive both"
    return Explorer(render, controls, title=title, look=look)


def render_sentiment(
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    choice: choices.SentimentChoice,
    instruments: Iterable = felt.DEFAULT_INSTRUMENTS,
    look: Look = PLAIN,
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
    look : Look
        Names the texts.

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
    >>> view = render_sentiment(articles, sentences, tokens, choice=choices.SentimentChoice("a", "sentiment_vader"))
    >>> "[+1.9: " in view.html, view.table.term.tolist()
    (True, ['good'])
    """
    tables = {"articles": articles, "sentences": sentences, "tokens": tokens}
    settings = felt.SentimentSettings(
        tuple(instruments), name_guard=choice.name_guard, domain_words=choice.domain_words
    )
    return _draw_sentiment(_score_sentiment(tables, choice.article, choice.zones, settings), choice, look=look)


def _score_sentiment(
    tables: Mapping[str, pd.DataFrame], article: str, zones: tuple[str, ...], settings: felt.SentimentSettings
) -> dict:
    """Score one text by every instrument in every voice, so that a switch of either computes nothing anew."""
    text = choices.find_text(tables["articles"], article)
    own = _cut(article, sentences=tables["sentences"], tokens=tables["tokens"])
    options = {**own, "zones": zones, "settings": settings}
    made = {"scores": felt.score_sentiment, "added": felt.list_contributions, "hits": felt.list_hits}
    return {"text": text, **{name: function(**options) for name, function in made.items()}}


def _draw_sentiment(scored: dict, choice: choices.SentimentChoice, *, look: Look) -> View:
    scores, added = scored["scores"], scored["added"]
    if len(scores):
        require_choice(choice.measure, tuple(dict.fromkeys(scores["measure"])), name="measure")
    score = _take_score(scores, choice, look)
    options = {"measure": choice.measure, "voice": choice.voice}
    figure = look.draw("sentiment.contributions", added, article=look.name(choice.article), **options)
    marked = mark_text(scored["text"], _list_weights(scored["hits"], choice))
    kept = added[(added["measure"] == choice.measure) & (added["voice"] == choice.voice)]
    guard = f"name guard {GUARDS[choice.name_guard]}"
    domain = f"domain words {'counted' if choice.domain_words else 'left out'}"
    return View(
        html=f"<p><b>{escape(score['told'])}</b></p><p>{_TOLD}</p>{show_picture(figure)}"
        + scroll(marked, title="The text, with every word that counts"),
        table=kept[["term", "n_hits", "weight", "contribution"]].reset_index(drop=True),
        caption=_caption(score, choice, look, f"{guard}, {domain}", "bad news is not tone"),
        alt=f"{score['told']}. {figure.alt}",
        call=spell_call("render_sentiment", "articles", "sentences", "tokens", choice=choice),
    )


def _list_weights(hits: pd.DataFrame, choice: choices.SentimentChoice) -> pd.DataFrame:
    hits = choices.keep_voice(hits[hits["start"] < hits["end"]], choice.voice)
    if choice.measure == COMBINED:
        rows = list(_sum_lists(hits))
    else:
        hits = hits[hits["lexicon"] == choice.measure.removeprefix("sentiment_")]
        rows = [(r.start, r.end, _name_kind(r.valence), tag_weight(r.weight, r.valence)) for r in hits.itertuples()]
    return pd.DataFrame(rows, columns=["start", "end", "kind", "tag"])


def _sum_lists(hits: pd.DataFrame) -> Iterator[tuple[int, int, str, str]]:
    """One span per word that any list counts; lists may end a word at different marks."""
    for (_, start), rows in hits.groupby(["article_id", "start"], sort=True, observed=True):
        lists, mean = rows["lexicon"].nunique(), rows["valence"].mean()
        tag = f"{_sign(mean)} in {lists} list{'' if lists == 1 else 's'}"
        yield int(start), int(rows["end"].min()), _name_kind(mean), tag


def _name_kind(valence: float) -> str:
    return "negative" if valence < 0 else "positive"


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
    instruments: Iterable = felt.DEFAULT_INSTRUMENTS,
    look: Look = PLAIN,
) -> Explorer:
    """Return a box in which every switch gives the score anew.

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
    look, instruments = look.over(articles), tuple(instruments)
    tables = {"articles": articles, "sentences": sentences, "tokens": tokens}

    @lru_cache(maxsize=KEPT_TEXTS)
    def score(article: str, zones: tuple[str, ...], name_guard: str, domain_words: bool) -> dict:  # noqa: FBT001
        settings = felt.SentimentSettings(instruments, name_guard=name_guard, domain_words=domain_words)
        return _score_sentiment(tables, article, zones, settings)

    def render(*, zones: str, **chosen: str) -> View:
        choice = choices.SentimentChoice(zones=choices.ZONE_CHOICES[zones], **chosen)
        scored = score(choice.article, choice.zones, choice.name_guard, choice.domain_words)
        return _draw_sentiment(scored, choice, look=look)

    known = [*felt.list_instruments(instruments)["measure"], COMBINED]
    controls = {
        "article": choose_one("Article", look.offer(articles["article_id"])),
        "measure": choose_one("Instrument", choices.list_measures(known)),
        "voice": choose_one("Voice", choices.VOICE_CHOICES),
        "zones": choose_one("Zones", choices.ZONE_CHOICES),
        "name_guard": choose_one("Name guard", [(GUARDS[name], name) for name in felt.NAME_GUARDS]),
        "domain_words": choose_one("Words of armed conflict", [("counted", True), ("left out", False)]),
    }
    return Explorer(render, controls, title="One score, its switches, its words", look=look)
