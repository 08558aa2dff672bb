"""What a lexicon is, and the columns of its entries."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pandas as pd

MATCHES = ("form", "lemma", "phrase", "prefix", "wildcard", "regex")
UD_TAGS = tuple("ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split())  # noqa: SIM905  seventeen tags read better as one line
ENTRY_VOICES = ("any", "narrator")

ENTRY_COLUMNS = {
    "term": "str",
    "match": "str",
    "pos": "str",
    "category": "str",
    "subcategory": "str",
    "weight": "float64",
    "case_sensitive": "bool",
    "guard_before": "str",
    "guard_after": "str",
    "voice": "str",
    "example": "str",
    "counter_example": "str",
    "note": "str",
    "added_by": "str",
    "added_on": "str",
}
PROBLEM_COLUMNS = {"line": "int64", "term": "str", "message": "str"}


@dataclass(frozen=True)
class Lexicon:
    """A list of terms with what is known about it.

    Parameters
    ----------
    id : str
        Short name; part of the names of measures.
    title : str
        What people read.
    entries : DataFrame
        One row per term, columns `ENTRY_COLUMNS` and line (in the file it came from).
    sidecar : dict
        Licence, purpose, categories with definitions, provenance, validated_on and so on, and the file's sha256.
    problems : DataFrame
        What is odd but no reason to refuse the lexicon: line, term, message.
    """

    id: str
    title: str
    entries: pd.DataFrame
    sidecar: dict[str, Any] = field(default_factory=dict)
    problems: pd.DataFrame = field(default_factory=lambda: pd.DataFrame(columns=list(PROBLEM_COLUMNS)))

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories that have entries, in the order of the sidecar, then of the file."""
        held = list(dict.fromkeys(self.entries["category"]))
        named = [category for category in self.sidecar.get("categories") or {} if category in held]
        return (*named, *(category for category in held if category not in named))

    @property
    def is_validated(self) -> bool:
        """Whether the sidecar names a corpus on which the lexicon was checked against people."""
        return bool(self.sidecar.get("validated_on"))


def label_category(lexicon: Lexicon, category: str) -> str:
    """Return how a count of a category is called in captions: vocabulary, never a frame.

    Examples
    --------
    >>> lexicon = Lexicon("legal", "Law", pd.DataFrame({"category": ["court"]}), {"categories": {"court": "courts"}})
    >>> label_category(lexicon, "court")
    'vocabulary associated with courts (lexicon legal, not validated)'
    """
    definition = (lexicon.sidecar.get("categories") or {}).get(category) or category.replace("_", " ")
    return f"vocabulary associated with {definition} (lexicon {lexicon.id}{'' if lexicon.is_validated else ', not validated'})"
