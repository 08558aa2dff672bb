"""`corpus.toml`: what the keeper of a corpus says about it. Parties and sides live here and nowhere in the code."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from workbench.corpus.reading import CorpusError, show_name, show_value
from workbench.schema import SOURCE_KINDS

CONFIG_NAME = "corpus.toml"
SHOWN_KEY = 120  # characters of a faulty key that a refusal shows
ENTITY_TYPES = ("actor", "event")
ARTICLE_KEYS = ("label", "outlet", "title", "byline", "published")
MAX_CONFIG_BYTES = 1_000_000  # judgement: a thousand entities with all their names take 300 kB
TYPE_WORDS = {str: "a text in quotation marks", bool: "true or false", dict: "a table", list: "a list of texts"}
TOP_KEYS = {"corpus": dict, "parties": dict, "entities": list, "source_names": dict, "articles": dict}
CORPUS_KEYS = {"title": str, "event": str, "licence": str, "fiction": bool, "language": str, "only": bool}
ENTITY_KEYS = {
    "id": str,
    "label": str,
    "type": str,
    "kind": str,
    "party": str,
    "names": list,
    "roles": list,
    "descriptors": list,
}


@dataclass(frozen=True)
class Entity:
    """An actor or event that the corpus names: its label in the analysis, and the words that name it in the texts."""

    id: str
    label: str
    type: str = "actor"
    kind: str | None = None
    party: str | None = None
    names: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    descriptors: tuple[str, ...] = ()


@dataclass(frozen=True)
class CorpusConfig:
    """What `corpus.toml` says; every field is empty where it says nothing.

    `only` says that the entities listed are all there are to be looked for: none is proposed beside them.
    """

    title: str | None = None
    event: str | None = None
    licence: str | None = None
    fiction: bool = False
    language: str | None = None
    only: bool = False
    parties: Mapping[str, str] = field(default_factory=dict)
    entities: tuple[Entity, ...] = ()
    source_aliases: Mapping[str, str] = field(default_factory=dict)
    metadata: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def read_config(folder: str | Path) -> CorpusConfig:
    """Return the configuration in `folder`/corpus.toml, or an empty one where there is no such file.

    The tables allowed are [corpus] (title, event, licence, fiction, language, only), [parties] (id = "label"), [[entities]]
    (id, label, type, kind, party, names, roles, descriptors), [source_names] ("alias" = "canonical name") and
    [articles.ID] (label, outlet, title, byline, published).

    Raises
    ------
    CorpusError
        If the file is no valid TOML, or holds an unknown key, a value of a wrong type or a reference to a party that is
        not defined; the sentence names the key and what is allowed.

    Examples
    --------
    >>> read_config("no-such-folder") == CorpusConfig()
    True
    """
    path = Path(folder) / CONFIG_NAME
    if not os.path.lexists(path):
        return CorpusConfig()
    if not path.is_file():
        raise CorpusError(f"{CONFIG_NAME} is not a file that can be read. Make it a file, or rename what stands there.")
    try:
        return parse_config(tomllib.loads(_read_config_text(path)))
    except CorpusError:
        raise
    except tomllib.TOMLDecodeError as error:
        raise CorpusError(f"{CONFIG_NAME} is not valid TOML: {show_name(str(error))}. Correct that line.") from error
    except RecursionError as error:
        raise CorpusError(f"{CONFIG_NAME} nests its values too deeply. Write texts and lists of texts.") from error
    except ValueError as error:  # a number of thousands of digits
        raise CorpusError(f"{CONFIG_NAME} holds a value that cannot be read ({error}). Correct it.") from error


def _read_config_text(path: Path) -> str:
    try:
        raw = path.read_bytes() if path.stat().st_size <= MAX_CONFIG_BYTES else None
    except OSError as error:
        raise CorpusError(f"{CONFIG_NAME} could not be read ({error.strerror}). Allow reading it.") from error
    if raw is None:
        raise CorpusError(f"{CONFIG_NAME} has more than {MAX_CONFIG_BYTES:,} bytes. Keep names and articles only.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CorpusError(f"{CONFIG_NAME} is not UTF-8 (byte {error.start}). Save it as UTF-8.") from error


def parse_config(content: Mapping) -> CorpusConfig:
    """Return the parsed content of a `corpus.toml` as a configuration, refusing what it does not know.

    Raises
    ------
    CorpusError
        As for `read_config`.

    Examples
    --------
    >>> parse_config({"corpus": {"title": "The quay"}, "parties": {"a": "Council"}}).parties
    {'a': 'Council'}
    """
    _check_keys(content, TOP_KEYS, path="")
    about = content.get("corpus", {})
    _check_keys(about, CORPUS_KEYS, path="corpus")
    parties = _read_texts(content.get("parties", {}), path="parties")
    return CorpusConfig(
        **about,
        parties=parties,
        entities=_read_entities(content.get("entities", []), parties=parties),
        source_aliases=_read_texts(content.get("source_names", {}), path="source_names"),
        metadata=_read_articles(content.get("articles", {})),
    )


def _check_keys(table: object, allowed: Mapping[str, type], *, path: str) -> None:
    if not isinstance(table, Mapping):
        raise CorpusError(f"{CONFIG_NAME}: {path} is {show_value(table)}; it must be a table. Write it as [{path}].")
    for key, value in table.items():
        where = f"{path}.{key}" if path else key
        if key not in allowed:
            raise CorpusError(
                f"{CONFIG_NAME}: {show_name(where)[:SHOWN_KEY]} is not a known key; allowed are {', '.join(allowed)}. Rename or remove it."
            )
        _check_type(value, allowed[key], where=where)


def _check_type(value: object, expected: type, *, where: str) -> None:
    if type(value) is not expected:
        raise CorpusError(
            f"{CONFIG_NAME}: {where} is {show_value(value)}; it must be {TYPE_WORDS[expected]}. Change its value."
        )


def _read_texts(table: Mapping, *, path: str) -> dict[str, str]:
    for key, value in table.items():
        _check_type(value, str, where=f"{path}.{key}")
    return dict(table)


def _read_articles(articles: Mapping) -> dict[str, dict[str, str]]:
    for article_id, fields in articles.items():
        _check_keys(fields, dict.fromkeys(ARTICLE_KEYS, str), path=f"articles.{article_id}")
    return {article_id: dict(fields) for article_id, fields in articles.items()}


def _read_entities(tables: Iterable, *, parties: Mapping[str, str]) -> tuple[Entity, ...]:
    entities = tuple(
        _read_entity(table, path=f"entities[{position}]", parties=parties) for position, table in enumerate(tables)
    )
    ids = [entity.id for entity in entities]
    twice = sorted({entity_id for entity_id in ids if ids.count(entity_id) > 1})
    if twice:
        raise CorpusError(f"{CONFIG_NAME}: entities has the id {twice[0]!r} twice. Give each entity its own id.")
    return entities


def _read_entity(table: object, *, path: str, parties: Mapping[str, str]) -> Entity:
    _check_keys(table, ENTITY_KEYS, path=path)
    for key in ("id", "label"):
        if not table.get(key):
            raise CorpusError(f"{CONFIG_NAME}: {path} lacks {key}; every entity needs id and label. Add {key}.")
    for key, allowed in (("type", ENTITY_TYPES), ("kind", SOURCE_KINDS), ("party", parties)):
        _check_choice(table.get(key), allowed, where=f"{path}.{key}")
    lists = {key: _read_list(table.get(key, []), where=f"{path}.{key}") for key in ("names", "roles", "descriptors")}
    return Entity(**{**table, **lists})


def _check_choice(value: str | None, allowed: Iterable[str], *, where: str) -> None:
    allowed = tuple(allowed)
    if value is not None and value not in allowed:
        choices = ", ".join(allowed) or "none, for [parties] is empty"
        raise CorpusError(f"{CONFIG_NAME}: {where} is {value!r}; allowed are {choices}. Choose one of these.")


def _read_list(values: list, *, where: str) -> tuple[str, ...]:
    for position, value in enumerate(values):
        _check_type(value, str, where=f"{where}[{position}]")
    return tuple(values)
