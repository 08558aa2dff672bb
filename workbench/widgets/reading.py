"""Read an article with what was found in it marked: its zones, who says what; and go from a bar to its sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial

import pandas as pd

from workbench.measures.behind import add_sentences
from workbench.measures.sources import count_attributions
from workbench.measures.tallies import tally_attributions
from workbench.plots.captions import add_notes, count_of, join_caption, list_parts
from workbench.plots.figure import PLAIN, Look, show_picture
from workbench.plots.markup import mark_blocks, mark_text
from workbench.schema import FORMS, LEVELS, ZONES, require_choice, require_columns
from workbench.tokens.selection import DEFAULT_ZONES
from workbench.validity import note_extraction
from workbench.widgets import choices
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.view import SENTENCE, Span, View, scroll, show_sentences, spell_call

EVERY_ZONE, NOT_BODY = "every zone", "all but body"
PLACES = ("source_start", "source_end", "cue_start", "cue_end", "start", "end")
ATTRIBUTIONS = ["attribution_id", "source_name", "source_text", "cue_text", "cue_family", "form", "level"]
ATTRIBUTIONS += ["source_kind", "n_words", "start", "end"]
BARS = {"form": "form", "family": "cue_family", "source": "source", "kind": "source_kind", "naming": "naming"}
NONE_FOUND = "none found"
MOST = 12  # sentences behind a bar: judgement, about one screen
STATEMENTS = (*BARS.values(), "attribution_id", "n_words", "pieces", *PLACES[:4], *SENTENCE)


def render_zones(
    articles: pd.DataFrame, blocks: pd.DataFrame, *, article: str, zone: str = EVERY_ZONE, look: Look = PLAIN
) -> View:
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
    look : Look
        Names the texts.

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
    text = choices.find_text(articles, article)
    require_choice(zone, (EVERY_ZONE, NOT_BODY, *ZONES), name="zone")
    shown = blocks[blocks["article_id"] == article]
    if zone != EVERY_ZONE:
        shown = shown[(shown["zone"] != "body") if zone == NOT_BODY else (shown["zone"] == zone)]
    counts = shown["zone"].value_counts(sort=False)
    named = f"Blocks of {look.name(article)}"
    return View(
        html=scroll(mark_blocks(text, shown), title="The text, each block behind the name of its zone"),
        table=shown[["block_id", "start", "end", "zone", "rule", "confidence"]].reset_index(drop=True),
        caption=join_caption(named, count_of(len(shown), "block"), zone),
        alt=f"{named} by zone: " + list_parts(f"{name} {n}" for name, n in counts.items() if n),
        call=spell_call("render_zones", "articles", "blocks", article=article, zone=zone),
    )


def explore_zones(articles: pd.DataFrame, blocks: pd.DataFrame, *, look: Look = PLAIN) -> Explorer:
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
    look = look.over(articles)
    controls = {
        "article": choose_one("Article", look.offer(articles["article_id"])),
        "zone": choose_one("Show", [EVERY_ZONE, NOT_BODY, *dict.fromkeys(blocks["zone"])]),
    }
    render = partial(render_zones, articles, blocks, look=look)
    return Explorer(render, controls, title="What stands where in the text", look=look)


def render_sources(
    articles: pd.DataFrame,
    attributions: pd.DataFrame,
    *,
    article: str,
    form: str = choices.EVERY_FORM,
    level: str = choices.EVERY_LEVEL,
    look: Look = PLAIN,
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
    look : Look
        Names the texts; its note stands at the end of the caption, such as how many rows were corrected by hand.

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
    require_columns(attributions, ("article_id", *PLACES, *ATTRIBUTIONS), name="attributions")
    require_choice(form, (choices.EVERY_FORM, *FORMS), name="form")
    require_choice(level, (choices.EVERY_LEVEL, *LEVELS), name="level")
    text = choices.find_text(articles, article)
    mine = attributions[attributions["article_id"] == article]
    mine = mine if form == choices.EVERY_FORM else mine[mine["form"] == form]
    mine = mine if level == choices.EVERY_LEVEL else mine[mine["level"] == level]
    named = f"Attributions of {look.name(article)}"
    caption = join_caption(named, count_of(mine["attribution_id"].nunique(), "attribution"), f"{form}, {level}")
    counts = mine.drop_duplicates("attribution_id")["form"].value_counts()
    marked = scroll(mark_text(text, list_spans(mine)), title="The text, each source, cue and content with its number")
    return View(
        html=marked,
        table=mine[["article_id", *ATTRIBUTIONS]].reset_index(drop=True),
        caption=add_notes(caption, note_extraction(), look.note),
        alt=f"{named} by form: " + list_parts(f"{name} {count}" for name, count in counts.items() if count),
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
    rows = []
    for row in attributions.to_dict("records"):
        for kind, name in (("source", "source_"), ("cue", "cue_"), ("content", "")):
            start, end = row[f"{name}start"], row[f"{name}end"]
            if pd.notna(start) and pd.notna(end) and start < end:
                rows.append((int(start), int(end), kind, f"{kind} {row['attribution_id']}"))
    return pd.DataFrame(rows, columns=["start", "end", "kind", "tag"]).drop_duplicates(ignore_index=True)


def explore_sources(
    articles: pd.DataFrame, attributions: pd.DataFrame, *, note: str = "", look: Look = PLAIN
) -> Explorer:
    """Return a box in which a reader chooses an article, a form and a level of attribution.

    Needs article_id and text of the articles, and the attributions table. `note` stands at the end of the caption, such
    as how many rows were corrected by hand.

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
    look = replace(look.over(articles), note=note or look.note)
    found = set(attributions["form"])
    controls = {
        "article": choose_one("Article", look.offer(articles["article_id"])),
        "form": choose_one("Form", [choices.EVERY_FORM, *(form for form in FORMS if form in found)]),
        "level": choose_one("Level", [choices.EVERY_LEVEL, *LEVELS]),
    }
    render = partial(render_sources, articles, attributions, look=look)
    return Explorer(render, controls, title="Who says what, and by which word", look=look)


