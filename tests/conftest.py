"""What all tests share: the samples, and the option that rewrites the golden texts."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden texts anew, and fail: they are read by `git diff`")


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the sample submissions."""
    return ROOT / "samples"
