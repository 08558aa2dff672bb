"""The tables that `analyse` writes, in the order of the data dictionary: what each is, what makes it, what that needs."""

from __future__ import annotations

from typing import Any

from workbench.catalogue.entries import Table

_M = "workbench.measures"
_STEPS = "workbench.catalogue.steps"


def _loaded(name: str, title: str, row: str, **more: Any) -> Table:
    """Return the entry of a table that the loader has made."""
    return Table(name, title, f"{_STEPS}.take", settings=(f"value=corpus.{name}",), row=row, default=True, **more)


_CONTEXT = ("config", "zones")
_LEAST = ("min_words", "min_sentences")
_SCORE_COLUMNS = (
    "article_id",
    "group",
    "measure",
    "voice",
    "value",
    "low",
    "high",
    "n_sentences",
    "n_words",
    "n_articles",
    "reason",
)

TABLES: tuple[Table, ...] = (
    # what was loaded
    _loaded(
        "articles", "The texts", "article", shown=("article_id", "group", "outlet", "title", "byline", "published")
    ),
    _loaded("metadata", "Further columns of the articles", "article"),
    _loaded("blocks", "Blocks and their zones", "block of lines"),
    Table(
        "cleaning_log",
        "Cleaning log",
        f"{_STEPS}.take",
        settings=("value=corpus.log",),
        row="decision of the loader",
        default=True,
        shown=("article_id", "group", "start", "end", "rule", "before", "after", "decided_by"),
    ),
    _loaded(
        "warnings",
        "Warnings",
        "thing the loader noticed",
        shown=("article_id", "group", "rule", "start", "end", "message"),
    ),
    _loaded("problems", "What could not be loaded", "file or row that could not be loaded", per="corpus"),
    _loaded("notes", "What to know of the files", "file left aside, or thing to know", per="corpus"),
    Table("grouped_articles", "", f"{_STEPS}.mark_groups", ("articles",), ("by",), hidden=True),
    # what was parsed, and who says what
    Table("parsed", "", "workbench.language.segment_text", ("articles", "blocks"), ("cache",), hidden=True),
    Table("sentences", "Sentences", f"{_STEPS}.take_first", ("pair=parsed",), row="sentence", default=True),
    Table(
        "attributed",
        "",
        f"{_STEPS}.find_and_correct",
        ("parsed", "articles", "blocks"),
        ("config", "find_sidecar"),
        hidden=True,
    ),
    Table(
        "tokens",
        "Tokens with their voice",
        f"{_STEPS}.give_voice",
        ("parsed", "attributions"),
        row="token",
        default=True,
    ),
    Table(
        "attributions",
        "Attributed statements",
        f"{_STEPS}.take_first",
        ("pair=attributed",),
        row="attributed statement",
        default=True,
    ),
    Table(
        "corrections",
        "Corrections by hand",
        f"{_STEPS}.take_second",
        ("pair=attributed",),
        row="correction by hand",
        default=True,
    ),
    # what was found in each text
    Table(
        "sources",
        "Sources of each text",
        f"{_M}.sources.list_sources",
        ("attributions",),
        ("zones", "by"),
        row="source of a text",
        default=True,
        shown=(
            "article_id",
            "group",
            "source_name",
            "source_kind",
            "naming",
            "n_attributions",
            "n_words",
            "word_share",
        ),
    ),
    Table(
        "quantities",
        "Figures reported",
        f"{_M}.quantities.find_quantities",
        ("tokens", "articles", "attributions"),
        _CONTEXT,
        row="number reported about the event",
        default=True,
        shown=(
            "article_id",
            "group",
            "words",
            "unit",
            "act",
            "window",
            "credited_to",
            "voice",
        ),
    ),
    Table(
        "mentions",
        "Namings",
        f"{_M}.naming.find_mentions",
        ("tokens", "attributions"),
        _CONTEXT,
        row="naming of an entity or event",
        per="corpus",
        default=True,
    ),
    Table(
        "clauses",
        "Acts",
        f"{_M}.agency.find_clauses",
        ("tokens",),
        ("zones",),
        row="finite or nominal act",
        default=True,
    ),
    Table(
        "passages",
        "Shared passages",
        f"{_M}.overlap.find_shared_passages",
        ("tokens",),
        ("zones",),
        row="passage shared by two articles",
        per="corpus",
        default=True,
    ),
    Table(
        "quotations",
        "The same utterance across texts",
        f"{_M}.overlap.align_quotations",
        ("tokens", "attributions"),
        ("zones",),
        row="version of an utterance",
        per="corpus",
        default=True,
    ),
    # scores and counts
    Table(
        "readability",
        "Surface difficulty",
        f"{_M}.readability.score_readability",
        ("sentences", "tokens"),
        ("zones", "by", *_LEAST, "resampling"),
        row="measure of a text or group, by voice",
        shown=_SCORE_COLUMNS,
    ),
    Table(
        "sentiment",
        "Mean score of the sentences, by instrument",
        f"{_M}.sentiment.score_sentiment",
        ("sentences", "tokens"),
        ("zones", "by", *_LEAST, "settings=sentiment_settings"),
        row="instrument and text or group, by voice",
        shown=_SCORE_COLUMNS,
    ),
    Table(
        "sourcing_scores",
        "Sourcing",
        f"{_M}.sources.summarise_sourcing",
        ("attributions", "sentences", "tokens"),
        ("zones", "by", "resampling"),
        row="measure of a text or group",
        shown=_SCORE_COLUMNS,
    ),
    Table(
        "diversity",
        "How varied is the vocabulary?",
        f"{_M}.vocabulary.measure_diversity",
        ("tokens",),
        ("zones", "by", "min_words"),
        row="measure of a text or group, by voice",
        shown=_SCORE_COLUMNS,
    ),
    Table(
        "framing",
        "Vocabulary associated with a theme",
        f"{_M}.framing.score_framing",
        ("tokens",),
        ("zones", "by", "n_shuffles", "seed", "pieces"),
        row="theme of a text or group, by voice",
    ),
    Table(
        "scores",
        "Scores",
        f"{_STEPS}.join_scores",
        ("readability", "sentiment", "sourcing_scores", "diversity", "framing"),
        row="measure of a text or group, by voice",
        default=True,
        shown=_SCORE_COLUMNS,
    ),
    Table(
        "sentence_sentiment",
        "Sentiment by sentence",
        f"{_M}.sentiment.score_sentences",
        ("sentences", "tokens"),
        ("zones",),
        row="sentence and instrument",
        default=True,
    ),
    Table(
        "hits",
        "Words on a list",
        "workbench.lexicons.find_hits",
        ("tokens",),
        ("zones",),
        row="lexicon hit",
        default=True,
    ),
    Table(
        "terms",
        "Words of each text, most frequent first",
        f"{_M}.vocabulary.count_terms",
        ("tokens",),
        ("zones", "by", "pieces"),
        row="word of a text",
        default=True,
        shown=("group", "term", "n", "n_words", "rate", "low", "high"),
    ),
    Table(
        "keyness",
        "Words that set texts apart",
        f"{_M}.keyness.compare_terms",
        ("tokens",),
        ("zones", "by", "n_shuffles", "seed", "pieces"),
        row="word, group and measure",
        per="corpus",
        default=True,
    ),
    Table(
        "keyness_null",
        "Words beyond the line, and how many dealt paragraphs give",
        f"{_M}.keyness.count_passing",
        ("tokens",),
        ("zones", "by", "n_shuffles", "seed", "pieces"),
        row="measure and rule",
        per="corpus",
        default=True,
        shown=("measure", "rule", "n_terms", "observed", "null_median", "null_low", "null_high"),
    ),
)
