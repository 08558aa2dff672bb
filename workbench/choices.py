"""What a person decides about a study: zones, limits and seeds, what is compared, which rows are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from workbench.corpus import Corpus
from workbench.inference import Resampling
from workbench.schema import VOICES, ZONES, require_at_least, require_choice
from workbench.tokens.selection import DEFAULT_ZONES, check_zones

ARTICLE = "article_id"
CODES = frozenset({"all", *VOICES, *ZONES})  # a text may well hold none of a zone or voice: no rows, no refusal


@dataclass(frozen=True)
class Choices:
    """What a person may decide about a run; each is recorded in the manifest.

    Attributes
    ----------
    zones : tuple of str
        The zones that are counted.
    min_words, min_sentences : int
        Least words and sentences for a score: below, formulas and means are driven by single sentences (judgement).
    n_resamples, n_shuffles, seed : int
        Resamples of articles and deals of two-text comparisons, shuffles of the nulls of words, and the seed of all.
    pieces : str
        What is left out and dealt within a text: "paragraphs" (neighbouring sentences resemble each other, see
        `workbench.inference.cut_pieces`) or "sentences".

    Examples
    --------
    >>> Choices(seed=3).as_dict()["zones"]
    ['body']
    """

    zones: tuple[str, ...] = DEFAULT_ZONES
    min_words: int = 100
    min_sentences: int = 10
    n_resamples: int = 1000
    n_shuffles: int = 200
    seed: int = 0
    pieces: str = "paragraphs"

    def __post_init__(self) -> None:
        """Refuse unknown zones and numbers that no measure takes, before anything is computed."""
        object.__setattr__(self, "zones", check_zones(self.zones))
        least = {"min_words": 1, "min_sentences": 1, "n_shuffles": 0, "seed": 0}
        for name, number in least.items():
            require_at_least(getattr(self, name), number, name=name)
        _ = self.resampling

    @property
    def resampling(self) -> Resampling:
        """How intervals are drawn."""
        return Resampling(n_resamples=self.n_resamples, seed=self.seed, pieces=self.pieces)

    def as_dict(self) -> dict[str, Any]:
        """Return the choices as plain values, for a manifest."""
        return {**asdict(self), "zones": list(self.zones)}


def find_groups(corpus: Corpus, column: str) -> dict[str, str]:
    """Return the group of each article by a column of the articles or their metadata; a time of day is left off.

    Raises
    ------
    KeyError
        If neither has the column, naming those there are.
    ValueError
        If the column is empty for some articles, or holds one value.

    Examples
    --------
    >>> from workbench.corpus import load_corpus
    >>> corpus = load_corpus("osmere")
    >>> sorted(set(find_groups(corpus, "outlet").values()))[:1]
    ['Callow Courier (fiction)']
    """
    table = corpus.articles.merge(corpus.metadata, on=ARTICLE, how="left", suffixes=("", "_metadata"))
    allowed = [name for name in table.columns if name not in (ARTICLE, "text", "sha256", "source_file", "encoding")]
    require_choice(column, allowed, name="by")
    values = table.set_index(ARTICLE)[column].astype("str")
    empty = values.index[values.isna() | (values.str.strip() == "")]
    if len(empty):
        raise ValueError(
            f"by is {column!r}, which is empty for {len(empty)} of {len(values)} articles ({', '.join(empty[:5])}). "
            f"Give it a value in corpus.toml or in the table, or choose another column."
        )
    if column == "published":
        values = values.str.slice(0, 10)
    if values.nunique() < 2:  # noqa: PLR2004  two are the least that can be compared
        raise ValueError(
            f"by is {column!r}, which holds one value ({values.iloc[0]!r}) for all {len(values)} articles. "
            "Choose a column that tells them apart."
        )
    return values.to_dict()


def choose_rows(table: pd.DataFrame, wanted: Mapping[str, Any]) -> pd.DataFrame:
    """Return the rows whose columns hold the values wanted, one value or a list of them.

    Raises
    ------
    ValueError
        For a column that is not there, or a value that it does not hold.

    Examples
    --------
    >>> choose_rows(pd.DataFrame({"voice": ["all", "narrator"], "n": [3, 1]}), {"voice": "all"}).n.tolist()
    [3]
    """
    for column, value in wanted.items():
        require_choice(column, table.columns, name="the column to choose rows by")
        values = [value] if isinstance(value, str) or not isinstance(value, Iterable) else list(value)
        for one in values if len(table) else ():
            if one not in CODES:
                require_choice(one, table[column].dropna().unique(), name=column)
        table = table[table[column].isin(values)]
    return table.reset_index(drop=True) if wanted else table
