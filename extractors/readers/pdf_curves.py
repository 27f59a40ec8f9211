"""The outlines of paths as corners: straight sides, curves that are straight, rectangles with rounded corners."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import pypdfium2.raw as pdfium

from extractors.readers.pdf_covers import THIN, Sides, is_rule
from extractors.readers.pdf_pdfium import Handle, path_segment, segment_close, segment_point, segment_type

STRAIGHT: Final = 0.3  # of a side of a box with rounded corners that is straight at least
CURVED: Final = 0.3  # points by which a control point may miss the straight line

Matrix = tuple[float, float, float, float, float, float]


def moved_point(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


@dataclass(slots=True, eq=False)
class Corners:
    """The corners of a part of a path; `curves` are the places in it at which a curve ends that is no straight line."""

    points: list[tuple[float, float]]
    curves: set[int]

    @property
    def box(self) -> Sides:
        """The rectangle around the corners."""
        xs, ys = [x for x, _ in self.points], [y for _, y in self.points]
        return min(xs), min(ys), max(xs), max(ys)


def sides_of(corners: Corners) -> Iterator[Sides]:
    """The straight sides; of a rectangle with rounded corners those of the rectangle around it."""
    points = corners.points
    straight = [(*one, *two) for at, (one, two) in enumerate(pairwise(points), 1) if at not in corners.curves and is_rule((*one, *two))]
    if not corners.curves or points[0] != points[-1]:
        yield from straight
        return
    x0, y0, x1, y1 = corners.box
    around = [(x0, y0, x1, y0), (x0, y1, x1, y1), (x0, y0, x0, y1), (x1, y0, x1, y1)]
    yield from around if all(any(_lies_on(piece, side) for piece in straight) for side in around) else straight


def _lies_on(piece: Sides, side: Sides) -> bool:
    """Whether a straight piece is a fair part of a side."""
    length = abs(side[2] - side[0]) + abs(side[3] - side[1])
    across = 0 if side[0] == side[2] else 1
    near = max(abs(piece[across] - side[across]), abs(piece[across + 2] - side[across]))
    return near <= THIN and abs(piece[2] - piece[0]) + abs(piece[3] - piece[1]) >= STRAIGHT * length


def corners_of(path: Handle, count: int, matrix: Matrix) -> Iterator[Corners]:
    """The corners of each part of a path. A curve has two control points before its end; it is straight where they lie on its chord."""
    x, y = ctypes.c_float(), ctypes.c_float()
    rx, ry = ctypes.byref(x), ctypes.byref(y)
    part = Corners([], set())
    control: list[tuple[float, float]] = []
    for index in range(count):
        segment: Any = path_segment(path, index)
        kind = segment_type(segment)
        segment_point(segment, rx, ry)
        point = moved_point(x.value, y.value, matrix)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if part.points:
                yield part
            part, control = Corners([], set()), []
        if kind == pdfium.FPDF_SEGMENT_BEZIERTO and len(control) < 2:
            control.append(point)
            continue
        if control and not _is_straight(part.points[-1], point, control):
            part.curves.add(len(part.points))
        control = []
        part.points.append(point)
        if segment_close(segment) and part.points[0] != part.points[-1]:
            part.points.append(part.points[0])
    if part.points:
        yield part


def _is_straight(start: tuple[float, float], end: tuple[float, float], control: Sequence[tuple[float, float]]) -> bool:
    """Whether a curve's control points lie on the line along an axis from its start to its end."""
    across = 0 if abs(start[0] - end[0]) <= abs(start[1] - end[1]) else 1
    return all(abs(point[across] - start[across]) <= CURVED for point in (*control, end))
