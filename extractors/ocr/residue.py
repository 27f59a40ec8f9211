"""What a seal leaves once its ink is lit away: pale scraps that read as 1, t or a comma, alone in a cell or among print.

A blank cell must stay blank: a scrap in the half of a label that goes on over the page would make a label of it. A line of print is read
once more without what may be scraps: 工程验收合格率 with one before it reads as 1工程验收合格率, and no network doubts it; but thin print
(the slash of a %, a full stop) is as pale under a seal, so that only two readings together tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import cv2
import numpy as np
import numpy.typing as npt

from extractors.document import Box
from extractors.grid.pixels_ink import Pixels
from extractors.grid.runs import OUTSIDE
from extractors.ocr.lines import POINTS, Span
from extractors.ocr.signs import UNSURE, Reading
from normalizers.text import fold

PALE: Final = 0.5  # of the contrast of the page's print: scraps 0.2 to 0.5, a printed = or / under a seal 0.67 and more
PALER: Final = 0.45  # of it: lone scraps of any height 0.2 to 0.42, a lone slash under a seal 0.52
LONE: Final = 1.45  # of the height of a character, high and wide: one character, or two digits
LOW: Final = 0.6  # of the height of a character
SMALL: Final = 0.95  # of it, high and wide, where print that dark stands in the same cell
DARKEST: Final = 2  # percent of a line's box, by which its ink is measured
BESIDE: Final = 0.5  # of the contrast of the darkest stroke of a line: scraps 0.1 to 0.5, but thin print under a seal too
EDGE: Final = 3  # pixels: the blurred edge of a scrap, both sides and the middle
SPARSE: Final = 8  # every so many pixels tell how bright the paper is
PAPER: Final = 80  # percent of a line's box are darker than its paper
_NEAR: Final = np.ones((1, EDGE), np.uint8)


def residue(grey: Pixels, ruled: Pixels, spans: Sequence[tuple[Span, int]], em: float) -> frozenset[int]:
    """Which of the lines are such scraps.

    `grey` and `ruled` are the page in both lights (see `greys_of`), which are one where no seal is; `em` is a character's height.
    """
    if not spans:
        return frozenset()
    paper = float(np.median(grey[::SPARSE, ::SPARSE]))
    dark = [paper - float(np.percentile(_part(grey, span), DARKEST)) for span, _ in spans]
    print_of_page = float(np.median(dark))
    print_of_cell: dict[int, float] = {}
    for (_, cell), darkness in zip(spans, dark, strict=True):
        print_of_cell[cell] = max(darkness, print_of_cell.get(cell, 0.0))
    pale = (
        at
        for at, (span, cell) in enumerate(spans)
        if (_is_lone(span, em) and dark[at] < PALER * print_of_page)
        or (cell != OUTSIDE and _is_low(span, em) and dark[at] < PALE * print_of_page)
        or (cell != OUTSIDE and _is_small(span, em) and dark[at] < PALE * print_of_cell[cell])
    )
    return frozenset(at for at in pale if _sealed(grey, ruled, spans[at][0]))


def _is_low(span: Span, em: float) -> bool:
    return span.y1 - span.y0 < LOW * em


def _is_lone(span: Span, em: float) -> bool:
    return max(span.x1 - span.x0, span.y1 - span.y0) < LONE * em


def _is_small(span: Span, em: float) -> bool:
    return max(span.x1 - span.x0, span.y1 - span.y0) < SMALL * em


def washed(grey: Pixels, ruled: Pixels, ink: Pixels, spans: Sequence[Span]) -> tuple[Pixels, dict[int, Span]]:
    """The page without what may be scraps in its lines, and the lines that had such, as long as what is left of them.

    `ink` is the page's ink without rules; a line whose strokes are all alike is none of them.
    """
    out = grey
    found: dict[int, Span] = {}
    for at, span in enumerate(spans):
        if not _sealed(grey, ruled, span):
            continue
        scraps, printed = _apart(_part(grey, span), _part(ink, span))
        if scraps.any() and printed.any():
            out = grey.copy() if out is grey else out
            part = _part(out, span)
            part[:, scraps] = np.percentile(part, PAPER)
            columns = np.flatnonzero(printed)
            found[at] = span._replace(x0=span.x0 + int(columns[0]), x1=span.x0 + int(columns[-1]) + 1)
    return out, found


def weighed(first: Reading, without: Reading) -> Reading:
    """What a line with possible scraps says, read with them and without.

    Where both say the same, that. What is gone from an end was a scrap, but for a full stop, which is pale under a seal like any thin
    stroke; anything else is left as it was. Neither is to be relied on.
    """
    if fold(first.text) == fold(without.text) or first.text == without.text + "。":
        return first
    text = without.text if without.text and (first.text.startswith(without.text) or first.text.endswith(without.text)) else first.text
    return Reading(text, min(first.confidence, UNSURE))


def _apart(grey: Pixels, ink: Pixels) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """Which columns of a line may hold scraps, with their edges, and which hold print.

    Columns are judged together up to the next gap: the stroke of a % is as pale as a scrap, but stands between its rings.
    """
    inked = ink.any(axis=0)
    strokes = np.cumsum(np.diff(inked, prepend=False) & inked) * inked  # 0 between, then counted from 1
    contrast = float(np.percentile(grey, PAPER)) - np.where(ink > 0, grey, 255).min(axis=0).astype(np.float32)
    darkest = np.zeros(int(strokes.max(initial=0)) + 1, np.float32)
    np.maximum.at(darkest, strokes, contrast)
    pale = darkest < BESIDE * darkest[1:].max(initial=0.0)
    pale[0] = False
    printed = inked & ~pale[strokes]
    edges = cv2.dilate(pale[strokes].astype(np.uint8)[None], _NEAR)[0].astype(bool)
    return edges & ~printed, printed


def around(spans: Sequence[Span], dpi: float) -> tuple[Box, ...]:
    """One rectangle in points around all of them; none for none."""
    if not spans:
        return ()
    sides = min(s.x0 for s in spans), min(s.y0 for s in spans), max(s.x1 for s in spans), max(s.y1 for s in spans)
    return (Box(*(round(side * POINTS / dpi, 2) for side in sides)),)


def _sealed(grey: Pixels, ruled: Pixels, span: Span) -> bool:
    """Whether a seal lies there: only there the two lights differ."""
    return bool((_part(grey, span) != _part(ruled, span)).any())


def _part(picture: Pixels, span: Span) -> Pixels:
    return picture[span.y0 : span.y1, span.x0 : span.x1]
