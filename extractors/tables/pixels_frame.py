"""The outer rules of a table, made whole: a table is a rectangle, and a corner that a seal or a bad copy took is still its corner.

Without it the row and the column at that corner would lie outside the grid, and their neighbours would move into their places.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from extractors.document import Box
from extractors.tables.rules import Rule, join_pieces

MOST: Final = 0.5  # of an outer rule that must be there
NEAR: Final = 3.0  # points off the edge at which it is looked for
CELLS: Final = 6  # fewer make no table whose shape is known


def framed(horizontal: Sequence[Rule], vertical: Sequence[Rule], tables: Iterable[tuple[Box, int]]) -> tuple[list[Rule], list[Rule]]:
    """The rules with those around each table, given as its rectangle and the number of its cells, made whole where most of one is there."""
    across, down = list(horizontal), list(vertical)
    for box, cells in tables:
        if cells >= CELLS:
            across += [(y, box.x0, box.x1) for y in (box.y0, box.y1) if _broken(y, box.x0, box.x1, horizontal)]
            down += [(x, box.y0, box.y1) for x in (box.x0, box.x1) if _broken(x, box.y0, box.y1, vertical)]
    return join_pieces(across), join_pieces(down)


def _broken(at: float, start: float, end: float, rules: Sequence[Rule]) -> bool:
    """Whether most of a rule is there, but not all of it."""
    there = sum(max(min(last, end) - max(first, start), 0.0) for position, first, last in rules if abs(position - at) <= NEAR)
    return MOST * (end - start) <= there < end - start - 2 * NEAR
