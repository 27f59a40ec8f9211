"""Where a table of records begins: the rows of its headings."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Final

from extractors.document import Cell
from extractors.interpret.column_roles import NOTE
from extractors.interpret.columns import CORE, GRADES, NAMES, Column, Header, grouped, heading_role, horizon_of
from extractors.interpret.content import Content, content_of
from extractors.interpret.view import TableView, blank
from extractors.vocabulary import Place

_BESIDE: Final = frozenset({"weight", "score", "actual", "sign", "unit", "forecast", "deviation", *GRADES})
"""Headings that make a table of indicators of one whose only other heading is that of the names."""


def find_header(view: TableView, row: int) -> Header | None:
    """The header whose label row is `row`; None where none begins there. Asked again and again, found once."""
    if row not in view.headers:
        view.headers[row] = _find_header(view, row)
    found = view.headers[row]
    return found if isinstance(found, Header) else None


def _find_header(view: TableView, row: int) -> Header | None:
    if not _is_header_row(view, row):
        return None
    bottom = _bottom(view, row)
    top = _top(view, row)
    groups = grouped(view, _plain_columns(view, top, bottom), bottom)
    roles = frozenset(c.role for g in groups for c in g)
    if not roles & (CORE | {"project_name"}):
        return None
    cells = {id(c): c for r in range(top, bottom + 1) for c in view.grid.row_cells(r)}
    block = _block(min((c.first for g in groups for c in g), default=1), cells.values())
    heads = tuple(c for c in cells.values() if c is not block and view.bottom(c) <= bottom)
    return Header(top, bottom, groups, heads, block, roles)


def _is_header_row(view: TableView, row: int) -> bool:
    """Whether enough of a row's cells are headings: two of the core ones, one beside its usual company, or a flat list's project."""
    known = {role for c in view.starts(row + 1) if (role := heading_role(view, c)) in GRADES} if row < view.last else set()
    fresh = unknown = 0
    for cell in view.grid.row_cells(row):
        if blank(cell):
            continue
        role = heading_role(view, cell)
        numbers = (Content.NUMBER, Content.VALUE, Content.SIGN, *([] if role else [Content.DATE]))
        if cell.row == row and cell.row_span <= 3 and not view.known(cell) and content_of(cell.text) in numbers:
            return False
        if role is None:
            unknown += view.find(cell, Place.BLOCK) is None and not (cell.row < row and cell.row_span > 3)
            continue
        known.add(role)
        fresh += cell.row == row
    core = known & CORE
    beside = _BESIDE | {NOTE} if "review" in view.context else _BESIDE
    listed = "project_name" in known and bool(known & {"goal", "amount"}) and len(known) >= 3 and not _labels_follow(view, row)
    usual = len(core) == 1 and core <= NAMES and bool(known & beside) and not known & {"project_name"}
    if fresh < 2 or not (len(core) >= 2 or listed or usual):
        return False
    return unknown <= max(len(known), 2) and (len(core) > 2 or len(known) > unknown or _levels_below(view, row))


def _levels_below(view: TableView, row: int) -> bool:
    """Whether the names of levels stand in some column under a row."""
    below = [c for r in range(row + 1, min(row + 4, view.last) + 1) for c in view.starts(r)]
    return any(content_of(c.text) in (Content.LEVEL1, Content.LEVEL2, Content.LEVEL) for c in below)


def _labels_follow(view: TableView, row: int) -> bool:
    """Whether labels stand again two rows on: pairs printed label over value, no list."""
    rows = [r for r in (row + 1, row + 2) if r <= view.last]
    return any(sum(view.known(c) for c in view.starts(r)) >= 2 for r in rows)


def _bottom(view: TableView, row: int) -> int:
    """The last row of the header: headings merged over two rows, or groups divided by headings below them."""
    heads = [c for c in view.starts(row) if heading_role(view, c) and c.row_span <= 3 and view.find(c, Place.BLOCK) is None]
    bottom = max((view.bottom(c) for c in heads), default=row)
    if bottom < view.last and _divides(view, bottom, bottom + 1):
        bottom += 1
    return bottom


def _divides(view: TableView, upper: int, lower: int) -> bool:
    """Whether row `lower` holds only headings that divide the cells of row `upper`."""
    fresh = [c for c in view.starts(lower) if not blank(c)]
    if not fresh or not any(heading_role(view, c) for c in fresh):
        return False
    if any(content_of(c.text) in (Content.NUMBER, Content.VALUE, Content.DATE, Content.SIGN, Content.PROSE) for c in fresh):
        return False
    return all(view.grid.at(upper, c.column).column_span > c.column_span for c in fresh)


def _top(view: TableView, row: int) -> int:
    """The first row of the header: the row above, where its cells are groups or headings merged down into this one."""
    if row <= view.first:
        return row
    merged = [c for c in view.grid.row_cells(row) if c.row < row and c.row_span <= 3 and heading_role(view, c)]
    above = [c for c in view.grid.row_cells(row - 1) if not blank(c)]
    grouped = [c for c in above if c.column_span > 1 and (view.find(c, Place.BLOCK) == "indicators" or heading_role(view, c))]
    labels = [heading_role(view, c) is not None or view.find(c, Place.BLOCK) is not None for c in above]
    is_group_row = bool(grouped) and all(labels) and len(above) > 1
    paired = labels == [True, False]  # 年度目标 over a blank cell, and its text: a pair above the header
    hanging = not paired and any(
        blank(c) and heading_role(view, view.grid.at(row - 1, c.column)) for c in view.starts(row) if c.column_span == 1
    )
    return row - 1 if merged or is_group_row or hanging else row


def _plain_columns(view: TableView, top: int, bottom: int) -> list[Column]:
    """The columns by their lowest heading and the group over it, before anything is decided: their roles are what headings say."""
    columns: list[Column] = []
    at = 1
    while at <= view.grid.columns:
        head = view.grid.at(bottom, at)
        last = head.column + head.column_span - 1
        row = bottom
        while blank(head) and row > top:
            row -= 1
            head = view.grid.at(row, at)
        if not blank(head) and view.bottom(head) <= bottom:
            group = view.grid.at(head.row - 1, at) if head.row > top else None
            over = None if group is None or blank(group) or group.column_span <= head.column_span else group
            horizon = horizon_of(head.text) or (horizon_of(over.text) if over is not None else None)
            columns.extend(
                Column(NOTE if parts > 1 else heading_role(view, head) or NOTE, first, stop, head, horizon, over)
                for parts in [len(_parts(view, head, at, last, bottom))]
                for first, stop in _parts(view, head, at, last, bottom)
            )
        at = last + 1
    return columns


def _parts(view: TableView, head: Cell, first: int, last: int, bottom: int) -> list[tuple[int, int]]:
    """The columns under a heading of names that stands over several (评价指标 over level and name); one for any other heading."""
    if first == last or heading_role(view, head) not in (*NAMES, "content", NOTE, None):
        return [(first, last)]
    rows = [row for row in range(bottom + 1, min(bottom + 12, view.last) + 1) if view.starts(row)]
    starts = [{c.column for c in view.grid.row_cells(row) if first <= c.column <= last} for row in rows]
    inner = [at for at in range(first + 1, last + 1) if sum(at in begun for begun in starts) * 2 > len(rows)]
    edges = [first, *inner, last + 1]
    return [(a, b - 1) for a, b in pairwise(edges)]


def _block(edge: int, cells: Iterable[Cell]) -> Cell | None:
    """The label merged down to the left of the header (绩效指标, 长期绩效指标), where one is."""
    return next((cell for cell in cells if cell.column < edge and not blank(cell)), None)
