"""Rows that were typed into one: several indicators in a row, line by line, each line of one cell beside the same line of another.

    ┌────┬──────────────┬──────────┐         ┌────┬──────────────┬──────────┐
    │    │ 1.蓄水池数量    │ ≥12座     │         │    │ 1.蓄水池数量    │ ≥12座     │
    │ 数 │ 2.管网长度      │ ≥35公里    │   ──>   │ 数 ├──────────────┼──────────┤
    └────┴──────────────┴──────────┘         │    │ 2.管网长度      │ ≥35公里    │
                                             └────┴──────────────┴──────────┘

Only files that keep the lines of a cell apart (Word, HTML) can tell; a line that wraps is none.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from extractors.document import Cell, Grid, Remark
from extractors.printing import excerpt
from normalizers.notes import Note

_ITEM: Final = re.compile(r"^\s*(?:[（(]?(\d{1,2})(?:[.．、)）]|\s)|([①-⑳]))\s*(?=\D|\d{3})")
_VALUE: Final = re.compile(r"\s*[≥≤><＞＜=＝约不少高低于超过]{1,4}\s*[\d.,，]{1,15}\s*[^\d\s,，;；]{0,10}\s*")
_NAME: Final = re.compile(r"\s*[^\d≥≤><＞＜]*[\u4e00-\u9fff]{3,}")
_MOST: Final = 30
_LONGEST_NAME: Final = 60  # characters: what is longer is a sentence of a goal

# What says, without looking at lines, that a cell may hold several items or values.
MAY_HOLD_SEVERAL: Final = re.compile(r"\s*[（(]?1[.．、)）\s].*?[（(]?2[.．、)）\s]|\s*①.*②|\s*[≥≤><＞＜][^≥≤><＞＜]*[≥≤><＞＜]", re.S)


def rows_parted(grid: Grid, lines: Mapping[int, Sequence[str]]) -> tuple[Grid, tuple[Remark, ...]]:
    """A grid with rows that were typed into one parted, and a remark of each.

    Args:
        grid: the grid.
        lines: for the `id` of each cell of several lines, these lines, none of them blank.

    Returns:
        The grid, the same where no row was parted; `row.parted` at the place of the row's first items.
    """
    counts: dict[int, int] = {}
    remarks: list[Remark] = []
    starting = _starting(grid, lines)
    for row in sorted(starting):
        found = _items(starting[row], lines)
        if found is not None:
            counts[row] = len(lines[id(found)])
            remarks.append(Remark(Note.of("row.parted", count=str(counts[row]), raw=excerpt(found.text)), found.where))
    return (_parted(grid, counts, lines), tuple(remarks)) if counts else (grid, ())


def _starting(grid: Grid, lines: Mapping[int, Sequence[str]]) -> dict[int, list[Cell]]:
    """The cells that begin in each row in which some cell has several lines."""
    rows = {cell.row for cell in grid.cells if id(cell) in lines}
    found: dict[int, list[Cell]] = {row: [] for row in rows}
    for cell in grid.cells:
        if cell.row in rows:
            found[cell.row].append(cell)
    return found


def _items(row: list[Cell], lines: Mapping[int, Sequence[str]]) -> Cell | None:
    """The cell of a row that says where its items begin; None where the row is one."""
    several = [cell for cell in row if id(cell) in lines]
    counts = {len(lines[id(cell)]) for cell in several}
    if len(several) < 2 or len(counts) != 1 or not 1 < min(counts) <= _MOST:
        return None
    if any(cell.row_span > 1 or cell.nested for cell in several):
        return None
    numbered = [cell for cell in several if _are_numbered(lines[id(cell)])]
    if numbered and numbered[0] is several[0] and all(len(line) <= _LONGEST_NAME for line in lines[id(numbered[0])]):
        return numbered[0]  # names, with something for each of them on their right; lines to their left are a label that wraps
    values = [cell for cell in several if all(_VALUE.fullmatch(_ITEM.sub("", line, count=1)) for line in lines[id(cell)])]
    names = [cell for cell in several if all(_NAME.match(line) for line in lines[id(cell)])]
    return names[-1] if values and names and names[-1].column < values[-1].column else None


def _are_numbered(lines: Sequence[str]) -> bool:
    """Whether lines are numbered from 1 up."""
    for wanted, line in enumerate(lines, 1):
        match = _ITEM.match(line)
        if match is None or (int(match.group(1)) if match.group(1) else ord(match.group(2)) - 0x245F) != wanted:
            return False
    return True


def _parted(grid: Grid, counts: Mapping[int, int], lines: Mapping[int, Sequence[str]]) -> Grid:
    more = [0] * (grid.rows + 2)  # rows that are added above each row
    for row in range(1, grid.rows + 1):
        more[row + 1] = more[row] + counts.get(row, 1) - 1
    cells: list[Cell] = []
    for cell in grid.cells:
        at, below = cell.row + more[cell.row], cell.row + cell.row_span
        if cell.row in counts and id(cell) in lines:
            cells += [replace(cell, row=at + index, text=line) for index, line in enumerate(lines[id(cell)])]
        else:
            cells.append(replace(cell, row=at, row_span=below + more[below] - at))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    return Grid(grid.rows + more[grid.rows + 1], grid.columns, tuple(cells), grid.where, grid.repeated, grid.evidence)
