"""By how much a page lies askew, and the page set straight.

Rules tell it best: each long piece of a rule has a slope of its own, and their weighted median is the page's. A page without
rules is told by its lines of text: at the right angle they leave the emptiest rows between them.
"""

from __future__ import annotations

import math
from typing import Final, cast

import cv2
import numpy as np

from extractors.tables.pixels_ink import Pixels, inked_rows

MOST: Final = 5.0  # degrees either way
PIECE: Final = 0.12  # inches: the shortest straight piece that a sloping rule still leaves
LONG: Final = 0.8  # inches of one rule that make its slope worth something
ENOUGH: Final = 4.0  # inches of rules that make the page's
LEAST: Final = 0.03  # degrees that are not worth turning a page
COARSE, FINE = 0.25, 0.05  # degrees


def skew_of(ink: Pixels, dpi: float) -> float:
    """Degrees by which the page must be turned counter-clockwise to stand straight; 0.0 where nothing tells."""
    half = cast(Pixels, cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    half = cast(Pixels, cv2.threshold(half, 90, 255, cv2.THRESH_BINARY)[1])
    found = _by_rules(half, dpi / 2)
    return _by_text(half) if found is None else found


def _by_rules(ink: Pixels, dpi: float) -> float | None:
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (max(int(PIECE * dpi), 3), 1))
    strokes = cv2.morphologyEx(ink, cv2.MORPH_OPEN, kernel)
    strokes = strokes[inked_rows(strokes)]  # a slope is one wherever on the page
    if not strokes.size:
        return None
    count, labels, stats, _ = cv2.connectedComponentsWithStats(strokes, connectivity=8)
    slopes: list[tuple[float, float]] = []
    for at in range(1, count):
        x, y, width, height, _ = stats[at]
        if width < LONG * dpi or height > width * math.tan(math.radians(MOST)) + 4:
            continue
        ys, xs = np.nonzero(labels[y : y + height, x : x + width] == at)
        slopes.append((float(np.polyfit(xs, ys, 1)[0]), float(width)))
    total = sum(width for _, width in slopes)
    if total < ENOUGH * dpi:
        return None
    gone = 0.0
    for slope, width in sorted(slopes):
        gone += width
        if 2 * gone >= total:
            return math.degrees(math.atan(slope))
    return None


def _by_text(ink: Pixels) -> float:
    small = cast(Pixels, cv2.resize(ink, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA))
    if not cv2.countNonZero(small):
        return 0.0
    # The coarse search may be a coarse one in pixels too, four times as fast: the fine one decides.
    best = max(np.arange(-MOST, MOST + COARSE, COARSE), key=lambda angle: _sharpness(small, float(angle), cv2.INTER_LINEAR))
    near = np.arange(best - COARSE, best + COARSE + FINE, FINE)
    return float(max(near, key=lambda angle: (_sharpness(small, float(angle)), -abs(angle))))


def _sharpness(ink: Pixels, angle: float, how: int = cv2.INTER_CUBIC) -> float:
    rows = turned(ink, angle, 0, how).sum(axis=1, dtype=np.float64)
    return float(np.square(np.diff(rows)).sum())


def turned(picture: Pixels, angle: float, paper: int = 255, how: int = cv2.INTER_CUBIC) -> Pixels:
    """The picture turned counter-clockwise about its middle, at its own size; what comes in from outside is paper."""
    if abs(angle) < LEAST:
        return picture
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    border = (paper, paper, paper)
    return cast(Pixels, cv2.warpAffine(picture, matrix, (width, height), flags=how, borderValue=border))
