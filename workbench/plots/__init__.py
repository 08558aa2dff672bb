"""Figures and marked text: functions that draw the tables they are given, with caption and alt text beside them."""

from workbench.plots.agency import (
    alt_constructions,
    alt_missing_agents,
    caption_constructions,
    caption_missing_agents,
    plot_constructions,
    plot_missing_agents,
)
from workbench.plots.agreement import alt_agreement, caption_agreement, plot_agreement
from workbench.plots.collocates import alt_collocates, caption_collocates, plot_collocates
from workbench.plots.comparison import alt_comparison, caption_comparison, plot_comparison
from workbench.plots.contributions import alt_contributions, caption_contributions, plot_contributions
from workbench.plots.counts import alt_counts, caption_counts, plot_counts
from workbench.plots.figure import Figure, draw_figure, save_axes, show_figure, show_picture
from workbench.plots.keyness import alt_keyness, caption_keyness, choose_keyness, plot_keyness
from workbench.plots.markup import mark_blocks, mark_text, show_contexts, show_table
from workbench.plots.naming import alt_names, caption_names, plot_names
from workbench.plots.orders import (
    alt_differences,
    alt_orders,
    caption_differences,
    caption_orders,
    plot_differences,
    plot_orders,
)
from workbench.plots.overlap import (
    alt_passages,
    alt_utterances,
    caption_passages,
    caption_utterances,
    mark_changes,
    plot_passages,
    plot_utterances,
)
from workbench.plots.positions import alt_positions, caption_positions, plot_positions
from workbench.plots.quantities import (
    alt_figure_grid,
    alt_quantities,
    caption_figure_grid,
    caption_quantities,
    plot_figure_grid,
    plot_quantities,
)
from workbench.plots.scores import alt_scores, caption_scores, plot_scores
from workbench.plots.sensitivity import alt_universes, caption_universes, plot_universes
from workbench.plots.sentences import alt_sentence_scores, caption_sentence_scores, plot_sentence_scores
from workbench.plots.shift import alt_shift, caption_shift, plot_shift
from workbench.plots.similarity import alt_similarity, caption_similarity, plot_similarity
from workbench.plots.sources import (
    alt_families,
    alt_forms,
    alt_source_words,
    caption_families,
    caption_forms,
    caption_source_words,
    plot_families,
    plot_forms,
    plot_source_words,
)
from workbench.plots.statements import alt_statements, caption_statements, choose_bars, plot_statements
from workbench.plots.statistics import spell_statistics
from workbench.plots.terms import alt_terms, caption_terms, plot_terms
from workbench.plots.zones import alt_zones, caption_zones, plot_zones

__all__ = [
    "Figure",
    "alt_agreement",
    "alt_collocates",
    "alt_comparison",
    "alt_constructions",
    "alt_contributions",
    "alt_counts",
    "alt_differences",
    "alt_families",
    "alt_figure_grid",
    "alt_forms",
    "alt_keyness",
    "alt_missing_agents",
    "alt_names",
    "alt_orders",
    "alt_passages",
    "alt_positions",
    "alt_quantities",
    "alt_scores",
    "alt_sentence_scores",
    "alt_shift",
    "alt_similarity",
    "alt_source_words",
    "alt_statements",
    "alt_terms",
    "alt_universes",
    "alt_utterances",
    "alt_zones",
    "caption_agreement",
    "caption_collocates",
    "caption_comparison",
    "caption_constructions",
    "caption_contributions",
    "caption_counts",
    "caption_differences",
    "caption_families",
    "caption_figure_grid",
    "caption_forms",
    "caption_keyness",
    "caption_missing_agents",
    "caption_names",
    "caption_orders",
    "caption_passages",
    "caption_positions",
    "caption_quantities",
    "caption_scores",
    "caption_sentence_scores",
    "caption_shift",
    "caption_similarity",
    "caption_source_words",
    "caption_statements",
    "caption_terms",
    "caption_universes",
    "caption_utterances",
    "caption_zones",
    "choose_bars",
    "choose_keyness",
    "draw_figure",
    "mark_blocks",
    "mark_changes",
    "mark_text",
    "plot_agreement",
    "plot_collocates",
    "plot_comparison",
    "plot_constructions",
    "plot_contributions",
    "plot_counts",
    "plot_differences",
    "plot_families",
    "plot_figure_grid",
    "plot_forms",
    "plot_keyness",
    "plot_missing_agents",
    "plot_names",
    "plot_orders",
    "plot_passages",
    "plot_positions",
    "plot_quantities",
    "plot_scores",
    "plot_sentence_scores",
    "plot_shift",
    "plot_similarity",
    "plot_source_words",
    "plot_statements",
    "plot_terms",
    "plot_universes",
    "plot_utterances",
    "plot_zones",
    "save_axes",
    "show_contexts",
    "show_figure",
    "show_picture",
    "show_table",
    "spell_statistics",
]
