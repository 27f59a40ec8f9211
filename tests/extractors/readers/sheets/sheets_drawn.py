"""Workbooks drawn in code, and what is seen of the document that a reader makes of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence

import openpyxl
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from extractors.document import Document, Grid, Paragraph

THIN = Side(style="thin")
FRAME = Border(THIN, THIN, THIN, THIN)
FORM = [
    ["一级指标", "二级指标", "三级指标", "指标值"],
    ["产出指标", "数量指标", "公车数量", "≥4辆"],
    ["产出指标", "质量指标", "合格率", "≥95%"],
]


def put(sheet: Worksheet, rows: Sequence[Sequence[object]], row: int = 1, column: int = 1, *, framed: bool = True) -> None:
    """Values into cells from a place on, with borders."""
    for i, values in enumerate(rows):
        for j, value in enumerate(values):
            cell = sheet.cell(row + i, column + j)
            cell.value = value  # type: ignore[assignment]
            if framed:
                cell.border = FRAME


def saved(book: openpyxl.Workbook) -> bytes:
    """A workbook's bytes."""
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def changed(data: bytes, changes: dict[str, Callable[[bytes], bytes]]) -> bytes:
    """A package with some of its parts changed; a name that it does not hold is added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, changes.pop(name, lambda content: content)(old.read(name)))
        for name, make in changes.items():
            new.writestr(name, make(b""))
    return out.getvalue()


def told(document: Document) -> list[str | list[list[str]]]:
    """Paragraphs as text, grids as rows of the texts of cells (each once, where it begins)."""
    return [block.text if isinstance(block, Paragraph) else rows_of(block) for block in document.blocks]


def rows_of(grid: Grid) -> list[list[str]]:
    """The texts of the cells that begin in each row."""
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(1, grid.rows + 1)]


def codes(document: Document) -> list[str]:
    """The codes of the remarks, sorted."""
    return sorted(remark.note.code for remark in document.remarks)


def grids(document: Document) -> list[Grid]:
    """The grids."""
    return [block for block in document.blocks if isinstance(block, Grid)]
