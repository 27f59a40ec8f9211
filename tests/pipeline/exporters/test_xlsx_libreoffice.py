"""LibreOffice opens the workbook and finds in it what we put there."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from pipeline.exporters import xlsx
from pipeline.exporters._options import ExportOptions
from pipeline.exporters._stored import Stored
from pipeline.schema import TABLES

from .made import HOSTILE, excel_text
from .test_xlsx import as_excel

pytestmark = pytest.mark.prove
DROPPED = {7: None, 13: None, 0xFFFE: None}
MISSING = "LibreOffice Calc is not installed, which this proof needs: run `make system`"


def saved_again(tables: Stored, folder: Path, *, values: bool) -> Workbook:
    """The workbook as LibreOffice saves it after opening it; `values`: what formulas give (it saves truth as =TRUE())."""
    program = shutil.which("soffice")
    if program is None:
        pytest.fail(MISSING)
    xlsx.write_all(tables, folder, ExportOptions(provenance=True))
    again = folder / "again"
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(again), str(folder / xlsx.FILE)]
    done = subprocess.run(command, capture_output=True, timeout=240, check=False)
    if not (again / xlsx.FILE).exists():
        pytest.fail(f"{MISSING}; it said {done.stderr.decode(errors='replace').strip()!r}")
    return openpyxl.load_workbook(again / xlsx.FILE, data_only=values)


def test_every_value_of_the_samples(stored: Stored, tmp_path: Path) -> None:
    book = saved_again(stored, tmp_path, values=True)
    for table in TABLES.values():
        found = [[excel_text(value) if isinstance(value, str) else value for value in line] for line in lines(book, table.title)]
        wanted = [[as_excel(value) for value in row.values()] for row in stored.rows(table)]
        assert [line[: len(table.columns)] for line in found] == wanted


def lines(book: Workbook, title: str) -> list[tuple[object, ...]]:
    return [line for line in book[title].iter_rows(min_row=3, values_only=True) if any(value is not None for value in line)]


def test_nothing_is_calculated_and_links_stay(hostile: Stored, tmp_path: Path) -> None:
    book = saved_again(hostile, tmp_path, values=False)
    place = TABLES["indicators"].names.index("raw") + 1
    cells = [book["指标"].cell(number + 3, place) for number in range(len(HOSTILE))]
    assert {cell.data_type for cell in cells} == {"s"}
    for cell, text in zip(cells, HOSTILE, strict=True):
        # LibreOffice itself drops control characters, and saves _x0041_ without the escape that Excel wants.
        found = cell.value if text.startswith("_x") else excel_text(cell.value)
        assert found.translate(DROPPED) == text.translate(DROPPED)
    assert book["问题"].cell(3, 1).hyperlink is not None
