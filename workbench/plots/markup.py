"""Tables, keyword-in-context lines, marked text and changes word by word as HTML; every text is escaped here, once."""

from __future__ import annotations

import html
import itertools
from collections.abc import Iterable, Mapping

import pandas as pd

from workbench.plots.captions import format_number
from workbench.schema import require_at_least, require_columns

CELL = "border-bottom:1px solid #767676;padding:3px 8px;vertical-align:top;white-space:pre-line;"
MARK_STYLES: Mapping[str, str] = {
    "content": "text-decoration:underline solid #0072B2 2px;background:rgba(86,180,233,.18)",
    "source": "text-decoration:underline double #D55E00 3px;background:rgba(230,159,0,.20)",
    "positive": "text-decoration:underline solid #0072B2 2px;background:rgba(86,180,233,.18)",
    "negative": "text-decoration:underline wavy #D55E00 2px;background:rgba(230,159,0,.20)",
    "term": "text-decoration:underline dashed #009E73 2px;background:rgba(0,158,115,.14)",
    "cue": "text-decoration:underline dotted #009E73 3px;background:rgba(0,158,115,.16)",
}
PLAIN_MARK = "text-decoration:underline dashed #555 2px;background:rgba(127,127,127,.14)"
CHANGES = {
    "cut": "text-decoration:line-through 2px;background:rgba(213,94,0,.16)",
    "added": "text-decoration:underline double 2px;background:rgba(0,158,115,.16)",
}
TAG = "font-size:.75em;font-weight:bold;font-family:monospace"
MAX_ROWS = 40
SHORT = 24
LONG_WORD = 12


class Markup(str):
    """HTML that shows itself in a notebook; otherwise plain text."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return str(self)


def escape(text: object) -> str:
    """Return `text` safe to stand in HTML; a missing value is empty.

    Examples
    --------
    >>> escape("<b>"), escape(None)
    ('&lt;b&gt;', '')
    """
    if pd.isna(text):
        return ""
    return html.escape(str(text), quote=True)


def show_table(
    table: pd.DataFrame, *, title: str = "", columns: Iterable[str] | None = None, max_rows: int = MAX_ROWS
) -> Markup:
    """Return `table` as an HTML table for reading: headers marked as such, numbers rounded, text escaped.

    Parameters
    ----------
    table : DataFrame
        Any table.
    title : str
        The table's caption.
    columns : iterable of str
        The columns to show, in order; all of them where not given.
    max_rows : int
        Rows shown; a line under the table says how many were left out.

    Returns
    -------
    Markup
        HTML that a notebook shows.

    Raises
    ------
    KeyError
        If a named column is missing.
    ValueError
        If `max_rows` is below 1.

    Examples
    --------
    >>> "0.33" in show_table(pd.DataFrame({"rate": [1 / 3]}))
    True
    """
    require_at_least(max_rows, 1, name="max_rows")
    names = list(table.columns if columns is None else columns)
    require_columns(table, names, name="table")
    if table.empty:
        return Markup(f"<p><em>{escape(title)}{': ' if title else ''}no rows.</em></p>")
    sides = ["right" if pd.api.types.is_numeric_dtype(table[name]) else "left" for name in names]
    head = "".join(
        f'<th scope="col" style="{CELL}{_fit(name)}text-align:{side}">{escape(_spell(name))}</th>'
        for name, side in zip(names, sides, strict=True)
    )
    spelt = pd.DataFrame({name: _spell_values(table[name].head(max_rows)) for name in names}, columns=names)
    body = "".join(_row(row, sides) for row in spelt.itertuples(index=False))
    more = len(table) - max_rows
    note = f"<p>{more:,} more row{'' if more == 1 else 's'} in the table.</p>" if more > 0 else ""
    caption = f'<caption style="text-align:left;font-weight:bold">{escape(title)}</caption>' if title else ""
    return Markup(
        f'<div style="overflow-x:auto"><table style="border-collapse:collapse;font-size:.92em">{caption}'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}</div>"
    )


def _spell(name: object) -> str:
    return str(name).replace("_", " ")


def _fit(name: object) -> str:
    """Let a long name, such as an article's, break anywhere rather than push other columns out of sight."""
    longest = max(map(len, _spell(name).split()), default=0)
    return "overflow-wrap:anywhere;min-width:5.5em;" if longest > LONG_WORD else ""


