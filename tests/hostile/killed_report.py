# ruff: noqa: S311, T201 - no secret is drawn, and the result is printed
"""Kill the writing of a report again and again: `killed_report.py CORPUS OUT KILLS`; prints how many left OUT as it was.

The study is computed once, and each kill hits a child that draws some figures and writes the folder without notebooks:
twenty kills of the whole take four minutes, and left the old report too (`killed_report.py CORPUS OUT KILLS 99`).
"""

import hashlib
import multiprocessing
import os
import random
import signal
import sys
import time
from itertools import islice
from pathlib import Path

from workbench.report import figures, write as write_module, write_report
from workbench.study import open_study

FIGURES = int(sys.argv[4]) if len(sys.argv) > 4 else 2


def snapshot(folder):
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def draw_some(study, *, progress, most=FIGURES):
    return {name: study.figure(kind, **options) for name, kind, options in islice(figures._list_figures(study), most)}


def main(corpus, out, kills):
    write_module.draw_figures = draw_some
    study, forks, rng = (
        open_study(corpus, n_resamples=100, n_shuffles=3),
        multiprocessing.get_context("fork"),
        random.Random(9),
    )

    def write():
        write_report(study, source=corpus, out=out, notebooks=[], progress=False)

    write()
    before, began = snapshot(out), time.monotonic()
    write()
    whole, kept = time.monotonic() - began, 0
    for _ in range(kills):
        child = forks.Process(target=write)
        child.start()
        time.sleep(rng.uniform(0, whole))
        if child.is_alive():
            os.kill(child.pid, signal.SIGKILL)
        child.join()
        kept += snapshot(out) == before
    write()
    left = sorted(path.name for path in out.parent.iterdir() if path.name.startswith(f".{out.name}"))
    print(kept, int(snapshot(out) == before), len(left))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]))
