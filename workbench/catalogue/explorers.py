"""Every explorer of the workbench: the function that builds it and the tables it works on."""

from __future__ import annotations

from workbench.catalogue.entries import Explorer

_W = "workbench.widgets"
_PROSE = ("articles", "sentences", "tokens")

EXPLORERS: tuple[Explorer, ...] = (
    Explorer("zones", "Zones of a text", f"{_W}.reading.explore_zones", ("articles", "blocks"), ("look",)),
    Explorer(
        "contexts", "A word in its contexts", f"{_W}.concordance.explore_contexts", ("tokens=every_word",), ("look",)
    ),
    Explorer("dispersion", "Where a word stands", f"{_W}.concordance.explore_dispersion", ("tokens=words",), ("look",)),
    Explorer(
        "collocates", "What stands near a word", f"{_W}.concordance.explore_collocates", ("tokens=words",), ("look",)
    ),
    Explorer("ngrams", "Runs of words", f"{_W}.concordance.explore_ngrams", ("tokens=words",), ("by", "look")),
    Explorer(
        "keywords", "Words that set a text apart", f"{_W}.contrasts.explore_keywords", ("tokens=words",), ("by", "look")
    ),
    Explorer(
        "hits",
        "Words on a list",
        f"{_W}.scores.explore_hits",
        ("articles=grouped_articles", "hits", "framing"),
        ("look",),
    ),
    Explorer("scores", "One measure, every text", f"{_W}.scores.explore_scores", ("scores",), ("look",)),
    Explorer(
        "themes", "Vocabulary associated with a theme", f"{_W}.scores.explore_scores", ("scores=themes",), ("look",)
    ),
    Explorer(
        "diversity", "How varied is the vocabulary?", f"{_W}.scores.explore_scores", ("scores=diversity",), ("look",)
    ),
    Explorer(
        "readability_scores", "Surface difficulty", f"{_W}.scores.explore_scores", ("scores=readability",), ("look",)
    ),
    Explorer("sentiment_scores", "Tone by word list", f"{_W}.scores.explore_scores", ("scores=sentiment",), ("look",)),
    Explorer(
        "similarity", "Which texts are alike", f"{_W}.contrasts.explore_similarity", ("tokens=words",), ("by", "look")
    ),
    Explorer("sentiment", "The words behind a score", f"{_W}.switches.explore_sentiment", _PROSE, ("look",)),
    Explorer(
        "sentences",
        "Sentence by sentence",
        f"{_W}.scores.explore_sentences",
        ("articles", "sentence_scores=sentence_sentiment"),
        ("look",),
    ),
    Explorer(
        "shift",
        "Which words make the difference",
        f"{_W}.contrasts.explore_shift",
        ("contributions", "hits=sentiment_hits"),
        ("look",),
    ),
    Explorer("readability", "The sentences behind a figure", f"{_W}.switches.explore_readability", _PROSE, ("look",)),
    Explorer(
        "sources", "Check the machine", f"{_W}.reading.explore_sources", ("articles", "attributions"), ("note", "look")
    ),
    Explorer(
        "statements",
        "From a bar to its sentences",
        f"{_W}.reading.explore_statements",
        ("statements",),
        ("note", "look"),
    ),
    Explorer("names", "Who is called what", f"{_W}.cases.explore_names", ("mentions=mention_sentences",), ("look",)),
    Explorer("agency", "Who acts", f"{_W}.cases.explore_agency", ("clauses=clause_sentences",), ("look",)),
    Explorer(
        "quantities", "The same figure, text by text", f"{_W}.cases.explore_quantities", ("groups=figures",), ("look",)
    ),
    Explorer("passages", "Shared passages", f"{_W}.overlap.explore_passages", ("articles", "passages"), ("look",)),
    Explorer(
        "runs",
        "Runs of four words and more",
        f"{_W}.overlap.explore_passages",
        ("articles", "passages=short_passages"),
        ("look",),
    ),
    Explorer(
        "utterances",
        "One utterance, every version",
        f"{_W}.overlap.explore_utterances",
        ("quotations=quotation_sentences",),
        ("look",),
    ),
    Explorer(
        "universes", "Other reasonable choices", f"{_W}.scores.explore_universes", ("curve=universes",), ("look",)
    ),
)
