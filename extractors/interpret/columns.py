"""Where an indicator table begins, and what each of its columns holds: found by header labels, never by position."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

import regex

from extractors.document import Cell
from extractors.interpret.view import TableView, blank
from extractors.vocabulary import Place
from normalizers.text import fold

CORE = frozenset({"level1", "level2", "level3", "content", "target"})
NAMES = frozenset({"level1", "level2", "level3"})
# What a column of a flat list may hold besides: the row's project.
PROJECT = frozenset({"project_name", "project_code", "unit_name", "department", "goal", "purpose", "amount"})

_LONG = regex.compile(r"长期|中期|实施期|实施周期|三年|中长期|滚动|跨年度|全周期|规划期|项目期")
_ANNUAL = regex.compile(r"年度|全年|当年|本年|年初")


def horizon_of(text: str) -> str | None:
    """long_term where a label says 长期, 中期, 实施期 …, annual where it says 年度, 全年 …, else None."""
    folded = fold(text)
    if _LONG.search(folded):
        return "long_term"
    return "annual" if _ANNUAL.search(folded) else None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an indicator table: `first`..`last` grid columns (both included) under `head`.

    `role` is a canonical field, `note` for a column that goes to attributes; `horizon` as its head or its group says.
    """

    role: str
    first: int
    last: int
    head: Cell
    horizon: str | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The header of an indicator table: rows `top`..`bottom`, its column groups (two in double-width forms), its block label."""

    top: int
    bottom: int
    groups: tuple[tuple[Column, ...], ...]
    cells: tuple[Cell, ...]
    block: Cell | None = None
    roles: frozenset[str] = field(default_factory=frozenset)

    @property
    def first(self) -> int:
        """The first grid column of the table's own columns."""
        return min(c.first for g in self.groups for c in g)

    @property
    def last(self) -> int:
        """The last grid column of the table's own columns."""
        return max(c.last for g in self.groups for c in g)


def find_header(sheet: TableView, row: int) -> Header | None:
    """The header whose label row is `row`; None where none begins there. Asked again and again, found once."""
    if row not in sheet.headers:
        sheet.headers[row] = _find_header(sheet, row)
    found = sheet.headers[row]
    return found if isinstance(found, Header) else None


def _find_header(sheet: TableView, row: int) -> Header | None:
    if not _is_header_row(sheet, row):
        return None
    bottom = _bottom(sheet, row)
    top = _top(sheet, row)
    columns = _columns(sheet, top, bottom)
    roles = frozenset(c.role for c in columns)
    if not roles & (CORE | {"project_name"}):
        return None
    cells = {id(c): c for r in range(top, bottom + 1) for c in sheet.grid.row_cells(r)}
    block = _block(columns, cells.values())
    heads = tuple(c for c in cells.values() if c is not block and sheet.bottom(c) <= bottom)
    return Header(top, bottom, _groups(columns), heads, block, roles)


def _is_header_row(sheet: TableView, row: int) -> bool:
    """Whether enough of a row's cells are column labels: two of the core ones, or a flat list's project and amount."""
    known: set[str] = set()
    fresh = unknown = 0
    for cell in sheet.grid.row_cells(row):
        if blank(cell):
            continue
        role = sheet.find(cell, Place.COLUMN)
        if role is None:
            unknown += sheet.find(cell, Place.BLOCK) is None and sheet.find(cell, Place.SOURCE) is None
            continue
        known.add(role)
        fresh += cell.row == row
    core = known & CORE
    listed = "project_name" in known and bool(known & {"goal", "amount"} or _has_amount(sheet, row)) and not _labels_follow(sheet, row)
    enough = len(core) >= 2 and ("target" in core or len(core & NAMES) >= 2)
    return fresh >= 2 and (enough or (listed and len(known) >= 3)) and len(known) > unknown


def _has_amount(sheet: TableView, row: int) -> bool:
    return any(sheet.find(c, Place.SOURCE) and sheet.find(c, Place.COLUMN) is None for c in sheet.starts(row))


def _labels_follow(sheet: TableView, row: int) -> bool:
    """Whether labels stand again two rows on: pairs printed label over value, no list."""
    rows = [r for r in (row + 1, row + 2) if r <= sheet.last]
    return any(sum(sheet.known(c) for c in sheet.starts(r)) >= 2 for r in rows)


def _bottom(sheet: TableView, row: int) -> int:
    """The last row of the header: labels merged over two rows, or groups divided by labels below them."""
    heads = [c for c in sheet.starts(row) if sheet.find(c, Place.COLUMN) and c.row_span <= 3]
    bottom = max((sheet.bottom(c) for c in heads), default=row)
    if bottom < sheet.last and _divides(sheet, bottom, bottom + 1):
        bottom += 1
    return bottom


def _divides(sheet: TableView, upper: int, lower: int) -> bool:
    """Whether row `lower` holds only column labels that divide the cells of row `upper`."""
    fresh = [c for c in sheet.starts(lower) if not blank(c)]
    if not fresh or not all(sheet.find(c, Place.COLUMN) for c in fresh):
        return False
    return all(sheet.grid.at(upper, c.column).column_span > c.column_span for c in fresh)