def _row(values: Iterable, sides: Iterable[str]) -> str:
    cells = (_cell(value, side) for value, side in zip(values, sides, strict=True))
    return f"<tr>{''.join(cells)}</tr>"


def _cell(text: str, side: str) -> str:
    wrap = "white-space:pre;" if len(text) <= SHORT else ""
    return f'<td style="{CELL}{wrap}text-align:{side}">{escape(text)}</td>'


def _spell_values(values: pd.Series) -> list[str]:
    if pd.api.types.is_bool_dtype(values):
        return ["yes" if value else "no" for value in values]
    if not pd.api.types.is_numeric_dtype(values):
        return ["–" if pd.api.types.is_scalar(value) and pd.isna(value) else str(value) for value in values]
    known = values.dropna()
    digits = 0 if (known == known.round()).all() else 2
    return ["–" if pd.isna(value) else format_number(float(value), digits=digits) for value in values]


def show_contexts(contexts: pd.DataFrame, *, max_rows: int = MAX_ROWS) -> Markup:
    """Return keyword-in-context lines as an HTML table: the words before, the node in bold, the words after.

    Needs the columns article_id, left, node and right; zone and voice are shown where they are there.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> line = {"article_id": "a", "left": "the", "node": "<truce>", "right": "held"}
    >>> "<b>&lt;truce&gt;</b>" in show_contexts(pd.DataFrame([line]))
    True
    """
    require_columns(contexts, ("article_id", "left", "node", "right"), name="contexts")
    if contexts.empty:
        return Markup("<p><em>No line: the texts chosen do not hold these words.</em></p>")
    further = [name for name in ("zone", "voice") if name in contexts]
    head = "".join(
        f'<th scope="col" style="{CELL}text-align:{side}">{name}</th>'
        for name, side in [("article", "left"), ("before", "right"), ("node", "center"), ("after", "left")]
    ) + "".join(f'<th scope="col" style="{CELL}text-align:left">{name}</th>' for name in further)
    body = "".join(_context_row(line, further) for line in contexts.head(max_rows).to_dict("records"))
    more = len(contexts) - max_rows
    note = f"<p>{more:,} more lines in the table.</p>" if more > 0 else ""
    return Markup(
        '<div style="overflow-x:auto"><table style="border-collapse:collapse;font-size:.92em">'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}</div>"
    )


def _context_row(line: Mapping, further: Iterable[str]) -> str:
    cells = [
        f'<td style="{CELL}">{escape(line["article_id"])}</td>',
        f'<td style="{CELL}text-align:right">{escape(line["left"])}</td>',
        f'<td style="{CELL}text-align:center"><b>{escape(line["node"])}</b></td>',
        f'<td style="{CELL}">{escape(line["right"])}</td>',
        *(f'<td style="{CELL}">{escape(line[name])}</td>' for name in further),
    ]
    return "<tr>" + "".join(cells) + "</tr>"


def mark_text(text: str, spans: pd.DataFrame) -> Markup:
    """Return `text` as escaped HTML with its spans marked by underline style, bracketed tag and colour.

    Without any colour or style the text still reads "[source 2: the minister] said [content 2: ...]".

    Parameters
    ----------
    text : str
        The article as it is.
    spans : DataFrame
        Columns start, end (code points, end exclusive), kind and tag. Spans may overlap.

    Returns
    -------
    Markup
        HTML that a notebook shows.

    Raises
    ------
    KeyError
        If a column is missing.
    ValueError
        If a span does not lie in the text.

    Examples
    --------
    >>> spans = pd.DataFrame({"start": [0], "end": [2], "kind": ["source"], "tag": ["source 1"]})
    >>> "[source 1: " in mark_text("Jo spoke.", spans)
    True
    """
    require_columns(spans, ("start", "end", "kind", "tag"), name="spans")
    rows = _check_spans(spans, len(text))
    edges = sorted({0, len(text), *(row["start"] for row in rows), *(row["end"] for row in rows)})
    parts = []
    for start, end in itertools.pairwise(edges):
        parts += [_tag(f"[{row['tag']}: ") for row in rows if row["start"] == start]
        parts.append(
            _piece(text[start:end], [row["kind"] for row in rows if row["start"] <= start and end <= row["end"]])
        )
        parts += [_tag("]") for row in rows if row["end"] == end]
    style = "white-space:pre-wrap;line-height:1.75;max-width:48em"
    return Markup(f'<div style="{style}" dir="auto">{"".join(parts)}</div>')


