"""Indicator tables: the rows under a header become indicators, with the levels that are merged down filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from extractors.document import Cell
from extractors.interpret.builder import Owner, Project, field_of
from extractors.interpret.columns import GRADES, NAMES, PROJECT, Header, horizon_of
from extractors.interpret.headers import find_header
from extractors.interpret.indicators import Levels, read_row
from extractors.interpret.label_lines import read_note
from extractors.interpret.level_names import filler
from extractors.interpret.plan import PART_OF_YEAR
from extractors.interpret.spanning_cells import is_joined
from extractors.interpret.view import TableView, attribute_key, blank, dash, instruction, numeric
from extractors.raw import Use
from extractors.vocabulary import Place
from normalizers.text import fold

Owners = Callable[[int], Owner]


def read_table(sheet: TableView, header: Header, owner: Owners, scope: str, stop: int, levels: Mapping[int, Levels] | None = None) -> int:
    """Read the rows under a header, up to row `stop`; answers the last row that belongs to the table.

    `owner(row)` is the project (or task) of a row: one for the whole table, or the row's own in a flat list. `levels`: the names in
    force above the first row, where the table goes on from another grid.
    """
    _claim_header(sheet, header)
    _name_guesses(sheet, header)
    for column in (c for g in header.groups for c in g if c.role == "actual" and PART_OF_YEAR.search(c.head.text)):
        sheet.book.document.setdefault("as_of", field_of(column.head, "column:as_of"))
    if len(header.groups) > 1:
        project = owner(header.bottom + 1).project
        sheet.book.double.add(project.number if project else None)
    levels = levels or {i: Levels() for i in range(len(header.groups))}
    block = horizon_of(header.block.text) if header.block is not None else None
    row = header.bottom + 1
    while row <= stop:
        kind = _kind(sheet, header, row, stop)
        if kind == "end":
            break
        if kind == "header":
            for cell in sheet.starts(row):
                sheet.claim(cell, "repeated header")
        elif kind == "numbers":
            for cell in sheet.starts(row):
                if not blank(cell):
                    sheet.claim(cell, "column number")
        elif kind == "total":
            _read_total(sheet, header, row, owner(row).project)
        elif kind == "note":
            for cell in sheet.starts(row):
                if not blank(cell) and not read_note(cell, sheet.book, owner(row).project):
                    sheet.claim(cell, "note", Use.INSTRUCTION)
        elif kind == "row":
            for i, group in enumerate(header.groups):
                read_row(sheet, group, row, levels[i], owner(row), scope, block)
            _claim_edge(sheet, header, row)
        row += 1
    return row - 1


def _name_guesses(sheet: TableView, header: Header) -> None:
    """A finding for each column whose contents told what its heading did not, and one for a table that has no column of targets."""
    columns = {id(column.head): column for group in header.groups for column in group}
    for column in columns.values():
        if column.guessed:
            sheet.book.say("label.by-content", column.head, raw=attribute_key(column.head), label=column.role)
    names = next((column for column in columns.values() if column.role == "level3"), None)
    if names is not None and not header.roles & {"target", "actual", "score", "weight", "project_name", *GRADES}:
        sheet.book.say("indicator.no-target", names.head, raw=attribute_key(names.head))


def _claim_header(sheet: TableView, header: Header) -> None:
    for cell in header.cells:
        if not blank(cell) and sheet.free(cell):
            sheet.claim(cell, "column:" + (sheet.find(cell, Place.COLUMN) or "note"))
    if header.block is not None and sheet.free(header.block):
        sheet.claim(header.block, "block:indicators")


def _claim_edge(sheet: TableView, header: Header, row: int) -> None:
    """Labels merged down beside the table (绩效指标 that begins under the header)."""
    for cell in sheet.grid.row_cells(row):
        if cell.column < header.first and not blank(cell) and sheet.free(cell) and not numeric(cell.text):
            sheet.claim(cell, "block:indicators")


def _kind(sheet: TableView, header: Header, row: int, stop: int) -> str:
    """What a row under the header is: row, blank, header (printed again), total, note, or end (something else begins)."""
    fresh = [c for c in sheet.starts(row) if not blank(c) and c.column <= header.last and c.column + c.column_span > header.first]
    if not fresh:
        return "row" if any(c.row < row and not blank(c) for c in sheet.grid.row_cells(row)) else "blank"
    if find_header(sheet, row) is not None:
        return "header" if _same_header(sheet, header, row) else "end"
    first = fresh[0]
    if any(sheet.find(c, Place.TOTAL) and not blank(c) for c in fresh[:2]) and not _has_target(sheet, header, row, first):
        return "total"
    crossing = [c for c in fresh if _crosses(header, c)]
    if crossing and not (len(crossing) == 1 and is_joined(sheet, header, row, crossing[0], stop)):
        return "note" if len(fresh) == 1 and instruction(first.text) else "end"
    if first.column <= header.first and _foreign(sheet, first) and not _named(sheet, header, row, first):
        return "end"
    return "numbers" if numbers_columns(fresh) else "row"


def _named(sheet: TableView, header: Header, row: int, first: Cell) -> bool:
    """Whether a row names an indicator in a cell of its own."""
    names = [sheet.grid.at(row, c.first) for g in header.groups for c in g if c.role == "level3"]
    return any(c is not first and c.row == row and not filler(c.text) for c in names)


def numbers_columns(fresh: list[Cell]) -> bool:
    """Whether a row only numbers the columns: 1 | 2 | 3 …, or 甲 | 乙 | 1 | 2 …."""
    words = [fold(c.text) for c in fresh]
    digits = [w for w in words if w.isdigit()]
    counted = digits == [str(i) for i in range(int(digits[0]), int(digits[0]) + len(digits))] if digits else False
    return len(digits) >= 3 and counted and all(w.isdigit() or w in ("甲", "乙", "丙", "丁", "栏次") for w in words)


def _same_header(sheet: TableView, header: Header, row: int) -> bool:
    ours = {fold(c.text) for c in header.cells if not blank(c)}
    return all(fold(c.text) in ours for c in sheet.starts(row) if not blank(c) and c.column >= header.first)


def _has_target(sheet: TableView, header: Header, row: int, first: Cell) -> bool:
    """Whether a row that begins with a total word still holds a named target (a project list's 小计 does not)."""
    for column in header.groups[0]:
        if column.role in ("target", "level3") and sheet.grid.at(row, column.first) is not first:
            cell = sheet.grid.at(row, column.first)
            if cell.row == row and not blank(cell) and not dash(cell.text) and not sheet.find(cell, Place.TOTAL):
                return column.role == "target"
    return False


def _crosses(header: Header, cell: Cell) -> bool:
    """Whether a cell reaches from the names over the target or all other columns: no row of this table looks so."""
    last = cell.column + cell.column_span - 1
    covered = {c.role for g in header.groups for c in g if c.first <= last and c.last >= cell.column}
    return bool(covered & (NAMES | PROJECT)) and bool(covered & {"target", "actual", "weight", "score", "sign"})


def _foreign(sheet: TableView, cell: Cell) -> bool:
    """Whether the first cell of a row is a label of another part of the form (评价结论, 填报人)."""
    places = (Place.PAIR, Place.GOAL, Place.SIGNATURE, Place.SOURCE)
    if fold(cell.text).endswith("指标") or not any(sheet.find(cell, p) for p in places):
        return fold(cell.text).endswith(":") and len(fold(cell.text)) <= 12
    return True


def _read_total(sheet: TableView, header: Header, row: int, project: Project | None) -> None:
    """总分, 合计: the numbers under weight and score are pairs of the form, 总分 → 95 or 合计/权重 → 100."""
    label = next(c for c in sheet.starts(row) if not blank(c) and sheet.find(c, Place.TOTAL))
    sheet.claim(label, "total")
    numbers: list[Cell] = []
    asked: Cell | None = None
    for cell in [c for c in sheet.starts(row) if c is not label and not blank(c)]:
        if instruction(cell.text):
            sheet.claim(cell, "note", Use.INSTRUCTION)
        elif asked is not None:
            sheet.book.pair(project, attribute_key(asked), sheet.book.value(cell, "total"))
            asked = None
        elif numeric(cell.text) or dash(cell.text):
            numbers.append(cell)
        elif sheet.known(cell):  # 自评总分 | 98 | 评价等级 | 优
            asked = cell
            sheet.claim(cell, "total:label")
        else:
            sheet.book.pair(project, attribute_key(label), sheet.book.value(cell, "total"))
    for cell in numbers:
        _read_sum(sheet, header, label, cell, sum(numeric(c.text) for c in numbers) > 1, project)


def _read_sum(sheet: TableView, header: Header, label: Cell, cell: Cell, several: bool, project: Project | None) -> None:
    if dash(cell.text):
        sheet.claim(cell, "dash", Use.FILLER)
        return
    head = next((c.head for g in header.groups for c in g if c.first <= cell.column <= c.last), None)
    key = attribute_key(label) + (f"/{attribute_key(head)}" if several and head is not None else "")
    sheet.book.pair(project, key, sheet.book.value(cell, "total"))
