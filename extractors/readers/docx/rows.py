"""What the properties of rows and cells say about their place (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

from typing import Final

from lxml import etree

from extractors.readers.docx.names import TYPE, VALUE, WIDTH, W, number, switched_on
from extractors.readers.docx.tables import RawCell, RawRow

_TCW, _SPAN, _DOWN, _LEFT, _GONE = f"{W}tcW", f"{W}gridSpan", f"{W}vMerge", f"{W}hMerge", f"{W}cellDel"

_LOWEST: Final = 40  # twentieths of a point: a row held at less shows no print


def read_grid(table: etree._Element) -> list[int]:
    """The widths of a table's grid columns; [] where it declares none."""
    grid = table.find(f"{W}tblGrid")
    return [] if grid is None else [max(number(column.get(WIDTH)), 0) for column in grid.iterchildren(f"{W}gridCol")]


def is_mirrored(table: etree._Element) -> bool:
    """Whether a table's columns run from right to left (w:bidiVisual, 17.4.1)."""
    mirrored = table.find(f"{W}tblPr/{W}bidiVisual")
    return mirrored is not None and switched_on(mirrored.get(VALUE))


def read_row_properties(properties: etree._Element, row: RawRow, widest: int) -> bool:
    """Read w:trPr into a row; whether it says that the row was deleted."""
    for child in properties:
        tag = child.tag
        if tag == f"{W}gridBefore":
            row.before = min(max(number(child.get(VALUE)), 0), widest)
        elif tag == f"{W}gridAfter":
            row.after = min(max(number(child.get(VALUE)), 0), widest)
        elif tag == f"{W}wBefore":
            row.before_width = max(number(child.get(WIDTH)), 0)
        elif tag == f"{W}hidden":
            row.hidden |= switched_on(child.get(VALUE))
        elif tag == f"{W}trHeight":
            row.hidden |= child.get(f"{W}hRule") == "exact" and number(child.get(VALUE)) < _LOWEST
        elif tag == f"{W}del":
            return True
    return False


def read_cell_properties(properties: etree._Element, cell: RawCell, widest: int) -> bool:
    """Read w:tcPr into a cell; whether it says that the cell was deleted."""
    for child in properties:
        tag = child.tag
        if tag == _TCW:
            cell.width, cell.unit = child.get(WIDTH), child.get(TYPE)
        elif tag == _SPAN:
            cell.span = min(max(number(child.get(VALUE), 1), 1), widest)
        elif tag == _DOWN:
            cell.merge = "restart" if child.get(VALUE) == "restart" else "continue"
        elif tag == _LEFT and child.get(VALUE) != "restart":
            cell.merge = "left"
        elif tag == _GONE:
            return True
    return False
