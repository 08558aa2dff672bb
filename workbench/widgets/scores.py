"""Score tables: every text's value with its interval, with the words of a theme, by sentence, in every universe."""

from __future__ import annotations

from functools import partial

import pandas as pd

from workbench.measures.sensitivity import describe_universes, share_universes, summarise_universes
from workbench.plots import captions, markup, sensitivity, sentiment
from workbench.plots.figure import PLAIN, Look, show_picture
from workbench.plots.scores import choose_scores, spell_measure
from workbench.schema import VOICES, require_choice, require_columns
from workbench.widgets import choices
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.view import View, scroll, spell_call

ORDERS = ("as printed", "lowest first", "highest first")
SENTENCES = ("article_id", "sentence_id", "start", "end", "measure", "value")
HITS = ("article_id", "start", "end", "lexicon", "category", "term", "voice", "form")
FRAMING = ("lexicon", "category", "label", "n_hits", "null_low", "null_high")
MOST = 15  # pairs of texts told in words: judgement, about one screen


def render_scores(scores: pd.DataFrame, *, measure: str, voice: str = "all", look: Look = PLAIN) -> View:
    """Return one measure of every text or group, with intervals and counts.

    Needs the scores table.

    Parameters
    ----------
    scores : DataFrame
        The scores table.
    measure : str
        A measure of the table.
    voice : str
        "all", one voice, or "every voice" for all of them side by side.
    look : Look
        Names the texts.

    Returns
    -------
    View
        Its table has the rows drawn.

    Raises
    ------
    KeyError, ValueError
        For a missing column, an unknown measure or voice.

    Examples
    --------
    >>> row = {"article_id": "a", "measure": "lix", "voice": "all", "zones": "body", "value": 50.0, "low": 40.0,
    ...        "high": 60.0, "n_words": 120, "n_sentences": 9, "reason": None}
    >>> render_scores(pd.DataFrame([row]), measure="lix").alt
    'Dot plot with intervals, lix. a, all voices: 50.00 [40.00, 60.00].'
    """
    require_choice(voice, (*choices.VOICE_CHOICES, choices.EVERY_VOICE), name="voice")
    rows = choices.keep_rows(choose_scores(scores, measure=measure), measure=measure)
    rows = rows[rows["voice"].isin(choices.VOICE_CHOICES if voice == choices.EVERY_VOICE else [voice])].reset_index(
        drop=True
    )
    figure = look.draw("scores.scores", rows)
    shown = [choices.case_column(rows), "voice", "value", "low", "high", "n_words", "n_sentences", "reason"]
    return View(
        html=show_picture(figure),
        table=rows[[*shown[:1], *(["n_articles"] if "n_articles" in rows else []), *shown[1:]]],
        caption=figure.caption,
        alt=figure.alt,
        call=spell_call("render_scores", "scores", measure=measure, voice=voice),
    )


def explore_scores(
    scores: pd.DataFrame, *, measure: str | None = None, title: str = "One measure, every text", look: Look = PLAIN
) -> Explorer:
    """Return a box in which a reader chooses measure and voice.

    Needs the scores table; `measure` is shown first, the table's first where not given.

    Returns
    -------
    Explorer
        Controls `measure` and `voice`; see `render_scores`.

    Examples
    --------
    >>> row = {"article_id": "a", "measure": "lix", "voice": "all", "zones": "body", "value": 50.0, "low": 40.0,
    ...        "high": 60.0, "n_words": 120, "n_sentences": 9, "reason": None}
    >>> explore_scores(pd.DataFrame([row])).controls["measure"].value
    'lix'
    """
    controls = {
        "measure": choose_one("Measure", choices.list_measures(scores["measure"]), measure),
        "voice": choose_one("Voice", ("all", choices.EVERY_VOICE, *VOICES)),
    }
    return Explorer(partial(render_scores, scores, look=look), controls, title=title, look=look)


