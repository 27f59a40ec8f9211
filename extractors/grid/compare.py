"""Where two readings of one document differ, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Cell, Document, Grid, Where
from extractors.grid.radicals import unify
from normalizers.text import fold


@dataclass(frozen=True, slots=True)
class Difference:
    """A place on which two readings differ; `first` or `second` is None where that one has no such cell."""

    where: Where
    first: str | None
    second: str | None


def differing_cells(first: Document, second: Document) -> list[Difference]:
    """The cells of the first document that the second reads otherwise, and those that only the second has.

    Grids are paired by order where both have as many, else by the page and place they begin at. Compared is the text
    folded (white space, width, radicals for ideographs), and the cell's first row and column with its spans.
    """
    out: list[Difference] = []
    for one, two in _paired(_grids(first), _grids(second)):
        out.extend(_differences(one, two))
    return out


def _grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


def _paired(first: Sequence[Grid], second: Sequence[Grid]) -> Iterator[tuple[Grid | None, Grid | None]]:
    if len(first) == len(second):
        yield from zip(first, second, strict=True)
        return
    left = list(second)
    for grid in first:
        match = next((other for other in left if _begins_at(grid, other)), None)
        if match is not None:
            left.remove(match)
        yield grid, match
    for grid in left:
        yield None, grid


def _begins_at(one: Grid, two: Grid) -> bool:
    """Whether two grids begin on one page at about the same corner."""
    a, b = one.where.box, two.where.box
    if one.where.page != two.where.page or a is None or b is None:
        return False
    return abs(a.x0 - b.x0) < 5.0 and abs(a.y0 - b.y0) < 5.0


def _differences(one: Grid | None, two: Grid | None) -> Iterator[Difference]:
    cells = {_place(cell): cell for cell in two.cells} if two else {}
    for cell in one.cells if one else ():
        other = cells.pop(_place(cell), None)
        if other is None or _key(cell) != _key(other):
            yield Difference(cell.where, cell.text, other.text if other else None)
    for cell in cells.values():
        yield Difference(cell.where, None, cell.text)


def _place(cell: Cell) -> tuple[int, int, int, int]:
    return cell.row, cell.column, cell.row_span, cell.column_span


def _key(cell: Cell) -> str:
    return fold(unify(cell.text))
