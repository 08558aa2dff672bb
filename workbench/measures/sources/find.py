"""The attributions of a corpus: every rule over every article, and what it finds as the rows of one table."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from workbench.corpus.config import CorpusConfig
from workbench.measures.sources.quotes import SNIPPET_WORDS, count_words, find_quotes
from workbench.measures.sources.rules.candidates import Accepted, Candidate
from workbench.measures.sources.rules.labels import list_displayed
from workbench.measures.sources.rules.order import find_candidates
from workbench.measures.sources.speakers import resolve_sources
from workbench.schema import TABLES, make_table, require_columns
from workbench.tokens.tree import Tree, build_tree

FORMS_OF_RULES = frozenset({"second-hand", "hearsay", "noun"})  # whatever stands between marks
SEARCHED_ZONES = ("headline", "standfirst", "crosshead", "body", "caption")


def find_attributions(
    tokens: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    blocks: pd.DataFrame,
    config: CorpusConfig | None = None,
) -> pd.DataFrame:
    """Return who says what in each article: source, cue and content of every attributed statement.

    Needs the tables tokens (as `language.segment_text` makes it), articles and blocks.

    An attribution is source + cue + content (PARC 3; PolNeAR). Level *core* is speech; *wide* adds beliefs, intentions,
    decisions. Statements are looked for in headline, standfirst, crosshead, body and caption; embedded posts and pull
    quotes are taken whole, by zone; teasers and boilerplate never speak. A cue inside quotation marks is the quoted
    speaker's own word and makes no attribution. A quotation that no rule explains is listed without a source: as a
    *snippet* (function unclear) up to four words. Titles of works and terms
    between marks are no attributions.

    Parameters
    ----------
    tokens, articles, blocks : DataFrame
        The tables of a corpus.
    config : CorpusConfig, optional
        Aliases of sources, entities with their kinds, and the parties.

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
        If `articles` lacks an article of `tokens`.

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
    return resolve_sources(found, tokens, articles=articles, config=config)


def _find_rows(tokens: pd.DataFrame, blocks: pd.DataFrame, texts: dict[str, str]) -> Iterator[dict[str, object]]:
    searched = dict(tuple(tokens[tokens["zone"].isin(SEARCHED_ZONES)].groupby("article_id")))
    placed = dict(tuple(blocks.sort_values("block_id").groupby("article_id")))
    for article_id, text in texts.items():
        if article_id not in placed:
            continue
        rows = list(_find_in_prose(searched.get(article_id), text, placed[article_id]))
        groups: dict[object, int] = {}
        number = 1 + max((int(row["attribution_id"]) for row in rows), default=-1)
        for row in list_displayed(placed[article_id], text):
            attribution = groups.setdefault(row.pop("group"), number + len(groups))
            yield row | {"article_id": article_id, "attribution_id": attribution}
        yield from rows


def _find_in_prose(tokens: pd.DataFrame | None, text: str, blocks: pd.DataFrame) -> Iterator[dict[str, object]]:
    if tokens is None or tokens.empty:
        return
    tree = build_tree(tokens, text)
    quotes = find_quotes(tree, blocks[["start", "end", "zone"]].itertuples(index=False, name=None))
    yield from _make_rows(tree, find_candidates(tree, quotes))


def _make_rows(tree: Tree, candidates: list[Candidate]) -> Iterator[dict[str, object]]:
    """Yield one row per piece of content, candidates in reading order."""
    candidates = sorted(candidates, key=lambda found: (found.content[0], found.cue or (0, 0), found.rule))
    accepted = Accepted(tree, candidates)
    for number, candidate in enumerate(candidates):
        shared = _shared(tree, candidate) | {"attribution_id": number, "outer_id": _outer(candidate, accepted, number)}
        places = [tree.offsets(piece) for piece in candidate.content]
        counts = [count_words(tree, start, end) for start, end in places]
        shared["form"] = _choose_form(candidate, *(sum(column) for column in zip(*counts, strict=True)))
        for part, ((start, end), (n_words, n_quoted)) in enumerate(zip(places, counts, strict=True)):
            yield shared | {
                "part": part,
                "zone": tree.zone[candidate.content[part][0]],
                "start": start,
                "end": end,
                "n_words": n_words,
                "n_quoted_words": n_quoted,
                "position": start / len(tree.source),
            }


def _shared(tree: Tree, candidate: Candidate) -> dict[str, object]:
    source = tree.offsets(candidate.source) if candidate.source else (None, None)
    cue = tree.offsets(candidate.cue) if candidate.cue else (None, None)
    return {
        "article_id": tree.article_id,
        "level": candidate.level,
        "cue_start": cue[0],
        "cue_end": cue[1],
        "cue_text": tree.cut(candidate.cue) if candidate.cue else None,
        "cue_lemma": candidate.lemma or None,
        "cue_family": candidate.family or None,
        "cue_stance": candidate.stance,
        "source_start": source[0],
        "source_end": source[1],
        "source_text": tree.cut(candidate.source) if candidate.source else None,
        "rule": candidate.rule,
        "coder": None,
    }


def _outer(candidate: Candidate, accepted: Accepted, number: int) -> int | None:
    """Return the number of the candidate with the smallest content that holds a candidate's cue."""
    if candidate.cue is None:
        return None
    around = [
        (piece[1] - piece[0], other)
        for other in accepted.near(candidate.cue)
        if other != number
        for piece in accepted.candidates[other].content
        if piece[0] <= candidate.cue[0] and candidate.cue[1] <= piece[1]
    ]
    return min(around)[1] if around else None


def _choose_form(candidate: Candidate, n_words: int, n_quoted: int) -> str:
    """Return the form of a statement from its rule and how many of its words are quoted: all, some or none."""
    if candidate.form in FORMS_OF_RULES:
        return candidate.form
    wholly = 0 < n_words == n_quoted
    if candidate.form == "snippet" or (wholly and n_words <= SNIPPET_WORDS):
        return "snippet"
    if wholly:
        return "direct"
    unsourced = candidate.source is None and candidate.rule not in {"leading-cue", "trailing-cue"}
    return "mixed" if n_quoted else "hearsay" if unsourced else "indirect"
