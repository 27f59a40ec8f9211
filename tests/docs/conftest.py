"""The samples' output, as `make run` makes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import convert


@pytest.fixture(scope="session")
def made(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds `output/`."""
    folder = tmp_path_factory.mktemp("docs")
    convert(samples, folder / "output", formats=["parquet"], workers=1)
    return folder
