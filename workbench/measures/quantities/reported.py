"""The table of reported figures: value, qualifier, unit, act, agent, window, and who is credited with each, in which voice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from workbench.corpus.config import CorpusConfig
from workbench.lexicons.word_lists import list_verbs
from workbench.measures.quantities import counted, exclusions, numerals
from workbench.schema import make_table, require_columns
from workbench.tokens import grammar
from workbench.tokens.selection import DEFAULT_ZONES, check_zones
from workbench.tokens.tree import Span, Tree, build_trees

FURTHER = {"words": "str", "unit_kind": "str", "act_kind": "str", "zone": "str", "sentence_id": "int64"}
_NEEDED = (
    "article_id", "sentence_id", "token_id", "start", "end", "text", "lower", "lemma", "pos", "tag", "dep", "head_id",
    "zone", "voice",
)  # fmt: skip
_INHERITED_SENTENCES = 2  # judgement: how far a number without a noun looks back for what it counts
_NOT_INHERITED = frozenset({"time", "measure", "money"})  # "a pause of 30 days ... Dozens were wounded"
_REFUSALS = list_verbs("refuses")
_RELATIVES = frozenset({"which", "where", "whose", "who", "whom"})
_DROPPED = frozenset({"the", "a", "an", "its", "their", "his", "her", "'s", "’s"})
_BETWEEN = 3  # judgement: tokens before a relative word in which the name it is about is looked for: "Callow, in which"
_OBJECTS = ("dobj", "obj", "dative", "nsubjpass")


def find_quantities(
    tokens: pd.DataFrame,
    *,
    articles: pd.DataFrame,
    attributions: pd.DataFrame | None = None,
    config: CorpusConfig | None = None,
    zones: Iterable[str] = DEFAULT_ZONES,
) -> pd.DataFrame:
    """Return every figure that the articles report: counts, shares, sums of money, ranges and words such as "dozens".

    Needs the token table (with zone and voice), article_id and text of the articles, and the attributions table.

    Parameters
    ----------
    tokens, articles, attributions : DataFrame
        Tables as the workbench makes them; without attributions nobody is credited.
    config : CorpusConfig, optional
        Its source aliases give the credited names one spelling.
    zones : iterable of str
        Zones in which figures are looked for.

    Returns
    -------
    DataFrame
        One row per figure: article_id, quantity_id, start, end (with the qualifier), value (shares are fractions of 1;
        NaN for a range or "dozens"), low and high (what the wording promises: "over" gives low, "nearly" gives high,
        "about" neither, no qualifier both, "hundreds" a low of one hundred), qualifier (as written; "exact", "range",
        "indefinite"), unit, act (killed, died, displaced ...; for other verbs the lemma), agent (grammatical, as
        written), window, credited_to, descriptor, attribution_id, voice; then words (the figure as written), unit_kind
        and act_kind (what figures are grouped by), zone, sentence_id. Sorted by article and place.

    Raises
    ------
    KeyError, ValueError
        For missing columns, an unknown zone, or tokens of an article that `articles` lacks.

    Notes
    -----
    Dates, clock times, ages, ordinals, labels (Channel 4), addresses, scores, telephone numbers, "one of", and words
    that refer back ("the two men") are left out; so is the time a count covers ("in the past 24 hours"), which stands
    in `window`. A length of time that is itself proposed or imposed ("a 30-day truce") is a figure. A number without a
    noun ("132 remain") takes the unit of the figure before it. Rules over a dependency parse err: open the words.

    A figure is not an estimate of what happened. Figures of different window, unit or status must not be compared.

    Examples
    --------
    >>> from workbench.corpus import load_corpus
    >>> from workbench.language import segment_text
    >>> corpus = load_corpus("osmere")
    >>> _, tokens = segment_text(corpus.articles, corpus.blocks)
    >>> table = find_quantities(tokens, articles=corpus.articles)
    >>> table.loc[table.act == "killed", ["qualifier", "value", "unit"]].values.tolist()
    [['nearly', 500.0, 'people'], ['exact', 3.0, 'fighters']]
    """
    require_columns(tokens, _NEEDED, name="tokens")
    require_columns(articles, ("article_id", "text"), name="articles")
    texts = dict(zip(articles["article_id"], articles["text"], strict=True))
    chosen = tokens[tokens["zone"].isin(check_zones(zones))]
    _check_texts(chosen, texts)
    said = {} if attributions is None else group_attributions(attributions)
    aliases = {} if config is None else config.source_aliases
    rows = [
        row
        for tree in build_trees(chosen)
        for row in _describe_article(tree, texts[tree.article_id], said.get(tree.article_id, []), aliases=aliases)
    ]
    return _finish(rows)


def _check_texts(tokens: pd.DataFrame, texts: Mapping[str, str]) -> None:
    unknown = sorted(set(tokens["article_id"]) - set(texts))
    if unknown:
        raise ValueError(
            f"tokens holds the article {unknown[0]!r}, which articles lacks; articles has {', '.join(sorted(texts)[:5])}. "
            "Pass the articles that the tokens were made from."
        )


def _finish(rows: list[dict]) -> pd.DataFrame:
    table = make_table(rows, "quantities")
    for column, dtype in FURTHER.items():
        table[column] = table[column].astype(dtype) if column in table else pd.Series(dtype=dtype)
    return table


def _describe_article(tree: Tree, text: str, said: list, *, aliases: Mapping[str, str]) -> Iterator[dict]:
    previous: tuple[numerals.Quantity, counted.Unit] | None = None
    number = 0
    for quantity in numerals.locate_quantities(tree, text):
        if exclusions.is_excluded(quantity):
            continue
        unit = counted.find_unit(quantity)
        predicate = counted.find_predicate(quantity, unit)
        unit = unit or _inherit(quantity, previous) or _infer_people(quantity, predicate)
        if _is_bare_one(quantity, predicate):
            continue
        if unit is not None and quantity.number.kind in {"count", "loose"} and _may_be_inherited(unit):
            previous = quantity, unit
        yield {
            "article_id": tree.article_id,
            "quantity_id": number,
            "start": quantity.start,
            "end": quantity.end,
            "words": " ".join(text[quantity.start : quantity.end].split()),
            **_describe(quantity, unit, predicate),
            **_name_credit(quantity, said, aliases),
        }
        number += 1


def _inherit(
    quantity: numerals.Quantity, previous: tuple[numerals.Quantity, counted.Unit] | None
) -> counted.Unit | None:
    """Take the unit of the figure before, where a number stands without noun soon after it."""
    if previous is None or quantity.number.kind != "count":
        return None
    tree, (before, unit) = quantity.tree, previous
    distance = tree.sentence[quantity.first] - tree.sentence[before.first]
    return counted.Unit(unit.name, unit.kind, quantity.head) if distance <= _INHERITED_SENTENCES else None


def _may_be_inherited(unit: counted.Unit) -> bool:
    return counted.read_units().get(unit.kind, unit.kind) not in _NOT_INHERITED


def _infer_people(quantity: numerals.Quantity, predicate: counted.Predicate | None) -> counted.Unit | None:
    """Take people as counted where what is told happens to people: dozens were wounded."""
    told = predicate is not None and predicate.kind not in {"", "destruction"}
    loose = quantity.number.kind == "loose" and quantity.tree.dep[quantity.head] in {"nsubj", "nsubjpass"}
    return counted.Unit("people", "people", quantity.head) if told or loose else None


def _is_bare_one(quantity: numerals.Quantity, predicate: counted.Predicate | None) -> bool:
    """Whether "one" is a mere article: it counts only people or things to whom a listed act happens."""
    return (
        quantity.words.lower() == "one"
        and quantity.number.kind == "count"
        and (predicate is None or not predicate.kind)
    )


def _describe(
    quantity: numerals.Quantity, unit: counted.Unit | None, predicate: counted.Predicate | None
) -> dict[str, Any]:
    value, low, high = quantity.bounds()
    tree = quantity.tree
    return {
        "value": value,
        "low": low,
        "high": high,
        "qualifier": quantity.qualifier,
        "unit": None if unit is None else unit.name,
        "unit_kind": None if unit is None else unit.kind,
        "act": None if predicate is None else predicate.act,
        "act_kind": None if predicate is None or not predicate.kind else predicate.kind,
        "agent": counted.find_agent(tree, predicate),
        "window": counted.find_window(quantity, predicate),
        "zone": tree.zone[quantity.first],
        "sentence_id": tree.sentence[quantity.first],
    }


def _name_credit(quantity: numerals.Quantity, said: list, aliases: Mapping[str, str]) -> dict[str, Any]:
    credit = credit_quantity(quantity, said, aliases=aliases)
    return {
        "credited_to": credit.source,
        "descriptor": credit.descriptor,
        "attribution_id": credit.attribution_id,
        "voice": credit.voice,
    }


@dataclass(frozen=True)
class Credit:
    """The source named for a figure, None where none is; and the attribution that carries it."""

    source: str | None = None
    descriptor: str | None = None
    attribution_id: int | None = None
    voice: str = "narrator"


def group_attributions(attributions: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the rows of the attributions table by article."""
    return {
        str(article_id): list(rows.itertuples(index=False))
        for article_id, rows in attributions.groupby("article_id", sort=True)
    }


