"""`load_corpus`: from a name or a path to the tables that everything else starts from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from workbench.corpus import formats, locate, notices, sheets, tables, zones
from workbench.corpus.config import ARTICLE_KEYS, CONFIG_NAME, CorpusConfig, read_config
from workbench.corpus.metadata import describe_gaps, label_articles, read_stated_metadata
from workbench.corpus.reading import (
    MAX_FILE_PROBLEMS,
    CorpusError,
    Reading,
    ReadingError,
    guard,
    join_readings,
    list_problems,
    show_name,
    show_short,
    show_value,
    summarise_problems,
)
from workbench.schema import TABLES, make_table

OVERRIDES_NAME = "zones.csv"
SHOWN_PLACES = 5  # judgement: what one sentence can hold
LOG_COLUMNS = {
    "article_id": "str",
    "block_id": "Int64",
    "rule": "str",
    "start": "Int64",
    "end": "Int64",
    "before": "str",
    "after": "str",
    "decided_by": "str",
    "source_file": "str",
}


@dataclass(frozen=True, eq=False)
class Corpus:
    """A loaded corpus: its configuration and its tables.

    Attributes
    ----------
    name : str
        The folder's name or the file's stem.
    config : CorpusConfig
        What corpus.toml says.
    articles, blocks, warnings : DataFrame
        As in `workbench.schema.TABLES`.
    log : DataFrame
        One row per decision of the loader that is not "an article, as it stands" or "body": article_id, block_id, rule,
        start, end, before, after, decided_by ("rule", "hand", "reader"), source_file.
    problems : DataFrame
        One row per thing that could not be loaded: source_file, message.
    notes : DataFrame
        One row per thing to know that is no fault: source_file, message. What was left aside and why, sheets without
        texts, cells left empty, and which articles state no outlet or date.
    metadata : DataFrame
        One row per article: article_id and the further columns of its table, as text.
    folder : Path or None
        Where the articles and their sidecars lie; None for a single file, which takes no sidecars.
    follow_links : bool
        Whether files behind links that leave the folder are read.
    """

    name: str
    config: CorpusConfig
    articles: pd.DataFrame
    blocks: pd.DataFrame
    warnings: pd.DataFrame
    log: pd.DataFrame
    problems: pd.DataFrame
    notes: pd.DataFrame
    metadata: pd.DataFrame = field(repr=False)
    folder: Path | None = None
    follow_links: bool = False

    def find_sidecar(self, name: str) -> Path | None:
        """Return what lies beside the articles under `name`; ReadingError for a link out of the folder, unless followed."""
        return locate.find_sidecar(self.folder, name, follow_links=self.follow_links)


def load_corpus(
    source: str | Path, *, zone_overrides: str | Path | pd.DataFrame | None = None, follow_links: bool = False
) -> Corpus:
    """Return the corpus that `source` names: articles, their zones, and everything that was noticed on the way.

    The text of an article is kept exactly as decoded. Label, outlet, title, byline and published come from the table or
    page the article came from, then from corpus.toml (which wins, being written by hand), then from what the text
    states; what is not stated is NaN, but for the label, which every article has (see `label_articles`).

    Parameters
    ----------
    source : str or Path
        The name of a known corpus (see `list_corpora`), a folder, or a file (of a kind in `formats.FORMATS`).
    zone_overrides : path, DataFrame or None
        Zones set by hand; None takes zones.csv from the folder where there is one.
    follow_links : bool
        Whether links that lead out of the folder are followed.

    Returns
    -------
    Corpus
        Its `problems` list the files and rows that could not be loaded; the others are loaded.

    Raises
    ------
    CorpusError
        If nothing could be loaded, or corpus.toml is faulty; the sentence says where and what to do.
    ValueError, KeyError
        If `zone_overrides` was given and is faulty; a faulty zones.csv in the folder is a problem.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "quay.txt").write_text("The quay reopened on Monday, the mayor said.")
    >>> load_corpus(folder).articles[["article_id", "label", "outlet"]].to_dict("records")
    [{'article_id': 'quay', 'label': 'Text 1', 'outlet': nan}]
    """
    path = locate.find_source(source)
    config = _read_config(path, follow_links=follow_links) if path.is_dir() else CorpusConfig()
    reading = leave_out_doubles(read_source(path, follow_links=follow_links))
    if not reading.records:
        raise CorpusError(_describe_nothing(path, reading))
    name = path.resolve().name if path.is_dir() else path.stem
    folder = path if path.is_dir() else None
    sidecars = Sidecars(folder, zone_overrides, follow_links)
    return _make_corpus(reading, config=config, name=show_name(name), sidecars=sidecars)


def _read_config(folder: Path, *, follow_links: bool) -> CorpusConfig:
    try:
        locate.find_sidecar(folder, CONFIG_NAME, follow_links=follow_links)
    except ReadingError as error:
        raise CorpusError(str(error)) from error
    return read_config(folder)


def load_frame(df: pd.DataFrame, name: str = "table") -> Corpus:
    """Return a DataFrame of articles as a corpus: a column of texts, and what else there is.

    Needs text; article_id, label, outlet, title, byline and published are taken where they are there (under their usual
    names, as in a file), further columns become metadata. A row without an id is numbered "name-1", "name-2" ...

    Returns
    -------
    Corpus
        As `load_corpus` gives it, without a folder or configuration.

    Raises
    ------
    CorpusError
        If there is no column of texts or no row, a text is empty, or two rows have one id: nothing is left out
        silently.

    Examples
    --------
    >>> frame = pd.DataFrame({"text": ["The quay is shut."], "outlet": ["The Post"], "section": ["Town"]})
    >>> corpus = load_frame(frame)
    >>> corpus.articles[["article_id", "label"]].values.tolist(), corpus.metadata["section"].tolist()
    ([['table-1', 'The Post']], ['Town'])
    """
    if not isinstance(df, pd.DataFrame):
        raise CorpusError(f"a {type(df).__name__} was given; allowed is a DataFrame with a column of texts. Give one.")
    try:
        with guard(name):
            reading = leave_out_doubles(tables.read_sheets([sheets.frame_sheet(df)], name=name))
    except ReadingError as error:
        raise CorpusError(str(error)) from error
    if reading.problems:
        raise CorpusError(summarise_problems(reading.problems))
    return _make_corpus(reading, config=CorpusConfig(), name=show_name(name), sidecars=Sidecars())


@dataclass(frozen=True)
class Sidecars:
    """Where what a person set by hand stands: the folder of the articles, and zones that were given instead of its own."""

    folder: Path | None = None
    overrides: str | Path | pd.DataFrame | None = None
    follow_links: bool = False


def _make_corpus(reading: Reading, *, config: CorpusConfig, name: str, sidecars: Sidecars) -> Corpus:
    articles, hand_log, problems = _apply_config(_list_articles(reading.records), config)
    overrides, faults = _read_zones(sidecars, articles)
    problems += faults
    blocks, warnings, zone_log = zones.classify_blocks(articles, overrides=overrides)
    articles, stated_log = _fill_stated(articles, read_stated_metadata(articles, blocks))
    articles, label_notes = label_articles(articles, by_hand=config.metadata)
    notes = [*reading.notes, *((name, message) for message in [*label_notes, *describe_gaps(articles)])]
    return Corpus(
        name=name,
        config=config,
        articles=articles,
        blocks=blocks,
        warnings=make_table(_stack([warnings, notices.notice_texts(articles, _list_notices(reading))]), "warnings"),
        log=_make_log([zone_log, pd.DataFrame([*reading.log, *hand_log, *stated_log])]),
        problems=list_problems([*reading.problems, *problems]),
        notes=list_problems(notes),
        metadata=_list_metadata(reading.records),
        folder=sidecars.folder,
        follow_links=sidecars.follow_links,
    )


def _list_notices(reading: Reading) -> dict[str, tuple[str, ...]]:
    return {record["article_id"]: record["notices"] for record in reading.records if record["notices"]}


def _read_zones(
    sidecars: Sidecars, articles: pd.DataFrame
) -> tuple[pd.DataFrame | str | Path | None, list[tuple[str, str]]]:
    """Return the zones set by hand, given or in the folder's sidecar, and a problem for each row that cannot be used."""
    if sidecars.overrides is not None:
        return sidecars.overrides, []
    lengths = dict(zip(articles["article_id"], articles["text"].map(len), strict=True))
    try:
        with guard(OVERRIDES_NAME):
            path = locate.find_sidecar(sidecars.folder, OVERRIDES_NAME, follow_links=sidecars.follow_links)
            if path is None:
                return None, []
            spans, faults = zones.sift_overrides(zones.read_overrides(path), lengths=lengths)
    except ReadingError as error:
        return None, [(OVERRIDES_NAME, f"{error} No zone was set by hand.")]
    told = [f"{OVERRIDES_NAME}: {fault}" for fault in faults[:MAX_FILE_PROBLEMS]]
    if len(faults) > len(told):
        told.append(f"{OVERRIDES_NAME} has {len(faults) - len(told):,} more rows that could not be used.")
    spans = pd.DataFrame(spans, columns=["article_id", "start", "end", "zone"])
    return spans, [(OVERRIDES_NAME, sentence) for sentence in told]


