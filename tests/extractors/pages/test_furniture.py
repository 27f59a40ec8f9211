"""What repeats at the top of every page: a running head, or the title and unit of the form that begins there."""

from __future__ import annotations

import pytest

from extractors.document import Box, Paragraph, Role
from extractors.pages.model import PageCell, PageTable, without_slivers
from extractors.readers.pdf import read
from pipeline.submission import Options, process
from tests.extractors.tables.undrawn.drawing import FORM, Drawing, Style, draw_form, pdf


def form_on(page: Drawing, name: str, top: float = 70) -> None:
    draw_form(page, top, Style(), [cell._replace(text=name) if cell.text.startswith("农村饮水") else cell for cell in FORM])


@pytest.mark.parametrize("size", [9.0, 10.0])
@pytest.mark.parametrize("pages", [2, 3, 5])
@pytest.mark.parametrize("unit_beside", [True, False])
def test_the_title_of_each_form_is_its_own(size: float, pages: int, unit_beside: bool) -> None:
    drawn = []
    for at in range(pages):
        page = Drawing()
        page.text(60, 25, "项目支出绩效目标表（2024年度）", size)
        page.text(400 if unit_beside else 60, 25 if unit_beside else 42, "单位：万元", size)
        form_on(page, f"第{at + 1}个饮水安全项目")
        drawn.append(page)
    found = process(pdf(*drawn), "form.pdf", "form.pdf", Options())
    assert found.document["fiscal_year"] == 2024
    assert [str(row["budget_yuan"]) for row in found.projects] == ["1200000"] * pages


def test_a_head_that_runs_over_a_table_that_goes_on_is_none_of_its_words() -> None:
    drawn = []
    for at in range(3):
        page = Drawing()
        page.text(60, 25, "青溪县2022年部门预算", 9)
        if at < 2:
            form_on(page, f"第{at + 1}个饮水安全项目")
        else:
            page.text(60, 80, "以上项目均已批复，请各单位按照批复执行，年底前报送执行情况。", 10)
        drawn.append(page)
    heads = [block.text for block in read(pdf(*drawn)).blocks if isinstance(block, Paragraph) and block.role is Role.HEADER]
    assert heads == ["青溪县2022年部门预算"] * 3


@pytest.mark.parametrize("at_top", [True, False])
def test_a_slice_of_merged_cells_is_no_row(at_top: bool) -> None:
    ys = [10.0, 18.0, 40.0, 60.0] if at_top else [10.0, 32.0, 52.0, 60.0]
    thin, first = (0, 1) if at_top else (2, 0)
    cells = [
        PageCell(thin, 1, 1, 1, Box(50, ys[thin], 90, ys[thin + 1]), open_top=True, open_bottom=True),
        PageCell(0, 0, 3, 1, Box(10, 10, 50, 60)),
        PageCell(first, 1, 1, 1, Box(50, ys[first], 90, ys[first + 1])),
        PageCell(first + 1, 1, 1, 1, Box(50, ys[first + 1], 90, ys[first + 2])),
    ]
    table = without_slivers(PageTable([10.0, 50.0, 90.0], ys, cells))
    assert [(cell.row, cell.column, cell.rows) for cell in table.cells] == [(0, 0, 2), (0, 1, 1), (1, 1, 1)]
