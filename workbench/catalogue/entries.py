"""What an entry of the catalogue says, and how the arguments of its function are gathered."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from typing import Any

import pandas as pd

from workbench.schema import require_choice


@dataclass(frozen=True)
class Entry:
    """One thing a study can be asked for.

    Attributes
    ----------
    name : str
        What it is asked for by.
    title : str
        What stands over it when it is shown.
    function : str
        The dotted path of the plain function that makes it; imported when it is first asked for.
    tables : tuple of str
        The tables the function needs, each "name" or "parameter=name"; nothing else is given to it.
    settings : tuple of str
        The choices of the study it takes, likewise: zones, by, config, seed … (`workbench.study.Study.setting`).
    fixed : mapping
        Arguments that are always the same.
    """

    name: str
    title: str
    function: str
    tables: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    fixed: Mapping[str, Any] = field(default_factory=dict)

    @property
    def needs(self) -> tuple[str, ...]:
        """The names of the tables the function needs."""
        return tuple(source for _, source in map(_split, self.tables))

    def load(self) -> Callable[..., Any]:
        """Return the function."""
        module, _, name = self.function.rpartition(".")
        return getattr(import_module(module), name)

    @property
    def parameters(self) -> list[str]:
        """The names of the arguments that the function takes."""
        return [
            name
            for name, parameter in inspect.signature(self.load()).parameters.items()
            if parameter.kind in (parameter.POSITIONAL_OR_KEYWORD, parameter.KEYWORD_ONLY)
        ]

    @property
    def takes_any(self) -> bool:
        """Whether the function takes further keywords, and refuses by itself those it does not know."""
        parameters = inspect.signature(self.load()).parameters.values()
        return any(parameter.kind is parameter.VAR_KEYWORD for parameter in parameters)

    def give_tables(self, table: Callable[[str], Any]) -> dict[str, Any]:
        """Return the tables that the function needs, by its parameters."""
        return {parameter: table(source) for parameter, source in map(_split, self.tables)}

    def give_settings(self, setting: Callable[[str], Any]) -> dict[str, Any]:
        """Return the choices of the study that the function takes, and what is fixed; a choice not made is left out."""
        chosen = {parameter: setting(source) for parameter, source in map(_split, self.settings)}
        return {name: value for name, value in chosen.items() if value is not None or name != "by"} | dict(self.fixed)

    def check_options(self, options: Iterable[str]) -> None:
        """Refuse an option that the function does not take.

        Raises
        ------
        ValueError
            Naming the option and those there are.

        Examples
        --------
        >>> Entry("terms", "Words", "workbench.measures.vocabulary.count_terms", ("tokens",)).check_options(["zones"])
        """
        taken = {parameter for parameter, _ in map(_split, self.tables)}
        allowed = [name for name in self.parameters if name not in taken]
        for option in () if self.takes_any else options:
            require_choice(option, allowed or ("none",), name=f"the option given for {self.name!r}")


@dataclass(frozen=True)
class Table(Entry):
    """A table: what a row is, and whether it is made article by article or over the corpus.

    Attributes
    ----------
    row : str
        What one row is, in words.
    per : str
        "article": the rows of an article follow from that article alone; "corpus": articles are compared or pooled.
    default : bool
        Written by `workbench analyse` when nothing else is asked for.
    shown : tuple of str
        The columns that `Study.show` shows; all where empty.
    noted : bool
        Shown with the count of corrections by hand and the error rate of the attributions.
    hidden : bool
        A step between tables, not a table: it is asked for only by other entries.
    """

    row: str = ""
    per: str = "article"
    default: bool = False
    shown: tuple[str, ...] = ()
    noted: bool = False
    hidden: bool = False


Variant = tuple[str, dict[str, Any]]


@dataclass(frozen=True)
class Figure(Entry):
    """A figure: ``plot_<kind>``, ``caption_<kind>`` and ``alt_<kind>`` of the module `function`, over its first table.

    Attributes
    ----------
    draws : str
        The kind, where it is not the name: one plot may draw several tables.
    filters : tuple of str
        Columns by which rows of the table may be chosen before it is drawn.
    variants : callable or None
        From the table to the pictures that a report draws of it: a suffix for the name and the options of each.
    report : bool
        Whether a report draws it.
    """

    draws: str = ""
    filters: tuple[str, ...] = ()
    variants: Callable[[pd.DataFrame], Iterator[Variant]] | None = None
    report: bool = False

    @property
    def kind(self) -> str:
        """What stands behind ``plot_``."""
        return self.draws or self.name

    def load(self) -> Callable[..., Any]:
        """Return the function that plots it; caption and alt text stand beside it."""
        return getattr(import_module(self.function), f"plot_{self.kind}")


@dataclass(frozen=True)
class Explorer(Entry):
    """An explorer: a function from tables to a box of controls."""


def _split(item: str) -> tuple[str, str]:
    parameter, _, source = item.partition("=")
    return parameter, source or parameter