def credit_quantity(quantity: numerals.Quantity, attributions: Iterable, *, aliases: Mapping[str, str]) -> Credit:
    """Return the innermost attribution that vouches for a figure.

    A figure in a background clause about a name ("Callow, where thousands have fled, he said") is the writer's own,
    so nobody is credited. Who rejects a proposal is not credited with the figures in it.
    """
    tree, rows = quantity.tree, list(attributions)
    start, end = tree.start[quantity.first], tree.end[quantity.last]
    around = [row for row in rows if row.start <= start and end <= row.end]
    vouching = [row for row in around if row.cue_lemma not in _REFUSALS]
    vouching = vouching or [row for row in rows if _governs(quantity, row) or _accords(quantity, row)]
    voice = tree.voice[quantity.head]
    if voice != "quotation":
        vouching = _drop_outside_background(quantity, vouching)
        voice = _name_voice(voice, vouching, around)
    return _name_innermost(tree, vouching, voice, aliases) if vouching else Credit(voice=voice)


def _name_voice(voice: str, vouching: list, around: list) -> str:
    """Return paraphrase for words of the narrator that somebody vouches for, or is said to say or deny."""
    reported = vouching or any(row.level == "core" for row in around)
    return "paraphrase" if voice == "narrator" and reported else voice


def _drop_outside_background(quantity: numerals.Quantity, rows: list) -> list:
    """Leave out who speaks around, not inside, a background clause that holds the figure; who comes after it stays."""
    opening = _find_background(quantity)
    if opening is None:
        return rows
    return [row for row in rows if _trails(row) or row.start >= quantity.tree.start[opening]]