def list_corpora() -> pd.DataFrame:
    """Return the corpora that can be loaded by name: those in `data/` and where WORKBENCH_CORPORA points.

    Returns
    -------
    DataFrame
        One row per corpus, sorted by name: name, title and fiction (from corpus.toml), n_articles, n_problems, folder.

    Examples
    --------
    >>> list_corpora().columns.tolist()
    ['name', 'title', 'fiction', 'n_articles', 'n_problems', 'folder']
    """
    columns = {"name": "str", "title": "str", "fiction": "bool", "n_articles": "int64", "n_problems": "int64"}
    rows = [_describe_corpus(folder) for folder in locate.find_corpora()]
    df = pd.DataFrame(rows, columns=[*columns, "folder"]).astype({**columns, "folder": "str"})
    return df.sort_values(["name", "folder"], ignore_index=True)


def read_source(path: Path, *, follow_links: bool = False) -> Reading:
    """Return the article records of a file, or of every article file in a folder.

    Examples
    --------
    >>> read_source(Path("no-such.txt")).problems[0][0]
    'no-such.txt'
    """
    if not path.is_dir():
        return formats.read_file(path, name=show_name(path.name))
    listing = locate.list_files(path, follow_links=follow_links)
    asides = [(name, reason) for name, reason in listing.asides if name not in locate.SETTINGS]
    log = tuple(
        {"rule": "not-an-article", "after": reason, "decided_by": "reader", "source_file": name}
        for name, reason in asides
    )
    notes = tuple((name, f"{name} was left aside: {reason}.") for name, reason in asides)
    files = (formats.read_file(file, name=show_name(file.relative_to(path).as_posix())) for file in listing.files)
    return join_readings([Reading(problems=listing.problems, log=log, notes=notes), *files])


