"""Rows of an indicator table in which one cell stands over the name and the target or sign: a rule is lost, or an author merged two cells.

Such a row is no end of the table. It must be told from a row that is none of the table's (评价结论 with its sentence, a note over the
whole width): by levels that are merged down past it, by its own level, weight or target, or by the row that follows as if nothing
had happened.
"""

from __future__ import annotations

from collections.abc import Sequence

import regex

from extractors.document import Cell
from extractors.interpret.columns import CORE, NAMES, PROJECT, Column, Header
from extractors.interpret.headers import find_header
from extractors.interpret.level_names import filler
from extractors.interpret.view import TableView, blank, instruction, numeric
from extractors.vocabulary import Place
from normalizers.text import fold

_LEVELS = NAMES - {"level3"}
# What may stand between an indicator's name and the end of its target.
_BESIDE = NAMES | {"target", "sign", "unit", "description", "basis"}
_LONGEST = 60  # characters of a name and a value
_HEAD = regex.compile(r"[^\d：:]*")


def joint_of(sheet: TableView, group: Sequence[Column], row: int) -> Cell | None:
    """The cell of a row that is its name's and its target's, or its sign's; None where they have cells of their own."""
    name = next((sheet.grid.at(row, c.first) for c in group if c.role == "level3"), None)
    targets = [sheet.grid.at(row, c.first) for c in group if c.role in ("target", "sign")]
    return name if name is not None and not blank(name) and any(cell is name for cell in targets) else None


def is_joined(sheet: TableView, header: Header, row: int, crossing: Cell, stop: int) -> bool:
    """Whether a row whose cell `crossing` reaches from the names over the target is a row of the table all the same."""
    if not any(joint_of(sheet, group, row) is crossing for group in header.groups):
        return False
    if instruction(crossing.text) or filler(crossing.text) or _says_total(sheet, crossing):
        return False
    if _in_branch(sheet, header, row):
        return True
    if sheet.known(crossing) or not _fits(header, crossing) or len(fold(crossing.text)) > _LONGEST or "。" in crossing.text:
        return False
    if _is_weighed(sheet, header, row) or _is_levelled(sheet, header, row) or _has_target(sheet, header, row, crossing):
        return True
    return row < stop and _is_whole(sheet, header, row + 1)


def _in_branch(sheet: TableView, header: Header, row: int) -> bool:
    """Whether a level's name of a row above is merged down to this row."""
    levels = [sheet.grid.at(row, c.first) for group in header.groups for c in group if c.role in _LEVELS]
    return any(header.bottom < cell.row < row and not blank(cell) for cell in levels)


def _fits(header: Header, cell: Cell) -> bool:
    """Whether a cell covers columns of names and target from edge to edge, and nothing besides."""
    last = cell.column + cell.column_span - 1
    covered = [c for group in header.groups for c in group if c.first <= last and c.last >= cell.column]
    inside = all(cell.column <= c.first and c.last <= last and c.role in _BESIDE for c in covered)
    return inside and cell.column >= header.first and last <= header.last


def _is_weighed(sheet: TableView, header: Header, row: int) -> bool:
    cells = [sheet.grid.at(row, c.first) for group in header.groups for c in group if c.role == "weight"]
    return any(cell.row == row and numeric(cell.text) for cell in cells)


def _is_levelled(sheet: TableView, header: Header, row: int) -> bool:
    """Whether a cell of the row's own names a level: 满意度指标."""
    cells = (sheet.grid.at(row, c.first) for group in header.groups for c in group if c.role in _LEVELS)
    return any(cell.row == row and fold(cell.text).endswith("指标") for cell in cells)


def _has_target(sheet: TableView, header: Header, row: int, crossing: Cell) -> bool:
    """Whether the target has a cell of its own, with a number in it: the crossing cell stands over the sign's column alone."""
    cells = (sheet.grid.at(row, c.first) for group in header.groups for c in group if c.role == "target")
    return any(cell is not crossing and cell.row == row and numeric(cell.text) for cell in cells)


def _is_whole(sheet: TableView, header: Header, row: int) -> bool:
    """Whether a row has a name and a target in cells of their own, none of them a label of the form."""
    cells = {c.role: sheet.grid.at(row, c.first) for c in header.groups[0] if c.role in ("level3", "target")}
    filled = all(cell.row == row and not blank(cell) and not sheet.known(cell) for cell in cells.values())
    return len(cells) == 2 and filled and cells["level3"] is not cells["target"]


def sums_weights(sheet: TableView, cell: Cell) -> bool:
    """Whether a total word (合计, or 合计 100 in one cell) stands under an indicator table: it sums its weights and is no money.

    Labels of a funding block between the table and the word say otherwise, and so does a money unit in its brackets.
    """
    if not _says_total(sheet, cell) or sheet.label(cell).unit not in (None, "%"):
        return False
    for row in range(cell.row, sheet.first - 1, -1):
        header = find_header(sheet, row)
        if header is not None:
            return bool(header.roles & CORE) and not header.roles & PROJECT
        if any(_says_funding(sheet, beside) for beside in sheet.grid.row_cells(row) if beside is not cell):
            return False
    return False


def _says_total(sheet: TableView, cell: Cell) -> bool:
    found = _HEAD.match(cell.text)
    return found is not None and sheet.words.find(found.group().strip(), Place.TOTAL) is not None


def _says_funding(sheet: TableView, cell: Cell) -> bool:
    known = sheet.find(cell, Place.SOURCE) or sheet.find(cell, Place.STAGE) or sheet.find(cell, Place.BLOCK) == "funding"
    return bool(known) and not _says_total(sheet, cell)
