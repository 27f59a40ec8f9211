"""Tables over pages, from geometry alone: pages are 400 by 300 points, characters 10 by 10, lines 15 apart."""

from __future__ import annotations

import pytest

from extractors.document import Box, Grid, Paragraph, Role
from extractors.pages.blocks import pages_to_blocks
from extractors.pages.model import Page, PageCell, PageTable
from extractors.tables.runs import Line

XS = [50.0, 110.0, 230.0, 350.0]
BOTTOM = 280.0
LINE = 15.0


def line(text: str, x: float, y: float) -> Line:
    return Line(text, x, y, x + 10 * len(text), y + 10, 10)


def cell(
    row: int, column: int, text: str, ys: list[float], rows: int = 1, columns: int = 1, opened: tuple[bool, bool] = (False, False)
) -> PageCell:
    """A cell; `/` parts its lines, which begin at its top."""
    box = Box(XS[column], ys[row], XS[column + columns], ys[row + rows])
    lines = [line(part, box.x0 + 3, box.y0 + 3 + LINE * at) for at, part in enumerate(text.split("/"))] if text else []
    return PageCell(row, column, rows, columns, box, lines, [], 0, *opened)


def table(top: float, rows: list[list[str]], heights: list[float] | None = None) -> PageTable:
    """A plain table: a row of texts each, None for a place that the cell to the left or above takes in."""
    ys = [top]
    for height in heights or [20.0] * len(rows):
        ys.append(ys[-1] + height)
    cells = [cell(at, column, text, ys) for at, row in enumerate(rows) for column, text in enumerate(row)]
    return PageTable(XS, ys, cells)


def page(number: int, *tables: PageTable, lines: tuple[Line, ...] = ()) -> Page:
    for one in tables:
        for part in one.cells:
            part.page = number
    return Page(number, 400, 300, list(tables), list(lines))


def low(rows: list[list[str]], heights: list[float] | None = None) -> PageTable:
    """A table that ends where the page's body does."""
    return table(BOTTOM - sum(heights or [20.0] * len(rows)), rows, heights)


def grids(*pages: Page) -> list[Grid]:
    return [block for block in pages_to_blocks(pages) if isinstance(block, Grid)]


def texts(grid: Grid) -> list[list[str]]:
    return [[grid.at(row, column).text for column in range(1, grid.columns + 1)] for row in range(1, grid.rows + 1)]


HEAD = ["一级指标", "二级指标", "指标值"]


def test_rows_that_follow_are_one_table() -> None:
    (grid,) = grids(page(1, low([HEAD, ["产出", "数量", "1"]])), page(2, table(20, [["效益", "质量", "2"]])))
    assert texts(grid) == [HEAD, ["产出", "数量", "1"], ["效益", "质量", "2"]]
    assert grid.evidence == ("page 2: 4 of 4 column edges match, only furniture between",)
    assert (grid.at(3, 1).where.page, grid.where.page) == (2, 1)


def test_a_repeated_header_is_kept_apart() -> None:
    (grid,) = grids(page(1, low([HEAD, ["产出", "数量", "1"]])), page(2, table(20, [HEAD, ["效益", "质量", "2"]])))
    assert texts(grid) == [HEAD, ["产出", "数量", "1"], ["效益", "质量", "2"]]
    assert [one.text for one in grid.repeated] == HEAD


@pytest.mark.parametrize(("confidence", "parts"), [(0.5, 1), (0.95, 2), (None, 2)])
def test_one_heading_that_recognition_doubts_may_differ_in_a_repeated_header(confidence: float | None, parts: int) -> None:
    first = low([["一级指标", "y二级指标", "指标值"], ["产出", "数量", "1"]])
    first.cells[1].confidence = confidence
    found = grids(page(1, first), page(2, table(20, [HEAD, ["效益", "质量", "2"]])))
    assert len(found[0].repeated) == (3 if parts == 1 else 0)
    assert len(found) == parts


@pytest.mark.parametrize(("confidence", "parts"), [(0.99, 1), (None, 2)])
def test_a_heading_that_lost_its_first_character_does_not_part_a_table(confidence: float | None, parts: int) -> None:
    first = low([["一级指标", "级指标", "指标值"], ["产出", "数量", "1"]])
    second = table(20, [["一级指标", "二级指标", "指标值"], ["效益", "质量", "2"]])
    for cell in (*first.cells, *second.cells):
        cell.confidence = confidence
    assert len(grids(page(1, first), page(2, second))) == parts


def test_a_table_goes_on_over_three_pages() -> None:
    middle = table(20, [["乙", "数量", str(at)] for at in range(13)])
    (grid,) = grids(page(1, low([HEAD, ["甲", "数量", "1"]])), page(2, middle), page(3, table(20, [["丙", "质量", "2"]])))
    assert (grid.rows, len(grid.evidence)) == (16, 2)
    assert texts(grid)[-1] == ["丙", "质量", "2"]


def test_a_row_cut_inside_a_cell_is_one_row() -> None:
    """The second cell is ten characters wide, its text runs on; the short ones beside it stand above."""
    first = low([HEAD, ["产出", "按工作要求按时完成预定/计划并达到年度目标规定", "95%"]], [20, 32])
    (grid,) = grids(page(1, first), page(2, table(20, [["", "要求", ""], ["效益", "质量", "2"]])))
    assert texts(grid)[1:] == [["产出", "按工作要求按时完成预定计划并达到年度目标规定要求", "95%"], ["效益", "质量", "2"]]
    assert "the first row is the rest of the last one" in grid.evidence[0]


