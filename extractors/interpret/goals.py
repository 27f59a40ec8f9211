"""Goals: their text beside, under or over the label, annual beside long-term, expected beside achieved."""

from __future__ import annotations

from dataclasses import dataclass

import regex

from extractors.document import Cell
from extractors.interpret.builder import Project
from extractors.interpret.columns import horizon_of
from extractors.interpret.view import TableView, blank, dash, instruction
from extractors.raw import Kind, RawField, Use
from extractors.vocabulary import Place
from normalizers.text import fold

_DONE = regex.compile(r"完成情况|实际完成|实现情况")
_ORDER = regex.compile(r"(?:年度)?目标\d{1,2}:?|\d{1,2}")


@dataclass(slots=True)
class Goals:
    """Goal texts and results of one project as they are found; `flush` pairs them in order."""

    texts: list[tuple[str, RawField]]
    actuals: list[RawField]


def read_goals(sheet: TableView, project: Project | None) -> None:
    """All goals of a sheet's free cells."""
    found = Goals([], [])
    for cell in list(sheet.cells()):
        if blank(cell) or not sheet.free(cell):
            continue
        role = sheet.find(cell, Place.GOAL)
        if role is not None and (role != "actual" or _is_goal_result(sheet, cell)):
            _read_label(sheet, cell, role, found)
    flush(sheet, found, project)


def _is_goal_result(sheet: TableView, cell: Cell) -> bool:
    """完成情况 is a goal's result only beside or under a goal's label."""
    beside = sheet.grid.row_cells(cell.row)
    above = [sheet.grid.at(cell.row - 1, cell.column)] if cell.row > sheet.first else []
    return any(c is not cell and sheet.find(c, Place.GOAL) for c in (*beside, *above))


def flush(sheet: TableView, found: Goals, project: Project | None) -> None:
    """Goals in the order of their texts; the k-th result belongs to the k-th annual text."""
    results = list(found.actuals)
    for horizon, text in found.texts:
        fields = {"text": text}
        if horizon == "annual" and results:
            fields["actual"] = results.pop(0)
        sheet.book.add(Kind.GOAL, fields, {"horizon": horizon}, project=project.number if project else None)
    for actual in results:
        sheet.book.add(Kind.GOAL, {"actual": actual}, {"horizon": "annual"}, project=project.number if project else None)


def _part(role: str, text: str, horizon: str) -> tuple[str, str]:
    """Which part of which goal a label names: (text | actual, annual | long_term)."""
    if role == "actual" or _DONE.search(fold(text)):
        return "actual", horizon
    if role == "long_term.text":
        return "text", "long_term"
    return "text", horizon_of(text) or horizon


def _read_label(sheet: TableView, label: Cell, role: str, found: Goals) -> None:
    horizon = "long_term" if role == "long_term.text" else "annual"
    under = _sub_labels(sheet, label)
    if under:
        sheet.claim(label, f"goal:{role}")
        for sub, sub_role in under:
            _read_column(sheet, sub, _part(sub_role, sub.text, horizon), sheet.bottom(label), found)
        return
    part = _part(role, label.text, horizon)
    values = _beside(sheet, label)
    if not values:
        below = sheet.below(label)
        alone = label.column_span == sheet.grid.columns or _over(label, below)
        if below is not None and alone and _text_cell(sheet, below) and below.column_span >= label.column_span:
            values = [below]
    if not values:
        beside = sheet.right(label)
        nothing = beside is not None and blank(beside) and sheet.free(beside)
        if nothing or (label.row_span > 1 and label.column_span < sheet.grid.columns):
            sheet.claim(label, f"goal:{role}")
        return
    sheet.claim(label, f"goal:{role}")
    for value in values:
        _keep(sheet, value, part, found)


def _over(label: Cell, below: Cell | None) -> bool:
    return below is not None and (below.column, below.column_span) == (label.column, label.column_span)


def _sub_labels(sheet: TableView, label: Cell) -> list[tuple[Cell, str]]:
    """Labels in the first row beside a goal's label, with the texts under them: 预期目标 | 实际完成情况."""
    if label.row_span < 2:
        return []
    out = []
    cell = sheet.right(label)
    while cell is not None:
        role = sheet.find(cell, Place.GOAL)
        if role is not None and cell.row == label.row and sheet.free(cell) and cell.row_span < label.row_span:
            out.append((cell, role))
        cell = sheet.right(cell)
    return out


def _read_column(sheet: TableView, label: Cell, part: tuple[str, str], last: int, found: Goals) -> None:
    """The texts under a label, down to the last row of its block."""
    sheet.claim(label, f"goal:{part[0]}")
    row = sheet.bottom(label) + 1
    while row <= last:
        cell = sheet.grid.at(row, label.column)
        if cell.row == row and not blank(cell) and sheet.free(cell):
            _keep(sheet, cell, part, found)
        row = sheet.bottom(cell) + 1


def _beside(sheet: TableView, label: Cell) -> list[Cell]:
    """The texts to the right of a label, one for each row it covers; the numbers before them (目标1：) are labels."""
    out: list[Cell] = []
    row = label.row
    while row <= sheet.bottom(label):
        cell = sheet.right(label, row)
        if cell is not None and cell.row == row and _ORDER.fullmatch(fold(cell.text)):
            follower = sheet.right(cell)
            if follower is not None and _text_cell(sheet, follower):
                sheet.claim(cell, "goal number")
                cell = follower
        if cell is None or not (blank(cell) or _text_cell(sheet, cell)) or cell.row != row:
            return out
        if not blank(cell):
            out.append(cell)
        row = sheet.bottom(cell) + 1
    return out


def _text_cell(sheet: TableView, cell: Cell) -> bool:
    """Whether a cell may hold a goal's text: free, printed, no label of a form."""
    return not blank(cell) and sheet.free(cell) and not any(sheet.find(cell, p) for p in (Place.GOAL, Place.COLUMN, Place.PAIR))


def _keep(sheet: TableView, cell: Cell, part: tuple[str, str], found: Goals) -> None:
    if instruction(cell.text) and len(fold(cell.text)) <= 60:
        sheet.claim(cell, "goal:instruction", Use.INSTRUCTION)
    elif dash(cell.text):
        sheet.claim(cell, "dash", Use.FILLER)
    elif part[0] == "actual":
        found.actuals.append(sheet.book.value(cell, "goal:actual"))
    else:
        found.texts.append((part[1], sheet.book.value(cell, "goal:text")))
