"""The drawn lines of a page: pieces of horizontal and vertical rules, from strokes and from thin filled rectangles alike."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, repeat
from typing import Any, Final

import pypdfium2.raw as pdfium

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
from extractors.tables.rules import Rule

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
    horizontal: list[Rule] = []
    vertical: list[Rule] = []
    for piece in objects.pieces:
        x0, y0, x1, y1 = view.box_of(*piece)
        width, height = x1 - x0, y1 - y0
        if height <= THIN and (width > height or width <= THIN):
            horizontal.append(((y0 + y1) / 2, x0, x1))
        if width <= THIN and (height > width or height <= THIN):
            vertical.append(((x0 + x1) / 2, y0, y1))
    return horizontal, vertical


def _collect(out: PageObjects, objects: list[Handle], matrix: Matrix, depth: int) -> None:
    out.objects += len(objects)
    if out.too_many:
        return
    types = list(map(object_type, objects))
    kinds = set(types)
    out.pictures += sum(map(types.count, kinds & PICTURES))
    texts = [item for item, kind in zip(objects, types, strict=True) if kind == TEXT] if len(kinds) > 1 else objects
    modes = list(map(render_mode, texts)) if TEXT in kinds else []
    if not INVISIBLE.isdisjoint(modes):
        out.hidden.update(item.value or 0 for item, mode in zip(texts, modes, strict=True) if mode in INVISIBLE)
    if PATH in kinds:
        _paths(out, [item for item, kind in zip(objects, types, strict=True) if kind == PATH], matrix)
    if FORM in kinds and depth < MAX_DEPTH:
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
    out.segments += len(paths)
    for path, (x0, y0, x1, y1) in zip(paths, _bounds(paths), strict=True):
        if matrix is not IDENTITY:
            (x0, y0), (x1, y1) = _moved(x0, y0, matrix), _moved(x1, y1, matrix)
        if abs(x1 - x0) <= THIN or abs(y1 - y0) <= THIN:
            out.pieces.append((x0, y0, x1, y1))
        elif (count := count_segments(path)) > 2:
            out.segments += count
            if out.too_many:
                return
            out.pieces.extend(_inside(path, count, multiplied(matrix_of(path), matrix)))


def _bounds(paths: list[Handle]) -> Iterator[tuple[float, float, float, float]]:
    """Left, bottom, right and top of each."""
    buffer: Any = (ctypes.c_float * (4 * len(paths)))()
    sides = [[ctypes.byref(buffer, 16 * at + offset) for at in range(len(paths))] for offset in (0, 4, 8, 12)]
    for _ in map(object_bounds, paths, *sides):
        pass
    numbers = iter(buffer)
    return zip(numbers, numbers, numbers, numbers, strict=True)


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
