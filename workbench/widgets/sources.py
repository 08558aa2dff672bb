"""Read an article with its attributions marked: who speaks, by which word, and what."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from workbench.plots.captions import add_notes, count_of, join_caption, list_parts
from workbench.plots.markup import mark_text
from workbench.schema import FORMS, LEVELS, require_choice, require_columns
from workbench.validity import note_extraction
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.view import View, spell_call
from workbench.widgets.zones import find_text

EVERY_FORM, EVERY_LEVEL = "every form", "every level"
SHOWN = [
    "attribution_id",
    "source_name",
    "source_text",
    "cue_text",
    "cue_family",
    "form",
    "level",
    "source_kind",
    "n_words",
    "start",
    "end",
]
NEEDED = ("article_id", "cue_start", "cue_end", "source_start", "source_end", *SHOWN)


def render_sources(
    articles: pd.DataFrame,
    attributions: pd.DataFrame,
    *,
    article: str,
    form: str = EVERY_FORM,
    level: str = EVERY_LEVEL,
    note: str = "",
) -> View:
    """Return one article with source, cue and content of each attribution marked.

    Needs article_id and text of the articles, and the attributions table.

    Parameters
    ----------
    articles, attributions : DataFrame
        As the loader and `find_attributions` make them.
    article : str
        An article_id.
    form : str
        "every form", or a code of `workbench.schema.FORMS`.
    level : str
        "every level", "core" (speech) or "wide" (beliefs, intentions, decisions).
    note : str
        Stands at the end of the caption, such as how many rows were corrected by hand.

    Returns
    -------
    View
        Its table has one row per part of an attribution.

    Raises
    ------
    KeyError, ValueError
        For a missing column, an unknown article, form or level.

    Examples
    --------
    >>> from workbench.schema import make_table
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["It was late, Jo said."]})
    >>> row = {"article_id": "a", "attribution_id": 0, "part": 0, "form": "indirect", "level": "core", "zone": "body",
    ...        "start": 0, "end": 11, "cue_start": 16, "cue_end": 20, "source_start": 13, "source_end": 15, "n_words": 3,
    ...        "n_quoted_words": 0}
    >>> view = render_sources(articles, make_table([row], "attributions"), article="a")
    >>> view.caption.split(" · Found by")[0]
    'Attributions of a · n = 1 attribution · every form, every level · these texts only'
    """
    require_columns(attributions, NEEDED, name="attributions")
    require_choice(form, (EVERY_FORM, *FORMS), name="form")
    require_choice(level, (EVERY_LEVEL, *LEVELS), name="level")
    text = find_text(articles, article)
    mine = attributions[attributions["article_id"] == article]
    mine = mine if form == EVERY_FORM else mine[mine["form"] == form]
    mine = mine if level == EVERY_LEVEL else mine[mine["level"] == level]
    size = count_of(mine["attribution_id"].nunique(), "attribution")
    caption = join_caption(f"Attributions of {article}", size, f"{form}, {level}")
    counts = mine.drop_duplicates("attribution_id")["form"].value_counts()
    return View(
        html=mark_text(text, list_spans(mine)),
        table=mine[SHOWN].reset_index(drop=True),
        caption=add_notes(caption, note_extraction(), note),
        alt=f"Attributions of {article} by form: " + list_parts(f"{name} {count}" for name, count in counts.items()),
        call=spell_call("render_sources", "articles", "attributions", article=article, form=form, level=level),
    )


def list_spans(attributions: pd.DataFrame) -> pd.DataFrame:
    """Return the spans to mark: source, cue and content of each attribution, each with its number.

    Needs attribution_id, start, end, cue_start, cue_end, source_start and source_end.

    Returns
    -------
    DataFrame
        One row per span: start, end, kind (source, cue, content), tag; a span shared by several parts stands once.

    Examples
    --------
    >>> row = {"attribution_id": 0, "start": 0, "end": 4, "cue_start": 5, "cue_end": 9, "source_start": 10, "source_end": 12}
    >>> list_spans(pd.DataFrame([row])).tag.tolist()
    ['source 0', 'cue 0', 'content 0']
    """
    spans = pd.DataFrame(_list_spans(attributions), columns=["start", "end", "kind", "tag"])
    return spans.drop_duplicates(ignore_index=True).astype({"start": "int64", "end": "int64"})


def _list_spans(attributions: pd.DataFrame) -> Iterator[tuple[int, int, str, str]]:
    for row in attributions.itertuples():
        for kind, start, end in (
            ("source", row.source_start, row.source_end),
            ("cue", row.cue_start, row.cue_end),
            ("content", row.start, row.end),
        ):
            if pd.notna(start) and pd.notna(end) and start < end:
                yield int(start), int(end), kind, f"{kind} {row.attribution_id}"


def explore_sources(articles: pd.DataFrame, attributions: pd.DataFrame, *, note: str = "") -> Explorer:
    """Return a box in which a reader chooses an article, a form and a level of attribution.

    Needs article_id and text of the articles, and the attributions table; `note` as in `render_sources`.

    Returns
    -------
    Explorer
        Controls `article`, `form` and `level`; see `render_sources`.

    Examples
    --------
    >>> from workbench.schema import make_table
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Nobody spoke."]})
    >>> "n = 0 attributions" in explore_sources(articles, make_table([], "attributions")).view.value
    True
    """

    def render(*, article: str, form: str, level: str) -> View:
        return render_sources(articles, attributions, article=article, form=form, level=level, note=note)

    found = set(attributions["form"])
    controls = {
        "article": choose_one("Article", articles["article_id"]),
        "form": choose_one("Form", [EVERY_FORM, *(form for form in FORMS if form in found)]),
        "level": choose_one("Level", [EVERY_LEVEL, *LEVELS]),
    }
    return Explorer(render, controls, title="Who says what, and by which word")
