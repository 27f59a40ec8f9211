"""What a page of an OFD file draws: characters with boxes, pieces of lines, pictures (GB/T 33190-2016, 7.7 to 7.13 and 8).

layers ──blocks, templates, composite graphics──> objects ──CTM, Boundary──> Drawn, in points from the page's top left
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from lxml import etree

from extractors.errors import ReadError
from extractors.limits import Limits
from extractors.readers.members import local
from extractors.readers.ofd.geometry import MILLIMETRE, Matrix, box_of, matrix_of, moved, multiplied, number, numbers, steps
from extractors.readers.ofd.package import OfdDocument
from extractors.readers.ofd.path import subpaths
from extractors.tables.lines import is_wide

THIN: Final = 3.2  # points: a filled shape not thicker than this is a rule
MOST_DEPTH: Final = 8  # blocks in blocks, graphics in graphics
_MOST_GROUNDS: Final = 2_000
MOST_OBJECTS: Final = 200_000
_ASCENT, _DESCENT = 0.86, 0.14  # of a character's size, above and below its base line
_LATIN: Final = 0.5  # widths of a character's size where the file gives no distance to the next
_WHITE: Final = ("255 255 255", "#FFFFFF")
_OFF: Final = frozenset({"false", "0"})


@dataclass(slots=True)
class Drawn:
    """What one page draws. Boxes are x0, y0, x1, y1; `pieces` are the bounding boxes of straight pieces of lines.

    `sideways` are texts set at a slant, `hidden` counts characters that nobody sees, `pictures` are (resource, box),
    `grounds` the boxes of filled shapes.
    """

    text: list[str] = field(default_factory=list)
    boxes: list[tuple[float, float, float, float]] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    pieces: list[tuple[float, float, float, float]] = field(default_factory=list)
    sideways: list[tuple[str, tuple[float, float, float, float]]] = field(default_factory=list)
    pictures: list[tuple[str, tuple[float, float, float, float]]] = field(default_factory=list)
    grounds: list[tuple[float, float, float, float]] = field(default_factory=list)
    hidden: int = 0
    objects: int = 0
    segments: int = 0
    deep: bool = False


class Drawing:
    """Collects what the layers of a page draw."""

    def __init__(self, document: OfdDocument, limits: Limits, origin: tuple[float, float]) -> None:
        self._document, self._limits = document, limits
        self._base: Matrix = (MILLIMETRE, 0.0, 0.0, MILLIMETRE, -origin[0] * MILLIMETRE, -origin[1] * MILLIMETRE)
        self.drawn = Drawn()

    def content(self, root: etree._Element) -> None:
        """The layers of a page or template part. ReadError("too-large") beyond the limits."""
        for content in root.iterchildren("{*}Content"):
            for layer in content.iterchildren("{*}Layer"):
                self._block(layer, self._base, 0)

    def block(self, element: etree._Element, x: float = 0.0, y: float = 0.0) -> None:
        """The objects of an element, moved by so many millimetres."""
        self._block(element, multiplied((1.0, 0.0, 0.0, 1.0, x, y), self._base), 0)

    def _block(self, block: etree._Element, matrix: Matrix, depth: int) -> None:
        if depth > MOST_DEPTH:
            self.drawn.deep = True
            return
        for item in block:
            kind = local(item)
            if not kind:
                continue
            self.drawn.objects += 1
            if self.drawn.objects > MOST_OBJECTS:
                raise ReadError("too-large", f"more than {MOST_OBJECTS} objects on a page", f"一页超过 {MOST_OBJECTS} 个图元")
            if (item.get("Visible") or "true").lower() in _OFF:
                if kind == "TextObject":
                    self.drawn.hidden += sum(len((code.text or "").strip()) for code in item.iterchildren("{*}TextCode"))
                continue
            if kind == "PageBlock":
                self._block(item, matrix, depth + 1)
            elif kind in ("TextObject", "PathObject", "ImageObject", "CompositeObject"):
                self._object(kind, item, matrix, depth)

    def _object(self, kind: str, item: etree._Element, matrix: Matrix, depth: int) -> None:
        boundary = box_of(item.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
        inner = multiplied(matrix_of(item.get("CTM")), multiplied((1.0, 0.0, 0.0, 1.0, boundary[0], boundary[1]), matrix))
        if kind == "TextObject":
            self._text(item, inner)
        elif kind == "PathObject":
            self._path(item, inner)
        elif kind == "ImageObject":
            self.drawn.pictures.append((item.get("ResourceID") or "", _corners(boundary, matrix)))
        else:
            unit = self._document.units.get(item.get("ResourceID") or "")
            content = next(unit.iterchildren("{*}Content"), None) if unit is not None else None
            if content is not None:
                self._block(content, inner, depth + 1)

    # ------------------------------------------------------------ text

    def _text(self, item: etree._Element, matrix: Matrix) -> None:
        size = number(item.get("Size") or "") or 0.0
        scale = number(item.get("HScale") or "1") or 1.0
        codes = list(item.iterchildren("{*}TextCode"))
        white = _pale(item, "FillColor") and (item.get("Stroke") or "false").lower() in _OFF
        if size <= 0 or _unseen(item) or (white and not self._on_ground(item, matrix)):
            self.drawn.hidden += sum(len((code.text or "").strip()) for code in codes)
            return
        x = y = 0.0
        for code in codes:
            x = _or(code.get("X"), x)
            y = _or(code.get("Y"), y)
            self._code(code, (x, y), size, scale, matrix)

    def _on_ground(self, item: etree._Element, matrix: Matrix) -> bool:
        """Whether white text stands on a filled shape or a picture: a heading on a dark ground is print."""
        boundary = box_of(item.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
        x, y = moved(boundary[2] / 2, boundary[3] / 2, matrix)
        grounds = (*self.drawn.grounds, *(box for _, box in self.drawn.pictures))
        return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in grounds)

    def _code(self, code: etree._Element, at: tuple[float, float], size: float, scale: float, matrix: Matrix) -> None:
        text = code.text or ""
        if not text:
            return
        if len(self.drawn.text) + len(text) > self._limits.characters:
            raise ReadError("too-large", f"more than {self._limits.characters} characters", f"超过 {self._limits.characters} 字")
        across, down = steps(code.get("DeltaX"), len(text) - 1), steps(code.get("DeltaY"), len(text) - 1)
        boxes = list(_boxes(text, at, size, scale, across, down, matrix))
        a, b, _, _, _, _ = matrix
        if abs(b) > 0.2 * abs(a) and abs(a) > 0.2 * abs(b):  # neither level nor upright: a watermark
            self.drawn.sideways.append((text, _around(boxes)))
            return
        self.drawn.starts.append(len(self.drawn.text))
        self.drawn.text.extend(text)
        self.drawn.boxes.extend(boxes)

    # ------------------------------------------------------------ lines

    def _path(self, item: etree._Element, matrix: Matrix) -> None:
        data = next((child.text or "" for child in item.iterchildren("{*}AbbreviatedData")), "")
        stroked = (item.get("Stroke") or "true").lower() not in _OFF and not _pale(item, "StrokeColor")
        filled = (item.get("Fill") or "false").lower() not in _OFF and not _pale(item, "FillColor")
        if not stroked and not filled:
            return
        for points in subpaths(data, self._limits.segments):
            self.drawn.segments += len(points)
            if self.drawn.segments > self._limits.segments:
                return
            seen = [moved(x, y, matrix) for x, y in points]
            if stroked:
                self.drawn.pieces.extend(_straight(seen))
            if filled:
                xs, ys = [x for x, _ in seen], [y for _, y in seen]
                if min(max(xs) - min(xs), max(ys) - min(ys)) > THIN and len(self.drawn.grounds) < _MOST_GROUNDS:
                    self.drawn.grounds.append((min(xs), min(ys), max(xs), max(ys)))
                if not stroked and (max(xs) - min(xs) <= THIN or max(ys) - min(ys) <= THIN):
                    self.drawn.pieces.append((min(xs), min(ys), max(xs), max(ys)))


def _boxes(
    text: str, at: tuple[float, float], size: float, scale: float, across: list[float], down: list[float], matrix: Matrix
) -> Iterator[tuple[float, float, float, float]]:
    """The box of each character: as wide as the distance to the next, at most as its size allows."""
    x, y = at
    for index, char in enumerate(text):
        usual = size * scale * (1.0 if is_wide(char) else _LATIN)
        step = across[index] if index < len(across) else usual if not down else 0.0
        width = min(step, usual) if step > 0 else usual
        corners = [moved(px, py, matrix) for px in (x, x + width) for py in (y - _ASCENT * size, y + _DESCENT * size)]
        xs, ys = [px for px, _ in corners], [py for _, py in corners]
        yield min(xs), min(ys), max(xs), max(ys)
        x += step
        y += down[index] if index < len(down) else 0.0


def _straight(points: list[tuple[float, float]]) -> Iterator[tuple[float, float, float, float]]:
    """The level and upright pieces of a line."""
    for (x0, y0), (x1, y1) in pairwise(points):
        if abs(x1 - x0) <= THIN or abs(y1 - y0) <= THIN:
            yield min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _corners(box: tuple[float, float, float, float], matrix: Matrix) -> tuple[float, float, float, float]:
    (x0, y0), (x1, y1) = moved(box[0], box[1], matrix), moved(box[0] + box[2], box[1] + box[3], matrix)
    return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _around(boxes: list[tuple[float, float, float, float]]) -> tuple[float, float, float, float]:
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def _unseen(item: etree._Element) -> bool:
    """Whether a text is neither filled nor stroked, or transparent."""
    filled = (item.get("Fill") or "true").lower() not in _OFF
    stroked = (item.get("Stroke") or "false").lower() not in _OFF
    return (item.get("Alpha") or "") == "0" or (not filled and not stroked)


def _pale(item: etree._Element, name: str) -> bool:
    """Whether a colour is white or transparent."""
    colour = next(item.iterchildren(f"{{*}}{name}"), None)
    if colour is None:
        return False
    value = (colour.get("Value") or "").strip()
    return (colour.get("Alpha") or "") == "0" or value.upper() in _WHITE or (len(value.split()) == 3 and min(numbers(value) or [0]) >= 250)


def _or(text: str | None, otherwise: float) -> float:
    value = number(text) if text is not None else None
    return otherwise if value is None else value
