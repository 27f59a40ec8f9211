"""Characters to runs, runs to lines, lines to text."""

from __future__ import annotations

import numpy as np
import pytest

from extractors.document import Cell, Document, Grid, Where
from extractors.tables.compare import Difference, differing_cells
from extractors.tables.lattice import rules_to_lattices
from extractors.tables.lines import join_lines, lines_of
from extractors.tables.radicals import unify
from extractors.tables.runs import OUTSIDE, Line, cells_of, runs_of

LATTICES = rules_to_lattices([(0, 0, 100), (20, 0, 100), (40, 0, 100)], [(0, 0, 40), (50, 0, 40), (100, 0, 40)])


def boxes(*places: tuple[float, float]) -> np.ndarray:
    """Characters of ten by ten points at the places."""
    return np.array([(x, y, x + 10, y + 10) for x, y in places], dtype=np.float64)


def test_a_character_belongs_to_the_cell_of_its_centre() -> None:
    assert cells_of(boxes((44, 5), (46, 5), (5, 14), (5, 16), (5, 50)), LATTICES).tolist() == [0, 1, 0, 2, OUTSIDE]


def test_a_run_ends_where_a_cell_a_line_or_a_gap_does() -> None:
    text = "ab cdef"
    places = boxes((0, 5), (10, 5), (20, 5), (60, 5), (70, 5), (0, 25), (25, 25))
    kept = np.array([char != " " for char in text])
    found = runs_of(text, places, cells_of(places, LATTICES), kept)
    assert [(run.text, run.cell, run.x0, run.x1, run.em) for run in found] == [
        ("ab", 0, 0, 20, 10),
        ("cd", 1, 60, 80, 10),
        ("e", 2, 0, 10, 10),
        ("f", 2, 25, 35, 10),
    ]


def line(text: str, x0: float, y0: float = 0.0) -> Line:
    return Line(text, x0, y0, x0 + 10 * len(text), y0 + 10, 10)


@pytest.mark.parametrize(
    ("runs", "text"),
    [
        ([line("数量", 0), line("3", 22)], "数量3"),
        ([line("数量", 0), line("3", 25)], "数量 3"),
        ([line("项", 0), line("目", 13)], "项 目"),
        ([line("项", 0), line("目", 11)], "项目"),
        ([line("long", 0), line("term", 42)], "long term"),
        ([line("人次", 0), line("100", 60)], "人次\t100"),
        ([line("数量 ", 0), line("3", 45)], "数量 3"),
        ([line("后", 30), line("前", 20)], "前后"),
    ],
)
def test_gaps_within_a_line(runs: list[Line], text: str) -> None:
    assert [one.text for one in lines_of(runs, "\t")] == [text]


def test_what_stands_far_apart_is_two_lines_but_not_after_a_colon() -> None:
    assert [one.text for one in lines_of([line("妇联", 0), line("单位", 200)], "\t", 6)] == ["妇联", "单位"]
    assert [one.text for one in lines_of([line("妇联：", 0), line("本级", 200)], "\t", 6)] == ["妇联：\t本级"]


def test_lines_are_read_from_the_top_whatever_their_order() -> None:
    assert [one.text for one in lines_of([line("下", 0, 30), line("上", 0), line("中", 0, 15), line("右", 10, 1)])] == ["上右", "中", "下"]


@pytest.mark.parametrize(
    ("lines", "text"),
    [
        (["可持续影响指", "标"], "可持续影响指标"),
        (["13030321P0039", "70100127"], "13030321P003970100127"),
        (["annual", "budget"], "annual budget"),
        (["共100", "人次"], "共100人次"),
        (["GDP", "增长"], "GDP增长"),
        ([" 前 ", "后 "], "前 后"),
    ],
)
def test_wrapped_lines(lines: list[str], text: str) -> None:
    assert join_lines(lines) == text


def test_radicals_are_read_as_the_ideographs_they_print() -> None:
    assert unify("⼯作⻔⼾⻘") == "工作门户青"


def document(*rows: list[str]) -> Document:
    cells = tuple(
        Cell(row, column, 1, 1, text, Where(1, 1, row, column)) for row, texts in enumerate(rows, 1) for column, text in enumerate(texts, 1)
    )
    return Document("pdf", "pdf-text", (Grid(len(rows), len(rows[0]), cells, Where(1, 1)),))


def test_two_readings_are_compared_cell_by_cell() -> None:
    one, two = document(["项目", "工作 "], ["数量", "≥95%"]), document(["项目", "⼯作"], ["数量", "295%"])
    assert differing_cells(one, two) == [Difference(Where(1, 1, 2, 2), "≥95%", "295%")]
    assert differing_cells(one, one) == []


def test_a_table_that_one_reading_lacks_differs_in_every_cell() -> None:
    one = document(["项目", "数量"])
    none = Document("pdf", "pdf-text", ())
    assert [(found.first, found.second) for found in differing_cells(one, none)] == [("项目", None), ("数量", None)]
    assert [(found.first, found.second) for found in differing_cells(none, one)] == [(None, "项目"), (None, "数量")]
