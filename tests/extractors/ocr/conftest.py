"""A scan in a file, what it prints, and the same in other containers."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from extractors.document import Document, Grid

SCAN = Path(__file__).parent / "data" / "scan.jpg"
PRINTED = [
    ["项目名称", "高标准农田管护补助"],
    ["主管部门", "青石县农业农村局", "实施单位", "县农田建设站"],
    ["年度资金总额（万元）", "120.50", "其中：财政拨款", "120.50"],
    ["一级指标", "二级指标", "三级指标", "指标值", "备注"],
    ["产出指标", "数量指标", "管护农田面积", "≥3200亩", "/"],
    ["质量指标", "设施完好率", "≥95%", "/"],
    ["时效指标", "管护任务按时完成", "是/否", "—"],
    ["效益指标", "生态效益指标", "农药残留超标率", "≤0.9‰", ""],
    ["满意度指标", "服务对象满意度", "农户满意度", "≥90%", ""],
]
SEALED = (9, 4)  # the place of the value that the seal's star lies on


@pytest.fixture(scope="session")
def scan() -> bytes:
    return SCAN.read_bytes()


@pytest.fixture(scope="session")
def picture(scan: bytes) -> Image.Image:
    return Image.open(io.BytesIO(scan)).convert("RGB")


@pytest.fixture(scope="session")
def scan_pdf(picture: Image.Image) -> bytes:
    return saved(picture, "PDF", resolution=200)


def saved(picture: Image.Image, kind: str, **how: object) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **how)
    return buffer.getvalue()


def joined(*documents: bytes) -> bytes:
    """A PDF of the pages of others."""
    out = pypdfium2.PdfDocument.new()
    for data in documents:
        with pypdfium2.PdfDocument(data) as source:
            out.import_pages(source)
    buffer = io.BytesIO()
    out.save(buffer)
    out.close()
    return buffer.getvalue()


def rows(document: Document) -> list[list[str]]:
    """The texts of the first grid, a list a row, each cell in its first row."""
    grid = next(block for block in document.blocks if isinstance(block, Grid))
    out: list[list[str]] = [[] for _ in range(grid.rows)]
    for cell in grid.cells:
        out[cell.row - 1].append(cell.text)
    return out
