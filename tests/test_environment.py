"""environment.yml, constraints.txt and pyproject.toml agree (no conda client and no network needed)."""

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet


@pytest.fixture(scope="module")
def project(project_root):
    return tomllib.loads((project_root / "pyproject.toml").read_text(encoding="utf-8"))["project"]


@pytest.fixture(scope="module")
def environment(project_root):
    return yaml.safe_load((project_root / "environment.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def pins(project_root):
    lines = (project_root / "constraints.txt").read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


def normal(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_conda_brings_python_and_pip_only(environment):
    conda = [item for item in environment["dependencies"] if isinstance(item, str)]
    assert [re.split(r"[=<>]", item)[0] for item in conda] == ["python", "pip"]


def test_conda_python_is_one_the_project_supports(environment, project):
    version = environment["dependencies"][0].split("=")[-1]
    assert SpecifierSet(project["requires-python"]).contains(f"{version}.0")


def test_conda_installs_the_package_itself_with_the_pins(environment):
    [pip] = [item["pip"] for item in environment["dependencies"] if isinstance(item, dict)]
    assert pip == ["-c constraints.txt", "-e .[notebooks]"]


def test_every_requirement_has_a_pin_that_satisfies_it(project, pins):
    pinned = {normal(name): version for name, version in pins.items()}
    extras = [line for lines in project["optional-dependencies"].values() for line in lines]
    for line in [*project["dependencies"], *extras]:
        wanted = Requirement(line)
        assert normal(wanted.name) in pinned, f"{wanted.name} has no pin in constraints.txt"
        assert wanted.specifier.contains(pinned[normal(wanted.name)]), f"{line} against {pinned[normal(wanted.name)]}"


def test_pins_name_no_host_and_no_path(project_root):
    text = (project_root / "constraints.txt").read_text(encoding="utf-8")
    assert not re.search(r"://|@|--|file:", text)
