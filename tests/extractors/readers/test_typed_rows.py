"""Several indicators typed into one row, line by line, are rows of their own; wrapped lines are not."""

from __future__ import annotations

import pytest

from extractors.document import Grid
from extractors.readers import docx, html


def word(pen, rows) -> Grid:
    def cell(text):
        return pen.tc(content="".join(pen.p(line) for line in text.split("\n")))

    (grid, _) = docx.read(pen.word(pen.tbl(*(pen.tr(*map(cell, row)) for row in rows)) + pen.p("后"))).blocks
    return grid


def breaks(pen, rows) -> Grid:
    def cell(text):
        return pen.tc(content=pen.p("<w:r>" + "<w:br/>".join(f"<w:t>{line}</w:t>" for line in text.split("\n")) + "</w:r>"))

    (grid, _) = docx.read(pen.word(pen.tbl(*(pen.tr(*map(cell, row)) for row in rows)) + pen.p("后"))).blocks
    return grid


def page(pen, rows) -> Grid:
    table = "".join("<tr>" + "".join(f"<td>{cell.replace(chr(10), '<br>')}</td>" for cell in row) + "</tr>" for row in rows)
    (grid,) = html.read(f"<meta charset=utf-8><table>{table}</table>".encode()).blocks
    return grid


def paragraphs(pen, rows) -> Grid:
    def cell(text):
        return "".join(f"<p>{line}</p>" for line in text.split("\n"))

    table = "".join("<tr>" + "".join(f"<td>{cell(text)}</td>" for text in row) + "</tr>" for row in rows)
    (grid,) = html.read(f"<meta charset=utf-8><table>{table}</table>".encode()).blocks
    return grid


def texts(grid: Grid):
    return [[grid.at(row, column).text for column in range(1, grid.columns + 1)] for row in range(1, grid.rows + 1)]


MAKERS = pytest.mark.parametrize("make", [word, breaks, page, paragraphs])
BELOW = ("效益", "受益人口", "≥4200人")


@MAKERS
@pytest.mark.parametrize(
    ("names", "values"),
    [
        (["1.新建蓄水池数量", "2.铺设管网长度"], ["≥12座", "≥35公里"]),
        (["1、新建蓄水池数量", "2、铺设管网长度", "3、绿化面积"], ["12座", "35公里", "良好"]),
        (["（1）蓄水池数量", "（2）管网长度"], ["≥12座", "≥35公里"]),
        (["①蓄水池数量", "②管网长度"], ["≥12座", "按时"]),
        (["蓄水池数量", "铺设管网长度"], ["≥12座", "≥35公里"]),
        (["蓄水池数量", "铺设管网长度"], ["1.≥12座", "2.≥35公里"]),
    ],
)
def test_lines_beside_each_other_are_rows(pen, make, names, values):
    grid = make(pen, [("数量", "\n".join(names), "\n".join(values)), BELOW])
    assert texts(grid) == [["数量", name, value] for name, value in zip(names, values, strict=True)] + [list(BELOW)]
    assert grid.at(1, 1) is grid.at(len(names), 1)


@MAKERS
@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("新建蓄水\n池数量", "≥12\n座"),  # wrapped by hand
        ("1.新建蓄水池\n2.铺设管网", "≥12座"),
        ("新建蓄水池", "≥12座\n≤20座"),
        ("1.新建蓄水池\n2.铺设管网", "≥12座\n≥35公里\n≥8个"),
        ("2.新建蓄水池\n3.铺设管网", "完成\n完成"),
        ("新建蓄水池\n（座）", "≥12\n左右"),
        ("年 度\n目 标", "1.新建蓄水池十二座\n2.铺设管网三十五公里"),
        ("年度总\n体目标", "1.新建蓄水池十二座。\n2.铺设管网三十五公里。"),
        ("产出\n指标", "1.蓄水池\n2.管网"),
    ],
)
def test_other_lines_are_one_row(pen, make, name, value):
    grid = make(pen, [("数量", name, value), BELOW])
    assert texts(grid) == [["数量", name.replace("\n", ""), value.replace("\n", "")], list(BELOW)]


def test_merged_cells_grow_with_the_rows(pen):
    def merged(text, kind):
        return pen.tc(text, f'<w:vMerge w:val="{kind}"/>')

    two = pen.tc(content=pen.p("1.蓄水池") + pen.p("2.管网")), pen.tc(content=pen.p("≥12座") + pen.p("≥35公里"))
    table = pen.tbl(pen.tr(merged("产出", "restart"), *two), pen.tr(merged("", "continue"), "合格率", "100%"))
    document = pen.read(table + pen.p("后"))
    (grid, _) = document.blocks
    assert pen.laid(grid)[0] == (1, 1, 3, 1, "产出")
    assert [row[1] for row in texts(grid)] == ["1.蓄水池", "2.管网", "合格率"]
    (remark,) = document.remarks
    assert (remark.note.code, dict(remark.note.args)["count"], remark.where[1:4]) == ("row.parted", "2", (1, 1, 2))


def test_automatic_numbers_count_as_numbers(pen):
    level = '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    names = pen.tc(content=pen.p("蓄水池", properties=numbered) + pen.p("管网", properties=numbered))
    values = pen.tc(content=pen.p("≥12座") + pen.p("完成"))
    (grid, _) = docx.read(pen.word(pen.tbl(pen.tr(names, values)) + pen.p("后"), {"numbering": numbering})).blocks
    assert texts(grid) == [["1. 蓄水池", "≥12座"], ["2. 管网", "完成"]]
