"""What is quoted: the quotations of an article that may hold speech, and the voice of every token."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise, takewhile

import numpy as np
import pandas as pd

from workbench.language.quotes import list_quotations
from workbench.language.words import split_words
from workbench.measures.sources.cues import find_cue
from workbench.schema import VOICES, require_columns
from workbench.tokens.grammar import is_finite
from workbench.tokens.tree import Span, Tree, is_stop

# Zones that are somebody's words as a whole, whatever marks they hold.
DISPLAYED = ("social", "pullquote")
# Up to four quoted words without a speaker are a snippet, whose function is unclear: design/methods.md, by hand beyond that.
SNIPPET_WORDS = 4
# A few capitalised words between marks are a title up to this length: judgement.
LONGEST_TITLE = 2 * SNIPPET_WORDS
SMALL_WORDS = frozenset(
    ["a", "an", "the", "of", "and", "or", "in", "on", "to", "for", "at", "by", "with", "from", "is", "are"]
)
NAMING_WORDS = frozenset({"called", "titled", "entitled", "named", "dubbed", "so-called", "known", "termed"})
MODIFIERS = frozenset({"amod", "compound", "nmod", "poss", "nummod"})
COMPLEMENTS = ("ccomp", "xcomp", "dobj", "acomp", "attr")
# Behind a closing mark a speaker's verb is sought so far, and counts as close by so near: judgement; half and double
# give the same F1 on PolNeAR dev.
FARTHEST_VERB = 30
NEAR_VERB = 4


@dataclass(frozen=True)
class Quote:
    """An outermost quotation: token range `first`:`last` with its marks, its offsets, and how many words it holds."""

    first: int
    last: int
    start: int
    end: int
    mark: str
    n_words: int


def find_quotes(tree: Tree, blocks: Iterable[tuple[int, int, str]]) -> list[Quote]:
    """Return the quotations of an article that hold a word, in order, as token ranges.

    `blocks` are start, end and zone of its blocks, as `language.list_quotations` takes them.
    """
    quotes: list[Quote] = []
    for span in list_quotations(tree.source, blocks):
        first, last = tree.tokens_between(span.start, span.end)
        n_words = sum(any(c.isalnum() for c in word) for word in tree.source[span.start : span.end].split())
        if first < last and n_words:
            quotes.append(Quote(first, last, span.start, span.end, span.mark, n_words))
    return quotes


def count_words(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """Return the orthographic words of a stretch of the article and how many of them stand in a quotation."""
    words = [low + start for low, _ in split_words(tree.source[start:end])]
    tokens = (bisect_right(tree.end, word) for word in words)
    return len(words), sum(token < len(tree) and is_quoted(tree, token) for token in tokens)


def is_quoted(tree: Tree, token: int) -> bool:
    """Whether a token is another's words: between marks, or displayed as an embedded post or pull quote."""
    return tree.voice[token] == "quotation" or tree.zone[token] in DISPLAYED


def ends_sentence(tree: Tree, quote: Quote) -> bool:
    """Whether the words between the marks close with a full stop, question or exclamation mark."""
    inner = tree.source[quote.start : quote.end].rstrip("\"”'’» \u00a0")
    return inner.endswith((".", "!", "?", "…"))


def holds_no_speech(tree: Tree, quote: Quote) -> bool:
    """Whether marks hold a title, a term or part of markup rather than somebody's words."""
    return _is_markup(tree, quote) or _is_title(tree, quote) or _is_term(tree, quote)


def whole_sentences(tree: Tree, quotes: list[Quote]) -> list[Span]:
    """Return the sentences of an article as token ranges; what stands between marks never breaks the one around it."""
    inside = {token for quote in quotes for token in range(quote.first + 1, quote.last)}
    closed = {quote.last for quote in quotes}
    reopened = {quote.first for quote in quotes} & {quote.last for quote in quotes if ends_sentence(tree, quote)}
    bounds = (token for token in range(1, len(tree)) if _may_break(tree, token, inside, closed))
    cuts = [token for token in bounds if token not in closed - reopened or not _goes_on(tree, token)]
    return list(pairwise([0, *cuts, len(tree)]))


def _may_break(tree: Tree, token: int, inside: set[int], closed: set[int]) -> bool:
    """Whether a sentence of the parser, or one that it did not see end, ends before a token outside the marks."""
    if tree.block[token] != tree.block[token - 1]:
        return True
    stops = is_stop(tree, token - 1) and token - 1 not in inside and token not in closed
    return token not in inside and (stops or tree.sentence[token] != tree.sentence[token - 1])


def _goes_on(tree: Tree, token: int) -> bool:
    """Whether the words after a closing mark belong to the sentence of the quotation ("…?" Marn asked)."""
    if tree.block[token] != tree.block[token - 1]:
        return False
    if tree.is_punct(token) or tree.text[token][0].islower():
        return True
    ahead = takewhile(
        lambda t: tree.sentence[t] == tree.sentence[token], range(token, min(token + FARTHEST_VERB, len(tree)))
    )
    for verb in ahead:
        if is_finite(tree, verb) and (says := _says_it(tree, token, verb)) is not None:
            return says
    return False


