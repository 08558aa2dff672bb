"""Read what texts share: runs of words in both texts, and one utterance in all its versions, word by word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial

import pandas as pd

from workbench.measures.overlap import diff_words
from workbench.plots import captions, figure, markup, overlap, style
from workbench.schema import require_choice, require_columns
from workbench.widgets.choices import EVERY_TEXT, keep_rows, tell_apart
from workbench.widgets.explorer import Explorer, choose_number, choose_one
from workbench.widgets.view import LINE, SENTENCE, Span, View, show_sentences, spell_call

KINDS = ("every run", "in quotation marks in both", "without a quoted word")
PASSAGES = ("a_id", "a_start", "a_end", "b_id", "b_start", "b_end", "n_words", "in_quotation", "text")
VERSIONS = ("utterance_id", "relation", "similarity", "is_fullest", "speaker", "text", "start", "end", *SENTENCE)
AROUND = 110  # characters shown on each side of a run: judgement, about a line
MOST = 20  # runs shown: judgement, about two screens


def render_passages(
    articles: pd.DataFrame,
    passages: pd.DataFrame,
    *,
    pair: str,
    kind: str = KINDS[0],
    least_words: int = 5,
    look: figure.Look = figure.PLAIN,
) -> View:
    """Return the runs of words that two texts share, each in its place in both.

    Needs article_id and text of the articles, and the table of `find_shared_passages`.

    Parameters
    ----------
    articles, passages : DataFrame
        One row per article; one row per shared run.
    pair : str
        The two texts, as "a | b".
    kind : str
        "every run", "in quotation marks in both" or "without a quoted word".
    least_words : int
        Words a run must have.
    look : Look
        Names the texts.

    Returns
    -------
    View
        Its table has one row per run, the longest first.

    Raises
    ------
    KeyError, ValueError
        For a missing column, an unknown kind, or a pair that shares no run.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["The sea is calm.", "Look: the sea is calm."]})
    >>> row = {"a_id": "a", "a_start": 0, "a_end": 15, "b_id": "b", "b_start": 6, "b_end": 21, "n_words": 4,
    ...     "in_quotation": False, "n_quoted_a": 0, "n_quoted_b": 0, "text": "The sea is calm"}
    >>> render_passages(articles, pd.DataFrame([row]), pair="a | b", least_words=3).caption.split(" · ")[1]
    'n = 1 run'
    """
    require_columns(passages, (*PASSAGES, "n_quoted_a", "n_quoted_b"), name="passages")
    require_choice(kind, KINDS, name="kind")
    shared = keep_rows(_name_pairs(passages), pair=pair)
    rows = shared[_is_kind(shared, kind) & (shared["n_words"] >= least_words)]
    rows = rows.sort_values(["n_words", "a_start"], ascending=[False, True], ignore_index=True)
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    lines = "".join(_show_passage(row, texts, look) for row in rows.head(MOST).to_dict("records"))
    named = " | ".join(look.name(side) for side in shared.iloc[0][["a_id", "b_id"]])
    told = captions.list_parts(f'{row.n_words} words, "{row.text}"' for row in rows.itertuples())
    return View(
        html=lines or "<p><em>No run of this kind and length.</em></p>",
        table=rows[list(PASSAGES)],
        caption=captions.join_caption(
            f"Shared runs of {named}", captions.count_of(len(rows), "run"), kind, overlap.NOT_COPYING
        ),
        alt=f"Runs that {named} share: {told}",
        call=spell_call("render_passages", "articles", "passages", pair=pair, kind=kind, least_words=least_words),
    )


def _name_pairs(passages: pd.DataFrame) -> pd.DataFrame:
    return passages.assign(pair=passages["a_id"].astype("str") + " | " + passages["b_id"].astype("str"))


def _is_kind(rows: pd.DataFrame, kind: str) -> pd.Series:
    if kind == KINDS[0]:
        return pd.Series(data=True, index=rows.index)
    return rows["in_quotation"] if kind == KINDS[1] else (rows["n_quoted_a"] == 0) & (rows["n_quoted_b"] == 0)


def _show_passage(row: Mapping, texts: Mapping[str, str], look: figure.Look) -> str:
    sides = "".join(
        f"<div><b>{markup.escape(look.name(row[f'{side}_id']))}</b> {_show_place(texts[row[f'{side}_id']], row, side)}</div>"
        for side in ("a", "b")
    )
    quoted = (
        KINDS[2] if row["n_quoted_a"] + row["n_quoted_b"] == 0 else "partly in quotation marks, or in one text only"
    )
    voice = KINDS[1] if row["in_quotation"] else quoted
    return f'<div style="{LINE}"><p><b>{row["n_words"]} words</b>, {voice}</p>{sides}</div>'


def _show_place(text: str, row: Mapping, side: str) -> markup.Markup:
    start, end = int(row[f"{side}_start"]), int(row[f"{side}_end"])
    first, last = _find_context(text, start, end)
    spans = pd.DataFrame([(start - first, end - first, "content", "shared")], columns=["start", "end", "kind", "tag"])
    return markup.mark_text(text[first:last], spans)


def _find_context(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of whole words around a run, on its own lines."""
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    last = len(text) if last < 0 else last
    if start - first > AROUND:
        first = text.find(" ", start - AROUND, start) + 1 or start
    if last - end > AROUND:
        last = max(text.rfind(" ", end, end + AROUND), end)
    return first, last


