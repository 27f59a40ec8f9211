from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.batch.jobs import Limits
from pipeline.batch.settings import Settings

FAST = Limits(seconds=3.0, memory=512 << 20)


@pytest.fixture
def settings(monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings under which workers run the stand-in of fakes.py, whose results do not depend on our own sources."""
    monkeypatch.setattr("pipeline.conversion.fingerprint", repr)
    monkeypatch.syspath_prepend(Path(__file__).parent)
    return Settings(formats=("csv",), workers=2, limits=FAST, process="fakes:process")


@pytest.fixture
def folder(tmp_path: Path) -> Callable[..., Path]:
    """A folder of files given as name=content; the names end in .txt."""

    def make(**contents: str) -> Path:
        place = tmp_path / "in"
        place.mkdir(exist_ok=True)
        for name, content in contents.items():
            (place / f"{name}.txt").write_text(content)
        return place

    return make
