"""Corrections by hand: rows that a person adds, changes or deletes, applied last, logged and counted."""

from __future__ import annotations

import io
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from workbench.corpus import encoding, reading, sheets
from workbench.measures.sources.quotes import count_words
from workbench.schema import FORMS, LEVELS, NAMINGS, SOURCE_KINDS, ZONES, make_table, require_columns
from workbench.tokens.tree import Tree, build_tree

ACTIONS = ("add", "change", "delete")
SPANS = ("new_", "cue_", "source_")
VALUES = {
    "form": FORMS,
    "level": LEVELS,
    "zone": ZONES,
    "source_kind": tuple(SOURCE_KINDS),
    "naming": NAMINGS,
    "source_name": None,
    "cue_lemma": None,
    "cue_family": None,
    "side": None,
    "channel": None,
    "descriptor": None,
}
NEEDED = ("action", "article_id", "start", "end", "coder")
COLUMNS = (*NEEDED, *(prefix + edge for prefix in SPANS for edge in ("start", "end")), *VALUES, "note")
NOT_APPLIED = "not applied"
_LOG = {"action": "str", "article_id": "str", "start": "Int64", "end": "Int64", "coder": "str", "before": "str"}
_LOG |= {"after": "str", "note": "str"}


def read_corrections(path: str | Path) -> pd.DataFrame:
    r"""Read corrections from a CSV file that a person keeps beside the articles.

    Columns: action (add, change, delete), article_id, start, end (the content, as offsets; for change and delete those
    of the row that is meant), coder (initials); where they are to be set: new_start, new_end, cue_start, cue_end,
    source_start, source_end, form, level, zone, source_name, source_kind, naming, side, channel, descriptor, cue_lemma,
    cue_family, note. An empty cell changes nothing. Commas, semicolons or tabs may part the cells, and capitals or
    spaces in the names of columns do not matter.

    Returns
    -------
    DataFrame
        One row per correction in the order of the file, every cell as text, NaN where empty.

    Raises
    ------
    ValueError
        If the file cannot be read, or has a column that is not allowed.
    KeyError
        If a needed column is missing.

    Examples
    --------
    >>> import tempfile
    >>> path = Path(tempfile.mkdtemp(), "attributions.csv")
    >>> _ = path.write_text("action,article_id,start,end,coder\ndelete,a,0,9,ab\n", encoding="utf-8")
    >>> read_corrections(path).action.tolist()
    ['delete']
    """
    name = Path(path).name
    try:
        text, _ = encoding.decode_text(reading.read_bytes(Path(path), name=name), name=name)
        parted = sheets.choose_delimiter(text)
        table = pd.read_csv(io.StringIO(text.removeprefix("\ufeff")), sep=parted, dtype="str", index_col=False)
    except (reading.ReadingError, pd.errors.ParserError, pd.errors.EmptyDataError) as error:
        raise ValueError(
            f"corrections: {name} cannot be read as CSV ({error}). Its first line must name the columns "
            f"{', '.join(NEEDED)} and those to be set."
        ) from error
    table.columns = [reading.show_short(reading.show_name(column.strip().casefold())) for column in table.columns]
    require_columns(table, NEEDED, name=f"corrections ({name})")
    unknown = [column for column in table.columns if column not in COLUMNS]
    if unknown:
        raise ValueError(
            f"corrections ({name}): unknown column(s) {', '.join(unknown)}; allowed are {', '.join(COLUMNS)}. "
            "Rename or remove them."
        )
    return table.reindex(columns=list(COLUMNS))


def no_corrections() -> pd.DataFrame:
    """Return the table of corrections without a row, for a corpus that nobody has corrected.

    Examples
    --------
    >>> len(no_corrections())
    0
    """
    return pd.DataFrame(columns=list(COLUMNS), dtype="str")