def _check_spans(spans: pd.DataFrame, length: int) -> list[dict]:
    rows = spans.sort_values(["start", "end"], ascending=[True, False], kind="stable").to_dict("records")
    for row in rows:
        if not 0 <= row["start"] < row["end"] <= length:
            raise ValueError(
                f"spans holds {row['start']}:{row['end']}, which does not lie in a text of {length} characters. "
                "Give the spans that belong to this article."
            )
    return rows


def _tag(text: str) -> str:
    return f'<span style="{TAG}">{escape(text)}</span>'


def _piece(text: str, kinds: list[str]) -> str:
    if not kinds:
        return escape(text)
    style = MARK_STYLES.get(kinds[-1], PLAIN_MARK)
    return f'<span style="{style}">{escape(text)}</span>'


def mark_blocks(text: str, blocks: pd.DataFrame) -> Markup:
    """Return the article as HTML, each block behind the bracketed name of its zone; what is not body is set apart.

    Needs the columns start, end, zone, rule and confidence.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> blocks = pd.DataFrame({"start": [0], "end": [4], "zone": ["body"], "rule": ["default"], "confidence": [1.0]})
    >>> "[body]" in mark_blocks("Jo & Al", blocks)
    True
    """
    require_columns(blocks, ("start", "end", "zone", "rule", "confidence"), name="blocks")
    lines = [_block_line(text, row) for row in blocks.sort_values("start").to_dict("records")]
    return Markup('<div style="max-width:50em" dir="auto">' + "".join(lines) + "</div>")


def _block_line(text: str, row: Mapping) -> str:
    is_body = row["zone"] == "body"
    border = "2px solid transparent" if is_body else "4px double #D55E00"
    style = f"margin:.3em 0;padding-left:.6em;border-left:{border};white-space:pre-wrap"
    sure = "" if is_body else f" · {row['rule']} · confidence {format_number(float(row['confidence']))}"
    tag = _tag(f"[{row['zone']}]{sure} ")
    return f'<div style="{style}">{tag}{escape(text[int(row["start"]) : int(row["end"])])}</div>'


def mark_changes(diff: pd.DataFrame) -> Markup:
    """Return two versions as one line of HTML: what was cut is struck out, what was added underlined, each with a tag.

    Without any style the text still reads "open [cut: the] [changed: doors > gates]".

    Needs the columns change, word_a and word_b, as `diff_words` makes them.

    Raises
    ------
    KeyError
        If a column is missing.

    Examples
    --------
    >>> diff = pd.DataFrame({"change": ["same", "cut"], "word_a": ["leave", "<it>"], "word_b": ["leave", None]})
    >>> "[cut: " in mark_changes(diff), "<it>" in mark_changes(diff)
    (True, False)
    """
    require_columns(diff, ("change", "word_a", "word_b"), name="diff")
    runs = (diff["change"] != diff["change"].shift()).cumsum()
    pieces = [_mark_run(rows) for _, rows in diff.groupby(runs, sort=True)]
    return Markup(f'<div style="line-height:1.75;max-width:48em" dir="auto">{" ".join(pieces)}</div>')


def _mark_run(rows: pd.DataFrame) -> str:
    change = rows["change"].iloc[0]
    old, new = (" ".join(rows[side].dropna()) for side in ("word_a", "word_b"))
    if change == "same":
        return escape(new)
    shown = _style(old, "cut") + " &gt; " + _style(new, "added") if change == "changed" else _style(old or new, change)
    return f'<span style="{TAG}">[{change}: </span>{shown}<span style="{TAG}">]</span>'


def _style(words: str, change: str) -> str:
    name = "del" if change == "cut" else "ins"
    return f'<{name} style="{CHANGES[change]}">{escape(words)}</{name}>'
