"""Cells of a table that are laid, changed by what is seen of it: columns from right to left, rows that are not shown."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from extractors.readers.docx.tables import RawCell


def open_between(above: dict[int, RawCell], start: int, end: int) -> list[RawCell]:
    """The merged cells above that together have the edges of a cell; [] where they do not."""
    found: list[RawCell] = []
    while start < end and (cell := above.get(start)) is not None:
        found.append(cell)
        start = cell.end
    return found if start == end else []


def mirrored(laid: list[RawCell], columns: int) -> list[RawCell]:
    """Cells whose columns run from right to left, as they are seen from left to right."""
    for cell in laid:
        cell.start, cell.end = columns - cell.end, columns - cell.start
    return sorted(laid, key=lambda cell: (cell.row, cell.start))


def without_rows(laid: list[RawCell], hidden: Sequence[int]) -> tuple[list[RawCell], list[RawCell]]:
    """The cells that some row shows, and those that stood in hidden rows alone; `hidden` are rows from 0, in order."""
    shown: list[RawCell] = []
    dropped: list[RawCell] = []
    for cell in laid:
        above, below = bisect_left(hidden, cell.row), bisect_left(hidden, cell.row + cell.rows)
        cell.row, cell.rows = cell.row - above, cell.rows - (below - above)
        (shown if cell.rows else dropped).append(cell)
    return sorted(shown, key=lambda cell: (cell.row, cell.start)), dropped