def explore_passages(articles: pd.DataFrame, passages: pd.DataFrame, *, look: figure.Look = figure.PLAIN) -> Explorer:
    """Return a box in which a reader chooses two texts, quotation or narration, and the least length of a run.

    Needs the tables that `render_passages` needs; where nothing is shared the box says so.

    Returns
    -------
    Explorer
        Controls `pair`, `kind` and `least_words`.

    Examples
    --------
    >>> from workbench.schema import make_table
    >>> none = make_table([], "passages").assign(n_quoted_a=0, n_quoted_b=0, text="")
    >>> "Nothing to show" in explore_passages(pd.DataFrame({"article_id": ["a"], "text": ["x"]}), none).view.value
    True
    """
    require_columns(passages, PASSAGES, name="passages")

    look = look.over(articles)
    longest = _name_pairs(passages).sort_values("n_words", ascending=False, kind="stable").drop_duplicates("pair")
    pairs = [(f"{look.name(row.a_id)} | {look.name(row.b_id)}", row.pair) for row in longest.itertuples()]
    least, most = (int(passages["n_words"].agg(bound)) if len(passages) else 1 for bound in ("min", "max"))
    controls = {
        "pair": choose_one("Two texts", pairs),
        "kind": choose_one("Runs", KINDS),
        "least_words": choose_number("Least words", least, low=least, high=max(most, least + 1)),
    }
    render = partial(render_passages, articles, passages, look=look)
    return Explorer(render, controls, title="What two texts share word by word", look=look)


