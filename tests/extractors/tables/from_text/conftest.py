"""Grids as sketches: a row a line, cells divided by `|`.

`:3` behind a text is its width in columns, `^` a cell merged with the one above, `.` a blank one.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.document import Document, Grid
from extractors.readers.text import read
from extractors.tables.from_text import VocabularyRoles, regrid
from extractors.vocabulary import DEFAULT

Regridded = Callable[[str], list[str]]


def sketched_cells(line: str) -> list[tuple[str, int]]:
    cells = []
    for part in line.split("|"):
        text, _, width = part.strip().partition(":")
        cells.append((text, int(width or 1)))
    return cells


def flat_text(sketch: str) -> str:
    """What the text of a sketched table is: no widths, merged cells empty."""
    rows = (line for line in sketch.strip().splitlines())
    return "".join("".join(f"\t{'' if text in '^.' else text}\n" for text, _ in sketched_cells(row)) + "\n" for row in rows) + "\n"


def sketch(grid: Grid) -> list[str]:
    """A grid as lines of a sketch."""
    lines = []
    for row in range(1, grid.rows + 1):
        cells = [("^" if cell.row < row else cell.text or ".", cell.column_span) for cell in grid.row_cells(row)]
        lines.append(" | ".join(text + (f":{width}" if width > 1 else "") for text, width in cells))
    return lines


def normal(text: str) -> list[str]:
    return [" | ".join(t + (f":{w}" if w > 1 else "") for t, w in sketched_cells(line)) for line in text.strip().splitlines()]


@pytest.fixture(scope="session")
def roles() -> VocabularyRoles:
    return VocabularyRoles(DEFAULT)


@pytest.fixture(scope="session")
def regridded(roles: VocabularyRoles) -> Callable[[str], Document]:
    return lambda text: regrid(read(text.encode()), roles)


@pytest.fixture(scope="session")
def found(regridded: Callable[[str], Document]) -> Callable[[str], tuple[list[str], list[str]]]:
    """The grid that comes out of a sketch's flat text, and the sketch itself, both as lines."""

    def compare(drawn: str) -> tuple[list[str], list[str]]:
        (grid,) = regridded(flat_text(drawn)).blocks
        assert isinstance(grid, Grid)
        return sketch(grid), normal(drawn)

    return compare
