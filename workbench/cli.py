"""The command line: `workbench corpora | check | analyse | report`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from workbench.schema import ZONES

EXIT_REFUSED = 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; a refusal is one sentence on standard error and exit code 2.

    Examples
    --------
    >>> main(["check", "no-such-corpus"])
    2
    """
    options = _make_parser().parse_args(arguments)
    try:
        return options.run(options)
    except (ValueError, OSError) as error:
        print(f"workbench {options.command}: {error}", file=sys.stderr)
        return EXIT_REFUSED


def _make_parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="workbench",
        description="Lay several reports of one event side by side, with the words behind every number.",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    _add(commands, "corpora", _run_corpora, "list the corpora that can be found by name")
    check = _add(commands, "check", _run_check, "show what the loader sees: zones, warnings, problems")
    analyse = _add(commands, "analyse", _run_analyse, "write tables only")
    report = _add(commands, "report", _run_report, "write notebooks, figures, tables, a page to read and a manifest")
    for command in (check, analyse, report):
        command.add_argument("corpus", metavar="CORPUS", help="a name from `workbench corpora`, or a folder or file")
    for command in (analyse, report):
        command.add_argument("--out", metavar="DIR", required=True, help="the folder to write; replaced if ours")
        _add_choices(command)
    analyse.add_argument("--format", choices=("csv", "parquet"), default="csv", help="file format (default: csv)")
    return parser


def _add(commands: argparse._SubParsersAction, name: str, run: object, text: str) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
    command.set_defaults(run=run)
    return command


def _add_choices(command: argparse.ArgumentParser) -> None:
    number = {"type": int, "metavar": "N"}
    command.add_argument("--zones", metavar="ZONES", default="body", help=f"comma-separated, of {', '.join(ZONES)}")
    command.add_argument("--min-words", **number, default=100, help="least words for a score (default: 100)")
    command.add_argument("--min-sentences", **number, default=10, help="least sentences for a score (default: 10)")
    command.add_argument("--resamples", **number, default=1000, help="bootstrap resamples (default: 1000)")
    command.add_argument("--shuffles", **number, default=200, help="shuffles of the keyness null (default: 200)")
    command.add_argument("--seed", **number, default=0, help="seed of every resample and shuffle (default: 0)")


def _read_choices(options: argparse.Namespace) -> object:
    from workbench.pipeline import Choices

    return Choices(
        zones=tuple(zone.strip() for zone in options.zones.split(",")),
        min_words=options.min_words,
        min_sentences=options.min_sentences,
        n_resamples=options.resamples,
        n_shuffles=options.shuffles,
        seed=options.seed,
    )


def _run_corpora(_: argparse.Namespace) -> int:
    from workbench.corpus import list_corpora

    print(list_corpora().to_string(index=False))
    return 0


def _run_check(options: argparse.Namespace) -> int:
    from workbench.corpus import load_corpus
    from workbench.pipeline import describe_loading

    corpus = load_corpus(options.corpus)
    print(describe_loading(corpus))
    return _say_problems(corpus.problems, "check")


def _run_analyse(options: argparse.Namespace) -> int:
    from workbench.output import make_manifest, replace_folder, write_manifest, write_tables
    from workbench.pipeline import build_tables, describe_parser

    choices = _read_choices(options)
    from workbench.corpus import load_corpus

    corpus = load_corpus(options.corpus)
    with replace_folder(options.out) as folder:
        tables = build_tables(corpus, choices=choices, progress=True)
        write_tables(tables, folder, file_format=options.format)
        parameters = {**choices.as_dict(), "format": options.format}
        manifest = make_manifest(corpus.articles, corpus=corpus.name, parameters=parameters, parser=describe_parser())
        write_manifest(manifest, folder)
    print(f"{len(tables)} tables of {len(corpus.articles)} article(s) lie in {Path(options.out)}.")
    return _say_problems(corpus.problems, "analyse")


def _run_report(options: argparse.Namespace) -> int:
    from workbench.report import write_report

    choices = _read_choices(options)
    page, problems = write_report(options.corpus, out=options.out, choices=choices)
    print(f"The report is written. Open {page} in a browser.")
    return _say_problems(problems, "report")


def _say_problems(problems: object, command: str) -> int:
    """Name every file that was left out; any makes the exit code 2, so that a script notices."""
    for message in problems["message"]:
        print(f"workbench {command}: {message}", file=sys.stderr)
    return EXIT_REFUSED if len(problems) else 0


if __name__ == "__main__":
    sys.exit(main())
