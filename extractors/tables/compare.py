"""Where two readings of one document differ, cell by cell."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Final

from extractors.document import Cell, Document, Grid, Where, grid_pieces
from extractors.tables.radicals import unify
from normalizers.text import fold

NEAR: Final = 5.0  # points by which the sides of one cell may lie apart in two readings


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


def cells_in_place(first: Document, second: Document, pages: Container[int]) -> Iterator[tuple[Cell, Cell | None]]:
    """Each cell of the first document on some pages, with the cell of the second that lies in its place; None where none does.

    Places are compared, not rows and columns: where one reading misses a rule, the cells beside it still stand where they stood.
    """
    others: dict[int, list[tuple[float, Cell]]] = {}
    for cell in _placed(second, pages):
        others.setdefault(cell.where.page or 0, []).append((_top(cell), cell))
    for found in others.values():
        found.sort(key=itemgetter(0))
    for cell in _placed(first, pages):
        near = others.get(cell.where.page or 0, [])
        low, high = (bisect_left(near, _top(cell) + way * NEAR, key=itemgetter(0)) for way in (-1, 1))
        yield cell, next((other for _, other in near[low:high] if _same_place(cell, other)), None)


def _placed(document: Document, pages: Container[int]) -> Iterator[Cell]:
    for grid in _grids(document):
        yield from (cell for cell in grid_pieces(grid) if cell.where.page in pages and cell.where.box is not None)


def _top(cell: Cell) -> float:
    return cell.where.box.y0 if cell.where.box else 0.0


def _same_place(one: Cell, two: Cell) -> bool:
    a, b = one.where.box, two.where.box
    if a is None or b is None:
        return False
    return max(abs(a.x0 - b.x0), abs(a.y0 - b.y0), abs(a.x1 - b.x1), abs(a.y1 - b.y1)) < NEAR


def key_of(text: str) -> str:
    """A text as two readings of one print agree on it: without white space, widths, and radicals that stand for ideographs."""
    return fold(unify(text))


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
    return abs(a.x0 - b.x0) < NEAR and abs(a.y0 - b.y0) < NEAR


def _differences(one: Grid | None, two: Grid | None) -> Iterator[Difference]:
    cells = {_place(cell): cell for cell in two.cells} if two else {}
    for cell in one.cells if one else ():
        other = cells.pop(_place(cell), None)
        if other is None or key_of(cell.text) != key_of(other.text):
            yield Difference(cell.where, cell.text, other.text if other else None)
    for cell in cells.values():
        yield Difference(cell.where, None, cell.text)


def _place(cell: Cell) -> tuple[int, int, int, int]:
    return cell.row, cell.column, cell.row_span, cell.column_span
