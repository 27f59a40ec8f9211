"""Which drawn pieces are seen: a white area over a grid hides the rules below it, a white rule is none on white paper.

pieces in the order in which they are drawn + areas and white rules drawn later ──> the parts of pieces that nothing hides
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np

from extractors.tables.runs import Bools, Floats

THIN: Final = 3.2  # points: what is not thicker than this is a rule, however short
THICK: Final = 7.0  # points: not thicker than this it is one if it is long; no line of print fits into it
LONG: Final = 4.0  # times its thickness that a thick rule is long at least
INSIDE: Final = 0.3  # points: a rule on the edge of an area borders it, one farther inside is hidden
ALONG: Final = 0.6  # points by which a white rule may miss the rule that it hides


Sides = tuple[float, float, float, float]
"""A rectangle in PDF's coordinates: left, bottom, right, top."""


class Paint(IntEnum):
    """How an object is seen on white paper."""

    NONE = 0
    PALE = 1
    DARK = 2


@dataclass(frozen=True, slots=True)
class Ground:
    """A filled rectangle (or a white rule), how it is painted, and how many pieces were drawn before it."""

    sides: Sides
    paint: Paint
    after: int


def is_rule(sides: Sides) -> bool:
    """Whether a rectangle is a rule: thin, or long and too low for a line of print."""
    low, high = sorted((abs(sides[2] - sides[0]), abs(sides[3] - sides[1])))
    return low <= THIN or (low <= THICK and high >= LONG * low)


def visible_pieces(pieces: Sequence[Sides], pale: Sequence[Ground], areas: Sequence[Ground]) -> list[Sides]:
    """The straight pieces that a reader of the page sees, in PDF's coordinates.

    `pale` are white and transparent rules, `areas` filled rectangles.

    White rules count where they lie on a filled area, and where no other rule is drawn at all: they then tell cells apart that the
    program that wrote the file knew.
    """
    seen = _uncovered(pieces, [cover for cover in (*areas, *pale) if cover.after and cover.paint])
    lying = [white.sides for white in pale if white.paint and _lies_on_color(white, areas)]
    return seen + lying or [white.sides for white in pale]


def _uncovered(pieces: Sequence[Sides], covers: Sequence[Ground]) -> list[Sides]:
    if not covers or not pieces:
        return list(pieces)
    sides = np.array(pieces)
    low, high = np.minimum(sides[:, :2], sides[:, 2:]), np.maximum(sides[:, :2], sides[:, 2:])
    boxes = np.concatenate([low, high], axis=1)
    cuts: dict[int, list[Ground]] = {}
    for cover in covers:
        for at in np.flatnonzero(_is_hidden(boxes[: cover.after], cover)).tolist():
            cuts.setdefault(at, []).append(cover)
    return [part for at, piece in enumerate(pieces) for part in (_parts(piece, cuts[at]) if at in cuts else (piece,))]


def _is_hidden(boxes: Floats, cover: Ground) -> Bools:
    """Which of the pieces lie inside a cover, or across it and no thicker than it: then a part of them is hidden."""
    x0, y0, x1, y1 = _ordered(cover.sides)
    level = boxes[:, 2] - boxes[:, 0] >= boxes[:, 3] - boxes[:, 1]
    margin = INSIDE if min(x1 - x0, y1 - y0) > THIN else -ALONG
    inside_y = (boxes[:, 1] > y0 + margin) & (boxes[:, 3] < y1 - margin)
    inside_x = (boxes[:, 0] > x0 + margin) & (boxes[:, 2] < x1 - margin)
    meets_x = (boxes[:, 0] < x1) & (boxes[:, 2] > x0)
    meets_y = (boxes[:, 1] < y1) & (boxes[:, 3] > y0)
    return np.asarray(np.where(level, inside_y & meets_x, inside_x & meets_y))


def _parts(piece: Sides, covers: Sequence[Ground]) -> Iterator[Sides]:
    """What is left of a piece beside its covers."""
    x0, y0, x1, y1 = _ordered(piece)
    level = x1 - x0 >= y1 - y0
    at, end = (x0, x1) if level else (y0, y1)
    spans = sorted((sides[0], sides[2]) if level else (sides[1], sides[3]) for sides in (_ordered(cover.sides) for cover in covers))
    for start, stop in [*spans, (end, end)]:
        if start > at:
            yield (at, y0, min(start, end), y1) if level else (x0, at, x1, min(start, end))
        at = max(at, stop)


def _lies_on_color(pale: Ground, areas: Sequence[Ground]) -> bool:
    """Whether a white rule lies on an area of another colour: on its inside or along its edge."""
    x0, y0, x1, y1 = _ordered(pale.sides)
    x, y = (x0 + x1) / 2, (y0 + y1) / 2
    for area in areas:
        left, bottom, right, top = _ordered(area.sides)
        if area.paint > pale.paint and left - ALONG <= x <= right + ALONG and bottom - ALONG <= y <= top + ALONG:
            return True
    return False


def _ordered(sides: Sides) -> Sides:
    return min(sides[0], sides[2]), min(sides[1], sides[3]), max(sides[0], sides[2]), max(sides[1], sides[3])
