"""The same utterance across articles: which quoted pieces are one speech act, and how far their words agree."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
import pandas as pd

from workbench.measures.overlap.diff import match_words, share_words
from workbench.schema import make_table, require_at_least, require_columns
from workbench.tokens.index import WordIndex, take_words
from workbench.tokens.selection import DEFAULT_ZONES

RELATIONS = ("identical", "cut", "reworded")
_EXTRA = {"is_fullest": "bool", "n_words": "int64", "n_articles": "int64", "speaker": "str", "text": "str"}
_NEEDED = ("article_id", "start", "end", "source_name", "source_text", "naming")

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "ADV", "NUM"})
_FUNCTION_WEIGHT = 0.2  # judgement: five function words weigh as much as one word of content
_LEAST_SENTENCES = 100  # in a handful of sentences every shared word would look common
_NAMED = frozenset({"named person", "named organisation"})
# masses, shares and lengths below: judgement
_LEAST_MASS = 0.9  # shared words must weigh about as much as one word found in a single sentence
_WHOLE_MASS = 0.6  # less is asked of a snippet that recurs whole: what several articles quote is rare no more
_SAME_SPEAKER, _ONE_NAMED, _NONE_NAMED = 0.35, 0.5, 0.75  # share of the shorter piece's weight
_OTHER_SPEAKER_WORDS = 5
_SHORT = 4
_CANDIDATE_MASS = 0.3


class Piece(NamedTuple):
    """A quoted stretch inside one sentence."""

    article: str
    start: int
    end: int
    text: str
    forms: tuple[str, ...]
    lemmas: tuple[str, ...]
    weights: tuple[float, ...]
    speaker: str
    named: bool

    @property
    def mass(self) -> float:
        """What the words weigh together."""
        return sum(self.weights)


def align_quotations(
    tokens: pd.DataFrame | WordIndex,
    attributions: pd.DataFrame,
    *,
    zones: Iterable[str] = DEFAULT_ZONES,
    least_words: int = 2,
) -> pd.DataFrame:
    """Find utterances that two or more articles quote, and say how the versions relate.

    Quoted speech is cut at sentence ends. Two pieces from different articles are taken for one utterance when the words
    they share in order weigh enough: the shared part must weigh at least 0.9, or 0.6 where all of the shorter piece
    recurs with its words together (a word found in one sentence only weighs 1, one found in every sentence of a hundred
    or more 0, a function word a fifth of that); and it must make up 35 % of the shorter piece if both are credited to
    one name, 50 % if only one of them is credited to a name, 75 % if none is; a
    piece of four words or fewer must recur with its words together. Pieces credited to two different names
    are one utterance only if the shorter is five words or more and all of it recurs. Links chain: three versions may
    be linked through the second. Two translations without a word in common are not found. **Articles that quote the
    same speech did not copy it from one another**; and a cut is described, not judged.

    Needs the token table; and article_id, start, end, source_name, source_text, naming of the attributions.

    Parameters
    ----------
    tokens : DataFrame or WordIndex
        One row per token, with voice; or what `workbench.tokens.index.index_words` made of it.
    attributions : DataFrame
        Who is credited with what.
    zones : iterable of str
        Codes of `workbench.schema.ZONES`; pull quotes and embedded posts are out by default.
    least_words : int
        Words a quoted piece must have.

    Returns
    -------
    DataFrame
        Table quotations, one row per quoted piece of an utterance found in two or more articles: utterance_id (from 0,
        in order of the first article), article_id, start, end, relation to the fullest version, that of the article
        which quotes most words of it ("identical": the same words as a piece of it, itself included; "cut": words left
        out, none changed; "reworded": other words too), similarity (`share_words` with the nearest piece of the fullest
        version or all of it, 0 to 1), is_fullest (belongs to that version), n_words, n_articles (articles that carry the
        utterance), speaker (as credited; NaN if nobody), text (the words, without marks). Sorted by utterance_id,
        article_id, start. Articles that do not carry an utterance have no row: see
        `tabulate_quotations`.

    Raises
    ------
    KeyError, ValueError
        For a missing column, an unknown zone, or `least_words` below 1.

    Examples
    --------
    >>> words = [("x", "Leave"), ("x", "doors"), ("x", "open"), ("y", "doors"), ("y", "open"), ("z", "Goodbye")]
    >>> tokens = pd.DataFrame(words, columns=["article_id", "text"])
    >>> tokens["start"] = [0, 6, 12, 0, 6, 0]
    >>> tokens = tokens.assign(end=tokens.start + tokens.text.str.len(), lower=tokens.text.str.lower(), is_word=True,
    ...     sentence_id=0, zone="body", voice="quotation", pos="NOUN")
    >>> nobody = pd.DataFrame(columns=["article_id", "start", "end", "source_name", "source_text", "naming"])
    >>> align_quotations(tokens, nobody)[["article_id", "relation", "similarity"]].values.tolist()
    [['x', 'identical', 1.0], ['y', 'cut', 0.8]]
    """
    require_at_least(least_words, 1, name="least_words")
    require_columns(attributions, _NEEDED, name="attributions")
    pieces = list_pieces(tokens, attributions, zones=zones, least_words=least_words)
    links = [pair for pair in _find_candidates(pieces) if _is_same(pieces[pair[0]], pieces[pair[1]])]
    rows = [row for number, group in enumerate(_chain(links)) for row in _describe(number, [pieces[i] for i in group])]
    table = make_table(rows, "quotations")
    for name, dtype in _EXTRA.items():
        table[name] = table[name].astype(dtype) if name in table else pd.Series(dtype=dtype)
    return table


def tabulate_quotations(quotations: pd.DataFrame, *, article_ids: Iterable[str]) -> pd.DataFrame:
    """Lay utterances against articles: how each article carries each utterance, or that it does not quote it.

    An article that carries an utterance in several pieces gets the nearest relation: identical before cut before
    reworded. "absent" means not quoted there, in the zones that were read: the article may still paraphrase it.

    Needs the columns utterance_id, article_id, relation, is_fullest and text of `align_quotations`.

    Parameters
    ----------
    quotations : DataFrame
        Table quotations.
    article_ids : iterable of str
        Every article that was read.

    Returns
    -------
    DataFrame
        One row per utterance: utterance_id, text of its fullest version (pieces joined by " … "), then one column per article with "identical",
        "cut", "reworded" or "absent". Sorted by utterance_id.

    Examples
    --------
    >>> quotations = pd.DataFrame({"utterance_id": 0, "article_id": ["x", "y"], "relation": ["identical", "cut"],
    ...     "is_fullest": [True, False], "text": ["Leave doors open", "doors open"]})
    >>> tabulate_quotations(quotations, article_ids=["x", "y", "z"]).values.tolist()
    [[0, 'Leave doors open', 'identical', 'cut', 'absent']]
    """
    require_columns(quotations, ("utterance_id", "article_id", "relation", "is_fullest", "text"), name="quotations")
    ids = sorted(set(article_ids))
    rank = quotations["relation"].map({relation: place for place, relation in enumerate(RELATIONS)})
    nearest = rank.groupby([quotations["utterance_id"], quotations["article_id"]]).min().unstack()  # noqa: PD010 - no values column to pivot
    names = nearest.reindex(columns=ids).apply(
        lambda column: column.map(dict(enumerate(RELATIONS)), na_action="ignore")
    )
    text = quotations[quotations["is_fullest"]].groupby("utterance_id")["text"].agg(" … ".join)
    table = names.fillna("absent").astype("str")
    table.insert(0, "text", text.reindex(table.index).astype("str"))
    return table.rename_axis(columns=None).reset_index()


def list_pieces(
    tokens: pd.DataFrame | WordIndex, attributions: pd.DataFrame, *, zones: Iterable[str], least_words: int
) -> list[Piece]:
    """Return the quoted stretches of the zones in reading order, those of `least_words` or more with a content word."""
    words = take_words(tokens, zones=zones).copy()
    words["weight"] = _weigh(words)
    keys = ["article_id", "block_id", "sentence_id"]
    quoted = words["voice"] == "quotation"
    # a word out of quotation, or a new sentence, ends a stretch
    stretch = ((~quoted) | (words[keys] != words[keys].shift()).any(axis=1)).cumsum()[quoted]
    credited = _index_speakers(attributions)
    pieces = []
    for _, rows in words[quoted].groupby(stretch, sort=True):
        if len(rows) >= least_words and rows["pos"].isin(_CONTENT).any():
            pieces.append(_make_piece(rows, credited))
    return pieces


def _make_piece(rows: pd.DataFrame, credited: dict[str, pd.DataFrame]) -> Piece:
    article, start, end = rows["article_id"].iloc[0], int(rows["start"].iloc[0]), int(rows["end"].iloc[-1])
    speaker, named = _find_speaker(credited.get(article), start, end)
    lemmas = rows["lemma"].fillna(rows["lower"])
    words = (tuple(rows["lower"]), tuple(lemmas), tuple(rows["weight"]))
    return Piece(article, start, end, " ".join(rows["text"]), *words, speaker, named)


def _weigh(words: pd.DataFrame) -> np.ndarray:
    """Return a weight from 0 to 1: how few sentences hold the lemma; function words count a fifth."""
    lemmas = words["lemma"].fillna(words["lower"])
    sentence = words["article_id"].astype("str") + "/" + words["sentence_id"].astype("str")
    total = max(int(sentence.nunique()), _LEAST_SENTENCES)
    held = sentence.groupby(lemmas).nunique()
    rarity = np.log(total / lemmas.map(held).to_numpy(dtype=float)) / np.log(total)
    return rarity * np.where(words["pos"].isin(_CONTENT) | words["pos"].isna(), 1.0, _FUNCTION_WEIGHT)


def _index_speakers(attributions: pd.DataFrame) -> dict[str, pd.DataFrame]:
    columns = ["article_id", "start", "end", "source_name", "source_text", "naming"]
    return {str(article): rows for article, rows in attributions[columns].groupby("article_id")}


def _find_speaker(rows: pd.DataFrame | None, start: int, end: int) -> tuple[str, bool]:
    """Who is credited with most of start:end, by the narrowest statement that holds it, and whether by name."""
    if rows is None:
        return "", False
    reach = np.minimum(rows["end"], end) - np.maximum(rows["start"], start)
    rows = rows[(reach * 2 > end - start) & (rows["source_name"].notna() | rows["source_text"].notna())]
    if rows.empty:
        return "", False
    best = rows.iloc[int((rows["end"] - rows["start"]).to_numpy().argmin())]
    named = best["naming"] in _NAMED and pd.notna(best["source_name"])
    return str(best["source_name"] if pd.notna(best["source_name"]) else best["source_text"]), bool(named)


def _find_candidates(pieces: Sequence[Piece]) -> list[tuple[int, int]]:
    """Pairs of pieces from different articles that share a lemma of some weight."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, piece in enumerate(pieces):
        for lemma in {lemma for lemma, w in zip(piece.lemmas, piece.weights, strict=True) if w >= _CANDIDATE_MASS}:
            holders[lemma].append(number)
    pairs = {pair for held in holders.values() for pair in combinations(held, 2)}
    return sorted((a, b) for a, b in pairs if pieces[a].article != pieces[b].article)


