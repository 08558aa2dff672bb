"""From a loaded corpus to every table: the order in which the parts are called, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from workbench.corpus import Corpus
from workbench.schema import make_table
from workbench.tokens.selection import DEFAULT_ZONES, check_zones

CORRECTIONS_NAME = "attributions.csv"


@dataclass(frozen=True)
class Choices:
    """What a person may decide about a run; each is recorded in the manifest.

    Attributes
    ----------
    zones : tuple of str
        The zones that are counted.
    min_words, min_sentences : int
        Least words and sentences for a score.
    n_resamples, n_shuffles, seed : int
        Bootstrap resamples, shuffles of the keyness null, and the seed of both.
    """

    zones: tuple[str, ...] = DEFAULT_ZONES
    min_words: int = 100
    min_sentences: int = 10
    n_resamples: int = 1000
    n_shuffles: int = 200
    seed: int = 0

    def __post_init__(self) -> None:
        """Refuse unknown zones."""
        object.__setattr__(self, "zones", check_zones(self.zones))

    def as_dict(self) -> dict:
        """Return the choices as plain values, for a manifest.

        Examples
        --------
        >>> Choices(seed=3).as_dict()["zones"]
        ['body']
        """
        return {**asdict(self), "zones": list(self.zones)}


@dataclass(frozen=True, eq=False)
class Texts:
    """A corpus as read by the parser: its sentences, its tokens with their voice, and who says what."""

    sentences: pd.DataFrame
    tokens: pd.DataFrame
    attributions: pd.DataFrame
    corrections: pd.DataFrame


def read_texts(corpus: Corpus, *, cache: bool = True) -> Texts:
    """Parse the corpus, find its attributions, apply those corrected by hand, and give every token its voice.

    Returns
    -------
    Texts
        Tables sentences, tokens and attributions as in `schema.TABLES`, and the log of corrections by hand.

    Raises
    ------
    ValueError
        If ``attributions.csv`` beside the articles has a row that cannot be applied.

    Examples
    --------
    >>> from workbench.corpus import load_corpus
    >>> read_texts(load_corpus("osmere")).tokens.voice.isin(["narrator", "paraphrase", "quotation"]).all()
    np.True_
    """
    from workbench.language import segment_text
    from workbench.measures.sources import (
        apply_corrections,
        assign_voice,
        find_attributions,
        no_corrections,
        read_corrections,
    )

    sentences, tokens = segment_text(corpus.articles, corpus.blocks, cache=cache)
    attributions = find_attributions(tokens, articles=corpus.articles, blocks=corpus.blocks, config=corpus.config)
    path = None if corpus.folder is None else Path(corpus.folder) / CORRECTIONS_NAME
    by_hand = read_corrections(path) if path is not None and path.is_file() else no_corrections()
    attributions, log = apply_corrections(attributions, by_hand, articles=corpus.articles, tokens=tokens)
    return Texts(sentences, assign_voice(tokens, attributions), attributions, log)


def build_tables(
    corpus: Corpus, *, choices: Choices = Choices(), progress: bool = False, cache: bool = True
) -> dict[str, pd.DataFrame]:
    """Return every table of a corpus, by name, in the order of the data dictionary.

    Returns
    -------
    dict of str to DataFrame
        The tables of `schema.TABLES` that the measures make, and cleaning_log, problems and metadata.

    Examples
    --------
    >>> from workbench.corpus import load_corpus
    >>> tables = build_tables(load_corpus("osmere"), choices=Choices(n_resamples=100, n_shuffles=5))
    >>> {"articles", "blocks", "tokens", "attributions", "scores", "keyness"} <= set(tables)
    True
    """
    texts = read_texts(corpus, cache=cache)
    tables = {
        "articles": corpus.articles,
        "metadata": corpus.metadata,
        "blocks": corpus.blocks,
        "cleaning_log": corpus.log,
        "warnings": corpus.warnings,
        "problems": corpus.problems,
        "sentences": texts.sentences,
        "tokens": texts.tokens,
        "attributions": texts.attributions,
        "corrections": texts.corrections,
    }
    for name, measure in _watch(_list_measures(corpus, texts, choices), shown=progress):
        tables[name] = measure()
    return tables


def _watch(measures: Mapping[str, Callable], *, shown: bool) -> Iterator[tuple[str, Callable]]:
    from tqdm.auto import tqdm

    with tqdm(total=len(measures), desc="measuring", unit="table", disable=not shown) as bar:
        for name, measure in measures.items():
            bar.set_postfix_str(name)
            yield name, measure
            bar.update()


def _list_measures(corpus: Corpus, texts: Texts, choices: Choices) -> dict[str, Callable[[], pd.DataFrame]]:
    from workbench.lexicons import find_hits
    from workbench.measures.agency import find_clauses
    from workbench.measures.keyness import compare_terms, count_passing
    from workbench.measures.naming import find_mentions
    from workbench.measures.overlap import align_quotations, find_shared_passages
    from workbench.measures.quantities import find_quantities
    from workbench.measures.sentiment import score_sentences
    from workbench.measures.sources import list_sources
    from workbench.measures.vocabulary import count_terms

    sentences, tokens, said, zones = texts.sentences, texts.tokens, texts.attributions, choices.zones
    context = {"config": corpus.config, "attributions": said, "zones": zones}
    null = {"zones": zones, "n_shuffles": choices.n_shuffles, "seed": choices.seed}
    return {
        "sources": lambda: list_sources(said, zones=zones),
        "quantities": lambda: find_quantities(tokens, articles=corpus.articles, **context),
        "mentions": lambda: find_mentions(tokens, **context),
        "clauses": lambda: find_clauses(tokens, zones=zones),
        "passages": lambda: find_shared_passages(tokens, zones=zones),
        "quotations": lambda: align_quotations(tokens, said, zones=zones),
        "scores": lambda: build_scores(texts, choices=choices),
        "sentence_sentiment": lambda: score_sentences(sentences, tokens, zones=zones),
        "hits": lambda: find_hits(tokens, zones=zones),
        "terms": lambda: count_terms(tokens, zones=zones),
        "keyness": lambda: compare_terms(tokens, **null),
        "keyness_null": lambda: count_passing(tokens, **null),
    }


def build_scores(texts: Texts, *, choices: Choices = Choices()) -> pd.DataFrame:
    """Return the scores of every measure in one table: readability, sentiment, sourcing, diversity, framing words.

    Returns
    -------
    DataFrame
        `schema.TABLES["scores"]`, sorted by article, measure, voice and zones.

    Examples
    --------
    >>> from workbench.corpus import load_corpus
    >>> scores = build_scores(read_texts(load_corpus("osmere")), choices=Choices(n_resamples=100, n_shuffles=5))
    >>> {"lix", "sentiment_vader", "sourcing_attributions"} <= set(scores.measure)
    True
    """
    from workbench.inference import Resampling
    from workbench.measures.framing import score_framing
    from workbench.measures.readability import score_readability
    from workbench.measures.sentiment import SentimentSettings, score_sentiment
    from workbench.measures.sources import summarise_sourcing
    from workbench.measures.vocabulary import measure_diversity

    sentences, tokens, zones = texts.sentences, texts.tokens, choices.zones
    resampling = Resampling(n_resamples=choices.n_resamples, seed=choices.seed)
    limits = {"zones": zones, "min_words": choices.min_words, "min_sentences": choices.min_sentences}
    prose = {"sentences": sentences, "tokens": tokens, "zones": zones, "resampling": resampling}
    parts = [
        score_readability(sentences, tokens, **limits, resampling=resampling),
        score_sentiment(sentences, tokens, **limits, settings=SentimentSettings(resampling=resampling)),
        summarise_sourcing(texts.attributions, **prose),
        measure_diversity(tokens, zones=zones, min_words=choices.min_words),
        score_framing(tokens, zones=zones, n_shuffles=choices.n_shuffles, seed=choices.seed),
    ]
    return make_table(pd.concat([part for part in parts if len(part)], ignore_index=True), "scores")


def describe_parser() -> dict:
    """Return what parsed the texts: model name, version and hash, spaCy's version.

    Examples
    --------
    >>> sorted(describe_parser())[:2]
    ['hash', 'model']
    """
    from workbench.language import parser_info

    return parser_info()


def describe_loading(corpus: Corpus) -> str:
    """Return what the loader saw, for the terminal: articles, lines by zone, warnings.

    Examples
    --------
    >>> from workbench.corpus import load_corpus
    >>> print(describe_loading(load_corpus("osmere")).splitlines()[0])
    osmere: 3 articles
    """
    zones = corpus.blocks.pivot_table(index="article_id", columns="zone", values="block_id", aggfunc="count")
    parts = [
        f"{corpus.name}: {len(corpus.articles)} articles",
        corpus.articles[["article_id", "outlet", "title", "published", "encoding"]].to_string(
            index=False, max_colwidth=40
        ),
        "\nLines by zone",
        zones.astype("Int64").to_string(na_rep="."),
        f"\nWarnings: {len(corpus.warnings)}",
    ]
    parts += [
        f"  {row.article_id} [{row.start}:{row.end}] {row.rule}: {row.message}" for row in corpus.warnings.itertuples()
    ]
    return "\n".join(parts)
