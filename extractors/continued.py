"""Tables that a hand, or a program, cut in two: put together again where the second part says that it goes on.

    ┌────┬────┬────┐                     ┌────┬────┬────┐
    │ 一 │ 二 │ 值 │  the heading row    │ 一 │ 二 │ 值 │
    │ 产 │ 数 │ 12 │  again, the level   │ 产 │ 数 │ 12 │
    └────┴────┴────┘  cell blank: it     │    │ 质 │ 35 │
    续表              goes on       ──>  └────┴────┴────┘
    │ 一 │ 二 │ 值 │
    │    │ 质 │ 35 │

Files without pages (Word, HTML) hold the parts as tables of their own; between them stands nothing, or a line such as 续表.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import replace
from typing import Final

from extractors.document import Block, Cell, Grid, Paragraph, Remark, Role
from normalizers.notes import Note
from normalizers.text import squeeze

_NUMBER: Final = r"[\d一二三四五六七八九十－—\-.]*"
_AGAIN: Final = re.compile(rf"[（(【\[]?[续接承]上?[表页]{_NUMBER}[：:]?[）)】\]]?|(?:附?表{_NUMBER})?[（(]续[表\d]*[）)]")
_LONGEST: Final = 40
_MOST_HEADINGS: Final = 3  # rows of a heading that is printed again


def join_continued(blocks: Sequence[Block], going_on: Container[int] = ()) -> tuple[tuple[Block, ...], tuple[Remark, ...]]:
    """Blocks with the parts of cut tables put together, and a remark of each joint.

    Args:
        blocks: the blocks of a document without pages, in order.
        going_on: the `id` of grids whose first row says that a merged cell of the table above goes on in it.

    Returns:
        The blocks, the lines between joined parts as running heads; `table.join` for each joint.
    """
    made: list[Block] = []
    remarks: list[Remark] = []
    last = -1  # where the last grid stands, if only lines that say nothing have followed
    for block in blocks:
        if isinstance(block, Grid):
            before = made[last] if last >= 0 else None
            joined = _joined(before, block, id(block) in going_on) if isinstance(before, Grid) else None
            if joined is not None:
                made[last] = joined
                made[last + 1 :] = [replace(each, role=Role.HEADER) if isinstance(each, Paragraph) else each for each in made[last + 1 :]]
                remarks.append(Remark(Note.of("table.join", evidence="heading row again, level cell blank"), block.where))
                continue
            last = len(made)
        elif last >= 0 and not _is_silent(block):
            last = -1
        made.append(block)
    return (tuple(made), tuple(remarks)) if remarks else (tuple(blocks), ())


def _is_silent(block: Paragraph) -> bool:
    text = squeeze(block.text)
    return not text or block.role is not Role.BODY or (len(text) <= _LONGEST and _AGAIN.fullmatch(text) is not None)


def _joined(above: Grid, below: Grid, merged: bool) -> Grid | None:
    """The table of both parts; None where the second is a table of its own."""
    if above.columns != below.columns:
        return None
    again = _heading_rows(above, below)
    if not again and not merged:
        return None
    first = below.row_cells(again + 1) if again < below.rows else []
    blank = _leading_blanks(first)
    if not blank or any(cell.row <= again for cell in first):
        return None
    hanging = {cell.column: cell for cell in above.row_cells(above.rows)}
    if any(not _continues(hanging.get(cell.column), cell) for cell in blank):
        return None
    return _put_together(above, below, again, blank)


def _heading_rows(above: Grid, below: Grid) -> int:
    """How many rows of the second part repeat rows of the first that follow each other: its heading."""
    first = _texts(below, 1)
    if sum(bool(text) for text, _ in first) < 2:
        return 0
    for row in range(1, above.rows + 1):
        if _texts(above, row) == first:
            count = 1
            while count < _MOST_HEADINGS and row + count <= above.rows and 1 + count < below.rows:
                if _texts(above, row + count) != _texts(below, 1 + count):
                    break
                count += 1
            return count
    return 0


def _texts(grid: Grid, row: int) -> list[tuple[str, int]]:
    return [(squeeze(cell.text), cell.column_span) for cell in grid.row_cells(row)]


def _leading_blanks(row: list[Cell]) -> list[Cell]:
    """The blank cells at the beginning of a row, before the first that says something; none in a row that says nothing."""
    for index, cell in enumerate(row):
        if cell.text.strip() or cell.nested:
            return row[:index]
    return []


def _continues(above: Cell | None, below: Cell) -> bool:
    """Whether a blank cell may be the rest of one above it: the same columns, and something printed in that one."""
    return above is not None and above.column_span == below.column_span and bool(above.text.strip())


def _put_together(above: Grid, below: Grid, again: int, blank: list[Cell]) -> Grid:
    rest = {id(cell) for cell in blank}
    longer = {cell.column: cell.row_span for cell in blank}
    cells = [
        replace(cell, row_span=cell.row_span + longer[cell.column])
        if cell.column in longer and cell.row + cell.row_span - 1 == above.rows
        else cell
        for cell in above.cells
    ]
    moved = [replace(cell, row=cell.row - again + above.rows) for cell in below.cells if cell.row > again and id(cell) not in rest]
    heading = tuple(cell for cell in below.cells if cell.row <= again)
    rows = above.rows + below.rows - again
    ordered = tuple(sorted([*cells, *moved], key=lambda cell: (cell.row, cell.column)))
    return Grid(rows, above.columns, ordered, above.where, (*above.repeated, *heading), above.evidence)
