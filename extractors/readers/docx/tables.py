"""Word's rows of cells, laid on a grid.

    w:tr w:tc  gridSpan gridBefore vMerge ──> slots [start, end) ──> edges that agree ──> Grid without holes

    ┌────┬─────────┐    gridSpan 1, 2      slots [0,1) [1,3)
    │    ├────┬────┤    vMerge, 1, 1       slots [0,1) [1,2) [2,3), the first continues the cell above
    └────┴────┴────┘

Word draws a row's cells by their widths and forgives spans that do not add up; a grid forgives nothing. Where rows differ,
the widths decide if every row tells them alike, else the spans do, and what a row lacks at its end is an empty cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from typing import Final, Protocol

from extractors.document import Cell, Grid, Remark, Where
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.printing import HIDDEN, excerpt, left_out, remarks_of, value_in
from extractors.readers.docx.laid import mirrored, open_between, without_rows
from extractors.readers.docx.names import number
from extractors.typed_rows import rows_parted
from normalizers.notes import Note

# Edges of two rows that lie closer than this share of the table's width are one edge: what hands and converters drift.
_DRIFT: Final = 100
# Rows whose widths add up within this share of each other were drawn to the same edges.
_AGREE: Final = 20
_WIDEST: Final = 1_000_000  # twentieths of a point: eighteen metres


@dataclass(slots=True)
class RawCell:
    """A w:tc: `merge` is "", "restart" or "continue" (down) or "left"; width and unit are the file's own words.

    `row`, `start`, `end` (from 0, half-open) and `rows` are its place, known once it is laid.
    """

    span: int = 1
    merge: str = ""
    text: str = ""
    width: str | None = None
    unit: str | None = None
    nested: Sequence[RawTable] = ()
    left: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    unknown: int = 0
    row: int = 0
    start: int = 0
    end: int = 0
    rows: int = 1


@dataclass(slots=True)
class RawRow:
    """A w:tr with the grid columns it leaves out before and after its cells, and the width before."""

    cells: list[RawCell] = field(default_factory=list)
    before: int = 0
    after: int = 0
    before_width: int = 0
    hidden: bool = False


@dataclass(slots=True)
class RawTable:
    """A w:tbl: the widths of its grid columns, its rows; `mirrored` where its first column is the rightmost."""

    grid: list[int] = field(default_factory=list)
    rows: list[RawRow] = field(default_factory=list)
    mirrored: bool = False


Slot = tuple[int, int, RawCell]  # [start, end) in columns from 0
Edges = list[list[int]]  # for each row its edges from left to right, in any unit


class Layout:
    """Lays the tables of one document, counting cells against the limits and keeping the remarks."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._cells = 0
        self.remarks: list[Remark] = []
        self.going_on: dict[int, Grid] = {}
        """The grids, by their id, in whose first row a merged cell goes on that began in another table."""

    def grid(self, table: RawTable, where: Where, *, nested: bool = False) -> Grid | None:
        """The grid of a table, None where it has no cell. Cells of a nested table stand in the place of the outer cell."""
        rows = slots_of(table, self._limits)
        if not rows:
            return None
        columns = rows[0][-1][1]
        if len(rows) * columns > self._limits.places:
            raise ReadError("too-large", f"a table of {len(rows)} rows and {columns} columns", f"表格有 {len(rows)} 行 {columns} 列")
        self._cells += sum(map(len, rows))
        if self._cells > self._limits.cells:
            raise ReadError("too-large", f"more than {self._limits.cells} table cells", f"表格单元格超过 {self._limits.cells} 个")
        laid = self._laid(rows, where, nested)
        if table.mirrored:
            laid = mirrored(laid, columns)
        hidden = [index for index, row in enumerate(table.rows) if row.hidden]
        if hidden:
            laid, dropped = without_rows(laid, hidden)
            self.remarks += [remark for cell in dropped for remark in left_out(HIDDEN, cell.text, where)]
        cells = tuple([self._cell(cell, where, nested) for cell in laid])
        if not cells:
            return None
        lines = {id(made): raw.lines for made, raw in zip(cells, laid, strict=True) if raw.lines}
        made, parted = rows_parted(Grid(len(rows) - len(hidden), columns, cells, where), lines)
        self.remarks += parted
        if any(cell.merge == "continue" for cell in table.rows[0].cells):
            self.going_on[id(made)] = made
        return made

    def _laid(self, rows: list[list[Slot]], where: Where, nested: bool) -> list[RawCell]:
        """The cells in their places, merges down followed. A merge goes on where the cell above has the very same edges, as in Word."""
        laid: list[RawCell] = []
        above: dict[int, RawCell] = {}
        for index, row in enumerate(rows):
            here: dict[int, RawCell] = {}
            for start, end, cell in row:
                if cell.merge:
                    opened = above.get(start) if cell.merge == "continue" else None
                    if opened is not None and opened.end == end:
                        opened.rows += 1
                        here[start] = opened
                        self._covered(cell, where if nested else _place(where, opened))
                        continue
                    beside = [] if cell.text.strip() else open_between(above, start, end)
                    if cell.merge == "continue" and len(beside) > 1:  # one blank cell under several merged ones: all of them go on
                        for other in beside:
                            other.rows += 1
                            here[other.start] = other
                        continue
                    here[start] = cell
                cell.row, cell.start, cell.end = index, start, end
                laid.append(cell)
            above = here
        return laid

    def _covered(self, cell: RawCell, where: Where) -> None:
        """Word keeps the text of a cell that is merged away, and never prints it."""
        self.remarks += left_out(HIDDEN, cell.text, where)

    def _cell(self, cell: RawCell, where: Where, nested: bool) -> Cell:
        place = where if nested else _place(where, cell)
        inner: tuple[Grid, ...] = ()
        if cell.left or cell.doubts or cell.unknown:
            self.remarks += text_remarks(cell, place)
        if cell.nested:
            grids = (self.grid(table, place, nested=True) for table in cell.nested)
            inner = tuple(grid for grid in grids if grid is not None)
            value = "" if cell.text.strip() else value_in(inner)
            if value:
                cell.text, inner = value, ()
        return Cell(cell.row + 1, cell.start + 1, cell.rows, cell.end - cell.start, cell.text, place, inner)


