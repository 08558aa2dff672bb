"""`load_corpus`: from a name or a path to the tables that everything else starts from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from workbench.corpus.config import ARTICLE_KEYS, CONFIG_NAME, CorpusConfig, read_config
from workbench.corpus.locate import SUFFIXES, find_corpora, find_source, list_files
from workbench.corpus.metadata import read_stated_metadata
from workbench.corpus.notices import notice_texts
from workbench.corpus.problems import (
    CorpusError,
    Reading,
    join_readings,
    list_problems,
    summarise_problems,
)
from workbench.corpus.readers import read_file
from workbench.corpus.zones import classify_blocks
from workbench.schema import TABLES, make_table

OVERRIDES_NAME = "zones.csv"
SETTINGS = (CONFIG_NAME, OVERRIDES_NAME, "attributions.csv", "manifest.json")
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
    metadata : DataFrame
        One row per article: article_id and the further columns of its table, as text.
    folder : Path or None
        Where the articles and their sidecars lie; None for a single file, which takes no sidecars.
    """

    name: str
    config: CorpusConfig
    articles: pd.DataFrame
    blocks: pd.DataFrame
    warnings: pd.DataFrame
    log: pd.DataFrame
    problems: pd.DataFrame
    metadata: pd.DataFrame = field(repr=False)
    folder: Path | None = None


def load_corpus(source: str | Path, *, zone_overrides: str | Path | pd.DataFrame | None = None) -> Corpus:
    """Return the corpus that `source` names: articles, their zones, and everything that was noticed on the way.

    The text of an article is kept exactly as decoded. Outlet, title, byline and published come from the table or page
    the article came from, then from corpus.toml (which wins, being written by hand), then from what the text states;
    what is not stated is NaN.

    Parameters
    ----------
    source : str or Path
        The name of a known corpus (see `list_corpora`), a folder, or a file (.txt .md .html .htm .docx .csv .xlsx
        .jsonl .parquet).
    zone_overrides : path, DataFrame or None
        Zones set by hand; None takes zones.csv from the folder where there is one.

    Returns
    -------
    Corpus
        Its `problems` list the files and rows that could not be loaded; the others are loaded.

    Raises
    ------
    CorpusError
        If nothing could be loaded, or corpus.toml is faulty; the sentence says where and what to do.

    Examples
    --------
    >>> import tempfile
    >>> folder = Path(tempfile.mkdtemp())
    >>> _ = (folder / "quay.txt").write_text("The quay reopened on Monday, the mayor said.")
    >>> load_corpus(folder).articles[["article_id", "outlet"]].to_dict("records")
    [{'article_id': 'quay', 'outlet': nan}]
    """
    path = find_source(source)
    config = read_config(path) if path.is_dir() else CorpusConfig()
    reading = leave_out_doubles(read_source(path))
    if not reading.records:
        raise CorpusError(_describe_nothing(path, reading))
    articles, hand_log, hand_problems = _apply_config(_list_articles(reading.records), config)
    blocks, warnings, zone_log = classify_blocks(articles, overrides=_choose_overrides(path, zone_overrides))
    articles, stated_log = _fill_stated(articles, read_stated_metadata(articles, blocks))
    return Corpus(
        name=path.resolve().name if path.is_dir() else path.stem,
        config=config,
        articles=articles,
        blocks=blocks,
        warnings=make_table(_stack([warnings, notice_texts(articles)]), "warnings"),
        log=_make_log([zone_log, pd.DataFrame([*reading.log, *hand_log, *stated_log])]),
        problems=list_problems([*reading.problems, *hand_problems]),
        metadata=_list_metadata(reading.records),
        folder=path if path.is_dir() else None,
    )


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
    rows = [_describe_corpus(folder) for folder in find_corpora()]
    df = pd.DataFrame(rows, columns=[*columns, "folder"]).astype({**columns, "folder": "str"})
    return df.sort_values(["name", "folder"], ignore_index=True)


def read_source(path: Path) -> Reading:
    """Return the article records of a file, or of every article file in a folder.

    Examples
    --------
    >>> read_source(Path("no-such.txt")).problems[0][0]
    'no-such.txt'
    """
    if not path.is_dir():
        return read_file(path, name=path.name)
    listing = list_files(path)
    asides = tuple(
        {"rule": "not-an-article", "decided_by": "reader", "source_file": name}
        for name in listing.asides
        if name not in SETTINGS
    )
    files = (read_file(file, name=file.relative_to(path).as_posix()) for file in listing.files)
    return join_readings([Reading(problems=listing.problems, log=asides), *files])


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
    problems = tuple(_describe_double(article_id, same) for article_id, same in shared.items())
    kept = tuple(record for record in reading.records if record["article_id"] not in shared)
    return Reading(kept, reading.problems + problems, reading.log)


def _describe_double(article_id: str, records: list[dict]) -> tuple[str, str]:
    *first, last = [record["place"] for record in records]
    message = (
        f"the id {article_id!r} stands for {', '.join(first)} and {last}; {'neither' if len(first) == 1 else 'none'} "
        f"was loaded. Give each article its own file name or id."
    )
    return records[0].get("source_file") or first[0], message


def _describe_nothing(path: Path, reading: Reading) -> str:
    if reading.problems:
        return summarise_problems(reading.problems)
    if (path / "manifest.json").is_file():
        return (
            f"the corpus {path.name} holds a manifest but none of its texts, which are not part of the project. "
            f"Put the article files into {path}, under the names that manifest.json lists."
        )
    return f"the folder {path} holds no article; allowed are {' '.join(SUFFIXES)}. Put article files into it."


def _list_articles(records: Iterable[dict]) -> pd.DataFrame:
    columns = list(TABLES["articles"])
    return make_table([{column: record[column] for column in columns} for record in records], "articles")


def _list_metadata(records: Iterable[dict]) -> pd.DataFrame:
    rows = [{"article_id": record["article_id"], **record["further"]} for record in records]
    return pd.DataFrame(rows).astype("str").sort_values("article_id", ignore_index=True)


def _choose_overrides(path: Path, given: str | Path | pd.DataFrame | None) -> str | Path | pd.DataFrame | None:
    beside = path / OVERRIDES_NAME
    return beside if given is None and beside.is_file() else given


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
    ids = ", ".join(articles["article_id"].head(10))
    return f"{CONFIG_NAME}: articles.{article_id} is not an article that was loaded; these are {ids}. Correct the id."


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
    reading = leave_out_doubles(read_source(folder))
    try:
        config, n_problems = read_config(folder), len(reading.problems)
    except CorpusError:
        config, n_problems = CorpusConfig(), len(reading.problems) + 1
    return {
        "name": folder.name,
        "title": config.title,
        "fiction": config.fiction,
        "n_articles": len(reading.records),
        "n_problems": n_problems,
        "folder": str(folder),
    }
