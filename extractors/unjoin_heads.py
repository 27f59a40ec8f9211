"""Headings of an indicator table that share a cell for want of a rule, with the cell below or the heading beside them.

    二级指标 | 三级指标          二级指标 | 三级指标           三级指标 指标值          三级指标 | 指标值
    数量指标 | 新建甲      ->    数量指标 | 新建甲             新建甲   | 3处     ->    新建甲   | 3处
    (二级指标 and 数量指标 were one cell)                     (三级指标 and 指标值 were one cell)

Only on cells recognised from pixels, only in a row of known headings that stand in cells of their own, and only where each part has its
place: a row below, or a cell of the row below. One such cell costs the whole column, so that it is worth a rule of its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from extractors.document import Cell, Document, Grid
from extractors.unjoin import put_apart
from extractors.vocabulary import Place, Vocabulary

ENOUGH: Final = 2  # other headings in the row, in cells of their own


def unjoin_heads(document: Document, words: Vocabulary) -> Document:
    """The document with such cells apart; the same document where there are none."""
    return document.mended(lambda grid: put_apart(grid, {id(cell): parts for cell in grid.cells if (parts := _parts(grid, cell, words))}))


def _parts(grid: Grid, cell: Cell, words: Vocabulary) -> tuple[Cell, ...]:
    """The cells that a cell is; none where it is one."""
    if cell.confidence is None or not cell.text.strip() or (cell.row_span == 1) is (cell.column_span == 1):
        return ()
    if not _among_heads(grid, cell, words):
        return ()
    return tuple(_down(cell, words) if cell.row_span > 1 else _across(grid, cell, words))


def _among_heads(grid: Grid, cell: Cell, words: Vocabulary) -> bool:
    """Whether enough other cells of its first row are headings, each of that row alone."""
    row = (other for other in grid.row_cells(cell.row) if other is not cell and other.row == cell.row)
    return sum(other.row_span == 1 and words.find(other.text, Place.COLUMN) is not None for other in row) >= ENOUGH


def _down(cell: Cell, words: Vocabulary) -> Iterator[Cell]:
    """A heading and what stands in the rows below it, a text for each."""
    lines = [line.strip() for line in cell.text.split("\n")]
    heads = [words.find(line, Place.COLUMN) is not None for line in lines]
    if len(lines) == cell.row_span and all(lines) and heads[0] and not any(heads[1:]):
        for row, line in enumerate(lines, cell.row):
            yield replace(cell, row=row, row_span=1, text=line, where=cell.where._replace(row=row))


def _across(grid: Grid, cell: Cell, words: Vocabulary) -> Iterator[Cell]:
    """Two headings side by side, over two cells of the row below."""
    heads = cell.text.split()
    if len(heads) != 2 or cell.row == grid.rows or any(words.find(head, Place.COLUMN) is None for head in heads):
        return
    last = cell.column + cell.column_span
    below = [other for other in grid.row_cells(cell.row + 1) if cell.column <= other.column < last]
    if len(below) == 2 and sum(other.column_span for other in below) == cell.column_span:
        for head, other in zip(heads, below, strict=True):
            where = cell.where._replace(column=other.column)
            yield replace(cell, column=other.column, column_span=other.column_span, text=head, where=where)
