"""Every figure of the workbench: the table it draws and the module of ``workbench.plots`` that draws it."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from workbench.catalogue.entries import Figure, Variant

_P = "workbench.plots"
_SPEECH = {"scope": "speech in the body"}

# the scores that a report draws, one figure each; all others stand in the table
REPORTED_SCORES = (
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


def _each_score(scores: pd.DataFrame) -> Iterator[Variant]:
    held = set(scores["measure"])
    yield from ((measure, {"measure": measure}) for measure in REPORTED_SCORES if measure in held)


def _each_group(keyness: pd.DataFrame) -> Iterator[Variant]:
    measure = "log_odds" if (keyness["measure"] == "log_odds").any() else None
    yield from ((str(group), {"group": group, "measure": measure}) for group in dict.fromkeys(keyness["group"]))


def _vader(scores: pd.DataFrame) -> Iterator[Variant]:
    held = set(scores["measure"])
    yield "", {"measure": "sentiment_vader" if "sentiment_vader" in held else None}


FIGURES: tuple[Figure, ...] = (
    Figure("zones", "Words by zone", f"{_P}.tallies", ("zone_words",), report=True),
    Figure("forms", "Attributions by form", f"{_P}.tallies", ("forms",), ("note",), _SPEECH, report=True),
    Figure("families", "Attributions by kind of verb", f"{_P}.tallies", ("families",), ("note",), _SPEECH, report=True),
    Figure("source_words", "Words given to each source", f"{_P}.tallies", ("sources",), ("note",), report=True),
    Figure(
        "sentence_scores",
        "Sentiment, sentence by sentence",
        f"{_P}.sentiment",
        ("sentence_sentiment",),
        variants=_vader,
        report=True,
    ),
    Figure(
        "scores",
        "One measure, every text",
        f"{_P}.scores",
        ("scores",),
        filters=("voice",),
        variants=_each_score,
        report=True,
    ),
    Figure("terms", "Most frequent words", f"{_P}.vocabulary", ("terms",), report=True),
    Figure(
        "keyness", "Words that set a text apart", f"{_P}.associations", ("keyness",), variants=_each_group, report=True
    ),
    Figure("names", "What each actor is called", f"{_P}.naming", ("names",), report=True),
    Figure("constructions", "In which construction acts stand", f"{_P}.agency", ("agency",), report=True),
    Figure("missing_agents", "Acts without an agent", f"{_P}.agency", ("agency",), report=True),
    Figure("quantities", "The same figure, side by side", f"{_P}.quantities", ("figures",), report=True),
    Figure(
        "figure_grid",
        "Which text carries which figure",
        f"{_P}.quantities",
        ("figures",),
        ("articles=article_ids",),
        report=True,
    ),
    Figure("passages", "Longest shared passages", f"{_P}.overlap", ("longest_passages",), report=True),
    Figure("utterances", "Which text carries which utterance", f"{_P}.overlap", ("utterances",), report=True),
    Figure(
        "statements",
        "Sources by kind of verb",
        f"{_P}.tallies",
        ("source_families",),
        ("note",),
        {"by": "source", "parts": "cue_family"},
    ),
    Figure(
        "readability_scores", "Surface difficulty", f"{_P}.scores", ("readability",), draws="scores", filters=("voice",)
    ),
    Figure(
        "sentiment_scores",
        "Mean score of the sentences",
        f"{_P}.scores",
        ("sentiment",),
        draws="scores",
        filters=("voice",),
    ),
    Figure("runs", "Runs of four words and more", f"{_P}.overlap", ("longest_runs",), draws="passages"),
    Figure("agreement", "Do the instruments agree?", f"{_P}.instruments", ("instrument_agreement",)),
    Figure("orders", "In how many instruments each order holds", f"{_P}.sensitivity", ("instrument_orders",)),
    Figure("differences", "Differences between two texts", f"{_P}.sensitivity", ("readability_differences",)),
    Figure("comparison", "The same text, two tools", f"{_P}.instruments", ("textstat",)),
    Figure("universes", "One measure under other reasonable choices", f"{_P}.sensitivity", ("universes",)),
)
