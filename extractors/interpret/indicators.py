"""One row of an indicator table: its cells by their columns, its levels filled down, and the indicator they make."""

from __future__ import annotations

from dataclasses import dataclass, field

import regex

from extractors.document import DOUBT, Cell
from extractors.interpret.builder import Owner, Project
from extractors.interpret.columns import GRADES, NAMES, PROJECT, SPARE, TASK, Column
from extractors.interpret.content import SIGN
from extractors.interpret.level_names import filler, level_of, name_of
from extractors.interpret.spanning_cells import joint_of
from extractors.interpret.view import TableView, attribute_key, blank, dash, instruction, numeric
from extractors.raw import Kind, RawField, Use
from normalizers.text import fold

# No level's name holds a comma, a full stop or a number with its unit; a comparator before a number states a target.
_REMARK = regex.compile(r"[，,。；;：:]|[≥≤><=]|\d+(?:\.\d+)?(?:%|人|个|次|万|元|年|月|日)")
_STATES = regex.compile(r"[≥≤><=]\s*\d|不(?:低|少|高|超)(?:于|过)\s*\d|\d+(?:\.\d+)?%")
_TEXT_ROLES = ("description", "sign", "unit", "basis", "weight", "actual", "forecast", "score", "deviation", *GRADES)


@dataclass(slots=True)
class Levels:
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

    def forget(self, role: str) -> None:
        """The name printed at a level went into another cell: what stood above it is in force no more."""
        for gone in ("level1", "level2") if role == "level1" else (role,):
            self.cells.pop(gone, None)


def read_row(sheet: TableView, group: tuple[Column, ...], row: int, levels: Levels, owner: Owner, scope: str, block: str | None) -> None:
    names: dict[str, Cell] = {}
    fields: dict[str, RawField] = {}
    attributes: list[tuple[str, RawField]] = []
    joint = joint_of(sheet, group, row)
    for column in group:
        cells = _cells_of(sheet, column, row)
        if joint is not None and column.role != "level3" and any(cell is joint for cell in cells):
            # What it says of a level or a value, only the value language can tell; it is handed on as the name.
            levels.forget(column.role)
            cells = [cell for cell in cells if cell is not joint]
        if not cells:
            continue
        if column.role in NAMES:
            named = cells[0]
            # A cell over 一级 and 二级 is the first one's name; the other is not printed.
            if named not in names.values():
                names[column.role] = named
        elif column.role == "target":
            _read_target(sheet, cells, row, fields)
        elif column.role not in PROJECT | TASK:
            _read_other(sheet, column, cells, row, fields, attributes)
    facts: dict[str, str | int | None] = {"scope": scope, "joined": 1} if joint is not None else {"scope": scope}
    _fill_target(sheet, group, row, fields, attributes)
    if owner.task is not None:
        facts["task"] = owner.task
    for column in group:
        if column.role in fields and column.role in (*GRADES, "sign", "unit"):
            facts["label_" + column.role.removeprefix("grade_")] = attribute_key(column.head)
    _emit(sheet, names, levels, fields, attributes, group, owner.project, facts, block)


def _cells_of(sheet: TableView, column: Column, row: int) -> list[Cell]:
    """The distinct cells of a row under one header cell."""
    out: list[Cell] = []
    at = column.first
    while at <= column.last:
        cell = sheet.grid.at(row, at)
        out.append(cell)
        at = cell.column + cell.column_span
    return out


def _read_target(sheet: TableView, cells: list[Cell], row: int, fields: dict[str, RawField]) -> None:
    """One cell, or sign, number and unit in cells of their own under one head."""
    own = [c for c in cells if c.row == row]
    filled = [c for c in own if not blank(c)]
    if len(filled) > 1 and (sign := next((c for c in filled if SIGN.fullmatch(fold(c.text))), None)) is not None:
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


def _fill_target(
    sheet: TableView, group: tuple[Column, ...], row: int, fields: dict[str, RawField], attributes: list[tuple[str, RawField]]
) -> None:
    """Where the adjusted target is blank, the initial one that stands beside it is the target."""
    spare = next((c for c in group if c.role == SPARE), None)
    if spare is None or (fields.get("target") is not None and fields["target"].text):
        return
    key = attribute_key(spare.head)
    found = next((value for name, value in attributes if name == key), None)
    if found is not None:
        attributes.remove((key, found))
        fields["target"] = RawField(found.text, found.spans, "column:target")


def _read_other(
    sheet: TableView, column: Column, cells: list[Cell], row: int, fields: dict[str, RawField], attributes: list[tuple[str, RawField]]
) -> None:
    for cell in cells:
        if cell.row != row or blank(cell):
            continue
        if _is_misread(sheet, column.head):
            sheet.book.say("scan.column", cell, raw=cell.text, label=attribute_key(column.head))
        if column.role == "score" and instruction(cell.text):
            sheet.claim(cell, "note", Use.INSTRUCTION)
        elif column.role in _TEXT_ROLES and column.role not in fields:
            fields[column.role] = sheet.book.value(cell, f"column:{column.role}")
        else:
            attributes.append((attribute_key(column.head), sheet.book.value(cell, "column:attribute")))


def _is_misread(sheet: TableView, head: Cell) -> bool:
    """Whether a heading was read from pixels, is doubted, and is none that forms are known to print: what its column holds is open."""
    return head.confidence is not None and head.confidence < DOUBT and not sheet.words.lists(head.text)


def _emit(
    sheet: TableView,
    names: dict[str, Cell],
    levels: Levels,
    fields: dict[str, RawField],
    attributes: list[tuple[str, RawField]],
    group: tuple[Column, ...],
    project: Project | None,
    facts: dict[str, str | int | None],
    block: str | None,
) -> None:
    name = names.get("level3")
    nameless = name is None or filler(name.text)
    target = fields.get("target")
    graded = any(role in fields for role in GRADES)
    empty = not graded and (target is None or not target.text or (dash(target.text) and nameless))
    if nameless and empty:
        names = _without_remarks(sheet, names)
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
    sheet.book.add(Kind.INDICATOR, fields, facts | {"horizon": horizon}, attributes, project.number if project else None)


def _without_remarks(sheet: TableView, names: dict[str, Cell]) -> dict[str, Cell]:
    """The cells of a row without an indicator that may be levels; a sentence there is nobody's, and is named if a target stands in it."""
    kept = {}
    for role, cell in names.items():
        folded = fold(cell.text)
        if role == "level3" or not _REMARK.search(folded):
            kept[role] = cell
        elif _STATES.search(folded):
            sheet.book.say("indicator.stray", cell, raw=cell.text)
    return kept


def _claim_empty(sheet: TableView, names: dict[str, Cell], rest: list[tuple[str, RawField]], project: Project | None) -> None:
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
