"""Do the tests find what they should? Small seeded changes to the modules that carry numbers, each against its own tests.

    python benchmarks/mutants.py                        every module, 8 changes each; ends with 1 under 92 % found
    python benchmarks/mutants.py --each 20 --only keyness
    python benchmarks/mutants.py --write                also write docs/mutants.md

A comparison is flipped, a constant moved, an option dropped, a sign or a conjunction turned round, a statement removed. The
changed file stands in a copy of the repository; a change counts as found where a test fails or runs out of time. First the
tests are run unchanged: they must pass, and they leave the parses that the changed runs read.

Changes known to alter nothing that can be seen stand in `EQUIVALENT`, each with its reason; they are shown apart, not counted.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
GOAL = 0.92
SECONDS = 240  # judgement: several times what the slowest tests below take
MODULES = {  # what is changed: the tests that answer for it
    "inference/resampling.py": "tests/inference",
    "inference/intervals.py": "tests/inference tests/reference",
    "inference/rates.py": "tests/inference/test_promises.py tests/inference/test_proportions.py tests/reference",
    "inference/permutation.py": "tests/inference",
    "inference/groups.py": "tests/inference tests/measures/test_groups_of_articles.py",
    "inference/scoring.py": "tests/inference tests/measures/test_groups_of_articles.py tests/measures/test_readability.py",
    "inference/agreement.py": "tests/inference tests/reference",
    "measures/keyness/statistics.py": "tests/measures/test_keyness.py tests/reference",
    "measures/keyness/contrasts.py": "tests/measures/test_keyness.py tests/measures/test_groups_of_articles.py",
    "measures/keyness/compare.py": "tests/measures/test_keyness.py tests/measures/test_groups_of_articles.py",
    "measures/sources/diversity.py": "tests/measures/sources/test_statistics.py tests/reference",
    "measures/sources/statistics.py": "tests/measures/sources/test_statistics.py tests/measures/test_groups_of_articles.py",
    "measures/readability/scores.py": "tests/measures/test_readability.py tests/measures/test_groups_of_articles.py",
    "measures/readability/counts.py": "tests/measures/test_readability.py",
    "measures/readability/comparison.py": "tests/measures/test_readability.py",
    "measures/sentiment/scores.py": "tests/measures/test_sentiment.py tests/measures/test_groups_of_articles.py",
    "measures/sensitivity/neighbours.py": "tests/measures/test_sensitivity.py",
    "measures/sensitivity/universes.py": "tests/measures/test_sensitivity.py",
    "measures/vocabulary/diversity.py": "tests/measures/test_vocabulary_frequencies.py tests/reference",
    "measures/vocabulary/collocates.py": "tests/measures/test_vocabulary_contexts.py tests/reference",
    "measures/vocabulary/frequencies.py": "tests/measures/test_vocabulary_frequencies.py tests/measures/test_groups_of_articles.py",
    "measures/framing.py": "tests/measures/test_framing.py tests/measures/test_groups_of_articles.py",
    "measures/quantities/exclusions.py": "tests/measures/quantities",
    "measures/quantities/numerals.py": "tests/measures/quantities",
    "lexicons/word_lists.py": "tests/lexicons tests/measures/sources/test_kinds.py tests/measures/naming tests/measures/sources/test_resolution.py",
    "measures/agency/constructions.py": "tests/measures/test_agency.py",
    "measures/agency/clauses.py": "tests/measures/test_agency.py",
    "measures/agency/summary.py": "tests/measures/test_agency.py",
    "measures/naming/mentions.py": "tests/measures/naming",
    "measures/naming/names.py": "tests/measures/naming",
    "measures/naming/proposals.py": "tests/measures/naming",
    "measures/naming/roles.py": "tests/measures/naming",
    "measures/sources/find.py": "tests/measures/sources/test_find.py tests/measures/sources/test_channels.py",
    "measures/sources/source_tables.py": "tests/measures/sources/test_source_tables.py tests/measures/sources/test_find.py",
    "measures/sources/corrections.py": "tests/measures/sources/test_corrections.py",
    "language/quotes.py": "tests/language/test_quotes.py tests/measures/sources/test_quoted.py",
    "corpus/stamps.py": "tests/corpus/test_zones.py tests/corpus/test_blocks.py tests/corpus/test_metadata.py",
    "corpus/blocks.py": "tests/corpus/test_blocks.py tests/corpus/test_zones.py",
    "corpus/zone_rules/caption.py": "tests/corpus/test_zones.py",
    "corpus/zone_rules/heading.py": "tests/corpus/test_zones.py",
    "corpus/zone_rules/line.py": "tests/corpus/test_zones.py",
    "corpus/zone_rules/repeat.py": "tests/corpus/test_zones.py",
    "corpus/zone_rules/top.py": "tests/corpus/test_zones.py",
    "measures/overlap/diff.py": "tests/measures/test_overlap.py",
    "measures/overlap/passages.py": "tests/measures/test_overlap.py",
    "measures/overlap/utterances.py": "tests/measures/test_overlap.py",
}
EQUIVALENT = {  # (module, the line it begins on, what was done): why nobody can see it
    (
        "measures/keyness/contrasts.py",
        'term, terms = pd.factorize(words["term"], sort=True)',
        "sort",
    ): "terms are compared each by itself, and the table is sorted by term at the end",
    (
        "measures/readability/comparison.py",
        '" ".join(text[s.start : s.end] for s in rows.itertuples()) for _, rows in own.groupby("block_id", sort=False)',
        "sort",
    ): "paragraphs of an article are numbered in the order in which they stand",
}
_FLIPPED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
_TURNED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.And: ast.Or, ast.Or: ast.And}

Change = tuple[str, str, Callable[[ast.AST], object]]  # its kind, its words, and what makes it
# Options that say how, not what: without them a warning is seen, a mistake elsewhere, or the same result comes slower.
_SILENT = {"invalid", "divide", "over", "strict", "maxsize", "frozen", "encoding", "newline"}
_PRELOADED = ["pandas", "scipy.stats", "spacy", "pytest", "_pytest.doctest", "matplotlib"]  # by every test anyway


class Mutant(NamedTuple):
    """A change: the module, the line, what was done to what, and the whole source after it."""

    module: str
    line: int
    kind: str
    told: str
    was: str
    text: str
    source: str

    def __str__(self) -> str:
        """Name the change by what was there, which stays where lines move."""
        return f"{self.module} | {self.kind}: {self.told} | {self.was}"

    @property
    def same(self) -> str:
        """Why the change cannot be seen; empty where it can."""
        return EQUIVALENT.get((self.module, self.text, self.told), "")


def _flip(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Compare) and type(node.ops[0]) in _FLIPPED:
        new = _FLIPPED[type(node.ops[0])]
        yield "comparison flipped", new.__name__, lambda n: n.ops.__setitem__(0, new())


def _turn(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in _TURNED:
        new = _TURNED[type(node.op)]
        yield "sign turned", new.__name__, lambda n: setattr(n, "op", new())


def _move(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Constant) and type(node.value) in (int, float):
        moved = node.value + 1 if isinstance(node.value, int) else node.value * 1.1 or 0.1
        yield "constant moved", f"{node.value} -> {moved:g}", lambda n: setattr(n, "value", moved)


def _drop(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.Call):
        for i, keyword in enumerate(node.keywords):
            if keyword.arg not in _SILENT:
                yield "option dropped", str(keyword.arg), lambda n, i=i: n.keywords.pop(i)


def _remove(node: ast.AST) -> Iterator[Change]:
    if isinstance(node, ast.FunctionDef):
        for i, part in enumerate(node.body):
            is_text = isinstance(part, ast.Expr) and isinstance(part.value, ast.Constant)
            if isinstance(part, ast.Expr | ast.Assign | ast.AugAssign | ast.If) and not is_text:
                told = ast.unparse(part).splitlines()[0]
                yield "statement removed", told, lambda n, i=i: n.body.__setitem__(i, ast.Pass())


def list_changes(tree: ast.Module) -> Iterator[tuple[int, str, str, Callable[[ast.AST], object]]]:
    """Yield the place of a node in the walk of the tree, the kind and the words of a change, and what makes it."""
    for place, node in enumerate(ast.walk(tree)):
        for make in (_flip, _turn, _move, _drop, _remove):
            for kind, told, change in make(node):
                yield place, kind, told, change


def make_mutants(module: str, each: int, seed: int) -> list[Mutant]:
    """Return `each` changes of a module, drawn at random from a seed, no kind before another."""
    text = (ROOT / "workbench" / module).read_text(encoding="utf-8")
    tree = ast.parse(text)
    rng = random.Random(f"{seed} {module}")  # noqa: S311  no secret
    changes = list(list_changes(tree))
    kinds = sorted({kind for _, kind, _, _ in changes})
    drawn = [
        rng.sample([one for one in changes if one[1] == kind], k=len([1 for one in changes if one[1] == kind]))
        for kind in kinds
    ]
    turns = [one for row in zip(*(part + [None] * each for part in drawn), strict=False) for one in row if one]
    found = []
    for place, kind, told, change in turns[:each]:
        changed = copy.deepcopy(tree)
        node = next(node for i, node in enumerate(ast.walk(changed)) if i == place)
        was = ast.unparse(node).splitlines()[0]
        line = getattr(node, "lineno", 1)
        change(node)
        source = ast.unparse(ast.fix_missing_locations(changed))
        found.append(Mutant(module, line, kind, told, was, text.splitlines()[line - 1].strip(), source))
    return found


def _test(module: str, project: str) -> None:
    """In a process of its own: run the tests of a module in a copy of the project, and end with what pytest says."""
    os.chdir(project)
    sys.dont_write_bytecode = True
    sys.path[:] = [project, *(place for place in sys.path if Path(place).resolve() not in {ROOT, ROOT / "benchmarks"})]
    import pytest  # noqa: PLC0415  from the copy, as the next

    target = f"workbench/{module}"
    with (
        Path(os.devnull).open("w") as nowhere,
        contextlib.redirect_stdout(nowhere),
        contextlib.redirect_stderr(nowhere),
    ):
        code = pytest.main(["-x", "-q", "-p", "no:cacheprovider", target, *MODULES[module].split()])
    import workbench  # noqa: PLC0415

    if not Path(workbench.__file__).is_relative_to(project):
        code = pytest.ExitCode.INTERNAL_ERROR
    os._exit(int(code))


def passes(module: str, project: Path) -> bool:
    """Return whether the tests of a module pass in a copy of the project, and in time."""
    process = multiprocessing.get_context("forkserver").Process(target=_test, args=(module, str(project)))
    process.start()
    process.join(SECONDS)
    if process.is_alive():
        process.kill()
        process.join()
    return process.exitcode == 0


def try_mutant(mutant: Mutant, copy_of_project: Path) -> bool:
    """Return whether the module's tests find the change."""
    target = copy_of_project / "workbench" / mutant.module
    kept = target.read_text(encoding="utf-8")
    target.write_text(mutant.source, encoding="utf-8")
    try:
        return not passes(mutant.module, copy_of_project)
    finally:
        target.write_text(kept, encoding="utf-8")