class _Read(Protocol):
    """What came with a piece's text."""

    text: str
    left: tuple[tuple[str, str], ...]
    doubts: tuple[str, ...]
    unknown: int


def text_remarks(piece: _Read, where: Where) -> Iterator[Remark]:
    """What of a piece was not printed, what could be read otherwise, and what was printed in signs that have no name."""
    yield from remarks_of(piece.text, piece.left, piece.doubts, where)
    if piece.unknown:
        yield Remark(Note.of("text.symbol", raw=excerpt(piece.text), count=str(piece.unknown)), where)


def _place(where: Where, cell: RawCell) -> Where:
    return Where(where.page, where.block, cell.row + 1, cell.start + 1)


# ---------------------------------------------------------------- from spans to slots


def slots_of(table: RawTable, limits: Limits) -> list[list[Slot]]:
    """The slots of each row, from 0 to one and the same last edge, without holes."""
    rows = [list(_row_slots(row)) for row in table.rows]
    ends = {row[-1][1] if row else 0 for row in rows}
    if not any(ends):
        return []
    if len(ends) > 1:
        edges = _edges_by_width(table.rows)
        rows = _snapped(rows, edges) if edges else _filled(rows, max(ends))
    elif table.grid and min(table.grid) * _DRIFT < sum(table.grid) and len(table.grid) >= max(ends):
        rows = _without_slivers(rows, table.grid)
    if rows[0][-1][1] > limits.columns:
        rows = _compressed(rows)
    if rows[0][-1][1] > limits.columns:
        raise ReadError("too-large", f"a table of {rows[0][-1][1]} columns", f"表格有 {rows[0][-1][1]} 列")
    return rows


def _row_slots(row: RawRow) -> Iterator[Slot]:
    start = 0
    if row.before:
        yield 0, row.before, RawCell()
        start = row.before
    for cell in row.cells:
        yield start, start + cell.span, cell
        start += cell.span
    if row.after:
        yield start, start + row.after, RawCell()


def _filled(rows: list[list[Slot]], end: int) -> list[list[Slot]]:
    """Rows that stop early get an empty cell up to the last edge."""
    return [row if row and row[-1][1] == end else [*row, (row[-1][1] if row else 0, end, RawCell())] for row in rows]


def _edges_by_width(rows: Sequence[RawRow]) -> Edges:
    """The edges of each row from its cells' own widths; [] unless all tell them, in one unit, and add up alike."""
    units = {cell.unit or "dxa" for row in rows for cell in row.cells}
    if len(units) != 1 or not units <= {"dxa", "pct"}:
        return []
    if any(not row.cells or row.after or (row.before and not row.before_width) for row in rows):
        return []
    widths = [[row.before_width] * bool(row.before) + [number(cell.width) for cell in row.cells] for row in rows]
    if any(not 0 < width < _WIDEST for row in widths for width in row):
        return []
    edges = [_accumulated(row) for row in widths]
    ends = [row[-1] for row in edges]
    if (max(ends) - min(ends)) * _AGREE > max(ends):
        return []
    return [[edge * max(ends) // row[-1] for edge in row] for row in edges]


def _accumulated(widths: Sequence[int]) -> list[int]:
    return list(accumulate(widths, initial=0))


def _without_slivers(rows: list[list[Slot]], grid: Sequence[int]) -> list[list[Slot]]:
    """Grid columns too narrow for a letter are drift between rows, no columns: their two edges become one."""
    positions = _accumulated(grid)
    return _snapped(rows, [[positions[slot[0]] for slot in row] + [positions[row[-1][1]]] for row in rows])


def _snapped(rows: list[list[Slot]], edges: Edges) -> list[list[Slot]]:
    """The rows on the columns between edges that agree; unchanged columns if two edges of one row would fall together."""
    tolerance = max(row[-1] for row in edges) // _DRIFT
    number = _numbered_edges(edges, tolerance)
    placed = [[number(index, position) for position in row] for index, row in enumerate(edges)]
    return [
        [(left, right, slot[2]) for (left, right), slot in zip(pairwise(row), slots, strict=True)]
        for row, slots in zip(placed, rows, strict=True)
    ]


def _numbered_edges(edges: Edges, tolerance: int) -> Callable[[int, int], int]:
    """Inner edges of all rows in order; each joins the last one unless it is too far away or its own row has an edge there."""
    found: dict[tuple[int, int], int] = {}
    first, current, rows_here = 0, 0, set[int]()
    for position, row in sorted((position, row) for row, line in enumerate(edges) for position in line[1:-1]):
        if not rows_here or position - first > tolerance or row in rows_here:
            first, current, rows_here = position, current + 1, set()
        rows_here.add(row)
        found[row, position] = current
    for row, line in enumerate(edges):  # all rows begin and end together, whatever lies near their ends
        found[row, line[0]], found[row, line[-1]] = 0, current + 1
    return lambda row, position: found[row, position]


def _compressed(rows: list[list[Slot]]) -> list[list[Slot]]:
    """Only the columns at whose edge a cell begins or ends: a span of a million over nothing is a span of one."""
    used = sorted({edge for row in rows for slot in row for edge in slot[:2]})
    number = {edge: index for index, edge in enumerate(used)}
    return [[(number[start], number[end], cell) for start, end, cell in row] for row in rows]
