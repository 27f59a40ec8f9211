"""Text as Apache Tika prints it: lines into paragraphs and rows of cells as printed."""

from __future__ import annotations

import pytest

from extractors.document import Grid, Paragraph
from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.text import read


def blocks(text: str) -> list[str | list[list[str]]]:
    """Paragraphs as their text, tables as rows of cells."""
    out: list[str | list[list[str]]] = []
    for block in read(text.encode()).blocks:
        if isinstance(block, Paragraph):
            out.append(block.text)
        else:
            out.append([[cell.text for cell in block.cells if cell.row == row] for row in range(1, block.rows + 1)])
    return out


def test_a_line_is_a_paragraph_and_a_tab_begins_a_cell() -> None:
    text = "附件\n项目支出绩效目标表\n\t项目名称\n\t河道清淤\n\n\t主管部门\n\t水利局\n\n\n填报人：（略）\n"
    assert blocks(text) == ["附件", "项目支出绩效目标表", [["项目名称", "河道清淤"], ["主管部门", "水利局"]], "填报人：（略）"]


def test_a_cell_goes_on_over_lines_and_over_a_blank_one() -> None:
    text = "\t项目\n名称\n\t一、清淤；\n\n二、护岸。\n\n\t主管部门\n\t水利局\n\n\n"
    assert blocks(text) == [[["项目名称", "一、清淤；二、护岸。"], ["主管部门", "水利局"]]]


def test_blank_cells_are_cells() -> None:
    assert blocks("\t\n\t一级指标\n\t \n\n\t\n\t产出指标\n\t\n\n\n") == [[["", "一级指标", ""], ["", "产出指标", ""]]]


def test_a_blank_line_too_many_ends_a_table_and_a_line_of_space_stays_between() -> None:
    text = "\t甲\n\t乙\n\n\n\t丙\n\t丁\n\n\n \n\t戊\n\t己\n\n\n"
    assert blocks(text) == [[["甲", "乙"]], [["丙", "丁"]], " ", [["戊", "己"]]]


def test_bookmarks_are_no_text() -> None:
    document = read("[bookmark: _Toc_4_4]1.车辆保险费绩效目标表\n\t[bookmark: _GoBack]项目名称\n\t保险\n\n\n".encode())
    heading, grid = document.blocks
    assert isinstance(heading, Paragraph)
    assert (heading.text, heading.bookmarks) == ("1.车辆保险费绩效目标表", ("_Toc_4_4",))
    assert isinstance(grid, Grid)
    assert grid.cells[0].text == "项目名称"


def test_a_heading_with_a_bookmark_ends_a_table_after_one_blank_line() -> None:
    assert blocks("\t甲\n\t乙\n\n[bookmark: a]二、标题\n\t丙\n\t丁\n\n") == [[["甲", "乙"]], "二、标题", [["丙", "丁"]]]


def test_prose_that_begins_with_a_tab_is_no_table() -> None:
    assert blocks("\t一是加强管理。\n二是落实责任。\n\t三是强化监督。\n四是总结提高。\n五是推广。\n") == [
        "\t一是加强管理。",
        "二是落实责任。",
        "\t三是强化监督。",
        "四是总结提高。",
        "五是推广。",
    ]


def test_a_table_of_one_cell_is_a_table() -> None:
    assert blocks("填表说明\n\t一、如实填写。\n二、不得涂改。\n\n\n附注\n") == ["填表说明", [["一、如实填写。二、不得涂改。"]], "附注"]


def test_rows_printed_a_line_each_are_rows() -> None:
    assert blocks("\t项目名称\t河道清淤\n\t主管部门\t水利局\n\n") == [[["项目名称", "河道清淤"], ["主管部门", "水利局"]]]


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_other_systems(end: str) -> None:
    text = "标题\n\t甲\n\t乙\n\n\t丙\n\t丁\n\n\n"
    assert blocks(text.replace("\n", end)) == blocks(text)


def test_control_characters_are_dropped_and_named() -> None:
    document = read("项目\x07名称\x00\n".encode() + "说明文字".encode() * 40)
    assert [remark.note.code for remark in document.remarks] == ["text.control-characters"]
    first = document.blocks[0]
    assert isinstance(first, Paragraph)
    assert first.text == "项目名称"


def test_damage_makes_the_document_partial() -> None:
    document = read("绩效目标\n".encode() * 400 + b"\xff" + "绩效目标\n".encode() * 400)
    assert document.partial
    assert [remark.note.code for remark in document.remarks] == ["text.undecodable"]


def test_the_document_says_what_it_is() -> None:
    document = read("\ufeff绩效目标表\n\t甲\n\t乙\n\n".encode())
    assert (document.format, document.method, document.flat, document.pages, document.partial) == ("text", "text", True, None, False)
    assert [block.where.block for block in document.blocks] == [1, 2]


def test_a_flat_grid_has_a_cell_for_every_place() -> None:
    (grid,) = read("\t甲\n\t乙\n\t丙\n\n\t丁\n\n\n".encode()).blocks
    assert isinstance(grid, Grid)
    assert [grid.at(r, c).text for r in (1, 2) for c in (1, 2, 3)] == ["甲", "乙", "丙", "丁", "丁", "丁"]


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b" \n\t\n\n", "no-text"), (b"\xef\xbb\xbf\n", "no-text"), (bytes(range(256)) * 4, "corrupt")],
)
def test_what_cannot_be_read_has_a_code(data: bytes, code: str) -> None:
    with pytest.raises(ReadError) as caught:
        read(data)
    assert caught.value.code == code


@pytest.mark.parametrize(
    "limits", [Limits(bytes=10), Limits(characters=5), Limits(cells=3), Limits(columns=1), Limits(rows=1), Limits(places=3)]
)
def test_limits_are_kept(limits: Limits) -> None:
    with pytest.raises(ReadError) as caught:
        read("\t甲\n\t乙\n\n\t丙\n\t丁\n\n\n".encode(), limits)
    assert caught.value.code == "too-large"
