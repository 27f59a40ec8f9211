"""The areas that a page fills and the pictures that it shows: what may cover text, or be its ground."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import pypdfium2.raw as pdfium

from extractors.readers.pdf_covers import Sides
from extractors.readers.pdf_curves import Matrix
from extractors.readers.pdf_paths import (
    PICTURES,
    Level,
    PageObjects,
    bounds_of,
    clip_of,
    matrix_of,
    moved,
    multiplied,
    overlap,
    subpaths,
)
from extractors.readers.pdf_pdfium import Handle, count_segments, fill_color, has_transparency, page_pointer, stroke_color, stroke_width

Colour = tuple[int, int, int]
UNKNOWN: Final = 1000  # in the place of a channel of 0 to 255
OPAQUE: Final = 242  # of 255: what is at least so opaque hides what it is painted over
MAX_AREAS: Final = 20_000
MAX_CORNERS: Final = 200  # of a path that is looked at for rectangles
MOST_PIXELS: Final = 16_000_000  # of a picture that is asked whether it is opaque
UPRIGHT: Final = 0.02  # points by which the sides of a rectangle may be off


@dataclass(slots=True, eq=False)
class Area:
    """A filled rectangle or a picture: when it is painted, where (in PDF's coordinates), and its colour (None: no plain one).

    `opaque` of a picture says that it may be; `is_opaque` looks at its pixels.
    """

    time: float
    sides: Sides
    colour: Colour | None
    opaque: bool
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page, for a look at its pixels."""

    document: Any
    page: Handle
    image: Handle


def areas_of(page: Handle, document: Any, objects: PageObjects) -> list[Area]:
    """The areas and pictures of the page in the order of painting."""
    if not objects.areas and not objects.pictures:
        return []
    times: dict[int | None, tuple[float, Level]] = {}
    out: list[Area] = []
    for level in objects.levels:
        for index, (item, kind) in enumerate(zip(level.objects, level.types, strict=True)):
            if kind == pdfium.FPDF_PAGEOBJ_PATH:
                times[item.value] = level.time(index), level
            elif kind in PICTURES:
                out.append(_picture(level, index, Picture(document, page, item)))
    for path, _, matrix in objects.areas[:MAX_AREAS]:
        time, level = times[path.value]
        out.extend(_rectangles(path, matrix, time, level))
    return sorted((area for area in out if area.sides[0] < area.sides[2] and area.sides[1] < area.sides[3]), key=lambda area: area.time)


def _picture(level: Level, index: int, picture: Picture) -> Area:
    a, b, c, d, _, _ = multiplied(matrix_of(picture.image), level.matrix)
    (bounds,) = bounds_of([picture.image])
    sides = overlap(overlap(moved(bounds, level.matrix), level.clip), moved(clip_of(picture.image), level.matrix))
    upright = (abs(b) < UPRIGHT and abs(c) < UPRIGHT) or (abs(a) < UPRIGHT and abs(d) < UPRIGHT)
    image = level.types[index] == pdfium.FPDF_PAGEOBJ_IMAGE
    return Area(level.time(index), sides, None, image and upright and level.alpha == 1 and has_transparency(picture.image) != 1, picture)


def _rectangles(path: Handle, matrix: Matrix, time: float, level: Level) -> Iterator[Area]:
    """The upright rectangles of a filled path; a path that has other parts covers nothing for certain, but may be a ground."""
    parts = [ctypes.c_uint() for _ in range(4)]
    plain = fill_color(path, *map(ctypes.byref, parts))
    colour = (parts[0].value, parts[1].value, parts[2].value) if plain else None
    opaque = bool(plain) and parts[3].value * level.alpha >= OPAQUE and has_transparency(path) != 1
    clip = overlap(level.clip, moved(clip_of(path), level.matrix))
    if count_segments(path) == 2:
        yield from _broad_line(path, matrix, time, clip)
        return
    shapes = list(subpaths(path, min(count_segments(path), MAX_CORNERS), multiplied(matrix_of(path), matrix)))
    rectangles = [_around(points) for points in shapes if _is_rectangle(points)]
    if len(rectangles) == len(shapes) and rectangles:
        yield from (Area(time, overlap(sides, clip), colour if opaque else None, opaque) for sides in rectangles)
    else:
        (bounds,) = bounds_of([path])
        yield Area(time, overlap(moved(bounds, matrix), clip), None, False)


def _broad_line(path: Handle, matrix: Matrix, time: float, clip: Sides) -> Iterator[Area]:
    """The rectangle of a level or an upright line that is as broad as print: some programs erase so."""
    parts, width = [ctypes.c_uint() for _ in range(4)], ctypes.c_float()
    placed = multiplied(matrix_of(path), matrix)
    points = next(subpaths(path, 2, placed), [])
    if len(points) != 2 or not stroke_color(path, *map(ctypes.byref, parts)) or not stroke_width(path, ctypes.byref(width)):
        return
    (x0, y0), (x1, y1) = points
    across = width.value * math.sqrt(abs(placed[0] * placed[3] - placed[1] * placed[2])) / 2
    if min(abs(x1 - x0), abs(y1 - y0)) < UPRIGHT and parts[3].value >= OPAQUE and has_transparency(path) != 1:
        level = abs(y1 - y0) < UPRIGHT
        along, up = (0.0, across) if level else (across, 0.0)
        sides = min(x0, x1) - along, min(y0, y1) - up, max(x0, x1) + along, max(y0, y1) + up
        yield Area(time, overlap(sides, clip), (parts[0].value, parts[1].value, parts[2].value), True)


def _around(points: list[tuple[float, float]]) -> Sides:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)


def _is_rectangle(points: list[tuple[float, float]]) -> bool:
    """Whether all corners of a part lie in the corners of the rectangle around it, and four of them differ."""
    x0, y0, x1, y1 = _around(points)
    corners = {(abs(x - x0) < UPRIGHT, abs(y - y0) < UPRIGHT) for x, y in points}
    on_sides = all(min(abs(x - x0), abs(x - x1)) < UPRIGHT and min(abs(y - y0), abs(y - y1)) < UPRIGHT for x, y in points)
    return on_sides and len(corners) == 4


def is_opaque(area: Area) -> bool:
    """Whether the area hides what it is painted over: of a picture, whether each of its pixels does."""
    if area.picture is not None and area.opaque:
        area.opaque, area.picture = _pixels_opaque(area.picture), None
    return area.opaque


def _pixels_opaque(picture: Picture) -> bool:
    item = ctypes.cast(picture.image, pdfium.FPDF_PAGEOBJECT)
    width, height = ctypes.c_uint(), ctypes.c_uint()
    if not pdfium.FPDFImageObj_GetImagePixelSize(item, width, height) or not 0 < width.value * height.value <= MOST_PIXELS:
        return False
    bitmap = pdfium.FPDFImageObj_GetRenderedBitmap(picture.document, page_pointer(picture.page), item)
    if not bitmap:
        return False
    try:
        return _all_opaque(bitmap)
    finally:
        pdfium.FPDFBitmap_Destroy(bitmap)


def _all_opaque(bitmap: Any) -> bool:
    if pdfium.FPDFBitmap_GetFormat(bitmap) != pdfium.FPDFBitmap_BGRA:
        return True
    size = pdfium.FPDFBitmap_GetStride(bitmap) * pdfium.FPDFBitmap_GetHeight(bitmap)
    pixels = ctypes.string_at(pdfium.FPDFBitmap_GetBuffer(bitmap), size)
    return min(pixels[3::4], default=0) == 255
