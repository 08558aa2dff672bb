"""What is scored and how: instruments, switches, intervals."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from workbench.inference import Resampling
from workbench.lexicons import Lexicon
from workbench.measures.sentiment.instruments import DEFAULT_INSTRUMENTS, Instrument
from workbench.schema import require_choice

NAME_GUARDS = ("lexicons", "all", "none")


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