def test_full_cells_that_end_alike_are_two_rows() -> None:
    first = low([HEAD, ["产出", "项目预算的经济成本指标", ""]])
    (grid,) = grids(page(1, first), page(2, table(20, [["", "项目预算的社会成本指标", ""]])))
    assert [row[1] for row in texts(grid)[1:]] == ["项目预算的经济成本指标", "项目预算的社会成本指标"]


def test_a_blank_row_stays_a_row() -> None:
    (grid,) = grids(page(1, low([HEAD, ["产出", "数量", "1"]])), page(2, table(20, [["", "", ""], ["效益", "质量", "2"]])))
    assert texts(grid)[2:] == [["", "", ""], ["效益", "质量", "2"]]


def test_what_is_too_low_for_a_line_is_the_rest_of_a_row() -> None:
    (grid,) = grids(page(1, low([HEAD, ["产出", "数量", "1"]])), page(2, table(20, [["", "", ""], ["效益", "质量", "2"]], [6, 20])))
    assert texts(grid)[1:] == [["产出", "数量", "1"], ["效益", "质量", "2"]]


def test_a_label_merged_down_goes_on_as_an_empty_box() -> None:
    first, second = low([HEAD, ["产出", "数量", "1"]]), table(20, [["", "质量", "2"], ["", "时效", "3"], ["效益", "经济", "4"]])
    second.cells[0] = cell(0, 0, "", second.ys, rows=2)
    del second.cells[3]
    (grid,) = grids(page(1, first), page(2, second))
    assert (grid.at(2, 1).text, grid.at(2, 1).row_span) == ("产出", 3)
    assert texts(grid)[4] == ["效益", "经济", "4"]


def test_a_label_cut_in_its_bracket_is_one() -> None:
    first = low([HEAD, ["产出指标/（50", "数量", "1"]], [20, 30])
    second = table(20, [["分）", "质量", "2"], ["", "时效", "3"]])
    second.cells[0] = cell(0, 0, "分）", second.ys, rows=2)
    del second.cells[3]
    (grid,) = grids(page(1, first), page(2, second))
    assert (grid.at(2, 1).text, grid.at(2, 1).row_span) == ("产出指标（50分）", 3)


def test_an_open_edge_goes_on_and_a_ruled_one_beside_it_does_not() -> None:
    """As browsers cut a table: nothing drawn under the merged label, all rows whole."""
    first, second = low([HEAD, ["产出", "数量", "1"]]), table(20, [["", "质量", "2"]])
    first.cells[3].open_bottom = True
    for one in second.cells:
        one.open_top = True
    (grid,) = grids(page(1, first), page(2, second))
    assert texts(grid)[1:] == [["产出", "数量", "1"], ["产出", "质量", "2"]]
    assert grid.at(2, 1).row_span == 2


def test_a_row_open_at_the_cut_is_one_row() -> None:
    first, second = low([HEAD, ["产出", "数量", ""]]), table(20, [["", "指标", "1"]])
    for one in first.cells[3:]:
        one.open_bottom = True
    (grid,) = grids(page(1, first), page(2, second))
    assert texts(grid)[1:] == [["产出", "数量指标", "1"]]


def test_the_next_form_of_the_same_kind_is_another_table() -> None:
    forms = [low([["项目名称", name, ""], ["预算数", "1", ""]]) for name in ("甲", "乙", "丙")]
    assert len(grids(*(page(number, form) for number, form in enumerate(forms, 1)))) == 3


def test_a_table_that_left_room_has_ended() -> None:
    whole = page(3, low([["别的", "表", ""]]))
    assert len(grids(page(1, table(40, [HEAD, ["产出", "数量", "1"]])), page(2, table(20, [["效益", "质量", "2"]])), whole)) == 3


def test_other_columns_are_another_table() -> None:
    other = table(20, [["甲", "乙", "丙"]])
    other.xs = [50.0, 140.0, 260.0, 350.0]
    assert len(grids(page(1, low([HEAD])), page(2, other))) == 2


def test_a_paragraph_between_parts_two_tables() -> None:
    first = page(1, low([HEAD, ["产出", "数量", "1"]]))
    second = page(2, table(60, [["效益", "质量", "2"]]), lines=(line("2.另一个项目的绩效目标表", 80, 30),))
    assert len(grids(first, second)) == 2


def test_running_heads_and_page_numbers_part_nothing() -> None:
    pages = [
        page(1, low([HEAD, ["产出", "数量", "1"]]), lines=(line("预算绩效文本", 150, 8), line("1", 195, 287))),
        page(2, table(22, [["效益", "质量", str(at)] for at in range(12)]), lines=(line("预算绩效文本", 150, 8), line("2", 195, 287))),
        page(3, table(22, [["满意", "质量", "3"]]), lines=(line("预算绩效文本", 150, 8), line("3", 195, 287))),
    ]
    blocks = pages_to_blocks(pages)
    assert len([block for block in blocks if isinstance(block, Grid)]) == 1
    roles = [block.role for block in blocks if isinstance(block, Paragraph)]
    assert roles.count(Role.HEADER) == roles.count(Role.PAGE_NUMBER) == 3
    assert [block.where.block for block in blocks] == list(range(1, len(blocks) + 1))


def test_mirrored_margins_move_a_part_as_a_whole() -> None:
    second = table(20, [["效益", "质量", "2"]])
    second.xs = [x + 20 for x in XS]
    for one in second.cells:
        one.box = Box(one.box.x0 + 20, one.box.y0, one.box.x1 + 20, one.box.y1)
    (grid,) = grids(page(1, low([HEAD, ["产出", "数量", "1"]])), page(2, second))
    assert (grid.rows, grid.columns) == (3, 3)
    box = grid.at(3, 1).where.box
    assert box is not None
    assert box.x0 == 70
