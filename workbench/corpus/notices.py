"""What a reader should look at, as rows of `warnings`: language, damage and doubles of whole texts; doubts inside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import pandas as pd

from workbench.corpus.encoding import CERTAIN_ENCODINGS
from workbench.corpus.stamps import list_stamps
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
MIN_WORDS = 8  # judgement: fewer words tell no language
MIN_SHARE, MIN_SHARE_SHORT, SHORT = 0.22, 0.08, 30  # judgement: English news has .35 to .5, German or Spanish under .1
MIN_LATIN = 0.5  # judgement
LANGUAGE_SAMPLE = 20_000  # judgement: characters that tell the language

_GLUED_STOP = re.compile(r"(?<![\w@/.])[A-Za-z][\w'’-]{0,60}[a-z]{2}[\"”’)]?[.!?][A-Za-z][\w'’-]{0,60}")
_HOST_END = re.compile(
    r"(?i)\.(?:com|org|net|co|uk|gov|edu|int|info|tv|news|io|eu|us|ca|au|in|de|fr|html?|pdf|jpe?g|png)$"
)
_GLUED_ADDRESS = re.compile(r"(?<=\w)(?:https?://|www\.)\S*")
_WORD_BEFORE = re.compile(r"\w*\Z")
_TOKEN_BEFORE, _TOKEN = re.compile(r"\S*\Z"), re.compile(r"\S{0,300}")
_REACH = 300  # judgement: characters of a token looked at to either side; keeps a text without spaces linear
_INNER_MARK = re.compile(
    r"\b(?:READ MORE|READ ALSO|ALSO READ|SEE ALSO|WATCH MORE)\b|pic\.(?:twitter|x)\.com/\w+|https?://t\.co/\w+"
)
_MARKS = {'"': "straight", "“": "curly", "”": "curly"}
_PROSE = {"body", "standfirst", "pullquote", "caption", "teaser", "social", "crosshead"}


def notice_texts(articles: pd.DataFrame, notices: Mapping[str, Iterable[str]] | None = None) -> pd.DataFrame:
    """Return what is notable about whole texts: not English, encoding guessed, damaged characters, markup, doubles.

    Needs the columns article_id, text and encoding; `notices` are sentences of the reader, by article_id.

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
        for row in [*_notice_text(text, encoding), *_repeat_notices(text, (notices or {}).get(article_id, ()))]
    ]
    return make_table([*rows, *_notice_doubles(articles)], "warnings")


def _repeat_notices(text: str, notices: Iterable[str]) -> list[dict]:
    return [{"rule": "reader", "start": 0, "end": len(text), "message": message} for message in notices]


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


def list_warnings(text: str, blocks: list[dict]) -> list[dict]:
    """Return one row per thing worth a look in one article: rule, start, end, message (one sentence).

    Examples
    --------
    >>> block = {"start": 0, "end": 37, "zone": "body", "rule": "body", "doubt": ""}
    >>> [row["rule"] for row in list_warnings("They left their homes.then it rained.", [block])]
    ['glued-sentence']
    """
    rows = [row for block in blocks for row in _look_at_block(text, block)]
    return [*rows, *_compare_times(text, blocks)]


def _look_at_block(text: str, block: dict) -> Iterator[dict]:
    start, end = block["start"], block["end"]
    if block["doubt"]:
        yield {"rule": block["rule"], "start": start, "end": end, "message": block["doubt"]}
    if block["rule"] == "cut-off":
        yield {
            "rule": "cut-off",
            "start": start,
            "end": end,
            "message": "The paragraph ends without a final stop; words may be missing.",
        }
    if block["zone"] == "body" and (match := _INNER_MARK.search(text, start, end)):
        message = "The paragraph holds a link cue or an embedded post that the rules could not cut out."
        yield {"rule": "inner-link", "start": match.start(), "end": match.end(), "message": message}
    if block["zone"] in _PROSE:
        yield from _find_glued(text, start, end)
    if block["zone"] == "body":
        yield from _count_quotes(text, start, end)


def _find_glued(text: str, start: int, end: int) -> Iterator[dict]:
    for match in _GLUED_ADDRESS.finditer(text, start, end):
        message = "A web address is glued to the word before it."
        first = _WORD_BEFORE.search(text[max(start, match.start() - _REACH) : match.start()]).group()
        yield {"rule": "glued-address", "start": match.start() - len(first), "end": match.end(), "message": message}
    for match in _GLUED_STOP.finditer(text, start, end):
        if not _is_address(text, match):
            message = "Two sentences are glued together without a space; a link may have stood here."
            yield {"rule": "glued-sentence", "start": match.start(), "end": match.end(), "message": message}


def _is_address(text: str, match: re.Match[str]) -> bool:
    """Tell whether a stop belongs to a web address, a file name or a handle and not to a sentence."""
    before = _TOKEN_BEFORE.search(text[max(0, match.start() - _REACH) : match.start()]).group()
    token = before + _TOKEN.match(text, match.start()).group()
    return bool(_HOST_END.search(match.group())) or any(mark in token for mark in ("/", "@", "www."))


def _count_quotes(text: str, start: int, end: int) -> Iterator[dict]:
    block = text[start:end]
    straight, opened, closed = (block.count(mark) for mark in _MARKS)
    row = {"start": start, "end": end}
    if straight and (opened or closed):
        yield {**row, "rule": "mixed-quotes", "message": "The paragraph mixes straight and curly quotation marks."}
    if (straight + opened + closed) % 2 or (not straight and opened != closed):
        yield {**row, "rule": "odd-quotes", "message": "A quotation mark in the paragraph has no partner."}


def _compare_times(text: str, blocks: list[dict]) -> Iterator[dict]:
    found = [
        (block, stamp)
        for block in blocks
        if block["zone"] == "dateline" and block["rule"] in {"time-line", "machine-date", "hand"}
        for stamp in list_stamps(text[block["start"] : block["end"]])
    ]
    if len({stamp for _, (_, stamp) in found}) > 1:
        times = ", ".join(f"{label or 'no label'} {stamp}" for _, (label, stamp) in found)
        message = (
            f"The text states more than one time ({times}); the one labelled as published, or the first, is taken."
        )
        yield {"rule": "two-times", "start": found[0][0]["start"], "end": found[-1][0]["end"], "message": message}
