"""What is wrong with the entries of a lexicon: refused outright, or reported beside it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

import pandas as pd

from workbench.lexicons.model import ENTRY_COLUMNS, ENTRY_VOICES, MATCHES, PROBLEM_COLUMNS, UD_TAGS

_STRAIGHT = str.maketrans({"‘": "'", "’": "'", "‛": "'", "ʼ": "'", "“": '"', "”": '"', "‐": "-", "‑": "-"})
_PART = r"(?:(?:[^\W\d_]\.){2,}|\d+(?:[.,:/]\d+)*\w*|\w[\w\u0300-\u036f]*)"
_WORD = re.compile(rf"{_PART}(?:[-–'&]{_PART})*")
_POSSESSIVE = re.compile(r"'s?$")
_TRUE, _FALSE = {"1", "true", "yes"}, {"", "0", "false", "no"}


def fold_term(text: str) -> str:
    """Return a term with composed letters, straight marks and single spaces.

    Examples
    --------
    >>> fold_term("don’t   know")
    "don't know"
    """
    return " ".join(unicodedata.normalize("NFC", text).translate(_STRAIGHT).split())


def finish_entries(raw: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the entries with every column and dtype, defaults filled in.

    Raises
    ------
    ValueError
        One sentence for the first fault, naming file, line and term, and how many more there are.
    """
    df = raw.copy()
    for column in ENTRY_COLUMNS:
        if column not in df:
            df[column] = ""
    text = [column for column in df if column != "line"]
    df[text] = df[text].astype("str").apply(lambda cells: cells.str.strip())
    df["term"] = df["term"].map(fold_term).astype("str")
    df["match"] = [given or _guess_match(term) for given, term in zip(df["match"], df["term"], strict=True)]
    df["voice"] = df["voice"].replace("", "any")
    records = df.astype(object).to_dict("records")
    faults = [(row["line"], row["term"], fault) for row in records for fault in _find_faults(row)]
    if faults:
        line, term, fault = faults[0]
        more = f" {len(faults) - 1} more faults follow." if len(faults) > 1 else ""
        place = f"{name} line {line}" if line else name
        raise ValueError(f"{place}, term {term!r}: {fault}{more}")
    df["weight"] = pd.to_numeric(df["weight"].replace("", "1"))
    df["case_sensitive"] = df["case_sensitive"].str.lower().isin(_TRUE)
    return df[["line", *ENTRY_COLUMNS]].astype({"line": "int64", **ENTRY_COLUMNS}).reset_index(drop=True)


def find_problems(entries: pd.DataFrame, categories: dict[str, str]) -> pd.DataFrame:
    """Return what is odd: duplicates across categories, empty categories, terms that can never match."""
    rows = [*_find_duplicates(entries), *_find_unmatchable(entries)]
    held = set(entries["category"])
    rows += [(0, "", f"the category {name!r} is defined and has no term") for name in categories if name not in held]
    if categories:
        rows += [(0, "", f"the category {name!r} has no definition") for name in sorted(held - set(categories))]
    return (
        pd.DataFrame(rows, columns=list(PROBLEM_COLUMNS))
        .astype(PROBLEM_COLUMNS)
        .sort_values(["line", "term", "message"], ignore_index=True)
    )


def compile_entry_regex(term: str) -> re.Pattern[str]:
    """Compile the expression of an entry of kind regex; it must cover a whole word."""
    return re.compile(term, re.IGNORECASE)


def _guess_match(term: str) -> str:
    return "phrase" if " " in term else "wildcard" if set("*?") & set(term) else "form"


def _find_faults(row: dict) -> Iterator[str]:
    term = row["term"]
    if not term:
        yield "term is empty. Give a word, or delete the line."
        return
    if not row["category"]:
        yield "category is empty. Name one."
    if row["match"] not in MATCHES:
        yield f"match is {row['match']!r}; allowed are {', '.join(MATCHES)}. Choose one of these."
    for tag in row["pos"].split():
        if tag not in UD_TAGS:
            yield f"pos is {tag!r}; allowed are the universal tags {', '.join(UD_TAGS)}, or nothing."
    if row["voice"] not in ENTRY_VOICES:
        yield f"voice is {row['voice']!r}; allowed are {', '.join(ENTRY_VOICES)}. Choose one of these."
    if not _is_number(row["weight"]):
        yield f"weight is {row['weight']!r}; it must be a number. Leave it empty for 1."
    if row["case_sensitive"].lower() not in _TRUE | _FALSE:
        yield f"case_sensitive is {row['case_sensitive']!r}; allowed are 0 and 1. Choose one of these."
    yield from _find_pattern_faults(row)


def _find_pattern_faults(row: dict) -> Iterator[str]:
    expressions = [("guard_before", row["guard_before"]), ("guard_after", row["guard_after"])]
    if row["match"] == "regex":
        expressions.append(("term", row["term"]))
    for name, expression in expressions:
        try:
            re.compile(expression)
        except re.error as fault:
            yield f"{name} {expression!r} is not a valid regular expression: {fault}. Correct it."
    if row["match"] in {"wildcard", "prefix", "phrase"}:
        if not re.search(r"\w", row["term"]):
            yield "the pattern has no letter and would match every word. Add at least one."
        if set("[]{}") & set(row["term"]):
            yield "the pattern holds a bracket; only * (any letters) and ? (one letter) are known. Use match regex."


def _is_number(text: str) -> bool:
    try:
        return text == "" or abs(float(text)) < float("inf")
    except ValueError:
        return False


def _find_duplicates(entries: pd.DataFrame) -> Iterator[tuple[int, str, str]]:
    keys = ["term", "match", "pos", "case_sensitive", "guard_before", "guard_after"]
    terms = entries["term"].where(entries["case_sensitive"], entries["term"].str.lower())
    df = entries.assign(term=terms)
    for _, same in df[df.duplicated(keys, keep=False)].groupby(keys, sort=False):
        categories = list(dict.fromkeys(same["category"]))
        where = f"in several categories: {', '.join(categories)}" if len(categories) > 1 else "twice in one category"
        yield int(same["line"].iloc[-1]), same["term"].iloc[0], f"the term stands {where}"


def _find_unmatchable(entries: pd.DataFrame) -> Iterator[tuple[int, str, str]]:
    for row in entries.loc[entries["match"] != "regex", ["line", "term", "match"]].astype(object).to_dict("records"):
        parts = row["term"].split() if row["match"] == "phrase" else [row["term"]]
        for part in parts:
            reason = _never_matches(part)
            if reason:
                yield row["line"], row["term"], f"the term can never match: {reason}"
                break


def _never_matches(part: str) -> str | None:
    """Return why no single word of a text can look like this, or nothing."""
    bare = re.sub(r"^<(.+)>$", r"\1", part)
    if " " in bare:
        return "it holds a space and is looked for in single words; choose match phrase"
    if _POSSESSIVE.search(bare):
        return "words are counted without the possessive ending"
    plain = bare.replace("*", "x").replace("?", "x")
    return None if _WORD.fullmatch(plain) else f"{part!r} is not one word of a text"