def leave_out_doubles(reading: Reading) -> Reading:
    """Return the reading without the articles that share an id; each shared id becomes a problem naming all places.

    Examples
    --------
    >>> records = ({"article_id": "a", "place": "a.md"}, {"article_id": "a", "place": "a.txt"})
    >>> leave_out_doubles(Reading(records)).problems[0][1]
    "the id 'a' stands for a.md and a.txt; neither was loaded. Give each article its own file name or id."
    """
    places = defaultdict(list)
    for record in reading.records:
        places[record["article_id"]].append(record)
    shared = {article_id: same for article_id, same in places.items() if len(same) > 1}
    problems = tuple(row for article_id, same in shared.items() for row in _describe_double(article_id, same))
    kept = tuple(record for record in reading.records if record["article_id"] not in shared)
    return Reading(kept, reading.problems + problems, reading.log, reading.notes)


def _describe_double(article_id: str, records: list[dict]) -> list[tuple[str, str]]:
    """Return the sentence on a shared id, once for each file that it keeps out."""
    shown = records[:SHOWN_PLACES]
    *first, last = [record["place"] for record in shown]
    last += f" and {len(records) - len(shown)} more" if len(records) > len(shown) else ""
    message = (
        f"the id {show_value(article_id)} stands for {', '.join(first)} and {last}; {'neither' if len(first) == 1 else 'none'} "
        f"was loaded. Give each article its own file name or id."
    )
    files = dict.fromkeys(record.get("source_file") or record["place"] for record in records)
    return [(file, message) for file in files]


