"""What a reader has chosen in a box, as one value that can be written down and used again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import ipywidgets
import pandas as pd

from workbench.measures.sentiment import NAME_GUARDS
from workbench.plots.markup import Markup
from workbench.schema import VOICES, require_choice
from workbench.tokens.selection import DEFAULT_ZONES, check_zones

ZONE_CHOICES: Mapping[str, tuple[str, ...]] = {
    "body": ("body",),
    "headline and body": ("headline", "body"),
    "all prose": ("headline", "standfirst", "body", "caption", "pullquote"),
}
NONE = ("(none)", "")


@dataclass(frozen=True)
class TextChoice:
    """One score of one text: which article, which measure, whose voice, which zones.

    Examples
    --------
    >>> TextChoice("a", "lix").zones
    ('body',)
    """

    article: str
    measure: str
    voice: str = "all"
    zones: tuple[str, ...] = DEFAULT_ZONES

    def __post_init__(self) -> None:
        """Refuse unknown voices and zones."""
        require_choice(self.voice, ("all", *VOICES), name="voice")
        check_zones(self.zones)


@dataclass(frozen=True)
class SentimentChoice(TextChoice):
    """As `TextChoice`, with the switches of `workbench.measures.sentiment.SentimentSettings`.

    Examples
    --------
    >>> SentimentChoice("a", "sentiment_vader", domain_words=False).name_guard
    'lexicons'
    """

    name_guard: str = "lexicons"
    domain_words: bool = True

    def __post_init__(self) -> None:
        """Refuse unknown voices, zones and guards."""
        super().__post_init__()
        require_choice(self.name_guard, NAME_GUARDS, name="name_guard")


def keep_article(table: pd.DataFrame, article: str) -> pd.DataFrame:
    """Return the rows of one article, a fresh index.

    Examples
    --------
    >>> keep_article(pd.DataFrame({"article_id": ["a", "b"]}), "b").article_id.tolist()
    ['b']
    """
    return table[table["article_id"] == article].reset_index(drop=True)


def scroll(marked: str, *, title: str) -> Markup:
    """Return marked text in a box of its own height, reachable by keyboard.

    Examples
    --------
    >>> "overflow:auto" in scroll("<p>a</p>", title="The text")
    True
    """
    style = "max-height:26em;overflow:auto;border:1px solid #767676;padding:.5em .8em;margin:.4em 0"
    return Markup(f'<p><b>{title}</b></p><div style="{style}" tabindex="0" role="region">{marked}</div>')


def follow(
    target: ipywidgets.Dropdown, leaders: Iterable[ipywidgets.DOMWidget], list_options: Callable[[], Iterable]
) -> None:
    """Let the options of `target` follow other controls; call it before the box is made, so that no view sees old ones.

    Examples
    --------
    >>> number, word = ipywidgets.IntText(1), ipywidgets.Dropdown(options=["x1"])
    >>> follow(word, [number], lambda: [f"x{number.value}"])
    >>> number.value = 2
    >>> word.value
    'x2'
    """

    def offer(_change: object) -> None:
        options = list(list_options()) or [NONE]
        held = [option[1] if isinstance(option, tuple) else option for option in options]
        kept = target.value
        target.options = options
        target.value = kept if kept in held else held[0]

    for leader in leaders:
        leader.observe(offer, "value")
