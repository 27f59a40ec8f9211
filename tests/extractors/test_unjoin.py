"""A cell that a lost rule made of two rows' cells is two again on a scan, and only there; each part is named."""

from __future__ import annotations

import pytest

from extractors.document import Box, Cell, Document, Grid, Where
from extractors.pages.lost_row_borders import stacked_text
from extractors.pages.model import PageCell
from extractors.tables.runs import Line
from extractors.unjoin import unjoin
from extractors.vocabulary import DEFAULT

HEADINGS = ("一级指标", "二级指标", "三级指标", "指标值", "分值")
ROWS = [("产出指标", "数量指标", "新建甲", "3处", "10"), ("产出指标", "质量指标", "新建乙", "5处", "20")]


def document(joined: int, text: str, confidence: float | None = 0.5, blank: int = 0) -> Document:
    """A table whose two rows have one cell in column `joined`; `blank`: the column whose second cell is empty."""
    cells = [
        Cell(row, column, 1, 1, "" if (row, column) == (3, blank) else text, Where(1, 1, row, column), (), confidence)
        for row, words in enumerate([HEADINGS, *ROWS], 1)
        for column, text in enumerate(words, 1)
        if row == 1 or column != joined
    ]
    cells.append(Cell(2, joined, 2, 1, text, Where(1, 1, 2, joined), (), confidence))
    return Document("pdf", "pdf-ocr", (Grid(3, 5, tuple(cells), Where(1, 1)),), 1)


@pytest.mark.parametrize(("joined", "text"), [(3, "新建甲\n新建乙"), (4, "3处\n5处"), (5, "10\n20")])
def test_each_line_goes_to_its_row(joined: int, text: str) -> None:
    read = unjoin(document(joined, text), DEFAULT)
    grid = read.blocks[0]
    assert isinstance(grid, Grid)
    assert [tuple(grid.at(row, column).text for column in range(1, 6)) for row in (2, 3)] == ROWS
    assert [(r.note.code, dict(r.note.args)["raw"], r.where.row, r.where.column) for r in read.remarks] == [
        ("cell.parted", text, 2, joined),
        ("cell.parted", text, 3, joined),
    ]


@pytest.mark.parametrize(
    ("joined", "text", "confidence", "blank"),
    [
        (3, "新建甲新建乙", 0.5, 0),  # one text
        (3, "新建甲\n新建乙\n新建丙", 0.5, 0),  # three for two rows
        (3, "新建甲\n新建乙", None, 0),  # no scan: what an author merged is meant so
        (3, "新建甲\n新建乙", 0.5, 4),  # one row alone has a target
        (2, "数量指标\n质量指标", 0.5, 0),  # a level may be meant for several rows
    ],
)
def test_what_may_be_one_cell_stays_one(joined: int, text: str, confidence: float | None, blank: int) -> None:
    before = document(joined, text, confidence, blank)
    assert unjoin(before, DEFAULT) is before


def stack(tops: tuple[float, ...], confidence: float | None = 0.5) -> str | None:
    """The text of a cell over two rows of 20 points, with a line of 10 points at each top; beside it two cells of one row."""
    lines = [Line(f"第{at}行", 12, top, 42, top + 10, 10) for at, top in enumerate(tops, 1)]
    cell = PageCell(0, 0, 2, 1, Box(10, 0, 90, 40), lines, confidence=confidence)
    beside = [PageCell(row, 1, 1, 1, Box(90, 20 * row, 170, 20 * row + 20)) for row in (0, 1)]
    return stacked_text(cell, [cell, *beside])


def test_a_line_feed_is_kept_between_texts_that_stand_apart_each_in_its_row() -> None:
    assert stack((5, 25)) == "第1行\n第2行"
    assert stack((8, 22)) is None  # wrapped: close together
    assert stack((1, 13)) is None
    assert stack((2, 10)) is None
    assert stack((5,)) is None
    assert stack((5, 25), None) is None  # a page with a text layer
