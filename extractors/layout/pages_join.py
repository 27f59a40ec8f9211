"""Parts of a table on following pages put together, with the evidence of each joint.

Geometry and generic facts alone decide; no form is known here. A part goes on the table before it when

    the outer edges match and an inner column edge too (or one of them has none),
    the table before it had no room left for the part's first row,
    and the part does not begin as that table began with other values in it (then it is the next form of its kind).

Rows at its top that print the table's first rows again are its repeated header. The first row is then the rest of the row that the
page cut when, cell by cell, nothing new begins: what is empty above is empty below, and text below runs on from a full last line
with no room for one more under it (text starts at the top of a row that is cut). Otherwise only what is merged down goes on: an
empty box at the joint under a label, or one whose text runs on.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from extractors.document import Box
from extractors.grid.lines import Line, join_lines
from extractors.layout.pages_model import PageCell, PageTable
from extractors.layout.paragraph_wrap import first_width
from normalizers.text import fold

EDGE = 2.5  # points by which outer edges of two parts may differ
COLUMN = 1.6  # points by which inner edges of one column may differ
ROOM = 24.0  # points: two lines; with more than this left beside its first row, a table would not have gone to the next page
LINE = 1.5  # of a character's height: the least distance from line to line
MAX_LINE = 2.0  # characters: with this much left under a row, one more line of it would have stood there
NO_START = "（(）)】]》」』、，。；：%％"  # no label begins with one of these
HEADER_ROWS = 4  # rows that may be printed again on every page


@dataclass(slots=True, eq=False)
class TableCell:
    """A cell of a table over pages: rows counted from 0 over all of it, edges in points."""

    row: int
    rows: int
    x0: float
    x1: float
    page: int
    box: Box
    lines: list[Line]
    inner: list[PageTable]
    last: PageCell  # its part on the last page read

    @property
    def blank(self) -> bool:
        """Whether nothing is printed in it."""
        return not self.lines and not self.inner


@dataclass(slots=True, eq=False)
class Table:
    """A table that may go on: its cells so far, and what the next part is compared with."""

    page: int
    box: Box
    xs: list[float]
    rows: int
    cells: list[TableCell]
    part: PageTable
    last_page: int
    repeated: list[TableCell] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, part: PageTable, page: int) -> Table:
        """The table that begins with a part."""
        cells = [_cell(cell, cell.row, page, 0.0) for cell in part.cells]
        return cls(page, part.box, list(part.xs), part.rows, cells, part, page)


def _cell(cell: PageCell, row: int, page: int, shift: float) -> TableCell:
    box = cell.box
    return TableCell(row, cell.rows, box.x0 - shift, box.x1 - shift, page, box, list(cell.lines), cell.inner, cell)


@dataclass(frozen=True, slots=True)
class Joint:
    """How a part goes on a table: rows of repeated header at its top, whether its first row is the rest of a cut row, and why."""

    header: int
    cut: bool
    shift: float
    room: float
    reasons: tuple[str, ...]


def joint(table: Table, part: PageTable, room: float) -> Joint | None:
    """How the part goes on the table; None where it is another table. `room`: points left under the table on its last page."""
    shift = _shift(table.xs, part.xs)
    if shift is None:
        return None
    header = _header(table, part, shift)
    if header < part.rows and room > part.ys[header + 1] - part.ys[header] + ROOM and not table.part.open_bottom:
        return None
    if not header and _begins_alike(table, part, shift):
        return None
    matched = len(_matched(table.xs, part.xs, shift))
    reasons = [f"column edges match ({matched} of {len(part.xs)})", "only furniture between"]
    if header:
        reasons.append(f"{header} header row(s) printed again")
    cut = header < part.rows and _is_cut(table, part, header, shift, room)
    if cut:
        reasons.append("the first row is the rest of the last one")
    return Joint(header, cut, shift, room, tuple(reasons))


def _matched(first: Sequence[float], second: Sequence[float], shift: float) -> list[float]:
    return [x for x in second if any(abs(x - shift - y) <= COLUMN for y in first)]


def _shift(first: Sequence[float], second: Sequence[float]) -> float | None:
    """By how much the part lies to the right of the table (pages may have mirrored margins); None where their columns do not match."""
    left, right = second[0] - first[0], second[-1] - first[-1]
    if abs(left - right) > EDGE:
        return None
    shift = left if abs(left) > EDGE else 0.0
    inner = _matched(first[1:-1], second[1:-1], shift)
    if shift:
        return shift if inner and len(inner) == len(second) - 2 else None
    if len(first) > 2 and len(second) > 2 and not inner:
        return None
    return shift


def _header(table: Table, part: PageTable, shift: float) -> int:
    """How many of the part's first rows print the table's first rows again."""
    found = 0
    for rows in range(1, min(HEADER_ROWS, part.rows, table.rows) + 1):
        mine, other = _top(table.cells, rows), _top_of(part, rows, shift)
        if mine is None or other is None:
            continue
        if len(mine) != len(other) or not any(text for *_, text in mine):
            break
        if all(_same_cell(a, b) for a, b in zip(mine, other, strict=True)):
            found = rows
        else:
            break
    return found


Shape = tuple[int, int, float, float, str]


def _top(cells: Sequence[TableCell], rows: int) -> list[Shape] | None:
    """Row, span, edges and text of the cells of the first rows; None where a cell hangs out of them."""
    top = [cell for cell in cells if cell.row < rows]
    if any(cell.row + cell.rows > rows for cell in top):
        return None
    return [(cell.row, cell.rows, cell.x0, cell.x1, fold("".join(line.text for line in cell.lines))) for cell in top]


def _top_of(part: PageTable, rows: int, shift: float) -> list[Shape] | None:
    return _top([_cell(cell, cell.row, 0, shift) for cell in part.cells if cell.row < rows], rows)


def _same_cell(first: Shape, second: Shape) -> bool:
    return first[:2] == second[:2] and first[4] == second[4] and _same_edges(first, second)


def _same_edges(first: Shape, second: Shape) -> bool:
    return abs(first[2] - second[2]) <= EDGE and abs(first[3] - second[3]) <= EDGE


def _begins_alike(table: Table, part: PageTable, shift: float) -> bool:
    """Whether the part's first row is the table's first row with other values: the same label in front, the same edges."""
    mine = [cell for cell in table.cells if cell.row == 0]
    other = [_cell(cell, cell.row, 0, shift) for cell in part.cells if cell.row == 0]
    if len(mine) != len(other) or len(mine) < 2:
        return False
    if any(abs(a.x0 - b.x0) > EDGE or abs(a.x1 - b.x1) > EDGE for a, b in zip(mine, other, strict=True)):
        return False
    return bool(mine[0].lines) and _text(mine[0].lines) == _text(other[0].lines)


def _text(lines: Sequence[Line]) -> str:
    return fold("".join(line.text for line in lines))


def _pairs(table: Table, part: PageTable, header: int, shift: float) -> list[tuple[TableCell, PageCell]]:
    """The cells that meet at the joint, by edges; a cell without a partner of its width has none."""
    above = [cell for cell in table.cells if cell.row + cell.rows == table.rows]
    below = [cell for cell in part.cells if cell.row == header]
    return [
        (cell, other)
        for other in below
        for cell in above
        if abs(cell.x0 - other.box.x0 + shift) <= EDGE and abs(cell.x1 - other.box.x1 + shift) <= EDGE
    ]


def _is_cut(table: Table, part: PageTable, header: int, shift: float, room: float) -> bool:
    pairs = _pairs(table, part, header, shift)
    below = [cell for cell in part.cells if cell.row == header]
    if len(pairs) != len(below):
        return False
    if table.part.open_bottom or (part.open_top and not header):
        return True
    own = [(cell, other) for cell, other in pairs if cell.row == table.rows - 1 and other.rows == 1] or pairs
    em = max((line.em for cell, _ in own for line in cell.lines), default=0.0)
    if not em or room > MAX_LINE * em:
        return False
    if all(other.blank for _, other in own):
        return part.ys[header + 1] - part.ys[header] < 1.2 * em
    if any(_are_parallel(cell, other) for cell, other in pairs):
        return False
    return all(other.blank or _runs_on(cell, other) for cell, other in pairs) and any(_is_telling(cell, other) for cell, other in pairs)


def _are_parallel(cell: TableCell, other: PageCell) -> bool:
    """Whether two texts end alike (经济成本指标, 社会成本指标): then the second is the next of its kind, not the rest of the first."""
    first, second = _text(cell.lines), _text(other.lines)
    return min(len(first), len(second)) > 3 and first[-2:] == second[-2:]


def _is_telling(cell: TableCell, other: PageCell) -> bool:
    """Whether a full line says anything: in a column of one or two characters every line is full."""
    return not other.blank and bool(cell.lines) and cell.x1 - cell.x0 > 3.5 * cell.lines[-1].em


def _runs_on(cell: TableCell, other: PageCell) -> bool:
    """Whether the text of a cell may go on in another: its last line is full, and under it there is no room for one more."""
    if not cell.last.lines or not other.lines:
        return False
    line, box = cell.last.lines[-1], cell.last.box
    padding = 2 * max(0.3 * line.em, min(one.x0 - box.x0 for one in cell.last.lines))
    full = line.x1 - line.x0 + first_width(other.lines[0]) > box.x1 - box.x0 - min(padding, 1.2 * line.em)
    return full and box.y1 - line.y1 < LINE * line.em


def _goes_on(cell: TableCell, other: PageCell, leading: bool, how: Joint) -> bool:
    """Whether a cell under the joint is the rest of the one above it."""
    if how.cut:
        return True
    merged = cell.rows > 1 or other.rows > 1
    if other.blank:
        if leading and not cell.blank:
            return True
        return merged and (not cell.blank or cell.rows > 1) and (other.rows > 1 or leading)
    if cell.last.blank:
        return leading and cell.rows > 1 and cell.blank
    if not merged or not _runs_on(cell, other) or how.room > MAX_LINE * other.lines[0].em:
        return False
    return cell.rows > 1 or other.lines[0].text.lstrip()[:1] in NO_START


def add(table: Table, part: PageTable, page: int, how: Joint) -> None:
    """Puts the part under the table."""
    pairs = {id(other): cell for cell, other in _pairs(table, part, how.header, how.shift)}
    offset = table.rows - how.header - how.cut
    leading = True
    for cell in part.cells:
        if cell.row < how.header:
            table.repeated.append(_cell(cell, cell.row, page, how.shift))
            continue
        above = pairs.get(id(cell)) if cell.row == how.header else None
        if cell.row == how.header:
            goes_on = above is not None and _goes_on(above, cell, leading, how)
            leading &= goes_on
            if above is not None and goes_on:
                _extend(above, cell, how.cut)
                continue
        table.cells.append(_cell(cell, cell.row + offset, page, how.shift))
    table.rows = offset + part.rows
    table.xs = sorted(table.xs + [x - how.shift for x in part.xs if not any(abs(x - how.shift - y) <= EDGE for y in table.xs)])
    table.part, table.last_page = part, page
    table.evidence.append(f"page {page}: " + ", ".join(how.reasons))


def _extend(cell: TableCell, other: PageCell, cut: bool) -> None:
    cell.rows += other.rows - cut
    cell.lines.extend(other.lines)
    cell.inner = cell.inner + other.inner
    cell.last = other


def cell_text(cell: TableCell) -> str:
    """Its text, lines joined."""
    return join_lines([line.text for line in cell.lines]) if cell.lines else ""