def _is_same(a: Piece, b: Piece) -> bool:
    short, long = sorted((a, b), key=lambda piece: piece.mass)
    kept = match_words(short.lemmas, long.lemmas)
    mass = sum(short.weights[i] for i, _ in kept)
    whole = len(kept) == len(short.lemmas) and _is_close(kept)
    if mass < (_WHOLE_MASS if whole else _LEAST_MASS):
        return False
    if _clash(a, b):
        return whole and len(kept) >= _OTHER_SPEAKER_WORDS
    if len(short.lemmas) <= _SHORT and not _is_close(kept):
        return False
    limit = (_NONE_NAMED, _ONE_NAMED, _SAME_SPEAKER)[a.named + b.named]
    return mass >= limit * short.mass


def _is_close(kept: Sequence[tuple[int, int]]) -> bool:
    """Whether the shared words stand together in the longer piece, a word or two between them at most."""
    places = [place for _, place in kept]
    return bool(places) and places[-1] - places[0] + 1 <= len(places) * 1.5 + 1


def _clash(a: Piece, b: Piece) -> bool:
    return a.named and b.named and not _share_name(a.speaker, b.speaker)


def _share_name(a: str, b: str) -> bool:
    one, other = a.casefold().split(), b.casefold().split()
    return one == other or one[-1:] == other[-1:] or set(one) <= set(other) or set(other) <= set(one)


