"""What a reader can choose: the words of the controls, what each keeps of a table, and choices as values to write down."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from workbench.measures.sentiment import NAME_GUARDS
from workbench.plots import style
from workbench.plots.scores import spell_measure
from workbench.schema import VOICES, require_choice, require_columns
from workbench.tokens.selection import DEFAULT_ZONES, check_zones

ZONE_CHOICES: Mapping[str, tuple[str, ...]] = {
    "body": ("body",),
    "headline and body": ("headline", "body"),
    "all prose": ("headline", "standfirst", "body", "caption", "pullquote"),
}
VOICE_CHOICES = ("all", *VOICES)
NONE = ("(none)", "")
EVERY_TEXT, EVERY_VOICE, EVERY_LABEL = "every text", "every voice", "every label"
EVERY_CONSTRUCTION, EVERY_KIND, EVERY_CASE = "every construction", "every kind", "named or not"
EVERY_FORM, EVERY_LEVEL, EVERY_BAR = "every form", "every level", "every bar"
EVERY = frozenset(
    {EVERY_TEXT, EVERY_VOICE, EVERY_LABEL, EVERY_CONSTRUCTION, EVERY_KIND, EVERY_CASE}
    | {EVERY_FORM, EVERY_LEVEL, EVERY_BAR}
)


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
        require_choice(self.voice, VOICE_CHOICES, name="voice")
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


@dataclass(frozen=True)
class Search:
    """A word looked for: how many words on each side count as near it, and in whose voice.

    Examples
    --------
    >>> Search("truce", window=3).voice
    'all'
    """

    query: str
    window: int = 5
    voice: str = "all"


def case_column(table: pd.DataFrame) -> str:
    """Return the column by which cases are counted: "group" where the table has it, else "article_id".

    A table of cases (mentions, acts, statements) keeps article_id for the sentence of each; a table of values, of which
    `workbench.plots.style.unit_column` tells the unit, has the one or the other.

    Examples
    --------
    >>> case_column(pd.DataFrame({"article_id": ["a"]})), case_column(pd.DataFrame({"group": ["x"]}))
    ('article_id', 'group')
    """
    return "group" if "group" in table else "article_id"


def find_groups(cases: pd.DataFrame) -> dict[str, str] | None:
    """Return the group of each article of a table of cases; None where articles are compared.

    Examples
    --------
    >>> find_groups(pd.DataFrame({"article_id": ["a", "b"], "group": "x"})), find_groups(pd.DataFrame({"article_id": ["a"]}))
    ({'a': 'x', 'b': 'x'}, None)
    """
    return dict(zip(cases["article_id"], cases["group"], strict=True)) if "group" in cases else None


def find_text(articles: pd.DataFrame, article: str) -> str:
    """Return the text of one article.

    Raises
    ------
    ValueError
        Naming the articles that there are.

    Examples
    --------
    >>> find_text(pd.DataFrame({"article_id": ["a"], "text": ["Jo spoke."]}), "a")
    'Jo spoke.'
    """
    require_columns(articles, ("article_id", "text"), name="articles")
    require_choice(article, tuple(articles["article_id"]), name="article")
    return articles.loc[articles["article_id"] == article, "text"].iloc[0]


def keep_rows(table: pd.DataFrame, **chosen: object) -> pd.DataFrame:
    """Return the rows that hold the values chosen; a value of `EVERY` keeps every row of that column.

    Raises
    ------
    ValueError
        Naming the values that the table holds.

    Examples
    --------
    >>> keep_rows(pd.DataFrame({"voice": ["narrator", "quotation"]}), voice="narrator", form="every label").voice.tolist()
    ['narrator']
    """
    rows = table
    for name, value in chosen.items():
        if value in EVERY:
            continue
        if table.empty:
            raise ValueError("the table holds no row: nothing of this kind was found in the texts.")
        style.keep_rows(table, name, value)  # refuses what the whole table lacks
        rows = rows[rows[name] == value]
    return rows.reset_index(drop=True)


def keep_voice(table: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Return the rows of one voice, a fresh index; "all" keeps every row.

    Examples
    --------
    >>> keep_voice(pd.DataFrame({"voice": ["narrator", "quotation"]}), "quotation").voice.tolist()
    ['quotation']
    """
    return (table if voice == "all" else table[table["voice"] == voice]).reset_index(drop=True)


def list_options(values: Iterable[str], *, every: str) -> list[tuple[str, str]]:
    """Return the options of a control: first the one that keeps every row, then each value once, sorted.

    Examples
    --------
    >>> list_options(["b_c", "a", "a"], every="every label")
    [('every label', 'every label'), ('a', 'a'), ('b c', 'b_c')]
    """
    return [(every, every), *((str(value).replace("_", " "), value) for value in sorted(set(values)))]


def tell_apart(options: Iterable[tuple[str, object]]) -> list[tuple[str, object]]:
    """Return the options of a control with a running number behind names that stand more than once.

    Examples
    --------
    >>> tell_apart([("people: killed", 0), ("people: killed", 4)])
    [('people: killed', 0), ('people: killed, no. 2', 4)]
    """
    seen: dict[str, int] = {}
    told = []
    for name, value in options:
        seen[name] = seen.get(name, 0) + 1
        told.append((name if seen[name] == 1 else f"{name}, no. {seen[name]}", value))
    return told


def list_measures(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return measures as options of a control, spelt for reading, in the order given.

    Examples
    --------
    >>> list_measures(["sentiment_hu_liu", "lix", "lix"])
    [('Hu liu', 'sentiment_hu_liu'), ('Lix', 'lix')]
    """
    return [(spell_measure(str(name).removeprefix("sentiment_")), name) for name in dict.fromkeys(names)]