def gather_statements(
    attributions: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    sentences: pd.DataFrame,
    zones: Iterable[str] = DEFAULT_ZONES,
    by: Mapping[str, str] | None = None,
) -> pd.DataFrame:
    """Return the attributions that count, each with the sentences in which its source, cue and content stand.

    Needs the attributions table; article_id and text of the articles; article_id, start and end of the sentences.

    Returns
    -------
    DataFrame
        One row per attribution of the zones, as `count_attributions` keeps them; further columns: pieces (start and end
        of each piece of content), sentence_start, sentence_end, sentence and, with `by`, group. A form, family, source,
        kind or naming that is missing is "none found".

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
    counted = count_attributions(attributions, zones=zones)
    keys = ["article_id", "attribution_id"]
    pieces: dict[tuple, list] = {}
    for row in attributions.itertuples():
        pieces.setdefault((row.article_id, row.attribution_id), []).append((int(row.start), int(row.end)))
    counted["pieces"] = [tuple(pieces[tuple(key)]) for key in counted[keys].itertuples(index=False)]
    bounds = [_reach(row) for row in counted.to_dict("records")]
    reach = pd.DataFrame(bounds, columns=["start", "end"], index=counted.index, dtype="int64")
    placed = add_sentences(counted.assign(**reach), articles=articles, sentences=sentences)
    named = placed[list(BARS.values())].astype("object").fillna(NONE_FOUND)
    placed = placed.assign(start=counted["start"], end=counted["end"], **named)
    return placed if by is None else placed.assign(group=placed["article_id"].map(by))


def _reach(row: Mapping) -> tuple[int, int]:
    """From the first to the last character of source, cue and content."""
    pairs = [*row["pieces"], (row["cue_start"], row["cue_end"]), (row["source_start"], row["source_end"])]
    known = [(int(start), int(end)) for start, end in pairs if pd.notna(start) and pd.notna(end)]
    return min(start for start, _ in known), max(end for _, end in known)


def render_statements(
    statements: pd.DataFrame,
    *,
    by: str = "form",
    value: str = choices.EVERY_BAR,
    article: str = choices.EVERY_TEXT,
    look: Look = PLAIN,
) -> View:
    """Return the bars of attributions by one of their properties, and the sentences behind the bar that is chosen.

    Needs the table that `gather_statements` makes; a column group puts texts together.

    Parameters
    ----------
    statements : DataFrame
        One row per attribution.
    by : str
        "form", "family" (of the cue), "source", "kind" or "naming" (of the source).
    value : str
        The bar whose sentences are shown, or "every bar".
    article : str
        Count and show one text (or group) only, or "every text".
    look : Look
        Names the texts; its note stands at the end of the caption, such as how many rows were corrected by hand.

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
    require_columns(statements, STATEMENTS, name="statements")
    column, unit = BARS[by], choices.case_column(statements)
    mine = choices.keep_rows(statements, **{unit: article})
    rows = mine if value == choices.EVERY_BAR else choices.keep_rows(mine, **{column: value})
    tally = tally_attributions(mine, by=(column, "article_id"), groups=choices.find_groups(mine))
    figure = look.draw("tallies.statements", tally, by=column)
    size = count_of(len(rows), "attribution")
    caption = join_caption(f"Attributions by {by}", size, f"{value}, {look.name(article)}")
    told = list_parts(f"{look.name(row.article_id)}, {row.source}, {row.form}" for row in rows.itertuples())
    shown = ["source", "cue_text", "cue_family", "form", "source_kind", "naming", "n_words", "sentence"]
    return View(
        html=show_picture(figure) + show_sentences(rows, _mark_statement, look=look, most=MOST),
        table=rows[["article_id", *shown]],
        caption=add_notes(caption, note_extraction(), look.note),
        alt=f"{figure.alt} Sentences: {told}",
        call=spell_call("render_statements", "statements", by=by, value=value, article=article),
    )


