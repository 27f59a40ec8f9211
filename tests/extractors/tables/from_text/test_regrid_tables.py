"""Where one table ends and the next begins, and rows that a blank line inside a cell breaks in two."""

from __future__ import annotations

from collections.abc import Callable

from extractors.document import Document, Grid, Paragraph

Regridded = Callable[[str], Document]

HEAD = "\t项目名称\n\t甲项目\n\n\t主管部门\n\t乙局\n\n"
INDICATORS = "\t一级指标\n\t二级指标\n\t三级指标\n\t指标值\n\n\t产出指标\n\t数量指标\n\t次数\n\t12次\n\n"
MORE = "\t\n\t质量指标\n\t合格率\n\t95%\n\n"


def shapes(document: Document) -> list[str]:
    return [block.text if isinstance(block, Paragraph) else f"{block.rows}x{block.columns}" for block in document.blocks]


def test_a_blank_line_too_many_inside_a_table_is_none(regridded: Regridded) -> None:
    (grid,) = regridded(INDICATORS + "\n" + MORE).blocks
    assert isinstance(grid, Grid)
    assert (grid.rows, grid.at(2, 1).text, grid.at(2, 1).row_span) == (3, "产出指标", 2)


def test_a_line_of_space_keeps_tables_apart_and_is_dropped(regridded: Regridded) -> None:
    assert shapes(regridded(HEAD + "\n \n" + INDICATORS + "\n")) == ["2x2", "2x4"]


def test_a_paragraph_keeps_tables_apart(regridded: Regridded) -> None:
    assert shapes(regridded(HEAD + "\n二、绩效指标\n" + INDICATORS + "\n")) == ["2x2", "二、绩效指标", "2x4"]


def test_a_form_after_a_form_is_a_table_of_its_own(regridded: Regridded) -> None:
    form = HEAD + INDICATORS
    assert shapes(regridded(form + "\n" + form + "\n")) == ["4x4", "4x4"]


def test_a_form_of_another_family_after_a_form_is_a_table_of_its_own(regridded: Regridded) -> None:
    assert shapes(regridded(HEAD + INDICATORS + "\n\t实施单位\n\t丙所\n\n" + INDICATORS + "\n")) == ["4x4", "3x4"]


def test_an_indicator_broken_by_a_blank_line_in_its_cell_is_one_row(regridded: Regridded) -> None:
    broken = MORE.replace("\t合格率\n", "\t合格率\n\n")
    (grid,) = regridded(INDICATORS + broken + "\n").blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.row_cells(3)] == ["产出指标", "质量指标", "合格率", "95%"]


def test_a_header_broken_by_a_blank_line_in_its_cell_is_one_row(regridded: Regridded) -> None:
    (grid,) = regridded(INDICATORS.replace("\t二级指标\n", "\t二级指标\n\n") + MORE + "\n").blocks
    assert isinstance(grid, Grid)
    assert (grid.rows, grid.columns) == (3, 4)


def test_a_row_of_pairs_broken_behind_a_label_is_one_row(regridded: Regridded) -> None:
    pairs = "\t项目名称\n\t甲项目\n\t项目编码\n\t0001\n\n\t主管部门\n\t乙局\n\t实施单位\n\n\t丙所\n\n"
    (grid,) = regridded(pairs + "\n").blocks
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.row_cells(2)] == ["主管部门", "乙局", "实施单位", "丙所"]


def test_rows_of_few_cells_stay_rows(regridded: Regridded) -> None:
    text = INDICATORS + "\t合计\n\t100\n\n\t备注\n\t无\n\n\t填报人：\n\t（略）\n\n"
    (grid,) = regridded(text + "\n").blocks
    assert isinstance(grid, Grid)
    assert grid.rows == 5


def test_blocks_are_numbered_and_cells_placed(regridded: Regridded) -> None:
    document = regridded("附件\n" + HEAD + "\n \n" + INDICATORS + MORE + "\n")
    assert [block.where.block for block in document.blocks] == [1, 2, 3]
    grid = document.blocks[2]
    assert isinstance(grid, Grid)
    assert all((cell.where.block, cell.where.row, cell.where.column) == (3, cell.row, cell.column) for cell in grid.cells)
    assert not document.flat
