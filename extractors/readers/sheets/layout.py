"""A sheet laid out: lines of print as paragraphs, tables as grids, each piece with its sheet and cell.

Sheet ──hidden rows and columns left out──> Plane ──regions──> Paragraph | Grid
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from extractors.document import Block, Cell, Grid, Paragraph, Remark, Role, Where
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.sheets import regions
from extractors.readers.sheets.cells import one_line
from extractors.readers.sheets.model import Area, Aside, Sheet, address, letters
from extractors.readers.sheets.plane import Plane, visible
from normalizers.notes import Note

_MOST_NAMED: Final = 12
"""Hidden rows or columns that a finding names one by one."""

_MOST_PLACES: Final = 16_000_000  # rows times columns on the screen: merged cells make them fewer


@dataclass(slots=True)
class Layout:
    """Lays out the sheets of one workbook; blocks are numbered over all of them."""

    limits: Limits
    blocks: list[Block] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    _places: int = 0

    def add(self, sheet: Sheet) -> None:
        """A visible sheet's blocks and remarks; a hidden one is named and left out. ReadError("too-large")."""
        if sheet.hidden:
            self._hidden_sheet(sheet)
            return
        for text in sheet.headers:
            self._paragraph(text, sheet.name, None, Role.HEADER)
        plane = visible(sheet)
        self.remarks += _left_out(plane)
        _ticks(sheet, plane)
        wanted = {(row, column) for row, column, _ in sheet.remarks}
        where: dict[tuple[int, int], Where] = {}
        for part in regions.regions(plane):
            if isinstance(part, regions.Lines):
                self._lines(plane, part, wanted, where)
            else:
                self._grid(plane, part, wanted, where)
        self._asides(sheet)
        for text in sheet.footers:
            self._paragraph(text, sheet.name, None, Role.FOOTER)
        for row, column, note in sheet.remarks:
            place = where.get((row, column)) or Where(sheet=sheet.name, cell=address(row, column) if row else None)
            self.remarks.append(Remark(note, place))

    def _hidden_sheet(self, sheet: Sheet) -> None:
        count = sum(map(len, sheet.rows.values()))
        if count:
            self.remarks.append(Remark(Note.of("sheet.hidden", name=sheet.name, count=str(count)), Where(sheet=sheet.name)))

    def _paragraph(self, text: str, sheet: str, cell: str | None, role: Role = Role.BODY) -> Where:
        where = Where(block=len(self.blocks) + 1, sheet=sheet, cell=cell)
        self.blocks.append(Paragraph(text, where, role))
        return where

    def _lines(self, plane: Plane, part: regions.Lines, wanted: set[tuple[int, int]], where: dict[tuple[int, int], Where]) -> None:
        for row in part.rows:
            for column in sorted(plane.texts(row, part.columns)):
                text = plane.sheet.rows[row][column]
                found = self._paragraph(text, plane.sheet.name, address(row, column))
                if (row, column) in wanted:
                    where[row, column] = found

    def _asides(self, sheet: Sheet) -> None:
        """Text boxes and comments, behind the tables of their sheet."""
        for role, asides in ((Role.TEXT_BOX, sheet.boxes), (Role.COMMENT, sheet.comments)):
            for area, text, _ in sorted(asides):
                if text.strip():
                    self._paragraph(text, sheet.name, address(area.top, area.left), role)

    # ------------------------------------------------------------ grids

    def _grid(self, plane: Plane, part: regions.Block, wanted: set[tuple[int, int]], where: dict[tuple[int, int], Where]) -> None:
        places = _Places.of(plane, part)
        rows, columns = places.begun()
        if len(columns) > self.limits.columns:
            raise ReadError("too-large", f"a table of {len(columns)} columns", f"表格有 {len(columns)} 列")
        if len(rows) > self.limits.rows:
            raise ReadError("too-large", f"a table of {len(rows)} rows", f"表格有 {len(rows)} 行")
        self._places += len(rows) * len(columns)
        if self._places > self.limits.places:
            raise ReadError("too-large", f"tables of more than {self.limits.places} places", "表格过大")
        block = len(self.blocks) + 1
        self.blocks.append(
            Grid(
                len(rows),
                len(columns),
                tuple(_cells(plane, places, rows, columns, block, where, wanted)),
                Where(block=block, sheet=plane.sheet.name),
            )
        )


_Place = tuple[int, int, int, int]  # top, left, bottom, right on the screen