def _mark_statement(row: Mapping) -> Iterator[Span]:
    yield row["source_start"], row["source_end"], "source", "source"
    yield row["cue_start"], row["cue_end"], "cue", f"cue, {row['cue_family']}"
    for start, end in row["pieces"]:
        yield start, end, "content", f"content, {row['form']}"


def explore_statements(statements: pd.DataFrame, *, note: str = "", look: Look = PLAIN) -> Explorer:
    """Return a box in which a reader counts attributions by a property, chooses a bar and reads its sentences.

    Needs the table that `gather_statements` makes; `note` as in `explore_sources`.

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
    require_columns(statements, STATEMENTS, name="statements")
    look, unit = replace(look, note=note or look.note), choices.case_column(statements)

    def list_values(*, by: str, article: str) -> list[tuple[str, str]]:
        return list_bars(choices.keep_rows(statements, **{unit: article}), by=by)

    controls = {
        "by": choose_one("Count by", BARS),
        "value": choose_one("Bar", list_bars(statements)),
        "article": choose_one("Text", look.offer(sorted(set(statements[unit])), every=choices.EVERY_TEXT)),
    }
    render = partial(render_statements, statements, look=look)
    return Explorer(render, controls, title="From a bar to its sentences", follows={"value": list_values}, look=look)


def list_bars(statements: pd.DataFrame, *, by: str = "form") -> list[tuple[str, str]]:
    """Return the bars as options of a control, each with its number, most attributions first.

    Examples
    --------
    >>> list_bars(pd.DataFrame({"form": ["noun", "direct", "direct"]}))
    [('every bar', 'every bar'), ('direct (2)', 'direct'), ('noun (1)', 'noun')]
    """
    counts = statements[BARS[by]].value_counts().sort_index().sort_values(ascending=False, kind="stable")
    return [(choices.EVERY_BAR, choices.EVERY_BAR), *((f"{value} ({n})", value) for value, n in counts.items())]
