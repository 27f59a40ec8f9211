"""The drawn lines of a page: pieces of horizontal and vertical rules, from strokes and from thin filled rectangles alike."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Final, NamedTuple

import pypdfium2.raw as pdfium

from extractors.readers.pdf_covers import THIN, Ground, Paint, Sides, is_rule
from extractors.readers.pdf_curves import Matrix, corners_of, moved_point, sides_of
from extractors.readers.pdf_pdfium import (
    Handle,
    clip_path,
    clip_segment,
    count_clip_paths,
    count_clip_segments,
    count_segments,
    draw_mode,
    fill_color,
    form_object,
    object_bounds,
    object_matrix,
    object_type,
    page_object,
    page_pointer,
    render_mode,
    segment_point,
    stroke_color,
)

TEXT, PATH, FORM = pdfium.FPDF_PAGEOBJ_TEXT, pdfium.FPDF_PAGEOBJ_PATH, pdfium.FPDF_PAGEOBJ_FORM
IMAGE: Final = pdfium.FPDF_PAGEOBJ_IMAGE
PICTURES: Final = frozenset({IMAGE, pdfium.FPDF_PAGEOBJ_SHADING})
OUTLINES: Final = 500  # path segments of a page without text: text drawn as outlines has tens a character, an empty form has fewer
OUTLINED: Final = frozenset({pdfium.FPDF_TEXTRENDERMODE_STROKE, pdfium.FPDF_TEXTRENDERMODE_STROKE_CLIP})
INVISIBLE: Final = frozenset({pdfium.FPDF_TEXTRENDERMODE_INVISIBLE, pdfium.FPDF_TEXTRENDERMODE_CLIP})
LINE: Final = 2  # segments of a single line
BROAD: Final = 14.0  # points: a single line is no rule whose bounds are thicker (PDFium draws them as far again around it as it is broad)
RECTANGLE: Final = 5  # segments of a rectangle
WHITE: Final = 250  # of 255: what is lighter in every channel cannot be told from paper
CLEAR: Final = 13  # of 255: what is less opaque cannot be seen
SHORT: Final = 6.0  # points: what is shorter, once joined, borders no cell
MAX_DEPTH: Final = 8  # forms inside forms
MAX_OBJECTS: Final = 400_000
MAX_CLIP: Final = 200  # corners of one clip path
MAX_SEGMENTS: Final = 100_000  # beyond this table finders spin, and no printed table has a hundredth of it

IDENTITY: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
WHOLE: Final[Sides] = (-math.inf, -math.inf, math.inf, math.inf)


class Level(NamedTuple):
    """The objects of the page, or of a form on it, in the order in which they are painted.

    The object at an index is painted at `start + step * (index + 1)`, a number that orders the objects of all levels. `clip` is the
    rectangle outside which nothing of the level shows, `alpha` its opacity from 0 to 1.
    """

    objects: list[Handle]
    types: list[int]
    matrix: Matrix = IDENTITY
    start: float = 0.0
    step: float = 1.0
    clip: Sides = WHOLE
    alpha: float = 1.0
    parent: Handle | None = None

    def time(self, index: int) -> float:
        """When the object at an index is painted."""
        return self.start + self.step * (index + 1)


@dataclass(slots=True, eq=False)
class PageObjects:
    """What a page paints.

    `pieces` are rectangles of straight pieces in PDF's coordinates, `hidden` the addresses of text objects printed invisibly, `texts` all
    text objects, `areas` the filled paths that are no rules, with their bounds; `levels` hold every object, the page's own level first.
    `outlined`: whether some text is painted as outlines alone.
    `pale` are pieces that are white or transparent: rules to be seen only where they lie on colour; `grounds` are filled rectangles.
    What is drawn later lies above: both say how many pieces were drawn before them.
    """

    pieces: list[Sides] = field(default_factory=list)
    pale: list[Ground] = field(default_factory=list)
    grounds: list[Ground] = field(default_factory=list)
    hidden: set[int] = field(default_factory=set)
    texts: list[Handle] = field(default_factory=list)
    areas: list[tuple[Handle, Sides, Matrix]] = field(default_factory=list)
    levels: list[Level] = field(default_factory=list)
    outlined: bool = False
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

    def add(self, piece: Sides, paint: Paint) -> None:
        """Adds a straight piece."""
        if paint is Paint.DARK:
            self.pieces.append(piece)
        else:
            self.pale.append(Ground(piece, paint, len(self.pieces)))


def read_objects(page: Handle) -> PageObjects:
    """What the page and the forms on it draw."""
    out = PageObjects()
    count = pdfium.FPDFPage_CountObjects(page_pointer(page))
    objects = list(map(page_object, repeat(page), range(min(count, MAX_OBJECTS + 1))))
    _collect(out, Level(objects, list(map(object_type, objects))), 0)
    return out


def _collect(out: PageObjects, level: Level, depth: int) -> None:
    objects, types = level.objects, level.types
    out.objects += len(objects)
    if out.too_many:
        return
    out.levels.append(level)
    kinds = set(types)
    out.pictures += sum(map(types.count, kinds & PICTURES))
    if TEXT in kinds:
        texts = [item for item, kind in zip(objects, types, strict=True) if kind == TEXT] if len(kinds) > 1 else objects
        out.texts += texts
        modes = list(map(render_mode, texts))
        out.outlined |= not OUTLINED.isdisjoint(modes)
        if not INVISIBLE.isdisjoint(modes):
            out.hidden.update(item.value or 0 for item, mode in zip(texts, modes, strict=True) if mode in INVISIBLE)
    if IMAGE in kinds:
        _thin_pictures(out, [item for item, kind in zip(objects, types, strict=True) if kind == IMAGE], level.matrix)
    if PATH in kinds:
        _paths(out, [item for item, kind in zip(objects, types, strict=True) if kind == PATH], level.matrix)
    if FORM in kinds and depth < MAX_DEPTH:
        for index, (item, kind) in enumerate(zip(objects, types, strict=True)):
            if kind == FORM:
                _collect(out, _form_level(level, index, item), depth + 1)


def _form_level(level: Level, index: int, form: Handle) -> Level:
    """The level of the objects of a form."""
    count = min(pdfium.FPDFFormObj_CountObjects(ctypes.cast(form, pdfium.FPDF_PAGEOBJECT)), MAX_OBJECTS + 1)
    objects = list(map(form_object, repeat(form), range(count)))
    start, step = level.time(index), level.step / (count + 2)
    clip = overlap(level.clip, moved(clip_of(form), level.matrix))
    matrix = multiplied(matrix_of(form), level.matrix)
    return Level(objects, list(map(object_type, objects)), matrix, start, step, clip, level.alpha * alpha_of(form), form)


def alpha_of(item: Handle) -> float:
    """The opacity of an object's filling, from 0 to 1."""
    parts = [ctypes.c_uint() for _ in range(4)]
    return parts[3].value / 255 if fill_color(item, *map(ctypes.byref, parts)) else 1.0


