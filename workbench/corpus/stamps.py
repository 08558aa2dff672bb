"""Dates and times as web pages print them: found at the start of a text, and read into ISO 8601."""

from __future__ import annotations

import re
from datetime import date, time

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()  # noqa: SIM905 - read most easily as words
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:19|20)\d{2}"
_ISO = rf"{_YEAR}-\d{{2}}-\d{{2}}(?!\d)"
FULL_DATE = rf"(?:{_MONTH} {_DAY},? {_YEAR}|{_DAY}(?: of)?[ -]{_MONTH},?[ -]{_YEAR}|{_ISO})(?!\d)"
_NUMERIC_DATE = rf"(?:\d{{1,2}}[./-]\d{{1,2}}[./-](?:{_YEAR}|\d{{2}})|{_YEAR}[./]\d{{1,2}}[./]\d{{1,2}})(?!\d)"
_SHORT_DATE = rf"(?:{_MONTH} {_DAY}\b|{_DAY} {_MONTH})(?! ?[,]? ?{_YEAR})"
_TIME = (
    r"T?\d{1,2}[:.h]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?: ?[ap]\.?m\b\.?)?(?!\d)|\d{1,2} ?[ap]\.?m\b\.?|noon\b|midnight\b"
)
_ZONE = (
    r"(?:GMT|UTC|BST|EST|EDT|ET|CET|CEST|EET|EEST|IST|MSK|PST|PDT|PT|CST|CDT|CT|MST|MDT|AEST|AEDT|SGT|HKT|JST|KST|WAT"
    r"|EAT|CAT|SAST|PKT|NPT|GST|Z)\b(?: ?[+-]\d{1,2}(?::?\d{2})?)?|[+-]\d{2}:?\d{2}\b"
)
_AGO = r"(?:\d+|an?|one|two|three|a few) ?(?:s|sec|m|min|h|hr|d|second|minute|hour|day|week|month|year)s? ago\b"
_WEEKDAY = r"(?:mon|tue|tues|wed|wednes|thu|thur|thurs|fri|sat|satur|sun)(?:day)?\b\.?"
_LABEL = (
    r"(?:(?:first|last|originally|latest|article|story|date|time|this story was|this article was) )?(?:date|dated"
    r"|published|publish date|publication date|pub date|updated|update|posted|modified|created|issued|edited|uploaded"
    r"|released|filed|time of issue|release date|at|on|time|local time)\b(?: (?:on|at))?"
)
_SEPARATOR = r"[|·•∙,;:/–—()\[\]-]"
_PIECES = {
    "ago": _AGO,
    "date": rf"(?:{FULL_DATE}|{_NUMERIC_DATE}|{_SHORT_DATE})",
    "time": _TIME,
    "zone": _ZONE,
    "weekday": _WEEKDAY,
    "label": _LABEL,
    "separator": _SEPARATOR,
}
_PIECE = re.compile(r"\s*(?:" + "|".join(f"(?P<{name}>{rule})" for name, rule in _PIECES.items()) + ")", re.IGNORECASE)
_OFFSETS = {"gmt": "+00:00", "utc": "+00:00", "z": "+00:00", "cet": "+01:00", "cest": "+02:00", "edt": "-04:00"}
_FULL_DATE = re.compile(FULL_DATE, re.IGNORECASE)
_STAMP_CHARACTERS = 400  # judgement: a time line with two times, zones and labels has under 150


def scan_stamp(text: str) -> tuple[int, list[tuple[str, str]]]:
    """Return how far dates, times and their labels reach from the start of `text`, and the pieces (kind, words).

    Examples
    --------
    >>> scan_stamp("Published: 09:05, March 8, 2031 | The talks")[0]
    31
    """
    at, end, pieces = 0, 0, []
    while match := _PIECE.match(text, at):
        at = match.end()
        pieces.append((match.lastgroup or "", match.group(match.lastgroup or 0)))
        end = at if pieces[-1][0] != "separator" else end
    return end, pieces


