"""From blocks to sentences and tokens."""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd

from workbench.language import normalise, parser, quotes
from workbench.language.cache import read_entry, write_entry
from workbench.language.words import split_words, word_starts
from workbench.schema import TABLES, make_table, require_columns

_KEPT = [*(column for column in TABLES["tokens"] if column != "article_id"), "word_start"]
_SENTENCE_COLUMNS = ["article_id", "block_id", "sentence_id", "start", "end", "zone", "n_words"]


def segment_text(
    articles: pd.DataFrame, blocks: pd.DataFrame, *, cache: bool = True
) -> tuple[pd.DataFrame, pd.DataFrame]:
    r"""Return the sentences and tokens of the blocks of some articles.

    Needs the columns article_id and text of `articles` and article_id, block_id, start, end and zone of `blocks`. Each
    block is parsed by itself, so no sentence crosses a heading or a paragraph. `split_sentences` says what ends a
    sentence, `split_words` what a word is.

    Parameters
    ----------
    articles : DataFrame
        One row per article.
    blocks : DataFrame
        One row per block, as `workbench.corpus.classify_blocks` makes it; articles without blocks give no rows.
    cache : bool
        Keep parses on disk and use those kept. A parse is found by the texts, bounds and zones of the article's blocks,
        the model and the version of this package; a damaged one is made again.

    Returns
    -------
    tuple of (DataFrame, DataFrame)
        *sentences*, one row each, by article_id and sentence_id: article_id, block_id, sentence_id, start, end, zone,
        n_words (orthographic words: "don't" and "well-known" are one each).
        *tokens*, one row each (space is none), by article_id and token_id: article_id, block_id, sentence_id, token_id,
        start, end, text, lower (typographically normalised and lower-cased), lemma, pos, tag (Universal and Penn
        parts of speech), dep, head_id (token_id of the head; a root has its own), ent_type, ent_iob, is_word (has a
        letter or a digit), zone, voice ("quotation" between quotation marks, else "narrator"; a first version, refined
        by `workbench.measures.sources`), word_start (where the orthographic word starts that the token is part of, or
        the token itself: to count words rather than tokens, count distinct word_start among those with is_word). sentence_id and token_id run
        from 0 in each article over all its blocks. Offsets are into ``articles.text``.

    Raises
    ------
    KeyError
        If a needed column is missing.
    ValueError
        If a block names an article that is not there, or reaches past its text.
    ModuleNotFoundError
        If no English model for spaCy is installed.

    Notes
    -----
    Do not compare n_words with the word counts of tools that count "don't" or "well-known" as two.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ['Talks fail\nMarn said: "We don’t agree." He left.']})
    >>> blocks = pd.DataFrame(
    ...     {"article_id": "a", "block_id": [0, 1], "start": [0, 11], "end": [10, 48], "zone": ["headline", "body"]}
    ... )
    >>> sentences, tokens = segment_text(articles, blocks)
    >>> sentences[["sentence_id", "start", "end", "zone", "n_words"]].values.tolist()
    [[0, 0, 10, 'headline', 2], [1, 11, 39, 'body', 5], [2, 40, 48, 'body', 2]]
    >>> tokens[tokens["voice"] == "quotation"].lower.tolist()
    ['"', 'we', 'do', "n't", 'agree', '.', '"']
    """
    require_columns(articles, ("article_id", "text"), name="articles")
    require_columns(blocks, ("article_id", "block_id", "start", "end", "zone"), name="blocks")
    texts = dict(zip(articles["article_id"], articles["text"].fillna(""), strict=True))
    _check_blocks(texts, blocks)
    tables = [
        _segment_article(texts[article_id], group.sort_values("block_id"), cache=cache).assign(article_id=article_id)
        for article_id, group in blocks.groupby("article_id", sort=True)
    ]
    tokens = make_table(pd.concat(tables, ignore_index=True) if tables else _no_tokens(), "tokens")
    tokens = tokens.astype({"word_start": "int32"})
    return list_sentences(tokens), tokens


def list_sentences(tokens: pd.DataFrame) -> pd.DataFrame:
    """Return the sentences that a token table is made of.

    Needs the columns article_id, block_id, sentence_id, start, end, zone, is_word and word_start.

    Returns
    -------
    DataFrame
        The *sentences* of `segment_text`.

    Examples
    --------
    >>> row = {"article_id": "a", "block_id": 0, "sentence_id": 0, "zone": "body", "is_word": True}
    >>> tokens = pd.DataFrame([row | {"start": 0, "end": 2, "word_start": 0}, row | {"start": 2, "end": 5, "word_start": 0}])
    >>> list_sentences(tokens)[["start", "end", "n_words"]].values.tolist()
    [[0, 5, 1]]
    """
    require_columns(tokens, [*_SENTENCE_COLUMNS[:-1], "is_word", "word_start"], name="tokens")
    groups = tokens.groupby(["article_id", "sentence_id"], sort=True)
    sentences = groups.agg(
        block_id=("block_id", "first"), start=("start", "min"), end=("end", "max"), zone=("zone", "first")
    )
    words = tokens[tokens["is_word"]].groupby(["article_id", "sentence_id"])["word_start"].nunique()
    sentences["n_words"] = words.reindex(sentences.index, fill_value=0)
    return make_table(sentences.reset_index(), "sentences")


