"""A picture of a page to ink: what is printed in black, without the red of seals and without specks.

colours ──red dropped──> grey ──local threshold──> ink (255 where something is printed)
"""

from __future__ import annotations

from typing import Final, cast

import cv2
import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]
"""Height x width x 3 (blue, green, red) or height x width; 255 is white. Of ink and masks 255 is what is meant."""

RED: Final = 26  # by how much red must outshine green and blue: the pad's ink
PALE_RED, CLOSE_BY = 10, 14.0  # the same for a seal's thin strokes, and the points from what is clearly red within which they lie
SMEAR: Final = 1.0  # points around it that JPEG's coarser colours leave dark without being red
SEAL: Final = 30  # percent of a seal's pixels are darker than its ink: print under it, and the smear
PALE: Final = 0.94  # of the ink's own brightness in red light: what is brighter is paper
BLOCK, AROUND = 16, 9  # pixels that are averaged, and how many such blocks wide the brightest is sought
POINTS: Final = 72.0  # an inch
WINDOW: Final = 0.2  # inches: the neighbourhood that a pixel is compared with, wider than a heading's strokes
DARKER: Final = 22  # grey levels below its neighbourhood that make a pixel ink
FAINT: Final = 9  # the same for rules, which are long: noise makes no lines
SPECK: Final = 1.1e-4  # square inches: what is smaller than the point of a small 。 is dust


def greys_of(picture: Pixels, dpi: float) -> tuple[Pixels, Pixels]:
    """The picture in grey, to be read and to be searched for rules.

    Where a seal is, as red light shows it, lit so that its ink is paper: print under it is black in any light. A faint rule is not, so it
    is sought in less light: what is left of the seal's edges is in the way of characters, but makes no straight line.
    """
    if picture.ndim == 2:
        return picture, picture
    grey = cast(Pixels, cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY))
    blue, green, red = cv2.split(picture)
    redness = cv2.subtract(red, cv2.max(blue, green))
    seal = cv2.threshold(redness, RED, 255, cv2.THRESH_BINARY)[1]
    if cv2.countNonZero(seal) < SPECK * dpi * dpi:
        return grey, grey
    seal = _with_thin_strokes(seal, redness, dpi)
    ink = max(float(np.percentile(red[seal > 0], SEAL)), 1.0)
    size = 2 * round(SMEAR * dpi / POINTS) + 1
    around = cv2.dilate(seal, cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (size, size)))
    paper, ruled = _paper(grey), grey.copy()
    for out, pale in ((grey, PALE), (ruled, 1.0)):
        cv2.copyTo(cv2.min(cv2.convertScaleAbs(red, alpha=max(250 / (pale * ink), 1.0)), paper), around, out)
    return grey, ruled


def _with_thin_strokes(seal: cv2.typing.MatLike, redness: cv2.typing.MatLike, dpi: float) -> cv2.typing.MatLike:
    """The seal with its thin strokes: JPEG keeps one colour for four pixels and more, so that beside paper they are hardly red."""
    size = 2 * round(CLOSE_BY * dpi / POINTS) + 1
    pale = cv2.threshold(redness, PALE_RED, 255, cv2.THRESH_BINARY)[1]
    return cv2.max(seal, cv2.min(pale, cv2.dilate(seal, cv2.getStructuringElement(cv2.MORPH_RECT, (size, size)))))


def _paper(grey: Pixels) -> Pixels:
    """How bright the paper is around each pixel."""
    small = cv2.resize(grey, None, fx=1 / BLOCK, fy=1 / BLOCK, interpolation=cv2.INTER_AREA)
    bright = cv2.dilate(small, cv2.getStructuringElement(cv2.MORPH_RECT, (AROUND, AROUND)))
    return cast(Pixels, cv2.resize(cv2.blur(bright, (AROUND, AROUND)), (grey.shape[1], grey.shape[0]), interpolation=cv2.INTER_LINEAR))


def ink_of(grey: Pixels, dpi: float, darker: int = DARKER) -> Pixels:
    """Where something is printed. A page lit unevenly has no one threshold, so each pixel is compared with its neighbourhood."""
    window = max(int(WINDOW * dpi) | 1, 3)
    out = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, window, darker)
    return cast(Pixels, out)


def inked_rows(strokes: cv2.typing.MatLike) -> npt.NDArray[np.intp]:
    """The rows that hold something, and one after each run of them: what touched does so still, what did not stays apart."""
    inked = np.asarray(strokes).max(axis=1, initial=0) > 0
    inked[1:] |= inked[:-1].copy()
    return np.flatnonzero(inked)


def without_specks(ink: Pixels, dpi: float) -> Pixels:
    """The ink without dust."""
    inked = np.flatnonzero(ink != 0)  # a tenth of a page at most: only there is anything to count
    pieces = cv2.connectedComponents(ink, connectivity=8)[1].ravel()[inked]
    dust = np.bincount(pieces) < SPECK * dpi * dpi if len(pieces) else np.zeros(1, dtype=np.bool_)
    out = ink.copy()
    out.ravel()[inked[dust[pieces]]] = 0
    return out