def _describe_nothing(path: Path, reading: Reading) -> str:
    if reading.problems:
        return summarise_problems(reading.problems)
    if (path / "manifest.json").is_file():
        return (
            f"the corpus {path.name} holds a manifest but none of its texts, which are not part of the project. "
            f"Put the article files into {path}, under the names that manifest.json lists."
        )
    return f"the folder {path} holds no article; allowed are {' '.join(formats.SUFFIXES)}. Put article files into it."


def _list_articles(records: Iterable[dict]) -> pd.DataFrame:
    columns = list(TABLES["articles"])
    return make_table([{column: record[column] for column in columns} for record in records], "articles")


def _list_metadata(records: Iterable[dict]) -> pd.DataFrame:
    rows = [{"article_id": record["article_id"], **record["further"]} for record in records]
    return pd.DataFrame(rows).astype("str").sort_values("article_id", ignore_index=True)


def _apply_config(articles: pd.DataFrame, config: CorpusConfig) -> tuple[pd.DataFrame, list[dict], list[tuple]]:
    articles, log = articles.copy(), []
    for article_id, fields in config.metadata.items():
        rows = articles["article_id"] == article_id
        for column, value in fields.items() if rows.any() else ():
            log.append(_log_value(article_id, articles.loc[rows, column].iloc[0], value, rule=column, by="hand"))
            articles.loc[rows, column] = value
    unknown = sorted(set(config.metadata) - set(articles["article_id"]))
    problems = [(CONFIG_NAME, _describe_unknown(article_id, articles)) for article_id in unknown]
    return articles, log, problems


def _describe_unknown(article_id: str, articles: pd.DataFrame) -> str:
    ids = ", ".join(articles["article_id"].head(10).map(show_short))
    return f"{CONFIG_NAME}: articles.{show_short(show_name(article_id))} is not an article that was loaded; these are {ids}. Correct the id."


def _fill_stated(articles: pd.DataFrame, stated: pd.DataFrame) -> tuple[pd.DataFrame, list[dict]]:
    filled, log = articles.copy(), []
    stated = stated.set_index("article_id").reindex(articles["article_id"])
    for column in ARTICLE_KEYS:
        values = pd.Series(stated[column].to_numpy(), index=articles.index, dtype="str")
        rows = articles[column].isna() & values.notna()
        filled.loc[rows, column] = values[rows]
        pairs = zip(articles.loc[rows, "article_id"], values[rows], strict=True)
        log += [_log_value(article_id, None, value, rule=column, by="rule") for article_id, value in pairs]
    return filled, log


def _log_value(article_id: str, before: object, after: str, *, rule: str, by: str) -> dict:
    return {"article_id": article_id, "rule": f"{rule}-stated", "before": before, "after": after, "decided_by": by}


def _make_log(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    df = _stack(frames).reindex(columns=list(LOG_COLUMNS)).astype(LOG_COLUMNS)
    return df.sort_values(["article_id", "start", "block_id", "rule", "source_file"], kind="stable", ignore_index=True)


def _stack(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    frames = [df.astype(object) for df in frames if len(df)]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame()


def _describe_corpus(folder: Path) -> dict:
    reading, config, faults = Reading(), CorpusConfig(), 0
    try:
        reading = leave_out_doubles(read_source(folder))
        config = read_config(folder)
    except CorpusError:
        faults = 1
    return {
        "name": folder.name,
        "title": config.title,
        "fiction": config.fiction,
        "n_articles": len(reading.records),
        "n_problems": len(reading.problems) + faults,
        "folder": str(folder),
    }
