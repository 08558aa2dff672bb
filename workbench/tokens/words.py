"""Tokens put together to orthographic words: the one place where what counts as a word is decided for counting."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import numpy as np
import pandas as pd

from workbench.schema import require_choice, require_columns

UNITS = ("form", "lemma")
_NEEDED = ("article_id", "sentence_id", "start", "end", "text", "lower", "is_word")
_OPTIONAL_TEXT = ("zone", "voice", "lemma", "pos", "tag")


def list_words(tokens: pd.DataFrame) -> pd.DataFrame:
    """Return the orthographic words of a token table, in text order.

    "well-known" and "don't" are one word each, also where the parser made several tokens of them: tokens that share
    ``word_start`` belong together. The possessive ending is left off ("the mayor's" counts as "mayor"); the word's
    offsets then end before it. Without the column ``word_start`` every token with a letter or digit is a word.
    The lemma of a word of several pieces is that of its first piece ("don't": do), of a compound all but the last
    piece as written and the lemma of the last.

    Needs the columns article_id, sentence_id, start, end, text, lower and is_word; uses block_id, token_id, zone,
    voice, lemma, pos, tag and word_start where there.

    Returns
    -------
    DataFrame
        One row per word: article_id, block_id, sentence_id, word_id (from 0 per article), start, end (code points
        into the article), text, lower, lemma, pos, zone, voice. Sorted by article and position.

    Raises
    ------
    KeyError
        If a needed column is missing.

    Examples
    --------
    >>> rows = [("Mayor", 0, 5, "", 0), ("'s", 5, 7, "POS", 0), ("well", 8, 12, "", 8), ("-", 12, 13, "", 8),
    ...         ("known", 13, 18, "", 8)]
    >>> tokens = pd.DataFrame(rows, columns=["text", "start", "end", "tag", "word_start"])
    >>> tokens = tokens.assign(article_id="a", sentence_id=0, lower=tokens.text.str.lower(), is_word=tokens.text != "-")
    >>> list_words(tokens)[["start", "end", "text", "lower"]].values.tolist()
    [[0, 5, 'Mayor', 'mayor'], [8, 18, 'well-known', 'well-known']]
    """
    require_columns(tokens, _NEEDED, name="tokens")
    df = _in_order(tokens)
    first = _mark_first(df)
    pieces = np.diff(np.append(np.flatnonzero(first), len(df)))
    words = df[first].drop(columns=["is_word", "tag", "word_start", "token_id"], errors="ignore")
    coded = [name for name in ("text", "lower", "lemma", "pos") if words[name].dtype == "category"]
    words = words.reset_index(drop=True).astype(dict.fromkeys(coded, "str"))  # a joined word may be no word of a token
    _join_pieces(words, df, np.flatnonzero(first), pieces)
    words.insert(3, "word_id", words.groupby("article_id", sort=False).cumcount().astype("int64"))
    return words


def choose_terms(words: pd.DataFrame, unit: str = "form", *, merge_variants: bool = True) -> pd.Series:
    """Return what is counted for each word: its normalised lower-case form or its lemma.

    Spelling variants of one word (`read_variants`: "cease-fire" and "ceasefire") count as one unless that is switched
    off; `workbench.tokens.index.list_variants` shows which were merged.

    Raises
    ------
    ValueError
        For an unknown unit, or for lemmas where the tokens carry none.

    Examples
    --------
    >>> choose_terms(pd.DataFrame({"lower": ["talks"], "lemma": ["talk"]}), "lemma").tolist()
    ['talk']
    >>> choose_terms(pd.DataFrame({"lower": ["cease-fire", "ceasefire"]})).tolist()
    ['ceasefire', 'ceasefire']
    """
    require_choice(unit, UNITS, name="unit")
    if unit == "form":
        terms = words["lower"]
    elif len(words) and words["lemma"].isna().all():
        raise ValueError("unit is 'lemma', but the tokens carry no lemma. Parse the corpus, or choose unit='form'.")
    else:
        terms = words["lemma"].fillna(words["lower"])
    variants = read_variants()
    merged = terms.isin(list(variants)) if merge_variants else pd.Series(data=False, index=terms.index)
    return terms.where(~merged, terms[merged].map(variants)) if merged.any() else terms


@cache
def read_variants() -> Mapping[str, str]:
    """Return the bundled spelling variants of news English: variant to the form it is counted under.

    Hyphens ("cease-fire") and British or American spelling ("organization"), in ``lexicons/spelling_variants.csv``:
    variant, form, note. Read here, since the token layer lies below the lexicons.

    Examples
    --------
    >>> read_variants()["cease-fire"]
    'ceasefire'
    """
    lines = (files("workbench") / "lexicons" / "spelling_variants.csv").read_text(encoding="utf-8").splitlines()
    return {row["variant"]: row["form"] for row in csv.DictReader(lines)}


def assign_groups(table: pd.DataFrame, by: str | Mapping[str, str]) -> pd.Series:
    """Return the group of each row: a column's value, or what a mapping gives for its article_id.

    Raises
    ------
    KeyError
        If the column is not there.
    ValueError
        If the mapping knows none of the articles.

    Examples
    --------
    >>> assign_groups(pd.DataFrame({"article_id": ["a", "b"]}), {"a": "Gull", "b": "Heron"}).tolist()
    ['Gull', 'Heron']
    """
    if isinstance(by, str):
        require_columns(table, (by,), name="table to be grouped")
        return table[by].astype("str")
    groups = table["article_id"].map(dict(by)).astype("str")
    if len(table) and groups.isna().all():
        raise ValueError(
            f"by maps {len(by)} article ids, none of them among {', '.join(sorted(table['article_id'].unique())[:5])}. "
            "Give a mapping from article_id to group."
        )
    return groups


def _in_order(tokens: pd.DataFrame) -> pd.DataFrame:
    """Word-like tokens with every column used, in reading order."""
    columns = [c for c in (*_NEEDED, "block_id", "token_id", *_OPTIONAL_TEXT, "word_start") if c in tokens]
    df = tokens[columns]
    for column in _OPTIONAL_TEXT:
        if column not in df:
            df = df.assign(**{column: pd.Series(np.nan, index=df.index, dtype="str")})
    if "block_id" not in df:
        df = df.assign(block_id=0)
    order = ["article_id", "block_id", "sentence_id", "start"]
    if not _is_sorted(df):
        df = df.sort_values(["article_id", "start"], kind="stable")
    df = _drop_loose(df)
    rest = [c for c in df.columns if c not in order and c not in {"zone", "voice"}]
    return df[[*order, *rest, "zone", "voice"]].reset_index(drop=True)


def _is_sorted(df: pd.DataFrame) -> bool:
    article, names = pd.factorize(df["article_id"])
    step = np.diff(article)
    in_order = (step > 0) | ((step == 0) & (np.diff(df["start"].to_numpy()) >= 0))
    return bool(np.all(in_order) and list(names) == sorted(names))


def _drop_loose(df: pd.DataFrame) -> pd.DataFrame:
    """Leave out marks that join nothing, and the possessive ending."""
    is_word = df["is_word"].to_numpy(dtype=bool) & ~(df["tag"] == "POS").to_numpy(dtype=bool)
    if "word_start" not in df:
        return df[is_word]
    word = _word_codes(df)
    last, _ = pd.factorize(word)
    position = np.arange(len(df))
    size = last.max() + 1 if len(last) else 0
    begin, end = np.full(size, len(df)), np.full(size, -1)
    np.minimum.at(begin, last[is_word], position[is_word])
    np.maximum.at(end, last[is_word], position[is_word])
    return df[(position >= begin[last]) & (position <= end[last])]


def _word_codes(df: pd.DataFrame) -> np.ndarray:
    article, _ = pd.factorize(df["article_id"])
    start = df["word_start"].to_numpy(dtype="int64")
    return article.astype("int64") * (max(int(start.max(initial=0)), 0) + 2) + start + 1


def _mark_first(df: pd.DataFrame) -> np.ndarray:
    if "word_start" not in df or df.empty:
        return np.ones(len(df), dtype=bool)
    codes = _word_codes(df)
    return np.append(True, codes[1:] != codes[:-1])


def _join_pieces(words: pd.DataFrame, df: pd.DataFrame, firsts: np.ndarray, pieces: np.ndarray) -> None:
    several = np.flatnonzero(pieces > 1)
    words["end"] = df["end"].to_numpy()[firsts + pieces - 1] if len(df) else df["end"].to_numpy()
    words["lemma"] = words["lemma"].str.lower()
    if not len(several):
        return
    joined = {name: words[name].to_numpy(dtype=object, copy=True) for name in ("text", "lower", "lemma", "pos")}
    columns = {name: df[name].to_numpy(dtype=object) for name in joined}
    for row in several:
        part = slice(firsts[row], firsts[row] + pieces[row])
        joined["text"][row] = "".join(columns["text"][part])
        joined["lower"][row] = "".join(columns["lower"][part])
        lowers, lemmas = list(columns["lower"][part]), columns["lemma"][part]
        if any(piece in {"-", "\N{EN DASH}", "/"} for piece in lowers):
            joined["lemma"][row] = "".join([*lowers[:-1], str(lemmas[-1]).lower()])
            joined["pos"][row] = columns["pos"][part][-1]
    for name, values in joined.items():
        words[name] = pd.Series(values, index=words.index, dtype="str")