def _name_innermost(tree: Tree, rows: list, voice: str, aliases: Mapping[str, str]) -> Credit:
    named = [row for row in rows if isinstance(row.source_text, str)]
    row = min(named or rows, key=lambda row: (row.end - row.start, row.attribution_id))
    source, descriptor = name_source(tree, row)
    return Credit(aliases.get(source, source), descriptor, int(row.attribution_id), voice)


def _trails(row: Any) -> bool:
    """Whether the source comes after what it vouches for, so that it covers the whole sentence."""
    lemma = row.cue_lemma if isinstance(row.cue_lemma, str) else ""
    return lemma.startswith("accord") or bool(not pd.isna(row.cue_start) and row.cue_start >= row.end)


def _accords(quantity: numerals.Quantity, row: Any) -> bool:
    """Whether "according to" stands in the sentence of the figure."""
    if not (isinstance(row.cue_lemma, str) and row.cue_lemma.startswith("accord")) or pd.isna(row.cue_start):
        return False
    return _same_sentence(quantity.tree, quantity.first, int(row.cue_start))


def _same_sentence(tree: Tree, token: int, offset: int) -> bool:
    at = tree.tokens_between(offset, offset + 1)[0]
    return at < len(tree) and tree.sentence[at] == tree.sentence[token]


def _governs(quantity: numerals.Quantity, row: Any) -> bool:
    """Whether the figure is (part of) what the cue acts on: "accused 12 employees"."""
    if pd.isna(row.cue_start) or row.cue_lemma in _REFUSALS:
        return False
    tree = quantity.tree
    first, last = tree.tokens_between(int(row.cue_start), int(row.cue_end))
    if not _same_sentence(tree, quantity.first, int(row.cue_start)):
        return False
    objects = (
        [kid for cue in range(first, last) for kid in tree.children(cue, *_OBJECTS)] if row.level == "core" else []
    )
    objects += [kid for cue in range(first, last) for kid in tree.children(cue, "advcl") if _takes_up(tree, kid)]
    return any(quantity.head in tree.subtree(kid, barred=("relcl", "advcl")) for kid in objects)


