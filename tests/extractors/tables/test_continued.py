"""A table that goes on under its headings printed again is one table, in every container; another project's table stays another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from extractors.document import Grid, Paragraph, Role
from extractors.readers.html import read
from extractors.tables.continued import is_continuation, with_continued_tables
from pipeline.submission import Options, process
from tests.extractors.tables.undrawn.drawing import FORM, TITLE, XS, Drawing, FormCell, Style, draw_form, pdf

HEAD = "<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td></tr>"
FIRST = f"{HEAD}<tr><td>产出指标</td><td>数量指标</td><td>新建蓄水池数量</td><td>≥12座</td></tr>"
REST = (
    "<tr><td rowspan=2></td><td>质量指标</td><td>工程验收合格率</td><td>100%</td></tr>"
    "<tr><td>成本指标</td><td>单位建设成本</td><td>≤8.5万元/座</td></tr>"
    "<tr><td>效益指标</td><td>社会效益指标</td><td>受益人口数量</td><td>≥4200人</td></tr>"
)
LEVELS = [("产出指标", "数量指标"), ("产出指标", "质量指标"), ("产出指标", "成本指标"), ("效益指标", "社会效益指标")]


def page(*parts: str) -> bytes:
    return f"<html><meta charset=utf-8><p>{TITLE}</p><p>项目名称：蓄水池</p>{''.join(parts)}</html>".encode()


def levels(data: bytes, name: str = "form.html") -> list[tuple[object, object]]:
    found = process(data, name, name, Options())
    assert len(found.projects) == 1
    return [(row["level1"], row["level2"]) for row in found.indicators]


@pytest.mark.parametrize(
    "caption", ["", "<p></p>", "<p>续表</p>", "<p>（续表）</p>", "<p>续表一：</p>", "<p>接上页</p>", f"<p>{TITLE}（续）</p>"]
)
@pytest.mark.parametrize("rest", [HEAD + REST, REST])
def test_a_second_table_goes_on(caption: str, rest: str) -> None:
    assert levels(page(f"<table>{FIRST}</table>{caption}<table>{rest}</table>")) == LEVELS


def test_headings_again_inside_a_table() -> None:
    assert levels(page(f"<table>{FIRST}{HEAD}{REST}</table>")) == LEVELS


def test_a_caption_is_furniture_and_nothing_is_lost() -> None:
    document = with_continued_tables(read(page(f"<table>{FIRST}</table><p>续表</p><table>{HEAD}{REST}</table>")))
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    assert [grid.rows for grid in grids] == [5]
    assert [cell.text for cell in grids[0].repeated] == ["一级指标", "二级指标", "三级指标", "指标值"]
    assert [b.text for b in document.blocks if isinstance(b, Paragraph) and b.role is Role.HEADER] == ["续表"]


@pytest.mark.parametrize(
    "between",
    ["<p>第二个项目绩效目标表</p>", "<p>项目名称：道路</p>"],
)
def test_a_table_under_words_of_its_own_is_another(between: str) -> None:
    document = read(page(f"<table>{FIRST}</table>{between}<table>{HEAD}{REST}</table>"))
    assert with_continued_tables(document) is document


def test_a_table_with_its_own_first_level_is_another() -> None:
    document = read(page(f"<table>{FIRST}</table><table>{FIRST}</table>"))
    assert with_continued_tables(document) is document


@pytest.mark.parametrize("text", ["续建项目", "续表情况说明如下，请审阅", "继续实施", "项目延续（续建）"])
def test_words_with_xu_are_no_caption(text: str) -> None:
    assert not is_continuation(text)


def split_form(at: int) -> tuple[list[FormCell], list[FormCell]]:
    """The form cut above a row, the rest under its headings again; labels merged over the cut are blank there."""
    above = [cell._replace(rows=min(cell.rows, at - cell.row)) for cell in FORM if cell.row < at]
    heads = [cell._replace(row=0) for cell in FORM if cell.row == 6]
    below = [cell._replace(row=cell.row - at + 1) for cell in FORM if cell.row >= at]
    cut = [cell._replace(text="", row=1, rows=cell.row + cell.rows - at) for cell in FORM if cell.row < at < cell.row + cell.rows]
    return above, heads + cut + below


def beside(page: Drawing, cells: list[FormCell], style: Style, top: float, shift: float) -> None:
    draw_form(page, top, style, cells, [x + shift for x in XS])


def next_page(above: list[FormCell], below: list[FormCell], style: Style, caption: str) -> bytes:
    one, two = Drawing(height=420), Drawing(height=420)
    one.text(200, 50, TITLE, 14)
    draw_form(one, 90, style, above)
    if caption:
        two.text(270, 50, caption, 10)
    draw_form(two, 70, style, below)
    return pdf(one, two)


def landscape(above: list[FormCell], below: list[FormCell], style: Style, caption: str) -> bytes:
    one, two = Drawing(), Drawing(width=842, height=595)
    one.text(200, 50, TITLE, 14)
    draw_form(one, 90, style, above)
    if caption:
        two.text(400, 50, caption, 10)
    draw_form(two, 70, style, below, [60, 180, 340, 560, 780])
    return pdf(one, two)


def two_up(above: list[FormCell], below: list[FormCell], style: Style, caption: str) -> bytes:
    one = Drawing(width=1190, height=842)
    one.text(200, 50, TITLE, 14)
    draw_form(one, 90, style, above)
    if caption:
        one.text(850, 70, caption, 10)
    beside(one, below, style, 90, 595)
    return pdf(one)


@pytest.mark.parametrize("where", [next_page, landscape, two_up])
@pytest.mark.parametrize("caption", ["", "续表"])
@pytest.mark.parametrize("at", [9, 10, 11, 13])
def test_in_print(where: Callable[..., bytes], caption: str, at: int) -> None:
    above, below = split_form(at)
    found = levels(where(above, below, Style(), caption), "form.pdf")
    whole = Drawing()
    whole.text(200, 50, TITLE, 14)
    draw_form(whole, 90, Style())
    assert found == levels(pdf(whole), "form.pdf")