def render_hits(
    articles: pd.DataFrame, hits: pd.DataFrame, framing: pd.DataFrame, *, choice: choices.TextChoice, look: Look = PLAIN
) -> View:
    """Return one text with the vocabulary associated with one theme marked, and its rate in every text.

    Needs article_id and text of the articles (and group, where `framing` is by group), the table of `find_hits` and
    that of `score_framing`, made with the same lexicons and zones.

    Parameters
    ----------
    articles, hits, framing : DataFrame
        One row per article; one row per hit; one row per article, theme and voice.
    choice : TextChoice
        Article, measure of `framing` ("lexicon_<id>_<category>") and voice.
    look : Look
        Names the texts.

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
    >>> "[talks: " in render_hits(articles, hits, framing, choice=choices.TextChoice("a", "lexicon_peace_talks")).html
    True
    """
    require_columns(hits, HITS, name="hits")
    require_columns(framing, FRAMING, name="framing")
    text = choices.find_text(articles, choice.article)
    rows = choose_scores(framing, measure=choice.measure)
    rows = rows[rows["voice"] == choice.voice]
    unit = choices.case_column(framing)
    mine = choices.keep_rows(rows, **{unit: choices.keep_rows(articles, article_id=choice.article)[unit].iloc[0]}).iloc[
        0
    ]
    found = hits[(hits["lexicon"] == mine["lexicon"]) & (hits["category"] == mine["category"])]
    found = choices.keep_voice(found[found["article_id"] == choice.article], choice.voice)
    figure = look.draw("scores.scores", rows, measure=choice.measure)
    tags = found["category"].astype("str").str.replace("_", " ")
    marked = markup.mark_text(text, found[["start", "end"]].assign(kind="term", tag=tags))
    told = _tell_theme(mine, look)
    return View(
        html=f"<p><b>{markup.escape(told)}</b></p>{show_picture(figure)}"
        + scroll(marked, title="The text, each word of the theme marked"),
        table=found[["start", "end", "form", "term", "voice"]],
        caption=_caption_theme(mine, choice),
        alt=f"{told}. {figure.alt}",
        call=spell_call("render_hits", "articles", "hits", "framing", choice=choice),
    )


def _tell_theme(row: pd.Series, look: Look) -> str:
    if pd.isna(row["null_low"]) or pd.isna(row["value"]):
        band = ""
    else:
        inside = row["null_low"] <= row["value"] <= row["null_high"]
        band = f", {'inside' if inside else 'outside'} what dealt paragraphs give"
    return f"{_name_theme(row)} in {look.name(row[choices.case_column(row)])}: {_rate(row)}{band}"


def _name_theme(row: pd.Series) -> str:
    return f"{row['label'][:1].upper()}{row['label'][1:]}"


def _rate(row: pd.Series) -> str:
    return f"{captions.format_interval(row['value'], row['low'], row['high'], digits=1)} per 1,000 words"


def _caption_theme(row: pd.Series, choice: choices.TextChoice) -> str:
    size = f"n = {int(row['n_hits']):,} of {int(row['n_words']):,} words"
    scope = f"{captions.name_zones(row['zones'])}, {captions.name_voice(choice.voice)}"
    return captions.join_caption(_name_theme(row), _rate(row), size, scope, "no frame is claimed")


