"""Workbooks drawn in code, and what is seen of the document that a reader makes of them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from xml.sax.saxutils import escape, quoteattr

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


def sheetml(book: openpyxl.Workbook) -> bytes:
    """A workbook as Excel 2003 XML: values, formats, merged cells, borders, hidden rows and columns, strike."""
    styles: dict[tuple[str, bool, bool], str] = {}
    body = "".join(_sheetml_sheet(sheet, styles) for sheet in book.worksheets)
    return (
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f"<Styles>{''.join(_sheetml_style(key, name) for key, name in styles.items())}</Styles>{body}</Workbook>"
    ).encode()


def _sheetml_style(key: tuple[str, bool, bool], name: str) -> str:
    code, framed, struck = key
    lines = '<Borders><Border ss:Position="Left" ss:LineStyle="Continuous"/></Borders>' if framed else ""
    font = '<Font ss:StrikeThrough="1"/>' if struck else ""
    return f'<Style ss:ID="{name}">{lines}{font}<NumberFormat ss:Format={quoteattr(code)}/></Style>'


def _sheetml_sheet(sheet: Worksheet, styles: dict[tuple[str, bool, bool], str]) -> str:
    spans = {(area.min_row, area.min_col): area for area in sheet.merged_cells.ranges}
    covered = {(row, column) for area in spans.values() for row, column in area.cells} - set(spans)
    rows = []
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = []
        for cell in row:
            if (number, cell.column) in covered:
                continue
            style = styles.setdefault((cell.number_format, cell.border.left.style is not None, bool(cell.font.strike)), f"s{len(styles)}")
            area = spans.get((number, cell.column))
            merge = f' ss:MergeAcross="{area.max_col - area.min_col}" ss:MergeDown="{area.max_row - area.min_row}"' if area else ""
            kind = "Number" if isinstance(cell.value, int | float) else "String"
            data = "" if cell.value is None else f'<Data ss:Type="{kind}">{escape(str(cell.value))}</Data>'
            cells.append(f'<Cell ss:Index="{cell.column}" ss:StyleID="{style}"{merge}>{data}</Cell>')
        hidden = ' ss:Hidden="1"' if sheet.row_dimensions[number].hidden else ""
        rows.append(f'<Row ss:Index="{number}"{hidden}>{"".join(cells)}</Row>')
    columns = "".join(
        f'<Column ss:Index="{openpyxl.utils.column_index_from_string(name)}" ss:Hidden="1"/>'
        for name, dimension in sheet.column_dimensions.items()
        if dimension.hidden
    )
    visible = "<WorksheetOptions><Visible>SheetHidden</Visible></WorksheetOptions>" if sheet.sheet_state != "visible" else ""
    return f"<Worksheet ss:Name={quoteattr(sheet.title)}><Table>{columns}{''.join(rows)}</Table>{visible}</Worksheet>"


def everything() -> openpyxl.Workbook:
    """One workbook with what every format of spreadsheet can hold: `EVERYTHING` is what is seen of it."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "目标表"
    sheet["A1"], sheet["A2"], sheet["E2"] = "项目支出绩效目标表", "填报单位：甲局", "单位：万元"
    sheet.merge_cells("A1:E1")
    rows = [
        ["项目名称", "车辆保险费", "", "暗列", "预算"],
        ["一级指标", "二级指标", "指标值", "暗列", "日期"],
        ["产出指标", "数量指标", 0.9, "", 45363],
        ["", "质量指标", "作废", "", 1234.5],
        ["暗行", "x", "y", "", "z"],
        ["合计", "", 0.30000000000000004, "", "甲\n乙"],
    ]
    put(sheet, rows, 3)
    for area in ("B3:C3", "A5:A6", "A8:B8"):
        sheet.merge_cells(area)
    sheet["C5"].number_format, sheet["E5"].number_format, sheet["E6"].number_format = '"≥"0%', 'yyyy"年"m"月"', "#,##0.00"
    sheet["C6"].font = openpyxl.styles.Font(strike=True)
    sheet["E8"].alignment = openpyxl.styles.Alignment(wrap_text=True)
    sheet.row_dimensions[7].hidden = True
    sheet.column_dimensions["D"].hidden = True
    put(sheet, [["又一张", "表"], ["a", "b"]], 12)
    secret = book.create_sheet("暗表")
    put(secret, FORM)
    secret.sheet_state = "hidden"
    put(book.create_sheet("第二张"), FORM, 2, 2)
    return book


EVERYTHING = [
    "项目支出绩效目标表",
    "填报单位：甲局",
    "单位：万元",
    [
        ["项目名称", "车辆保险费", "预算"],
        ["一级指标", "二级指标", "指标值", "日期"],
        ["产出指标", "数量指标", "≥90%", "2024年3月"],
        ["质量指标", "", "1,234.50"],
        ["合计", "0.3", "甲乙"],
    ],
    [["又一张", "表"], ["a", "b"]],
    FORM,
]
EVERYTHING_SAID = ["format.numeric-text", "sheet.columns-hidden", "sheet.hidden", "sheet.rows-hidden", "text.struck"]
