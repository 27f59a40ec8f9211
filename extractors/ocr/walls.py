"""Walls that a seal took: two texts in a cell on either side of where a rule runs on, told apart by the print.

    项目名称    计划生育家庭奖励扶助 | 项目属性          项目名称 | 计划生育家庭奖励扶助 | 项目属性
    项目单位 | 莒南县卫生健康局                   ->     项目单位 | 莒南县卫生健康局

Only where red lay on the way (elsewhere ink tells, see `extractors.tables.pixels_ways`), only where a rule ends at the cell that would go
on in it, and only where print keeps away from it on both sides and stands on each as it does in the page's other cells: what is printed in
a merged cell runs across, stands in its middle or at one end. Of 17,500 ways inside the cells of damaged scans this took 30 of the 35 that
had been rules, and none that had not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from extractors.document import Box
from extractors.ocr.lines import POINTS, Span
from extractors.tables.lattice import Lattice
from extractors.tables.pixels_rules import PixelRules
from extractors.tables.pixels_ways import ANCHOR, SAME_LINE
from extractors.tables.rules import Rule

SEALED: Final = 0.05  # of the way lay under a seal
NEXT: Final = 1.0  # points to either side of a way that are its own
WALL: Final = 1.5  # points to either side of a way where ink may be what is left of the rule
FREE: Final = 0.5  # heights of a character between print in the middle of both sides; two characters of a word stand closer
WIDE: Final = 1.4  # the same where it stands anywhere on both sides of an upright
NEAR: Final = 0.6  # points by which print in the middle of a cell may stand elsewhere than in most
ASIDE: Final = 5.0  # points off the middle beyond which print stands at the start of its cell
SOME: Final = 0.5  # heights of a character: less is a scrap

Columns = npt.NDArray[np.intp]


class Lit(NamedTuple):
    """A page's ink without rules, and where a seal lay; how many pixels an inch and a character measure."""

    ink: npt.NDArray[np.bool_]
    seal: npt.NDArray[np.bool_]
    dpi: float
    em: float


class Cell(NamedTuple):
    """A cell's box, the edges inside it at which it may be two, and the columns of pixels that hold its print."""

    box: Box
    edges: Sequence[float]
    inked: Columns


def walls(lattices: Sequence[Lattice], rules: PixelRules, spans: Sequence[tuple[Span, int]], lit: Lit) -> tuple[list[Rule], list[Rule]]:
    """The ways, horizontal and vertical, that were rules. `spans`: lines with the number of their cell over all lattices."""
    lines: dict[int, list[Span]] = {}
    for span, number in spans:
        lines.setdefault(number, []).append(span)
    turned = lit._replace(ink=lit.ink.T, seal=lit.seal.T)  # its axes exchanged, a line across is an upright
    uprights: list[Cell] = []
    levels: list[Cell] = []
    base = 0
    for lattice in lattices:
        for at, cell in enumerate(lattice.cells):
            if mine := lines.get(base + at):
                box = lattice.cell_box(at)
                uprights.append(Cell(box, lattice.xs[cell.column + 1 : cell.column + cell.columns], _inked(mine, lit)))
                flat, flats = Box(box.y0, box.x0, box.y1, box.x1), [Span(one.y0, one.x0, one.y1, one.x1) for one in mine]
                levels.append(Cell(flat, lattice.ys[cell.row + 1 : cell.row + cell.rows], _inked(flats, turned)))
        base += len(lattice.cells)
    return list(_gone(levels, rules.horizontal, turned, None)), list(_gone(uprights, rules.vertical, lit, WIDE))


def _gone(cells: Sequence[Cell], rules: Sequence[Rule], lit: Lit, wide: float | None) -> Iterator[Rule]:
    """The uprights that cells have lost. `wide`: how much free space tells by itself, wherever print stands; None: none does."""
    usual = _usual(cells, lit)
    for cell in cells:
        for x in cell.edges:
            if _sealed(x, cell.box, lit) and _goes_on(x, cell.box, rules) and _told(x, cell, usual, lit, wide):
                yield x, cell.box.y0, cell.box.y1