def _top(sheet: TableView, row: int) -> int:
    """The first row of the header: the row above, where its cells are groups or labels merged down into this one."""
    if row <= sheet.first:
        return row
    merged = [c for c in sheet.grid.row_cells(row) if c.row < row and c.row_span <= 3 and sheet.find(c, Place.COLUMN)]
    above = [c for c in sheet.grid.row_cells(row - 1) if not blank(c)]
    grouped = [c for c in above if c.column_span > 1 and (sheet.find(c, Place.BLOCK) == "indicators" or sheet.find(c, Place.COLUMN))]
    labels = sum(sheet.find(c, Place.COLUMN) is not None or sheet.find(c, Place.BLOCK) is not None for c in above)
    is_group_row = bool(grouped) and labels == len(above) and len(above) > 1
    return row - 1 if merged or is_group_row else row


def _columns(sheet: TableView, top: int, bottom: int) -> list[Column]:
    """The columns by their lowest label, each with the horizon that it or its group names."""
    columns: list[Column] = []
    at = 1
    while at <= sheet.grid.columns:
        head = sheet.grid.at(bottom, at)
        last = head.column + head.column_span - 1
        row = bottom
        while blank(head) and row > top:
            row -= 1
            head = sheet.grid.at(row, at)
        if not blank(head) and sheet.bottom(head) <= bottom:
            group = sheet.grid.at(head.row - 1, at) if head.row > top else None
            columns.append(_column(sheet, head, group, at, last))
        at = last + 1
    return _settle(sheet, columns)


def _column(sheet: TableView, head: Cell, group: Cell | None, first: int, last: int) -> Column:
    role = sheet.find(head, Place.COLUMN)
    if role is None and sheet.find(head, Place.SOURCE):
        role = "amount"
    over = None if group is None or blank(group) else group
    if over is not None and sheet.find(over, Place.COLUMN) == "actual":
        role = "actual" if role in ("target", "actual") else "note"
    horizon = horizon_of(head.text) or (horizon_of(over.text) if over is not None else None)
    return Column(role or "note", first, last, head, horizon)


def _settle(sheet: TableView, columns: list[Column]) -> list[Column]:
    """What a label means by its neighbours: 单位 before the levels is an organisation, 分值 behind a level is its weight."""
    roles = [c.role for c in columns]
    start = next((i for i, r in enumerate(roles) if r in CORE), len(roles))
    out: list[Column] = []
    for i, column in enumerate(columns):
        role = column.role
        if role == "unit" and i < start and "project_name" in roles:
            role = "unit_name"
        elif (role in PROJECT and role != "amount" and i > start and role not in roles[:start]) or _level_weight(roles, i):
            role = "note"
        elif role == "content":
            role = "description" if "level3" in roles else "level3"
        out.append(replace(column, role=role))
    return out


def _level_weight(roles: list[str], i: int) -> bool:
    """Whether column i is the weight of the level before it, the indicator's own coming later."""
    return roles[i] == "weight" and i > 0 and roles[i - 1] in ("level1", "level2") and "weight" in roles[i + 1 :]


def _groups(columns: list[Column]) -> tuple[tuple[Column, ...], ...]:
    """Columns split where the names and the target begin again; levels that a second group does not print are the first one's."""
    roles = [c.role for c in columns]
    names = max(roles.count("level3"), roles.count("level2"))
    if roles.count("target") < 2 or names < 2:
        return _single(columns)
    groups: list[list[Column]] = [[]]
    for column in columns:
        if column.role in CORE and any(c.role == column.role for c in groups[-1]):
            groups.append([])
        groups[-1].append(column)
    levels = [c for c in groups[0] if c.role in ("level1", "level2")]
    for i, group in enumerate(groups):
        own = min((c.role for c in group if c.role in NAMES), default="level1")
        if i:
            group[:0] = [c for c in levels if c.role < own]
        side = ("long_term", "annual")[min(i, 1)]
        named = next((c.horizon for c in group if c.role == "target" and c.horizon), None)
        groups[i] = [replace(c, horizon=named or side) for c in group]
    return tuple(tuple(g) for g in groups)


def _single(columns: list[Column]) -> tuple[tuple[Column, ...], ...]:
    """One group; two targets of different horizons make two that share their names, other repeats are attributes."""
    targets = [c for c in columns if c.role == "target"]
    if len(targets) == 2 and {c.horizon for c in targets} == {"annual", "long_term"}:
        shared = [c for c in columns if c.role != "target"]
        rest = [c for c in shared if c.role in CORE | {"sign", "unit"}]
        first = [replace(c, horizon=targets[0].horizon) for c in (*rest, targets[0])]
        second = [replace(c, horizon=targets[1].horizon) for c in (*shared, targets[1])]
        return (tuple(first), tuple(second))
    seen: set[str] = set()
    out: list[Column] = []
    for column in columns:
        repeats = column.role in seen and column.role not in ("note", "amount")
        out.append(replace(column, role="note") if repeats else column)
        seen.add(column.role)
    return (tuple(out),)


def _block(columns: list[Column], cells: Iterable[Cell]) -> Cell | None:
    """The label merged down to the left of the header (绩效指标, 长期绩效指标), where one is."""
    edge = min((c.first for c in columns), default=1)
    return next((cell for cell in cells if cell.column < edge and not blank(cell)), None)
