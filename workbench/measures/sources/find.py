"""The attributions of a corpus: every rule over every article, as one table."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from workbench.corpus.config import CorpusConfig
from workbench.measures.sources.corrections import apply_corrections
from workbench.measures.sources.extract import extract_findings
from workbench.measures.sources.insets import find_insets
from workbench.measures.sources.marks import find_quotes
from workbench.measures.sources.speakers import resolve_sources
from workbench.measures.sources.table import make_rows
from workbench.schema import TABLES, make_table, require_columns
from workbench.tokens.tree import build_tree

SEARCHED_ZONES = ("headline", "standfirst", "crosshead", "body", "caption")


def find_attributions(
    tokens: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    config: CorpusConfig | None = None,
    corrections: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return who says what in each article: source, cue and content of every attributed statement.

    Needs the tables tokens (as `language.segment_text` makes it), articles and blocks.

    An attribution is source + cue + content (PARC 3; PolNeAR). Level *core* is speech; *wide* adds beliefs, intentions,
    decisions. Statements are looked for in headline, standfirst, crosshead, body and caption; embedded posts and pull
    quotes are taken whole, by zone; teasers and boilerplate never speak. A cue inside quotation marks is the quoted
    speaker's own word and makes no attribution. A quotation that no rule explains is listed without a source: as a
    *snippet* (function unclear) up to four words. Titles of works are left to `account_quotations`.

    Parameters
    ----------
    tokens, articles, blocks : DataFrame
        The tables of a corpus.
    config : CorpusConfig, optional
        Aliases of sources, entities with their kinds, and the parties.
    corrections : DataFrame, optional
        Corrections by hand (`read_corrections`), applied last.

    Returns
    -------
    DataFrame
        `attributions`: one row per contiguous piece of content; pieces of one statement share attribution_id and are
        numbered by `part`. Offsets are code points into `articles.text`, NaN where a cue or source is missing; n_words
        and n_quoted_words are orthographic words of the piece; position is start / length of the text; outer_id names
        the attribution whose content holds the cue; `rule` names the rule that found it. Sorted by article,
        attribution_id and part.

    Raises
    ------
    KeyError
        If a table lacks a column.
    ValueError
        If `articles` lacks an article of `tokens`, or a correction is not clear.

    Notes
    -----
    Never complete: `benchmarks/validity_attribution.py` prints precision and recall on human labels, and
    `docs/attribution_errors.md` says what is missed. Show that error beside every sourcing figure.

    Examples
    --------
    >>> from workbench.schema import make_table
    >>> len(find_attributions(make_table([], "tokens"), articles=make_table([], "articles"), blocks=make_table([], "blocks")))
    0
    """
    require_columns(tokens, TABLES["tokens"], name="tokens")
    require_columns(articles, ("article_id", "text"), name="articles")
    require_columns(blocks, ("article_id", "block_id", "start", "end", "zone"), name="blocks")
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    missing = sorted(set(tokens["article_id"]) - set(texts))
    if missing:
        raise ValueError(f"articles lacks {missing[0]!r}, which tokens has. Pass the articles that were segmented.")
    found = make_table(_find_rows(tokens, blocks, texts), "attributions")
    found = resolve_sources(found, tokens, articles=articles, config=config)
    return found if corrections is None else apply_corrections(found, corrections, articles=articles)[0]


def _find_rows(tokens: pd.DataFrame, blocks: pd.DataFrame, texts: dict[str, str]) -> Iterator[dict[str, object]]:
    searched = dict(tuple(tokens[tokens["zone"].isin(SEARCHED_ZONES)].groupby("article_id")))
    placed = dict(tuple(blocks.groupby("article_id")))
    for article_id, text in texts.items():
        rows = list(_find_in_prose(searched.get(article_id), text))
        groups: dict[object, int] = {}
        number = 1 + max((int(row["attribution_id"]) for row in rows), default=-1)
        if article_id in placed:
            for row in find_insets(placed[article_id], text):
                attribution = groups.setdefault(row.pop("group"), number + len(groups))
                yield row | {"article_id": article_id, "attribution_id": attribution}
        yield from rows


def _find_in_prose(tokens: pd.DataFrame | None, text: str) -> Iterator[dict[str, object]]:
    if tokens is None or tokens.empty:
        return
    tree = build_tree(tokens, text)
    quotes = find_quotes(tree)
    yield from make_rows(tree, extract_findings(tree, quotes), quotes)
