"""The import arrows, the house style that a machine can hold, and the quick import."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "workbench"
FILES = sorted(PACKAGE.rglob("*.py"))

LAYERS = [
    {"schema"},
    {"tokens", "validity"},
    {"corpus", "language", "lexicons", "output"},
    {"measures", "inference", "plots"},
    {"catalogue", "choices"},
    {"study"},
    {"widgets", "starter"},
    {"report"},
    {"cli"},
]
WITHIN_LAYER = {  # who may import whom on its own layer
    "language": {"corpus"},
    "measures": {"inference"},
}
ONLY_IN = {
    "spacy": "language",
    "ipywidgets": "widgets",
    "matplotlib": "plots",
    "textstat": "measures/readability",
    "trafilatura": "corpus",
}


def place(path):
    """The path of a module below the package, without its ending: 'measures/readability'."""
    return path.relative_to(PACKAGE).with_suffix("").as_posix()


def is_for_types_only(node):
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def imported(path):
    """What a module imports when it runs; names for type checkers alone are no arrow."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    spared = {id(inner) for node in ast.walk(tree) if is_for_types_only(node) for inner in ast.walk(node)}
    for node in ast.walk(tree):
        if id(node) in spared:
            continue
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def layer(part):
    return next((i for i, parts in enumerate(LAYERS) if part in parts), None)


@pytest.mark.parametrize("path", FILES, ids=place)
def test_imports_point_downward(path):
    here = place(path).split("/")
    for name in imported(path):
        if not name.startswith("workbench.") or here == ["__init__"]:
            continue
        there = name.split(".")[1:]
        if layer(there[0]) is None or there[0] == here[0]:
            continue
        mine, other = layer(here[0]), layer(there[0])
        assert mine is not None, f"{here[0]} stands in no layer"
        allowed = other < mine or there[0] in WITHIN_LAYER.get(here[0], ())
        assert allowed, f"{place(path)} imports {name}: upward or sideways"


def measure_family(parts):
    """The measure a module belongs to: 'readability' for measures/readability.py and measures/readability/x.py."""
    return parts[1] if len(parts) > 1 else None


@pytest.mark.parametrize("path", [p for p in FILES if place(p).startswith("measures/")], ids=place)
def test_measures_do_not_import_one_another(path):
    mine = measure_family(place(path).split("/"))
    for name in imported(path):
        parts = name.split(".")
        if parts[:2] == ["workbench", "measures"] and len(parts) > 2 and mine != "__init__":
            assert parts[2].split("_")[0] == mine.split("_")[0], f"{place(path)} imports {name}"


@pytest.mark.parametrize("path", FILES, ids=place)
def test_third_parties_stay_in_their_place(path):
    for name in imported(path):
        home = ONLY_IN.get(name.split(".")[0])
        assert home is None or place(path).startswith(home), f"{place(path)} imports {name}; only {home} may"


@pytest.mark.parametrize("path", FILES, ids=place)
def test_files_and_functions_stay_short(path):
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= 450, "longer than 450 lines: more than one story"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef):
            lines = node.end_lineno - node.lineno + 1 - docstring_lines(node)
            assert lines <= 40, f"{node.name} has {lines} lines without its docstring"


BRANCHES = (ast.If, ast.For, ast.While, ast.ExceptHandler, ast.IfExp, ast.match_case)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def branching(function):
    """One, and one more for each way in which a function can go another way: conditions, loops, operands of and/or."""
    total = 1
    for node in ast.walk(function):
        total += isinstance(node, BRANCHES + COMPREHENSIONS)
        total += len(node.values) - 1 if isinstance(node, ast.BoolOp) else 0
        total += len(node.ifs) if isinstance(node, ast.comprehension) else 0
    return total


@pytest.mark.parametrize("path", FILES, ids=place)
def test_no_function_branches_more_than_twelve_ways(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            assert branching(node) <= 12, f"{node.name} branches {branching(node)} ways: find another shape"


def test_no_module_imports_itself_in_a_circle():
    names = {"workbench." + place(path).replace("/", ".").removesuffix(".__init__"): path for path in FILES}
    graph = {
        name: {other for other in imported(path) if other in names and other != name} for name, path in names.items()
    }
    graph = {name: {o for o in others if names[o].name != "__init__.py"} for name, others in graph.items()}
    done = set()
    while ready := [name for name in graph if name not in done and graph[name] <= done]:
        done.update(ready)
    assert not set(graph) - done, f"in a circle, or behind one: {sorted(set(graph) - done)}"


def docstring_lines(node):
    first = node.body[0]
    is_text = (
        isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    )
    return first.end_lineno - first.lineno + 1 if is_text else 0


@pytest.mark.parametrize("path", FILES, ids=place)
def test_no_assert_and_no_bare_except(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        assert not isinstance(node, ast.Assert), f"assert in line {node.lineno}: raise ValueError with a sentence"
        assert not (isinstance(node, ast.ExceptHandler) and node.type is None), f"bare except in line {node.lineno}"


def test_importing_the_package_loads_nothing_heavy():
    heavy = ["spacy", "matplotlib", "textstat", "sklearn", "ipywidgets", "trafilatura", "pandas"]
    code = f"import sys, workbench; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("path", [p for p in FILES if p.name == "__init__.py"], ids=place)
def test_no_room_offers_a_name_that_one_of_its_modules_has(path):
    """Which of the two stands there would hang on what was imported last."""
    offered = {alias.asname for node in ast.walk(ast.parse(path.read_text())) for alias in getattr(node, "names", ())}
    assert not offered & {file.stem for file in path.parent.glob("*.py")}
