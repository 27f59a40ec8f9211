"""The PDF reader on files of two makers (see data/README-pdf.md): one form, cut by pages in either maker's way."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from extractors.document import Document, Grid, Paragraph
from extractors.readers import pdf, pdfplumber_reader
from extractors.tables.compare import differing_cells
from normalizers.notes import Note

DATA = Path(__file__).parent / "data"
FILES = ["goals.office.pdf", "goals.browser.pdf"]

GOAL = (
    "1.完成水站项目，水务站水质达标，项目资金及时到位，年度目标及时完成，水质达标。"
    "2.水务项目达标，完成水站水务目标，资金及时到位。3.年度水质达标。"
)
# Row, column, row span, column span, text: what the form says, page cuts or not.
CELLS = [
    (1, 1, 1, 1, "项目名称"),
    (1, 2, 1, 4, "水站水务项目"),
    (2, 1, 2, 1, "项目资金"),
    (2, 2, 1, 2, "年度资金"),
    (2, 4, 1, 2, "12.50"),
    (3, 2, 1, 2, "其他资金"),
    (3, 4, 1, 2, ""),
    (4, 1, 1, 1, "年度目标"),
    (4, 2, 1, 4, GOAL),
    (5, 1, 9, 1, "绩效指标"),
    (5, 2, 1, 1, "一级指标"),
    (5, 3, 1, 1, "二级指标"),
    (5, 4, 1, 1, "三级指标"),
    (5, 5, 1, 1, "指标值"),
    (6, 2, 5, 1, "产出指标（50分）"),
    (6, 3, 2, 1, "数量指标"),
    (6, 4, 1, 1, "水站数量"),
    (6, 5, 1, 1, "≥12个"),
    (7, 4, 1, 1, "水务项目完成数量，水站达标数量，水质达标数量"),
    (7, 5, 1, 1, "5次"),
    (8, 3, 1, 1, "质量指标"),
    (8, 4, 1, 1, "水质达标"),
    (8, 5, 1, 1, "100%"),
    (9, 3, 1, 1, "时效指标"),
    (9, 4, 1, 1, "项目及时完成"),
    (9, 5, 1, 1, "及时"),
    (10, 3, 1, 1, "成本指标"),
    (10, 4, 1, 1, "项目成本"),
    (10, 5, 1, 1, "≤12.50"),
    (11, 2, 3, 1, "效益指标"),
    (11, 3, 1, 1, "社会效益指标"),
    (11, 4, 1, 1, "水质"),
    (11, 5, 1, 1, "达标"),
    (12, 3, 2, 1, "可持续效益指标"),
    (12, 4, 1, 1, "水站完成水务项目年度目标，年度目标及时完成，资金及时到位"),
    (12, 5, 1, 1, "5年"),
    (13, 4, 1, 1, "水质"),
    (13, 5, 1, 1, "达标"),
    (14, 1, 1, 1, "备注"),
    (14, 2, 1, 4, ""),
]


def grids(document: Document) -> list[Grid]:
    return [block for block in document.blocks if isinstance(block, Grid)]


@pytest.mark.parametrize("name", FILES)
def test_a_form_cut_by_pages_is_one_table(name: str) -> None:
    document = pdf.read((DATA / name).read_bytes())
    assert document.pages is not None
    assert document.pages > 2
    assert not document.remarks
    (grid,) = grids(document)
    assert [(cell.row, cell.column, cell.row_span, cell.column_span, cell.text) for cell in grid.cells] == CELLS
    assert len(grid.evidence) >= 2
    assert all("column edges match" in reason for reason in grid.evidence)


@pytest.mark.parametrize("name", FILES)
def test_paragraphs_stand_around_it(name: str) -> None:
    document = pdf.read((DATA / name).read_bytes())
    assert [block.text for block in document.blocks if isinstance(block, Paragraph)] == ["项目绩效目标表", "单位：水务站", "填报人：水生"]


@pytest.mark.parametrize("name", FILES)
def test_the_second_reader_agrees(name: str) -> None:
    data = (DATA / name).read_bytes()
    assert differing_cells(pdf.read(data), pdfplumber_reader.read(data)) == []


def test_the_same_bytes_read_the_same_twice() -> None:
    data = (DATA / FILES[1]).read_bytes()
    once, again = (pdf.read(data) for _ in range(2))
    for one, two in zip(once.pieces(), again.pieces(), strict=True):
        assert (one.text, one.where) == (two.text, two.where)


@pytest.mark.parametrize("name", FILES)
def test_a_form_in_xml_beside_the_pages_is_named(name):
    """XFA (ISO 32000-1 12.7.8): its values may differ from the pages', which are what is read."""
    printed = (DATA / name).read_bytes()
    found = re.sub(rb"/Type\s*/Catalog", rb"/Type/Catalog/AcroForm<</Fields[]/XFA(x)>>", printed, count=1)
    assert found != printed
    said = [remark.note for remark in pdf.read(found).remarks if remark.note.code == "part.unread"]
    assert said == [Note.of("part.unread", part="XFA", reason="unsupported")]
    assert not any(remark.note.code == "part.unread" for remark in pdf.read(printed).remarks)
