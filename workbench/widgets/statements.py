"""From any bar to the sentences: count attributions by form, family, source, kind or naming and read those behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import pandas as pd

from workbench.measures.behind import add_sentences
from workbench.measures.sources import count_attributions
from workbench.measures.tallies import tally_attributions
from workbench.plots.captions import add_notes, count_of, join_caption, list_parts
from workbench.plots.figure import draw_figure, show_picture
from workbench.schema import require_choice, require_columns
from workbench.validity import note_extraction
from workbench.widgets.behind import EVERY_TEXT, SENTENCE, Span, keep_rows, list_options, show_sentences
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.view import View, spell_call

BARS = {
    "form": "form",
    "family": "cue_family",
    "source": "source",
    "kind": "source_kind",
    "naming": "naming",
}
EVERY_BAR = "every bar"
NONE_FOUND = "none found"
MOST = 12
SPANS = ("pieces", "cue_start", "cue_end", "source_start", "source_end")
NEEDED = (*BARS.values(), "attribution_id", "n_words", *SPANS, *SENTENCE)
SHOWN = ["article_id", "source", "cue_text", "cue_family", "form", "source_kind", "naming", "n_words", "sentence"]


def gather_statements(
    attributions: pd.DataFrame, *, articles: pd.DataFrame, sentences: pd.DataFrame, level: str = "core"
) -> pd.DataFrame:
    """Return the attributions that count, each with the sentences in which its source, cue and content stand.

    Needs the attributions table; article_id and text of the articles; article_id, start and end of the sentences.

    Returns
    -------
    DataFrame
        One row per attribution of the body, as `count_attributions` keeps them; further columns: pieces (start and end
        of each piece of content), sentence_start, sentence_end and sentence. A form, family, source, kind or naming
        that is missing is "none found".

    Raises
    ------
    KeyError, ValueError
        As `count_attributions` and `add_sentences`.

    Examples
    --------
    >>> from workbench.schema import make_table
    >>> empty = pd.DataFrame({"article_id": [], "text": [], "start": [], "end": []})
    >>> len(gather_statements(make_table([], "attributions"), articles=empty, sentences=empty))
    0
    """
    counted = count_attributions(attributions, level=level)
    keys = ["article_id", "attribution_id"]
    pieces: dict[tuple, list] = {}
    for row in attributions.itertuples():
        pieces.setdefault((row.article_id, row.attribution_id), []).append((int(row.start), int(row.end)))
    counted["pieces"] = [tuple(pieces[tuple(key)]) for key in counted[keys].itertuples(index=False)]
    bounds = [_reach(row) for row in counted.to_dict("records")]
    reach = pd.DataFrame(bounds, columns=["start", "end"], index=counted.index, dtype="int64")
    placed = add_sentences(counted.assign(**reach), articles=articles, sentences=sentences)
    columns = list(BARS.values())
    return placed.assign(start=counted["start"], end=counted["end"], **placed[columns].fillna(NONE_FOUND))


def _reach(row: Mapping) -> tuple[int, int]:
    """From the first to the last character of source, cue and content."""
    pairs = [*row["pieces"], (row["cue_start"], row["cue_end"]), (row["source_start"], row["source_end"])]
    known = [(int(start), int(end)) for start, end in pairs if pd.notna(start) and pd.notna(end)]
    return min(start for start, _ in known), max(end for _, end in known)


def render_statements(
    statements: pd.DataFrame,
    *,
    by: str = "form",
    value: str = EVERY_BAR,
    article: str = EVERY_TEXT,
    note: str = "",
) -> View:
    """Return the bars of attributions by one of their properties, and the sentences behind the bar that is chosen.

    Needs the table that `gather_statements` makes.

    Parameters
    ----------
    statements : DataFrame
        One row per attribution.
    by : str
        "form", "family" (of the cue), "source", "kind" or "naming" (of the source).
    value : str
        The bar whose sentences are shown, or "every bar".
    article : str
        Count and show one text only, or "every text".
    note : str
        Stands at the end of the caption, such as how many rows were corrected by hand.

    Returns
    -------
    View
        Its table has one row per attribution behind the bar; source, cue and content are marked in the sentences.

    Raises
    ------
    KeyError, ValueError
        For a missing column, another `by`, or a value or article that the table does not hold.

    Examples
    --------
    >>> from workbench.schema import make_table
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["It was late, Jo said."]})
    >>> sentences = pd.DataFrame({"article_id": ["a"], "start": [0], "end": [21]})
    >>> row = {"article_id": "a", "attribution_id": 0, "part": 0, "form": "indirect", "level": "core", "zone": "body",
    ...        "start": 0, "end": 11, "cue_start": 16, "cue_end": 20, "source_start": 13, "source_end": 15, "n_words": 3,
    ...        "n_quoted_words": 0, "source_text": "Jo"}
    >>> said = gather_statements(make_table([row], "attributions"), articles=articles, sentences=sentences)
    >>> render_statements(said, value="indirect").caption.split(" · ")[:3]
    ['Attributions by form', 'n = 1 attribution', 'indirect, every text']
    """
    require_choice(by, BARS, name="by")
    require_columns(statements, NEEDED, name="statements")
    column = BARS[by]
    mine = keep_rows(statements, article_id=article)
    rows = mine if value == EVERY_BAR else keep_rows(mine, **{column: value})
    tally = tally_attributions(mine, by=(column, "article_id"))
    figure = draw_figure("statements", tally, by=column)
    size = count_of(len(rows), "attribution")
    caption = join_caption(f"Attributions by {by}", size, f"{value}, {article}")
    return View(
        html=show_picture(figure) + show_sentences(rows, _mark, most=MOST),
        table=rows[SHOWN],
        caption=add_notes(caption, note_extraction(), note),
        alt=f"{figure.alt} Sentences: {list_parts(_describe(rows))}",
        call=spell_call("render_statements", "statements", by=by, value=value, article=article, note=note),
    )


def _mark(row: Mapping) -> Iterator[Span]:
    yield row["source_start"], row["source_end"], "source", "source"
    yield row["cue_start"], row["cue_end"], "cue", f"cue, {row['cue_family']}"
    for start, end in row["pieces"]:
        yield start, end, "content", f"content, {row['form']}"


def _describe(rows: pd.DataFrame) -> Iterator[str]:
    for row in rows.itertuples():
        yield f"{row.article_id}, {row.source}, {row.form}"


def explore_statements(statements: pd.DataFrame, *, note: str = "") -> Explorer:
    """Return a box in which a reader counts attributions by a property, chooses a bar and reads its sentences.

    Needs the table that `gather_statements` makes.

    Returns
    -------
    Explorer
        Controls `by`, `value` (the bars of the property and text chosen, most attributions first) and `article`; see
        `render_statements`.

    Examples
    --------
    >>> from workbench.schema import make_table
    >>> empty = pd.DataFrame({"article_id": [], "text": [], "start": [], "end": []})
    >>> none = gather_statements(make_table([], "attributions"), articles=empty, sentences=empty)
    >>> "n = 0 attributions" in explore_statements(none).view.value
    True
    """
    require_columns(statements, NEEDED, name="statements")

    def render(*, by: str, value: str, article: str) -> View:
        return render_statements(statements, by=by, value=value, article=article, note=note)

    controls = {
        "by": choose_one("Count by", BARS),
        "value": choose_one("Bar", list_bars(statements)),
        "article": choose_one("Text", list_options(statements["article_id"], every=EVERY_TEXT)),
    }

    def offer_bars(_change: Mapping) -> None:
        by, article = controls["by"].value, controls["article"].value
        controls["value"].options = list_bars(keep_rows(statements, article_id=article), by=by)

    for name in ("by", "article"):
        controls[name].observe(offer_bars, "value")  # before the view's observer, so that it never sees a stale bar
    return Explorer(render, controls, title="From a bar to its sentences")


def list_bars(statements: pd.DataFrame, *, by: str = "form") -> list[tuple[str, str]]:
    """Return the bars as options of a control, each with its number, most attributions first.

    Examples
    --------
    >>> list_bars(pd.DataFrame({"form": ["noun", "direct", "direct"]}))
    [('every bar', 'every bar'), ('direct (2)', 'direct'), ('noun (1)', 'noun')]
    """
    counts = statements[BARS[by]].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return [(EVERY_BAR, EVERY_BAR), *((f"{value} ({n})", value) for value, n in counts.items())]
