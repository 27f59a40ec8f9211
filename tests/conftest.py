"""What all tests share: the samples, and the option that rewrites the golden texts."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# How fast examples are made tells of the machine, not of the code.
settings.register_profile("jixiao", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jixiao")

# Under nohup and behind & a run ignores Ctrl-C, and what it starts inherits that: tests that interrupt a command would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden texts anew, and fail: they are read by `git diff`")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A file's bytes are no name: what they say may hang on the clock, and two workers must collect the same tests."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of the sample submissions."""
    return ROOT / "samples"
