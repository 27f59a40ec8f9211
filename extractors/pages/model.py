"""One page as geometry: the tables on it with their cells' lines, and the lines outside tables.

Readers of paged formats (PDF text, PDF through another engine, scans) build it from lattices and runs; `pages.blocks`
makes a Document of many.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from operator import attrgetter

from extractors.document import Box
from extractors.tables.lattice import TOUCH, Lattice
from extractors.tables.lines import lines_of
from extractors.tables.runs import OUTSIDE, Line, Run

COLUMN_GAP = 6.0  # characters: what stands farther apart on a line (unit name left, 单位：万元 right) is no sentence
PITCH = 1.9  # characters from line to line within a cell at most
TICK_BOX = 16.0  # points
FRAME = 0.5  # share of the page: a single box larger than this is a frame around it, not a cell


@dataclass(slots=True, eq=False)
class PageCell:
    """A cell of a table, counted from 0; `lines` are its own, without those of the tables inside.

    Where tables are joined over pages, `row` counts over all parts, `shift` is how far the part lies to the right of the first,
    and `last` is the cell's part on the last page that holds some of it (None: the cell itself). `confidence` is set where its text was
    recognised from pixels. `open_top` and `open_bottom` say that no
    rule was printed there.
    """

    row: int
    column: int
    rows: int
    columns: int
    box: Box
    lines: list[Line] = field(default_factory=list)
    inner: list[PageTable] = field(default_factory=list)
    page: int = 0
    open_top: bool = False
    open_bottom: bool = False
    shift: float = 0.0
    last: PageCell | None = None
    confidence: float | None = None

    @property
    def x0(self) -> float:
        """Its left edge in the first part's place."""
        return self.box.x0 - self.shift

    @property
    def x1(self) -> float:
        """Its right edge in the first part's place."""
        return self.box.x1 - self.shift

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in it."""
        return not self.lines and not self.inner

    @property
    def tail(self) -> PageCell:
        """Its part on the last page that holds some of it."""
        return self.last or self


@dataclass(slots=True, eq=False)
class PageTable:
    """A table, or the part of one that a page holds."""

    xs: list[float]
    ys: list[float]
    cells: list[PageCell]

    @property
    def rows(self) -> int:
        """How many rows it has."""
        return len(self.ys) - 1

    @property
    def box(self) -> Box:
        """The rectangle around it."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


@dataclass(slots=True, eq=False)
class Page:
    """A page as read: sizes in points, tables and the lines outside them, top to bottom.

    `sideways` is text set at a slant, `comments` are remarks of readers that the page does not print.
    """

    number: int
    width: float
    height: float
    tables: list[PageTable] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    sideways: list[Line] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)


def nest(lattices: Sequence[Lattice], page_area: float) -> list[Lattice]:
    """The lattices with those inside a cell of another after it; frames around the page are left out."""
    ordered = sorted(lattices, key=lambda lattice: -_area(lattice.box))
    return [lattice for at, lattice in enumerate(ordered) if not _is_frame(lattice, ordered[at + 1 :], page_area)]


def _is_frame(lattice: Lattice, smaller: Sequence[Lattice], page_area: float) -> bool:
    """Whether a single box is no cell: it frames a large part of the page, or tables, or is to be ticked."""
    if len(lattice.cells) > 1:
        return False
    box = lattice.box
    return (
        max(box.x1 - box.x0, box.y1 - box.y0) < TICK_BOX
        or _area(lattice.box) > FRAME * page_area
        or any(_holds(lattice, other) for other in smaller)
    )


def _area(box: Box) -> float:
    return (box.x1 - box.x0) * (box.y1 - box.y0)