def _chain(links: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return groups of pieces joined by links, in order of their first member."""
    group: dict[int, set[int]] = {}
    for a, b in links:
        merged = group.get(a, {a}) | group.get(b, {b})
        group |= dict.fromkeys(merged, merged)
    return [list(held) for held in sorted({tuple(sorted(members)) for members in group.values()})]


def _describe(number: int, group: Sequence[Piece]) -> Iterable[dict]:
    sizes: Counter[str] = Counter()
    for piece in group:
        sizes[piece.article] += len(piece.forms)
    fullest = max(sizes, key=lambda article: sizes[article])
    parts = [piece.forms for piece in group if piece.article == fullest]
    versions = [*parts, tuple(word for part in parts for word in part)]
    for piece in group:
        yield {
            "utterance_id": number,
            "article_id": piece.article,
            "start": piece.start,
            "end": piece.end,
            "relation": "identical" if piece.forms in parts else relate_words(piece.forms, versions[-1]),
            "similarity": max(share_words(piece.forms, version) for version in versions),
            "is_fullest": piece.article == fullest,
            "n_words": len(piece.forms),
            "n_articles": len(sizes),
            "speaker": piece.speaker or np.nan,
            "text": piece.text,
        }


def relate_words(words: Sequence[str], fullest: Sequence[str]) -> str:
    """Return how `words` relate to a fuller version: identical, cut (all of them there, in order) or reworded.

    Examples
    --------
    >>> relate_words(["total", "victory"], ["a", "total", "victory"]), relate_words(["final"], ["a", "total", "victory"])
    ('cut', 'reworded')
    """
    if tuple(words) == tuple(fullest):
        return "identical"
    held, wanted = Counter(fullest), Counter(words)
    if wanted - held:
        return "reworded"
    return "cut" if len(match_words(words, fullest)) == len(words) else "reworded"
