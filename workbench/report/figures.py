"""Which figures a report holds, and how they are written with their words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd
from tqdm import tqdm

from workbench.measures.agency import summarise_agency
from workbench.measures.naming import tabulate_names
from workbench.measures.overlap import list_longest_passages, tabulate_quotations
from workbench.measures.quantities import group_quantities
from workbench.measures.sources import count_attributions, count_corrections
from workbench.measures.tallies import count_zone_words, tally_attributions
from workbench.plots import Figure, draw_figure

SIDECAR = "figures.json"
SHOWN_SCORES = (
    "words_per_sentence",
    "flesch_reading_ease",
    "flesch_kincaid_grade",
    "lix",
    "sentiment_combined",
    "sentiment_vader",
    "sentiment_hu_liu",
    "sentiment_afinn",
    "sentiment_conflict_news",
    "sourcing_quoted_share",
    "sourcing_paraphrase_share",
    "sourcing_effective_sources",
)


def draw_figures(tables: Mapping[str, pd.DataFrame], *, progress: bool = False) -> dict[str, Figure]:
    """Return the report's figures by name, in order; a table that is not there has no figure.

    Needs the tables by name, as `workbench.pipeline.build_tables` makes them.

    Examples
    --------
    >>> sentences = pd.DataFrame({"article_id": ["a"], "zone": ["body"], "n_words": [60]})
    >>> list(draw_figures({"sentences": sentences}))
    ['zones']
    """
    listed = tqdm(list(_list_figures(tables)), desc="figures", unit="figure", disable=not progress)
    return {name: draw_figure(kind, table, **options) for name, kind, table, options in listed}


def _list_figures(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, str, pd.DataFrame, dict]]:
    if "sentences" in tables:
        yield "zones", "zones", count_zone_words(tables["sentences"]), {}
    if "attributions" in tables:
        spoken = count_attributions(tables["attributions"])
        options = {"scope": "speech in the body", "note": _note_corrections(tables)}
        yield "forms", "forms", tally_attributions(spoken, by=("article_id", "form")), options
        yield "verb_families", "families", tally_attributions(spoken, by=("article_id", "cue_family")), options
    if "sources" in tables:
        yield "source_words", "source_words", tables["sources"], {"note": _note_corrections(tables)}
    if "sentence_sentiment" in tables:
        measures = set(tables["sentence_sentiment"]["measure"])
        measure = "sentiment_vader" if "sentiment_vader" in measures else None
        yield "sentence_sentiment", "sentence_scores", tables["sentence_sentiment"], {"measure": measure}
    yield from _list_scores(tables)
    if "terms" in tables:
        yield "terms", "terms", tables["terms"], {}
    yield from _list_keyness(tables)
    yield from _list_comparisons(tables)


def _list_comparisons(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, str, pd.DataFrame, dict]]:
    ids = tuple(tables["articles"]["article_id"]) if "articles" in tables else ()
    if "mentions" in tables:
        yield "names", "names", tabulate_names(tables["mentions"]), {}
    if "clauses" in tables:
        agency = summarise_agency(tables["clauses"], article_ids=ids)
        yield "constructions", "constructions", agency, {}
        yield "missing_agents", "missing_agents", agency, {}
    if "quantities" in tables:
        every = group_quantities(tables["quantities"], least_articles=1)
        yield "figures_side_by_side", "quantities", every, {}
        yield "figure_grid", "figure_grid", every, {"articles": ids}
    if "passages" in tables:
        yield "shared_passages", "passages", list_longest_passages(tables["passages"], article_ids=ids or None), {}
    if "quotations" in tables and ids:
        yield "utterances", "utterances", tabulate_quotations(tables["quotations"], article_ids=ids), {}


def _list_scores(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, str, pd.DataFrame, dict]]:
    if "scores" not in tables:
        return
    scores = tables["scores"]
    held = set(scores["measure"])
    for measure in (name for name in SHOWN_SCORES if name in held):
        note = _note_corrections(tables) if measure.startswith("sourcing_") else ""
        yield f"score_{name_file(measure)}", "scores", scores, {"measure": measure, "note": note}


def _note_corrections(tables: Mapping[str, pd.DataFrame]) -> str:
    """How many attributions a person changed; nothing where none of the tables can tell."""
    if not {"attributions", "corrections"} <= set(tables):
        return ""
    return count_corrections(tables["attributions"], tables["corrections"])


def _list_keyness(tables: Mapping[str, pd.DataFrame]) -> Iterator[tuple[str, str, pd.DataFrame, dict]]:
    if "keyness" not in tables:
        return
    keyness = tables["keyness"]
    measure = "log_odds" if (keyness["measure"] == "log_odds").any() else None
    for group in dict.fromkeys(keyness["group"]):
        yield f"keyness_{name_file(group)}", "keyness", keyness, {"group": group, "measure": measure}


def name_file(name: str) -> str:
    """Return `name` with nothing in it that a file system or a link could stumble over.

    Examples
    --------
    >>> name_file("a b/c"), name_file("")
    ('a_b_c', '_')
    """
    return re.sub(r"[^\w.-]+", "_", name).strip(".") or "_"


def write_figures(figures: Mapping[str, Figure], folder: Path) -> Path:
    r"""Write each figure as PNG and SVG, and one sidecar with caption and alt text of all.

    Returns
    -------
    Path
        The sidecar: a JSON list of name, png, svg, caption and alt.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     write_figures({}, Path(place)).read_text()
    '[]\n'
    """
    folder.mkdir(parents=True, exist_ok=True)
    notes = []
    for name, figure in figures.items():
        (folder / f"{name}.png").write_bytes(figure.png)
        (folder / f"{name}.svg").write_bytes(figure.svg)
        words = {"caption": figure.caption, "alt": figure.alt}
        notes.append({"name": name, "png": f"{name}.png", "svg": f"{name}.svg", **words})
    sidecar = folder / SIDECAR
    sidecar.write_text(json.dumps(notes, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    return sidecar
