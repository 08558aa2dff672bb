"""What the loader notices about whole texts before zones: language, encoding, damage, doubles. Rows of `warnings`."""

from __future__ import annotations

import re

import pandas as pd

from workbench.corpus.encoding import CERTAIN_ENCODINGS
from workbench.schema import make_table

FUNCTION_WORD_LIST = """
the of and to in a that is was for on with as by at from it he she they we i you his her their its our had has have been
were are be will would not but this which who after said an or if when there than no more also over could can about into
up out all one did do does so what where them him these those may should between against during before under while
because us me my your
"""
FUNCTION_WORDS = frozenset(FUNCTION_WORD_LIST.split())
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
MOJIBAKE = re.compile(r"\ufffd|â€[™œ\x9d“”˜]|Ã[©¨¤¶¼]")
MARKUP = re.compile(r"\s*(<!doctype html|<html\b)", re.IGNORECASE)
MIN_WORDS = 8
MIN_SHARE, MIN_SHARE_SHORT, SHORT = 0.22, 0.08, 30
MIN_LATIN = 0.5
LANGUAGE_SAMPLE = 20_000


def notice_texts(articles: pd.DataFrame) -> pd.DataFrame:
    """Return what is notable about whole texts: not English, encoding guessed, damaged characters, markup, doubles.

    Needs the columns article_id, text and encoding.

    Returns
    -------
    DataFrame
        Rows of the warnings table, sorted by article_id, start, end and rule.

    Examples
    --------
    >>> df = pd.DataFrame({"article_id": ["a"], "encoding": ["utf-8"],
    ...                    "text": ["Der Rat der Stadt hat am Montag den Antrag abgelehnt, wie ein Sprecher mitteilte."]})
    >>> notice_texts(df).rule.tolist()
    ['language']
    """
    rows = [
        {"article_id": article_id, **row}
        for article_id, text, encoding in articles[["article_id", "text", "encoding"]].itertuples(index=False)
        for row in _notice_text(text, encoding)
    ]
    return make_table([*rows, *_notice_doubles(articles)], "warnings")


def share_function_words(text: str) -> tuple[float, int]:
    """Return the share of words that are English function words, and the number of words.

    Examples
    --------
    >>> share_function_words("The quay is closed")
    (0.5, 4)
    """
    words = [word.lower() for word in WORD.findall(text)]
    n_found = sum(word in FUNCTION_WORDS for word in words)
    return (n_found / len(words) if words else float("nan")), len(words)


def _notice_text(text: str, encoding: str) -> list[dict]:
    whole = {"start": 0, "end": len(text)}
    rows = []
    sample = text[:LANGUAGE_SAMPLE]
    if _is_foreign(sample):
        rows.append({"rule": "language", **whole, "message": _describe_language(sample)})
    if encoding not in CERTAIN_ENCODINGS:
        message = f"The encoding {encoding} was detected, not stated; check the letters with accents."
        rows.append({"rule": "encoding", **whole, "message": message})
    if MARKUP.match(text):
        message = "The text begins like an HTML page; name the file .html to have its text taken out."
        rows.append({"rule": "markup", **whole, "message": message})
    damage = MOJIBAKE.search(text)
    if damage:
        message = "Characters were damaged before the file was made, here first; look for a cleaner copy."
        rows.append({"rule": "damaged-characters", "start": damage.start(), "end": damage.end(), "message": message})
    return rows


def _is_foreign(text: str) -> bool:
    letters = [character for character in text if character.isalpha()]
    if sum(bool(LATIN.match(letter)) for letter in letters) < MIN_LATIN * len(letters):
        return True
    share, n_words = share_function_words(text)
    return n_words >= MIN_WORDS and share < (MIN_SHARE_SHORT if n_words < SHORT else MIN_SHARE)


def _describe_language(text: str) -> str:
    share, n_words = share_function_words(text)
    return (
        f"The text does not look English ({share:.0%} of {n_words} words are English function words); "
        f"the measures are made for English, so leave their numbers aside."
    )


def _notice_doubles(articles: pd.DataFrame) -> list[dict]:
    rows = []
    for _, same in articles.sort_values("article_id").groupby("text", sort=False):
        first, *others = same["article_id"]
        for article_id in others:
            message = f"The text is identical to that of {first!r}; both are counted."
            end = len(same["text"].iloc[0])
            rows.append({"article_id": article_id, "rule": "double", "start": 0, "end": end, "message": message})
    return rows
