"""Rows of cells laid on a grid as browsers do it (HTML Living Standard, 4.9.12.1 "Forming a table").

┌───┬───┬───┐   a cell takes the first free place of its row; rowspan=0 and too long a rowspan end with the row group;
│ a │ b     │   where a cell would cover one that hangs down from above it gets what is free,
│   ├───┬───┤   and what nobody covers is an empty cell
└───┴───┴───┘
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import Final

from extractors.document import Cell, Grid, Remark, Where
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.printing import HIDDEN, left_out, remarks_of, value_in
from extractors.typed_rows import rows_parted

_WIDEST: Final = 1000  # the standard's own bounds for colspan and rowspan
_TALLEST: Final = 65534


@dataclass(slots=True)
class RawCell:
    """A td or th. `rows` 0 means down to the end of its row group."""

    rows: int = 1
    columns: int = 1
    text: str = ""
    nested: list[RawTable] = field(default_factory=list)
    left: list[tuple[str, str]] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)


Row = list[RawCell]


@dataclass(slots=True)
class RawTable:
    """A table as row groups, which no span leaves. Heads come first and feet last, wherever they are written.

    `mirrored`: its first column is the rightmost. `collapsed` are the columns (from 0) that are not shown.
    """

    heads: list[list[Row]] = field(default_factory=list)
    bodies: list[list[Row]] = field(default_factory=list)
    feet: list[list[Row]] = field(default_factory=list)
    rows: int = 0
    mirrored: bool = False
    collapsed: set[int] = field(default_factory=set)
    hidden: list[Row] = field(default_factory=list)
    """Rows that are not shown, without text: spans may count them."""

    def open(self, tag: str) -> list[Row]:
        """A new row group: thead, tbody or tfoot."""
        group: list[Row] = []
        {"thead": self.heads, "tfoot": self.feet}.get(tag, self.bodies).append(group)
        return group

    def groups(self) -> list[list[Row]]:
        """The groups in the order in which they are printed."""
        return [group for group in (*self.heads, *self.bodies, *self.feet) if group]


def span_of(value: str | None, most: int) -> int:
    """A span as browsers read the attribute: leading digits, else 1."""
    digits = ""
    for character in (value or "").strip().removeprefix("+"):
        if not ("0" <= character <= "9"):
            break
        digits += character
        if len(digits) > 9:
            return most
    return min(int(digits), most) if digits else 1


def cell_of(rowspan: str | None, colspan: str | None) -> RawCell:
    """A cell from its attributes."""
    return RawCell(span_of(rowspan, _TALLEST), max(span_of(colspan, _WIDEST), 1))


class Layout:
    """Lays the tables of one document, counting their cells against the limits."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._places = 0
        self.remarks: list[Remark] = []

    def grid(self, table: RawTable, where: Where, *, nested: bool = False) -> Grid | None:
        """The grid of a table, None where it has no cell. Cells of a nested table stand in the place of the outer cell."""
        laid, rows = self._laid(table)
        if not laid:
            return None
        if table.collapsed:
            laid = self._shown(laid, table.collapsed, where)
        if not laid:
            return None
        laid, columns = _visible(laid)
        if columns > self._limits.columns:
            raise ReadError("too-large", f"a table of {columns} columns", f"表格有 {columns} 列")
        covered = {(row + i, column + j) for row, column, height, width, _ in laid for i in range(height) for j in range(width)}
        self._spend(rows * columns - len(covered))
        laid += [(row, column, 1, 1, None) for row in range(rows) for column in range(columns) if (row, column) not in covered]
        if table.mirrored:
            laid = [(row, columns - column - width, height, width, cell) for row, column, height, width, cell in laid]
        laid.sort(key=lambda place: place[:2])
        cells = tuple(self._cell(*place, where, nested) for place in laid)
        lines = {id(made): raw.lines for made, (*_, raw) in zip(cells, laid, strict=True) if raw is not None and raw.lines}
        made, parted = rows_parted(Grid(rows, columns, cells, where), lines)
        self.remarks += parted
        return made

    def _laid(self, table: RawTable) -> tuple[list[_Place], int]:
        """The cells in their places, and how many rows they have."""
        if not table.hidden:
            return self._lay(table.groups())
        gone = {id(row) for row in table.hidden}
        counted, rows = self._lay(table.groups())
        without, fewer = self._lay([[row for row in group if id(row) not in gone] for group in table.groups()])
        if _holes(counted, rows) > _holes(without, fewer):  # as a browser lays them: rows without a box take no part
            return without, fewer
        order = [id(row) for group in table.groups() for row in group]
        return _without_rows(counted, [index for index, row in enumerate(order) if row in gone]), rows - len(gone)

    def _lay(self, groups: list[list[Row]]) -> tuple[list[_Place], int]:
        taken: set[tuple[int, int]] = set()
        laid: list[_Place] = []
        rows = 0
        for group in groups:
            for index, row in enumerate(group):
                self._row(row, rows + index, rows + len(group), taken, laid)
            rows += len(group)
        return laid, rows

    def _shown(self, laid: list[_Place], collapsed: set[int], where: Where) -> list[_Place]:
        """The cells without columns that are not shown; what stood in these alone is named."""
        shown: list[_Place] = []
        for row, column, height, width, cell in laid:
            gone = len(collapsed.intersection(range(column, column + width)))
            before = sum(each < column for each in collapsed)
            if gone < width:
                shown.append((row, column - before, height, width - gone, cell))
            elif cell is not None:
                self.remarks += left_out(HIDDEN, cell.text, where)
        return shown

    def _row(self, row: Row, index: int, bottom: int, taken: set[tuple[int, int]], laid: list[_Place]) -> None:
        column = 0
        for cell in row:
            while (index, column) in taken:
                column += 1
            width = 1
            while width < cell.columns and (index, column + width) not in taken:
                width += 1
            height = min(cell.rows or bottom - index, bottom - index)
            self._spend(width * height)
            taken.update((index + i, column + j) for i in range(height) for j in range(width))
            laid.append((index, column, height, width, cell))
            column += width

    def _spend(self, places: int) -> None:
        self._places += places
        if self._places > self._limits.places:
            raise ReadError("too-large", f"tables of more than {self._limits.places} places", "表格过大")

    def _cell(self, row: int, column: int, rows: int, columns: int, cell: RawCell | None, where: Where, nested: bool) -> Cell:
        place = where if nested else Where(where.page, where.block, row + 1, column + 1)
        if cell is None:
            return Cell(row + 1, column + 1, rows, columns, "", place)
        self.remarks += remarks_of(cell.text, cell.left, cell.doubts, place)
        grids = tuple(grid for table in cell.nested if (grid := self.grid(table, place, nested=True)) is not None)
        value = value_in(grids) if grids and not cell.text.strip() else ""
        return Cell(row + 1, column + 1, rows, columns, value or cell.text, place, () if value else grids)


_Place = tuple[int, int, int, int, RawCell | None]  # row, column (from 0), rows, columns, the cell; none: an empty place


def _holes(laid: list[_Place], rows: int) -> int:
    """How many places no cell covers."""
    columns = max((column + width for _, column, _, width, _ in laid), default=0)
    return rows * columns - sum(height * width for _, _, height, width, _ in laid)


def _without_rows(laid: list[_Place], hidden: list[int]) -> list[_Place]:
    """The places without rows (from 0, in order); a cell that began in one begins in the next that is shown."""
    shown: list[_Place] = []
    for row, column, height, width, cell in laid:
        above, below = bisect_left(hidden, row), bisect_left(hidden, row + height)
        if height > below - above:
            shown.append((row - above, column, height - (below - above), width, cell))
    return shown


def _visible(laid: list[_Place]) -> tuple[list[_Place], int]:
    """The places on the columns in which a cell begins: a colspan of 100 over five columns has no more width than they."""
    used = sorted({column for _, column, _, _, _ in laid})
    return [
        (row, bisect_left(used, column), height, bisect_left(used, column + width) - bisect_left(used, column), cell)
        for row, column, height, width, cell in laid
    ], len(used)
