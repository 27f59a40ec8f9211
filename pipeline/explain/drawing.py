"""A grid drawn as text, its spans visible:

┌────────┬──────┬──────┐
│一级指标│二级  │指标值│
├────────┼──────┼──────┤
│产出    │数量  │≥4次  │
│        ├──────┼──────┤
│        │质量  │100%  │
└────────┴──────┴──────┘
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import Final

from extractors.document import Cell, Grid
from pipeline.display import wide, wrap

_NARROWEST: Final = 4
_WIDEST: Final = 28
_LINES: Final = 8
"""Lines of a cell that are drawn; a longer text ends with an ellipsis."""
_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
_CORNERS: Final = " ╵╷│╴┘┐┤╶└┌├─┴┬┼"


def draw(grid: Grid, width: int = 150) -> list[str]:
    """The grid's lines, at most about so many columns wide."""
    widths = _widths(grid, width)
    texts = {id(cell): _text(cell, _inside(widths, cell.column, cell.column_span)) for cell in grid.cells}
    heights = _heights(grid, texts)
    xs = [0, *accumulate(width + 1 for width in widths)]
    ys = [0, *accumulate(height + 1 for height in heights)]
    canvas = [[" "] * (xs[-1] + 1) for _ in range(ys[-1] + 1)]
    joints = [[0] * (xs[-1] + 1) for _ in range(ys[-1] + 1)]
    for cell in grid.cells:
        left, right = xs[cell.column - 1], xs[cell.column - 1 + cell.column_span]
        top, bottom = ys[cell.row - 1], ys[cell.row - 1 + cell.row_span]
        _frame(joints, left, top, right, bottom)
        for offset, line in enumerate(texts[id(cell)], 1):
            _write(canvas[top + offset], left + 1, line)
    for row, marks in zip(canvas, joints, strict=True):
        for x, joint in enumerate(marks):
            if joint:
                row[x] = _CORNERS[joint]
    return ["".join(row) for row in canvas]


def _widths(grid: Grid, most: int) -> list[int]:
    """Columns as wide as their texts, within bounds; a spanning cell asks for what its columns lack."""
    widths = [_NARROWEST] * grid.columns
    for cell in sorted(grid.cells, key=lambda cell: cell.column_span):
        lack = min(wide(cell.text), _WIDEST) - _inside(widths, cell.column, cell.column_span)
        if lack > 0:
            widths[cell.column + cell.column_span - 2] += lack
    while sum(widths) + grid.columns > most and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1
    return widths


def _heights(grid: Grid, texts: dict[int, list[str]]) -> list[int]:
    heights = [1] * grid.rows
    for cell in sorted(grid.cells, key=lambda cell: cell.row_span):
        lack = len(texts[id(cell)]) - _inside(heights, cell.row, cell.row_span)
        if lack > 0:
            heights[cell.row + cell.row_span - 2] += lack
    return heights


def _inside(sizes: Sequence[int], first: int, span: int) -> int:
    return sum(sizes[first - 1 : first - 1 + span]) + span - 1


def _text(cell: Cell, width: int) -> list[str]:
    text = cell.text + "".join(f" [+ a table of {inner.rows} × {inner.columns}]" for inner in cell.nested)
    lines = wrap(text, width)
    return lines if len(lines) <= _LINES else [*lines[: _LINES - 1], "…"]


def _frame(joints: list[list[int]], left: int, top: int, right: int, bottom: int) -> None:
    for y in (top, bottom):
        for x in range(left, right + 1):
            joints[y][x] |= (_LEFT if x > left else 0) | (_RIGHT if x < right else 0)
    for x in (left, right):
        for y in range(top, bottom + 1):
            joints[y][x] |= (_UP if y > top else 0) | (_DOWN if y < bottom else 0)


def _write(row: list[str], x: int, line: str) -> None:
    """A wide character fills its place and empties the next, so that the columns stay straight."""
    for c in line:
        size = wide(c)
        if size == 0:
            row[x - 1] += c
            continue
        row[x] = c
        if size == 2:
            row[x + 1] = ""
        x += size
