"""What a page's painting does to its text: the ink of each text object, its ground, what is painted over it and what clips it.

    text objects ──ink, opacity, clip──> those that may be unseen ──only where there are such──> Paint: every character can be asked

A page of plain dark text on white is known by one look at its inks; nothing else is computed for it. Sources: ISO 32000-1, 8.5.4
(clipping), 9.3.6 (render modes), 11.3 (opacity). The order of objects is the order in which they are painted.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from extractors.readers.pdf_areas import UNKNOWN, Area, areas_of, is_opaque
from extractors.readers.pdf_covers import Sides
from extractors.readers.pdf_paths import FORM, TEXT, WHOLE, Level, PageObjects, bounds_of, clip_of, moved, overlap
from extractors.readers.pdf_pdfium import Handle, OpenPage, clip_path, count_clip_paths, count_marks, fill_color, render_mode, stroke_color
from extractors.readers.pdf_view import View
from extractors.tables.runs import Bools, Floats, Ints

Inks = npt.NDArray[np.int64]
"""Rows of red, green, blue and opacity, each from 0 to 255; the red is UNKNOWN where the ink is no plain colour."""
NEAR: Final = 16  # of 255 in each channel: what no eye tells apart (see `extractors.printing`)
LIGHT: Final = 150  # of 255: ink on white whose every channel is above this may be a watermark's
RED: Final = 140  # of 255: see `is_red`
FAINT: Final = 250  # of 255: opacity below which ink is looked at with its ground
STROKED: Final = frozenset({1, 5})  # render modes that paint outlines alone: their ink is the stroke's
BOTH: Final = frozenset({2, 6})  # render modes that paint outlines and fill them
EDGE: Final = 1.5  # points by which painting may touch text without hiding any of it
CORE: Final = (0.2, 0.25, 0.8, 0.75)  # shares of a character's box: what has to be covered before it is unseen


@dataclass(slots=True, eq=False)
class Paint:
    """The painting of a page, by text object in the order of `PageObjects.texts`, and one row more for text that no object holds.

    `times` say when each is painted, `ink` in what colour, `clips` the rectangle that it shows in, `hidden` whether nothing of it shows
    wherever it stands. `areas` are in the order of painting.
    """

    addresses: npt.NDArray[np.uint64]
    times: Floats
    ink: Inks
    clips: list[Sides]
    hidden: Bools
    areas: list[Area] = field(default_factory=list)

    def owners(self, pointers: Sequence[int]) -> Ints:
        """The index of the text object at each address; -1 for none."""
        return owners_at(self.addresses, pointers)

    def unseen(self, boxes: Floats, owners: Ints, view: View) -> Bools:
        """Which characters do not show: their boxes as the view shows them, and the indices of their text objects."""
        out = self.hidden[owners] | self._cut(boxes, owners, view)
        times = self.times[owners]
        places = [(area, _inside(boxes, view.box_of(*area.sides))) for area in self.areas]
        out |= _contrast(self.ink[owners], _grounds(times, places)) <= NEAR
        for area, (_, core) in places:
            over = core & (times < area.time) & ~out
            if over.any() and is_opaque(area):
                out |= over
        return out

    def faint(self, boxes: Floats, owners: Ints, view: View) -> Bools:
        """Which characters are so little darker or lighter than their ground that they may be a watermark's."""
        places = [(area, _inside(boxes, view.box_of(*area.sides))) for area in self.areas]
        return _contrast(self.ink[owners], _grounds(self.times[owners], places)) <= 255 - LIGHT

    def _cut(self, boxes: Floats, owners: Ints, view: View) -> Bools:
        """Which characters stand outside the clip path of their object."""
        sides = np.array([view.box_of(*clip) if clip is not WHOLE else WHOLE for clip in self.clips])[owners]
        x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
        return np.asarray((x < sides[:, 0]) | (x > sides[:, 2]) | (y < sides[:, 1]) | (y > sides[:, 3]))


def _grounds(times: Floats, places: Sequence[tuple[Area, tuple[Bools, Bools]]]) -> Ints:
    """The colours of what characters stand on, which are painted at some times: rows of red, green and blue."""
    ground = np.full((len(times), 3), 255, dtype=np.int64)
    for area, (middle, _) in places:
        under = middle & (times > area.time)
        if under.any():
            ground[under] = area.colour or (UNKNOWN, UNKNOWN, UNKNOWN)
    return ground