def _says_it(tree: Tree, token: int, verb: int) -> bool | None:
    """Whether a verb behind a closing mark at `token` introduces the quotation; None if the next verb may."""
    cue, near = find_cue(tree, verb), verb - token < NEAR_VERB
    bare = not any(kid > verb for kid in tree.children(verb, *COMPLEMENTS))
    if cue is not None and cue.takes("q"):
        return bare and (near or tree.dep[verb] == "ROOT")
    closes = verb + 1 < len(tree) and is_stop(tree, verb + 1)
    return True if bare and near and closes else None


def _is_markup(tree: Tree, quote: Quote) -> bool:
    return quote.start > 0 and tree.source[quote.start - 1] == "="


def _is_title(tree: Tree, quote: Quote) -> bool:
    """Whether every word of weight is capitalised, as in the title of a work."""
    words = [tree.text[token] for token in range(quote.first, quote.last) if not tree.is_punct(token)]
    weighty = [word for word in words if word.lower() not in SMALL_WORDS]
    return quote.n_words <= LONGEST_TITLE and bool(weighty) and all(not word[:1].islower() for word in weighty)


def _is_term(tree: Tree, quote: Quote) -> bool:
    """Whether a few words between marks modify the noun behind them, or follow "so-called", "known as"."""
    if quote.n_words >= SNIPPET_WORDS:
        return False
    before = {tree.lower[token] for token in range(max(0, quote.first - 3), quote.first)}
    if before & NAMING_WORDS:
        return True
    tops = [t for t in range(quote.first, quote.last) if not quote.first <= tree.head[t] < quote.last]
    words = [t for t in tops if not tree.is_punct(t)]
    return bool(words) and all(tree.dep[t] in MODIFIERS and tree.head[t] >= quote.last for t in words)


def assign_voice(tokens: pd.DataFrame, attributions: pd.DataFrame) -> pd.DataFrame:
    """Return the tokens with the voice each stands in: narrator, paraphrase or quotation.

    What stands between quotation marks is quotation, titles and scare quotes included, as `segment_text` found it; the
    content of an attribution outside the marks is paraphrase, whatever its form; embedded posts and pull quotes are
    quotation but for the line that signs them. All the rest is the narrator's.

    Needs the columns article_id, start, end, zone and voice of `tokens` and article_id, form, start, end, source_start
    and source_end of `attributions`.

    Returns
    -------
    DataFrame
        `tokens` in its order with a new column voice; the input is left as it was. A second call changes nothing.

    Raises
    ------
    KeyError
        If a needed column is missing.

    Notes
    -----
    Do not read quotation as "verbatim": a scare quote is the narrator's choice of words in marks.

    Examples
    --------
    >>> tokens = pd.DataFrame({"article_id": "a", "start": [0, 5, 10, 15], "end": [4, 9, 14, 19], "zone": "body",
    ...     "voice": ["narrator", "narrator", "narrator", "quotation"]})
    >>> said = pd.DataFrame({"article_id": ["a"], "form": ["mixed"], "start": [10], "end": [19], "source_start": [0],
    ...     "source_end": [4]})
    >>> assign_voice(tokens, said).voice.tolist()
    ['narrator', 'narrator', 'paraphrase', 'quotation']
    """
    require_columns(tokens, ("article_id", "start", "end", "zone", "voice"), name="tokens")
    needed = ("article_id", "form", "start", "end", "source_start", "source_end")
    require_columns(attributions, needed, name="attributions")
    reported = _mark(tokens, attributions[["article_id", "start", "end"]])
    signed = attributions[attributions["form"].isin(("embed", "pullquote"))].dropna(
        subset=["source_start", "source_end"]
    )
    signature = _mark(tokens, signed[["article_id", "source_start", "source_end"]])
    displayed = tokens["zone"].isin(DISPLAYED).to_numpy()
    quoted = (tokens["voice"] == "quotation").to_numpy()
    voice = np.where(reported, "paraphrase", "narrator")
    voice = np.where(quoted | displayed, "quotation", voice)
    return tokens.assign(voice=pd.Categorical(np.where(displayed & signature, "narrator", voice), categories=VOICES))


def _mark(tokens: pd.DataFrame, spans: pd.DataFrame) -> np.ndarray:
    """Return for each token whether it lies within one of the spans of its article."""
    inside = np.zeros(len(tokens), dtype=bool)
    places = tokens.groupby("article_id", sort=False).indices
    starts, ends = tokens["start"].to_numpy(), tokens["end"].to_numpy()
    for article_id, group in spans.groupby("article_id", sort=False):
        rows = places.get(article_id)
        if rows is None:
            continue
        for low, high in group.iloc[:, 1:3].astype("int64").to_numpy():
            inside[rows] |= (starts[rows] >= low) & (ends[rows] <= high)
    return inside