def run(mutants: list[Mutant], n_workers: int) -> list[tuple[Mutant, bool]]:
    """Try every change, each worker in a copy of its own."""
    with tempfile.TemporaryDirectory() as folder:
        if "WORKBENCH_CACHE" not in os.environ:
            os.environ |= {"WORKBENCH_CACHE": f"{folder}/cache", "XDG_CONFIG_HOME": f"{folder}/settings"}
        multiprocessing.get_context("forkserver").set_forkserver_preload(_PRELOADED)
        free: Queue[Path] = Queue()
        for number in range(n_workers):
            target = Path(folder).resolve() / str(number)
            shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(".git", ".venv", "results", "__pycache__"))
            free.put(target)

        def one(mutant: Mutant) -> tuple[Mutant, bool]:
            place = free.get()
            try:
                found = try_mutant(mutant, place)
            finally:
                free.put(place)
            print(_say(mutant, found=found), mutant, flush=True)
            return mutant, found

        for tests in sorted({MODULES[mutant.module] for mutant in mutants}):
            module = next(mutant.module for mutant in mutants if MODULES[mutant.module] == tests)
            if not passes(module, Path(folder).resolve() / "0"):
                raise SystemExit(
                    f"{tests}: these tests fail, or take too long, before anything is changed. Mend them first."
                )
        with ThreadPoolExecutor(n_workers) as pool:
            return list(pool.map(one, mutants))


