"""Dictionaries as data files, their loader, and where their terms stand in a text."""

from workbench.lexicons.loader import STARTERS, list_lexicons, load_lexicon, load_lexicons
from workbench.lexicons.matching import find_hits
from workbench.lexicons.model import Lexicon, label_category

__all__ = [
    "STARTERS",
    "Lexicon",
    "find_hits",
    "label_category",
    "list_lexicons",
    "load_lexicon",
    "load_lexicons",
]
