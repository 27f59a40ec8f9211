"""No version that the project asks for or pins has an advisory of its own list, and an environment that has one is refused."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def check() -> ModuleType:
    spec = importlib.util.spec_from_file_location("advisories", ROOT / ".ci" / "advisories.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def bounds() -> dict[str, str]:
    """The lowest version of each library that pyproject.toml admits, where it names one."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lines = [*project["dependencies"], *(line for extra in project["optional-dependencies"].values() for line in extra)]
    found = [re.match(r"([\w.-]+)(?:\[\w+\])?>=([\d.]+)", line) for line in lines]
    return {match[1].lower(): match[2] for match in found if match}


def pins() -> dict[str, str]:
    text = (ROOT / "constraints.txt").read_text("utf-8")
    return {name.lower(): version for name, version in re.findall(r"^([\w.-]+)==(\S+)$", text, re.MULTILINE)}


def test_no_lower_bound_and_no_pin_has_a_known_advisory(check: ModuleType) -> None:
    assert len(bounds()) > 15
    assert check.affected(bounds(), check.advisories()) == []
    assert check.affected(pins(), check.advisories()) == []


def test_the_list_can_be_read(check: ModuleType) -> None:
    for line in check.advisories():
        assert set(line) == {"name", "fixed", "advisory", "date"}
        assert check.order(line["fixed"])
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", line["date"])
        assert re.search(r"CVE-|GHSA-|PYSEC-", line["advisory"])


@pytest.mark.parametrize(("version", "wrong"), [("12.2.0", 1), ("12.1.9", 2), ("12.3", 0), ("12.3.0", 0), ("13.0.0rc1", 0), ("9.5", 2)])
def test_a_version_below_the_one_that_was_mended_is_named(check: ModuleType, version: str, wrong: int) -> None:
    said = check.affected({"pillow": version}, check.advisories())
    assert len(said) == wrong
    assert all(f"pillow {version} has a known advisory" in sentence for sentence in said)


def test_setup_asks(check: ModuleType) -> None:
    assert ".ci/advisories.py" in (ROOT / "Makefile").read_text("utf-8")
    assert check.main() == 0