def _contrast(ink: Inks, ground: Ints) -> Ints:
    """How far inks are from their grounds, as their opacity leaves it; UNKNOWN where one of the two is no plain colour."""
    difference = (np.abs(ink[:, :3] - ground) * np.minimum(ink[:, 3:], 255) // 255).max(axis=1)
    return np.where((ink[:, 0] != UNKNOWN) & (ground[:, 0] != UNKNOWN), difference, UNKNOWN)


def owners_at(addresses: npt.NDArray[np.uint64], pointers: Sequence[int]) -> Ints:
    """The index of each address among others; -1 where it is none of them."""
    wanted = np.array(pointers, dtype=np.uint64)
    order = np.argsort(addresses)
    at = np.minimum(np.searchsorted(addresses, wanted, sorter=order), len(order) - 1)
    return np.where(addresses[order[at]] == wanted, order[at], -1)


def _inside(boxes: Floats, sides: Sides) -> tuple[Bools, Bools]:
    """Which boxes have their middle, and which their whole core, in a rectangle of the view."""
    x0, y0, x1, y1 = sides
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    width, height = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    left, top, right, bottom = CORE
    core = (
        (boxes[:, 0] + left * width >= x0)
        & (boxes[:, 0] + right * width <= x1)
        & (boxes[:, 1] + top * height >= y0)
        & (boxes[:, 1] + bottom * height <= y1)
    )
    return (x0 <= x) & (x <= x1) & (y0 <= y) & (y <= y1), core


class _Parts:
    """Room for the four parts of many colours, handed to PDFium by reference; grows, and is used again for every page."""

    def __init__(self) -> None:
        self.size = 0
        self.buffer: Any = (ctypes.c_uint32 * 0)()
        self.references: tuple[list[Any], ...] = ([], [], [], [])

    def room(self, count: int) -> npt.NDArray[np.uint32]:
        if count > self.size:
            self.size = max(count, 2 * self.size, 1024)
            self.buffer = (ctypes.c_uint32 * (4 * self.size))()
            self.references = tuple([ctypes.byref(self.buffer, 4 * (4 * at + part)) for at in range(self.size)] for part in range(4))
        parts: npt.NDArray[np.uint32] = np.frombuffer(self.buffer, dtype=np.uint32, count=4 * count).reshape(count, 4)
        parts[:] = UNKNOWN
        return parts


_ROOM: Final = _Parts()


def inks_of(texts: Sequence[Handle]) -> npt.NDArray[np.uint32]:
    """The fill colours of text objects as rows of `Inks`, valid until the next call."""
    parts = _ROOM.room(len(texts))
    deque(map(fill_color, texts, *_ROOM.references), maxlen=0)
    return parts


class Painting:
    """The painting of an open page, found when it is first asked for.

    `doubtful`: whether some of its text may be unseen or faint. `scanned`: whether text that is unseen altogether is the text layer of a
    scan. `marked`: whether text stands in marked content, `red`: whether
    some is red. `layers` are the characters of layers that are switched off, each with its box
    in PDF's coordinates.
    """

    def __init__(self, opened: OpenPage, objects: PageObjects) -> None:
        self.opened, self.objects = opened, objects
        self.layers = opened.file.layers.get(opened.number, ())
        self.scanned = objects.pictures > 0 or len(objects.hidden) == len(objects.texts)
        self.annotations = opened.annotations
        self.red = False
        self.marked = max(map(count_marks, objects.texts), default=0) > 0
        self.doubtful = bool(self.layers or self.annotations.struck or self.annotations.foreign) or self._is_doubtful()

    @cached_property
    def paint(self) -> Paint:
        """The painting by text object."""
        return _paint_of(self.opened, self.objects)

    def foreign(self) -> list[tuple[str, Bools]]:
        """What was set on the page: the code of its finding, and which text objects are of it (one more for none, as in `Paint`)."""
        levels = self.objects.levels
        if not self.annotations.foreign or len(levels) < 2:
            return []
        inside = {item.value for item in levels[0].objects[-1:]}  # the annotations are made part of a page as its last object
        holder = next((level for level in levels if level.parent is not None and level.parent.value in inside), None)
        if holder is None:
            return []
        out = []
        for code, sides in self.annotations.foreign:
            form = _nearest(holder, sides)
            mine = _descended(levels, form)
            flags = [at in mine for at, level in enumerate(levels) for kind in level.types if kind == TEXT]
            out.append((code, np.array([*flags, False])))
        return out

    def _is_doubtful(self) -> bool:
        objects = self.objects
        texts = objects.texts
        if objects.too_many or not texts:
            return False
        ink = inks_of(texts)
        self.red = bool(((ink[:, 0] > RED) & (ink[:, 1:3].max(axis=1) < RED // 2)).any())
        if objects.hidden or objects.outlined or ink[:, :3].min(axis=1).max() >= LIGHT or ink[:, 3].min() < FAINT:
            return True
        clipped = max(map(count_clip_paths, map(clip_path, texts))) > 0
        if not (clipped or objects.areas or objects.pictures or len(objects.levels) > 1):
            return False
        return bool(self.paint.hidden.any()) or _touched(self.paint, objects, clipped)


def _paint_of(opened: OpenPage, objects: PageObjects) -> Paint:
    ink: Inks = inks_of(objects.texts).astype(np.int64)
    times, clips, alphas = [], [], []
    cached: dict[Sides, Sides] = {}
    for level in objects.levels:
        for index, kind in enumerate(level.types):
            if kind == TEXT:
                times.append(level.time(index))
                alphas.append(level.alpha)
                clip = overlap(level.clip, moved(clip_of(level.objects[index]), level.matrix))
                clips.append(WHOLE if clip == WHOLE else cached.setdefault(clip, clip))
    _stroked(objects.texts, ink)
    ink[:, 3] = (np.minimum(ink[:, 3], 255) * np.array(alphas)).astype(np.int64)
    shut = [clip[0] >= clip[2] or clip[1] >= clip[3] for clip in clips]
    hidden = np.array([item.value in objects.hidden or empty for item, empty in zip(objects.texts, shut, strict=True)] + [False])
    addresses = np.array([item.value or 0 for item in objects.texts], dtype=np.uint64)
    ink = np.vstack([ink, [[UNKNOWN, 0, 0, 255]]])
    return Paint(addresses, np.array([*times, np.inf]), ink, [*clips, WHOLE], hidden, areas_of(opened.page, opened.file.document, objects))


def _nearest(holder: Level, sides: Sides) -> int | None:
    """The address of the form in a level that fills a rectangle best."""
    bounds = np.array([moved(box, holder.matrix) for box in bounds_of(holder.objects)])
    if not len(bounds):
        return None
    distance = np.abs(bounds - np.array(sides)).sum(axis=1)
    address: int | None = holder.objects[int(distance.argmin())].value
    return address


def _descended(levels: Sequence[Level], form: int | None) -> set[int]:
    """The indices of the levels in a form, at any depth."""
    forms, out = {form}, set()
    for at, level in enumerate(levels):
        if level.parent is not None and level.parent.value in forms:
            out.add(at)
            forms.update(item.value for item, kind in zip(level.objects, level.types, strict=True) if kind == FORM)
    return out


def _stroked(texts: Sequence[Handle], ink: Inks) -> None:
    """Sets the ink of text of which outlines are painted: the stroke's, or the darker one where the outlines are filled as well."""
    parts = [ctypes.c_uint() for _ in range(4)]
    references = [ctypes.byref(part) for part in parts]
    for at, mode in enumerate(map(render_mode, texts)):
        if mode in STROKED or mode in BOTH:
            stroke = [part.value for part in parts] if stroke_color(texts[at], *references) else [UNKNOWN, 0, 0, 255]
            if mode in STROKED or sum(stroke[:3]) < ink[at, :3].sum() or ink[at, 3] < FAINT:
                ink[at] = stroke


def _touched(paint: Paint, objects: PageObjects, clipped: bool) -> bool:
    """Whether some text object is cut by its clip path, covered by what is painted later, or stands on an area of its own colour."""
    inks = {tuple(row) for row in np.unique(paint.ink[:-1, :3], axis=0).tolist()}
    first = float(paint.times[:-1].min())
    areas = [area for area in paint.areas if (area.opaque and area.time > first) or _like(area, inks)]
    if not clipped and not areas:
        return False
    bounds = np.array(list(_text_bounds(objects)))
    clips = np.array(paint.clips[:-1])
    if ((bounds[:, :2] < clips[:, :2] - EDGE) | (bounds[:, 2:] > clips[:, 2:] + EDGE)).any():
        return True
    return any(_meets(area, bounds, paint) for area in areas)


def _like(area: Area, inks: set[tuple[int, ...]]) -> bool:
    return area.colour is not None and any(max(abs(a - b) for a, b in zip(area.colour, ink, strict=True)) <= NEAR for ink in inks)


def _text_bounds(objects: PageObjects) -> Iterator[Sides]:
    for level in objects.levels:
        texts = [item for item, kind in zip(level.objects, level.types, strict=True) if kind == TEXT]
        yield from (moved(sides, level.matrix) for sides in bounds_of(texts))


def _meets(area: Area, bounds: Floats, paint: Paint) -> bool:
    """Whether an area hides or grounds some text object by more than its edge."""
    left, bottom, right, top = area.sides
    wide = np.minimum(bounds[:, 2], right) - np.maximum(bounds[:, 0], left)
    high = np.minimum(bounds[:, 3], top) - np.maximum(bounds[:, 1], bottom)
    met = (wide > EDGE) & (high > EDGE)
    later = area.opaque & (area.time > paint.times[:-1])
    colour = np.array(area.colour or (UNKNOWN,) * 3)
    same = (np.abs(paint.ink[:-1, :3] - colour).max(axis=1) <= NEAR) & (area.time < paint.times[:-1])
    return bool((met & (later | same)).any())
