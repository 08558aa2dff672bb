"""The instruments, VADER, two published lexicons, a small one of our own and what the user brings; and the switches."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from pathlib import Path

import numpy as np
import pandas as pd
import yaml

from workbench.inference.resampling import Resampling
from workbench.lexicons import Lexicon, load_lexicon
from workbench.schema import require_choice

BUNDLED = ("hu_liu", "afinn", "conflict_news")
DEFAULT_INSTRUMENTS = ("vader", *BUNDLED)
NAME_GUARDS = ("lexicons", "all", "none")
VADER_ALPHA = 15.0  # of Hutto and Gilbert's normalisation
VADER_MEAN_WEIGHT = 1.9  # mean absolute valence of VADER's entries
_WORD_MATCHES = ("form", "phrase")


@dataclass(frozen=True)
class Instrument:
    """A list of weighted words and phrases; `alpha` sets how fast its sentence score nears 1.

    Examples
    --------
    >>> load_instrument("hu_liu").measure
    'sentiment_hu_liu'
    """

    id: str
    weights: dict[str, float] = field(repr=False)
    alpha: float = VADER_ALPHA
    sidecar: dict = field(default_factory=dict, repr=False)
    categories: dict[str, str] = field(default_factory=dict, repr=False)

    @property
    def measure(self) -> str:
        """The name of the instrument's score in the table `scores`."""
        return f"sentiment_{self.id}"


@dataclass(frozen=True)
class SentimentSettings:
    """Instruments, what counts as a sentiment word, and how intervals are drawn.

    Parameters
    ----------
    instruments : tuple
        Names ("vader", "hu_liu", "afinn", "conflict_news"), paths of lexicon files, or loaded lexicons.
    combined : tuple of str
        The instruments whose mean is sentiment_combined; those not among `instruments` are left out.
    name_guard : str
        "lexicons" leaves words inside names ("United Nations") out of every lexicon and keeps VADER as published;
        "all" leaves them out of VADER too; "none" counts them.
    domain_words : bool
        False leaves out of every instrument the words that any report of armed conflict needs ("war", "killed").
    resampling : Resampling
        Number of resamples, level, method and seed of the intervals.

    Examples
    --------
    >>> SentimentSettings(name_guard="all").domain_words
    True
    """

    instruments: tuple[str | Path | Lexicon | Instrument, ...] = DEFAULT_INSTRUMENTS
    combined: tuple[str, ...] = DEFAULT_INSTRUMENTS
    name_guard: str = "lexicons"
    domain_words: bool = True
    resampling: Resampling = field(default_factory=Resampling)

    def __post_init__(self) -> None:
        require_choice(self.name_guard, NAME_GUARDS, name="name_guard")


def load_instrument(source: str | Path | Lexicon | Instrument) -> Instrument:
    """Return an instrument by name, or made of a user's lexicon (CSV with a licence, see `workbench.lexicons`).

    Only words and phrases as written are used, with their weights; folded to lower case. The scale is set so that an
    ordinary word of the list counts as much as an ordinary word of VADER: alpha = 15 (mean |weight| / 1.9)^2.

    Raises
    ------
    ValueError
        If the lexicon has no licence, or no weighted word or phrase.
    FileNotFoundError
        If there is neither such an instrument nor such a file.

    Examples
    --------
    >>> load_instrument("conflict_news").weights["truce"] > 0
    True
    """
    if isinstance(source, Instrument):
        return source
    if source == "vader":
        return _load_vader()
    if source in BUNDLED:
        return _read_bundled(str(source))
    lexicon = source if isinstance(source, Lexicon) else load_lexicon(source)
    return _make_instrument(lexicon.id, lexicon.entries, lexicon.sidecar)


def load_instruments(
    sources: Iterable[str | Path | Lexicon | Instrument] = DEFAULT_INSTRUMENTS,
) -> tuple[Instrument, ...]:
    """Return several instruments.

    Raises
    ------
    ValueError
        For none, or two of one name, and as `load_instrument`.

    Examples
    --------
    >>> [instrument.id for instrument in load_instruments()]
    ['vader', 'hu_liu', 'afinn', 'conflict_news']
    """
    loaded = tuple(load_instrument(s) for s in ([sources] if isinstance(sources, str | Path) else sources))
    ids = [instrument.id for instrument in loaded]
    if not ids or len(set(ids)) < len(ids) or "combined" in ids:
        raise ValueError(
            f"instruments are {ids}; name at least one, each once, none of them 'combined'. Change the lexicon's id."
        )
    return loaded


