"""The first two sheets of a workbook: what it holds and how to read it, and what every column means."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from xlsxwriter.worksheet import Worksheet

from pipeline import __version__
from pipeline.exporters._sheets import HEADINGS, Book, place_in
from pipeline.exporters._stored import Stored
from pipeline.schema import TABLES, Table

_STATUS: Final = {"ok": "全部读出", "partial": "部分读出", "failed": "读取失败"}
_SEVERITY: Final = {"error": "错误", "warning": "提示", "info": "说明"}
_READING: Final = (
    "每张工作表第一行是中文名称，第二行是字段名，数据自第三行起；均可筛选。“{wide}”每个指标一行，带所属部门和项目，"
    "代码写作中文，供人阅读；其余各表与 CSV、Parquet 同名各表一致。",
    "各表以标识相连：indicator_id 属于 project_id，project_id 属于 document_id；project_id 为空的指标属于整个部门。",
    "空单元格表示材料没有说明；未能读出的内容列在“问题”表，按程度着色，点击问题标识可跳到所涉及的单元格。",
    "编码和原文按文本保存，照原样显示，以 = 开头的也不计算；金额以元为单位；百分数保留所印数字（90 即 90%）。",
    "Excel 的数字是双精度浮点数，超过 15 位有效数字的会被舍入；需要精确值请用 Parquet、DuckDB 或 CSV。",
    "超过 32767 个字符的文本放不进一个单元格，在此截断并注明；1901 年以前的日期按文本保存。",
)

_GUIDE: Final = (("工作表", 16), ("名称", 18), ("字段", 22), ("类型", 18), ("单位", 14), ("说明", 70), ("来源", 34))


def write_cover(book: Book, sheet: Worksheet, tables: Stored, chosen: Sequence[Table], wide: str) -> None:
    """The cover. Who issues it and when is left blank: a program does not issue anything."""
    _frame(book, sheet)
    head, label, text = _looks(book)
    row = 0
    sheet.set_row(row, 34)
    sheet.merge_range(row, 0, row, 3, "部门预算绩效数据", book.format(bold=True, font_size=20, font_color="#1F4E79", valign="vcenter"))
    for name, value in (("编制单位", ""), ("编制日期", ""), ("生成工具", f"jixiao {__version__}")):
        row += 1
        sheet.write_string(row, 0, name, label)
        sheet.merge_range(row, 1, row, 3, value, book.format(bottom=1, bottom_color="#9DC3E6"))
    row = _results(book, sheet, row + 2, tables)
    row = _contents(book, sheet, row + 1, tables, chosen, wide)
    row += 1
    sheet.merge_range(row, 0, row, 3, "如何阅读", head)
    for number, sentence in enumerate(_READING, 1):
        row += 1
        sheet.set_row(row, 20)
        sheet.merge_range(row, 0, row, 3, f"{number}. {sentence.format(wide=wide)}", text)
    if book.cuts:
        row += 1
        cells = "、".join(place_in(*one).removeprefix("internal:") for one in book.cut[:20])
        sheet.merge_range(row, 0, row, 3, f"本簿有 {book.cuts} 个单元格的文本被截断：{cells}{'…' if book.cuts > 20 else ''}", text)
    sheet.activate()


def _frame(book: Book, sheet: Worksheet) -> None:
    sheet.hide_gridlines(2)
    for place, width in enumerate((24, 18, 14, 64)):
        sheet.set_column(place, place, width, book.format())
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _looks(book: Book) -> tuple[object, object, object]:
    head = book.format(bold=True, font_color="#FFFFFF", bg_color="#1F4E79", valign="vcenter")
    return head, book.format(font_color="#7F7F7F"), book.format(text_wrap=True)


def _results(book: Book, sheet: Worksheet, row: int, tables: Stored) -> int:
    """What was read, and what is wrong with it."""
    head, label, _ = _looks(book)
    with tables.asked() as base:
        statuses = dict(base.execute("SELECT status, count(*) FROM documents GROUP BY status").fetchall())
        severities = dict(base.execute("SELECT severity, count(*) FROM findings GROUP BY severity").fetchall())
    sheet.merge_range(row, 0, row, 3, "结果", head)
    lines = [(f"文件：{zh}", statuses.get(code, 0)) for code, zh in _STATUS.items()]
    lines += [(f"问题：{zh}", severities.get(code, 0)) for code, zh in _SEVERITY.items()]
    for name, count in lines:
        row += 1
        sheet.write_string(row, 0, name, label)
        sheet.write_number(row, 1, count, book.format(num_format="#,##0", align="left"))
    return row + 1


def _contents(book: Book, sheet: Worksheet, row: int, tables: Stored, chosen: Sequence[Table], wide: str) -> int:
    """Every sheet with its number of rows, as a link."""
    head, label, text = _looks(book)
    for place, name in enumerate(("工作表", "表名", "行数", "内容")):
        sheet.write_string(row, place, name, head)
    link = book.format(font_color="#0563C1", underline=1)
    indicators = tables.count(TABLES["indicators"])
    lines = [(wide, "indicators_wide", indicators, "每个指标一行，带所属部门和项目")]
    lines += [(table.title, table.name, tables.count(table), table.doc_zh) for table in chosen]
    for title, name, count, meaning in lines:
        row += 1
        sheet.write_url(row, 0, place_in(title, HEADINGS - 1), link, title)
        sheet.write_string(row, 1, name, label)
        sheet.write_number(row, 2, count, book.format(num_format="#,##0", align="left"))
        sheet.write_string(row, 3, meaning, text)
    return row + 1


def write_guide(book: Book, sheet: Worksheet, chosen: Sequence[Table]) -> None:
    """Every column of every sheet, from the definitions that the tables are written from."""
    head, label, text = _looks(book)
    for place, (name, width) in enumerate(_GUIDE):
        sheet.write_string(0, place, name, head)
        sheet.set_column(place, place, width)
    row = 0
    for table in chosen:
        for column in table.columns:
            row += 1
            cells = (table.title, column.title, column.name, column.type.value, column.unit or "", column.doc_zh, column.source or "")
            for place, value in enumerate(cells):
                sheet.write_string(row, place, value, label if place in (2, 3) else text)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, row, 6)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