def _say(mutant: Mutant, *, found: bool) -> str:
    return "found   " if found else "same    " if mutant.same else "SURVIVED"


def write_page(lines: list[str], seed: int) -> str:
    """Return docs/mutants.md from what a run printed, or what several did."""
    verdicts = ("found", "SURVIVED", "same")
    rows = [
        (line.split()[0], line.split(maxsplit=1)[1])
        for line in lines
        if line.split()[:1] and line.split()[0] in verdicts
    ]
    page = [_PAGE.format(seed=seed), "| module | changes | found | alter nothing |", "|---|---|---|---|"]
    for module in dict.fromkeys(words.split()[0] for _, words in rows):
        mine = Counter(verdict for verdict, words in rows if words.split()[0] == module)
        page.append(f"| `{module}` | {mine.total() - mine['same']} | {mine['found']} | {mine['same'] or ''} |")
    every = Counter(verdict for verdict, _ in rows)
    n = every.total() - every["same"]
    page.append(f"| all | {n} | {every['found']} ({every['found'] / max(n, 1):.0%}) | {every['same']} |")
    page += ["", "Not found:", "", *(f"* `{words}`" for verdict, words in rows if verdict == "SURVIVED")]
    return "\n".join(page) + "\n"


_PAGE = """# What the tests find

Made by `make mutants` (`benchmarks/mutants.py --write`, seed {seed}): small changes to the modules that carry numbers and
decisions, each tried against that module's own tests. What is known to alter nothing that can be seen is listed with its
reason in `EQUIVALENT` there, shown apart and not counted.
"""


