"""The grammar of captions: measure · value [interval] · n of what · zone and voice · these texts only."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

SCOPE = "these texts only"
MAX_NAMED = 12
FEW, MANY = 5, 20  # articles of a group: from how many on whole articles are drawn again (methods.md, 3.5)


def join_caption(*parts: str) -> str:
    """Return the parts in the order of the caption grammar, the scope last; empty parts are left out.

    Examples
    --------
    >>> join_caption("Words by zone", "n = 62 words", "all zones")
    'Words by zone · n = 62 words · all zones · these texts only'
    """
    return " · ".join([*(part for part in parts if part), SCOPE])


def add_notes(caption: str, *notes: str) -> str:
    """Return the caption with further notes behind its scope; empty notes are left out.

    Examples
    --------
    >>> add_notes("Forms · these texts only", "", "3 of 9 rows corrected by hand")
    'Forms · these texts only · 3 of 9 rows corrected by hand'
    """
    return " · ".join([caption, *(note for note in notes if note)])


def format_number(value: float, *, digits: int = 2) -> str:
    """Return `value` for reading: rounded, with a thousands comma, a true minus sign; "not defined" for NaN.

    Examples
    --------
    >>> format_number(-1234.567), format_number(-0.001), format_number(float("nan")), format_number(3)
    ('−1,234.57', '0.00', 'not defined', '3')
    """
    if pd.isna(value):
        return "not defined"
    text = f"{value:,.{0 if isinstance(value, int) else digits}f}"
    return (text if float(text.replace(",", "")) else text.removeprefix("-")).replace("-", "−")  # no minus before 0.00


def format_interval(value: float, low: float, high: float, *, digits: int = 2) -> str:
    """Return "value [low, high]", or the value with the words that no interval was made.

    Examples
    --------
    >>> format_interval(0.5, 0.25, 0.75)
    '0.50 [0.25, 0.75]'
    >>> format_interval(0.5, float("nan"), float("nan"))
    '0.50 (no interval)'
    """
    text = format_number(float(value), digits=digits)
    if text == "not defined":
        return "too few to say"
    if pd.isna(low) or pd.isna(high):
        return f"{text} (no interval)"
    return f"{text} [{format_number(float(low), digits=digits)}, {format_number(float(high), digits=digits)}]"


def spell_count(n: int, what: str) -> str:
    """Return "1 word", "2 words": the plural follows the number.

    Examples
    --------
    >>> spell_count(1, "word"), spell_count(1200, "sentence")
    ('1 word', '1,200 sentences')
    """
    return f"{n:,} {what}" + ("" if n == 1 else "s")


def count_of(n: int, what: str) -> str:
    """Return "n = 1 word", "n = 2 words".

    Examples
    --------
    >>> count_of(1, "word"), count_of(1200, "sentence")
    ('n = 1 word', 'n = 1,200 sentences')
    """
    return f"n = {spell_count(n, what)}"


def say_shown(n_shown: int, n_all: int, what: str) -> str:
    """Return how many of the rows or texts the figure shows, or nothing where it shows all.

    Examples
    --------
    >>> say_shown(30, 52, "texts"), say_shown(3, 3, "texts")
    ('30 of 52 texts shown', '')
    """
    return f"{n_shown:,} of {n_all:,} {what} shown" if n_shown < n_all else ""


def list_parts(parts: Iterable[str], *, limit: int = MAX_NAMED) -> str:
    """Return the parts as one sentence, saying how many were left out.

    Examples
    --------
    >>> list_parts(["a 1", "b 2", "c 3"], limit=2)
    'a 1; b 2; and 1 more in the table.'
    """
    parts = list(parts)
    if not parts:
        return "No rows."
    more = len(parts) - limit
    named = parts[:limit] + ([f"and {more} more in the table"] if more > 0 else [])
    return "; ".join(named) + "."


def name_zones(zones: str) -> str:
    """Return the zone label of a table as a phrase.

    Examples
    --------
    >>> name_zones("headline+body"), name_zones("body")
    ('zones headline and body', 'zone body')
    """
    names = str(zones).split("+")
    if len(names) == 1:
        return f"zone {names[0]}"
    return "zones " + ", ".join(names[:-1]) + " and " + names[-1]


def name_voice(voice: str) -> str:
    """Return the voice of a table as a phrase.

    Examples
    --------
    >>> name_voice("all"), name_voice("narrator")
    ('all voices', 'narrator voice')
    """
    return "all voices" if voice == "all" else f"{voice} voice"


def name_groups(table: pd.DataFrame, *, column: str = "n_articles") -> str:
    """Return how many articles each group of a table pools, or nothing where its rows are articles.

    Needs group and `column`, the articles of the group; a table without both, or with article_id, names none.

    Examples
    --------
    >>> name_groups(pd.DataFrame({"group": ["Gull", "Gull", "Heron"], "n_articles": [4, 4, 1]}))
    'Gull: 4 articles, Heron: 1 article'
    """
    if "article_id" in table or not {"group", column} <= set(table.columns):
        return ""
    sizes = table.groupby("group", sort=False)[column].max()
    named = [f"{name}: {spell_count(int(n), 'article')}" for name, n in sizes.items()]
    more = len(named) - MAX_NAMED
    return ", ".join(named[:MAX_NAMED] + ([f"and {more} more groups"] if more > 0 else []))


def name_null(table: pd.DataFrame) -> str:
    """Return what was dealt at random: articles where a group pools several, else paragraphs or sentences.

    Examples
    --------
    >>> name_null(pd.DataFrame({"null": ["articles dealt, 20 distinct deals"]}))
    'articles dealt'
    """
    return str(table["null"].iloc[0]).split(",")[0] if "null" in table and len(table) else "paragraphs dealt"


def say_intervals(table: pd.DataFrame) -> str:
    """Return how the intervals of groups were made, and which groups have none and why; nothing for articles.

    Needs group, n_articles, value, low and, for the reasons, reason.

    Examples
    --------
    >>> rows = [("Gull", 6, 1.0, 0.5, None), ("Heron", 3, 1.0, float("nan"), "fewer than five articles")]
    >>> say_intervals(pd.DataFrame(rows, columns=["group", "n_articles", "value", "low", "reason"]))
    'intervals: 5 to 19 articles, whole articles drawn again (t-expanded) · no interval for Heron (fewer than five articles)'
    """
    if not name_groups(table) or "low" not in table:
        return ""
    sizes = table.loc[table["low"].notna(), "n_articles"]
    ways = {
        "one article, passages left out in turn": (sizes == 1).any(),
        f"{FEW} to {MANY - 1} articles, whole articles drawn again (t-expanded)": sizes.between(FEW, MANY - 1).any(),
        f"{MANY} articles and more, whole articles drawn again": (sizes >= MANY).any(),
    }
    made = ", ".join(way for way, is_used in ways.items() if is_used)
    return " · ".join(part for part in (f"intervals: {made}" if made else "", _say_missing(table)) if part)


def _say_missing(table: pd.DataFrame) -> str:
    bare = table[table["value"].notna() & table["low"].isna()]
    if bare.empty:
        return ""
    reasons = ", ".join(dict.fromkeys(bare["reason"].dropna())) if "reason" in bare else ""
    names = ", ".join(list(dict.fromkeys(bare["group"].astype("str")))[:MAX_NAMED])
    return f"no interval for {names}" + (f" ({reasons})" if reasons else "")
