"""What the tests of spreadsheets share; `sheets_drawn` beside this draws workbooks."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import openpyxl
import pytest

from extractors.document import Document
from extractors.readers.sheets import xlsx

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture
def read_rows() -> Callable[..., Document]:
    """The document of one sheet with such rows."""

    def read(rows: Iterable[Sequence[object]], *, framed: bool = True) -> Document:
        from sheets_drawn import put, saved

        book = openpyxl.Workbook()
        put(book.active, list(rows), framed=framed)
        return xlsx.read(saved(book))

    return read
