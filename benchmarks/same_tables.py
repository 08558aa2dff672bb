"""Write every table of the bundled, the Wikinews and the five articles, and compare two such folders cell by cell.

    python benchmarks/same_tables.py write FOLDER
    python benchmarks/same_tables.py compare BEFORE AFTER

The safety net of a rebuild: run it before and after a move. Corpora under ``../shared`` are taken where they are there.
``compare`` names every table, column and cell that differs and ends with exit code 1 if there is one.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import pandas as pd

from workbench.study import open_study

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "corpora"
CORPORA = {"osmere": "osmere", "wikinews": SHARED / "wikinews", "truce": SHARED / "truce"}
SHOWN = 5


def write(folder: Path) -> None:
    """Write the tables of each corpus as CSV, a folder a corpus."""
    for name, place in CORPORA.items():
        if isinstance(place, Path) and not place.is_dir():
            print(f"{name}: {place.name} is not there; skipped")
            continue
        target = folder / name
        target.mkdir(parents=True, exist_ok=True)
        study = open_study(place)
        for table, rows in study.compute(study.choose_tables()).items():
            rows.to_csv(target / f"{table}.csv", index=False)
        print(f"{name}: {len(list(target.glob('*.csv')))} tables")


def compare(before: Path, after: Path) -> int:
    """Print what differs and return the number of tables that do."""
    names = sorted({path.relative_to(root) for root in (before, after) for path in root.glob("*/*.csv")})
    differing = 0
    for name in names:
        told = [*_compare_table(before / name, after / name)]
        differing += bool(told)
        for sentence in told:
            print(f"{name.with_suffix('')}: {sentence}")
    print(f"{len(names)} tables, {differing} of them differ")
    return differing


def _compare_table(before: Path, after: Path) -> list[str]:
    if not before.is_file() or not after.is_file():
        return ["only after" if after.is_file() else "only before"]
    old, new = (pd.read_csv(path, dtype=str, keep_default_na=False) for path in (before, after))
    told = [f"column {column} is gone" for column in old.columns.difference(new.columns)]
    told += [f"column {column} is new" for column in new.columns.difference(old.columns)]
    if len(old) != len(new):
        return [*told, f"{len(old)} rows before, {len(new)} after; {_first_odd_row(old, new)}"]
    for column in old.columns.intersection(new.columns, sort=False):
        odd = old.index[old[column] != new[column]]
        if len(odd):
            cells = "; ".join(f"row {i}: {old[column][i][:60]!r} -> {new[column][i][:60]!r}" for i in odd[:SHOWN])
            told.append(f"column {column}, {len(odd)} of {len(old)} cells differ: {cells}")
    return told


def _first_odd_row(old: pd.DataFrame, new: pd.DataFrame) -> str:
    shared = list(old.columns.intersection(new.columns, sort=False))
    both = old[shared].merge(new[shared], how="outer", indicator=True)
    odd = both[both["_merge"] != "both"].drop_duplicates().head(SHOWN)
    return " | ".join(f"{row['_merge']}: {row.drop('_merge').to_dict()}" for _, row in odd.iterrows())


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("write").add_argument("folder", type=Path)
    comparing = commands.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    given = parser.parse_args()
    if given.command == "write":
        write(given.folder)
        return 0
    return 1 if compare(given.before, given.after) else 0


if __name__ == "__main__":
    sys.exit(main())