def is_stamp(text: str) -> bool:
    """Tell whether a line holds a date or time, its labels and nothing else.

    Examples
    --------
    >>> [is_stamp(line) for line in ("Updated 3 hours ago", "08 March, 2031", "March", "On Monday the court sat")]
    [True, True, False, False]
    """
    if len(text) > _STAMP_CHARACTERS:
        return False
    end, pieces = scan_stamp(text)
    kinds = {kind for kind, _ in pieces}
    rest = text[end:].strip(" |·•∙,;:/–—()[]-\u00a0.")
    placed = {"date", "time"} <= kinds and re.fullmatch(r"[A-Z][\w.]+(?:,? [A-Z][\w.]+){0,2}", rest)
    return (not rest or bool(placed)) and bool(kinds & {"ago", "date", "time"})


def read_date(text: str) -> str | None:
    """Return the first full date of `text` as YYYY-MM-DD; None where day, month or year is not certain.

    Examples
    --------
    >>> read_date("8th March 2031"), read_date("Mar. 8, 2031"), read_date("03/04/2031"), read_date("30/04/2031")
    ('2031-03-08', '2031-03-08', None, '2031-04-30')
    """
    match = _FULL_DATE.search(text)
    return _read_named(match.group()) if match else _read_numeric(text)


def _read_named(words: str) -> str | None:
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    month = re.search(r"[a-z]{3}", re.sub(r"(\d)(?:st|nd|rd|th)|\bof\b", r"\1", words.lower()))
    if month is None:
        return _iso(*numbers[:3])
    year, day = max(numbers), min(numbers)
    return _iso(year, _MONTHS.index(month.group()) + 1, day)


def _read_numeric(text: str) -> str | None:
    match = re.search(rf"\b(\d{{1,2}})[./-](\d{{1,2}})[./-]({_YEAR})\b", text)
    if match is None:
        return (
            _iso(*map(int, m.groups()))
            if (m := re.search(rf"\b({_YEAR})[./](\d{{1,2}})[./](\d{{1,2}})", text))
            else None
        )
    first, second, year = map(int, match.groups())
    readings = {_iso(year, second, first), _iso(year, first, second)} - {None}
    return readings.pop() if len(readings) == 1 else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def list_stamps(text: str) -> list[tuple[str, str]]:
    """Return the times that a time line states, each as (label, ISO 8601), in the order of the line.

    A label is "published", "updated" or "" where none stands before the time. A date whose day and month cannot be told
    apart is left out, and so is the offset of a time zone whose letters have several meanings.

    Examples
    --------
    >>> list_stamps("Published: 09:49, March 8, 2031 | Updated: 10:13 GMT, March 9, 2031")
    [('published', '2031-03-08T09:49'), ('updated', '2031-03-09T10:13+00:00')]
    """
    found, label, group = [], "", []
    for kind, words in [*scan_stamp(text)[1], ("label", "")]:
        if kind == "label" and (not words or len(words) > 2):  # noqa: PLR2004 - "on" and "at" join, they do not label
            found += [(label, stamp)] if (stamp := _join_stamp(group)) else []
            label, group = _name_label(words), []
        elif kind == "separator" and words == "|":
            found += [(label, stamp)] if (stamp := _join_stamp(group)) else []
            group = []
        else:
            group.append((kind, words))
    return found


def _name_label(words: str) -> str:
    changed = re.search(r"updat|modif|edit", words, re.IGNORECASE)
    return "updated" if changed else "published" if words else ""


def _join_stamp(pieces: list[tuple[str, str]]) -> str | None:
    day = next((iso for kind, words in pieces if kind == "date" and (iso := read_date(words))), None)
    clock = next((iso for kind, words in pieces if kind == "time" and (iso := _read_time(words))), None)
    zone = next((_OFFSETS.get(words.lower(), "") for kind, words in pieces if kind == "zone"), "")
    return day and (f"{day}T{clock}{zone}" if clock else day)


def _read_time(words: str) -> str | None:
    numbers = [int(number) for number in re.findall(r"\d+", words)][:2]
    if not numbers:
        return "12:00" if words.lower() == "noon" else "00:00"
    hour, minute = numbers[0], (numbers[1] if len(numbers) > 1 else 0)
    half = re.search(r"([ap])\.?m", words, re.IGNORECASE)
    if half and hour <= 12:  # noqa: PLR2004 - the clock's half day
        hour = hour % 12 + (12 if half.group(1).lower() == "p" else 0)
    try:
        return time(hour, minute).isoformat("minutes")
    except ValueError:
        return None
