"""`workbench init`: a corpus.toml to fill in, written from what was found; every line of it is a comment until it is wanted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pandas as pd

STARTER_NAME = "corpus.toml"
_FIELDS = {"label": "a short name for figures", "outlet": "", "title": "", "byline": "", "published": "2031-05-04"}
_HEAD = """\
## What the keeper of these articles says about them. Every line is a comment, so nothing is changed yet:
## take the one "# " away from the lines you want. Lines with "##" explain and stay comments.

# [corpus]
# title = {title}
## event = "What happened, in one sentence"
## language = "en"
## only = true          the entities listed below are all there are; otherwise they are added to the proposed ones
"""
_PARTIES = """
## Sides, if there are sides: an id and what to call it.
## [parties]
## north = "Northern side"
"""
_ENTITIES = """
## Who and what was found to be named, most often first. Check each one: the parser takes some words for names that are none.
## kind says what someone is (GOV, MIL, IGO, NGO, CIV ...; a wrong one is refused with all of them), party which side.
"""
_SOURCES = """
## Other names under which a source speaks.
## [source_names]
## "the mayor" = "Ada Lind"
"""
_ARTICLES = """
## What the articles state of themselves. A line that you take in wins over what the article or its table says.
"""


def write_starter(corpus: Any, proposals: pd.DataFrame, folder: str | Path) -> Path:
    """Write a commented corpus.toml for `corpus` into `folder` and return its path; a file that is there stays as it is.

    Parameters
    ----------
    corpus : Corpus
        As `load_corpus` gives it: its articles (article_id, label, outlet, title, byline, published) and its name are
        written out.
    proposals : DataFrame
        As `propose_entities` makes it: id, label, type, names and, where there are some, roles, n_mentions, n_articles.
    folder : str or Path
        Where corpus.toml is to stand: beside the articles.

    Returns
    -------
    Path
        The file written. It is valid TOML, loads again and changes nothing until lines are taken in.

    Raises
    ------
    ValueError
        If there is a corpus.toml already, or the folder is none or cannot be written.

    Examples
    --------
    >>> import tempfile, tomllib
    >>> from workbench.corpus import load_frame
    >>> corpus = load_frame(pd.DataFrame({"text": ["The quay is shut."], "outlet": ["The Post"]}))
    >>> path = write_starter(corpus, pd.DataFrame(), tempfile.mkdtemp())
    >>> tomllib.loads(path.read_text()), path.read_text().splitlines()[-6:-3]
    ({}, ['# [articles."table-1"]', '# label = "The Post"', '# outlet = "The Post"'])
    """
    path = Path(folder) / STARTER_NAME
    text = "\n".join([*_list_lines(corpus, proposals), ""])
    try:
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        raise ValueError(
            f"{path} is there already; it was not changed. Move it elsewhere to have a new one written."
        ) from error
    except OSError as error:
        raise ValueError(f"{path} cannot be written ({error.strerror}). Name a folder where you may write.") from error
    return path


def _list_lines(corpus: Any, proposals: pd.DataFrame) -> Iterator[str]:
    yield _HEAD.format(title=_quote(corpus.config.title or corpus.name)).rstrip()
    yield _PARTIES.rstrip()
    yield _ENTITIES.rstrip()
    for row in proposals.to_dict("records"):
        yield from _describe_entity(row)
    yield _SOURCES.rstrip()
    yield _ARTICLES.rstrip()
    for row in corpus.articles.to_dict("records"):
        yield ""
        yield f"# [articles.{_quote(row['article_id'])}]"
        for column, example in _FIELDS.items():
            value = row.get(column)
            stated = isinstance(value, str) and value.strip()
            yield f"# {column} = {_quote(value)}" if stated else f"## {column} = {_quote(example)}     not stated"


def _describe_entity(row: dict) -> Iterator[str]:
    yield ""
    if "n_mentions" in row:
        yield f"## {row['n_mentions']} mentions in {row.get('n_articles', '?')} article(s)"
    yield "# [[entities]]"
    for key in ("id", "label", "type"):
        yield f"# {key} = {_quote(row[key])}"
    for key in ("names", "roles"):
        if len(row.get(key, ())):
            yield f"# {key} = {_quote_list(row[key])}"
    kind = row.get("kind")
    yield f"# kind = {_quote(kind)}" if isinstance(kind, str) else '## kind = "GOV"'
    yield '## party = "north"'


def _quote(words: object) -> str:
    """Return a TOML string on one line; JSON's escapes are TOML's, but for the delete character."""
    return json.dumps(str(words), ensure_ascii=False).replace("\x7f", "\\u007f").replace("\x85", "\\u0085")


def _quote_list(values: Iterable[object]) -> str:
    return f"[{', '.join(_quote(value) for value in values)}]"
