"""Parts of a table on following pages put together, with the evidence of each joint.

Geometry and generic facts alone decide; no form is known here. A part goes on the table before it when

    the outer edges match and an inner column edge too (or one of them has none),
    the table before it had no room left for what the part's first row cannot be parted from,
    and the part does not begin as that table began with other values in it (then it is the next form of its kind).

Rows at its top that print the table's first rows again are its repeated header. What goes on over the cut is `row_continuation`'s.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from math import inf

from extractors.document import DOUBT, Box
from extractors.pages.model import PageCell, PageTable
from extractors.pages.row_continuation import EDGE, ROOM, Cut, Seam, text_of

COLUMN = 1.6  # points by which inner edges of one column may differ
MISREAD = 3  # of so many headings of a scan one may be misread on one of the pages
HEADER_ROWS = 4  # rows that may be printed again on every page


@dataclass(slots=True, eq=False)
class Table:
    """A table that may go on: its cells so far, and what the next part is compared with."""

    page: int
    box: Box
    xs: list[float]
    rows: int
    cells: list[PageCell]
    part: PageTable
    last_page: int
    repeated: list[PageCell] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, part: PageTable, page: int) -> Table:
        """The table that begins with a part, whose cells become its own."""
        return cls(page, part.box, part.xs, part.rows, list(part.cells), part, page)


@dataclass(frozen=True, slots=True)
class Joint:
    """How a part goes on a table: rows of repeated header at its top, how far it lies to the right, what goes on, and why."""

    header: int
    shift: float
    seam: Seam
    reasons: tuple[str, ...]


def joint(table: Table, part: PageTable, room: float) -> Joint | None:
    """How the part goes on the table; None where it is another table. `room`: points left under the table on its last page."""
    shift = _shift(table.xs, part.xs)
    if shift is None:
        return None
    header = _header(table, part, shift)
    opened = any(cell.tail.open_bottom for cell in table.cells if cell.row + cell.rows == table.rows)
    if header < part.rows and room > _first_group(part, header) + ROOM and not opened:
        return None
    if not header and _begins_alike(table, part, shift):
        return None
    reasons = [f"{len(_matched(table.xs, part.xs, shift))} of {len(part.xs)} column edges match", "only furniture between"]
    if header:
        reasons.append(f"{header} header row(s) printed again")
    seam = Cut(table.cells, table.rows, table.part, part, header, shift, room, not table.evidence).seam()
    if seam.cut:
        reasons.append("the first row is the rest of the last one")
    elif seam.pairs:
        reasons.append(f"{len(seam.pairs)} merged cell(s) go on")
    return Joint(header, shift, seam, tuple(reasons))


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


def _first_group(part: PageTable, header: int) -> float:
    """The height of the rows that merged cells bind to the first row under the header; they may be bound to the next page's too."""
    end = header + 1
    for cell in part.cells:
        if header <= cell.row < end:
            end = max(end, cell.row + cell.rows)
    return part.ys[end] - part.ys[header] if end < part.rows or end == header + 1 else inf


def _header(table: Table, part: PageTable, shift: float) -> int:
    """How many of the part's first rows print the table's first rows again."""
    found = 0
    for rows in range(1, min(HEADER_ROWS, part.rows, table.rows) + 1):
        mine, other = _top(table.cells, rows), _top(part.cells, rows)
        if any(cell.row + cell.rows > rows for cell in [*mine, *other]):
            continue
        if len(mine) != len(other) or not any(cell.lines for cell in mine):
            break
        pairs = list(zip(mine, other, strict=True))
        if not all(_same(a, b, shift) for a, b in pairs) or not _says_the_same(pairs):
            break
        found = rows
    return found


def _says_the_same(pairs: Sequence[tuple[PageCell, PageCell]]) -> bool:
    """Whether cells print the same; of many recognised from pixels a few may differ that recognition doubts, or that lack a character."""
    other = [(a, b) for a, b in pairs if text_of(a.lines) != text_of(b.lines)]
    return MISREAD * len(other) <= len(pairs) and all(_doubted(a) or _doubted(b) or _lacks_one(a, b) for a, b in other)


def _lacks_one(one: PageCell, two: PageCell) -> bool:
    """Whether two cells read from pixels say the same but for the first or last character of one: 级指标 for 二级指标."""
    short, long = sorted((text_of(one.lines), text_of(two.lines)), key=len)
    scanned = one.confidence is not None and two.confidence is not None
    return scanned and len(short) > 1 and short in (long[1:], long[:-1])


def _doubted(cell: PageCell) -> bool:
    return cell.confidence is not None and cell.confidence < DOUBT


def _top(cells: Sequence[PageCell], rows: int) -> list[PageCell]:
    return [cell for cell in cells if cell.row < rows]


def _same(first: PageCell, second: PageCell, shift: float) -> bool:
    """Whether two cells stand in the same place."""
    same_row = (first.row, first.rows) == (second.row, second.rows)
    return same_row and abs(first.x0 - second.box.x0 + shift) <= EDGE and abs(first.x1 - second.box.x1 + shift) <= EDGE


def _begins_alike(table: Table, part: PageTable, shift: float) -> bool:
    """Whether the part's first row is the table's first row with other values: the same label in front, the same edges."""
    mine, other = _top(table.cells, 1), _top(part.cells, 1)
    if len(mine) != len(other) or len(mine) < 2 or not mine[0].lines:
        return False
    return all(_same(a, b, shift) for a, b in zip(mine, other, strict=True)) and text_of(mine[0].lines) == text_of(other[0].lines)


def add(table: Table, part: PageTable, page: int, how: Joint) -> None:
    """Puts the part under the table."""
    above = {id(other): cell for cell, other in how.seam.pairs}
    offset = table.rows - how.header - how.seam.cut
    for cell in part.cells:
        cell.shift = how.shift
        if cell.row < how.header:
            table.repeated.append(cell)
        elif id(cell) in above:
            _extend(above[id(cell)], cell, how.seam.cut)
        else:
            cell.row += offset
            table.cells.append(cell)
    table.rows = offset + part.rows
    moved = [x - how.shift for x in part.xs]
    table.xs = sorted([*table.xs, *(x for x in moved if not any(abs(x - y) <= EDGE for y in table.xs))])
    table.part, table.last_page = part, page
    table.evidence.append(f"page {page}: " + ", ".join(how.reasons))


def _extend(cell: PageCell, other: PageCell, cut: bool) -> None:
    cell.rows += other.rows - cut
    cell.last = replace(other)
    cell.lines = cell.lines + other.lines
    cell.inner = cell.inner + other.inner
    cell.confidence = min((sure for sure in (cell.confidence, other.confidence) if sure is not None), default=None)
