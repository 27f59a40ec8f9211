"""Indicator tables: the rows under a header become indicators, with the levels that are merged down filled in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import regex

from extractors.document import Cell
from extractors.layout.book import Project
from extractors.layout.columns import NAMES, PROJECT, Column, Header, find_header, horizon_of
from extractors.layout.names import filler, level_of, name_of
from extractors.layout.sheet import Sheet, blank, dash, instruction, numeric
from extractors.raw import Kind, RawField, Use
from extractors.vocabulary import Place
from normalizers.text import fold

_SIGN = regex.compile(r"[≥≤><=＝﹦═≧≦⩾⩽＞＜《》≈]{1,2}|>=|<=|定性|大于等于|小于等于|大于|小于|等于")
# Columns whose merged cells govern every row they cover; any other merged cell belongs to its first row.
_DOWN = NAMES | {"project_name", "project_code", "unit_name", "department"}
_TEXT_ROLES = ("description", "sign", "unit", "basis", "weight", "actual", "score", "deviation")

Owner = Callable[[int], Project | None]


@dataclass(slots=True)
class _Levels:
    """The level names in force, for cells left blank below them."""

    cells: dict[str, Cell] = field(default_factory=dict)

    def fill(self, row: dict[str, Cell]) -> dict[str, Cell]:
        """Blank level cells take the name above: level 1 always, level 2 while level 1 is the same."""
        out = dict(row)
        first = row.get("level1")
        if first is not None and not blank(first):
            kept = self.cells.get("level1")
            if kept is None or fold(kept.text) != fold(first.text):
                self.cells = {}
            self.cells["level1"] = first
        elif "level1" in self.cells:
            out["level1"] = self.cells["level1"]
        second = row.get("level2")
        if second is not None and not blank(second):
            self.cells["level2"] = second
        elif "level2" in self.cells and second is not None:
            out["level2"] = self.cells["level2"]
        return out


def read_table(sheet: Sheet, header: Header, owner: Owner, scope: str, stop: int) -> int:
    """Read the rows under a header, up to row `stop`; answers the last row that belongs to the table.

    `owner(row)` is the project of a row: one for the whole table, or the row's own in a flat list.
    """
    _claim_header(sheet, header)
    levels = {i: _Levels() for i in range(len(header.groups))}
    block = horizon_of(header.block.text) if header.block is not None else None
    row = header.bottom + 1
    while row <= stop:
        kind = _kind(sheet, header, row)
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
            _read_total(sheet, header, row, owner(row))
        elif kind == "note":
            for cell in sheet.starts(row):
                if not blank(cell):
                    sheet.claim(cell, "note", Use.INSTRUCTION)
        elif kind == "row":
            for i, group in enumerate(header.groups):
                _read_row(sheet, group, row, levels[i], owner(row), scope, block)
            _claim_edge(sheet, header, row)
        row += 1
    return row - 1


def _claim_header(sheet: Sheet, header: Header) -> None:
    for cell in header.cells:
        if not blank(cell) and sheet.free(cell):
            sheet.claim(cell, "column:" + (sheet.find(cell, Place.COLUMN) or "note"))
    if header.block is not None and sheet.free(header.block):
        sheet.claim(header.block, "block:indicators")


def _claim_edge(sheet: Sheet, header: Header, row: int) -> None:
    """Labels merged down beside the table (绩效指标 that begins under the header)."""
    for cell in sheet.grid.row_cells(row):
        if cell.column < header.first and not blank(cell) and sheet.free(cell) and not numeric(cell.text):
            sheet.claim(cell, "block:indicators")


def _kind(sheet: Sheet, header: Header, row: int) -> str:
    """What a row under the header is: row, blank, header (printed again), total, note, or end (something else begins)."""
    fresh = [c for c in sheet.starts(row) if not blank(c) and c.column <= header.last and c.column + c.column_span > header.first]
    if not fresh:
        return "row" if any(c.row < row and not blank(c) for c in sheet.grid.row_cells(row)) else "blank"
    if find_header(sheet, row) is not None:
        return "header" if _same_header(sheet, header, row) else "end"
    first = fresh[0]
    if any(sheet.find(c, Place.TOTAL) and not blank(c) for c in fresh[:2]) and not _has_target(sheet, header, row, first):
        return "total"
    if any(_crosses(header, c) for c in fresh):
        return "note" if len(fresh) == 1 and instruction(first.text) else "end"
    if first.column <= header.first and _foreign(sheet, first) and not _named(sheet, header, row, first):
        return "end"
    return "numbers" if numbers_columns(fresh) else "row"


def _named(sheet: Sheet, header: Header, row: int, first: Cell) -> bool:
    """Whether a row names an indicator in a cell of its own."""
    names = [sheet.grid.at(row, c.first) for g in header.groups for c in g if c.role == "level3"]
    return any(c is not first and c.row == row and not filler(c.text) for c in names)


def numbers_columns(fresh: list[Cell]) -> bool:
    """Whether a row only numbers the columns: 1 | 2 | 3 …, or 甲 | 乙 | 1 | 2 …."""
    words = [fold(c.text) for c in fresh]
    digits = [w for w in words if w.isdigit()]
    counted = digits == [str(i) for i in range(int(digits[0]), int(digits[0]) + len(digits))] if digits else False
    return len(digits) >= 3 and counted and all(w.isdigit() or w in ("甲", "乙", "丙", "丁", "栏次") for w in words)


def _same_header(sheet: Sheet, header: Header, row: int) -> bool:
    ours = {fold(c.text) for c in header.cells if not blank(c)}
    return all(fold(c.text) in ours for c in sheet.starts(row) if not blank(c) and c.column >= header.first)


def _has_target(sheet: Sheet, header: Header, row: int, first: Cell) -> bool:
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


def _foreign(sheet: Sheet, cell: Cell) -> bool:
    """Whether the first cell of a row is a label of another part of the form (评价结论, 填报人)."""
    places = (Place.PAIR, Place.GOAL, Place.SIGNATURE, Place.SOURCE)
    if fold(cell.text).endswith("指标") or not any(sheet.find(cell, p) for p in places):
        return fold(cell.text).endswith(":") and len(fold(cell.text)) <= 12
    return True


def _cells_of(sheet: Sheet, column: Column, row: int) -> list[Cell]:
    """The distinct cells of a row under one header cell."""
    out: list[Cell] = []
    at = column.first
    while at <= column.last:
        cell = sheet.grid.at(row, at)
        out.append(cell)
        at = cell.column + cell.column_span
    return out


def _read_row(
    sheet: Sheet, group: tuple[Column, ...], row: int, levels: _Levels, project: Project | None, scope: str, block: str | None
) -> None:
    names: dict[str, Cell] = {}
    fields: dict[str, RawField] = {}
    attributes: list[tuple[str, RawField]] = []
    for column in group:
        cells = _cells_of(sheet, column, row)
        if column.role in NAMES:
            named = cells[0]
            # A cell over 一级 and 二级 is the first one's name; the other is not printed.
            if named not in names.values():
                names[column.role] = named
        elif column.role == "target":
            _read_target(sheet, cells, row, fields)
        elif column.role not in PROJECT:
            _read_other(sheet, column, cells, row, fields, attributes)
    _emit(sheet, names, levels, fields, attributes, group, project, scope, block)


def _read_target(sheet: Sheet, cells: list[Cell], row: int, fields: dict[str, RawField]) -> None:
    """One cell, or sign, number and unit in cells of their own under one head."""
    own = [c for c in cells if c.row == row]
    filled = [c for c in own if not blank(c)]
    if len(filled) > 1 and (sign := next((c for c in filled if _SIGN.fullmatch(fold(c.text))), None)) is not None:
        fields["sign"] = sheet.book.value(sign, "cell:sign")
        filled.remove(sign)
    if len(filled) > 1:
        value = next((c for c in filled if numeric(c.text)), filled[0])
        rest = [c for c in filled if c is not value]
        fields.setdefault("unit", sheet.book.value(rest[0], "cell:unit"))
        filled = [value]
    if filled:
        fields["target"] = sheet.book.value(filled[0], "column:target")
    elif own:
        fields["target"] = sheet.book.value(own[0], "column:target")


def _read_other(
    sheet: Sheet, column: Column, cells: list[Cell], row: int, fields: dict[str, RawField], attributes: list[tuple[str, RawField]]
) -> None:
    for cell in cells:
        if cell.row != row or blank(cell):
            continue
        if column.role == "score" and instruction(cell.text):
            sheet.claim(cell, "note", Use.INSTRUCTION)
        elif column.role in _TEXT_ROLES and column.role not in fields:
            fields[column.role] = sheet.book.value(cell, f"column:{column.role}")
        else:
            attributes.append((attribute_key(column.head), sheet.book.value(cell, "column:attribute")))


def attribute_key(head: Cell) -> str:
    """A label as the key of an attribute: as printed, line breaks dropped, without its colon."""
    return head.text.replace("\n", "").strip().rstrip(":：").strip()


def _emit(
    sheet: Sheet,
    names: dict[str, Cell],
    levels: _Levels,
    fields: dict[str, RawField],
    attributes: list[tuple[str, RawField]],
    group: tuple[Column, ...],
    project: Project | None,
    scope: str,
    block: str | None,
) -> None:
    name = names.get("level3")
    nameless = name is None or filler(name.text)
    target = fields.get("target")
    empty = target is None or not target.text or (dash(target.text) and nameless)
    filled = levels.fill(names)
    for role in ("level1", "level2"):
        if role in filled and not filler(filled[role].text):
            fields[role] = level_of(filled[role], role, sheet.book)
    if nameless and empty:
        heads = {c.role: attribute_key(c.head) for c in group}
        _claim_empty(sheet, names, [(heads.get(r, r), f) for r, f in fields.items() if r not in NAMES] + attributes, project)
        return
    if name is not None and not nameless:
        fields["level3"], weight = name_of(name, sheet.book, "weight" not in {c.role for c in group})
        if weight is not None:
            fields.setdefault("weight", weight)
    elif name is not None and not blank(name):
        sheet.claim(name, "filler", Use.FILLER)
    horizon = next((c.horizon for c in group if c.role == "target" and c.horizon), None) or block
    facts = {"scope": scope, "horizon": horizon}
    sheet.book.add(Kind.INDICATOR, fields, facts, attributes, project.number if project else None)


def _claim_empty(sheet: Sheet, names: dict[str, Cell], rest: list[tuple[str, RawField]], project: Project | None) -> None:
    """An empty branch is no indicator: its labels are labels, fillers are fillers, anything else stays a pair of the form."""
    for role, cell in names.items():
        if blank(cell):
            continue
        if role == "level3" or filler(cell.text):
            sheet.claim(cell, "filler", Use.FILLER)
        else:
            sheet.claim(cell, f"{role} without indicators")
    branch = next((fold(names[r].text) for r in ("level2", "level1") if r in names and not filler(names[r].text)), "")
    for head, value in rest:
        if not value.text:
            continue
        if dash(value.text):
            sheet.book.claim(value.spans[0].piece, "dash", Use.FILLER)
        else:
            sheet.book.pair(project, f"{branch}/{head}" if branch else head, value)


def _read_total(sheet: Sheet, header: Header, row: int, project: Project | None) -> None:
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


def _read_sum(sheet: Sheet, header: Header, label: Cell, cell: Cell, several: bool, project: Project | None) -> None:
    if dash(cell.text):
        sheet.claim(cell, "dash", Use.FILLER)
        return
    head = next((c.head for g in header.groups for c in g if c.first <= cell.column <= c.last), None)
    key = attribute_key(label) + (f"/{attribute_key(head)}" if several and head is not None else "")
    sheet.book.pair(project, key, sheet.book.value(cell, "total"))
