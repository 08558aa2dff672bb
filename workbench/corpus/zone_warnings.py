"""What a reader should look at: doubts of the zone rules, glued words, odd quotation marks, two times of publication."""

from __future__ import annotations

import re
from collections.abc import Iterator

from workbench.corpus.stamps import list_stamps

_GLUED_STOP = re.compile(r"(?<![\w@/.])[A-Za-z][\w'’-]*[a-z]{2}[\"”’)]?[.!?](?=[A-Za-z][\w'’-]*)[A-Za-z][\w'’-]*")
_HOST_END = re.compile(
    r"(?i)\.(?:com|org|net|co|uk|gov|edu|int|info|tv|news|io|eu|us|ca|au|in|de|fr|html?|pdf|jpe?g|png)$"
)
_GLUED_ADDRESS = re.compile(r"\w+(?:https?://|www\.)\S*")
_INNER_MARK = re.compile(
    r"\b(?:READ MORE|READ ALSO|ALSO READ|SEE ALSO|WATCH MORE)\b|pic\.(?:twitter|x)\.com/\w+|https?://t\.co/\w+"
)
_MARKS = {'"': "straight", "“": "curly", "”": "curly"}
_PROSE = {"body", "standfirst", "pullquote", "caption", "teaser", "social", "crosshead"}


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
        yield {"rule": "glued-address", "start": match.start(), "end": match.end(), "message": message}
    for match in _GLUED_STOP.finditer(text, start, end):
        if not _is_address(text, match):
            message = "Two sentences are glued together without a space; a link may have stood here."
            yield {"rule": "glued-sentence", "start": match.start(), "end": match.end(), "message": message}


def _is_address(text: str, match: re.Match[str]) -> bool:
    """Tell whether a stop belongs to a web address, a file name or a handle and not to a sentence."""
    before, after = text[: match.start()].split(), text[match.start() :].split()
    token = ("" if text[match.start() - 1 : match.start()].isspace() or not before else before[-1]) + after[0]
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
