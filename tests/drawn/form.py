"""The neutral form: lines and tables with spans, from which every container is written, and what a perfect reader returns.

    Drawn
      blocks: Line | Table       in the order of print
      truth                      a truth as `pipeline.regress.truth` describes it
      faults                     what was drawn wrong on purpose, and must be said by a finding

Rows and columns count from 0, as in the spans of HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Print(StrEnum):
    """What a cell prints: a label of the form, a value that must be kept, or nothing."""

    LABEL = "label"
    VALUE = "value"
    BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell. `fact` is the part of its text that must be found in a row (产出指标 of 产出指标（50分）)."""

    row: int
    column: int
    row_span: int
    column_span: int
    text: str
    kind: Print
    fact: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose cells cover every place of `rows` × `columns` once; `role` as in the table `grids`."""

    rows: int
    columns: int
    cells: tuple[Cell, ...]
    role: str = "form"
    head: int = 0
    """Rows that stand again at the top of each page that the table goes on to."""

    def at(self) -> dict[tuple[int, int], Cell]:
        """The cell over each place."""
        places: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    assert (row, column) not in places, f"two cells at row {row}, column {column}: {cell.text!r}"
                    places[row, column] = cell
        return places


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: `title`, `heading` or `line`; `page` begins a new page."""

    text: str
    kind: str = "line"
    page: bool = False


Block = Line | Table


@dataclass(frozen=True, slots=True)
class Drawn:
    """A document with its truth."""

    blocks: tuple[Block, ...]
    truth: dict[str, Any]
    faults: tuple[Fault, ...] = ()
    odd: tuple[str, ...] = ()
    """The labels that the vocabulary does not list, as printed."""
    page_cut: str = ""
    """Printed on pages so short that tables are cut `between` rows or also `inside` them."""

    def tables(self) -> Iterator[Table]:
        """The tables in order."""
        return (block for block in self.blocks if isinstance(block, Table))

    def __str__(self) -> str:
        """The form as a person may read it: a line a paragraph, a row of cells with bars; what is merged stands in its first row."""
        return "\n".join(text for block in self.blocks for text in ([block.text] if isinstance(block, Line) else _rows(block)))


def _rows(table: Table) -> Iterator[str]:
    places = table.at()
    for row in range(table.rows):
        cells = [places[row, column] for column in range(table.columns)]
        first = [cell for at, cell in enumerate(cells) if cell.column == at]
        yield "| " + " | ".join(cell.text if cell.row == row else "" for cell in first) + " |"


@dataclass(frozen=True, slots=True)
class Fault:
    """What was drawn wrong: its kind (`blank-target`, …) and the project and indicator that it stands in (None: the document)."""

    kind: str
    project: str | None = None
    indicator: str | None = None


@dataclass(slots=True)
class Sheet:
    """A table being drawn, a row after the other."""

    columns: int
    role: str = "form"
    cells: list[Cell] = field(default_factory=list)
    rows: int = 0
    head: int = 0

    def put(self, row: int, column: int, text: str, kind: Print, *, rows: int = 1, columns: int = 1, fact: str | None = None) -> None:
        """One cell at its place."""
        shown = kind if text else Print.BLANK
        self.cells.append(Cell(row, column, rows, columns, text, shown, text if fact is None else fact))
        self.rows = max(self.rows, row + rows)

    def line(self, parts: Sequence[tuple[str, Print, int]], start: int = 0) -> None:
        """A row of cells from column `start`: text, kind and width of each; the last is stretched to the table's side."""
        row, column = self.rows, start
        for at, (text, kind, width) in enumerate(parts):
            wide = self.columns - column if at == len(parts) - 1 else width
            self.put(row, column, text, kind, columns=wide)
            column += wide

    def pairs(self, *pairs: tuple[str, str]) -> None:
        """A row of labels and values; the values share what the labels leave."""
        left = self.columns - len(pairs)
        widths = [left // len(pairs)] * (len(pairs) - 1)
        parts: list[tuple[str, Print, int]] = []
        for (label, value), width in zip(pairs, [*widths, left - sum(widths)], strict=True):
            parts += [(label, Print.LABEL, 1), (value, Print.VALUE, width)]
        self.line(parts)

    def table(self) -> Table:
        """The finished table; AssertionError where a place has no cell or two."""
        done = Table(self.rows, self.columns, tuple(sorted(self.cells, key=lambda cell: (cell.row, cell.column))), self.role, self.head)
        missing = {(row, column) for row in range(self.rows) for column in range(self.columns)} - set(done.at())
        assert not missing, f"no cell at {sorted(missing)[:5]}"
        return done
