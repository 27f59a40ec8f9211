"""年度主要任务 of a whole-department form: a row a task, its amounts in one to three columns."""

from __future__ import annotations

from collections.abc import Mapping

from extractors.document import Cell
from extractors.interpret.builder import Owner, Project
from extractors.interpret.columns import Column, Header
from extractors.interpret.indicator_rows import read_table
from extractors.interpret.level_names import filler
from extractors.interpret.view import TableView, amount_like, attribute_key, blank, dash, instruction
from extractors.raw import Kind, RawField, Use
from extractors.vocabulary import Place

_MONEY = ("amount", "fiscal", "other")
_FIELDS = {"task_name": "name", "task_content": "content", "goal": "goal", "amount": "amount"}


def read_project_tasks(sheet: TableView, header: Header, stop: int) -> int:
    """A list of projects without indicators in a whole department's form: its main tasks, a row each; answers the last row."""
    for head in header.cells:
        if not blank(head):
            sheet.claim(head, "task header")
    for row in range(header.bottom + 1, stop + 1):
        cells = [(c, sheet.grid.at(row, c.first)) for c in header.groups[0]]
        if any(sheet.find(cell, Place.GOAL) or sheet.find(cell, Place.COLUMN) for _, cell in cells[:1] if not blank(cell)):
            return row - 1
        fields: dict[str, RawField] = {}
        attributes = []
        for column, cell in cells:
            if cell.row != row or blank(cell):
                continue
            name = {"project_name": "name", "amount": "amount", "goal": "goal"}.get(column.role)
            value = sheet.book.value(cell, f"task:{name or 'attribute'}")
            if name is None or name in fields:
                attributes.append((attribute_key(column.head), value))
            else:
                fields[name] = value
        if fields or attributes:
            unit = next((u for c in header.groups[0] if c.role == "amount" and (u := _unit(sheet, c.head))), None)
            sheet.book.add(Kind.TASK, fields, {"amount_unit": unit, "number": sheet.book.next_task()}, attributes)
    return stop


def read_task_list(sheet: TableView, header: Header, stop: int) -> int:
    """A table whose rows are indicators under tasks (职责活动 of Hebei, 2017-2020): a task for each name printed; answers the last row."""
    columns = {c.role: c for c in header.groups[0] if c.role in _FIELDS}
    owners: dict[int, Owner] = {}
    current = Owner()
    for row in range(header.bottom + 1, stop + 1):
        name = sheet.grid.at(row, columns["task_name"].first)
        if name.row == row and not blank(name) and not filler(name.text) and not sheet.find(name, Place.TOTAL):
            current = Owner(None, _add_task(sheet, columns, row))
        owners[row] = current
    return read_table(sheet, header, lambda row: owners.get(row, current), "department", stop)


def _add_task(sheet: TableView, columns: Mapping[str, Column], row: int) -> int:
    fields: dict[str, RawField] = {}
    for role, column in columns.items():
        cell = sheet.grid.at(row, column.first)
        if cell.row == row and not blank(cell):
            fields[_FIELDS[role]] = sheet.book.value(cell, f"task:{_FIELDS[role]}")
    unit = sheet.label(columns["amount"].head).unit if "amount" in columns else None
    number = sheet.book.next_task()
    sheet.book.add(Kind.TASK, fields, {"amount_unit": unit, "number": number})
    return number


def read_tasks(sheet: TableView, row: int, project: Project | None) -> int | None:
    """The tasks whose header is `row`; answers their last row, None where no such header stands there."""
    heads = _header(sheet, row)
    if heads is None:
        return None
    bottom = max(sheet.bottom(c) for c in heads.values())
    if row < sheet.last and (below := _header_below(sheet, row + 1, heads)):
        heads, bottom = below, row + 1
    _claim_header(sheet, row, bottom, heads)
    first = min(c.column for c in heads.values())
    unit = next((u for role, c in heads.items() if role in _MONEY and (u := _unit(sheet, c))), None)
    at = bottom + 1
    while at <= sheet.last and _is_row(sheet, at, first, heads):
        _read_row(sheet, (at, bottom, first), heads, unit, project)
        at += 1
    return at - 1


def _header(sheet: TableView, row: int) -> dict[str, Cell] | None:
    """The task columns of a header row: a name and a content or an amount."""
    heads: dict[str, Cell] = {}
    for cell in sheet.starts(row):
        role = sheet.find(cell, Place.TASK) if sheet.free(cell) else None
        if role is not None and not (role == "name" and cell.row_span > 2):
            heads.setdefault(role, cell)
    if "name" not in heads or not ({"content", "amount", "result"} & heads.keys()):
        return None
    others = [c for c in sheet.starts(row) if c not in heads.values() and not blank(c)]
    return heads if len(others) <= 3 and not any(amount_like(c.text) for c in others) else None


