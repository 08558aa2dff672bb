"""Do the tests find what they should? Small seeded changes to the modules that carry numbers, each against its own tests.

    python benchmarks/mutants.py                        every module, 8 changes each; ends with 1 under 92 % found
    python benchmarks/mutants.py --each 20 --only keyness
    python benchmarks/mutants.py --write                also write docs/mutants.md

A comparison is flipped, a constant moved, an option dropped, a sign or a conjunction turned round, a statement removed. The
changed file stands in a copy of the repository; a change counts as found where a test fails or runs out of time.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
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
    "inference/bootstrap.py": "tests/inference tests/reference",
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
}
_FLIPPED = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq}
_TURNED = {ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.And: ast.Or, ast.Or: ast.And}

Change = tuple[str, str, Callable[[ast.AST], object]]  # its kind, its words, and what makes it
_SILENT = {"invalid", "divide", "over", "strict"}  # without them a warning is seen, or a mistake elsewhere


class Mutant(NamedTuple):
    """A change: the module, the line, what was done, and the whole source after it."""

    module: str
    line: int
    kind: str
    told: str
    source: str


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
        moved = node.value + 1 if isinstance(node.value, int) else node.value * 1.1
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
        change(node)
        found.append(
            Mutant(module, getattr(node, "lineno", 0), kind, told, ast.unparse(ast.fix_missing_locations(changed)))
        )
    return found


def try_mutant(mutant: Mutant, copy_of_project: Path) -> bool:
    """Return whether the module's tests find the change."""
    target = copy_of_project / "workbench" / mutant.module
    kept = target.read_text(encoding="utf-8")
    target.write_text(mutant.source, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", str(target)]
    environment = {**os.environ, "PYTHONPATH": str(copy_of_project), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [*command, *MODULES[mutant.module].split()],
            cwd=copy_of_project,
            env=environment,
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return True
    finally:
        target.write_text(kept, encoding="utf-8")
    return done.returncode != 0


def run(mutants: list[Mutant], n_workers: int) -> list[tuple[Mutant, bool]]:
    """Try every change, each worker in a copy of its own."""
    with tempfile.TemporaryDirectory() as folder:
        free: Queue[Path] = Queue()
        for number in range(n_workers):
            target = Path(folder) / str(number)
            shutil.copytree(ROOT, target, ignore=shutil.ignore_patterns(".git", ".venv", "results", "__pycache__"))
            free.put(target)

        def one(mutant: Mutant) -> tuple[Mutant, bool]:
            place = free.get()
            try:
                found = try_mutant(mutant, place)
            finally:
                free.put(place)
            print("found   " if found else "SURVIVED", mutant.module, mutant.line, mutant.kind, mutant.told, flush=True)
            return mutant, found

        with ThreadPoolExecutor(n_workers) as pool:
            return list(pool.map(one, mutants))


def write_page(results: list[tuple[Mutant, bool]], seed: int) -> str:
    """Return docs/mutants.md."""
    lines = [_PAGE.format(seed=seed), "| module | changes | found |", "|---|---|---|"]
    for module in dict.fromkeys(mutant.module for mutant, _ in results):
        mine = [found for mutant, found in results if mutant.module == module]
        lines.append(f"| `{module}` | {len(mine)} | {sum(mine)} |")
    n = len(results)
    lines.append(f"| all | {n} | {sum(found for _, found in results)} ({sum(found for _, found in results) / n:.0%}) |")
    lines += ["", "Not found:", ""]
    lines += [f"* `{m.module}` line {m.line}, {m.kind}: `{m.told}`" for m, found in results if not found]
    return "\n".join(lines) + "\n"


_PAGE = """# What the tests find

Made by `make mutants` (`benchmarks/mutants.py --write`, seed {seed}): small changes to the modules that carry numbers and
decisions, each tried against that module's own tests. Some of those not found change nothing that can be seen.
"""


def main() -> int:
    """Read the command line, try the changes, and return 1 where too few are found."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--each", type=int, default=8, help="changes a module")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", default="", help="modules whose path holds this")
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--write", action="store_true", help="write docs/mutants.md")
    given = parser.parse_args()
    modules = [module for module in MODULES if given.only in module]
    results = run([one for module in modules for one in make_mutants(module, given.each, given.seed)], given.workers)
    n_found = sum(found for _, found in results)
    print(f"{n_found} of {len(results)} found, {n_found / max(len(results), 1):.0%}")
    if given.write:
        (ROOT / "docs" / "mutants.md").write_text(write_page(results, given.seed), encoding="utf-8")
    return 0 if n_found >= GOAL * len(results) else 1


if __name__ == "__main__":
    sys.exit(main())
