"""From the words of a source to one name per article: titles, surnames, roles, pronouns, "the official"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from workbench.corpus.config import CorpusConfig, Entity
from workbench.measures.sources.speakers import descriptions, introductions, mentions, names
from workbench.schema import make_table, require_columns
from workbench.tokens.names import choose_spellings, plain_name
from workbench.tokens.tree import Span, Tree

LETTERS = re.compile(r"\w+")
FIELDS = ("source_name", "source_kind", "naming", "side", "channel", "descriptor")
READ_ZONES = ("headline", "standfirst", "body", "caption", "crosshead", "social", "pullquote")
RELATIVES = frozenset({"who", "which", "that", "whom"})
SPEAKER_WORDS = frozenset({"i", "we", "me", "us", "my", "our"})
_NEEDED = (
    *("article_id", "attribution_id", "part", "form", "zone", "start", "end"),
    *("cue_start", "cue_end", "source_start", "source_end", "outer_id"),
)
CLIMB = 4  # tokens from a relative pronoun to its clause: judgement, 2 and 8 change no source of BASIL dev


@dataclass(frozen=True)
class Source:
    """The source of one statement: its token range and head, and whom it means; all None for a statement without."""

    span: Span | None = None
    head: int | None = None
    referents: tuple[introductions.Referent, ...] = ()
    entity: Entity | None = None
    name: str | None = None


def resolve_sources(
    attributions: pd.DataFrame,
    tokens: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    config: CorpusConfig | None = None,
) -> pd.DataFrame:
    """Return the attributions with who speaks, what kind of actor that is, how it is named, and through which channel.

    A name is the fullest that the article itself gives: surnames, titles, roles ("the council chair"), pronouns and
    "the official" lead to it where one candidate stands out. What two candidates fit equally well keeps no name. Names
    that differ in case only are one, spelled as most attributions of the corpus have it. Names,
    roles and aliases of the corpus configuration win over the rules; the side is the configured party and nothing else.

    Needs the columns article_id, attribution_id, part, form, zone, start, end, source_start, source_end, outer_id,
    cue_start and cue_end of `attributions`, the token table as `segment_text` makes it, and article_id and text of
    `articles`.

    Returns
    -------
    DataFrame
        `attributions` with, in each row, source_name (NaN where unresolved or absent), source_kind (codes of
        `schema.SOURCE_KINDS`; "UNK" where nothing tells), naming (`schema.NAMINGS`; NaN for an unresolved pronoun),
        side (id of a configured party), channel (`schema.CHANNELS`) and descriptor (the outlet's own words beside this
        mention, verbatim; else those of the first mention that has any). Order as the table's.

    Raises
    ------
    KeyError
        If a needed column is missing.

    Notes
    -----
    Rules, not a trained model; people of one surname, names the parser misses and pronouns far from a name go wrong.

    Examples
    --------
    >>> from workbench.schema import make_table
    >>> none = make_table([], "attributions")
    >>> len(resolve_sources(none, make_table([], "tokens"), articles=make_table([], "articles")))
    0
    """
    require_columns(attributions, _NEEDED, name="attributions")
    require_columns(tokens, ("article_id", "token_id", "head_id", "ent_iob", "voice"), name="tokens")
    require_columns(articles, ("article_id", "text"), name="articles")
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    read = dict(list(tokens[tokens["zone"].isin(READ_ZONES)].groupby("article_id", sort=True)))
    rows: dict[str, list] = {}
    for row in attributions.reset_index(drop=True)[list(_NEEDED)].itertuples():
        rows.setdefault(row.article_id, []).append(row)
    found: dict[int, dict] = {}
    for article_id in sorted(rows.keys() & read.keys()):
        reading = names.build_reading(read[article_id], texts[article_id])
        resolved = _resolve_article(reading, rows[article_id], config)
        found.update(zip((row.Index for row in rows[article_id]), resolved, strict=True))
    filled = {field: [found.get(i, {}).get(field) for i in range(len(attributions))] for field in FIELDS}
    return unite_spellings(make_table(attributions.assign(**filled), "attributions"))


def unite_spellings(attributions: pd.DataFrame) -> pd.DataFrame:
    """Return the attributions with one spelling for names that differ in case only: "Health Ministry", "health ministry".

    The one that most attributions have, of equals the first in the alphabet (capitals before small letters). The only
    step of `resolve_sources` that looks beyond one article. Needs source_name.
    """
    spellings = choose_spellings(attributions["source_name"].dropna())
    return attributions.assign(source_name=attributions["source_name"].map(spellings))


def _resolve_article(reading: names.Reading, rows: list, config: CorpusConfig | None) -> Iterator[dict]:
    spans = [_token_range(reading.tree, row.source_start, row.source_end) for row in rows]
    heads = [_head(reading.tree, span) for span in spans]
    speaking = {
        _speaker_of(reading.tree, head): span for head, span in zip(heads, spans, strict=True) if head is not None
    }
    story = mentions.tell_story(reading, introductions.find_cast(reading), speaking)
    sources = [_find_source(story, span, head, config) for span, head in zip(spans, heads, strict=True)]
    sources = _speak_for_themselves(reading, rows, sources)
    sources = _repeat_quotations(reading, rows, sources)
    known = descriptions.kinds_of_bodies(reading.tree, story.cast.referents, config)
    for row, source in zip(rows, sources, strict=True):
        yield _describe(reading, row, source, known)


def _token_range(tree: Tree, start: object, end: object) -> Span | None:
    if pd.isna(start) or pd.isna(end):
        return None
    low, high = tree.tokens_between(int(start), int(end))
    return (low, high) if low < high else None


def _head(tree: Tree, span: Span | None) -> int | None:
    """Return the token of a source that the rest of it hangs from, a nominal one if there is any."""
    if span is None:
        return None
    roots = [t for t in range(*span) if not span[0] <= tree.head[t] < span[1] or tree.head[t] == t]
    nominal = [t for t in roots if _is_nominal(tree, t)]
    others = [t for t in range(*span) if _is_nominal(tree, t)]
    return (nominal or others or roots)[0]


def _speaker_of(tree: Tree, head: int) -> int:
    """Return the noun behind a relative pronoun, or the head itself."""
    target = _relative_head(tree, head) if _is_relative(tree, head) else -1
    return target if target >= 0 else head


def _is_relative(tree: Tree, token: int) -> bool:
    return tree.lower[token] in RELATIVES and tree.pos[token] != "NOUN" and not tree.text[token].isupper()


def _is_nominal(tree: Tree, token: int) -> bool:
    reflexive = tree.lower[token].endswith(("self", "selves"))
    return tree.pos[token] in {"NOUN", "PROPN", "PRON"} and not reflexive


def _find_source(story: mentions.Story, span: Span | None, head: int | None, config: CorpusConfig | None) -> Source:
    if span is None or head is None:
        return Source()
    tree = story.reading.tree
    referents = [_whom(story, token, span) for token in (head, *_coordinated(tree, head, span))]
    known = tuple(referent for referent in referents if referent is not None)
    name = " and ".join(referent.name for referent in known if referent.name) or None
    source = Source(span, head, known, None, name if len(known) == len(referents) else None)
    return source if config is None else _look_up(source, tree.cut(span), config)


def _look_up(source: Source, text: str, config: CorpusConfig) -> Source:
    """Return a source under the name and entity that the configuration gives for its words."""
    name = find_alias(text, source.name, config) or source.name
    entity = find_entity(text, name, config)
    return replace(source, entity=entity, name=entity.label if entity is not None else name)


def _coordinated(tree: Tree, head: int, span: Span) -> list[int]:
    """Return the further heads of a compound source ("Marn and Brandt")."""
    found, queue = [], [head]
    while queue:
        new = [
            k for k in tree.children(queue.pop(), "conj") if k < span[1] and tree.pos[k] in {"NOUN", "PROPN", "PRON"}
        ]
        found += new
        queue += new
    return sorted(found)


def _whom(story: mentions.Story, token: int, span: Span) -> introductions.Referent | None:
    tree = story.reading.tree
    if _is_relative(tree, token):
        target = _relative_head(tree, token)
        return story.meant[target].resolved() if target in story.meant else None
    beside = _beside(story, token, span)
    referent = beside or story.meant.get(token)
    return referent.resolved() if referent is not None else None


def _beside(story: mentions.Story, token: int, span: Span) -> introductions.Referent | None:
    """Return the person named in a source whose head the parser put beside the name ("spokesman Teo Brandt")."""
    tree = story.reading.tree
    if token in story.meant and story.meant[token].sort == "person":
        return None
    if token in story.introduced:
        return story.introduced[token]
    if token + 1 in story.cast.named and token + 1 < span[1] and tree.pos[token] == "NOUN":
        return story.cast.named[token + 1]
    kids = [kid for kid in tree.children(token, "appos") if span[0] <= kid < span[1] and kid in story.meant]
    return next((story.meant[kid] for kid in kids if story.meant[kid].places), None)


def _relative_head(tree: Tree, token: int) -> int:
    """Return the noun that a relative pronoun stands for, or -1."""
    verb, steps = tree.head[token], 0
    while tree.dep[verb] not in {"relcl", "acl"} and tree.head[verb] != verb and steps < CLIMB:
        verb, steps = tree.head[verb], steps + 1
    if tree.dep[verb] in {"relcl", "acl"} and tree.head[verb] < token:
        return tree.head[verb]
    before = [t for t in range(max(0, token - CLIMB), token) if tree.pos[t] in {"NOUN", "PROPN"}]
    return before[-1] if before else -1


def _speak_for_themselves(reading: names.Reading, rows: list, sources: list[Source]) -> list[Source]:
    """Let "I" and "we" within a quotation mean its speaker."""
    by_id = dict(zip((row.attribution_id for row in rows), sources, strict=True))
    out = []
    for row, own in zip(rows, sources, strict=True):
        nested = own.head is not None and not pd.isna(row.outer_id)
        if nested and reading.tree.lower[own.head] in SPEAKER_WORDS:
            outer = by_id.get(row.outer_id, Source())
            out.append(Source(own.span, own.head, outer.referents, outer.entity, outer.name))
        else:
            out.append(own)
    return out


def _repeat_quotations(reading: names.Reading, rows: list, sources: list[Source]) -> list[Source]:
    """Give a pull quote without a name the speaker of the quotation that it repeats."""
    text = reading.tree.source
    plain = [" ".join(LETTERS.findall(text[row.start : row.end].lower())) for row in rows]
    out = list(sources)
    for i, row in enumerate(rows):
        if row.form == "pullquote" and sources[i].head is None and plain[i]:
            twins = [j for j, other in enumerate(plain) if j != i and plain[i] in other and sources[j].head is not None]
            out[i] = sources[twins[0]] if twins else out[i]
    return out


def _describe(reading: names.Reading, row: object, source: Source, known: Mapping[str, str]) -> dict:
    kind = descriptions.classify_kind(reading, source.span, source.head, source.referents, known)
    cue = _token_range(reading.tree, row.cue_start, row.cue_end)
    content = _token_range(reading.tree, row.start, row.end)
    return {
        "source_name": source.name,
        "source_kind": source.entity.kind if source.entity and source.entity.kind else kind,
        "naming": descriptions.classify_naming(reading, source.head, source.referents),
        "side": source.entity.party if source.entity else None,
        "channel": descriptions.classify_channel(
            reading.tree, descriptions.Place(cue, source.span, content), form=row.form
        ),
        "descriptor": descriptions.describe_source(reading, source.span, source.head, source.referents),
    }


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
    plain = plain_name(words)
    for terms in (lambda e: (e.label, *e.names), lambda e: e.roles):
        for entity in actors:
            if plain in {plain_name(term) for term in terms(entity)}:
                return entity
    inside = [
        (len(term), entity)
        for entity in actors
        for term in (entity.label, *entity.names, *(role for role in entity.roles if role.lower().startswith("the ")))
        if re.search(rf"(?<!\w){re.escape(plain_name(term))}$", plain)
    ]
    return max(inside, key=lambda pair: pair[0])[1] if inside else None


def find_alias(text: str, name: str | None, config: CorpusConfig) -> str | None:
    """Return the canonical name that the configuration gives for a source's words or its resolved name."""
    aliases = {plain_name(alias): canonical for alias, canonical in config.source_aliases.items()}
    return next((aliases[plain_name(words)] for words in (text, name) if words and plain_name(words) in aliases), None)
