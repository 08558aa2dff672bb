"""What a keyness comparison can be told, and how it is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields

from workbench.measures.keyness.statistics import ESTIMATORS
from workbench.schema import VOICES, require_at_least, require_choice
from workbench.tokens.selection import DEFAULT_ZONES, check_zones
from workbench.tokens.words import UNITS

MEASURES = tuple(ESTIMATORS)
G2_LINE, LEAST_EXPECTED = 15.13, 1.0
NAIVE_LINE, NAIVE_Z = 3.84, 1.96


@dataclass(frozen=True)
class KeynessSettings:
    """Options of `compare_terms` and `count_passing` beside the grouping.

    Parameters
    ----------
    prior : float
        Size of the log-odds prior in words (alpha-zero), above 0; a larger one draws rare words closer to
        equal use.
    reference : str or mapping
        "rest" (all other groups together), "pairwise" (each pair of groups once), the name of one group, or a
        mapping from term to count (a reference word list; what it does not list counts 0).
    unit : str
        "form" or "lemma".
    zones, voice
        What is counted.
    min_count, min_texts : int
        Below so many occurrences in all, or in fewer articles, a term is listed but never reported as passing.
    alpha : float
        Level of the false discovery rate.
    confidence : float
        Level of the intervals and of the null band.
    n_shuffles : int
        Shuffles behind the null band; 0 leaves it empty.
    seed : int
        Seed of the shuffles.
    """

    prior: float = 500.0
    reference: str | Mapping[str, int] = "rest"
    unit: str = "form"
    zones: tuple[str, ...] = DEFAULT_ZONES
    voice: str = "all"
    min_count: int = 5
    min_texts: int = 2
    alpha: float = 0.05
    confidence: float = 0.95
    n_shuffles: int = 200
    seed: int = 0


def make_settings(changes: Mapping[str, object]) -> KeynessSettings:
    """Return the settings with `changes` made, or refuse them in a sentence.

    Raises
    ------
    ValueError
        For an unknown name or a value that is not allowed.

    Examples
    --------
    >>> make_settings({"min_count": 3}).min_count
    3
    """
    known = [field.name for field in fields(KeynessSettings)]
    for name in changes:
        require_choice(name, known, name="a keyness setting")
    settings = KeynessSettings(**changes)
    require_choice(settings.unit, UNITS, name="unit")
    require_choice(settings.voice, ("all", *VOICES), name="voice")
    check_zones(settings.zones)
    for name, least in (("min_count", 1), ("min_texts", 1), ("n_shuffles", 0), ("seed", 0)):
        require_at_least(getattr(settings, name), least, name=name)
    for name in ("alpha", "confidence"):
        _require_share(getattr(settings, name), name=name)
    if not settings.prior > 0:
        raise ValueError(f"prior is {settings.prior!r}; it must be above 0. Give its size in words, such as 500.")
    return settings


def check_measures(measures: object) -> tuple[str, ...]:
    """Return the measures as a tuple, refusing unknown ones and an empty choice.

    Raises
    ------
    ValueError
        Naming the measure that is not known.

    Examples
    --------
    >>> check_measures("g2")
    ('g2',)
    """
    chosen = (measures,) if isinstance(measures, str) else tuple(measures)
    if not chosen:
        raise ValueError(f"measures is empty; allowed are {', '.join(MEASURES)}. Name at least one.")
    for measure in chosen:
        require_choice(measure, MEASURES, name="measures")
    return tuple(dict.fromkeys(chosen))


def _require_share(value: float, *, name: str) -> None:
    if not 0 < value < 1:
        raise ValueError(f"{name} is {value!r}; it must lie between 0 and 1. Give a share such as 0.05 or 0.95.")