def _takes_up(tree: Tree, verb: int) -> bool:
    """Whether a clause goes on about the object before it: "three phases, each lasting 45 days"."""
    return any(tree.lower[kid] in {"each", "both", "all"} for kid in tree.children(verb, "nsubj", "nsubjpass"))


def _find_background(quantity: numerals.Quantity) -> int | None:
    """Return where a relative clause about a name opens around the figure: what it tells is known anyway."""
    tree = quantity.tree
    for token in [quantity.head, *tree.ancestors(quantity.head)]:
        if tree.dep[token] in {"relcl", "advcl"}:
            opening = _find_opening(tree, token)
            if opening is not None:
                return None if _of_whom(tree, token) else opening
    return None


def _find_opening(tree: Tree, verb: int) -> int | None:
    """Return the relative word of a clause whose antecedent is, or ends in, a name."""
    first = min(tree.subtree(verb))
    opening = next((word for word in range(first, verb) if tree.lower[word] in _RELATIVES), None)
    if opening is None:
        return None
    before = [word for word in range(max(0, opening - _BETWEEN), opening) if tree.pos[word] not in {"PUNCT", "ADP"}]
    about = [tree.head[verb], *before[-1:]] if tree.dep[verb] == "relcl" else before[-1:]
    about += [kid for prep in tree.children(tree.head[verb], "prep") for kid in tree.children(prep, "pobj")]
    return opening if any(tree.pos[word] == "PROPN" for word in about) else None


def _of_whom(tree: Tree, verb: int) -> bool:
    """Whether the clause goes on about people just counted: 132 remain, of whom 29 ..."""
    return any(tree.lower[word] in {"whom", "which"} and tree.lower[word - 1] == "of" for word in tree.subtree(verb))


# The source in words: name and descriptor ------------------------------------------------------------------------------


def name_source(tree: Tree, row: Any) -> tuple[str | None, str | None]:
    """Return the name of a source and its descriptor, None where the descriptor only repeats the name."""
    name, descriptor, words = (_read_text(cell) for cell in (row.source_name, row.descriptor, row.source_text))
    if words is not None and not pd.isna(row.source_start):
        span = tree.tokens_between(int(row.source_start), int(row.source_end))
        name, descriptor = _fill_from_words(tree, span, words, name=name, descriptor=descriptor)
    repeated = name is not None and descriptor is not None and name.casefold() == descriptor.casefold()
    return name, None if repeated else descriptor


def _read_text(cell: Any) -> str | None:
    return " ".join(cell.split()) if isinstance(cell, str) else None


def _fill_from_words(
    tree: Tree, span: Span, words: str, *, name: str | None, descriptor: str | None
) -> tuple[str | None, str | None]:
    """Take what the attribution does not tell of name and descriptor from the words of the source.

    Without a name of its own, the name is the noun with its compounds, and the descriptor what else modifies it. Where
    the name is known from elsewhere in the article and none of it stands here, all words but a pronoun are descriptor.
    """
    if span[0] >= span[1] or (name and descriptor):
        return name or words, descriptor
    if name and not _shares_word(name, words):
        return name, descriptor or (None if tree.pos[span[0]] == "PRON" else words)
    core = grammar.find_compound(tree, span)
    return name or tree.string(core), descriptor or _describe_credited(tree, span, core)


def _shares_word(name: str, words: str) -> bool:
    return bool(set(name.lower().split()) & set(words.lower().split()))


def _describe_credited(tree: Tree, span: Span, core: Span) -> str | None:
    """Return what stands before and after the core, articles left out."""
    before = _strip(tree, span[0], core[0])
    after = _strip(tree, core[1], span[1])
    told = [tree.string(part) for part in (before, after) if part[0] < part[1]]
    return ", ".join(told) or None


def _strip(tree: Tree, first: int, last: int) -> Span:
    while first < last and (tree.lower[first] in _DROPPED or tree.pos[first] == "PUNCT"):
        first += 1
    while last > first and tree.pos[last - 1] == "PUNCT":
        last -= 1
    return first, last
