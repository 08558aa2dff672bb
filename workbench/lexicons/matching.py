"""Where the terms of a lexicon stand in a table of tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from workbench.lexicons import checks, loader, model
from workbench.schema import make_table
from workbench.tokens.index import Types, WordIndex, take_index, take_words
from workbench.tokens.selection import DEFAULT_ZONES

FURTHER = {"sentence_id": "int64", "subcategory": "str", "form": "str"}
_LEMMA = re.compile(r"<(.+)>")


def find_hits(
    tokens: pd.DataFrame | WordIndex,
    lexicons: Iterable[str | Path | model.Lexicon] | str | Path | model.Lexicon | None = None,
    *,
    zones: Iterable[str] = DEFAULT_ZONES,
    voice: str = "all",
) -> pd.DataFrame:
    """Return every place where a term of a lexicon stands.

    Needs the token table.

    Parameters
    ----------
    tokens : DataFrame or WordIndex
        One row per token; or what `workbench.tokens.index.index_words` made of it.
    lexicons : lexicon, name, path or several of them
        What to look for; nothing means the starter lexicons.
    zones, voice
        Where to look; see `workbench.tokens.selection.select_tokens`.

    Returns
    -------
    DataFrame
        One row per hit: article_id, start, end, lexicon, category, term (as the lexicon writes it), weight, voice,
        zone, then sentence_id, subcategory, form (the words found, lower case). Sorted by article, start, end, lexicon,
        category.

    Raises
    ------
    KeyError, ValueError
        For missing columns, unknown zones or voices, and what `load_lexicon` refuses.

    Notes
    -----
    How an entry matches: *form* the lower-case word without possessive ending (exact case where case_sensitive);
    *lemma* the parser's lemma; *phrase* words in a row in one sentence, each a form, a pattern with ``*`` and ``?``,
    or ``<lemma>``; *prefix* and *wildcard* patterns of one word; *regex* an expression that covers one word. ``pos``
    lists the universal tags allowed for the (last) word. A guard cancels the hit when its expression is found in the
    words of the same sentence before or after the hit, lower case, one space between them. Inside one category the
    longest hit wins; the same word may be a hit in several categories.

    Examples
    --------
    >>> entries = pd.DataFrame({"term": ["truce"], "category": "talks"})
    >>> from workbench.lexicons.checks import finish_entries
    >>> lexicon = model.Lexicon("own", "Own", finish_entries(entries.assign(line=2), "own"), {"licence": "CC0-1.0"})
    >>> tokens = pd.DataFrame({"article_id": "a", "sentence_id": 0, "start": [0, 4], "end": [3, 9],
    ...     "text": ["The", "truce"], "lower": ["the", "truce"], "is_word": True, "zone": "body", "voice": "narrator"})
    >>> find_hits(tokens, lexicon)[["start", "end", "category"]].values.tolist()
    [[4, 9, 'talks']]
    """
    index = take_index(tokens, zones)
    if voice != "all":
        index = replace(index, words=take_words(tokens, zones=zones, voice=voice))
    found = [_match_lexicon(index, lexicon) for lexicon in loader.load_lexicons(lexicons)]
    table = make_table(pd.concat(found, ignore_index=True) if found else [], "hits")
    for column, dtype in FURTHER.items():
        if column not in table:
            table[column] = pd.Series(dtype=dtype)
    return table.astype(FURTHER)


def _match_lexicon(index: WordIndex, lexicon: model.Lexicon) -> pd.DataFrame:
    entries = lexicon.entries
    spots = [
        (place, first, last)
        for place, entry in enumerate(entries.itertuples(index=False))
        for first, last in _match_entry(index, entry)
    ]
    found = pd.DataFrame(spots, columns=["place", "first", "last"]).astype("int64")
    found["category"] = entries["category"].to_numpy()[found["place"]]
    found = _keep_longest(found)
    rows, entry = index.words.iloc[found["first"]], entries.iloc[found["place"]]
    lowers = index.words["lower"].to_numpy(dtype=object)
    columns = {name: rows[name].to_numpy() for name in ("article_id", "start", "voice", "zone", "sentence_id")}
    columns |= {name: entry[name].to_numpy() for name in ("category", "subcategory", "term", "weight")}
    columns["end"] = index.words["end"].to_numpy()[found["last"]]
    columns["form"] = [" ".join(lowers[a : b + 1]) for a, b in zip(found["first"], found["last"], strict=True)]
    return pd.DataFrame(columns).assign(lexicon=lexicon.id)


def _match_entry(index: WordIndex, entry: object) -> list[tuple[int, int]]:
    """First and last row of each place of one entry, conditions and guards applied."""
    elements = entry.term.split() if entry.match == "phrase" else [entry.term]
    matched = [_match_element(index, element, entry) for element in elements]
    if not all(codes for _, codes in matched):
        return []
    types, codes = matched[0]
    first = np.sort(np.concatenate([types.rows[types.bounds[c] : types.bounds[c + 1]] for c in codes]))
    last = first + len(elements) - 1
    inside = last < len(index.words)
    first, last = first[inside], last[inside]
    keep = index.sentences[first] == index.sentences[last]
    for step, (types, codes) in enumerate(matched[1:], start=1):
        keep &= np.isin(types.codes[first + step], codes)
    if entry.pos:
        keep &= np.isin(index.words["pos"].to_numpy(dtype=object)[last], entry.pos.split())
    if entry.voice == "narrator":
        keep &= index.words["voice"].to_numpy(dtype=object)[first] == "narrator"
    pairs = zip(first[keep].tolist(), last[keep].tolist(), strict=True)
    return [pair for pair in pairs if not _is_guarded(index, entry, *pair)]


def _match_element(index: WordIndex, element: str, entry: object) -> tuple[Types, list[int]]:
    """Return the column an element is looked for in, and the codes that match it."""
    lemma = _LEMMA.fullmatch(element) if entry.match == "phrase" else None
    if lemma or entry.match == "lemma":
        wanted = lemma[1] if lemma else element
        return index.parsed, _look_up(index.parsed, wanted.lower())
    types = index.texts if entry.case_sensitive else index.lowers
    pattern = _compile_element(element, entry)
    if pattern is None:
        return types, _look_up(types, element if entry.case_sensitive else element.lower())
    return types, [number for number, name in enumerate(types.names) if pattern.fullmatch(name)]


def _compile_element(element: str, entry: object) -> re.Pattern[str] | None:
    """Compile what an element asks of a word; nothing where it names one word."""
    if entry.match == "regex":
        return re.compile(element) if entry.case_sensitive else checks.compile_entry_regex(element)
    wanted = element if entry.case_sensitive else element.lower()
    if entry.match == "prefix":
        return _compile_glob(wanted.rstrip("*") + "*")
    return _compile_glob(wanted) if entry.match in {"wildcard", "phrase"} and set("*?") & set(wanted) else None


def _look_up(types: Types, name: str) -> list[int]:
    number = types.numbers.get(name)
    return [] if number is None else [number]


def _compile_glob(pattern: str) -> re.Pattern[str]:
    return re.compile(re.escape(pattern).replace(r"\*", ".*").replace(r"\?", "."), re.DOTALL)


def _is_guarded(index: WordIndex, entry: object, first: int, last: int) -> bool:
    if not entry.guard_before and not entry.guard_after:
        return False
    begin, end = np.searchsorted(index.sentences, [index.sentences[first], index.sentences[first] + 1])
    lowers = index.words["lower"].to_numpy(dtype=object)
    before, after = " ".join(lowers[begin:first]), " ".join(lowers[last + 1 : end])
    return any(
        bool(guard) and re.search(guard, text, re.IGNORECASE) is not None
        for guard, text in ((entry.guard_before, before), (entry.guard_after, after))
    )


def _keep_longest(found: pd.DataFrame) -> pd.DataFrame:
    """Drop a hit inside a longer one of its category, and the second entry that finds the very same words."""
    kept = []
    for _, part in found.groupby("category", sort=False):
        reach = -1
        for row in part.sort_values(["first", "last", "place"], ascending=[True, False, True]).itertuples():
            if row.last > reach:
                kept.append(row.Index)
                reach = row.last
    return found.loc[sorted(kept)].reset_index(drop=True)
