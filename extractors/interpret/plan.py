"""Spending plans: periods (3月底, 第一季度) over or before their cumulative percentages."""

from __future__ import annotations

import regex

from extractors.document import Cell
from extractors.interpret.builder import Project
from extractors.interpret.view import TableView, blank, numeric
from extractors.raw import Kind
from extractors.vocabulary import Place
from normalizers.text import fold

_PERIOD = regex.compile(
    r"(?:截至|截止|到)?(?:20\d\d年)?(?:1?\d月(?:份|底|末)?(?:[-~－—至到]1?\d月(?:份|底|末)?)?(?:\d{1,2}日)?|第?[一二三四1-4]季度|[上下]半年|年中|年底|全年|年末)"
    r"(?:底|末)?(?:前|止|累计)?(?:\(%\))?"
)


def period(text: str) -> bool:
    """Whether a label names a period of a year: 3月底, 第一季度, 上半年."""
    return _PERIOD.fullmatch(fold(text).rstrip(":")) is not None


def read_plan(sheet: TableView, row: int, project: Project | None) -> int | None:
    """A spending plan whose periods begin in `row`; answers its last row, None where none begins there."""
    periods = [c for c in sheet.starts(row) if not blank(c) and period(c.text) and sheet.free(c)]
    if len(periods) < 2:
        return None
    for place in (_under, _beside):
        values = [place(sheet, p) for p in periods]
        if all(v is not None for v in values):
            _claim_block(sheet, row, periods[0].column)
            _read(sheet, periods, [v for v in values if v is not None], project)
            return max(sheet.bottom(v) for v in values if v is not None)
    return None


def _under(sheet: TableView, cell: Cell) -> Cell | None:
    below = sheet.below(cell)
    return below if below is not None and _fits(sheet, below) else None


def _beside(sheet: TableView, cell: Cell) -> Cell | None:
    right = sheet.right(cell)
    return right if right is not None and _fits(sheet, right) else None


def _fits(sheet: TableView, cell: Cell) -> bool:
    return sheet.free(cell) and (blank(cell) or numeric(cell.text) or fold(cell.text) in ("/", "-", "—"))


def _claim_block(sheet: TableView, row: int, first: int) -> None:
    for cell in sheet.grid.row_cells(row):
        if cell.column < first and not blank(cell) and sheet.free(cell) and (cell.row_span > 1 or sheet.find(cell, Place.BLOCK) == "plan"):
            sheet.claim(cell, "block:plan")


def _read(sheet: TableView, periods: list[Cell], values: list[Cell], project: Project | None) -> None:
    """Also a blank cell is a row: the form asked for that period."""
    for label, value in zip(periods, values, strict=True):
        fields = {"label": sheet.book.value(label, "plan:label"), "percent": sheet.book.value(value, "plan:percent")}
        sheet.book.add(Kind.PLAN, fields, project=project.number if project else None)
    for label in periods:
        row = sheet.bottom(label) + 1
        head = sheet.grid.at(row, 1) if row <= sheet.last else None
        beside = head is not None and head.row == row and head.column < periods[0].column
        if head is not None and beside and not blank(head) and sheet.free(head) and sheet.known(head):
            sheet.claim(head, "plan:values")
            break