def render_utterances(
    quotations: pd.DataFrame, *, utterance: int, article: str = EVERY_TEXT, look: figure.Look = figure.PLAIN
) -> View:
    """Return one utterance in its fullest version, and every other version with what was cut, added or changed.

    Needs the table of `align_quotations` with the columns that `add_sentences` adds.

    Parameters
    ----------
    quotations : DataFrame
        One row per quoted piece.
    utterance : int
        An utterance_id.
    article : str
        Keep the version of one text; of all where not given.
    look : Look
        Names the texts.

    Returns
    -------
    View
        Its table has one row per quoted piece kept.

    Raises
    ------
    KeyError, ValueError
        For a missing column, or an utterance or article that the table does not hold.

    Examples
    --------
    >>> rows = [("a", True, "identical", "Leave it open now"), ("b", False, "cut", "open now")]
    >>> table = pd.DataFrame(rows, columns=["article_id", "is_fullest", "relation", "text"])
    >>> table = table.assign(utterance_id=0, speaker="Jo", similarity=1.0, start=0, end=8, sentence_start=0)
    >>> table = table.assign(sentence_end=8, sentence="Jo spoke")
    >>> "[cut: " in render_utterances(table, utterance=0).html
    True
    """
    require_columns(quotations, VERSIONS, name="quotations")
    mine = keep_rows(quotations, utterance_id=utterance)
    rows = keep_rows(mine, article_id=article)
    texts = dict.fromkeys(mine["article_id"])
    speakers = ", ".join(dict.fromkeys(mine["speaker"].dropna())) or "nobody"
    scope = f"quotation voice, {look.name(article)}"
    told = captions.list_parts(f'{look.name(row.article_id)} {row.relation}, "{row.text}"' for row in rows.itertuples())
    versions = _show_versions(mine, list(dict.fromkeys(rows["article_id"])), look)
    return View(
        html=versions + show_sentences(rows, _mark_piece, look=look),
        table=rows[["article_id", "relation", "similarity", "is_fullest", "speaker", "text", "start", "end"]],
        caption=captions.join_caption(
            f"One utterance, credited to {speakers}", f"n = {len(texts)} texts", scope, overlap.NOT_COPYING
        ),
        alt=f"Versions: {told}",
        call=spell_call("render_utterances", "quotations", utterance=utterance, article=article),
    )


def _show_versions(rows: pd.DataFrame, articles: list[str], look: figure.Look) -> str:
    fullest = _join_pieces(rows[rows["is_fullest"]])
    first = look.name(rows.loc[rows["is_fullest"], "article_id"].iloc[0])
    lines = [_show_version("fullest version", first, markup.escape(fullest))]
    for article in articles:
        pieces = rows[(rows["article_id"] == article) & ~rows["is_fullest"]]
        if len(pieces):
            marked = markup.mark_changes(diff_words(fullest, _join_pieces(pieces)))
            lines.append(_show_version("against the fullest version", look.name(article), marked))
    return "".join(lines)


def _join_pieces(rows: pd.DataFrame) -> str:
    return " … ".join(rows.sort_values("start")["text"])


def _show_version(what: str, article: str, text: str) -> str:
    return f'<div style="{LINE}"><b>{markup.escape(article)}</b> ({what})<br>{text}</div>'


def _mark_piece(row: Mapping) -> Iterator[Span]:
    name = "fullest" if row["is_fullest"] else row["relation"]
    yield row["start"], row["end"], "content", f"quoted, {name}"


def explore_utterances(quotations: pd.DataFrame, *, look: figure.Look = figure.PLAIN) -> Explorer:
    """Return a box in which a reader chooses an utterance and one text or all that quote it.

    Needs the columns that `render_utterances` needs; where no utterance recurs the box says so.

    Returns
    -------
    Explorer
        Controls `utterance` and `article`.

    Examples
    --------
    >>> "Nothing to show" in explore_utterances(pd.DataFrame(columns=list(VERSIONS))).view.value
    True
    """
    require_columns(quotations, VERSIONS, name="quotations")

    def list_texts(*, utterance: int) -> list[tuple[str, str]]:
        return look.offer(quotations.loc[quotations["utterance_id"] == utterance, "article_id"], every=EVERY_TEXT)

    fullest = quotations[quotations["is_fullest"].astype(bool)].drop_duplicates("utterance_id")
    named = tell_apart((f"“{style.shorten(row.text, limit=50)}”", row.utterance_id) for row in fullest.itertuples())
    controls = {"utterance": choose_one("Utterance", named), "article": choose_one("Text")}
    render = partial(render_utterances, quotations, look=look)
    title = "One utterance, every version of it"
    return Explorer(render, controls, title=title, follows={"article": list_texts}, look=look)
