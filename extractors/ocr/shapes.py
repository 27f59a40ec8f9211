"""What a line's ink says by itself, whatever a network reads in it.

A network drops a character now and then and is as sure as ever; it takes a slanted stroke alone in a cell for a 1. The ink knows better.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from extractors.ocr.lines import pieces_of
from extractors.tables.pixels_ink import Pixels

DARK: Final = 70  # grey levels below the paper
REACH: Final = 0.6  # heights of the line: ink farther from the middle of every character belongs to none of them
SOME: Final = 0.12  # heights of the line: less of such ink is the edge of a wide sign
INNER: Final = 0.05  # the same between two characters: of a 川 that was dropped only the middle stroke is so far from its neighbours
CIRCLE: Final = 0.13  # heights of the line: a 。 is 0.2 wide, a point 0.08
BESIDE: Final = 0.45  # heights of the line from the middle of an ideograph, beyond which nothing of it lies
SLASH: Final = 0.006  # squares of the line's height that a thin slash inks at least
DASH: Final = 0.5  # heights of the line, which has margins above and below
FLAT: Final = 0.13  # heights of the line: a dash is lower, a ~ is not
SHORT: Final = 0.16  # heights of the line: what is narrower is a point or a scrap
PALE: Final = 30  # grey levels below the paper: strokes that a seal was lit off
THIN: Final = 3  # pixels of ink that make a row of pixels a part of a stroke
EQUAL: Final = 0.88  # of the longer stroke of an =; the upper stroke of a 二 is 0.6 to 0.8 of the lower
LEAN: Final = 0.22  # of its height: how far the top of a / stands right of its foot; a 1 stands upright


def unread(line: Pixels, centres: Sequence[float]) -> bool:
    """Whether a line's picture has ink where no character was read. `centres`: the characters' places, in heights of the line."""
    height = line.shape[0]
    inked = np.flatnonzero(_ink(line).any(axis=0)) / height
    if not len(inked):
        return False
    if not centres:
        return bool(len(inked) > SOME * height)
    distance = np.abs(inked[:, None] - np.asarray(centres)[None, :]).min(axis=1)
    far = inked[distance > REACH]
    between = (far > min(centres)) & (far < max(centres))
    return bool(len(far) > SOME * height or between.sum() > INNER * height)


def leans(line: Pixels) -> bool:
    """Whether the ink is one stroke from the lower left to the upper right."""
    ys, xs = np.nonzero(_ink(line))
    if len(ys) < 8:
        return False
    tall = float(np.ptp(ys)) + 1
    third = tall / 3
    top, foot = xs[ys < ys.min() + third], xs[ys > ys.max() - third]
    middle = xs[(ys >= ys.min() + third) & (ys <= ys.max() - third)]
    if not (len(top) and len(middle) and len(foot)):
        return False
    straight = abs(top.mean() + foot.mean() - 2 * middle.mean()) < LEAN * tall / 2
    return bool(straight and top.mean() - foot.mean() > LEAN * tall * 2 / 3 and float(np.ptp(xs)) < 0.9 * tall)


def equal_strokes(line: Pixels) -> bool:
    """Whether the ink is two strokes across, the upper as long as the lower: an =, where the upper stroke of a 二 is the shorter."""
    inked = line < int(np.median(line)) - PALE
    rows = np.flatnonzero(inked.sum(axis=1) >= THIN)
    breaks = np.flatnonzero(np.diff(rows) > 1)
    if len(breaks) != 1:
        return False
    strokes = rows[: breaks[0] + 1], rows[breaks[0] + 1 :]
    upper, lower = (float(np.ptp(np.flatnonzero(inked[stroke].any(axis=0)))) for stroke in strokes)
    return min(upper, lower) >= EQUAL * max(upper, lower)


def wide_stroke(line: Pixels) -> bool:
    """Whether a lone stroke is as wide as an ideograph: a dash, where a hyphen is half as wide."""
    return bool(_ink(line).any(axis=0).sum() > DASH * line.shape[0])


def dashes(line: Pixels) -> list[bool]:
    """The flat strokes of a line that stand alone in their columns, from the left: whether each is as wide as an ideograph."""
    ink = _ink(line)
    height = line.shape[0]
    out = []
    for start, end in pieces_of(np.flatnonzero(ink.any(axis=0))):
        rows = np.flatnonzero(ink[:, start:end].any(axis=1))
        if rows[-1] + 1 - rows[0] <= FLAT * height and end - start >= SHORT * height:
            out.append(end - start > DASH * height)
    return out


def ends_in_circle(line: Pixels) -> bool:
    """Whether the last sign of a line is as wide as a 。, which networks write as a point behind a %."""
    signs = pieces_of(np.flatnonzero(_ink(line).any(axis=0)))
    return bool(signs) and signs[-1][1] - signs[-1][0] > CIRCLE * line.shape[0]


def parted(line: Pixels, centres: Sequence[float]) -> bool:
    """Whether ink stands between two ideographs: the slash of 是/否, which is thin and goes unread."""
    height = line.shape[0]
    left, right = (int((centre + side) * height) for centre, side in zip(centres, (BESIDE, -BESIDE), strict=True))
    return bool(right > left and _ink(line)[:, left:right].sum() > SLASH * height * height)


def _ink(line: Pixels) -> npt.NDArray[np.bool_]:
    dark: npt.NDArray[np.bool_] = line < int(np.median(line)) - DARK
    return dark
