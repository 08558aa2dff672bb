"""Keyness with the prior as a control, and every word opened in its lines."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from workbench.measures.keyness import MEASURES, compare_terms
from workbench.measures.vocabulary import find_contexts, index_words
from workbench.plots.associations import choose_keyness
from workbench.plots.markup import show_contexts
from workbench.widgets.choices import NONE, follow
from workbench.widgets.explorer import Explorer, choose_one
from workbench.widgets.keyness import render_keyness
from workbench.widgets.view import View, spell_call

PRIORS = (500.0, 10.0, 100.0, 2000.0, 10000.0)
N_SHUFFLES = 100
_TOP, _LINES = 15, 12


def render_keywords(
    keyness: pd.DataFrame, tokens: pd.DataFrame, *, group: str, measure: str = "log_odds", word: str = ""
) -> View:
    """Return the words that set one text apart by one measure, and the lines in which one of them stands.

    Needs the keyness table and the token table it was made from.

    Parameters
    ----------
    keyness, tokens : DataFrame
        As `compare_terms` makes it; one row per token.
    group, measure : str
        A group and a measure of the table.
    word : str
        The word whose lines are opened; the one that stands out most where not given.

    Returns
    -------
    View
        Its table has the words drawn, largest value first.

    Raises
    ------
    KeyError, ValueError
        As `workbench.plots.choose_keyness`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": list("aabb"), "sentence_id": 0, "start": [0, 2] * 2, "end": [1, 3] * 2,
    ...     "text": list("xyxz"), "lower": list("xyxz"), "is_word": True, "zone": "body", "voice": "narrator"})
    >>> table = compare_terms(tokens, n_shuffles=0)
    >>> "<b>y</b>" in render_keywords(table, tokens, group="a", word="y").html
    True
    """
    view = render_keyness(keyness, group=group, measure=measure, top=_TOP)
    word = word or (view.table["term"].iloc[0] if len(view.table) else "")
    lines = show_contexts(find_contexts(tokens, word, match="phrase"), max_rows=_LINES) if word else ""
    call = spell_call("render_keywords", "keyness", "tokens", group=group, measure=measure, word=word)
    return replace(view, html=view.html + lines, call=call)


def explore_keywords(tokens: pd.DataFrame, *, prior: float = 500.0) -> Explorer:
    """Return a box in which a reader chooses text, measure, prior and the word to open; a new prior is computed anew.

    Needs the token table; with one text there is nothing to compare and the box says so.

    Returns
    -------
    Explorer
        Controls `group`, `measure`, `prior` (of the log-odds; in words) and `word`.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": list("aabb"), "sentence_id": 0, "start": [0, 2] * 2, "end": [1, 3] * 2,
    ...     "text": list("xyxz"), "lower": list("xyxz"), "is_word": True, "zone": "body", "voice": "narrator"})
    >>> explore_keywords(tokens).controls["prior"].value
    500.0
    """
    index = index_words(tokens)

    @lru_cache(maxsize=32)
    def compare(measure: str, prior: float) -> pd.DataFrame:
        return compare_terms(tokens, measures=[measure], prior=prior, n_shuffles=N_SHUFFLES)

    groups = list(dict.fromkeys(compare("log_odds", float(prior))["group"]))
    priors = sorted({float(prior), *PRIORS})
    controls = {
        "group": choose_one("Text", groups or ["(none)"]),
        "measure": choose_one("Measure", [(name.replace("_", " "), name) for name in MEASURES]),
        "prior": choose_one("Prior (words)", [(f"{value:,.0f}", value) for value in priors], value=float(prior)),
    }

    def choose() -> pd.DataFrame:
        return compare(controls["measure"].value, controls["prior"].value)

    def list_terms() -> list[str]:
        if not groups:
            return []
        options = {"group": controls["group"].value, "measure": controls["measure"].value}
        return list(choose_keyness(choose(), **options, top=_TOP)["term"])

    def render(*, group: str, measure: str, prior: float, word: str) -> View:
        view = render_keywords(compare(measure, prior), index, group=group, measure=measure, word=word)
        made = f"compare_terms(tokens, measures=[{measure!r}], prior={prior!r}, n_shuffles={N_SHUFFLES})"
        return replace(view, call=view.call.replace("keyness", made, 1))

    word = choose_one("Open the lines with", list_terms() or [NONE])
    follow(word, list(controls.values()), list_terms)
    return Explorer(
        render, {**controls, "word": word}, title="Words that set one text apart, and how much the prior matters"
    )
