"""What lies under the text of a cell, and how the style of its table makes it look."""

from __future__ import annotations

from typing import Final

from lxml import etree

from extractors.readers.docx.looks import PLAIN_LOOK, Colour, Look, shade_of
from extractors.readers.docx.names import VALUE, W
from extractors.readers.docx.state import Context, Emit, Frame
from extractors.readers.docx.story import Story
from extractors.readers.docx.styles import TableStyle
from extractors.readers.docx.table_parts import Position, parts_of
from extractors.readers.docx.tables import RawRow, RawTable

_TCPR: Final = f"{W}tcPr"


class Shaded(Story):
    """A story whose tables are known: the open tables and rows, outermost first."""

    def __init__(self, context: Context, emit: Emit) -> None:
        super().__init__(context, emit)
        self._tables: list[tuple[etree._Element, RawTable]] = []
        self._rows: list[tuple[etree._Element, RawRow]] = []

    def _ground(self) -> Colour | None:
        """The shading of the paragraph, else of the cells and tables around it, else the page; None in boxes, whose ground is unknown."""
        ground = self._paragraph_ground()
        for frame in reversed(self._frames):
            if ground is not None or frame.element is None:
                break
            if frame.cell is None:
                return None
            ground = self._cell_ground(frame)
        return ground or self._context.page

    def _cell_ground(self, frame: Frame) -> Colour | None:
        if frame.element is None:
            return None
        own = shade_of(frame.element.find(f"{_TCPR}/{W}shd"))
        if own is not None:
            return own
        table, row = self._tables[frame.depth - 1], self._rows[frame.depth - 1]
        style = self._style_of(table[0])
        grounds = [style.grounds[part] for part in self._parts(frame.depth) if part in style.grounds]
        exception = row[0].find(f"{W}tblPrEx/{W}shd")
        whole = shade_of(exception) or shade_of(table[0].find(f"{W}tblPr/{W}shd"))
        return grounds[-1] if grounds else whole

    def _table_look(self) -> Look:
        look = PLAIN_LOOK
        if not self._frames[-1].cell or not self._context.marks.styles:
            return look
        style = self._style_of(self._tables[-1][0])
        for part in self._parts(len(self._tables)) if style.looks else ():
            look = style.looks.get(part, PLAIN_LOOK).over(look)
        return look

    def _style_of(self, table: etree._Element) -> TableStyle:
        style = table.find(f"{W}tblPr/{W}tblStyle")
        return self._context.styles.table_style(None if style is None else style.get(VALUE))

    def _parts(self, depth: int) -> list[str]:
        """The parts of a table's style in which the cell lies that is being read, the weakest first (17.7.6)."""
        (table, raw), (element, row) = self._tables[depth - 1], self._rows[depth - 1]
        at = Position(len(raw.rows), len(row.cells), next(element.itersiblings(f"{W}tr"), None) is None, self._is_last_cell(depth))
        return parts_of(table.find(f"{W}tblPr/{W}tblLook"), at)

    def _is_last_cell(self, depth: int) -> bool:
        cells = [frame.element for frame in self._frames if frame.cell is not None and frame.depth == depth]
        return bool(cells) and cells[-1] is not None and next(cells[-1].itersiblings(f"{W}tc"), None) is None