def clip_of(item: Handle) -> Sides:
    """The rectangle around what the clip paths of an object leave of it, in the coordinates of its level."""
    clip = clip_path(item)
    found = WHOLE
    for at in range(max(count_clip_paths(clip), 0)):
        points = list(_clip_points(clip, at))
        xs, ys = [x for x, _ in points], [y for _, y in points]
        found = overlap(found, (min(xs), min(ys), max(xs), max(ys)) if points else (0.0, 0.0, 0.0, 0.0))
    return found


def _clip_points(clip: Handle, at: int) -> Iterator[tuple[float, float]]:
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(min(count_clip_segments(clip, at), MAX_CLIP)):
        segment_point(clip_segment(clip, at, index), ctypes.byref(x), ctypes.byref(y))
        yield x.value, y.value


def overlap(one: Sides, two: Sides) -> Sides:
    """What two rectangles have in common; its sides are exchanged where that is nothing."""
    return max(one[0], two[0]), max(one[1], two[1]), min(one[2], two[2]), min(one[3], two[3])


def moved(sides: Sides, matrix: Matrix) -> Sides:
    """The rectangle around a transformed one."""
    if matrix is IDENTITY or sides is WHOLE:
        return sides
    corners = [moved_point(x, y, matrix) for x in sides[0::2] for y in sides[1::2]]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


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


