"""Tables and lines of a page while it is walked: what is open, and where a finished line goes.

the line being written ──block ends──> paragraph of the page, or part of the cell that is open
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from extractors.document import Block, Paragraph, Remark, Where
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.printing import ESCAPED, Line, remarks_of
from extractors.readers.html.boxes import spans_of
from extractors.readers.html.grids import Layout, RawCell, RawTable, Row, cell_of
from extractors.readers.html.sheets import Declarations
from extractors.readers.html.spaces import settled
from normalizers.notes import Note

_ESCAPED: Final = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});")


@dataclass(slots=True)
class OpenTable:
    """A table being read: the group and the row that are open. `columns` is given for a grid, whose items fill its rows in turn."""

    element: etree._Element
    raw: RawTable = field(default_factory=RawTable)
    group: list[Row] | None = None
    row: Row | None = None
    columns: int = 0
    taken: set[tuple[int, int]] = field(default_factory=set)
    cursor: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class Frame:
    """What finished lines go to: the page itself, or a cell of the table that was the innermost one when it was opened."""

    element: etree._Element | None = None
    cell: RawCell | None = None
    lines: list[str] = field(default_factory=list)
    tables: int = 0


class Tables:
    """The open tables and the finished blocks of a page; afterwards `blocks` and `remarks` hold what it prints."""

    def __init__(self, limits: Limits) -> None:
        self.blocks: list[Block] = []
        self.remarks: list[Remark] = []
        self.partial = False
        self._limits = limits
        self._layout = Layout(limits)
        self._layout.remarks = self.remarks
        self._frames = [Frame()]
        self._tables: list[OpenTable] = []
        self._line = Line()
        self._level: int | None = None
        self._bookmarks: list[str] = []
        self._characters = 0
        self._deep: list[etree._Element] = []

    def _flush(self) -> None:
        """End the line being written: a paragraph of the page, or a line of a cell."""
        line = self._line
        if line.is_empty():
            return
        line.settle()
        self._line = Line()
        text = settled("".join(line.parts))
        if "&" in text and _ESCAPED.search(text):
            text = _ESCAPED.sub(lambda match: html.unescape(match.group()), text)
            line.doubts.append(ESCAPED)
        self._characters += len(text)
        if self._characters > self._limits.characters:
            most = self._limits.characters
            raise ReadError("too-large", f"more than {most} characters of text", f"文字超过 {most} 字")
        frame = self._frames[-1]
        if frame.cell is not None:
            frame.lines += text.split("\n")
            frame.cell.left += line.left
            frame.cell.doubts += line.doubts
            return
        where = Where(block=len(self.blocks) + 1)
        self.remarks += remarks_of(text, line.left, line.doubts, where)
        if text and not text.isspace():
            self.blocks.append(Paragraph(text, where, level=self._level, bookmarks=tuple(self._bookmarks)))
            self._bookmarks = []

    # ------------------------------------------------------------ tables

    def _in_cell(self) -> bool:
        """Whether the innermost open thing is a cell, so that a row or a cell can only belong to a new table."""
        return self._frames[-1].cell is not None and self._frames[-1].tables == len(self._tables)

    def _open_table(self, element: etree._Element, *, mirrored: bool = False, columns: int = 0) -> None:
        if self._deep or len(self._tables) >= self._limits.depth:
            self._deep.append(element)
        else:
            self._tables.append(OpenTable(element, RawTable(mirrored=mirrored, collapsed=_collapsed(element)), columns=columns))

    def _open_group(self, tag: str) -> list[Row]:
        table = self._tables[-1]
        table.group, table.row = table.raw.open(tag), None
        return table.group

    def _open_row(self) -> None:
        if not self._tables or self._deep:
            return
        table = self._tables[-1]
        group = self._open_group("tbody") if table.group is None else table.group
        table.row = []
        group.append(table.row)
        table.raw.rows += 1
        if table.raw.rows > self._limits.rows:
            raise ReadError("too-large", f"a table of more than {self._limits.rows} rows", f"表格超过 {self._limits.rows} 行")

    def _hidden_row(self, element: etree._Element) -> None:
        """A row that is not shown keeps its place, since spans may count it: its cells without their text."""
        if not self._tables or self._deep or self._in_cell():
            return
        self._open_row()
        table = self._tables[-1]
        if table.row is not None:
            cells = [each for each in element if each.tag in ("td", "th")]
            table.row.extend(cell_of(each.get("rowspan"), each.get("colspan")) for each in cells)
            table.raw.hidden.append(table.row)
            table.row = None

    def _open_cell(self, element: etree._Element) -> None:
        if not self._tables or self._deep:
            return
        if self._tables[-1].row is None:
            self._open_row()
        cell = cell_of(element.get("rowspan"), element.get("colspan"))
        self._frames.append(Frame(element, cell, tables=len(self._tables)))

    def _open_item(self, element: etree._Element, declared: Declarations) -> None:
        """A child of a grid is the cell of the first place from the last one on where it fits."""
        if not self._tables or self._deep:
            return
        table = self._tables[-1]
        rows, columns = spans_of(declared, table.columns)
        row, column = table.cursor
        while column + columns > table.columns or any((row, column + j) in table.taken for j in range(columns)):
            row, column = (row, column + 1) if column + columns < table.columns else (row + 1, 0)
        while table.raw.rows <= row:
            self._open_row()
        rows = min(rows, self._limits.columns)
        table.taken.update((row + i, column + j) for i in range(rows) for j in range(columns))
        table.cursor = (row, column + columns)
        self._frames.append(Frame(element, RawCell(rows, columns), tables=len(self._tables)))

    def _close_cell(self) -> None:
        frame, row = self._frames.pop(), self._tables[-1].row
        if frame.cell is not None and row is not None:
            frame.cell.text = "".join(frame.lines)
            lines = [line for line in frame.lines if line.strip()]
            frame.cell.lines = lines if len(lines) > 1 else []
            row.append(frame.cell)

    def _close_table(self, element: etree._Element) -> None:
        if self._deep:
            if self._deep[-1] is element:
                self._deep.pop()
                self._remark_deep(last=not self._deep)
            return
        if not self._tables or self._tables[-1].element is not element:
            return
        raw = self._tables.pop().raw
        cell = self._frames[-1].cell
        if cell is not None:
            cell.nested.append(raw)
            return
        grid = self._layout.grid(raw, Where(block=len(self.blocks) + 1))
        if grid is not None:
            self.blocks.append(grid)

    def _remark_deep(self, *, last: bool) -> None:
        if last:
            self.partial = True
            self.remarks.append(Remark(Note.of("table.nested-deep", count="1"), Where(block=len(self.blocks) + 1)))


def _collapsed(table: etree._Element) -> set[int]:
    """The columns that a table's <col> elements take away: collapsed, or hidden in the workbook from which the page was saved."""
    found: set[int] = set()
    at = 0
    for column in table.iterfind(".//col") if table.tag == "table" else ():
        style = (column.get("style") or "").lower().replace(" ", "")
        span = cell_of(None, column.get("span")).columns
        if "visibility:collapse" in style or ("display:none" in style and "mso-width" in style):
            found.update(range(at, at + span))
        at += span
    return found
