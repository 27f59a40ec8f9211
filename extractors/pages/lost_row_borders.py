"""Cells recognised from pixels that hold a text of its own beside every row they stand over: the rules between may be lost.

Lines that are wrapped stand close; what two cells print stands apart, each in its own row. Only then a line feed is kept, for what the
columns are about (`unjoin`) to decide: a label merged down looks the same.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractors.pages.model import PageCell
from extractors.tables.lines import join_lines

APART = 0.8  # of a character's height: what is left free between the texts of two cells, one above the other


def stacked_text(cell: PageCell, cells: Sequence[PageCell]) -> str | None:
    """The texts of a cell's rows, each on a line of its own; None where the cell holds one text. `cells`: all of its table."""
    if cell.confidence is None or cell.rows < 2 or len(cell.lines) < cell.rows or cell.last is not None:
        return None
    edges = _edges(cell, cells)
    if len(edges) != cell.rows - 1:
        return None
    rows: list[list[str]] = [[] for _ in range(cell.rows)]
    low, at = None, 0
    for line in cell.lines:
        row = sum(edge < (line.y0 + line.y1) / 2 for edge in edges)
        if row < at or (low is not None and row > at and line.y0 - low < APART * line.em):
            return None
        rows[row].append(line.text)
        low, at = line.y1, row
    return "\n".join(join_lines(row) for row in rows) if all(rows) else None


def _edges(cell: PageCell, cells: Sequence[PageCell]) -> list[float]:
    """Where the rows that a cell stands over end, its last one left out: by the cells of one row beside it."""
    last = cell.row + cell.rows - 1
    beside = {one.row: one.box.y1 for one in cells if one.rows == 1 and one.page == cell.page and cell.row <= one.row < last}
    return [beside[row] for row in sorted(beside)]