def _told(x: float, cell: Cell, usual: Usual, lit: Lit, wide: float | None) -> bool:
    """Whether the print of a cell tells that it is two; where one side is blank, only of a cell that cannot be more than two."""
    first, last = cell.box.x0, cell.box.x1
    left, right = _sides(x, cell, lit)
    if not (len(left) and len(right)):
        return len(cell.edges) == 1 and (usual.fits(left, first, x, lit) or usual.fits(right, x, last, lit))
    if min(len(left), len(right)) < SOME * lit.em:
        return False
    free = (right[0] - left[-1]) / lit.em
    alike = usual.fits(left, first, x, lit) and usual.fits(right, x, last, lit, begins=True)
    return bool((alike and free >= FREE) or (wide is not None and free >= wide))


class Usual(NamedTuple):
    """How print stands in most cells of a page: by how much off its middle, and how far from its start where it does not stand there."""

    off: float
    start: float | None

    def fits(self, inked: Columns, first: float, last: float, lit: Lit, begins: bool = False) -> bool:
        """Whether there is print and it stands so between two sides; `begins`: or at the start, as a paragraph does."""
        if not len(inked):
            return False
        at_start = begins and self.start is not None and abs(_start(inked, first, lit) - self.start) <= NEAR
        return at_start or abs(_off(inked, first, last, lit) - self.off) <= NEAR


def _usual(cells: Sequence[Cell], lit: Lit) -> Usual:
    whole = [cell for cell in cells if not cell.edges and len(cell.inked)]
    offs = [_off(cell.inked, cell.box.x0, cell.box.x1, lit) for cell in whole]
    off = _densest(offs or [0.0])
    starts = [_start(cell.inked, cell.box.x0, lit) for cell, mine in zip(whole, offs, strict=True) if mine < off - ASIDE]
    return Usual(off, _densest(starts) if starts else None)


def _densest(values: Sequence[float]) -> float:
    """The value that most others are near; of several the least."""
    return max(values, key=lambda value: (sum(abs(other - value) <= NEAR for other in values), -abs(value)))


def _goes_on(x: float, box: Box, rules: Sequence[Rule]) -> bool:
    """Whether a rule ends at the cell, above or below, that would go on there."""
    there = [(first, last) for at, first, last in rules if abs(at - x) <= SAME_LINE]
    return any(first < box.y0 - ANCHOR <= last or first <= box.y1 + ANCHOR < last for first, last in there)


def _sealed(x: float, box: Box, lit: Lit) -> bool:
    """Whether enough of the way lay under a seal."""
    scale = lit.dpi / POINTS
    rows = slice(int((box.y0 + NEXT) * scale), int((box.y1 - NEXT) * scale))
    seal = lit.seal[rows, int((x - NEXT) * scale) : int((x + NEXT) * scale) + 1]
    return bool(seal.size and np.any(seal, axis=1).mean() >= SEALED)


def _inked(lines: Sequence[Span], lit: Lit) -> Columns:
    """The columns of pixels that hold print of lines; what is in no line is what the seal left."""
    columns = [np.flatnonzero(np.any(lit.ink[one.y0 : one.y1, one.x0 : one.x1], axis=0)) + one.x0 for one in lines]
    return np.unique(np.concatenate(columns))


def _sides(x: float, cell: Cell, lit: Lit) -> tuple[Columns, Columns]:
    """The columns left and right of an upright, without what may be left of it."""
    scale = lit.dpi / POINTS
    return cell.inked[cell.inked < (x - WALL) * scale], cell.inked[cell.inked > (x + WALL) * scale]


def _start(inked: Columns, first: float, lit: Lit) -> float:
    """How many points from a side print begins."""
    return float(inked[0]) * POINTS / lit.dpi - first


def _off(inked: Columns, start: float, end: float, lit: Lit) -> float:
    """By how many points the middle of print is right of the middle of its cell."""
    return float(inked[0] + inked[-1] + 1) / 2 * POINTS / lit.dpi - (start + end) / 2