@dataclass(frozen=True, slots=True)
class _Places:
    """The rows and columns of a table that are seen, and how its cells lie on them."""

    plane: Plane
    rows: list[int]
    columns: list[int]
    merges: dict[tuple[int, int], Area]

    @classmethod
    def of(cls, plane: Plane, part: regions.Block) -> _Places:
        """The places of a part. ReadError("too-large") before any of them is made."""
        union = 0
        for row in part.rows:
            union |= plane.covered[row] & ~plane.hidden_columns & part.columns
        first, last = (union & -union).bit_length() - 1, union.bit_length() - 1
        columns = [column for column in range(first, last + 1) if not plane.hidden_columns >> column & 1]
        if len(columns) * (part.rows[-1] - part.rows[0] + 1) > _MOST_PLACES:
            raise ReadError("too-large", f"a table of {len(columns)} columns on the screen", f"表格占 {len(columns)} 列")
        rows = [row for row in range(part.rows[0], part.rows[-1] + 1) if plane.row_shown(row)]
        merges = {
            (row, column): area
            for (row, column), area in plane.merges.items()
            if rows[0] <= row <= rows[-1] and first <= column <= last and plane.row_shown(row)
        }
        return cls(plane, rows, columns, merges)

    def begun(self) -> tuple[list[int], list[int]]:
        """The rows and the columns in which a cell begins."""
        if not self.merges:
            return self.rows, self.columns
        rows: set[int] = set()
        columns: set[int] = set()
        for row, column, _, _ in self:
            rows.add(row)
            columns.add(column)
        return sorted(rows), sorted(columns)

    def __iter__(self) -> Iterator[_Place]:
        """The places of the cells in order: merged ones with their rows and columns, blank ones between them one by one."""
        taken: dict[int, int] = {}
        low, high, last = self.columns[0], self.columns[-1], self.rows[-1]
        for row in self.rows:
            held = taken.pop(row, 0)
            for column in self.columns:
                if held >> column & 1:
                    continue
                area = self.merges.get((row, column))
                if area is None:
                    yield row, column, row, column
                    continue
                bottom, right = min(area.bottom, last), min(area.right, high)
                yield row, column, bottom, right
                bits = (1 << right + 1) - (1 << max(column, low))
                held |= bits
                for below in range(row + 1, bottom + 1):
                    taken[below] = taken.get(below, 0) | bits


def _cells(
    plane: Plane,
    laid: Iterable[_Place],
    rows: Sequence[int],
    columns: Sequence[int],
    block: int,
    where: dict[tuple[int, int], Where],
    wanted: set[tuple[int, int]],
) -> Iterator[Cell]:
    """The cells of a grid; rows and columns in which no cell begins are none of it."""
    sheet = plane.sheet
    row_at, column_at = {row: at for at, row in enumerate(rows, 1)}, {column: at for at, column in enumerate(columns, 1)}
    names = {column: letters(column) for column in columns}
    texts: dict[int, str] = {}
    last = 0
    for top, left, bottom, right in laid:
        if top != last:
            texts, last = sheet.rows.get(top, {}), top
        row, column = row_at[top], column_at[left]
        height = 1 if bottom == top else bisect_left(rows, bottom + 1) - bisect_left(rows, top)
        width = 1 if right == left else bisect_left(columns, right + 1) - bisect_left(columns, left)
        place = Where(None, block, row, column, None, sheet.name, f"{names[left]}{top}")
        if (top, left) in wanted:
            where[top, left] = place
        yield Cell(row, column, height, width, one_line(texts.get(left, "")), place)


# ---------------------------------------------------------------- what is left out


def _left_out(plane: Plane) -> Iterator[Remark]:
    """Hidden rows and columns that hold texts: left out, and named."""
    sheet = plane.sheet
    rows = sorted(row for row in sheet.hidden_rows if sheet.rows.get(row))
    if rows:
        count = sum(len(sheet.rows[row]) for row in rows)
        yield Remark(
            Note.of("sheet.rows-hidden", name=sheet.name, rows=_ranges([str(row) for row in rows], rows), count=str(count)),
            Where(sheet=sheet.name),
        )
    hidden = plane.hidden_columns
    if not hidden:
        return
    found: dict[int, int] = {}
    for row, cells in sheet.rows.items():
        if plane.row_shown(row):
            for column in cells:
                if hidden >> column & 1:
                    found[column] = found.get(column, 0) + 1
    if found:
        columns = sorted(found)
        said = _ranges([letters(column) for column in columns], columns)
        yield Remark(
            Note.of("sheet.columns-hidden", name=sheet.name, columns=said, count=str(sum(found.values()))), Where(sheet=sheet.name)
        )


def _ranges(names: Sequence[str], numbers: Sequence[int]) -> str:
    """3, 4, 5, 9 as 3–5、9; so many of them at most."""
    out: list[list[int]] = []
    for at, number in enumerate(numbers):
        if out and numbers[out[-1][-1]] == number - 1:
            out[-1].append(at)
        else:
            out.append([at])
    said = [names[run[0]] if len(run) == 1 else f"{names[run[0]]}–{names[run[-1]]}" for run in out[:_MOST_NAMED]]
    return "、".join(said) + ("…" if len(out) > _MOST_NAMED else "")


def _ticks(sheet: Sheet, plane: Plane) -> None:
    """What is seen in a cell is its text: boxes to be ticked that begin in it, and a text box that lies within it where it is blank."""
    kept = []
    for box in sheet.boxes:
        row, column = _cell_below(plane, box)
        text = sheet.rows.get(row, {}).get(column, "")
        if not row or (text and not box.tick):
            kept.append(box)
            continue
        sheet.put(row, column, text + box.text)
        plane.covered[row] = plane.covered.get(row, 0) | 1 << column
    sheet.boxes = kept


def _cell_below(plane: Plane, box: Aside) -> tuple[int, int]:
    """Row and column of the bordered cell in which a box lies, or a tick begins; zeros where there is none."""
    top, left = box.area.top, box.area.left
    framed = plane.sheet.framed
    for (row, column), area in plane.merges.items():
        if area.holds(top, left):
            inside = box.tick or area.holds(box.area.bottom, box.area.right)
            return (row, column) if inside and framed.get(row, 0) >> column & 1 else (0, 0)
    inside = box.tick or box.area[:2] == box.area[2:]
    seen = plane.row_shown(top) and not plane.hidden_columns >> left & 1
    return (top, left) if inside and seen and framed.get(top, 0) >> left & 1 else (0, 0)
