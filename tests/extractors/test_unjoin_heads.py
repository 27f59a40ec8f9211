"""A heading that shares a cell with what stands below or beside it has its own again, on scans, where each part has a place."""

from __future__ import annotations

import pytest

from extractors.document import Cell, Document, Grid, Where
from extractors.unjoin_heads import unjoin_heads
from extractors.vocabulary import DEFAULT

HEADS = ("一级指标", "二级指标", "三级指标", "指标值")
ROW = ("产出指标", "数量指标", "新建甲", "3处")


def document(*cells: tuple[int, int, int, int, str], confidence: float | None = 0.9) -> Document:
    """A grid of two rows and four columns: the given cells, and the headings and the row where none of them stands."""
    covered = {(r, c) for row, column, rows, columns, _ in cells for r in range(row, row + rows) for c in range(column, column + columns)}
    made = [Cell(*place, text, Where(1, 1, *place[:2]), (), confidence) for *place, text in cells]
    made += [
        Cell(row, column, 1, 1, text, Where(1, 1, row, column), (), confidence)
        for row, texts in enumerate([HEADS, ROW], 1)
        for column, text in enumerate(texts, 1)
        if (row, column) not in covered
    ]
    made.sort(key=lambda cell: (cell.row, cell.column))
    return Document("pdf", "pdf-ocr", (Grid(2, 4, tuple(made), Where(1, 1)),), 1)


@pytest.mark.parametrize(
    ("cell", "parts"),
    [((1, 2, 2, 1, "二级指标\n数量指标"), "二级指标 | 数量指标"), ((1, 3, 1, 2, "三级指标 指标值"), "三级指标 | 指标值")],
)
def test_each_part_goes_to_its_place(cell: tuple[int, int, int, int, str], parts: str) -> None:
    read = unjoin_heads(document(cell), DEFAULT)
    grid = read.blocks[0]
    assert isinstance(grid, Grid)
    assert [tuple(grid.at(row, column).text for column in range(1, 5)) for row in (1, 2)] == [HEADS, ROW]
    assert [(r.note.code, dict(r.note.args)) for r in read.remarks] == [("cell.parted", {"raw": cell[4], "parts": parts})] * 2


@pytest.mark.parametrize(
    ("cell", "confidence"),
    [
        ((1, 2, 2, 1, "二级指标\n数量指标"), None),  # no scan: so the author wants it
        ((1, 2, 2, 1, "二级指标"), 0.9),  # a heading merged down
        ((1, 2, 2, 1, "数量指标\n质量指标"), 0.9),  # no heading
        ((1, 2, 2, 1, "二级指标\n三级指标"), 0.9),  # two headings, one below the other: a head of two rows
        ((1, 3, 1, 2, "绩效 指标值"), 0.9),  # one label with a gap
        ((1, 3, 1, 2, "指标值"), 0.9),  # one heading over two columns
        ((2, 3, 1, 2, "三级指标 指标值"), 0.9),  # not in a row of headings
    ],
)
def test_what_may_be_one_cell_stays_one(cell: tuple[int, int, int, int, str], confidence: float | None) -> None:
    before = document(cell, confidence=confidence)
    assert unjoin_heads(before, DEFAULT) is before