def _check_blocks(texts: dict[str, str], blocks: pd.DataFrame) -> None:
    for article_id, end in blocks.groupby("article_id")["end"].max().items():
        if article_id not in texts:
            raise ValueError(
                f"blocks names the article {article_id!r}, which articles does not have; pass the blocks made from these articles."
            )
        if end > len(texts[article_id]):
            raise ValueError(
                f"blocks reaches to offset {end} in article {article_id!r}, whose text has {len(texts[article_id])} characters; "
                "pass the blocks made from these articles."
            )


def _segment_article(text: str, blocks: pd.DataFrame, *, cache: bool) -> pd.DataFrame:
    """Return the tokens of one article without its id, from the cache where they are kept."""
    rows = list(blocks[["block_id", "start", "end", "zone"]].itertuples(index=False, name=None))
    if not cache:
        return _parse_article(text, rows)
    key = _entry_key(text, rows)
    kept = read_entry(key)
    if kept is None or list(kept.columns) != _KEPT:
        kept = _parse_article(text, rows)
        write_entry(key, kept)
    return kept


def _entry_key(text: str, rows: list[tuple]) -> str:
    """Name a parse by all it depends on."""
    content = [[int(block), int(start), int(end), str(zone), text[start:end]] for block, start, end, zone in rows]
    return hashlib.sha256(json.dumps([content, parser.parser_info(), _code_version()]).encode()).hexdigest()


@lru_cache(maxsize=1)
def _code_version() -> str:
    return parser.hash_files(Path(__file__).parent, pattern="*.py")


def _parse_article(text: str, rows: list[tuple]) -> pd.DataFrame:
    contents = [_join_lines(text[start:end]) for _, start, end, _ in rows]
    parses = zip(contents, rows, parser.parse_texts(contents), strict=True)
    tokens = _number_rows(text, [_block_tokens(content, row, parsed) for content, row, parsed in parses])
    quoted = quotes.mark_quoted(tokens["start"].to_numpy(), quotes.list_quotations(text, [row[1:] for row in rows]))
    return tokens.assign(voice=np.where(quoted, "quotation", "narrator"))[_KEPT]


def _join_lines(content: str) -> str:
    """Put a space for each line end inside a paragraph, so that wrapped lines read on; offsets stay."""
    lines = content.replace("\r", "\n").split("\n")
    joints = ("\n" if not a.strip() or not b.strip() else " " for a, b in pairwise(lines))
    return lines[0] + "".join(joint + line for joint, line in zip(joints, lines[1:], strict=True))


def _block_tokens(content: str, row: tuple, parsed: dict[str, list]) -> pd.DataFrame:
    block_id, start, _, zone = row
    tokens = pd.DataFrame(parsed)
    tokens["word_start"] = word_starts(parsed["start"], parsed["end"], split_words(content)) + start
    tokens[["start", "end"]] += start
    return tokens.assign(block_id=block_id, zone=zone)


def _number_rows(text: str, tables: list[pd.DataFrame]) -> pd.DataFrame:
    """Join the blocks' tokens, with sentences, tokens and heads numbered through the article."""
    first_token = first_sentence = 0
    for table in tables:
        table["token_id"] = np.arange(first_token, first_token + len(table))
        table["head_id"] = table["head"].astype("int64") + first_token
        table["sentence_id"] = table["sentence"].astype("int64") + first_sentence
        first_token += len(table)
        first_sentence += int(table["sentence"].max()) + 1 if len(table) else 0
    kept = [table for table in tables if len(table)]
    tokens = pd.concat(kept, ignore_index=True) if kept else _no_tokens()
    return _add_forms(text, tokens)


def _add_forms(text: str, tokens: pd.DataFrame) -> pd.DataFrame:
    """Add the forms of the tokens; the work on characters is done once for each type."""
    forms = [text[start:end] for start, end in zip(tokens["start"], tokens["end"], strict=True)]
    lower = {form: normalise.normalise_text(form)[0].lower() for form in set(forms)}
    is_word = {form: any(char.isalnum() for char in form) for form in lower}
    return tokens.assign(
        text=pd.Series(forms, dtype="str", index=tokens.index),
        lower=pd.Series([lower[form] for form in forms], dtype="str", index=tokens.index),
        is_word=pd.Series([is_word[form] for form in forms], dtype="bool", index=tokens.index),
    )


def _no_tokens() -> pd.DataFrame:
    return make_table([], "tokens").assign(word_start=pd.Series(dtype="int64"))
