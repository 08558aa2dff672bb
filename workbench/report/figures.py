"""The figures of a report: every one that the catalogue lists for it, and how they are written with their words."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tqdm import tqdm

from workbench import catalogue
from workbench.plots import Figure
from workbench.study import Study

SIDECAR = "figures.json"
LONGEST_NAME = 60  # file systems take 255 bytes, a letter has up to four, and a number and an ending follow


def draw_figures(study: Study, *, progress: bool = False) -> dict[str, Figure]:
    """Return the report's figures by name, in the order of the catalogue.

    Examples
    --------
    >>> from workbench.study import open_study
    >>> list(draw_figures(open_study("osmere", n_resamples=100, n_shuffles=5)))[:2]
    ['zones', 'forms']
    """
    listed = list(_list_figures(study))
    drawn = ((name, study.figure(kind, **options)) for name, kind, options in listed)
    return dict(tqdm(drawn, total=len(listed), desc="figures", unit="figure", disable=not progress))


def _list_figures(study: Study) -> Iterator[tuple[str, str, dict[str, Any]]]:
    taken: set[str] = set()
    for entry in catalogue.FIGURES.values():
        if not entry.report:
            continue
        variants = entry.variants(study[entry.needs[0]]) if entry.variants else [("", {})]
        for suffix, options in variants:
            yield name_file(f"{entry.name}_{suffix}" if suffix else entry.name, taken), entry.name, options


def name_file(name: str, taken: set[str]) -> str:
    """Return `name` with nothing in it that a file system or a link could stumble over, unlike any name `taken` so far.

    Examples
    --------
    >>> taken = set()
    >>> name_file("a b/c", taken), name_file("a_b_c", taken), name_file("", taken)
    ('a_b_c', 'a_b_c_2', '_')
    """
    plain = re.sub(r"[^\w.-]+", "_", name).strip(".")[:LONGEST_NAME] or "_"
    number, found = 1, plain
    while found.casefold() in taken:
        number += 1
        found = f"{plain}_{number}"
    taken.add(found.casefold())
    return found


def write_figures(figures: Mapping[str, Figure], folder: Path) -> Path:
    r"""Write each figure as PNG and SVG, and one sidecar with caption and alt text of all.

    Returns
    -------
    Path
        The sidecar: a JSON list of name, png, svg, caption and alt.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as place:
    ...     write_figures({}, Path(place)).read_text()
    '[]\n'
    """
    folder.mkdir(parents=True, exist_ok=True)
    notes = []
    for name, figure in figures.items():
        (folder / f"{name}.png").write_bytes(figure.png)
        (folder / f"{name}.svg").write_bytes(figure.svg)
        words = {"caption": figure.caption, "alt": figure.alt}
        notes.append({"name": name, "png": f"{name}.png", "svg": f"{name}.svg", **words})
    sidecar = folder / SIDECAR
    sidecar.write_text(json.dumps(notes, indent=2, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
    return sidecar
