"""The choices of method that can be defended, ready for any score."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from workbench.measures.sensitivity.splitting import SPLITTERS, split_differently
from workbench.schema import require_choice

CHOICES = ("zones", "quotations", "splitter", "name_guard", "domain_words", "level")
_ZONE_SETS = {
    "body": ("body",),
    "body and headline": ("headline", "body"),
    "all prose": ("headline", "standfirst", "body", "caption", "pullquote"),
}


def standard_choices(
    articles: pd.DataFrame, sentences: pd.DataFrame, tokens: pd.DataFrame, *, include: Sequence[str] = CHOICES[:3]
) -> dict[str, dict[str, dict[str, object]]]:
    """Return the choices of method that can be defended, as the arguments of a score function.

    =============  ====================================================  ==========================================
    choice         options (default first)                               arguments
    =============  ====================================================  ==========================================
    zones          body; body with headline; all zones of prose          zones
    quotations     all voices together; narrator alone                   voice (which rows are taken)
    splitter       paragraph-aware; textstat-like; naive                 sentences, tokens
    name_guard     on; off                                               name_guard ("all", "none")
    domain_words   counted; left out                                     domain_words (True, False)
    level          core; core and wide                                   level ("core", "wide")
    =============  ====================================================  ==========================================

    Zones, quotations, splitter, name guard and domain words together are 72 universes, over the limit of 64: leave
    one out, or drop an option from the dictionary returned.

    Parameters
    ----------
    articles, sentences, tokens : DataFrame
        As the corpus and language layers make them.
    include : sequence of str
        The choices wanted, of the names above; splitter or not, sentences and tokens are among the arguments.

    Returns
    -------
    dict
        For `run_universes`.

    Raises
    ------
    ValueError
        For an unknown choice.

    Examples
    --------
    >>> empty = pd.DataFrame()
    >>> list(standard_choices(empty, empty, empty, include=["zones", "quotations"])["quotations"])
    ['all voices', 'narrator']
    """
    for choice in include:
        require_choice(choice, CHOICES, name="include")
    options = {
        "zones": {name: {"zones": zones} for name, zones in _ZONE_SETS.items()},
        "quotations": {"all voices": {"voice": "all"}, "narrator": {"voice": "narrator"}},
        "name_guard": {"on": {"name_guard": "all"}, "off": {"name_guard": "none"}},
        "domain_words": {"counted": {"domain_words": True}, "left out": {"domain_words": False}},
        "level": {"core": {"level": "core"}, "wide": {"level": "wide"}},
    }
    splitters = SPLITTERS if "splitter" in include else SPLITTERS[:1]
    options["splitter"] = {
        name: dict(
            zip(("sentences", "tokens"), split_differently(articles, sentences, tokens, splitter=name), strict=True)
        )
        for name in splitters
    }
    return {choice: options[choice] for choice in ("splitter", *(c for c in include if c != "splitter"))}
