"""The access path of each value of a form: the labels before it in its row and the labels over it in its column.

Wang 1996 calls it the access path of a cell; docling-core keeps the same as column_header and row_header.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.document import Cell
from extractors.interpret.cell_tags import Tag, Tags
from extractors.interpret.view import TableView


@dataclass(frozen=True, slots=True)
class Path:
    """Labels that govern a value, the nearest first: those before it in its row, those over it in its column."""

    row: tuple[Cell, ...]
    column: tuple[Cell, ...]
    beside: bool = True
    """Whether the first label of the row stands right before the value and begins in its row."""

    @property
    def labels(self) -> tuple[Cell, ...]:
        """All labels, the nearest first."""
        return self.row + self.column if self.beside or not self.column else self.column + self.row

    @property
    def nearest(self) -> Cell | None:
        """The label that asks for the value: the one before it, else the one over it."""
        return self.labels[0] if self.labels else None


def path_of(view: TableView, cell: Cell, tags: Tags) -> Path:
    """The access path of a value cell."""
    column = _labels_over(view, cell, tags)
    row = _labels_before(view, cell, tags, through=bool(column))
    beside = bool(row) and row[0].row == cell.row and row[0].column + row[0].column_span == cell.column
    return Path(row, column, beside)


def _labels_before(view: TableView, cell: Cell, tags: Tags, *, through: bool) -> tuple[Cell, ...]:
    """The run of labels before a cell; `through` other values and blanks where the cell has a label of its column."""
    out: list[Cell] = []
    beside = view.left(cell)
    while beside is not None:
        tag = tags.of.get(id(beside))
        if tag is Tag.LABEL:
            out.append(beside)
        elif out or not through or tag is None:
            break
        beside = view.grid.at(cell.row, beside.column - 1) if beside.column > 1 else None
    return tuple(out)


def _labels_over(view: TableView, cell: Cell, tags: Tags) -> tuple[Cell, ...]:
    """The run of labels over a cell, through values as wide as it is."""
    out: list[Cell] = []
    row = cell.row - 1
    while row >= view.first:
        above = view.grid.at(row, cell.column)
        tag = tags.of.get(id(above))
        if tag is Tag.LABEL and id(above) in tags.over and above.column + above.column_span >= cell.column + cell.column_span:
            out.append(above)
        elif out or tag is None or tag is Tag.LABEL or (above.column, above.column_span) != (cell.column, cell.column_span):
            break
        row = above.row - 1
    return tuple(out)
