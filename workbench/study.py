"""A study: a corpus, the choices made about it, and every table, figure and explorer on demand, each computed once.

It holds no logic of its own. What can be asked for, and what makes it, stands in `workbench.catalogue`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench import catalogue
from workbench.choices import ARTICLE, Choices, choose_rows, find_groups
from workbench.corpus import Corpus, load_corpus, load_frame
from workbench.inference.groups import name_unit
from workbench.measures.sentiment import SentimentSettings
from workbench.schema import require_choice
from workbench.validity import note_extraction

if TYPE_CHECKING:
    from workbench.plots.figure import Figure, Look
    from workbench.plots.markup import Markup
    from workbench.plots.style import Mark
    from workbench.widgets import Explorer


class Study:
    """Every table, figure and explorer of one corpus, computed when first asked for and kept.

    Parameters
    ----------
    corpus : Corpus
        The texts.
    by : str, optional
        What is compared: articles where not given, or the groups that a column of articles or metadata makes.
    choices : Choices
        Zones, limits, resamples, shuffles and seed.
    cache : bool
        Keep parses on disk and use those kept.
    progress : bool
        Show which table is being made, on standard error.
    """

    def __init__(
        self,
        corpus: Corpus,
        *,
        by: str | None = None,
        choices: Choices | None = None,
        cache: bool = True,
        progress: bool = False,
    ) -> None:
        if not len(corpus.articles):
            raise ValueError(f"the corpus {corpus.name} holds no article. Give a folder, file or table with articles.")
        self.corpus, self.choices, self.column = corpus, choices or Choices(), by
        self.cache, self.progress = cache, progress
        self.groups = None if by in (None, ARTICLE) else find_groups(corpus, str(by))
        self._made: dict[tuple, Any] = {}

    def __repr__(self) -> str:
        n = len(self.corpus.articles)
        grouped = "" if self.groups is None else f", {len(set(self.groups.values()))} groups by {self.column}"
        return f"Study of {self.corpus.name}: {n} article{'' if n == 1 else 's'}{grouped}; ask for study.tables"

    @property
    def by(self) -> Mapping[str, str] | None:
        """The group of each article; None where articles are compared."""
        return self.groups

    @property
    def tables(self) -> pd.DataFrame:
        """Return every table that can be asked for.

        Returns
        -------
        DataFrame
            One row per table: name, row (what a row is), made ("per article" or "over the corpus"), needs, n_rows
            (NaN where not yet computed); in the order of the data dictionary.
        """
        rows = [
            {
                "name": entry.name,
                "row": entry.row,
                "made": "per article" if entry.per == "article" else "over the corpus",
                "needs": ", ".join(catalogue.list_sources(entry.name)),
                "n_rows": len(self._made[entry.name, ()]) if (entry.name, ()) in self._made else pd.NA,
            }
            for entry in catalogue.TABLES.values()
            if not entry.hidden
        ]
        return pd.DataFrame(rows).astype({"n_rows": "Int64"})

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a table by its name."""
        return self.table(name)

    def table(self, name: str, **options: Any) -> pd.DataFrame:
        """Return a table, computed from the tables it needs when first asked for.

        Parameters
        ----------
        name : str
            A name of `Study.tables`.
        **options
            Keywords of the function that makes it, such as ``least_words=4`` for passages.

        Returns
        -------
        DataFrame
            The same object each time; do not change it in place.

        Raises
        ------
        KeyError
            For an unknown table, naming those there are.
        ValueError
            For an option that the function does not take.
        """
        entry = catalogue.find_entry(name, catalogue.TABLES, kind="table")
        entry.check_options(options)
        return self._make(entry, options)

    def figure(self, kind: str, **options: Any) -> Figure:
        """Return a figure: picture, caption, alt text and the table behind it.

        Parameters
        ----------
        kind : str
            A figure of `workbench.catalogue.FIGURES`.
        **options
            Keywords of ``plot_<kind>``, such as ``measure="lix"``, and columns by which rows may be chosen first.

        Raises
        ------
        KeyError
            For an unknown figure, naming those there are.
        """
        from workbench.plots import draw_figure

        entry = catalogue.find_entry(kind, catalogue.FIGURES, kind="figure")
        chosen = {name: options.pop(name) for name in entry.filters if name in options}
        own = self._split_options(entry.needs[0], options)
        table = choose_rows(self._make(catalogue.TABLES[entry.needs[0]], own), chosen)
        entry.check_options(options)
        given = {**entry.give_settings(self.setting), **options}
        if self.groups is not None and entry.kind == "scores":
            each = choose_rows(self.ungrouped[entry.needs[0]], chosen)
            given.setdefault("articles", each.assign(group=each[ARTICLE].map(self.groups)))
        return draw_figure(entry.kind, table, module=entry.function, labels=self.labels, marks=self.marks, **given)

    def explore(self, kind: str, **options: Any) -> Explorer:
        """Return an explorer: controls over one view.

        Parameters
        ----------
        kind : str
            An explorer of `workbench.catalogue.EXPLORERS`.
        **options
            Keywords of ``explore_<kind>``, such as ``query="truce"``, or of the table it works on.

        Raises
        ------
        KeyError
            For an unknown explorer, naming those there are.
        """
        entry = catalogue.find_entry(kind, catalogue.EXPLORERS, kind="explorer")
        own = self._split_options(entry.needs[-1], options)
        entry.check_options(options)
        tables = {
            name: self._make(catalogue.TABLES[name], own if name == entry.needs[-1] else {}) for name in entry.needs
        }
        return entry.load()(**entry.give_tables(tables.__getitem__), **{**entry.give_settings(self.setting), **options})

    def show(
        self,
        name: str,
        *,
        columns: Iterable[str] | None = None,
        rows: int = 12,
        title: str | None = None,
        **options: Any,
    ) -> Markup:
        """Return a table for reading: its title, its main columns, labels instead of ids.

        Parameters
        ----------
        name : str
            A name of `Study.tables`.
        columns : iterable of str
            The columns to show, article_id for the group in a table of groups; the main ones where not given.
        rows : int
            The most rows to show.
        title : str
            What stands over it; the title of the catalogue where not given.
        **options
            Columns of the table with the value to keep (``measure="lix"``), or keywords of the function that makes it.
        """
        from workbench.plots.markup import show_table

        entry = catalogue.find_entry(name, catalogue.TABLES, kind="table")
        own = self._split_options(name, options)
        table = choose_rows(self._make(entry, own), options)
        unit = name_unit(table)
        asked = [unit if name == ARTICLE else name for name in columns or ()]
        wanted = asked or [name for name in entry.shown if name in table]
        chosen = self.look.present(table[wanted] if wanted else table)
        head = " · ".join([title or entry.title, *([self.note, note_extraction()] if entry.noted else [])])
        return show_table(chosen.map(_spell_list), title=head, max_rows=rows)

    def save(
        self,
        folder: str | Path,
        *,
        tables: Iterable[str] | None = None,
        file_format: str = "csv",
        safe_cells: bool = False,
    ) -> list[Path]:
        """Write tables and a manifest into one folder, whole or not at all, and nothing that was not asked for.

        Parameters
        ----------
        folder : str or Path
            Made anew; what an earlier run wrote there is replaced, anything else is left alone and refused.
        tables : iterable of str
            Names of `Study.tables`; those of the data dictionary where not given.
        file_format : str
            "csv", "parquet" or "xlsx".
        safe_cells : bool
            In CSV, put an apostrophe before texts that a spreadsheet would take for formulas (see `write_tables`).

        Returns
        -------
        list of Path
            The files written, the manifest last.

        Raises
        ------
        KeyError
            For an unknown table, before anything is computed.
        ValueError
            If the folder cannot be written or holds files of others.
        """
        from workbench.output import replace_folder, write_manifest, write_tables

        names = self.choose_tables(tables)
        with replace_folder(folder, keep_out_of=self.corpus.folder) as draft:
            written = write_tables(self.compute(names), draft, file_format=file_format, safe_cells=safe_cells)
            chosen = {"format": file_format, "tables": names, **({"safe_cells": True} if safe_cells else {})}
            written.append(write_manifest(self.manifest(**chosen), draft))
        return [Path(folder) / path.name for path in written]

    def choose_tables(self, names: Iterable[str] | None = None) -> list[str]:
        """Return the tables named, in the order of the data dictionary; the default ones where none is named.

        Raises
        ------
        KeyError
            For an unknown table, naming those there are.
        """
        if names is None:
            return [entry.name for entry in catalogue.TABLES.values() if entry.default]
        wanted = {catalogue.find_entry(name, catalogue.TABLES, kind="table").name for name in names}
        return [name for name in catalogue.TABLES if name in wanted]

    def compute(self, names: Iterable[str]) -> dict[str, pd.DataFrame]:
        """Return tables by name, each computed once, with a progress bar where the study shows one."""
        from tqdm.auto import tqdm

        names = list(names)
        with tqdm(catalogue.list_needed(names), desc="measuring", unit="table", disable=not self.progress) as steps:
            for name in steps:
                steps.set_postfix_str(name)
                self._make(catalogue.TABLES[name], {})
        return {name: self[name] for name in names}

    def not_made(self, names: Iterable[str]) -> list[str]:
        """Return those of the tables named that nothing asked for so far."""
        return [name for name in names if (name, ()) not in self._made]

    def manifest(self, **parameters: Any) -> dict[str, Any]:
        """Return what is needed to make the same numbers again."""
        from workbench.language import parser_info
        from workbench.output import make_manifest

        chosen = {**self.choices.as_dict(), "by": self.column, **parameters}
        return make_manifest(self.corpus.articles, corpus=self.corpus.name, parameters=chosen, parser=parser_info())

    @cached_property
    def ungrouped(self) -> Study:
        """The same study of single articles, for the values behind those of groups; what both share is computed once."""
        study = Study(self.corpus, choices=self.choices, cache=self.cache, progress=self.progress)
        shared = {key: made for key, made in self._made.items() if not catalogue.depends_on(key[0], "by")}
        study._made.update(shared)
        return study

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The short label of each article, and of each group its name."""
        articles = self.corpus.articles
        labels = dict(zip(articles[ARTICLE], articles["label"], strict=True))
        return labels | {group: group for group in (self.groups or {}).values()}

    @cached_property
    def marks(self) -> Mapping[str, Mark]:
        """One colour, marker and hatch for each article or group, the same in every figure."""
        from workbench.plots.style import assign_marks

        units = self.labels.values() if self.groups is None else sorted(set(self.groups.values()))
        return assign_marks(dict.fromkeys(units))

    @property
    def note(self) -> str:
        """How many attributions a person changed, for the captions of sourcing figures."""
        from workbench.measures.sources import count_corrections

        return count_corrections(self["attributions"], self["corrections"])

    @property
    def look(self) -> Look:
        """How texts and groups are named and drawn in every figure and explorer."""
        from workbench.plots.figure import Look

        return Look(self.labels, self.marks, grouped=self.groups is not None)

    def setting(self, name: str) -> Any:
        """Return a choice of the study by the name under which the catalogue asks for it."""
        return self._settings[name]()

    @cached_property
    def _settings(self) -> Mapping[str, Callable[[], Any]]:
        corpus, choices = self.corpus, self.choices
        loaded = ("articles", "metadata", "blocks", "log", "warnings", "problems", "notes")
        plain = ("zones", "min_words", "min_sentences", "n_resamples", "n_shuffles", "seed", "resampling", "pieces")
        return {
            **{f"corpus.{name}": partial(getattr, corpus, name) for name in loaded},
            **{name: partial(getattr, choices, name) for name in plain},
            "config": lambda: corpus.config,
            "find_sidecar": lambda: corpus.find_sidecar,
            "cache": lambda: self.cache,
            "by": lambda: self.groups,
            "article_ids": lambda: tuple(corpus.articles[ARTICLE]),
            "note": lambda: self.note,
            "look": lambda: self.look,
            "sentiment_settings": lambda: SentimentSettings(resampling=choices.resampling),
        }

    def _make(self, entry: catalogue.Table, options: Mapping[str, Any]) -> Any:
        key = (entry.name, tuple(sorted((name, repr(value)) for name, value in options.items())))
        if key not in self._made:
            tables = entry.give_tables(lambda name: self._make(catalogue.TABLES[name], {}))
            self._made[key] = entry.load()(**tables, **{**entry.give_settings(self.setting), **options})
        return self._made[key]

    def _split_options(self, table: str, options: dict[str, Any]) -> dict[str, Any]:
        """Take out of `options` those that the table's own function knows."""
        entry = catalogue.TABLES[table]
        known = set(entry.parameters) - set(entry.give_tables(str)) - set(entry.settings)
        return {name: options.pop(name) for name in list(options) if name in known}