def _placed(sides: Sides, matrix: Matrix) -> Sides:
    return sides if matrix is IDENTITY else (*moved_point(sides[0], sides[1], matrix), *moved_point(sides[2], sides[3], matrix))


def _thin_pictures(out: PageObjects, pictures: list[Handle], matrix: Matrix) -> None:
    """Rules that are pictures: of a pixel drawn long, of a dash pattern."""
    out.pieces.extend(_placed(sides, matrix) for sides in bounds_of(pictures) if is_rule(sides))


def _paths(out: PageObjects, paths: list[Handle], matrix: Matrix) -> None:
    """A path whose bounds are thin is a piece itself; another is looked into."""
    out.segments += len(paths)
    for path, bounds in zip(paths, bounds_of(paths), strict=True):
        sides = _placed(bounds, matrix)
        if min(abs(sides[2] - sides[0]), abs(sides[3] - sides[1])) <= THIN:
            out.add(sides, max(_paints(path)))
            continue
        count = count_segments(path)
        out.segments += count
        if out.too_many:
            return
        if count == LINE and min(abs(sides[2] - sides[0]), abs(sides[3] - sides[1])) > BROAD:
            out.areas.append((path, sides, matrix))  # a line as broad as a line of print
        else:
            _look_into(out, path, count, (sides, matrix))


_COLOR: Final[Any] = (ctypes.c_uint * 4)()
_CHANNELS: Final = [ctypes.byref(_COLOR, 4 * at) for at in range(4)]
_FILL, _STROKE = ctypes.c_int(), ctypes.c_int()
_MODES: Final = ctypes.byref(_FILL), ctypes.byref(_STROKE)


def _paints(path: Handle) -> tuple[Paint, Paint]:
    """How the inside of a path and its line are painted."""
    draw_mode(path, *_MODES)
    return _paint(path, fill_color) if _FILL.value else Paint.NONE, _paint(path, stroke_color) if _STROKE.value else Paint.NONE


def _paint(path: Handle, color: Any) -> Paint:
    if not color(path, *_CHANNELS):
        return Paint.DARK
    red, green, blue, opacity = _COLOR
    if opacity < CLEAR:
        return Paint.NONE
    return Paint.PALE if min(red, green, blue) >= WHITE else Paint.DARK


def bounds_of(paths: list[Handle]) -> Iterator[Sides]:
    """Left, bottom, right and top of each."""
    buffer: Any = (ctypes.c_float * (4 * len(paths)))()
    sides = [[ctypes.byref(buffer, 16 * at + offset) for at in range(len(paths))] for offset in (0, 4, 8, 12)]
    for _ in map(object_bounds, paths, *sides):
        pass
    numbers = iter(buffer)
    return zip(numbers, numbers, numbers, numbers, strict=True)


def _look_into(out: PageObjects, path: Handle, count: int, place: tuple[Sides, Matrix]) -> None:
    """Adds the straight pieces of a stroked path; of a filled one its area and the parts that are thin."""
    sides, matrix = place
    fill, stroke = _paints(path)
    if _FILL.value:
        out.areas.append((path, sides, matrix))
    if fill is not Paint.NONE and count <= RECTANGLE:
        if is_rule(sides):
            out.add(sides, fill)
            return
        out.grounds.append(Ground(sides, fill, len(out.pieces)))
    if stroke is Paint.NONE and count <= RECTANGLE:
        return  # the background of a cell
    for corners in corners_of(path, count, multiplied(matrix_of(path), matrix)):
        if stroke is not Paint.NONE:
            for piece in sides_of(corners):
                out.add(piece, stroke)
        elif fill is not Paint.NONE and is_rule(piece := corners.box):
            out.add(piece, fill)


def subpaths(path: Handle, count: int, matrix: Matrix) -> Iterator[list[tuple[float, float]]]:
    """The corners of each part of a path; a part with a curve is none."""
    return (corners.points for corners in corners_of(path, count, matrix) if not corners.curves)
