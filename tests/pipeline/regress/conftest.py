"""A reading of the goal book with its truth, and a set of samples in a folder of its own."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from pipeline.regress.truth import Truth, load
from pipeline.schema import Row
from pipeline.submission import Trace, trace

BOOK = "shanhaiguan-fulian-2022"
FORM = "henan-songxian-shuibao-2023"


@pytest.fixture(scope="session")
def book(samples: Path) -> Trace:
    """The goal book as read from Word."""
    return trace((samples / f"{BOOK}.docx").read_bytes(), f"{BOOK}.docx", f"{BOOK}.docx")


@pytest.fixture(scope="session")
def book_truth(samples: Path) -> Truth:
    return load(samples / BOOK / "truth.json")


@pytest.fixture
def rows(book: Trace) -> dict[str, list[Row]]:
    """The goal book's rows, free to be spoilt."""
    return deepcopy(book.submission.rows)


@pytest.fixture
def collection(samples: Path, tmp_path: Path) -> Path:
    """A set of one sample, in Word."""
    folder = tmp_path / "set" / FORM
    folder.mkdir(parents=True)
    for name in (f"{FORM}.docx", "truth.json", "meta.toml"):
        shutil.copy(samples / "forms" / FORM / name, folder)
    return tmp_path / "set"


@pytest.fixture
def rewrite() -> Callable[[Path, str, str], None]:
    """Change the text of a .docx: what a document says, not what was read."""
    return _rewrite


def _rewrite(path: Path, old: str, new: str) -> None:
    from zipfile import ZIP_DEFLATED, ZipFile

    with ZipFile(path) as package:
        members = {info: package.read(info) for info in package.infolist()}
    with ZipFile(path, "w", ZIP_DEFLATED) as package:
        for info, data in members.items():
            if info.filename == "word/document.xml":
                assert old.encode() in data, old
                data = data.replace(old.encode(), new.encode(), 1)
            package.writestr(info, data)