def list_instruments(sources: Iterable[str | Path | Lexicon | Instrument] = DEFAULT_INSTRUMENTS) -> pd.DataFrame:
    """Return what is known of each instrument.

    Returns
    -------
    DataFrame
        One row per instrument: instrument, measure, title, n_terms, licence, cite, validated (bool), known_limits.

    Examples
    --------
    >>> list_instruments().set_index("instrument").licence.to_dict()["hu_liu"]
    'CC-BY-4.0'
    """
    rows = [
        {
            "instrument": i.id,
            "measure": i.measure,
            "title": str(i.sidecar.get("title", i.id)),
            "n_terms": len(i.weights),
            "licence": str(i.sidecar.get("licence", "")),
            "cite": " ".join(str(i.sidecar.get("cite", "")).split()),
            "validated": bool(i.sidecar.get("validated_on")),
            "known_limits": " ".join(str(i.sidecar.get("known_limits", "")).split()),
        }
        for i in load_instruments(sources)
    ]
    return pd.DataFrame(rows)


@lru_cache(maxsize=1)
def read_name_guards() -> pd.DataFrame:
    """Return the bundled guards: a term, and what stands before or after it where it is part of a name.

    Examples
    --------
    >>> "united" in set(read_name_guards()["term"])
    True
    """
    return _read_csv("sentiment_names").fillna("")


@lru_cache(maxsize=1)
def read_domain_words() -> frozenset[str]:
    """Return the bundled words that any report of armed conflict needs.

    Examples
    --------
    >>> "war" in read_domain_words()
    True
    """
    return frozenset(_read_csv("conflict_domain")["term"])


@lru_cache(maxsize=1)
def load_analyzer() -> object:
    """Return vaderSentiment's analyzer, loaded once.

    Examples
    --------
    >>> load_analyzer().polarity_scores("good")["compound"]
    0.4404
    """
    from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

    return SentimentIntensityAnalyzer()


@lru_cache(maxsize=1)
def _load_vader() -> Instrument:
    sidecar = {
        "title": "VADER, by sentence",
        "licence": "MIT",
        "cite": "C. J. Hutto and Eric Gilbert (2014). VADER: a parsimonious rule-based model for sentiment analysis of "
        "social media text. ICWSM-14.",
        "validated_on": ["benchmarks/validity_sentiment.py"],
        "known_limits": "Built for social media; lacks much vocabulary of armed conflict; fires on names.",
    }
    return Instrument("vader", load_analyzer().lexicon, VADER_ALPHA, sidecar)


@lru_cache(maxsize=len(BUNDLED))
def _read_bundled(name: str) -> Instrument:
    sidecar = yaml.safe_load((_folder() / f"{name}.yaml").read_text(encoding="utf-8"))
    return _make_instrument(name, _read_csv(name), sidecar)


def _folder() -> Path:
    return Path(str(resources.files("workbench") / "lexicons" / "sentiment"))


def _read_csv(name: str) -> pd.DataFrame:
    # words such as "null" and "nan" are words here
    return pd.read_csv(
        _folder() / f"{name}.csv", dtype={"term": "str"}, keep_default_na=False, na_values={"weight": [""]}
    )


def _make_instrument(name: str, entries: pd.DataFrame, sidecar: dict) -> Instrument:
    usable = entries[entries["match"].isin(_WORD_MATCHES) & (entries["weight"].fillna(0) != 0)]
    if usable.empty:
        raise ValueError(
            f"lexicon {name!r} has no word or phrase with a weight other than 0; it has {len(entries)} entries. "
            "Give each term a weight: positive, negative, and how much."
        )
    terms = usable["term"].str.lower()
    weights = dict(zip(terms, usable["weight"].astype(float), strict=True))
    scale = float(np.mean(np.abs(list(weights.values())))) / VADER_MEAN_WEIGHT
    categories = dict(zip(terms, usable["category"], strict=True))
    return Instrument(name, weights, VADER_ALPHA * scale**2, sidecar, categories)
