"""The attributions of a corpus: the order of the rules, which candidate stands, and its rows in one table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from workbench.corpus.config import CorpusConfig
from workbench.measures.sources.cues import Accepted, Candidate
from workbench.measures.sources.quotes import SNIPPET_WORDS, Quote, count_words, find_quotes, whole_sentences
from workbench.measures.sources.rules import clauses, labels, phrases, quotations
from workbench.measures.sources.speakers.resolve import resolve_sources
from workbench.schema import TABLES, make_table, require_columns
from workbench.tokens.tree import Span, Tree, build_tree

FORMS_OF_RULES = frozenset({"second-hand", "hearsay", "noun"})  # whatever stands between marks
SEARCHED_ZONES = ("headline", "standfirst", "crosshead", "body", "caption")
# Two contents that share more than this part of their words are one: judgement;
# PolNeAR dev F1 is 67.1 at .5, 66.7 here, 66.5 at .9, to be chosen anew on other data.
SAME_SHARE = 0.75
# Rules whose candidates are never weighed: the words around the cue leave no doubt that something is reported.
CERTAIN_RULES = frozenset({"trailing-cue", "leading-cue", "according-to"})
CLAUSE_RULES = CERTAIN_RULES | {"clause", "clause-before"}
# Nouns and adjectives followed by anything but a "that" clause: they count with an owner and outside other contents only.
WEAK_NOUN_RULES = frozenset({"noun-phrase", "noun-infinitive", "adjective-phrase", "adjective-infinitive"})


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
        for row in labels.list_displayed(placed[article_id], text):
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


def find_candidates(tree: Tree, quotes: list[Quote]) -> list[Candidate]:
    """Return the attributed statements of an article; a cue inside a quotation is the speaker's own and makes none."""
    sentences = whole_sentences(tree, quotes)
    accepted = Accepted(tree, (*labels.find_labels(tree, quotes), *phrases.find_second_hand(tree, quotes)))
    spoken = quotations.find_quotations(tree, quotes, sentences)
    free = [candidate for candidate in spoken if not any(accepted.overlaps(piece) for piece in candidate.content)]
    accepted = Accepted(tree, (*accepted.candidates, *free))
    _add_grammatical(accepted, quotes)
    labels.add_left_over(accepted, quotes, sentences)
    return accepted.candidates


def _add_grammatical(accepted: Accepted, quotes: list[Quote]) -> None:
    """Add what phrases, verbs and nouns report, where no cue or content before it has claimed the same."""
    tree = accepted.tree
    quote_at = {token: quote for quote in quotes for token in range(quote.first, quote.last)}
    taken = {candidate.cue_head for candidate in accepted.candidates}
    for found in (
        *phrases.find_according(tree),
        *phrases.find_hearsay(tree),
        *clauses.find_clauses(tree),
        *phrases.find_nouns(tree),
    ):
        if found.cue_head in taken or _is_spoken(found, quote_at) or not _reports(found, accepted):
            continue
        candidate = replace(found, content=tuple(_to_marks(piece, quote_at, found) for piece in found.content))
        if not _is_double(candidate, accepted):
            taken.add(candidate.cue_head)
            accepted.add(candidate)


def _is_spoken(candidate: Candidate, quote_at: dict[int, Quote]) -> bool:
    """Whether the cue stands inside a quotation, and so is the quoted speaker's own word."""
    quote = quote_at.get(candidate.cue_head if candidate.cue_head is not None else -1)
    return quote is not None and (quote.mark == "double" or quote.n_words > SNIPPET_WORDS)


def _reports(candidate: Candidate, accepted: Accepted) -> bool:
    """Whether a cue reports something said or thought, rather than what is nested, hypothetical or wished for."""
    tree, cue = accepted.tree, candidate.cue_head
    if cue is None or candidate.rule in CERTAIN_RULES:
        return True
    nested = accepted.overlaps((cue, cue + 1))
    if candidate.rule in WEAK_NOUN_RULES:
        return candidate.source is not None and not nested
    if any(tree.tag[kid] == "MD" for kid in tree.children(cue, "aux")):
        return False
    if candidate.rule in CLAUSE_RULES and candidate.level == "core":
        return True
    return not (_is_embedded(tree, cue) or (candidate.rule == "object-label" and nested))


def _is_embedded(tree: Tree, cue: int) -> bool:
    """Whether a cue hangs in another clause, or is only what somebody means to say ("to deny")."""
    return tree.dep[cue] in {"ccomp", "acl"} or (tree.tag[cue] == "VB" and tree.dep[cue] in {"xcomp", "pcomp", "relcl"})


def _to_marks(piece: Span, quote_at: dict[int, Quote], candidate: Candidate) -> Span:
    """Let a piece that begins or ends within a quotation run to its marks."""
    low, high = piece
    last, first = quote_at.get(high), quote_at.get(low)
    if last is not None and last.first < high:
        high = last.last
    if first is not None and first.first < low and (candidate.cue is None or first.first >= candidate.cue[1]):
        low = first.first
    return low, high


def _is_double(candidate: Candidate, accepted: Accepted) -> bool:
    near = (accepted.candidates[number] for piece in candidate.content for number in accepted.near(piece))
    return any(_shares(a, b) for other in near for a in candidate.content for b in other.content)


def _shares(a: Span, b: Span) -> bool:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and shared / (max(a[1], b[1]) - min(a[0], b[0])) > SAME_SHARE
