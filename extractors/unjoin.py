"""Cells of an indicator table that are those of several rows, for want of a rule between them: each line goes to its row.

    三级指标 | 指标值          三级指标 | 指标值
    新建甲   | 3处       ->    新建甲   | 3处
    新建乙   | 5处             新建乙   | 5处      (新建甲 and 新建乙 were one cell)

Only on cells recognised from pixels, only where the cell has a text for each row that it stands over and every one of those rows has
a name or a target of its own beside it; each part is named in a remark. A name merged over rows otherwise is `cell.shared` later on.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from extractors.document import Cell, Document, Grid, Remark
from extractors.interpret.builder import ExtractionBuilder
from extractors.interpret.columns import Header
from extractors.interpret.headers import find_header
from extractors.interpret.view import TableView
from extractors.vocabulary import Vocabulary
from normalizers.notes import Note

# What every row has for itself; a level, a basis or a remark may be meant for several.
_OWN: Final = frozenset({"level3", "target", "actual", "weight", "score"})
_KEYS: Final = ("level3", "target")


def unjoin(document: Document, words: Vocabulary) -> Document:
    """The document with such cells apart; the same document where there are none."""
    return document.mended(lambda grid: _parted(grid, words))


def _parted(grid: Grid, words: Vocabulary) -> tuple[Grid, tuple[Remark, ...]]:
    if not any(_lines(cell) for cell in grid.cells):
        return grid, ()
    return put_apart(grid, {id(cell): _rows(cell) for cell in _joined(TableView(grid, words, ExtractionBuilder()))})


def put_apart(grid: Grid, parts: Mapping[int, tuple[Cell, ...]]) -> tuple[Grid, tuple[Remark, ...]]:
    """The grid with cells, by their identity, in their parts, and a remark for each part; the same grid where there are none."""
    if not parts:
        return grid, ()
    cells = sorted((part for cell in grid.cells for part in parts.get(id(cell), (cell,))), key=lambda cell: (cell.row, cell.column))
    said = tuple(_remark(cell, part, parts[id(cell)]) for cell in grid.cells for part in parts.get(id(cell), ()))
    return replace(grid, cells=tuple(cells)), said


def _lines(cell: Cell) -> list[str]:
    """The texts of a cell's rows; none where it is no such cell."""
    lines = cell.text.split("\n") if cell.confidence is not None and cell.row_span > 1 else []
    return lines if len(lines) == cell.row_span and all(line.strip() for line in lines) else []


def _joined(sheet: TableView) -> Iterator[Cell]:
    """The cells to be taken apart, under each header of the grid."""
    header: Header | None = None
    for row in sheet.rows:
        header = find_header(sheet, row) or header
        if header is None or row <= header.bottom:
            continue
        for cell in sheet.starts(row):
            if _lines(cell) and _is_own(header, cell) and _stand_alone(sheet, header, cell):
                yield cell


def _is_own(header: Header, cell: Cell) -> bool:
    """Whether a cell fills a column of which every row has its own."""
    last = cell.column + cell.column_span - 1
    return any((c.first, c.last) == (cell.column, last) and c.role in _OWN for group in header.groups for c in group)


def _stand_alone(sheet: TableView, header: Header, cell: Cell) -> bool:
    """Whether every row that a cell stands over has a name or a target of its own, in another column."""
    columns = [c.first for group in header.groups for c in group if c.role in _KEYS and c.first != cell.column]
    rows = range(cell.row, cell.row + cell.row_span)
    beside = [[sheet.grid.at(row, column) for row in rows] for column in columns]
    return any(all(one.row_span == 1 and one.text.strip() for one in column) for column in beside)


def _rows(cell: Cell) -> tuple[Cell, ...]:
    """The cell's rows as cells, each with its line, in its row's place."""
    return tuple(
        replace(cell, row=row, row_span=1, text=line.strip(), where=cell.where._replace(row=row))
        for row, line in enumerate(_lines(cell), cell.row)
    )


def _remark(cell: Cell, part: Cell, parts: tuple[Cell, ...]) -> Remark:
    return Remark(Note.of("cell.parted", raw=cell.text, parts=" | ".join(one.text for one in parts)), part.where)