def apply_corrections(
    attributions: pd.DataFrame,
    corrections: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    tokens: pd.DataFrame,
    strict: bool = True,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the attributions after the corrections, and a log of what was done.

    Needs the tables attributions, articles and tokens, and corrections as `read_corrections` returns them. Where not
    `strict`, a correction that is not clear keeps none of the others out: it stands in the log as "not applied", with
    the reason in `after`.

    Returns
    -------
    tuple of (DataFrame, DataFrame)
        *attributions*: rows added or changed carry the coder's initials in `coder` and ``hand`` in `rule`; words,
        quoted words, texts and position are counted anew. An added row gets the next free attribution_id of its article.
        *log*: one row per correction, in order: action, article_id, start, end, coder, before, after, note.

    Raises
    ------
    ValueError
        For a correction that is not clear: an unknown action, article or code, offsets out of range, no coder, or a row
        to change or delete that is not there. The sentence names the row. Nothing is applied then. Only if `strict`.

    Examples
    --------
    >>> from workbench.language import segment_text
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ['He left. "We stay," she said.']})
    >>> blocks = pd.DataFrame({"article_id": ["a"], "block_id": 0, "start": 0, "end": 29, "zone": "body"})
    >>> found = {"articles": articles, "tokens": segment_text(articles, blocks)[1]}
    >>> add = pd.DataFrame([{"action": "add", "article_id": "a", "start": "10", "end": "17", "coder": "ab"}])
    >>> table, log = apply_corrections(make_table([], "attributions"), add.reindex(columns=COLUMNS), **found)
    >>> table[["n_words", "n_quoted_words", "coder"]].values.tolist()
    [[2, 2, 'ab']]
    """
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    rows = attributions.to_dict("records")
    log = []
    for place, correction in enumerate(corrections.to_dict("records"), start=1):
        try:
            log.append(_apply(_check(_list_given(correction), texts, place=place), rows, tokens, texts, place=place))
        except ValueError as error:
            if strict:
                raise ValueError(f"{error} Nothing was applied.") from error
            log.append(_describe_fault(error))
    return make_table(rows, "attributions"), _make_log(log)


def _apply(
    wanted: Mapping, rows: list[dict], tokens: pd.DataFrame, texts: Mapping[str, str], *, place: int
) -> dict[str, object]:
    """Apply one correction to `rows` and return its row of the log."""
    before = None if wanted["action"] == "add" else rows.pop(_find(rows, wanted, place=place))
    deleted = wanted["action"] == "delete"
    after = None if deleted else _correct(before, wanted, rows, _read_article(wanted["article_id"], tokens, texts))
    rows += [after] if after else []
    return _describe(wanted, before, after)


def _list_given(correction: Mapping) -> dict[str, str]:
    return {key: value.strip() for key, value in correction.items() if isinstance(value, str) and value.strip()}


def _describe_fault(error: Exception) -> dict[str, object]:
    return {"action": NOT_APPLIED, "after": f"{error} This was not applied."}


def _make_log(rows: list[dict]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=list(_LOG)).astype(_LOG)


def refuse_corrections(error: Exception) -> pd.DataFrame:
    """Return the log of corrections whose file could not be read: one row "not applied" with the reason.

    Examples
    --------
    >>> refuse_corrections(ValueError("corrections: no CSV.")).after.tolist()
    ['corrections: no CSV. This was not applied.']
    """
    return _make_log([_describe_fault(ValueError(str(error.args[0])))])


def check_corrections(path: str | Path, articles: pd.DataFrame) -> list[str]:
    """Return a sentence for each correction of a file that the texts alone show to be faulty; needs article_id, text.

    Whether a row that is to be changed is there is known only when attributions have been found.

    Examples
    --------
    >>> check_corrections("no-such.csv", pd.DataFrame({"article_id": ["a"], "text": ["No."]}))[0][:40]
    'corrections: no-such.csv cannot be read '
    """
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    try:
        table = read_corrections(path)
    except (ValueError, KeyError) as error:
        return [str(error.args[0])]
    faults = []
    for place, correction in enumerate(table.to_dict("records"), start=1):
        try:
            _check(_list_given(correction), texts, place=place)
        except ValueError as error:
            faults.append(str(error))
    return faults


def count_corrections(attributions: pd.DataFrame, log: pd.DataFrame) -> str:
    """Return the note that stands beside every sourcing figure of a corrected table.

    Examples
    --------
    >>> count_corrections(pd.DataFrame({"coder": [None, "ab"]}), pd.DataFrame({"action": ["add", "delete"]}))
    '1 of 2 rows corrected by hand, 1 deleted'
    """
    by_hand = int(attributions["coder"].notna().sum()) if len(attributions) else 0
    deleted = int((log["action"] == "delete").sum()) if len(log) else 0
    note = f"{by_hand} of {len(attributions)} rows corrected by hand"
    return f"{note}, {deleted} deleted" if deleted else note


def _check(given: Mapping[str, str], texts: Mapping[str, str], *, place: int) -> dict:
    """Return the correction with numbers for offsets, or say what is unclear in it."""
    empty = [column for column in NEEDED if column not in given]
    if empty:
        raise _refuse(place, f"{empty[0]} is empty", "Fill it in.")
    if given["action"] not in ACTIONS:
        raise _refuse(
            place, f"action is {reading.show_value(given['action'])}; allowed are {', '.join(ACTIONS)}", "Choose one."
        )
    if given["article_id"] not in texts:
        raise _refuse(
            place,
            f"article_id is {reading.show_value(given['article_id'])}, which is not in the corpus",
            "Correct the id.",
        )
    for column, allowed in VALUES.items():
        if column in given and allowed and given[column] not in allowed:
            raise _refuse(
                place,
                f"{column} is {reading.show_value(given[column])}; allowed are {', '.join(allowed)}",
                "Choose one.",
            )
    return {**given, **_check_spans(given, len(texts[given["article_id"]]), place=place)}


def _check_spans(given: Mapping[str, str], length: int, *, place: int) -> dict[str, int]:
    spans = {}
    for prefix in ("", *SPANS):
        span = [given.get(f"{prefix}{edge}") for edge in ("start", "end")]
        if span != [None, None]:
            spans |= _check_span(prefix, span, length, place=place)
    return spans


def _check_span(prefix: str, span: list, length: int, *, place: int) -> dict[str, int]:
    try:
        start, end = (int(value) for value in span)
    except (TypeError, ValueError):
        raise _refuse(
            place, f"{prefix}start, {prefix}end are {reading.show_value(span)}", "Give two whole numbers."
        ) from None
    if not 0 <= start < end <= length:
        raise _refuse(
            place, f"{prefix}start {start}, {prefix}end {end} do not lie in a text of {length} characters", ""
        )
    return {f"{prefix}start": start, f"{prefix}end": end}


def _refuse(place: int, found: str, advice: str) -> ValueError:
    return ValueError(f"corrections, row {place}: {found}. {advice or 'Correct the offsets.'}")


def _find(rows: list[dict], wanted: Mapping, *, place: int) -> int:
    keys = ("article_id", "start", "end")
    hits = [i for i, row in enumerate(rows) if all(row[key] == wanted[key] for key in keys)]
    if len(hits) != 1:
        raise _refuse(
            place,
            f"{len(hits)} attributions of {wanted['article_id']} have the content {wanted['start']}:{wanted['end']}",
            "Give the offsets of exactly one row.",
        )
    return hits[0]


def _read_article(article_id: str, tokens: pd.DataFrame, texts: Mapping[str, str]) -> Tree:
    return build_tree(tokens[tokens["article_id"] == article_id], texts[article_id])


def _correct(before: Mapping | None, wanted: Mapping, rows: list[dict], tree: Tree) -> dict:
    """Return the row as it is after the correction, what follows from offsets counted anew."""
    row = dict(before) if before else _new_row(wanted, rows)
    row |= {column: wanted[column] for column in VALUES if column in wanted}
    for prefix in ("cue_", "source_"):
        if f"{prefix}start" in wanted:
            start, end = wanted[f"{prefix}start"], wanted[f"{prefix}end"]
            row |= {f"{prefix}start": start, f"{prefix}end": end, f"{prefix}text": tree.source[start:end]}
    row |= {"start": wanted.get("new_start", wanted["start"]), "end": wanted.get("new_end", wanted["end"])}
    n_words, n_quoted = count_words(tree, row["start"], row["end"])
    row |= {"n_words": n_words, "n_quoted_words": n_quoted, "position": row["start"] / max(len(tree.source), 1)}
    return row | {"rule": "hand", "coder": wanted["coder"]}


def _new_row(wanted: Mapping, rows: list[dict]) -> dict:
    taken = [row["attribution_id"] for row in rows if row["article_id"] == wanted["article_id"]]
    defaults = {"form": "indirect", "level": "core", "zone": "body", "position": wanted["start"]}
    return {"article_id": wanted["article_id"], "attribution_id": max(taken, default=-1) + 1, "part": 0, **defaults}


def _describe(wanted: Mapping, before: Mapping | None, after: Mapping | None) -> dict:
    shown = ("start", "end", "form", "level", "source_name", "source_kind", "naming", "cue_lemma")
    texts = [None if row is None else ", ".join(f"{key}={row.get(key)}" for key in shown) for row in (before, after)]
    keys = ("action", "article_id", "start", "end", "coder", "note")
    return {**{key: wanted.get(key) for key in keys}, "before": texts[0], "after": texts[1]}
