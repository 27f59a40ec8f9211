"""Writes the samples that no office program printed (workbooks, OFD). Run from the root: python tests/samples/make_sheets.py

the .docx ──cells, spans──> .xlsx (a sheet a project) ──LibreOffice Calc──> .xls
its truth ──a row an indicator──> the flat list;   the .pdf ──characters, lines──> .ofd
"""

from __future__ import annotations

import datetime
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from extractors.document import Cell, Grid, Paragraph
from extractors.readers import docx

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = ROOT / "samples"
BOOK = "shanhaiguan-fulian-2022"
LIST = "shanhaiguan-liebiao-2022"
MADE = datetime.datetime(2022, 1, 1, tzinfo=datetime.UTC).replace(tzinfo=None)
HEADING = re.compile(r"\d+\.(.{1,20}?)绩效目标表")


def sheets_of(source: Path) -> Iterator[tuple[str, list[Paragraph | Grid]]]:
    """The blocks of a Word goal book by sheet: the narrative, then each project under its name."""
    blocks: list[Paragraph | Grid] = []
    name = "整体绩效目标"
    for block in docx.read(source.read_bytes()).blocks:
        heading = HEADING.match(block.text) if isinstance(block, Paragraph) else None
        if heading:
            yield name, blocks
            name, blocks = re.sub(r"[\[\]:*?/\\“”]", "", heading.group(1)), []
        blocks.append(block)
    yield name, blocks


def write_book(target: Path) -> None:
    """The goal book with a sheet a project: amounts and shares are numbers under formats, the total of an amount is a formula."""
    with xlsxwriter.Workbook(target) as book:
        book.set_properties({"created": MADE})
        for name, blocks in sheets_of(SAMPLES / f"{BOOK}.docx"):
            sheet = book.add_worksheet(name)
            row = 0
            for block in blocks:
                if isinstance(block, Paragraph):
                    sheet.write_string(row, 0, block.text)
                    row += 1
                    continue
                for cell in block.cells:
                    write_cell(book, sheet, row, cell)
                row += block.rows + 1


def write_cell(book: Workbook, sheet: Worksheet, top: int, cell: Cell) -> None:
    """One cell with its borders and spans; what is a number is stored as one."""
    value, code = stored(cell.text)
    look = book.add_format({"border": 1, "text_wrap": True, "valign": "vcenter", "num_format": code})
    row, column = top + cell.row - 1, cell.column - 1
    if (cell.row_span, cell.column_span) != (1, 1):
        sheet.merge_range(row, column, row + cell.row_span - 1, column + cell.column_span - 1, "", look)
    if isinstance(value, str):
        sheet.write_string(row, column, value, look)
    elif code == "0.00":
        sheet.write_formula(row, column, f"={value}+0", look, value)
    else:
        sheet.write_number(row, column, value, look)


def stored(text: str) -> tuple[str | float, str]:
    """What a spreadsheet would store of a print, and the format that prints it so."""
    if re.fullmatch(r"\d{1,9}\.\d\d", text):
        return float(text), "0.00"
    if re.fullmatch(r"\d{1,3}%", text):
        return int(text[:-1]) / 100, "0%"
    return text, "@"


COLUMNS = ["序号", "单位名称", "项目名称", "预算金额（万元）", "一级指标", "二级指标", "三级指标", "指标值", "指标解释"]


def write_list(target: Path) -> None:
    """The projects' indicators as a flat list, a row each; number, unit, name and amount of a project are merged over its rows."""
    truth = json.loads((SAMPLES / BOOK / "truth.json").read_text("utf-8"))
    with xlsxwriter.Workbook(target) as book:
        book.set_properties({"created": MADE})
        sheet = book.add_worksheet("项目绩效目标汇总")
        sheet.merge_range(0, 0, 0, len(COLUMNS) - 1, "2022年项目支出绩效目标汇总表", book.add_format({"bold": True, "align": "center"}))
        frame, money = book.add_format({"border": 1}), book.add_format({"border": 1, "num_format": "#,##0.00"})
        sheet.write_row(1, 0, COLUMNS, frame)
        row = 2
        for number, project in enumerate(truth["projects"], 1):
            last = row + len(project["indicators"]) - 1
            amount = float(project["budget_yuan"]) / 10_000
            for column, value in enumerate((number, project["unit_name"], project["project_name"], amount)):
                sheet.merge_range(row, column, last, column, value, money if column == 3 else frame)
            for indicator in project["indicators"]:
                names = [indicator.get(key) or "" for key in ("level1", "level2", "level3", "raw", "description")]
                sheet.write_row(row, 4, names, frame)
                row += 1


def main() -> None:
    """Write all four."""
    sys.path.insert(0, str(ROOT / "tests" / "extractors" / "readers" / "ofd"))
    from ofd_drawn import from_pdf

    write_book(SAMPLES / f"{BOOK}.xlsx")
    (SAMPLES / LIST).mkdir(exist_ok=True)
    write_list(SAMPLES / LIST / f"{LIST}.xlsx")
    (SAMPLES / f"{BOOK}.ofd").write_bytes(from_pdf((SAMPLES / f"{BOOK}.pdf").read_bytes()))
    with tempfile.TemporaryDirectory() as folder:
        profile = f"-env:UserInstallation=file://{folder}"
        command = ["soffice", profile, "--headless", "--convert-to", "xls", "--outdir", str(SAMPLES), str(SAMPLES / f"{BOOK}.xlsx")]
        subprocess.run(command, check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    main()