def _header_below(sheet: TableView, row: int, heads: dict[str, Cell]) -> dict[str, Cell] | None:
    """总额 | 财政拨款 | 其他资金 under one head 预算金额（万元）."""
    fresh = [c for c in sheet.starts(row) if not blank(c)]
    money = [(role, c) for c in fresh if (role := sheet.find(c, Place.TASK)) in _MONEY]
    if not money or len(money) != len(fresh):
        return None
    out = {r: c for r, c in heads.items() if r not in _MONEY}
    for role, cell in money:  # a second group (执行数 over 总额 | 财政拨款) goes to attributes
        out.setdefault(role or "", cell)
    return out


def _unit(sheet: TableView, head: Cell) -> str | None:
    above = sheet.grid.at(head.row - 1, head.column) if head.row > sheet.first else head
    return sheet.label(head).unit or sheet.label(above).unit


def _claim_header(sheet: TableView, row: int, bottom: int, heads: dict[str, Cell]) -> None:
    for at in range(row, bottom + 1):
        for cell in sheet.grid.row_cells(at):
            if not blank(cell) and sheet.free(cell):
                sheet.claim(cell, "task header")


def _is_row(sheet: TableView, row: int, first: int, heads: dict[str, Cell]) -> bool:
    fresh = [c for c in sheet.starts(row) if not blank(c)]
    if not fresh:
        return True
    if fresh[0].column < first or any(sheet.find(c, p) for c in fresh[:1] for p in (Place.GOAL, Place.COLUMN, Place.SIGNATURE)):
        return False
    name = sheet.grid.at(row, heads["name"].column)
    return name.column_span <= heads["name"].column_span or sheet.find(name, Place.TOTAL) is not None or "金额" in name.text


def _read_row(sheet: TableView, place: tuple[int, int, int], heads: dict[str, Cell], unit: str | None, project: Project | None) -> None:
    """A task's row; `place` is its row, the header's last row and the list's first column."""
    row, bottom, first = place
    name = sheet.grid.at(row, heads["name"].column)
    if not blank(name) and (sheet.find(name, Place.TOTAL) or sheet.find(name, Place.SOURCE)):
        _read_total(sheet, row, name, bottom, project)
        return
    fields: dict[str, RawField] = {}
    for role, head in heads.items():
        cell = sheet.grid.at(row, head.column)
        if blank(cell) or cell.row != row or not sheet.free(cell):
            continue
        if dash(cell.text) or (role == "name" and filler(cell.text)):
            sheet.claim(cell, "filler", Use.FILLER)
        else:
            fields[role] = sheet.book.value(cell, f"task:{role}")
    result = fields.pop("result", None)
    attributes = [(attribute_key(heads["result"]), result)] if result is not None else []
    rest = [c for c in sheet.starts(row) if c.column >= first and not blank(c) and sheet.free(c)]
    attributes += [(_head_key(sheet, c, bottom), sheet.book.value(c, "task:attribute")) for c in rest]
    if fields:
        facts = {"amount_unit": unit, "number": sheet.book.next_task()}
        sheet.book.add(Kind.TASK, fields, facts, attributes, project.number if project else None)


def _head_key(sheet: TableView, cell: Cell, bottom: int) -> str:
    """The label over a cell, with the group over it where one is: 执行数（万元）/总额."""
    head = sheet.grid.at(bottom, cell.column)
    group = sheet.grid.at(head.row - 1, cell.column) if head.row > sheet.first and head.row == bottom else head
    grouped = group is not head and not blank(group) and group.column_span > head.column_span and sheet.find(group, Place.BLOCK) is None
    return (attribute_key(group) + "/" if grouped else "") + attribute_key(head)


def _read_total(sheet: TableView, row: int, label: Cell, bottom: int, project: Project | None) -> None:
    """金额合计: its amounts are pairs of the form."""
    sheet.claim(label, "total")
    numbers = [c for c in sheet.starts(row) if c is not label and not blank(c) and sheet.free(c)]
    for cell in numbers:
        if dash(cell.text) or instruction(cell.text):
            sheet.claim(cell, "dash", Use.FILLER)
            continue
        key = attribute_key(label)
        if len(numbers) > 1:
            key += "/" + _head_key(sheet, cell, bottom)
        sheet.book.pair(project, key, sheet.book.value(cell, "task:total"))
