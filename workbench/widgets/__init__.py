"""Explorers for notebooks: plain `render_*` functions, and `explore_*` boxes that only wire controls to them."""

from workbench.widgets.agency import explore_agency, render_agency
from workbench.widgets.choices import SentimentChoice, TextChoice
from workbench.widgets.collocates import explore_collocates, render_collocates
from workbench.widgets.contexts import explore_contexts, render_contexts
from workbench.widgets.dispersion import explore_dispersion, render_dispersion
from workbench.widgets.explorer import Explorer
from workbench.widgets.keyness import explore_keyness, render_keyness
from workbench.widgets.keywords import explore_keywords, render_keywords
from workbench.widgets.lexicons import explore_hits, render_hits
from workbench.widgets.naming import explore_names, render_names
from workbench.widgets.ngrams import explore_ngrams, render_ngrams
from workbench.widgets.overlap import explore_passages, explore_utterances, render_passages, render_utterances
from workbench.widgets.quantities import explore_quantities, render_quantities
from workbench.widgets.readability import explore_readability, render_readability
from workbench.widgets.scores import explore_scores, render_scores
from workbench.widgets.sensitivity import explore_universes, render_universes
from workbench.widgets.sentences import explore_sentences, render_sentences
from workbench.widgets.sentiment import explore_sentiment, render_sentiment
from workbench.widgets.shift import explore_shift, render_shift
from workbench.widgets.similarity import explore_similarity, render_similarity
from workbench.widgets.sources import explore_sources, render_sources
from workbench.widgets.statements import explore_statements, gather_statements, render_statements
from workbench.widgets.view import View, show_view
from workbench.widgets.zones import explore_zones, render_zones

__all__ = [
    "Explorer",
    "SentimentChoice",
    "TextChoice",
    "View",
    "explore_agency",
    "explore_collocates",
    "explore_contexts",
    "explore_dispersion",
    "explore_hits",
    "explore_keyness",
    "explore_keywords",
    "explore_names",
    "explore_ngrams",
    "explore_passages",
    "explore_quantities",
    "explore_readability",
    "explore_scores",
    "explore_sentences",
    "explore_sentiment",
    "explore_shift",
    "explore_similarity",
    "explore_sources",
    "explore_statements",
    "explore_universes",
    "explore_utterances",
    "explore_zones",
    "gather_statements",
    "render_agency",
    "render_collocates",
    "render_contexts",
    "render_dispersion",
    "render_hits",
    "render_keyness",
    "render_keywords",
    "render_names",
    "render_ngrams",
    "render_passages",
    "render_quantities",
    "render_readability",
    "render_scores",
    "render_sentences",
    "render_sentiment",
    "render_shift",
    "render_similarity",
    "render_sources",
    "render_statements",
    "render_universes",
    "render_utterances",
    "render_zones",
    "show_view",
]
