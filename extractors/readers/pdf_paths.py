"""The drawn lines of a page: pieces of horizontal and vertical rules, from strokes and from thin filled rectangles alike."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any, Final

import numpy as np
import pypdfium2.raw as pdfium

from extractors.grid.rules import Rule
from extractors.grid.runs import Floats
from extractors.readers.pdf_pdfium import (
    Handle,
    count_segments,
    draw_mode,
    form_object,
    object_bounds,
    object_matrix,
    object_type,
    page_object,
    page_pointer,
    path_segment,
    render_mode,
    segment_close,
    segment_point,
    segment_type,
)
from extractors.readers.pdf_view import View

TEXT, PATH, FORM = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
PICTURES: Final = frozenset({pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING})
OUTLINES: Final = 500  # path segments of a page without text: text drawn as outlines has tens a character, an empty form has fewer
INVISIBLE: Final = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
THIN: Final = 3.2  # points: a filled rectangle not thicker than this is a rule
SHORT: Final = 6.0  # points: what is shorter, once joined, borders no cell
MAX_DEPTH: Final = 8  # forms inside forms
MAX_OBJECTS: Final = 400_000
MAX_SEGMENTS: Final = 100_000  # beyond this table finders spin, and no printed table has a hundredth of it

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(slots=True, eq=False)
class PageObjects:
    """Rectangles of straight pieces (in PDF's coordinates: left, bottom, right, top), and the text objects printed invisibly."""

    pieces: list[tuple[float, float, float, float]] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    objects: int = 0
    segments: int = 0
    pictures: int = 0

    @property
    def blank(self) -> bool:
        """Whether a page with these objects and no text has nothing to read: no picture, no text drawn as outlines."""
        return not self.pictures and self.segments < OUTLINES

    @property
    def too_many(self) -> bool:
        """Whether reading stopped at a bound."""
        return self.segments > MAX_SEGMENTS or self.objects > MAX_OBJECTS


def read_objects(page: Handle) -> PageObjects:
    """What the page and the forms on it draw."""
    out = PageObjects()
    count = pdfium.FPDFPage_CountObjects(page_pointer(page))
    _collect(out, list(map(page_object, repeat(page), range(min(count, MAX_OBJECTS + 1)))), IDENTITY, 0)
    return out


def rules_of(objects: PageObjects, view: View) -> tuple[list[Rule], list[Rule]]:
    """Pieces of horizontal and of vertical rules, as the page is read. A dot may be a piece of either."""
    if not objects.pieces:
        return [], []
    sides = np.array(objects.pieces)
    boxes = view.boxes(sides[:, 0], sides[:, 1], sides[:, 2], sides[:, 3])
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    return _rules(boxes[(height <= THIN) & ((width > height) | (width <= THIN))], 1), _rules(
        boxes[(width <= THIN) & ((height > width) | (height <= THIN))], 0
    )


def _rules(boxes: Floats, across: int) -> list[Rule]:
    along = 1 - across
    table = np.column_stack(((boxes[:, across] + boxes[:, across + 2]) / 2, boxes[:, along], boxes[:, along + 2]))
    return [(at, start, end) for at, start, end in table.tolist()]


def _collect(out: PageObjects, objects: list[Handle], matrix: Matrix, depth: int) -> None:
    out.objects += len(objects)
    if out.too_many:
        return
    types = list(map(object_type, objects))
    out.pictures += sum(kind in PICTURES for kind in types)
    texts = [item for item, kind in zip(objects, types, strict=True) if kind == TEXT]
    out.hidden.update(item.value or 0 for item, mode in zip(texts, map(render_mode, texts), strict=True) if mode in INVISIBLE)
    paths = [item for item, kind in zip(objects, types, strict=True) if kind == PATH]
    if paths:
        _paths(out, paths, matrix)
    if FORM in types and depth < MAX_DEPTH:
        for item in (item for item, kind in zip(objects, types, strict=True) if kind == FORM):
            count = min(pdfium.FPDFFormObj_CountObjects(ctypes.cast(item, pdfium.FPDF_PAGEOBJECT)), MAX_OBJECTS + 1)
            _collect(out, list(map(form_object, repeat(item), range(count))), multiplied(matrix_of(item), matrix), depth + 1)


def matrix_of(item: Handle) -> Matrix:
    """The transformation of a page object into what holds it."""
    matrix = pdfium.FS_MATRIX()
    object_matrix(item, ctypes.byref(matrix))
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def multiplied(first: Matrix, then: Matrix) -> Matrix:
    """The transformation that does `first` and then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _paths(out: PageObjects, paths: list[Handle], matrix: Matrix) -> None:
    """A path whose bounds are thin is a piece itself; another is looked into."""
    sides = [ctypes.c_float() for _ in range(4)]
    left, bottom, right, top = sides
    references = [ctypes.byref(side) for side in sides]
    for path in paths:
        object_bounds(path, *references)
        x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
        if matrix is not IDENTITY:
            (x0, y0), (x1, y1) = _moved(x0, y0, matrix), _moved(x1, y1, matrix)
        out.segments += 1
        if abs(x1 - x0) <= THIN or abs(y1 - y0) <= THIN:
            out.pieces.append((x0, y0, x1, y1))
        elif (count := count_segments(path)) > 2:
            out.segments += count
            if out.too_many:
                return
            out.pieces.extend(_inside(path, count, multiplied(matrix_of(path), matrix)))


def _inside(path: Handle, count: int, matrix: Matrix) -> Iterator[tuple[float, float, float, float]]:
    """The straight pieces of a stroked path; of a filled one the parts that are thin."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    draw_mode(path, ctypes.byref(fill), ctypes.byref(stroke))
    if not stroke.value and count <= 5:
        return  # the background of a cell
    for points in _subpaths(path, count, matrix):
        if stroke.value:
            for (x0, y0), (x1, y1) in pairwise(points):
                if abs(x1 - x0) <= THIN or abs(y1 - y0) <= THIN:
                    yield x0, y0, x1, y1
        else:
            xs, ys = [x for x, _ in points], [y for _, y in points]
            if max(xs) - min(xs) <= THIN or max(ys) - min(ys) <= THIN:
                yield min(xs), min(ys), max(xs), max(ys)


def _subpaths(path: Handle, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path; a part with a curve is none."""
    x, y = ctypes.c_float(), ctypes.c_float()
    rx, ry = ctypes.byref(x), ctypes.byref(y)
    points: list[tuple[float, float]] = []
    curved = False
    for index in range(count):
        segment: Any = path_segment(path, index)
        kind = segment_type(segment)
        segment_point(segment, rx, ry)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            if points and not curved:
                yield points
            points, curved = [], False
        curved |= kind == pdfium.FPDF_SEGMENT_BEZIERTO
        points.append(_moved(x.value, y.value, matrix))
        if segment_close(segment) and points[0] != points[-1]:
            points.append(points[0])
    if points and not curved:
        yield points