def main() -> int:
    """Read the command line, try the changes, and return 1 where too few are found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=8, help="changes a module")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default=[""], nargs="+", help="modules whose path holds one of these")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--again", type=Path, help="only what this file, the output of an earlier run, says survived")
    parser.add_argument("--write", action="store_true", help="write docs/mutants.md")
    given = parser.parse_args()
    modules = [module for module in MODULES if any(part in module for part in given.only)]
    mutants = [one for module in modules for one in make_mutants(module, given.each, given.seed)]
    if given.again:
        lines = given.again.read_text(encoding="utf-8").splitlines()
        survived = {line.partition(" ")[2].strip() for line in lines if line.startswith("SURVIVED")}
        mutants = [one for one in mutants if str(one) in survived]
    results = run(mutants, given.workers)
    counted = [found for mutant, found in results if found or not mutant.same]
    print(f"{sum(counted)} of {len(counted)} found, {sum(counted) / max(len(counted), 1):.0%}")
    if given.write:
        lines = [f"{_say(mutant, found=found)} {mutant}" for mutant, found in results]
        (ROOT / "docs" / "mutants.md").write_text(write_page(lines, given.seed), encoding="utf-8")
    return 0 if sum(counted) >= GOAL * len(counted) else 1


if __name__ == "__main__":
    sys.exit(main())
