"""Where the lines of print are: by projection inside a cell, by what stands close together outside the grids.

All boxes are in pixels: x0, y0, x1, y1, half-open.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Final, NamedTuple, cast

import cv2
import numpy as np
import numpy.typing as npt

from extractors.tables.pixels_ink import Pixels

# Shares of the height of a character.
DUST: Final = 0.25  # what is smaller both ways and stands alone is no character
PART: Final = 0.55  # a band lower than this may be a part of a character
PART_GAP: Final = 0.38  # between the parts of a character
STROKE: Final = 0.25  # a band as low as a single stroke: 二, 三
STROKE_GAP: Final = 0.7
TALL: Final = 1.65  # a band higher than this holds several lines that touch
PITCH: Final = 1.3  # from line to line where they touch
WIDE_GAP: Final = 2.0  # within a line: what stands farther apart is read apart
JOIN: Final = 1.1  # outside grids: what stands closer side by side is one line
CROWD: Final = 4000  # pieces of a page: noise, of which each would be compared with all others
POINTS: Final = 72.0
SMALLEST, LARGEST = 5.0, 30.0  # points: heights of characters


class Span(NamedTuple):
    """A rectangle of pixels."""

    x0: int
    y0: int
    x1: int
    y1: int


def character_height(ink: Pixels, dpi: float) -> float:
    """The usual height in pixels of a character on a page or a part of it: most are ideographs, which fill their squares."""
    heights = np.array([height for _, _, _, height in boxes_of(_closed(ink, dpi))])
    low, high = SMALLEST * dpi / POINTS, LARGEST * dpi / POINTS
    heights = heights[(heights >= low) & (heights <= high)]
    return float(np.percentile(heights, 70)) if len(heights) else 10 * dpi / POINTS


def boxes_of(ink: Pixels) -> list[tuple[int, int, int, int]]:
    """The left, top, width and height of each connected piece of ink.

    By the strokes in each row of pixels, of which there are few; OpenCV's own statistics go over all paper too and take twice as long.
    Outlines would be faster on print, but take seconds on noise.
    """
    left, top, wide, high = cv2.boundingRect(ink)
    rows, first, last, piece = _strokes(ink[top : top + high, left : left + wide])
    if not len(piece):
        return []
    x0, x1, y0, y1 = (np.full(int(piece.max()) + 1, side) for side in (wide, 0, 0, 0))
    np.minimum.at(x0, piece, first)
    np.maximum.at(x1, piece, last + 1)
    y0[piece[::-1]] = rows[::-1]  # rows go down the page: of several the last that is written stays
    y1[piece] = rows + 1
    return list(zip((x0 + left).tolist(), (y0 + top).tolist(), (x1 - x0).tolist(), (y1 - y0).tolist(), strict=True))


def _strokes(ink: Pixels) -> tuple[npt.NDArray[np.int64], ...]:
    """Each unbroken run of ink in a row of pixels: the row, its first and last column, the number of its piece."""
    inked = np.flatnonzero(ink != 0)
    if not len(inked):
        return (inked,) * 4
    width = ink.shape[1]
    breaks = np.flatnonzero((np.diff(inked) != 1) | (inked[1:] % width == 0))
    starts, ends = inked[np.append(0, breaks + 1)], inked[np.append(breaks, len(inked) - 1)]
    rows, first = np.divmod(starts, width)
    return rows, first, ends - rows * width, cv2.connectedComponents(ink, connectivity=8)[1].ravel()[starts].astype(np.int64) - 1


def _closed(ink: Pixels, dpi: float) -> Pixels:
    """The ink with the parts of a character run together."""
    size = max(round(1.5 * dpi / POINTS), 2)
    return cast(Pixels, cv2.morphologyEx(ink, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (size, size))))


def lines_in(ink: Pixels, em: float, at: tuple[int, int] = (0, 0)) -> list[Span]:
    """The lines in a part of the page that lies at a place of it: a line with wide gaps comes in pieces."""
    left, top = at
    out: list[Span] = []
    for start, end in _bands(np.count_nonzero(ink, axis=1), em):
        columns = np.flatnonzero(ink[start:end].any(axis=0))
        for x0, x1 in pieces_of(columns, WIDE_GAP * em):
            rows = np.flatnonzero(ink[start:end, x0:x1].any(axis=1))
            if len(rows) and max(x1 - x0, rows[-1] + 1 - rows[0]) >= DUST * em:
                out.append(Span(left + x0, top + start + int(rows[0]), left + x1, top + start + int(rows[-1]) + 1))
    return out


def pieces_of(columns: npt.NDArray[np.int64], widest: float = 1.0) -> list[tuple[int, int]]:
    """Where the runs of numbers in rising order begin and end (half-open); between two of a run lie at most `widest`."""
    if not len(columns):
        return []
    cuts = np.flatnonzero(np.diff(columns) > widest)
    starts, ends = [columns[0], *columns[cuts + 1]], [*columns[cuts], columns[-1]]
    return [(int(start), int(end) + 1) for start, end in zip(starts, ends, strict=True)]


def _bands(rows: npt.NDArray[np.int64], em: float) -> list[tuple[int, int]]:
    """From the ink in each row of pixels, where lines begin and end."""
    inked = np.flatnonzero(rows)
    bands = _joined(pieces_of(inked), em)
    return [line for start, end in bands for line in _split(rows, start, end, em)]


def _joined(bands: Sequence[tuple[int, int]], em: float) -> list[tuple[int, int]]:
    """The bands, with those that are parts of one line of characters put together."""
    out: list[tuple[int, int]] = []
    for start, end in bands:
        if out:
            first, last = out[-1]
            low = min(end - start, last - first)
            part = low < PART * em and start - last < PART_GAP * em and end - first <= 1.25 * em
            stroke = low < STROKE * em and start - last < STROKE_GAP * em and end - first <= 1.05 * em
            if part or stroke:
                out[-1] = first, end
                continue
        out.append((start, end))
    return out


def _split(rows: npt.NDArray[np.int64], start: int, end: int, em: float) -> list[tuple[int, int]]:
    """A band that holds several lines, cut where there is least ink."""
    count = round((end - start) / (PITCH * em))
    if end - start <= TALL * em or count < 2:
        return [(start, end)]
    cuts = [start]
    for part in range(1, count):
        middle = start + (end - start) * part / count
        low, high = max(int(middle - 0.45 * em), cuts[-1] + 1), min(int(middle + 0.45 * em), end - 1)
        if high > low:
            cuts.append(low + int(np.argmin(rows[low:high])))
    return list(pairwise([*cuts, end]))


def lines_outside(ink: Pixels, dpi: float) -> list[Span]:
    """The lines of a page's ink outside its grids: what stands close together side by side, then as in a cell."""
    if not cv2.countNonZero(ink):
        return []
    em = character_height(ink, dpi)
    kernel = cv2.getStructuringElement(cv2.MORPH_RECT, (max(int(JOIN * em), 2), max(int(0.3 * em), 1)))
    out: list[Span] = []
    for x, y, width, height in boxes_of(cast(Pixels, cv2.morphologyEx(ink, cv2.MORPH_CLOSE, kernel))):
        if height < 0.25 * em and width < 0.25 * em:
            continue
        part = ink[y : y + height, x : x + width]
        out.extend(lines_in(part, character_height(part, dpi) if height > TALL * em else em, (x, y)))
    return _side_by_side(out)


def _side_by_side(spans: Sequence[Span]) -> list[Span]:
    """The pieces, with those that overlap put together: a bracket's foot may reach under its neighbour."""
    if len(spans) > CROWD:
        return list(spans)
    out: list[Span] = []
    for span in sorted(spans):
        before = next((at for at, other in enumerate(out) if _overlap(other, span)), None)
        if before is None:
            out.append(span)
        else:
            other = out[before]
            out[before] = Span(min(other.x0, span.x0), min(other.y0, span.y0), max(other.x1, span.x1), max(other.y1, span.y1))
    return out


def _overlap(one: Span, two: Span) -> bool:
    across = min(one.x1, two.x1) - max(one.x0, two.x0)
    down = min(one.y1, two.y1) - max(one.y0, two.y0)
    return across > 0 and down > 0.5 * min(one.y1 - one.y0, two.y1 - two.y0)