def _holds(outer: Lattice, inner: Lattice) -> int | None:
    """The cell of `outer` that holds `inner` whole, counted from 1; None where there is none."""
    box = inner.box
    index = outer.locate((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    if index is None:
        return None
    cell = outer.cell_box(index)
    inside = cell.x0 - TOUCH <= box.x0 and cell.y0 - TOUCH <= box.y0 and box.x1 <= cell.x1 + TOUCH and box.y1 <= cell.y1 + TOUCH
    return index + 1 if inside else None


def page_of(number: int, size: tuple[float, float], lattices: Sequence[Lattice], runs: Sequence[Run], sideways: Sequence[Run] = ()) -> Page:
    """The page of a width and height that lattices (as `nest` orders them) and runs (cells counted over all lattices) make."""
    by_cell: defaultdict[int, list[Run]] = defaultdict(list)
    for run in runs:
        by_cell[run.cell].append(run)
    outside = by_cell.pop(OUTSIDE, [])
    _lift(lattices, by_cell)
    tables: list[PageTable] = []
    top: list[PageTable] = []
    base = 0
    for at, lattice in enumerate(lattices):
        table = _table(lattice, by_cell, base, number)
        base += len(lattice.cells)
        holder = next(((outer, cell) for outer in range(at - 1, -1, -1) if (cell := _holds(lattices[outer], lattice))), None)
        tables.append(table)
        if len(table.cells) == 1 and table.cells[0].blank:
            continue  # an empty box is no table
        if holder:
            tables[holder[0]].cells[holder[1] - 1].inner.append(table)
        else:
            top.append(table)
    for table in tables:
        table.cells.sort(key=attrgetter("row", "column"))
    top.sort(key=lambda table: (table.ys[0], table.xs[0]))
    lines = [line for line in lines_of(outside, "\t", COLUMN_GAP) if line.text.strip()] if outside else []
    lines = [line for line in lines if not any(_takes_in(table, line) for table in top)]
    return Page(number, *size, top, lines, [line for run in sideways for line in lines_of([run])])


def _lift(lattices: Sequence[Lattice], by_cell: dict[int, list[Run]]) -> None:
    """Gives a line that stands at the top of a cell, crowding its text, to the cell above whose text it goes on (see `_takes_in`)."""
    base = 0
    for lattice in lattices:
        for index, cell in enumerate(lattice.cells, base):
            runs = by_cell.get(index, ())
            if len(runs) < 2 or not cell.row or not any(_crowds(one, two) for one, two in pairwise(runs)):
                continue
            above = by_cell.get(lattice.owner[(cell.row - 1) * (len(lattice.xs) - 1) + cell.column] + base)
            first, second = sorted(runs, key=attrgetter("y0"))[:2]
            if above and _crowds(first, second) and _follows(max(above, key=attrgetter("y1")), first):
                by_cell[index].remove(first)
                above.append(first)
        base += len(lattice.cells)


def _crowds(one: Run, two: Run) -> bool:
    """Whether two lines stand closer than lines of one text can."""
    return 0.3 * one.em < abs(two.y0 - one.y0) < 1.05 * one.em


def _follows(last: Line, line: Line) -> bool:
    """Whether a line stands under another as the next of the same text."""
    return 0 < line.y0 - last.y0 < PITCH * line.em and abs(line.x0 - last.x0) < line.em


def _takes_in(table: PageTable, line: Line) -> bool:
    """Gives a line to the cell whose text it goes on: a layout program prints a text that is too long over the table's lower rule."""
    if not table.xs[0] < line.x0 < table.xs[-1] or not table.ys[-1] - line.em < line.y0 < table.ys[-1] + 0.5 * line.em:
        return False
    for cell in table.cells:
        lowest = cell.row + cell.rows == table.rows and cell.lines and cell.box.x0 < line.x0 and line.x1 < cell.box.x1 + TOUCH
        if lowest and _follows(cell.lines[-1], line):
            cell.lines.append(line)
            return True
    return False


def _table(lattice: Lattice, by_cell: dict[int, list[Run]], base: int, page: int) -> PageTable:
    cells = []
    xs, ys = [round(x, 2) for x in lattice.xs], [round(y, 2) for y in lattice.ys]  # beyond is noise of single precision
    for index, (row, column, rows, columns, top, bottom) in enumerate(lattice.cells, base):
        runs = by_cell.get(index)
        lines = [line for line in lines_of(runs) if not line.text.isspace()] if runs else []
        box = Box(xs[column], ys[row], xs[column + columns], ys[row + rows])
        cells.append(PageCell(row, column, rows, columns, box, lines, [], page, not top, not bottom))
    return without_slivers(PageTable(xs, ys, cells))


def without_slivers(table: PageTable) -> PageTable:
    """The table without a first or last row in which no cell stands whole: blank places that no rule closes beside cells of other rows.

    A page break leaves such a slice of merged cells, or of the room above a row that it moved to the next page.
    """
    for row in (0, table.rows - 1):
        slices = [cell for cell in table.cells if cell.row == row and cell.rows == 1]
        if table.rows < 2 or not slices or not all(cell.blank and cell.open_top and cell.open_bottom for cell in slices):
            continue
        others = [cell for cell in table.cells if cell.row <= row < cell.row + cell.rows and cell.rows > 1]
        if others:
            return without_slivers(_without_row(table, row))
    return table


def _without_row(table: PageTable, row: int) -> PageTable:
    cells = [cell for cell in table.cells if not (cell.row == row and cell.rows == 1)]
    for cell in cells:
        if cell.row <= row < cell.row + cell.rows:
            cell.rows -= 1
        if cell.row > row:
            cell.row -= 1
    return PageTable(table.xs, table.ys[1:] if row == 0 else table.ys[:-1], cells)