def _spell_list(cell: Any) -> Any:
    return ", ".join(map(str, cell)) if isinstance(cell, tuple | list) else cell


def open_study(
    source: str | Path | pd.DataFrame,
    *,
    by: str | None = None,
    choices: Choices | None = None,
    progress: bool = False,
    cache: bool = True,
    follow_links: bool = False,
    **more: Any,
) -> Study:
    """Open a study: a corpus, and everything that can be asked of it.

    Parameters
    ----------
    source : str, Path or DataFrame
        The name of a known corpus, a folder, a file, or a table with a column ``text``.
    by : str, optional
        What is compared: the articles, or the groups that a column makes ("outlet", "published", a metadata column).
    choices : Choices, optional
        All choices at once; single ones may be given by name instead: ``zones=("headline", "body")``, ``seed=1``.
    progress : bool
        Show which table is being made.
    cache : bool
        Keep parses on disk and use those kept.
    follow_links : bool
        Read files behind links that leave the folder.
    **more
        Fields of `Choices`.

    Returns
    -------
    Study

    Raises
    ------
    CorpusError
        If nothing could be loaded.
    KeyError, ValueError
        For a grouping that cannot be made, or an unknown choice.

    Examples
    --------
    >>> study = open_study("osmere")
    >>> study
    Study of osmere: 3 articles; ask for study.tables
    >>> study["sentences"].columns.tolist()[:3]
    ['article_id', 'block_id', 'sentence_id']
    """
    for name in more:
        require_choice(name, Choices.__dataclass_fields__, name="the choice given")
    corpus = load_frame(source) if isinstance(source, pd.DataFrame) else load_corpus(source, follow_links=follow_links)
    chosen = choices if choices is not None else Choices(**more)
    return Study(corpus, by=by, choices=chosen, cache=cache, progress=progress)
