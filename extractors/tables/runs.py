"""Characters to runs: what stands next to each other on one line of one cell.

    characters + boxes ──centre in a cell──> cell of each ──breaks──> runs

A character belongs to the cell that holds its centre; asking an engine for the text inside a box leaks neighbours.
The arrays are numpy's: a page holds about a thousand characters and a document hundreds of pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.tables.lattice import Lattice

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

OUTSIDE = -1  # the cell of a character that stands in no grid


class Line(NamedTuple):
    """Characters on one line: a run as the file prints it, or all that stands on a line.

    `em` is the height of its tallest character; `cell` and `first` (the index of its first character) are a run's.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    em: float
    cell: int = OUTSIDE
    first: int = 0


Run = Line
"""Characters that follow each other on one line of one cell."""

new_run = partial(tuple.__new__, Run)
"""A run of a tuple of its fields, without the checks of NamedTuple's own, which take longer than the rest."""


def cells_of(boxes: Floats, lattices: Sequence[Lattice]) -> Ints:
    """For each character the number of its cell, counted over all lattices in their order; inner lattices must come later."""
    cells = np.full(len(boxes), OUTSIDE, dtype=np.int64)
    if not len(boxes):
        return cells
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    base = 0
    for lattice in lattices:
        width, height = len(lattice.xs) - 1, len(lattice.ys) - 1
        column, row = np.searchsorted(lattice.xs, x, "right") - 1, np.searchsorted(lattice.ys, y, "right") - 1
        inside = (column >= 0) & (column < width) & (row >= 0) & (row < height)
        places = row[inside] * width + column[inside]
        cells[inside] = np.asarray(lattice.owner)[places] + base
        base += len(lattice.cells)
    return cells


def runs_of(text: str, boxes: Floats, cells: Ints, kept: Bools, positions: Ints | None = None) -> list[Run]:
    """The runs of the kept characters, in the order in which the file prints them.

    `positions` are the places of the characters in the text, where the arrays hold some of them only.
    """
    at = np.flatnonzero(kept)
    if not len(at):
        return []
    box, cell = boxes[at], cells[at]
    index = at if positions is None else positions[at]
    height = box[:, 3] - box[:, 1]
    starts = _starts(index, box, cell, height)
    ends = np.append(starts[1:], len(index))
    low, high = np.minimum.reduceat(box, starts, axis=0), np.maximum.reduceat(box, starts, axis=0)
    em = np.maximum.reduceat(height, starts)
    first, last = index[starts], index[ends - 1] + 1
    texts = [text[a:b] for a, b in zip(first.tolist(), last.tolist(), strict=True)]
    low[:, 0] -= free_beside([each[0] for each in texts], box[starts], em)
    high[:, 2] += free_beside([each[-1] for each in texts], box[ends - 1], em)
    sides = low[:, 0], low[:, 1], high[:, 2], high[:, 3], em, cell[starts], first
    return list(map(new_run, zip(texts, *(side.tolist() for side in sides), strict=True)))


def free_beside(chars: Sequence[str], boxes: Floats, em: Floats) -> Floats:
    """How far the square of an ideograph reaches beyond its box on either side, 0 for other characters.

    Some founts (Chromium's) give the box of the ink only, and 目 has a sixth of its width free on each side.
    """
    codes = np.array([ord(char) for char in chars])
    return np.where((codes >= 0x3400) & (codes < 0xA000), np.maximum(em - (boxes[:, 2] - boxes[:, 0]), 0.0) / 2, 0.0)


def _starts(index: Ints, box: Floats, cell: Ints, height: Floats) -> Ints:
    """Where a run begins: after a dropped character, in another cell, after a step back or to another line."""
    size = np.maximum(height[1:], height[:-1])
    middle = (box[:, 1] + box[:, 3]) / 2
    new = (
        (np.diff(index) > 1)
        | (np.diff(cell) != 0)
        | (box[1:, 0] < box[:-1, 0] - 0.3 * size)
        | (np.abs(np.diff(middle)) > 0.9 * size)
        | (box[1:, 0] > box[:-1, 2] + size)
    )
    return np.concatenate(([0], np.flatnonzero(new) + 1))
