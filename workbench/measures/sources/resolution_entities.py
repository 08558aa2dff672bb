"""What the corpus configuration says of a source: its entity, and the name it goes by."""

from __future__ import annotations

import re

from workbench.corpus.config import CorpusConfig, Entity

ARTICLES = ("the ", "a ", "an ")


def find_entity(text: str, name: str | None, config: CorpusConfig) -> Entity | None:
    """Return the configured actor that a source is: by its resolved name, else by its words as they stand."""
    actors = [entity for entity in config.entities if entity.type == "actor"]
    for words in (name, None if name else text):
        if words:
            found = _match(words, actors)
            if found is not None:
                return found
    return None


def _match(words: str, actors: list[Entity]) -> Entity | None:
    plain = _plain(words)
    for terms in (lambda e: (e.label, *e.names), lambda e: e.roles):
        for entity in actors:
            if plain in {_plain(term) for term in terms(entity)}:
                return entity
    inside = [
        (len(term), entity)
        for entity in actors
        for term in (entity.label, *entity.names, *(role for role in entity.roles if role.lower().startswith("the ")))
        if re.search(rf"(?<!\w){re.escape(_plain(term))}$", plain)
    ]
    return max(inside, key=lambda pair: pair[0])[1] if inside else None


def find_alias(text: str, name: str | None, config: CorpusConfig) -> str | None:
    """Return the canonical name that the configuration gives for a source's words or its resolved name."""
    aliases = {_plain(alias): canonical for alias, canonical in config.source_aliases.items()}
    return next((aliases[_plain(words)] for words in (text, name) if words and _plain(words) in aliases), None)


def _plain(words: str) -> str:
    plain = " ".join(words.lower().replace("’", "'").split()).strip(' ,.;:"“”')
    plain = plain.removesuffix("'s")
    for article in ARTICLES:
        plain = plain.removeprefix(article)
    return plain