def explore_hits(articles: pd.DataFrame, hits: pd.DataFrame, framing: pd.DataFrame, *, look: Look = PLAIN) -> Explorer:
    """Return a box in which a reader chooses a text, a theme and a voice; themes with most hits come first.

    Needs the tables that `render_hits` needs.

    Returns
    -------
    Explorer
        Controls `article`, `measure` and `voice`; see `render_hits`.

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
    require_columns(framing, FRAMING, name="framing")
    look = look.over(articles)

    def render(**chosen: str) -> View:
        return render_hits(articles, hits, framing, choice=choices.TextChoice(**chosen), look=look)

    controls = {
        "article": choose_one("Article", look.offer(articles["article_id"])),
        "measure": choose_one("Vocabulary associated with", _list_themes(framing)),
        "voice": choose_one("Voice", choices.VOICE_CHOICES),
    }
    return Explorer(render, controls, title="Words that go with a theme, in their text", look=look)


def _list_themes(framing: pd.DataFrame) -> list[tuple[str, str]]:
    rows = framing[framing["category"].notna() & (framing["voice"] == "all")]
    sums = rows.groupby(["measure", "lexicon", "category"], as_index=False, observed=True)["n_hits"].sum()
    sums = sums.sort_values(["n_hits", "measure"], ascending=[False, True], kind="stable")
    return [(f"{r.lexicon}: {r.category} ({r.n_hits})".replace("_", " "), r.measure) for r in sums.itertuples()]


def render_sentences(
    articles: pd.DataFrame,
    sentence_scores: pd.DataFrame,
    *,
    article: str,
    measure: str | None = None,
    order: str = "as printed",
    look: Look = PLAIN,
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
    look : Look
        Names the texts.

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
    require_columns(sentence_scores, SENTENCES, name="sentence_scores")
    require_choice(order, ORDERS, name="order")
    text = choices.find_text(articles, article)
    rows = sentiment.choose_sentences(sentence_scores, measure=measure)
    mine = rows[rows["article_id"] == article]
    figure = look.draw("sentiment.sentence_scores", mine)
    table = _order(mine, text, order)
    options = {"article": article, "measure": measure, "order": order}
    return View(
        html=show_picture(figure) + markup.show_table(table, title=f"Sentences of {look.name(article)}, {order}"),
        table=table,
        caption=figure.caption,
        alt=figure.alt,
        call=spell_call("render_sentences", "articles", "sentence_scores", **options),
    )


def _order(mine: pd.DataFrame, text: str, order: str) -> pd.DataFrame:
    mine = mine.assign(sentence=[text[start:end] for start, end in zip(mine["start"], mine["end"], strict=True)])
    if order != "as printed":
        mine = mine.sort_values("value", ascending=order == "lowest first", kind="stable")
    further = [name for name in ("voice", "n_words", "words") if name in mine]
    return mine[["sentence_id", "value", *further, "sentence"]].reset_index(drop=True)


def explore_sentences(
    articles: pd.DataFrame, sentence_scores: pd.DataFrame, *, measure: str | None = None, look: Look = PLAIN
) -> Explorer:
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
    look = look.over(articles)
    controls = {
        "article": choose_one("Article", look.offer(articles["article_id"])),
        "measure": choose_one("Measure", choices.list_measures(sentence_scores["measure"]), measure),
        "order": choose_one("Order", ORDERS),
    }
    render = partial(render_sentences, articles, sentence_scores, look=look)
    return Explorer(render, controls, title="Sentence by sentence", look=look)


def render_universes(curve: pd.DataFrame, *, measure: str, article: str, look: Look = PLAIN) -> View:
    """Return one score in every universe, sorted by one text, with the order of each pair and what each choice moves.

    Needs the table of `run_universes`; tables of several measures may stand one after the other.

    Parameters
    ----------
    curve : DataFrame
        One row per universe, text (or group) and measure.
    measure, article : str
        A measure of the table; the text or group that sorts the universes.
    look : Look
        Names the texts.

    Returns
    -------
    View
        Its table has one row per universe and text, of the measure chosen.

    Raises
    ------
    KeyError, ValueError
        For a missing column, or a measure or article that the table does not hold.

    Examples
    --------
    >>> curve = pd.DataFrame({"universe": [0, 0, 1, 1], "article_id": ["a", "b"] * 2, "measure": "lix",
    ...     "value": [41.0, 50.0, 39.5, 49.0], "choice_zones": ["body", "body", "all prose", "all prose"]})
    >>> "a below b in 2 of 2 universes" in render_universes(curve, measure="lix", article="a").html
    True
    """
    unit = choices.case_column(curve)
    require_columns(curve, (unit, *(name for name in sensitivity.CURVE if name != "article_id")), name="curve")
    rows = choices.keep_rows(curve, measure=measure)
    choices.keep_rows(rows, **{unit: article})
    named = look.relabel(rows.assign(measure=spell_measure(measure)))
    one = look.draw("sensitivity.universes", rows, article=look.name(article))
    pairs = look.draw("sensitivity.orders", share_universes(rows))
    told = "".join(f"<li>{markup.escape(sentence)}</li>" for sentence in describe_universes(named)[:MOST])
    moved = markup.show_table(
        look.present(summarise_universes(rows)), title="What each single choice moves (difference of medians)"
    )
    return View(
        html=show_picture(one) + show_picture(pairs) + f"<ul>{told}</ul>" + moved,
        table=rows,
        caption=one.caption,
        alt=f"{one.alt} {pairs.alt}",
        call=spell_call("render_universes", "curve", measure=measure, article=article),
    )


def explore_universes(curve: pd.DataFrame, *, look: Look = PLAIN) -> Explorer:
    """Return a box in which a reader chooses a score and the text that sorts the universes.

    Needs the columns that `render_universes` needs.

    Returns
    -------
    Explorer
        Controls `measure` and `article`; see `render_universes`.

    Examples
    --------
    >>> curve = pd.DataFrame({"universe": [0, 1], "article_id": "a", "measure": "lix", "value": [41.0, 39.5],
    ...     "choice_zones": ["body", "all prose"]})
    >>> "39.50 to 41.00" in explore_universes(curve).view.value
    True
    """
    controls = {
        "measure": choose_one("Measure", choices.list_measures(curve["measure"])),
        "article": choose_one("Sorted by text", look.offer(curve[choices.case_column(curve)])),
    }
    render = partial(render_universes, curve, look=look)
    return Explorer(render, controls, title="One score, every defensible way of counting", look=look)
