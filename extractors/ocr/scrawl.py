"""Ink outside the grids that is no print: signatures, handwriting, scribbles, seals in grey.

    lines with their readings ──those that nobody could read──> places ──what else lies in them──> one rectangle a place

The networks read a flourish as 八, 1 or MN, each time something else; as text of the document it would only mislead. So it is left out
of it, and each place is named once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from extractors.document import Box
from extractors.ocr.lines import POINTS, Span
from extractors.ocr.signs import Reading
from extractors.tables.runs import OUTSIDE

UNREAD: Final = 0.5  # at most: no two of the networks agreed (see doubt)
HOPELESS: Final = 0.3  # at most: a longer text than a flourish makes
FEW: Final = 4  # characters at most, of what is unread and no print: a doubtful heading or signature line is longer
STROKES: Final = 3  # characters at most, of a surer reading that stands by such ink and is a part of it: an arc read as 1, a loop as O
SURE: Final = 0.9  # of ideographs, above which they are print even there: the 年 of a date beside a signature
EDGE: Final = 9.0  # points, 3 mm: what lies wholly as near to the edge of the page is the paper's own, where no printer and no pen reaches
NEAR, AROUND = 14.0, 30.0  # points: between strokes of one place, and from it to such a part


def scrawls(
    spans: Sequence[tuple[Span, int]], read: Sequence[Reading], dpi: float, size: tuple[float, float]
) -> tuple[tuple[Box, ...], frozenset[int]]:
    """The places of such ink in points, top to bottom, and which of the lines lie in them.

    `spans`: the lines with their cells; `size`: of the page, in points.
    """
    near, around = round(NEAR * dpi / POINTS), round(AROUND * dpi / POINTS)
    outside = [(at, span, one) for at, ((span, cell), one) in enumerate(zip(spans, read, strict=True)) if cell == OUTSIDE]
    inside = {at for at, _, one in outside if _unread(one)}
    places: list[Span] = []
    for at in sorted(inside):
        places = _joined(places, spans[at][0], near)
    parts = [(at, span) for at, span, one in outside if at not in inside and _part(one)]
    while added := [(at, span) for at, span in parts if at not in inside and any(_touch(place, span, around) for place in places)]:
        inside.update(at for at, _ in added)
        for _, span in added:
            places = _joined(places, span, around)
    places.sort(key=lambda place: (place.y0, place.x0))
    boxes = [Box(*(round(side * POINTS / dpi, 2) for side in place)) for place in places]
    return tuple(box for box in boxes if not _at_edge(box, size)), frozenset(inside)


def _at_edge(box: Box, size: tuple[float, float]) -> bool:
    width, height = size
    return box.x1 <= EDGE or box.y1 <= EDGE or box.x0 >= width - EDGE or box.y0 >= height - EDGE


def _unread(one: Reading) -> bool:
    return one.confidence <= HOPELESS or (one.confidence <= UNREAD and len(one.text) <= FEW)


def _part(one: Reading) -> bool:
    return len(one.text) <= STROKES and (one.text.isascii() or one.confidence < SURE)


def _joined(places: Sequence[Span], span: Span, near: int) -> list[Span]:
    """The places with one more: those that it touches become one with it."""
    apart: list[Span] = []
    for place in places:
        if _touch(place, span, near):
            span = Span(min(span.x0, place.x0), min(span.y0, place.y0), max(span.x1, place.x1), max(span.y1, place.y1))
        else:
            apart.append(place)
    return [*apart, span] if len(apart) == len(places) else _joined(apart, span, near)


def _touch(one: Span, two: Span, near: int) -> bool:
    return one.x0 - near <= two.x1 and two.x0 - near <= one.x1 and one.y0 - near <= two.y1 and two.y0 - near <= one.y1
