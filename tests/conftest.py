"""Folders that only some machines have, and the bundled corpus."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def _folder(path, what):
    if not path.is_dir():
        pytest.skip(f"{what} is not on this machine (looked for {path.relative_to(ROOT.parent)} beside the checkout)")
    return path


@pytest.fixture(scope="session", autouse=True)
def _private_cache(tmp_path_factory):
    """Parses made by tests go to a folder of the run, unless one is given to share between runs."""
    if "WORKBENCH_CACHE" not in os.environ:
        os.environ["WORKBENCH_CACHE"] = str(tmp_path_factory.mktemp("cache"))
        os.environ["XDG_CONFIG_HOME"] = str(tmp_path_factory.mktemp("settings"))  # where the key of the cache lies


@pytest.fixture(scope="session")
def project_root():
    return ROOT


@pytest.fixture(scope="session")
def truce_folder():
    return _folder(SHARED / "corpora" / "truce", "the real corpus")


@pytest.fixture(scope="session")
def validation_folder():
    return _folder(SHARED / "validation", "the human-labelled validation data")


@pytest.fixture(scope="session")
def osmere_folder():
    return ROOT / "data" / "osmere"
