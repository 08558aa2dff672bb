"""Set texts against one another by their words: what sets one apart, what two share, what makes two scores differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

import pandas as pd

from workbench.measures import keyness as keyed, vocabulary
from workbench.measures.sentiment import shift_words
from workbench.plots import associations, captions, markup, sentiment
from workbench.plots.figure import PLAIN, Look, show_picture
from workbench.schema import require_columns
from workbench.tokens.index import take_index
from workbench.tokens.selection import DEFAULT_ZONES
from workbench.widgets.choices import VOICE_CHOICES, TextChoice, case_column, keep_voice, list_measures
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.switches import COMBINED, tag_weight
from workbench.widgets.view import Span, View, show_sentences, spell_call, spell_groups

PRIORS = (10.0, 100.0, 500.0, 2000.0, 10000.0)
N_SHUFFLES = 100  # fewer than in the keyness table (which stands in the report): a reader waits for these
TOP, LINES, SHOWN = 15, 12, 12  # words drawn, lines and shared words shown: judgement, about one screen each
METHODS = ("average", "complete", "single")
SIDES = " | "
REST = "all the others"
HITS = ("article_id", "lexicon", "term", "voice", "start", "end", "weight", "valence", "sentence_start", "sentence")


def render_keywords(
    keyness: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    group: str,
    measure: str = "log_odds",
    word: str = "",
    look: Look = PLAIN,
) -> View:
    """Return the words that set one text apart by one measure, and the lines in which one of them stands.

    Needs the keyness table and the token table it was made from (or what `index_words` made of it).

    Parameters
    ----------
    keyness, tokens : DataFrame
        As `compare_terms` makes it; one row per token.
    group, measure : str
        A group and a measure of the table.
    word : str
        The word whose lines are opened; the one that stands out most where not given.
    look : Look
        Names the texts.

    Returns
    -------
    View
        Its table has the words drawn, largest value first.

    Raises
    ------
    KeyError, ValueError
        As `workbench.plots.choose_keyness`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": list("aabb"), "sentence_id": 0, "start": [0, 2] * 2, "end": [1, 3] * 2,
    ...     "text": list("xyxz"), "lower": list("xyxz"), "is_word": True, "zone": "body", "voice": "narrator"})
    >>> table = keyed.compare_terms(tokens, n_shuffles=0)
    >>> "<b>y</b>" in render_keywords(table, tokens, group="a", word="y").html
    True
    """
    options = {"measure": measure, "top": TOP}
    chosen = associations.choose_keyness(keyness, group=group, **options)
    figure = look.draw("associations.keyness", keyness, group=look.name(group), **options)
    word = word or (chosen["term"].iloc[0] if len(chosen) else "")
    shown = ["term", "n_group", "n_rest", "value", "low", "high", "q_value", "null_low", "null_high"]
    return View(
        html=show_picture(figure) + _show_lines(tokens, word, look=look),
        table=chosen[shown],
        caption=figure.caption,
        alt=figure.alt,
        call=spell_call("render_keywords", "keyness", "tokens", group=group, measure=measure, word=word),
    )


def _show_lines(tokens: pd.DataFrame, word: str, *, look: Look, articles: set[str] | None = None) -> str:
    if not word:
        return ""
    lines = vocabulary.find_contexts(tokens, word, match="phrase")
    lines = lines if articles is None else lines[lines["article_id"].isin(articles)]
    return markup.show_contexts(look.relabel(lines), max_rows=LINES)


def explore_keywords(
    tokens: pd.DataFrame, *, prior: float = 500.0, by: object = "article_id", look: Look = PLAIN
) -> Explorer:
    """Return a box in which a reader chooses text, measure, prior and the word to open; a new prior is computed anew.

    Needs the token table, or what `index_words` made of it; with one text there is nothing to compare and the box says
    so. `by` as in `compare_terms`.

    Returns
    -------
    Explorer
        Controls `group`, `measure`, `prior` (of the log-odds; in words) and `word`; see `render_keywords`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": list("aabb"), "sentence_id": 0, "start": [0, 2] * 2, "end": [1, 3] * 2,
    ...     "text": list("xyxz"), "lower": list("xyxz"), "is_word": True, "zone": "body", "voice": "narrator"})
    >>> explore_keywords(tokens).controls["prior"].value
    500.0
    """
    index = take_index(tokens, DEFAULT_ZONES)

    @lru_cache(maxsize=32)
    def compare(measure: str, prior: float) -> pd.DataFrame:
        return keyed.compare_terms(index, by=by, measures=[measure], prior=prior, n_shuffles=N_SHUFFLES)

    def list_terms(*, group: str, measure: str, prior: float) -> list[str]:
        return list(associations.choose_keyness(compare(measure, prior), group=group, measure=measure, top=TOP)["term"])

    def render(*, group: str, measure: str, prior: float, word: str) -> View:
        view = render_keywords(compare(measure, prior), index, group=group, measure=measure, word=word, look=look)
        options = {"measures": [measure], "prior": prior, "n_shuffles": N_SHUFFLES}
        made = spell_call("compare_terms", "tokens", **options)
        return spell_groups(replace(view, call=view.call.replace("keyness", made, 1)), by)

    prior = float(prior)
    controls = {
        "group": choose_one("Text", look.offer(compare("log_odds", prior)["group"])),
        "measure": choose_one("Measure", [(name.replace("_", " "), name) for name in keyed.MEASURES]),
        "prior": choose_one("Prior (words)", [(f"{value:,.0f}", value) for value in sorted({prior, *PRIORS})], prior),
        "word": choose_one("Open the lines with"),
    }
    title = "Words that set one text apart, and how much the prior matters"
    return Explorer(render, controls, title=title, follows={"word": list_terms}, look=look)


def list_shared(weights: pd.DataFrame, *, pair: str) -> pd.DataFrame:
    """Return the words that two texts share, those that make most of their similarity first.

    Needs the table of `weigh_terms`; `pair` is "a | b".

    Examples
    --------
    >>> weights = pd.DataFrame({"group": ["a", "b"], "term": "x", "n": [1, 2], "weight": 1.0})
    >>> list_shared(weights, pair="a | b").values.tolist()
    [['x', 1.0, 1, 2]]
    """
    first, second = (weights[weights["group"] == name] for name in pair.split(SIDES))
    both = first.merge(second, on="term", suffixes=("_a", "_b"))
    both = both.assign(part=both["weight_a"] * both["weight_b"])
    both = both.sort_values(["part", "term"], ascending=[False, True], kind="stable", ignore_index=True)
    return both[["term", "part", "n_a", "n_b"]]


def render_similarity(
    weights: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    method: str = "average",
    pair: str = "",
    word: str = "",
    look: Look = PLAIN,
) -> View:
    """Return the similarity of each two texts in cluster order, the words that two of them share, and one in its lines.

    Needs the table of `weigh_terms`, and the token table it was made from (or what `index_words` made of it).

    Parameters
    ----------
    weights, tokens : DataFrame
        One row per text and word; one row per token.
    method : str
        "average", "complete" or "single", as in `cluster_groups`.
    pair : str
        The two texts to open, as "a | b"; the most similar two where not given.
    word : str
        The shared word whose lines are opened; the one that adds most where not given.
    look : Look
        Names the texts.

    Returns
    -------
    View
        Its table has one row per pair.

    Raises
    ------
    KeyError, ValueError
        For a missing column, fewer than two texts, or an unknown method.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": ["a", "b"], "sentence_id": 0, "start": 0, "end": 5, "text": "truce",
    ...     "lower": "truce", "is_word": True, "zone": "body", "voice": "narrator"})
    >>> render_similarity(vocabulary.weigh_terms(tokens), tokens).table.n_shared.tolist()
    [1]
    """
    pairs = vocabulary.compare_similarity(weights)
    if pairs.empty:
        raise ValueError("weights holds fewer than two texts with words; similarity needs two. Give a larger corpus.")
    pair = pair or _offer_pairs(pairs, look)[0][1]
    shared = list_shared(weights, pair=pair)
    word = word or (shared["term"].iloc[0] if len(shared) else "")
    steps = vocabulary.cluster_groups(look.relabel(pairs), method=method)
    figure = look.draw("overlap.similarity", pairs, steps=steps)
    joined = "".join(
        f"<li>{markup.escape(r.members)}: at {captions.format_number(1 - r.distance)}</li>" for r in steps.itertuples()
    )
    title = f"Words that {_name_pair(pair, look)} share, by what each adds to the similarity"
    lines = _show_lines(tokens, word, look=look, articles=set(pair.split(SIDES)))
    return View(
        html=f"{show_picture(figure)}<p>Joined, most alike first:</p><ol>{joined}</ol>"
        f"{markup.show_table(shared, title=title, max_rows=SHOWN)}{lines}",
        table=pairs,
        caption=figure.caption,
        alt=figure.alt,
        call=spell_call("render_similarity", "weigh_terms(tokens)", "tokens", method=method, pair=pair, word=word),
    )


def _name_pair(pair: str, look: Look) -> str:
    return SIDES.join(look.name(side) for side in pair.split(SIDES))


def _offer_pairs(pairs: pd.DataFrame, look: Look) -> list[tuple[str, str]]:
    ordered = pairs.sort_values(["similarity", "a_id", "b_id"], ascending=[False, True, True])
    named = [f"{row.a_id}{SIDES}{row.b_id}" for row in ordered.itertuples()]
    return [(_name_pair(pair, look), pair) for pair in named]


def explore_similarity(tokens: pd.DataFrame, *, by: object = "article_id", look: Look = PLAIN) -> Explorer:
    """Return a box in which a reader chooses how texts are joined, two of them, and a word they share.

    Needs the token table, or what `index_words` made of it; with one text there is nothing to compare and the box says
    so. `by` as in `weigh_terms`.

    Returns
    -------
    Explorer
        Controls `method`, `pair` and `word`; see `render_similarity`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": ["a", "b"], "sentence_id": 0, "start": 0, "end": 5, "text": "truce",
    ...     "lower": "truce", "is_word": True, "zone": "body", "voice": "narrator"})
    >>> explore_similarity(tokens).controls["word"].value
    'truce'
    """
    index = take_index(tokens, DEFAULT_ZONES)
    weights = vocabulary.weigh_terms(index, by=by)

    def list_words(*, pair: str, method: str) -> list[str]:  # noqa: ARG001  the method of joining changes no word
        return list(list_shared(weights, pair=pair)["term"].head(2 * SHOWN)) if pair else []

    def render(*, method: str, pair: str, word: str) -> View:
        return spell_groups(render_similarity(weights, index, method=method, pair=pair, word=word, look=look), by)

    controls = {
        "method": choose_one("Join by", METHODS),
        "pair": choose_one("Two texts", _offer_pairs(vocabulary.compare_similarity(weights), look)),
        "word": choose_one("Open the lines with"),
    }
    title = "How alike the words of the texts are"
    return Explorer(render, controls, title=title, follows={"word": list_words}, look=look)


def render_shift(
    shift: pd.DataFrame,
    hits: pd.DataFrame,
    *,
    choice: TextChoice,
    against: str = REST,
    word: str = "",
    look: Look = PLAIN,
) -> View:
    """Return the words that make the difference of two scores, and the sentences in which one of them stands.

    Needs the table of `shift_words`, and that of `list_hits` with the columns that `add_sentences` adds.

    Parameters
    ----------
    shift, hits : DataFrame
        One row per word and score; one row per counted place.
    choice : TextChoice
        The text, a score of the table and a voice.
    against : str
        What the text is set against: another text, or "all the others".
    word : str
        The word whose sentences are opened; the one that adds most where not given.
    look : Look
        Names the texts.

    Returns
    -------
    View
        Its table has one row per word, the largest part of the difference first.

    Raises
    ------
    KeyError, ValueError
        For a missing column.

    Examples
    --------
    >>> row = {"measure": "sentiment_x", "voice": "all", "n_hits": 1}
    >>> added = pd.DataFrame([row | {"article_id": "a", "term": "joy", "contribution": 0.2},
    ...                       row | {"article_id": "b", "term": "war", "contribution": -0.3}])
    >>> hits = pd.DataFrame([("b", "x", "war", "narrator", 0, 3, -1.0, -1.0, 0, "War.", 4)], columns=[*HITS, "sentence_end"])
    >>> view = render_shift(shift_words(added, a_id="a"), hits, choice=TextChoice("a", "sentiment_x"), word="war")
    >>> "[−1.0: " in view.html, view.table["shift"].tolist()
    (True, [0.3, 0.2])
    """
    require_columns(hits, HITS, name="hits")
    options = {"measure": choice.measure, "voice": choice.voice}
    figure = look.draw("sentiment.shift", shift, **options, names=(look.name(choice.article), look.name(against)))
    rows = shift[(shift["measure"] == choice.measure) & (shift["voice"] == choice.voice)].reset_index(drop=True)
    word = word or (rows["term"].iloc[0] if len(rows) else "")
    opened = _choose_hits(hits[hits["term"] == word], choice, against)
    made = spell_call("shift_words", "contributions", a_id=choice.article, b_id=None if against == REST else against)
    return View(
        html=show_picture(figure) + show_sentences(opened, _mark_hit, look=look),
        table=rows[["term", "shift", "contribution_a", "contribution_b", "n_hits_a", "n_hits_b"]],
        caption=figure.caption,
        alt=figure.alt,
        call=spell_call("render_shift", made, "hits", choice=choice, against=against, word=word),
    )


def _choose_hits(rows: pd.DataFrame, choice: TextChoice, against: str) -> pd.DataFrame:
    unit = case_column(rows)
    if choice.measure != COMBINED:
        rows = rows[rows["lexicon"] == choice.measure.removeprefix("sentiment_")]
    if against != REST:
        rows = rows[rows[unit].isin((choice.article, against))]
    rows = keep_voice(rows, choice.voice).drop_duplicates(["article_id", "start"])
    return rows.sort_values(unit, key=lambda units: units != choice.article, kind="stable")


def _mark_hit(row: Mapping) -> Iterator[Span]:
    kind = "negative" if row["valence"] < 0 else "positive"
    yield row["start"], row["end"], kind, tag_weight(row["weight"], row["valence"])


def explore_shift(contributions: pd.DataFrame, hits: pd.DataFrame, *, look: Look = PLAIN) -> Explorer:
    """Return a box in which a reader chooses two texts, an instrument, a voice and the word to open.

    Needs the table of `list_contributions`, and that of `list_hits` with the columns that `add_sentences` adds; where
    there are no two texts with counted words the box says so.

    Returns
    -------
    Explorer
        Controls `article`, `against`, `measure`, `voice` and `word`; see `render_shift`.

    Examples
    --------
    >>> added = pd.DataFrame(columns=["article_id", "measure", "voice", "term", "n_hits", "contribution"])
    >>> "Nothing to show" in explore_shift(added, pd.DataFrame(columns=[*HITS, "sentence_end"])).view.value
    True
    """
    texts = sorted(set(contributions[case_column(contributions)]))

    @lru_cache(maxsize=16)
    def shift(article: str, against: str) -> pd.DataFrame:
        if len(texts) < 2:  # noqa: PLR2004  a difference needs two texts
            raise ValueError("A word shift needs two texts with counted words; there are fewer here.")
        if article == against:
            raise ValueError("The two texts are the same; choose another one to set it against.")
        return shift_words(contributions, a_id=article, b_id=None if against == REST else against)

    def list_terms(*, article: str, against: str, measure: str, voice: str) -> list[str]:
        rows = sentiment.choose_shift(shift(article, against), measure=measure, voice=voice)
        return list(rows.loc[rows["shift"].abs().sort_values(ascending=False, kind="stable").index, "term"])

    def render(*, against: str, word: str, **chosen: str) -> View:
        choice, made = TextChoice(**chosen), shift(chosen["article"], against)
        return render_shift(made, hits, choice=choice, against=against, word=word, look=look)

    controls = {
        "article": choose_one("Text", look.offer(texts)),
        "against": choose_one("against", [(REST, REST), *look.offer(texts)]),
        "measure": choose_one("Instrument", list_measures(contributions["measure"])),
        "voice": choose_one("Voice", VOICE_CHOICES),
        "word": choose_one("Open the sentences with"),
    }
    title = "Which words make the difference"
    return Explorer(render, controls, title=title, follows={"word": list_terms}, look=look)
