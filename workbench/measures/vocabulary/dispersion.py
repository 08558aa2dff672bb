"""How evenly a word is spread over the parts of a set of texts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from workbench.tokens.selection import DEFAULT_ZONES, select_tokens
from workbench.tokens.words import assign_groups, choose_terms, list_words

COLUMNS = {
    "term": "str",
    "n": "int64",
    "n_parts": "int64",
    "range": "int64",
    "dp": "float64",
    "dp_norm": "float64",
    "reason": "str",
}


def measure_dispersion(
    tokens: pd.DataFrame,
    *,
    by: str | Mapping[str, str] = "article_id",
    unit: str = "form",
    zones: Iterable[str] = DEFAULT_ZONES,
    voice: str = "all",
) -> pd.DataFrame:
    """Return, for each word, in how many parts it stands and how far its spread is from the parts' sizes.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame
        One row per token.
    by, unit, zones, voice
        The parts, and what is counted; as in `count_terms`.

    Returns
    -------
    DataFrame
        One row per term: term, n, n_parts, range (parts that hold it), dp (0 spread like the parts' sizes, towards 1
        bunched), dp_norm (dp / (1 - smallest share), 0 to 1), reason. Sorted by falling n, then term.

    Raises
    ------
    KeyError, ValueError
        As `count_terms`.

    Notes
    -----
    DP = 1/2 sum |v - s| over the parts, v the part's share of the word, s its share of all words (Gries 2008;
    normalised by Lijffijt & Gries 2012). With fewer occurrences than parts, DP is pushed up by arithmetic (Nelson
    2023): it is NaN there, and where there is one part only. Do not compare values from different numbers of parts.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": list("aabb"), "sentence_id": 0, "start": [0, 2] * 2, "end": [1, 3] * 2,
    ...     "text": list("xyxx"), "lower": list("xyxx"), "is_word": True, "zone": "body", "voice": "narrator"})
    >>> measure_dispersion(tokens)[["term", "n", "range"]].values.tolist()
    [['x', 3, 2], ['y', 1, 1]]
    """
    words = list_words(select_tokens(tokens, zones=zones, voice=voice, words_only=False))
    words = words.assign(part=assign_groups(words, by), term=choose_terms(words, unit)).dropna(subset=["part"])
    if words.empty:
        return pd.DataFrame(columns=list(COLUMNS)).astype(COLUMNS)
    term, terms = pd.factorize(words["term"])
    part, parts = pd.factorize(words["part"], sort=True)
    size = np.bincount(part) / len(words)
    table = _sum_up(pd.DataFrame({"term": term, "part": part}), size).assign(term=terms, n_parts=len(parts))
    return _withhold(table).sort_values(["n", "term"], ascending=[False, True], ignore_index=True)[list(COLUMNS)]


def _sum_up(pairs: pd.DataFrame, size: np.ndarray) -> pd.DataFrame:
    """DP without a dense term-by-part table: parts that lack the term add their share."""
    cells = pairs.value_counts(sort=False).reset_index(name="n_cell")
    n = np.bincount(pairs["term"])
    share, expected = cells["n_cell"] / n[cells["term"]], size[cells["part"]]
    present = np.bincount(cells["term"], weights=np.abs(share - expected), minlength=len(n))
    held = np.bincount(cells["term"], weights=expected, minlength=len(n))
    dp = np.clip((present + 1 - held) / 2, 0, 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        dp_norm = dp / (1 - size.min())
    return pd.DataFrame({"n": n, "range": np.bincount(cells["term"], minlength=len(n)), "dp": dp, "dp_norm": dp_norm})


def _withhold(table: pd.DataFrame) -> pd.DataFrame:
    few, single = table["n"] < table["n_parts"], table["n_parts"] == 1
    reason = np.select([single, few], ["one part only", "fewer occurrences than parts"], "")
    kept = ~(few | single)
    table = table.assign(dp=table["dp"].where(kept), dp_norm=table["dp_norm"].where(kept))
    return table.assign(reason=pd.Series(reason, dtype="str").where(reason != "")).astype(COLUMNS)
