"""Column names and dtypes of every table, the codes that may stand in them, and how a refusal is worded.

The tables are the API: every measure takes some of them and returns one. Ids are columns, never the index; rows are
sorted by their ids; undefined is NaN, never 0; offsets are Unicode code points into ``articles.text``, end exclusive.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

TEXT, INT, COUNT, NUMBER, FLAG = "str", "int64", "Int64", "float64", "bool"
SMALL, CODED = "int32", "category"  # of the token table alone: a token takes 43 bytes and its share of the dictionaries

ZONES = (
    "headline",
    "standfirst",
    "byline",
    "dateline",
    "crosshead",
    "body",
    "caption",
    "pullquote",
    "teaser",
    "social",
    "boilerplate",
)
VOICES = ("narrator", "paraphrase", "quotation")
FORMS = (
    "direct",
    "mixed",
    "snippet",
    "indirect",
    "noun",
    "hearsay",
    "second-hand",
    "embed",
    "pullquote",
)
LEVELS = ("core", "wide")
SOURCE_KINDS = {
    "GOV": "government, head of state or ministry",
    "MIL": "armed forces of a state",
    "SEC": "police or intelligence service",
    "NSAG": "non-state armed group, its political office included",
    "ADM": "de-facto or local administration and its agencies",
    "IGO": "United Nations and other intergovernmental bodies",
    "MED": "mediator acting as such",
    "NGO": "humanitarian or rights organisation",
    "LEG": "opposition, parliament or court",
    "EXP": "academic, analyst or think tank",
    "CIV": "civilian: resident, displaced person, witness",
    "VIC": "directly affected person or family, released hostage or detainee",
    "PUB": "protest, poll, street",
    "JRN": "the outlet's own reporting",
    "AGY": "news agency",
    "OTH-MEDIA": "another outlet",
    "DOC": "document, dataset or database",
    "SOC": "post by an unidentified account",
    "UNK": "not known",
}
NAMINGS = (
    "named person",
    "named organisation",
    "office only",
    "anonymous individual",
    "anonymous group",
    "none",
)
CHANNELS = (
    "press conference",
    "interview",
    "written statement",
    "social post",
    "document",
    "speech",
    "other media",
    "unstated",
)

_COLUMNS = {  # one table a paragraph: a column, its dtype where it is not str
    "articles": """
        article_id, label, outlet, title, byline, published, text, source_file, encoding, sha256
    """,
    "blocks": """
        article_id, block_id int64, start int64, end int64, zone, rule, confidence float64
    """,
    "warnings": """
        article_id, rule, start int64, end int64, message
    """,
    "sentences": """
        article_id, block_id int64, sentence_id int64, start int64, end int64, zone, n_words int64
    """,
    "tokens": """
        article_id category, block_id int32, sentence_id int32, token_id int32, start int32, end int32, text category,
        lower category, lemma category, pos category, tag category, dep category, head_id int32, ent_type category,
        ent_iob category, is_word bool, zone category, voice category
    """,
    "attributions": """
        article_id, attribution_id int64, part int64, form, level, zone, start int64, end int64, cue_start Int64,
        cue_end Int64, cue_text, cue_lemma, cue_family, cue_stance float64, source_start Int64, source_end Int64,
        source_text, source_name, source_kind, naming, side, channel, descriptor, n_words int64, n_quoted_words int64,
        position float64, outer_id Int64, rule, coder
    """,
    "sources": """
        article_id, source_name, source_kind, naming, side, descriptor, n_attributions int64, n_words int64,
        n_quoted_words int64, word_share float64, first_position float64
    """,
    "quantities": """
        article_id, quantity_id int64, start int64, end int64, value float64, low float64, high float64, qualifier,
        unit, act, agent, window, credited_to, descriptor, attribution_id Int64, voice
    """,
    "mentions": """
        article_id, mention_id int64, start int64, end int64, entity, form, label, voice, zone
    """,
    "clauses": """
        article_id, clause_id int64, start int64, end int64, act, act_kind, agent, patient, construction, recoverable,
        voice, zone
    """,
    "hits": """
        article_id, start int64, end int64, lexicon, category, term, weight float64, voice, zone
    """,
    "scores": """
        article_id, measure, voice, zones, value float64, low float64, high float64, n_words int64, n_sentences int64,
        reason
    """,
    "keyness": """
        group, term, n_group int64, n_rest int64, words_group int64, words_rest int64, measure, value float64, low
        float64, high float64, p_value float64, q_value float64, null_low float64, null_high float64
    """,
    "passages": """
        a_id, a_start int64, a_end int64, b_id, b_start int64, b_end int64, n_words int64, in_quotation bool
    """,
    "quotations": """
        utterance_id int64, article_id, start int64, end int64, relation, similarity float64
    """,
}


def _read_columns(spec: str) -> dict[str, str]:
    pairs = (item.split() for item in spec.split(","))
    return {pair[0]: pair[1] if len(pair) > 1 else TEXT for pair in pairs}


TABLES: Mapping[str, Mapping[str, str]] = {name: _read_columns(spec) for name, spec in _COLUMNS.items()}

SORT_KEYS: Mapping[str, tuple[str, ...]] = {
    "articles": ("article_id",),
    "blocks": ("article_id", "block_id"),
    "warnings": ("article_id", "start", "end", "rule"),
    "sentences": ("article_id", "sentence_id"),
    "tokens": ("article_id", "token_id"),
    "attributions": ("article_id", "attribution_id", "part"),
    "sources": ("article_id", "first_position", "source_name"),
    "quantities": ("article_id", "quantity_id"),
    "mentions": ("article_id", "mention_id"),
    "clauses": ("article_id", "clause_id"),
    "hits": ("article_id", "start", "end", "lexicon", "category"),
    "scores": ("article_id", "measure", "voice", "zones"),
    "keyness": ("group", "measure", "term"),
    "passages": ("a_id", "a_start", "b_id", "b_start"),
    "quotations": ("utterance_id", "article_id", "start"),
}


def make_table(rows: Iterable[Mapping] | pd.DataFrame, name: str) -> pd.DataFrame:
    """Return `rows` as the table `name`: its columns in order, its dtypes, sorted by its ids.

    Columns that `rows` lacks are filled with NaN where the dtype has one; further columns are kept at the end.

    Raises
    ------
    ValueError
        If a column that cannot hold NaN (an id, an offset, a count) is missing.

    Examples
    --------
    >>> make_table([{"article_id": "b", "rule": "r", "start": 0, "end": 3, "message": "m"}], "warnings").columns.tolist()
    ['article_id', 'rule', 'start', 'end', 'message']
    >>> len(make_table([], "keyness"))
    0
    """
    columns = TABLES[name]
    df = rows.copy() if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows))
    if df.empty and not len(df.columns):
        df = pd.DataFrame({column: pd.Series(dtype=dtype) for column, dtype in columns.items()})
    for column, dtype in columns.items():
        if column not in df:
            df[column] = _missing(column, dtype, name)
    df = df.astype(dict(columns))
    further = [column for column in df.columns if column not in columns]
    return df[[*columns, *further]].sort_values(list(SORT_KEYS[name]), kind="stable", ignore_index=True)


def _missing(column: str, dtype: str, name: str) -> object:
    if dtype in (INT, SMALL, FLAG):
        raise ValueError(
            f"table {name!r} lacks the column {column!r}, which cannot be left empty; give it a value in every row."
        )
    return pd.NA if dtype == COUNT else float("nan") if dtype == NUMBER else None


def require_columns(df: pd.DataFrame, columns: Iterable[str], *, name: str) -> None:
    """Refuse a frame that lacks a needed column, naming what it has.

    Raises
    ------
    KeyError
        Naming the parameter, the missing columns and the columns found.

    Examples
    --------
    >>> require_columns(pd.DataFrame({"a": [1]}), ["a"], name="tokens")
    """
    missing = [column for column in columns if column not in df.columns]
    if missing:
        raise KeyError(
            f"{name} lacks the column(s) {', '.join(missing)}; it has {', '.join(map(str, df.columns))}. "
            f"Pass the {name} table as the workbench makes it."
        )


def require_choice(value: object, allowed: Iterable[str], *, name: str) -> None:
    """Refuse a value outside the allowed ones, in one sentence.

    Raises
    ------
    ValueError
        Naming the parameter, what was found and what is allowed.

    Examples
    --------
    >>> require_choice("body", ZONES, name="zone")
    """
    allowed = tuple(allowed)
    if value not in allowed:
        raise ValueError(f"{name} is {value!r}; allowed are {', '.join(map(repr, allowed))}. Choose one of these.")


def require_at_least(value: float, least: float, *, name: str) -> None:
    """Refuse a number below its least value, in one sentence.

    Raises
    ------
    ValueError
        Naming the parameter, what was found and the least value allowed.

    Examples
    --------
    >>> require_at_least(3, 1, name="window")
    """
    if not value >= least:
        raise ValueError(f"{name} is {value!r}; it must be {least} or more. Give a larger number.")
