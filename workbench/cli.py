"""The command line: `workbench corpora | tables | check | init | analyse | report`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from workbench.schema import ZONES

if TYPE_CHECKING:
    from workbench.corpus import Corpus
    from workbench.study import Study

EXIT_REFUSED, EXIT_INTERRUPTED = 2, 130  # the shell's own codes: misuse, and 128 + SIGINT
DEBUG = "WORKBENCH_DEBUG"  # set it to see the traceback behind a sentence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a refusal is one sentence on standard error and exit code 2.

    Examples
    --------
    >>> main(["check", "no-such-corpus"])
    2
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that cannot print a letter shows its number
    options = _make_parser().parse_args(arguments)
    try:
        return options.run(options)
    except KeyboardInterrupt:
        print(f"workbench {options.command}: stopped by hand; nothing was written.", file=sys.stderr)
        return EXIT_INTERRUPTED
    except BrokenPipeError:  # whoever read the output has enough
        sys.stderr.close()
        return 0
    except Exception as error:
        if os.environ.get(DEBUG):
            raise
        _say(options.command, _tell(error))
        return EXIT_REFUSED


def _tell(error: Exception) -> str:
    """Return an error as one sentence: a refusal says what to do, anything else is a fault of ours."""
    if isinstance(error, KeyError | ValueError):
        return str(error.args[0]) if error.args else str(error)
    if isinstance(error, OSError):
        return str(error)
    return (
        f"an error of the workbench itself: {type(error).__name__}: {error}. "
        f"Please report it, with what {DEBUG}=1 shows."
    )


def _say(command: str, sentence: object) -> None:
    print(f"workbench {command}: {_show_escapes(str(sentence))}", file=sys.stderr)


def _show_escapes(text: str) -> str:
    """Return text with control characters shown, so that a file name cannot steer the terminal."""
    from workbench.corpus.reading import show_name

    return "\n".join("\t".join(map(show_name, line.split("\t"))) for line in text.split("\n"))


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workbench",
        description="Lay several reports of one event side by side, with the words behind every number.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add(commands, "corpora", _run_corpora, "list the corpora that can be found by name")
    _add(commands, "tables", _run_tables, "list the tables, figures and explorers that can be asked for")
    check = _add(commands, "check", _run_check, "show what the loader sees: zones, warnings, problems")
    init = _add(commands, "init", _run_init, "write a commented corpus.toml from what was found; never overwrites")
    analyse = _add(commands, "analyse", _run_analyse, "write tables only")
    report = _add(commands, "report", _run_report, "write notebooks, figures, tables, a page to read and a manifest")
    for command in (check, init, analyse, report):
        command.add_argument("corpus", metavar="CORPUS", help="a name from `workbench corpora`, or a folder or file")
        command.add_argument(
            "--follow-links", action="store_true", help="read files behind links that leave the folder"
        )
    for command in (analyse, report):
        command.add_argument("--out", metavar="DIR", required=True, help="the folder to write; replaced if ours")
        _add_choices(command)
    analyse.add_argument(
        "--format", choices=("csv", "parquet", "xlsx"), default="csv", help="file format (default: csv)"
    )
    analyse.add_argument(
        "--safe-cells",
        action="store_true",
        help="in csv, put ' before texts that begin with = + - @, so that no spreadsheet runs them (xlsx: always safe)",
    )
    analyse.add_argument(
        "--tables",
        metavar="NAMES",
        help="comma-separated names from `workbench tables` (default: all of the data dictionary)",
    )
    return parser


def _add(commands: argparse._SubParsersAction, name: str, run: object, text: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    command.set_defaults(run=run)
    return command


def _add_choices(command: argparse.ArgumentParser) -> None:
    number = {"type": int, "metavar": "N"}
    command.add_argument(
        "--by", metavar="COLUMN", help="compare groups: outlet, published, or a metadata column (default: articles)"
    )
    command.add_argument("--zones", metavar="ZONES", default="body", help=f"comma-separated, of {', '.join(ZONES)}")
    command.add_argument("--min-words", **number, default=100, help="least words for a score (default: 100)")
    command.add_argument("--min-sentences", **number, default=10, help="least sentences for a score (default: 10)")
    command.add_argument("--resamples", **number, default=1000, help="bootstrap resamples (default: 1000)")
    command.add_argument("--shuffles", **number, default=200, help="shuffles of the keyness null (default: 200)")
    command.add_argument("--seed", **number, default=0, help="seed of every resample and shuffle (default: 0)")


def _open(options: argparse.Namespace) -> object:
    from workbench.choices import Choices
    from workbench.study import open_study

    choices = Choices(
        zones=tuple(zone.strip() for zone in options.zones.split(",")),
        min_words=options.min_words,
        min_sentences=options.min_sentences,
        n_resamples=options.resamples,
        n_shuffles=options.shuffles,
        seed=options.seed,
    )
    return open_study(options.corpus, by=options.by, choices=choices, progress=True, follow_links=options.follow_links)


def _run_corpora(_: argparse.Namespace) -> int:
    from workbench.corpus import list_corpora

    print(list_corpora().to_string(index=False))
    return 0


def _run_tables(_: argparse.Namespace) -> int:
    from workbench import catalogue

    for title, entries in (
        ("Tables", catalogue.TABLES),
        ("Figures", catalogue.FIGURES),
        ("Explorers", catalogue.EXPLORERS),
    ):
        print(f"{title}")
        for entry in entries.values():
            if not getattr(entry, "hidden", False):
                row = getattr(entry, "row", "")
                print(f"  {entry.name:<26}{entry.title}" + (f" (a row: {row})" if row else ""))
    return 0


def _run_check(options: argparse.Namespace) -> int:
    from workbench.corpus import load_corpus

    corpus = load_corpus(options.corpus, follow_links=options.follow_links)
    print(_show_escapes(_describe_loading(corpus)))
    return _say_problems([*corpus.problems["message"], *_check_corrections(corpus)], "check")


def _check_corrections(corpus: Corpus) -> list[str]:
    from workbench.catalogue.steps import CORRECTIONS_NAME

    try:
        path = corpus.find_sidecar(CORRECTIONS_NAME)
    except ValueError as error:
        return [str(error)]
    if path is None:
        return []
    from workbench.measures.sources import check_corrections

    return check_corrections(path, corpus.articles)


def _describe_loading(corpus: Corpus) -> str:
    """Return what the loader saw, for the terminal: articles, lines by zone, warnings, what was set aside."""
    zones = corpus.blocks.pivot_table(index="article_id", columns="zone", values="block_id", aggfunc="count")
    columns = ["article_id", "label", "outlet", "title", "published", "encoding"]
    parts = [
        f"{corpus.name}: {len(corpus.articles)} articles",
        corpus.articles[columns].to_string(index=False, max_colwidth=40, na_rep="not stated"),
        "\nLines by zone",
        zones.astype("Int64").to_string(na_rep="."),
        f"\nWarnings: {len(corpus.warnings)}",
        *(
            f"  {row.article_id} [{row.start}:{row.end}] {row.rule}: {row.message}"
            for row in corpus.warnings.itertuples()
        ),
    ]
    if len(corpus.notes):
        parts += [f"\nTo know: {len(corpus.notes)}", *(f"  {message}" for message in corpus.notes["message"])]
    return "\n".join(parts)


def _run_init(options: argparse.Namespace) -> int:
    from workbench.starter import write_starter
    from workbench.study import open_study

    study = open_study(options.corpus, progress=True, follow_links=options.follow_links)
    path = write_starter(study.corpus, study["proposals"], study.corpus.folder)
    print(f"{path} is written. Every line is a comment until you take its # away; `workbench check` reads it.")
    return _say_problems(study.corpus.problems["message"], "init")


def _run_analyse(options: argparse.Namespace) -> int:
    study = _open(options)
    wanted = None if options.tables is None else [name.strip() for name in options.tables.split(",") if name.strip()]
    names = study.choose_tables(wanted)
    study.save(options.out, tables=names, file_format=options.format, safe_cells=options.safe_cells)
    left = [name for name in study.choose_tables() if name not in names]
    print(f"{len(names)} tables of {len(study.corpus.articles)} article(s) lie in {Path(options.out)}.")
    if left:
        print(
            f"Not asked for and not written: {', '.join(left)}. Never computed: {', '.join(study.not_made(left)) or 'none'}."
        )
    return _say_problems(_list_faults(study), "analyse")


def _run_report(options: argparse.Namespace) -> int:
    from workbench.report import write_report

    study = _open(options)
    page = write_report(study, source=options.corpus, out=options.out)
    print(f"The report is written. Open {page} in a browser.")
    return _say_problems(_list_faults(study), "report")


def _list_faults(study: Study) -> list[str]:
    """Return what was not loaded, and the corrections by hand that were not applied where attributions were made."""
    faults = list(study.corpus.problems["message"])
    if study.not_made(["attributions"]):
        return faults
    log = study["corrections"]
    return [*faults, *log.loc[log["action"] == "not applied", "after"]]


def _say_problems(messages: Sequence[str], command: str) -> int:
    """Name every file or row that was left out; any makes the exit code 2, so that a script notices."""
    for message in messages:
        _say(command, message)
    return EXIT_REFUSED if messages else 0


if __name__ == "__main__":
    sys.exit(main())
